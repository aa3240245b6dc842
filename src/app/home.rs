//! The home screen: what is due, recent sessions, the inbox, examples.

use chrono::{Days, NaiveDate};

use super::editor::Editor;
use super::message::Listing;
use super::overlay::{
    Choice, Overlay, Picked, Picker, action_picker, event_picker, form_picker, session_picker, step_picker, tell_picker,
};
use super::own_page::own_rows;
use super::sitting::Along;
use super::{App, Effect};
use crate::calendar::{Audience, CalendarDate};
use crate::caseload::{
    Caseload, DAYS_AHEAD, Event, Owed, OwnStep, OwnTally, Registered, SchoolYear, Summary, ToTell, to_tell,
};
use crate::command::{Code, Key};
use crate::session::Due;

/// Most lines of what is overdue, and of what is still to come.
const MOST_OVERDUE: usize = 6;
const MOST_DUE: usize = 8;

/// A page of the home screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// What is due, sessions, the inbox.
    #[default]
    Today,
    /// Schools and their year.
    Schools,
    /// Open actions of all schools.
    Actions,
    /// The SIP's own year.
    You,
}

impl View {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Today, Self::Schools, Self::Actions, Self::You];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Schools => "Schools",
            Self::Actions => "Actions",
            Self::You => "You",
        }
    }
}

/// The home screen.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// What is listed.
    pub listing: Listing,
    /// Dates of the calendar to come soon.
    pub dates: Vec<CalendarDate>,
    /// Whether the listing has come yet.
    pub listed: bool,
    /// The page shown.
    pub view: View,
    /// All schools and open actions, once they were asked for.
    pub caseload: Option<Box<Caseload>>,
    /// The school whose page is shown, by its slug.
    pub school: Option<String>,
    /// The school year of the schools shown; none: the one that runs.
    pub year: Option<crate::calendar::SchoolYear>,
    /// Words that the actions shown are narrowed by.
    pub filter: Editor,
    /// The selected row, from 0.
    pub at: usize,
    /// Whether all that is overdue is shown, the oldest too.
    pub unfolded: bool,
    /// The day it was listed.
    pub today: Option<NaiveDate>,
}

