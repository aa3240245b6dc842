//! What the columns of a file mean, as data: one reading for each layout of published tables, and one for each of a
//! school's own.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::definition::Definitions;
use crate::calendar::SchoolYear;

/// What the columns of files of one layout mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Its id.
    pub id: String,
    /// The source in words.
    pub name: String,
    /// What its tables are one of: a year has one table of each series.
    pub series: String,
    /// First school year of this layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<SchoolYear>,
    /// Last school year of this layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<SchoolYear>,
    /// Columns by which a file of this layout is known; all must be there.
    pub known_by: Vec<String>,
    /// Column with the school year; if there is none, the name of the file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// Column with the school's number; if there is none, every row is of the one school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urn: Option<String>,
    /// Column with the school's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Column with the group of pupils a row is of; if there is none, every row is of all pupils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Column with the measure a row is of, where years are columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// What rows are called that are of a measure: its id (and group) and the name in the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<(String, String)>,
    /// Columns with the figures of a year whose title does not say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<(SchoolYear, String)>,
    /// Whether the comma parts decimals: 62,5 is 62.5.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub comma: bool,
    /// Whether it is a school's own spreadsheet: percentages may stand as parts of one, and names of pupils in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Column with the number of the authority, the same in its own row and those of its schools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Column with the number of the school that followed a closed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Which rows are schools, authorities and England.
    #[serde(default)]
    pub rows: RowKinds,
    /// What it says of a school beside its figures.
    #[serde(default, skip_serializing_if = "About::is_empty")]
    pub about: About,
    /// How groups are told in the names of columns.
    #[serde(default)]
    pub groups: Vec<GroupColumns>,
    /// The figures.
    #[serde(default)]
    pub figures: Vec<FigureColumns>,
}

/// What a file says of a school beside its figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Column with the ages of its pupils: `4-11`.
    #[serde(default)]
    pub ages: Option<String>,
    /// Columns that say its phase: the column, what stands there, and the phase as records have it.
    #[serde(default)]
    pub phases: Vec<(String, String, String)>,
}

impl About {
    /// Whether it says nothing.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Which rows are schools, authorities and England.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowKinds {
    /// Column that tells; without one every row is a school.
    #[serde(default)]
    pub column: Option<String>,
    /// What stands there for a school; empty: anything else.
    #[serde(default)]
    pub school: Vec<String>,
    /// For an authority.
    #[serde(default)]
    pub authority: Vec<String>,
    /// For England, the one to be used first.
    #[serde(default)]
    pub england: Vec<String>,
    /// Column by which one of several rows of England is chosen: the one that has there what the school has, if any.
    #[serde(default)]
    pub alike: Option<String>,
    /// A second column in which England is told, of tables that had it there in other years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub england_in: Option<String>,
    /// What stands for a school in the column `alike` where schools have a number there: the word of England's row, and the
    /// numbers of the schools it is for, from and to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbered: Vec<(String, Vec<(u32, u32)>)>,
}

/// How a group is told in the names of columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupColumns {
    /// Id of the group.
    pub group: String,
    /// What is put behind the name of the column for all pupils; the first that is there.
    pub endings: Vec<String>,
    /// Columns with how many pupils are in the group; the first that is there.
    #[serde(default)]
    pub of: Vec<String>,
}

/// The columns of one measure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureColumns {
    /// Id of the measure.
    pub measure: String,
    /// First school year in which tables of this layout have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<SchoolYear>,
    /// Last school year in which they have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<SchoolYear>,
    /// Names the column had over the years; the first that is there.
    pub columns: Vec<String>,
    /// Columns with how many pupils it is.
    #[serde(default)]
    pub n: Vec<String>,
    /// Columns with of how many pupils.
    #[serde(default)]
    pub of: Vec<String>,
    /// What is put behind the name for the lower end of the range of confidence; or a name of its own, to which the
    /// ending of a group is put.
    #[serde(default)]
    pub low: String,
    /// What is put behind the name for its upper end.
    #[serde(default)]
    pub high: String,
    /// Columns of groups that are named otherwise: id of the group and name of the column.
    #[serde(default)]
    pub also: Vec<(String, String)>,
}

