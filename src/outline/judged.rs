//! The judgements of a session by themselves: to be read, to be counted in a spreadsheet, or one column of them.

use super::build::{Builder, run};
use super::model::{Content, Sheet, Source, Style, Value};
use super::parts::columns;
use super::values;
use crate::forms::{Field, Kind, NOT_APPLICABLE, Part};

/// What stands in the place of a table of judgements none of which applies, outside the form itself.
pub const NOT_APPLICABLE_HERE: &str = "Not applicable to this school.";

/// What judgements are set out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To be read: what does not apply is said in one line, sentences as they stand.
    Read,
    /// To be counted in a spreadsheet: a row for each.
    Count,
}

impl<'a> Builder<'a> {
    /// All judgements, by section; to a document of nothing else belongs a table of them for a spreadsheet.
    pub(super) fn judgements(&mut self) {
        self.judgements_to(Use::Read);
        if matches!(self.document.contents.as_slice(), [Part::Judgements]) {
            let mut all = Builder::new(self.filled, self.document, self.contents);
            all.finished = self.finished;
            all.judgements_to(Use::Count);
            self.sheet = Sheet::of(&all.into_blocks());
        }
    }

    fn judgements_to(&mut self, to: Use) {
        let form = self.filled.form;
        let sections: Vec<&'a crate::forms::Section> = form.sections.iter().filter(|s| self.shows_section(s)).collect();
        for section in sections {
            let fields: Vec<_> = section.fields.iter().filter(|field| field.judges()).collect();
            if !fields.is_empty() && !section.title.is_empty() {
                self.heading(1, "", &section.title, Source::Section(section.id.clone()));
            }
            for field in fields {
                if matches!(field.kind, Kind::Sentence { .. }) {
                    self.judged_sentence(field, to);
                } else if to == Use::Count && matches!(field.kind, Kind::Grade { .. }) {
                    self.judged_alone(field);
                } else if to == Use::Read && self.is_not_applicable(field) {
                    self.not_applicable(field, &section.title);
                } else {
                    self.field(field);
                }
            }
        }
    }

    /// In the place of a table of judgements none of which applies, below its name where no heading says it: one line.
    fn not_applicable(&mut self, field: &Field, above: &str) {
        let source = Source::Field(field.id.clone());
        let mut runs = vec![run(NOT_APPLICABLE_HERE, Style::Faint)];
        if field.label != above && !field.label.is_empty() {
            runs.insert(0, run(&format!("{}: ", field.label.trim_end_matches(':')), Style::Strong));
        }
        self.push(source, Content::Paragraph(runs));
    }

    /// Whether a table of judgements says of every row that it is not applicable, and nothing else.
    fn is_not_applicable(&self, field: &'a Field) -> bool {
        let says_so = |row: &Vec<Value>| {
            let mut said = row.iter().skip(1).map(Value::plain).filter(|text| !text.trim().is_empty()).peekable();
            said.peek().is_some() && said.all(|text| text == NOT_APPLICABLE)
        };
        let is_table = matches!(field.kind, Kind::Grades { .. }) && self.shows_field(field);
        let rows = if is_table { self.table_of(field).1 } else { Vec::new() };
        !rows.is_empty() && rows.iter().all(says_so)
    }

    /// Tables of judgements with one column of them as it stands, and the others blank.
    pub(super) fn grades_of(&mut self, wanted: &str) {
        let form = self.filled.form;
        let sections: Vec<&'a crate::forms::Section> = form.sections.iter().filter(|s| self.shows_section(s)).collect();
        for section in sections {
            let mut begun = false;
            let fields: Vec<&'a Field> = section.fields.iter().filter(|field| self.shows_field(field)).collect();
            for field in fields {
                let Kind::Grades { columns: known, .. } = &field.kind else { continue };
                let printed: Vec<&str> = known
                    .iter()
                    .filter(|column| column.gathered_in.is_none())
                    .map(|column| column.id.as_str())
                    .collect();
                if !printed.contains(&wanted) {
                    continue;
                }
                if !begun && !section.title.is_empty() {
                    self.heading(1, "", &section.title, Source::Section(section.id.clone()));
                }
                begun = true;
                if self.is_not_applicable(field) {
                    self.not_applicable(field, &section.title);
                    continue;
                }
                let (titles, mut rows, sources) = self.table_of(field);
                for row in &mut rows {
                    for (cell, _) in row.iter_mut().skip(1).zip(&printed).filter(|(_, column)| **column != wanted) {
                        *cell = Value::Blank(String::new());
                    }
                }
                let source = Source::Field(field.id.clone());
                let said =
                    field.label == section.title || titles.first().is_some_and(|first| first.title == field.label);
                self.table(source, if said { "" } else { &field.label }, titles, rows);
                self.made_of(sources);
            }
        }
    }

    /// A judgement of its own as a row.
    fn judged_alone(&mut self, field: &'a Field) {
        if self.shows_field(field) {
            let row = vec![values::cell(&field.label), values::value(self.filled, field)];
            self.table(Source::Field(field.id.clone()), "", columns([("What", 1), ("Judgement", 1)]), vec![row]);
        }
    }

    /// Of a text with blanks the sentences that state a judgement, once it is given.
    fn judged_sentence(&mut self, field: &'a Field, to: Use) {
        let Kind::Sentence { template, blanks } = &field.kind else { return };
        let session = self.filled.session;
        let judges = |blank: &&crate::forms::Column| {
            blank.judges && !session.field(&format!("{}.{}", field.id, blank.id)).trim().is_empty()
        };
        let given: Vec<&crate::forms::Column> = blanks.iter().filter(judges).collect();
        let is_in = |sentence: &str| given.iter().any(|blank| sentence.contains(&format!("{{{}}}", blank.id)));
        let paragraphs = template.split_inclusive('\n');
        let stating = paragraphs.flat_map(|all| all.split_inclusive(". ")).filter(|sentence| is_in(sentence));
        let stated: String = stating.collect();
        if stated.is_empty() || !self.shows_field(field) {
            return;
        }
        let kind = Kind::Sentence { template: stated.trim_end().to_owned(), blanks: blanks.clone() };
        let runs = values::sentence(self.filled, &Field { kind, ..field.clone() });
        let source = Source::Field(field.id.clone());
        match to {
            Use::Read => self.push(source, Content::Paragraph(runs)),
            Use::Count => {
                let row = |blank: &&crate::forms::Column| {
                    let kept = session.field(&format!("{}.{}", field.id, blank.id));
                    let said = values::printed(self.filled, blank, None, kept);
                    vec![values::cell(&blank.label), said, Value::Text(runs.clone())]
                };
                let rows = given.iter().map(row).collect();
                self.table(source, "", columns([("What", 1), ("Judgement", 1), ("In words", 1)]), rows);
            }
        }
    }
}
