//! The entry line, and in its rule what the grammar reads in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line};
use super::minutes::look_of;
use crate::app::{App, Focus, Sheet, Sitting, Spot, SpotIs};
use crate::forms::{Kind as FieldKind, Source};
use crate::grammar::{Attendance, EVERYONE, Kind, Part, Presence};
use crate::session::{Entry, whose};

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.height < 2 || area.width < 6 {
        return None;
    }
    let reason = reason_of(app, sitting);
    let here = sitting.focus == Focus::Line || reason;
    let rule = Rect { height: 1, ..area };
    let look = if here { Look::BorderFocused } else { Look::Border };
    let dash = if here { "━" } else { "─" };
    line(buffer, rule, 0, &Line::styled(dash.repeat(area.width.into()), theme.of(look)));
    let said = said(app, sitting, usize::from(area.width.saturating_sub(4)));
    if !said.is_empty() {
        let kind = sitting.corrected().map_or(sitting.parsed.kind, |entry| entry.kind);
        let (text, look) = (cut(&format!(" {said} "), usize::from(area.width) - 2), look_of(kind).1);
        line(
            buffer,
            Rect { x: area.x + 2, width: area.width - 2, ..rule },
            0,
            &Line::from(Span::styled(text, theme.of(look))),
        );
    }
    let lead = Rect { y: area.y + 1, height: 1, width: 2, ..area };
    line(buffer, lead, 0, &Line::styled(if here { "▌ " } else { "  " }, theme.of(look)));
    let text = Rect { x: area.x + 2, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    if reason {
        return sitting.editor.draw(text, buffer);
    }
    if !here && sitting.parsed.kind == Kind::Private {
        let (mark, look) = look_of(Kind::Private);
        line(buffer, text, 0, &Line::styled(mark, theme.of(look)));
        return None;
    }
    // The widget itself keeps where it has scrolled to; a copy of it wears the colours.
    let cursor = sitting.line.draw(text, buffer);
    let read = sitting.as_row.as_deref().map_or(&sitting.parsed, |row| &row.parsed);
    let dressed =
        |span: &crate::grammar::Span| (span.start, span.end, theme.of(look_of_part(span.what, sitting.parsed.kind)));
    let spans: Vec<(usize, usize, Style)> = read.spans.iter().map(dressed).collect();
    if !spans.is_empty() || sitting.line.selected().is_some() {
        let mut dressed = sitting.line.clone();
        dressed.dress(theme.of(Look::Text), theme.of(Look::Selection));
        dressed.highlight(&spans);
        dressed.draw(text, buffer);
    }
    cursor
}

/// Whether a reason is being typed in the grid: there is room for it here alone.
fn reason_of(app: &App, sitting: &Sitting) -> bool {
    if sitting.focus != Focus::Sheet || !sitting.in_grid() {
        return false;
    }
    let filled = sitting.filled(&app.desk);
    let sheet = Sheet::of(&filled, sitting);
    sheet.spots.get(sitting.spot).is_some_and(|spot| matches!(spot.kind, FieldKind::LongText))
}

