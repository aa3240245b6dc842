//! What stands in the grid of figures: a row for each measure, and under it one for each group that is spoken of.

use super::super::Sitting;
use crate::calendar::SchoolYear;
use crate::measures::{Definition, FigureBook, Target};

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    pub group: String,
}

/// The key stages a school has by its phase, where nobody said which.
const BY_PHASE: [(&str, &str); 2] = [("Primary", "EYFS, KS1, KS2"), ("Secondary", "KS3, KS4")];
/// What is asked of every school.
const OF_ALL: &str = "Attendance";

impl GridRow {
    /// The rows: measures with targets, those the law asks of the school's key stages, those of the item; of their
    /// groups those with a target or beside the item, and all groups of the measure that was opened.
    pub(super) fn all(sitting: &Sitting, year: SchoolYear, opened: Option<&str>) -> Vec<Self> {
        let definitions = &sitting.figures.definitions;
        let asked = |known: &Definition| known.statutory && is_of_school(sitting, known);
        let mut rows = Vec::new();
        for known in definitions.measures() {
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

    /// Whether the school has to set a target for it, as long as nobody says otherwise.
    pub(super) fn is_by_law(&self, book: &FigureBook) -> bool {
        self.group.is_empty() && book.definitions.measure(&self.measure).is_some_and(|known| known.statutory)
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

/// Whether a measure is of one of the school's key stages, as far as they are known: as the note or the record says, by
/// its phase, or by the figures that are known.
fn is_of_school(sitting: &Sitting, known: &Definition) -> bool {
    let said = |fact: &str| {
        let typed = sitting.session().field(fact);
        if typed.is_empty() { sitting.school.fact(fact) } else { typed }
    };
    let phase = said("phase");
    let by_phase = BY_PHASE.iter().find(|(known, _)| *known == phase).map_or("", |(_, stages)| stages);
    let stages = Some(said("key-stages")).filter(|stages| !stages.is_empty()).unwrap_or(by_phase);
    if known.stage == OF_ALL {
        return true;
    }
    if !stages.is_empty() {
        return stages.contains(&known.stage);
    }
    let definitions = &sitting.figures.definitions;
    let measures = sitting.figures.figures.measures();
    let stages = measures.iter().filter_map(|(measure, _)| definitions.measure(measure)).map(|known| &known.stage);
    let mut stages = stages.filter(|stage| stage.starts_with("KS")).peekable();
    stages.peek().is_none() || stages.any(|stage| *stage == known.stage)
}
