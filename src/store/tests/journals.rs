//! The journal while it is written: a full disk, a meddling program, a step out of turn.

use std::fs;

use super::support::{FillingDisk, Place, Sitting, Typed};
use crate::journal::recover;
use crate::store::{Keeping, StoreError};

fn on_filling_disk(place: &Place, id: &str) -> (Sitting, FillingDisk) {
    let disk = FillingDisk::default();
    let opened = place.store.open_on(id, Box::new(disk.clone())).unwrap();
    (Sitting::of(opened), disk)
}

#[test]
fn a_step_is_in_the_file_when_append_returns() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    for text in ["one ", "two ", "three"] {
        sitting.types(text).unwrap();
        let bytes = fs::read(place.file(&id, "journal")).unwrap();
        assert!(String::from_utf8_lossy(&bytes).contains(text));
        assert_eq!(bytes.len(), sitting.journal.size());
    }
    assert_eq!(sitting.journal.keeping(), Keeping::Kept);
}

#[test]
fn on_a_full_disk_typing_goes_on_and_is_kept_when_there_is_room_again() {
    // However few bytes fit: the journal never has half a step, and no step is forgotten.
    for room in 0..200 {
        let place = Place::in_memory();
        let id = place.session("");
        let (mut sitting, disk) = on_filling_disk(&place, &id);
        sitting.types("kept ").unwrap();
        let sound = fs::read(place.file(&id, "journal")).unwrap();
        disk.fills_after(room);
        let typed: Vec<_> = ["in ", "memory ", "only "].map(|text| sitting.types(text)).into();
        if let Some(Err(error)) = typed.last() {
            let steps = typed.iter().filter(|kept| kept.is_err()).count();
            let said = error.to_string();
            assert!(said.starts_with("not kept: disk full; free some space"), "{said}");
            assert!(said.contains(&format!("({steps} step")), "room {room}: {said}");
            assert!(matches!(sitting.journal.keeping(), Keeping::NotKept { .. }));
            let bytes = fs::read(place.file(&id, "journal")).unwrap();
            assert!(bytes.starts_with(&sound));
            assert_eq!(recover::<Typed>(&bytes).damage, None, "room {room}");
            assert!(sitting.journal.retry().is_err());
        }
        disk.has_room();
        sitting.types("all here").unwrap();
        assert_eq!(sitting.journal.keeping(), Keeping::Kept);
        sitting.crash();
        let sitting = place.open(&id);
        assert_eq!(sitting.document.text, "kept in memory only all here");
        assert!(place.aside().is_empty(), "nothing was damaged");
    }
}

#[test]
fn a_crash_on_a_full_disk_loses_only_what_was_said_not_to_be_kept() {
    for room in 0..120 {
        let place = Place::in_memory();
        let id = place.session("");
        let (mut sitting, disk) = on_filling_disk(&place, &id);
        sitting.types("kept ").unwrap();
        disk.fills_after(room);
        let kept = if sitting.types("more ").is_ok() { "kept more " } else { "kept " };
        sitting.crash();
        assert_eq!(place.open(&id).document.text, kept);
    }
}

#[test]
fn a_session_opens_on_a_full_disk_and_keeps_what_is_typed_once_there_is_room() {
    let place = Place::new();
    let id = place.session("");
    let disk = FillingDisk::default();
    disk.fills_after(10);
    let mut sitting = Sitting::of(place.store.open_on(&id, Box::new(disk.clone())).unwrap());
    assert!(sitting.types("early").is_err());
    disk.has_room();
    sitting.journal.retry().unwrap();
    assert_eq!(sitting.journal.keeping(), Keeping::Kept);
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "early");
}

#[test]
fn a_checkpoint_makes_room_for_what_waits() {
    let place = Place::new();
    let id = place.session("");
    let (mut sitting, disk) = on_filling_disk(&place, &id);
    disk.fills_after(0);
    assert!(sitting.types("typed on a full disk").is_err());
    disk.has_room();
    sitting.journal.checkpoint(&sitting.document, 0).unwrap();
    assert_eq!(sitting.journal.keeping(), Keeping::Kept);
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "typed on a full disk");
}

#[test]
fn a_journal_that_was_removed_cut_or_replaced_is_whole_again_after_the_next_key() {
    type Harm = fn(&std::path::Path);
    let harms: [(&str, Harm); 4] = [
        ("removed", |path| fs::remove_file(path).unwrap()),
        ("cut", |path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_len(40).unwrap();
        }),
        ("replaced", |path| {
            let other = path.with_extension("other");
            fs::write(&other, "something else").unwrap();
            fs::rename(other, path).unwrap();
        }),
        ("lengthened", |path| {
            use std::io::Write;
            fs::File::options().append(true).open(path).unwrap().write_all(b"rubbish").unwrap();
        }),
    ];
    for (what, harm) in harms {
        let place = Place::new();
        let id = place.session("");
        let mut sitting = place.open(&id);
        sitting.types("before ").unwrap();
        harm(&place.file(&id, "journal"));
        sitting.types("after").unwrap();
        sitting.crash();
        let sitting = place.open(&id);
        assert_eq!(sitting.document.text, "before after", "{what}");
        assert!(place.aside().is_empty(), "{what}");
    }
}

#[test]
fn a_step_out_of_turn_is_refused_before_it_spoils_the_journal() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    sitting.types("a").unwrap();
    for wrong in [0, 1, 3] {
        let refused = sitting.journal.append(wrong, &"anything");
        assert!(matches!(refused, Err(StoreError::OutOfTurn { expected: 2, .. })));
    }
    sitting.types("b").unwrap();
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "ab");
}

#[test]
fn a_worker_syncs_and_says_up_to_where() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    assert_eq!(sitting.journal.sync_handle().unwrap().sync().unwrap(), None);
    sitting.types("a").unwrap();
    sitting.types("b").unwrap();
    let handle = sitting.journal.sync_handle().unwrap();
    sitting.types("c").unwrap();
    assert_eq!(std::thread::spawn(|| handle.sync().unwrap()).join().unwrap(), Some(2));
    sitting.journal.renew().unwrap();
    sitting.types("d").unwrap();
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "abcd");
}
