//! The shipped examples: a school year at one invented school, each finished, without a finding in the way, in every format.

use std::collections::BTreeMap;
use std::path::Path;

use nov::export::FORMATS;
use nov::forms::{Origin, Severity};
use nov::outline::{build, documents};
use nov::rules::Day;
use nov::session::{Session, Status};
use nov::settings::Days;
use nov::store::{Desk, Document as _, LastListed};
use tempfile::TempDir;

/// All of them by the date they are held, with the name of their file, in a store of their own.
struct Year {
    _folder: TempDir,
    desk: Desk,
    sessions: Vec<(String, Session)>,
}

fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let read = |file: std::io::Result<std::fs::DirEntry>| {
        let path = file.unwrap().path();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

fn year() -> Year {
    let folder = TempDir::new().unwrap();
    let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
    let mut files: Vec<(String, Session, String)> =
        files().into_iter().map(|(name, text)| (name, Session::read(&text).unwrap(), text)).collect();
    files.sort_by_key(|(_, session, _)| session.date());
    let adopt = |(name, session, text): (String, Session, String)| {
        let id = desk.adopt(&text).unwrap();
        assert_eq!(id, session.id(), "{name} keeps its id, so that what was carried over finds it");
        (name, desk.store.read_session::<Session>(&id).unwrap().document)
    };
    let sessions = files.into_iter().map(adopt).collect();
    Year { _folder: folder, desk, sessions }
}

#[test]
fn a_session_is_a_draft_just_while_a_finding_blocks() {
    let year = year();
    let mut seen = std::collections::BTreeSet::new();
    for (name, session) in &year.sessions {
        let context = year.desk.context(session).unwrap();
        let form = year.desk.library.form(session.form()).unwrap();
        let empty = Session::new(&form, session.id(), session.school(), session.school_slug(), session.date());
        for session in [session, &empty] {
            let filled = year.desk.filled(session, &context);
            let blocks = nov::rules::check(&filled, Day::Any).iter().any(nov::rules::Finding::blocks);
            assert_eq!(nov::rules::is_blocked(&filled, Day::Any), blocks, "{name}");
            seen.insert(blocks);
        }
    }
    assert_eq!(seen.len(), 2, "some are drafts and some are not");
}

#[test]
fn there_is_one_of_every_form_and_the_program_offers_each() {
    let year = year();
    let offered = include_str!("../src/runtime/examples.rs");
    for (name, _) in &year.sessions {
        assert!(offered.contains(&format!("sessions/{name}.ron")), "{name} is not offered");
    }
    for form in year.desk.library.form_ids() {
        assert!(year.sessions.iter().any(|(_, session)| session.form() == form), "there is no example of {form}");
    }
    let schools: Vec<&str> =
        year.sessions.iter().map(|(_, s)| s.school_slug()).filter(|s| *s != "own-records-practice").collect();
    assert!(schools.len() > 12 && schools.iter().all(|slug| *slug == "hillside-primary"), "{schools:?}");
}

#[test]
fn none_that_is_finished_has_a_finding() {
    let year = year();
    let at_the_end = "2011-07-20".parse().unwrap();
    for (name, session) in &year.sessions {
        let context = year.desk.context(session).unwrap();
        let findings = nov::rules::check(&year.desk.filled(session, &context), Day::Is(at_the_end));
        let said: Vec<String> = findings.iter().map(|finding| format!("{}: {}", finding.id, finding.message)).collect();
        let blocking = findings.iter().filter(|finding| finding.severity == Severity::Blocking).count();
        assert_eq!(blocking, 0, "{name}: {said:#?}");
        // The one that is to be gone on with is half way through.
        assert!(name == "hillside-rtm" || findings.is_empty(), "{name}: {said:#?}");
    }
}

#[test]
fn each_stops_at_every_item_of_its_form() {
    let year = year();
    for (name, session) in &year.sessions {
        let form = year.desk.context(session).unwrap().form;
        let stops: Vec<&str> = session.agenda().iter().map(|stop| stop.id.as_str()).collect();
        let lacking: Vec<&str> =
            form.agenda.iter().map(|item| item.id.as_str()).filter(|id| !stops.contains(id)).collect();
        assert_eq!(lacking, [""; 0], "{name}");
    }
}

#[test]
fn every_document_of_each_is_written_in_every_format() {
    let year = year();
    for (name, session) in &year.sessions {
        let context = year.desk.context(session).unwrap();
        let filled = year.desk.filled(session, &context);
        for document in documents(&context.form) {
            let outline = build(&filled, &document.id).unwrap();
            for format in FORMATS.iter().filter(|format| format.document.is_none_or(|only| only == document.id)) {
                let mut bytes = Vec::new();
                (format.write)(&outline, &mut bytes).unwrap();
                assert!(!bytes.is_empty(), "{name}: {} as {}", document.id, format.id);
            }
        }
    }
}

#[test]
fn what_was_carried_over_leads_back_to_where_it_was_agreed() {
    let year = year();
    let mut carried = 0;
    for (name, session) in &year.sessions {
        for (entry, action) in session.actions() {
            let Some(origin) = &action.origin else { continue };
            let (_, first) = year
                .sessions
                .iter()
                .find(|(_, s)| s.id() == origin.session)
                .unwrap_or_else(|| panic!("{name}: {origin:?}"));
            assert!(first.date() < session.date() && first.date() == origin.date, "{name}");
            let agreed = first.actions().find(|(_, old)| old.number == action.number);
            assert_eq!(
                agreed.map(|(old, _)| old.text.as_str()),
                Some(entry.text.as_str()),
                "{name}: action {}",
                action.number
            );
            carried += 1;
        }
    }
    assert!(carried >= 7, "{carried}");
}

#[test]
fn what_was_agreed_in_autumn_is_told_of_in_january_and_closed_by_the_summer() {
    let year = year();
    let meeting = |name: &str| &year.sessions.iter().find(|(known, _)| known == name).unwrap().1;
    let autumn: Vec<u32> = meeting("hillside-rtm-autumn").actions().map(|(_, action)| action.number).collect();
    let told = |name: &str| -> Vec<(u32, String, bool)> {
        let session = meeting(name);
        let carried = session.actions().filter(|(_, action)| {
            action.origin.as_ref().is_some_and(|origin| origin.session == "2009-09-29-hillside-primary-rtm")
        });
        carried.map(|(_, action)| (action.number, action.progress.clone(), action.status.is_open())).collect()
    };
    let january = told("hillside-rtm");
    assert_eq!(january.iter().map(|(number, ..)| *number).collect::<Vec<_>>(), autumn);
    assert!(january.iter().all(|(_, progress, _)| !progress.is_empty()), "{january:?}");
    let open = |told: &[(u32, String, bool)]| told.iter().filter(|(.., open)| *open).count();
    assert_eq!((open(&january), open(&told("hillside-rtm-summer"))), (1, 0));
    let first = meeting("hillside-rtm").standing("minutes-of-last").take(2).all(|entry| entry.action.is_some());
    assert!(first, "they stand in the first item of January");
}

#[test]
fn the_recommendations_of_a_note_are_reported_on_in_the_next() {
    let year = year();
    let table = |form: &str, table: &str, column: &str| -> Vec<String> {
        let (_, session) = year.sessions.iter().find(|(_, session)| session.form() == form).unwrap();
        session.table(table).iter().filter_map(|row| row.get(column)).cloned().collect()
    };
    for (earlier, later) in [("autumn", "spring"), ("spring", "summer")] {
        let (_, before) = year.sessions.iter().find(|(_, session)| session.form() == earlier).unwrap();
        // Those made there, and those it reported on that went on.
        let went_on = before.table("progress-actions").iter().filter(|row| row["status"] == "under way");
        let mut left = table(earlier, "recommendations", "recommendation");
        left.extend(went_on.map(|row| row["action"].clone()));
        assert_eq!(table(later, "progress-actions", "action"), left);
        assert_eq!(
            table(later, "progress-actions", "impact").len(),
            left.len(),
            "{later} says of each what came of it"
        );
    }
}

#[test]
fn nothing_stands_twice_among_what_was_agreed_in_the_year_and_what_is_open_at_its_end_is_not_late() {
    let year = year();
    let register = year.desk.register().unwrap();
    let key = |text: &str| {
        let words = text.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
        words.take(3).collect::<Vec<_>>().join(" ")
    };
    let mut seen = std::collections::BTreeMap::new();
    for matter in register.iter().filter(|matter| {
        matter.id.contains("-autumn#") || matter.id.contains("-spring#") || matter.id.contains("-summer#")
    }) {
        let before = seen.insert(key(&matter.text), matter.text.clone());
        assert_eq!(before, None, "{}", matter.text);
    }
    let summer = "2010-06-15".parse().unwrap();
    let late: Vec<&str> =
        register.iter().filter(|matter| matter.is_overdue(summer)).map(|matter| matter.text.as_str()).collect();
    assert_eq!(late, [""; 0]);
}

#[test]
fn actions_are_closed_as_the_year_goes_and_dates_keep_their_order() {
    let year = year();
    for (name, session) in &year.sessions {
        let states: Vec<_> = session.states().iter().map(|reached| reached.on).collect();
        assert!(states.is_sorted(), "{name}: {states:?}");
        let entries: Vec<_> =
            session.all_entries().filter(|(_, entry)| !entry.removed).map(|(_, entry)| entry.at.date()).collect();
        assert!(entries.iter().all(|day| *day == session.date()), "{name}: {entries:?}");
        let mut clock = session.clock().iter().map(|tick| tick.at);
        assert!(clock.clone().is_sorted() && clock.all(|at| at.date() == session.date()), "{name}");
        let carried_on = [
            "hillside-rtm-autumn",
            "hillside-rtm",
            "hillside-autumn",
            "hillside-spring",
            "hillside-rtm-summer",
            "hillside-summer",
        ];
        if !carried_on.contains(&name.as_str()) {
            let open = session.actions().filter(|(_, action)| action.status == Status::Open).count();
            assert!(open == 0, "{name}: {open} open");
        }
    }
}

#[test]
fn printed_forms_are_marked_as_such_and_hold_no_name_below_their_head() {
    let year = year();
    for (name, session) in &year.sessions {
        let context = year.desk.context(session).unwrap();
        if context.form.origin != Origin::Printed {
            continue;
        }
        let heads: Vec<&str> = context.form.all_fields().filter(|f| f.names_allowed).map(|f| f.id.as_str()).collect();
        let names =
            ["Mallory", "Kestrel", "Orrick", "Sallow", "Penhallow", "Dunnock", "Tarrow", "Stannard", "Harebell"];
        for (path, text) in session.fields() {
            let inside = heads.contains(&path) || path == "outcome.lead";
            let named = names.iter().find(|known| text.contains(**known));
            assert!(inside || named.is_none(), "{name}: {named:?} in {path}");
        }
    }
}

#[test]
fn what_was_listed_last_is_there_at_the_next_start() {
    let year = year();
    let listed = year.desk.shelf().unwrap();
    let root = year.desk.store.root().to_owned();
    let last = LastListed::read::<Session>(&root).expect("the list that is kept beside the sessions is read back");
    let shown = year.desk.last_shelf(last).unwrap();
    assert_eq!(shown.sessions, listed.sessions);
    assert!(shown.sessions.len() > 15, "a row of every kind of session");
}
