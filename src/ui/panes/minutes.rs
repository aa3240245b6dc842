//! The entries of the item shown, around the one that must be seen: only what is on the screen is laid out.

use std::collections::VecDeque;

use chrono::{NaiveDateTime, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, wrap};
use super::entry_line::look_of_part;
use crate::app::{App, Focus, Sitting};
use crate::grammar::Kind;
use crate::session::{Entry, EntryId, Status, whose};

/// Columns of the time before each entry.
const LEAD: u16 = 6;

/// Draws them; `foot` is the row below, where it is said what there is above and below.
pub(super) fn draw(
    app: &App,
    sitting: &Sitting,
    theme: &Theme,
    (area, foot): (Rect, Rect),
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.width <= LEAD + 4 || area.height == 0 {
        return None;
    }
    let Some(seen) = sitting.in_sight() else {
        let said = "No entries yet; type one below";
        line(buffer, area, 0, &Line::styled(said, theme.of(Look::Dim)));
        if let Some(above) = sitting.page_above() {
            let said = format!("Ctrl+B goes back to “{above}”, Ctrl+P and home to the first screen");
            for (row, (from, to)) in (1..area.height).zip(wrap(&said, area.width.into(), area.width.into())) {
                line(buffer, area, row, &Line::styled(&said[from..to], theme.of(Look::Dim)));
            }
        }
        return None;
    };
    let window = window(app, sitting, theme, area, seen);
    let mut cursor = None;
    let mut top = window.top;
    for laid in &window.laid {
        let shown = |row: usize| u16::try_from(top + signed(row)).ok().filter(|row| *row < area.height);
        for (n, text) in laid.rows.iter().enumerate() {
            if let Some(row) = shown(n) {
                line(buffer, Rect { x: area.x + LEAD, width: area.width - LEAD, ..area }, row, text);
            }
        }
        if let Some(row) = shown(0) {
            let carried = laid.entry.as_action().is_some_and(|action| action.origin.is_some());
            let said = if carried { "  ↳".to_owned() } else { time_of_day(laid.entry.at) };
            line(buffer, Rect { width: LEAD, ..area }, row, &Line::styled(said, theme.of(Look::Time)));
        }
        let bottom = top + signed(laid.rows.len()) + signed(laid.words);
        if laid.words > 0 {
            let first = (top + signed(laid.rows.len())).max(0);
            let rows = u16::try_from(bottom.min(i64::from(area.height)) - first).unwrap_or(0);
            let y = area.y + u16::try_from(first).unwrap_or(0);
            let place = Rect { x: area.x + LEAD, y, width: area.width - LEAD, height: rows };
            cursor = draw_words(sitting, theme, place, buffer);
        }
        top = bottom;
    }
    let above = if window.above { "↑ more above (PgUp) " } else { "" };
    let below = if window.below { "↓ more below (PgDn) " } else { "" };
    if window.above || window.below {
        let text = cut(&format!(" {above}{below}"), foot.width.into());
        let wide = u16::try_from(text.chars().count()).unwrap_or(foot.width).min(foot.width);
        let corner = Rect { x: foot.x + foot.width - wide, width: wide, ..foot };
        line(buffer, corner, 0, &Line::styled(text, theme.of(Look::Dim)));
    }
    cursor
}

/// `14:05`: the formatter of dates would read its pattern anew for every entry on the screen.
fn time_of_day(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// An entry laid out: its rows, and how many more the words being corrected take below them.
struct Laid<'a> {
    entry: &'a Entry,
    rows: Vec<Line<'a>>,
    words: usize,
}

impl Laid<'_> {
    fn height(&self) -> usize {
        self.rows.len() + self.words
    }
}

/// What is on the screen: entries from the top on, the first of them beginning at row `top`, which may lie above.
struct Window<'a> {
    laid: VecDeque<Laid<'a>>,
    top: i64,
    above: bool,
    below: bool,
}

