//! The time and place of a meeting or visit, as people say them behind its day: `9 March at 1.30 pm in the library`.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::clock::{in_the_day, time_of_day};
use super::scan::DAY_PARTS;

/// How many words a time of day has at most.
const TIME_WORDS: usize = 4;

/// How many words a place has at most that is said in the middle of other words.
const PLACE_WORDS: usize = 4;

/// What joins a place to what stands before it.
const JOINTS: [&str; 2] = ["in", "at"];

/// What a place begins with that begins with no name: `in the library`, not `in writing`.
const ARTICLES: [&str; 8] = ["the", "a", "an", "room", "my", "our", "her", "his"];

/// Between a day with its time and the place, as they are kept.
const THEN_PLACE: &str = ", ";

/// When on its day and where a meeting or visit is, as far as anybody knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meets {
    /// Time of day, `09:30`; empty: not known.
    #[serde(default)]
    pub at: String,
    /// Where, as it was said: `in the library`, `Seaview Primary`; empty: not known.
    #[serde(default)]
    pub place: String,
}

impl Meets {
    /// At a time, nobody knows where.
    pub fn at(time: impl Into<String>) -> Self {
        Self { at: time.into(), place: String::new() }
    }

    /// Whether neither is known.
    #[expect(clippy::missing_const_for_fn, reason = "serde asks it by reference")]
    pub fn is_unknown(&self) -> bool {
        self.at.is_empty() && self.place.is_empty()
    }

    /// Both as they are said behind a day: ` at 13:30 in the library`, ` at 13:30, Seaview Primary`.
    pub fn said(&self) -> String {
        let at = if self.at.is_empty() { String::new() } else { format!(" at {}", self.at) };
        let place = match (self.place.as_str(), joined(&self.place)) {
            ("", _) => String::new(),
            (place, Some(_)) => format!(" {place}"),
            (place, None) => format!(", {place}"),
        };
        at + &place
    }

    /// The place by itself, as in a column of places: `The library`.
    pub fn place_alone(&self) -> String {
        let mut letters = joined(&self.place).unwrap_or(&self.place).chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// What is known of both, where this knows of one only.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let known = |mine: String, other: &String| if mine.is_empty() { other.clone() } else { mine };
        Self { at: known(self.at, &other.at), place: known(self.place, &other.place) }
    }

    /// What stands behind a day: `at 9.30`, `9.30 in the library`, `, 2pm, Seaview Primary`, `in the hall`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches([',', ';', ' ']);
        let timed = without_word(text, "at").unwrap_or(text);
        match time_at_start(timed) {
            Some((time, rest)) => Some(Self { at: time, place: place_behind_time(rest)?.to_owned() }),
            None => is_place(text).then(|| Self { at: String::new(), place: text.to_owned() }),
        }
    }
}

/// A day as people type it, and the time and place behind it; `is_day` knows a day. None where there is neither behind one.
pub fn day_and_meets(text: &str, is_day: impl Fn(&str) -> bool) -> Option<(&str, Meets)> {
    let splits = text.rmatch_indices(' ').map(|(at, _)| text.split_at(at));
    let mut read = splits.filter_map(|(day, rest)| {
        let day = day.trim_end_matches([',', ' ']);
        is_day(day).then(|| Meets::read(rest)).flatten().map(|meets| (day, meets))
    });
    read.next()
}

/// Words that end with a place, and that place: `agreed for 9 March in the library`. `is_whole` knows whether all that is
/// looked for stands before it.
pub(super) fn place_at_end(text: &str, is_whole: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', '!', ' ']);
    let splits = text.match_indices(' ').map(|(at, _)| (&text[..at], text[at..].trim_start()));
    let few = |place: &str| place.split_whitespace().count() <= PLACE_WORDS + 1;
    let mut found = splits.filter(|(before, place)| is_place(place) && few(place) && is_whole(before));
    found.next().map(|(before, place)| (before.trim_end_matches([',', ' ']), place))
}

/// A time of day as it is kept; an hour without its half of the day is one of the school day.
pub(super) fn time_kept(typed: &str, time: NaiveTime) -> String {
    let is_bare = !typed.ends_with(['m', 'M', '.']) && !typed.starts_with('0');
    let hour = if is_bare { in_the_day(time.hour()) } else { time.hour() };
    format!("{hour:02}:{:02}", time.minute())
}

/// A day as it is kept, with what stands behind it.
pub fn kept_with(day: &str, meets: &Meets) -> String {
    let at = if meets.at.is_empty() { String::new() } else { format!(" {}", meets.at) };
    let place = if meets.place.is_empty() { String::new() } else { format!("{THEN_PLACE}{}", meets.place) };
    format!("{day}{at}{place}")
}

