//! Which documents a session can become: those of its form, and those every session has.

use chrono::NaiveDate;

use super::audience::{holds_waivers, is_own};
use super::front::is_marked_draft;
use crate::forms::{About, Document, Field, Form, Numbering, Part};
use crate::session::{Entry, Filled, Piece, Version, is_beyond};

/// The documents that every session has. That the file reads is tested.
fn shared() -> Vec<Document> {
    crate::ronfile::read(include_str!("documents.ron")).unwrap_or_default()
}

/// All documents of a form, its own first; the first is the main one. Those that could hold nothing are left out.
pub fn documents(form: &Form) -> Vec<Document> {
    let mut all = form.documents.clone();
    for mut document in shared() {
        if document.audience.is_empty() {
            document.audience = form.documents.first().map(|main| main.audience.clone()).unwrap_or_default();
        }
        let is_there = all.iter().any(|own| own.id == document.id);
        let has_state = document.in_state.as_ref().is_none_or(|state| form.states.iter().any(|s| s.id == *state));
        let for_them = is_own(&document.audience) || form.is_open_to(&document.audience);
        if !is_there && has_state && for_them && document.contents.iter().all(|part| fits(form, part)) {
            all.push(document);
        }
    }
    all
}

/// A document's title; its id where the form knows it no more.
pub fn title_of(form: &Form, document: &str) -> String {
    match documents(form).into_iter().find(|known| known.id == document) {
        Some(found) if found.title.is_empty() => form.title.clone(),
        Some(found) => found.title,
        None => document.to_owned(),
    }
}

/// What a version was kept for, with the document that was sent then: `Round Table Meeting: minutes, sent to all invited`.
pub fn kept_for(version: &Version, filled: &Filled<'_>) -> String {
    let noted = || filled.session.sent().iter().find(|sent| sent.version == version.number);
    let sent = version.sending().or_else(noted);
    let title = sent.map(|sent| format!("{}, ", title_of(filled.form, &sent.document)));
    format!("{}{}", title.unwrap_or_default(), version.why)
}

/// Whether a document of that id has served by now: an agenda or the confirmation of a visit once the session has taken place,
/// the draft to be checked once the note is beyond that.
pub fn is_past(filled: &Filled<'_>, id: &str) -> bool {
    let is_over = |document: &Document| {
        (is_plan(document) && filled.session.took_place())
            || document.in_state.as_ref().is_some_and(|state| is_beyond(filled, state))
    };
    documents(filled.form).iter().any(|document| document.id == id && is_over(document))
}

/// Whether a document of that id invites to a session: an agenda, the confirmation of a visit.
pub(super) fn plans(form: &Form, id: &str) -> bool {
    documents(form).iter().any(|document| document.id == id && is_plan(document))
}

fn is_plan(document: &Document) -> bool {
    document.contents.iter().any(|part| matches!(part, Part::Plan))
}

/// Who is still only expected in a meeting that has begun, where a document says who was there; none: nobody.
pub fn still_expected(filled: &Filled<'_>, id: &str) -> Option<String> {
    let tells = |part: &Part| matches!(part, Part::Sections(_) | Part::Agenda);
    let people = filled.session.people().iter().enumerate();
    let expected = filled.still_expected();
    let names: Vec<String> = people.filter(|(at, _)| expected.contains(at)).map(|(_, person)| person.name()).collect();
    let known = documents(filled.form).into_iter().find(|known| known.id == id)?;
    let told = !names.is_empty() && known.contents.iter().any(tells);
    told.then(|| format!("not noted whether they came: {} (Ctrl+R)", names.join(", ")))
}

/// The document that is to go out next before the day of a session of which nothing is noted yet: the one that invites to
/// it, unless it has gone.
pub fn next_out(filled: &Filled<'_>, today: NaiveDate) -> Option<String> {
    let session = filled.session;
    let is_brought =
        |entry: &Entry| entry.put_off.is_some() || entry.as_action().is_some_and(|action| action.origin.is_some());
    let is_ahead = today < session.date() && !session.has_begun() && !session.is_cancelled();
    if !is_ahead || !session.all_entries().all(|(_, entry)| is_brought(entry)) {
        return None;
    }
    let plan = documents(filled.form).into_iter().find(is_plan)?;
    session.sent().iter().all(|sent| sent.document != plan.id).then_some(plan.id)
}

/// The state in which the note of a form goes to be checked, if it does.
pub(super) fn checked_in(form: &Form) -> Option<String> {
    documents(form).into_iter().find_map(|document| document.in_state)
}

/// What a document is called in the name of its file: the draft of a note that is checked has another one than the agreed
/// note.
pub fn called_in_file(filled: &Filled<'_>, document: &str) -> String {
    let is_main = filled.form.documents.first().is_some_and(|main| main.id == document);
    let is_draft = is_main && checked_in(filled.form).is_some() && is_marked_draft(filled);
    if is_draft { format!("{document}-draft") } else { document.to_owned() }
}

