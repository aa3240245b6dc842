//! All figures of a school on the whole screen: a table that can be sorted, and bars over the years.

use std::collections::BTreeSet;

use super::super::{App, Sitting, Thought};
use super::Overlay;
use crate::command::{Code, Command, Key};
use crate::measures::{BoardRow, Compared, FigureBook, FigureChange, Guide, Track, Way, board_row};

/// Columns of the frame around the figures.
const FRAME: usize = 4;

/// The figures on the screen.
#[derive(Debug, Clone)]
pub struct FiguresView {
    /// The school.
    pub school: String,
    /// Its slug.
    pub slug: String,
    /// Its figures.
    pub book: FigureBook,
    /// The rows shown, in their order.
    pub rows: Vec<BoardRow>,
    /// The selected one, from 0.
    pub at: usize,
    /// How they are sorted.
    pub sort: Sort,
    /// Which of them are shown.
    pub scope: Scope,
    /// How many of the newest years are passed over, to see earlier ones.
    pub back: usize,
    guide: Guide,
}

/// How rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// As measures are defined.
    Order,
    /// Furthest below the last figure before first.
    Change,
    /// Furthest below the target first.
    Target,
    /// Furthest below the authority first.
    Authority,
    /// Furthest below England first.
    England,
}

impl Sort {
    /// All, in the order of their columns.
    pub const ALL: [Self; 5] = [Self::Order, Self::Change, Self::Target, Self::Authority, Self::England];

    /// The column it is by.
    pub const fn compared(self) -> Option<Compared> {
        match self {
            Self::Order => None,
            Self::Change => Some(Compared::Before),
            Self::Target => Some(Compared::Target),
            Self::Authority => Some(Compared::Authority),
            Self::England => Some(Compared::England),
        }
    }
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All pupils, every measure.
    Measures,
    /// Groups too.
    Groups,
}

impl FiguresView {
    /// The figures of a school.
    pub fn new(school: &str, slug: &str, book: FigureBook) -> Self {
        let mut view = Self {
            school: school.to_owned(),
            slug: slug.to_owned(),
            book: FigureBook::default(),
            rows: Vec::new(),
            at: 0,
            sort: Sort::Order,
            scope: Scope::Measures,
            back: 0,
            guide: Guide::shipped(),
        };
        view.take(book);
        view
    }

    /// Shows other figures of the same school; the selected row stays selected.
    pub fn take(&mut self, book: FigureBook) {
        self.book = book;
        self.read();
    }

    fn read(&mut self) {
        let chosen = self.chosen().map(|row| (row.measure.clone(), row.group.clone()));
        let wanted = |line: &crate::measures::Line<'_>| self.scope == Scope::Groups || line.group.is_empty();
        let lines = self.book.lines().into_iter().filter(wanted);
        let mut rows: Vec<BoardRow> = lines.map(|line| board_row(&self.book, &self.guide, &line)).collect();
        if let Some(compared) = self.sort.compared() {
            // What is furthest behind comes first, what cannot be said last.
            let place = |row: &BoardRow| {
                let standing = row.standings.iter().find(|standing| standing.what == compared);
                standing.and_then(|standing| match (standing.size, standing.track) {
                    (Some(size), Track::Off) => Some(-size.abs()),
                    (Some(size), Track::On | Track::Unknown) => Some(size.abs()),
                    (None, _) => None,
                })
            };
            rows.sort_by(|a, b| place(a).unwrap_or(f64::MAX).total_cmp(&place(b).unwrap_or(f64::MAX)));
        }
        self.rows = rows;
        let at = chosen
            .and_then(|(measure, group)| self.rows.iter().position(|row| row.measure == measure && row.group == group));
        self.at = at.unwrap_or(0);
    }

    /// Columns of the screen that a figure has, with the blank behind it.
    pub const FIGURE: usize = 8;
    /// Columns that a gap has.
    pub const GAP: usize = 9;
    /// Columns of all that stands beside names and years.
    pub const BESIDE: usize = 5 + 4 * Self::GAP;

    /// How many years there is room for.
    pub const fn room(&self, width: usize) -> usize {
        // A group needs room for its name and for that of its measure.
        let least = match self.scope {
            Scope::Groups => 26,
            Scope::Measures => 18,
        };
        let room = width.saturating_sub(Self::BESIDE + least) / Self::FIGURE;
        if room == 0 { 1 } else { room }
    }

