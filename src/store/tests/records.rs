//! Schools, the user's own record and kept forms.

use std::fs;

use serde::{Deserialize, Serialize};

use super::support::Place;
use crate::store::{Store, StoreError, slug};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct School {
    schema: u32,
    name: String,
    visits: u32,
}

fn school(name: &str) -> School {
    School { schema: 1, name: name.into(), visits: 0 }
}

#[test]
fn a_school_is_saved_loaded_and_listed() {
    let place = Place::new();
    let store = &place.store;
    assert!(store.schools().unwrap().is_empty());
    for name in ["St Mary's CE Primary", "Oak Lane"] {
        store.save(&Store::school_place(&slug(name)), &school(name)).unwrap();
    }
    assert_eq!(store.schools().unwrap(), ["oak-lane", "st-marys-ce-primary"]);
    let found: Option<School> = store.load("schools/oak-lane.ron").unwrap();
    assert_eq!(found, Some(school("Oak Lane")));
    assert_eq!(store.load::<School>("schools/elm.ron").unwrap(), None);
    assert!(store.ids().unwrap().is_empty(), "a school is no session");
}

#[test]
fn a_record_of_a_newer_nov_is_neither_read_nor_overwritten_and_a_mark_before_the_text_is_no_damage() {
    let place = Place::new();
    fs::create_dir_all(place.path("schools")).unwrap();
    for at in ["me.ron", "schools/oak-lane.ron"] {
        let newer = "(schema: 9, name: \"Sam\", visits: 1)";
        fs::write(place.path(at), newer).unwrap();
        let said = place.store.load::<School>(at).unwrap_err().to_string();
        assert!(said.contains("written by a newer nov (schema 9; this one knows up to 1)"), "{said}");
        assert!(place.store.save(at, &school("Other")).is_err());
        assert_eq!(fs::read_to_string(place.path(at)).unwrap(), newer);
    }
    fs::write(place.path("me.ron"), "\u{feff}(schema: 1, name: \"Sam\", visits: 0)").unwrap();
    assert_eq!(place.store.load::<School>("me.ron").unwrap(), Some(school("Sam")));
}

#[test]
fn a_damaged_record_is_not_overwritten() {
    let place = Place::new();
    let damaged = "(schema: 1, name: \"Sam\", visits: lots)";
    fs::write(place.path("me.ron"), damaged).unwrap();
    let said = place.store.save(Store::ME, &school("Sam")).unwrap_err().to_string();
    assert!(said.contains("me.ron:1:"), "{said}");
    assert_eq!(fs::read_to_string(place.path("me.ron")).unwrap(), damaged);
}

#[test]
fn changes_made_at_once_are_all_kept() {
    let place = Place::in_memory();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let change = |found: Option<School>| {
                        let before = found.unwrap_or_else(|| school("Oak Lane"));
                        School { visits: before.visits + 1, ..before }
                    };
                    place.store.update("schools/oak-lane.ron", change).unwrap();
                }
            });
        }
    });
    let found: School = place.store.load("schools/oak-lane.ron").unwrap().unwrap();
    assert_eq!(found.visits, 40);
    assert_eq!(super::support::names(&place.path("schools")), ["oak-lane.ron"]);
}

#[test]
fn a_kept_form_stays_as_it_was_first_kept() {
    let place = Place::new();
    place.store.keep_form("rtm", "2009/10", &school("first")).unwrap();
    place.store.keep_form("rtm", "2009/10", &school("second")).unwrap();
    let form: Option<School> = place.store.load(&Store::form_place("rtm", "2009/10")).unwrap();
    assert_eq!(form, Some(school("first")));
    assert_eq!(super::support::names(&place.path("forms")), ["rtm@2009-10.ron"]);
}

#[test]
fn only_records_are_loaded_and_saved_by_place() {
    let place = Place::new();
    let id = place.session("");
    for bad in ["../me.ron", "/etc/passwd", "schools/../me.ron", "damaged/x.ron", "", &format!("{id}.ron")] {
        let refused = place.store.save(bad, &school("x"));
        assert!(matches!(refused, Err(StoreError::BadName { .. })), "{bad}");
    }
}
