//! Damaged files: what reads of them comes back, the damaged bytes are kept whole, and nothing is changed before that is
//! asked for.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use tempfile::TempDir;

use crate::grammar::Kind;
use crate::measures::Figures;
use crate::session::{Change, Entry, Record, Session, Stand, Step, Target};
use crate::settings::Days;
use crate::store::{Desk, Mode, Store, StoreError};

const RTM: &str = include_str!("../../../sessions/hillside-rtm.ron");
/// The words of entry 12. Without their first quote nothing of it is left.
const WORDS: &str = "\"Continue consultant to Easter\"";
const ID: &str = "2010-01-12-hillside-primary-rtm";

struct Place {
    _folder: TempDir,
    desk: Desk,
}

impl Place {
    /// A store with the example of a Round Table Meeting.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
        assert_eq!(desk.adopt(RTM).unwrap(), ID);
        Self { _folder: folder, desk }
    }

    fn path(&self, place: &str) -> PathBuf {
        self.desk.store.root().join(place)
    }

    fn file(&self) -> PathBuf {
        self.path(&format!("{ID}.ron"))
    }

    fn session(&self) -> Session {
        self.desk.store.read_session::<Session>(ID).unwrap().document
    }

    /// Damages the file of the session and gives its bytes.
    fn alter(&self, from: &str, to: &str) -> Vec<u8> {
        let text = fs::read_to_string(self.file()).unwrap();
        assert!(text.contains(from), "{from}");
        let bytes = text.replacen(from, to, 1).into_bytes();
        fs::write(self.file(), &bytes).unwrap();
        bytes
    }

    fn kept(&self) -> Vec<Vec<u8>> {
        let Ok(files) = fs::read_dir(self.path("damaged")) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
    }

    fn refused(&self, place: &str) -> String {
        let before = fs::read(self.path(place)).unwrap();
        let said = self.desk.rescue(place).unwrap_err().to_string();
        assert_eq!(fs::read(self.path(place)).unwrap(), before);
        assert_eq!(self.kept(), Vec::<Vec<u8>>::new());
        said
    }
}

fn noon() -> NaiveDateTime {
    "2010-01-12T14:00:00".parse().unwrap()
}

#[test]
fn looking_at_a_damaged_session_changes_nothing_and_rescuing_it_keeps_the_damaged_bytes() {
    let place = Place::new();
    let all = place.session().all_entries().count();
    let damaged = place.alter(WORDS, &WORDS.replacen('"', "", 1));
    let readable = place.desk.look_over(&format!("{ID}.ron")).unwrap();
    let said = readable.in_words();
    assert!(said.starts_with(&format!("{} of {all} entries, 7 of 7 fields", all - 1)), "{said}");
    assert!(said.contains("not what stands in its lines"), "{said}");
    assert_eq!(fs::read(place.file()).unwrap(), damaged);
    assert!(place.kept().is_empty());

    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains(&format!("{} of {all} entries", all - 1)) && said.contains("kept whole as"), "{said}");
    assert_eq!(place.kept(), [damaged]);
    let session = place.session();
    assert_eq!(session.all_entries().count(), all - 1);
    assert_eq!(session.field("latest-data"), "yes");
    assert!(place.refused_as_sound());
}

impl Place {
    fn refused_as_sound(&self) -> bool {
        let error = self.desk.rescue(&format!("{ID}.ron")).unwrap_err();
        error.to_string().contains("nothing to rescue")
    }
}

#[test]
fn what_was_typed_since_the_last_save_comes_with_it() {
    let place = Place::new();
    let opened = place.desk.store.open_session::<Session>(ID).unwrap();
    let Mode::Writing(mut journal) = opened.mode else { panic!("it can be written") };
    let mut session = opened.document;
    let id = session.next_entry();
    let entry = Entry::new(id, noon(), Kind::Note, "Thanks to the deputy");
    let at = session.entries("aob").len();
    let draft = Target::Draft("aob".to_owned());
    let steps = [
        vec![Change::Entry { item: "aob".to_owned(), at, from: None, to: Some(Box::new(entry)) }],
        vec![Change::Edit { target: draft, at: 0, remove: String::new(), insert: "half a line".to_owned() }],
        vec![Change::Edit { target: Target::Entry(12), at: 0, remove: String::new(), insert: "Not to ".to_owned() }],
    ];
    for changes in steps {
        let step = Step::forward(journal.next_seq(), noon(), journal.next_seq(), changes);
        session.fold(&step).unwrap();
        journal.append(step.seq, &step).unwrap();
    }
    drop(journal);
    place.alter(WORDS, &WORDS.replacen('"', "", 1));
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains("2 steps of its journal, while 1 step did not fit"), "{said}");
    let session = place.session();
    assert_eq!(session.entry(id).unwrap().1.text, "Thanks to the deputy");
    assert_eq!(session.draft().text, "half a line");
    assert!(session.entry(12).is_none());
    assert_eq!(place.kept().len(), 2, "the journal is kept too");
    assert!(!place.path(&format!("{ID}.journal")).exists());
}

