//! The shipped forms against the catalogue's own list of what each holds: labels, order, kinds, choices, columns, rows.

use nov::forms::{Column, Field, Form, Kind, Library, Origin};

const FORMS: &str = include_str!("catalogue/forms.md");
const PROMPTS: &str = include_str!("catalogue/prompts.txt");

/// What the catalogue calls a form, and its public id.
const IDS: [(&str, &str); 10] = [
    ("ofsted_s5_feedback", "ofsted-s5"),
    ("hmi_satisfactory_feedback", "hmi-satisfactory"),
    ("hmi_s8_feedback", "hmi-s8"),
    ("ofsted_survey_feedback", "ofsted-survey"),
    ("cpd_record", "cpd-record"),
    ("sip_pm_notes", "sip-pm-notes"),
    ("nov_autumn", "autumn"),
    ("nov_spring", "spring"),
    ("nov_summer", "summer"),
    ("rtm_minutes", "rtm"),
];

/// Where a form differs from the catalogue on purpose: the form, what the catalogue has, what the form has.
const DIFFERENT: [(&str, &str, &str); 7] = [
    // RE-04: what was recommended keeps the day by which it was.
    (
        "autumn",
        "Actions/recommendations imported from the Summer NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status]",
        "Actions/recommendations imported from the Summer NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status | By when]",
    ),
    (
        "spring",
        "Actions/recommendations imported from the Autumn NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status]",
        "Actions/recommendations imported from the Autumn NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status | By when]",
    ),
    (
        "summer",
        "Actions/recommendations imported from the Spring NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status]",
        "Actions/recommendations imported from the Spring NOV [table: Action | Owner (role and initials) | Progress identified | Impact | Status | By when]",
    ),
    // The catalogue has the area in the heading, the printed page in the row.
    (
        "ofsted-s5",
        "Overall effectiveness: How good is the school? [grade_pair]",
        "Overall effectiveness: How good is the school? (SEF A8) [grade_pair]",
    ),
    // AM-25: outstanding is offered too.
    (
        "hmi-s8",
        "The overall judgement was that ... progress has been made [choice: good / satisfactory / inadequate]",
        "The overall judgement was that ... progress has been made [choice: outstanding / good / satisfactory / inadequate]",
    ),
    // There is more than one in a year, each with its day.
    ("cpd-record", "Shadowing/joint visits [text]", "Shadowing/joint visits [longtext]"),
    ("cpd-record", "QA notes of visit [text]", "QA notes of visit [longtext]"),
];

/// A form as the catalogue lists it.
struct Listed {
    title: String,
    id: &'static str,
    derived: bool,
    /// Headings in their order.
    sections: Vec<String>,
    /// `label [kind]` in their order.
    fields: Vec<String>,
    /// What the line of counts says: sections, fields, grade pairs.
    counts: Vec<usize>,
}

fn listed() -> Vec<Listed> {
    FORMS.split("\n### ").skip(1).map(read).collect()
}

fn read(text: &str) -> Listed {
    let mut lines = text.lines();
    let title = lines.next().unwrap().trim().to_owned();
    let facts = lines.next().unwrap();
    let (name, said) = facts.strip_prefix('`').unwrap().split_once('`').unwrap();
    let (said, counted) = said.rsplit_once(';').unwrap();
    let counts = counted.split(',').map(|part| part.split_whitespace().next().unwrap().parse().unwrap()).collect();
    let id = IDS.iter().find(|(known, _)| *known == name).unwrap().1;
    let mut form =
        Listed { title, id, derived: said.contains("derived"), sections: Vec::new(), fields: Vec::new(), counts };
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix("- **") {
            form.sections.push(section.split_once("**").unwrap().0.to_owned());
        } else {
            let (_, field) = line.split_once(". ").unwrap();
            let (label, kind) = field.split_once(" `[").unwrap();
            let (kind, scale) = kind.split_once("]`").unwrap();
            form.fields.push(format!("{} [{kind}]{scale}", label.trim_start_matches("(blank) ")));
        }
    }
    form
}

/// The fields of a form as the catalogue would list them. What only the SIP sees is no part of the paper.
fn ours(form: &Form) -> Vec<String> {
    let main = &form.documents[0].audience;
    let open = form.sections.iter().filter(|s| s.audience.is_empty() || s.audience.contains(main));
    open.flat_map(|section| &section.fields).flat_map(lines_of).collect()
}

fn lines_of(field: &Field) -> Vec<String> {
    match &field.kind {
        Kind::Grades { heading, rows, columns } => {
            let printed: Vec<&Column> = columns.iter().filter(|column| column.gathered_in.is_none()).collect();
            if heading == "Aspect" {
                let titles = titles(&printed);
                return vec![format!("{} [table: {heading} | {titles}; {} rows]", field.label, rows.len())];
            }
            let row = |row: &nov::forms::Row| {
                let kind = match printed.as_slice() {
                    [ofsted, sef] if ofsted.id == "ofsted" && sef.id == "sef" => "grade_pair".to_owned(),
                    [only] => kind_of(&only.kind),
                    _ => panic!("{}: such columns are not known", field.id),
                };
                let own = row.scale.as_deref().is_some_and(|scale| scale == "attainment-2009");
                let scale = if own { " (scale: high/above average/broadly average/low)" } else { "" };
                format!("{} [{kind}]{scale}", row.label)
            };
            rows.iter().map(row).collect()
        }
        Kind::Sentence { blanks, .. } => {
            blanks.iter().map(|blank| format!("{} [{}]", blank.label, kind_of(&blank.kind))).collect()
        }
        Kind::Table { columns } => {
            vec![format!("{} [table: {}]", field.label, titles(&columns.iter().collect::<Vec<_>>()))]
        }
        kind => vec![format!("{} [{}]", field.label, kind_of(kind))],
    }
}

