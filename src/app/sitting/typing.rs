//! Typing: every key in a text becomes an edit of the session at once.

use chrono::{NaiveDateTime, TimeDelta};

use super::super::editor::{Pressed, TextEdit};
use super::super::message::Urgency;
use super::super::{App, Effect};
use super::{Focus, Sitting};
use crate::command::{Code, Key};
use crate::forms::Kind as FieldKind;
use crate::grammar::Kind;
use crate::session::{Change, Grouping, LONGEST_TEXT, Target, Topic, outcome};

impl Sitting {
    /// The text that has the caret.
    pub(super) fn target(&self, spot: Option<Target>) -> Option<Target> {
        match self.focus {
            Focus::Line => Some(Target::Draft(self.draft_item())),
            Focus::Entry(id) => Some(Target::Entry(id)),
            Focus::Sheet => spot,
            Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => None,
        }
    }

    /// The item the entry line writes to: where the draft began, else the item shown.
    pub(super) fn draft_item(&self) -> String {
        let draft = self.session().draft();
        if draft.text.is_empty() { self.item.clone() } else { draft.item.clone() }
    }

    /// Whether an edit is taken back with what was typed just before: a field of one line whole, a text word by word, and one
    /// that is long by runs of words within a sentence, typed without a pause.
    fn grouping(&self, target: &Target, edit: &TextEdit, now: NaiveDateTime) -> Grouping {
        let follows = |typed: &&Typed| typed.target == *target && typed.end == edit.at + edit.remove.len();
        let Some(typed) = self.last_typed.as_ref().filter(follows) else { return Grouping::New };
        let before = &self.session().text(target)[..edit.at];
        let begins_word =
            edit.insert.starts_with(|c: char| !c.is_whitespace()) && before.ends_with(char::is_whitespace);
        let ends_run = || {
            let ends_sentence = before.ends_with('\n') || before.trim_end().ends_with(['.', '!', '?', ':', ';']);
            before.len() < LONG || ends_sentence || typed.length >= LONGEST_RUN || now - typed.at > PAUSE
        };
        let is_put_in = edit.insert.len() > 8;
        let begins = is_put_in || (begins_word && !self.is_of_one_line(target) && ends_run());
        if begins { Grouping::New } else { Grouping::Join }
    }
}

/// From how many bytes on a text is long.
const LONG: usize = 80;

/// How many bytes of a long text are taken back together at most, whole words aside.
const LONGEST_RUN: usize = 40;

/// How long nobody types before the next word is taken back by itself.
const PAUSE: TimeDelta = TimeDelta::seconds(3);

/// Where something was typed last, for what undo takes back together.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) target: Target,
    /// Byte after it.
    end: usize,
    /// Bytes typed since what is taken back together began.
    length: usize,
    at: NaiveDateTime,
}

impl Sitting {
    fn is_of_one_line(&self, target: &Target) -> bool {
        let path = match target {
            Target::Field(path) => path.clone(),
            Target::Cell { table, row, column } => format!("{table}.{}.{column}", row + 1),
            Target::Draft(_) | Target::Entry(_) | Target::Measure(_) | Target::Progress(_) | Target::Impact(_) => {
                return false;
            }
        };
        self.form.cell(&path).is_ok_and(|cell| !matches!(cell.kind, FieldKind::LongText))
    }
}

impl App {
    /// A key for the entry line, or the entry being edited.
    pub(super) fn press_in_text(&mut self, sitting: &mut Sitting, key: Key) {
        if key.code == Code::Backspace && sitting.turn_off_recognition() {
            sitting.reread(&self.desk);
            sitting.reread_correction(&self.desk);
            return;
        }
        if key.code == Code::Backspace && self.takes_speaker_away(sitting) {
            return;
        }
        sitting.left = Focus::Line;
        let length = if sitting.focus == Focus::Line { sitting.line.text().len() } else { sitting.editor.text().len() };
        if key.typed().is_some_and(|c| length + c.len_utf8() > crate::session::LONGEST_TEXT) {
            self.warn("One entry holds 64 KB, and this one is full; enter it and go on in the next");
            return;
        }
        let pressed = if sitting.focus == Focus::Line { sitting.line.press(key) } else { sitting.editor.press(key) };
        match pressed {
            Pressed::Edit(edit) => {
                self.keep_edit(sitting, &edit);
                if sitting.focus == Focus::Line {
                    self.take_figure(sitting);
                }
            }
            Pressed::Moved | Pressed::Ignored => {}
        }
    }

