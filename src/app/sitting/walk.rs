//! The walk through the agenda: entering an item starts its clock; items are done, skipped, put off, added, moved.

use super::super::App;
use super::super::message::Urgency;
use super::telling::titled;
use super::{Focus, Sitting};
use crate::calendar::counted;
use crate::forms::{Form, Place, TimeMark};
use crate::session::{Change, Grouping, HELD, Reached, SIP, Session, Stop, StopState, Target, Tick, beginning};

/// People plan by so many minutes.
const FIVE: u32 = 5;

/// A way along the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Along {
    /// To the next item.
    Next,
    /// To the one before.
    Previous,
}

impl Sitting {
    /// The marks of the elapsed time that count for a meeting of its length (TM-03).
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = &TimeMark> {
        let usual = self.length() == self.form.minutes;
        self.form.marks.iter().filter(move |mark| usual || mark.whatever_length)
    }

    /// The page of fields just above the item shown, before anything is noted.
    pub fn page_above(&self) -> Option<&str> {
        let session = self.session();
        let (at, _) = session.stop(&self.item)?;
        let above = session.agenda().get(at.checked_sub(1)?).filter(|stop| stop.place == Place::Sheet)?;
        (session.entry_count() == 0).then_some(above.title.as_str())
    }

    /// Whether a clock that ran stands until the next line.
    pub fn clock_waits(&self) -> bool {
        let session = self.session();
        let numbered = session.stop(&self.item).is_some_and(|(_, stop)| stop.place == Place::Numbered);
        numbered && self.held_by.is_none() && session.current().is_none() && !session.clock().is_empty()
    }
}

