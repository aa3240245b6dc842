//! The formats a document can be written in: one file each, an outline in, bytes out. Nothing here opens a file.

mod csv;
mod docx;
mod eml;
mod flow;
mod grid;
mod html;
mod ics;
mod json;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(test)]
mod sample;
mod template;
mod text;

use std::io;

pub use template::{FilledTemplate, TemplateError, fill};

use crate::outline::Outline;

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

/// The format of an id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
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
