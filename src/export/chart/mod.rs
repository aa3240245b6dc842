//! The picture of a chart, as shapes that any kind of picture can be made of. Every series has a pattern of its own, so
//! that none is told by its colour alone.

mod png;
mod svg;

pub(super) use png::png;
pub(super) use svg::svg;

use crate::outline::{Chart, Series};

/// Width of a picture, in its own units.
pub(super) const WIDTH: u32 = 960;
/// Height of a picture.
pub(super) const HEIGHT: u32 = 250;

/// Space left of the bars, for the figures of the axis.
const LEFT: f32 = 56.0;
const RIGHT: f32 = 12.0;
/// Space above the bars, for the figure of the highest.
const ABOVE: f32 = 26.0;
/// Space below the bars, for the years and the names of the series.
const BELOW: f32 = 62.0;
/// Part of a year's room that its bars fill.
const FILLED: f32 = 0.8;
const WIDEST_BAR: f32 = 72.0;
/// Height of letters.
const LETTERS: f32 = 17.0;
/// Width of a digit or capital, in parts of its height.
const WIDE: f32 = 0.66;
/// How far the lines of a striped bar stand apart.
const STRIPES: f32 = 6.0;

/// A piece of a picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A box with an edge.
    Box { x: f32, y: f32, width: f32, height: f32, fill: Fill },
    /// A level line.
    Line { x: f32, y: f32, width: f32, look: Look },
    /// Words; `x` is where they begin, end or have their middle, `y` what they stand on.
    Text { x: f32, y: f32, size: f32, from: Anchor, text: String },
}

/// How a box is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Dark,
    Light,
    White,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Faint,
    Strong,
}

/// Which end of some words is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How the bars of a series look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pattern {
    Dark,
    Light,
    Striped,
    Open,
}

const PATTERNS: [Pattern; 4] = [Pattern::Dark, Pattern::Light, Pattern::Striped, Pattern::Open];

/// The pattern of a series, the same in every picture.
fn pattern_of(series: &Series) -> Pattern {
    PATTERNS[series.place % PATTERNS.len()]
}

/// The shapes of a chart.
pub(super) fn shapes(chart: &Chart) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let axis = Axis::of(chart);
    axis.draw(&chart.sign, &mut shapes);
    let count = chart.years.len().max(1);
    let room = (width() - LEFT - RIGHT) / as_f32(count);
    let each = (room * FILLED / as_f32(chart.series.len().max(1))).min(WIDEST_BAR);
    for (n, year) in chart.years.iter().enumerate() {
        let middle = LEFT + room * (as_f32(n) + 0.5);
        let mut x = middle - each * as_f32(chart.series.len()) / 2.0;
        for series in &chart.series {
            let value = series.values.get(n).map_or("", String::as_str);
            axis.bar(x, each, value, pattern_of(series), &mut shapes);
            x += each;
        }
        let y = height() - BELOW + LETTERS + 8.0;
        shapes.push(Shape::Text { x: middle, y, size: LETTERS, from: Anchor::Middle, text: year.clone() });
    }
    legend(chart, &mut shapes);
    shapes
}

/// The names of the series with their patterns.
fn legend(chart: &Chart, shapes: &mut Vec<Shape>) {
    let y = height() - 14.0;
    let room = (width() - LEFT - RIGHT) / as_f32(chart.series.len().max(1));
    for (n, series) in chart.series.iter().enumerate() {
        let x = LEFT + room * as_f32(n);
        patterned(x, y - 13.0, 26.0, 15.0, pattern_of(series), shapes);
        shapes.push(Shape::Text { x: x + 34.0, y, size: LETTERS, from: Anchor::Start, text: series.name.clone() });
    }
}

/// The upright axis.
struct Axis {
    least: f32,
    most: f32,
    /// Where it ends below.
    bottom: f32,
}

impl Axis {
    fn of(chart: &Chart) -> Self {
        let least = as_f32(chart.least);
        // The figure of a bar that hangs down to the end stands below it, above the years.
        let hanging = if chart.least < 0 { LETTERS } else { 0.0 };
        Self { least, most: as_f32(chart.most).max(least + 1.0), bottom: height() - BELOW - hanging }
    }

    /// The height at which a figure stands.
    fn at(&self, number: f32) -> f32 {
        let part = ((number - self.least) / (self.most - self.least)).clamp(0.0, 1.0);
        self.bottom - part * (self.bottom - ABOVE)
    }

    /// What bars stand on: 0 where it is on the axis.
    fn ground(&self) -> f32 {
        0.0_f32.clamp(self.least, self.most)
    }

    fn draw(&self, sign: &str, shapes: &mut Vec<Shape>) {
        let step = step((self.most - self.least) / 5.0);
        let mut number = (self.least / step).ceil() * step;
        while number <= self.most + step / 100.0 {
            let y = self.at(number);
            let look = if (number - self.ground()).abs() < step / 100.0 { Look::Strong } else { Look::Faint };
            shapes.push(Shape::Line { x: LEFT, y, width: width() - LEFT - RIGHT, look });
            // Steps of tenths add up to a little more or less.
            let text = format!("{}{sign}", (number * 10.0).round() / 10.0 + 0.0).replace('-', "−");
            shapes.push(Shape::Text { x: LEFT - 8.0, y: y + 6.0, size: LETTERS, from: Anchor::End, text });
            number += step;
        }
    }

