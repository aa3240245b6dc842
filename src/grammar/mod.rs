//! The one-line grammar: what a typed line says of its kind, owner, deadline, speaker and place, with spans for the eye.
//!
//! Pure and total: any text reads as something, and nothing typed is lost. Outside actions no word is taken out of the
//! text but the mark of the kind and `>5 `. Whatever is recognised can be turned off range by range, or for the whole
//! line by a leading `\`.

mod action;
mod attendance;
mod deadline;
mod kind;
mod line;
mod meant;
mod opening;
mod past;
mod printed;
mod recognition;
mod tags;
mod unread;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

pub use attendance::{Attendance, Presence};
pub use deadline::{only_hurries, only_next_meeting, tells_next_meeting};
pub use kind::Kind;
pub use line::{Line, Parts, line};
pub use meant::{Meant, meant, without_decided};
pub use printed::{after_tags, as_printed, tells, tells_who};
pub use recognition::{Part, Recognition, Span};
use tags::HashTag;
pub use tags::{as_initials, capitals_of};
pub use unread::Unread;

/// The role of all who take part.
pub const EVERYONE: &str = "All";

/// Whether a name is all who take part.
pub fn is_everyone(name: &str) -> bool {
    ["all", "everyone", "everybody"].iter().any(|word| word.eq_ignore_ascii_case(name.trim()))
}

/// A role as it may be typed after `@`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleName {
    /// Its id, as kept: `HT`.
    pub id: String,
    /// What it stands for: `Headteacher`.
    pub label: String,
    /// Other words for it; capitals do not matter.
    pub aliases: Vec<String>,
    /// The audience whose papers are for it; empty: none of its own.
    pub of: String,
    /// The role they sit in where nobody is in this one; empty: none.
    pub among: String,
}

impl RoleName {
    /// Whether a word or two are its id, what it stands for or another word for it; capitals do not matter.
    pub fn is_called(&self, name: &str) -> bool {
        [&self.id, &self.label].into_iter().chain(&self.aliases).any(|known| known.eq_ignore_ascii_case(name))
    }

    /// The role in which they sit among those known: another one, if only that has somebody.
    pub fn as_seated<'a>(&'a self, people: &dyn People) -> &'a str {
        let is_among = !self.among.is_empty() && !people.has_role(&self.id) && people.has_role(&self.among);
        if is_among { &self.among } else { &self.id }
    }
}

/// Who is known where a line is typed.
pub trait People: std::fmt::Debug {
    /// The one person known of some initials, by role and initials; none where nobody is, or several are.
    fn of_initials(&self, initials: &str) -> Option<String>;

    /// Whether somebody known is in a role.
    fn has_role(&self, role: &str) -> bool;
}

/// Somebody known by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The words of the name, the first name first.
    pub names: Vec<String>,
    /// Role and initials: `HT MH`.
    pub owner: String,
}

/// Nobody known.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl People for Nobody {
    fn of_initials(&self, _: &str) -> Option<String> {
        None
    }

    fn has_role(&self, _: &str) -> bool {
        false
    }
}

/// What the reading of a line rests on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Terms and holidays, for deadlines.
    pub calendar: &'a Calendar,
    /// The roles there are.
    pub roles: &'a [RoleName],
    /// SEF sections that `#` tags may name; empty: any such as `A2`.
    pub sef: &'a [String],
    /// How many numbered agenda items there are, for `>5 `.
    pub items: usize,
    /// The day of the next meeting, where it is noted.
    pub next_meeting: Option<NaiveDate>,
    /// Who is known, for owners by their initials.
    pub people: &'a dyn People,
    /// Who is known by name, for owners by theirs.
    pub names: &'a [KnownName],
}

/// Whose view an entry gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The school's own.
    School,
    /// The local authority's, as the School Improvement Partner gives it.
    La,
    /// The inspectors'.
    Inspector,
}

impl View {
    /// All views.
    pub const ALL: [View; 3] = [View::School, View::La, View::Inspector];

