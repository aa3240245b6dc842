//! Themes: semantic styles from a RON file. Widgets name what they show, never a colour.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::ronfile::{self, RonError};

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Running text.
    Text,
    /// Less important text.
    Dim,
    /// Titles.
    Title,
    /// Borders.
    Border,
    /// Border of the pane that has the keys.
    BorderFocused,
    /// What is selected.
    Selection,
    /// The line with the caret.
    CaretLine,
    /// Ground of overlays.
    Overlay,
    /// Names of keys.
    KeyHint,
    /// A plain entry.
    Note,
    /// An action.
    Action,
    /// A decision.
    Decision,
    /// A question.
    Question,
    /// Evidence observed.
    Observed,
    /// Evidence reported.
    Reported,
    /// A private entry.
    Private,
    /// Something unfinished.
    Unfinished,
    /// An owner or speaker.
    Owner,
    /// A due date.
    Due,
    /// A time.
    Time,
    /// All is well.
    Ok,
    /// Worth a look.
    Warn,
    /// Something is wrong.
    Danger,
    /// Kept, not yet synced.
    Kept,
    /// Safe on disk.
    Saved,
    /// A prompt still open.
    PromptOpen,
    /// A prompt dealt with.
    PromptDone,
}

const NAMES: [(&str, Look); 27] = [
    ("text", Look::Text),
    ("dim", Look::Dim),
    ("title", Look::Title),
    ("border", Look::Border),
    ("border-focused", Look::BorderFocused),
    ("selection", Look::Selection),
    ("caret-line", Look::CaretLine),
    ("overlay", Look::Overlay),
    ("key-hint", Look::KeyHint),
    ("note", Look::Note),
    ("action", Look::Action),
    ("decision", Look::Decision),
    ("question", Look::Question),
    ("observed", Look::Observed),
    ("reported", Look::Reported),
    ("private", Look::Private),
    ("unfinished", Look::Unfinished),
    ("owner", Look::Owner),
    ("due", Look::Due),
    ("time", Look::Time),
    ("ok", Look::Ok),
    ("warn", Look::Warn),
    ("danger", Look::Danger),
    ("kept", Look::Kept),
    ("saved", Look::Saved),
    ("prompt-open", Look::PromptOpen),
    ("prompt-done", Look::PromptDone),
];

const SHIPPED: [(&str, &str); 4] = [
    ("dark", include_str!("../../themes/dark.ron")),
    ("light", include_str!("../../themes/light.ron")),
    ("high-contrast", include_str!("../../themes/high-contrast.ron")),
    ("monochrome", include_str!("../../themes/monochrome.ron")),
];

/// How everything looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; 27],
}

/// A theme that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The file does not read.
    #[error("{path}, {fault}")]
    Unreadable {
        /// The file.
        path: String,
        /// Where and what.
        fault: RonError,
    },
    /// A style, colour or modifier that means nothing.
    #[error("{path}: {what}")]
    Unknown {
        /// The file.
        path: String,
        /// What.
        what: String,
    },
    /// No such theme.
    #[error("there is no theme \"{name}\"; there are {known}, or put your own into the folder themes of your store")]
    NoSuch {
        /// As named.
        name: String,
        /// Those there are.
        known: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "read so that a later layout can be told")]
    schema: u32,
    #[expect(dead_code, reason = "the file's name is what the user knows")]
    id: String,
    #[expect(dead_code, reason = "for people who read the file")]
    label: String,
    #[serde(default)]
    #[expect(dead_code, reason = "the terminal's own ground is kept; contrast is measured against this")]
    background: Option<String>,
    styles: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    fg: Option<String>,
    #[serde(default)]
    bg: Option<String>,
    #[serde(default)]
    modifiers: Vec<String>,
}

impl Theme {
    /// A shipped theme.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn shipped(name: &str) -> Result<Self, ThemeError> {
        let found = SHIPPED.iter().find(|(known, _)| *known == name);
        let known = || SHIPPED.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let (path, text) = found.ok_or_else(|| ThemeError::NoSuch { name: name.to_owned(), known: known() })?;
        Self::parse(path, text)
    }

    /// Names of the shipped themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// Reads a theme.
    ///
    /// # Errors
    /// It does not read, or names something that means nothing.
    pub fn parse(path: &str, text: &str) -> Result<Self, ThemeError> {
        let file: File = ronfile::read(text).map_err(|fault| ThemeError::Unreadable { path: path.to_owned(), fault })?;
        let unknown = |what: String| ThemeError::Unknown { path: path.to_owned(), what };
        let mut styles = [Style::new(); 27];
        for (name, entry) in &file.styles {
            let known = NAMES.iter().find(|(known, _)| known == name);
            let (_, look) = known.ok_or_else(|| unknown(format!("there is no style \"{name}\"")))?;
            let style = style(entry).map_err(|what| unknown(format!("style \"{name}\": {what}")))?;
            styles[*look as usize] = style;
        }
        Ok(Self { styles })
    }

    /// The style of something.
    pub fn of(&self, look: Look) -> Style {
        self.styles[look as usize]
    }
}

fn style(entry: &Entry) -> Result<Style, String> {
    let mut style = Style::new();
    if let Some(fg) = &entry.fg {
        style = style.fg(color(fg)?);
    }
    if let Some(bg) = &entry.bg {
        style = style.bg(color(bg)?);
    }
    for name in &entry.modifiers {
        style = style.add_modifier(match name.as_str() {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underlined" => Modifier::UNDERLINED,
            "reversed" => Modifier::REVERSED,
            other => return Err(format!("\"{other}\" is none of bold, dim, italic, underlined, reversed")),
        });
    }
    Ok(style)
}

fn color(name: &str) -> Result<Color, String> {
    if name == "default" {
        return Ok(Color::Reset);
    }
    name.parse().map_err(|_| format!("\"{name}\" is no colour; write #rrggbb, one of the sixteen names, or default"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_stands_at_its_place_and_every_shipped_theme_reads() {
        for (n, (_, look)) in NAMES.iter().enumerate() {
            assert_eq!(*look as usize, n);
        }
        for name in Theme::names() {
            Theme::shipped(name).unwrap_or_else(|e| panic!("{e}"));
        }
    }

    #[test]
    fn faults_are_named() {
        assert!(Theme::shipped("drak").unwrap_err().to_string().contains("there are dark, light"));
        let text = r#"(schema: 1, id: "x", label: "x", styles: {"text": (fg: "redd")})"#;
        assert!(Theme::parse("x.ron", text).unwrap_err().to_string().contains("\"redd\" is no colour"));
        let text = r#"(schema: 1, id: "x", label: "x", styles: {"txt": ()})"#;
        assert!(Theme::parse("x.ron", text).unwrap_err().to_string().contains("no style \"txt\""));
        assert!(Theme::parse("x.ron", "(schema: 1,").unwrap_err().to_string().starts_with("x.ron, line 1"));
    }
}
