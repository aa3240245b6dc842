//! Importing figures from inside the program: which files, what is missing, how far it has come.

use super::super::{App, Effect};
use super::ask::{Ask, Purpose};
use super::finder::Nearness;
use super::picker::{Choice, Picked};
use super::{Overlay, Picker};
use crate::calendar::SchoolYear;
use crate::command::{Code, Key};
use crate::measures::{Definition, Definitions, Missing, Wish, names_of, years_of};

/// An import under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Importing {
    /// The file at hand.
    pub file: String,
    /// How much of all files is read.
    pub percent: u8,
}

/// What the columns of a file mean, as said so far.
#[derive(Debug, Clone)]
pub struct Columns {
    /// What is to be imported.
    pub wish: Wish,
    /// The file.
    pub file: String,
    /// Its columns, each with what it holds.
    pub columns: Vec<(String, Held)>,
    /// What they may hold.
    pub known: Definitions,
    /// Whether they are rows, each of one measure, instead.
    pub rows: bool,
    /// The selected column; behind the last is the row that reads the file.
    pub at: usize,
}

/// What a column holds, as a reading names it and in words; empty: it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Id of the measure and group, or `year`, `urn`, `school`.
    pub id: String,
    /// The same in words.
    pub words: String,
}

const WHICH: &str = "Which files of figures?";
const HELP: &str = "One or several, with * for any: ~/tables/*850_ks2final.csv; quote marks around names with blanks";

impl App {
    /// Asks which files are to be imported, for the session's school or, at home, for one that is asked first.
    pub(in super::super) fn ask_import(&mut self) {
        if let Some(sitting) = &self.sitting {
            let school = sitting.session().school_slug().to_owned();
            self.ask_import_of(&school);
            return;
        }
        let schools = self.home.listing.schools.iter();
        let mut choices: Vec<Choice> =
            schools.map(|school| Choice::new(school, "", Picked::FiguresOf(school.clone()))).collect();
        choices.push(Choice::new("a school by its number", "the URN is asked", Picked::FiguresOf(String::new())));
        self.overlays.push(Overlay::Picker(Picker::new("Whose figures?", choices)));
    }

    /// Asks for the files of a school.
    pub(in super::super) fn ask_import_of(&mut self, school: &str) {
        let wish = Wish { school: Some(school.to_owned()).filter(|s| !s.is_empty()), ..Wish::default() };
        let purpose = Purpose::Import(Box::new(wish));
        self.overlays.push(Overlay::Ask(Ask::new(WHICH, HELP, "", purpose)));
    }

    /// Has files imported.
    pub(in super::super) fn import(&mut self, wish: Wish) {
        self.overlays.push(Overlay::Importing(Importing::default()));
        self.want(Effect::Import(Box::new(wish)));
    }

    /// How far the import has come; whoever went on working is not disturbed.
    pub(in super::super) fn import_goes_on(&mut self, now: &Importing) {
        for overlay in &mut self.overlays {
            if let Overlay::Importing(shown) = overlay {
                *shown = now.clone();
            }
        }
    }

