//! Typing figures while people talk: a small grid of measures, digits and Tab only.

use super::super::{App, Effect, Sitting};
use super::grid_rows::{GridRow, KEY_STAGES, key_stages, stages_picker};
use super::{Overlay, Purpose};
use crate::app::editor::{Editor, Pressed};
use crate::calendar::SchoolYear;
use crate::command::{Code, Command, Key, Scope};
use crate::measures::{FigureBook, FigureChange, Target, TargetKind, Value, Way, Words};

/// The grid on the screen.
#[derive(Debug, Clone)]
pub struct FigureGrid {
    /// The school year of the session.
    pub year: SchoolYear,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// The row with the caret.
    pub row: usize,
    /// The column with the caret.
    pub column: usize,
    /// What is typed into the cell.
    pub editor: Editor,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// What undo or redo did last.
    pub told: Option<String>,
    /// Whether a key was pressed that types nothing in this cell.
    pub refused: bool,
    /// What stood in the cell when the caret came to it.
    stood: String,
    /// Whether something typed into the cell is kept aside.
    aside: bool,
    /// The measure whose groups are all shown.
    opened: Option<String>,
}

/// A column of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridColumn {
    /// The outcome of the year before.
    Outcome,
    /// Where pupils stand now.
    Current,
    /// The target of this year.
    Target,
    /// The estimate for this year.
    Estimate,
    /// The target of the next year.
    NextTarget,
    /// The estimate for the next year.
    NextEstimate,
    /// Whether the school has to set it: 1 yes, 0 no.
    Statutory,
    /// Where it comes from: a digit, or words (DA-02).
    Source,
    /// How ambitious the SIP finds it: a digit, or words.
    View,
}

impl GridColumn {
    /// All, from left to right.
    pub const ALL: [Self; 9] = [
        Self::Outcome,
        Self::Current,
        Self::Target,
        Self::Estimate,
        Self::NextTarget,
        Self::NextEstimate,
        Self::Statutory,
        Self::Source,
        Self::View,
    ];

    /// Its two lines of title.
    pub fn title(self, year: SchoolYear) -> (String, &'static str) {
        match self {
            Self::Outcome => (year.previous().to_string(), "result"),
            Self::Current => (year.to_string(), "now"),
            Self::Target => (year.to_string(), "target"),
            Self::Estimate => (year.to_string(), "estim."),
            Self::NextTarget => (year.next().to_string(), "target"),
            Self::NextEstimate => (year.next().to_string(), "estim."),
            Self::Statutory => (year.next().to_string(), "by law"),
            Self::Source => (year.next().to_string(), "source"),
            Self::View => (year.next().to_string(), "ambition"),
        }
    }

    /// What it is called in a sentence: `target 2009/10`.
    pub fn name(self, year: SchoolYear) -> String {
        let (of, title) = self.title(year);
        let title = if title == "estim." { "estimate" } else { title };
        format!("{title} {of}")
    }

    /// The year of the target it belongs to; none: it is no target's.
    const fn target_year(self, year: SchoolYear) -> Option<SchoolYear> {
        match self {
            Self::Outcome => None,
            Self::Current | Self::Target | Self::Estimate => Some(year),
            Self::NextTarget | Self::NextEstimate | Self::Statutory | Self::Source | Self::View => Some(year.next()),
        }
    }

    /// The field of a target.
    const fn field(self) -> &'static str {
        match self {
            Self::Outcome | Self::Current => "current",
            Self::Target | Self::NextTarget => "target",
            Self::Estimate | Self::NextEstimate => "estimate",
            Self::Statutory => "statutory",
            Self::Source => "source",
            Self::View => "view",
        }
    }
}

impl FigureGrid {
    /// The figures to type in a session.
    fn new(sitting: &Sitting) -> Self {
        let book = &sitting.figures;
        let year = SchoolYear::of(sitting.session().date());
        let mut grid = Self {
            year,
            rows: GridRow::all(sitting, year, None),
            row: 0,
            column: 0,
            editor: Editor::default(),
            fault: None,
            told: None,
            refused: false,
            stood: String::new(),
            aside: false,
            opened: None,
        };
        grid.arrive(book);
        grid
    }

    /// The column with the caret.
    pub fn at(&self) -> GridColumn {
        GridColumn::ALL[self.column.min(GridColumn::ALL.len() - 1)]
    }

