//! One row of a file, split into cells as RFC 4180 has it.

use memchr::{memchr, memchr_iter};

/// A row with its line. One without quote marks is split only where a cell is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins in, from 1.
    pub(super) line: u64,
    separator: u8,
    bytes: Vec<u8>,
    /// Where each cell ends in the bytes, if quote marks had to be taken away.
    ends: Option<Vec<usize>>,
}

impl Row {
    /// Takes the raw bytes of one row, without the end of its line. Says whether a quote mark is still open, when more
    /// lines have to be put behind them.
    pub(super) fn take(&mut self, line: u64, raw: &[u8], separator: u8) -> Quotes {
        (self.line, self.separator, self.ends) = (line, separator, None);
        self.bytes.clear();
        if memchr(b'"', raw).is_none() {
            self.bytes.extend_from_slice(raw);
            return Quotes::Closed;
        }
        let mut ends = Vec::new();
        let mut rest = raw;
        loop {
            if let Some(quoted) = rest.strip_prefix(b"\"") {
                rest = quoted;
                loop {
                    let Some(at) = memchr(b'"', rest) else { return Quotes::Open };
                    self.bytes.extend_from_slice(&rest[..at]);
                    rest = &rest[at + 1..];
                    // A quote mark in a quoted cell stands twice.
                    let Some(more) = rest.strip_prefix(b"\"") else { break };
                    self.bytes.push(b'"');
                    rest = more;
                }
                // No program writes on behind the mark that closes several lines: it opened another cell.
                let held = &self.bytes[ends.last().copied().unwrap_or(0)..];
                let goes_on = rest.first().is_some_and(|next| ![separator, b' ', b'\r'].contains(next));
                if goes_on && memchr(b'\n', held).is_some() {
                    return Quotes::Torn;
                }
            }
            let end = memchr(separator, rest);
            self.bytes.extend_from_slice(&rest[..end.unwrap_or(rest.len())]);
            ends.push(self.bytes.len());
            let Some(end) = end else { break };
            rest = &rest[end + 1..];
        }
        self.ends = Some(ends);
        Quotes::Closed
    }

    /// A cell without the blanks around it; empty if the row is cut short before it.
    pub(super) fn cell(&self, at: Option<usize>) -> &[u8] {
        at.and_then(|at| self.raw_cell(at)).unwrap_or_default().trim_ascii()
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..).map_while(|at| self.raw_cell(at))
    }

    /// Whether two rows say the same.
    pub(super) fn same_cells(&self, other: &Self) -> bool {
        self.cells().eq(other.cells())
    }

    fn raw_cell(&self, at: usize) -> Option<&[u8]> {
        if let Some(ends) = &self.ends {
            let from = if at == 0 { 0 } else { *ends.get(at - 1)? };
            return self.bytes.get(from..*ends.get(at)?);
        }
        let mut separators = memchr_iter(self.separator, &self.bytes);
        let from = if at == 0 { 0 } else { separators.nth(at - 1)? + 1 };
        self.bytes.get(from..separators.next().unwrap_or(self.bytes.len()))
    }
}

/// Whether every quote mark that opens also closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    Closed,
    Open,
    /// One holds lines together up to a mark that opens another cell.
    Torn,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(raw: &str) -> Vec<String> {
        let mut row = Row::default();
        assert_eq!(row.take(1, raw.as_bytes(), b','), Quotes::Closed);
        row.cells().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()
    }

    #[test]
    fn quote_marks_hold_separators_lines_and_quote_marks() {
        assert_eq!(
            cells("1,\"Brook, Junior\",\"a \"\"b\"\"\nc\",,x\"y"),
            ["1", "Brook, Junior", "a \"b\"\nc", "", "x\"y"]
        );
        assert_eq!(cells("a,b,"), ["a", "b", ""]);
        assert_eq!(Row::default().take(1, b"1,\"Brook", b','), Quotes::Open);
    }

    proptest! {
        /// The csv crate is the judge of how a row is split.
        #[test]
        fn rows_are_split_as_the_csv_crate_splits_them(raw in "[ab,\" ]{1,24}") {
            let mut row = Row::default();
            prop_assume!(row.take(1, raw.as_bytes(), b',') == Quotes::Closed);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(raw.as_bytes());
            let record = reader.byte_records().next().unwrap().unwrap();
            prop_assert!(row.cells().eq(record.iter()), "{raw:?}: {:?} and {record:?}", row.cells().collect::<Vec<_>>());
        }
    }
}
