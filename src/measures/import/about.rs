//! What a file says of the school itself: its phase and key stages.

use std::sync::LazyLock;

use serde::Deserialize;

use super::columns::Columns;
use super::row::Row;

/// What ages say; that the list reads is tested.
static AGES: LazyLock<Ages> =
    LazyLock::new(|| crate::ronfile::read(include_str!("../data/ages.ron")).unwrap_or_default());

/// Key stages and phases with the ages they are from and up to.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ages {
    stages: Vec<(String, u8, u8)>,
    phases: Vec<(String, u8, u8)>,
}

/// What a row of the school says of it: facts of its record.
pub(super) fn facts(columns: &Columns<'_>, row: &Row) -> Vec<(String, String)> {
    let about = &columns.reading.about;
    let ages = about.ages.as_ref().and_then(|column| ages_in(&columns.text(row, column)));
    let said = about.phases.iter().find(|(column, word, _)| columns.text(row, column) == *word);
    let phase = said.map(|(.., phase)| phase.clone()).or_else(|| ages.and_then(phase_of));
    let stages = ages.map(stages_of).filter(|stages| !stages.is_empty());
    let phase = phase.map(|phase| ("phase".to_owned(), phase));
    phase.into_iter().chain(stages.map(|stages| ("key-stages".to_owned(), stages))).collect()
}

/// The lowest and the highest age: `4-11`.
fn ages_in(cell: &str) -> Option<(u8, u8)> {
    let (low, high) = cell.split_once(['-', '–'])?;
    let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (low < high).then_some((low, high))
}

fn stages_of((low, high): (u8, u8)) -> String {
    let has = |(_, from, to): &&(String, u8, u8)| low < *to && high > *from;
    let stages: Vec<&str> = AGES.stages.iter().filter(has).map(|(stage, ..)| stage.as_str()).collect();
    stages.join(", ")
}

fn phase_of((low, high): (u8, u8)) -> Option<String> {
    let has = |(_, from, to): &&(String, u8, u8)| low >= *from && high <= *to;
    AGES.phases.iter().find(has).map(|(phase, ..)| phase.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_say_phase_and_key_stages_and_nothing_of_which_nobody_can_be_sure() {
        for (cell, phase, stages) in [
            ("4-11", "Primary", "EYFS, KS1, KS2"),
            ("7-11", "Primary", "KS2"),
            ("5-11", "Primary", "KS1, KS2"),
            ("8-12", "Primary", "KS2, KS3"),
            ("9-13", "Secondary", "KS2, KS3"),
            ("11-18", "Secondary", "KS3, KS4, Sixth form (post-16)"),
            ("4-16", "", "EYFS, KS1, KS2, KS3, KS4"),
        ] {
            let ages = ages_in(cell).unwrap();
            assert_eq!(
                (phase_of(ages).unwrap_or_default().as_str(), stages_of(ages).as_str()),
                (phase, stages),
                "{cell}"
            );
        }
        for cell in ["", " ", "11", "NA", "11-4"] {
            assert_eq!(ages_in(cell), None, "{cell}");
        }
    }
}
