//! Every field of every shipped form, filled by keys: found at its label in each document whose audience may see it, and
//! nowhere in the others.

use nov::forms::{Kind, Part};
use nov::outline::documents;

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

macro_rules! forms {
    ($($name:ident $id:literal)*) => {
        $( #[test] fn $name() { filled_and_found($id); } )*

        #[test]
        fn no_shipped_form_is_left_out() {
            let library = nov::forms::Library::shipped();
            let mut here = vec![$($id),*];
            let mut shipped = library.form_ids();
            (here.sort_unstable(), shipped.sort_unstable());
            assert_eq!(here, shipped);
        }
    };
}

forms! {
    a_familiarisation_visit "familiarisation"
    an_autumn_visit "autumn"
    advice_on_the_heads_performance "ht-performance"
    a_spring_visit "spring"
    a_summer_visit "summer"
    a_meeting "rtm"
    a_joint_evaluation_meeting "jem"
    a_section_5_feedback "ofsted-s5"
    hmi_monitoring_of_a_satisfactory_school "hmi-satisfactory"
    hmi_monitoring_under_section_8 "hmi-s8"
    a_survey "ofsted-survey"
    a_pre_inspection_briefing "pib"
    any_other_meeting "meeting"
    a_record_of_development "cpd-record"
    notes_of_ones_own_review "sip-pm-notes"
}