    /// Text put in at the caret: a paste, a line break, the start of an entry from a prompt.
    pub(in super::super) fn put_in(&mut self, sitting: &mut Sitting, text: &str) {
        if matches!(sitting.focus, Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People) {
            sitting.focus = Focus::Line;
        }
        if sitting.focus == Focus::Sheet && self.spot_target(sitting).is_none() {
            return;
        }
        let room = LONGEST_TEXT.saturating_sub(if sitting.focus == Focus::Line {
            sitting.line.text().len()
        } else {
            sitting.editor.text().len()
        });
        let (fits, cut) = fitting(text, room);
        let edit = if sitting.focus == Focus::Line { sitting.line.insert(fits) } else { sitting.editor.insert(fits) };
        self.keep_edit(sitting, &edit);
        if cut > 0 {
            self.warn(format!(
                "One entry holds 64 KB; the last {cut} bytes of what you pasted did not fit and are not in it"
            ));
        }
    }

    /// Records an edit that the editor shows already; where it cannot be kept, the view is put right again.
    pub(super) fn keep_edit(&mut self, sitting: &mut Sitting, edit: &TextEdit) {
        let spot = self.spot_target(sitting);
        let Some(target) = sitting.target(spot) else { return };
        if self.record_typing(sitting, target, edit) {
            let (removed, inserted) = (edit.remove.len(), edit.insert.len());
            match sitting.focus {
                Focus::Line => {
                    sitting.recognition.edited(edit.at, removed, inserted);
                    sitting.reread(&self.desk);
                }
                Focus::Entry(_) => {
                    sitting.correction.off.edited(edit.at, removed, inserted);
                    sitting.reread_correction(&self.desk);
                }
                Focus::Sheet | Focus::Figures | Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::People => {}
            }
        } else {
            sitting.refresh_editors(&self.desk);
        }
    }

    /// Records an edit together with what was typed just before.
    pub(in super::super) fn record_typing(&mut self, sitting: &mut Sitting, target: Target, edit: &TextEdit) -> bool {
        let grouping = sitting.grouping(&target, edit, self.now);
        let so_far = sitting.last_typed.as_ref().filter(|_| grouping == Grouping::Join).map_or(0, |typed| typed.length);
        let mut changes = sitting.row_for(&target, &self.desk);
        let (remove, insert) = (edit.remove.clone(), edit.insert.clone());
        if let Target::Draft(_) = target {
            let empties = insert.is_empty() && remove.len() == sitting.session().draft().text.len();
            changes.extend(sitting.turning(if empties { Topic::default() } else { sitting.topic() }));
        }
        changes.push(Change::Edit { target: target.clone(), at: edit.at, remove, insert });
        let recorded = self.record(sitting, changes, grouping, Urgency::Soon);
        if recorded {
            let (end, length) = (edit.at + edit.insert.len(), so_far + edit.insert.len());
            sitting.last_typed = Some(Typed { target, end, length, at: self.now });
        }
        recorded
    }

    /// Has what the line half typed is about kept, after that was changed on the screen.
    pub(super) fn keep_topic(&mut self, sitting: &mut Sitting) {
        let change = sitting.turning(sitting.topic()).filter(|_| !sitting.session().draft().text.is_empty());
        self.record(sitting, change.into_iter().collect(), Grouping::New, Urgency::Soon);
    }

