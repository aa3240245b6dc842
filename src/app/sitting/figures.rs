//! The school's figures beside the item: looked up when the item changes, never on a key.

use super::super::overlay::{Overlay, every_figure_picker};
use super::super::{App, Effect};
use super::{Focus, Sitting};
use crate::calendar::SchoolYear;
use crate::measures::{Claims, FigureBook, FigureChange, Said, Way, board, noticed, said};

/// How much of a text is looked at while it is typed, in bytes on either side of the caret.
const LOOKED_AT: usize = 400;

impl Sitting {
    /// Looks up the figures that belong to the item shown, if another was shown before.
    pub(in super::super) fn keep_board(&mut self) {
        if self.board_of.as_deref() != Some(self.item.as_str()) {
            self.read_board();
        }
    }

    /// Looks up the figures that belong to the item shown.
    pub(in super::super) fn read_board(&mut self) {
        // What was sent may show them.
        self.looked_at = None;
        let lists = self.form.item(&self.item).map_or(&[][..], |item| item.prompts.as_slice());
        let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
        self.board = board(&self.figures, &self.guide, &lists);
        self.board_of = Some(self.item.clone());
        self.claims = Claims::of(&self.figures);
        self.figure = self.figure.min(self.board.len().saturating_sub(1));
        if self.board.is_empty() && self.focus == Focus::Figures {
            self.focus = Focus::Line;
        }
    }

    /// What is to be said of the figures around the caret: what they are called, and where they are not those kept.
    pub fn noticed(&self) -> Vec<String> {
        let editor = match self.focus {
            Focus::Entry(_) | Focus::Sheet => &self.editor,
            Focus::Line | Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => {
                &self.line
            }
        };
        let text = around(editor.text(), editor.caret());
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let wrong = self.claims.disagreements(text, &self.figures);
        let wrong = wrong.into_iter().map(|wrong| format!("! kept: {}", wrong.kept));
        wrong.chain(noticed(text, &self.guide.bands, &self.figures.definitions.rates())).collect()
    }

    /// A figure in words, whether it belongs to the item or not: that of a year, or the last one.
    fn said_of(&self, measure: &str, group: &str, year: Option<SchoolYear>) -> Option<Said> {
        let line = self.figures.figures.line(measure, group);
        let of_year = |year| line.points.iter().find(|point| point.year == year);
        let point = year.map_or_else(|| line.latest(), of_year)?;
        said(&self.figures, &self.guide, &line, point)
    }
}

impl App {
    /// Puts a figure where the caret is: as a sentence with its source on an empty line, else in a few words.
    pub(in super::super) fn put_figure(
        &mut self,
        sitting: &mut Sitting,
        measure: &str,
        group: &str,
        year: Option<SchoolYear>,
    ) {
        let Some(said) = sitting.said_of(measure, group, year) else {
            self.tell("There is no figure of this yet, only a target");
            return;
        };
        if matches!(sitting.focus, Focus::Figures | Focus::Prompts | Focus::Actions | Focus::People | Focus::Agenda) {
            sitting.focus = Focus::Line;
        }
        let before = if sitting.focus == Focus::Line { sitting.line.text() } else { sitting.editor.text() };
        let text = if before.trim().is_empty() {
            said.sentence
        } else {
            said.worded(&sitting.claims.unnamed(before, measure, group, &sitting.figures))
        };
        let gap = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { " " };
        self.put_in(sitting, &format!("{gap}{text}"));
        if sitting.focus == Focus::Line {
            self.tell("Enter keeps it; or go on typing");
        }
    }

    /// The chosen figure of the pane goes into the entry line.
    pub(super) fn put_chosen_figure(&mut self, sitting: &mut Sitting) {
        if let Some(row) = sitting.board.get(sitting.figure) {
            let (measure, group) = (row.measure.clone(), row.group.clone());
            self.put_figure(sitting, &measure, &group, None);
        }
    }

    /// Asks which figure goes where the caret is.
    pub(in super::super) fn choose_figure(&mut self, sitting: &Sitting) {
        let picker = every_figure_picker(sitting);
        if picker.choices.is_empty() {
            self.tell_no_figures();
        } else {
            self.overlays.push(Overlay::Picker(picker));
        }
    }

    pub(in super::super) fn tell_no_figures(&mut self) {
        self.tell("No figures of this school yet; “import figures” and “type figures” (Ctrl+P) bring them");
    }

    /// Takes in a change of figures that was typed, and has it kept.
    pub(in super::super) fn change_figures(&mut self, sitting: &mut Sitting, change: FigureChange) {
        sitting.typed.make(&mut sitting.figures.figures, change.clone());
        self.keep_figures(sitting, change);
    }

    /// Takes back what was typed last into the figures, or does it again; gives the change that was made.
    pub(in super::super) fn go_through_figures(&mut self, sitting: &mut Sitting, way: Way) -> Option<FigureChange> {
        let change = sitting.typed.go(&mut sitting.figures.figures, way)?;
        self.keep_figures(sitting, change.clone());
        Some(change)
    }

    /// Shows the figures as they are now, and has a change of them kept.
    fn keep_figures(&mut self, sitting: &mut Sitting, change: FigureChange) {
        sitting.read_board();
        let slug = sitting.session().school_slug().to_owned();
        self.show_in_views(&slug, &sitting.figures);
        self.want(Effect::ChangeFigures { slug, change: Box::new(change) });
    }

    /// The figures of a school are others now: wherever they are shown, these are shown.
    pub(in super::super) fn take_figures(&mut self, slug: &str, book: &FigureBook) {
        for sitting in [&mut self.sitting, &mut self.other].into_iter().flatten() {
            if sitting.session().school_slug() == slug {
                sitting.figures = book.clone();
                sitting.read_board();
            }
        }
        let is_of =
            |sitting: &Option<Box<Sitting>>| sitting.as_ref().is_some_and(|s| s.session().school_slug() == slug);
        if is_of(&self.sitting) {
            for overlay in &mut self.overlays {
                if let Overlay::Grid(grid) = overlay {
                    grid.take(book);
                }
            }
        }
        self.show_in_views(slug, book);
    }

    /// The record of a school says more now: wherever it is open, it does.
    pub(in super::super) fn learn(&mut self, slug: &str, facts: &[(String, String)]) {
        for sitting in [&mut self.sitting, &mut self.other].into_iter().flatten() {
            if sitting.session().school_slug() == slug {
                for (fact, to) in facts {
                    let change = sitting.school.setting(fact, to);
                    // A change made from the record as it is always fits it.
                    drop(sitting.school.apply(&change));
                }
            }
        }
    }

    fn show_in_views(&mut self, slug: &str, book: &FigureBook) {
        for overlay in &mut self.overlays {
            if let Overlay::Figures(view) = overlay
                && view.slug == slug
            {
                view.take(book.clone());
            }
        }
    }
}

/// The text around a caret, whole sentences of it: half a sentence says something else.
fn around(text: &str, caret: usize) -> &str {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | '\n');
    let from = caret.saturating_sub(LOOKED_AT);
    let from = (from..=caret).find(|at| text.is_char_boundary(*at)).unwrap_or(caret);
    let from = if from == 0 { 0 } else { text[from..caret].find(ends).map_or(caret, |at| from + at + 1) };
    let to = (caret + LOOKED_AT).min(text.len());
    let to = (caret..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(caret);
    text.get(from..to).unwrap_or_default()
}
