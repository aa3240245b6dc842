//! The names of the facts of records, as the help of `nov school` and `nov me` says them.

/// Those of a school's record.
pub(super) const SCHOOL_FIELDS: &str = "Fields, each FIELD=VALUE: name, urn, phase, key-stages, boarding, location, lcsp, specialism, support-level, category, category-since, category-past, causing-concern, particular-concern, leadership-concern, programme, nc-risk, jem-frequency, data-days, support-plan, figures-confidential, covered, new-sip, new-sip-since, new-head, new-head-since, extra-days, extra-days-agreed, events-from-extra, nca-days, head, head-standing, head-line, head-mobile, head-email, pa, pa-line, chair, chair-contact, panel-chair, panel-chair-contact, panel-1, panel-1-email, panel-2, panel-2-email, panel-3, panel-3-email, others";

/// Those of the user's own record.
pub(super) const OWN_FIELDS: &str = "Fields, each FIELD=VALUE: name, initials, role, email, employed, nca, phases, first-year, first-note-reviewed, last-shadowed, last-report-feedback, last-review, last-head-survey, last-governor-feedback, mentor-met, mentor-joint, mentor-note, mentor-contact, sip-manager, senior-phase-adviser, senior-adviser, principal-adviser, acso, lcspm, sia, inclusion, mentor, ask-link, form-administrator, data-contact, target-contact";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Section, own_card, school_card};

    #[test]
    fn the_help_names_every_field_of_the_records() {
        let ids = |card: Vec<Section>| -> Vec<String> {
            card.into_iter().flat_map(|section| section.fields).map(|field| field.id).collect()
        };
        for (help, card) in [(SCHOOL_FIELDS, school_card()), (OWN_FIELDS, own_card())] {
            let (_, named) = help.split_once(": ").unwrap();
            assert_eq!(named.split(", ").collect::<Vec<_>>(), ids(card));
        }
    }
}
