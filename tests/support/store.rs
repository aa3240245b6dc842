//! A store of its own for each test, and the command line upon it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::pty::{Start, Terminal};

/// An empty store in a folder that vanishes with it, and a home without settings.
pub struct Store {
    folder: TempDir,
}

/// What a run of the command line left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Output {
    /// What was printed, of a run that must have gone well.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// The sentence on stderr, of a run that must have ended with this code.
    #[track_caller]
    pub fn fails_with(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        self.err
    }
}

impl Store {
    pub fn new() -> Self {
        let store = Self { folder: TempDir::new().unwrap() };
        // A terminal starts its program in the user's home.
        fs::create_dir(store.home()).unwrap();
        store
    }

    /// The folder of the store; nov makes it.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// The user's home; its settings are below `config`.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where relative paths start and exports land.
    pub fn desk(&self) -> PathBuf {
        let desk = self.folder.path().join("desk");
        fs::create_dir_all(&desk).unwrap();
        desk
    }

    /// Runs `nov` with nothing to read on its input.
    pub fn nov(&self, args: &[&str]) -> Output {
        self.nov_reading(args, "")
    }

    /// The bytes that a run of `nov` prints, which must go well.
    #[track_caller]
    pub fn nov_bytes(&self, args: &[&str]) -> Vec<u8> {
        let output = self.run(args, "");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// Runs `nov` with a text on its input.
    pub fn nov_reading(&self, args: &[&str], input: &str) -> Output {
        read(self.run(args, input))
    }

    /// Runs `nov` where no file can grow beyond so many KiB, as on a disk that is full half-way.
    pub fn nov_with_room(&self, kib: &str, args: &[&str]) -> Output {
        let mut shell = Command::new("bash");
        shell.args(["-c", "ulimit -f \"$1\"; shift; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_nov"), kib]);
        read(self.spawned(shell.args(args), ""))
    }

    /// Runs `nov` with its output going into a file.
    pub fn nov_into(&self, file: &str, args: &[&str]) -> Output {
        let mut shell = Command::new("bash");
        shell.args(["-c", "exec \"$0\" \"${@:2}\" > \"$1\"", env!("CARGO_BIN_EXE_nov"), file]).args(args);
        read(self.spawned(&mut shell, ""))
    }

    /// Runs `nov` with these set in its environment.
    pub fn nov_in(&self, set: &[(&str, &str)], args: &[&str]) -> Output {
        read(self.spawned(Command::new(env!("CARGO_BIN_EXE_nov")).args(args).envs(set.iter().copied()), ""))
    }

    fn run(&self, args: &[&str], input: &str) -> std::process::Output {
        self.spawned(Command::new(env!("CARGO_BIN_EXE_nov")).args(args), input)
    }

    /// Starts `nov` and goes on at once.
    pub fn begun(&self, args: &[&str]) -> Child {
        self.started(Command::new(env!("CARGO_BIN_EXE_nov")).args(args))
    }

    fn started(&self, command: &mut Command) -> Child {
        let home = self.home();
        let command = command
            .current_dir(self.desk())
            .env("NOV_STORE", self.path())
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env_remove("NO_COLOR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn spawned(&self, command: &mut Command, input: &str) -> std::process::Output {
        let mut child = self.started(command);
        // A program that reads nothing may have closed its input already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// A store with one of the shipped examples, and its id.
    pub fn with_example(name: &str) -> (Self, String) {
        let store = Self::new();
        fs::create_dir_all(store.path()).unwrap();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sessions/{name}.ron"));
        let text = fs::read_to_string(file).unwrap();
        let id = text.split("  id: \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        fs::write(store.path().join(format!("{id}.ron")), text).unwrap();
        (store, id)
    }

    /// Creates a session and gives its id.
    #[track_caller]
    pub fn new_session(&self, form: &str, school: &str, date: &str) -> String {
        let id = self.nov(&["new", form, "--school", school, "--date", date]).well();
        id.trim_end().to_owned()
    }

    /// Starts `nov` on a terminal.
    pub fn terminal(&self, args: &[&str]) -> Terminal {
        self.start(args).start()
    }

    /// `nov` about to be started on a terminal, for another size or environment.
    pub fn start(&self, args: &[&str]) -> Start {
        Start::nov(&self.path(), &self.home()).args(args)
    }

    /// The files of the store by their paths in it, in order.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.path()];
        while let Some(folder) = open.pop().filter(|folder| folder.is_dir()) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(self.path()).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        found.sort();
        found
    }

    /// A file of the store as text.
    pub fn read(&self, file: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }
}

fn read(output: std::process::Output) -> Output {
    Output {
        code: output.status.code().unwrap_or(128),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