    /// The import is over, whatever came of it; whether somebody waits for it.
    fn import_is_over(&mut self) -> bool {
        let waits = matches!(self.overlays.last(), Some(Overlay::Importing(_)));
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Importing(_)));
        waits
    }

    /// Says what came of an import: whole, where it is too long for the foot of the screen and somebody waits for it.
    pub(in super::super) fn tell_import(&mut self, told: Result<String, String>) {
        let waits = self.import_is_over();
        let (title, text) = match &told {
            Ok(text) => ("Figures were read", text.clone()),
            Err(text) => ("Nothing was read", text.clone()),
        };
        match told {
            Ok(text) => self.tell(text),
            Err(why) => self.warn(why),
        }
        if waits && text.chars().count() > usize::from(self.size.0).saturating_sub(2) {
            self.show_sentence(title, &text);
            self.let_lines_go_on();
        }
    }

    /// Asks for what is missing.
    pub(in super::super) fn ask_missing(&mut self, wish: Wish, missing: Missing) {
        self.import_is_over();
        let ask = |question: String, help: &str, purpose| Overlay::Ask(Ask::new(question, help, "", purpose));
        let overlay = match missing {
            Missing::Files { fault } => {
                let purpose = Purpose::Import(Box::new(Wish { files: Vec::new(), ..wish.clone() }));
                let ask = Ask::new(WHICH, HELP, &as_typed(&wish.files), purpose).written_on();
                Overlay::Ask(Ask { fault: Some(fault), ..ask })
            }
            Missing::Urn => {
                let help = "The six digits of its unique reference number; kept in its record";
                ask("The school’s number (URN)?".to_owned(), help, Purpose::ImportUrn(Box::new(wish)))
            }
            Missing::Year { file } => {
                let help = "Such as 2009/10";
                ask(format!("Which school year is {file}?"), help, Purpose::ImportYear(Box::new(wish)))
            }
            Missing::Columns { file, columns, known } => {
                let columns = at_first(columns, &known);
                Overlay::Columns(Box::new(Columns { wish, file, columns, known, rows: false, at: 0 }))
            }
            Missing::Rows { file, rows, known } => {
                let columns = rows.into_iter().map(|row| (row, Held::default())).collect();
                Overlay::Columns(Box::new(Columns { wish, file, columns, known, rows: true, at: 0 }))
            }
            Missing::Comma { file, cell } => {
                let name = file.rsplit(['/', '\\']).next().unwrap_or(&file);
                let comma = Picked::Import(Box::new(Wish { comma: true, ..wish }));
                let choices = vec![
                    Choice::new("a decimal comma, in the whole file", "remembered", comma),
                    Choice::new("a slip", "nothing is read; mend the file first", Picked::Nothing),
                ];
                Overlay::Picker(Picker::new(format!("What is the comma of “{cell}” in {name}?"), choices))
            }
        };
        self.overlays.push(overlay);
    }

    /// Esc stops an import; any other key goes on working while it is read.
    pub(super) fn press_in_importing(&mut self, key: Key) {
        if key.code == Code::Esc {
            self.want(Effect::StopImport);
        } else {
            self.tell("The figures are read meanwhile");
            self.press(key);
        }
    }

    pub(super) fn press_in_columns(&mut self, mut columns: Box<Columns>, key: Key) {
        match key.code {
            Code::Up => columns.at = columns.at.saturating_sub(1),
            Code::Home => columns.at = 0,
            Code::End => columns.at = columns.columns.len(),
            Code::Down | Code::Tab => columns.at = (columns.at + 1).min(columns.columns.len()),
            Code::Delete | Code::Backspace => {
                if let Some((_, held)) = columns.columns.get_mut(columns.at) {
                    *held = Held::default();
                }
            }
            Code::Enter => {
                if let Some((column, _)) = columns.columns.get(columns.at) {
                    let picker = meaning_picker(column, &columns, SchoolYear::of(self.now.date()));
                    self.overlays.push(Overlay::Columns(columns));
                    self.overlays.push(Overlay::Picker(picker));
                    return;
                }
                let known = columns.columns.iter().filter(|(_, held)| !held.id.is_empty());
                let mut wish = columns.wish.clone();
                let said = known.map(|(column, held)| (held.id.clone(), column.clone()));
                if columns.rows {
                    wish.columns.extend(said);
                    wish.rows_said = true;
                } else {
                    wish.columns = said.collect();
                }
                if !wish.columns.is_empty() {
                    self.import(wish);
                    return;
                }
                self.tell("Say of at least one column what it holds: ↑ and Enter");
            }
            _ => {}
        }
        self.overlays.push(Overlay::Columns(columns));
    }

    /// Says what the selected column holds.
    pub(in super::super) fn set_meaning(&mut self, meaning: &str) {
        if let Some(Overlay::Columns(columns)) = self.overlays.last_mut() {
            let words = in_words(meaning, &columns.known);
            if let Some((_, held)) = columns.columns.get_mut(columns.at) {
                *held = Held { id: meaning.to_owned(), words };
            }
            columns.at = (columns.at + 1).min(columns.columns.len());
        }
    }
}