/// What the line will become, in a few words.
fn said(app: &App, sitting: &Sitting, room: usize) -> String {
    if sitting.focus == Focus::Sheet {
        return spot_in_full(app, sitting, room);
    }
    if let Some(entry) = sitting.corrected() {
        let parts = [correction(app, sitting, &entry), sitting.noticed().join(" · ")];
        return parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    }
    let parsed = sitting.as_row.as_deref().map_or(&sitting.parsed, |row| &row.parsed);
    let mut parts: Vec<String> = Vec::new();
    let back = if sitting.session().draft().taken_back { "taken back; Enter enters it again" } else { "" };
    if let Some(prompt) = &sitting.prompt_tag {
        parts.push(format!("answers “{}”", sitting.prompt_words(prompt)));
    }
    if sitting.line.text().trim().is_empty() {
        if sitting.prompt_tag.is_none() && sitting.clock_waits() {
            parts.push("your next line starts the clock again".to_owned());
        } else if let Some((id, title)) = sitting.put_off_here().filter(|_| sitting.prompt_tag.is_none()) {
            let there = if sitting.chosen_entry() == Some(id) { "" } else { "↑ and " };
            parts.push(match sitting.again(title) {
                Some((number, _)) => format!("{there}Ctrl+K Enter takes it under item {number}, where it stands again"),
                None => format!("{there}Ctrl+K Enter makes “{title}” an item"),
            });
        }
    } else {
        if !parsed.attendance.is_empty() {
            let all: Vec<String> = parsed.attendance.iter().map(attending).collect();
            return format!("attendance: {}", all.join(" · "));
        }
        if parsed.private_within {
            return "not private: % makes a line private only as its first mark".to_owned();
        }
        if let Some(row) = &sitting.as_row {
            parts.push(format!("Row of “{}”", row.name));
        } else if parsed.kind != Kind::Note {
            parts.push(parsed.kind.label().to_owned());
        }
        parts.extend(app.next_date_in_line(sitting));
        if !parsed.owners.is_empty() {
            parts.push(format!("→ {}", whose(&parsed.owners)));
        }
        if let Some(due) = parsed.due {
            parts.push(by(due, sitting.line.text(), app));
        }
        if let Some(words) = &parsed.undated {
            parts.push(format!("· {}", app.why_undated(words, sitting.session().date())));
        }
        if let Some(why) = &parsed.unread {
            parts.push(format!("· {why}"));
        }
        if let Some(unowned) = &parsed.unowned {
            let crate::grammar::Unowned { words, tag } = unowned;
            let tag = tag.as_deref().unwrap_or("@role");
            parts.push(format!("· no owner read in “{words}”: type {tag} for it"));
        }
        if let Some(words) = &parsed.unknown {
            parts.push(format!("· nobody is known as “{words}”: type a role or initials, as @HT or @KS"));
        }
        let nobody = parsed.owners.is_empty() && parsed.unowned.is_none() && parsed.unknown.is_none();
        if nobody && parsed.kind == Kind::Action && !parsed.text.is_empty() {
            parts.push("· no owner read".to_owned());
        }
        if let Some(measure) = &parsed.measure {
            parts.push(format!("· measure: {measure}"));
        }
        if let Some(who) = &parsed.speaker {
            parts.push(format!("said by {who}"));
        }
        if let Some(view) = parsed.view {
            parts.push(view.label().to_owned());
        }
        if let Some(sef) = &parsed.sef {
            parts.push(format!("SEF {sef}"));
        }
        if let Some(item) = parsed.item {
            parts.push(format!("goes under item {item}"));
        }
        let item = sitting.session().draft().item.as_str();
        if !item.is_empty() && item != sitting.item {
            parts.push("began under another item".to_owned());
        }
    }
    if let Some(row) = &sitting.row_tag {
        let none = if sitting.line.text().is_empty() { ", Space none" } else { "" };
        parts.push(format!("about {} (↑ ↓ another{none})", sitting.row_name(row)));
    }
    let noticed = sitting.noticed();
    if !noticed.is_empty() {
        let gap = if parts.is_empty() { "" } else { "· " };
        parts.push(format!("{gap}{}", noticed.join(" · ")));
    }
    [back, parts.join(" ").trim_start_matches("· ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What an entry becomes by its correction, in a few words: of an action all there is, since any of it can be typed.
fn correction(app: &App, sitting: &Sitting, entry: &Entry) -> String {
    let Some(action) = entry.as_action() else { return String::new() };
    let mut parts = vec![format!("Action {}", action.number)];
    if !action.owners.is_empty() {
        parts.push(format!("→ {}", whose(&action.owners)));
    }
    parts.extend(action.due.map(|due| by(due, sitting.editor.text(), app)));
    parts.extend(
        sitting
            .correction
            .parsed
            .undated
            .as_deref()
            .filter(|_| action.due.is_none())
            .map(|words| format!("· {}", app.why_undated(words, sitting.session().date()))),
    );
    if action.measure.is_empty() {
        parts.push("· @, by and measure: work here too".to_owned());
    } else {
        parts.push(format!("· measure: {}", action.measure));
    }
    parts.join(" ")
}

/// A day; where the end of term was asked for, which: there are six in a year.
fn by(due: chrono::NaiveDate, typed: &str, app: &App) -> String {
    let asked = typed.to_lowercase().contains("end of term");
    let term = app.desk.calendar.term_ending(due).filter(|_| asked);
    let term = term.map(|n| format!(" (end of term {n})")).unwrap_or_default();
    let holiday = app.desk.calendar.holiday_of(due).map(|holiday| format!(" (in the {})", holiday.name));
    format!("by {}{term}{}", crate::calendar::short(due, app.now.date()), holiday.unwrap_or_default())
}

/// Who came or went, in words.
fn attending(Attendance { who, what, at, report, reason }: &Attendance) -> String {
    let (one, several) = match what {
        Presence::Present => ("is present", "are present"),
        Presence::Arrived | Presence::Late => ("has come late", "have come late"),
        Presence::Left => ("has left", "have left"),
        Presence::Back => ("is back", "are back"),
        Presence::Apologies => ("sent apologies", "sent apologies"),
        Presence::Absent => ("is absent", "are absent"),
        Presence::Interest(_) => ("declares an interest", "declare an interest"),
    };
    let more = [("because", reason), ("report on impact", report)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(what, words)| format!(" · {what}: {words}"))
        .collect::<Vec<_>>()
        .concat();
    let time = at.map(|at| format!(" at {}", at.format("%H:%M"))).unwrap_or_default();
    let names: Vec<&str> = who.iter().map(|who| if who == EVERYONE { "Everyone" } else { who }).collect();
    format!("{} {}{time}{more}", names.join(", "), if names.len() == 1 { one } else { several })
}

/// What the selected spot of the sheet is called, uncut, with its row and column; what it takes, and what is wrong with it.
fn spot_in_full(app: &App, sitting: &Sitting, room: usize) -> String {
    let filled = sitting.filled(&app.desk);
    let sheet = Sheet::of(&filled, sitting);
    let Some(spot) = sheet.spots.get(sitting.spot) else { return String::new() };
    let misfit = sitting.misfit(spot).filter(|_| !sitting.is_typing_in(spot));
    let more = match (spot.kind, misfit) {
        (FieldKind::Choice(options), _) => {
            format!(": {}", super::shown::choice_in_words(options, super::shown::chosen(&sheet, sitting)).0)
        }
        (_, Some(why)) => format!("  ! {why}"),
        (FieldKind::LongText, None) if sitting.is_explaining(&app.desk) => String::new(),
        (FieldKind::LongText, None) if sitting.spot_is(&app.desk) == SpotIs::LongText && !sitting.in_grid() => {
            " · Enter: new line".to_owned()
        }
        (_, None) => String::new(),
    };
    let (name, place) = name_of(sitting, spot, room);
    // What figures are called, or that they are others, goes first: it passes, and the name stands at the field too.
    let is_text = matches!(spot.kind, FieldKind::LongText | FieldKind::Text);
    let noticed = if is_text { sitting.noticed() } else { Vec::new() };
    if noticed.is_empty() {
        format!("{name}{more}{place}")
    } else {
        format!("{} · {name}{place}", noticed.join(" · "))
    }
}

/// What a spot is called, a judgement with its column, in short where there is no room for all of it; and of a cell where it
/// stands.
fn name_of(sitting: &Sitting, spot: &Spot<'_>, room: usize) -> (String, String) {
    let cell = sitting.form.cell(&spot.path).ok();
    let judged = cell.as_ref().filter(|_| spot.row.is_some());
    let title = judged.and_then(|cell| match &cell.field.kind {
        FieldKind::Grades { columns, .. } => columns.get(spot.column).map(|c| c.label.as_str()),
        _ => None,
    });
    let place = match cell.as_ref().and_then(|cell| Some((cell.row.as_ref()?.0, cell.field))) {
        Some((row, field)) => {
            let called = field.label.split(" (").next().unwrap_or_default();
            // The actions above are the minutes' own, and are opened where they stand.
            let above = match field.from {
                Some(Source::Actions(_)) => "; others: Ctrl+A",
                _ => "",
            };
            if row < sitting.session().table(&field.id).len() {
                format!(" · row {} of {called}", row + 1)
            } else {
                format!(" · a new row of {called}{above}")
            }
        }
        None => String::new(),
    };
    let name = match title {
        Some(title) if sitting.in_grid() => {
            let graded = sitting.just_graded().filter(|row| Some(*row) != spot.row).map(|row| sitting.row_name(row));
            let letters = graded.map(|row| format!(" · letters: {row}")).unwrap_or_default();
            let row = spot.row.map_or(spot.label, |row| sitting.row_name(row));
            // What is written there is why the grades of the two columns differ.
            match spot.kind {
                FieldKind::LongText => format!("Why the grades differ: {row}"),
                _ => format!("{}: {row}{letters}", title.split_whitespace().next().unwrap_or_default()),
            }
        }
        Some(title) => {
            let whole = format!("{} · {title}", spot.label);
            let short = || format!("{} · {title}", spot.row.map_or(spot.label, |row| sitting.row_name(row)));
            if whole.width() <= room { whole } else { short() }
        }
        // Long items of a checklist are cut in their rows.
        None if item_of(sitting, &spot.path).is_some() => {
            format!("{} · {}", item_of(sitting, &spot.path).unwrap_or_default(), spot.label)
        }
        // The lines of the grid have no room for help.
        None if sitting.in_grid() => {
            let cell = sitting.form.cell(&spot.path).ok();
            let help = cell.map_or("", |cell| cell.field.help.as_str());
            if help.is_empty() { spot.label.to_owned() } else { help.to_owned() }
        }
        None => spot.label.to_owned(),
    };
    (name, place)
}

/// The words of the checklist item that a cell belongs to.
fn item_of<'a>(sitting: &'a Sitting, path: &str) -> Option<&'a str> {
    let cell = sitting.form.cell(path).ok()?;
    let crate::forms::Kind::Checklist { items, .. } = &cell.field.kind else { return None };
    let n: usize = path.split('.').nth(1)?.parse().ok()?;
    items.get(n.checked_sub(1)?).map(String::as_str)
}

pub(super) fn look_of_part(part: Part, kind: Kind) -> Look {
    match part {
        Part::Kind => look_of(kind).1,
        Part::Owner | Part::Speaker | Part::Mention | Part::Attendance => Look::Owner,
        Part::Due | Part::Until | Part::Measure | Part::Purpose => Look::Due,
        Part::Escape | Part::Item | Part::Link | Part::Sef | Part::KeyStage | Part::View => Look::KeyHint,
    }
}