    /// Its tag, as typed after `#`.
    pub const fn tag(self) -> &'static str {
        match self {
            View::School => "school",
            View::La => "la",
            View::Inspector => "inspector",
        }
    }

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            View::School => "School view",
            View::La => "LA view",
            View::Inspector => "Inspector’s view",
        }
    }
}

/// Words that look like the owner of an action and are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unowned {
    /// The words: `Tom Baines`, `Chair of Governors`.
    pub words: String,
    /// How their owner is typed, `@TB`, `@GOV`; none where the words do not tell.
    pub tag: Option<String>,
}

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The kind.
    pub kind: Kind,
    /// The text to keep.
    pub text: String,
    /// Owners of an action, in order, by role and initials: `HT`, `HT AB`, `AB`.
    pub owners: Vec<String>,
    /// A word after `@` in an action that is nobody nov knows.
    pub unknown: Option<String>,
    /// When an action is due.
    pub due: Option<NaiveDate>,
    /// The words that said so.
    pub due_words: Option<String>,
    /// Words an action begins with that look meant as its owner but name none nov knows.
    pub unowned: Option<Unowned>,
    /// Words of an action that look meant as a date but say none nov knows.
    pub undated: Option<String>,
    /// Measure of success of an action; after `so that` it stands in the text too.
    pub measure: Option<String>,
    /// Who said it, outside actions.
    pub speaker: Option<String>,
    /// Whose view it is.
    pub view: Option<View>,
    /// SEF section.
    pub sef: Option<String>,
    /// Key stage.
    pub key_stage: Option<String>,
    /// Place in the agenda it is to be filed under, from 1.
    pub item: Option<usize>,
    /// What the line looks meant as and is not, so that it stands as it was typed.
    pub unread: Option<Unread>,
    /// Attendance the line sets, being nothing else: of several, each with what they did.
    pub attendance: Vec<Attendance>,
    /// Whether a `%` stands among the words as if to make the line private, which only the first mark of a line does.
    pub private_within: bool,
    /// Whether a name was typed that is kept as initials.
    pub shortens: bool,
    /// The recognised parts of the typed line, in order, none over another.
    pub spans: Vec<Span>,
}

impl Parsed {
    /// The range of bytes that a Backspace at a caret turns off: the recognised part that ends just there.
    pub fn recognised_before(&self, caret: usize) -> Option<(usize, usize)> {
        self.spans.iter().map(Span::key).find(|(_, end)| *end == caret)
    }
}

/// Reads a line. `off` holds the ranges of it in which nothing is to be recognised.
pub fn parse(text: &str, context: &Context<'_>, off: &Recognition) -> Parsed {
    let mut parsed = Parsed::default();
    let opening = opening::read(text, context, off, &mut parsed.spans);
    let body = opening.body;
    parsed.kind = opening.kind;
    parsed.item = opening.item;
    parsed.unread = opening.missing.map(Unread::Item);
    if opening.escaped {
        text[body..].clone_into(&mut parsed.text);
        return parsed;
    }
    parsed.private_within = parsed.kind != Kind::Private && opening::has_private_within(text, context.roles);
    if parsed.kind == Kind::Note {
        attendance(text, body, context, off, &mut parsed);
    }
    words(text, body, context, off, &mut parsed);
    parsed
}

/// A text kept word for word. Only a line of it that begins with the mark of a private one is heeded: then it is private.
pub fn word_for_word(text: &str, context: &Context<'_>) -> Parsed {
    let is_private = |line: &str| parse(line, context, &Recognition::default()).kind == Kind::Private;
    let kind = if text.lines().any(is_private) { Kind::Private } else { Kind::Note };
    Parsed { kind, text: text.to_owned(), ..Parsed::default() }
}

