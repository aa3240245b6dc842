//! Folding the journal into the file: whole at every moment, from whichever side a crash comes.

use std::fs;
use std::path::Path;

use super::support::{FillingDisk, Minutes, Place, Sitting, minutes};
use crate::store::{Store, StoreError};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Opens a folder as it would be found after a crash, and gives text and history.
fn found(folder: &Path, id: &str) -> (String, Vec<u64>) {
    let store = Store::open(folder).unwrap();
    let sitting = Sitting::of(store.open_session::<Minutes>(id).unwrap());
    (sitting.document.text.clone(), sitting.history.iter().map(|(seq, _)| *seq).collect())
}

#[test]
fn a_crash_at_any_moment_of_a_checkpoint_changes_nothing() {
    let place = Place::new();
    let id = place.session("");
    let moments = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    let mut moment = |name: &str, spoil: &dyn Fn(&Path)| {
        let to = moments.path().join(name);
        copy(place.store.root(), &to);
        spoil(&to);
        names.push(to);
    };
    let nothing = |_: &Path| {};
    let mut sitting = place.open(&id);
    for text in ["a", "b", "c", "d", "e"] {
        sitting.types(text).unwrap();
    }
    moment("before", &nothing);
    moment("new-file-half-written", &|to| {
        fs::write(to.join(format!(".{id}.ron.9-0.new")), "(schema: 2, text: \"ab").unwrap();
    });
    let saved = sitting.journal.saver().save(&sitting.document).unwrap();
    moment("file-saved", &nothing);
    moment("file-saved-journal-lost-its-end", &|to| {
        let journal = to.join(format!("{id}.journal"));
        let len = fs::metadata(&journal).unwrap().len();
        fs::File::options().write(true).open(journal).unwrap().set_len(len - 5).unwrap();
    });
    moment("new-journal-half-written", &|to| {
        fs::write(to.join(format!(".{id}.journal.9-0.new")), "nov jour").unwrap();
    });
    sitting.journal.trim(&saved, 2).unwrap();
    moment("journal-trimmed", &nothing);
    drop(sitting);
    for to in names {
        let (text, history) = found(&to, &id);
        let name = to.file_name().unwrap().to_str().unwrap();
        assert_eq!(text, "abcde", "{name}");
        let expected: &[u64] = match name {
            "journal-trimmed" => &[4, 5],
            // Steps that no longer lead up to the document are no history.
            "file-saved-journal-lost-its-end" => &[],
            _ => &[1, 2, 3, 4, 5],
        };
        assert_eq!(history, expected, "{name}");
        let left = super::support::names(&to);
        assert!(!left.iter().any(|name| name.starts_with('.')), "leftovers are removed: {left:?}");
    }
}

#[test]
fn after_the_journal_lost_its_end_typing_goes_on_safely() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("one ").unwrap();
    let len = fs::metadata(place.file(&id, "journal")).unwrap().len();
    sitting.types("two ").unwrap();
    sitting.journal.saver().save(&sitting.document).unwrap();
    sitting.crash();
    let journal = fs::File::options().write(true).open(place.file(&id, "journal")).unwrap();
    journal.set_len(len).unwrap();
    let mut sitting = place.open(&id);
    sitting.types("three").unwrap();
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "one two three");
}

#[test]
fn steps_typed_while_a_worker_saves_stay_in_the_journal() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("before ").unwrap();
    let (saver, then) = (sitting.journal.saver(), sitting.document.clone());
    let worker = std::thread::spawn(move || saver.save(&then).unwrap());
    sitting.types("meanwhile ").unwrap();
    let saved = worker.join().unwrap();
    sitting.types("after").unwrap();
    sitting.journal.trim(&saved, 0).unwrap();
    sitting.crash();
    let sitting = place.open(&id);
    assert_eq!(sitting.document.text, "before meanwhile after");
    assert_eq!(sitting.replayed, 2);
}

#[test]
fn a_late_save_never_puts_back_an_earlier_document() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("early").unwrap();
    let (saver, early) = (sitting.journal.saver(), sitting.document.clone());
    sitting.types(" late").unwrap();
    sitting.journal.checkpoint(&sitting.document, 9).unwrap();
    assert_eq!(saver.save(&early).unwrap().applied, 2);
    let late = sitting.document.clone();
    sitting.journal.close(&sitting.document).unwrap();
    assert_eq!(place.open(&id).document.text, "early late");

    // After the close the session may be another program's.
    let other = Minutes { text: "other's".into(), applied: 9, ..late.clone() };
    let path = place.file(&id, "ron");
    fs::write(&path, crate::ronfile::write(&other).unwrap()).unwrap();
    saver.save(&Minutes { applied: 10, ..late }).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("other's"));
}

