//! What stands in the grid of figures: a row for each measure, and under it one for each group that is spoken of.

use std::collections::BTreeSet;

use super::super::Sitting;
use super::{Choice, Picked, Picker};
use crate::calendar::SchoolYear;
use crate::measures::{Definition, FigureBook, Target, published_in};

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    pub group: String,
}

/// The fact of a school that says which key stages it has.
pub(super) const KEY_STAGES: &str = "key-stages";
/// The key stages a school has by its phase, where nobody said which.
const BY_PHASE: [(&str, &str); 2] = [("Primary", "EYFS, KS1, KS2"), ("Secondary", "KS3, KS4")];
/// Which key stages schools have, as they are asked for.
const USUAL: [(&str, &str); 8] = [
    ("Primary", "EYFS, KS1, KS2"),
    ("Infant", "EYFS, KS1"),
    ("Junior", "KS2"),
    ("Primary without a reception year", "KS1, KS2"),
    ("Middle", "KS2, KS3"),
    ("Secondary", "KS3, KS4"),
    ("Secondary with a sixth form", "KS3, KS4, Sixth form (post-16)"),
    ("All-through or special", "EYFS, KS1, KS2, KS3, KS4"),
];
/// What is asked of every school.
const OF_ALL: &str = "Attendance";

impl GridRow {
    /// The rows: measures with targets, those the law asks of the school's key stages (where it asks for none, their
    /// headlines), those of the item; of their groups those with a target or beside the item, and all groups of the measure
    /// that was opened. Measures with a figure or target of about the year come first, then those published in it.
    pub(super) fn all(sitting: &Sitting, year: SchoolYear, opened: Option<&str>) -> Vec<Self> {
        let definitions = &sitting.figures.definitions;
        let stages = key_stages(sitting).unwrap_or_default();
        let of_school = |known: &Definition| known.stage == OF_ALL || stages.contains(&known.stage);
        let by_law = |known: &Definition| known.is_statutory(year) || known.is_statutory(year.next());
        // In years without such targets the school's own stand beside its headlines.
        let any_by_law = definitions.measures().iter().any(by_law);
        let wanted = |known: &Definition| if any_by_law { by_law(known) } else { known.headline };
        let published: Vec<String> = [year.previous(), year].into_iter().flat_map(published_in).collect();
        let asked =
            |known: &Definition| wanted(known) && of_school(known) && (any_by_law || published.contains(&known.id));
        let mut measures: Vec<&Definition> = definitions.measures().iter().collect();
        measures.sort_by_key(|known| (!has_figures(sitting, &known.id, year), !published.contains(&known.id)));
        let mut rows = Vec::new();
        for known in measures {
            let row = |group: &str| Self { measure: known.id.clone(), group: group.to_owned() };
            let ids = definitions.groups().iter().map(|group| group.id.as_str());
            let groups: Vec<Self> =
                ids.map(row).filter(|row| opened == Some(&known.id) || row.is_spoken_of(sitting, year)).collect();
            let all = row("");
            if asked(known) || !groups.is_empty() || all.is_spoken_of(sitting, year) {
                rows.push(all);
                rows.extend(groups);
            }
        }
        rows
    }

    /// Whether the school has to set a target for it in a year, as long as nobody says otherwise.
    pub(super) fn is_by_law(&self, book: &FigureBook, year: SchoolYear) -> bool {
        self.group.is_empty() && book.definitions.measure(&self.measure).is_some_and(|known| known.is_statutory(year))
    }

    /// Whether it has a target, was typed, or stands beside the item.
    fn is_spoken_of(&self, sitting: &Sitting, year: SchoolYear) -> bool {
        let figures = &sitting.figures.figures;
        let near = |target: &Target| target.year == year || target.year == year.next();
        let has_target = |target: &Target| target.measure == self.measure && target.group == self.group && near(target);
        figures.targets.iter().any(has_target)
            || figures.is_typed(&self.measure, &self.group, year.previous())
            || sitting.board.iter().any(|row| row.measure == self.measure && row.group == self.group)
    }
}

/// Whether the school has a figure or a target of a measure in a year, in the one before or in the next.
fn has_figures(sitting: &Sitting, measure: &str, year: SchoolYear) -> bool {
    let figures = &sitting.figures.figures;
    let about = [year.previous(), year, year.next()];
    figures.line(measure, "").points.iter().any(|point| {
        about.contains(&point.year) && (point.school().is_some() || point.target.is_some_and(Target::is_set))
    })
}

/// The school's key stages, as far as they are known: as the note or the record says, by its phase, or by the figures
/// that are known.
pub(super) fn key_stages(sitting: &Sitting) -> Option<String> {
    let said = |fact: &str| {
        let typed = sitting.session().field(fact);
        if typed.is_empty() { sitting.school.fact(fact) } else { typed }
    };
    let stages = said(KEY_STAGES);
    if !stages.is_empty() {
        return Some(stages.to_owned());
    }
    let phase = said("phase");
    if let Some((_, stages)) = BY_PHASE.iter().find(|(known, _)| known.eq_ignore_ascii_case(phase)) {
        return Some((*stages).to_owned());
    }
    let book = &sitting.figures;
    let known = |(measure, _): (&str, &str)| book.definitions.measure(measure).map(|known| known.stage.as_str());
    let stages = book.figures.measures().into_iter().filter_map(known).filter(|stage| stage.starts_with("KS"));
    let stages: BTreeSet<&str> = stages.collect();
    (!stages.is_empty()).then(|| stages.into_iter().collect::<Vec<_>>().join(", "))
}

/// Asks which key stages the school has.
pub(super) fn stages_picker() -> Picker {
    let choice = |(name, stages): (&str, &str)| Choice::new(stages, name, Picked::KeyStages(stages.to_owned()));
    Picker::new("Which key stages has the school? Kept in its record", USUAL.map(choice).to_vec())
}
