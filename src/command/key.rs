//! A key as the user names it: `ctrl+n`, `enter`, `f1`. Our own type, so that no layer but the edge knows the terminal.

use std::fmt;
use std::str::FromStr;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed (upper case where shift made it so).
    Char(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// What is held with it. Shift counts for keys without a character only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mods {
    /// Control.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// What is held.
    pub mods: Mods,
}

impl Key {
    /// Whether it writes, or moves in what is written.
    pub const fn is_for_typing(&self) -> bool {
        !self.mods.ctrl && !self.mods.alt && !matches!(self.code, Code::F(_))
    }
    /// What it does wherever one types, as terminals send it for another key or the editor has it.
    pub const fn does_elsewhere(&self) -> Option<&'static str> {
        if !self.mods.ctrl {
            return None;
        }
        match self.code {
            Code::Char('h') => Some("is what terminals send for Backspace"),
            Code::Char('i') => Some("is what terminals send for Tab"),
            Code::Char('m') => Some("is what terminals send for Enter"),
            Code::Char('j') => Some("begins a new line"),
            Code::Char('u') => Some("empties the line"),
            _ => None,
        }
    }
    /// A key with nothing held.
    pub const fn plain(code: Code) -> Self {
        Self { code, mods: Mods { ctrl: false, alt: false, shift: false } }
    }
    /// A key with Control.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), mods: Mods { ctrl: true, alt: false, shift: false } }
    }
    /// A key with Control that has no character.
    pub const fn ctrl_code(code: Code) -> Self {
        Self { code, mods: Mods { ctrl: true, alt: false, shift: false } }
    }
    /// A key with Alt.
    pub const fn alt(code: Code) -> Self {
        Self { code, mods: Mods { ctrl: false, alt: true, shift: false } }
    }
    /// A plain character that types itself.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.mods.ctrl && !self.mods.alt => Some(c),
            _ => None,
        }
    }
}

const NAMED: [(&str, Code); 16] = [
    ("enter", Code::Enter),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("esc", Code::Esc),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
];

/// A key name that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no key; write keys as ctrl+n, alt+up, f1, enter, tab, esc, pageup, or a character")]
pub struct KeyError(pub String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(name: &str) -> Result<Self, KeyError> {
        let unknown = || KeyError(name.to_owned());
        let lower = name.trim().to_lowercase();
        let mut mods = Mods::default();
        let mut rest = lower.as_str();
        loop {
            if let Some(after) = rest.strip_prefix("ctrl+") {
                mods.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("alt+") {
                mods.alt = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("shift+") {
                mods.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        let named = NAMED.iter().find(|(n, _)| *n == rest).map(|(_, code)| *code);
        let function =
            rest.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=24).contains(n)).map(Code::F);
        let mut chars = rest.chars();
        let single = chars.next().filter(|_| chars.next().is_none()).map(Code::Char);
        let code = named.or(single).or(function).ok_or_else(unknown)?;
        if mods.shift && code == Code::Tab {
            return Ok(Self::plain(Code::BackTab));
        }
        Ok(Self { code, mods })
    }
}

impl fmt::Display for Key {
    /// As in help and hint bar: `Ctrl+N`, `Enter`, `F1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mods.ctrl {
            f.write_str("Ctrl+")?;
        }
        if self.mods.alt {
            f.write_str("Alt+")?;
        }
        if self.mods.shift {
            f.write_str("Shift+")?;
        }
        let name = match self.code {
            Code::Char(' ') => "Space",
            Code::Char(c) if self.mods.ctrl || self.mods.alt => return write!(f, "{}", c.to_uppercase()),
            Code::Char(c) => return write!(f, "{c}"),
            Code::Enter => "Enter",
            Code::Tab => "Tab",
            Code::BackTab => "Shift+Tab",
            Code::Esc => "Esc",
            Code::Backspace => "Backspace",
            Code::Delete => "Delete",
            Code::Insert => "Insert",
            Code::Left => "←",
            Code::Right => "→",
            Code::Up => "↑",
            Code::Down => "↓",
            Code::Home => "Home",
            Code::End => "End",
            Code::PageUp => "PgUp",
            Code::PageDown => "PgDn",
            Code::F(n) => return write!(f, "F{n}"),
        };
        f.write_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_write_them() {
        assert_eq!("Ctrl+N".parse(), Ok(Key::ctrl('n')));
        assert_eq!("f1".parse(), Ok(Key::plain(Code::F(1))));
        assert_eq!("f".parse(), Ok(Key::plain(Code::Char('f'))));
        assert_eq!("shift+tab".parse(), Ok(Key::plain(Code::BackTab)));
        assert_eq!("alt+Up".parse(), Ok(Key::alt(Code::Up)));
        assert!("ctrl+".parse::<Key>().is_err());
        assert!("meta+x".parse::<Key>().is_err());
        assert!("f99".parse::<Key>().is_err());
    }

    #[test]
    fn names_are_shown_as_on_the_keyboard() {
        assert_eq!(Key::ctrl('n').to_string(), "Ctrl+N");
        assert_eq!(Key::plain(Code::BackTab).to_string(), "Shift+Tab");
    }
}
