//! Correcting an entry: its words are read anew as they change, and once it is done all of it is one change to undo.

use super::super::App;
use super::super::message::Urgency;
use super::{Focus, Sitting};
use crate::grammar::{Context, Kind, Parsed, Part, Recognition, parse, parse_words};
use crate::session::{Change, Entry, EntryId, Grouping, turned, unlikely};

/// The correction of an entry.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// Its words as they were.
    from: String,
    /// The last group of changes before it began.
    since: u64,
    /// What is read in its words as they are.
    pub parsed: Parsed,
    /// What the user turned off.
    pub(super) off: Recognition,
}

impl Correction {
    fn read(&mut self, entry: &Entry, context: &Context<'_>) {
        let kept = kept(&self.from, &entry.text);
        let mut off = self.off.clone();
        for (start, end) in meant_as_words(entry, &self.from, context) {
            if end <= kept.before {
                off.turn_off(start, end);
            } else if start >= self.from.len() - kept.after {
                let from_end = |at: usize| entry.text.len() - (self.from.len() - at);
                off.turn_off(from_end(start), from_end(end));
            }
        }
        self.parsed = parse_words(entry.kind, &entry.text, context, &off);
    }

    /// What the entry becomes when it is done: what was read in an action's words alters it, as in a new line.
    fn becomes(&self, entry: &Entry) -> Entry {
        let mut to = entry.clone();
        let parsed = &self.parsed;
        to.sef = parsed.sef.clone().or(to.sef);
        to.view = parsed.view.or(to.view);
        if let Some(action) =
            to.action.as_mut().filter(|_| entry.kind == Kind::Action && !parsed.text.trim().is_empty())
        {
            parsed.text.trim().clone_into(&mut to.text);
            if !parsed.owners.is_empty() {
                action.owners.clone_from(&parsed.owners);
            }
            action.due = parsed.due.or(action.due);
            if let Some(measure) = &parsed.measure {
                action.measure.clone_from(measure);
            }
        }
        to
    }
}

/// How many bytes at both ends of a text stand in another one too.
struct Kept {
    before: usize,
    after: usize,
}

