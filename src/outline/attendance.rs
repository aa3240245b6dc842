//! Who came late, left early or declared an interest: told in sentences below the table of who was there.

use super::build::{Builder, run};
use super::model::{Content, Source, Style};
use crate::forms::{Field, Source as FieldSource};
use crate::session::{Excused, INTEREST};

impl Builder<'_> {
    /// Below who was there: who came late, left early or declared an interest.
    pub(super) fn attendance(&mut self, source: &Source) {
        let told = self.attendance_in_words();
        if !told.is_empty() {
            self.push(source.clone(), Content::Paragraph(vec![run(&told, Style::Plain)]));
        }
    }

    pub(super) fn attendance_in_words(&self) -> String {
        let tells = |field: &Field| matches!(&field.from, Some(FieldSource::People(who)) if who == "apologies");
        let apologies = if self.filled.form.all_fields().any(tells) { Excused::Elsewhere } else { Excused::Here };
        let mut people: Vec<_> = self.shown_people().iter().collect();
        // Those who did not come first, then whatever has no time, then in the order of the day.
        people.sort_by_key(|p| {
            let moved = p.first_moved().filter(|at| self.filled.is_of_its_days(*at));
            if p.is_absent() || p.sent_apologies() { (0, None) } else { (1, moved) }
        });
        let remarks = people
            .iter()
            .map(|p| (p.name(), p.remarks(|at| self.filled.is_of_its_days(at), apologies)))
            .filter(|(_, remarks)| !remarks.is_empty());
        // An interest is a sentence of its own.
        let sentences = remarks.flat_map(|(name, remarks)| {
            let (interests, moves): (Vec<String>, Vec<String>) =
                remarks.into_iter().partition(|remark| remark.starts_with(INTEREST));
            let moves = Some(moves.join(", ")).filter(|moves| !moves.is_empty());
            moves.into_iter().chain(interests).map(move |said| format!("{name} {said}."))
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// Whether a table is that of who was present: who came late, left early or declared an interest is told below it.
pub(super) fn tells_who_was_there(field: &Field) -> bool {
    matches!(&field.from, Some(FieldSource::People(who)) if who == "present")
}
