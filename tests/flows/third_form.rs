//! A form nobody wrote code for: loaded from the store's `forms/` folder, filled by keys, written out to the letter.

use std::collections::BTreeSet;

use nov::forms::Kind;

use crate::support::filling::{all_stand_at_their_labels, fill, for_audience, markdown, none_stands, word};
use crate::support::sitter::{Sitter, day};

const FILES: [(&str, &str); 4] = [
    ("governance.ron", include_str!("third_form/governance.ron")),
    ("scales.ron", include_str!("third_form/scales.ron")),
    ("prompts.ron", include_str!("third_form/prompts.ron")),
    ("roles.ron", include_str!("third_form/roles.ron")),
];

fn open() -> Sitter {
    let mut me = Sitter::at_home_with(&FILES);
    me.begin("governance", "2010-01-12");
    me
}

#[test]
fn every_field_is_filled_by_keys_and_stands_at_its_label() {
    let mut me = open();
    let puts = fill(&mut me);
    let form = me.sitting().form.clone();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        assert!(puts.iter().any(|put| put.field == field.id), "{} was not reached", field.id);
    }
    for (document, audience) in [("board", "board"), ("return", "authority"), ("running", "board")] {
        let (open, closed) = for_audience(&form, &puts, audience);
        assert_eq!(closed.is_empty(), audience == "authority");
        let (docx, md) = (word(&me.writes(document, "docx")), me.writes(document, "md"));
        all_stand_at_their_labels(&form, &open, &docx);
        all_stand_at_their_labels(&form, &open, &markdown(&md));
        none_stands(&closed, &format!("{docx:?}"));
        for format in ["md", "txt", "json", "html"] {
            none_stands(&closed, &String::from_utf8(me.writes(document, format)).unwrap());
        }
    }
}

#[test]
fn what_is_for_the_authority_is_in_no_other_document() {
    let mut me = open();
    me.enters("= meet twice a term");
    for item in ["for the authority", "a word with"] {
        me.jumps(item).keys("esc");
        me.enters("! @HT to secretplan by fri measure: secretmeasure").enters("= secretdecision").enters("secretnote");
        me.keys("ctrl+a end enter tab tab tab tab tab").types("secretprogress").keys("esc esc");
    }
    me.jumps("likely judgement").types("5").jumps("what only").types("secretfield").keys("esc");
    me.jumps("concern about").types("secretworry").keys("esc").types("secretdraft");
    let form = me.sitting().form.clone();
    for document in nov::outline::documents(&form) {
        for format in nov::export::FORMATS.iter().filter(|f| f.document.is_none_or(|only| only == document.id)) {
            let bytes = me.writes(&document.id, format.id);
            let text = if format.id == "docx" {
                format!("{:?}", word(&bytes))
            } else {
                String::from_utf8_lossy(&bytes).into_owned()
            };
            // What begins an entry has a capital on a page.
            let told = text.to_lowercase().contains("secret")
                || text.contains("For the authority alone")
                || text.contains("Likely judgement");
            // Findings are for the writer alone and name the fields that are still empty.
            let for_us = ["authority", "me"].contains(&document.audience.as_str());
            assert!(for_us || !told, "{} as {}:\n{text}", document.id, format.id);
        }
    }
    let full = format!("{:?}", word(&me.writes("return", "docx")));
    for words in ["plan", "measure", "decision", "note", "progress", "field", "worry", "draft"] {
        assert!(full.to_lowercase().contains(&format!("secret{words}")), "secret{words} is not in {full}");
    }
    let board = String::from_utf8(me.writes("board", "txt")).unwrap();
    assert!(board.contains("meet twice a term"), "{board}");
}

#[test]
fn a_section_opens_and_closes_with_the_choice_it_hangs_on() {
    let mut me = open();
    me.jumps("model of governance").types("fed").keys("tab").jumps("federation").keys("tab");
    me.sees(&["Partner school"]);
    me.jumps("partner school").types("Hillside").keys("tab").types("To share leaders").keys("tab");
    assert_eq!(me.session().field("why-joined"), "To share leaders");
    let text = String::from_utf8(me.writes("board", "md")).unwrap();
    assert!(text.contains("Partner school") && text.contains("To share leaders"), "{text}");
    me.jumps("model of governance").keys("left").keys("tab");
    assert_eq!(me.session().field("model"), "one school");
    let text = String::from_utf8(me.writes("board", "md")).unwrap();
    assert!(!text.contains("Partner school") && !text.contains("To share leaders"), "{text}");
    assert_eq!(me.session().field("why-joined"), "To share leaders", "what was typed is kept");
}