#[test]
fn a_close_leaves_the_file_alone_in_the_folder() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("all").unwrap();
    assert!(sitting.journal.close(&sitting.document).unwrap().is_empty());
    assert_eq!(place.names(), [format!("{id}.ron")]);
    let sitting = place.open(&id);
    assert_eq!((sitting.document.text.as_str(), sitting.history.len()), ("all", 0));
    assert_eq!(sitting.journal.next_seq(), 2);
}

#[test]
fn a_close_with_too_old_a_document_keeps_the_journal() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    let empty = sitting.document.clone();
    sitting.types("typed").unwrap();
    let refused = sitting.journal.close(&empty).unwrap_err();
    assert!(matches!(refused.error, StoreError::Unfolded { document: 0, journal: 1, .. }));
    refused.journal.close(&sitting.document).unwrap();
    assert_eq!(place.open(&id).document.text, "typed");
}

#[test]
fn a_close_that_cannot_save_gives_the_journal_back() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("typed").unwrap();
    let path = place.file(&id, "ron");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let refused = sitting.journal.close(&sitting.document).unwrap_err();
    assert!(refused.to_string().contains("could not"), "{refused}");
    fs::remove_dir(&path).unwrap();
    refused.journal.close(&sitting.document).unwrap();
    assert_eq!(place.open(&id).document.text, "typed");
}

#[test]
fn a_full_disk_stops_a_trim_and_nothing_else() {
    let place = Place::new();
    let id = place.session("");
    let disk = FillingDisk::default();
    let mut sitting = Sitting::of(place.store.open_on(&id, Box::new(disk.clone())).unwrap());
    sitting.types("a").unwrap();
    sitting.types("b").unwrap();
    disk.fills_after(20);
    let said = sitting.journal.checkpoint(&sitting.document, 1).unwrap_err().to_string();
    assert!(said.contains("disk full"), "{said}");
    disk.has_room();
    sitting.types("c").unwrap();
    sitting.crash();
    let sitting = place.open(&id);
    assert_eq!(sitting.document.text, "abc");
    assert_eq!(sitting.history.len(), 3);
}

#[test]
fn what_another_program_wrote_into_the_file_is_kept_aside() {
    let place = Place::new();
    let id = place.session("mine");
    let mut sitting = place.open(&id);
    sitting.types(" too").unwrap();
    let mended = crate::ronfile::write(&minutes(&id, "mended by hand")).unwrap();
    fs::write(place.file(&id, "ron"), &mended).unwrap();
    let saved = sitting.journal.checkpoint(&sitting.document, 9).unwrap();
    assert!(saved.notices[0].to_string().contains("changed by another program"));
    assert_eq!(place.aside(), [mended.into_bytes()]);
    sitting.journal.close(&sitting.document).unwrap();
    assert_eq!(place.aside().len(), 1);
    assert_eq!(place.open(&id).document.text, "mine too");
}

#[test]
fn a_document_that_would_not_read_back_never_replaces_a_good_one() {
    use serde::{Deserialize, Serialize};

    /// Writes a field that its own reading refuses.
    #[derive(Debug, Serialize, Deserialize)]
    struct Forgetful {
        schema: u32,
        #[serde(skip_deserializing)]
        text: String,
    }

    impl crate::store::Document for Forgetful {
        type Step = String;
        type Row = String;
        const SCHEMA: u32 = 1;
        fn applied(&self) -> u64 {
            0
        }
        fn apply(&mut self, _: u64, _: &String) -> Result<(), String> {
            Ok(())
        }
        fn school(&self) -> &'static str {
            ""
        }
        fn date(&self) -> chrono::NaiveDate {
            super::support::day(1)
        }
        fn passages(&self) -> Vec<crate::store::Passage> {
            Vec::new()
        }
    }

    let place = Place::new();
    let text = "would be lost".to_owned();
    let make = |_: &str| Forgetful { schema: 1, text: text.clone() };
    let refused = place.store.create_session(super::support::day(1), "Oak", "rtm", make).unwrap_err();
    assert!(refused.to_string().contains("does not read back"), "{refused}");
    assert!(place.names().is_empty());
}

#[test]
fn history_survives_any_number_of_checkpoints() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    for n in 1..=30_u64 {
        sitting.types("x").unwrap();
        if n % 7 == 0 {
            sitting.journal.checkpoint(&sitting.document, 10).unwrap();
        }
    }
    let size = sitting.journal.size() as u64;
    assert_eq!(fs::metadata(place.file(&id, "journal")).unwrap().len(), size);
    sitting.crash();
    let sitting = place.open(&id);
    let seqs: Vec<_> = sitting.history.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, (19..=30).collect::<Vec<_>>());
}
