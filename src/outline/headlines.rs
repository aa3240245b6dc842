//! The headlines of a session for governors: what was judged, decided and agreed, on one page (GV-05).

use super::build::Builder;
use super::model::{Column, Content, Run, Source, Style, Value};
use super::values;
use crate::forms::Kind;
use crate::grammar::Kind as EntryKind;

/// What one page holds beside the letter's words, with every line as long as it may be.
const GRADES: usize = 4;
const DECISIONS: usize = 5;
const ACTIONS: usize = 5;
/// Longest line, in characters.
const LONGEST: usize = 78;

impl Builder<'_> {
    pub(super) fn headlines(&mut self) {
        self.grades_in_brief();
        let decided = || self.shown_entries().filter(|(_, entry)| entry.kind == EntryKind::Decision);
        let sources = decided().take(DECISIONS).map(|(_, entry)| Source::Entry(entry.id)).collect();
        let decided: Vec<String> = decided().map(|(_, entry)| in_brief(&entry.text)).collect();
        self.heading(2, "", "Decisions", Source::None);
        if decided.is_empty() {
            self.said("No decisions were noted.");
        } else {
            let items = decided.iter().take(DECISIONS).map(|text| vec![Run::plain(text.as_str())]).collect();
            self.push(Source::None, Content::List { items });
            self.made_of(sources);
            self.rest(decided.len(), DECISIONS, "decision");
        }
        self.actions_in_brief();
    }

    /// Judgement rows with a grade, those of the first sections first.
    fn grades_in_brief(&mut self) {
        let (mut rows, mut sources) = (Vec::new(), Vec::new());
        let sections = self.filled.form.sections.iter().filter(|section| self.shows_section(section));
        for field in sections.flat_map(|section| &section.fields).filter(|field| self.shows_field(field)) {
            let Kind::Grades { columns, .. } = &field.kind else { continue };
            let graded = columns.iter().filter(|column| column.gathered_in.is_none());
            let is_grade: Vec<bool> = graded.map(|column| matches!(column.kind, Kind::Grade { .. })).collect();
            let (titles, printed, origins) = self.table_of(field);
            for (row, origin) in printed.into_iter().zip(origins) {
                let grades = row.iter().zip(&titles).skip(1).zip(&is_grade).filter(|(_, is_grade)| **is_grade);
                let said: Vec<String> = grades
                    .map(|((value, title), _)| (title.title.as_str(), value.plain()))
                    .filter(|(_, grade)| !grade.is_empty())
                    .map(|(title, grade)| format!("{title}: {grade}"))
                    .collect();
                if !said.is_empty() {
                    let aspect = row.first().map(Value::plain).unwrap_or_default();
                    rows.push(vec![values::cell(&in_brief(&aspect)), values::cell(&said.join(" · "))]);
                    sources.push(origin);
                }
            }
        }
        if rows.is_empty() {
            return;
        }
        let all = rows.len();
        rows.truncate(GRADES);
        sources.truncate(GRADES);
        self.heading(2, "", "Judgements", Source::None);
        self.table(Source::None, "", vec![Column::new("Aspect", 52), Column::new("Grades", 48)], rows);
        self.made_of(sources);
        self.rest(all, GRADES, "judgement");
    }

    fn actions_in_brief(&mut self) {
        let row = |(entry, action): (&crate::session::Entry, &crate::session::Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            [action.number.to_string(), in_brief(&entry.text), action.owners.join(", "), due]
                .iter()
                .map(|text| values::cell(text))
                .collect()
        };
        let mut rows: Vec<Vec<Value>> = self.shown_actions().map(row).collect();
        let all = rows.len();
        rows.truncate(ACTIONS);
        self.heading(2, "", "Actions", Source::None);
        if rows.is_empty() {
            self.said("No actions were agreed.");
            return;
        }
        let titles = [("No.", 6), ("Action", 62), ("Owner", 14), ("By when", 18)];
        let sources = self.shown_actions().take(rows.len()).map(|(entry, _)| Source::Entry(entry.id)).collect();
        self.table(Source::None, "", titles.map(|(title, width)| Column::new(title, width)).to_vec(), rows);
        self.made_of(sources);
        self.rest(all, ACTIONS, "action");
    }

    /// Says how many more there are than a page holds.
    fn rest(&mut self, all: usize, shown: usize, what: &str) {
        let more = all.saturating_sub(shown);
        if more > 0 {
            let many = if more == 1 { "" } else { "s" };
            self.said(&format!("{more} more {what}{many} in the full note."));
        }
    }

    fn said(&mut self, text: &str) {
        self.push(Source::None, Content::Paragraph(vec![Run::new(text, Style::Faint)]));
    }
}

/// A text in one line, cut at a word where it is long.
fn in_brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(LONGEST) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &line[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(in_brief("short\n  text"), "short text");
        let long = "sixteen letters ".repeat(20);
        let brief = in_brief(&long);
        assert!(brief.ends_with("sixteen letters …") || brief.ends_with("sixteen …"), "{brief}");
        assert!(brief.chars().count() <= LONGEST + 2);
        assert_eq!(in_brief(&"ŵ".repeat(200)).chars().count(), LONGEST + 2);
    }
}
