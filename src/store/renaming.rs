//! Giving a school another name: its record has it, and the sessions of which nothing was sent yet. What was sent keeps
//! the name under which it went.

use chrono::NaiveDateTime;

use super::desk::Desk;
use super::{Mode, StoreError};
use crate::forms::is_same_name;
use crate::session::{Change, Session, Step};

/// A school that has another name now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Its name before.
    pub from: String,
    /// Its name now.
    pub to: String,
    /// How many sessions keep the name before, as something of them was sent.
    pub sent: usize,
    /// Ids of sessions that are open elsewhere and keep it too.
    pub open: Vec<String>,
}

impl Renamed {
    /// In a sentence; `shown` are sessions on the screen, which follow by themselves.
    pub fn sentence(&self, shown: &[&str]) -> String {
        let Self { from, to, sent, open } = self;
        let kept = match sent {
            0 => String::new(),
            1 => "; the session that was sent keeps the name it went under".to_owned(),
            sent => format!("; the {sent} sessions that were sent keep the name they went under"),
        };
        let elsewhere: Vec<&str> = open.iter().map(String::as_str).filter(|id| !shown.contains(id)).collect();
        let open =
            if elsewhere.is_empty() { String::new() } else { format!("; open elsewhere: {}", elsewhere.join(", ")) };
        format!("{from} is {to} now{kept}{open}")
    }
}

impl Desk {
    /// Another school with a name that cannot be told from one.
    pub(super) fn clash(&self, slug: &str, name: &str) -> Result<Option<String>, StoreError> {
        let all = self.all_schools()?;
        let same = all.iter().find(|(place, record)| place != slug && is_same_name(record.fact("name"), name));
        Ok(same.map(|(_, record)| record.fact("name").to_owned()))
    }

    /// Gives a school, by its name or slug, another name.
    ///
    /// # Errors
    /// There is none, another has that name, or something cannot be written.
    pub fn rename_school(&self, school: &str, to: &str, now: NaiveDateTime) -> Result<Renamed, StoreError> {
        let meant = self.known_school(school)?;
        let to = to.trim();
        if to.is_empty() {
            return Err(StoreError::Asked { what: "a school cannot be without a name".to_owned() });
        }
        if let Some(other) = self.clash(&meant.slug, to)? {
            let what = format!("{other} is a school already; add what tells this one apart");
            return Err(StoreError::Asked { what });
        }
        let from = match meant.record.fact("name") {
            "" => meant.slug.clone(),
            name => name.to_owned(),
        };
        self.set_school(&meant.slug, &[("name".to_owned(), to.to_owned())])?;
        let mut renamed = Renamed { from, to: to.to_owned(), sent: 0, open: Vec::new() };
        for id in self.perhaps_of(&meant.slug)? {
            // One that cannot be read is named on the home screen.
            let Ok(view) = self.store.read_session::<Session>(&id) else { continue };
            let session = view.document;
            match session.school_slug() == meant.slug && session.school() != to {
                true if session.sent().is_empty() => {
                    if !self.rename_in(&id, to, now)? {
                        renamed.open.push(id);
                    }
                }
                true => renamed.sent += 1,
                false => {}
            }
        }
        Ok(renamed)
    }

    /// Writes the name into a session; false where it is open elsewhere.
    fn rename_in(&self, id: &str, to: &str, now: NaiveDateTime) -> Result<bool, StoreError> {
        let opened = self.store.open_session::<Session>(id)?;
        self.store.tell_of(id, &opened.notices);
        let Mode::Writing(mut journal) = opened.mode else { return Ok(false) };
        let mut session = opened.document;
        let change = Change::School { from: session.school().to_owned(), to: to.to_owned() };
        let step = Step::forward(journal.next_seq(), now, 0, vec![change]);
        if session.fold(&step).is_ok() {
            journal.append(step.seq, &step)?;
        }
        let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
        self.store.tell_of(id, &notices);
        Ok(true)
    }
}
