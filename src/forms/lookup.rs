//! Finding things in a form by id or path.

use super::document::Document;
use super::error::PathError;
use super::field::{Column, Field, Kind, Row, Section};
use super::model::{AgendaItem, Form, Place};
use super::near::{hint, near};
use crate::calendar::Meant;

/// A place for a value.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRef<'a> {
    /// The field it belongs to.
    pub field: &'a Field,
    /// What it holds.
    pub kind: &'a Kind,
    /// Scale it is graded on, if it is a grade.
    pub scale: Option<String>,
    /// What it is called.
    pub label: &'a str,
    /// Row (from 0) and column id, in a table that grows.
    pub row: Option<(usize, String)>,
}

/// A row to be added to a table: `TABLE.+`, or `TABLE.+.COLUMN` to begin with another column than the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Addition<'a> {
    /// The table.
    pub field: &'a Field,
    /// The column that is filled.
    pub column: &'a Column,
}

/// Rows that one table can have; more is a slip of the finger.
const MOST_ROWS: usize = 999;

impl Form {
    /// All fields, in printed order.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> + Clone {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field by id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.all_fields().find(|field| field.id == id)
    }

    /// The kinds of event it serves, where it serves several.
    pub fn kinds(&self) -> &[String] {
        self.kind_in.as_ref().and_then(|field| self.field(field)).map_or(&[], |field| field.kind.options())
    }

    /// The section a field stands in.
    pub fn section_of(&self, field: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.fields.iter().any(|f| f.id == field))
    }

    /// All judgement rows, each with its field, in printed order.
    pub fn judgement_rows(&self) -> impl Iterator<Item = (&Field, &Row)> {
        self.all_fields().flat_map(|field| field.kind.rows().iter().map(move |row| (field, row)))
    }

    /// A judgement row by id, with its field.
    pub fn judgement(&self, id: &str) -> Option<(&Field, &Row)> {
        self.judgement_rows().find(|(_, row)| row.id == id)
    }

    /// A document by id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// An agenda item by id.
    pub fn item(&self, id: &str) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == id)
    }

    /// The agenda item that shows a field.
    pub fn item_of(&self, field: &str) -> Option<&AgendaItem> {
        let section = self.section_of(field)?;
        let shows =
            |item: &&AgendaItem| item.sections.contains(&section.id) || item.fields.iter().any(|id| id == field);
        self.agenda.iter().find(shows)
    }

    /// Number of an item, from 1, if it is a numbered one.
    pub fn number_of(&self, id: &str) -> Option<usize> {
        let mut numbered = self.agenda.iter().filter(|item| item.place == Place::Numbered);
        numbered.position(|item| item.id == id).map(|n| n + 1)
    }

    /// The numbered item at a place from 1.
    pub fn item_by_number(&self, n: usize) -> Option<&AgendaItem> {
        self.agenda.iter().filter(|item| item.place == Place::Numbered).nth(n.checked_sub(1)?)
    }

    /// The fields an item shows, in printed order.
    pub fn fields_of(&self, item: &AgendaItem) -> Vec<&Field> {
        let shown =
            |section: &Section, field: &Field| item.sections.contains(&section.id) || item.fields.contains(&field.id);
        self.sections.iter().flat_map(|s| s.fields.iter().filter(move |f| shown(s, f))).collect()
    }

    /// What stands at a path: `focus`, `attainment.sef`, `present.2.role`, `info.3.date`, `overall.progress`.
    ///
    /// # Errors
    /// Nothing stands there; the sentence says what does.
    pub fn cell(&self, path: &str) -> Result<CellRef<'_>, PathError> {
        let (first, rest) = parted(path);
        if let Some(field) = self.field(first) {
            return inside(field, &rest).ok_or_else(|| no_cell(path, field));
        }
        let Some((field, row)) = self.judgement_rows().find(|(_, row)| row.id == first) else {
            return Err(self.no_field(path));
        };
        let column = match rest.as_slice() {
            [column] => columns_of(&field.kind).iter().find(|known| known.id == *column),
            _ => None,
        };
        let column = column.ok_or_else(|| no_view(path, field, row))?;
        Ok(CellRef { label: &row.label, ..in_column(field, column, row.scale.as_deref()) })
    }

    /// What stands at a path as people call it: its field, and its own name where that is another. None if nothing does.
    pub fn in_words(&self, path: &str) -> Option<String> {
        let plain = |label: &str| label.trim_end_matches(':').to_owned();
        if let Some(field) = self.field(path) {
            return Some(plain(&field.label));
        }
        let cell = self.cell(path).ok()?;
        let (field, own) = (plain(&cell.field.label), plain(cell.label));
        Some(if field == own || field.is_empty() { own } else { format!("{field}, {own}") })
    }

    /// The row that a path with `+` adds; none if it has no `+`.
    ///
    /// # Errors
    /// The field is no table, or has no such column.
    pub fn addition(&self, path: &str) -> Result<Option<Addition<'_>>, PathError> {
        let (first, rest) = parted(path);
        let wanted = match rest.as_slice() {
            ["+"] => None,
            ["+", column] => Some(*column),
            _ => return Ok(None),
        };
        let field = self.field(first).ok_or_else(|| self.no_field(path))?;
        let Kind::Table { columns } = &field.kind else { return Err(no_cell(path, field)) };
        let column = wanted.map_or_else(|| columns.first(), |id| columns.iter().find(|column| column.id == id));
        let column = column.ok_or_else(|| no_cell(path, field))?;
        Ok(Some(Addition { field, column }))
    }

    fn no_field(&self, path: &str) -> PathError {
        let (first, _) = parted(path);
        let rows = self.judgement_rows().map(|(_, row)| row.id.as_str());
        let known: Vec<&str> = self.all_fields().map(|field| field.id.as_str()).chain(rows).collect();
        let whole: Vec<String> = near(first, known).into_iter().map(|id| self.with_rest(id, path)).collect();
        let near = if whole.is_empty() {
            "; nov forms --json lists them".to_owned()
        } else {
            format!("; did you mean {}?", whole.join(" or "))
        };
        PathError::NoField { form: self.id.clone(), path: path.to_owned(), near }
    }

    /// A near id with the rest of what was typed, where that leads somewhere.
    fn with_rest(&self, id: &str, path: &str) -> String {
        let whole = path.split_once('.').map(|(_, rest)| format!("{id}.{rest}"));
        whole.filter(|path| self.cell(path).is_ok()).unwrap_or_else(|| id.to_owned())
    }
}

