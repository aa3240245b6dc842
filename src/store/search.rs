//! Full text over all sessions: every word of the query in one entry.

use std::fs;

use super::document::{Document, Passage};
use super::error::StoreError;
use super::inbox::{Inbox, Note};
use super::open::read_unlocked;
use super::{Store, reading};
use crate::session::{NoteReading, is_private_line};

/// One entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Id of the session.
    pub id: String,
    /// Name of its school.
    pub school: String,
    /// Its day.
    pub date: chrono::NaiveDate,
    /// The entry.
    pub passage: Passage,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Found {
    /// The entries, of the newest session first, in the order of each session.
    pub hits: Vec<Hit>,
    /// Sessions that could not be searched, with the reason.
    pub damaged: Vec<(String, StoreError)>,
}

impl Store {
    /// Finds every entry that has all words of the query, in whatever case.
    pub fn search<D: Document>(&self, query: &str) -> Result<Found, StoreError> {
        let words = Words::of(query);
        let mut found = Found::default();
        if words.words.is_empty() {
            return Ok(found);
        }
        for id in self.ids()? {
            match self.search_session::<D>(&id, &words) {
                Ok(hits) => found.hits.extend(hits),
                Err(error) => found.damaged.push((id, error)),
            }
        }
        Ok(found)
    }

    fn search_session<D: Document>(&self, id: &str, words: &Words) -> Result<Vec<Hit>, StoreError> {
        let paths = self.paths(id)?;
        // What is typed in a journal is in pieces, so only a session at rest can be told by its bytes.
        let at_rest = !paths.journal.exists() && !paths.inbox.exists();
        if at_rest {
            let bytes = fs::read(&paths.document).map_err(StoreError::io("read", &paths.document))?;
            if !words.may_be_in(reading::text_of(&paths.document, &bytes)?) {
                return Ok(Vec::new());
            }
        }
        let (folded, _) = read_unlocked::<D>(&paths)?;
        let mut passages = folded.document.passages();
        if !at_rest {
            let waiting = self.notes(&Inbox::Session(id.to_owned()))?;
            passages.extend(waiting.notes.into_iter().map(waiting_passage));
        }
        passages.retain(|passage| words.are_in(&passage.text));
        if passages.is_empty() {
            return Ok(Vec::new());
        }
        let hit = |passage| Hit {
            id: id.to_owned(),
            school: folded.document.school().to_owned(),
            date: folded.document.date(),
            passage,
        };
        Ok(passages.into_iter().map(hit).collect())
    }
}

fn waiting_passage(note: Note) -> Passage {
    let private = note.reading == NoteReading::Grammar && is_private_line(&note.text);
    Passage { item: note.item.unwrap_or_default(), text: note.text, private, ..Passage::default() }
}

/// The words of a query.
struct Words {
    /// In lower case.
    words: Vec<String>,
    /// Of each word the longest run of plain letters and digits: what must stand in the bytes of a file.
    needles: Vec<String>,
}

impl Hit {
    /// The cells of a row that hold one of the words looked for: column and text; none where it is no row.
    pub fn cells_with(&self, query: &str) -> Vec<(&str, &str)> {
        let words = Words::of(query);
        let cells = self.passage.cells.iter().filter(|(_, cell)| words.is_any_in(cell));
        cells.map(|(column, cell)| (column.as_str(), cell.as_str())).collect()
    }
}

impl Words {
    fn of(query: &str) -> Self {
        let words: Vec<_> = query.split_whitespace().map(str::to_lowercase).collect();
        let plain = |word: &String| {
            let runs = word.split(|c: char| !c.is_ascii_alphanumeric());
            runs.max_by_key(|run| run.len()).unwrap_or_default().to_owned()
        };
        let needles = words.iter().map(plain).filter(|run| !run.is_empty()).collect();
        Self { words, needles }
    }

    fn are_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.iter().all(|word| text.contains(word))
    }

    fn is_any_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.iter().any(|word| text.contains(word))
    }

    /// Whether a file may hold all words: false is certain, true is not. A file mended by hand may spell
    /// letters as escapes, so such a file always may.
    fn may_be_in(&self, file: &str) -> bool {
        if file.contains("\\x") || file.contains("\\u") {
            return true;
        }
        let file = file.to_ascii_lowercase();
        self.needles.iter().all(|needle| file.contains(needle.as_str()))
    }
}
