//! Making and opening sessions: names, locks, damage, and who may read what.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::support::{Minutes, Place, day, minutes, why_read_only};
use crate::journal::{encode, header};
use crate::session::NoteReading;
use crate::store::{Document, Inbox, NewNote, ReadOnly, Store, StoreError};

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_store_and_all_in_it_is_closed_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("deep/nov");
    let store = Store::open(&root).unwrap();
    let id = store.create_session(day(12), "Oak Lane", "rtm", |id| minutes(id, "")).unwrap();
    let opened = store.open_session::<Minutes>(&id).unwrap();
    assert_eq!(mode(&root), 0o700);
    for extension in ["ron", "journal", "lock"] {
        assert_eq!(mode(&root.join(format!("{id}.{extension}"))), 0o600, "{extension}");
    }
    drop(opened);
}

#[test]
fn a_store_cannot_be_where_a_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nov");
    fs::write(&file, "").unwrap();
    let said = Store::open(&file).unwrap_err().to_string();
    assert!(said.ends_with("nov is a file, not a folder; choose a folder with --store DIR"), "{said}");
}

#[test]
fn two_sessions_of_one_day_get_two_names() {
    let place = Place::new();
    assert_eq!(place.session(""), "2010-01-12-hillside-primary-rtm");
    assert_eq!(place.session(""), "2010-01-12-hillside-primary-rtm-2");
    assert_eq!(place.session(""), "2010-01-12-hillside-primary-rtm-3");
}

#[test]
fn programs_that_make_sessions_at_once_never_get_the_same() {
    let place = Place::in_memory();
    let mut ids: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| (0..10).map(|_| place.session("")).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 80);
    for id in ids {
        let view = place.store.read_session::<Minutes>(&id).unwrap();
        assert_eq!(view.document.id, id, "the file is that of the program that got the name");
    }
}

#[test]
fn a_new_session_never_takes_up_the_journal_of_one_that_was_removed() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("old").unwrap();
    sitting.crash();
    fs::remove_file(place.file(&id, "ron")).unwrap();
    assert_eq!(place.session(""), format!("{id}-2"));
    assert_eq!(place.store.orphans().unwrap(), [place.file(&id, "journal")]);
}

#[test]
fn the_second_program_reads_what_the_first_types_and_is_told_who_that_is() {
    let place = Place::new();
    let id = place.session("Minutes\n");
    let mut first = place.open(&id);
    first.types("HT: writing group").unwrap();
    let second = place.store.open_session::<Minutes>(&id).unwrap();
    assert_eq!(second.document.text, "Minutes\nHT: writing group");
    assert!(second.notices.is_empty(), "{:?}", second.notices);
    let ReadOnly::Held(Some(holder)) = why_read_only(second) else { panic!("it is held") };
    assert_eq!(holder.pid, std::process::id());
    first.journal.close(&first.document).unwrap();
    place.open(&id);
}

#[test]
fn every_reader_sees_file_journal_and_inbox() {
    let place = Place::new();
    let id = place.session("file, ");
    let mut sitting = place.open(&id);
    sitting.types("journal").unwrap();
    let note = NewNote {
        text: "inbox".into(),
        time: day(12).and_hms_opt(14, 1, 0).unwrap(),
        item: None,
        reading: NoteReading::Verbatim,
    };
    place.store.drop_note(&Inbox::Session(id.clone()), &note).unwrap();
    let view = place.store.read_session::<Minutes>(&id).unwrap();
    assert_eq!(view.document.text, "file, journal");
    assert_eq!(view.waiting.notes[0].text, "inbox");
}

#[test]
fn a_session_that_does_not_parse_is_left_alone_with_its_journal() {
    let place = Place::new();
    let id = place.session("Minutes\n");
    let mut sitting = place.open(&id);
    sitting.types("typed since").unwrap();
    sitting.crash();
    let broken = fs::read_to_string(place.file(&id, "ron")).unwrap().replace("applied: 0", "applied: nought");
    fs::write(place.file(&id, "ron"), &broken).unwrap();
    let journal = fs::read(place.file(&id, "journal")).unwrap();

    let error = place.store.open_session::<Minutes>(&id).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { line: 4, .. }), "{error}");
    let said = error.to_string();
    assert!(said.contains("rtm.ron:4:"), "{said}");
    assert!(said.contains("has not been touched; mend that line"), "{said}");
    assert_eq!(fs::read_to_string(place.file(&id, "ron")).unwrap(), broken);
    assert_eq!(fs::read(place.file(&id, "journal")).unwrap(), journal);

    fs::write(place.file(&id, "ron"), broken.replace("nought", "0")).unwrap();
    assert_eq!(place.open(&id).document.text, "Minutes\ntyped since", "mended, all is there");
}