impl Kind {
    /// The words that can be chosen; empty: any may be written.
    pub fn options(&self) -> &[String] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options,
            _ => &[],
        }
    }

    /// What its day is meant for, which tells the year where none is typed; none if it holds no day.
    pub const fn meant(&self) -> Option<Meant> {
        match self {
            Self::Date | Self::Dates => Some(Meant::Noted),
            Self::Due => Some(Meant::ToCome),
            Self::Past | Self::Since => Some(Meant::Past),
            Self::Text
            | Self::LongText
            | Self::Number { .. }
            | Self::Choice(_)
            | Self::Choices(_)
            | Self::Grade { .. }
            | Self::Grades { .. }
            | Self::Table { .. }
            | Self::Checklist { .. }
            | Self::Role
            | Self::Sentence { .. } => None,
        }
    }

    /// Whether it holds one day.
    pub const fn is_day(&self) -> bool {
        matches!(self, Self::Date | Self::Due | Self::Past | Self::Since)
    }

    /// Whether it has cells of its own, which are filled one by one.
    pub const fn has_cells(&self) -> bool {
        match self {
            Self::Grades { .. } | Self::Table { .. } | Self::Checklist { .. } | Self::Sentence { .. } => true,
            Self::Text
            | Self::LongText
            | Self::Number { .. }
            | Self::Date
            | Self::Since
            | Self::Due
            | Self::Past
            | Self::Dates
            | Self::Choice(_)
            | Self::Choices(_)
            | Self::Grade { .. }
            | Self::Role => false,
        }
    }

    fn rows(&self) -> &[Row] {
        match self {
            Self::Grades { rows, .. } => rows,
            Self::Text
            | Self::LongText
            | Self::Number { .. }
            | Self::Date
            | Self::Since
            | Self::Due
            | Self::Past
            | Self::Dates
            | Self::Choice(_)
            | Self::Choices(_)
            | Self::Grade { .. }
            | Self::Table { .. }
            | Self::Checklist { .. }
            | Self::Role
            | Self::Sentence { .. } => &[],
        }
    }
}