impl App {
    /// Goes to the item after or before the one shown.
    pub(in super::super) fn go_along(&mut self, sitting: &mut Sitting, way: Along) {
        let agenda = sitting.session().agenda();
        let here = sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at);
        let wanted = match way {
            Along::Next => agenda.iter().skip(here + 1).find(|s| s.state != StopState::Skipped),
            Along::Previous => agenda.iter().take(here).rev().find(|s| s.state != StopState::Skipped),
        };
        match wanted.map(|stop| stop.id.clone()) {
            Some(id) => self.enter(sitting, &id),
            None if way == Along::Next => self.tell("That was the last item; Ctrl+R shows what is still missing"),
            None => self.tell("This is the first item"),
        }
    }

    /// Shows an item at its entry line, in the grid at its judgements, and starts its clock; the one left is dealt with. A
    /// draft is committed where it began.
    pub(in super::super) fn enter(&mut self, sitting: &mut Sitting, id: &str) {
        let draft = sitting.session().draft();
        if !draft.text.trim().is_empty() && !draft.taken_back {
            let number = sitting.session().number_of(&sitting.draft_item());
            self.commit(sitting);
            if self.notice.is_none() {
                let place =
                    number.map_or_else(|| "where it began".to_owned(), |n| format!("under item {n}, where it began"));
                self.tell(format!("Your line was entered {place}"));
            }
        }
        self.leave_spot(sitting);
        let session = sitting.session();
        let Some((at, stop)) = session.stop(id).map(|(at, stop)| (at, stop.clone())) else { return };
        // A line that undo put back is not entered by moving on.
        let mut changes: Vec<Change> =
            if sitting.session().draft().taken_back { sitting.emptying() } else { Vec::new() };
        let shown = Some(sitting.item.as_str()).filter(|shown| session.current() != Some(*shown));
        if !self.prepares(session) {
            changes.extend(session.current().into_iter().chain(shown).filter_map(|left| dealt_with(sitting, left, id)));
        }
        if session.current() != Some(id) && stop.place == Place::Numbered {
            changes.extend(self.starting_clock(session, id));
        }
        if !changes.is_empty() && sitting.held_by.is_none() {
            self.record(sitting, changes, Grouping::New, Urgency::Soon);
        }
        if sitting.line.text() != sitting.session().draft().text {
            self.empty_line(sitting);
            self.tell("The line you had taken back was not entered; Ctrl+Z brings it back");
        }
        let was_in_grid = sitting.in_grid() && sitting.focus == Focus::Sheet;
        sitting.show(id, at);
        let stays = sitting.place_in_grid(&self.desk) && was_in_grid;
        sitting.focus = if stays { Focus::Sheet } else { Focus::Line };
        sitting.through_fields = super::Through::Passing;
        self.arrive_at_spot(sitting);
        sitting.reread(&self.desk);
    }

    /// Sets or takes off the mark of an agenda item.
    pub(in super::super) fn mark_stop(&mut self, sitting: &mut Sitting, at: usize, state: StopState) {
        let Some(stop) = sitting.session().agenda().get(at).cloned() else { return };
        let state = if stop.state == state { StopState::Open } else { state };
        let said = match state {
            StopState::Open => "is open again",
            StopState::Done => "is done",
            StopState::Skipped => "is left out",
            StopState::Deferred => "is put off to the next meeting",
        };
        let text = format!("{} {said}", titled(&stop.title));
        let changed = Stop { state, ..stop.clone() };
        if self.record(
            sitting,
            vec![Change::Stop { at, from: Some(stop), to: Some(changed) }],
            Grouping::New,
            Urgency::Soon,
        ) {
            self.tell(text);
        }
    }

    /// Adds an item after the selected one and goes to it.
    pub(in super::super) fn add_stop(&mut self, sitting: &mut Sitting, title: &str) {
        let id = sitting.session().free_item();
        let at = sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at + 1);
        let stop = Stop {
            id: id.clone(),
            title: title.to_owned(),
            place: Place::Numbered,
            minutes: 0,
            speaker: None,
            state: StopState::Open,
        };
        if self.record(sitting, vec![Change::Stop { at, from: None, to: Some(stop) }], Grouping::New, Urgency::Soon) {
            self.enter(sitting, &id);
        }
    }

    /// Says how many minutes the item shown is to last.
    pub(in super::super) fn set_item_length(&mut self, sitting: &mut Sitting, minutes: u32) {
        let Some((at, stop)) = sitting.session().stop(&sitting.item).map(|(at, s)| (at, s.clone())) else { return };
        let text = format!("{} is to last {}", titled(&stop.title), in_minutes(i64::from(minutes)));
        let to = Stop { minutes, ..stop.clone() };
        if self.record(sitting, vec![Change::Stop { at, from: Some(stop), to: Some(to) }], Grouping::New, Urgency::Soon)
        {
            self.tell(text);
        }
    }

    /// Says how many minutes the whole meeting is to last: its items share them as they were planned.
    pub(in super::super) fn set_length(&mut self, sitting: &mut Sitting, minutes: u32) {
        let planned: u32 = sitting.session().agenda().iter().map(|stop| stop.minutes).sum();
        if planned == 0 {
            self.tell("No item has a planned time to share; give one to an item: item 20");
            return;
        }
        // In fives, as people plan, where that leaves every item some.
        let timed: Vec<u32> = sitting.session().agenda().iter().map(|stop| stop.minutes).collect();
        let in_fives =
            shared(&timed, minutes, FIVE).filter(|all| all.iter().zip(&timed).all(|(to, from)| *to > 0 || *from == 0));
        let Some(shares) = in_fives.or_else(|| shared(&timed, minutes, 1)) else { return };
        let mut changes = Vec::new();
        for (at, (stop, minutes)) in sitting.session().agenda().iter().zip(shares).enumerate() {
            let to = Stop { minutes, ..stop.clone() };
            if to != *stop {
                changes.push(Change::Stop { at, from: Some(stop.clone()), to: Some(to) });
            }
        }
        if changes.is_empty() || self.record(sitting, changes, Grouping::New, Urgency::Soon) {
            self.tell(format!(
                "The meeting is to last {}; its items share them as planned",
                in_minutes(i64::from(minutes))
            ));
        }
    }

    /// Gives the item shown another title.
    pub(in super::super) fn rename_stop(&mut self, sitting: &mut Sitting, title: &str) {
        let Some((at, stop)) = sitting.session().stop(&sitting.item).map(|(at, s)| (at, s.clone())) else { return };
        let renamed = Stop { title: title.to_owned(), ..stop.clone() };
        self.record(
            sitting,
            vec![Change::Stop { at, from: Some(stop), to: Some(renamed) }],
            Grouping::New,
            Urgency::Soon,
        );
    }

    /// Moves the selected item one place.
    pub(in super::super) fn move_stop(&mut self, sitting: &mut Sitting, way: Along) {
        let from = if sitting.focus == Focus::Agenda {
            sitting.stop
        } else {
            sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at)
        };
        let to = match way {
            Along::Next => from + 1,
            Along::Previous => from.wrapping_sub(1),
        };
        let agenda = sitting.session().agenda();
        let (Some(stop), true) = (agenda.get(from).cloned(), to < agenda.len()) else { return };
        let (id, title) = (stop.id.clone(), titled(&stop.title));
        let changes = vec![
            Change::Stop { at: from, from: Some(stop.clone()), to: None },
            Change::Stop { at: to, from: None, to: Some(stop) },
        ];
        if self.record(sitting, changes, Grouping::New, Urgency::Soon) {
            sitting.stop = to;
            let number = sitting.session().number_of(&id);
            let place = number.map_or_else(|| "was moved".to_owned(), |n| format!("is item {n} now"));
            self.tell(format!("{title} {place}; Ctrl+Z moves it back"));
        }
    }

    /// Stops the clock.
    pub(in super::super) fn pause(&mut self, sitting: &mut Sitting) {
        let tick = Tick { at: self.now, item: None };
        let stands = sitting.session().current().is_none();
        if stands
            || self.record(sitting, vec![Change::Tick { from: None, to: Some(tick) }], Grouping::New, Urgency::Soon)
        {
            self.tell("The clock is stopped; your next line, or going to an item, starts it");
        }
    }

    /// The clock stands from a moment on, if it runs.
    pub(in super::super) fn stop_clock(&mut self, sitting: &mut Sitting, at: chrono::NaiveDateTime) {
        if sitting.session().current().is_some() && sitting.held_by.is_none() {
            let tick = Tick { at, item: None };
            self.record(sitting, vec![Change::Tick { from: None, to: Some(tick) }], Grouping::New, Urgency::Soon);
        }
    }

    /// The clock stands while another session is on the screen.
    pub(in super::super) fn rest(&mut self, sitting: &mut Sitting, at: chrono::NaiveDateTime) {
        sitting.resting = sitting.session().current().map(str::to_owned);
        self.stop_clock(sitting, at);
    }

    /// The clock goes on where it stopped when the other session came on the screen.
    pub(in super::super) fn resume(&mut self, sitting: &mut Sitting) {
        if let Some(item) = sitting.resting.take() {
            let tick = Tick { at: self.now, item: Some(item) };
            self.record(sitting, vec![Change::Tick { from: None, to: Some(tick) }], Grouping::New, Urgency::Soon);
        }
    }

    /// The first line in an item starts its clock, if nothing else has.
    pub(super) fn clock_for(&self, sitting: &Sitting, item: &str) -> Vec<Change> {
        let session = sitting.session();
        let numbered = session.stop(item).is_some_and(|(_, s)| s.place == Place::Numbered);
        let starts = numbered && item == sitting.item && session.current().is_none();
        if starts { self.starting_clock(session, item) } else { Vec::new() }
    }

    /// Marks the item shown as done where its fields are left for those of another and something stands under it.
    pub(super) fn leave_item(&mut self, sitting: &mut Sitting, to: &str) {
        let is_here = sitting.held_by.is_none() && !self.prepares(sitting.session());
        let done = dealt_with(sitting, &sitting.item, to).filter(|_| is_here);
        if let Some(done) = done {
            self.record(sitting, vec![done], Grouping::New, Urgency::Soon);
        }
    }

    /// Takes a running clock along to an item whose fields are gone on to; false where it stays with the one before, as an
    /// item without a number has none.
    pub(super) fn take_clock_along(&mut self, sitting: &mut Sitting, id: &str) -> bool {
        let session = sitting.session();
        let numbered = session.stop(id).is_some_and(|(_, stop)| stop.place == Place::Numbered);
        let runs = session.current().is_some_and(|current| current != id) && sitting.held_by.is_none();
        if runs && numbered {
            let start = self.starting_clock(session, id);
            self.record(sitting, start, Grouping::New, Urgency::Soon);
        }
        numbered || !runs
    }

    /// Whether it is a day before the meeting: it is prepared then, no clock runs, and nothing is dealt with.
    fn prepares(&self, session: &Session) -> bool {
        self.now.date() < session.date()
    }

    /// Starts an item's clock.
    fn starting_clock(&self, session: &Session, item: &str) -> Vec<Change> {
        if self.prepares(session) {
            return Vec::new();
        }
        vec![Change::Tick { from: None, to: Some(Tick { at: self.now, item: Some(item.to_owned()) }) }]
    }

    /// A meeting is held, and the user there, once something is noted in it with its clock running: looking at its items
    /// alone says nothing. Whoever prepares on a day before does not hold it yet.
    pub(super) fn begun_by(&self, sitting: &mut Sitting, changes: &[Change]) -> Vec<Change> {
        let ticks = |change: &Change| matches!(change, Change::Tick { to: Some(Tick { item: Some(_), .. }), .. });
        let session = sitting.session();
        let runs = session.current().is_some() || changes.iter().any(ticks);
        if sitting.begun || !runs || self.prepares(session) || !changes.iter().any(is_noted) {
            return self.seated_by(session, changes).into_iter().collect();
        }
        let mut begun: Vec<Change> = beginning(session, &self.desk.me.initials(), self.now).into_iter().collect();
        if sitting.form.states.iter().any(|s| s.id == HELD) {
            let reached = Reached { state: HELD.to_owned(), on: session.date() };
            begun.push(Change::State { from: None, to: Some(reached) });
        }
        sitting.begun = true;
        begun
    }

    /// Who notes that others are there, or that it was held, is there too, whatever the day, unless they note otherwise.
    fn seated_by(&self, session: &Session, changes: &[Change]) -> Option<Change> {
        if session.is_attended() || !changes.iter().any(is_attended) {
            return None;
        }
        let mut after = session.clone();
        changes.iter().try_for_each(|change| after.apply(change).map(drop)).ok()?;
        beginning(&after, &self.desk.me.initials(), self.now)
    }

    /// Says once when a mark of the elapsed time, or 70% or all of an item's time, is reached.
    pub(in super::super) fn tell_time(&mut self, sitting: &mut Sitting) {
        let (from, to) = (sitting.told_until, self.now);
        sitting.told_until = to;
        let session = sitting.session();
        let Some(current) = session.current() else { return };
        let crossed = |(before, after): (i64, i64), mark: i64| before < mark && after >= mark;
        let in_all = (session.spent_in_all(from), session.spent_in_all(to));
        let length = sitting.length();
        let mut marks = sitting.marks().rev();
        let text = if let Some(mark) = marks.find(|mark| crossed(in_all, i64::from(mark.minutes) * 60)) {
            Some(mark.label.clone())
        } else if length == sitting.form.minutes {
            None
        } else if crossed(in_all, i64::from(length) * 60) {
            Some(format!(
                "The {} of this meeting {} over",
                in_minutes(i64::from(length)),
                if length == 1 { "is" } else { "are" }
            ))
        } else if crossed(in_all, (i64::from(length) - 10) * 60) {
            Some(format!("Ten of {length} minutes are left"))
        } else {
            None
        };
        if let Some(text) = text {
            self.tell(text);
            return;
        }
        let planned = session.stop(current).map_or(0, |(_, stop)| i64::from(stop.minutes));
        let on_it = (session.spent_on(current, from), session.spent_on(current, to));
        let name = session.number_of(current).map_or_else(|| "this item".to_owned(), |n| format!("item {n}"));
        if planned > 0 && crossed(on_it, planned * 60) {
            let are = if planned == 1 { "is" } else { "are" };
            self.tell(format!("The {} of {name} {are} over", in_minutes(planned)));
        } else if planned > 0 && crossed(on_it, planned * 60 * 7 / 10) {
            let left = planned - on_it.1 / 60;
            self.tell(match (left, planned) {
                (_, 1) => format!("Less than the 1 minute of {name} is left"),
                (1, _) => format!("About 1 of the {planned} minutes of {name} is left"),
                _ => format!("About {left} of the {planned} minutes of {name} are left"),
            });
        }
    }
}

