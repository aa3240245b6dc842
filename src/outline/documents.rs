//! Which documents a session can become: those of its form, and those every session has.

use crate::forms::{About, Document, Form, Kind, Numbering, Part};

/// The documents that every session has. That the file reads is tested.
fn shared() -> Vec<Document> {
    crate::ronfile::read(include_str!("documents.ron")).unwrap_or_default()
}

/// All documents of a form, its own first; the first is the main one. Those that could hold nothing are left out.
pub fn documents(form: &Form) -> Vec<Document> {
    let mut all = form.documents.clone();
    for document in shared() {
        let is_own = all.iter().any(|own| own.id == document.id);
        if !is_own && document.contents.iter().all(|part| fits(form, part)) {
            all.push(document);
        }
    }
    all
}

/// A document of nothing yet, for an audience.
pub(super) fn for_audience(audience: &str) -> Document {
    Document {
        id: String::new(),
        title: String::new(),
        audience: audience.to_owned(),
        numbering: Numbering::Plain,
        contents: Vec::new(),
    }
}

/// Whether a form has anything for a part.
fn fits(form: &Form, part: &Part) -> bool {
    match part {
        Part::Judgements => form.all_fields().any(|f| matches!(f.kind, Kind::Grades { .. } | Kind::Grade { .. })),
        Part::Plan => form.agenda.iter().any(|item| item.place == crate::forms::Place::Numbered),
        // A letter about a school says nothing of the user's own records.
        Part::Letter(paragraphs) => {
            form.about == About::School || !paragraphs.iter().any(|paragraph| paragraph.contains("{school}"))
        }
        Part::Year | Part::Figures(_) | Part::Concerns => form.about == About::School,
        Part::Sections(_)
        | Part::Agenda
        | Part::Actions
        | Part::OtherEntries
        | Part::Whole
        | Part::Invited
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
        for id in ["agenda", "owners", "headlines", "accuracy", "confirmation", "dates", "self-check"] {
            assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id} in {ids:?}");
        }
        assert_eq!(ids.iter().filter(|id| *id == "actions").count(), 1, "the form's own");
        assert!(!ids.contains(&"judgements".to_owned()), "there are none");
        let autumn = Library::shipped().form("autumn").unwrap();
        assert!(documents(&autumn).iter().any(|document| document.id == "judgements"));
    }
}
