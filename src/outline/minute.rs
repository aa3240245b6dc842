//! An entry as it is printed among the minutes.

use std::borrow::Cow;

use super::build::run;
use super::model::{Content, Run, Style, plain};
use crate::forms::Form;
use crate::grammar::{Kind, as_printed, tells_who, without_decided};
use crate::session::{Action, Contents, Entry, Filled, Piece, whose, with_capital};

/// What stands before an entry's words, without what the user leaves out.
pub(super) struct Lead {
    /// Time of day.
    pub(super) time: String,
    /// What it is; empty: a plain minute.
    pub(super) kind: String,
    /// Who said it.
    pub(super) who: String,
}

/// What stands before an entry's words, without what the user leaves out.
pub(super) fn lead(entry: &Entry, contents: &Contents) -> Lead {
    let told = |piece: Piece, text: String| if contents.hold(piece) { text } else { String::new() };
    let kind = match entry.kind {
        Kind::Note => String::new(),
        Kind::Observed | Kind::Reported => told(Piece::Evidence, entry.kind.label().to_owned()),
        Kind::Action | Kind::Decision | Kind::Question | Kind::Private => entry.kind.label().to_owned(),
    };
    Lead {
        time: told(Piece::Times, entry.at.format("%H:%M").to_string()),
        kind,
        who: told(Piece::Speakers, entry.who.clone().unwrap_or_default()),
    }
}

/// Who said an entry, as it stands before its words in a line of minutes: nobody where the words tell it.
fn before_its_words(who: String, entry: &Entry, filled: &Filled<'_>) -> String {
    if tells_who(&entry.text, &who, &filled.reading()) { String::new() } else { who }
}

/// What an entry is about, as it stands before its words: the name of its judgement, unless they begin with it.
pub(super) fn about(entry: &Entry, form: &Form) -> String {
    let judgement = entry.row.as_deref().and_then(|row| form.judgement(row));
    let name = judgement.map_or("", |(_, row)| row.spoken());
    if name.is_empty() || begins_with(&entry.text, name) { String::new() } else { format!("{name}: ") }
}

/// What an entry answers, as it stands before its words: the label of the field that asks the same, else the beginning of the
/// prompt. An action says itself what it is about.
fn question(entry: &Entry, filled: &Filled<'_>) -> Option<String> {
    const LONGEST: usize = 72;
    let id = entry.prompt.as_deref().filter(|_| entry.as_action().is_none())?;
    let (list, n) = id.rsplit_once('.')?;
    // A trigger for concern is for those alone who are told of it.
    let items = &filled.prompts.iter().find(|known| known.id == list && known.tell.is_none())?.items;
    let words = items.get(n.parse::<usize>().ok()?.checked_sub(1)?)?;
    let label = filled.form.all_fields().find(|field| field.prompt.as_deref() == Some(id)).map(|field| &field.label);
    let asked = label.unwrap_or(words).trim();
    if asked.chars().count() <= LONGEST {
        return Some(if asked.ends_with(['?', ':']) {
            asked.to_owned()
        } else {
            format!("{}:", asked.trim_end_matches('.'))
        });
    }
    let end = asked.char_indices().nth(LONGEST).map_or(asked.len(), |(end, _)| end);
    let begun = &asked[..end];
    let whole = [" - ", "; ", ": "].into_iter().filter_map(|mark| begun.rfind(mark)).max();
    let cut = whole.or_else(|| begun.rfind(' ')).unwrap_or(end);
    let more = if whole.is_some() { "" } else { " …" };
    Some(format!(
        "{}{more}{}",
        begun[..cut].trim_end_matches([',', ';', ':']),
        if asked.ends_with('?') { "?" } else { ":" }
    ))
}

/// Whether words begin with a name, however it is written.
fn begins_with(text: &str, name: &str) -> bool {
    let (mut text, name) = (text.trim_start().chars(), name.chars());
    let is_same = name.flat_map(char::to_lowercase).all(|c| text.next().is_some_and(|t| t.to_lowercase().eq([c])));
    is_same && !text.next().is_some_and(char::is_alphanumeric)
}

/// An entry with its time, what it is, who said it, what it is about, and all that is known of an action.
pub(super) fn content(entry: &Entry, filled: &Filled<'_>, contents: &Contents) -> Content {
    let Lead { time, kind, who } = lead(entry, contents);
    let who = before_its_words(who, entry, filled);
    let kind = entry.as_action().map_or(kind, |action| format!("action {}", action.number));
    let about = about(entry, filled.form);
    let about = Some(run(&about, Style::Strong)).filter(|about| !about.text.is_empty());
    let asked = question(entry, filled).map(|asked| run(&format!("{asked} "), Style::Emphasis));
    let runs = about.into_iter().chain(asked).chain(words(entry, filled, contents)).collect();
    // What was carried here was said at another meeting.
    let carried = entry.as_action().is_some_and(|action| action.origin.is_some());
    let time = if carried { String::new() } else { time };
    Content::Entry { time, kind, who, runs, unfinished: false }
}

