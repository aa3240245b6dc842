//! What is kept of a school, and of the user: sections of fields whose values are the facts of a record.

use super::model::Section;
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
