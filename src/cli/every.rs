//! `nov export --every`: a document of every session into one folder, on all processors, with progress.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::NaiveDate;

use super::{Ended, Overwrite, Usage, document, is_of_disk, now};
use crate::calendar::counted;
use crate::export::Format;
use crate::outline;
use crate::session::Session;
use crate::store::{Desk, StoreError, save_document};

/// What is to be written, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    /// Format id.
    pub(super) format: &'a str,
    /// Document id; each form's main one if none.
    pub(super) document: Option<&'a str>,
    /// The folder.
    pub(super) into: &'a Path,
    /// School year, `2009/10`.
    pub(super) year: Option<&'a str>,
    /// Form id.
    pub(super) form: Option<&'a str>,
    /// Whether files may be replaced.
    pub(super) overwrite: Overwrite,
}

/// What became of a session.
enum Fate {
    Written,
    /// Of another year or form, or with nothing to say in it.
    NotAsked,
    /// Its form has no such document.
    Without,
    /// A file of its name is there and stays.
    Left,
}

/// What became of them all.
#[derive(Debug, Default)]
struct Tally {
    written: usize,
    left: usize,
    without: usize,
    /// Session and why.
    failed: Vec<(String, anyhow::Error)>,
}

impl Wish<'_> {
    /// Whether sessions of a form and a day are wanted.
    fn wants(&self, desk: &Desk, form: &str, date: NaiveDate) -> bool {
        let of = desk.calendar.school_year_of(date).to_string();
        self.year.is_none_or(|year| year == of) && self.form.is_none_or(|wanted| wanted == form)
    }
}

/// Writes a document of every session. One that cannot be written does not hold up the others; it is named at the end.
pub(super) fn export(desk: &Desk, wish: Wish<'_>, out: &mut dyn Write) -> anyhow::Result<Ended> {
    let format = document::find(wish.format)?;
    if wish.into.is_file() {
        return Err(Usage(format!("{} is a file; name a folder", wish.into.display())).into());
    }
    let mut ids = desk.store.ids()?;
    ids.sort_unstable();
    crate::store::make_folder(wish.into)?;
    let behind = catch_up(desk, wish)?;
    let mut tally = shared_out(desk, wish, format, &ids);
    tally.failed.extend(behind);
    tally.failed.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (id, why) in &tally.failed {
        super::complain(&format!("{id} was not written: {why}"));
    }
    if tally.left > 0 {
        super::complain(&format!(
            "left as they were, as a file of that name is there already: {}; --force overwrites them",
            tally.left
        ));
    }
    if let (Some(document), true) = (wish.document, tally.without > 0 && tally.written + tally.left == 0) {
        let named = "nov export SESSION --document";
        let none = format!("none of the sessions has a document \"{document}\"; {named} {document} says which it has");
        return Err(Usage(none).into());
    }
    writeln!(out, "{} written to {}", counted(tally.written, "document"), wish.into.display())?;
    if tally.failed.is_empty() {
        return Ok(Ended::Done);
    }
    let said = format!("{} could not be written", counted(tally.failed.len(), "document"));
    // What the disk refuses weighs more than a session that cannot be read.
    if tally.failed.iter().any(|(_, why)| is_of_disk(why)) {
        return Err(io::Error::other(said).into());
    }
    Err(Usage(said).into())
}

/// Sessions to come take in what others have left since, as when one is opened or written alone; those that cannot are
/// returned, and are written all the same.
fn catch_up(desk: &Desk, wish: Wish<'_>) -> anyhow::Result<Vec<(String, anyhow::Error)>> {
    let planned = desk.to_come()?.into_iter().filter(|session| wish.wants(desk, &session.form, session.date));
    let failed = planned.filter_map(|session| {
        let behind = desk.catch_up(&session.id, now()).err()?;
        let why = format!("what earlier sessions left could not be taken in first ({behind}); it stands without");
        let why = if behind.is_io() { io::Error::other(why).into() } else { Usage(why).into() };
        Some((session.id, why))
    });
    Ok(failed.collect())
}

/// Every processor takes the next session until none is left.
fn shared_out(desk: &Desk, wish: Wish<'_>, format: &Format, ids: &[String]) -> Tally {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from).min(ids.len().max(1));
    let work = || {
        let mut tally = Tally::default();
        while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            match one(desk, wish, format, id) {
                Ok(Fate::Written) => tally.written += 1,
                Ok(Fate::Left) => tally.left += 1,
                Ok(Fate::NotAsked) => {}
                Ok(Fate::Without) => tally.without += 1,
                Err(why) => tally.failed.push((id.clone(), why)),
            }
            progress(next.load(Ordering::Relaxed).min(ids.len()), ids.len());
        }
        tally
    };
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    tallies.into_iter().fold(Tally::default(), |mut all, tally| {
        all.written += tally.written;
        all.left += tally.left;
        all.without += tally.without;
        all.failed.extend(tally.failed);
        all
    })
}

/// On a terminal, one line says how far it is.
fn progress(done: usize, all: usize) {
    const EVERY: usize = 25;
    let mut screen = io::stderr();
    if (done.is_multiple_of(EVERY) || done == all) && screen.is_terminal() {
        let end = if done == all { "\r\u{1b}[K" } else { "" };
        // Nobody reads it if standard error is closed.
        drop(write!(screen, "\rnov: {done} of {all}{end}"));
    }
}

fn one(desk: &Desk, wish: Wish<'_>, format: &Format, id: &str) -> anyhow::Result<Fate> {
    let session = desk.with_waiting(desk.store.read_session::<Session>(id)?);
    if !wish.wants(desk, session.form(), session.date()) {
        return Ok(Fate::NotAsked);
    }
    let (context, missing) = desk.context_for_documents(&session)?;
    if let Some(missing) = missing {
        super::complain(&missing.to_string());
    }
    let main = context.form.documents.first().map_or("", |document| document.id.as_str());
    let document = wish.document.or(format.document).unwrap_or(main);
    if !outline::documents(&context.form).iter().any(|known| known.id == document) {
        return Ok(Fate::Without);
    }
    let filled = desk.filled(&session, &context);
    let path = wish.into.join(crate::export::file_name(&session, document, format));
    if wish.overwrite == Overwrite::No && path.exists() {
        return Ok(Fate::Left);
    }
    let asked = |error: outline::NoSuchDocument| StoreError::Asked { what: error.to_string() };
    // What the user leaves out of this form's documents stays out of these as well.
    let contents = desk.choice(&context.form.id).contents_of(document);
    if outline::nothing_to_say(&filled, document).is_some() {
        return Ok(Fate::NotAsked);
    }
    let outline = outline::build_in(&filled, document, &contents, format.words()).map_err(asked)?;
    let outline = desk.completed(outline, format.words())?;
    save_document(&path, &document::as_usual(desk, &outline, &contents, format)?)?;
    Ok(Fate::Written)
}
