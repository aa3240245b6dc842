//! The terms of a year as they are typed in one line: `1/9 to 23/10, 2/11 to 18/12, …`.

use chrono::NaiveDate;

use super::{Calendar, Meant, SchoolYear, counted};

/// The terms of a school year; the holidays lie after them.
const TERMS: usize = 6;

impl Calendar {
    /// A calendar file of a year's terms, of which the first and last days are typed in order.
    ///
    /// # Errors
    /// One sentence: what is no date, how many terms there are, or what cannot be right of them.
    pub fn file_of_terms(&self, year: SchoolYear, typed: &str) -> Result<String, String> {
        // A day and month are those of this school year: the next after it began.
        let begins = NaiveDate::from_ymd_opt(year.start_year(), 8, 15).ok_or_else(|| format!("{year} is no year"))?;
        let read = |text: &str| {
            let date = self.parse_date_for(Meant::ToCome, text.trim(), begins);
            date.ok_or_else(|| format!("“{}” is no date; write each term as 1/9 to 23/10", text.trim()))
        };
        let parts: Vec<&str> = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() != TERMS {
            return Err(format!("{} given; a year has {TERMS}, split by commas", counted(parts.len(), "term")));
        }
        let mut terms = Vec::new();
        for (n, part) in parts.into_iter().enumerate() {
            let ends = part.split_once(" to ").or_else(|| part.split_once(['–', '-']));
            let (first, last) = ends.ok_or_else(|| format!("“{part}” has no end; write it as 1/9 to 23/10"))?;
            let (first, last) = (read(first)?, read(last)?);
            terms.push(format!("    (n: {}, start: \"{first}\", end: \"{last}\"),", n + 1));
        }
        let text = format!("(schema: 1, years: [(year: \"{year}\", terms: [\n{}\n  ])])\n", terms.join("\n"));
        match Self::default().add("as typed", &text) {
            Ok(()) => Ok(text),
            Err(super::CalendarError::Year { what, .. }) => Err(what),
            Err(other) => Err(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_terms_typed_in_a_line_become_a_year_with_half_terms() {
        let mut calendar = Calendar::shipped();
        let year = SchoolYear::starting(2026);
        let typed = "1/9 to 23/10, 2/11 to 18/12, 4/1 - 12/2, 22/2–25/3, 12/4 to 28/5; 7 June to 22 July 2027";
        let text = calendar.file_of_terms(year, typed).unwrap();
        calendar.add("terms-2026.ron", &text).unwrap();
        let today = "2026-11-26".parse().unwrap();
        assert_eq!(calendar.parse_date("by half term", today), "2027-02-12".parse().ok());
        assert_eq!(calendar.parse_date("end of term", today), "2026-12-18".parse().ok());
    }

    #[test]
    fn what_cannot_be_terms_is_said_in_words() {
        let said = |typed: &str| Calendar::shipped().file_of_terms(SchoolYear::starting(2026), typed).unwrap_err();
        assert!(said("1/9 to 23/10").contains("1 term given; a year has 6"), "{}", said("1/9 to 23/10"));
        assert!(said("x to 2/3,1/9 to 2/9,1/9 to 2/9,1/9 to 2/9,1/9 to 2/9,1/9 to 2/9").contains("“x” is no date"));
        let backwards = "2/11 to 18/12, 1/9 to 23/10, 4/1 to 12/2, 22/2 to 25/3, 12/4 to 28/5, 7/6 to 22/7";
        assert!(said(backwards).contains("term 2"), "{}", said(backwards));
    }
}
