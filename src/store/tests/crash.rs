//! Crashes: whatever happens in whatever order, what was kept comes back, and never anything else.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use proptest::prelude::*;

use super::support::{FillingDisk, Place, Sitting, Typed};
use crate::store::Store;

/// What may happen while a session is open.
#[derive(Debug, Clone)]
enum Event {
    Types(String),
    Deletes,
    Checkpoint {
        keep: usize,
    },
    /// The file is saved, and the journal is not trimmed yet.
    Saved,
    Synced,
    DiskFills {
        after: usize,
    },
    DiskHasRoom,
    JournalRemoved,
    /// The program is killed; what it wrote is there.
    Killed,
    /// The power goes; of what was not synced, a part is there.
    PowerCut {
        part: f64,
    },
    ClosedAndReopened,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => "[a-zé\"\\\\\n ]{1,12}".prop_map(Event::Types),
        2 => Just(Event::Deletes),
        2 => (0..6_usize).prop_map(|keep| Event::Checkpoint { keep }),
        1 => Just(Event::Saved),
        2 => Just(Event::Synced),
        1 => (0..200_usize).prop_map(|after| Event::DiskFills { after }),
        2 => Just(Event::DiskHasRoom),
        1 => Just(Event::JournalRemoved),
        2 => Just(Event::Killed),
        2 => (0.0..1.0).prop_map(|part| Event::PowerCut { part }),
        1 => Just(Event::ClosedAndReopened),
    ]
}

/// The course of a session, and what a crash may take of it.
struct Course {
    place: Place,
    id: String,
    disk: FillingDisk,
    disk_is_full: bool,
    sitting: Option<Sitting>,
    /// The text after each step.
    texts: Vec<String>,
    /// Last step that is in the file or the journal.
    kept: u64,
    /// Last step that is durable.
    synced: u64,
    /// Bytes of the journal that are durable.
    synced_bytes: u64,
}

impl Course {
    fn begins() -> Self {
        let place = Place::in_memory();
        let id = place.session("");
        let mut course = Self {
            place,
            id,
            disk: FillingDisk::default(),
            disk_is_full: false,
            sitting: None,
            texts: vec![String::new()],
            kept: 0,
            synced: 0,
            synced_bytes: 0,
        };
        course.reopens();
        course
    }

    fn journal_bytes(&self) -> u64 {
        fs::metadata(self.place.file(&self.id, "journal")).map_or(0, |metadata| metadata.len())
    }

    fn sitting(&mut self) -> &mut Sitting {
        self.sitting.as_mut().unwrap()
    }

    /// Opens the session and compares it with everything that was kept.
    fn reopens(&mut self) {
        let opened = self.place.store.open_on(&self.id, Box::new(self.disk.clone())).unwrap();
        let sitting = Sitting::of(opened);
        let applied = sitting.document.applied;
        assert!(applied >= self.kept, "step {} was kept, {applied} came back", self.kept);
        assert_eq!(sitting.document.text, self.texts[applied as usize]);
        // Undo of everything in the history fits too.
        let mut text = sitting.document.text.clone();
        for (seq, step) in sitting.history.iter().rev() {
            let Typed { at_byte, remove, insert } = step.inverse();
            assert_eq!(text.get(at_byte..at_byte + remove.len()), Some(remove.as_str()));
            text.replace_range(at_byte..at_byte + remove.len(), &insert);
            assert_eq!(text, self.texts[*seq as usize - 1]);
        }
        assert_eq!(sitting.journal.next_seq(), applied + 1);
        self.texts.truncate(applied as usize + 1);
        self.kept = applied;
        self.synced = applied;
        self.synced_bytes = self.journal_bytes();
        self.sitting = Some(sitting);
    }

    fn edits(&mut self, step: &Typed) {
        let sitting = self.sitting();
        let kept = sitting.edits(step).is_ok();
        let (text, applied) = (sitting.document.text.clone(), sitting.document.applied);
        self.texts.push(text);
        if kept {
            self.kept = applied;
        }
    }

