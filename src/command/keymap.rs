//! Which key does what: the table's keys, changed by the user's key file.

use std::collections::BTreeMap;

use super::key::{Key, KeyError};
use super::table::{COMMANDS, Command, Entry, Scope};

/// Keys to commands, per scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<Command, Vec<Key>>,
}

/// Why a change of keys cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No such command.
    #[error("there is no command \"{name}\"{near}")]
    UnknownCommand {
        /// As written.
        name: String,
        /// `; did you mean …?` or nothing.
        near: String,
    },
    /// No such key.
    #[error(transparent)]
    UnknownKey(#[from] KeyError),
    /// A key that writes into the minutes, or moves in them.
    #[error("{0} is needed for typing; take a key with Ctrl or Alt, or one of F1 to F12")]
    Typed(String),
    /// A key that does something else wherever one types.
    #[error("{key} {does}; take another letter with Ctrl")]
    Needed {
        /// The key.
        key: String,
        /// What it does.
        does: &'static str,
    },
    /// Two commands on one key where both work.
    #[error("{key} is already the key for \"{holder}\"; give \"{wanted}\" another, or move \"{holder}\" too")]
    Clash {
        /// The key.
        key: String,
        /// Who has it.
        holder: String,
        /// Who wants it.
        wanted: String,
    },
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: COMMANDS.iter().map(|row| (row.command, row.keys.to_vec())).collect() }
    }
}

impl Keymap {
    /// Gives a command other keys.
    ///
    /// # Errors
    /// An unknown command or key. Clashes are looked for by [`Keymap::clash`] once all changes are in.
    pub fn set(&mut self, command: &str, keys: &[&str]) -> Result<Command, KeymapError> {
        let row = COMMANDS.iter().find(|row| row.id == command).ok_or_else(|| KeymapError::UnknownCommand {
            name: command.to_owned(),
            near: near(command).map_or_else(String::new, |id| format!("; did you mean \"{id}\"?")),
        })?;
        let keys = keys.iter().map(|key| key.parse()).collect::<Result<Vec<Key>, _>>()?;
        if let Some(key) = keys.iter().find(|key| !row.keys.contains(key) && key.is_for_typing()) {
            return Err(KeymapError::Typed(key.to_string()));
        }
        if let Some((key, does)) = keys.iter().find_map(|key| Some((key, key.does_elsewhere()?))) {
            return Err(KeymapError::Needed { key: key.to_string(), does });
        }
        self.keys.insert(row.command, keys);
        Ok(row.command)
    }

    /// Gives a command the keys it has from the start.
    pub fn reset(&mut self, command: Command) {
        let row = COMMANDS.iter().find(|row| row.command == command);
        self.keys.insert(command, row.map_or_else(Vec::new, |row| row.keys.to_vec()));
    }

    /// A clash that a command's keys make, if any.
    pub fn clash(&self, wanted: &Entry) -> Option<KeymapError> {
        let meets = |row: &&Entry| {
            row.command != wanted.command
                && (row.scope == wanted.scope || row.scope == Scope::Everywhere || wanted.scope == Scope::Everywhere)
        };
        COMMANDS.iter().filter(meets).find_map(|row| {
            let key = self.keys_of(wanted.command).iter().find(|key| self.keys_of(row.command).contains(key))?;
            Some(KeymapError::Clash { key: key.to_string(), holder: row.id.to_owned(), wanted: wanted.id.to_owned() })
        })
    }

    /// The keys of a command; the first is shown.
    pub fn keys_of(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The command of a key in a scope.
    pub fn command(&self, key: Key, scope: Scope) -> Option<Command> {
        COMMANDS
            .iter()
            .filter(|row| row.scope == scope || row.scope == Scope::Everywhere)
            .find(|row| self.keys_of(row.command).contains(&key))
            .map(|row| row.command)
    }
}

/// The id that shares most letters in order with what was written.
fn near(name: &str) -> Option<&'static str> {
    let shared = |id: &str| {
        let mut rest = id.chars();
        name.chars().filter(|c| rest.any(|r| r == *c)).count()
    };
    COMMANDS.iter().map(|row| (shared(row.id), row.id)).filter(|(n, id)| n * 2 > id.len()).max().map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_moves_to_another_key() {
        let mut keys = Keymap::default();
        keys.set("next-item", &["ctrl+pagedown"]).unwrap();
        assert_eq!(keys.command(Key::ctrl('n'), Scope::Session), None);
        assert_eq!(keys.command("ctrl+pagedown".parse().unwrap(), Scope::Session), Some(Command::NextItem));
        assert_eq!(keys.command(Key::ctrl('n'), Scope::Home), Some(Command::New));
    }

    #[test]
    fn faults_are_named() {
        let mut keys = Keymap::default();
        let unknown = keys.set("next-itm", &["f2"]).unwrap_err().to_string();
        assert_eq!(unknown, "there is no command \"next-itm\"; did you mean \"next-item\"?");
        assert!(keys.set("undo", &["hyper+z"]).is_err());
        for typing in ["a", "A", "enter", "up", "backspace"] {
            let fault = keys.set("export", &[typing]).unwrap_err().to_string();
            assert!(
                fault.ends_with("is needed for typing; take a key with Ctrl or Alt, or one of F1 to F12"),
                "{fault}"
            );
        }
        let another = keys.set("export", &["ctrl+h"]).unwrap_err().to_string();
        assert_eq!(another, "Ctrl+H is what terminals send for Backspace; take another letter with Ctrl");
        assert!(keys.set("export", &["f10", "alt+x", "ctrl+x"]).is_ok());
        assert!(keys.set("put-away", &["delete"]).is_ok(), "a key the command has from the start");
        let taken = keys.set("undo", &["ctrl+y"]).unwrap();
        let clash = keys.clash(super::super::table::entry(taken)).unwrap().to_string();
        assert!(clash.starts_with("Ctrl+Y is already the key for \"redo\""), "{clash}");
    }
}
