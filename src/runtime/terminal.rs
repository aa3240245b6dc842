//! The terminal as a guard: taken over at the start, given back however the program ends.

use std::io::{self, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};

/// Presses of a button are told, in places without limit; movements are not.
const CLICKS_ON: &str = "\x1b[?1000h\x1b[?1006h";
const CLICKS_OFF: &str = "\x1b[?1006l\x1b[?1000l";

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
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(CLICKS_ON))
}

/// Gives the terminal back. Faults are of no use to anybody here.
pub(super) fn give_back() {
    let mut out = io::stdout();
    drop(execute!(out, Print(CLICKS_OFF), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show));
    drop(disable_raw_mode());
    drop(out.flush());
}
