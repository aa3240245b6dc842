//! A figure as printed: a number, or the code that stands in its place. Nothing is ever computed from a code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A figure as printed, without its percent sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    printed: String,
    number: Option<f64>,
}

/// Why a text is neither a figure nor a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is neither a figure nor a code such as SUPP")]
pub struct NoFigure(pub String);

/// Longest code that stands in the place of a figure.
const LONGEST_CODE: usize = 16;

impl Value {
    /// Reads a cell: nothing if it is blank.
    ///
    /// # Errors
    /// It has digits and is no number, or is a longer text.
    pub fn read(cell: &str) -> Result<Option<Self>, NoFigure> {
        let printed = cell.trim();
        let printed = printed.strip_suffix('%').unwrap_or(printed).trim_end();
        if printed.is_empty() {
            return Ok(None);
        }
        let value = Self::printed(printed);
        let code = value.number.is_none()
            && printed.len() <= LONGEST_CODE
            && !printed.contains(|c: char| c.is_ascii_digit() || c.is_whitespace() || c.is_control());
        if value.number.is_some() || code { Ok(Some(value)) } else { Err(NoFigure(printed.to_owned())) }
    }

    /// Reads a cell in which the comma parts decimals and points mark thousands: `62,5` is 62.5, printed so.
    ///
    /// # Errors
    /// It has digits and is no such number, or is a longer text.
    pub fn read_with_comma(cell: &str) -> Result<Option<Self>, NoFigure> {
        if !cell.contains(|c: char| c.is_ascii_digit()) {
            return Self::read(cell);
        }
        let british = |c| match c {
            ',' => '.',
            '.' => ',',
            other => other,
        };
        let read = Self::read(&cell.chars().map(british).collect::<String>());
        read.map_err(|_| NoFigure(cell.trim().to_owned()))
    }

    /// A figure from its words, whatever they are.
    fn printed(text: &str) -> Self {
        Self { printed: text.to_owned(), number: number(text) }
    }

    /// As printed.
    pub fn text(&self) -> &str {
        &self.printed
    }

    /// The number, unless a code stands in its place.
    pub const fn number(&self) -> Option<f64> {
        self.number
    }

    /// The code in the place of a figure.
    pub fn code(&self) -> Option<&str> {
        self.number.is_none().then_some(self.printed.as_str())
    }

    /// How many decimals are printed.
    pub fn decimals(&self) -> usize {
        self.printed.split_once('.').map_or(0, |(_, decimals)| decimals.len())
    }

    /// A part of one as a percentage: `0.62` is `62`, `0.625` is `62.5`; a code stays what it is.
    #[must_use]
    pub fn of_hundred(self) -> Self {
        let Some(number) = self.number else { return self };
        let decimals = self.decimals().saturating_sub(2);
        Self::printed(&format!("{:.*}", decimals, number * 100.0))
    }

    /// With so many decimals at the most: what a spreadsheet computed is no more exact than what is published.
    #[must_use]
    pub fn rounded(self, decimals: usize) -> Self {
        match self.number {
            Some(number) if self.decimals() > decimals => Self::printed(&format!("{number:.decimals$}")),
            Some(_) | None => self,
        }
    }

    /// How far this stands above another, in the finer decimals of the two; nothing if a code stands for either.
    pub fn above(&self, other: &Self) -> Option<Gap> {
        let decimals = self.decimals().max(other.decimals());
        Some(Gap::new(self.number? - other.number?, decimals))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.printed)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::printed(text.trim()))
    }
}

/// How far one figure stands above another, rounded as they are printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    size: f64,
    decimals: usize,
}

impl Gap {
    fn new(size: f64, decimals: usize) -> Self {
        let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        Self { size: (size * scale).round() / scale, decimals }
    }

    /// Above, or below if negative.
    pub const fn size(self) -> f64 {
        self.size
    }

    /// The size without its sign: `8`, `0.7`.
    pub fn amount(self) -> String {
        format!("{:.*}", self.decimals, self.size.abs())
    }
}

