//! What is kept of a school, and of the user: sections of fields whose values are the facts of a record.

use chrono::NaiveDate;

use super::error::ValueError;
use super::field::Section;
use super::{accept_by, near};
use crate::calendar::Calendar;
use crate::ronfile;

/// What is kept of a school (RO-03, RO-05, RO-06).
pub fn school_card() -> Vec<Section> {
    // That the shipped files read is tested.
    ronfile::read(include_str!("data/school.ron")).unwrap_or_default()
}

/// What is kept of the user, and whom in the authority to turn to (RO-01, RO-02, RO-04).
pub fn own_card() -> Vec<Section> {
    ronfile::read(include_str!("data/me.ron")).unwrap_or_default()
}

/// Turns what was typed for a fact of a card into what is kept.
///
/// # Errors
/// The card has no such fact, or it cannot hold that.
pub fn accept_fact(
    calendar: &Calendar,
    card: &[Section],
    id: &str,
    text: &str,
    today: NaiveDate,
) -> Result<String, ValueError> {
    let facts = card.iter().flat_map(|section| &section.fields);
    let Some(field) = facts.clone().find(|field| field.id == id) else {
        let known = facts.map(|field| field.id.as_str());
        return Err(ValueError(format!("the record has no \"{id}\"{}", near::hint(id, known))));
    };
    accept_by((calendar, today), &field.kind, None, text, today).map_err(|error| ValueError(format!("{id}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cards_read_and_no_fact_stands_twice() {
        for (card, least) in [(school_card(), 30), (own_card(), 20)] {
            let mut ids: Vec<&str> = card.iter().flat_map(|s| &s.fields).map(|f| f.id.as_str()).collect();
            assert!(ids.len() >= least, "{ids:?}");
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all);
        }
    }

    #[test]
    fn every_fact_a_form_takes_from_the_school_is_kept_of_it() {
        let library = crate::forms::Library::shipped();
        let (school, own) = (school_card(), own_card());
        let kept = |card: &[crate::forms::Section], id: &str| card.iter().flat_map(|s| &s.fields).any(|f| f.id == id);
        for id in library.form_ids() {
            let form = library.form(id).unwrap();
            for field in form.all_fields() {
                match &field.from {
                    Some(crate::forms::Source::School(fact)) => assert!(kept(&school, fact), "{id}: {fact}"),
                    Some(crate::forms::Source::Me(fact)) => assert!(kept(&own, fact), "{id}: {fact}"),
                    _ => {}
                }
            }
        }
    }
}