/// Whether a document holds what was noted in the session, and so is a draft as long as that is: not an agenda, a letter,
/// or a table of figures.
pub(super) fn is_of_what_was_noted(document: &Document) -> bool {
    document.contents.iter().any(|part| match part {
        Part::Sections(_)
        | Part::Agenda
        | Part::Actions
        | Part::OpenActions
        | Part::SupportNeeded
        | Part::OtherEntries
        | Part::Whole
        | Part::Decisions
        | Part::ActionsByOwner
        | Part::Entries
        | Part::Judgements
        | Part::Headlines => true,
        Part::Plan
        | Part::Invited
        | Part::When
        | Part::Prompts(_)
        | Part::Dates
        | Part::Grades(_)
        | Part::Letter(_)
        | Part::Signed(_)
        | Part::Notice
        | Part::Concerns
        | Part::ConcernsAgreed
        | Part::Findings
        | Part::Figures(_)
        | Part::LastTime
        | Part::Year => false,
    })
}

/// What a user may put into a document or leave out of it: of one that holds nothing noted, an agenda or a letter, neither
/// entries nor what stands beside them.
pub fn pieces_of(document: &Document) -> Vec<Piece> {
    let is_noted = is_of_what_was_noted(document);
    let applies = |piece: &Piece| match piece {
        Piece::Waived => holds_waivers(&document.audience),
        Piece::Entries | Piece::Times | Piece::Speakers | Piece::Evidence => is_noted,
    };
    Piece::ALL.into_iter().filter(applies).collect()
}

/// A document of nothing yet, for an audience.
pub(super) fn for_audience(audience: &str) -> Document {
    Document {
        id: String::new(),
        title: String::new(),
        audience: audience.to_owned(),
        numbering: Numbering::Plain,
        contents: Vec::new(),
        to: Vec::new(),
        in_state: None,
        brings: None,
        ahead: false,
        when_empty: None,
    }
}

/// What the authority's own template for a document is called, the first that is there: `FORM-DOCUMENT.docx`, of the main
/// document `FORM.docx` too, and of one that is of no form its own name alone.
pub fn template_names(form: &Form, document: &str) -> Vec<String> {
    let is_main = form.documents.first().is_some_and(|main| main.id == document);
    let of_year = |known: &Document| known.id == document && known.contents.contains(&Part::Year);
    if documents(form).iter().any(of_year) {
        return vec![format!("{document}.docx"), format!("-{document}.docx")];
    }
    let main = Some(format!("{}.docx", form.id)).filter(|_| is_main);
    std::iter::once(format!("{}-{document}.docx", form.id)).chain(main).collect()
}

/// Whether a form has anything for a part.
fn fits(form: &Form, part: &Part) -> bool {
    match part {
        Part::Judgements | Part::Grades(_) => form.all_fields().any(Field::judges),
        Part::Plan => form.agenda.iter().any(|item| item.place == crate::forms::Place::Numbered),
        // A letter about a school says nothing of the user's own records.
        Part::Letter(paragraphs) => {
            form.about == About::School || !paragraphs.iter().any(|paragraph| paragraph.contains("{school}"))
        }
        Part::Year | Part::Figures(_) | Part::Notice | Part::Concerns | Part::ConcernsAgreed => {
            form.about == About::School
        }
        Part::Sections(_)
        | Part::Agenda
        | Part::Actions
        | Part::OpenActions
        | Part::SupportNeeded
        | Part::OtherEntries
        | Part::Whole
        | Part::Invited
        | Part::When
        | Part::Signed(_)
        | Part::Prompts(_)
        | Part::Decisions
        | Part::ActionsByOwner
        | Part::Entries
        | Part::Dates
        | Part::Findings
        | Part::Headlines
        | Part::LastTime => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    #[test]
    fn every_session_has_them_and_a_form_may_have_its_own() {
        assert_eq!(shared().len(), 16);
        let rtm = Library::shipped().form("rtm").unwrap();
        let ids: Vec<String> = documents(&rtm).into_iter().map(|document| document.id).collect();
        assert_eq!(ids[0], "minutes");
        for id in ["agenda", "owners", "headlines", "confirmation", "dates", "self-check"] {
            assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id} in {ids:?}");
        }
        assert_eq!(ids.iter().filter(|id| *id == "actions").count(), 1, "the form's own");
        assert!(!ids.contains(&"judgements".to_owned()), "there are none");
        let autumn = Library::shipped().form("autumn").unwrap();
        assert!(documents(&autumn).iter().any(|document| document.id == "judgements"));
    }

    #[test]
    fn only_what_goes_to_the_head_to_be_checked_has_a_copy_for_that() {
        let library = Library::shipped();
        let checked = |id: &&str| documents(&library.form(id).unwrap()).iter().any(|d| d.id == "accuracy");
        let all: Vec<&str> = library.form_ids().into_iter().filter(checked).collect();
        assert_eq!(all, ["autumn", "spring", "summer", "support-day"]);
    }
}