/// The words of an entry. Who said them stands before them already or is left out, unless they are a sentence about whoever
/// it is.
fn words(entry: &Entry, filled: &Filled<'_>, contents: &Contents) -> Vec<Run> {
    let reading = filled.reading();
    let who = entry.who.as_deref().unwrap_or_default();
    let is_sentence = tells_who(&entry.text, who, &reading);
    let text = if contents.hold(Piece::Speakers) {
        as_printed(&entry.text, if is_sentence { "" } else { who }, &reading)
    } else {
        // The rest of a sentence whose speaker is left out begins as one.
        let rest = as_printed(&entry.text, who, &reading);
        with_capital(&rest).filter(|_| is_sentence).map_or(rest, Cow::Owned)
    };
    // That it is a decision stands before it already.
    let decided = if entry.kind == Kind::Decision { without_decided(&text) } else { None };
    let text = decided.map(|words| with_capital(words).unwrap_or_else(|| words.to_owned())).map_or(text, Cow::Owned);
    // A question without its mark gets it, unless it is told as a sentence.
    let is_bare = entry.kind == Kind::Question && !is_sentence && text.ends_with(char::is_alphanumeric);
    let text = if is_bare { Cow::Owned(format!("{text}?")) } else { text };
    let mut runs = vec![run(&text, Style::Plain)];
    if let Some(action) = entry.as_action() {
        runs.extend(action_runs(action, filled.session.date()));
    }
    let is_said = |area: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == area);
    if let Some(area) = entry.sef.as_deref().filter(|area| !is_said(area)) {
        runs.push(run(&format!(" (SEF {area})"), Style::Emphasis));
    }
    if let Some(view) = entry.view {
        runs.push(run(&format!(" ({})", view.label()), Style::Emphasis));
    }
    runs
}

/// An entry in one plain sentence, without its time.
pub fn in_words(entry: &Entry, filled: &Filled<'_>) -> String {
    format!("{}{}", about(entry, filled.form), beside_its_judgement(entry, filled, &Contents::default()))
}

/// An entry in one plain sentence, where it stands beside what it is about.
pub(super) fn beside_its_judgement(entry: &Entry, filled: &Filled<'_>, contents: &Contents) -> String {
    let Lead { kind, who, .. } = lead(entry, contents);
    let who = before_its_words(who, entry, filled);
    let kind = entry.as_action().map_or(kind, |action| format!("action {}", action.number));
    let lead = [capital(kind), who].into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part}: "));
    format!("{}{}", lead.collect::<String>(), plain(&words(entry, filled, contents)))
}

/// An entry as one paragraph among others in a box of a form.
pub(super) fn paragraph(content: &Content) -> Vec<Run> {
    let Content::Entry { time, kind, who, runs, .. } = content else { return Vec::new() };
    let lead = [capital(kind.clone()), who.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let lead = if lead.is_empty() { String::new() } else { format!("{}: ", lead.join(", ")) };
    let time = if time.is_empty() { String::new() } else { format!("{time} ") };
    let mut all = vec![run(&time, Style::Faint), run(&lead, Style::Strong)];
    all.retain(|run| !run.text.is_empty());
    let unparted = |text: &str| text.split('\n').filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
    all.extend(runs.iter().map(|said| run(&unparted(&said.text), said.style)));
    all
}

pub(super) fn capital(mut word: String) -> String {
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// Owner, date, measure and where the action stands, after its words.
fn action_runs(action: &Action, on: chrono::NaiveDate) -> Vec<Run> {
    let mut facts = Vec::new();
    if !action.owners.is_empty() {
        facts.push(whose(&action.owners));
    }
    if let Some(due) = action.due {
        let overdue = if action.is_overdue(on) { ", overdue" } else { "" };
        facts.push(format!("by {}{overdue}", crate::calendar::long(due)));
    }
    if !action.measure.is_empty() {
        facts.push(format!("measure: {}", action.measure));
    }
    if let Some(origin) = &action.origin {
        facts.push(format!("first agreed {}", crate::calendar::long(origin.date)));
    }
    facts.extend(action.told());
    if action.status != crate::session::Status::Open {
        let is_told = !action.progress.is_empty() || !action.impact.is_empty();
        let noted = if is_told { String::new() } else { action.noted() };
        facts.push(format!("status: {}{noted}", action.status.label()));
    }
    // Each ends as the sentence of all of them goes on.
    let facts: Vec<&str> = facts.iter().map(|fact| fact.trim_end().trim_end_matches(['.', ';'])).collect();
    if facts.is_empty() { Vec::new() } else { vec![run(&format!(" ({})", facts.join("; ")), Style::Emphasis)] }
}