    /// What stands in a cell.
    pub fn text(&self, book: &FigureBook, row: &GridRow, column: GridColumn) -> String {
        let GridRow { measure, group } = row;
        let print = |value: Option<&Value>| value.map(ToString::to_string).unwrap_or_default();
        let Some(year) = column.target_year(self.year) else {
            let figure = book.figures.figure(measure, group, self.year.previous());
            return print(figure.and_then(|(_, figure)| figure.school.as_ref()));
        };
        let target = book.figures.target(measure, group, year);
        match column {
            GridColumn::Current => print(target.and_then(|target| target.current.as_ref())),
            GridColumn::Target | GridColumn::NextTarget => print(target.and_then(|target| target.target.as_ref())),
            GridColumn::Estimate | GridColumn::NextEstimate => {
                print(target.and_then(|target| target.estimate.as_ref()))
            }
            GridColumn::Statutory => {
                let by_law =
                    target.map_or_else(|| row.is_by_law(book, year), |target| target.kind == TargetKind::Statutory);
                if by_law { "yes" } else { "no" }.to_owned()
            }
            GridColumn::Source => target.map(|target| target.source.clone()).unwrap_or_default(),
            GridColumn::View => target.map(|target| target.view.clone()).unwrap_or_default(),
            GridColumn::Outcome => String::new(),
        }
    }

    fn arrive(&mut self, book: &FigureBook) {
        let text = self.rows.get(self.row).map(|row| self.text(book, row, self.at()));
        self.stood = text.unwrap_or_default();
        self.editor = Editor::new(&self.stood);
        (self.fault, self.told, self.refused) = (None, None, false);
    }

    /// Goes to the cell of a measure and group, if there is a row of them.
    fn go_to(&mut self, book: &FigureBook, measure: &str, group: &str, column: GridColumn) {
        if let Some(row) = self.rows.iter().position(|row| row.measure == measure && row.group == group) {
            self.row = row;
            self.column = GridColumn::ALL.iter().position(|known| *known == column).unwrap_or(0);
            self.arrive(book);
        }
    }

    /// Where the caret is, in words.
    pub fn place(&self, book: &FigureBook) -> String {
        let Some(GridRow { measure, group }) = self.rows.get(self.row) else { return String::new() };
        format!("{} · {}", self.at().name(self.year), book.name(measure, group))
    }

    /// What the cell with the caret takes.
    pub fn wants(&self, book: &FigureBook, known: &Words) -> String {
        let Some(row) = self.rows.get(self.row) else { return String::new() };
        match self.at() {
            GridColumn::Statutory => "1 the law asks for it, 0 the school’s own".to_owned(),
            GridColumn::Source => format!("{}; or words of your own", Words::help(&known.sources)),
            GridColumn::View => format!("{}; or words of your own", Words::help(&known.views)),
            GridColumn::Outcome if self.is_read(book, row) => "read from a file; it stays as it is".to_owned(),
            GridColumn::Outcome
            | GridColumn::Current
            | GridColumn::Target
            | GridColumn::Estimate
            | GridColumn::NextTarget
            | GridColumn::NextEstimate => format!("a figure {}", book.unit(&row.measure).bounds()),
        }
    }

    /// Whether the result of the year before was read from a file.
    fn is_read(&self, book: &FigureBook, row: &GridRow) -> bool {
        book.figures.is_read(&row.measure, &row.group, self.year.previous())
    }

    /// Shows all groups of the measure under the caret, or only those spoken of again.
    fn turn_groups(&mut self, sitting: &Sitting) {
        let Some(at) = self.rows.get(self.row).cloned() else { return };
        let is_open = self.opened.as_ref() == Some(&at.measure);
        self.opened = Some(at.measure.clone()).filter(|_| !is_open);
        self.rows = GridRow::all(sitting, self.year, self.opened.as_deref());
        let same = |group: &str| self.rows.iter().position(|row| row.measure == at.measure && row.group == group);
        self.row = same(&at.group).or_else(|| same("")).unwrap_or(0);
        self.arrive(&sitting.figures);
    }

    /// Whether something was typed into the cell that is not kept yet.
    fn is_typed(&self) -> bool {
        self.stood != self.editor.text().trim()
    }

    /// The figures are others now: a cell that nobody typed in shows them, one that is being typed in stays as it is.
    pub(in super::super) fn take(&mut self, book: &FigureBook) {
        if !self.is_typed() {
            self.arrive(book);
        }
    }

    /// What is being typed, with the words for whoever finds it after a crash.
    fn words(&self, book: &FigureBook) -> String {
        let measure = self.rows.get(self.row).map(|row| book.name(&row.measure, &row.group)).unwrap_or_default();
        format!("{measure}, {}: {}", self.at().name(self.year), self.editor.text())
    }

