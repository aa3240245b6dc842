//! The settings file: text in, settings out, with what is wrong in it by line.
//!
//! ```toml
//! theme = "light"            # dark, light, high-contrast, monochrome, or a file of your own
//! days = "calendar"          # or "working", how deadlines are counted
//! store = "/home/me/notes"   # where sessions are kept
//!
//! [keys]
//! next-item = ["ctrl+n", "f8"]
//! ```

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::command::{Command, Keymap, entry};

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
    /// Line of the file, from 1, that names the theme; 0 where none does.
    pub theme_line: usize,
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

/// What is wrong in a settings file: every fault of it, one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsFaults {
    /// Lines, from 1, in order, each with what is wrong there.
    faults: Vec<(usize, String)>,
}

impl SettingsFaults {
    /// Whether all is right.
    pub const fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// Adds what is wrong in a line.
    pub fn add(&mut self, line: usize, what: impl Into<String>) {
        self.faults.push((line, what.into()));
        self.faults.sort();
        self.faults.dedup();
    }

    /// Each as a sentence, with what the file is called before it.
    pub fn said(&self, path: &str) -> Vec<String> {
        self.faults.iter().map(|(line, what)| format!("{path}, line {line}: {what}")).collect()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { store: None, theme: "dark".to_owned(), days: Days::Working, keymap: Keymap::default(), theme_line: 0 }
    }
}

impl Settings {
    /// Reads a settings file: what is right in it, else the usual, and all that is wrong, each with its line.
    pub fn read(text: &str) -> (Self, SettingsFaults) {
        let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
        let (table, unreadable) = DeTable::parse_recoverable(text);
        let mut wrong: Vec<(usize, String)> =
            unreadable.iter().map(|fault| (fault.span().map_or(0, |span| span.start), UNREADABLE.to_owned())).collect();
        let bad: Vec<usize> = wrong.iter().map(|(byte, _)| line_of(*byte)).collect();
        let (mut read, of_table) = Self::of_table(table.get_ref(), |byte| bad.contains(&line_of(byte)));
        read.theme_line = table.get_ref().get("theme").map_or(0, |theme| line_of(theme.span().start));
        // Of a line that does not read there is nothing more to say.
        wrong.extend(of_table.into_iter().filter(|(byte, _)| !bad.contains(&line_of(*byte))));
        let mut faults = SettingsFaults::default();
        for (byte, what) in wrong {
            faults.add(line_of(byte), what);
        }
        (read, faults)
    }

    /// The settings a table holds, and what is wrong in it, each with the byte where it stands.
    fn of_table(table: &DeTable<'_>, is_bad: impl Fn(usize) -> bool) -> (Self, Vec<(usize, String)>) {
        let mut read = Self::default();
        let mut wrong = Vec::new();
        for (name, value) in table {
            let at = value.span().start;
            // What is made of a line that does not read is nobody's wish.
            if is_bad(at) {
                continue;
            }
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("theme", DeValue::String(theme)) => read.theme = theme.to_string(),
                ("store", DeValue::String(store)) => read.store = Some(store.to_string()),
                ("days", DeValue::String(days)) if days == "working" => read.days = Days::Working,
                ("days", DeValue::String(days)) if days == "calendar" => read.days = Days::Calendar,
                ("days", DeValue::String(other)) => wrong.push((
                    at,
                    format!("days cannot be \"{other}\": deadlines count \"working\" or \"calendar\" days"),
                )),
                ("keys", DeValue::Table(keys)) => wrong.extend(read.take_keys(keys)),
                ("keys", _) => {
                    wrong.push((at, "keys are set below a line [keys], each as undo = \"alt+z\"".to_owned()));
                }
                (name @ ("theme" | "store" | "days"), _) => {
                    wrong.push((at, format!("{name} takes words in quotation marks: {name} = \"…\"")));
                }
                (other, _) => wrong.push((
                    name.span().start,
                    format!(
                        "there is no setting \"{other}\"; there are theme, days, store and, below [keys], commands"
                    ),
                )),
            }
        }
        (read, wrong)
    }

    /// Takes over keys of commands; what is wrong with them, each with the byte where it stands. A command whose new key is
    /// another's keeps its own.
    fn take_keys(&mut self, table: &DeTable<'_>) -> Vec<(usize, String)> {
        let (mut changed, mut wrong) = (Vec::new(), Vec::new());
        for (name, value) in table {
            let at = name.span().start;
            let name = name.get_ref().as_ref();
            let Some(keys) = keys_of(value) else {
                wrong.push((
                    at,
                    format!("{name} takes a key, or several: {name} = \"f9\", {name} = [\"f9\", \"alt+z\"]"),
                ));
                continue;
            };
            match self.keymap.set(name, &keys) {
                Ok(command) => changed.push((at, command)),
                Err(fault) => wrong.push((at, fault.to_string())),
            }
        }
        // Clashes show only once all changes are in: two commands may have changed places.
        let clash = |(at, command): &(usize, Command)| Some((*at, self.keymap.clash(entry(*command))?.to_string()));
        wrong.extend(changed.iter().filter_map(clash));
        while let Some(at) = changed.iter().position(|(_, command)| self.keymap.clash(entry(*command)).is_some()) {
            self.keymap.reset(changed.swap_remove(at).1);
        }
        wrong
    }
}

