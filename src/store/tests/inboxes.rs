//! Inboxes: no note is lost, none is taken in twice, whoever drops and takes at once.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use super::support::{Place, day};
use crate::session::NoteReading;
use crate::store::{Inbox, NewNote, StoreError};

fn note(text: &str) -> NewNote {
    NewNote {
        text: text.into(),
        time: day(12).and_hms_opt(14, 5, 0).unwrap(),
        item: Some("3".into()),
        reading: NoteReading::Grammar,
    }
}

#[test]
fn a_note_comes_back_word_for_word() {
    let place = Place::new();
    let text = "! @HT \"tracking\" — by Fri\nsecond line \\ 100%";
    let dropped = place.store.drop_note(&Inbox::Store, &note(text)).unwrap();
    let waiting = place.store.notes(&Inbox::Store).unwrap();
    assert_eq!(waiting.notes, [dropped]);
    assert_eq!(waiting.notes[0].text, text);
    assert_eq!(waiting.notes[0].item.as_deref(), Some("3"));
    let mode = fs::metadata(place.path("inbox")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[test]
fn only_the_notes_that_are_named_are_forgotten() {
    let place = Place::new();
    let inbox = Inbox::Session(place.session(""));
    let one = place.store.drop_note(&inbox, &note("one")).unwrap();
    let two = place.store.drop_note(&inbox, &note("two")).unwrap();
    place.store.forget_notes(&inbox, std::slice::from_ref(&one.id)).unwrap();
    assert_eq!(place.store.untold(), [""; 0]);
    let three = place.store.drop_note(&inbox, &note("three")).unwrap();
    assert_eq!(place.store.notes(&inbox).unwrap().notes, [two.clone(), three.clone()]);
    place.store.forget_notes(&inbox, &[two.id, three.id, one.id]).unwrap();
    assert!(place.store.notes(&inbox).unwrap().notes.is_empty());
    assert!(!place.names().iter().any(|name| name.ends_with("inbox")), "an empty inbox is removed");
}

#[test]
fn a_note_for_no_session_is_refused() {
    let place = Place::new();
    let refused = place.store.drop_note(&Inbox::Session("2010-01-01-nowhere".into()), &note("x"));
    assert!(matches!(refused, Err(StoreError::NoSession { .. })));
}

#[test]
fn a_line_cut_off_takes_no_other_with_it_and_is_kept_aside() {
    let place = Place::new();
    let first = place.store.drop_note(&Inbox::Store, &note("first")).unwrap();
    let path = place.path("inbox");
    let half = b"\n1234abcd {\"id\":\"x\",\"text\":\"half a no";
    fs::File::options().append(true).open(&path).unwrap().write_all(half).unwrap();
    let waiting = place.store.notes(&Inbox::Store).unwrap();
    assert_eq!((waiting.notes.len(), waiting.damaged), (1, 0), "it may be on its way");
    place.store.drop_note(&Inbox::Store, &note("last")).unwrap();
    let waiting = place.store.notes(&Inbox::Store).unwrap();
    assert_eq!((waiting.notes.len(), waiting.damaged), (2, 1));
    place.store.forget_notes(&Inbox::Store, &[first.id]).unwrap();
    let told = place.store.untold().join("\n");
    assert!(told.contains("1 line of") && told.contains("damaged/"), "{told}");
    assert_eq!(place.aside(), [&half[1..]]);
    let waiting = place.store.notes(&Inbox::Store).unwrap();
    assert_eq!((waiting.notes[0].text.as_str(), waiting.damaged), ("last", 0));
}

#[test]
fn notes_dropped_while_others_are_taken_are_never_lost_or_doubled() {
    const PROGRAMS: usize = 3;
    const NOTES: usize = 150;
    let place = Place::in_memory();
    let inbox = Inbox::Session(place.session(""));
    let done = AtomicBool::new(false);
    let mut taken = Vec::new();
    std::thread::scope(|scope| {
        let droppers: Vec<_> = (0..PROGRAMS)
            .map(|program| {
                let (place, inbox) = (&place, &inbox);
                scope.spawn(move || {
                    for n in 0..NOTES {
                        place.store.drop_note(inbox, &note(&format!("{program}-{n}"))).unwrap();
                    }
                })
            })
            .collect();
        let taker = scope.spawn(|| {
            let mut taken: Vec<(String, String)> = Vec::new();
            loop {
                let last_round = done.load(Ordering::SeqCst);
                let notes = place.store.notes(&inbox).unwrap().notes;
                let mut ids = Vec::new();
                for note in notes {
                    ids.push(note.id.clone());
                    // What a session does: it knows the notes it has.
                    if !taken.iter().any(|(id, _)| *id == note.id) {
                        taken.push((note.id, note.text));
                    }
                }
                match place.store.forget_notes(&inbox, &ids) {
                    Ok(()) | Err(StoreError::Busy { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
                if last_round && ids.is_empty() {
                    return taken;
                }
            }
        });
        for dropper in droppers {
            dropper.join().unwrap();
        }
        done.store(true, Ordering::SeqCst);
        taken = taker.join().unwrap();
    });
    assert_eq!(taken.len(), PROGRAMS * NOTES, "each note once");
    let texts: BTreeSet<_> = taken.iter().map(|(_, text)| text.clone()).collect();
    assert_eq!(texts.len(), PROGRAMS * NOTES, "every note");
    for program in 0..PROGRAMS {
        let of = taken.iter().filter(|(_, text)| text.starts_with(&format!("{program}-")));
        let order: Vec<usize> = of.map(|(_, t)| t.split('-').nth(1).unwrap().parse().unwrap()).collect();
        assert!(order.is_sorted(), "each program's notes come in its order");
    }
}
