//! Reads a Word document back as a reader sees it: headings, paragraphs and tables in order.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

/// A piece of the document, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading with its level; the title is 0.
    Heading(u8, String),
    Paragraph(String),
    /// Rows of cells; a cell's paragraphs stand on lines of their own.
    Table(Vec<Vec<String>>),
}

/// A Word document.
pub struct Document {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    pub pieces: Vec<Piece>,
}

impl Document {
    /// Opens a document from its bytes.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a .docx file is a zip archive");
        let body = part(&mut archive, "word/document.xml").expect("a .docx file has a word/document.xml");
        Self { archive, pieces: pieces(&body) }
    }

    /// A part as text, such as `docProps/core.xml`.
    pub fn part(&mut self, name: &str) -> Option<String> {
        part(&mut self.archive, name)
    }

    /// The headings in order.
    pub fn headings(&self) -> Vec<&str> {
        let headings = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Heading(_, text) => Some(text.as_str()),
            Piece::Paragraph(_) | Piece::Table(_) => None,
        });
        headings.collect()
    }

    /// The lines below a heading up to the next of its level; a table gives a line a row, cells parted by ` | `.
    #[track_caller]
    pub fn under(&self, heading: &str) -> Vec<String> {
        let mut found = self.pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
            Piece::Heading(level, text) if text.contains(heading) => Some((at, *level)),
            Piece::Heading(..) | Piece::Paragraph(_) | Piece::Table(_) => None,
        });
        let (at, level) = found
            .next()
            .unwrap_or_else(|| panic!("no heading says {heading:?}; the document's are {:?}", self.headings()));
        let below = self.pieces[at + 1..].iter();
        below.take_while(|piece| !matches!(piece, Piece::Heading(l, _) if *l <= level)).flat_map(lines).collect()
    }

    /// All lines of the document.
    pub fn lines(&self) -> Vec<String> {
        self.pieces.iter().flat_map(lines).collect()
    }

    /// The table whose first row holds these words.
    #[track_caller]
    pub fn table(&self, head: &str) -> &[Vec<String>] {
        let tables = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Table(rows) => Some(rows.as_slice()),
            Piece::Heading(..) | Piece::Paragraph(_) => None,
        });
        tables.into_iter().find(|rows| rows.first().is_some_and(|row| row.join(" | ").contains(head))).unwrap_or_else(
            || panic!("no table begins with {head:?}; the document reads:\n{}", self.lines().join("\n")),
        )
    }
}

fn lines(piece: &Piece) -> Vec<String> {
    match piece {
        Piece::Heading(_, text) | Piece::Paragraph(text) => vec![text.clone()],
        Piece::Table(rows) => rows.iter().map(|row| row.join(" | ")).collect(),
    }
}

fn part(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

/// Where text goes: the body, or a cell of an open table.
#[derive(Default)]
struct Open {
    rows: Vec<Vec<String>>,
}

fn pieces(body: &str) -> Vec<Piece> {
    let mut reader = Reader::from_str(body);
    let mut out = Vec::new();
    let mut tables: Vec<Open> = Vec::new();
    let mut text = String::new();
    let mut level = None;
    let mut in_text = false;
    loop {
        match reader.read_event().expect("the document is well-formed") {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:tbl" => tables.push(Open::default()),
                "w:tr" => tables.last_mut().unwrap().rows.push(Vec::new()),
                "w:tc" => tables.last_mut().unwrap().rows.last_mut().unwrap().push(String::new()),
                "w:p" => (text, level) = (String::new(), None),
                "w:t" => in_text = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:pStyle" => level = heading_level(&tag),
                "w:tab" => text.push('\t'),
                "w:br" | "w:cr" => text.push('\n'),
                "w:noBreakHyphen" => text.push('-'),
                "w:p" => place(Piece::Paragraph(String::new()), &mut tables, &mut out),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" => {
                    let text = std::mem::take(&mut text);
                    let piece = level.take().map_or(Piece::Paragraph(text.clone()), |l| Piece::Heading(l, text));
                    place(piece, &mut tables, &mut out);
                }
                "w:tbl" => {
                    let table = tables.pop().unwrap();
                    place(Piece::Table(table.rows), &mut tables, &mut out);
                }
                _ => {}
            },
            Event::Text(words) if in_text => text.push_str(&words.xml10_content()),
            Event::GeneralRef(reference) if in_text => text.push(referred(&reference)),
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// Puts a piece into the innermost open cell, or into the document.
fn place(piece: Piece, tables: &mut [Open], out: &mut Vec<Piece>) {
    let Some(cell) = tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) else {
        out.push(piece);
        return;
    };
    for line in lines(&piece).into_iter().filter(|line| !line.is_empty()) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&line);
    }
}

fn heading_level(style: &BytesStart) -> Option<u8> {
    let value = style.try_get_attribute("w:val").unwrap()?.value.into_owned();
    match value.strip_prefix("Heading") {
        Some(level) => level.parse().ok(),
        None => (value == "Title").then_some(0),
    }
}

fn referred(reference: &BytesRef) -> char {
    if let Some(c) = reference.resolve_char_ref().unwrap() {
        return c;
    }
    match reference.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other => panic!("&{other}; means nothing in a Word document"),
    }
}

mod tests {
    use std::io::{Cursor, Write};

    use super::{Document, Piece};

    fn document(body: &str) -> Document {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        write!(zip, "<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").unwrap();
        Document::read(zip.finish().unwrap().get_ref())
    }

    #[test]
    fn a_document_reads_as_a_reader_sees_it() {
        let heading = |n: u8, text: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"Heading{n}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
        };
        let body = [
            heading(1, "First"),
            "<w:p><w:r><w:t xml:space=\"preserve\">Reading &amp; </w:t></w:r><w:r><w:tab/><w:t>writing&#8230;</w:t></w:r></w:p>"
                .to_owned(),
            heading(2, "Within"),
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>\
             <w:p><w:r><w:t>HT</w:t></w:r></w:p><w:p><w:r><w:t>LC</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:instrText>PAGE\
             </w:instrText><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                .to_owned(),
            heading(1, "Second"),
            "<w:p/>".to_owned(),
        ]
        .concat();
        let mut read = document(&body);
        assert_eq!(read.headings(), ["First", "Within", "Second"]);
        assert_eq!(read.under("First"), ["Reading & \twriting…", "Within", "Who | ", "HT\nLC | a\nb"]);
        assert_eq!(read.under("Second"), [""]);
        assert_eq!(read.table("Who")[1], ["HT\nLC", "a\nb"]);
        assert_eq!(read.pieces[0], Piece::Heading(1, "First".to_owned()));
        assert!(read.part("word/document.xml").is_some() && read.part("word/none.xml").is_none());
    }

    #[test]
    #[should_panic(expected = "no heading says \"Third\"; the document's are [\"First\"]")]
    fn a_heading_that_is_not_there_is_said() {
        document("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>First</w:t></w:r></w:p>").under("Third");
    }
}
