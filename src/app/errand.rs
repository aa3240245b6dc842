//! What is to be done in a session as soon as it is open: from the home screen, something that stands in it is changed there,
//! through its own journal, and the home screen comes back.

use chrono::NaiveDate;

use super::dates::SessionDays;
use super::overlay::{ActionForm, ActionSpot, Overlay};
use super::{App, Effect, Sitting, Urgency};
use crate::session::{Change, EntryId, Grouping, Status, Target, as_typed};

/// Something to be done in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Goes to an entry, and stays.
    Entry(EntryId),
    /// Goes to a field, and stays.
    Field(String),
    /// Opens the details of an action; closing them leads back home.
    Details(EntryId),
    /// The details of an action are open; closing them leads back home.
    Open,
    /// Says where an action stands.
    Status(EntryId, Status),
    /// Fills fields and cells, by path.
    Fill(Vec<(String, String)>),
    /// Notes that whoever had to be told of an entry was told now.
    Told(EntryId),
    /// Asks where a document is written, and stays.
    Write(String),
    /// Notes the further days of a visit in parts that was just begun, and when and where it is.
    Days {
        /// Its form.
        form: String,
        /// When it is.
        days: SessionDays,
    },
}

impl App {
    /// Opens a session to do something in it.
    pub(super) fn send_on(&mut self, session: &str, errand: Errand) {
        self.errand = Some(errand);
        self.want(Effect::Open(session.to_owned()));
    }

    /// Does what the session that was just opened was opened for.
    pub(super) fn do_errand(&mut self) {
        let Some(errand) = self.errand.take() else { return };
        match errand {
            Errand::Entry(id) => {
                self.with_sitting(|_, sitting| sitting.edit(id));
            }
            Errand::Field(path) => {
                self.with_sitting(|app, sitting| app.go_to_spot(sitting, &path));
            }
            // From a list what is told is most often how far it is.
            Errand::Details(id) => {
                let form =
                    self.sitting.as_ref().map(|sitting| ActionForm::at(sitting.session(), id, ActionSpot::Progress));
                self.overlays.extend(form.map(Overlay::Action));
                self.errand = Some(Errand::Open);
            }
            Errand::Status(id, status) => self.do_and_return(|app, sitting| {
                app.set_status(sitting, id, status);
                format!("Noted: {}", status.label())
            }),
            Errand::Fill(cells) => self.do_and_return(|app, sitting| {
                for (path, text) in &cells {
                    app.fill(sitting, path, text);
                }
                let day = |text: &str| text.parse::<NaiveDate>().ok().map(|day| day.format("%-d %B %Y").to_string());
                let said = cells.iter().map(|(_, text)| day(text).unwrap_or_else(|| as_typed(text)));
                format!("Noted: {}", said.collect::<Vec<_>>().join(", "))
            }),
            Errand::Told(id) => self.do_and_return(|app, sitting| {
                let now = app.now;
                app.alter(sitting, id, |entry| *entry = entry.told(now));
                format!("Noted: told at {}", now.format("%H:%M"))
            }),
            Errand::Write(document) => {
                self.with_sitting(|app, sitting| app.open_export(sitting, Some(&document)));
            }
            Errand::Days { form, days } => {
                self.with_sitting(|app, sitting| {
                    let session = sitting.session();
                    if session.form() == form && session.date() == days.first {
                        app.note_meets(sitting, days.meets);
                        app.note_days(sitting, &days.further);
                    }
                });
            }
            Errand::Open => {}
        }
    }

    /// The details of an action were closed: if they were opened from the home screen, it comes back, and this is true.
    pub(super) fn end_errand(&mut self) -> bool {
        let there_was_one = self.errand.take().is_some();
        if there_was_one {
            self.go_home();
        }
        there_was_one
    }

    fn do_and_return(&mut self, act: impl FnOnce(&mut Self, &mut Sitting) -> String) {
        let said = self.with_sitting(|app, sitting| {
            let before = sitting.session().applied();
            let said = act(app, sitting);
            (sitting.session().applied() > before).then_some(said)
        });
        // Where it could not be done, why not is said already.
        if let Some(said) = said.flatten() {
            self.tell(said);
        }
        self.go_home();
    }

    /// Puts the days of a visit in parts where its form has them, or says that it has one day only.
    fn note_days(&mut self, sitting: &mut Sitting, further: &[NaiveDate]) {
        if further.is_empty() {
            return;
        }
        let said = crate::calendar::days_in_words(further);
        let filled = sitting.filled(&self.desk);
        let noting = filled.noting_days(further).map(|(field, rows)| (super::sitting::called(field).to_owned(), rows));
        let Some((label, rows)) = noting else {
            self.warn(format!("This is of its first day only; begin another for {said}"));
            return;
        };
        if self.record(sitting, rows, Grouping::New, Urgency::Now) {
            self.tell(format!("{said} stands in “{label}” too"));
        }
    }

    /// Puts a text into a field or cell in place of what stands there.
    fn fill(&mut self, sitting: &mut Sitting, path: &str, text: &str) {
        let Ok(cell) = sitting.form.cell(path) else { return };
        let target = match &cell.row {
            Some((row, column)) => Target::Cell { table: cell.field.id.clone(), row: *row, column: column.clone() },
            None => Target::Field(path.to_owned()),
        };
        let remove = sitting.session().text(&target).to_owned();
        if remove != text {
            let change = Change::Edit { target, at: 0, remove, insert: text.to_owned() };
            self.record(sitting, vec![change], Grouping::New, Urgency::Now);
        }
    }
}
