//! The settings file: text in, settings or a located error out.
//!
//! ```toml
//! theme = "light"            # dark, light, high-contrast, monochrome, or a file of your own
//! days = "calendar"          # or "working", how deadlines are counted
//! store = "/home/me/notes"   # where sessions are kept
//!
//! [keys]
//! next-item = ["ctrl+n", "f8"]
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::command::{Keymap, entry};

/// What the user can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder of the sessions.
    pub store: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// How days are counted.
    pub days: Days,
    /// Keys.
    pub keymap: Keymap,
}

/// How days are counted (AM-03).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Days {
    /// Monday to Friday without bank holidays.
    #[default]
    Working,
    /// Every day.
    Calendar,
}

/// A settings file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}, line {line}: {what}")]
pub struct SettingsError {
    path: String,
    line: usize,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    store: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    days: Option<Spanned<String>>,
    #[serde(default)]
    keys: BTreeMap<Spanned<String>, Keys>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Several(Vec<String>),
}

impl Default for Settings {
    fn default() -> Self {
        Self { store: None, theme: "dark".to_owned(), days: Days::Working, keymap: Keymap::default() }
    }
}

impl Settings {
    /// Reads a settings file.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, SettingsError> {
        let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
        let error = |byte: usize, what: String| SettingsError { path: path.to_owned(), line: line_of(byte), what };
        let file: File = toml::from_str(text).map_err(|fault| {
            let byte = fault.span().map_or(0, |span| span.start);
            error(byte, fault.message().to_owned())
        })?;
        let days = match file.days.as_ref().map(|days| (days.span().start, days.get_ref().as_str())) {
            None | Some((_, "working")) => Days::Working,
            Some((_, "calendar")) => Days::Calendar,
            Some((at, other)) => {
                let what = format!("days cannot be \"{other}\": deadlines count \"working\" or \"calendar\" days");
                return Err(error(at, what));
            }
        };
        let mut keymap = Keymap::default();
        let mut changed = Vec::new();
        for (name, keys) in &file.keys {
            let keys: Vec<&str> = match keys {
                Keys::One(key) => vec![key],
                Keys::Several(keys) => keys.iter().map(String::as_str).collect(),
            };
            let at = name.span().start;
            let command = keymap.set(name.get_ref(), &keys).map_err(|fault| error(at, fault.to_string()))?;
            changed.push((at, command));
        }
        // Clashes show only once all changes are in: two commands may have changed places.
        for (at, command) in changed {
            if let Some(clash) = keymap.clash(entry(command)) {
                return Err(error(at, clash.to_string()));
            }
        }
        let theme = file.theme.unwrap_or_else(|| "dark".to_owned());
        Ok(Self { store: file.store, theme, days, keymap })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, Key, Scope};

    fn fault(text: &str) -> String {
        Settings::parse("settings.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn everything_can_be_set() {
        let text = "theme = \"light\"\ndays = \"calendar\"\nstore = \"/notes\"\n[keys]\nnext-item = [\"f8\"]\nundo = \"alt+z\"\n";
        let settings = Settings::parse("settings.toml", text).unwrap();
        assert_eq!(settings.theme, "light");
        assert_eq!(settings.days, Days::Calendar);
        assert_eq!(settings.store.as_deref(), Some("/notes"));
        assert_eq!(settings.keymap.command("f8".parse().unwrap(), Scope::Session), Some(Command::NextItem));
        assert_eq!(settings.keymap.command(Key::ctrl('z'), Scope::Session), None);
        assert_eq!(Settings::parse("settings.toml", "").unwrap(), Settings::default());
    }

    #[test]
    fn faults_name_their_line() {
        assert!(fault("theme = \"dark\"\ncolour = 1\n").starts_with("settings.toml, line 2: unknown field `colour`"));
        assert!(fault("theme = \n").starts_with("settings.toml, line 1:"));
        assert_eq!(
            fault("theme = \"dark\"\ndays = \"lunar\"\n"),
            "settings.toml, line 2: days cannot be \"lunar\": deadlines count \"working\" or \"calendar\" days"
        );
        assert_eq!(
            fault("[keys]\nundo = \"ctrl+u\"\nnext-itm = \"f8\"\n"),
            "settings.toml, line 3: there is no command \"next-itm\"; did you mean \"next-item\"?"
        );
        assert!(fault("[keys]\nundo = \"hyper+z\"\n").contains("line 2: \"hyper+z\" is no key"));
        assert!(fault("[keys]\nundo = \"ctrl+n\"\n").contains("line 2: Ctrl+N is already the key for \"next-item\""));
    }

    #[test]
    fn two_commands_may_change_places() {
        assert!(Settings::parse("settings.toml", "[keys]\nundo = \"ctrl+y\"\nredo = \"ctrl+z\"\n").is_ok());
    }
}