/// Reads the words of an entry that is of a kind already, as when it is corrected: they have no mark before them.
pub fn parse_words(kind: Kind, text: &str, context: &Context<'_>, off: &Recognition) -> Parsed {
    let private_within = kind != Kind::Private && opening::has_private_within(text, context.roles);
    let mut parsed = Parsed { kind, private_within, ..Parsed::default() };
    words(text, 0, context, off, &mut parsed);
    parsed
}

/// What stands in the words of a line from byte `body` on.
fn words(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    if parsed.kind == Kind::Action {
        action::read(text, body, context, off, parsed);
    } else {
        text[body..].clone_into(&mut parsed.text);
    }
    if parsed.attendance.is_empty() {
        if parsed.kind != Kind::Action {
            speaker(text, body, context, off, parsed);
        }
        hashes(text, body, context, off, parsed);
    }
    parsed.spans.sort_unstable_by_key(|span| span.start);
}

/// A line of its own that says who came or went.
fn attendance(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let tags = tags::attending(text, body, text.len(), context);
    let said = attendance::read_all(text, body, &tags);
    if let Some(role) = tags::behind_role(text, &tags, context).filter(|_| !said.is_empty()) {
        parsed.unread = parsed.unread.take().or_else(|| Some(Unread::Role(role.to_owned())));
        return;
    }
    if said.is_empty() && tags.first().is_some_and(|tag| off.allows(tag.start, text.len())) {
        parsed.unread = parsed.unread.take().or_else(|| attendance::unread(text, body, &tags));
    }
    // Turned off of one, the line is a minute.
    if said.iter().all(|said| off.allows(said.start, said.end)) {
        for attendance::Said { attendance, start, end } in said {
            parsed.shortens |= attendance.who.iter().any(|who| tags::is_shortened(text, who));
            parsed.attendance.push(attendance);
            parsed.spans.push(Span { start, end, what: Part::Attendance });
        }
    }
}

/// Who speaks, outside actions: the first role, where it stands before the words or behind them. One in the midst of a
/// sentence is spoken of.
fn speaker(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let roles = tags::roles(text, body, text.len(), context);
    let speaks = |tag: &tags::RoleTag<'_>| printed::stands_apart(text, body, tag.start, tag.end);
    let Some(tag) = roles.into_iter().find(|tag| off.allows(tag.start, tag.end)).filter(speaks) else {
        return;
    };
    parsed.speaker = Some(tag.name());
    parsed.spans.push(Span { start: tag.start, end: tag.end, what: Part::Speaker });
}

/// The words after the tag a text begins with, if that tag names this speaker and nobody else. An SEF area or a view may
/// stand before it.
pub fn after_speaker<'a>(text: &'a str, who: &str, context: &Context<'a>) -> Option<&'a str> {
    let tag = tags::roles(text, 0, text.len(), context).into_iter().next()?;
    let named = tag.start == after_tags(text) && tag.name() == who;
    let rest = text.get(tag.end..).filter(|_| named)?;
    let words = rest.strip_prefix(':').unwrap_or(rest);
    words.strip_prefix(char::is_whitespace).map(str::trim_start).filter(|words| !words.is_empty())
}

/// The first `#` tag of each sort.
fn hashes(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let mut end = text.len();
    if let Some(measure) = parsed.spans.iter().find(|span| span.what == Part::Measure) {
        end = measure.start;
    }
    for (start, end, tag) in tags::hashes(text, body, end, context) {
        if !off.allows(start, end) {
            continue;
        }
        let what = match tag {
            HashTag::Sef(id) if parsed.sef.is_none() => {
                parsed.sef = Some(id);
                Part::Sef
            }
            HashTag::KeyStage(id) if parsed.key_stage.is_none() => {
                parsed.key_stage = Some(id);
                Part::KeyStage
            }
            HashTag::View(view) if parsed.view.is_none() => {
                parsed.view = Some(view);
                Part::View
            }
            HashTag::Sef(_) | HashTag::KeyStage(_) | HashTag::View(_) => continue,
        };
        parsed.spans.push(Span { start, end, what });
    }
}

#[cfg(test)]
mod tests;