/// The time and place of a day kept with them.
pub fn meets_of(kept: &str) -> Meets {
    let (when, place) = kept.split_once(THEN_PLACE).unwrap_or((kept, ""));
    let at = when.split_once(' ').map_or("", |(_, at)| at);
    Meets { at: at.to_owned(), place: place.to_owned() }
}

/// The time that a text begins with, as it is kept, and what stands behind it.
fn time_at_start(text: &str) -> Option<(String, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
    let read = ends.take(TIME_WORDS).filter_map(|end| {
        let typed = text[..end].trim_end_matches([',', ';']);
        Some((time_kept(typed, time_of_day(typed)?), &text[typed.len()..]))
    });
    read.last()
}

/// The place that stands behind a time, behind a comma or `in` or `at`; empty: none. None where it is no place.
fn place_behind_time(rest: &str) -> Option<&str> {
    let rest = rest.trim();
    match rest.strip_prefix([',', ';']) {
        Some(place) => Some(place.trim()),
        None if rest.is_empty() || is_place(rest) => Some(rest),
        None => None,
    }
}

/// Whether words say where: `in the library`, `at Seaview`, not `in writing` or `in the morning`.
fn is_place(text: &str) -> bool {
    let Some(named) = joined(text) else { return false };
    let word = named.split(' ').next().unwrap_or_default();
    let is_named = word.chars().next().is_some_and(char::is_uppercase);
    let is_time = named.split_whitespace().any(|word| DAY_PARTS.contains(&word.to_lowercase().as_str()))
        || named.bytes().next().is_some_and(|b| b.is_ascii_digit());
    !is_time
        && (is_named || ARTICLES.iter().any(|article| article.eq_ignore_ascii_case(word)) && named.len() > word.len())
}

/// A place without what joins it.
fn joined(place: &str) -> Option<&str> {
    JOINTS.iter().find_map(|word| without_word(place, word))
}

fn without_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_once(' ')?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(at: &str, place: &str) -> Meets {
        Meets { at: at.to_owned(), place: place.to_owned() }
    }

    #[test]
    fn time_and_place_are_read_behind_a_day_as_people_say_them() {
        let is_day = |text: &str| text == "9 March";
        for (text, at, place) in [
            ("9 March at 1.30 pm in the library", "13:30", "in the library"),
            ("9 March at 1.30", "13:30", ""),
            ("9 March, 9.30, the library", "09:30", "the library"),
            ("9 March 2pm at Seaview Primary", "14:00", "at Seaview Primary"),
            ("9 March at half past nine in room 4", "09:30", "in room 4"),
            ("9 March in the hall", "", "in the hall"),
            ("9 March, at Seaview", "", "at Seaview"),
            ("9 March 13:30, in the library", "13:30", "in the library"),
        ] {
            assert_eq!(day_and_meets(text, is_day), Some(("9 March", meets(at, place))), "{text}");
        }
        for text in ["9 March", "9 March or later", "9 March in writing", "9 March in the morning", "9 March 2pm sharp"]
        {
            assert_eq!(day_and_meets(text, is_day), None, "{text}");
        }
    }

    #[test]
    fn what_is_kept_says_both_again() {
        for (known, kept, said) in [
            (meets("13:30", "in the library"), "2010-03-09 13:30, in the library", " at 13:30 in the library"),
            (meets("13:30", "Room 4"), "2010-03-09 13:30, Room 4", " at 13:30, Room 4"),
            (meets("", "in the hall"), "2010-03-09, in the hall", " in the hall"),
            (meets("09:00", ""), "2010-03-09 09:00", " at 09:00"),
            (Meets::default(), "2010-03-09", ""),
        ] {
            assert_eq!(kept_with("2010-03-09", &known), kept);
            assert_eq!((meets_of(kept), known.said().as_str()), (known, said));
        }
        assert_eq!(meets("", "in the library").place_alone(), "The library");
    }

    #[test]
    fn a_place_at_the_end_of_a_line_is_a_few_words_of_somewhere() {
        let is_whole = |before: &str| before.ends_with("1.30 pm");
        let found = |text| place_at_end(text, is_whole);
        let before = "next meeting 9 March at 1.30 pm";
        assert_eq!(found("next meeting 9 March at 1.30 pm in the library."), Some((before, "in the library")));
        for rest in ["in the light of the data", "if the head can", "in order to be heard"] {
            let text = format!("{before} {rest}");
            assert_eq!(place_at_end(&text, is_whole), None, "{rest}");
        }
    }
}
