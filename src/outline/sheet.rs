//! A document as one table, for a spreadsheet: all its rows, below the columns of all its tables.

use super::model::{Block, Column, Content, Sheet, Value};

/// What names a column: its title, and which of the columns of that title in its table it is.
type Name<'a> = (&'a str, usize);

/// A table of a document.
struct Part<'a> {
    /// Where it stands.
    place: String,
    columns: &'a [Column],
    rows: &'a [Vec<Value>],
}

impl Sheet {
    /// The tables of a document that holds nothing else: one as it stands, several as one, each row behind its part. A
    /// column that some of them have stands where it does there, and its cells are empty in the rows of the others.
    pub fn of(blocks: &[Block]) -> Option<Self> {
        let parts = parts_of(blocks)?;
        match parts.as_slice() {
            [] => None,
            [one] => Some(Self {
                titles: one.columns.iter().map(|column| column.title.clone()).collect(),
                rows: one.rows.iter().map(|row| row.iter().map(Value::plain).collect()).collect(),
            }),
            several => Some(Self::of_several(several)),
        }
    }

    fn of_several(parts: &[Part<'_>]) -> Self {
        let firsts = || parts.iter().filter_map(|part| part.columns.first()).map(|column| column.title.as_str());
        // Where rows are called something else in each table, no one word is right.
        let first = firsts().next().filter(|one| firsts().all(|other| other == *one)).unwrap_or("What");
        let mut all: Vec<Name<'_>> = Vec::new();
        for part in parts {
            let mut at = 0;
            for name in names(part.columns) {
                at = 1 + all.iter().position(|known| *known == name).unwrap_or_else(|| {
                    all.insert(at, name);
                    at
                });
            }
        }
        let rows = parts.iter().flat_map(|part| {
            let own: Vec<Name<'_>> = names(part.columns).collect();
            let places: Vec<Option<usize>> =
                all.iter().map(|name| own.iter().position(|known| known == name).map(|at| at + 1)).collect();
            part.rows.iter().map(move |row| {
                let cells = std::iter::once(&Some(0)).chain(&places);
                let cells = cells.map(|at| at.and_then(|at| row.get(at)).map(Value::plain).unwrap_or_default());
                std::iter::once(part.place.clone()).chain(cells).collect()
            })
        });
        let titles = ["Part", first].into_iter().chain(all.iter().map(|(title, _)| *title));
        Self { titles: titles.map(str::to_owned).collect(), rows: rows.collect() }
    }
}

/// Names of the columns behind the first.
fn names(columns: &[Column]) -> impl Iterator<Item = Name<'_>> {
    let columns = columns.get(1..).unwrap_or_default();
    let before = |at: usize, title: &str| columns.iter().take(at).filter(|column| column.title == title).count();
    columns.iter().enumerate().map(move |(at, column)| (column.title.as_str(), before(at, &column.title)))
}

/// The tables of a document; none if it holds anything else to be read.
fn parts_of(blocks: &[Block]) -> Option<Vec<Part<'_>>> {
    let (mut heading, mut parts) = (String::new(), Vec::new());
    for block in blocks {
        match &block.content {
            Content::Heading { number, text, .. } => format!("{number} {text}").trim().clone_into(&mut heading),
            Content::Table { caption, columns, rows } => {
                let place = if caption.is_empty() { &heading } else { caption }.clone();
                parts.push(Part { place, columns, rows });
            }
            // The figures of a picture stand in a table beside it.
            Content::Chart(_) | Content::Note(_) | Content::Rule | Content::PageBreak => {}
            Content::Paragraph(_)
            | Content::Field { .. }
            | Content::Entry { .. }
            | Content::List { .. }
            | Content::Checkbox { .. }
            | Content::Date { .. } => return None,
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(titles: &[&str], cells: &[&str]) -> Block {
        let columns = titles.iter().map(|title| Column::new(*title, 1)).collect();
        Block::table("", columns, vec![cells.iter().map(|text| Value::text(*text)).collect()])
    }

    #[test]
    fn a_column_that_one_table_has_stands_at_its_place_whichever_table_comes_first() {
        let plain = table(&["No.", "Action", "Status"], &["1", "Moderate", "open"]);
        let told = table(&["No.", "Action", "Progress", "Status"], &["2", "Share", "begun", "open"]);
        let (one, other) = (["HT", "1", "Moderate", "", "open"], ["LC", "2", "Share", "begun", "open"]);
        for (blocks, rows) in [([&plain, &told], [one, other]), ([&told, &plain], [other, one])] {
            let [first, second] = blocks.map(Clone::clone);
            let head = |row: &[&str; 5]| Block::heading(2, row[0]);
            let sheet = Sheet::of(&[head(&rows[0]), first, head(&rows[1]), second]).unwrap();
            assert_eq!(sheet.titles, ["Part", "No.", "Action", "Progress", "Status"]);
            assert_eq!(sheet.rows, rows);
        }
    }

    #[test]
    fn columns_of_one_title_stay_apart_and_rows_called_otherwise_are_called_what() {
        let one = table(&["Aspect", "Grade", "Grade"], &["Teaching", "1", "2"]);
        let other = table(&["Issue", "Grade"], &["Writing", "3"]);
        let sheet = Sheet::of(&[one, other]).unwrap();
        assert_eq!(sheet.titles, ["Part", "What", "Grade", "Grade"]);
        assert_eq!(sheet.rows, [["", "Teaching", "1", "2"], ["", "Writing", "3", ""]]);
    }

    #[test]
    fn words_beside_its_tables_are_not_left_out() {
        assert_eq!(Sheet::of(&[table(&["No."], &["1"]), Block::paragraph("And so on.")]), None);
    }
}