/// Files as they are typed on one line.
fn as_typed(files: &[String]) -> String {
    let quoted = |file: &String| if file.contains(' ') { format!("\"{file}\"") } else { file.clone() };
    if let [one] = files { one.clone() } else { files.iter().map(quoted).collect::<Vec<_>>().join(" ") }
}

/// What no measure is, and a column can hold: what it is called, a hint, and its id.
const BESIDE: [(&str, &str, &str); 7] = [
    ("nothing of use", "it is left out", ""),
    ("the school year", "such as 2009/10", "year"),
    ("the name of the measure", "where each row is of one and years stand beside", "measure"),
    ("the group of pupils", "where each row is of one: all, boys, girls, …", "group"),
    ("how many pupils there are", "the number that makes 100%", "of"),
    ("the school’s number (URN)", "", "urn"),
    ("the school’s name", "", "school"),
];

/// What a column holds, in words.
fn in_words(meaning: &str, known: &Definitions) -> String {
    if let Some((words, ..)) = BESIDE.iter().find(|(.., id)| *id == meaning && !id.is_empty()) {
        return (*words).to_owned();
    }
    if let Ok(year) = meaning.parse::<SchoolYear>() {
        return figures_of(year);
    }
    let (measure, group) = meaning.split_once('/').unwrap_or((meaning, ""));
    let name = known.measure(measure).map_or_else(|| measure.to_owned(), Definition::full_name);
    // The group first: behind the long name of a measure it would be cut off.
    if group.is_empty() { name } else { format!("{} · {name}", known.group(group)) }
}

fn figures_of(year: SchoolYear) -> String {
    format!("the figures of {year}")
}

/// What columns hold at first sight: where titles are school years, the first of the others names the measure.
fn at_first(columns: Vec<String>, known: &Definitions) -> Vec<(String, Held)> {
    let years = years_of(&columns);
    let year = |at: usize| years.iter().find(|(_, of)| *of == at).map(|(year, _)| year.to_string());
    let named = (0..columns.len()).find(|at| year(*at).is_none()).filter(|_| !years.is_empty());
    let each = columns.into_iter().enumerate().map(|(at, column)| {
        let id = if named == Some(at) { "measure".to_owned() } else { year(at).unwrap_or_default() };
        let words = if id.is_empty() { String::new() } else { in_words(&id, known) };
        (column, Held { id, words })
    });
    each.collect()
}

/// How many years back a column of figures may be of, and how many on.
const YEARS: (usize, usize) = (12, 3);

/// What a column, or a row, can hold.
fn meaning_picker(column: &str, columns: &Columns, now: SchoolYear) -> Picker {
    let known = &columns.known;
    let of = |label: &str, hint: &str, meaning: &str| Choice::new(label, hint, Picked::Meaning(meaning.to_owned()));
    let beside = BESIDE.iter().filter(|(.., id)| !columns.rows || id.is_empty());
    let mut choices: Vec<Choice> = beside.map(|(label, hint, id)| of(label, hint, id)).collect();
    // Whoever looks for “maths two levels” means the measure that is called so, before a group of another.
    let all = |measure: &Definition| {
        let choice = of(&measure.full_name(), &measure.short, &measure.id);
        names_of(measure).into_iter().fold(choice.also(measure.id.replace('-', " ")), Choice::also)
    };
    choices.extend(known.measures().iter().map(all));
    for measure in known.measures() {
        choices.extend(known.groups().iter().map(|group| {
            let label = format!("{} · {}", measure.full_name(), group.name);
            of(&label, &measure.short, &format!("{}/{}", measure.id, group.id)).lying(Nearness::Far)
        }));
    }
    if !columns.rows {
        let last = std::iter::successors(Some(now), |year| Some(year.next())).nth(YEARS.1).unwrap_or(now);
        let years = std::iter::successors(Some(last), |year| Some(year.previous())).take(YEARS.0 + YEARS.1 + 1);
        let year = |year: SchoolYear| of(&figures_of(year), "", &year.to_string()).lying(Nearness::Far);
        choices.extend(years.map(year));
    }
    Picker::new(format!("What does “{column}” hold?"), choices)
}
