//! What lies beside a session and cannot be read: it is named, hides nothing that is sound, and once it is mended all is as
//! it was.

use std::fs;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use tempfile::TempDir;

use crate::forms::Form;
use crate::session::{Session, Stand};
use crate::settings::Days;
use crate::store::{Desk, Shelf, Store};

struct Place {
    _folder: TempDir,
    desk: Desk,
    id: String,
}

fn day() -> NaiveDate {
    "2010-01-12".parse().unwrap()
}

fn now() -> NaiveDateTime {
    day().and_hms_opt(9, 0, 0).unwrap()
}

impl Place {
    /// A store with a meeting at a school.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
        let id = desk.begin("rtm", "Hillside Primary", day(), now()).unwrap().id;
        Self { _folder: folder, desk, id }
    }

    fn path(&self, place: &str) -> PathBuf {
        self.desk.store.root().join(place)
    }

    fn shelf(&self) -> Shelf {
        self.desk.shelf().unwrap()
    }

    fn session(&self) -> Session {
        self.desk.store.read_session::<Session>(&self.id).unwrap().document
    }

    /// What is named as damaged, of which each is named once.
    fn named(&self) -> Vec<String> {
        self.shelf().damaged.into_iter().map(|(place, _)| place).collect()
    }
}

#[test]
fn a_damaged_file_of_the_school_hides_nothing_that_is_due_and_is_named_until_it_is_mended() {
    for place in ["schools/hillside-primary.ron", "figures/hillside-primary.ron", "forms/rtm@2009-1.ron"] {
        let at = Place::new();
        let sound = fs::read(at.path(place)).ok();
        let before = at.shelf();
        assert!(!before.sessions[0].due.is_empty() && before.damaged.is_empty(), "{place}");
        fs::create_dir_all(at.path(place).parent().unwrap()).unwrap();
        fs::write(at.path(place), "(schema: 1, id: oops").unwrap();
        // The row is made anew although the session is as it was.
        at.desk.store.keep_scratch("").unwrap();
        fs::remove_file(at.path("index")).unwrap();
        for _ in 0..2 {
            let shelf = at.shelf();
            assert_eq!(shelf.sessions[0].due, before.sessions[0].due, "{place}");
            assert_eq!(at.named(), [place]);
        }
        match sound {
            Some(sound) => fs::write(at.path(place), sound).unwrap(),
            None => fs::remove_file(at.path(place)).unwrap(),
        }
        let mended = at.shelf();
        assert_eq!(mended.sessions, before.sessions, "{place}");
        assert!(mended.damaged.is_empty(), "{:?}", mended.damaged);
    }
}

#[test]
fn a_form_that_cannot_be_read_and_that_nov_does_not_bring_is_named_and_its_session_is_whole_again_once_it_is_mended() {
    let at = Place::new();
    let place = at.path("forms/rtm@2009-1.ron");
    let other = fs::read_to_string(&place).unwrap().replacen("version: \"2009-1\"", "version: \"2009-7\"", 1);
    let theirs = at.path("forms/rtm@2009-7.ron");
    fs::write(&theirs, &other[..other.len() / 2]).unwrap();
    let file = at.path(&format!("{}.ron", at.id));
    let text = fs::read_to_string(&file).unwrap().replacen("version: \"2009-1\"", "version: \"2009-7\"", 1);
    fs::write(&file, text).unwrap();
    assert_eq!(at.named(), ["forms/rtm@2009-7.ron"]);
    assert!(at.shelf().sessions[0].due.is_empty());
    let said = at.desk.context(&at.session()).unwrap_err().to_string();
    assert!(said.contains("rtm@2009-7.ron:") && said.contains("put a copy of it back"), "{said}");
    assert!(said.contains("Nothing of 2010-01-12-hillside-primary-rtm is lost: nov export"), "{said}");
    let (_, missing) = at.desk.context_for_documents(&at.session()).unwrap();
    assert_eq!(missing.unwrap().to_string(), said);
    fs::write(&theirs, other).unwrap();
    assert_eq!(at.named(), [""; 0]);
    assert!(!at.shelf().sessions[0].due.is_empty());
}

#[test]
fn the_form_that_nov_brings_stands_in_for_a_damaged_copy_of_the_same_version_with_a_word_and_takes_its_place() {
    let at = Place::new();
    let place = Store::form_place("rtm", "2009-1");
    let sound = fs::read(at.path(&place)).unwrap();
    let cut = &sound[..sound.len() / 3];
    fs::write(at.path(&place), cut).unwrap();
    let context = at.desk.context(&at.session()).unwrap();
    assert_eq!(context.form.id, "rtm");
    let told = at.desk.store.untold();
    let [word] = told.as_slice() else { panic!("{told:?}") };
    assert!(word.contains("rtm@2009-1.ron:") && word.contains("nov rescue forms/rtm@2009-1.ron"), "{word}");
    at.desk.context(&at.session()).unwrap();
    assert!(at.desk.store.untold().is_empty(), "it is said once");
    at.desk.rescue(&place).unwrap();
    assert_eq!(fs::read(at.path(&place)).unwrap(), sound);
    let kept: Vec<_> = fs::read_dir(at.path("damaged")).unwrap().flatten().collect();
    assert_eq!(fs::read(kept[0].path()).unwrap(), cut);
    at.desk.store.load::<Form>(&place).unwrap();
    assert!(at.desk.rescue(&place).unwrap_err().to_string().contains("nothing to rescue"));
}

#[test]
fn a_damaged_version_stands_in_the_way_of_nothing() {
    let at = Place::new();
    at.desk.store.keep_version(&Stand::alone(&at.session()), now(), "as begun").unwrap();
    let place = at.path(&Store::version_place(&at.id, 2));
    fs::write(&place, "(schema: 1,").unwrap();
    let all = at.desk.store.versions(&at.id).unwrap();
    assert_eq!(all.versions.len(), 1);
    assert!(all.faults[0].contains("rtm@2.ron:1:"), "{:?}", all.faults);
    assert_eq!(at.desk.note_kept_sending(&at.id, now()).unwrap(), None);
    assert_eq!(at.desk.store.keep_version(&Stand::alone(&at.session()), now(), "once more").unwrap(), 3);
}

#[test]
fn an_empty_file_and_a_folder_in_its_place_are_said_in_a_sentence() {
    let at = Place::new();
    let file = at.path(&format!("{}.ron", at.id));
    let sound = fs::read(&file).unwrap();
    let said = || at.shelf().damaged[0].1.clone();
    fs::write(&file, "").unwrap();
    assert!(said().ends_with(
        "-rtm.ron: nothing of it is left, the file is empty; put back a copy from a backup or another machine"
    ));
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let sentence = said();
    assert!(
        sentence.ends_with("-rtm.ron: a folder stands where the file should be; move it somewhere else"),
        "{sentence}"
    );
    fs::remove_dir(&file).unwrap();
    fs::write(&file, sound).unwrap();
    assert_eq!(at.named(), [""; 0]);
}
