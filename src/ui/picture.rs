//! A screen as an SVG picture, for the README and to look at styles.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const CELL: (u32, u32) = (9, 19);
const GROUND: &str = "#1c1c1c";
const INK: &str = "#d0d0d0";

/// Writes a drawn screen as SVG.
pub fn picture(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (wide, high) = (u32::from(area.width) * CELL.0, u32::from(area.height) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{GROUND}\"/>\n"
    );
    for y in 0..area.height {
        for x in 0..area.width {
            let cell = &buffer[(area.x + x, area.y + y)];
            let symbol = cell.symbol();
            let (left, top) = (u32::from(x) * CELL.0, u32::from(y) * CELL.1);
            let width = CELL.0 * u32::try_from(symbol.width().max(1)).unwrap_or(1);
            let (mut fg, mut bg) = (hex(cell.fg, INK), hex(cell.bg, GROUND));
            if cell.modifier.contains(Modifier::REVERSED) {
                std::mem::swap(&mut fg, &mut bg);
            }
            if bg != GROUND {
                drop(writeln!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{bg}\"/>", CELL.1));
            }
            if symbol.trim().is_empty() {
                continue;
            }
            let weight = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
            let slant = if cell.modifier.contains(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
            let under = if cell.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
            let base = top + 14;
            let text = symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            drop(writeln!(svg, "<text x=\"{left}\" y=\"{base}\" fill=\"{fg}\"{weight}{slant}{under}>{text}</text>"));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn hex(color: Color, otherwise: &str) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => "#000000".to_owned(),
        Color::White => "#ffffff".to_owned(),
        _ => otherwise.to_owned(),
    }
}
