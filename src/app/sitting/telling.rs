//! What undo and redo say: what was taken back or done again, where the screen does not show it by itself.

use super::rows::called;
use super::{Focus, Sitting};
use crate::app::Desk;
use crate::forms::{Kind, print};
use crate::session::{Change, Entry, EntryId, Step, Target, Turn};

/// How much of an entry's words is said.
const LONGEST: usize = 40;

/// How much of a title is said.
const LONGEST_TITLE: usize = 100;

impl Sitting {
    /// What a step of undo or redo did, after it was done; nothing where the caret is in the very text it altered, or the
    /// field `here`.
    pub(super) fn told_of(&self, step: &Step, here: Option<&Target>, desk: &Desk) -> Option<String> {
        let (done, again) = match step.turn {
            Turn::Undo => ("Taken back", "; Ctrl+Y does it again"),
            Turn::Redo => ("Done again", ""),
            Turn::Do => return None,
        };
        // Of an entry that was moved it matters where it stands now.
        let comes = |change: &&Change| matches!(change, Change::Entry { from: None, .. });
        let mut changes = step.changes.iter().filter(comes).chain(&step.changes);
        if let Some(told) = changes.find_map(|change| self.told_of_entry(change, step)) {
            return Some(told);
        }
        let words = step.changes.iter().find_map(|change| match change {
            Change::Edit { target, .. } => self.told_of_words(target, here, desk),
            Change::Row { table, .. } => {
                let name = self.form.field(table).map_or("a table", |field| called(field));
                Some(format!("a row of “{name}”"))
            }
            Change::Stop { from, to, .. } => {
                let stop = to.as_ref().or(from.as_ref())?;
                let title = titled(&stop.title);
                let comes = |change: &Change| matches!(change, Change::Stop { from: None, to: Some(to), .. } if to.id == stop.id);
                let goes = |change: &Change| matches!(change, Change::Stop { from: Some(from), to: None, .. } if from.id == stop.id);
                let (comes, goes) = (step.changes.iter().any(comes), step.changes.iter().any(goes));
                let place = || self.session().number_of(&stop.id).map(|n| format!(", number {n} now")).unwrap_or_default();
                Some(match (comes, goes) {
                    (true, true) => format!("the move of the item {title}{}", place()),
                    (false, false) => format!("what was set of the item {title}"),
                    _ => format!("the item {title} that was added"),
                })
            }
            Change::Prompt { .. } => Some("the mark of a prompt".to_owned()),
            Change::Waiver { .. } => Some("the reason of a waived finding".to_owned()),
            Change::Date { .. } => Some("the day of the session".to_owned()),
            Change::Meets { .. } => Some("the time and place".to_owned()),
            Change::Confidentiality { .. } => Some("who may read it".to_owned()),
            Change::Entry { .. }
            | Change::Tick { .. }
            | Change::Person { .. }
            | Change::State { .. }
            | Change::School { .. }
            | Change::Sent { .. }
            | Change::StateAt { .. }
            | Change::Received { .. }
            | Change::Topic { .. }
            | Change::TakenFrom { .. } => None,
        });
        words.map(|words| format!("{done}: {words}{again}"))
    }

    fn told_of_entry(&self, change: &Change, step: &Step) -> Option<String> {
        let Change::Entry { from, to, item, .. } = change else { return None };
        let named = |entry: &Entry| named(entry.glimpse());
        let title = || titled(self.session().stop(item).map_or("", |(_, stop)| stop.title.as_str()));
        let is_line = |change: &Change| matches!(change, Change::Edit { target: Target::Draft(_), .. });
        match (from.as_deref(), to.as_deref(), step.turn) {
            (Some(_), None, Turn::Undo) if step.changes.iter().any(is_line) => {
                Some("Taken back: the line stands below again, and only Enter enters it".to_owned())
            }
            (Some(from), None, _) => Some(format!("Taken back: {} is not in the minutes any more", named(from))),
            (None, Some(to), _) => Some(format!("{} stands under {} again", named(to), title())),
            (Some(from), Some(to), _) if from.removed && !to.removed => Some(format!("{} is back", named(to))),
            (Some(from), Some(to), _) if !from.removed && to.removed => {
                Some(format!("{} is taken out again", named(to)))
            }
            (Some(_), Some(to), Turn::Undo) => {
                Some(format!("Taken back: what was changed in {}; Ctrl+Y does it again", named(to)))
            }
            (Some(_), Some(to), Turn::Redo | Turn::Do) => {
                Some(format!("Done again: what was changed in {}", named(to)))
            }
            (None, None, _) => None,
        }
    }

    /// Whose words were altered, where they are not before the eyes.
    fn told_of_words(&self, target: &Target, here: Option<&Target>, desk: &Desk) -> Option<String> {
        let of_entry = |id: &EntryId, what: &str| {
            let (_, entry) = self.session().entry(*id)?;
            Some(format!("{what} {}", named(entry.glimpse())))
        };
        match target {
            Target::Draft(_) => None,
            Target::Entry(id) if self.focus == Focus::Entry(*id) => None,
            Target::Entry(id) => of_entry(id, "what was changed in"),
            Target::Measure(id) => of_entry(id, "the measure of success of"),
            Target::Progress(id) => of_entry(id, "the progress of"),
            Target::Impact(id) => of_entry(id, "the impact of"),
            Target::Field(_) | Target::Cell { .. } if here == Some(target) => None,
            Target::Field(path) => self.name_of_field(path).map(|name| match self.session().text(target) {
                // What is known from elsewhere stands there where nothing is typed.
                "" => of_field(&name, &self.known_at(path, desk)),
                text => of_field(&name, text),
            }),
            Target::Cell { table, row, column } => {
                let cell = self.form.cell(&format!("{table}.{}.{column}", row + 1)).ok()?;
                let name = format!("{}, row {} of {}", cell.label, row + 1, called(cell.field));
                Some(of_field(&name, self.session().text(target)))
            }
        }
    }

    /// A field, or a judgement with its column, as it is called.
    fn name_of_field(&self, path: &str) -> Option<String> {
        let cell = self.form.cell(path).ok()?;
        let judged = path.split_once('.').and_then(|(row, column)| Some((self.form.judgement(row)?, column)));
        Some(match judged {
            Some(((grades, row), column)) => {
                let Kind::Grades { columns, .. } = &grades.kind else { return None };
                let column = columns.iter().find(|known| known.id == column)?;
                format!("{}, {}", row.spoken(), column.label)
            }
            None if cell.label == cell.field.label => cell.label.to_owned(),
            None => format!("{}, {}", called(cell.field), cell.label),
        })
    }

    /// What a field shows where nothing is typed, as printed.
    fn known_at(&self, path: &str, desk: &Desk) -> String {
        let known = self.filled(desk).value(path).into_owned();
        self.form.field(path).map_or(known.clone(), |field| print(&field.kind, None, &known))
    }
}

/// A field with what stands in it now.
fn of_field(name: &str, text: &str) -> String {
    match text {
        "" => format!("“{name}” is blank"),
        text => format!("“{name}” says {}", named(text)),
    }
}

/// The beginning of an entry's words.
fn named(words: &str) -> String {
    begun(words, LONGEST)
}

/// A title, of one as long as a paragraph its beginning.
pub(super) fn titled(title: &str) -> String {
    begun(title, LONGEST_TITLE)
}

fn begun(words: &str, longest: usize) -> String {
    let line = words.lines().next().unwrap_or_default();
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