    /// Undo and redo.
    pub(in super::super) fn turn_back(&mut self, sitting: &mut Sitting, forward: Direction) {
        if sitting.held_by.is_some() {
            self.warn("This session is open elsewhere, so nothing can be changed here");
            return;
        }
        let given = outcome(&sitting.filled(&self.desk));
        let step = match forward {
            Direction::Back => sitting.live.undo(self.now),
            Direction::Forward => sitting.live.redo(self.now),
        };
        match step {
            Ok(Some(step)) => {
                let session = sitting.session().id().to_owned();
                let changes = step.changes.clone();
                let here = self.spot_target(sitting).filter(|_| sitting.focus == Focus::Sheet);
                let told = sitting.told_of(&step, here.as_ref(), &self.desk);
                self.want(Effect::Keep { session, step: Box::new(step), urgency: Urgency::Soon });
                self.follow(sitting, &given);
                sitting.last_typed = None;
                sitting.after_turn();
                if sitting.focus == Focus::Sheet {
                    self.go_where_turned(sitting, &changes);
                }
                sitting.refresh_editors(&self.desk);
                self.offer_day(sitting);
                let attends =
                    forward == Direction::Back && sitting.focus == Focus::Line && !sitting.parsed.attendance.is_empty();
                if attends {
                    self.tell(
                        "The words stand below again; what they noted stays: to mend it, Ctrl+P “mend attendance”",
                    );
                } else if let Some(told) = told {
                    self.tell(told);
                }
            }
            Ok(None) => self.tell(match forward {
                Direction::Back => "There is nothing to undo",
                Direction::Forward => "There is nothing to redo",
            }),
            Err(error) => self.warn(format!("That cannot be undone any more: {error}")),
        }
    }
}

/// Back is undo, forward is redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Direction {
    /// Undo.
    Back,
    /// Redo.
    Forward,
}

impl Sitting {
    /// Shows the session's texts in the editors again, carets kept near where they were.
    pub(super) fn refresh_editors(&mut self, desk: &super::Desk) {
        let draft = self.session().draft().text.clone();
        if self.line.text() != draft {
            self.line = super::Editor::new(&draft);
            self.recognition = super::Recognition::default();
        }
        let spot = self.spot_target_with(desk);
        if let Some(target) = self.target(spot).filter(|t| !matches!(t, Target::Draft(_))) {
            let text = self.session().text(&target).to_owned();
            if self.editor.text() != text {
                let caret = self.editor.caret().min(text.len());
                self.editor = super::Editor::new(&text);
                self.editor.put_caret((0..=caret).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
                self.correction.off = super::Recognition::default();
            }
        }
        self.reread(desk);
        self.reread_correction(desk);
    }

    /// After an offered change: the editors show what stands there now.
    pub(in super::super) fn after_mend(&mut self, desk: &super::Desk) {
        self.last_typed = None;
        self.after_turn();
        self.refresh_editors(desk);
        if let Focus::Entry(id) = self.focus {
            self.begin_correction(id);
        }
    }

    /// After undo or redo the caret must not stay in an entry that is gone, nor the draft under another item.
    pub(super) fn after_turn(&mut self) {
        if let Focus::Entry(id) = self.focus
            && self.session().entry(id).is_none_or(|(_, e)| e.removed)
        {
            self.focus = Focus::Line;
        }
        let draft = self.session().draft();
        if !draft.text.is_empty() && draft.item != self.item && self.session().stop(&draft.item).is_some() {
            self.item = draft.item.clone();
        }
        self.take_up_topic();
        if self.session().stop(&self.item).is_none() {
            self.item = self.session().agenda().first().map(|s| s.id.clone()).unwrap_or_default();
        }
    }

    /// Backspace just after something recognised turns the recognition off instead of deleting.
    fn turn_off_recognition(&mut self) -> bool {
        let (parsed, off, caret) = match self.focus {
            Focus::Line => {
                let read = self.as_row.as_deref().map_or(&self.parsed, |row| &row.parsed);
                (read, &mut self.recognition, self.line.caret())
            }
            Focus::Entry(_) if self.correction.parsed.kind == Kind::Action => {
                (&self.correction.parsed, &mut self.correction.off, self.editor.caret())
            }
            Focus::Entry(_)
            | Focus::Sheet
            | Focus::Figures
            | Focus::Agenda
            | Focus::Actions
            | Focus::Prompts
            | Focus::People => {
                return false;
            }
        };
        let range = parsed.recognised_before(caret);
        if let Some((start, end)) = range {
            off.turn_off(start, end);
        }
        range.is_some()
    }
}

/// What fits of a text, and how many bytes do not.
fn fitting(text: &str, room: usize) -> (&str, usize) {
    let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (&text[..end], text.len() - end)
}
