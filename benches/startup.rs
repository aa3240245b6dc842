//! The real program on a real pseudo-terminal: from exec to the first full home screen, memory, bytes a key; beside
//! nano and vim in the same run, where they are installed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a bench says what it measured")]

mod fixtures;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

const RUNS: usize = 40;
const SESSIONS: usize = 1_000;
const TYPED: &str = "the writing group now meets weekly and six of eight books show the targets in use";

/// A program on a terminal of 120 by 40.
struct Shown {
    screen: vt100::Parser,
    chunks: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    began: Instant,
    bytes: usize,
    _master: Box<dyn MasterPty + Send>,
}

impl Shown {
    fn start(program: &str, args: &[&Path], store: &Path) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(store);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("NOV_STORE", store);
        command.env("HOME", store);
        command.env("XDG_CONFIG_HOME", store.join("config"));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, chunks) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 16_384];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = vt100::Parser::new(NonZeroU16::new(40).unwrap(), NonZeroU16::new(120).unwrap(), 0);
        Self { screen, chunks, writer, child, began, bytes: 0, _master: pair.master }
    }

    /// Waits until a word stands on the screen; how long since the start.
    fn until(&mut self, word: &str) -> Duration {
        while !self.screen.screen().contents().contains(word) {
            let chunk = self.chunks.recv_timeout(Duration::from_secs(20)).expect("it shows in time");
            self.bytes += chunk.len();
            self.screen.process(&chunk);
        }
        self.began.elapsed()
    }

    /// Bytes that come within a moment of quiet.
    fn settle(&mut self) -> usize {
        let before = self.bytes;
        while let Ok(chunk) = self.chunks.recv_timeout(Duration::from_millis(120)) {
            self.bytes += chunk.len();
            self.screen.process(&chunk);
        }
        self.bytes - before
    }

    /// Most memory it ever held, in kilobytes.
    fn memory(&self) -> u64 {
        let id = self.child.process_id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
        line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
    }

    /// Bytes a key, typing a sentence letter by letter.
    fn bytes_a_key(&mut self) -> f64 {
        self.settle();
        let mut bytes = 0;
        for letter in TYPED.chars() {
            write!(self.writer, "{letter}").unwrap();
            self.writer.flush().unwrap();
            let chunk = self.chunks.recv_timeout(Duration::from_secs(5)).expect("a letter shows");
            self.screen.process(&chunk);
            bytes += chunk.len();
        }
        bytes += self.settle();
        #[expect(clippy::cast_precision_loss, reason = "some thousand bytes")]
        let each = bytes as f64 / TYPED.len() as f64;
        each
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn median<T: Ord + Copy>(mut all: Vec<T>) -> T {
    all.sort_unstable();
    all[all.len() / 2]
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path();
    fixtures::store::big_store(store, SESSIONS);
    let text = store.join("note.txt");
    std::fs::write(&text, "Minutes of the last meeting\n").unwrap();
    let nov = env!("CARGO_BIN_EXE_nov");
    let others = ["nano", "vim"].map(|name| Path::new("/usr/bin").join(name)).into_iter().filter(|path| path.exists());
    let mut programs: Vec<(String, Vec<&Path>, &str)> = vec![(nov.to_owned(), Vec::new(), "Sessions")];
    programs.extend(others.map(|path| (path.display().to_string(), vec![text.as_path()], "Minutes of the last")));
    println!(
        "start to first full screen with {SESSIONS} sessions in the store, median of {RUNS}; memory, and the most; bytes a key"
    );
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); programs.len()];
    let mut memory: Vec<Vec<u64>> = vec![Vec::new(); programs.len()];
    // In turns, so that whatever else the machine does touches all alike.
    for _ in 0..RUNS {
        for (n, (program, args, word)) in programs.iter().enumerate() {
            let mut shown = Shown::start(program, args, store);
            times[n].push(shown.until(word));
            memory[n].push(shown.memory());
        }
    }
    for (n, (program, args, word)) in programs.iter().enumerate() {
        let open = [Path::new("open"), Path::new("oak")];
        let is_nov = program == nov;
        let session = if is_nov { first_session(store) } else { String::new() };
        let args: Vec<&Path> = if is_nov { vec![open[0], Path::new(&session)] } else { args.clone() };
        let mut shown = Shown::start(program, &args, store);
        shown.until(if is_nov { "Enter add" } else { word });
        if program.ends_with("vim") {
            shown.writer.write_all(b"i").unwrap();
        }
        let bytes = shown.bytes_a_key();
        let name = Path::new(program).file_name().unwrap().display();
        println!(
            "{name:>5}  {:>6.2} ms  {:>6.1} MB ({:.1})  {bytes:>5.1} bytes a key",
            median(times[n].clone()).as_secs_f64() * 1e3,
            median(memory[n].clone()) as f64 / 1024.0,
            memory[n].iter().copied().max().unwrap_or_default() as f64 / 1024.0
        );
    }
}

fn first_session(store: &Path) -> String {
    let entries = std::fs::read_dir(store).unwrap().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|e| e.file_name().into_string().ok()).filter(|n| n.ends_with("rtm.ron")).collect();
    names.sort_unstable();
    names.pop().unwrap().trim_end_matches(".ron").to_owned()
}
