//! A table of people: whoever is noted and typed too stands once, and the head comes first.

use super::filled::{Filled, FilledRow, RowOrigin};
use crate::forms::Column;

impl Filled<'_> {
    /// The place of a role among those known, the head first; unknown ones last.
    pub fn rank_of(&self, role: &str) -> usize {
        let word = role.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_it = |name: &str| name.eq_ignore_ascii_case(role) || name.eq_ignore_ascii_case(word);
        let known = self.roles.iter().position(|known| is_it(&known.id) || known.aliases.iter().any(|a| is_it(a)));
        known.unwrap_or(self.roles.len())
    }

    /// Rows of people by role, without those noted of somebody who is typed there too.
    pub(super) fn people_in_order(&self, rows: Vec<FilledRow>, columns: &[Column]) -> Vec<FilledRow> {
        let (noted, mut typed): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| matches!(row.origin, RowOrigin::Person(_)));
        let mut all = Vec::new();
        for row in noted {
            match typed.iter_mut().find(|typed| is_same(typed, &row, columns)) {
                Some(typed) => {
                    for (column, cell) in &row.cells {
                        let held = typed.cells.entry(column.clone()).or_default();
                        if held.trim().is_empty() {
                            held.clone_from(cell);
                        }
                    }
                }
                None => all.push(row),
            }
        }
        all.append(&mut typed);
        let role = |row: &FilledRow| cell(row, columns.first()).to_owned();
        all.sort_by_key(|row| self.rank_of(&role(row)));
        all
    }
}

/// Whether two rows tell of the same person and neither says what the other does not.
fn is_same(typed: &FilledRow, noted: &FilledRow, columns: &[Column]) -> bool {
    let alike = |one: &str, other: &str| name(one).eq_ignore_ascii_case(&name(other));
    let rest = columns.iter().skip(1).all(|column| {
        let (typed, noted) = (cell(typed, Some(column)), cell(noted, Some(column)));
        typed.is_empty() || noted.is_empty() || alike(typed, noted)
    });
    let whole = |row: &FilledRow| columns.iter().map(|column| cell(row, Some(column))).collect::<Vec<_>>().join(" ");
    let first = alike(cell(typed, columns.first()), cell(noted, columns.first()));
    (first && rest) || alike(whole(typed).trim(), whole(noted).trim())
}

/// A role with initials, however it is written: `GOV/MK`, `GOV MK`.
fn name(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cell<'r>(row: &'r FilledRow, column: Option<&Column>) -> &'r str {
    column.and_then(|column| row.cells.get(&column.id)).map_or("", |cell| cell.trim())
}
