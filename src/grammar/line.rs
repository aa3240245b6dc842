//! The way back: an entry's parts as a line that reads as the same parts, for editing an entry as a line.

use chrono::NaiveDate;

use super::recognition::{Part, Recognition};
use super::tags::initials_after_role;
use super::{Context, EVERYONE, Kind, parse};
use crate::calendar;

/// What a line is to say; the text of an action as `parse` leaves it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The kind.
    pub kind: Kind,
    /// The entry's own words.
    pub text: &'a str,
    /// Owners of an action.
    pub owners: &'a [String],
    /// When an action is due.
    pub due: Option<NaiveDate>,
    /// Measure of success of an action.
    pub measure: Option<&'a str>,
    /// The agenda item, where it is to be said.
    pub item: Option<usize>,
}

/// A line to be edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub text: String,
    /// What must not be recognised in it, because the entry's own words only look like it.
    pub off: Recognition,
    /// Owners the line cannot say, since they are neither roles nor initials; to be kept beside it.
    pub unsaid: Vec<String>,
}

/// Writes the line that `parse` reads back as the same parts, with what it must leave alone.
pub fn line(parts: &Parts<'_>, context: &Context<'_>) -> Line {
    let mut written = Line::default();
    // `= 62%` is no decision, but `decision: 62%` is; a measure after `so that` need not be said twice.
    for (opening, purpose) in [
        (Opening::Mark, Purpose::Read),
        (Opening::Mark, Purpose::Ignored),
        (Opening::Word, Purpose::Read),
        (Opening::Word, Purpose::Ignored),
    ] {
        written = write(parts, context, opening, purpose);
        let read = parse(&written.text, context, &written.off);
        if read.kind == parts.kind && read.measure.as_deref() == parts.measure {
            break;
        }
    }
    written
}

/// How the line says its kind.
#[derive(Clone, Copy)]
enum Opening {
    Mark,
    Word,
}

/// Whether `so that` in the entry's own words gives its measure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Read,
    Ignored,
}

fn write(parts: &Parts<'_>, context: &Context<'_>, opening: Opening, purpose: Purpose) -> Line {
    let mut text = String::with_capacity(parts.text.len() + 64);
    if let Some(n) = parts.item.filter(|n| (1..=context.items).contains(n)) {
        text.extend([">", &n.to_string(), " "]);
    }
    match (opening, parts.kind.prefix()) {
        (_, None) => {}
        (Opening::Mark, Some(mark)) => text.extend([mark, ' ']),
        (Opening::Word, Some(_)) => text.extend([parts.kind.word(), ": "]),
    }
    let is_action = parts.kind == Kind::Action;
    let (said, unsaid): (Vec<&String>, Vec<&String>) =
        parts.owners.iter().partition(|owner| is_action && can_say(owner, context));
    for owner in said {
        text.extend(["@", &tag(owner, context), " "]);
    }
    if is_action && text.ends_with(' ') && starts_with_to(parts.text) && !parts.owners.is_empty() {
        text.push_str("to ");
    }
    let start = text.len();
    text.push_str(parts.text);
    let end = text.len();
    if is_action {
        if let Some(due) = parts.due {
            text.extend([" by ", &due_words(due, context)]);
        }
        if let (Purpose::Ignored, Some(measure)) = (purpose, parts.measure) {
            text.extend([" measure: ", measure]);
        }
    }
    let off = turned_off(&text, (start, end), purpose, context);
    Line { text, off, unsaid: unsaid.into_iter().cloned().collect() }
}

/// Everything in a range of bytes that would be recognised but is meant as it stands.
fn turned_off(text: &str, (start, end): (usize, usize), purpose: Purpose, context: &Context<'_>) -> Recognition {
    let mut off = Recognition::new();
    // Each round turns off more of the range, so there is a last one.
    loop {
        let before = off.off.len();
        for span in parse(text, context, &off).spans {
            let unmeant = match span.what {
                Part::Attendance | Part::Mention | Part::Until => true,
                Part::Purpose => purpose == Purpose::Ignored,
                what => what.is_taken_out(),
            };
            if unmeant && span.start < end && start < span.end {
                off.turn_off(span.start.max(start), span.end.min(end));
            }
        }
        if off.off.len() == before {
            return off;
        }
    }
}

fn starts_with_to(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|word| word.eq_ignore_ascii_case(b"to"))
        && text[2..].chars().next().is_none_or(char::is_whitespace)
}

/// A due date as `parse` reads it back: short where that is enough.
fn due_words(due: NaiveDate, context: &Context<'_>) -> String {
    let short = calendar::short(due, context.today);
    match context.calendar.parse_date(&short, context.today) {
        Some(read) if read == due => short,
        _ => due.format("%a %-d %b %Y").to_string(),
    }
}

/// An owner as typed after `@`: `HT AB` is `HT/AB`.
fn tag(owner: &str, context: &Context<'_>) -> String {
    match owner.rsplit_once(' ') {
        None if owner == EVERYONE => "everyone".to_owned(),
        Some((role, letters)) if is_role(role, context) && initials_after_role(letters) == Some(letters) => {
            format!("{role}/{letters}")
        }
        _ => owner.to_owned(),
    }
}

fn can_say(owner: &str, context: &Context<'_>) -> bool {
    let read = parse(&format!("! @{}", tag(owner, context)), context, &Recognition::new());
    read.owners == [owner] && read.text.is_empty()
}

fn is_role(name: &str, context: &Context<'_>) -> bool {
    context.roles.iter().any(|role| role.id == name)
}