fn kept(from: &str, to: &str) -> Kept {
    let same = |(a, b): &(char, char)| a == b;
    let before: usize = from.chars().zip(to.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest, other) = (&from[before..], &to[before..]);
    let after = rest.chars().rev().zip(other.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    Kept { before, after }
}

/// What stood in an action's words already and only looks like its owner, date or measure; what gave it these is none of it.
fn meant_as_words(entry: &Entry, words: &str, context: &Context<'_>) -> Vec<(usize, usize)> {
    let Some(action) = entry.as_action() else { return Vec::new() };
    let mut off = Recognition::new();
    // Each round turns off more, so there is a last one.
    loop {
        let before = off.off.len();
        let parsed = parse_words(Kind::Action, words, context, &off);
        for span in &parsed.spans {
            let unmeant = match span.what {
                Part::Mention => parsed.owners != action.owners,
                Part::Until => parsed.due != action.due,
                Part::Purpose => parsed.measure.as_ref() != Some(&action.measure),
                what => what.is_taken_out(),
            };
            if unmeant {
                off.turn_off(span.start, span.end);
            }
        }
        if off.off.len() == before {
            return off.off;
        }
    }
}

/// An entry that is a plain note as it is read, where its correction put the mark of another kind before its words.
fn marked_since(before: &str, entry: &Entry, context: &Context<'_>) -> Option<Parsed> {
    let read = |text: &str| parse(text, context, &Recognition::default());
    let parsed = Some(read(&entry.text)).filter(|parsed| parsed.kind != Kind::Note)?;
    let is_new = entry.kind == Kind::Note && read(before).kind == Kind::Note && !parsed.text.trim().is_empty();
    is_new.then_some(parsed)
}

impl Sitting {
    /// Begins to correct an entry.
    pub(super) fn begin_correction(&mut self, id: EntryId) {
        let text = self.session().entry(id).map(|(_, entry)| entry.text.clone()).unwrap_or_default();
        self.editor = super::Editor::new(&text);
        self.correction = Correction {
            from: text,
            since: self.live.last_group(),
            parsed: Parsed::default(),
            off: Recognition::new(),
        };
        self.last_typed = None;
    }

    /// What the entry being corrected is about to become.
    pub fn corrected(&self) -> Option<Entry> {
        let Focus::Entry(id) = self.focus else { return None };
        let (_, entry) = self.session().entry(id)?;
        let is_read = self.correction.parsed.kind == entry.kind && entry.text != self.correction.from;
        Some(if is_read { self.correction.becomes(entry) } else { entry.clone() })
    }

    /// Reads the entry being corrected anew by the grammar.
    pub(super) fn reread_correction(&mut self, desk: &super::Desk) {
        let Focus::Entry(id) = self.focus else { return };
        let Some((_, entry)) = self.live.session().entry(id) else { return };
        let mut correction = std::mem::take(&mut self.correction);
        correction.read(entry, &self.reading(desk, 0));
        self.correction = correction;
    }
}

impl App {
    /// Ends the correction of an entry: one left without words is taken out, one whose words now name another speaker is theirs, and
    /// undo takes all of it back at once.
    pub(super) fn finish_correction(&mut self, sitting: &mut Sitting, id: EntryId) {
        let Some((item, at)) = sitting.session().place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return };
        let Some(from) = sitting.session().entry(id).map(|(_, e)| e.clone()).filter(|e| !e.removed) else { return };
        if sitting.held_by.is_some() {
            return;
        }
        let was = from.kind;
        let correction = &sitting.correction;
        let mut to = if from.text == correction.from { from.clone() } else { correction.becomes(&from) };
        if from.kind != Kind::Action {
            let context = sitting.reading(&self.desk, 0);
            let speaker = |text: &str| parse_words(from.kind, text, &context, &Recognition::new()).speaker;
            let now = speaker(&from.text);
            if now != speaker(&correction.from) {
                to.who = now;
            }
        }
        let context = sitting.reading(&self.desk, 0);
        if let Some(parsed) = marked_since(&correction.from, &from, &context) {
            to = turned(sitting.session(), &to, parsed.kind, &parsed, parsed.text.clone());
        }
        // What reads as somebody's coming or going by now is noted of them, as in a new line.
        let read = parse(&from.text, &context, &Recognition::default());
        let attends = from.kind == Kind::Note
            && from.text != correction.from
            && !read.attendance.is_empty()
            && parse(&correction.from, &context, &Recognition::default()).attendance.is_empty()
            && unlikely(sitting.session(), &read.attendance).is_none();
        to.removed = from.text.trim().is_empty() || attends;
        let grouping = Grouping::Correction { entry: id, since: correction.since };
        let undated = correction.parsed.undated.clone().filter(|_| from.text != correction.from);
        let is_within = |text: &str| {
            parse_words(from.kind, text, &sitting.reading(&self.desk, 0), &Recognition::new()).private_within
        };
        let hides_nothing = is_within(&from.text) && !is_within(&correction.from);
        let typed = sitting.live.groups_on(id, correction.since);
        if to == from && typed < 2 && undated.is_none() && !hides_nothing {
            return;
        }
        let mut changes = if to == from {
            Vec::new()
        } else {
            vec![Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to.clone())) }]
        };
        if attends {
            // They came or left when the line was typed, not when it was mended.
            changes.extend(self.attendance_changes(sitting, &read, to.at));
            self.record(sitting, changes, grouping, Urgency::Now);
            return;
        }
        if typed > 0 && !self.record(sitting, changes, grouping, Urgency::Now) {
            return;
        }
        if to.removed {
            self.tell_taken_out(sitting, to.id);
        } else if to.kind != was {
            self.tell(format!("Now {}", to.kind.label()));
        } else if hides_nothing {
            self.warn("% within a line does not make it private: Ctrl+K does");
        } else if let Some(words) = undated.filter(|_| to.as_action().is_some_and(|action| action.due.is_none())) {
            self.warn(self.no_date(&words, sitting.session().date()));
        }
    }

    /// Backspace at the very start of an entry takes away who said it, which stands before its words; false where nothing does.
    pub(super) fn takes_speaker_away(&mut self, sitting: &mut Sitting) -> bool {
        let Focus::Entry(id) = sitting.focus else { return false };
        let at_start = sitting.editor.caret() == 0 && sitting.editor.selected().is_none();
        let Some((item, at)) = sitting.session().place_of(id).map(|(item, at)| (item.to_owned(), at)) else {
            return false;
        };
        let entry =
            sitting.session().entry(id).map(|(_, entry)| entry.clone()).filter(|entry| at_start && entry.who.is_some());
        let Some(from) = entry else { return false };
        let to = Entry { who: None, ..from.clone() };
        let who = from.who.clone().unwrap_or_default();
        let change = Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to)) };
        if self.record(sitting, vec![change], Grouping::New, Urgency::Soon) {
            sitting.last_typed = None;
            self.tell(format!("{who} is taken away as who said it; Ctrl+Z brings it back"));
        }
        true
    }

    /// The caret leaves the entry being corrected, or stays in it as it is now.
    pub(super) fn leave_correction(&mut self, sitting: &mut Sitting, id: EntryId) {
        self.finish_correction(sitting, id);
        if sitting.session().entry(id).is_some_and(|(_, e)| !e.removed) {
            sitting.begin_correction(id);
        } else {
            sitting.focus = Focus::Line;
        }
    }
}
