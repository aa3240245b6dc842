//! What a command prints: at a terminal no word is broken at the edge; to a file or another program it goes as it is.

use std::io::{self, IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use super::Command;
use crate::store::remedy;

/// Before what goes on from the line above, beside what that line is set in by.
const GOES_ON: &str = "  ";

/// Standard output; what it refuses is said in plain words.
pub(super) struct Printed {
    to: io::StdoutLock<'static>,
    /// Columns of a terminal, and the line begun.
    folds: Option<(usize, Vec<u8>)>,
}

impl Printed {
    /// For what a command prints.
    pub(super) fn of(command: &Command) -> Self {
        let to = io::stdout().lock();
        let is_read = to.is_terminal() && is_for_people(command);
        let folds = columns().filter(|_| is_read).map(|width| (width, Vec::new()));
        Self { to, folds }
    }

    fn said<T>(done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| io::Error::new(error.kind(), format!("could not write the output: {}", remedy(&error))))
    }
}

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((width, begun)) = &mut self.folds else { return Self::said(self.to.write(bytes)) };
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            begun.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let line = std::mem::take(begun);
                Self::said(self.to.write_all(folded(&String::from_utf8_lossy(&line), *width).as_bytes()))?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some((_, begun)) = &mut self.folds {
            let line = std::mem::take(begun);
            Self::said(self.to.write_all(&line))?;
        }
        Self::said(self.to.flush())
    }
}

/// A warning: the program goes on.
pub(super) fn complain(text: &str) {
    say(&mut io::stderr(), text);
}

/// Says one sentence on standard error, as the program.
pub fn say(to: &mut io::Stderr, text: &str) {
    let said = format!("nov: {text}\n");
    let width = columns().filter(|_| to.is_terminal());
    let said = match width {
        Some(width) => said.split_inclusive('\n').map(|line| folded(line, width)).collect(),
        None => said,
    };
    // Nobody reads it if standard error is closed.
    drop(to.write_all(said.as_bytes()));
}

/// Columns of a terminal that is worth folding for; one that does not know its width says none.
const NARROWEST: usize = 20;

fn columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns >= NARROWEST)
}

/// Whether what a command prints is read by people, not by other programs or kept as it is.
fn is_for_people(command: &Command) -> bool {
    match command {
        Command::New { .. }
        | Command::Export { .. }
        | Command::Template { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => false,
        Command::Due { json, ics, .. } => !json && !ics,
        Command::School { json, .. }
        | Command::Me { json, .. }
        | Command::Forms { json, .. }
        | Command::List { json }
        | Command::Calendar { json, .. }
        | Command::Schools { json, .. }
        | Command::Actions { json, .. }
        | Command::BringBack { json, .. }
        | Command::Doctor { json }
        | Command::Search { json, .. }
        | Command::Check { json, .. }
        | Command::Sent { json, .. }
        | Command::Versions { json, .. }
        | Command::Compare { json, .. }
        | Command::Measures { json, .. } => !json,
        _ => true,
    }
}

/// A line in as many as it takes, broken between words; what goes on is set in a little further.
fn folded(line: &str, width: usize) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let (mut rest, mut room) = (line, width);
    while rest.trim_end().width() > room {
        let lead = rest.len() - rest.trim_start_matches(' ').len();
        let fits = |at: &usize| rest[..*at].width() <= room;
        let spaces = || rest.match_indices(' ').map(|(at, _)| at).filter(|at| *at > lead);
        // A word wider than the screen is broken there by nobody but the terminal.
        let Some(at) = spaces().take_while(fits).last().or_else(|| spaces().next()) else { break };
        text.push_str(rest[..at].trim_end());
        text.push('\n');
        rest = rest[at..].trim_start_matches(' ');
        if rest.trim_end().is_empty() {
            return text;
        }
        text.push_str(indent);
        text.push_str(GOES_ON);
        room = width.saturating_sub(indent.len() + GOES_ON.len());
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_line_is_broken_between_words_and_goes_on_set_in() {
        assert_eq!(folded("  one two three\n", 40), "  one two three\n");
        assert_eq!(folded("  one two  three four\n", 11), "  one two\n    three\n    four\n");
        assert_eq!(folded("extraordinarily long\n", 6), "extraordinarily\n  long\n");
        assert_eq!(folded("ŵŷ ŵŷ ŵŷ", 5), "ŵŷ ŵŷ\n  ŵŷ");
        assert_eq!(folded("", 5), "");
    }
}
