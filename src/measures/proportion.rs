//! Proportion words: the word for a percentage, and what a line that is being typed says of percentages (NV-09, NV-10).

use crate::forms::{Band, words_for};

/// A percentage with its word: `large majority (66%)`.
pub fn worded(bands: &[Band], printed: &str, percent: f64) -> String {
    match words_for(bands, percent).first() {
        Some(word) => format!("{word} ({printed}%)"),
        None => format!("{printed}%"),
    }
}

/// What is to be said of the percentages in a line: the word for each, and what does not agree.
pub fn noticed(text: &str, bands: &[Band]) -> Vec<String> {
    let percents = percents(text);
    let parts = parts(text);
    let mut said = Vec::new();
    for part in &parts {
        let Some(exact) = part.percent() else {
            said.push(format!("{} of {} cannot be", part.n, part.of));
            continue;
        };
        let near = percents.iter().find(|percent| percent.at > part.at && percent.at < part.at + REACH);
        match near {
            Some(percent) if !percent.agrees_with(exact) => {
                said.push(format!("{} of {} is {exact:.0}%, not {}%", part.n, part.of, percent.printed));
            }
            Some(_) => {}
            None => said.push(format!("{} of {} = {}", part.n, part.of, worded(bands, &format!("{exact:.0}"), exact))),
        }
    }
    for percent in &percents {
        let words = words_for(bands, percent.number);
        let Some(word) = words.first() else { continue };
        match percent.word_before(text, bands) {
            Some(typed) if !words.iter().any(|word| *word == typed) => {
                said.push(format!("{}% is “{word}”, not “{typed}”", percent.printed));
            }
            Some(_) => {}
            None => said.push(format!("{}% = {word}", percent.printed)),
        }
    }
    said
}

/// How far behind `n of N` its percentage may stand, in bytes.
const REACH: usize = 40;

/// A percentage in a text.
struct Percent<'a> {
    /// Where it begins, in bytes.
    at: usize,
    printed: &'a str,
    number: f64,
}

/// `n of N` in a text.
struct PartOf {
    /// Where it begins, in bytes.
    at: usize,
    n: u32,
    of: u32,
}

impl PartOf {
    fn percent(&self) -> Option<f64> {
        (self.of > 0 && self.n <= self.of).then(|| f64::from(self.n) * 100.0 / f64::from(self.of))
    }
}

impl Percent<'_> {
    /// Whether it is a number rounded as it is printed.
    fn agrees_with(&self, exact: f64) -> bool {
        let decimals = self.printed.split_once('.').map_or(0, |(_, rest)| rest.len());
        let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        (self.number - exact).abs() <= half + 1e-9
    }

    /// The proportion word just before it, as in `large majority (66%)`.
    fn word_before<'b>(&self, text: &str, bands: &'b [Band]) -> Option<&'b str> {
        let before = text[..self.at].trim_end_matches([' ', '(', ',', ':']).to_lowercase();
        let words = bands.iter().flat_map(|band| &band.words).map(String::as_str);
        // “Majority” also ends “large majority”: the longest is meant.
        words.filter(|word| ends_with_word(&before, word)).max_by_key(|word| word.len())
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The percentages of a text: `66%`, `66.5 %`, `66 per cent`.
fn percents(text: &str) -> Vec<Percent<'_>> {
    let of_number = |c: char| c.is_ascii_digit() || c == '.';
    let marks = ["%", "per cent", "percent"].into_iter().flat_map(|mark| text.match_indices(mark));
    let percent = |(end, _): (usize, &str)| {
        let before = text[..end].trim_end_matches(' ');
        let lead = before.trim_end_matches(of_number);
        let printed = &before[lead.len()..];
        let is_other = lead.ends_with(['-', '−', '+', '/']) || lead.ends_with(char::is_alphanumeric);
        let number = printed.parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n) && !is_other)?;
        Some(Percent { at: lead.len(), printed, number })
    };
    let mut found: Vec<Percent<'_>> = marks.filter_map(percent).collect();
    found.sort_by_key(|percent| percent.at);
    found
}

/// The parts of wholes in a text: `4 of 6`, `4 out of 6 pupils`.
fn parts(text: &str) -> Vec<PartOf> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut begin = 0;
    let number = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let whole = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "(),.;:".contains(c)).then(|| number(word))?;
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let at = begin;
        begin += word.len() + 1;
        let Some(n) = word.trim_start_matches('(').parse::<u32>().ok() else { continue };
        let next = |by: usize| words.get(place + by).copied();
        let of = match (next(1), next(2)) {
            (Some("of"), Some(of)) => Some(of),
            (Some("out"), Some("of")) => next(3),
            _ => None,
        };
        if let Some(of) = of.and_then(whole) {
            found.push(PartOf { at, n, of });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn said(text: &str) -> String {
        noticed(text, Library::shipped().bands()).join(" | ")
    }

    #[test]
    fn a_percentage_shows_its_word() {
        for (text, expected) in [
            ("66% reached level 4", "66% = large majority"),
            ("it was 96.5 per cent, then 3 %", "96.5% = vast majority | 3% = almost none"),
            ("rose from 50% to 64.4%", "50% = half | 64.4% = majority"),
            ("nothing here, 66 pupils", ""),
            ("up 5% points? −5% and +5% are changes", "5% = very small minority"),
            ("120% effort", ""),
            ("é66%", ""),
            ("“66%”", "66% = large majority"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_that_does_not_fit_its_percentage_is_flagged() {
        assert_eq!(said("a large majority (66%) reached it"), "");
        assert_eq!(said("the majority (66%) reached it"), "66% is “large majority”, not “majority”");
        assert_eq!(said("most, 82%"), "");
        assert_eq!(said("few (66%)"), "66% is “large majority”, not “few”");
    }

    #[test]
    fn parts_of_a_whole_are_counted_and_checked() {
        assert_eq!(said("4 of 6 lessons were good"), "4 of 6 = large majority (67%)");
        assert_eq!(said("72 out of 109 (66%) reached it"), "66% = large majority");
        assert_eq!(said("72 of 109 (70%)"), "72 of 109 is 66%, not 70% | 70% = large majority");
        assert_eq!(said("7 of 6 pupils"), "7 of 6 cannot be");
        assert_eq!(said("3 of them"), "");
        assert_eq!(said("3 of 0"), "3 of 0 cannot be");
    }

    #[test]
    fn a_figure_is_worded_with_its_word() {
        let library = Library::shipped();
        assert_eq!(worded(library.bands(), "66", 66.0), "large majority (66%)");
        assert_eq!(worded(&[], "66", 66.0), "66%");
    }
}
