//! Years in the words of a form: `{year}` in a label stands for the school year of the session it is printed for.

use super::field::{Column, Kind};
use super::lists::PromptList;
use super::model::Form;
use crate::calendar::SchoolYear;

/// What the words of a form may hold in place of a year, as it reads in 2009/10.
const PLACES: [(&str, &str); 6] = [
    ("{year}", "2009/10"),
    ("{next-year}", "2010/11"),
    ("{begins}", "2009"),
    ("{ends}", "2010"),
    ("{ends-short}", "10"),
    ("{next-ends}", "2011"),
];

/// Words with the places of years filled in.
pub fn in_year(text: &str, year: SchoolYear) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    PLACES.iter().zip(said(year)).fold(text.to_owned(), |text, ((place, _), said)| text.replace(place, &said))
}

/// What stands in the places, in their order.
fn said(year: SchoolYear) -> [String; PLACES.len()] {
    [
        year.to_string(),
        year.next().to_string(),
        year.start_year().to_string(),
        year.next().start_year().to_string(),
        format!("{:02}", year.next().start_year().rem_euclid(100)),
        year.next().next().start_year().to_string(),
    ]
}

/// The places of years by their names without braces, each with what stands there in a year.
pub fn year_places(year: SchoolYear) -> impl Iterator<Item = (&'static str, String)> {
    PLACES.iter().zip(said(year)).map(|((place, _), said)| (place.trim_matches(['{', '}']), said))
}

/// What stands in braces and is no place of a year; none: all of them are.
pub(super) fn unknown(form: &Form) -> Option<(String, String)> {
    let mut form = form.clone();
    let left = |words: &mut String| {
        let filled = in_year(words, SchoolYear::starting(2009));
        let (_, after) = filled.split_once('{')?;
        Some((words.clone(), after.split('}').next().unwrap_or_default().to_owned()))
    };
    words(&mut form).into_iter().find_map(left)
}

/// The names of the places, for people.
pub(super) fn known() -> String {
    PLACES.map(|(place, example)| format!("{place} ({example})")).join(", ")
}

impl Form {
    /// The form as it reads in a school year.
    #[must_use]
    pub fn in_year(mut self, year: SchoolYear) -> Self {
        for words in words(&mut self) {
            if words.contains('{') {
                *words = in_year(words, year);
            }
        }
        self
    }

    /// The form with its years as named places of a template: `{{year}}`.
    #[must_use]
    pub fn with_year_places(mut self) -> Self {
        for words in words(&mut self) {
            *words = words.replace('{', "{{").replace('}', "}}");
        }
        self
    }

    /// The form as it reads in the first year it is valid for, where it names one.
    #[must_use]
    pub fn in_own_year(self) -> Self {
        match self.own_year() {
            Some(year) => self.in_year(year),
            None => self,
        }
    }

    /// The last year it is valid for, where that is before another year.
    pub fn last_year_before(&self, year: SchoolYear) -> Option<SchoolYear> {
        let years = self.valid_years.iter().filter_map(|valid| valid.parse::<SchoolYear>().ok());
        years.max().filter(|last| *last < year)
    }

    /// The first year it is valid for, where it names one.
    pub fn own_year(&self) -> Option<SchoolYear> {
        self.valid_years.first()?.parse().ok()
    }
}

impl PromptList {
    /// The prompts as they read in a school year.
    #[must_use]
    pub fn in_year(mut self, year: SchoolYear) -> Self {
        for words in self.items.iter_mut().chain([&mut self.title]) {
            *words = in_year(words, year);
        }
        self
    }
}

/// All words of a form that people read.
fn words(form: &mut Form) -> Vec<&mut String> {
    let mut all = vec![&mut form.title, &mut form.name];
    for section in &mut form.sections {
        all.extend([&mut section.title, &mut section.note]);
        for field in &mut section.fields {
            all.extend([&mut field.label, &mut field.help, &mut field.placeholder]);
            of_kind(&mut field.kind, &mut all);
        }
    }
    all.extend(form.agenda.iter_mut().map(|item| &mut item.title));
    all.extend(form.documents.iter_mut().map(|document| &mut document.title));
    all
}

fn of_kind<'a>(kind: &'a mut Kind, all: &mut Vec<&'a mut String>) {
    match kind {
        Kind::Grades { heading, rows, columns } => {
            all.push(heading);
            all.extend(rows.iter_mut().flat_map(|row| [&mut row.label, &mut row.short]));
            of_columns(columns, all);
        }
        Kind::Table { columns } => of_columns(columns, all),
        Kind::Checklist { columns, items, .. } => {
            all.extend(items);
            of_columns(columns, all);
        }
        // The braces of its text are its own blanks.
        Kind::Sentence { blanks, .. } => of_columns(blanks, all),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Role => {}
    }
}

fn of_columns<'a>(columns: &'a mut [Column], all: &mut Vec<&'a mut String>) {
    all.extend(columns.iter_mut().flat_map(|column| [&mut column.label, &mut column.placeholder]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_reads_as_its_example_and_in_another_year_as_that() {
        for (place, example) in PLACES {
            assert_eq!(in_year(place, SchoolYear::starting(2009)), example);
        }
        let words = "{begins}-{ends-short}: review {year}, agree {next-year}; {ends} and {next-ends}";
        assert_eq!(in_year(words, SchoolYear::starting(2026)), "2026-27: review 2026/27, agree 2027/28; 2027 and 2028");
        assert_eq!(in_year("{begins}-{ends-short}", SchoolYear::starting(1999)), "1999-00");
    }
}
