//! What is drawn from a session for somebody: notices, requests, headlines, letters, mail, calendars, a year. Each says
//! what is so, whole, and nothing that is not.

use crate::support::docx::Document;
use crate::support::sitter::Sitter;
use crate::support::store::Store;

fn text(store: &Store, session: &str, document: &str) -> String {
    let shown = store.nov(&["export", session, "--format", "txt", "--document", document, "--output", "-"]).well();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bytes(store: &Store, session: &str, document: &str, format: &str) -> String {
    let args = ["export", session, "--format", format, "--document", document, "--output", "-"];
    String::from_utf8(store.nov_bytes(&args)).unwrap()
}

#[test]
fn a_notice_of_concern_without_a_trigger_is_not_written() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let said = store.nov(&["export", &id, "--document", "concern"]).fails_with(2);
    assert!(said.contains("no trigger for concern is ticked") && said.contains("Triggers for concern"), "{said}");
    assert!(!store.desk().join(format!("{id}-concern.docx")).exists());
    // Nor does the name that it would be signed with make it one.
    store.nov(&["set", &id, "chair=Jo Kestrel"]).well();
    for document in ["concern", "causing-concern", "brokering"] {
        store.nov(&["export", &id, "--document", document]).fails_with(2);
    }
    let mut me = Sitter::open("rtm");
    me.enters("~ @LC a visit went well").keys("ctrl+x pageup").types("nn");
    me.turns_to("document", |form| form.chosen().is_some_and(|document| document.id == "concern"));
    me.keys("enter");
    me.sees(&["no trigger for concern is ticked"]);
    assert!(me.written.is_empty());
}

#[test]
fn a_notice_and_a_request_hold_the_trigger_with_what_was_noted_as_its_evidence_and_nothing_else() {
    let mut me = Sitter::open("rtm");
    me.enters("~ @LC consultant visited on six Thursdays").enters("! @HT share the plan by 29/1/2010");
    me.runs("cards").picks("triggers for concern");
    me.keys("right enter").types("~ @LC two classes have had no teacher since Easter #A2").keys("enter");
    for (document, notices) in [("concern", 1), ("causing-concern", 0)] {
        let text = String::from_utf8(me.writes(document, "txt")).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.matches("I am telling you at once").count(), notices, "{document}: {text}");
        assert!(text.contains("Triggers for concern: "), "{document}: {text}");
        assert!(text.contains("Reported, LC: two classes have had no teacher since Easter"), "{document}: {text}");
        assert!(!text.contains("six Thursdays") && !text.contains('#') && !text.contains('@'), "{document}: {text}");
        assert!(!text.contains("share the plan"), "agreed before, and about something else: {document}: {text}");
    }
    me.enters("! @LA find a teacher for both classes by 29/1/2010");
    let text = String::from_utf8(me.writes("causing-concern", "txt")).unwrap();
    assert!(text.contains("Decided and agreed") && text.contains("ind a teacher for both classes"), "{text}");
    me.enters("% ask about the deputy by phone");
    for document in ["concern", "causing-concern"] {
        for format in ["docx", "html", "md", "txt", "json", "csv", "eml", "pdf"] {
            let bytes = me.writes(document, format);
            let shown = match format {
                "docx" => format!("{:?}", Document::read(&bytes).pieces),
                _ => String::from_utf8_lossy(&bytes).into_owned(),
            };
            assert!(!bytes.is_empty() && !shown.contains("ask about the deputy"), "{document} as {format}: {shown}");
        }
    }
}

