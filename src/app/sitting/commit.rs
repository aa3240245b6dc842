//! Committing the entry line: by the grammar it becomes an entry, an action or a mark of attendance.

use super::super::App;
use super::super::message::{InboxNote, Urgency};
use super::panes::trigger;
use super::{Focus, Sitting};
use crate::calendar::{MeetingSaid, kept_with, long};
use crate::forms::Source;
use crate::grammar::{Context, Kind, Parsed, Recognition, Unowned};
use crate::session::{
    Change, Grouping, PromptMark, Target, Topic, Unlikely, counted_from, entry_of, taking_in, unlikely,
};

/// The day of the next meeting, as a line says it.
struct NextDate {
    /// What its field is called.
    label: String,
    /// The day as printed.
    said: String,
    /// What notes it; none where it is noted.
    change: Option<Change>,
    /// Whether the line says nothing else.
    is_all: bool,
}

impl App {
    /// Enter in the entry line.
    pub(super) fn commit(&mut self, sitting: &mut Sitting) {
        let draft = sitting.session().draft().clone();
        if draft.text.trim().is_empty() {
            return;
        }
        if sitting.parsed.private_within {
            self.warn(PRIVATE_WITHIN);
            return;
        }
        if let Some(row) = sitting.as_row.clone() {
            self.commit_row(sitting, &row);
            return;
        }
        let parsed = sitting.parsed.clone();
        let mut changes = sitting.emptying();
        let mut entered = None;
        let attends = !parsed.attendance.is_empty();
        if attends {
            if let Some(why) = unlikely(sitting.session(), &parsed.attendance) {
                self.warn(said_of(&why));
                return;
            }
            changes.extend(self.attendance_changes(sitting, &parsed, self.now));
        } else {
            if parsed.text.trim().is_empty() {
                self.warn(wordless(&parsed));
                return;
            }
            let item = item_for(sitting, &draft.item, &parsed);
            let mut entry = entry_of(&parsed, sitting.session(), &item, self.now);
            entry.row.clone_from(&sitting.row_tag);
            entry.prompt.clone_from(&sitting.prompt_tag);
            let odd: Vec<String> = self.odd_date(sitting, &parsed).into_iter().chain(without_owner(&parsed)).collect();
            if !odd.is_empty() {
                self.warn(odd.join(" · "));
            }
            if let Some(why) = &parsed.unread {
                self.warn(format!("The line stands as you typed it: {why}; Ctrl+Z takes it back to mend it"));
            }
            if item != sitting.item {
                let number = sitting.session().number_of(&item).unwrap_or_default();
                self.tell(format!("Entered under item {number}"));
            }
            if let Some(said) = self.of_initials(&parsed) {
                self.tell(format!(
                    "{}: {said}",
                    entry.action.iter().flat_map(|a| a.owners.clone()).collect::<Vec<_>>().join(", ")
                ));
            }
            changes.extend(self.clock_for(sitting, &item));
            changes.extend(super::walk::taken_after_all(sitting.session(), &item));
            let mut at = sitting.session().entries(&item).len();
            if let Some(answer) = answered(sitting) {
                changes.push(answer);
                // Answering a trigger ticks it: whom to tell stands before the answer.
                let ticked = sitting.prompt_tag.as_deref().and_then(|id| trigger(sitting, id, self.now));
                if let Some((change, said)) = ticked {
                    changes.push(change);
                    entry.id += 1;
                    at += usize::from(item == sitting.item);
                    self.warn(said);
                }
            }
            let next = self.next_date_said(sitting, &item, &entry.text);
            let told_whole = next.as_ref().is_some_and(|next| next.is_all && entry.kind == Kind::Note);
            if let Some(NextDate { label, said, change, .. }) = next {
                self.tell(match change {
                    Some(_) => format!("{label} taken from your line: {said}"),
                    None => format!("{label} is noted already: {said}"),
                });
                changes.extend(change);
            }
            let plain = entry.kind == Kind::Note && entry.row.is_none();
            entered = Some(entry.id).filter(|_| plain);
            // A line that says no more than the field does would only say it twice.
            if !told_whole {
                changes.push(Change::Entry { item, at, from: None, to: Some(Box::new(entry)) });
            }
        }
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            let table =
                entered.and_then(|id| sitting.tables_for(&self.desk, id).first().map(|field| super::called(field)));
            if let Some(table) = table.filter(|_| self.notice.is_none()) {
                self.tell(format!("Noted; Ctrl+K and Enter make it a row of “{table}”"));
            }
            sitting.foot = None;
            sitting.prompt_tag = None;
            self.empty_line(sitting);
            let about = sitting.row_tag.take();
            if std::mem::take(&mut sitting.back) == super::Back::Sheet {
                sitting.focus = Focus::Sheet;
                self.arrive_at_spot(sitting);
                if let Some(row) = about.filter(|_| self.notice.is_none()) {
                    self.tell_about(sitting, &row);
                }
            }
        }
    }

    /// What is to be said of the date of an action: that there is none, that it is past or in a holiday.
    fn odd_date(&self, sitting: &Sitting, parsed: &Parsed) -> Option<String> {
        let today = sitting.session().date();
        let Some(due) = parsed.due.filter(|_| parsed.kind == Kind::Action) else {
            return parsed.undated.as_ref().map(|words| self.no_date(words, today));
        };
        let holiday = self.desk.calendar.holiday_of(due);
        let holiday = holiday.map(|holiday| format!("{} is in a holiday: {}", long(due), holiday.name));
        holiday.or_else(|| (due < today).then(|| "That date is in the past".to_owned()))
    }

    /// The date of the next meeting, where a line under its item says it and the field says no other.
    fn next_date_said(&self, sitting: &Sitting, item: &str, text: &str) -> Option<NextDate> {
        let filled = sitting.filled(&self.desk);
        let fields = filled.form.fields_of(filled.form.item(item)?);
        let field = fields.into_iter().find(|field| field.from == Some(Source::NextDate))?;
        let today = sitting.session().date();
        let calendar = &self.desk.calendar;
        let MeetingSaid { day, meets, is_all } = calendar.meeting_said(text, today)?;
        Some(day).filter(|day| *day > today)?;
        let insert = kept_with(&day.to_string(), &meets);
        let (label, said) = (field.label.clone(), crate::forms::print(&field.kind, None, &insert));
        let stands = sitting.session().field(&field.id);
        let change = match stands {
            "" => Some(Change::Edit { target: Target::Field(field.id.clone()), at: 0, remove: String::new(), insert }),
            _ if stands == insert && is_all => None,
            _ => return None,
        };
        Some(NextDate { label, said, change, is_all })
    }

    /// The date of the next meeting that the line being typed says, as it will be noted.
    pub fn next_date_in_line(&self, sitting: &Sitting) -> Option<String> {
        let next = self.next_date_said(sitting, &sitting.session().draft().item, &sitting.parsed.text)?;
        Some(format!("{}: {}", next.label, next.said))
    }

    /// The entry line after its words went elsewhere.
    pub(super) fn empty_line(&self, sitting: &mut Sitting) {
        sitting.line = super::Editor::default();
        sitting.recognition = Recognition::default();
        sitting.last_typed = None;
        sitting.reread(&self.desk);
    }

    /// A note from outside comes in as an entry, once.
    pub(in super::super) fn take_note(&mut self, sitting: &mut Sitting, note: &InboxNote) {
        let parsed = read_note(note, sitting, self);
        let taken = taking_in(sitting.session(), &note.key, &parsed, note.item.as_deref(), &sitting.item, note.at);
        if let Some(changes) = taken
            && self.record(sitting, changes, Grouping::New, Urgency::Now)
        {
            sitting.last_typed = None;
            self.tell("A note came in");
        }
    }
}

