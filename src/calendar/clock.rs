//! Times of day as people type them, `14:05`, `9.40`, `2pm`, `2.30 pm`, `half past nine`; and the day of what is kept with its time.

use chrono::{NaiveDate, NaiveTime};

use super::scan::number_word;

/// How many words a time of day has at most: `quarter to ten pm`.
const MOST_WORDS: usize = 4;

/// A time of day as it is written or said.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let lower = text.trim().to_lowercase().replace("p.m.", "pm").replace("a.m.", "am");
    spoken(&lower).or_else(|| in_figures(&lower))
}

/// The hour of the school day or the evening that a number on the clock means by itself.
pub const fn in_the_day(hour: u32) -> u32 {
    if hour < 7 { hour + 12 } else { hour }
}

/// `noon`, `ten o’clock`, `half past nine`, `quarter to ten`, `five to eleven`, `20 past 3 pm`.
fn spoken(text: &str) -> Option<NaiveTime> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| word.parse().ok().or_else(|| number_word(word)).filter(|n| (1..=12).contains(n));
    let (words, later) = match words.as_slice() {
        [rest @ .., "am"] => (rest, Some(0)),
        [rest @ .., "pm"] => (rest, Some(12)),
        all => (all, None),
    };
    let of_day = |hour: u32| later.map_or_else(|| in_the_day(hour), |later| hour % 12 + later);
    match words {
        ["noon" | "midday"] => NaiveTime::from_hms_opt(12, 0, 0),
        [hour, "o'clock" | "o’clock" | "oclock"] => NaiveTime::from_hms_opt(of_day(number(hour)?), 0, 0),
        [minutes, way @ ("past" | "to"), hour] => {
            let minutes = match *minutes {
                "half" if *way == "past" => 30,
                "quarter" => 15,
                "twenty" => 20,
                "twenty-five" => 25,
                word => word.parse().ok().or_else(|| number_word(word)).filter(|n| (1..30).contains(n))?,
            };
            match (*way, number(hour)?) {
                ("past", hour) => NaiveTime::from_hms_opt(of_day(hour), minutes, 0),
                (_, 1) => NaiveTime::from_hms_opt(of_day(12), 60 - minutes, 0),
                (_, hour) => NaiveTime::from_hms_opt(of_day(hour - 1), 60 - minutes, 0),
            }
        }
        _ => None,
    }
}

fn in_figures(lower: &str) -> Option<NaiveTime> {
    let half = [("am", 0), ("pm", 12)].into_iter().find_map(|(word, later)| Some((lower.strip_suffix(word)?, later)));
    let (figures, later) = half.map_or((lower, None), |(figures, later)| (figures.trim_end(), Some(later)));
    let (hour, minute) = match figures.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
        None if later.is_some() => (figures.parse().ok()?, 0),
        Some(_) | None => return None,
    };
    match later {
        None => NaiveTime::from_hms_opt(hour, minute, 0),
        Some(later) if (1..=12).contains(&hour) => NaiveTime::from_hms_opt(hour % 12 + later, minute, 0),
        Some(_) => None,
    }
}

/// A text without the time of day at its end, where one stands there after other words: `6 July at 2pm`.
pub fn time_at_end(text: &str) -> (&str, Option<NaiveTime>) {
    let text = text.trim();
    // `2 pm` is two words, `quarter to ten` three.
    let ends = text.rmatch_indices(' ').take(MOST_WORDS).map(|(at, _)| text.split_at(at));
    let read = ends.filter_map(|(rest, last)| Some((rest, time_of_day(last)?))).last();
    let Some((rest, time)) = read else { return (text, None) };
    let rest = rest.trim_end();
    let rest = rest.strip_suffix(" at").unwrap_or(rest);
    (rest.trim_end_matches([',', ' ']), Some(time))
}