fn parted(path: &str) -> (&str, Vec<&str>) {
    let mut parts = path.split('.');
    (parts.next().unwrap_or_default(), parts.collect())
}

/// The columns of judgements or a table, or the blanks of a sentence.
pub(super) fn columns_of(kind: &Kind) -> &[Column] {
    match kind {
        Kind::Grades { columns, .. }
        | Kind::Table { columns }
        | Kind::Checklist { columns, .. }
        | Kind::Sentence { blanks: columns, .. } => columns,
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
        | Kind::Grade { .. }
        | Kind::Role => &[],
    }
}

fn inside<'a>(field: &'a Field, rest: &[&str]) -> Option<CellRef<'a>> {
    match (&field.kind, rest) {
        (Kind::Table { columns }, [n, column]) => {
            let row = row_number(n)?;
            let column = columns.iter().find(|known| known.id == *column)?;
            Some(CellRef { row: Some((row, column.id.clone())), ..in_column(field, column, None) })
        }
        (Kind::Checklist { columns, .. }, [n, column]) => {
            row_number(n)?;
            columns.iter().find(|known| known.id == *column).map(|column| in_column(field, column, None))
        }
        (Kind::Sentence { blanks, .. }, [blank]) => {
            blanks.iter().find(|known| known.id == *blank).map(|blank| in_column(field, blank, None))
        }
        (kind, []) if !kind.has_cells() => {
            Some(CellRef { field, kind, scale: scale_of(kind).map(str::to_owned), label: &field.label, row: None })
        }
        _ => None,
    }
}

/// A row as people count them, from 1, as a place from 0.
fn row_number(text: &str) -> Option<usize> {
    text.parse::<usize>().ok().filter(|n| *n <= MOST_ROWS)?.checked_sub(1)
}

fn in_column<'a>(field: &'a Field, column: &'a Column, row_scale: Option<&str>) -> CellRef<'a> {
    let scale = scale_of(&column.kind).map(|own| row_scale.unwrap_or(own).to_owned());
    CellRef { field, kind: &column.kind, scale, label: &column.label, row: None }
}

fn scale_of(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Grade { scale } => Some(scale),
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
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => None,
    }
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// Says how the cells of a field are named.
fn no_cell(path: &str, field: &Field) -> PathError {
    let id = &field.id;
    let (what, how) = match &field.kind {
        Kind::Table { columns } => (
            "the table",
            format!("row and column, {id}.1.COLUMN ({id}.+ adds a row); the columns are {}", names(columns)),
        ),
        Kind::Grades { rows, columns, .. } => {
            let rows: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            (
                "the judgements",
                format!("row and column; the rows are {}, the columns {}", rows.join(", "), names(columns)),
            )
        }
        Kind::Checklist { columns, .. } => {
            ("the checklist", format!("item and column, {id}.1.COLUMN; the columns are {}", names(columns)))
        }
        Kind::Sentence { blanks, .. } => ("the sentence", format!("{id}.BLANK; the blanks are {}", names(blanks))),
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
        | Kind::Grade { .. }
        | Kind::Role => ("the field, which has none,", format!("{id} alone")),
    };
    PathError::NoCell { path: path.to_owned(), what: format!("{what} \"{id}\""), how }
}