#[test]
fn a_request_for_support_says_what_is_needed_why_and_with_what_impact() {
    let store = Store::new();
    let id = store.new_session("summer", "Hillside Primary", "2010-06-15");
    store.nov(&["note", "--session", &id, "--parse", "! @HT share the plan by 29/6/2010"]).well();
    for (field, value) in [
        ("recommendations.+.recommendation", "Strengthen the teaching of writing in Year 5"),
        ("recommendations.1.support", "A consultant for six days"),
        ("recommendations.+.recommendation", "Meet governors monthly"),
        ("recommendations.2.support", "None"),
        ("action-support", "Moderation with two other schools"),
    ] {
        store.nov(&["set", &id, &format!("{field}={value}")]).well();
    }
    let shown = bytes(&store, &id, "brokering", "md");
    for words in
        ["External support needed", "A consultant for six days", "teaching of writing", "Moderation with two other"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Meet governors monthly") && !shown.contains("share the plan"), "{shown}");
    // Where a form does not say it, the open actions that name support do, and no others.
    let meeting = store.new_session("rtm", "Hillside Primary", "2010-06-16");
    store.nov(&["note", "--session", &meeting, "--parse", "! @LC moderate Y5 writing by 29/6/2010"]).well();
    let refused = store.nov(&["export", &meeting, "--document", "brokering", "--output", "-"]).fails_with(2);
    assert!(refused.contains("no support from outside is asked for"), "{refused}");
    store.nov(&["note", "--session", &meeting, "--parse", "! @LA broker a consultant by 29/6/2010"]).well();
    let asked = text(&store, &meeting, "brokering");
    assert!(asked.contains("broker a consultant") && !asked.contains("moderate Y5 writing"), "{asked}");
}

#[test]
fn headlines_are_the_judgements_that_matter_whole_decisions_recommendations_and_open_actions() {
    let store = Store::new();
    let id = store.new_session("summer", "Hillside Primary", "2010-06-15");
    let long = "The governors and the headteacher agree that the plan names every group it is meant for, says how often it meets, and is read again in November with the newest figures";
    for line in [&format!("= {long} #A2"), "! @HT share the plan by 29/6/2010", "! @LC moderate writing by 29/6/2010"] {
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    for (field, value) in [
        ("ambition.school", "2"),
        ("leading-teaching.school", "2"),
        ("parents.school", "1"),
        ("partnerships.school", "2"),
        ("equality.school", "2"),
        ("overall-effectiveness.la", "3"),
        ("capacity.la", "2"),
        ("recommendations.+.recommendation", "Strengthen the teaching of writing in Year 5"),
    ] {
        store.nov(&["set", &id, &format!("{field}={value}")]).well();
    }
    let shown = text(&store, &id, "headlines");
    let overall = shown.find("Overall effectiveness: How good").unwrap_or_else(|| panic!("{shown}"));
    assert!(overall < shown.find("capacity for sustained").unwrap(), "{shown}");
    assert!(
        shown.contains("3 more judgements in the full note") && !shown.contains('…') && !shown.contains('#'),
        "{shown}"
    );
    for words in [
        long,
        "Strengthen the teaching of writing in Year 5",
        "share the plan",
        "The full note goes to the headteacher",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    store.nov(&["sent", &id, "--to", "Headteacher", "--draft"]).well();
    assert!(text(&store, &id, "headlines").contains("The full note is with the headteacher."));
}

#[test]
fn a_year_has_a_head_of_its_own_the_grades_of_every_form_and_reports_once_they_are_published() {
    let store = Store::new();
    let form = store.new_session("hmi-s8", "Hillside Primary", "2010-03-10");
    for (field, value) in [
        ("issues.+.issue", "Raise attainment in writing"),
        ("issues.1.judgement", "3"),
        ("outcome.progress", "satisfactory"),
        ("outcome.lead", "Pat Hill"),
    ] {
        store.nov(&["set", &form, &format!("{field}={value}")]).well();
    }
    let visit = store.new_session("familiarisation", "Hillside Primary", "2009-09-15");
    store.nov(&["set", &visit, "paper-sef.received=yes"]).well();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let shown = text(&store, &id, "year");
    assert!(shown.contains("2 visits and meetings") && !shown.contains("Raise attainment"), "{shown}");
    store.nov(&["set", &form, "state.published=2010-04-01"]).well();
    let shown = text(&store, &id, "year");
    for words in
        ["Raise attainment in writing", "3 (satisfactory", "The overall judgement was that satisfactory progress"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Pat Hill") && !shown.contains("Current SEF"), "a checklist is no judgement: {shown}");
    let word = Document::read(&store.nov_bytes(&["export", &id, "--document", "year", "--output", "-"]))
        .part("word/header1.xml");
    let head = word.unwrap();
    assert!(head.contains("Hillside Primary · 2009/10") && !head.contains("RTM"), "{head}");
    assert!(shown.contains("school year 2009/10") && !shown.contains("Tuesday 12 January 2010 For"), "{shown}");
    assert!(!shown.contains("Reference") && !shown.contains("Form version"), "{shown}");
}

#[test]
fn a_letter_leaves_out_a_sentence_that_nobody_knows_a_part_of() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let letter = text(&store, &id, "confirmation");
    assert!(
        letter.contains("on Tuesday 17 November 2009 for the Autumn visit.") && !letter.contains("focus agreed"),
        "{letter}"
    );
    assert!(!letter.contains("to be agreed") && letter.contains("invite a governor"), "{letter}");
    store.nov(&["set", &id, "focus=writing"]).well();
    assert!(text(&store, &id, "confirmation").contains("The focus agreed is: writing."));
    let form = store.new_session("ofsted-s5", "Hillside Primary", "2010-04-28");
    let cover = text(&store, &form, "cover");
    assert!(!cover.contains("cannot attend") && cover.contains("taken from its last notes"), "{cover}");
    store.nov(&["me", "name=Jo Kestrel"]).well();
    // That somebody else goes is said only where it is noted.
    store.nov(&["set", &form, "attending=yes"]).well();
    assert!(!text(&store, &form, "cover").contains("cannot attend"));
    store.nov(&["set", &form, "attending=no"]).well();
    assert!(text(&store, &form, "cover").contains("Jo Kestrel cannot attend."));
    let day = store.new_session("support-day", "Hillside Primary", "2010-02-03");
    assert!(!text(&store, &day, "confirmation").contains("invite a governor"));
}

#[test]
fn a_message_goes_to_whom_its_document_is_for_from_the_user_with_the_document_by_its_name() {
    let store = Store::new();
    store.nov(&["me", "name=Jo Kestrel", "email=jo@shire.example"]).well();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let advice = store.new_session("ht-performance", "Hillside Primary", "2009-10-13");
    store.nov(&["note", "--session", &id, "--parse", "= go on to Easter"]).well();
    store
        .nov(&[
            "school",
            "Hillside Primary",
            "head-email=head@hillside.example",
            "panel-1-email=a@hillside.example",
            "panel-2-email=b@hillside.example",
        ])
        .well();
    for (session, document, to) in [
        (&id, "confirmation", "\"Headteacher\" <head@hillside.example>"),
        (&id, "accuracy", "\"Headteacher\" <head@hillside.example>"),
        (&id, "reply", "\"Headteacher\" <head@hillside.example>"),
        // What is drawn from a draft goes to the head, as the draft does.
        (&id, "headlines", "\"Headteacher\" <head@hillside.example>"),
        (&id, "judgements", "\"Senior Adviser\":;"),
        (&id, "actions", "\"Headteacher\" <head@hillside.example>"),
        (&advice, "advice", "\"Governors' panel\" <a@hillside.example>,\r\n \"Governors' panel\" <b@hillside.example>"),
    ] {
        let mail = bytes(&store, session, document, "eml");
        assert!(mail.contains(&format!("\r\nTo: {to}")), "{document}: {}", &mail[..400]);
        assert!(mail.contains("From: \"Jo Kestrel\" <jo@shire.example>"), "{document}");
        assert!(mail.contains(&format!("filename=\"{session}-{document}.docx\"")), "{document}");
    }
}

#[test]
fn a_calendar_is_of_days_and_a_day_stays_the_same_whatever_its_words() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--parse", "! @LC moderate Y5 writing by 29/1/2010"]).well();
    let refused = store.nov(&["export", &id, "--document", "actions", "--format", "ics"]).fails_with(2);
    assert!(refused.contains("no days to keep"), "{refused}");
    assert!(!store.desk().join(format!("{id}-actions.ics")).exists());
    let days = bytes(&store, &id, "dates", "ics");
    assert!(
        days.contains(&format!("UID:{id}-action-1@nov")) && days.contains(&format!("UID:{id}-due-minutes@nov")),
        "{days}"
    );
    // Carried on to the next meeting it is the same day.
    store.nov(&["set", &id, "state.held=2010-01-12"]).well();
    let next = store.new_session("rtm", "Hillside Primary", "2010-01-26");
    let days = bytes(&store, &next, "dates", "ics");
    assert!(days.contains(&format!("UID:{id}-action-1@nov")), "{days}");
}

#[test]
fn a_mark_of_the_grammar_is_printed_in_no_document() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    for line in [
        "~ @HT Y6 tracking went to governors #A2",
        "= @HT to share it #A2",
        "! @LC moderate it #A2 by 29/1/2010",
        "! @LC coach the team #A2 with @HT by 29/1/2010",
        "asked @HT about boys in #KS2",
    ] {
        store.nov(&["note", "--session", &id, "--item", "3", "--parse", line]).well();
    }
    store.nov(&["template", "autumn"]).well();
    for document in ["nov", "accuracy", "own", "actions", "owners", "headlines", "entries", "brokering", "dates"] {
        for template in ["-", "autumn-template.docx"] {
            let args = ["export", &id, "--document", document, "--template", template, "--output", "-"];
            let shown = format!("{:?}", Document::read(&store.nov_bytes(&args)).pieces);
            assert!(!shown.contains(['@', '#']), "{document} in {template}: {shown}");
        }
    }
    assert!(text(&store, &id, "entries").contains("asked HT about boys in KS2"));
}

#[test]
fn a_recommendation_closed_in_a_later_note_is_not_carried_on() {
    let store = Store::new();
    let first = store.new_session("spring", "Hillside Primary", "2010-02-09");
    for value in ["Share writing across classes", "Go back to spelling"] {
        store.nov(&["set", &first, &format!("recommendations.+.recommendation={value}")]).well();
    }
    store.nov(&["set", &first, "state.held=2010-02-09"]).well();
    let second = store.new_session("summer", "Hillside Primary", "2010-06-15");
    // Typed again by hand, as a copy of an older note has it, not taken over.
    store.nov(&["set", &second, "state.held=2010-06-15"]).well();
    let rows = store.nov(&["export", &second, "--format", "md", "--output", "-"]).well();
    assert!(rows.contains("Share writing across classes"), "{rows}");
    store.nov(&["set", &second, "progress-actions.1.status=done"]).well();
    let next = store.new_session("autumn", "Hillside Primary", "2010-11-16");
    let shown = store.nov(&["export", &next, "--format", "md", "--output", "-"]).well();
    let table: Vec<&str> = shown.lines().filter(|line| line.starts_with('|')).collect();
    assert!(table.iter().any(|line| line.contains("Go back to spelling")), "{shown}");
    assert!(!table.iter().any(|line| line.contains("Share writing")), "{shown}");
}

#[test]
fn a_finished_note_leaves_out_what_it_does_not_use_and_a_draft_and_a_printed_form_keep_every_label() {
    let mut me = Sitter::open("support-day");
    me.enters("most pupils in Year 5 write well");
    let before = String::from_utf8(me.writes("nov", "txt")).unwrap();
    me.runs("set state").picks("circulated").keys("enter esc");
    assert_eq!(me.session().state(), Some("circulated"), "{}", me.screen());
    let after = String::from_utf8(me.writes("nov", "txt")).unwrap();
    assert!(before.matches("____").count() > after.matches("____").count(), "{before}\n{after}");
    assert!(after.contains("most pupils in Year 5") && after.contains("Seaview Primary"), "{after}");
    let mut me = Sitter::open("hmi-satisfactory");
    me.enters("progress is good");
    let labels = |text: &str| text.lines().filter(|line| line.contains("____")).count();
    let before = String::from_utf8(me.writes("form", "txt")).unwrap();
    me.runs("set state").picks("report published").keys("enter esc");
    let after = String::from_utf8(me.writes("form", "txt")).unwrap();
    assert!(after.contains("KEY ISSUE") && labels(&before) >= labels(&after), "{after}");
    for label in ["LCSP:", "Location:", "Name of lead inspector:"] {
        assert!(after.contains(label), "{label}: {after}");
    }
}

#[test]
fn the_ending_of_the_file_says_its_format() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for (name, begins) in [("a.pdf", &b"%PDF"[..]), ("a.HTML", b"<!DOCTYPE"), ("a.docx", b"PK"), ("a.odd", b"PK")] {
        store.nov(&["export", &id, "--output", name]).well();
        let bytes = std::fs::read(store.desk().join(name)).unwrap();
        assert!(bytes.starts_with(begins), "{name}");
    }
    store.nov(&["export", &id, "--output", "b.pdf", "--format", "docx"]).well();
    assert!(std::fs::read(store.desk().join("b.pdf")).unwrap().starts_with(b"PK"), "what is said counts");
}

