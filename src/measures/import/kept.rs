//! The rows kept of a file: those of the school, and those it is compared with.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::row::Row;

/// The rows kept of one year.
#[derive(Default)]
pub(super) struct Kept {
    /// The school's, by the group they are of; that of all pupils has none.
    pub(super) school: BTreeMap<String, Row>,
    pub(super) authorities: Vec<Row>,
    /// With their rank.
    england: Vec<(usize, Row)>,
}

/// The rows of one school, or of a group of its pupils, and those it is compared with.
pub(super) struct Compared<'a> {
    pub(super) school: &'a Row,
    /// Id of the group; empty for all pupils.
    pub(super) group: &'a str,
    pub(super) authority: Option<&'a Row>,
    pub(super) england: Option<&'a Row>,
}

/// How many rows of England are kept of a year, at the most.
const OF_ENGLAND: usize = 16;

impl Kept {
    /// Keeps a row of England unless there is one like it, of the same rank or a better one.
    pub(super) fn take_england(&mut self, rank: usize, row: &Row, columns: &Columns<'_>) {
        let alike = |(_, known): &(usize, Row)| columns.alike(known) == columns.alike(row);
        match self.england.iter().position(alike) {
            Some(at) if rank < self.england[at].0 => self.england[at] = (rank, row.clone()),
            None if self.england.len() < OF_ENGLAND => self.england.push((rank, row.clone())),
            Some(_) | None => {}
        }
    }

    /// Each row of the school with those it is compared with.
    pub(super) fn compared(&self, columns: &Columns<'_>) -> Vec<Compared<'_>> {
        let rows = self.school.iter().map(|(group, school)| {
            let own = |row: &&Row| columns.authority(row) == columns.authority(school);
            let authority = self.authorities.iter().find(own);
            Compared { school, group, authority, england: self.england_of(school, columns) }
        });
        rows.collect()
    }

    /// The row of England for a school: the one like it, else the first of the best rank.
    fn england_of(&self, school: &Row, columns: &Columns<'_>) -> Option<&Row> {
        let place = |(rank, row): &&(usize, Row)| (columns.alike(row) != columns.alike(school), *rank);
        let suits = |(_, row): &&(usize, Row)| columns.alike(row) == columns.alike(school) || columns.is_for_any(row);
        self.england.iter().filter(suits).min_by_key(place).map(|(_, row)| row)
    }
}
