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
    /// Takes the terminal over. A fault of the program gives it back, says so and ends with exit code 3; what was typed
    /// is in the journals.
    pub(super) fn take() -> io::Result<Self> {
        take()?;
        std::panic::set_hook(Box::new(|panic| {
            // The worker goes on after a fault of its own.
            if std::thread::current().name() == Some(super::worker::NAME) {
                return;
            }
            give_back();
            let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
            let text = "nov had to stop because of a fault of its own";
            let kept = "everything you typed is kept and is there when you open nov again";
            drop(writeln!(io::stderr(), "{text}{place}; {kept}."));
            std::process::exit(3);
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

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    #[test]
    #[ignore = "run in a terminal by the test below"]
    fn stops_on_a_fault() {
        let _guard = Guard::take().unwrap();
        panic!("words of a confidential note");
    }

    #[test]
    fn a_fault_gives_the_terminal_back_and_says_one_sentence() {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "--ignored", "--nocapture", "runtime::terminal::tests::stops_on_a_fault"]);
        command.env("RUST_BACKTRACE", "1");
        let flags = pair.master.get_termios().unwrap().local_flags;
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut written = Vec::new();
        // A terminal that nobody holds any more ends in an error, not in an end of file.
        drop(pair.master.try_clone_reader().unwrap().read_to_end(&mut written));
        let written = String::from_utf8_lossy(&written);
        let (before, after) = written.split_once("\x1b[?1049l").unwrap();
        for taken in ["\x1b[?1049h", "\x1b[?2004h", "\x1b[?2004l", CLICKS_OFF] {
            assert!(before.contains(taken), "{taken:?} in {before:?}");
        }
        assert!(after.starts_with("\x1b[?25h"), "{after:?}");
        assert_eq!(after.trim_end().lines().count(), 1, "{after:?}");
        assert!(after.contains("everything you typed is kept") && !after.contains("confidential"), "{after:?}");
        assert_eq!(child.wait().unwrap().exit_code(), 3);
        assert_eq!(pair.master.get_termios().unwrap().local_flags, flags);
    }
}
