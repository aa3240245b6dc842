//! The document on the screen, and writing it out.

use std::path::PathBuf;

use super::super::{App, Effect, Sitting};
use super::{Overlay, scrolled};
use crate::command::Key;
use crate::export::FORMATS;
use crate::outline::{Outline, documents};

/// A document on the screen.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// Its lines as plain text.
    pub lines: Vec<String>,
    /// Lines scrolled.
    pub scroll: usize,
}

impl App {
    /// The outline of a document of the session on the screen.
    pub(in super::super) fn outline(&self, sitting: &Sitting, document: &str) -> Result<Outline, String> {
        crate::outline::build(&sitting.filled(&self.desk), document).map_err(|e| e.to_string())
    }

    /// A document as plain text.
    pub(in super::super) fn as_text(&self, sitting: &Sitting, document: &str) -> Result<String, String> {
        let outline = self.outline(sitting, document)?;
        let format = FORMATS.iter().find(|f| f.id == "txt").ok_or("there is no plain text format")?;
        let mut bytes = Vec::new();
        (format.write)(&outline, &mut bytes).map_err(|e| e.to_string())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Shows a document.
    pub(in super::super) fn show_preview(&mut self, sitting: &Sitting, document: &str) {
        match self.as_text(sitting, document) {
            Ok(text) => {
                let title = documents(&sitting.form).into_iter().find(|d| d.id == document).map(|d| d.title);
                let title = title.filter(|t| !t.is_empty()).unwrap_or_else(|| sitting.form.title.clone());
                let lines = text.lines().map(str::to_owned).collect();
                self.overlays.push(Overlay::Preview(Preview { title, lines, scroll: 0 }));
            }
            Err(error) => self.warn(error),
        }
    }

    pub(super) fn press_in_preview(&mut self, mut preview: Preview, key: Key) {
        if let Some(scroll) = scrolled(preview.scroll, key) {
            preview.scroll = scroll.min(preview.lines.len().saturating_sub(1));
            self.overlays.push(Overlay::Preview(preview));
        }
    }

    /// Writes a document of the session on the screen.
    pub(super) fn export(&mut self, document: &str, format: &'static str, path: &str) -> Result<(), String> {
        let outline =
            self.with_sitting(|app, sitting| app.outline(sitting, document)).ok_or("no session is open")??;
        self.want(Effect::Export { outline: Box::new(outline), format, path: PathBuf::from(path) });
        Ok(())
    }
}
