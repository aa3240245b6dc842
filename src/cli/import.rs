//! `nov import-data`: published tables and a school's own files become its figures, all or nothing.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Usage, complain, now};
use crate::measures::{ImportError, Wish};
use crate::session::Session;
use crate::store::{Desk, ImportFault, Progress, Store, Watch};

/// What is to be imported, as said.
pub(super) struct Said {
    /// What and whose.
    pub(super) wish: Wish,
    /// A session of the school.
    pub(super) session: Option<String>,
    /// What columns hold, as `MEASURE=COLUMN`.
    pub(super) columns: Vec<String>,
}

/// Imports files into the figures of a school. On a terminal it says how far it has come, and Ctrl+C stops it.
pub(super) fn import(desk: &Desk, said: Said, out: &mut dyn Write) -> anyhow::Result<()> {
    let Said { mut wish, session, columns } = said;
    if let Some(session) = session {
        let id = desk.store.find(&session)?;
        wish.school = Some(desk.store.read_session::<Session>(&id)?.document.school_slug().to_owned());
    }
    wish.columns = columns.iter().map(|said| pair(said)).collect::<Result<_, _>>()?;
    let stop = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop))?;
    let meter = Meter { shown: Cell::new(None), is_terminal: io::stderr().is_terminal() };
    let watch = Watch {
        today: now().date(),
        stop: &|| stop.load(Ordering::Relaxed),
        progress: &|progress| meter.show(progress),
    };
    let imported = desk.import(&wish, &watch);
    meter.clear();
    let imported = imported.map_err(plain)?;
    for line in &imported.lines {
        writeln!(out, "{line}")?;
    }
    for note in &imported.notes {
        complain(note);
    }
    writeln!(out, "{}", desk.store.root().join(Store::figures_place(&imported.slug)).display())?;
    Ok(())
}

fn pair(said: &str) -> Result<(String, String), Usage> {
    let (what, column) = said.split_once('=').unwrap_or_default();
    if what.is_empty() || column.is_empty() {
        return Err(Usage(format!("\"{said}\" does not say a column; write MEASURE=COLUMN")));
    }
    Ok((what.to_owned(), column.to_owned()))
}

/// How far an import has come, in one line of the terminal.
struct Meter {
    /// The percent shown last.
    shown: Cell<Option<u64>>,
    is_terminal: bool,
}

impl Meter {
    fn show(&self, progress: Progress<'_>) {
        let percent = progress.done * 100 / progress.all.max(1);
        if self.is_terminal && self.shown.get() != Some(percent) {
            self.shown.set(Some(percent));
            let name = progress.file.rsplit(['/', '\\']).next().unwrap_or(progress.file);
            // A terminal that takes nothing more must not stop the import.
            let _ = write!(io::stderr(), "\r\x1B[K{percent:>3}%  {}  (Ctrl+C stops)", super::clean_line(name));
        }
    }

    fn clear(&self) {
        if self.shown.get().is_some() {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}

/// What the disk refuses keeps its exit code.
fn plain(fault: ImportFault) -> anyhow::Error {
    match fault {
        ImportFault::Store(error) => error.into(),
        ImportFault::File(error) => {
            let said = error.to_string();
            match error {
                ImportError::Io { source, .. } => anyhow::Error::new(source).context(said),
                _ => Usage(said).into(),
            }
        }
        ImportFault::Asked(what) | ImportFault::Path(what) => Usage(what).into(),
    }
}
