//! Put away and brought back: whole, beside whatever is there meanwhile, damaged or not.

use std::fs;

use chrono::{NaiveDate, NaiveDateTime};

use crate::session::Session;
use crate::settings::Days;
use crate::store::Desk;

fn now() -> NaiveDateTime {
    "2010-01-12".parse::<NaiveDate>().unwrap().and_hms_opt(9, 0, 0).unwrap()
}

#[test]
fn what_was_put_away_comes_back_beside_what_was_begun_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
    let begin = || desk.begin("rtm", "Hillside Primary", now().date(), now()).unwrap().id;
    let (first, second) = (begin(), begin());
    assert_eq!(second, format!("{first}-2"));
    for id in [&first, &second] {
        desk.store.put_away::<Session>(id).unwrap();
    }
    assert_eq!((begin(), begin()), (first.clone(), second.clone()));
    let all: Vec<String> = desk.put_away().into_iter().map(|put| put.file).collect();
    assert_eq!(all.len(), 2);
    for (file, id) in all.iter().zip([format!("{first}-3"), format!("{first}-4")]) {
        let said = desk.bring_back(file).unwrap();
        assert!(said.ends_with(&format!("beside another, as {id},")), "{said}");
        assert_eq!(desk.store.read_session::<Session>(&id).unwrap().document.id(), id);
    }
    assert!(desk.put_away().is_empty());
    assert_eq!(desk.store.ids().unwrap().len(), 4);
}

#[test]
fn what_is_damaged_comes_back_as_it_is_to_be_rescued() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
    let id = desk.begin("rtm", "Hillside Primary", now().date(), now()).unwrap().id;
    desk.store.put_away::<Session>(&id).unwrap();
    desk.store.put_away_school("hillside-primary").unwrap();
    let root = desk.store.root();
    for (file, place) in [
        (format!("{id}.ron"), format!("{id}.ron")),
        ("schools/hillside-primary.ron".to_owned(), "schools/hillside-primary.ron".to_owned()),
    ] {
        let away = root.join("removed").join(&file);
        let sound = fs::read(&away).unwrap();
        let damaged = &sound[..sound.len() - 4];
        fs::write(&away, damaged).unwrap();
        let said = desk.bring_back(&file).unwrap();
        assert!(said.contains("damaged as it was (nov rescue"), "{said}");
        assert_eq!(fs::read(root.join(&place)).unwrap(), damaged);
        assert!(!away.exists());
        desk.rescue(&place).unwrap();
    }
}