/// The whole shared out by steps of so many minutes, as much to each as it had of all: each ends where its share of the whole
/// ends, so that the rounded ones add up. None where the whole is not made of such steps.
fn shared(planned: &[u32], whole: u32, step: u32) -> Option<Vec<u32>> {
    let all = u64::from(planned.iter().sum::<u32>());
    let (mut so_far, mut given) = (0, 0);
    let mut share = |minutes: &u32| {
        so_far += u64::from(*minutes);
        let steps = (so_far * u64::from(whole / step) + all / 2).checked_div(all)?;
        let end = u32::try_from(steps).ok()? * step;
        Some(end - std::mem::replace(&mut given, end))
    };
    whole.is_multiple_of(step).then(|| planned.iter().map(&mut share).collect()).flatten()
}

fn in_minutes(minutes: i64) -> String {
    counted(usize::try_from(minutes).unwrap_or_default(), "minute")
}

/// Whether a change notes that somebody else is there, or that the meeting was held.
fn is_attended(change: &Change) -> bool {
    match change {
        Change::Person { to: Some(to), .. } => to.role != SIP && to.was_present(),
        Change::State { to: Some(to), .. } | Change::StateAt { to: Some(to), .. } => to.state == HELD,
        _ => false,
    }
}

/// Whether a change is something noted of the meeting: an entry, a field, a row.
const fn is_noted(change: &Change) -> bool {
    match change {
        Change::Entry { from: None, .. } | Change::Row { to: Some(_), .. } => true,
        Change::Edit { target, .. } => matches!(target, Target::Field(_) | Target::Cell { .. }),
        Change::Entry { .. }
        | Change::Row { .. }
        | Change::Stop { .. }
        | Change::Prompt { .. }
        | Change::Waiver { .. }
        | Change::Tick { .. }
        | Change::Person { .. }
        | Change::State { .. }
        | Change::StateAt { .. }
        | Change::Sent { .. }
        | Change::Date { .. }
        | Change::Meets { .. }
        | Change::School { .. }
        | Change::Confidentiality { .. }
        | Change::Received { .. }
        | Change::Topic { .. }
        | Change::TakenFrom { .. } => false,
    }
}