#[test]
fn a_journal_is_not_put_on_a_file_of_which_nobody_knows_the_step() {
    let place = Place::new();
    let opened = place.desk.store.open_session::<Session>(ID).unwrap();
    let Mode::Writing(mut journal) = opened.mode else { panic!("it can be written") };
    let target = Target::Field("latest-data".to_owned());
    let typed = vec![Change::Edit { target, at: 0, remove: String::new(), insert: "no, ".to_owned() }];
    journal.append(1, &Step::forward(1, noon(), 1, typed)).unwrap();
    drop(journal);
    place.alter("applied: 0", "applied: nought");
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains("its journal cannot be told to belong to it"), "{said}");
    assert_eq!(place.session().field("latest-data"), "yes");
    assert_eq!(place.session().applied(), 1, "what comes next is not taken for a step of before");
}

#[test]
fn a_session_that_lost_its_head_goes_by_the_name_of_its_file() {
    let place = Place::new();
    let text = fs::read_to_string(place.file()).unwrap();
    let states = text.find("  states:").unwrap();
    let mut bytes = text.into_bytes();
    bytes[..states].fill(0);
    fs::write(place.file(), &bytes).unwrap();
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains("the form is the one in the file’s name"), "{said}");
    let session = place.session();
    assert_eq!(
        (session.form(), session.school(), session.school_slug()),
        ("rtm", "Hillside Primary", "hillside-primary")
    );
    assert_eq!(session.date().to_string(), "2010-01-12");
    assert_eq!(place.kept(), [bytes]);
    place.desk.context(&session).unwrap();
}

#[test]
fn an_agenda_that_is_lost_is_the_form_s_again() {
    let place = Place::new();
    let stops: Vec<String> = place.session().agenda().iter().map(|stop| stop.id.clone()).collect();
    let text = fs::read_to_string(place.file()).unwrap();
    let (agenda, clock) = (text.find("  agenda:").unwrap(), text.find("  clock:").unwrap());
    let mut bytes = text.into_bytes();
    bytes[agenda + 20..clock].fill(0);
    fs::write(place.file(), &bytes).unwrap();
    place.desk.rescue(&format!("{ID}.ron")).unwrap();
    let now: Vec<String> = place.session().agenda().iter().map(|stop| stop.id.clone()).collect();
    assert_eq!(now, stops);
}

#[test]
fn what_an_editor_saved_in_the_encoding_of_windows_comes_back_whole() {
    let place = Place::new();
    let whole = place.session();
    let text = fs::read_to_string(place.file()).unwrap();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    assert_ne!(windows, text.as_bytes());
    fs::write(place.file(), &windows).unwrap();
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains("all of it"), "{said}");
    assert_eq!(place.session(), whole);
    assert_eq!(place.kept(), [windows]);
}

#[test]
fn zero_bytes_in_a_text_are_damage_and_not_letters() {
    let place = Place::new();
    let damaged = place.alter("Continue consultant to Easter", "Continue \0\0\0\0 Easter");
    let error = place.desk.store.read_session::<Session>(ID).unwrap_err();
    assert!(error.to_string().contains("zero bytes stand here"), "{error}");
    place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(place.session().entry(12).is_none());
    assert_eq!(place.kept(), [damaged]);
}

#[test]
fn a_session_of_a_newer_nov_is_not_read_into_an_older_one() {
    let place = Place::new();
    place.alter("schema: 1", "schema: 9");
    let said = place.refused(&format!("{ID}.ron"));
    assert!(said.contains("written by a newer nov (schema 9"), "{said}");
    let kept = place.alter(WORDS, &WORDS.replacen('"', "", 1));
    place.refused(&format!("{ID}.ron"));
    assert_eq!(fs::read(place.file()).unwrap(), kept);
}

#[test]
fn a_file_of_which_nothing_reads_is_left_as_it_is() {
    let place = Place::new();
    for bytes in [b"".as_slice(), b"\0\0\0\0\0\0", b"(schema: ", b"Dear diary, nothing of note today."] {
        fs::write(place.file(), bytes).unwrap();
        let said = place.refused(&format!("{ID}.ron"));
        assert!(said.contains("nothing of") && said.contains("put back a copy"), "{said}");
    }
}

#[test]
fn a_number_that_was_lost_is_not_given_again_and_what_was_cut_off_is_not_counted_as_if_it_were_known() {
    let place = Place::new();
    let (next_entry, next_action) = (place.session().next_entry(), place.session().next_action());
    let text = fs::read_to_string(place.file()).unwrap();
    let last = text.rfind(&format!("number: {}", next_action - 1)).unwrap();
    fs::write(place.file(), text[..last].replacen("id: 12,", "id: 12x,", 1) + &text[last..last + 10]).unwrap();
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains(" of at least ") && said.contains("the end of the file is gone"), "{said}");
    assert!(place.session().next_entry() <= next_entry && place.session().next_action() == next_action, "{said}");
    assert!(place.session().actions().all(|(_, action)| action.number != next_action - 1));
    place.desk.context(&place.session()).unwrap();
}

