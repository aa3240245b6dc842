//! All that belongs to a session: its form, its school, its figures. What of it cannot be read hides nothing that can.

use super::desk::Desk;
use super::{Store, StoreError};
use crate::calendar::SchoolYear;
use crate::caseload::{Summary, summarise};
use crate::forms::{Form, Kind, Part, PromptList, Scale};
use crate::measures::{FigureBook, Figures};
use crate::outline::Outdated;
use crate::session::{Record, Session, stand_in};

/// A session with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Context {
    /// The form in the version it began with.
    pub form: Form,
    /// Prompt lists the form names.
    pub prompts: Vec<PromptList>,
    /// Scales the form names.
    pub scales: Vec<Scale>,
    /// The school's record.
    pub school: Record,
    /// The school's figures.
    pub figures: FigureBook,
}

/// The form of a session as it was found.
pub(super) struct FoundForm {
    /// The form.
    pub(super) form: Form,
    /// Why it is not read from its own file, though that is there.
    pub(super) instead: Option<StoreError>,
}

impl Desk {
    /// Everything that belongs to a session.
    ///
    /// # Errors
    /// Something of it cannot be read.
    pub fn context(&self, session: &Session) -> Result<Context, StoreError> {
        let form = self.form_said(session)?;
        self.context_in(session, form)
    }

    /// The same for writing documents: where the file of the form is gone or cannot be read, a form of the session's own ids
    /// stands in for it, and what is missing is said.
    ///
    /// # Errors
    /// Something of it cannot be read.
    pub fn context_for_documents(&self, session: &Session) -> Result<(Context, Option<StoreError>), StoreError> {
        match self.form_said(session) {
            Ok(form) => Ok((self.context_in(session, form)?, None)),
            Err(gone) => match stand_in(session) {
                Some(form) => Ok((self.context_in(session, form)?, Some(gone))),
                None => Err(gone),
            },
        }
    }

    fn context_in(&self, session: &Session, form: Form) -> Result<Context, StoreError> {
        let school = self.store.load(&Store::school_place(session.school_slug()))?.unwrap_or(Record::new());
        let figures = self.figure_book(session.school_slug())?;
        Ok(self.context_with(session, form, school, figures))
    }

    fn context_with(&self, session: &Session, form: Form, school: Record, figures: FigureBook) -> Context {
        let year = SchoolYear::of(session.date());
        let form = form.in_year(year);
        let mut lists: Vec<&str> =
            form.agenda.iter().flat_map(|item| &item.prompts).chain(&form.cards).map(String::as_str).collect();
        for part in form.documents.iter().flat_map(|document| &document.contents) {
            if let Part::Prompts(ids) = part {
                lists.extend(ids.iter().map(String::as_str));
            }
        }
        let mut scales: Vec<&str> = Vec::new();
        for field in form.sections.iter().flat_map(|section| &section.fields) {
            if let Kind::Checklist { list, .. } = &field.kind {
                lists.push(list);
            }
            scales.extend(scales_of(&field.kind));
        }
        for names in [&mut lists, &mut scales] {
            names.sort_unstable();
            names.dedup();
        }
        let prompts =
            lists.into_iter().filter_map(|id| self.library.prompts(id)).map(|list| list.in_year(year)).collect();
        let scales = scales.into_iter().filter_map(|id| self.library.scale(id)).collect();
        Context { form, prompts, scales, school, figures }
    }

    /// The form a session began with as its file has it, its years not filled in.
    ///
    /// # Errors
    /// It is gone or cannot be read.
    pub fn form_as_written(&self, session: &Session) -> Result<Form, StoreError> {
        self.form_of(session).map(|found| found.form)
    }

    /// The form a session began with, and word for the user where another file had to do.
    fn form_said(&self, session: &Session) -> Result<Form, StoreError> {
        let FoundForm { form, instead } = self.form_of(session)?;
        if let Some(why) = instead {
            let place = Store::form_place(session.form(), session.version());
            self.store.tell_later(format!(
                "{why}, or take up the one nov brings with: nov rescue {place}. Meanwhile that one, of the same version, \
                 is used"
            ));
        }
        if form.version != session.version() {
            let (id, began, here) = (session.id(), session.version(), &form.version);
            self.store.tell_later(format!(
                "{id} began with version {began} of its form, which is not kept here: version {here} is used in its place"
            ));
        }
        Ok(form)
    }

    /// The form a session began with: the kept copy, else the shipped one; of a copy that cannot be read, the known form
    /// of the same version.
    pub(super) fn form_of(&self, session: &Session) -> Result<FoundForm, StoreError> {
        let place = Store::form_place(session.form(), session.version());
        let known = self.library.form_as_written(session.form());
        match self.kept_form(&place) {
            Ok(Some(form)) => Ok(FoundForm { form: self.library.completed(form), instead: None }),
            Ok(None) => known.map(|form| FoundForm { form, instead: None }).map_err(|_| StoreError::FormGone {
                session: session.id().to_owned(),
                form: session.form().to_owned(),
                path: self.store.root().join(place),
            }),
            Err(why) => match known {
                Ok(form) if form.version == session.version() => Ok(FoundForm { form, instead: Some(why) }),
                Ok(_) | Err(_) => Err(StoreError::FormUnread { session: session.id().to_owned(), why: Box::new(why) }),
            },
        }
    }

    /// A session in one line. What beside it cannot be read is named in it, and hides only what hangs on that alone.
    pub(super) fn summary(&self, session: &Session) -> Summary {
        let mut unread = Vec::new();
        let mut name = |place: String, why: StoreError| unread.push((place, why.to_string()));
        let form_place = Store::form_place(session.form(), session.version());
        let form = match self.form_of(session) {
            Ok(FoundForm { form, instead }) => {
                if let Some(why) = instead {
                    name(form_place, why);
                }
                form
            }
            Err(why) => {
                name(form_place, why);
                return Summary { unread, ..Summary::bare(session) };
            }
        };
        let slug = session.school_slug();
        let school = self.store.load(&Store::school_place(slug)).unwrap_or_else(|why| {
            name(Store::school_place(slug), why);
            None
        });
        let figures = self.figure_book(slug).unwrap_or_else(|why| {
            name(Store::figures_place(slug), why);
            self.book_of(Figures::default())
        });
        let context = self.context_with(session, form, school.unwrap_or_default(), figures);
        let filled = self.filled(session, &context);
        let outdated = self.outdated_of(&filled);
        let said = |words: fn(&Outdated) -> String| outdated.first().map(words).unwrap_or_default();
        let (changed, changed_short) = (said(Outdated::in_words), said(Outdated::in_short));
        Summary { changed, changed_short, unread, ..summarise(&filled) }
    }
}

fn scales_of(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Grade { scale } => vec![scale],
        Kind::Grades { rows, columns, .. } => {
            let in_rows = rows.iter().filter_map(|row| row.scale.as_deref());
            in_rows.chain(columns.iter().flat_map(|c| scales_of(&c.kind))).collect()
        }
        Kind::Table { columns } | Kind::Checklist { columns, .. } | Kind::Sentence { blanks: columns, .. } => {
            columns.iter().flat_map(|c| scales_of(&c.kind)).collect()
        }
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Role => Vec::new(),
    }
}