/// An item left for another is done if anything stands under it, however it was left.
fn dealt_with(sitting: &Sitting, left: &str, to: &str) -> Option<Change> {
    let session = sitting.session();
    let (at, stop) = session.stop(left)?;
    let something = session.standing(left).next().is_some() || has_filled(&sitting.form, session, left);
    let is_done = left != to && stop.state == StopState::Open && stop.place == Place::Numbered && something;
    let done = Stop { state: StopState::Done, ..stop.clone() };
    is_done.then(|| Change::Stop { at, from: Some(stop.clone()), to: Some(done) })
}

/// What is noted under an item that was left out takes that mark off.
pub(super) fn taken_after_all(session: &Session, item: &str) -> Option<Change> {
    let (at, stop) = session.stop(item).filter(|(_, stop)| stop.state == StopState::Skipped)?;
    let open = Stop { state: StopState::Open, ..stop.clone() };
    Some(Change::Stop { at, from: Some(stop.clone()), to: Some(open) })
}

/// Whether anything was typed in the fields of an item.
fn has_filled(form: &Form, session: &Session, item: &str) -> bool {
    let fields = form.item(item).map(|item| form.fields_of(item)).unwrap_or_default();
    let typed = |path: &str| {
        form.cell(path).is_ok_and(|cell| fields.iter().any(|field| field.id == cell.field.id))
            || fields.iter().any(|field| field.id == path)
    };
    session.fields().any(|(path, text)| !text.trim().is_empty() && typed(path))
        || session.tables().any(|(table, rows)| !rows.is_empty() && typed(table))
}

impl Sitting {
    /// How many minutes it is to last: what its items add up to where the user planned them anew, else what the form says.
    pub fn length(&self) -> u32 {
        let planned: u32 = self.session().agenda().iter().map(|stop| stop.minutes).sum();
        let by_form: u32 = self.form.agenda.iter().map(|item| item.minutes).sum();
        if planned == by_form { self.form.minutes } else { planned }
    }

    /// Shows an item without touching the clock.
    pub(in super::super) fn show(&mut self, id: &str, at: usize) {
        id.clone_into(&mut self.item);
        self.stop = at;
        self.left = Focus::Line;
        self.spot = 0;
        self.prompt = 0;
        self.card = None;
        self.foot = None;
        self.row_tag = None;
        self.graded = None;
        self.back = super::Back::Line;
        self.explained_from = None;
        self.prompt_tag = None;
        self.last_typed = None;
    }
}
