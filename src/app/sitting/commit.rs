//! Committing the entry line: by the grammar it becomes an entry, an action or a mark of attendance.

use super::super::App;
use super::super::message::{InboxNote, Reading, Urgency};
use super::{Focus, Sitting};
use crate::grammar::{Kind, Parsed, Recognition};
use crate::session::{Action, Change, Entry, Grouping, Session};

impl App {
    /// Enter in the entry line.
    pub(super) fn commit(&mut self, sitting: &mut Sitting) {
        let draft = sitting.session().draft().clone();
        if draft.text.trim().is_empty() {
            return;
        }
        let take = Change::Edit {
            target: crate::session::Target::Draft(draft.item.clone()),
            at: 0,
            remove: draft.text.clone(),
            insert: String::new(),
        };
        let parsed = sitting.parsed.clone();
        let mut changes = vec![take];
        if let Some(attendance) = &parsed.attendance {
            changes.extend(self.attendance_changes(sitting, attendance));
        } else {
            if parsed.text.trim().is_empty() && parsed.owners.is_empty() {
                self.warn("There are no words after the mark yet; type them, or take the mark out");
                return;
            }
            let item = self.item_for(sitting, &draft.item, &parsed);
            let mut entry = entry_of(&parsed, sitting.session(), self.now);
            entry.row.clone_from(&sitting.row_tag);
            entry.prompt.clone_from(&sitting.prompt_tag);
            if let Some(action) = &entry.action
                && action.due.is_some_and(|due| due < self.now.date())
            {
                self.warn("That date is in the past");
            }
            if item != sitting.item {
                let number = sitting.session().number_of(&item).unwrap_or_default();
                self.tell(format!("Entered under item {number}"));
            }
            changes.extend(self.clock_for(sitting, &item));
            let at = sitting.session().entries(&item).len();
            changes.push(Change::Entry { item, at, from: None, to: Some(Box::new(entry)) });
        }
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.line = super::Editor::default();
            sitting.recognition = Recognition::default();
            sitting.last_typed = None;
            sitting.scroll = 0;
            sitting.prompt_tag = None;
            sitting.reread(&self.desk, self.now);
            if sitting.row_tag.take().is_some() {
                sitting.focus = Focus::Sheet;
                self.arrive_at_spot(sitting);
            }
        }
    }

    fn item_for(&mut self, sitting: &Sitting, draft_item: &str, parsed: &Parsed) -> String {
        let named = parsed.item.and_then(|n| sitting.session().numbered(n));
        named.map_or_else(|| draft_item.to_owned(), |stop| stop.id.clone())
    }

    /// A note from outside comes in as an entry, once.
    pub(in super::super) fn take_note(&mut self, sitting: &mut Sitting, note: &InboxNote) {
        let session = sitting.session();
        if session.has_received(&note.key) {
            return;
        }
        let place = note.item.as_deref().and_then(|item| {
            let by_number = item.parse().ok().and_then(|n| session.numbered(n));
            by_number.or_else(|| session.stop(item).map(|(_, stop)| stop)).map(|stop| stop.id.clone())
        });
        let parsed = read_note(note, sitting, self);
        let item = place.unwrap_or_else(|| self.item_for(sitting, &sitting.item, &parsed));
        let mut entry = entry_of(&parsed, sitting.session(), note.at);
        entry.at = note.at;
        let at = sitting.session().entries(&item).len();
        let changes = vec![
            Change::Received { key: note.key.clone(), way: crate::session::Way::In },
            Change::Entry { item, at, from: None, to: Some(Box::new(entry)) },
        ];
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.last_typed = None;
            self.tell("A note came in");
        }
    }
}

fn read_note(note: &InboxNote, sitting: &Sitting, app: &App) -> Parsed {
    match note.reading {
        Reading::Plain => Parsed { text: note.text.clone(), ..Parsed::default() },
        Reading::Grammar => {
            let items = sitting.session().agenda().len();
            let desk = &app.desk;
            let context =
                crate::grammar::Context { today: note.at.date(), calendar: &desk.calendar, roles: &desk.roles, items };
            crate::grammar::parse(&note.text, &context, &Recognition::default())
        }
    }
}

/// The entry a line becomes.
pub(super) fn entry_of(parsed: &Parsed, session: &Session, now: chrono::NaiveDateTime) -> Entry {
    let mut entry = Entry::new(session.next_entry(), now, parsed.kind, parsed.text.trim());
    entry.who.clone_from(&parsed.speaker);
    entry.view = parsed.view;
    entry.sef.clone_from(&parsed.sef);
    if parsed.kind == Kind::Action {
        entry.action = Some(action_of(parsed, session.next_action()));
    }
    entry
}

/// What makes a line an action.
pub(super) fn action_of(parsed: &Parsed, number: u32) -> Action {
    Action {
        number,
        owners: parsed.owners.clone(),
        due: parsed.due,
        measure: parsed.measure.clone().unwrap_or_default(),
        ..Action::default()
    }
}
