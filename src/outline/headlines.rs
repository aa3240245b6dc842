//! The headlines of a session for governors: what was judged, decided, recommended and agreed, on one page (GV-05).

use super::actions::NONE;
use super::build::Builder;
use super::model::{Column, Content, Run, Source, Style, Value};
use super::values;
use crate::calendar::counted;
use crate::forms::{Carried, Field, Followed, Kind};
use crate::grammar::Kind as EntryKind;
use crate::session::{Action, Entry, FilledRow, owners_of, whose};

/// Judgements on the page where the form does not say which come first.
const GRADES: usize = 4;
/// What one page holds beside them, in characters; of each at least one, and every one whole.
const DECISIONS: usize = 800;
const RECOMMENDATIONS: usize = 700;
const ACTIONS: usize = 600;
/// Most of each.
const MOST: usize = 6;

impl<'a> Builder<'a> {
    pub(super) fn headlines(&mut self) {
        let begun = self.blocks_so_far();
        self.grades_in_brief();
        let decided: Vec<&'a Entry> =
            self.shown_entries().filter(|(_, e)| e.kind == EntryKind::Decision).map(|(_, entry)| entry).collect();
        let texts: Vec<String> = decided.iter().map(|entry| one_line(&self.filled.printed(entry))).collect();
        let sources = decided.iter().map(|entry| Source::Entry(entry.id)).collect();
        if !decided.is_empty() {
            self.heading(2, "", "Decisions", Source::None);
            self.listed_in_brief(&texts, sources, DECISIONS, "decision");
        }
        self.recommendations_in_brief();
        let is_open = self.shown_actions().any(|(_, action)| action.status.is_open());
        if self.blocks_so_far() == begun && !is_open {
            self.said("Nothing was judged, decided or recommended, and no action is open.");
            return;
        }
        self.actions_in_brief();
    }

    /// Judgement rows with a grade: those the form puts first, else those of the first sections.
    fn grades_in_brief(&mut self) {
        let (mut rows, mut sources) = (Vec::new(), Vec::new());
        // Whose grades they are, each a column.
        let mut views: Vec<String> = Vec::new();
        let sections = self.filled.form.sections.iter().filter(|section| self.shows_section(section));
        for field in sections.flat_map(|section| &section.fields).filter(|field| self.shows_field(field)) {
            let Kind::Grades { columns, .. } = &field.kind else { continue };
            let graded = columns.iter().filter(|column| column.gathered_in.is_none());
            let is_grade: Vec<bool> = graded.map(|column| matches!(column.kind, Kind::Grade { .. })).collect();
            let (titles, printed, origins) = self.table_of(field);
            for (row, origin) in printed.into_iter().zip(origins) {
                let grades = row.iter().zip(&titles).skip(1).zip(&is_grade).filter(|(_, is_grade)| **is_grade);
                let said: Vec<(String, String)> = grades
                    .map(|((value, title), _)| (title.title.clone(), value.plain()))
                    .filter(|(_, grade)| !grade.is_empty())
                    .collect();
                if !said.is_empty() {
                    let new = said.iter().map(|(title, _)| title).filter(|title| !views.contains(title));
                    let new: Vec<String> = new.cloned().collect();
                    views.extend(new);
                    let aspect = row.first().map(Value::plain).unwrap_or_default();
                    rows.push((one_line(&aspect), said));
                    sources.push(origin);
                }
            }
        }
        if rows.is_empty() {
            return;
        }
        let all = rows.len();
        let first = &self.filled.form.headlines;
        let place = |source: &Source| {
            let Source::Field(path) = source else { return None };
            path.split('.').next().and_then(|row| first.iter().position(|known| known == row))
        };
        let known = sources.iter().any(|source| place(source).is_some());
        let mut chosen: Vec<_> = rows.into_iter().zip(sources).collect();
        if known {
            chosen.retain(|(_, source)| place(source).is_some());
            chosen.sort_by_key(|(_, source)| place(source));
        } else {
            chosen.truncate(GRADES);
        }
        let shown = chosen.len();
        let cells = |(aspect, said): (String, Vec<(String, String)>)| -> Vec<Value> {
            let of =
                |view: &String| said.iter().find(|(title, _)| title == view).map_or("", |(_, grade)| grade.as_str());
            std::iter::once(aspect.as_str()).chain(views.iter().map(of)).map(values::cell).collect()
        };
        let (rows, sources): (Vec<Vec<Value>>, Vec<Source>) =
            chosen.into_iter().map(|(row, source)| (cells(row), source)).unzip();
        let titles = std::iter::once(Column::new("Aspect", 52)).chain(views.iter().map(|view| Column::new(view, 24)));
        let titles = titles.collect();
        self.heading(2, "", "Judgements", Source::None);
        self.table(Source::None, "", titles, rows);
        self.made_of(sources);
        self.rest(all, shown, "judgement");
    }