    /// A bar with its figure; a code stands where its bar would.
    fn bar(&self, x: f32, width: f32, value: &str, pattern: Pattern, shapes: &mut Vec<Shape>) {
        let middle = x + width / 2.0;
        let ground = self.at(self.ground());
        let mut words = |y: f32, size: f32| {
            shapes.push(Shape::Text { x: middle, y, size, from: Anchor::Middle, text: value.replace('-', "−") });
        };
        // No figure runs into the one beside it.
        let letters = LETTERS.min(width / (as_f32(value.chars().count()).max(2.0) * WIDE)).max(8.0);
        let Ok(number) = value.parse::<f32>() else {
            if !value.is_empty() {
                words(ground - 5.0, letters);
            }
            return;
        };
        let tip = self.at(number);
        words(if number < self.ground() { tip + letters } else { tip - 5.0 }, letters);
        let (y, tall) = (tip.min(ground), (tip - ground).abs().max(1.0));
        patterned(x + 2.0, y, width - 4.0, tall, pattern, shapes);
    }
}

/// A box in the pattern of a series.
fn patterned(x: f32, y: f32, width: f32, height: f32, pattern: Pattern, shapes: &mut Vec<Shape>) {
    let fill = match pattern {
        Pattern::Dark => Fill::Dark,
        Pattern::Light => Fill::Light,
        Pattern::Striped | Pattern::Open => Fill::White,
    };
    shapes.push(Shape::Box { x, y, width, height, fill });
    if pattern == Pattern::Striped {
        let mut down = STRIPES;
        while down < height - 1.0 {
            shapes.push(Shape::Line { x, y: y + down, width, look: Look::Strong });
            down += STRIPES;
        }
    }
}

/// A round step of an axis, at least so large.
fn step(least: f32) -> f32 {
    let rounds =
        [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0];
    rounds.into_iter().find(|step| *step >= least).unwrap_or(least)
}

pub(super) fn width() -> f32 {
    as_f32(WIDTH)
}

pub(super) fn height() -> f32 {
    as_f32(HEIGHT)
}

/// Counts and bounds of a chart are small.
fn as_f32(number: impl TryInto<i16>) -> f32 {
    number.try_into().map_or(f32::from(i16::MAX), f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::chart;

    fn boxes(shapes: &[Shape]) -> Vec<(f32, f32)> {
        let of = |shape: &Shape| match shape {
            Shape::Box { y, height, .. } => Some((*y, *height)),
            Shape::Line { .. } | Shape::Text { .. } => None,
        };
        shapes.iter().filter_map(of).collect()
    }

    fn texts(shapes: &[Shape]) -> Vec<&str> {
        fn of(shape: &Shape) -> Option<&str> {
            match shape {
                Shape::Text { text, .. } => Some(text),
                Shape::Box { .. } | Shape::Line { .. } => None,
            }
        }
        shapes.iter().filter_map(of).collect()
    }

    #[test]
    fn a_higher_figure_has_a_higher_bar_and_a_code_has_none() {
        let mut chart = chart();
        let all = shapes(&chart);
        // Two years of two series, one of them withheld, and the two names.
        assert_eq!(boxes(&all).len(), 3 + 2);
        assert!(texts(&all).contains(&"SUPP"));
        chart.series.truncate(1);
        chart.series[0].values = vec!["40".to_owned(), "80".to_owned()];
        let bars = boxes(&shapes(&chart));
        assert!((bars[1].1 - 2.0 * bars[0].1).abs() < 0.01, "{bars:?}");
    }

    #[test]
    fn below_nought_a_bar_hangs_down() {
        let mut chart = chart();
        (chart.least, chart.most) = (-5, 5);
        chart.series.truncate(1);
        chart.series[0].values = vec!["-2.5".to_owned(), "2.5".to_owned()];
        let all = shapes(&chart);
        let bars = boxes(&all);
        assert!(bars[0].0 > bars[1].0 && (bars[0].1 - bars[1].1).abs() < 0.01, "{bars:?}");
        assert!(texts(&all).contains(&"−2.5"));
    }

    #[test]
    fn the_figure_of_a_bar_that_hangs_to_the_end_stands_clear_of_the_years() {
        let mut chart = chart();
        (chart.least, chart.most) = (-1, 1);
        chart.series.truncate(1);
        chart.series[0].values = vec!["-1.0".to_owned(), "-0.9".to_owned()];
        let foot = |wanted: &str| {
            let all = shapes(&chart);
            let found = all.iter().find_map(|shape| match shape {
                Shape::Text { y, text, .. } if text == wanted => Some(*y),
                Shape::Text { .. } | Shape::Box { .. } | Shape::Line { .. } => None,
            });
            found.unwrap()
        };
        assert!(foot(&chart.years[0]) - foot("−1.0") >= LETTERS * 0.9);
    }

    #[test]
    fn everything_stands_within_the_picture() {
        for shape in shapes(&chart()) {
            let (x, y) = match shape {
                Shape::Box { x, y, width, height, .. } => (x + width, y + height),
                Shape::Line { x, y, width, .. } => (x + width, y),
                Shape::Text { x, y, .. } => (x, y),
            };
            assert!(x <= width() && y <= height() && y >= 0.0);
        }
    }
}
