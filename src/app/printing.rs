//! Writing the page of the home screen that is shown as a document.

use super::home::{HomeRow, View};
use super::overlay::{Ask, Overlay, Purpose};
use super::{App, Effect};
use crate::caseload::{Apart, Of, Registered, SchoolYear, ToKeep, caseload_list, due_list, register_list, school_list};
use crate::outline::Outline;

const HELP: &str = "Its ending says what it becomes: .docx, .pdf, .html, .csv for a spreadsheet, .ics for a calendar. \
                    An existing file is not overwritten";

impl App {
    /// Asks where the page shown is to be written.
    pub(super) fn ask_where_to_write_page(&mut self) {
        let Some(page) = self.page() else {
            self.tell("This page is not for paper; Tab goes to what is due, the schools and the actions");
            return;
        };
        let start = format!("{}-{}.docx", page.reference, self.now.format("%Y-%m-%d"));
        self.overlays.push(Overlay::Ask(Ask::new("Write this page to", HELP, &start, Purpose::WritePage)));
    }

    /// Writes the page shown.
    pub(super) fn write_page(&mut self, path: &str) {
        if let Some(page) = self.page() {
            self.want(Effect::WritePage(Box::new(page), path.into()));
        }
    }

    /// The page shown as a document: just what it shows; none of a page that is no list.
    fn page(&self) -> Option<Outline> {
        let home = &self.home;
        let of = Of { me: &self.desk.me, today: self.now.date() };
        let year = home.year.unwrap_or_else(|| self.desk.calendar.school_year_of(of.today));
        let rows = home.rows();
        Some(match (home.view, home.caseload.as_deref()) {
            (View::Today, _) => {
                let mut due: Vec<ToKeep<'_>> =
                    home.due(home.listing.sessions.iter()).into_iter().map(|(s, d)| ToKeep::Due(s, d)).collect();
                due.extend(home.dates.iter().map(ToKeep::Date));
                due.extend(home.listing.pressing.iter().map(|(school, owed)| ToKeep::Pressing(school, owed)));
                due.sort_by_key(ToKeep::on);
                due_list(&due, of)
            }
            (View::Schools, Some(caseload)) => match home.shown_school() {
                Some(school) => {
                    let own: Vec<&Registered> =
                        caseload.register.iter().filter(|action| action.school_slug == school.slug).collect();
                    school_list(school, &own, year, of)
                }
                None => caseload_list(&caseload.schools.iter().collect::<Vec<&SchoolYear>>(), year, of),
            },
            (View::Actions, Some(_)) => {
                let shown = rows.iter().filter_map(|row| match row {
                    HomeRow::Action(action) => Some(*action),
                    _ => None,
                });
                let narrowed = home.filter.text().trim();
                let narrowed = if narrowed.is_empty() { String::new() } else { format!(": “{narrowed}”") };
                let title = format!("Open actions and recommendations{narrowed}");
                register_list(&shown.collect::<Vec<_>>(), Apart::LeftOut, &title, of)
            }
            (View::Schools | View::Actions | View::You, _) => return None,
        })
    }
}
