//! Hours and days as they are typed: `3 hours`, `half a day`, `one and a half`, `2 h 30`.

use super::Unit;

/// Numbers in words, from none on.
const WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Minutes of an hour.
const MINUTES: f64 = 60.0;

/// How much some words say in a unit; none where they say nothing of it.
pub(super) fn amount(text: &str, unit: Unit) -> Option<f64> {
    let (mut total, mut term, mut is_one, mut counted) = (0.0, None, false, false);
    for word in apart(text).split_whitespace() {
        match (word, in_unit(word, unit)) {
            ("a" | "an", _) => is_one = true,
            ("and", _) => {}
            (_, Some(share)) => {
                total += term.take().or_else(|| is_one.then_some(1.0))? * share;
                (is_one, counted) = (false, true);
            }
            (word, None) => {
                let more = number(word)?;
                term = match term {
                    Some(whole) if more < 1.0 => Some(whole + more),
                    Some(_) => return None,
                    None => Some(more),
                };
            }
        }
    }
    // What follows hours without a word of its own is minutes, unless it is a part: an hour and a half.
    let rest = term.map(|rest| if counted && unit == Unit::Hours && rest >= 1.0 { rest / MINUTES } else { rest });
    match rest {
        Some(rest) => Some(total + rest),
        None => counted.then_some(total),
    }
}

/// A text in small letters, figures and words apart, parts as figures.
fn apart(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        let part = match c {
            '½' => " 0.5",
            '¼' => " 0.25",
            '¾' => " 0.75",
            _ => "",
        };
        let turns = out.chars().next_back().is_some_and(|last| last.is_ascii_digit() && c.is_alphabetic())
            || (c.is_ascii_digit() && out.ends_with(char::is_alphabetic));
        if turns || c == '-' {
            out.push(' ');
        }
        out.push_str(part);
        if part.is_empty() && c != '-' {
            out.push(if c == ',' { '.' } else { c });
        }
    }
    out
}

/// How much of a unit a word stands for that names it or a part of it.
fn in_unit(word: &str, unit: Unit) -> Option<f64> {
    match (unit, word.trim_end_matches('.')) {
        (Unit::Hours, "h" | "hr" | "hrs" | "hour" | "hours") | (Unit::Days, "d" | "day" | "days") => Some(1.0),
        (Unit::Hours, "m" | "min" | "mins" | "minute" | "minutes") => Some(1.0 / MINUTES),
        _ => None,
    }
}

fn number(word: &str) -> Option<f64> {
    let place = || WORDS.iter().position(|known| *known == word).and_then(|n| u32::try_from(n).ok()).map(f64::from);
    let part = match word {
        "half" | "1/2" => Some(0.5),
        "quarter" | "1/4" => Some(0.25),
        "3/4" => Some(0.75),
        _ => None,
    };
    part.or_else(place).or_else(|| word.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_said() {
        for (text, hours) in [
            ("three", 3.0),
            ("3 hours", 3.0),
            ("3h", 3.0),
            ("2½", 2.5),
            ("2 1/2 hrs", 2.5),
            ("two and a half", 2.5),
            ("an hour and a half", 1.5),
            ("1h30", 1.5),
            ("2 h 30 min", 2.5),
            ("90 minutes", 1.5),
            ("half an hour", 0.5),
            ("2,5", 2.5),
        ] {
            assert_eq!(amount(text, Unit::Hours), Some(hours), "{text}");
        }
        for text in ["half a day", "3 4", "a while", "hours", "", "-3 hours of it"] {
            assert_eq!(amount(text, Unit::Hours), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_said() {
        for (text, days) in [("half a day", 0.5), ("a day", 1.0), ("1.5 days", 1.5), ("one and a half days", 1.5)] {
            assert_eq!(amount(text, Unit::Days), Some(days), "{text}");
        }
        assert_eq!(amount("3 hours", Unit::Days), None);
        assert_eq!(amount("3 hours", Unit::Plain), None);
    }
}