/// Why a reading of the user's own cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct ReadingError {
    /// The file.
    pub file: String,
    /// What is wrong, with the remedy.
    pub what: String,
}

/// The readings that ship with nov.
const SHIPPED: [&str; 5] = [
    include_str!("data/ks2-standards.ron"),
    include_str!("data/ks2-levels.ron"),
    include_str!("data/ks4.ron"),
    include_str!("data/absence.ron"),
    include_str!("data/census.ron"),
];

/// What published tables are one of, as the readings that ship with nov call it.
pub(super) const PUBLISHED: [&str; 4] = ["ks2", "ks4", "absence", "census"];

/// The readings that ship with nov.
pub fn shipped_readings() -> Vec<Reading> {
    // That the files read is tested.
    SHIPPED.into_iter().filter_map(|text| crate::ronfile::read(text).ok()).collect()
}

/// Measures that the published tables of a school year have.
pub fn published_in(year: SchoolYear) -> Vec<String> {
    let readings = shipped_readings().into_iter().filter(|reading| reading.covers(year));
    let figures = readings.flat_map(|reading| reading.figures);
    figures.filter(|figure| figure.covers(year)).map(|figure| figure.measure).collect()
}

/// Whether a school year lies between two, where they are known.
fn is_between(from: Option<SchoolYear>, until: Option<SchoolYear>, year: SchoolYear) -> bool {
    from.is_none_or(|from| from <= year) && until.is_none_or(|until| year <= until)
}

impl FigureColumns {
    /// Whether tables of a school year have it.
    pub fn covers(&self, year: SchoolYear) -> bool {
        is_between(self.from, self.until, year)
    }
}

impl Reading {
    /// Reads a reading of the user's own and checks what it names.
    ///
    /// # Errors
    /// It does not read, or names a measure or group that is not known.
    pub fn own(file: &str, text: &str, known: &Definitions) -> Result<Self, ReadingError> {
        let fault = |what: String| ReadingError { file: file.to_owned(), what };
        let reading: Self = crate::ronfile::read(text).map_err(|error| fault(error.to_string()))?;
        if reading.known_by.is_empty() || (reading.figures.is_empty() && reading.measure.is_none()) {
            return Err(fault("it needs columns it is known by and at least one figure".to_owned()));
        }
        for (what, _) in &reading.measures {
            known.find(what).map_err(fault)?;
        }
        for figure in &reading.figures {
            known.find(&figure.measure).map_err(fault)?;
            let groups = figure.also.iter().map(|(group, _)| group);
            for group in groups.chain(reading.groups.iter().map(|columns| &columns.group)) {
                known.find(&format!("{}/{group}", figure.measure)).map_err(fault)?;
            }
        }
        Ok(reading)
    }

    /// Whether it is for a school year.
    pub fn covers(&self, year: SchoolYear) -> bool {
        is_between(self.from, self.until, year)
    }

    /// Whether another is of the same file, by most of the columns they are known by.
    pub fn is_alike(&self, other: &Self) -> bool {
        let shared = self.known_by.iter().filter(|column| other.known_by.contains(column)).count();
        self.own && 2 * shared > self.known_by.len().min(other.known_by.len())
    }