#[test]
fn a_file_that_is_not_text_names_the_place() {
    let place = Place::new();
    let id = place.session("");
    fs::write(place.file(&id, "ron"), b"(\n  schema: 2, text: \"\xff\xfe\"").unwrap();
    let said = place.store.open_session::<Minutes>(&id).unwrap_err().to_string();
    assert!(said.contains("rtm.ron:2:21: these bytes are not UTF-8 text"), "{said}");
}

#[test]
fn a_session_of_a_newer_nov_is_refused_in_plain_words() {
    let place = Place::new();
    let id = place.session("");
    let newer = "(schema: 9, wholly: Different)";
    fs::write(place.file(&id, "ron"), newer).unwrap();
    let said = place.store.open_session::<Minutes>(&id).unwrap_err().to_string();
    assert!(said.contains("written by a newer nov (schema 9; this one knows up to 2)"), "{said}");
    assert_eq!(fs::read_to_string(place.file(&id, "ron")).unwrap(), newer);
    assert_eq!(place.names(), [format!("{id}.ron")], "no journal, no lock stays behind");
}

#[test]
fn a_journal_of_a_newer_nov_is_refused_too() {
    let place = Place::new();
    let id = place.session("");
    let mut journal = header(&id, 9);
    encode(1, &"something new", &mut journal).unwrap();
    fs::write(place.file(&id, "journal"), &journal).unwrap();
    let error = place.store.open_session::<Minutes>(&id).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 9, .. }), "{error}");
    assert_eq!(fs::read(place.file(&id, "journal")).unwrap(), journal);
}

#[test]
fn an_older_session_is_kept_aside_before_it_is_first_saved_anew() {
    let place = Place::new();
    let id = place.session("old");
    let old = fs::read_to_string(place.file(&id, "ron")).unwrap().replace("schema: 2", "schema: 1");
    fs::write(place.file(&id, "ron"), &old).unwrap();
    let mut sitting = place.open(&id);
    sitting.document.schema = Minutes::SCHEMA;
    sitting.types(" and new").unwrap();
    let saved = sitting.journal.checkpoint(&sitting.document, 5).unwrap();
    assert_eq!(place.aside(), [old.into_bytes()]);
    assert!(saved.notices[0].to_string().contains("from an earlier version of nov"));
    let again = sitting.journal.checkpoint(&sitting.document, 5).unwrap();
    assert_eq!((again.notices.len(), place.aside().len()), (0, 1), "once is enough");
}

#[test]
fn a_torn_end_is_kept_aside_and_told() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("one").unwrap();
    sitting.types("two").unwrap();
    sitting.crash();
    let whole = fs::read(place.file(&id, "journal")).unwrap();
    fs::write(place.file(&id, "journal"), &whole[..whole.len() - 3]).unwrap();

    let mut sitting = place.open(&id);
    assert_eq!(sitting.document.text, "one");
    assert!(sitting.said[0].contains("was cut off or damaged"), "{:?}", sitting.said);
    assert!(sitting.said[0].contains("A copy is kept as"), "{:?}", sitting.said);
    let tail = &place.aside()[0];
    assert!(whole[..whole.len() - 3].ends_with(tail) && tail.len() > 16);
    sitting.types(" three").unwrap();
    sitting.crash();
    let sitting = place.open(&id);
    assert_eq!(sitting.document.text, "one three");
    assert_eq!(sitting.said.len(), 1, "the damage is told once: {:?}", sitting.said);
}

#[test]
fn a_step_that_does_not_fit_is_kept_aside_with_all_after_it() {
    let place = Place::new();
    let id = place.session("Minutes");
    let mut sitting = place.open(&id);
    sitting.types(" of").unwrap();
    sitting.types(" today").unwrap();
    sitting.crash();
    let shorter = fs::read_to_string(place.file(&id, "ron")).unwrap().replace("Minutes", "Min");
    fs::write(place.file(&id, "ron"), shorter).unwrap();
    let whole = fs::read(place.file(&id, "journal")).unwrap();

    let sitting = place.open(&id);
    assert_eq!(sitting.document.text, "Min");
    assert!(sitting.said[0].contains("Step 1 of the journal does not fit the file"), "{:?}", sitting.said);
    assert!(whole.ends_with(&place.aside()[0]));
    assert!(String::from_utf8_lossy(&place.aside()[0]).contains(" today"));
}

