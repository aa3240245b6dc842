//! Versions: numbered, never rewritten, never half there.

use chrono::NaiveDate;

use crate::forms::Library;
use crate::session::{Change, Session, Stand, Target};
use crate::store::{Desk, Store};

fn session(focus: &str) -> Session {
    let form = Library::shipped().form("autumn").unwrap();
    let day: NaiveDate = "2009-11-17".parse().unwrap();
    let mut session = Session::new(&form, "2009-11-17-seaview-autumn", "Seaview Primary", "seaview", day);
    let target = Target::Field("focus".to_owned());
    session.apply(&Change::Edit { target, at: 0, remove: String::new(), insert: focus.to_owned() }).unwrap();
    session
}

fn stand(focus: &str) -> Stand {
    Stand::alone(&session(focus))
}

fn now() -> chrono::NaiveDateTime {
    "2009-11-20".parse::<NaiveDate>().unwrap().and_hms_opt(9, 0, 0).unwrap()
}

#[test]
fn each_change_gets_the_next_number_and_none_is_written_twice() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (first, second) = (session("writing"), session("reading"));
    assert_eq!(store.keep_version(&Stand::alone(&first), now(), "sent").unwrap(), 1);
    assert_eq!(store.keep_version(&Stand::alone(&first), now(), "sent again").unwrap(), 1, "nothing changed");
    let place = folder.path().join(Store::version_place(first.id(), 1));
    let before = std::fs::read(&place).unwrap();
    assert_eq!(store.keep_version(&Stand::alone(&second), now(), "sent").unwrap(), 2);
    assert_eq!(store.keep_version(&Stand::alone(&first), now(), "as before").unwrap(), 3);
    assert_eq!(std::fs::read(&place).unwrap(), before);
    let all = store.versions(first.id()).unwrap();
    assert_eq!(all.versions.iter().map(|v| v.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(all.versions[0].holds(&Stand::alone(&first)) && all.versions[1].holds(&Stand::alone(&second)));
}

#[test]
fn two_programs_that_keep_one_at_once_get_two_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let mut numbers: Vec<u32> = std::thread::scope(|scope| {
        let keep = |n: usize| {
            let store = &store;
            scope.spawn(move || store.keep_version(&stand(&format!("focus {n}")), now(), "").unwrap())
        };
        let all: Vec<_> = (0..6).map(keep).collect();
        all.into_iter().map(|kept| kept.join().unwrap()).collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_damaged_version_is_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.keep_version(&stand("one"), now(), "").unwrap();
    store.keep_version(&stand("two"), now(), "").unwrap();
    std::fs::write(folder.path().join(Store::version_place(session("one").id(), 1)), "(schema: 1, number").unwrap();
    let all = store.versions(session("one").id()).unwrap();
    assert_eq!((all.versions.len(), all.faults.len()), (1, 1));
    assert!(all.faults[0].contains("@1.ron:1:"), "{:?}", all.faults);
    assert_eq!(store.keep_version(&stand("three"), now(), "").unwrap(), 3);
}

#[test]
fn versions_of_a_session_put_away_are_not_the_next_ones() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), crate::settings::Days::Working).unwrap();
    let day: NaiveDate = "2009-11-17".parse().unwrap();
    let begun = desk.begin("autumn", "Seaview Primary", day, now()).unwrap();
    let kept = desk.store.read_session::<Session>(&begun.id).unwrap().document;
    desk.store.keep_version(&Stand::alone(&kept), now(), "").unwrap();
    desk.store.put_away::<Session>(&begun.id).unwrap();
    let again = desk.begin("autumn", "Seaview Primary", day, now()).unwrap();
    assert_ne!(again.id, begun.id);
    assert!(desk.store.version_numbers(&again.id).unwrap().is_empty());
}
