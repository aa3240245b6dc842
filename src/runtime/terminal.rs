//! The terminal as a guard: taken over at the start, given back however the program ends.

use std::io::{self, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};

/// While it lives, the terminal is ours.
#[derive(Debug)]
pub(super) struct Guard;

impl Guard {
    /// Takes the terminal over. A panic gives it back before it speaks.
    pub(super) fn take() -> io::Result<Self> {
        take()?;
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        Ok(Self)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Takes the terminal over, again after a suspend.
pub(super) fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back. Faults are of no use to anybody here.
pub(super) fn give_back() {
    let mut out = io::stdout();
    drop(execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show));
    drop(disable_raw_mode());
    drop(out.flush());
}
