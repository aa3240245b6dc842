//! The range of confidence of a progress figure: what it holds matters more than the figure itself.

use std::fmt;

use super::definition::Unit;
use super::figures::Figure;
use super::question::When;
use super::value::Value;

/// Where the true figure lies, as likely as not to be wrong one time in twenty.
#[derive(Debug, Clone, PartialEq)]
pub struct Range<'a> {
    low: &'a Value,
    high: &'a Value,
    /// On which side of 0 it stands.
    pub side: When,
}

impl Figure {
    /// Its range of confidence, where it is points around 0 and the range is known.
    pub fn range(&self, unit: Unit) -> Option<Range<'_>> {
        let (low, high) = (self.low.as_ref()?, self.high.as_ref()?);
        let side = match (low.number()?, high.number()?) {
            (low, _) if low > 0.0 => When::RangeAbove,
            (_, high) if high < 0.0 => When::RangeBelow,
            _ => When::RangeAround,
        };
        matches!(unit, Unit::Points(..)).then_some(Range { low, high, side })
    }
}

impl fmt::Display for Range<'_> {
    /// `-1.4 to 1.0`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.low, self.high)
    }
}

impl Range<'_> {
    /// What it holds, in words: `range −1.4 to 1.0: 0 is in it`.
    pub fn in_words(&self) -> String {
        let side = match self.side {
            When::RangeAbove => "wholly above 0",
            When::RangeBelow => "wholly below 0",
            _ => "0 is in it",
        };
        format!("range {self}: {side}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_on_which_side_of_0_it_stands() {
        let said = |low: &str, high: &str, unit: Unit| {
            let value = |text: &str| Value::read(text).unwrap();
            let figure = Figure { low: value(low), high: value(high), ..Figure::default() };
            figure.range(unit).map(|range| range.in_words())
        };
        let points = Unit::Points(-50.0, 50.0);
        assert_eq!(said("-1.4", "1.0", points).as_deref(), Some("range -1.4 to 1.0: 0 is in it"));
        assert_eq!(said("0.1", "1.0", points).as_deref(), Some("range 0.1 to 1.0: wholly above 0"));
        assert_eq!(said("-2", "-0.3", points).as_deref(), Some("range -2 to -0.3: wholly below 0"));
        assert_eq!(said("SUPP", "1", points), None);
        assert_eq!(said("-1", "1", Unit::Percent), None);
    }
}
