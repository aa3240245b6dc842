//! Figures in a text against those that are kept: what is said of a measure and is not so (NV-09). A sentence is cut
//! into [`pieces`], each of its figures becomes a [`claim`] where it is plain what it is of, and that is looked up.

mod claim;
mod pieces;
#[cfg(test)]
mod tests;
mod words;

use claim::{Before, Claim, claims};
use pieces::{What, pieces};
pub use words::names_of;
use words::{Names, Phrases, Whose};

use super::book::FigureBook;
use super::definition::Unit;
use super::figures::Figure;
use super::line::Point;
use super::sentence::lower as lower_first;
use super::value::Value;

/// A figure in a text that is not the one kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// As it stands in the text.
    pub said: String,
    /// What the text speaks of.
    pub of: String,
    /// The figure kept, with its year.
    pub kept: String,
    /// Where the figure stands in the text, in bytes.
    pub at: usize,
    /// The figure kept, alone.
    pub right: String,
}

/// What can be said of a school's figures, made ready once: a text is then read quickly.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    phrases: Phrases,
}

impl Claims {
    /// What can be said of the figures of a school.
    pub fn of(book: &FigureBook) -> Self {
        if book.figures.is_empty() { Self::default() } else { Self { phrases: Phrases::of(book) } }
    }

    /// What of a measure and group a text that goes on to their figure does not name last, in words.
    pub fn unnamed(&self, text: &str, measure: &str, group: &str, book: &FigureBook) -> String {
        let lower = text.to_ascii_lowercase();
        let pieces = pieces(&lower, &self.phrases);
        let last = |of: fn(&Names) -> Option<&String>| {
            pieces.iter().rev().find_map(|piece| if let What::Named(names) = piece.what { of(names) } else { None })
        };
        let of_measure = last(|names| if let Names::Measure(id) = names { Some(id) } else { None });
        let of_group = last(|names| if let Names::Group(id) = names { Some(id) } else { None });
        let name = (of_measure.map(String::as_str) != Some(measure)).then(|| book.definitions.name(measure).to_owned());
        let is_named = of_group.map_or("", String::as_str) == group;
        let group = (!is_named).then(|| lower_first(book.definitions.group(group)));
        name.into_iter().chain(group).collect::<Vec<_>>().join(", ")
    }

    /// What a text says of measures that is not what is kept.
    pub fn disagreements(&self, text: &str, book: &FigureBook) -> Vec<Disagreement> {
        if book.figures.is_empty() || !text.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        // Only ASCII letters are lowered, so that places stay the same.
        let lower = text.to_ascii_lowercase();
        let mut found = Vec::new();
        let mut before = Before::default();
        for (from, to) in sentences(&lower) {
            let pieces = pieces(&lower[from..to], &self.phrases);
            for claim in claims(&pieces, before, book) {
                let wrong = disagreement(&claim, book);
                found.extend(wrong.map(|wrong| Disagreement { at: from + wrong.at, ..wrong }));
            }
            if !pieces.is_empty() {
                before = Before::of(&pieces);
            }
        }
        found
    }
}

/// What is kept of what is claimed, if it is something else.
fn disagreement(claim: &Claim<'_>, book: &FigureBook) -> Option<Disagreement> {
    let line = book.figures.line(claim.measure, claim.group);
    let meant: Vec<(&Point<'_>, Value)> = line
        .points
        .iter()
        .filter(|point| claim.year.is_none_or(|year| point.year == year))
        .filter_map(|point| Some((point, value(claim.whose, point)?)))
        .collect();
    // Without a year it may be that of any; and what is withheld says nothing against a figure.
    let last = usize::from(claim.is_earlier && claim.year.is_none());
    // Without a year a result is meant before the school's own figure.
    let told = |(point, _): &&(&Point<'_>, Value)| claim.year.is_some() || !line.is_beside(point);
    let (point, value) = meant.iter().filter(told).rev().nth(last)?;
    value.number()?;
    if meant.iter().any(|(_, value)| agree(claim, value)) {
        return None;
    }
    let name = book.name(claim.measure, claim.group);
    let of = match claim.whose {
        Whose::School => name,
        Whose::Target => format!("the target for {name}"),
        Whose::Authority => format!("the authority’s {name}"),
        Whose::England => format!("England’s {name}"),
    };
    let unit = book.unit(claim.measure);
    let signed = claim.figure.printed.starts_with('+') && value.number().is_some_and(|number| number > 0.0);
    let right = if signed { format!("+{}", value.text().trim_start_matches('+')) } else { value.to_string() };
    let sign = if unit == Unit::Percent { "%" } else { "" };
    let (said, at) = (format!("{}{sign}", claim.figure.printed), claim.figure.at);
    Some(Disagreement { said, of, kept: format!("{right}{sign} in {}", point.year), at, right })
}

/// The figure of somebody in a year.
fn value(whose: Whose, point: &Point<'_>) -> Option<Value> {
    let of = |figure: fn(&Figure) -> Option<&Value>| point.figure.and_then(|(_, known)| figure(known)).cloned();
    match whose {
        Whose::School => of(|figure| figure.school.as_ref()),
        Whose::Authority => of(|figure| figure.authority.as_ref()),
        Whose::England => of(|figure| figure.england.as_ref()),
        Whose::Target => point.target.and_then(|target| target.target.clone()),
    }
}

/// Whether a figure is the one kept, as far as it is written.
fn agree(claim: &Claim<'_>, value: &Value) -> bool {
    let written = claim.figure.printed.split_once('.').map_or(0, |(_, rest)| rest.len());
    let decimals = written.min(value.decimals());
    let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    value.number().is_some_and(|kept| (claim.figure.worth - kept).abs() <= half + 1e-9)
}

/// The sentences of a text, as places; a full stop inside a figure ends none.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = matches!(c, '.' | '?' | '!') && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends || c == '\n' {
            all.push((start, at));
            start = at + c.len_utf8();
        }
    }
    all.push((start, text.len()));
    all
}
