//! What is due, said where it helps: in the session, on leaving it, on leaving the program; and the calendar.

use super::{App, Sitting};
use crate::calendar::{YearPlan, short};
use crate::caseload::course;
use crate::session::{Due, deadlines};

/// How many deadlines are said on leaving from the home screen.
const SAID: usize = 3;

/// Whether something fell due within half a year: of what is overdue for longer *Today* speaks, and not every leaving.
fn is_of_late(due: &Due, today: chrono::NaiveDate) -> bool {
    (due.on - today).num_days() > -180
}

impl App {
    /// Shows the states of the session with their days, and what is due.
    pub(super) fn show_course(&mut self, sitting: &Sitting) {
        let lines = course(&sitting.filled(&self.desk), self.now);
        self.show_lines("What is due", lines);
    }

    /// Shows the school years known.
    pub(super) fn show_calendar(&mut self) {
        let mut years: Vec<Vec<String>> = self.desk.calendar.years().iter().map(YearPlan::lines).collect();
        // The year of today comes first where it is known.
        let today = self.desk.calendar.school_year_of(self.now.date());
        years.sort_by_key(|lines| !lines.first().is_some_and(|line| line.starts_with(&today.to_string())));
        self.show_lines("Calendar", years.join(&String::new()));
    }

    /// What is due next for a session, counted both ways; nothing for one to practise on.
    pub(super) fn next_due(&self, sitting: &Sitting) -> Option<String> {
        if sitting.school.fact("practice") == "yes" {
            return None;
        }
        let (date, today) = (sitting.session().date(), self.now.date());
        let next = deadlines(&sitting.filled(&self.desk))
            .into_iter()
            .find(|due| due.is_news(date, today) && is_of_late(due, today))?;
        Some(self.said(&next, sitting.session().school()))
    }

    /// What is due next, for the session or sessions open, else over all.
    pub(super) fn parting_words(&self) -> Vec<String> {
        let open = self.sitting.iter().chain(self.other.iter());
        let of_open: Vec<String> = open.filter_map(|sitting| self.next_due(sitting)).collect();
        let all = || {
            let due = self.home.due(self.home.listing.sessions.iter()).into_iter();
            let due = due.filter(|(_, due)| is_of_late(due, self.now.date())).take(SAID);
            due.map(|(session, due)| self.said(due, &session.school)).collect()
        };
        let words: Vec<String> = if self.sitting.is_some() { of_open } else { all() };
        let under = |heading: &str, words: Vec<String>| {
            let heading = if words.is_empty() { None } else { Some(heading.to_owned()) };
            heading.into_iter().chain(words)
        };
        under("Still to tell:", self.still_to_tell()).chain(under("Next:", words)).collect()
    }

    /// Who has still to be told of a concern, and how soon; of what it is no word, as it stays on the screen behind nov.
    fn still_to_tell(&self) -> Vec<String> {
        let open: Vec<&Sitting> = self.sitting.iter().chain(self.other.iter()).map(AsRef::as_ref).collect();
        let is_open = |id: &str| open.iter().any(|sitting| sitting.session().id() == id);
        let here = open.iter().filter(|sitting| sitting.school.fact("practice") != "yes").flat_map(|sitting| {
            let standing =
                sitting.session().all_entries().map(|(_, entry)| entry).filter(|entry| entry.is_to_be_told());
            let telling = standing.filter_map(|entry| entry.telling.as_ref());
            telling.map(|telling| (&*telling.to, &*telling.soon, sitting.session().school()))
        });
        let elsewhere = self.home.listing.sessions.iter().filter(|s| !is_open(&s.id));
        let elsewhere = elsewhere.flat_map(|s| s.to_tell.iter().map(|t| (&*t.to, &*t.soon, &*s.school)));
        let mut all: Vec<String> =
            here.chain(elsewhere).map(|(to, soon, school)| format!("the {to} {soon}: {school}")).collect();
        all.dedup();
        all
    }

    fn said(&self, due: &Due, school: &str) -> String {
        let today = self.now.date();
        let at = due.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
        let otherwise = due.otherwise().map(|on| {
            let days = if due.on == due.working { "calendar" } else { "working" };
            format!(" (in {days} days {})", short(on, today))
        });
        let (on, far) = (short(due.on, today), due.countdown_both(self.now));
        format!("{on}{at}{}, {far}: {school}, {}", otherwise.unwrap_or_default(), due.label)
    }
}