    /// Goes one typed change back or forth: to its cell, which says what stands there now.
    fn go(&mut self, app: &mut App, sitting: &mut Sitting, way: Way) {
        let did = match way {
            Way::Back => "Taken back",
            Way::Forth => "Done again",
        };
        if self.is_typed() {
            self.arrive(&sitting.figures);
            self.told = Some("What was typed here and not kept yet is gone; the figure stands as it was".to_owned());
            return;
        }
        let before = sitting.figures.clone();
        let Some(change) = app.go_through_figures(sitting, way) else {
            self.told = Some("There is no more that was typed in this session".to_owned());
            return;
        };
        let now = &sitting.figures;
        let changed = GridRow { measure: change.measure().to_owned(), group: change.group().to_owned() };
        let name = now.short_name(&changed.measure, &changed.group);
        let text = |book: &FigureBook, column: GridColumn| self.text(book, &changed, column);
        let differs = |column: &GridColumn| text(&before, *column) != text(now, *column);
        let column = GridColumn::ALL.iter().position(differs);
        let said = column.map(|at| {
            let column = GridColumn::ALL[at];
            let or_none = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
            let (was, is) = (or_none(text(&before, column)), or_none(text(now, column)));
            format!("{did}: {name}, {}: {was} → {is}", column.name(self.year))
        });
        self.rows = GridRow::all(sitting, self.year, self.opened.as_deref());
        let row = self.rows.iter().position(|known| *known == changed);
        (self.row, self.column) = (row.unwrap_or(self.row), column.unwrap_or(self.column));
        self.arrive(now);
        self.told = Some(said.unwrap_or_else(|| format!("{did}: what was noted of {name}")));
    }

    /// What leaving the cell changes; nothing if it is as it was.
    fn change(&self, sitting: &Sitting, today: chrono::NaiveDate) -> Result<Option<FigureChange>, String> {
        let (book, known) = (&sitting.figures, &sitting.guide.words);
        let Some(row) = self.rows.get(self.row) else { return Ok(None) };
        let GridRow { measure, group } = row;
        let (column, typed) = (self.at(), self.editor.text().trim());
        if !self.is_typed() || typed == self.text(book, row, column) {
            return Ok(None);
        }
        let unit = book.unit(measure);
        // A fault names the column as its head does.
        let of_column = |fault: String| fault.replacen(column.field(), &column.name(self.year), 1);
        let Some(year) = column.target_year(self.year) else {
            let mut checked = Target::new(measure, group, self.year, TargetKind::Own);
            checked.set(column.field(), typed, unit).map_err(of_column)?;
            let year = self.year.previous();
            if self.is_read(book, row) {
                return Err(format!("the figure of {year} was read from a file and stays as it is"));
            }
            let (measure, group, value) = (measure.clone(), group.clone(), checked.current);
            return Ok(Some(FigureChange::Own { measure, group, year, value, typed: today }));
        };
        let kind = if row.is_by_law(book, year) { TargetKind::Statutory } else { TargetKind::Own };
        let before = book.figures.target(measure, group, year).cloned();
        let mut target = before.unwrap_or_else(|| Target::new(measure, group, year, kind));
        let words = match column {
            GridColumn::Statutory if matches!(typed, "1" | "y") => "yes",
            GridColumn::Statutory if matches!(typed, "0" | "n") => "no",
            GridColumn::Source => Words::meant(&known.sources, typed)?,
            GridColumn::View => Words::meant(&known.views, typed)?,
            GridColumn::Outcome
            | GridColumn::Current
            | GridColumn::Target
            | GridColumn::Estimate
            | GridColumn::NextTarget
            | GridColumn::NextEstimate
            | GridColumn::Statutory => typed,
        };
        target.set(column.field(), words, unit).map_err(of_column)?;
        Ok(Some(FigureChange::Target { to: target, field: column.field() }))
    }

    /// What a key types here: digits, a point and a sign; words where words are kept.
    fn takes(&self, c: char) -> bool {
        match self.at() {
            GridColumn::Source | GridColumn::View => true,
            GridColumn::Statutory => matches!(c, '0' | '1' | 'y' | 'n'),
            GridColumn::Outcome
            | GridColumn::Current
            | GridColumn::Target
            | GridColumn::Estimate
            | GridColumn::NextTarget
            | GridColumn::NextEstimate => c.is_ascii_digit() || matches!(c, '.' | '-' | '%'),
        }
    }
}

impl App {
    /// Opens the grid; where nobody knows which key stages the school has, they are asked first.
    pub(in super::super) fn type_figures(&mut self, sitting: &Sitting) {
        if key_stages(sitting).is_none() {
            self.overlays.push(Overlay::Picker(stages_picker()));
            return;
        }
        self.overlays.push(Overlay::Grid(Box::new(FigureGrid::new(sitting))));
    }

    /// Opens the grid at a cell of a target.
    pub(super) fn type_target(&mut self, sitting: &Sitting, measure: &str, group: &str, column: GridColumn) {
        let mut grid = FigureGrid::new(sitting);
        grid.go_to(&sitting.figures, measure, group, column);
        self.overlays.push(Overlay::Grid(Box::new(grid)));
    }