    fn checkpoints(&mut self, keep: usize) {
        let sitting = self.sitting.as_mut().unwrap();
        let applied = sitting.document.applied;
        let trimmed = sitting.journal.checkpoint(&sitting.document, keep).is_ok();
        // The file is saved even where the journal could not be made shorter.
        self.kept = applied;
        self.synced = applied;
        if trimmed {
            self.synced_bytes = self.journal_bytes();
        }
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Types(insert) => {
                let at_byte = self.sitting().document.text.len();
                self.edits(&Typed { at_byte, remove: String::new(), insert });
            }
            Event::Deletes => {
                let text = &self.sitting().document.text;
                if let Some((at_byte, last)) = text.char_indices().last() {
                    self.edits(&Typed { at_byte, remove: last.into(), insert: String::new() });
                }
            }
            Event::Checkpoint { keep } => self.checkpoints(keep),
            Event::Saved => {
                let sitting = self.sitting();
                sitting.journal.saver().save(&sitting.document).unwrap();
                let applied = sitting.document.applied;
                self.kept = applied;
                self.synced = applied;
            }
            Event::Synced => {
                if let Ok(handle) = self.sitting().journal.sync_handle() {
                    let upto = handle.sync().unwrap().unwrap_or(0);
                    self.synced = self.synced.max(upto);
                    self.synced_bytes = self.journal_bytes();
                }
            }
            Event::DiskFills { after } => {
                self.disk.fills_after(after);
                self.disk_is_full = true;
            }
            Event::DiskHasRoom => {
                self.disk.has_room();
                self.disk_is_full = false;
                self.sitting().journal.retry().unwrap();
                self.kept = self.sitting().document.applied;
            }
            Event::JournalRemoved if self.disk_is_full => {}
            Event::JournalRemoved => {
                fs::remove_file(self.place.file(&self.id, "journal")).unwrap();
                self.sitting().journal.retry().unwrap();
                self.kept = self.sitting().document.applied;
                self.synced = self.kept;
                self.synced_bytes = self.journal_bytes();
            }
            Event::Killed => {
                self.sitting.take().unwrap().crash();
                self.has_room_again();
                self.reopens();
            }
            Event::PowerCut { part } => {
                self.sitting.take().unwrap().crash();
                let journal = self.place.file(&self.id, "journal");
                let (len, sure) = (self.journal_bytes(), self.synced_bytes);
                let lost = (len.saturating_sub(sure) as f64 * part) as u64;
                if let Ok(file) = fs::File::options().write(true).open(journal) {
                    file.set_len(len - lost).unwrap();
                }
                self.kept = self.kept.min(self.synced);
                self.has_room_again();
                self.reopens();
            }
            Event::ClosedAndReopened => {
                let Sitting { document, journal, .. } = self.sitting.take().unwrap();
                journal.close(&document).unwrap();
                assert_eq!(self.journal_bytes(), 0);
                self.kept = document.applied;
                self.reopens();
                assert_eq!(self.sitting().document, document);
            }
        }
    }

    fn has_room_again(&mut self) {
        self.disk.has_room();
        self.disk_is_full = false;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn whatever_happens_what_was_kept_comes_back(events in prop::collection::vec(event(), 1..60)) {
        let mut course = Course::begins();
        for event in events {
            course.happens(event);
        }
        course.happens(Event::Killed);
    }
}

/// Not a test of its own: the program that [`a_killed_program_loses_nothing_it_said_was_kept`] kills.
#[test]
#[ignore = "run by another test, as a program of its own"]
fn types_until_it_is_killed() {
    let root = std::env::var("NOV_TEST_STORE").unwrap();
    let id = std::env::var("NOV_TEST_SESSION").unwrap();
    let store = Store::open(Path::new(&root)).unwrap();
    let mut sitting = Sitting::of(store.open_session(&id).unwrap());
    loop {
        let seq = sitting.journal.next_seq();
        sitting.types(&format!("{seq} ")).unwrap();
        println!("kept {seq}");
        if seq.is_multiple_of(13) {
            sitting.journal.checkpoint(&sitting.document, 5).unwrap();
        }
    }
}

#[test]
fn a_killed_program_loses_nothing_it_said_was_kept() {
    let place = Place::in_memory();
    let id = place.session("");
    let mut pause = 1;
    for _ in 0..12 {
        // Whatever the umask, everything is closed to others and open to its owner.
        let umask = if pause % 2 == 0 { "277" } else { "000" };
        let mut program = Command::new("sh")
            .args(["-c", "umask $NOV_TEST_UMASK; exec \"$0\" --exact --ignored --nocapture \"$1\""])
            .arg(std::env::current_exe().unwrap())
            .arg("store::tests::crash::types_until_it_is_killed")
            .env("NOV_TEST_UMASK", umask)
            .env("NOV_TEST_STORE", place.store.root())
            .env("NOV_TEST_SESSION", &id)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(program.stdout.take().unwrap());
        let mut lines = said.lines().map_while(Result::ok).filter(|line| line.contains("kept "));
        let mut last = lines.next().expect("it starts");
        std::thread::sleep(Duration::from_millis(pause));
        program.kill().unwrap();
        program.wait().unwrap();
        last = lines.last().unwrap_or(last);
        pause = (pause * 7) % 31;
        let kept: u64 = last.rsplit("kept ").next().unwrap().parse().unwrap();

        for name in place.names() {
            let mode = fs::metadata(place.path(&name)).unwrap().permissions().mode() & 0o777;
            // A new file may have been killed before it got its rights back; it is closed all the same.
            let expected = if name.starts_with('.') { mode & 0o600 } else { 0o600 };
            assert_eq!(mode, expected, "{name}");
        }
        let sitting = place.open(&id);
        let applied = sitting.document.applied;
        assert!(applied >= kept, "step {kept} was kept, {applied} came back");
        let words = sitting.document.text.split_terminator(' ');
        let typed: Vec<u64> = words.map(|word| word.parse().unwrap()).collect();
        assert_eq!(typed, (1..=applied).collect::<Vec<_>>());
        assert!(place.aside().is_empty(), "a kill damages nothing");
        sitting.crash();
    }
}
