//! The index and the search: fast, rebuildable, and never hiding a session.

use std::fs;

use super::support::{Minutes, Place, day};
use crate::session::NoteReading;
use crate::store::{Inbox, LastListed, Listed, NewNote};

fn list(place: &Place) -> Listed<String> {
    let first_line = |minutes: &Minutes| minutes.text.lines().next().unwrap_or_default().to_owned();
    place.store.list("", &first_line).unwrap()
}

fn titles(place: &Place) -> Vec<String> {
    let listed = list(place);
    assert_eq!(listed.damaged, []);
    listed.rows
}

#[test]
fn a_listing_follows_every_change_of_file_and_journal() {
    let place = Place::new();
    let first = place.session("first");
    place.session("second");
    assert_eq!(titles(&place), ["second", "first"], "newest first");
    assert_eq!(titles(&place), ["second", "first"], "from the index too");
    let mut sitting = place.open(&first);
    sitting.types(" and more").unwrap();
    assert_eq!(titles(&place), ["second", "first and more"]);
    sitting.types(" yet").unwrap();
    assert_eq!(titles(&place), ["second", "first and more yet"]);
    sitting.journal.close(&sitting.document).unwrap();
    assert_eq!(titles(&place), ["second", "first and more yet"]);
    fs::remove_file(place.file(&first, "ron")).unwrap();
    assert_eq!(titles(&place), ["second"]);
}

#[test]
fn a_row_comes_from_the_index_while_its_file_is_unchanged() {
    let place = Place::new();
    place.session("true");
    let from_the_index = |_: &Minutes| "from the index".to_owned();
    place.store.list("", &from_the_index).unwrap();
    assert_eq!(titles(&place), ["from the index"]);
}

#[test]
fn a_damaged_session_is_listed_with_what_is_wrong() {
    let place = Place::new();
    place.session("sound");
    let broken = place.session("broken");
    let latest = place.session("latest");
    fs::write(place.file(&broken, "ron"), "(schema: 2,\n id: oops").unwrap();
    // Made, from the index, and with one of them written again.
    for round in 0..3 {
        if round == 2 {
            let text = fs::read_to_string(place.file(&latest, "ron")).unwrap();
            fs::write(place.file(&latest, "ron"), text.replace("latest", "later yet")).unwrap();
        }
        let listed = list(&place);
        assert_eq!(listed.rows, [if round == 2 { "later yet" } else { "latest" }, "sound"]);
        let [(id, why)] = listed.damaged.as_slice() else { panic!("{listed:?}") };
        assert_eq!(*id, broken);
        assert!(why.contains("rtm-2.ron:2:5"), "{why}");
    }
}

#[test]
fn a_damaged_or_missing_index_is_made_anew_and_one_that_cannot_be_written_is_done_without() {
    let place = Place::new();
    place.session("there");
    list(&place);
    let sound = fs::read(place.path("index")).unwrap();
    let cut_anywhere = (0..sound.len()).map(|at| sound[..at].to_vec());
    let one_byte_wrong = (0..sound.len()).map(|at| {
        let mut wrong = sound.clone();
        wrong[at] ^= 1;
        wrong
    });
    for index in cut_anywhere.chain(one_byte_wrong) {
        fs::write(place.path("index"), index).unwrap();
        assert_eq!(titles(&place), ["there"]);
        assert_eq!(fs::read(place.path("index")).unwrap(), sound);
    }
    fs::remove_file(place.path("index")).unwrap();
    fs::create_dir(place.path("index")).unwrap();
    assert_eq!(titles(&place), ["there"]);
}

#[test]
fn what_was_listed_last_is_there_at_once_though_a_file_has_changed_since() {
    let place = Place::new();
    let last = |with| Some(LastListed::read::<Minutes>(place.store.root())?.made_with(with)?.rows);
    assert_eq!(last(""), None, "nothing was listed yet");
    let id = place.session("before");
    let now = || titles(&place);
    assert_eq!(now(), ["before"]);
    let text = fs::read_to_string(place.file(&id, "ron")).unwrap();
    fs::write(place.file(&id, "ron"), text.replace("before", "after!")).unwrap();
    assert_eq!(last(""), Some(vec!["before".to_owned()]));
    assert_eq!(last("other rows"), None);
    assert_eq!(now(), ["after!"]);
    assert_eq!(last(""), Some(vec!["after!".to_owned()]));
}

