//! Every field of every shipped form, filled by keys: found at its label in each document whose audience may see it, and
//! nowhere in the others.

use nov::forms::{Kind, Part};
use nov::outline::{documents, nothing_to_say};

use crate::support::docx::Piece;
use crate::support::filling::{all_stand_at_their_labels, fill_choosing, for_audience, markdown, none_stands, word};
use crate::support::sitter::Sitter;

fn filled_and_found(id: &str) {
    let form = nov::forms::Library::shipped().form(id).unwrap();
    // A form that is several in one is filled as each of them.
    let kinds = form.field("kind").map(|field| match &field.kind {
        Kind::Choice(options) => options.clone(),
        kind => panic!("{kind:?}"),
    });
    let Some(kinds) = kinds else { return filled_as(id, &[], Reached::All) };
    for kind in kinds {
        filled_as(id, &[("kind", &kind)], Reached::WhatApplies);
    }
}

/// Which fields the keys have to reach.
#[derive(Clone, Copy, PartialEq)]
enum Reached {
    All,
    WhatApplies,
}

fn filled_as(id: &str, chosen: &[(&str, &str)], reached: Reached) {
    let mut me = Sitter::open(id);
    if me.sitting().in_grid() {
        me.keys("f2");
    }
    let puts = fill_choosing(&mut me, chosen);
    let form = me.sitting().form.clone();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        let applies = me.sitting().filled(&me.app.desk).field_applies(field);
        assert!(applies || reached == Reached::WhatApplies, "{} was never opened", field.id);
        assert!(!applies || puts.iter().any(|put| put.field == field.id), "{} was not reached", field.id);
    }
    let mut whole = 0;
    for document in documents(&form) {
        // A notice of concern needs a trigger, and a request something to ask for.
        if nothing_to_say(&me.sitting().filled(&me.app.desk), &document.id).is_some() {
            assert!(document.when_empty.is_some(), "{}", document.id);
            continue;
        }
        let (open, closed) = for_audience(&form, &puts, &document.audience);
        let docx = word(&me.writes(&document.id, "docx"));
        let md = me.writes(&document.id, "md");
        none_stands(&closed, &text_of(&docx));
        none_stands(&closed, std::str::from_utf8(&md).unwrap());
        if document.contents.contains(&Part::Sections(Vec::new())) {
            all_stand_at_their_labels(&form, &open, &docx);
            all_stand_at_their_labels(&form, &open, &markdown(&md));
            whole += 1;
        }
    }
    assert!(whole > 0, "no document holds the whole form");
    me.is_mirrored();
}

fn text_of(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Heading(_, text) | Piece::Paragraph(text) => text.clone(),
        Piece::Table(rows) => rows.iter().flatten().cloned().collect::<Vec<_>>().join("\n"),
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_shipped_form_is_left_out() {
    let here = include_str!("every_form.rs");
    for id in nov::forms::Library::shipped().form_ids() {
        assert!(here.contains(&format!("filled_and_found(\"{id}\");")), "{id} is filled by no test");
    }
}

#[test]
fn a_familiarisation_visit() {
    filled_and_found("familiarisation");
}

#[test]
fn an_autumn_visit() {
    filled_and_found("autumn");
}

#[test]
fn advice_on_the_heads_performance() {
    filled_and_found("ht-performance");
}

#[test]
fn a_spring_visit() {
    filled_and_found("spring");
}

#[test]
fn a_summer_visit() {
    filled_and_found("summer");
}

#[test]
fn a_meeting() {
    filled_and_found("rtm");
}

#[test]
fn a_joint_evaluation_meeting() {
    filled_and_found("jem");
}

#[test]
fn a_section_5_feedback() {
    filled_and_found("ofsted-s5");
}

#[test]
fn hmi_monitoring_of_a_satisfactory_school() {
    filled_and_found("hmi-satisfactory");
}

#[test]
fn hmi_monitoring_under_section_8() {
    filled_and_found("hmi-s8");
}

#[test]
fn a_survey() {
    filled_and_found("ofsted-survey");
}

#[test]
fn a_pre_inspection_briefing() {
    filled_and_found("pib");
}

#[test]
fn any_other_meeting() {
    filled_and_found("meeting");
}

#[test]
fn a_record_of_development() {
    filled_and_found("cpd-record");
}

#[test]
fn notes_of_ones_own_review() {
    filled_and_found("sip-pm-notes");
}

#[test]
fn a_support_day() {
    filled_and_found("support-day");
}

#[test]
fn a_reference() {
    filled_and_found("reference");
}

#[test]
fn an_advisers_record_of_events() {
    filled_and_found("nca-record");
}

#[test]
fn a_schools_file() {
    filled_and_found("school-file");
}