impl fmt::Display for Gap {
    /// With its sign, as it stands in a pane: `+4`, `−8`, `0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.size > 0.0 {
            "+"
        } else if self.size < 0.0 {
            "−"
        } else {
            ""
        };
        write!(f, "{sign}{}", self.amount())
    }
}

/// A plain decimal number; `1,234` has its thousands marked.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if decimals.is_some_and(|rest| rest.is_empty() || !all_digits(rest)) || digits.is_empty() {
        return None;
    }
    let mut parts = whole.split(',');
    let first = parts.next().unwrap_or_default();
    let marked = whole.contains(',');
    let fits = all_digits(first)
        && (first.is_empty() != (marked || decimals.is_none()) || !first.is_empty())
        && (!marked || first.len() <= 3)
        && parts.all(|part| part.len() == 3 && all_digits(part));
    fits.then(|| text.replace(',', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_printed() {
        for (cell, text, number) in [
            ("72%", "72", 72.0),
            (" 16.40 ", "16.40", 16.4),
            ("-0.7", "-0.7", -0.7),
            ("0", "0", 0.0),
            ("1,234", "1,234", 1234.0),
            (".5", ".5", 0.5),
            ("+3 %", "+3", 3.0),
        ] {
            let value = Value::read(cell).unwrap().unwrap();
            assert_eq!((value.text(), value.number()), (text, Some(number)), "{cell}");
        }
    }

    #[test]
    fn codes_are_never_numbers() {
        for cell in ["SUPP", "NE", "LOWCOV", "x", "..", "-", "NaN", "inf", "low", "c"] {
            let value = Value::read(cell).unwrap().unwrap();
            assert_eq!((value.number(), value.code()), (None, Some(cell)));
            assert_eq!(value.above(&Value::read("5").unwrap().unwrap()), None);
        }
        assert_eq!(Value::read("  ").unwrap(), None);
        assert_eq!(Value::read("%").unwrap(), None);
    }

    #[test]
    fn what_is_neither_is_refused() {
        for cell in ["7O", "12.", "1,23", "1e5", "seventy two per cent", "1.2.3", "12/7", ",5"] {
            assert!(Value::read(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn where_the_comma_parts_decimals_points_mark_thousands() {
        let read = |cell: &str| Value::read_with_comma(cell).unwrap().unwrap();
        for (cell, text, number) in [
            ("62,5", "62.5", 62.5),
            ("62,5 %", "62.5", 62.5),
            ("62", "62", 62.0),
            ("-0,7", "-0.7", -0.7),
            ("1.203", "1,203", 1203.0),
            ("1.203,5", "1,203.5", 1203.5),
        ] {
            assert_eq!((read(cell).text(), read(cell).number()), (text, Some(number)), "{cell}");
        }
        assert_eq!(read("SUPP").code(), Some("SUPP"));
        assert_eq!(read("..").code(), Some(".."));
        for cell in ["62.5", "62,", "6,2,5", "7O,5"] {
            assert!(Value::read_with_comma(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn gaps_are_rounded_as_the_figures_are() {
        let gap = |a: &str, b: &str| {
            Value::read(a).unwrap().unwrap().above(&Value::read(b).unwrap().unwrap()).unwrap().to_string()
        };
        assert_eq!(gap("66%", "74%"), "−8");
        assert_eq!(gap("1.2", "0.9"), "+0.3");
        assert_eq!(gap("0.3", "0.1"), "+0.2");
        assert_eq!(gap("107", "104"), "+3");
        assert_eq!(gap("2", "2.0"), "0.0");
    }

    #[test]
    fn parts_of_one_are_percentages_with_the_decimals_they_have() {
        let percent = |part: &str| Value::read(part).unwrap().unwrap().of_hundred().text().to_owned();
        let parts = ["0.62", "0.625", "1", "0", "0.6", ".5", "0.07", "SUPP"];
        assert_eq!(parts.map(percent), ["62", "62.5", "100", "0", "60", "50", "7", "SUPP"]);
    }

    #[test]
    fn a_figure_reads_back_as_it_was_written() {
        let value = Value::read("SUPP").unwrap().unwrap();
        let text = crate::ronfile::write(&value).unwrap();
        assert_eq!(crate::ronfile::read::<Value>(&text).unwrap(), value);
    }
}
