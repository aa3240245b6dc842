//! Where a school's figures are kept, and what the user said of measures and columns.

use super::own::own_files;
use super::slug::numbered;
use super::{Desk, Store, StoreError};
use crate::measures::{FigureBook, Figures, Known, Reading};

/// The user's own definitions and column meanings.
const OWN: &str = "measures";

impl Store {
    /// The place of a school's figures.
    pub fn figures_place(slug: &str) -> String {
        format!("figures/{slug}.ron")
    }
}

impl Desk {
    /// The figures of a school; none if nothing was imported yet.
    ///
    /// # Errors
    /// They are there and cannot be read.
    pub fn figures(&self, slug: &str) -> Result<Figures, StoreError> {
        let kept: Option<Figures> = self.store.load(&Store::figures_place(slug))?;
        Ok(kept.unwrap_or_default().brought_up())
    }

    /// The figures of a school with what is known of measures.
    ///
    /// # Errors
    /// They are there and cannot be read.
    pub fn figure_book(&self, slug: &str) -> Result<FigureBook, StoreError> {
        Ok(self.book_of(self.figures(slug)?))
    }

    /// Figures with what is known of measures.
    pub(super) fn book_of(&self, figures: Figures) -> FigureBook {
        let definitions = self.definitions.get_or_init(|| self.measures().0.definitions);
        FigureBook { figures, definitions: definitions.clone() }
    }

    /// By what it is seen that the figures of a school were written since: when, and how long they are.
    pub fn figures_mark(&self, slug: &str) -> Option<(std::time::SystemTime, u64)> {
        let about = std::fs::metadata(self.store.root().join(Store::figures_place(slug))).ok()?;
        Some((about.modified().ok()?, about.len()))
    }

    /// Changes the figures of a school, all or nothing.
    ///
    /// # Errors
    /// They cannot be read or written.
    pub fn change_figures(&self, slug: &str, change: impl FnOnce(&mut Figures)) -> Result<Figures, StoreError> {
        self.store.update(&Store::figures_place(slug), |figures: Option<Figures>| {
            let mut figures = figures.unwrap_or_default().brought_up();
            change(&mut figures);
            figures
        })
    }

    /// What measures are and what columns mean, the user's own included; files that cannot be used are left out and
    /// named.
    pub fn measures(&self) -> (Known, Vec<String>) {
        let (mut known, mut files, mut faults) = (Known::shipped(), Vec::new(), Vec::new());
        for (path, text) in own_files(&self.store.root().join(OWN), |_| true) {
            match text {
                Ok(text) => files.push((path, text)),
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(known.add_own(files).iter().map(ToString::to_string));
        (known, faults)
    }

    /// Remembers what the columns of a school's own file mean.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn remember_columns(&self, reading: &Reading) -> Result<(), StoreError> {
        let name = super::slug(&reading.id);
        let mut places = numbered(&name).map(|name| format!("{OWN}/{name}.ron"));
        // A file of that name may hold something else, which stays.
        let is_its = |place: &String| match self.store.load::<Reading>(place) {
            Ok(known) => known.is_none_or(|known| known.id == reading.id),
            Err(_) => false,
        };
        let place = places.find(is_its).unwrap_or_else(|| format!("{OWN}/{name}.ron"));
        self.store.save(&place, reading)
    }
}
