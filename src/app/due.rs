//! What is due, said where it helps: in the session, on leaving it, on leaving the program; and the calendar.

use super::{App, Sitting};
use crate::calendar::{YearPlan, short};
use crate::caseload::course;
use crate::session::{Due, deadlines};

/// How many deadlines are said on leaving from the home screen.
const SAID: usize = 3;

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
        let next = deadlines(&sitting.filled(&self.desk)).into_iter().find(|due| due.is_news(date, today))?;
        Some(self.said(&next, sitting.session().school()))
    }

    /// What is due next, for the session or sessions open, else over all.
    pub(super) fn parting_words(&self) -> Vec<String> {
        let open = self.sitting.iter().chain(self.other.iter());
        let of_open: Vec<String> = open.filter_map(|sitting| self.next_due(sitting)).collect();
        let all = || {
            let due = self.home.due(self.home.listing.sessions.iter()).into_iter().take(SAID);
            due.map(|(session, due)| self.said(due, &session.school)).collect::<Vec<_>>()
        };
        // What has to be told comes before any deadline.
        let told_in_open = self.sitting.iter().chain(self.other.iter()).flat_map(|sitting| {
            let session = sitting.session();
            let real = sitting.school.fact("practice") != "yes";
            let waits = session.all_entries().filter(|(_, entry)| real && entry.is_to_be_told());
            let telling = waits.filter_map(|(_, entry)| entry.telling.as_ref());
            telling.map(|telling| to_tell(&telling.to, &telling.soon, session.school())).collect::<Vec<_>>()
        });
        let told_in_all = self
            .home
            .listing
            .sessions
            .iter()
            .flat_map(|session| session.to_tell.iter().map(|tell| to_tell(&tell.to, &tell.soon, &session.school)));
        let words: Vec<String> = match self.sitting {
            Some(_) => told_in_open.chain(of_open).collect(),
            None => told_in_all.chain(all()).collect(),
        };
        if words.is_empty() { words } else { std::iter::once("Next:".to_owned()).chain(words).collect() }
    }

    fn said(&self, due: &Due, school: &str) -> String {
        let today = self.now.date();
        let at = due.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
        let otherwise = due.otherwise().map(|on| {
            let days = if due.on == due.working { "calendar" } else { "working" };
            format!(" (in {days} days {})", short(on, today))
        });
        let (on, far) = (short(due.on, today), due.countdown(self.now));
        format!("{on}{at}{}, {far}: {school}, {}", otherwise.unwrap_or_default(), due.label)
    }
}

/// Whom to tell of a concern, and how fast.
fn to_tell(to: &str, soon: &str, school: &str) -> String {
    format!("{soon}: tell the {to} of the concern at {school}")
}