/// A row of the home screen that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum HomeRow<'a> {
    /// Something due.
    Due(&'a Summary, &'a Due),
    /// What is overdue for longer than what is shown: how much, and since when.
    Older(usize, NaiveDate),
    /// A date of the calendar: a briefing, a board, a deadline.
    Date(&'a CalendarDate),
    /// A session.
    Session(&'a Summary),
    /// Something that cannot be read: the id of a session or the place of another file, and why.
    Damaged(&'a str, &'a str),
    /// How much is put away.
    PutAway(usize),
    /// A file of the user's own that cannot be used, and why.
    Fault(&'a str),
    /// A note in the inbox; its place.
    Inbox(usize, &'a str),
    /// An example: name and what it is.
    Example(&'a str, &'a str),
    /// Begins a session.
    New,
    /// A school and its year.
    School(&'a SchoolYear),
    /// An open action or recommendation.
    Action(&'a Registered),
    /// Somebody has to be told of a concern: in which session, at which school.
    Tell(&'a str, &'a str, &'a ToTell),
    /// A line to be read, below a heading.
    Said(&'a str, String),
    /// Opens the record of a school.
    Record(&'a SchoolYear),
    /// Opens a file kept up beside the visits: form, title, session if there is one; and what is counted in it.
    File(&'a str, &'a str, &'a str, String),
    /// Something a school is owed.
    Owed(&'a Owed),
    /// Something a school of that name is owed now or soon; no name: something asked of the user.
    Pressing(&'a str, &'a Owed),
    /// An event that costs days.
    Event(&'a Event),
    /// Something counted in the user's own records.
    Tally(&'a OwnTally),
    /// Something asked of the user.
    Step(&'a OwnStep),
    /// Opens the user's own record.
    OwnRecord,
}

impl HomeRow<'_> {
    /// The session it is of, and the deadline if it is one.
    fn of_session(&self) -> Option<(String, String)> {
        match self {
            Self::Due(session, due) => Some((session.id.clone(), due.id.clone())),
            Self::Session(session) => Some((session.id.clone(), String::new())),
            _ => None,
        }
    }

    /// The day of something due or to be kept.
    const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Due(_, due) => Some(due.on),
            Self::Older(_, since) => Some(*since),
            Self::Date(date) => Some(date.on),
            Self::Pressing(_, owed) => owed.until,
            Self::Session(_)
            | Self::Damaged(..)
            | Self::PutAway(_)
            | Self::Fault(_)
            | Self::Inbox(..)
            | Self::Example(..)
            | Self::New
            | Self::School(_)
            | Self::Action(_)
            | Self::Tell(..)
            | Self::Said(..)
            | Self::Record(_)
            | Self::File(..)
            | Self::Owed(_)
            | Self::Event(_)
            | Self::Tally(_)
            | Self::Step(_)
            | Self::OwnRecord => None,
        }
    }
}

impl Home {
    /// The rows of the page shown, in order.
    pub fn rows(&self) -> Vec<HomeRow<'_>> {
        let caseload = self.caseload.as_deref();
        match (self.view, caseload) {
            (View::Today, _) => self.today_rows(),
            (View::Schools | View::Actions | View::You, None) => Vec::new(),
            (View::Schools, Some(caseload)) => match self.shown_school() {
                Some(school) => self.school_rows(school, caseload),
                None => caseload.schools.iter().map(HomeRow::School).collect(),
            },
            (View::Actions, Some(caseload)) => {
                let today = self.today.unwrap_or_default();
                let fits = |action: &&Registered| action.fits(self.filter.text(), today);
                caseload.register.iter().filter(fits).map(HomeRow::Action).collect()
            }
            (View::You, Some(caseload)) => own_rows(&caseload.own),
        }
    }

    /// The session of the chosen row, and the deadline if it is one.
    pub(super) fn chosen_session(&self) -> Option<(String, String)> {
        self.rows().get(self.at).and_then(HomeRow::of_session)
    }

    /// Chooses the same row as before in a new listing. Where its session is gone, none that could be put away next.
    pub(super) fn choose_again(&mut self, chosen: Option<&(String, String)>) {
        if chosen.is_none() && self.at == 0 {
            return;
        }
        let rows = self.rows();
        let same = chosen.map(|chosen| rows.iter().position(|row| row.of_session().as_ref() == Some(chosen)));
        let new = || rows.iter().position(|row| *row == HomeRow::New);
        self.at = match same {
            Some(place) => place.or_else(new).unwrap_or_default(),
            None => self.at.min(rows.len().saturating_sub(1)),
        };
    }

    /// The school whose page is shown.
    pub fn shown_school(&self) -> Option<&SchoolYear> {
        let slug = self.school.as_ref()?;
        self.caseload.as_ref()?.schools.iter().find(|school| school.slug == *slug)
    }

    /// To tell, due, files that cannot be used, new, recent, inbox, damaged, examples.
    fn today_rows(&self) -> Vec<HomeRow<'_>> {
        let sessions = &self.listing.sessions;
        let to_tell = to_tell(sessions).into_iter();
        let mut rows: Vec<HomeRow<'_>> = to_tell.map(|(s, tell)| HomeRow::Tell(&s.id, &s.school, tell)).collect();
        let today = self.today.unwrap_or_default();
        let (late, rest): (Vec<_>, Vec<_>) = self.news(sessions.iter()).partition(|(_, due)| due.on < today);
        // What is overdue stays until it is done; the oldest of it in one line.
        let pressing = self.listing.pressing.iter().map(|(school, owed)| HomeRow::Pressing(school, owed));
        let (mut missing, mut to_begin): (Vec<_>, Vec<_>) =
            pressing.partition(|row| row.day().is_some_and(|day| day < today));
        let most = if self.unfolded { usize::MAX } else { MOST_OVERDUE };
        let (gone, passed) = (late.len().saturating_sub(most), missing.len().saturating_sub(most));
        let folded = gone + passed;
        let since = late.iter().map(|(_, due)| due.on).chain(missing.iter().filter_map(HomeRow::day)).min();
        let older = since.filter(|_| folded > 0).map(|since| HomeRow::Older(folded, since));
        missing.sort_by_key(HomeRow::day);
        // Of what is still to come the next ones; the page of schools and `nov due` have all.
        to_begin.sort_by_key(|row| row.day().unwrap_or(NaiveDate::MAX));
        to_begin.truncate(MOST_DUE);
        let late = in_order(late.into_iter(), gone, usize::MAX).into_iter().map(|(s, d)| HomeRow::Due(s, d));
        let late = late.chain(missing.into_iter().skip(passed));
        let rest = in_order(rest.into_iter(), 0, MOST_DUE).into_iter().map(|(s, d)| HomeRow::Due(s, d));
        let mut due: Vec<HomeRow<'_>> = older.into_iter().chain(late).chain(rest).chain(to_begin).collect();
        due.extend(self.dates.iter().map(HomeRow::Date));
        // What has no day, as its terms are not known, comes last.
        due.sort_by_key(|row| row.day().unwrap_or(NaiveDate::MAX));
        rows.extend(due);
        rows.extend(self.listing.faults.iter().map(|fault| HomeRow::Fault(fault)));
        rows.push(HomeRow::New);
        rows.extend(sessions.iter().map(HomeRow::Session));
        rows.extend(Some(self.listing.put_away).filter(|count| *count > 0).map(HomeRow::PutAway));
        rows.extend(self.listing.inbox.iter().enumerate().map(|(n, (_, text))| HomeRow::Inbox(n, text)));
        rows.extend(self.listing.damaged.iter().map(|(id, why)| HomeRow::Damaged(id, why)));
        rows.extend(self.listing.examples.iter().map(|(id, what)| HomeRow::Example(id, what)));
        rows
    }

    /// What is due of some sessions and news, soonest first; `nov due` lists all.
    pub(super) fn due<'a>(&self, sessions: impl Iterator<Item = &'a Summary>) -> Vec<(&'a Summary, &'a Due)> {
        in_order(self.news(sessions), 0, usize::MAX)
    }

    /// What is due of some sessions and news.
    fn news<'a>(&self, sessions: impl Iterator<Item = &'a Summary>) -> impl Iterator<Item = (&'a Summary, &'a Due)> {
        let today = self.today;
        let is_news = move |s: &Summary, d: &Due| today.map_or(d.is_open(), |today| d.is_news(s.date, today));
        sessions.flat_map(move |s| s.due.iter().filter(move |d| is_news(s, d)).map(move |d| (s, d)))
    }

    /// How many days a due date is away; past days are negative.
    pub fn days_to(on: NaiveDate, today: NaiveDate) -> i64 {
        (on - today).num_days()
    }
}

/// What is due, soonest first: so much of it, without the first ones. Only what is left is put in order, as there may be
/// thousands before it.
fn in_order<'a>(
    due: impl Iterator<Item = (&'a Summary, &'a Due)>,
    without: usize,
    most: usize,
) -> Vec<(&'a Summary, &'a Due)> {
    let mut due: Vec<_> = due.enumerate().collect();
    let key = |(place, (summary, due)): &(usize, (&'a Summary, &'a Due))| (due.on, summary.id.as_str(), *place);
    if 0 < without && without < due.len() {
        due.select_nth_unstable_by_key(without, key);
    }
    due.drain(..without.min(due.len()));
    if most < due.len() {
        due.select_nth_unstable_by_key(most, key);
        due.truncate(most);
    }
    due.sort_unstable_by_key(key);
    due.into_iter().map(|(_, due)| due).collect()
}

impl App {
    /// The dates of the calendar that come soon, for the user's phases.
    pub(super) fn dates_ahead(&self) -> Vec<CalendarDate> {
        let today = self.now.date();
        let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
        let audience = Audience::of(&self.home.listing.phases, self.desk.me.fact("nca"));
        let dates = self.desk.calendar.to_keep(today, audience);
        dates.into_iter().filter(|date| date.on <= until).collect()
    }

    /// A key on the home screen that is no command.
    pub(super) fn press_at_home(&mut self, key: Key) {
        if self.home.view == View::Actions && self.narrow_actions(key) {
            return;
        }
        let last = self.home.rows().len().saturating_sub(1);
        match key.code {
            Code::Up => self.home.at = self.home.at.saturating_sub(1),
            Code::Down => self.home.at = (self.home.at + 1).min(last),
            Code::PageUp => self.home.at = self.home.at.saturating_sub(15),
            Code::PageDown => self.home.at = (self.home.at + 15).min(last),
            Code::Home => self.home.at = 0,
            Code::End => self.home.at = last,
            Code::Enter => self.open_home_row(),
            Code::Left | Code::Right if [View::Schools, View::You].contains(&self.home.view) => {
                self.turn_year(key.code);
            }
            Code::Esc if self.home.view == View::Schools => self.leave_school(),
            _ => {
                // A letter looks for a session by part of its name.
                if let Some(c) = key.typed() {
                    let mut picker = session_picker(self);
                    self.paste_in_picker(&mut picker, &c.to_string());
                    self.overlays.push(Overlay::Picker(picker));
                }
            }
        }
    }

    /// A key that narrows the actions shown: letters, Backspace, Esc for all again. Whether it was one.
    fn narrow_actions(&mut self, key: Key) -> bool {
        let before = self.home.filter.text().to_owned();
        match key.code {
            Code::Esc => self.home.filter = Editor::default(),
            Code::Backspace => drop(self.home.filter.press(key)),
            _ if key.typed().is_some() => drop(self.home.filter.press(key)),
            _ => return false,
        }
        if self.home.filter.text() != before {
            self.home.at = 0;
        }
        true
    }

    /// Back from a school's page to all schools, with that school chosen.
    fn leave_school(&mut self) {
        if let Some(slug) = self.home.school.take() {
            let schools = self.home.caseload.iter().flat_map(|caseload| &caseload.schools);
            self.home.at = schools.clone().position(|school| school.slug == slug).unwrap_or_default();
        }
    }

    /// Shows the next page of the home screen, or the one before.
    pub(super) fn turn_view(&mut self, way: Along) {
        let here = View::ALL.iter().position(|view| *view == self.home.view).unwrap_or_default();
        let step = match way {
            Along::Next => 1,
            Along::Previous => View::ALL.len() - 1,
        };
        self.home.view = View::ALL[(here + step) % View::ALL.len()];
        self.home.at = 0;
        self.home.school = None;
        self.home.year = None;
        if self.home.view != View::Today {
            self.survey();
        }
    }

    /// Copies the chosen action as a line.
    pub(super) fn copy_chosen_action(&mut self) {
        let rows = self.home.rows();
        let Some(HomeRow::Action(action)) = rows.get(self.home.at) else {
            self.tell("Ctrl+C copies an action: choose one with ↑ ↓ on the page Actions or a school's page");
            return;
        };
        let text = action.in_words();
        let what = format!("“{}”", text.split(" (").next().unwrap_or(&text));
        self.want(Effect::Copy { text, what });
    }

    /// Asks for the whole caseload.
    pub(super) fn survey(&mut self) {
        self.want(Effect::Survey(self.home.year));
    }

    fn open_home_row(&mut self) {
        let rows = self.home.rows();
        match rows.get(self.home.at) {
            Some(HomeRow::Due(summary, _) | HomeRow::Session(summary)) => {
                let id = summary.id.clone();
                self.want(Effect::Open(id));
            }
            Some(HomeRow::Older(..)) => self.home.unfolded = true,
            Some(HomeRow::Date(date)) => {
                let text = format!("{}: {}", crate::calendar::long(date.on), date.said(crate::calendar::long));
                self.tell(text);
            }
            Some(HomeRow::Example(id, what)) => {
                let choices = vec![
                    Choice::new("Practise on a copy", "you can put it away again", Picked::Example((*id).to_owned())),
                    Choice::new("Not now", "", Picked::Nothing),
                ];
                self.overlays.push(Overlay::Picker(Picker::new((*what).to_owned(), choices)));
            }
            Some(HomeRow::School(school)) => {
                self.home.school = Some(school.slug.clone());
                self.home.at = 0;
            }
            Some(HomeRow::Record(school)) => {
                let school = (*school).clone();
                self.open_school_card(&school);
            }
            Some(HomeRow::Action(action)) => {
                let picker = action_picker(action);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(HomeRow::Tell(session, _, tell)) => {
                let picker = tell_picker(session, tell);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(HomeRow::File(form, _, "", _)) => {
                let form = (*form).to_owned();
                let school = self.home.shown_school().map(|school| school.name.clone()).unwrap_or_default();
                self.pick(Picked::Keep { form, school });
            }
            Some(HomeRow::File(_, _, session, _)) => {
                let id = (*session).to_owned();
                self.want(Effect::Open(id));
            }
            Some(HomeRow::Owed(owed)) => {
                let (form, session) = (owed.form.clone(), owed.session.clone());
                self.open_or_begin(&form, session);
            }
            Some(HomeRow::Pressing("", owed)) => {
                let label = owed.label.clone();
                self.show_step(&label);
            }
            Some(HomeRow::Pressing(school, owed)) => {
                let (form, school) = (owed.form.clone(), (*school).to_owned());
                self.ask_date(&form, &school);
            }
            Some(HomeRow::Event(event)) => {
                let picker = event_picker(event);
                self.overlays.extend(picker.map(Overlay::Picker));
            }
            Some(HomeRow::Tally(own)) => {
                let (form, session) = (own.form.clone(), own.session.clone());
                self.open_or_begin(&form, session);
            }
            Some(HomeRow::Step(step)) => {
                let picker = step_picker(step);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(HomeRow::OwnRecord) => self.open_own_card(),
            Some(HomeRow::New) => {
                let picker = form_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(HomeRow::PutAway(_)) => self.want(Effect::ReadAside),
            Some(HomeRow::Inbox(at, _)) => {
                let at = *at;
                self.pick(Picked::Inbox(at));
            }
            Some(HomeRow::Damaged(name, _)) => {
                let name = (*name).to_owned();
                self.look_over(&name);
            }
            Some(HomeRow::Fault(fault)) => {
                let then = "It is left out until it is mended: mend it in a text editor, then start nov again.";
                let text = format!("{fault}. {then}");
                self.show_sentence("Cannot be used", &text);
            }
            Some(HomeRow::Said(..)) | None => {}
        }
    }

    /// Turns to the page of the user's own year, where what is asked there is noted.
    fn show_step(&mut self, label: &str) {
        self.home.view = View::You;
        self.home.at = 0;
        self.survey();
        self.tell(format!("“{label}” stands on this page: Enter on it notes its day or begins a session for it"));
    }

    /// Opens a session, or asks for the day of a new one of a form: at the school shown, if the form is about one.
    fn open_or_begin(&mut self, form: &str, session: String) {
        if session.is_empty() {
            let school = self.home.shown_school().map(|school| school.name.clone()).unwrap_or_default();
            self.ask_date(form, &school);
        } else {
            self.want(Effect::Open(session));
        }
    }
}
