//! What must hold of every form: ids are unique, what is named exists, every field belongs to one agenda item.

mod names;

use std::collections::HashSet;

use super::condition::STATE;
use super::document::Part;
use super::error::Fault;
use super::field::Kind;
use super::library::Library;
use super::lookup::columns_of;
use super::model::Form;

/// Checks a form.
///
/// # Errors
/// The first fault.
pub(super) fn check(form: &Form, library: &Library) -> Result<(), Fault> {
    unique_ids(form)?;
    names::known(form, library)?;
    each_field_in_one_item(form)?;
    documents(form)
}

fn unique<'a>(place: &str, what: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for id in ids {
        let (place, id) = (place.to_owned(), id.to_owned());
        let typable =
            id.starts_with(char::is_alphabetic) && id.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        if !typable || id == STATE {
            return Err(Fault::BadId { place, what, id });
        }
        if !seen.insert(id.clone()) {
            return Err(Fault::SameId { place, what, id });
        }
    }
    Ok(())
}

fn unique_ids(form: &Form) -> Result<(), Fault> {
    unique("form", "form", std::iter::once(form.id.as_str()))?;
    unique("sections", "section", form.sections.iter().map(|s| s.id.as_str()))?;
    let rows = form.all_fields().flat_map(|f| match &f.kind {
        Kind::Grades { rows, .. } => rows.iter().map(|r| r.id.as_str()).collect(),
        _ => Vec::new(),
    });
    // A judgement row is named like a field, so they share their ids.
    unique("sections", "field", form.all_fields().map(|f| f.id.as_str()).chain(rows))?;
    unique("agenda", "agenda item", form.agenda.iter().map(|i| i.id.as_str()))?;
    unique("documents", "document", form.documents.iter().map(|d| d.id.as_str()))?;
    unique("states", "state", form.states.iter().map(|s| s.id.as_str()))?;
    unique("deadlines", "deadline", form.deadlines.iter().map(|d| d.id.as_str()))?;
    form.all_fields().try_for_each(|field| {
        let ids = columns_of(&field.kind).iter().map(|c| c.id.as_str());
        unique(&format!("field \"{}\"", field.id), "column", ids)
    })
}

fn each_field_in_one_item(form: &Form) -> Result<(), Fault> {
    for (section, field) in form.sections.iter().flat_map(|s| s.fields.iter().map(move |f| (s, f))) {
        let items = form.agenda.iter().filter(|i| i.sections.contains(&section.id) || i.fields.contains(&field.id));
        let items: Vec<&str> = items.map(|i| i.id.as_str()).collect();
        match items.as_slice() {
            [_] => {}
            [] => return Err(Fault::Unshown { field: field.id.clone() }),
            several => return Err(Fault::ShownTwice { field: field.id.clone(), items: several.join(", ") }),
        }
    }
    Ok(())
}

