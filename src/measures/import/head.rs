//! Finding the row with the names of the columns: the first one, or one below the titles of a spreadsheet.

use std::collections::HashMap;
use std::io::Read;

use super::columns::Columns;
use super::rows::Rows;
use super::{Ask, ImportError, Source};

/// How many rows may stand above the names of the columns.
const TITLES: usize = 20;

/// The names of the columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The line in which they stand, from 1.
    pub(super) line: u64,
    /// The names, each once: a second one of a name is numbered, one without a name goes by its place.
    pub(super) names: Vec<String>,
    /// Names that stood there more than once.
    repeated: Vec<String>,
    /// How many of them were there.
    filled: usize,
}

/// A file whose columns are known, behind the row with their names.
pub(super) struct Opened<'f, 'a, R> {
    pub(super) rows: Rows<'f, R>,
    pub(super) head: Head,
    pub(super) columns: Columns<'a>,
}

/// Opens a file and lays the reading that knows its columns over it.
///
/// # Errors
/// It is no CSV, or its columns are not known: with those that look like names.
pub(super) fn open<'f, 'a, R: Read>(
    input: R,
    source: &'f Source,
    ask: &Ask<'a>,
) -> Result<Opened<'f, 'a, R>, ImportError> {
    let mut rows = Rows::open(input, &source.file)?;
    let mut tried: Vec<Head> = Vec::new();
    while tried.len() <= TITLES {
        let Some((line, cells)) = rows.names()? else { break };
        let head = Head::of(line, cells);
        if let Some(columns) = Columns::of(&head.names, source, ask)? {
            return Ok(Opened { rows, head, columns });
        }
        tried.push(head);
    }
    let most = tried.iter().map(|head| head.filled).max().unwrap_or(0);
    // Titles stand alone in their row: the names are as good as full.
    let Some(head) = tried.into_iter().find(|head| most > 1 && 2 * head.filled >= most) else {
        return Err(ImportError::NotCsv { file: source.file.clone(), what: "a text without columns" });
    };
    if let Some(error) = Columns::other_years(&head.names, source, ask) {
        return Err(error);
    }
    Err(ImportError::UnknownColumns { file: source.file.clone(), line: head.line, columns: head.names })
}

impl Head {
    fn of(line: u64, mut cells: Vec<String>) -> Self {
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(last);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let mut met: HashMap<String, usize> = HashMap::new();
        let mut repeated = Vec::new();
        for (at, name) in cells.iter_mut().enumerate() {
            if name.is_empty() {
                *name = format!("column {}", at + 1);
            }
            let times = met.entry(name.to_uppercase()).or_default();
            *times += 1;
            if *times == 2 {
                repeated.push(name.clone());
            }
            if *times > 1 {
                *name = format!("{name} ({times})");
            }
        }
        Self { line, names: cells, repeated, filled }
    }

    /// Names that stand there more than once and of which only the first is read.
    pub(super) fn twice(&self, reads: impl Fn(&str) -> bool) -> Vec<&str> {
        let all = self.repeated.iter().map(String::as_str);
        all.filter(|name| reads(name) && !reads(&format!("{name} (2)"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let cells = ["", "Number", "%", "Number", "%", "", ""].map(str::to_owned).to_vec();
        let head = Head::of(3, cells);
        assert_eq!(head.names, ["column 1", "Number", "%", "Number (2)", "% (2)"]);
        assert_eq!((head.line, head.filled), (3, 4));
    }
}
