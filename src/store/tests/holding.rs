//! The right to write a session, when somebody takes its files away while it is open: two never write at once, and neither
//! a note nor a step is lost.

use std::fs;

use super::support::{Place, Sitting, day, why_read_only};
use crate::session::NoteReading;
use crate::store::{Hold, Inbox, NewNote, ReadOnly};

fn place() -> (Place, String, Sitting) {
    let place = Place::new();
    let id = place.session("said");
    let sitting = place.open(&id);
    (place, id, sitting)
}

/// Another that comes in, where lock and journal were removed and a copy of the journal was put back.
fn comes_in(place: &Place, id: &str) -> Sitting {
    let journal = fs::read(place.file(id, "journal")).unwrap();
    for extension in ["lock", "journal"] {
        fs::remove_file(place.file(id, extension)).unwrap();
    }
    fs::write(place.file(id, "journal"), journal).unwrap();
    place.open(id)
}

#[test]
fn a_lock_that_was_removed_is_taken_again_and_nobody_comes_in_between() {
    let (place, id, mut sitting) = place();
    sitting.types(" first").unwrap();
    fs::remove_file(place.file(&id, "lock")).unwrap();
    assert!(place.store.is_open(&id).unwrap(), "a note goes to its inbox");
    assert_eq!(why_read_only(place.store.open_session(&id).unwrap()), ReadOnly::Held(None));
    sitting.types(" then").unwrap();
    assert_eq!(sitting.journal.hold().unwrap(), Hold::Again);
    assert!(place.file(&id, "lock").exists());
    assert_eq!(sitting.journal.hold().unwrap(), Hold::Stands);
    let ReadOnly::Held(Some(holder)) = why_read_only(place.store.open_session(&id).unwrap()) else { panic!("held") };
    assert_eq!(holder.pid, std::process::id());
    let note = NewNote {
        text: "from elsewhere".into(),
        time: day(12).and_hms_opt(9, 0, 0).unwrap(),
        item: None,
        reading: NoteReading::Verbatim,
    };
    place.store.drop_note(&Inbox::Session(id.clone()), &note).unwrap();
    assert_eq!(place.store.notes(&Inbox::Session(id.clone())).unwrap().notes.len(), 1);
    assert_eq!(sitting.journal.close(&sitting.document).unwrap(), []);
    assert_eq!(place.open(&id).document.text, "said first then");
}

#[test]
fn a_lock_that_is_another_file_now_is_taken_again() {
    let (place, id, mut sitting) = place();
    fs::remove_file(place.file(&id, "lock")).unwrap();
    fs::write(place.file(&id, "lock"), "{}").unwrap();
    assert_eq!(sitting.journal.hold().unwrap(), Hold::Again);
    assert!(matches!(why_read_only(place.store.open_session(&id).unwrap()), ReadOnly::Held(Some(_))));
}

#[test]
fn a_journal_that_was_removed_is_there_again_within_a_second_and_held() {
    let (place, id, mut sitting) = place();
    sitting.types(" first").unwrap();
    for extension in ["lock", "journal"] {
        fs::remove_file(place.file(&id, extension)).unwrap();
    }
    assert_eq!(sitting.journal.hold().unwrap(), Hold::Again);
    why_read_only(place.store.open_session(&id).unwrap());
    sitting.crash();
    assert_eq!(place.open(&id).document.text, "said first");
}

#[test]
fn two_that_came_in_after_all_do_not_write_over_each_other() {
    let (place, id, mut sitting) = place();
    sitting.types(" by the first").unwrap();
    let mut second = comes_in(&place, &id);
    assert_eq!(second.document.text, "said by the first");
    second.types(" and the second").unwrap();
    let said = sitting.types(" alone").unwrap_err().to_string();
    assert!(said.contains("another nov has this session open now"), "{said}");
    let theirs = fs::read(place.file(&id, "journal")).unwrap();
    assert!(sitting.journal.hold().is_err());
    let notices = sitting.journal.close(&sitting.document).unwrap();
    assert!(notices[0].to_string().contains("is open in another program"), "{notices:?}");
    assert_eq!(fs::read(place.file(&id, "journal")).unwrap(), theirs);
    second.journal.close(&second.document).unwrap();
    assert_eq!(place.open(&id).document.text, "said by the first and the second");
    let kept = place.aside();
    assert!(kept.iter().any(|kept| String::from_utf8_lossy(kept).contains("said by the first alone")), "{kept:?}");
}

#[test]
fn what_another_wrote_and_left_is_kept_aside_before_the_journal_is_this_one_s_again() {
    let (place, id, mut sitting) = place();
    sitting.types(" by the first").unwrap();
    let mut second = comes_in(&place, &id);
    second.types(" and the second").unwrap();
    let theirs = fs::read(place.file(&id, "journal")).unwrap();
    second.crash();
    sitting.types(" alone").unwrap();
    assert_eq!(place.aside(), [theirs]);
    let notices = sitting.journal.close(&sitting.document).unwrap();
    assert!(notices[0].to_string().contains("Another program wrote into"), "{notices:?}");
    assert_eq!(place.open(&id).document.text, "said by the first alone");
}