    /// The years of the rows, oldest first.
    fn years(&self) -> Vec<String> {
        let years = self.rows.iter().flat_map(|row| row.every.iter().map(|(year, _)| year.clone()));
        years.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The years shown, the same for every row, and whether there are earlier and later ones.
    pub fn years_shown(&self, width: usize) -> (Vec<String>, bool, bool) {
        let years = self.years();
        let room = self.room(width).min(years.len());
        let end = years.len().saturating_sub(self.back).max(room);
        (years[end - room..end].to_vec(), end > room, end < years.len())
    }

    /// Shows the years from one earlier on, or from one later on.
    fn step(&mut self, width: usize, earlier: bool) {
        let most = self.years().len().saturating_sub(self.room(width));
        self.back = if earlier { (self.back + 1).min(most) } else { self.back.min(most).saturating_sub(1) };
    }

    /// The selected row.
    pub fn chosen(&self) -> Option<&BoardRow> {
        self.rows.get(self.at)
    }

    fn turn(&mut self, by: usize) {
        let at = Sort::ALL.iter().position(|sort| *sort == self.sort).unwrap_or(0);
        self.sort = Sort::ALL[(at + by) % Sort::ALL.len()];
        self.read();
        self.at = 0;
    }
}

impl App {
    /// Shows all figures of the session's school.
    pub(in super::super) fn show_figures(&mut self, sitting: &Sitting) {
        if sitting.figures.figures.is_empty() {
            self.tell_no_figures();
            return;
        }
        let (school, slug) = (sitting.session().school(), sitting.session().school_slug());
        let view = FiguresView::new(school, slug, sitting.figures.clone());
        self.overlays.push(Overlay::Figures(Box::new(view)));
    }

    /// Shows figures that were asked for.
    pub(in super::super) fn show_found_figures(&mut self, school: &str, slug: &str, book: FigureBook) {
        if book.figures.is_empty() {
            self.tell(format!("No figures of {school} yet; “import figures” (Ctrl+P) brings them"));
            return;
        }
        self.overlays.push(Overlay::Figures(Box::new(FiguresView::new(school, slug, book))));
    }

    /// Takes back what was typed last, or does it again, and says what it was about.
    fn go_and_tell(&mut self, sitting: &mut Sitting, way: Way) {
        let about = self.go_through_figures(sitting, way);
        let about =
            about.as_ref().map(|change| sitting.figures.short_name(FigureChange::measure(change), change.group()));
        self.tell(match (about, way) {
            (Some(measure), Way::Back) => format!("Taken back: what was typed last of {measure}"),
            (Some(measure), Way::Forth) => format!("Done again: what was typed of {measure}"),
            (None, _) => "There is no more that was typed in this session".to_owned(),
        });
    }

    pub(super) fn press_in_figures(&mut self, mut view: Box<FiguresView>, key: Key) {
        let last = view.rows.len().saturating_sub(1);
        match key.code {
            Code::Up => view.at = view.at.saturating_sub(1),
            Code::Down => view.at = (view.at + 1).min(last),
            Code::PageUp => view.at = view.at.saturating_sub(10),
            Code::PageDown => view.at = (view.at + 10).min(last),
            Code::Home => view.at = 0,
            Code::End => view.at = last,
            Code::Left | Code::Right if key.mods.shift => {
                let width = usize::from(self.size.0).saturating_sub(FRAME);
                view.step(width, key.code == Code::Left);
            }
            Code::Right => view.turn(1),
            Code::Left => view.turn(Sort::ALL.len() - 1),
            Code::Tab | Code::BackTab => {
                view.scope = match view.scope {
                    Scope::Measures => Scope::Groups,
                    Scope::Groups => Scope::Measures,
                };
                view.read();
            }
            Code::Enter if self.sitting.is_some() => {
                let chosen = view.chosen().map(|row| (row.measure.clone(), row.group.clone()));
                if let Some((measure, group)) = chosen {
                    self.with_sitting(|app, sitting| app.put_figure(sitting, &measure, &group, None));
                }
                return;
            }
            _ => {
                let command = self.desk.keymap.command(key, crate::command::Scope::Session);
                let chosen = view.chosen().map(|row| (row.measure.clone(), row.group.clone()));
                if command == Some(Command::Figures) {
                    return;
                }
                self.overlays.push(Overlay::Figures(view));
                self.with_sitting(|app, sitting| match (command, chosen) {
                    (Some(Command::Hypothesis), Some((measure, group))) => {
                        app.ask_hypothesis(sitting, Thought { measure, group });
                    }
                    (Some(Command::Undo), _) => app.go_and_tell(sitting, Way::Back),
                    (Some(Command::Redo), _) => app.go_and_tell(sitting, Way::Forth),
                    _ => {}
                });
                return;
            }
        }
        self.overlays.push(Overlay::Figures(view));
    }
}
