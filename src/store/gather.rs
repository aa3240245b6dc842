//! What other sessions of a school give to a document: last time's minutes in an agenda pack, the whole year in a roll-up.

use super::{Desk, StoreError};
use crate::caseload::{Year, as_draft, one_down, year};
use crate::forms::Confidentiality;
use crate::outline::{self, Block, Gathered, Outline, Words};
use crate::session::{Contents, Filled, Session};
use crate::store::Context;

impl Desk {
    /// The document with what other sessions give to it, its words as those of the document stand.
    ///
    /// # Errors
    /// A session of the school cannot be read: a document with a hole would not be noticed.
    pub fn completed(&self, mut outline: Outline, words: Words) -> Result<Outline, StoreError> {
        for gathered in std::mem::take(&mut outline.gathered) {
            let own = self.with_waiting(self.store.read_session::<Session>(&outline.reference)?);
            match gathered {
                Gathered::LastTime => outline.blocks.extend(self.last_time(&own, &outline.audience, words)?),
                Gathered::Year => {
                    let Year { blocks, drafts, left_out } = self.year(&own, &outline.audience, words)?;
                    outline.blocks.extend(blocks);
                    outline.draft |= !drafts.is_empty();
                    outline.left_out = left_out;
                }
            }
        }
        Ok(outline)
    }

    /// What makes a document of a session a draft, and the session that it lies in: what it gathers may be one too.
    ///
    /// # Errors
    /// A session of the school cannot be read.
    pub fn why_draft(&self, filled: &Filled<'_>, document: &str) -> Result<Option<(String, String)>, StoreError> {
        if let Some(why) = outline::why_draft(filled, document) {
            return Ok(Some((why, filled.session.id().to_owned())));
        }
        let built = outline::build_with(filled, document, &Contents::default());
        let Some(of_year) = built.ok().filter(|built| built.gathered.contains(&Gathered::Year)) else {
            return Ok(None);
        };
        let drafts = self.year(filled.session, &of_year.audience, Words::AsTyped)?.drafts;
        Ok(drafts.into_iter().next().map(|id| (format!("the note of {id} is one"), id)))
    }

    /// What makes a document of a session a draft, with what it gathers, in a sentence.
    ///
    /// # Errors
    /// A session of the school, or the form of one, cannot be read.
    pub fn drafts_within(&self, session: &Session, document: &str) -> Result<Option<String>, StoreError> {
        let context = self.context(session)?;
        Ok(self.why_draft(&self.filled(session, &context), document)?.map(|(why, _)| why))
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

    /// The main document of the last session of the same form, as it was sent, on pages of its own.
    fn last_time(&self, own: &Session, audience: &str, words: Words) -> Result<Vec<Block>, StoreError> {
        let mut earlier =
            self.of_school(own, |s| s.form() == own.form() && s.date() < own.date() && s.id() != own.id())?;
        earlier.sort_by_key(Session::date);
        let Some(last) = earlier.pop() else { return Ok(Vec::new()) };
        let on = crate::calendar::long(last.date());
        if !is_as_open(&last, own) {
            return Ok(vec![Block::note(format!("The minutes of {on} are confidential and stand apart."))]);
        }
        let context = self.context(&last)?;
        let filled = self.filled(&last, &context);
        let main = context.form.documents.first().filter(|document| document.audience == audience);
        let Some(main) = main else { return Ok(Vec::new()) };
        let asked = |error: outline::NoSuchDocument| StoreError::Asked { what: error.to_string() };
        // What was sent is what its readers have; how it stands now is only for whom nothing was sent yet.
        let sent = last.last_sent().into_iter().rfind(|sent| sent.document == main.id);
        let kept = sent.and_then(|sent| self.store.version(last.id(), sent.version).ok().flatten());
        let then = kept.map(|version| version.as_it_was(&filled));
        let filled = then.as_ref().map_or(filled, |then| then.filled(&filled));
        let contents = sent.map(|sent| sent.contents.clone()).unwrap_or_default();
        let minutes = outline::build_in(&filled, &main.id, &contents, words).map_err(asked)?;
        let come = match (sent, &then) {
            (None, _) => "The minutes of the last meeting come with this agenda.".to_owned(),
            (Some(sent), Some(_)) => format!(
                "The minutes of the last meeting come with this agenda, as they were sent on {}.",
                crate::calendar::long(sent.on)
            ),
            (Some(sent), None) => format!(
                "The minutes of the last meeting come with this agenda as they stand now; what was sent on {} is not kept.",
                crate::calendar::long(sent.on)
            ),
        };
        let heading = format!("Last time: {}, {on}", minutes.title);
        let heading = if minutes.draft { as_draft(&heading) } else { heading };
        let mut blocks = vec![Block::note(come), Block::new(outline::Content::PageBreak), Block::heading(1, heading)];
        blocks.extend(one_down(minutes.blocks).into_iter().map(|block| block.from_session(last.id())));
        Ok(blocks)
    }

    fn year(&self, own: &Session, audience: &str, words: Words) -> Result<Year, StoreError> {
        let of = self.calendar.school_year_of(own.date());
        let sessions = self.of_school(own, |session| self.calendar.school_year_of(session.date()) == of)?;
        let sessions: Vec<Session> = match words {
            Words::AsTyped => sessions,
            Words::AsPrinted => sessions.iter().map(Session::as_printed).collect(),
        };
        let contexts = sessions.iter().map(|session| self.context(session)).collect::<Result<Vec<Context>, _>>()?;
        let filled: Vec<_> = sessions.iter().zip(&contexts).map(|(s, context)| self.filled(s, context)).collect();
        Ok(year(&filled, audience, &format!("{} in {of}", own.school())))
    }
}

/// Whether whoever may read one session may read another.
fn is_as_open(session: &Session, beside: &Session) -> bool {
    let place = |of: &Session| Confidentiality::ALL.iter().position(|level| *level == of.confidentiality());
    place(session) <= place(beside)
}