#[test]
fn a_file_put_back_from_an_old_copy_does_not_get_a_later_journal() {
    let place = Place::new();
    let id = place.session("");
    let old_copy = fs::read(place.file(&id, "ron")).unwrap();
    let mut sitting = place.open(&id);
    for _ in 0..20 {
        sitting.types("x").unwrap();
    }
    sitting.journal.checkpoint(&sitting.document, 5).unwrap();
    sitting.types("y").unwrap();
    sitting.crash();
    let journal = fs::read(place.file(&id, "journal")).unwrap();
    fs::write(place.file(&id, "ron"), old_copy).unwrap();

    let mut sitting = place.open(&id);
    assert_eq!(sitting.document.text, "");
    assert!(sitting.said[0].contains("probably an older copy"), "{:?}", sitting.said);
    assert_eq!(place.aside(), [journal]);
    sitting.types("on we go").unwrap();
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "on we go");
}

#[test]
fn a_damaged_head_costs_no_step() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("all of it").unwrap();
    sitting.crash();
    let mut bytes = fs::read(place.file(&id, "journal")).unwrap();
    bytes[3] ^= 0xff;
    fs::write(place.file(&id, "journal"), &bytes).unwrap();
    let mut sitting = place.open(&id);
    assert_eq!(sitting.document.text, "all of it");
    assert_eq!(place.aside(), [bytes]);
    sitting.types(", still").unwrap();
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "all of it, still");
}

#[test]
fn a_session_kept_elsewhere_stays_a_symlink() {
    let place = Place::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let id = place.session("");
    let real = elsewhere.path().join("real.ron");
    fs::rename(place.file(&id, "ron"), &real).unwrap();
    symlink(&real, place.file(&id, "ron")).unwrap();
    let mut sitting = place.open(&id);
    sitting.types("through the link").unwrap();
    sitting.journal.close(&sitting.document).unwrap();
    assert!(place.file(&id, "ron").is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("through the link"));
    assert_eq!(super::support::names(elsewhere.path()), ["real.ron"]);
}

#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    let place = Place::new();
    let id = place.session("readable");
    fs::set_permissions(place.store.root(), fs::Permissions::from_mode(0o500)).unwrap();
    let opened = place.store.open_session::<Minutes>(&id).unwrap();
    fs::set_permissions(place.store.root(), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(opened.document.text, "readable");
    // The administrator may write anywhere, so the folder stops only others.
    if fs::metadata(place.store.root()).unwrap().uid() != 0 {
        let ReadOnly::Folder(why) = why_read_only(opened) else { panic!("it cannot be written") };
        assert!(why.contains("permission denied"), "{why}");
    }
}

#[test]
fn names_that_are_no_names_are_refused() {
    let place = Place::new();
    for name in ["", "..", "../x", "a/b", ".hidden", "a\nb", "me"] {
        let error = place.store.open_session::<Minutes>(name).unwrap_err();
        assert!(matches!(error, StoreError::BadName { .. }), "{name:?}: {error}");
    }
}

#[test]
fn steps_in_the_file_are_history_and_only_later_ones_are_replayed() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("a").unwrap();
    sitting.types("b").unwrap();
    sitting.journal.saver().save(&sitting.document).unwrap();
    sitting.types("c").unwrap();
    sitting.crash();
    let sitting = place.open(&id);
    assert_eq!(sitting.document.text, "abc");
    assert_eq!(sitting.history.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(sitting.replayed, 1);
    assert!(sitting.said[0].contains("brought back 1 step."), "{:?}", sitting.said);
}

#[test]
fn what_the_store_hands_out_may_go_to_another_thread() {
    fn sent<T: Send>() {}
    sent::<Store>();
    sent::<crate::store::Journal>();
    sent::<crate::store::Saver>();
    sent::<crate::store::SyncHandle>();
    sent::<crate::store::Opened<Minutes>>();
    sent::<StoreError>();
}