    /// What the note recommends; not what it took over from the last one.
    fn recommendations_in_brief(&mut self) {
        let form = self.filled.form;
        let is_taken_over = |table: &str| {
            form.carry_from.iter().any(|carry| matches!(&carry.what, Carried::Rows { into, .. } if into == table))
        };
        for followed in form.follows.iter().filter(|followed| !is_taken_over(&followed.table)) {
            let Some(field) = form.field(&followed.table).filter(|field| self.shows_field(field)) else { continue };
            self.rows_in_brief(field, followed);
        }
    }

    fn rows_in_brief(&mut self, field: &'a Field, followed: &Followed) {
        let rows = self.filled.rows(field);
        let text = |row: &FilledRow| {
            let cell =
                |column: Option<&String>| column.and_then(|column| row.cells.get(column)).map_or("", |c| c.trim());
            let words = one_line(cell(Some(&followed.text)));
            let owner = whose(&owners_of(cell(followed.owner.as_ref()), self.filled.roles));
            let due =
                crate::calendar::day_of(cell(followed.due.as_ref())).map(|due| format!("by {}", values::day(due)));
            let due = due.unwrap_or_default();
            let facts: Vec<&str> = [owner.as_str(), due.as_str()].into_iter().filter(|fact| !fact.is_empty()).collect();
            if facts.is_empty() || words.is_empty() { words } else { format!("{words} ({})", facts.join(", ")) }
        };
        let source = |row: &FilledRow| values::origin(field, &followed.text, row);
        let told = rows.iter().map(|row| (text(row), source(row))).filter(|(text, _)| !text.is_empty());
        let (texts, sources): (Vec<String>, Vec<Source>) = told.unzip();
        if texts.is_empty() {
            return;
        }
        self.heading(2, "", "Recommendations", Source::None);
        self.listed_in_brief(&texts, sources, RECOMMENDATIONS, "recommendation");
    }

    /// Lines of a list, as many as have room.
    fn listed_in_brief(&mut self, texts: &[String], mut sources: Vec<Source>, room: usize, what: &str) {
        let shown = fitting(texts.iter(), room);
        let items = texts.iter().take(shown).map(|text| vec![Run::plain(text.as_str())]).collect();
        sources.truncate(shown);
        self.push(Source::None, Content::List { items });
        self.made_of(sources);
        self.rest(texts.len(), shown, what);
    }

    /// What is still to be done.
    fn actions_in_brief(&mut self) {
        let mut open: Vec<(&'a Entry, &'a Action)> =
            self.shown_actions().filter(|(_, action)| action.status.is_open()).collect();
        open.sort_by_key(|(_, action)| action.number);
        self.heading(2, "", "Actions", Source::None);
        if open.is_empty() {
            let none = if self.shown_actions().next().is_none() { NONE } else { "No action is open." };
            self.said(&self.said_of_none(none));
            return;
        }
        let row = |&(entry, action): &(&'a Entry, &'a Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let text = one_line(&self.filled.printed(entry));
            [action.number.to_string(), text, whose(&action.owners), due]
        };
        let rows: Vec<[String; 4]> = open.iter().map(row).collect();
        let shown = fitting(rows.iter().map(|row| &row[1]), ACTIONS);
        let cells = rows.iter().take(shown).map(|row| row.iter().map(|text| values::cell(text)).collect()).collect();
        let titles = [("No.", 6), ("Action", 62), ("Owner", 14), ("By when", 18)];
        let sources = open.iter().take(shown).map(|(entry, _)| Source::Entry(entry.id)).collect();
        self.table(Source::None, "", titles.map(|(title, width)| Column::new(title, width)).to_vec(), cells);
        self.made_of(sources);
        self.rest(open.len(), shown, "action");
    }

    /// Says how many more there are than a page holds.
    fn rest(&mut self, all: usize, shown: usize, what: &str) {
        let more = all.saturating_sub(shown);
        if more > 0 {
            self.said(&format!("{} in the full note.", counted(more, &format!("more {what}"))));
        }
    }

    fn said(&mut self, text: &str) {
        self.push(Source::None, Content::Paragraph(vec![Run::new(text, Style::Faint)]));
    }
}

/// How many texts, each whole, have room for so many characters: one at least.
fn fitting<'t>(texts: impl Iterator<Item = &'t String>, room: usize) -> usize {
    let ends = texts.scan(0, |end, text| {
        *end += text.chars().count();
        Some(*end)
    });
    ends.take(MOST).enumerate().take_while(|(n, end)| *n == 0 || *end <= room).count()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_whole_and_as_many_as_have_room() {
        let texts: Vec<String> = ["sixteen letters "; 9].iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(fitting(texts.iter(), 50), 3);
        assert_eq!(fitting(texts.iter(), 1), 1);
        assert_eq!(fitting(texts.iter(), 1_000), MOST);
        assert_eq!(fitting(std::iter::empty(), 1), 0);
    }
}