#[test]
fn other_files_of_the_folder_are_no_sessions() {
    let place = Place::new();
    place.session("only");
    for name in ["me.ron", "notes.txt", ".hidden.ron", "settings.toml"] {
        fs::write(place.path(name), "()").unwrap();
    }
    assert_eq!(titles(&place), ["only"]);
}

#[test]
fn a_thousand_sessions_are_listed() {
    let place = Place::in_memory();
    let text = fs::read_to_string(place.file(&place.session("Minutes of the meeting"), "ron")).unwrap();
    for n in 0..1000 {
        fs::write(place.path(&format!("2009-09-01-school-{n}-rtm.ron")), &text).unwrap();
    }
    assert_eq!(list(&place).rows.len(), 1001, "read from their files");
    assert_eq!(list(&place).rows.len(), 1001, "and from the index");
}

fn find(place: &Place, query: &str) -> Vec<String> {
    let found = place.store.search::<Minutes>(query).unwrap();
    found.hits.into_iter().map(|hit| hit.passage.text).collect()
}

#[test]
fn a_search_finds_entries_that_have_every_word() {
    let place = Place::new();
    place.session("Writing group meets weekly\nReading: MRS group\nÉcole visit\n100% attendance");
    place.session("The writing target is 74");
    assert_eq!(find(&place, "WRITING"), ["The writing target is 74", "Writing group meets weekly"]);
    assert_eq!(find(&place, "group writing"), ["Writing group meets weekly"]);
    assert_eq!(find(&place, "éCOLE"), ["École visit"]);
    assert_eq!(find(&place, "100%"), ["100% attendance"]);
    assert!(find(&place, "weekly target").is_empty(), "not of one entry");
    assert!(find(&place, "  ").is_empty());
    let hit = &place.store.search::<Minutes>("74").unwrap().hits[0];
    assert_eq!((hit.school.as_str(), hit.date, hit.passage.entry), ("Hillside Primary", day(12), Some(1)));
}

#[test]
fn a_search_sees_what_is_typed_letter_by_letter_and_what_waits_in_the_inbox() {
    let place = Place::new();
    let id = place.session("");
    let mut sitting = place.open(&id);
    for letter in ["g", "o", "v", "e", "r", "n", "o", "r"] {
        sitting.types(letter).unwrap();
    }
    assert_eq!(find(&place, "governor"), ["governor"]);
    let note = NewNote {
        text: "ask about attendance".into(),
        time: day(12).and_hms_opt(9, 0, 0).unwrap(),
        item: None,
        reading: NoteReading::Verbatim,
    };
    place.store.drop_note(&Inbox::Session(id), &note).unwrap();
    assert_eq!(find(&place, "attendance"), ["ask about attendance"]);
}

#[test]
fn letters_spelt_as_escapes_by_hand_are_found() {
    let place = Place::new();
    let id = place.session("placeholder");
    let text = fs::read_to_string(place.file(&id, "ron")).unwrap();
    fs::write(place.file(&id, "ron"), text.replace("placeholder", "\\u{47}overnor \\\"quoted\\\"")).unwrap();
    assert_eq!(find(&place, "governor \"quoted\""), ["Governor \"quoted\""]);
}

#[test]
fn a_search_names_the_sessions_it_could_not_read() {
    let place = Place::new();
    let id = place.session("");
    fs::write(place.file(&id, "ron"), "(schema: 2, text: \"governor").unwrap();
    let found = place.store.search::<Minutes>("governor").unwrap();
    assert_eq!((found.hits.len(), found.damaged[0].0.as_str()), (0, id.as_str()));
}
