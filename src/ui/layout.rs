//! Where everything stands: one pure function of the window's size and what is shown.

use ratatui::layout::{Constraint, Layout as Split, Rect};

/// Where the parts of a session stand. A part without room is an empty rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// The status line.
    pub status: Rect,
    /// Names of the panes, where there is no room for all.
    pub tabs: Rect,
    /// The agenda.
    pub agenda: Rect,
    /// All judgements as one grid.
    pub grid: Rect,
    /// The item: its fields and entries.
    pub item: Rect,
    /// The entry line with its rule.
    pub line: Rect,
    /// The actions.
    pub actions: Rect,
    /// The prompts.
    pub prompts: Rect,
    /// The school's figures.
    pub figures: Rect,
    /// The people.
    pub people: Rect,
    /// The hint bar.
    pub hints: Rect,
}

/// Which pane takes the room where there is room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Pane {
    /// The agenda.
    Agenda,
    /// The minutes with the fields.
    Minutes,
    /// The actions.
    Actions,
    /// The prompts.
    Prompts,
    /// The school's figures.
    Figures,
    /// The people.
    People,
}

impl Pane {
    /// All, in the order of their tabs.
    pub(super) const ALL: [Self; 6] =
        [Self::Agenda, Self::Minutes, Self::Actions, Self::Prompts, Self::Figures, Self::People];

    /// Its name.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Agenda => "Agenda",
            Self::Minutes => "Minutes",
            Self::Actions => "Actions",
            Self::Prompts => "Prompts",
            Self::Figures => "Data",
            Self::People => "People",
        }
    }
}

/// Smallest window in which anything is shown, columns and rows.
pub(super) const SMALLEST: (u16, u16) = (24, 6);

/// How much room the actions get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionsRoom {
    /// A few rows below the entry line; none where panes fold to tabs.
    Some,
    /// Half the middle, to be read back.
    Half,
}

/// How much room some panes need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    /// Rows of the entry line.
    pub line: u16,
    /// How many people there are.
    pub people: u16,
    /// Rows of the figures; 0: there are none.
    pub figures: u16,
    /// Rows of the foot.
    pub foot: u16,
}

/// Lays a session out.
pub(super) fn session(area: Rect, pane: Pane, needs: Needs, room: ActionsRoom) -> Layout {
    let Needs { line: line_rows, people, figures, foot } = needs;
    let roomy = is_roomy(area);
    let tabs = u16::from(!(roomy || area.height < 12));
    let hints = if area.height >= 8 { foot } else { 0 };
    let [status, tab_row, body, hint_row] = Split::vertical([
        Constraint::Length(1),
        Constraint::Length(tabs),
        Constraint::Min(3),
        Constraint::Length(hints),
    ])
    .areas(area);
    // Where there is room a second row waits, so that a line that wraps moves nothing else.
    let line = line_rows.clamp(if roomy { 2 } else { 1 }, 5) + 1;
    if !roomy {
        let [top, line] = Split::vertical([Constraint::Min(1), Constraint::Length(line)]).areas(body);
        let mut layout = Layout { status, tabs: tab_row, line, hints: hint_row, ..Layout::default() };
        match pane {
            Pane::Agenda => layout.agenda = top,
            Pane::Minutes if room == ActionsRoom::Half && top.height >= 8 => {
                [layout.item, layout.actions] = Split::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(top);
            }
            Pane::Minutes => layout.item = top,
            Pane::Actions => layout.actions = top,
            Pane::Prompts => layout.prompts = top,
            Pane::Figures => layout.figures = top,
            Pane::People => layout.people = top,
        }
        return layout;
    }
    let side = side(area);
    let [agenda, middle, right] =
        Split::horizontal([Constraint::Length(side), Constraint::Min(40), Constraint::Length(side + 4)]).areas(body);
    let actions = match room {
        ActionsRoom::Some => (body.height / 4).clamp(5, 12),
        ActionsRoom::Half => body.height / 2,
    };
    let [item, line, actions] =
        Split::vertical([Constraint::Min(5), Constraint::Length(line), Constraint::Length(actions)]).areas(middle);
    let people = (people + 2).clamp(3, body.height / 3);
    // Figures leave the prompts a third of the room at least.
    let figures = if figures == 0 { 0 } else { (figures + 2).min((body.height - people) * 2 / 3) };
    let [prompts, figures, people] =
        Split::vertical([Constraint::Min(5), Constraint::Length(figures), Constraint::Length(people)]).areas(right);
    Layout { status, agenda, item, line, actions, prompts, figures, people, hints: hint_row, ..Layout::default() }
}

/// Lays a session out with all its judgements in one grid, the findings beside it.
pub(super) fn grid(area: Rect, line_rows: u16, foot: u16) -> Layout {
    let hints = if area.height >= 8 { foot } else { 0 };
    let [status, body, hints] =
        Split::vertical([Constraint::Length(1), Constraint::Min(3), Constraint::Length(hints)]).areas(area);
    let [grid, beside] =
        Split::horizontal([Constraint::Length(area.width - beside_grid(area)), Constraint::Min(1)]).areas(body);
    let line = line_rows.clamp(2, 5) + 1;
    let [item, line] = Split::vertical([Constraint::Min(1), Constraint::Length(line)]).areas(beside);
    Layout { status, grid, item, line, hints, ..Layout::default() }
}

/// Width of the findings beside the grid.
pub(super) fn beside_grid(area: Rect) -> u16 {
    area.width - (area.width / 2).clamp(46, 64).min(area.width)
}

/// Whether all panes stand beside one another.
const fn is_roomy(area: Rect) -> bool {
    area.width >= 110 && area.height >= 24
}

/// Width of the agenda; the prompts are a little wider.
fn side(area: Rect) -> u16 {
    (area.width / 5).clamp(22, 34)
}

/// Width of the entry line.
pub(super) fn line_width(area: Rect) -> u16 {
    if is_roomy(area) { area.width - 2 * side(area) - 4 } else { area.width }
}

/// A box in the middle for an overlay, never larger than the window.
pub(super) fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}