/// The entries around one that must be seen, as many as fill the area. Only these are laid out.
fn window<'a>(app: &App, sitting: &'a Sitting, theme: &Theme, area: Rect, seen: EntryId) -> Window<'a> {
    let room = usize::from(area.height);
    let lay = |entry: &'a Entry| lay(entry, app, sitting, theme, usize::from(area.width - LEAD));
    let mut laid = VecDeque::new();
    let mut used = 0;
    if let Some((_, entry)) = sitting.session().entry(seen) {
        let here = lay(entry);
        used = here.height();
        laid.push_back(here);
    }
    let mut newer = sitting.newer(seen).peekable();
    let mut older = sitting.older(seen).peekable();
    // Below the words being corrected what follows them shows too.
    let below = if sitting.focus == Focus::Entry(seen) { room / 3 } else { 0 };
    let mut under = 0;
    while under < below
        && used < room
        && let Some(next) = newer.next()
    {
        let next = lay(next);
        under += next.height();
        used += next.height();
        laid.push_back(next);
    }
    while used < room
        && let Some(next) = older.next()
    {
        let next = lay(next);
        used += next.height();
        laid.push_front(next);
    }
    let from_above = used >= room;
    while used < room
        && let Some(next) = newer.next()
    {
        let next = lay(next);
        used += next.height();
        laid.push_back(next);
    }
    // Few entries stand at the foot; where they do not fit, what is cut off lies at the end that was filled last. Of one that
    // does not fit alone the beginning shows.
    let too_tall = laid.len() == 1 && used > room;
    let top = if (from_above || used <= room) && !too_tall { signed(room) - signed(used) } else { 0 };
    let above = top < 0 || older.peek().is_some();
    let below = newer.peek().is_some() || top + signed(used) > signed(room);
    Window { laid, top, above, below }
}

fn signed(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX / 4)
}

fn lay<'a>(entry: &'a Entry, app: &App, sitting: &'a Sitting, theme: &Theme, width: usize) -> Laid<'a> {
    if sitting.focus != Focus::Entry(entry.id) {
        return Laid { entry, rows: rows_of(entry, app, sitting, theme, width), words: 0 };
    }
    let lead = lead_of(entry, app, sitting, theme, width);
    let rows = if lead.is_empty() { Vec::new() } else { vec![Line::from(lead)] };
    // One more row where the caret stands behind a full last one.
    let words = wrap(sitting.editor.text(), width, width.saturating_sub(1)).len();
    Laid { entry, rows, words }
}

/// The words being corrected, what was read in them marked.
fn draw_words(sitting: &Sitting, theme: &Theme, place: Rect, buffer: &mut Buffer) -> Option<Position> {
    // The widget itself keeps where it has scrolled to; a copy of it wears the colours.
    let cursor = sitting.editor.draw(place, buffer);
    let parsed = &sitting.correction.parsed;
    let marked = parsed.spans.iter().filter(|_| parsed.kind == Kind::Action);
    let spans: Vec<_> =
        marked.map(|span| (span.start, span.end, theme.of(look_of_part(span.what, parsed.kind)))).collect();
    if !spans.is_empty() || sitting.editor.selected().is_some() {
        let mut dressed = sitting.editor.clone();
        dressed.dress(theme.of(Look::Text), theme.of(Look::Selection));
        dressed.highlight(&spans);
        dressed.draw(place, buffer);
    }
    buffer.set_style(place, theme.of(Look::CaretLine));
    cursor
}

