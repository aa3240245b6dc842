//! Figures: imported beside the loop, on a thread of its own so that no sync waits; typed ones kept at once.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use super::{Event, Program, document, now};
use crate::app::Message;
use crate::measures::{FigureChange, Wish};
use crate::store::{Desk, Watch};

/// The import under way and the way to stop it.
#[derive(Debug, Default)]
pub(super) struct Import {
    stop: Arc<AtomicBool>,
}

impl Drop for Import {
    /// Whoever leaves stops it: a file is kept whole or not at all.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Program {
    /// Imports files; what comes of it comes back as messages.
    pub(super) fn import(&mut self, mut wish: Wish) {
        wish.files = wish.files.iter().flat_map(|typed| meant(typed)).collect();
        self.importing = Import::default();
        let (desk, send, stop) = (self.desk.clone(), self.send.clone(), Arc::clone(&self.importing.stop));
        let started = std::thread::Builder::new().name("import".to_owned()).spawn(move || {
            for message in run(&desk, &wish, &stop, &send) {
                drop(send.send(Event::Message(message)));
            }
        });
        if let Err(error) = started {
            self.take(Message::Imported(Err(format!("The files could not be read: {error}"))));
        }
    }

    /// Stops the import under way.
    pub(super) fn stop_import(&self) {
        self.importing.stop.store(true, Ordering::Relaxed);
    }

    /// Keeps a change of figures that was typed.
    pub(super) fn change_figures(&mut self, slug: &str, change: FigureChange) {
        let kept = self.desk.change_figures(slug, |figures| {
            figures.apply(change);
        });
        if let Err(error) = kept {
            self.take(Message::Failed(format!("The figure is not kept: {error}")));
        }
    }

    /// Takes in what another program wrote into the figures of a school that is open.
    pub(super) fn take_in_figures(&mut self) {
        let open = [&self.app.sitting, &self.app.other].into_iter().flatten();
        let mut slugs: Vec<String> = open.map(|sitting| sitting.session().school_slug().to_owned()).collect();
        slugs.dedup();
        for slug in slugs {
            let mark = self.desk.figures_mark(&slug);
            if self.figures_seen.get(&slug) == Some(&mark) {
                continue;
            }
            self.figures_seen.insert(slug.clone(), mark);
            // What cannot be read now is said where it is opened or changed; here the figures shown stay.
            let Ok(book) = self.desk.figure_book(&slug) else { continue };
            let shown = |known: &Option<Box<crate::app::Sitting>>| {
                let known = known.as_ref().filter(|known| known.session().school_slug() == slug);
                known.is_some_and(|known| known.figures.figures != book.figures)
            };
            let differs = shown(&self.app.sitting) || shown(&self.app.other);
            if differs {
                self.take(Message::Figures { slug, book: Box::new(book) });
            }
        }
    }

    /// Finds the figures of a school by its name.
    pub(super) fn look_up_figures(&mut self, school: &str) {
        let found = self.desk.school(school).and_then(|meant| Ok((self.desk.figure_book(&meant.slug)?, meant.slug)));
        match found {
            Ok((book, slug)) => {
                let (school, book) = (school.to_owned(), Box::new(book));
                self.take(Message::FiguresFound { school, slug, book });
            }
            Err(error) => self.take(Message::Failed(error.to_string())),
        }
    }
}

fn run(desk: &Desk, wish: &Wish, stop: &AtomicBool, send: &Sender<Event>) -> Vec<Message> {
    let told = Cell::new(u8::MAX);
    let progress = |progress: crate::store::Progress<'_>| {
        let percent = u8::try_from(progress.done.saturating_mul(100) / progress.all.max(1)).unwrap_or(100).min(100);
        if told.replace(percent) != percent {
            let message = Message::Importing { file: progress.file.to_owned(), percent };
            drop(send.send(Event::Message(message)));
        }
    };
    let watch = Watch { today: now().date(), stop: &|| stop.load(Ordering::Relaxed), progress: &progress };
    match desk.import(wish, &watch) {
        Ok(imported) => {
            let book = desk.figure_book(&imported.slug).ok().map(Box::new);
            let figures = book.map(|book| Message::Figures { slug: imported.slug.clone(), book });
            let told = Message::Imported(Ok(imported.sentence()));
            let learned = Message::Learned { slug: imported.slug, facts: imported.learned };
            figures.into_iter().chain([learned, told]).collect()
        }
        Err(fault) => vec![match fault.missing(&desk.measures().0.definitions) {
            Some(missing) => Message::ImportAsks { wish: Box::new(wish.clone()), missing },
            None => Message::Imported(Err(fault.to_string())),
        }],
    }
}

/// The files meant by what was typed: one path, or several parted by blanks; `*` and `?` stand for any letters of a
/// file's name, `~` for the home folder.
fn meant(typed: &str) -> Vec<String> {
    let whole = document::meant(Path::new(typed.trim()));
    if whole.exists() {
        // A folder with strokes at its end is said as any other.
        return vec![whole.components().collect::<PathBuf>().display().to_string()];
    }
    let mut files = Vec::new();
    for word in words(typed) {
        let path = document::meant(&PathBuf::from(&word));
        let found = glob::glob(&path.display().to_string()).into_iter().flatten().flatten();
        let mut found: Vec<String> = found.map(|path| path.display().to_string()).collect();
        found.sort();
        if found.is_empty() {
            found.push(path.display().to_string());
        }
        files.extend(found);
    }
    files
}

/// Words parted by blanks; quote marks hold blanks.
fn words(typed: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = None;
    for c in typed.trim().chars() {
        match (quoted, c) {
            (Some(mark), c) if c == mark => quoted = None,
            (None, '"' | '\'') => quoted = Some(c),
            (None, c) if c.is_whitespace() => words.push(String::new()),
            (_, c) => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_stars_and_names_with_blanks_are_meant() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["2017 a.csv", "2018.csv", "2019.csv", "other.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let at = |name: &str| folder.path().join(name).display().to_string();
        assert_eq!(meant(&at("201*.csv")), [at("2017 a.csv"), at("2018.csv"), at("2019.csv")]);
        assert_eq!(meant(&at("2017 a.csv")), [at("2017 a.csv")]);
        let two = format!("\"{}\" {}", at("2017 a.csv"), at("2018.csv"));
        assert_eq!(meant(&two), [at("2017 a.csv"), at("2018.csv")]);
        assert_eq!(meant("nowhere.csv"), ["nowhere.csv"]);
    }
}
