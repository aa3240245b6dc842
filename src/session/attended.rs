//! A table of people: whoever is noted and typed too stands once, and the head comes first.

use super::filled::{Filled, FilledRow, RowOrigin};
use super::model::Session;
use crate::forms::{Column, Form, Kind, Source};

/// Somebody typed in a form's table of those present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedPresent {
    /// As `HT AB`.
    pub name: String,
    /// Their place among the people; none: only the table has them.
    pub place: Option<usize>,
}

/// Those typed in a form's tables of who was present, in their order.
pub fn typed_present(form: &Form, session: &Session) -> Vec<TypedPresent> {
    let mut typed: Vec<TypedPresent> = Vec::new();
    for field in form.all_fields().filter(|field| field.from == Some(Source::People("present".to_owned()))) {
        let Kind::Table { columns } = &field.kind else { continue };
        for row in session.table(&field.id) {
            let cell = |n: usize| columns.get(n).and_then(|column| row.get(&column.id)).map_or("", |cell| cell.trim());
            let name = name(&format!("{} {}", cell(0), cell(1)));
            if cell(0).is_empty() {
                continue;
            }
            let is_free = |at: &usize| typed.iter().all(|other| other.place != Some(*at));
            let find = |is_it: &dyn Fn(&super::Person) -> bool| {
                (0..session.people().len()).filter(is_free).find(|at| is_it(&session.people()[*at]))
            };
            let place = find(&|person| alike(&person.name(), &name)).or_else(|| {
                find(&|person| alike(&person.role, cell(0)) && (person.initials.is_empty() || cell(1).is_empty()))
            });
            typed.push(TypedPresent { name, place });
        }
    }
    typed
}

impl Filled<'_> {
    /// The places of those of whom it is not noted, once the meeting has begun, whether they came: nothing was noted of
    /// them, and they are not typed in the form's table either.
    pub fn still_expected(&self) -> Vec<usize> {
        if !self.session.has_begun() {
            return Vec::new();
        }
        let typed = typed_present(self.form, self.session);
        let is_typed = |at: usize| typed.iter().any(|typed| typed.place == Some(at));
        let people = self.session.people().iter().enumerate();
        let open = people.filter(|(_, p)| !p.was_present() && !p.sent_apologies() && !p.is_absent());
        open.map(|(at, _)| at).filter(|at| !is_typed(*at)).collect()
    }

    /// The place of a role among those known, the head first; unknown ones last.
    pub fn rank_of(&self, role: &str) -> usize {
        let word = role.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_it = |name: &str| name.eq_ignore_ascii_case(role) || name.eq_ignore_ascii_case(word);
        let known = self.roles.iter().position(|known| is_it(&known.id) || known.aliases.iter().any(|a| is_it(a)));
        known.unwrap_or(self.roles.len())
    }

    /// Rows of people by role, without those noted of somebody who is typed there too.
    pub(super) fn people_in_order(&self, rows: Vec<FilledRow>, columns: &[Column]) -> Vec<FilledRow> {
        let mut all = each_once(rows, columns);
        let role = |row: &FilledRow| cell(row, columns.first()).to_owned();
        all.sort_by_key(|row| self.rank_of(&role(row)));
        all
    }
}

/// Rows of people, each person once: those noted, then those typed, with what is noted of them.
fn each_once(rows: Vec<FilledRow>, columns: &[Column]) -> Vec<FilledRow> {
    let (noted, mut typed): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| matches!(row.origin, RowOrigin::Person(_)));
    // Two people noted are two, so a row typed is of one of them at most: of the one it names in full, if there is one.
    let mut taken = vec![false; typed.len()];
    let mut left_of = |row: FilledRow, is_it: fn(&FilledRow, &FilledRow, &[Column]) -> bool| {
        let Some(at) = (0..typed.len()).find(|at| !taken[*at] && is_it(&typed[*at], &row, columns)) else {
            return Some(row);
        };
        taken[at] = true;
        for (column, cell) in row.cells {
            let held = typed[at].cells.entry(column).or_default();
            if held.trim().is_empty() {
                *held = cell;
            }
        }
        None
    };
    let unsure: Vec<_> = noted.into_iter().filter_map(|row| left_of(row, is_named)).collect();
    let mut all: Vec<_> = unsure.into_iter().filter_map(|row| left_of(row, is_same)).collect();
    all.append(&mut typed);
    all
}

/// Whether two rows name the same person, word for word.
fn is_named(typed: &FilledRow, noted: &FilledRow, columns: &[Column]) -> bool {
    let whole = |row: &FilledRow| columns.iter().map(|column| cell(row, Some(column))).collect::<Vec<_>>().join(" ");
    alike(whole(typed).trim(), whole(noted).trim())
}

/// Whether two rows may tell of the same person: neither says what the other does not.
fn is_same(typed: &FilledRow, noted: &FilledRow, columns: &[Column]) -> bool {
    let rest = columns.iter().skip(1).all(|column| {
        let (typed, noted) = (cell(typed, Some(column)), cell(noted, Some(column)));
        typed.is_empty() || noted.is_empty() || alike(typed, noted)
    });
    rest && alike(cell(typed, columns.first()), cell(noted, columns.first()))
}

fn alike(one: &str, other: &str) -> bool {
    name(one).eq_ignore_ascii_case(&name(other))
}

/// A role with initials, however it is written: `GOV/MK`, `GOV MK`.
fn name(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cell<'r>(row: &'r FilledRow, column: Option<&Column>) -> &'r str {
    column.and_then(|column| row.cells.get(&column.id)).map_or("", |cell| cell.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(origin: RowOrigin, role: &str, initials: &str) -> FilledRow {
        let cells = [("role", role), ("initials", initials)].map(|(id, text)| (id.to_owned(), text.to_owned()));
        FilledRow { cells: cells.into(), origin }
    }

    #[test]
    fn two_people_noted_and_one_typed_are_two() {
        let columns: Vec<Column> = crate::ronfile::read(
            "[(id: \"role\", label: \"Role\", kind: Role), (id: \"initials\", label: \"\", kind: Text)]",
        )
        .unwrap();
        let noted = |role: &str, initials: &str| row(RowOrigin::Person(0), role, initials);
        let typed = row(RowOrigin::Typed(0), "GOV", "MK");
        let names = |rows: Vec<FilledRow>| {
            let rows = each_once(rows, &columns);
            rows.iter().map(|row| format!("{} {}", row.cells["role"], row.cells["initials"])).collect::<Vec<_>>()
        };
        assert_eq!(names(vec![noted("GOV", ""), noted("GOV", ""), typed.clone()]), ["GOV ", "GOV MK"]);
        // The one of that name is the one typed, whichever was noted first.
        assert_eq!(names(vec![noted("GOV", ""), noted("GOV", "MK"), typed.clone()]), ["GOV ", "GOV MK"]);
        assert_eq!(names(vec![noted("GOV", ""), typed.clone()]), ["GOV MK"]);
        assert_eq!(names(vec![noted("GOV", "AB"), typed]), ["GOV AB", "GOV MK"]);
    }
}