fn titles(columns: &[&Column]) -> String {
    columns.iter().map(|column| column.label.as_str()).collect::<Vec<_>>().join(" | ")
}

fn kind_of(kind: &Kind) -> String {
    match kind {
        Kind::Text | Kind::Role => "text".to_owned(),
        Kind::LongText => "longtext".to_owned(),
        Kind::Number { .. } => "number".to_owned(),
        Kind::Date | Kind::Since | Kind::Due | Kind::Past | Kind::Dates => "date".to_owned(),
        Kind::Choice(options) | Kind::Choices(options) => format!("choice: {}", options.join(" / ")),
        Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Sentence { .. } => panic!("{kind:?} has no short name"),
    }
}

/// Where titles of columns are not printed, the catalogue has a word in brackets for them.
fn without_unprinted(line: &str, field: &str) -> String {
    match line.split_once(" [table: ") {
        Some((label, columns)) if columns.starts_with('(') => {
            let printed = field.split_once(" [table: ").map_or("", |(_, columns)| columns);
            format!("{label} [table: {printed}")
        }
        _ => line.to_owned(),
    }
}

#[test]
fn each_form_holds_what_the_catalogue_lists_label_by_label_in_its_order() {
    let library = Library::shipped();
    let listed = listed();
    assert_eq!(listed.len(), IDS.len());
    for form in listed {
        let known = library.form(form.id).unwrap();
        assert_eq!(form.title, known.title, "{}", form.id);
        assert_eq!(form.derived, known.origin == Origin::Derived, "{}", form.id);
        assert_eq!((form.sections.len(), form.fields.len()), (form.counts[0], form.counts[1]), "{}", form.id);
        let pairs = form.fields.iter().filter(|field| field.contains("[grade_pair]")).count();
        assert_eq!(pairs, form.counts.get(2).copied().unwrap_or(0), "{}", form.id);
        let ours = ours(&known);
        let different = |line: &String| {
            let meant = DIFFERENT.iter().find(|(id, theirs, _)| *id == form.id && *theirs == line);
            meant.map_or_else(|| line.clone(), |(_, _, ours)| (*ours).to_owned())
        };
        let theirs: Vec<String> = form.fields.iter().map(different).collect();
        assert_eq!(theirs.len(), ours.len(), "{}:\n{theirs:#?}\n{ours:#?}", form.id);
        for (theirs, ours) in theirs.iter().zip(&ours) {
            assert_eq!(&without_unprinted(theirs, ours), ours, "{}", form.id);
        }
    }
}

#[test]
fn each_heading_of_the_catalogue_is_a_heading_or_a_label_of_the_form() {
    let library = Library::shipped();
    for form in listed() {
        let known = library.form(form.id).unwrap();
        let mut headings: Vec<String> = known.sections.iter().map(|section| section.title.clone()).collect();
        headings.extend(known.all_fields().map(|field| field.label.clone()));
        headings.extend(ours(&known));
        for section in form.sections.iter().filter(|section| !section.starts_with('(')) {
            for part in section.split(" / ") {
                let found = headings.iter().any(|heading| heading.contains(part));
                assert!(found, "{}: “{part}” is no heading of {headings:#?}", form.id);
            }
        }
    }
}

#[test]
fn the_thirty_six_judgements_have_two_grades_each_on_scales_that_allow_blank_and_not_applicable() {
    let library = Library::shipped();
    let form = library.form("ofsted-s5").unwrap();
    let mut pairs = 0;
    for (field, row) in form.judgement_rows() {
        let Kind::Grades { columns, .. } = &field.kind else { panic!("{} has no rows", field.id) };
        let grades: Vec<&Column> = columns.iter().filter(|c| matches!(c.kind, Kind::Grade { .. })).collect();
        assert_eq!(grades.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["ofsted", "sef"], "{}", row.id);
        for column in grades {
            let Kind::Grade { scale } = &column.kind else { continue };
            let scale = library.scale(row.scale.as_ref().unwrap_or(scale)).unwrap();
            assert!(scale.not_applicable && scale.grades.len() == 4, "{}", row.id);
        }
        pairs += 1;
    }
    assert_eq!(pairs, 36);
}

#[test]
fn the_prompt_lists_are_those_of_the_catalogue_item_by_item() {
    let library = Library::shipped();
    let (mut lists, mut items) = (0, 0);
    let mut lines = PROMPTS.lines().skip(1).peekable();
    while let Some(head) = lines.next() {
        let (id, rest) = head.strip_prefix('[').unwrap().split_once("] ").unwrap();
        let (section, title) = rest.split_once(' ').unwrap();
        let list = library.prompts(id).unwrap_or_else(|| panic!("there is no list {id}"));
        let list = list.in_year(nov::calendar::SchoolYear::starting(2009));
        assert_eq!((list.section.as_str(), list.title.as_str()), (section, title), "{id}");
        let mut wanted = Vec::new();
        while let Some(item) = lines.next_if(|line| !line.starts_with('[')) {
            wanted.push(without_count(item));
        }
        assert_eq!(list.items, wanted, "{id}");
        (lists, items) = (lists + 1, items + wanted.len());
    }
    assert_eq!((lists, items), (33, 170));
}

/// An item without the catalogue's own count of what it asks, `(3 questions)`.
fn without_count(item: &str) -> &str {
    let counted = item.strip_suffix(" questions)").or(item.strip_suffix(" named)")).or(item.strip_suffix(" aspects)"));
    let words = counted.and_then(|item| item.rsplit_once(" (")).filter(|(_, n)| n.parse::<u8>().is_ok());
    words.map_or(item, |(words, _)| words)
}
