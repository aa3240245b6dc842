//! A user at a real terminal: starts a program on a pseudo-terminal, types and presses keys, looks at the screen.
//!
//! Nothing sleeps: every wait is for a change of the screen, with a deadline, and a wait in vain prints the last screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::keys::bytes_of;

/// How long a user waits for something to show: generous, for a machine that has much else to do.
const DEADLINE: Duration = Duration::from_mins(1);
/// How long the screen must stay as it is to count as settled.
const QUIET: Duration = Duration::from_millis(60);

type Writer = Arc<Mutex<Box<dyn Write + Send>>>;

/// A program about to be started on a terminal.
pub struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    patience: Duration,
}

impl Start {
    /// Any program, on a terminal of 120 columns and 40 rows.
    pub fn program(name: &str) -> Self {
        let mut command = CommandBuilder::new(name);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        for name in ["NO_COLOR", "COLORTERM", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        Self { command, columns: 120, rows: 40, patience: DEADLINE }
    }

    /// `nov` itself, with a store and a home of its own, where it starts.
    pub fn nov(store: &Path, home: &Path) -> Self {
        std::fs::create_dir_all(home).unwrap();
        Self::program(env!("CARGO_BIN_EXE_nov"))
            .env("NOV_STORE", store.to_str().unwrap())
            .env("HOME", home.to_str().unwrap())
            .env("XDG_CONFIG_HOME", home.join("config").to_str().unwrap())
            .env("XDG_DATA_HOME", home.join("data").to_str().unwrap())
            .env("XDG_STATE_HOME", home.join("state").to_str().unwrap())
    }

    pub fn args(mut self, args: &[&str]) -> Self {
        self.command.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// How long the user waits for something to show; a minute unless said.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub fn start(self) -> Terminal {
        Terminal::start(self)
    }
}

/// What the terminal shows, and whether the program still runs.
struct Shown {
    parser: vt100::Parser<Questions>,
    written: Vec<u8>,
    closed: bool,
    exit: Option<portable_pty::ExitStatus>,
}

/// A program on a terminal, and the user before it.
pub struct Terminal {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    writer: Writer,
    master: Box<dyn MasterPty + Send>,
    process: u32,
    patience: Duration,
    /// How the terminal took and gave characters before the program began.
    found: Option<String>,
}

impl Terminal {
    fn start(Start { command, columns, rows, patience }: Start) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let found = discipline(pair.master.as_ref());
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let process = child.process_id().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer: Writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let parser = vt100::Parser::new_with_callbacks(sized(rows), sized(columns), 0, Questions::default());
        let shown = Shown { parser, written: Vec::new(), closed: false, exit: None };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));

        let (screen, answers) = (Arc::clone(&shown), Arc::clone(&writer));
        thread::spawn(move || {
            let mut chunk = [0; 16 * 1024];
            loop {
                let read = reader.read(&mut chunk).unwrap_or(0);
                let mut shown = screen.0.lock().unwrap();
                shown.parser.process(&chunk[..read]);
                shown.written.extend_from_slice(&chunk[..read]);
                shown.closed = read == 0;
                let answer = std::mem::take(&mut shown.parser.callbacks_mut().answers);
                drop(shown);
                if !answer.is_empty() {
                    // The program may be gone by the time it would get its answer.
                    let _ = answers.lock().unwrap().write_all(&answer);
                }
                screen.1.notify_all();
                if read == 0 {
                    break;
                }
            }
        });
        let end = Arc::clone(&shown);
        thread::spawn(move || {
            let exit = child.wait().unwrap();
            end.0.lock().unwrap().exit = Some(exit);
            end.1.notify_all();
        });
        Self { shown, writer, master: pair.master, process, patience, found }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().unwrap()
    }

    /// Waits until something holds; false if it does not within the deadline.
    fn waits_until(&self, holds: impl Fn(&Shown) -> bool) -> bool {
        let shown = self.shown();
        let (shown, _) = self.shown.1.wait_timeout_while(shown, self.patience, |shown| !holds(shown)).unwrap();
        holds(&shown)
    }

    /// Writes bytes as the terminal would send them.
    pub fn sends(&mut self, bytes: &[u8]) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Types a text, character by character; a line break is Enter.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.sends(text.replace('\n', "\r").as_bytes());
        self
    }

    /// Presses a key by its name: `ctrl+n`, `enter`, `shift+tab`, `alt+up`, `f1`, `x`.
    #[track_caller]
    pub fn press(&mut self, key: &str) -> &mut Self {
        let bytes = bytes_of(key).unwrap_or_else(|| panic!("no key is called {key:?}"));
        self.sends(&bytes);
        if bytes == b"\x1b" {
            // What followed at once would be read as one key with Alt.
            self.settles();
        }
        self
    }

    /// Pastes a text as terminals do it for programs that ask for it.
    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.sends(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        self
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let seen = self.waits_until(|shown| shown.parser.screen().contents().contains(text));
        assert!(seen, "the screen never showed {text:?}; it shows:\n{}", self.framed());
        self
    }

    /// Waits until the screen no longer shows a text. First see something that shows the program has moved on.
    #[track_caller]
    pub fn sees_not(&mut self, text: &str) -> &mut Self {
        let gone = self.waits_until(|shown| !shown.parser.screen().contents().contains(text));
        assert!(gone, "the screen still shows {text:?}:\n{}", self.framed());
        self
    }

    /// Waits until the program has written nothing for a moment.
    pub fn settles(&self) {
        let end = Instant::now() + self.patience;
        let mut shown = self.shown();
        while !shown.closed && Instant::now() < end {
            let before = shown.written.len();
            let (next, waited) =
                self.shown.1.wait_timeout_while(shown, QUIET, |shown| shown.written.len() == before).unwrap();
            shown = next;
            if waited.timed_out() {
                break;
            }
        }
    }

    /// The screen as text, one line a row, blanks at the end of rows left out.
    pub fn screen(&self) -> String {
        self.shown().parser.screen().contents()
    }

    /// Row and column of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        self.shown().parser.screen().cursor_position()
    }

    /// Whether the terminal is as a shell expects it: lines and echo, main screen, cursor visible, paste and mouse plain.
    pub fn is_as_found(&self) -> bool {
        let shown = self.shown();
        let screen = shown.parser.screen();
        let plain_mouse = screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        let plain = !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && plain_mouse;
        plain && discipline(self.master.as_ref()) == self.found
    }

    /// All the bytes the program has written.
    pub fn written(&self) -> Vec<u8> {
        self.shown().written.clone()
    }

    /// How many bytes the program writes for what the user does, until it settles.
    pub fn bytes_for(&mut self, does: impl FnOnce(&mut Self)) -> usize {
        self.settles();
        let before = self.shown().written.len();
        does(self);
        self.settles();
        self.shown().written.len() - before
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shown().parser.set_size(sized(rows), sized(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal by its name, such as `TERM`.
    #[track_caller]
    pub fn signal(&self, name: &str) {
        assert!(self.could_signal(name), "the signal {name} could not be sent");
    }

    fn could_signal(&self, name: &str) -> bool {
        let kill = format!("kill -{name} {} 2>/dev/null", self.process);
        Command::new("sh").args(["-c", &kill]).status().is_ok_and(|status| status.success())
    }

    /// Makes ready to kill the program at a moment's notice.
    pub fn killer(&self) -> Killer {
        let kill = format!("read go && kill -KILL {} 2>/dev/null", self.process);
        Killer(Command::new("sh").args(["-c", &kill]).stdin(Stdio::piped()).spawn().unwrap())
    }

    /// Waits until the program is gone and all it wrote is on the screen.
    #[track_caller]
    pub fn is_gone(&mut self) {
        let gone = self.waits_until(|shown| shown.closed && shown.exit.is_some());
        assert!(gone, "the program outlived its killing; the screen shows:\n{}", self.framed());
    }

    /// Kills the program with no chance to do anything about it, and waits until it is gone.
    #[track_caller]
    pub fn kill_9(&mut self) {
        self.killer().strikes();
        self.is_gone();
    }

    /// Waits for the end of the program; 128 and more if a signal ended it.
    #[track_caller]
    pub fn exit_code(&mut self) -> u32 {
        let ended = self.waits_until(|shown| shown.closed && shown.exit.is_some());
        assert!(ended, "the program goes on; the screen shows:\n{}", self.framed());
        self.shown().exit.as_ref().map_or(0, |exit| if exit.signal().is_some() { 128 } else { exit.exit_code() })
    }

    /// The screen in a frame, for messages.
    fn framed(&self) -> String {
        let shown = self.shown();
        let screen = shown.parser.screen();
        let width = screen.size().1.get();
        let rows: Vec<String> = screen.rows(0, width).map(|row| format!("│{row}")).collect();
        let end = shown.exit.as_ref().map_or_else(String::new, |exit| format!("\nthe program has ended: {exit}"));
        format!("┌{line}\n{}\n└{line}{end}", rows.join("\n"), line = "─".repeat(usize::from(width)))
    }
}

/// Stands ready to kill a program, so that at the word there is no process to start first.
pub struct Killer(Child);

impl Killer {
    /// Kills it, with no chance to do anything about it.
    pub fn strikes(mut self) {
        self.0.stdin.take().unwrap().write_all(b"\n").unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let running = self.shown.0.lock().is_ok_and(|shown| shown.exit.is_none());
        if running {
            // It may just have ended by itself.
            self.could_signal("KILL");
        }
    }
}

/// How a terminal takes and gives characters, raw or in lines.
fn discipline(master: &dyn MasterPty) -> Option<String> {
    let set = master.get_termios()?;
    Some(format!("{:?} {:?} {:?}", set.local_flags, set.input_flags, set.output_flags))
}

fn sized(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a terminal has at least one row and column")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Answers what programs ask a terminal: where its cursor is and what it can do.
#[derive(Default)]
struct Questions {
    answers: Vec<u8>,
}

impl vt100::Callbacks for Questions {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        mark: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        what: char,
    ) {
        match (mark, params, what) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                self.answers.extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes());
            }
            (None, _, 'c') => self.answers.extend(b"\x1b[?62c"),
            _ => {}
        }
    }
}