/// What stands before an entry's words: its kind and number, who is to do it and by when, who said it, what it is about.
fn lead_of<'a>(entry: &Entry, app: &App, sitting: &Sitting, theme: &Theme, width: usize) -> Vec<Span<'a>> {
    let (mark, look) = look_of(entry.kind);
    let mut lead = vec![];
    if !mark.is_empty() {
        let number = entry.as_action().map(|a| format!(" {}", a.number)).unwrap_or_default();
        lead.push(Span::styled(format!("{mark}{number}  "), theme.of(look)));
    }
    if entry.kind == Kind::Private {
        return lead;
    }
    if let Some(action) = entry.as_action() {
        let mut facts = whose(&action.owners);
        if let Some(due) = action.due {
            let date = crate::calendar::short(due, app.now.date());
            facts = if facts.is_empty() { format!("by {date}") } else { format!("{facts} by {date}") };
        }
        if action.status != Status::Open {
            let stands = action.status.label();
            facts = if facts.is_empty() { stands.to_owned() } else { format!("{facts}, {stands}") };
        }
        if !facts.is_empty() {
            let used: usize = lead.iter().map(Span::width).sum();
            let facts = cut(&format!("→ {facts}"), width.saturating_sub(used + 2).max(8));
            lead.push(Span::styled(format!("{facts}  "), theme.of(Look::Owner)));
        }
    } else if let Some(who) = entry.who.as_ref().filter(|who| !names_first(&entry.text, who)) {
        lead.push(Span::styled(format!("{who}: "), theme.of(Look::Owner)));
    }
    if let Some(row) = &entry.row {
        let used: usize = lead.iter().map(Span::width).sum();
        let name = cut(sitting.row_name(row), width.saturating_sub(used + 3).max(8));
        lead.push(Span::styled(format!("[{name}] "), theme.of(Look::Dim)));
    }
    lead
}

/// An entry in its rows; of a private one only that it is one.
fn rows_of<'a>(entry: &'a Entry, app: &App, sitting: &Sitting, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lead = lead_of(entry, app, sitting, theme, width);
    if entry.kind == Kind::Private {
        return vec![Line::from(lead)];
    }
    let used: usize = lead.iter().map(Span::width).sum();
    let first = width.saturating_sub(used);
    let ranges = wrap(&entry.text, if first < 8 { width } else { first }, width);
    let mut rows = Vec::with_capacity(ranges.len() + 1);
    let style = theme.of(Look::Text);
    for (n, (from, to)) in ranges.into_iter().enumerate() {
        let text = Span::styled(&entry.text[from..to], style);
        if n == 0 && first >= 8 {
            lead.push(text);
            rows.push(Line::from(std::mem::take(&mut lead)));
        } else {
            if n == 0 {
                rows.push(Line::from(std::mem::take(&mut lead)));
            }
            rows.push(Line::from(text));
        }
    }
    if let Some(prompt) = &entry.prompt {
        let answers = cut(&format!("answers “{}”", sitting.prompt_words(prompt)), width);
        rows.push(Line::styled(answers, theme.of(Look::Dim)));
    }
    let measure = entry.as_action().map(|action| action.measure.as_str()).filter(|m| !m.is_empty());
    if let Some(measure) = measure.filter(|measure| !entry.text.contains(*measure)) {
        let word = "measure: ";
        for (n, (from, to)) in wrap(measure, width.saturating_sub(word.len()), width).into_iter().enumerate() {
            let before = if n == 0 { word } else { "" };
            rows.push(Line::from(vec![
                Span::styled(before, theme.of(Look::Dim)),
                Span::styled(&measure[from..to], theme.of(Look::Owner)),
            ]));
        }
    }
    rows
}

/// Mark and word of a kind; never colour alone.
pub(super) const fn look_of(kind: Kind) -> (&'static str, Look) {
    match kind {
        Kind::Note => ("", Look::Note),
        Kind::Action => ("▲ action", Look::Action),
        Kind::Decision => ("◆ decision", Look::Decision),
        Kind::Question => ("? question", Look::Question),
        Kind::Observed => ("+ observed", Look::Observed),
        Kind::Reported => ("~ reported", Look::Reported),
        Kind::Private => ("% private", Look::Private),
    }
}

/// Whether a text begins by naming somebody: `@HT`, `@GOV/PD`.
fn names_first(text: &str, who: &str) -> bool {
    let tag = text.strip_prefix('@').unwrap_or_default();
    tag.starts_with(who) || tag.starts_with(&who.replace(' ', "/"))
}
