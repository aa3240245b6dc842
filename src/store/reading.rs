//! Reading a session: its file, and its journal folded in. Nothing here writes.

use std::fs;
use std::io;
use std::path::Path;

use super::document::{Document, schema_of};
use super::error::StoreError;
use crate::calendar::counted;
use crate::journal::{self, Fault, Recovered, Recovery};
use crate::ronfile::HOLE;

/// A document with what its file was.
pub(super) struct FromFile<D> {
    pub(super) document: D,
    /// The bytes it was read from.
    pub(super) bytes: Vec<u8>,
    /// Schema of the file, if it names one.
    pub(super) schema: Option<u32>,
}

/// Reads a document from its file.
pub(super) fn document<D: Document>(path: &Path) -> Result<FromFile<D>, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io("read", path))?;
    let text = text_of(path, &bytes)?;
    let schema = schema_of(text);
    if let Some(found) = schema.filter(|found| *found > D::SCHEMA) {
        return Err(StoreError::NewerSchema { path: path.to_owned(), found, known: D::SCHEMA });
    }
    let document = D::read(text).map_err(|error| StoreError::Damaged {
        path: path.to_owned(),
        line: error.line,
        column: error.column,
        what: error.what,
    })?;
    let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let document = document.under(id);
    Ok(FromFile { document, bytes, schema })
}

/// The text of a file, or where it stops being text.
pub(super) fn text_of<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    let read = std::str::from_utf8(bytes).map_err(|error| (error.valid_up_to(), "these bytes are not UTF-8 text"));
    // Zero bytes are what a disk leaves where a part of a file is gone; in a text they would be read as its letters.
    let read = read.and_then(|text| match text.find(HOLE) {
        Some(at) => Err((at, "zero bytes stand here: a part of the file is gone")),
        None => Ok(text),
    });
    if bytes.trim_ascii().is_empty() {
        return Err(StoreError::Empty { path: path.to_owned() });
    }
    read.map_err(|(sound, what)| {
        let sound = String::from_utf8_lossy(&bytes[..sound]);
        let line = sound.matches('\n').count() + 1;
        let column = sound.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        StoreError::Damaged { path: path.to_owned(), line, column, what: what.to_owned() }
    })
}

/// The bytes of a journal; none if there is no journal.
pub(super) fn journal_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(StoreError::io("read", path)(error)),
    }
}

/// A document with its journal folded in.
pub(super) struct Folded<D: Document> {
    pub(super) document: D,
    /// The steps that lead up to the document as it now is, without a gap.
    pub(super) steps: Vec<Recovered<D::Step>>,
    /// How many of them, at the end, were not in the file.
    pub(super) replayed: usize,
    /// What of the journal could not be used.
    pub(super) unusable: Option<Unusable>,
}

/// The part of a journal that could not be used.
pub(super) struct Unusable {
    /// From this byte on.
    pub(super) from_byte: usize,
    /// Why, in plain words.
    pub(super) why: String,
    pub(super) kind: Kind,
}

/// What sort of thing could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The end is cut off or changed; while another program writes, it may only be on its way.
    TornEnd,
    /// The journal is damaged, or is not that of the file.
    Misfit,
}

/// Folds a journal into the document it belongs to.
///
/// Steps the document has already are history. Steps after those are replayed in order, and only if the
/// first of them is the very next: a step is a change at a place in a text, and put on any other text it
/// would make something nobody typed.
pub(super) fn fold<D: Document>(mut document: D, journal: &[u8], journal_path: &Path) -> Result<Folded<D>, StoreError> {
    let Recovery { header, mut steps, damage, .. } = journal::recover::<D::Step>(journal);
    if let Some(found) = header.map(|head| head.schema).filter(|found| *found > D::SCHEMA) {
        let path = journal_path.to_owned();
        return Err(StoreError::NewerSchema { path, found, known: D::SCHEMA });
    }
    let mut unusable = damage.map(|damage| Unusable {
        from_byte: damage.at_byte,
        kind: match damage.fault {
            Fault::Frame => Kind::TornEnd,
            Fault::Head | Fault::Sequence { .. } | Fault::Step { .. } => Kind::Misfit,
        },
        why: match damage.fault {
            Fault::Frame => format!(
                "The end of the journal ({} from byte {} on) was cut off or damaged, as by a power cut; \
                 everything before it is here.",
                counted(damage.bytes_lost, "byte"),
                damage.at_byte
            ),
            Fault::Head | Fault::Sequence { .. } | Fault::Step { .. } => {
                format!("The journal is damaged at {damage}; every step that could be read is here.")
            }
        },
    });
    let base = document.applied();
    if let Some(first) = steps.first().filter(|first| first.seq > base + 1) {
        let why = format!(
            "The journal begins with step {}, but the file ends with step {base}: the file is probably \
             an older copy. What stands in the journal alone could not be brought in.",
            first.seq
        );
        return Ok(Folded {
            document,
            steps: Vec::new(),
            replayed: 0,
            unusable: Some(Unusable { from_byte: 0, why, kind: Kind::Misfit }),
        });
    }
    let news = steps.partition_point(|found| found.seq <= base);
    let mut replayed = 0;
    for Recovered { seq, at_byte, step } in &steps[news..] {
        let applied = document.apply(*seq, step).and_then(|()| {
            let now = document.applied();
            if now == *seq { Ok(()) } else { Err(format!("it left the document at step {now}")) }
        });
        if let Err(what) = applied {
            let why = format!(
                "Step {seq} of the journal does not fit the file, which may have been changed by hand \
                 ({what}). The file is open as it was before that step."
            );
            unusable = Some(Unusable { from_byte: *at_byte, why, kind: Kind::Misfit });
            break;
        }
        replayed += 1;
    }
    steps.truncate(news + replayed);
    // A journal that ends before the document does (its last writes were lost with the power, the file's
    // were not) holds nothing new, and its steps no longer lead up to the document.
    if steps.last().is_some_and(|last| last.seq < document.applied()) {
        steps.clear();
    }
    Ok(Folded { document, steps, replayed, unusable })
}