/// Why a line that may have been meant as a private one is not entered yet. However it is left, it stays the line it is: as
/// such it is kept, and in no document.
pub(in super::super) const PRIVATE_WITHIN: &str =
    "% makes a line private only as its first mark: put it there, or \\ before the line enters it as it is";

/// Why attendance is not noted yet that cannot be so.
fn said_of(why: &Unlikely) -> String {
    let as_minute = "\\ before the line makes it a minute";
    let absent = |who: &str, first: &str| {
        format!("{who} noted as present, so nothing is noted yet: first enter “@{first} present”, or {as_minute}")
    };
    match why {
        Unlikely::NotThere(name) => absent(&format!("{name} is not"), &name.replace(' ', "/")),
        Unlikely::NobodyThere => absent("Nobody is", "HT"),
        Unlikely::NobodyLeft => format!("Nobody is noted as gone, so nobody is noted as back; {as_minute}"),
        Unlikely::AllNoted(out) => match out.first() {
            None => "Of everyone on the list it is noted already; Ctrl+P “who is here” shows all".to_owned(),
            Some(first) => format!(
                "Of everyone else it is noted already; of {} nobody came last time: “@{first} present” notes who did now",
                out.join(", ")
            ),
        },
    }
}

/// That an action has no owner, and how it is given one.
fn without_owner(parsed: &Parsed) -> Option<String> {
    if parsed.kind != Kind::Action || !parsed.owners.is_empty() {
        return None;
    }
    let (words, tag) = match &parsed.unowned {
        Some(Unowned { words, tag }) => (Some(words), tag.as_deref()),
        None => (parsed.unknown.as_ref(), None),
    };
    let nobody = words.map(|words| format!(": nobody known is “{words}”")).unwrap_or_default();
    let how = tag.map_or("a role or initials, as in @HT".to_owned(), str::to_owned);
    Some(format!("The action has no owner{nobody}; ↑ corrects it: begin with {how}"))
}

