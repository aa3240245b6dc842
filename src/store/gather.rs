//! What other sessions of a school give to a document: last time's minutes in an agenda pack, the whole year in a roll-up.

use super::{Desk, StoreError};
use crate::caseload::{one_down, year};
use crate::outline::{self, Block, Gathered, Outline};
use crate::session::Session;
use crate::store::Context;

impl Desk {
    /// The document with what other sessions give to it.
    ///
    /// # Errors
    /// A session of the school cannot be read: a document with a hole would not be noticed.
    pub fn completed(&self, mut outline: Outline) -> Result<Outline, StoreError> {
        for gathered in std::mem::take(&mut outline.gathered) {
            let own = self.with_waiting(self.store.read_session::<Session>(&outline.reference)?);
            let blocks = match gathered {
                Gathered::LastTime => self.last_time(&own, &outline.audience)?,
                Gathered::Year => self.year(&own, &outline.audience)?,
            };
            outline.blocks.extend(blocks);
        }
        Ok(outline)
    }

    /// All sessions of the school that suit.
    fn of_school(&self, own: &Session, suits: impl Fn(&Session) -> bool) -> Result<Vec<Session>, StoreError> {
        let mut found = Vec::new();
        for summary in self.shelf()?.sessions.iter().filter(|summary| summary.school_slug == own.school_slug()) {
            let session = self.with_waiting(self.store.read_session::<Session>(&summary.id)?);
            if suits(&session) {
                found.push(session);
            }
        }
        Ok(found)
    }

    /// The main document of the last session of the same form, on pages of its own.
    fn last_time(&self, own: &Session, audience: &str) -> Result<Vec<Block>, StoreError> {
        let mut earlier =
            self.of_school(own, |s| s.form() == own.form() && s.date() < own.date() && s.id() != own.id())?;
        earlier.sort_by_key(Session::date);
        let Some(last) = earlier.pop() else {
            return Ok(vec![Block::note("There are no minutes of an earlier meeting.")]);
        };
        let context = self.context(&last)?;
        let filled = self.filled(&last, &context);
        let main = context.form.documents.first().filter(|document| document.audience == audience);
        let Some(main) = main else { return Ok(Vec::new()) };
        let asked = |error: outline::NoSuchDocument| StoreError::Asked { what: error.to_string() };
        let minutes = outline::build(&filled, &main.id).map_err(asked)?;
        let heading = format!("Last time: {}, {}", minutes.title, crate::calendar::long(last.date()));
        let mut blocks = vec![Block::new(outline::Content::PageBreak), Block::heading(1, heading)];
        blocks.extend(one_down(minutes.blocks).into_iter().map(|block| block.from_session(last.id())));
        Ok(blocks)
    }

    fn year(&self, own: &Session, audience: &str) -> Result<Vec<Block>, StoreError> {
        let of = self.calendar.school_year_of(own.date());
        let sessions = self.of_school(own, |session| self.calendar.school_year_of(session.date()) == of)?;
        let contexts = sessions.iter().map(|session| self.context(session)).collect::<Result<Vec<Context>, _>>()?;
        let filled: Vec<_> = sessions.iter().zip(&contexts).map(|(s, context)| self.filled(s, context)).collect();
        Ok(year(&filled, audience, &format!("{} in {of}", own.school())))
    }
}