#[test]
fn a_carried_action_says_what_came_of_it_by_now_and_actions_stand_in_the_order_of_their_numbers() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for line in [">5 ! @LC third item first by 29/1/2010", ">2 ! @HT second of all by 29/1/2010"] {
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    let shown = text(&store, &id, "actions");
    assert!(shown.find("third item first").unwrap() < shown.find("second of all").unwrap(), "{shown}");
    let minutes = text(&store, &id, "minutes");
    let table = &minutes[minutes.find("Agreed actions").unwrap()..];
    assert!(table.rfind("1 · third").unwrap() < table.rfind("2 · second").unwrap(), "{table}");
}

#[test]
fn no_word_of_a_web_page_breaks_and_no_scale_in_the_head_of_its_tables() {
    let store = Store::new();
    let id = store.new_session("hmi-s8", "Hillside Primary", "2010-03-10");
    let page = bytes(&store, &id, "form", "html");
    assert!(!page.contains("overflow-wrap: anywhere") && page.contains("(1\u{a0}-\u{a0}4)"), "{page}");
}

#[test]
fn a_note_in_which_no_part_is_missing_prints_no_blanks_before_it_is_sent() {
    let store = Store::new();
    store.new_session("autumn", "Hillside Primary", "2009-10-17");
    let id = "2009-11-17-hillside-primary-autumn";
    let example = include_str!("../sessions/hillside-autumn.ron");
    let (before, rest) = example.split_once("  states: [").unwrap();
    let (_, after) = rest.split_once("\n  ],\n").unwrap();
    let drafting = "\n    (\n      state: \"held\",\n      on: \"2009-11-17\",\n    ),\n  ],\n";
    let unsent = format!("{before}  states: [{drafting}{after}");
    std::fs::write(store.path().join(format!("{id}.ron")), &unsent).unwrap();
    let note = || text(&store, id, "nov");
    let whole = note();
    assert!(!whole.contains("____"), "{whole}");
    // It is a draft until it is agreed, whole or not.
    let says_draft = || store.nov(&["export", id, "--format", "txt", "--output", "-"]).well().contains("DRAFT");
    assert!(says_draft());
    store.nov(&["set", id, "state.agreed=26/11/2009"]).well();
    assert!(!says_draft());
    std::fs::write(store.path().join(format!("{id}.ron")), &unsent).unwrap();
    // A part that has to be there and is not brings them back.
    let part = store.nov(&["set", id, "self-evaluation="]);
    assert_eq!(part.code, 0, "{part:?}");
    assert!(note().contains("____"), "{}", note());
    // An empty form is one to be filled in by hand.
    assert!(text(&store, "2009-10-17-hillside-primary-autumn", "nov").contains("____"));
}
