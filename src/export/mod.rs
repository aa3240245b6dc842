//! The formats a document can be written in: one file each, an outline in, bytes out. Nothing here opens a file.

mod align;
mod chart;
mod csv;
mod docx;
mod eml;
mod flow;
mod grid;
mod html;
mod ics;
mod json;
mod lowest;
mod markdown;
mod own;
pub mod pages;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(test)]
mod sample;
mod template;
mod text;
mod together;

use std::io;
use std::path::Path;

pub use own::{Template, takes_template, write_in};
#[cfg(all(test, feature = "pdf"))]
pub(crate) use pdf::blank_feet;
pub use template::{FilledTemplate, TemplateError, fill};

use crate::forms::Confidentiality;
use crate::outline::{Outline, Words};
use crate::session::Session;

/// A format a document can be written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// As in `nov export --format ID`.
    pub id: &'static str,
    /// What file names end in, without the dot.
    pub extension: &'static str,
    /// As shown to the user.
    pub label: &'static str,
    /// The one document it is made for; none: any.
    pub document: Option<&'static str>,
    /// Writes a document.
    pub write: fn(&Outline, &mut dyn io::Write) -> Result<(), ExportError>,
}

impl Format {
    /// How the words of entries stand in it: on a page as printed, in plain text and for programs as they were typed.
    pub fn words(&self) -> Words {
        let on_paper = ["docx", "pdf", "html", "eml"].contains(&self.id);
        if on_paper { Words::AsPrinted } else { Words::AsTyped }
    }
}

/// Every format, the usual one first.
pub const FORMATS: &[Format] = &[
    docx::FORMAT,
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    text::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    ics::FORMAT,
    eml::FORMAT,
];

/// In the name of a confidential file that has no place of its own to say so.
pub const CONFIDENTIAL: &str = "-confidential";

/// The usual name of a document's file. A spreadsheet has no page to say so on, so of one that is confidential its name does.
pub fn file_name(session: &Session, document: &str, format: &Format) -> String {
    let closed = match session.confidentiality() {
        Confidentiality::Open | Confidentiality::SchoolAndLa => false,
        Confidentiality::Confidential | Confidentiality::UntilPublished => format.id == csv::FORMAT.id,
    };
    let closed = if closed { CONFIDENTIAL } else { "" };
    format!("{}-{document}{closed}.{}", session.id(), format.extension)
}

/// The format of an id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format that the ending of a file asks for.
///
/// # Errors
/// It asks for none of them; which there are.
pub fn by_ending(path: &Path) -> Result<&'static Format, String> {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    let asked = FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(ending));
    asked.ok_or_else(|| {
        let endings: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
        format!("{} ends in no kind of document that nov writes; end it in {}", path.display(), endings.join(", "))
    })
}

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place it goes to refused the bytes.
    #[error("the document could not be written: {0}; check that the place exists and has room")]
    Write(#[from] io::Error),
    /// The package of a Word document could not be put together.
    #[error("the Word document could not be put together: {0}; try another format, such as md")]
    Package(#[from] zip::result::ZipError),
    /// The user's own Word document could not be filled.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// It is to be a calendar, and says no day.
    #[error("this document has no days to keep, so it would be an empty calendar; write the document of dates (dates)")]
    NoDays,
    /// The pages of a PDF could not be put together.
    #[error("the PDF could not be put together: {0}; try another format, such as docx")]
    Pages(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses every byte.
    struct Full;

    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn each_format_is_found_by_its_own_id() {
        for known in FORMATS {
            assert_eq!(format(known.id).map(|found| found.label), Some(known.label));
            assert!(!known.extension.is_empty() && !known.extension.starts_with('.'));
        }
        assert!(format("wordperfect").is_none());
    }

    #[test]
    fn a_full_disk_is_said_and_not_passed_over() {
        for known in FORMATS {
            let refused = (known.write)(&sample::minutes(), &mut Full).unwrap_err().to_string();
            assert!(refused.contains("could not be written"), "{}: {refused}", known.id);
        }
    }

    #[test]
    fn the_same_outline_gives_the_same_bytes() {
        for known in FORMATS {
            let once = || {
                let mut bytes = Vec::new();
                (known.write)(&sample::minutes(), &mut bytes).unwrap();
                bytes
            };
            assert!(once() == once(), "{}", known.id);
        }
    }

    /// A paragraph, a field and a cell of each text, which every format that is read as text must hold.
    #[test]
    fn any_script_and_a_very_long_paragraph_come_out_whole() {
        use crate::outline::{Block, Column, Value};
        let long = (0..2_900).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        assert!(long.len() > 20_000);
        for text in ["Ysgol Tŷ Ŵyn ŵ ŷ £5 – ☒", "שלום עולם", "👩‍🏫 📈", "5 < 6 & \"so\" ]]>", long.as_str()]
        {
            let cells = vec![vec![Value::text("1"), Value::text(text)]];
            let blocks = vec![
                Block::paragraph(text),
                Block::field("Label", Value::text(text)),
                Block::table("", vec![Column::new("No.", 1), Column::new("Words", 9)], cells),
            ];
            let outline = Outline { blocks, ..Outline::default() };
            for known in FORMATS {
                let mut bytes = Vec::new();
                (known.write)(&outline, &mut bytes).unwrap();
                let Ok(written) = String::from_utf8(bytes) else { continue };
                let flat = |text: &str| text.split_whitespace().collect::<String>();
                let entities = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let plain = |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                let (written, text) = match known.id {
                    "html" => (written, entities(text).replace('"', "&quot;")),
                    "json" => (written, text.replace('"', "\\\"")),
                    "csv" => (written, text.replace('"', "\"\"")),
                    "md" => (plain(&written.replace('\\', "")), text.to_owned()),
                    "txt" => (written, text.to_owned()),
                    // A calendar holds days only, a message its document as an attachment.
                    _ => continue,
                };
                let times = flat(&written).matches(&flat(&text)).count();
                let least = if known.id == "txt" && text.len() > 50 { 1 } else { 3 };
                assert!(times >= least, "{}: {times} times {}", known.id, text.chars().take(40).collect::<String>());
            }
        }
    }

    #[test]
    fn an_outline_of_nothing_is_written_too() {
        for known in FORMATS {
            (known.write)(&Outline::default(), &mut Vec::new()).unwrap();
        }
    }

    #[test]
    #[ignore = "leaves target/samples, to be looked at in a word processor"]
    fn leave_samples_to_look_at() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/samples");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, outline) in sample::all() {
            for known in FORMATS {
                let mut bytes = Vec::new();
                (known.write)(&outline, &mut bytes).unwrap();
                std::fs::write(folder.join(format!("{name}.{}", known.extension)), bytes).unwrap();
            }
        }
    }
}
