//! The home screen: what is due, recent sessions, the inbox, examples.

use chrono::{Days, NaiveDate};

use super::message::Listing;
use super::overlay::{Choice, Overlay, Picked, Picker, form_picker, session_picker};
use super::sitting::Along;
use super::{App, Effect};
use crate::calendar::{Audience, CalendarDate};
use crate::caseload::{Caseload, Registered, SchoolYear, Summary};
use crate::command::{Code, Key};
use crate::session::Due;

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
}

impl View {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Today, Self::Schools, Self::Actions];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Schools => "Schools",
            Self::Actions => "Actions",
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
    /// The selected row, from 0.
    pub at: usize,
    /// The day it was listed.
    pub today: Option<NaiveDate>,
}

/// A row of the home screen that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum HomeRow<'a> {
    /// Something due.
    Due(&'a Summary, &'a Due),
    /// A date of the calendar: a briefing, a board, a deadline.
    Date(&'a CalendarDate),
    /// A session.
    Session(&'a Summary),
    /// A session that cannot be read: id and why.
    Damaged(&'a str, &'a str),
    /// A note in the inbox; its place.
    Inbox(usize, &'a str),
    /// An example: name and what it is.
    Example(&'a str, &'a str),
    /// Begins a session.
    New,
    /// A school and its year.
    School(&'a SchoolYear),
    /// An open action.
    Action(&'a Registered),
}

/// How many deadlines are shown.
const DUE_SHOWN: usize = 8;
/// How many days ahead dates of the calendar are shown.
const DAYS_AHEAD: u64 = 42;

impl<'a> HomeRow<'a> {
    /// Where something due stands among the others: by its day.
    const fn place(&self) -> Option<(NaiveDate, &'a str)> {
        match self {
            Self::Due(summary, due) => Some((due.on, summary.id.as_str())),
            Self::Date(date) => Some((date.on, "")),
            Self::Session(_)
            | Self::Damaged(..)
            | Self::Inbox(..)
            | Self::Example(..)
            | Self::New
            | Self::School(_)
            | Self::Action(_) => None,
        }
    }
}

impl Home {
    /// The rows of the page shown, in order.
    pub fn rows(&self) -> Vec<HomeRow<'_>> {
        let caseload = self.caseload.as_deref();
        match self.view {
            View::Today => self.today_rows(),
            View::Schools => caseload.iter().flat_map(|c| &c.schools).map(HomeRow::School).collect(),
            View::Actions => caseload.iter().flat_map(|c| &c.register).map(HomeRow::Action).collect(),
        }
    }

    /// Due, new, recent, inbox, damaged, examples.
    fn today_rows(&self) -> Vec<HomeRow<'_>> {
        let mut rows: Vec<HomeRow<'_>> = self.due_next().take(DUE_SHOWN).map(|(s, d)| HomeRow::Due(s, d)).collect();
        rows.extend(self.dates.iter().map(HomeRow::Date));
        rows.sort_by_key(HomeRow::place);
        rows.push(HomeRow::New);
        rows.extend(self.listing.sessions.iter().map(HomeRow::Session));
        rows.extend(self.listing.inbox.iter().enumerate().map(|(n, (_, text))| HomeRow::Inbox(n, text)));
        rows.extend(self.listing.damaged.iter().map(|(id, why)| HomeRow::Damaged(id, why)));
        rows.extend(self.listing.examples.iter().map(|(id, what)| HomeRow::Example(id, what)));
        rows
    }

    /// What is due and news, soonest first; `nov due` lists all.
    pub(super) fn due_next(&self) -> impl Iterator<Item = (&Summary, &Due)> {
        let today = self.today;
        let is_news = move |s: &Summary, d: &Due| today.map_or(!d.done, |today| d.is_news(s.date, today));
        let sessions = self.listing.sessions.iter();
        let shown = sessions.flat_map(move |s| s.due.iter().filter(move |d| is_news(s, d)).map(move |d| (s, d)));
        let mut shown: Vec<(&Summary, &Due)> = shown.collect();
        shown.sort_by_key(|(s, d)| (d.on, &s.id));
        shown.into_iter()
    }
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
        let last = self.home.rows().len().saturating_sub(1);
        match key.code {
            Code::Up => self.home.at = self.home.at.saturating_sub(1),
            Code::Down => self.home.at = (self.home.at + 1).min(last),
            Code::PageUp => self.home.at = self.home.at.saturating_sub(15),
            Code::PageDown => self.home.at = (self.home.at + 15).min(last),
            Code::Home => self.home.at = 0,
            Code::End => self.home.at = last,
            Code::Enter => self.open_home_row(),
            _ => {
                // A letter looks for a session by part of its name.
                if let Some(c) = key.typed() {
                    let mut picker = session_picker(self);
                    Self::paste_in_picker(&mut picker, &c.to_string());
                    self.overlays.push(Overlay::Picker(picker));
                }
            }
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
        if self.home.view != View::Today {
            self.survey();
        }
    }

    /// Asks whether the chosen session is to be put away.
    pub(super) fn ask_put_away(&mut self) {
        let rows = self.home.rows();
        let Some(HomeRow::Due(summary, _) | HomeRow::Session(summary)) = rows.get(self.home.at) else {
            self.tell("Choose the session with ↑ ↓ first");
            return;
        };
        let what = format!("{} · {} · {}", summary.school, summary.form_name, summary.date.format("%-d %b %Y"));
        let choices = vec![
            Choice::new("Leave it where it is", "", Picked::Nothing),
            Choice::new("Put it away", "into the folder “removed”, whole", Picked::PutAway(summary.id.clone())),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(what, choices)));
    }

    /// Asks for the whole caseload.
    pub(super) fn survey(&mut self) {
        self.want(Effect::Survey);
    }

    fn open_home_row(&mut self) {
        let rows = self.home.rows();
        match rows.get(self.home.at) {
            Some(HomeRow::Due(summary, _) | HomeRow::Session(summary)) => {
                let id = summary.id.clone();
                self.want(Effect::Open(id));
            }
            Some(HomeRow::Date(date)) => {
                let text = format!("{}: {}", crate::calendar::long(date.on), date.said(crate::calendar::long));
                self.tell(text);
            }
            Some(HomeRow::Example(id, _)) => {
                let id = (*id).to_owned();
                self.want(Effect::Practise(id));
            }
            Some(HomeRow::School(school)) => {
                let school = (*school).clone();
                self.open_school_card(&school);
            }
            Some(HomeRow::Action(action)) => {
                let id = action.session.clone();
                self.want(Effect::Open(id));
            }
            Some(HomeRow::New) => {
                let picker = form_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(HomeRow::Inbox(at, _)) => {
                let at = *at;
                self.pick(Picked::Inbox(at));
            }
            Some(HomeRow::Damaged(id, why)) => {
                let text = format!("{id} cannot be read: {why}; nothing in it was changed, mend it in a text editor");
                self.warn(text);
            }
            None => {}
        }
    }
}