/// Why a line without words is not entered yet.
const fn wordless(parsed: &Parsed) -> &'static str {
    match (parsed.due, parsed.owners.is_empty()) {
        (None, true) => "There are no words after the mark yet; type them, or take the mark out",
        (Some(_), true) => "There are no words after the mark yet, only a date: type what is to be done",
        (None, false) => "There are no words after the mark yet, only an owner: type what is to be done",
        (Some(_), false) => "There are no words after the mark yet, only owner and date: type what is to be done",
    }
}

impl Sitting {
    /// What empties the entry line.
    pub(super) fn emptying(&self) -> Vec<Change> {
        let draft = self.session().draft();
        let (target, remove) = (Target::Draft(draft.item.clone()), draft.text.clone());
        let mut changes = vec![Change::Edit { target, at: 0, remove, insert: String::new() }];
        changes.extend(self.turning(Topic::default()));
        changes
    }

    /// What the entry line is about on the screen.
    pub(super) fn topic(&self) -> Topic {
        Topic { row: self.row_tag.clone(), prompt: self.prompt_tag.clone() }
    }

    /// The change that notes what the entry line is about, if it is noted otherwise.
    pub(super) fn turning(&self, to: Topic) -> Option<Change> {
        let from = &self.session().draft().topic;
        (*from != to).then(|| Change::Topic { from: from.clone(), to })
    }

    /// The screen says of the entry line what is noted: after a crash, undo or redo.
    pub(super) fn take_up_topic(&mut self) {
        let draft = self.session().draft();
        if !draft.text.is_empty() {
            let Topic { row, prompt } = draft.topic.clone();
            (self.row_tag, self.prompt_tag) = (row, prompt);
        }
    }
}

/// The prompt that the line answers is dealt with.
fn answered(sitting: &Sitting) -> Option<Change> {
    let id = sitting.prompt_tag.clone()?;
    let from = sitting.session().prompt(&id);
    (from != Some(PromptMark::Done)).then_some(Change::Prompt { id, from, to: Some(PromptMark::Done) })
}

fn read_note(note: &InboxNote, sitting: &Sitting, app: &App) -> Parsed {
    let session = sitting.session();
    let context = app.desk.grammar(counted_from(session.date(), note.at.date()), session.numbered_items());
    let context = Context { people: session, names: sitting.names(), ..context };
    note.reading.read(&note.text, &context)
}

/// The item a line goes to: the one it names, else the one with the judgement it is about, else where it began.
fn item_for(sitting: &Sitting, draft_item: &str, parsed: &Parsed) -> String {
    let named = parsed.item.and_then(|n| sitting.session().numbered(n)).map(|stop| stop.id.as_str());
    let judged = || sitting.row_tag.as_deref().and_then(|row| sitting.item_of_row(row));
    named.or_else(judged).unwrap_or(draft_item).to_owned()
}