/// Whether a time of day follows what was read before this text: `Friday 3pm`.
pub fn is_time_of_day_next(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|word| word.trim_end_matches([',', ';', '.']));
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    text.starts_with([' ', '\t'])
        && (time_of_day(first).is_some() || time_of_day(&format!("{first} {second}")).is_some())
}

/// The one time of day a text says anywhere: after `at`, or with `am` or `pm`; none if it says several or none.
pub fn only_time_in(text: &str) -> Option<NaiveTime> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches([',', ';', '(', ')'])).collect();
    let at = |n: usize| {
        let word = words[n].trim_end_matches('.');
        let lower = word.to_lowercase();
        let together =
            || words.get(n + 1).and_then(|half| time_of_day(&format!("{word} {}", half.trim_end_matches('.'))));
        let is_said = lower.ends_with('m') || (n > 0 && words[n - 1].eq_ignore_ascii_case("at"));
        together().or_else(|| time_of_day(word).filter(|_| is_said))
    };
    let mut times: Vec<NaiveTime> = (0..words.len()).filter_map(at).collect();
    times.dedup();
    if let [one] = times.as_slice() { Some(*one) } else { None }
}

/// The day of what is kept as one, with or without a time and a place.
pub fn day_of(kept: &str) -> Option<NaiveDate> {
    kept.split(' ').next()?.trim_end_matches(',').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, time) in [
            ("14:05", "14:05"),
            ("9.40", "09:40"),
            ("2pm", "14:00"),
            ("2.30pm", "14:30"),
            ("2 PM", "14:00"),
            ("12pm", "12:00"),
            ("12.15 am", "00:15"),
            ("9 a.m.", "09:00"),
            ("noon", "12:00"),
            ("half past nine", "09:30"),
            ("quarter to ten", "09:45"),
            ("Quarter past 3", "15:15"),
            ("five to eleven", "10:55"),
            ("twenty-five to one", "12:35"),
            ("ten past 12", "12:10"),
            ("two o’clock", "14:00"),
            ("half past seven pm", "19:30"),
        ] {
            assert_eq!(time_of_day(text).map(|t| t.format("%H:%M").to_string()).as_deref(), Some(time), "{text}");
        }
        for text in [
            "",
            "2",
            "25.99",
            "9.4",
            "13pm",
            "0am",
            "pm",
            "exam",
            "29/1",
            "half to nine",
            "ten",
            "ten past",
            "five to",
            "forty past nine",
        ] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_may_have_its_time_behind_it() {
        let read = |text| {
            let (day, time): (&str, _) = time_at_end(text);
            (day, time.map(|time| time.format("%H:%M").to_string()))
        };
        for text in ["6 July at 2pm", "6 July, 2 pm", "6 July 14:00", "6 July at 2.00 p.m."] {
            assert_eq!(read(text), ("6 July", Some("14:00".to_owned())), "{text}");
        }
        assert_eq!(read("6 July"), ("6 July", None));
        assert_eq!(read("6 July at half past two"), ("6 July", Some("14:30".to_owned())));
        assert_eq!(read("6 July, noon"), ("6 July", Some("12:00".to_owned())));
        assert_eq!(read("14:00"), ("14:00", None));
        let time = |text| only_time_in(text).map(|time| time.format("%H:%M").to_string());
        assert_eq!(time("Next meeting 6 July 2010 at 2pm, at Seaview").as_deref(), Some("14:00"));
        assert_eq!(time("6 July, 9.30 am").as_deref(), Some("09:30"));
        assert_eq!(time("at 14.00 on 6 July").as_deref(), Some("14:00"));
        assert_eq!(time("at 2.30 pm").as_deref(), Some("14:30"));
        assert_eq!(time("6.10 is too early for them"), None);
        assert_eq!(time("2pm or 3pm"), None);
        let day: NaiveDate = "2010-07-06".parse().unwrap();
        assert_eq!(day_of("2010-07-06 14:00"), Some(day));
        assert_eq!((day_of("2010-07-06, in the hall"), day_of("soon")), (Some(day), None));
    }
}
