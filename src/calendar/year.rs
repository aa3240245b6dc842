//! School years, terms and seasons, and what a calendar file says of one year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A school year, September to August, printed `2009/10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(i32);

impl SchoolYear {
    /// The school year that begins in September of `year`.
    pub const fn starting(year: i32) -> Self {
        Self(year)
    }

    /// A school year as somebody says it, in which there may be figures and targets.
    ///
    /// # Errors
    /// It is none, or centuries away.
    pub fn said(text: &str) -> Result<Self, SchoolYearError> {
        let year: Self = text.parse()?;
        if (1944..2100).contains(&year.0) { Ok(year) } else { Err(SchoolYearError(text.to_owned())) }
    }

    /// The school year a date falls in.
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= 9 { date.year() } else { date.year() - 1 })
    }

    /// The calendar year of its September.
    pub const fn start_year(self) -> i32 {
        self.0
    }

    /// The school year after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The school year before it.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The day of this school year with the given month and day (31 December 2009 for `(12, 31)` in 2009/10), where there is one.
    pub fn day(self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = if month >= 9 { self.0 } else { self.0.saturating_add(1) };
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Its last day, 31 August.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.day(8, 31)
    }

    /// The day of this school year that data give as month and day (`12-31`), where there is one.
    pub fn on(self, month_and_day: &str) -> Option<NaiveDate> {
        let (month, day) = month_and_day.split_once('-')?;
        self.day(month.parse().ok()?, day.parse().ok()?)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, self.0.saturating_add(1).rem_euclid(100))
    }
}

/// Why a text is no school year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no school year; write it as 2009/10")]
pub struct SchoolYearError(String);

impl FromStr for SchoolYear {
    type Err = SchoolYearError;

    /// Reads `2009/10`, `2009/2010` and `2009-10`; a single year is the one the school year ends in (`2010` is 2009/10).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || SchoolYearError(text.to_owned());
        let number = |part: &str| -> Option<i32> {
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        let trimmed = text.trim();
        let (first, second) = trimmed.split_once(['/', '-']).unwrap_or((trimmed, ""));
        if first.len() != 4 {
            return Err(fault());
        }
        let first = number(first).ok_or_else(fault)?;
        let end = match second.len() {
            0 if trimmed.len() == 4 => return Ok(Self(first - 1)),
            2 => number(second).filter(|&end| end == (first + 1) % 100),
            4 => number(second).filter(|&end| end == first + 1),
            _ => None,
        };
        end.map(|_| Self(first)).ok_or_else(fault)
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A third of the school year: two terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// Terms 1 and 2.
    Autumn,
    /// Terms 3 and 4.
    Spring,
    /// Terms 5 and 6.
    Summer,
}

impl Season {
    /// All three, in the order of the school year.
    pub const ALL: [Season; 3] = [Season::Autumn, Season::Spring, Season::Summer];

    /// The season of a term, 1 to 6; none for any other number.
    pub const fn of_term(n: u8) -> Option<Self> {
        match n {
            1 | 2 => Some(Season::Autumn),
            3 | 4 => Some(Season::Spring),
            5 | 6 => Some(Season::Summer),
            _ => None,
        }
    }

    /// The season of a month where no term says otherwise: September to December, January to March, April to August.
    pub const fn of_month(month: u32) -> Self {
        match month {
            1..=3 => Season::Spring,
            4..=8 => Season::Summer,
            _ => Season::Autumn,
        }
    }

    /// The last day of it in a school year where no term says otherwise.
    pub fn last_day(self, year: SchoolYear) -> Option<NaiveDate> {
        match self {
            Season::Autumn => year.day(12, 31),
            Season::Spring => year.day(3, 31),
            Season::Summer => year.last_day(),
        }
    }

    /// Its two terms.
    pub const fn terms(self) -> [u8; 2] {
        match self {
            Season::Autumn => [1, 2],
            Season::Spring => [3, 4],
            Season::Summer => [5, 6],
        }
    }

    /// The name as printed: `Autumn`.
    pub const fn name(self) -> &'static str {
        match self {
            Season::Autumn => "Autumn",
            Season::Spring => "Spring",
            Season::Summer => "Summer",
        }
    }

    /// The season after this one, and the school year that one stands in.
    #[must_use]
    pub const fn after(self, year: SchoolYear) -> (Season, SchoolYear) {
        match self {
            Season::Autumn => (Season::Spring, year),
            Season::Spring => (Season::Summer, year),
            Season::Summer => (Season::Autumn, year.next()),
        }
    }
}

impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One of the six terms of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Term {
    /// The school year it belongs to.
    pub year: SchoolYear,
    /// 1 to 6.
    pub n: u8,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
}

impl Term {
    /// The season it belongs to.
    pub fn season(&self) -> Season {
        Season::of_term(self.n).unwrap_or(Season::of_month(self.start.month()))
    }

    /// Whether a date falls in it, first and last day included.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }
}

/// A holiday with its printed name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// As printed (`February Holiday`).
    pub name: String,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
}

/// Briefings for School Improvement Partners of one phase in one part of the year; going to one of the dates is enough (AM-02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// `Primary`, `Secondary`, `Special/PRU`.
    pub phase: String,
    /// As printed: `Autumn`, `Spring`, `Early Summer`, `Late Summer`.
    pub season: String,
    /// The dates offered.
    pub dates: Vec<NaiveDate>,
    /// The date as printed, where that is a misprint.
    #[serde(default)]
    pub printed: Option<NaiveDate>,
}

/// A deadline that falls on one day of the year whatever the visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedDeadline {
    /// What is due.
    pub what: String,
    /// By which day.
    pub by: NaiveDate,
}

/// What a calendar says of one school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearPlan {
    /// Which year.
    pub year: SchoolYear,
    /// Whose calendar it is (`Kent`).
    pub authority: String,
    /// Its terms, in order; none: only single dates are known.
    pub terms: Vec<Term>,
    /// Its holidays, in order.
    pub holidays: Vec<Holiday>,
    /// Training days, on which the school is closed to pupils.
    pub training_days: Vec<NaiveDate>,
    /// Briefings.
    pub briefings: Vec<Briefing>,
    /// National Challenge Boards.
    pub boards: Vec<NaiveDate>,
    /// Briefings on finance, counted apart from those for SIPs (AM-43).
    pub finance_briefings: Vec<NaiveDate>,
    /// Deadlines on a fixed day.
    pub deadlines: Vec<FixedDeadline>,
}

impl YearPlan {
    /// The same year with the single dates of another file put in. Briefings of a phase and season it gives replace those
    /// known.
    pub(super) fn joined(&mut self, more: Self) {
        let given =
            |known: &Briefing| more.briefings.iter().any(|b| b.phase == known.phase && b.season == known.season);
        self.briefings.retain(|known| !given(known));
        self.briefings.extend(more.briefings);
        self.holidays.extend(more.holidays);
        self.holidays.sort_by_key(|holiday| holiday.start);
        self.deadlines.extend(more.deadlines);
        let days = [
            (&mut self.training_days, more.training_days),
            (&mut self.boards, more.boards),
            (&mut self.finance_briefings, more.finance_briefings),
        ];
        for (known, new) in days {
            known.extend(new);
            known.sort_unstable();
            known.dedup();
        }
    }
}