/// Says which columns a judgement row has.
fn no_view(path: &str, field: &Field, row: &Row) -> PathError {
    let (id, columns) = (&row.id, columns_of(&field.kind));
    let typed = path.split_once('.').map_or("", |(_, rest)| rest);
    let near = hint(typed, columns.iter().map(|column| column.id.as_str()));
    PathError::NoCell {
        path: path.to_owned(),
        what: format!("the judgement \"{id}\""),
        how: format!("row and column, {id}.COLUMN{near}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn form(id: &str) -> Form {
        Library::shipped().form(id).unwrap()
    }

    fn said(form: &Form, path: &str) -> String {
        form.cell(path).unwrap_err().to_string()
    }

    /// A form with a checklist and a sentence.
    fn inspection() -> Form {
        let text = r#"(schema: 1, id: "inspection", version: "1", name: "Own", title: "Own", origin: Own,
            sections: [(id: "all", title: "", fields: [
                (id: "info", label: "Information", kind: Checklist(list: "IN")),
                (id: "judgement", label: "Judgement", kind: Sentence(template: "{progress} progress since {since}", blanks: [
                    (id: "progress", label: "Progress", kind: Choice(["good", "satisfactory", "inadequate"])),
                    (id: "since", label: "Since", kind: Date),
                ])),
            ])],
            agenda: [(id: "all", title: "All", sections: ["all"])],
            documents: [(id: "form", audience: "all", contents: [Sections([])])])"#;
        Library::shipped().parse_form("inspection.ron", text).unwrap()
    }

    #[test]
    fn paths_lead_to_cells() {
        let form = form("autumn");
        assert_eq!(form.cell("focus").unwrap().label, "Agreed focus");
        let attainment = form.cell("attainment.school").unwrap();
        assert_eq!((attainment.scale.as_deref(), attainment.label), (Some("attainment-2009"), "Pupils' attainment"));
        assert_eq!(form.cell("safe.la").unwrap().scale.as_deref(), Some("ofsted-2009"));
        assert_eq!(form.cell("safe.reason").unwrap().scale, None);
        assert_eq!(form.cell("recommendations.2.owner").unwrap().row, Some((1, "owner".to_owned())));
        let inspection = inspection();
        assert_eq!(inspection.cell("info.3.date").unwrap().kind, &Kind::Date);
        assert_eq!(inspection.cell("info.3.version").unwrap().kind, &Kind::Text);
        assert_eq!(inspection.cell("judgement.since").unwrap().label, "Since");
    }

    #[test]
    fn rows_are_added_by_a_plus() {
        let form = form("autumn");
        let added = |path: &str| form.addition(path).map(|a| a.map(|a| (a.field.id.as_str(), a.column.id.as_str())));
        assert_eq!(added("priorities.+"), Ok(Some(("priorities", "priority"))));
        assert_eq!(added("targets.+.agreed"), Ok(Some(("targets", "agreed"))));
        assert_eq!(added("targets.1.agreed"), Ok(None));
        assert_eq!(added("focus"), Ok(None));
        assert!(added("focus.+").unwrap_err().to_string().contains("write focus alone"));
        assert!(added("targets.+.wish").unwrap_err().to_string().contains("the columns are measure, key-stage"));
    }

    #[test]
    fn a_wrong_path_brings_the_right_one() {
        let form = form("autumn");
        assert_eq!(
            said(&form, "atainment.school"),
            "the form \"autumn\" has no field \"atainment.school\"; did you mean attainment.school?"
        );
        assert_eq!(said(&form, "focsu"), "the form \"autumn\" has no field \"focsu\"; did you mean focus?");
        assert_eq!(said(&form, "weather"), "the form \"autumn\" has no field \"weather\"; nov forms --json lists them");
        assert_eq!(
            said(&form, "attainment.sef"),
            "\"attainment.sef\" is no cell of the judgement \"attainment\"; write row and column, attainment.COLUMN; there are school, la, reason, evidence"
        );
        assert_eq!(
            said(&form, "priorities"),
            "\"priorities\" is no cell of the table \"priorities\"; write row and column, priorities.1.COLUMN (priorities.+ adds a row); the columns are priority"
        );
        for wrong in [
            "recommendations.0.owner",
            "recommendations.1000.owner",
            "recommendations.x.owner",
            "attainment",
            "focus.1",
            "",
            ".",
        ] {
            assert!(form.cell(wrong).is_err(), "{wrong}");
        }
        assert!(said(&inspection(), "info.0.date").contains("info.1.COLUMN; the columns are received, version, date"));
        assert!(said(&inspection(), "judgement.pace").contains("the blanks are progress, since"));
    }

    #[test]
    fn items_show_their_fields_in_printed_order() {
        let form = form("rtm");
        let shown =
            |item: &str| form.fields_of(form.item(item).unwrap()).iter().map(|f| f.id.clone()).collect::<Vec<_>>();
        assert_eq!(shown("school-report"), ["school-report"]);
        assert_eq!(shown("questions").len(), 3);
        assert_eq!(form.item_of("next-meeting").map(|item| item.id.as_str()), Some("next-meeting"));
        assert_eq!(form.item_of("chair").map(|item| item.id.as_str()), Some("details"));
        assert_eq!(form.item_of("weather"), None);
    }
}
