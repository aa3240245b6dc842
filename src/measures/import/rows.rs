//! The rows of a file, one at a time, whatever its size.

use std::io::{BufRead, BufReader, Read};

use memchr::memchr;

use super::ImportError;
use super::letters::{Other, other_than_csv, separator, text_of};
use super::row::{Quotes, Row};

/// How much of a file is in memory at once, in bytes.
const WINDOW: usize = 1 << 17;
/// Longest a row may be, in bytes: the published ones have a few thousand.
const LONGEST_ROW: usize = 1 << 20;
/// After how many rows it is asked whether to stop.
const ROWS_BETWEEN: u64 = 256;

/// The rows of a file.
pub(super) struct Rows<'a, R> {
    file: &'a str,
    input: BufReader<R>,
    separator: u8,
    /// The raw lines of the row at hand.
    raw: Vec<u8>,
    row: Row,
    line: u64,
    read: u64,
}

impl<'a, R: Read> Rows<'a, R> {
    /// Opens a file, before its first row.
    pub(super) fn open(input: R, file: &'a str) -> Result<Self, ImportError> {
        let mut input = BufReader::with_capacity(WINDOW, input);
        let start = input.fill_buf().map_err(|source| ImportError::Io { file: file.to_owned(), source })?;
        match other_than_csv(start) {
            Some(Other::File(what)) => return Err(ImportError::NotCsv { file: file.to_owned(), what }),
            Some(Other::Letters(what)) => return Err(ImportError::Encoding { file: file.to_owned(), line: 1, what }),
            None => {}
        }
        let separator = separator(start);
        let mark = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        input.consume(mark);
        Ok(Self { file, input, separator, raw: Vec::new(), row: Row::default(), line: 0, read: 0 })
    }

    /// The next row as words, which may be the names of the columns, with its line; nothing at the end.
    pub(super) fn names(&mut self) -> Result<Option<(u64, Vec<String>)>, ImportError> {
        if !self.advance()? {
            return Ok(None);
        }
        let (file, line) = (self.file.to_owned(), self.row.line);
        let fault = ImportError::Encoding { file, line, what: "neither UTF-8 nor Windows-1252" };
        let cells: Option<Vec<String>> = self.row.cells().map(text_of).collect();
        cells.map(|cells| Some((line, cells))).ok_or(fault)
    }

    /// The next row that is not blank; nothing at the end.
    pub(super) fn next(&mut self, stop: &dyn Fn() -> bool) -> Result<Option<&Row>, ImportError> {
        self.read += 1;
        if self.read.is_multiple_of(ROWS_BETWEEN) && stop() {
            return Err(ImportError::stopped(self.file));
        }
        Ok(if self.advance()? { Some(&self.row) } else { None })
    }

    fn advance(&mut self) -> Result<bool, ImportError> {
        self.raw.clear();
        let mut first = self.line + 1;
        loop {
            let before = self.raw.len();
            if !self.read_line()? {
                // The file ends within quote marks.
                return if before == 0 { Ok(false) } else { Err(self.unclosed(first)) };
            }
            let row = self.raw.strip_suffix(b"\n").unwrap_or(&self.raw);
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            if row.is_empty() {
                self.raw.clear();
                first = self.line + 1;
            } else {
                match self.row.take(first, row, self.separator) {
                    Quotes::Closed => return Ok(true),
                    Quotes::Torn => return Err(self.unclosed(first)),
                    Quotes::Open => {}
                }
            }
            if self.raw.len() > LONGEST_ROW {
                return Err(self.unclosed(first));
            }
        }
    }

    /// Puts the next line behind the raw ones, with its end; whether there was one.
    fn read_line(&mut self) -> Result<bool, ImportError> {
        let mut any = false;
        loop {
            let io = |source| ImportError::Io { file: self.file.to_owned(), source };
            let window = self.input.fill_buf().map_err(io)?;
            let end = memchr(b'\n', window).map(|at| at + 1);
            let taken = end.unwrap_or(window.len());
            self.raw.extend_from_slice(&window[..taken]);
            self.input.consume(taken);
            any |= taken > 0;
            if end.is_some() || taken == 0 {
                self.line += u64::from(any);
                return Ok(any);
            }
            if self.raw.len() > 2 * LONGEST_ROW {
                return Err(ImportError::NotCsv { file: self.file.to_owned(), what: "a file without lines" });
            }
        }
    }

    fn unclosed(&self, line: u64) -> ImportError {
        ImportError::Unclosed { file: self.file.to_owned(), line }
    }
}
