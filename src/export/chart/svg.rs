//! A chart as SVG, to stand inside a web page.

use std::fmt::Write as _;

use super::{Anchor, Fill, HEIGHT, Look, Shape, WIDTH, shapes};
use crate::outline::Chart;

/// The picture; `escape` makes text safe within the page it stands in.
pub(in super::super) fn svg(chart: &Chart, escape: impl Fn(&str) -> String) -> String {
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\" font-family=\"Arial, sans-serif\">",
        escape(&chart.alternative)
    );
    for shape in shapes(chart) {
        // Writing into a string cannot fail.
        let _ = match shape {
            Shape::Box { x, y, width, height, fill } => {
                let fill = match fill {
                    Fill::Dark => "#1f3864",
                    Fill::Light => "#9dc3e6",
                    Fill::White => "#ffffff",
                };
                write!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\" \
                     stroke=\"#1f3864\"></rect>"
                )
            }
            Shape::Line { x, y, width, look } => {
                let stroke = match look {
                    Look::Faint => "#d0d0d0",
                    Look::Strong => "#1f3864",
                };
                let end = x + width;
                write!(
                    out,
                    "<line x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{end:.1}\" y2=\"{y:.1}\" stroke=\"{stroke}\"></line>"
                )
            }
            Shape::Text { x, y, size, from, text } => {
                let anchor = match from {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                let text = escape(&text);
                write!(
                    out,
                    "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\" text-anchor=\"{anchor}\">{text}</text>"
                )
            }
        };
    }
    out.push_str("</svg>");
    out
}
