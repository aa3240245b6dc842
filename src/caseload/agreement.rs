//! Who agreed to days beforehand, and when, said in one way: `SIPM/AB, 1 October 2009` (TM-08).

use crate::calendar::british;
use crate::forms::who_and_when;
use crate::session::as_typed;

/// Who agreed and on what day, of what stands in two fields.
pub fn agreement(with: &str, on: &str) -> String {
    let on = on.trim();
    let on = on.parse().map_or_else(|_| on.to_owned(), british);
    [as_typed(with.trim()), on].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The same of one line: what reads as a day at its end is the day.
pub fn agreement_in(line: &str) -> String {
    match who_and_when(line) {
        (with, Some(on)) => agreement(with, &on.to_string()),
        (line, None) => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_said_in_one_way_however_it_was_typed() {
        for (with, on) in [("SIPM AB", "2009-10-01"), ("SIPM/AB", "2009-10-01")] {
            assert_eq!(agreement(with, on), "SIPM/AB, 1 October 2009");
        }
        assert_eq!((agreement("SIPM/AB", ""), agreement("", "")), ("SIPM/AB".to_owned(), String::new()));
        for line in ["SIPM/AB 1 October 2009", "SIPM AB, 1/10/2009", "SIPM/AB,1 Oct 2009", "SIPM AB 2009-10-01"] {
            assert_eq!(agreement_in(line), "SIPM/AB, 1 October 2009", "{line}");
        }
        for line in ["by telephone with the SIP manager", "SIPM/AB", "SIPM/AB, in October"] {
            assert_eq!(agreement_in(line), line);
        }
    }
}