/// What is said of a line that is none of a settings file.
const UNREADABLE: &str =
    "this line cannot be read; write it as theme = \"light\", with quotation marks at both ends of the words";

/// One key, or several; none: it is neither.
fn keys_of<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<Vec<&'a str>> {
    match value.get_ref() {
        DeValue::String(key) => Some(vec![key.as_ref()]),
        DeValue::Array(keys) => keys.iter().map(|key| key.get_ref().as_str()).collect(),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Table(_) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Key, Scope};

    fn fault(text: &str) -> String {
        Settings::read(text).1.said("settings.toml").join("\n")
    }

    #[test]
    fn everything_can_be_set() {
        let text = "theme = \"light\"\ndays = \"calendar\"\nstore = \"/notes\"\n[keys]\nnext-item = [\"f8\"]\nundo = \"alt+z\"\n";
        let (settings, faults) = Settings::read(text);
        assert!(faults.is_empty());
        assert_eq!(settings.theme, "light");
        assert_eq!(settings.days, Days::Calendar);
        assert_eq!(settings.store.as_deref(), Some("/notes"));
        assert_eq!(settings.keymap.command("f8".parse().unwrap(), Scope::Session), Some(Command::NextItem));
        assert_eq!(settings.keymap.command(Key::ctrl('z'), Scope::Session), None);
        assert_eq!(Settings::read(""), (Settings::default(), SettingsFaults::default()));
    }

    #[test]
    fn faults_name_their_line() {
        assert!(
            fault("theme = \"dark\"\ncolour = 1\n")
                .starts_with("settings.toml, line 2: there is no setting \"colour\"")
        );
        for unread in ["theme = \n", "theme = \"light\n", "theme\n", "theme = light\n"] {
            let said = fault(unread);
            assert!(said.starts_with("settings.toml, line 1: this line cannot be read"), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
        assert_eq!(fault("store = 5\n"), "settings.toml, line 1: store takes words in quotation marks: store = \"…\"");
        assert_eq!(
            fault("[keys]\nhelp = 5\n"),
            "settings.toml, line 2: help takes a key, or several: help = \"f9\", help = [\"f9\", \"alt+z\"]"
        );
        assert_eq!(
            fault("theme = \"dark\"\ndays = \"lunar\"\n"),
            "settings.toml, line 2: days cannot be \"lunar\": deadlines count \"working\" or \"calendar\" days"
        );
        assert_eq!(
            fault("[keys]\nundo = \"alt+u\"\nnext-itm = \"f8\"\n"),
            "settings.toml, line 3: there is no command \"next-itm\"; did you mean \"next-item\"?"
        );
        assert!(fault("[keys]\nundo = \"hyper+z\"\n").contains("line 2: \"hyper+z\" is no key"));
        assert!(fault("[keys]\nundo = \"ctrl+n\"\n").contains("line 2: Ctrl+N is already the key for \"next-item\""));
    }

    #[test]
    fn every_fault_is_told_in_the_order_of_the_lines() {
        let text =
            "theme = \"light\nstore = 5\ndays = \"lunar\"\n[keys]\nhelp = 5\nundo = \"ctrl+u\"\nredo = \"ctrl+j\"\n";
        let said = fault(text);
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 6, "{said}");
        for (n, (line, told)) in lines
            .iter()
            .zip([
                "this line cannot be read",
                "store takes words",
                "days cannot be \"lunar\"",
                "help takes a key",
                "Ctrl+U empties the line",
                "Ctrl+J begins a new line",
            ])
            .enumerate()
        {
            let line_number = if n < 3 { n + 1 } else { n + 2 };
            assert!(line.starts_with(&format!("settings.toml, line {line_number}: {told}")), "{line}");
        }
    }

    #[test]
    fn two_commands_may_change_places() {
        assert!(Settings::read("[keys]\nundo = \"ctrl+y\"\nredo = \"ctrl+z\"\n").1.is_empty());
    }

    #[test]
    fn what_is_right_holds_beside_what_is_wrong() {
        let text = "theme = light\ndays = \"calendar\"\ncolour = 1\n[keys]\nnext-item = \"f8\"\nundo = \"ctrl+y\"\nredo = \"alt+r\"\nexport = \"ctrl+r\"\n";
        let (settings, faults) = Settings::read(text);
        assert_eq!((settings.theme.as_str(), settings.days), ("dark", Days::Calendar));
        let does = |key: &str| settings.keymap.command(key.parse().unwrap(), Scope::Session);
        assert_eq!(
            [does("f8"), does("ctrl+y"), does("alt+r")],
            [Command::NextItem, Command::Undo, Command::Redo].map(Some)
        );
        assert_eq!(does("ctrl+r"), Some(Command::Review), "a key that is taken changes nothing");
        assert_eq!(does("ctrl+x"), Some(Command::Export));
        assert_eq!(faults.said("settings.toml").len(), 3, "{faults:?}");
    }
}
