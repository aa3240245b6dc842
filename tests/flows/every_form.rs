//! Every field of every shipped form, filled by keys and found at its label.

use crate::support::filling::{all_stand_at_their_labels, fill, for_audience, markdown, word};
use crate::support::sitter::Sitter;

fn filled_and_found(id: &str, documents: &[&str]) {
    let mut me = Sitter::open(id);
    let puts = fill(&mut me);
    let form = me.sitting().form.clone();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        assert!(puts.iter().any(|put| put.field == field.id), "{} was not reached", field.id);
    }
    for document in documents {
        let audience = form.documents.iter().find(|known| known.id == *document).unwrap().audience.clone();
        let (open, _) = for_audience(&form, &puts, &audience);
        all_stand_at_their_labels(&form, &open, &word(&me.writes(document, "docx")));
        all_stand_at_their_labels(&form, &open, &markdown(&me.writes(document, "md")));
    }
    me.is_mirrored();
}

#[test]
fn a_meeting() {
    filled_and_found("rtm", &["minutes", "form"]);
}

#[test]
fn an_autumn_visit() {
    filled_and_found("autumn", &["nov"]);
}

#[test]
fn a_spring_visit() {
    filled_and_found("spring", &["nov"]);
}

#[test]
fn a_summer_visit() {
    filled_and_found("summer", &["nov"]);
}

#[test]
fn a_joint_evaluation_meeting() {
    filled_and_found("jem", &["minutes", "form"]);
}

#[test]
fn a_pre_inspection_briefing() {
    filled_and_found("pib", &["briefing", "own"]);
}

#[test]
fn a_support_day() {
    filled_and_found("support-day", &["nov", "own"]);
}

#[test]
fn a_reference() {
    filled_and_found("reference", &["reference"]);
}

#[test]
fn an_advisers_record_of_events() {
    filled_and_found("nca-record", &["form"]);
}

#[test]
fn a_schools_file() {
    filled_and_found("school-file", &["own"]);
}
