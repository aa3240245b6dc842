//! The papers of a school over several sessions: every paper of the handbook's list, the agenda pack with last time's
//! minutes, headlines on one page, a year on a few, and every session's document in one command.

use std::fs;

use crate::support::docx::Document;
use crate::support::store::Store;

/// A school's term: two meetings, an Autumn visit with grades, the headteacher's performance management.
fn term() -> Store {
    let store = Store::new();
    for (form, date) in
        [("rtm", "2009-11-10"), ("autumn", "2009-11-17"), ("ht-performance", "2009-11-18"), ("rtm", "2010-01-12")]
    {
        store.new_session(form, "Hillside Primary", date);
    }
    for (session, line) in [
        ("2009-11-10", "= keep the writing group to Easter"),
        ("2009-11-10", "! @LC moderate Y5 writing by 29/1/2010"),
        ("2009-11-10", "% ask about the deputy by phone"),
        ("ht-performance", "the head's own objective is nobody else's business"),
    ] {
        store.nov(&["note", "--session", session, "--parse", line]).well();
    }
    store.nov(&["set", "autumn", "attainment.school=2", "learning.la=3"]).well();
    store
}

fn text(store: &Store, session: &str, document: &str) -> String {
    let shown = store.nov(&["export", session, "--format", "txt", "--document", document, "--output", "-"]).well();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_paper_of_the_handbooks_list_has_its_document() {
    let store = Store::new();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    let has = |form: &str, document: &str| {
        let form = known.as_array().unwrap().iter().find(|known| known["id"] == form).unwrap();
        form["documents"].as_array().unwrap().iter().any(|known| known["id"] == document)
    };
    for (paper, form, document) in [
        ("visit confirmation", "autumn", "confirmation"),
        ("NOV draft, for the head to check", "autumn", "accuracy"),
        ("NOV agreed", "autumn", "nov"),
        ("NOV headlines for the governing body", "summer", "headlines"),
        ("NOV data for senior advisers", "autumn", "judgements"),
        ("notes of other LA staff", "meeting", "minutes"),
        ("RTM agenda, last minutes, three questions", "rtm", "agenda"),
        ("impact report of an absent officer, as received", "rtm", "form"),
        ("pre-inspection briefing", "pib", "briefing"),
        ("outcome at once to the SIP manager", "ofsted-s5", "outcome"),
        ("outcome of a monitoring visit", "hmi-s8", "outcome"),
        ("feedback form", "ofsted-s5", "form"),
        ("pre-filled SEF grades for a cover", "ofsted-s5", "cover"),
        ("concern notice", "spring", "concern"),
        ("LA finance view, as considered", "autumn", "nov"),
        ("performance-management advice to the panel", "ht-performance", "advice"),
        ("SIP review, shadow and mentor feedback", "meeting", "form"),
        ("the SIP's own review notes", "sip-pm-notes", "form"),
        ("CPD record", "cpd-record", "form"),
        ("a school's year", "autumn", "year"),
        ("self-check before sending", "spring", "self-check"),
    ] {
        assert!(has(form, document), "{paper}: {form} has no {document}");
    }
    // The NOVs of the previous year and the handover pack are archives of several sessions.
    assert!(store.nov(&["handover", "--help"]).well().contains("--years"));
    assert!(!has("cpd-record", "concern"), "the user's own records raise no concern about a school");
}

#[test]
fn an_agenda_pack_holds_the_official_questions_who_is_invited_and_last_times_minutes() {
    let store = term();
    let shown = text(&store, "2010-01-12", "agenda");
    let parts = [
        "1. What school practice or behaviour has changed since the last RTM?",
        "2. What was the impact of that change?",
        "3. In the light of the latest data, do we need to do anything differently?",
        "1 Minutes of last RTM and matters arising",
        "Invited ======= - Headteacher",
        "Last time: Round Table Meeting: minutes, Tuesday 10 November 2009",
        "Decision: keep the writing group to Easter",
    ];
    let places: Vec<_> =
        parts.iter().map(|part| shown.find(part).unwrap_or_else(|| panic!("{part}: {shown}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!shown.contains("ask about the deputy"));
    assert!(shown.contains("The minutes of the last meeting come with this agenda."), "{shown}");
    let first = text(&store, "2009-11-10", "agenda");
    assert!(!first.contains("earlier meeting") && !first.contains("come with this agenda"), "{first}");
    let when = "Date: Tuesday 10 November 2009 Time: ____ (120 minutes in all) Place: ____";
    assert!(first.contains(when), "when and where, as far as it is known: {first}");
}

#[test]
fn an_agenda_brings_last_times_minutes_as_they_were_sent_whatever_changed_since() {
    let store = term();
    store.nov(&["sent", "2009-11-10", "--to", "HT", "--on", "2009-11-18", "--draft"]).well();
    store.nov(&["note", "--session", "2009-11-10", "--parse", "= stop the writing group"]).well();
    let shown = text(&store, "2010-01-12", "agenda");
    let come =
        "The minutes of the last meeting come with this agenda, as they were sent on Wednesday 18 November 2009.";
    assert!(shown.contains(come), "{shown}");
    assert!(shown.contains("keep the writing group to Easter") && !shown.contains("stop the writing group"), "{shown}");
}

#[test]
fn headlines_are_one_page_however_much_was_noted() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let words =
        "the headteacher agreed that the plan ought to name the group it is for and say how often it meets ".repeat(4);
    for n in 0..20 {
        store.nov(&["note", "--session", &id, "--parse", &format!("= decision {n}: {words}")]).well();
        store.nov(&["note", "--session", &id, "--parse", &format!("! @HT by 29/1/2010 action {n}: {words}")]).well();
    }
    for row in ["attainment", "learning", "send", "achievement", "safe", "behaviour", "healthy"] {
        store.nov(&["set", &id, &format!("{row}.school=2"), &format!("{row}.la=3")]).well();
    }
    let shown = text(&store, &id, "headlines");
    assert!(shown.contains("19 more decisions in the full note.") && shown.contains("19 more actions"), "{shown}");
    assert!(
        shown.contains("Aspect School view (SEF grade) LA (SIP) view")
            && shown.contains("2 (above average) 3 (broadly average)"),
        "{shown}"
    );
    let pdf = store.nov_bytes(&["export", &id, "--format", "pdf", "--document", "headlines", "--output", "-"]);
    assert_eq!(pages(&pdf), 1);
    let long = store.nov_bytes(&["export", &id, "--format", "pdf", "--output", "-"]);
    assert!(pages(&long) > 3, "the check sees more than one page");
}

/// Pages of a PDF.
fn pages(pdf: &[u8]) -> usize {
    pdf.windows(11).filter(|window| window == b"/Type/Page/").count()
}

#[test]
fn a_year_gathers_what_was_judged_decided_and_agreed_and_nothing_confidential() {
    let store = term();
    let shown = text(&store, "autumn", "year");
    for part in [
        "Hillside Primary in 2009/10: 3 visits and meetings, told up to Tuesday 17 November 2009.",
        "keep the writing group to Easter",
        "2 (above",
        "10 November 2009 moderate Y5 writing LC 29 January 2010 open",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(shown.matches("moderate Y5 writing").count(), 1, "carried on, and told once");
    // How much is kept from its readers is told to whoever writes it alone.
    let made = store.nov(&["export", "autumn", "--document", "year", "--format", "txt", "--output", "-"]);
    assert!(made.err.contains("left out as confidential: 1 session") && !made.out.contains("Left out"), "{made:?}");
    assert!(!shown.contains("deputy") && !shown.contains("nobody else's business") && !shown.contains("erformance"));
}

#[test]
fn a_year_marks_each_note_that_is_a_draft_and_is_sent_as_one_only_where_that_is_said() {
    let store = term();
    let shown = text(&store, "autumn", "year");
    // Page, list and heading say it; a meeting that is still to come is in the list and no more.
    for marked in [
        "DRAFT For the school and the local authority",
        "17 November 2009 Note of Visit - Autumn (DRAFT)",
        "Note of Visit - Autumn, Tuesday 17 November 2009 (DRAFT)",
    ] {
        assert!(shown.contains(marked), "{marked}: {shown}");
    }
    assert!(shown.contains("12 January 2010 Round Table Meeting"), "{shown}");
    assert!(!shown.contains("minutes, Tuesday 12 January 2010") && !shown.contains("Nothing was judged"), "{shown}");
    let to_head = ["sent", "rtm", "--document", "year", "--to", "Headteacher"];
    let meeting = store.nov(&["list"]).well();
    let meeting = meeting.split_whitespace().find(|word| word.starts_with("2009-11-10")).unwrap();
    let to_head = [&["sent", meeting], &to_head[2..]].concat();
    let refused = store.nov(&to_head).fails_with(2);
    assert!(refused.contains("still a draft") && refused.contains("nov check 2009-11-17-hillside-primary-autumn"));
    store.nov(&[&to_head[..], &["--draft"]].concat()).well();
    // Last time's minutes that cannot go out yet say so in the agenda; those of a more confidential meeting stay out.
    store.nov(&["set", meeting, "confidentiality=confidential"]).well();
    let agenda = text(&store, "2010-01-12", "agenda");
    assert!(agenda.contains("10 November 2009 are confidential") && !agenda.contains("writing group"), "{agenda}");
}

#[test]
fn performance_management_leaves_the_panel_in_no_document() {
    let store = term();
    let id = "ht-performance";
    store.nov(&["note", "--session", id, "--parse", "= the objective on reading is not met"]).well();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    let form = known.as_array().unwrap().iter().find(|form| form["id"] == id).unwrap();
    let documents = form["documents"].as_array().unwrap();
    let closed = ["headlines", "causing-concern", "brokering", "accuracy", "concern", "judgements", "year"];
    for document in closed {
        assert!(documents.iter().all(|known| known["id"] != document), "{document}");
        let refused = store.nov(&["export", id, "--document", document, "--output", "-"]).fails_with(2);
        assert!(refused.contains("no document"), "{refused}");
    }
    let for_them = |known: &serde_json::Value| ["panel", "sip", "me"].contains(&known["audience"].as_str().unwrap());
    assert!(documents.len() > 5 && documents.iter().all(for_them), "{documents:?}");
    // However open the session is said to be, a year for the school knows nothing of it.
    let session = store.nov(&["list"]).well();
    let session = session.split_whitespace().find(|word| word.ends_with(id)).unwrap();
    store.nov(&["set", session, "confidentiality=open"]).well();
    let year = text(&store, "autumn", "year");
    assert!(year.contains("3 visits and meetings") && !year.contains("not met"), "{year}");
}

#[test]
fn an_empty_form_is_a_draft_whatever_the_form_and_only_its_note_is() {
    let store = Store::new();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    for form in known.as_array().unwrap() {
        let form = form["id"].as_str().unwrap();
        let id = if ["cpd-record", "nca-record", "sip-pm-notes"].contains(&form) {
            store.nov(&["new", form, "--date", "2009-11-10"]).well().trim_end().to_owned()
        } else {
            store.new_session(form, "Brook School", "2009-11-10")
        };
        let shown = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
        assert!(shown.lines().take(3).any(|line| line.contains("DRAFT")), "{form}: {shown}");
    }
    let letter = text(&store, "brook-school-rtm", "agenda");
    assert!(!letter.contains("DRAFT"), "an agenda is ready to go: {letter}");
}

#[test]
fn what_is_for_the_user_alone_says_so_on_every_page() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    for document in ["own", "preparation", "self-check"] {
        let shown = store.nov(&["export", &id, "--format", "txt", "--document", document, "--output", "-"]).well();
        let head: String = shown.lines().take(3).collect();
        assert!(head.contains("For you alone") && !head.contains("authority"), "{document}: {head}");
        let bytes = store.nov_bytes(&["export", &id, "--document", document, "--output", "-"]);
        let mut word = Document::read(&bytes);
        for part in ["word/header1.xml", "docProps/core.xml"] {
            let part = word.part(part).unwrap();
            assert!(part.contains("For you alone") && !part.contains("authority"), "{part}");
        }
    }
}

#[test]
fn performance_management_is_in_no_note_and_no_handover_unless_chosen() {
    let store = Store::new();
    let date = chrono::Local::now().date_naive() - chrono::Days::new(20);
    for form in ["autumn", "ht-performance"] {
        let id = store.new_session(form, "Hillside Primary", &date.to_string());
        let line = if form == "autumn" { "= pupils write weekly" } else { "the head's objective for pay" };
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    for document in ["nov", "accuracy", "headlines", "entries", "year"] {
        let shown = text(&store, "autumn", document);
        assert!(!shown.contains("objective for pay"), "{document}: {shown}");
    }
    let files = |args: &[&str]| {
        let pack = store.nov(&[&["handover", "Hillside Primary", "--force"], args].concat()).well();
        let archive = zip::ZipArchive::new(fs::File::open(store.desk().join(pack.trim_end())).unwrap()).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>().join(" ")
    };
    assert!(!files(&[]).contains("ht-performance") && files(&[]).contains("autumn"));
    assert!(files(&["--confidential"]).contains("ht-performance"), "chosen, it goes in");
}

#[test]
fn every_session_is_written_in_one_command() {
    let store = term();
    let folder = store.desk().join("out");
    let to = folder.to_str().unwrap();
    let answer = store.nov(&["export", "--every", "--into", to, "--format", "docx"]);
    assert_eq!(
        (answer.code, answer.out.as_str()),
        (0, format!("4 documents written to {to}\n").as_str()),
        "{}",
        answer.err
    );
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names[0], "2009-11-10-hillside-primary-rtm-minutes.docx");
    let bytes = fs::read(folder.join(&names[0])).unwrap();
    assert!(Document::read(&bytes).lines().iter().any(|line| line.contains("Keep the writing group")));
    let alone = store.nov_bytes(&["export", "2009-11-10", "--format", "docx", "--output", "-"]);
    assert!(alone == bytes, "the same as one by itself");

    let again = store.nov(&["export", "--every", "--into", to, "--format", "docx"]);
    assert_eq!(again.code, 0);
    assert!(
        again.out.starts_with("0 documents") && again.err.contains("is there already: 4; --force"),
        "{}",
        again.err
    );
    let some =
        store.nov(&["export", "--every", "--into", to, "--format", "pdf", "--form", "rtm", "--document", "agenda"]);
    assert!(some.well().starts_with("2 documents"));
    let none = store.nov(&["export", "--every", "--into", to, "--format", "pdf", "--year", "2008/09"]);
    assert!(none.well().starts_with("0 documents"));
    let unknown = store.nov(&["export", "--every", "--into", to, "--format", "docx", "--document", "nosuch"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    assert!(unknown.err.contains("none of the sessions has a document \"nosuch\""), "{}", unknown.err);

    fs::write(store.path().join("2009-12-01-hillside-primary-rtm.ron"), "(schema: 1, damaged").unwrap();
    let answer = store.nov(&["export", "--every", "--into", to, "--format", "docx", "--force"]);
    assert_eq!(answer.code, 2, "{}", answer.err);
    assert!(answer.err.contains("2009-12-01-hillside-primary-rtm was not written:"), "{}", answer.err);
    assert!(answer.out.starts_with("4 documents"), "the others are written: {}", answer.out);
    let file = folder.join(&names[0]);
    let answer = store.nov(&["export", "--every", "--into", file.to_str().unwrap(), "--format", "docx"]);
    assert!(answer.fails_with(2).contains("is a file; name a folder"));
}