#[test]
fn a_version_remembers_the_numbers_that_a_cut_took() {
    let place = Place::new();
    let next = place.session().next_action();
    place.desk.store.keep_version(&Stand::alone(&place.session()), noon(), "sent").unwrap();
    let text = fs::read_to_string(place.file()).unwrap();
    let first = text.find("number: 1,").unwrap();
    fs::write(place.file(), &text[..first]).unwrap();
    place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert_eq!(place.session().next_action(), next);
}

#[test]
fn a_misspelt_heading_costs_nothing() {
    for (from, to) in [("  minutes: {", "  minuets: {"), ("  fields: {", "  feilds: {"), ("  people: [", "  poeple: [")]
    {
        let place = Place::new();
        let whole = place.session();
        place.alter(from, to);
        let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
        assert_eq!(place.session(), whole, "{to}: {said}");
    }
}

#[test]
fn the_line_half_typed_that_a_journal_has_is_not_said_to_be_lost() {
    let place = Place::new();
    let opened = place.desk.store.open_session::<Session>(ID).unwrap();
    let Mode::Writing(mut journal) = opened.mode else { panic!("it can be written") };
    let draft = Target::Draft("aob".to_owned());
    let typed = vec![Change::Edit { target: draft, at: 0, remove: String::new(), insert: "half a line".to_owned() }];
    journal.append(1, &Step::forward(1, noon(), 1, typed)).unwrap();
    drop(journal);
    place.alter("  draft: (", "  draft: [");
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(!said.contains("half typed is not among it"), "{said}");
    assert_eq!(place.session().draft().text, "half a line");
}

#[test]
fn a_school_that_lost_its_name_has_that_of_its_sessions_or_its_file() {
    let place = Place::new();
    for (slug, name) in [("hillside-primary", "Hillside Primary"), ("oak-lane", "Oak Lane")] {
        let file = Store::school_place(slug);
        let facts = "(\n  schema: 1,\n  facts: {\n    \"name\": Oak,\n    \"phase\": \"primary\",\n  },\n)\n";
        fs::write(place.path(&file), facts).unwrap();
        let said = place.desk.rescue(&file).unwrap();
        assert!(said.contains("its name is"), "{said}");
        let record = place.desk.store.load::<Record>(&file).unwrap().unwrap();
        assert_eq!((record.fact("name"), record.fact("phase")), (name, "primary"));
    }
}

#[test]
fn of_a_name_given_twice_neither_value_goes_without_a_word() {
    let place = Place::new();
    let damaged = place.alter("\"latest-data\": \"yes\",", "\"latest-data\": \"yes\",\n    \"latest-data\": \"no\",");
    let line = String::from_utf8(damaged.clone()).unwrap().lines().position(|l| l.contains(": \"no\"")).unwrap() + 1;
    let error = place.desk.store.read_session::<Session>(ID).unwrap_err().to_string();
    assert!(error.contains(&format!("{ID}.ron:{line}:5: \"latest-data\" stands here a second time")), "{error}");
    let said = place.desk.rescue(&format!("{ID}.ron")).unwrap();
    assert!(said.contains("7 of 8 fields") && said.contains(&format!("in its lines {line}")), "{said}");
    assert_eq!(place.session().field("latest-data"), "yes");
    assert_eq!(place.kept(), [damaged]);
}

#[test]
fn a_session_that_is_open_is_not_touched() {
    let place = Place::new();
    let opened = place.desk.store.open_session::<Session>(ID).unwrap();
    place.alter(WORDS, &WORDS.replacen('"', "", 1));
    assert!(matches!(place.desk.rescue(&format!("{ID}.ron")), Err(StoreError::Busy { .. })));
    drop(opened);
}

#[test]
fn a_school_the_own_record_and_figures_are_rescued_the_same_way() {
    let place = Place::new();
    let facts = "(\n  schema: 1,\n  facts: {\n    \"head\": \"A Rowan\",\n    \"name\": \"Oak Lane\",\n    \"phase\": primary,\n  },\n)\n";
    for file in ["schools/oak-lane.ron", "me.ron"] {
        fs::write(place.path(file), facts).unwrap();
        let listed = place.desk.shelf().unwrap().damaged;
        assert!(listed.iter().any(|(place, why)| place == file && why.contains(":6:")), "{listed:?}");
        let said = place.desk.rescue(file).unwrap();
        assert!(said.contains("2 of 3 facts; not what stands in its lines 6"), "{said}");
        let record = place.desk.store.load::<Record>(file).unwrap().unwrap();
        assert_eq!((record.fact("name"), record.fact("head"), record.fact("phase")), ("Oak Lane", "A Rowan", ""));
    }
    assert_eq!(place.kept(), [facts.as_bytes(), facts.as_bytes()]);

    let figures = Figures::default();
    let text = crate::ronfile::write(&figures)
        .unwrap()
        .replace("urn: \"\"", "urn: \"115976\"")
        .replace("school: \"\"", "school: Oak");
    let file = Store::figures_place("oak-lane");
    fs::create_dir_all(place.path("figures")).unwrap();
    fs::write(place.path(&file), &text).unwrap();
    place.desk.figures("oak-lane").unwrap_err();
    place.desk.rescue(&file).unwrap();
    assert_eq!(place.desk.figures("oak-lane").unwrap().urn, "115976");
}