fn documents(form: &Form) -> Result<(), Fault> {
    if form.documents.is_empty() {
        let what =
            "the form has none; give it one, such as (id: \"form\", audience: \"all\", contents: [Sections([])])";
        return Err(Fault::Malformed { place: "documents".to_owned(), what: what.to_owned() });
    }
    for document in &form.documents {
        let bad = |what: String| Err(Fault::BadPart { document: document.id.clone(), what });
        if document.contents.is_empty() {
            return bad("it holds nothing; name its parts, such as [Sections([]), OtherEntries]".to_owned());
        }
        let mut printed = HashSet::new();
        for part in &document.contents {
            let Part::Sections(ids) = part else { continue };
            for id in ids {
                let known = form.sections.iter().map(|s| s.id.as_str());
                if !known.clone().any(|section| section == id) {
                    return bad(format!("there is no section \"{id}\"{}", super::near::hint(id, known)));
                }
                if !printed.insert(id) {
                    return bad(format!("it prints the section \"{id}\" twice; name it once"));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"(
        schema: 1, id: "own", version: "1", name: "Own", title: "Own", origin: Own, terms: [2],
        invited: [(role: "HT", label: "Headteacher")],
        sections: [
            (id: "front", title: "Front", fields: [
                (id: "focus", label: "Focus", kind: Text),
                (id: "stages", label: "Stages", kind: Choices(["KS1", "KS2"]), required_when: In("focus", ["data"])),
                (id: "people", label: "People", kind: Table(columns: [
                    (id: "who", label: "Who", kind: Role), (id: "what", label: "What", kind: Text),
                ]), from: People("present")),
                (id: "sent", label: "Sent", kind: Date, from: State("sent")),
                (id: "todo", label: "Actions", kind: Table(columns: [
                    (id: "text", label: "Action", kind: Text),
                ]), from: Actions([("text", "text")])),
            ]),
            (id: "views", title: "Views", applies_if: Not(In("state", ["sent"])), fields: [
                (id: "grades", label: "Grades", kind: Grades(heading: "Aspect",
                    rows: [(id: "safe", label: "Safe"), (id: "glad", label: "Glad", scale: "attainment-2009")],
                    columns: [(id: "school", label: "School", kind: Grade(scale: "ofsted-2009"))])),
                (id: "seen", label: "Seen", kind: Sentence(template: "Saw {what}", blanks: [
                    (id: "what", label: "What", kind: Text),
                ])),
                (id: "list", label: "List", kind: Checklist(list: "IN")),
            ]),
        ],
        agenda: [
            (id: "front", title: "Front", sections: ["front"], prompts: ["RQ"]),
            (id: "views", title: "Views", fields: ["grades", "seen", "list"]),
        ],
        cards: ["RW"],
        carry_from: [(forms: ["own"], what: Rows(table: "todo", into: "todo", columns: [("text", "text")]), into: "front")],
        deadlines: [
            (id: "draft", label: "Draft", when: After(days: 5, from: "sent"), at: "16:00", done_by: "sent", done_in: "sent", once: ["sent"]),
            (id: "year", label: "Year", when: By("12-31")),
        ],
        distribution: [(role: "Head", document: "form", deadline: "draft")],
        states: [(id: "sent", label: "sent")],
        rules: [(rule: "required", scope: ["front", "list"]), (rule: "signed", by: ["HT", "Head of school"])],
        documents: [(id: "form", audience: "all", contents: [Sections(["front", "views"]), Actions, OtherEntries])],
    )"#;

    /// What is said of the form with one thing in it changed.
    fn said(from: &str, to: &str) -> String {
        assert!(FORM.contains(from), "{from}");
        let library = Library::shipped();
        let read = library.parse_form("own.ron", &FORM.replacen(from, to, 1));
        read.map_or_else(|error| error.to_string(), |_| "nothing".to_owned())
    }

    #[test]
    fn a_form_in_order_passes() {
        assert_eq!(said("schema: 1", "schema: 1"), "nothing");
    }

    #[test]
    fn ids_are_given_once_and_can_be_typed() {
        let sections = "own.ron: sections: two fields have the id \"focus\"; give one of them another";
        assert_eq!(said("id: \"stages\"", "id: \"focus\""), sections);
        assert_eq!(said("id: \"safe\"", "id: \"focus\""), sections);
        assert_eq!(
            said("id: \"what\", label: \"What\"", "id: \"who\", label: \"What\""),
            "own.ron: field \"people\": two columns have the id \"who\"; give one of them another"
        );
        for wrong in ["a.b", "a b", "7", "+", "", "state"] {
            let text = said("id: \"focus\"", &format!("id: \"{wrong}\""));
            assert!(text.starts_with(&format!("own.ron: sections: \"{wrong}\" cannot be the id of a field")), "{text}");
        }
    }

    #[test]
    fn every_field_belongs_to_one_agenda_item() {
        assert_eq!(
            said("fields: [\"grades\", \"seen\", \"list\"]", "fields: [\"grades\", \"list\"]"),
            "own.ron: field \"seen\": no agenda item shows it; name it, or its section, in one"
        );
        assert_eq!(
            said("fields: [\"grades\"", "fields: [\"focus\", \"grades\""),
            "own.ron: field \"focus\": several agenda items show it (front, views); leave it in one"
        );
    }

    #[test]
    fn documents_print_what_there_is() {
        assert_eq!(
            said("Sections([\"front\", \"views\"])", "Sections([\"fornt\"])"),
            "own.ron: document \"form\": there is no section \"fornt\"; did you mean front?"
        );
        assert_eq!(
            said("Sections([\"front\", \"views\"])", "Sections([\"front\", \"front\"])"),
            "own.ron: document \"form\": it prints the section \"front\" twice; name it once"
        );
        assert!(said("[Sections([\"front\", \"views\"]), Actions, OtherEntries]", "[]").contains("it holds nothing"));
    }

    #[test]
    fn what_is_named_exists() {
        for (from, to, what) in [
            (
                "\"ofsted-2009\"",
                "\"ofsted-2019\"",
                "field \"grades\", column \"school\": there is no scale \"ofsted-2019\"; did you mean ofsted-2009?",
            ),
            (
                "\"attainment-2009\"",
                "\"stars\"",
                "field \"grades\": there is no scale \"stars\"; there are ofsted-2009, attainment-2009, hmi-judgement, hmi-progress",
            ),
            (
                "Checklist(list: \"IN\")",
                "Checklist(list: \"INN\")",
                "field \"list\": there is no prompt list \"INN\"; did you mean IN",
            ),
            ("[\"RQ\"]", "[\"RQX\"]", "agenda item \"front\": there is no prompt list \"RQX\"; did you mean RQ"),
            ("[\"RW\"]", "[\"RWW\"]", "cards: there is no prompt list \"RWW\"; did you mean RW"),
            ("role: \"HT\"", "role: \"HTT\"", "invited: there is no role \"HTT\"; did you mean HT"),
            (
                "In(\"focus\"",
                "In(\"fokus\"",
                "field \"stages\": the form \"own\" has no field \"fokus\"; did you mean focus?",
            ),
            (
                "sections: [\"front\"]",
                "sections: [\"frnt\"]",
                "agenda item \"front\": there is no section \"frnt\"; did you mean front?",
            ),
            (
                "fields: [\"grades\"",
                "fields: [\"grade\"",
                "agenda item \"views\": there is no field \"grade\"; did you mean grades?",
            ),
            ("State(\"sent\")", "State(\"snet\")", "field \"sent\": there is no state \"snet\"; did you mean sent?"),
            (
                "People(\"present\")",
                "People(\"presents\")",
                "field \"people\": there is no table of people \"presents\"; did you mean present?",
            ),
            (
                "(\"text\", \"text\")])",
                "(\"txt\", \"text\")])",
                "field \"todo\": there is no column \"txt\"; did you mean text?",
            ),
            (
                "(\"text\", \"text\")])",
                "(\"text\", \"duee\")])",
                "field \"todo\": there is no fact of an action \"duee\"; did you mean due?",
            ),
            (
                "into: \"front\"",
                "into: \"frond\"",
                "carry_from: there is no agenda item \"frond\"; did you mean front?",
            ),
            ("into: \"todo\"", "into: \"focus\"", "carry_from: rows go into \"focus\", which is no table of the form"),
            (
                "from: \"sent\"",
                "from: \"snet\"",
                "deadline \"draft\": the form \"own\" has no field \"snet\"; did you mean sent?",
            ),
            (
                "done_in: \"sent\"",
                "done_in: \"send\"",
                "deadline \"draft\": there is no state \"send\"; did you mean sent?",
            ),
            (
                "document: \"form\"",
                "document: \"from\"",
                "distribution to \"Head\": there is no document \"from\"; did you mean form?",
            ),
            (
                "deadline: \"draft\"",
                "deadline: \"daft\"",
                "distribution to \"Head\": there is no deadline \"daft\"; did you mean draft?",
            ),
            (
                "once: [\"sent\"]",
                "once: [\"send\"]",
                "deadline \"draft\": there is no field or state \"send\"; did you mean sent?",
            ),
            ("by: [\"HT\"", "by: [\"HTT\"", "rule \"signed\": there is no role \"HTT\"; did you mean HT"),
            (
                "scope: [\"front\"",
                "scope: [\"frnot\"",
                "rule \"required\": there is no section or field \"frnot\"; did you mean front?",
            ),
        ] {
            let text = said(from, to);
            assert!(text.starts_with(&format!("own.ron: {what}")), "{to}: {text}");
        }
    }

    #[test]
    fn what_cannot_be_so_is_said() {
        for (from, to, what) in [
            ("Saw {what}", "Saw", "field \"seen\": the sentence has no blank {what}"),
            ("Saw {what}", "{who} saw {what}", "field \"seen\": there is no blank \"who\"; there are what"),
            ("[\"KS1\", \"KS2\"]", "[\"KS1, KS2\"]", "field \"stages\": \"KS1, KS2\" cannot be one of several choices"),
            ("Choices([\"KS1\", \"KS2\"])", "Choice([])", "field \"stages\": it offers no choice"),
            (
                "kind: Role",
                "kind: Table(columns: [])",
                "field \"people\": the column \"who\" cannot hold cells of its own",
            ),
            (
                "kind: Date, from: State(\"sent\")",
                "kind: Date, from: Distribution",
                "field \"sent\": it is filled with rows, so its kind has to be a Table",
            ),
            (
                "from: People(\"present\")",
                "from: NextDate",
                "field \"people\": it is filled with one value, so it cannot have cells",
            ),
            ("terms: [2]", "terms: [7]", "terms: there is no term 7"),
            ("\"16:00\"", "\"4pm\"", "deadline \"draft\": \"4pm\" is no time of day; write it as 16:00"),
            (
                "\"12-31\"",
                "\"31/12\"",
                "deadline \"year\": \"31/12\" is no day of the year; write month and day as 12-31",
            ),
        ] {
            let text = said(from, to);
            assert!(text.starts_with(&format!("own.ron: {what}")), "{to}: {text}");
        }
    }

    #[test]
    fn a_form_has_a_document() {
        let text = FORM.replacen(
            "distribution: [(role: \"Head\", document: \"form\", deadline: \"draft\")]",
            "distribution: []",
            1,
        );
        let at = text.find("documents: [").unwrap();
        let read = Library::shipped().parse_form("own.ron", &format!("{}documents: [])", &text[..at]));
        assert!(read.unwrap_err().to_string().starts_with("own.ron: documents: the form has none; give it one"));
    }
}