#[test]
fn its_scales_roles_lists_and_marks_are_its_own() {
    let mut me = open();
    me.enters("! @CLERK to send the papers by fri");
    assert_eq!(me.last().as_action().unwrap().owners, ["CLERK"]);
    assert!(me.person("CLERK").events.is_empty());
    me.jumps("vision and ethos").types("56");
    me.is_told(
        "“6” is no grade here; there are 1 exemplary, 2 strong, 3 sound, 4 developing, 5 weak, 0 not applicable",
    );
    me.jumps("duties of law").types("2");
    assert_eq!((me.session().field("vision.own"), me.session().field("law.own")), ("5", "not met"));
    me.jumps("how well governors");
    me.sees(&["Prompts · 0 of 5", "Register of interests"]);
    me.waits(81);
    assert!(me.session().spent_in_all(me.app.now) >= 80 * 60);
}

#[test]
fn its_deadlines_stand_on_the_home_screen() {
    let mut me = open();
    me.enters("begun").runs("home");
    me.sees(&["Report to the governing body", "Return to the authority"]);
    let due = &me.app.home.listing.sessions[0].due;
    let on = |id: &str| due.iter().find(|d| d.id == id).map(|d| (d.on, d.at.clone(), d.is_done()));
    assert_eq!(on("report"), Some((day("2010-01-19"), Some("16:00".to_owned()), false)));
    assert_eq!(on("year"), Some((day("2010-07-31"), None, false)));
    me.types("seav").keys("enter").jumps("reported to the governing").types("14/1/2010").keys("tab").runs("home");
    assert!(me.app.home.listing.sessions[0].due.iter().any(|d| d.id == "report" && d.is_done()));
}

#[test]
fn the_next_one_takes_on_what_was_left() {
    let mut me = open();
    me.enters("! @CLERK to send the papers by fri");
    me.jumps("plan of the board").types("More governors in school").keys("tab tab tab").types("HT AB").keys("tab esc");
    me.jumps("a word with").runs("put off item");
    me.begin("governance", "2010-06-15");
    assert_eq!(me.words_under("steps"), ["send the papers", "Put off from 12 January 2010: A word with the authority"]);
    let row = &me.session().table("plan")[0];
    assert_eq!((row["aim"].as_str(), row["lead"].as_str(), row.len()), ("More governors in school", "HT AB", 6));
    assert!(nov::session::is_in_confidence(row), "the form is confidential");
    assert_eq!(row[nov::session::ROW_ORIGIN], "2010-01-12-seaview-primary-governance#plan.1", "where it began");
}

#[test]
fn what_it_asks_for_stops_it_from_being_sent() {
    let mut me = open();
    me.runs("set state").picks("sent to the authority").keys("enter");
    me.is_told("stand in the way");
    me.jumps("purpose in a few").types("A review").jumps("governance as a whole").types("2").keys("esc");
    me.runs("set state").picks("sent to the authority").keys("enter");
    me.is_told("Noted: sent to the authority");
    me.sees(&["To whom was it sent?", "[x] LA"]);
    me.keys("esc");
    let text = String::from_utf8(me.writes("board", "txt")).unwrap();
    assert!(!text.contains("DRAFT") && text.contains("Tuesday 12 January 2010"), "{text}");
}

#[test]
fn a_session_keeps_the_version_of_its_form() {
    let mut me = open();
    me.jumps("purpose in a few").types("A review").keys("esc");
    let newer = FILES[0].1.replace("2011-3", "2012-1").replace("Purpose in a few lines", "Why it was done");
    std::fs::write(me.store().join("forms/governance.ron"), newer).unwrap();
    let mut me = me.starts_again();
    assert!(String::from_utf8(me.writes("board", "txt")).unwrap().contains("Purpose in a few lines"));
    me.begin("governance", "2010-06-15");
    assert!(String::from_utf8(me.writes("board", "txt")).unwrap().contains("Why it was done"));
}

/// What a kind of field is called, none left out.
fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::LongText => "long text",
        Kind::Number { .. } => "number",
        Kind::Date => "date",
        Kind::Since => "since",
        Kind::Due => "due",
        Kind::Past => "past",
        Kind::Dates => "dates",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Grade { .. } => "grade",
        Kind::Grades { .. } => "grades",
        Kind::Table { .. } => "table",
        Kind::Checklist { .. } => "checklist",
        Kind::Role => "role",
        Kind::Sentence { .. } => "sentence",
    }
}

#[test]
fn it_has_every_kind_of_field() {
    let me = open();
    let mut seen = BTreeSet::new();
    for field in me.sitting().form.all_fields() {
        seen.insert(name_of(&field.kind));
        if let Kind::Table { columns } = &field.kind {
            seen.extend(columns.iter().map(|column| name_of(&column.kind)));
        }
    }
    assert_eq!(seen.len(), 16, "{seen:?}");
}