    /// Notes in the school's record which key stages it has, and opens the grid.
    pub(in super::super) fn set_key_stages(&mut self, sitting: &mut Sitting, stages: &str) {
        let change = sitting.school.setting(KEY_STAGES, stages);
        if sitting.school.apply(&change).is_ok() {
            sitting.looked_at = None;
            let slug = sitting.session().school_slug().to_owned();
            self.want(Effect::KeepSchool { slug, fact: KEY_STAGES.to_owned(), to: stages.to_owned() });
            self.tell(format!("In the school’s record: {stages}"));
        }
        self.overlays.push(Overlay::Grid(Box::new(FigureGrid::new(sitting))));
    }

    pub(super) fn type_in_figures(&mut self, mut grid: Box<FigureGrid>, key: Key) {
        let stays = self.with_sitting(|app, sitting| app.type_in_figures_of(sitting, &mut grid, key));
        if stays == Some(true) {
            self.overlays.push(Overlay::Grid(grid));
        }
    }

    /// Whoever leaves the program in the middle of a cell or of a thought finds it kept.
    pub(in super::super) fn keep_cell(&mut self) {
        match self.overlays.pop() {
            Some(Overlay::Grid(mut grid)) => {
                self.with_sitting(|app, sitting| app.leave_cell(sitting, &mut grid));
            }
            Some(Overlay::Ask(ask)) if matches!(ask.purpose, Purpose::Hypothesis(_) | Purpose::Finding(_)) => {
                self.leave_ask(&ask);
            }
            other => self.overlays.extend(other),
        }
    }

    /// Keeps what was typed into the cell; whether it could be.
    fn leave_cell(&mut self, sitting: &mut Sitting, grid: &mut FigureGrid) -> bool {
        match grid.change(sitting, self.now.date()) {
            Ok(change) => {
                if let Some(change) = change {
                    self.change_figures(sitting, change);
                }
                self.forget_aside(grid);
                true
            }
            Err(fault) => {
                grid.fault = Some(fault);
                false
            }
        }
    }

    fn forget_aside(&mut self, grid: &mut FigureGrid) {
        if std::mem::take(&mut grid.aside) {
            self.want(Effect::Scratch(String::new()));
        }
    }

    /// Whether the grid stays open.
    fn type_in_figures_of(&mut self, sitting: &mut Sitting, grid: &mut FigureGrid, key: Key) -> bool {
        let way = match self.desk.keymap.command(key, Scope::Session) {
            Some(Command::Undo) => Some(Way::Back),
            Some(Command::Redo) => Some(Way::Forth),
            Some(Command::TypeFigures) => {
                if self.leave_cell(sitting, grid) {
                    grid.turn_groups(sitting);
                }
                return true;
            }
            _ => None,
        };
        if let Some(way) = way {
            self.forget_aside(grid);
            grid.go(self, sitting, way);
            return true;
        }
        let (columns, rows) = (GridColumn::ALL.len(), grid.rows.len());
        let to = match key.code {
            Code::Tab if grid.column + 1 < columns => (grid.row, grid.column + 1),
            Code::Tab => ((grid.row + 1) % rows, 0),
            Code::BackTab if grid.column > 0 => (grid.row, grid.column - 1),
            Code::BackTab => ((grid.row + rows - 1) % rows, columns - 1),
            Code::Down | Code::Enter => ((grid.row + 1).min(rows - 1), grid.column),
            Code::Up => (grid.row.saturating_sub(1), grid.column),
            Code::Esc => (grid.row, grid.column),
            _ => {
                // What is typed first replaces what stood there, or was refused.
                let untouched = !grid.is_typed() || grid.fault.is_some();
                grid.refused = key.typed().is_some_and(|c| !grid.takes(c));
                if grid.refused {
                    return true;
                }
                if key.typed().is_some() && untouched {
                    grid.editor = Editor::default();
                }
                if matches!(grid.editor.press(key), Pressed::Edit(_)) {
                    (grid.fault, grid.told, grid.aside) = (None, None, true);
                    self.want(Effect::Scratch(grid.words(&sitting.figures)));
                }
                return true;
            }
        };
        if !self.leave_cell(sitting, grid) {
            if key.code == Code::Esc {
                let stood = if grid.stood.is_empty() { "nothing" } else { &grid.stood };
                let name = grid.at().name(grid.year);
                self.warn(format!("“{}” was not kept; {name} has {stood} as before", grid.editor.text().trim()));
                self.forget_aside(grid);
            }
            return key.code != Code::Esc;
        }
        if key.code == Code::Esc {
            return false;
        }
        (grid.row, grid.column) = to;
        grid.arrive(&sitting.figures);
        true
    }
}