    /// A reading of a school's own file from what its columns were said to be.
    ///
    /// # Errors
    /// A column is said to be what is not known.
    pub fn of_own_columns(id: &str, said: &[(String, String)], known: &Definitions) -> Result<Self, String> {
        let mut reading =
            Self { id: id.to_owned(), name: id.to_owned(), series: id.to_owned(), own: true, ..Self::default() };
        let turned = said.iter().any(|(what, _)| what == "measure");
        for (what, column) in said {
            match what.as_str() {
                "of" => {}
                "year" => reading.year = Some(column.clone()),
                "urn" => reading.urn = Some(column.clone()),
                "school" => reading.school = Some(column.clone()),
                "group" => reading.group = Some(column.clone()),
                "measure" => reading.measure = Some(column.clone()),
                _ if turned => {
                    reading.add_turned(what, column, known)?;
                    continue;
                }
                _ => reading.add_own(what, column, known)?,
            }
            reading.known_by.push(column.clone());
        }
        let of = said.iter().filter(|(what, _)| what == "of").map(|(_, column)| column.clone());
        let of: Vec<String> = of.collect();
        for figure in &mut reading.figures {
            figure.of.clone_from(&of);
        }
        if reading.figures.is_empty() && !turned {
            return Err("no column was said to hold a measure; write MEASURE=COLUMN, such as ks2-en-ma-l4=Both".into());
        }
        Ok(reading)
    }

    /// What is said where rows are of measures: the year of a column, or the measure of a row.
    fn add_turned(&mut self, what: &str, name: &str, known: &Definitions) -> Result<(), String> {
        if let Ok(year) = what.parse() {
            self.years.push((year, name.to_owned()));
            return Ok(());
        }
        known.find(what)?;
        self.measures.push((what.to_owned(), name.to_owned()));
        Ok(())
    }

    /// The measure and group a row is of by its name: as it was said, or one that is called just so.
    pub(super) fn measure_named(&self, name: &str, called: &HashMap<String, Option<&str>>) -> Option<(String, String)> {
        let said = self.measures.iter().find(|(_, said)| said == name).map(|(what, _)| what.as_str());
        let what = said.or_else(|| called.get(&name.to_lowercase()).copied().flatten())?;
        let (measure, group) = what.split_once('/').unwrap_or((what, ""));
        Some((measure.to_owned(), group.to_owned()))
    }

    fn add_own(&mut self, what: &str, column: &str, known: &Definitions) -> Result<(), String> {
        let (measure, group) = known.find(what)?;
        let at = self.figures.iter().position(|figure| figure.measure == measure).unwrap_or_else(|| {
            self.figures.push(FigureColumns { measure, ..FigureColumns::default() });
            self.figures.len() - 1
        });
        if let Some(figure) = self.figures.get_mut(at) {
            if group.is_empty() {
                figure.columns.push(column.to_owned());
            } else {
                figure.also.push((group, column.to_owned()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_reads_and_names_known_measures() {
        let known = Definitions::shipped();
        for text in SHIPPED {
            Reading::own("shipped", text, &known).unwrap();
        }
        let readings = shipped_readings();
        assert_eq!(readings.len(), SHIPPED.len());
        assert!(readings.iter().all(|reading| PUBLISHED.contains(&reading.series.as_str())));
    }

    #[test]
    fn a_reading_that_names_no_measure_says_which_are_near() {
        let text = r#"(id: "x", name: "x", series: "x", known_by: ["A"], figures: [(measure: "ks2-rwm-expectd", columns: ["A"])])"#;
        let said = Reading::own("own.ron", text, &Definitions::shipped()).unwrap_err().to_string();
        assert!(
            said.contains("own.ron: there is no measure “ks2-rwm-expectd”; did you mean ks2-rwm-expected"),
            "{said}"
        );
    }

    #[test]
    fn own_columns_become_a_reading() {
        let said = [("year", "Year"), ("ks2-rwm-expected", "RWM"), ("ks2-rwm-expected/boys", "RWM boys")];
        let said: Vec<_> = said.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let reading = Reading::of_own_columns("tracking", &said, &Definitions::shipped()).unwrap();
        assert_eq!(reading.year.as_deref(), Some("Year"));
        assert_eq!(reading.figures.len(), 1);
        assert_eq!(reading.figures[0].also, [("boys".to_owned(), "RWM boys".to_owned())]);
        assert!(Reading::of_own_columns("x", &[("ks9".to_owned(), "A".to_owned())], &Definitions::shipped()).is_err());
    }
}
