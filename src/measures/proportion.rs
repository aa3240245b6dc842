//! Proportion words: the word for a percentage, and what a line that is being typed says of percentages (NV-09, NV-10).

use crate::forms::{Band, words_for};

/// A percentage with its word: `large majority (66%)`.
pub fn worded(bands: &[Band], printed: &str, percent: f64) -> String {
    match words_for(bands, percent).first() {
        Some(word) => format!("{word} ({printed}%)"),
        None => format!("{printed}%"),
    }
}

/// What is to be said of the percentages in a line: the word for each, unless it is one of some `rates`, and what does not
/// agree.
pub fn noticed(text: &str, bands: &[Band], rates: &[String]) -> Vec<String> {
    let percents = percents(text);
    let mut said = Vec::new();
    for part in &parts(text) {
        match (part.percent(), part.beside(text, &percents)) {
            (None, _) => said.push(format!("{} of {} cannot be", part.n, part.of)),
            (Some(exact), Some(percent)) if !percent.agrees_with(exact) => {
                said.push(format!("{} of {} is {exact:.0}%, not {}%", part.n, part.of, percent.printed));
            }
            (Some(_), Some(_)) => {}
            (Some(exact), None) => {
                said.push(format!("{} of {} = {}", part.n, part.of, worded(bands, &format!("{exact:.0}"), exact)));
            }
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
            None if percent.is_of(rates, text) => {}
            None => said.push(format!("{}% = {word}", percent.printed)),
        }
    }
    said
}

/// `n of N` that does not make the percentage beside it, or of which there are more than all (NV-09).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miscounted {
    /// `12 of 30`.
    pub said: String,
    /// The percentage beside it as printed, and the one it makes; none: it cannot be at all.
    pub percent: Option<(String, String)>,
    /// Where that percentage stands in the text, in bytes.
    pub at: usize,
}

/// What is counted in a text and does not go together.
pub fn miscounted(text: &str) -> Vec<Miscounted> {
    let percents = percents(text);
    let wrong = |part: &PartOf| {
        let said = format!("{} of {}", part.n, part.of);
        let Some(exact) = part.percent() else { return Some(Miscounted { said, percent: None, at: part.at }) };
        let percent = part.beside(text, &percents).filter(|percent| !percent.agrees_with(exact))?;
        let decimals = percent.printed.split_once('.').map_or(0, |(_, rest)| rest.len());
        let makes = format!("{exact:.decimals$}");
        Some(Miscounted { said, percent: Some((percent.printed.to_owned(), makes)), at: percent.at })
    };
    parts(text).iter().filter_map(wrong).collect()
}

/// A percentage in a text.
struct Percent<'a> {
    /// Where it begins and ends, in bytes.
    at: usize,
    end: usize,
    printed: &'a str,
    number: f64,
}

/// `n of N` in a text.
struct PartOf {
    /// Where it begins and ends, in bytes.
    at: usize,
    end: usize,
    n: u32,
    of: u32,
}

impl PartOf {
    fn percent(&self) -> Option<f64> {
        (self.of > 0 && self.n <= self.of).then(|| f64::from(self.n) * 100.0 / f64::from(self.of))
    }

    /// The percentage that says the same: `12 of 30 pupils (40%)`, `12 of 30, or 40%`, `40% (12 of 30)`.
    fn beside<'p, 'a>(&self, text: &str, percents: &'p [Percent<'a>]) -> Option<&'p Percent<'a>> {
        let behind = percents.iter().find(|percent| percent.at >= self.end).filter(|percent| {
            let between = &text[self.end..percent.at];
            let closes = text[percent.end..].trim_start().starts_with(')');
            is_same_said(between, if between.trim_end().ends_with('(') && closes { 5 } else { 1 })
        });
        let before = || percents.iter().rfind(|percent| percent.end <= self.at);
        behind.or_else(|| before().filter(|percent| is_same_said(&text[percent.end..self.at], 0)))
    }
}

/// Whether what stands between a part and a percentage makes them the same: marks, and so many words at the most.
fn is_same_said(between: &str, words: usize) -> bool {
    const SAME: [&str; 9] = ["or", "is", "are", "i.e", "ie", "that", "which", "makes", "was"];
    const OTHER: [&str; 14] = [
        "in", "of", "to", "from", "with", "against", "than", "and", "but", "while", "about", "nearly", "over", "under",
    ];
    let is_mark = |c: char| c.is_whitespace() || "(,=–—-:.".contains(c);
    let found: Vec<&str> = between.split(is_mark).filter(|word| !word.is_empty()).collect();
    let counted = found.iter().filter(|word| !SAME.contains(word) && **word != "i" && **word != "e").count();
    let is_led = between.contains(['(', ',', '=', '–', '—', ':']) || found.iter().any(|word| SAME.contains(word));
    let after = between.rsplit(['(', '=']).next().unwrap_or_default();
    let named = after.split(is_mark).any(|word| !word.is_empty() && !SAME.contains(&word));
    let is_led = is_led && (!between.contains('(') || !named);
    is_led && counted <= words && !between.contains(')') && !found.iter().any(|word| OTHER.contains(word))
}

impl Percent<'_> {
    /// Whether it is a number rounded as it is printed.
    fn agrees_with(&self, exact: f64) -> bool {
        let decimals = self.printed.split_once('.').map_or(0, |(_, rest)| rest.len());
        let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        (self.number - exact).abs() <= half + 1e-9
    }

    /// Whether it is what one of some words in small letters tells: they stand in its part of the sentence before it, or
    /// close behind it. What is “of” something is not.
    fn is_of(&self, words: &[String], text: &str) -> bool {
        let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\n');
        // A point in a figure ends nothing.
        let parted = |(at, c): (usize, char)| {
            let in_figure = c == '.' && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
            (ends(c) && !in_figure).then_some(at + c.len_utf8())
        };
        let begin = text[..self.at].char_indices().rev().find_map(parted).unwrap_or_default();
        let before = text[begin..self.at].to_lowercase();
        let behind = text[self.end..].split(ends).next().unwrap_or_default().to_lowercase();
        let next: Vec<&str> = behind.split_whitespace().take(CLOSE).collect();
        next.first() != Some(&"of")
            && words.iter().any(|word| has_words(&before, word) || has_words(&next.join(" "), word))
    }

    /// The proportion word just before it, as in `large majority (66%)`.
    fn word_before<'b>(&self, text: &str, bands: &'b [Band]) -> Option<&'b str> {
        let before = text[..self.at].trim_end_matches([' ', '(', ',', ':']).to_lowercase();
        let words = bands.iter().flat_map(|band| &band.words).map(String::as_str);
        // “Majority” also ends “large majority”: the longest is meant.
        words.filter(|word| ends_with_word(&before, word)).max_by_key(|word| word.len())
    }
}

/// How many words behind a percentage may say what it is of: “5.8% unauthorised absence”.
const CLOSE: usize = 3;

/// Whether a text has a word, or several, whole.
fn has_words(text: &str, words: &str) -> bool {
    let apart = |at: usize, end: usize| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric)
    };
    text.match_indices(words).any(|(at, found)| apart(at, at + found.len()))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The percentages of a text: `66%`, `66.5 %`, `66 per cent`.
fn percents(text: &str) -> Vec<Percent<'_>> {
    let of_number = |c: char| c.is_ascii_digit() || c == '.';
    let marks = ["%", "per cent", "percent"].into_iter().flat_map(|mark| text.match_indices(mark));
    let percent = |(end, mark): (usize, &str)| {
        let before = text[..end].trim_end_matches(' ');
        let lead = before.trim_end_matches(of_number);
        let printed = &before[lead.len()..];
        let is_other = lead.ends_with(['-', '−', '+', '/']) || lead.ends_with(char::is_alphanumeric);
        let number = printed.parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n) && !is_other)?;
        Some(Percent { at: lead.len(), end: end + mark.len(), printed, number })
    };
    let mut found: Vec<Percent<'_>> = marks.filter_map(percent).collect();
    found.sort_by_key(|percent| percent.at);
    found
}

/// The parts of wholes in a text: `4 of 6`, `4 out of 6 pupils`.
fn parts(text: &str) -> Vec<PartOf> {
    // Behind these stands a number of another kind: “Year 6 of 2009”, “page 31 of 30”.
    const NO_PART: [&str; 14] = [
        "year", "level", "item", "page", "class", "action", "score", "age", "points", "average", "lesson", "section",
        "part", "chapter",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let mut begin = 0;
    let digits = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let whole = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "(),.;:".contains(c)).then(|| digits(word))?;
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let at = begin + word.len() - word.trim_start_matches('(').len();
        begin += word.len() + 1;
        let Some(n) = word.trim_start_matches('(').parse::<u32>().ok() else { continue };
        let before = place.checked_sub(1).and_then(|before| words.get(before)).map(|word| word.to_lowercase());
        if before.is_some_and(|before| NO_PART.contains(&before.as_str())) {
            continue;
        }
        let next = |by: usize| words.get(place + by).copied();
        let (of, behind) = match (next(1), next(2)) {
            (Some("of"), Some(of)) => (of, " of ".len()),
            (Some("out"), Some("of")) => (next(3).unwrap_or_default(), " out of ".len()),
            _ => continue,
        };
        let printed = of.trim_end_matches(|c: char| !c.is_ascii_digit());
        // A year is no number of pupils.
        if let Some(whole) = whole(of).filter(|whole| !(1990..2100).contains(whole)) {
            found.push(PartOf { at, end: begin - 1 + behind + printed.len(), n, of: whole });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn said(text: &str) -> String {
        let rates = super::super::Definitions::shipped().rates();
        noticed(text, Library::shipped().bands(), &rates).join(" | ")
    }

    #[test]
    fn a_rate_of_absence_has_no_word_of_a_share_of_pupils() {
        for (text, expected) in [
            ("Absence is 5.8%", ""),
            ("absence fell from 6.2% to 5.8%", ""),
            ("5.8% unauthorised absence", ""),
            ("attendance stands at 94.2%", ""),
            ("Absence is 5.8%; 62% reached level 4", "62% = majority"),
            ("absence is 5.8% and 62% of pupils reached level 4", "62% = majority"),
            ("very small minority (5.8%) absence, 70% at level 4", "70% = large majority"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
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
    fn what_is_counted_and_its_percentage_go_together_or_are_found() {
        let wrong = |text: &str| {
            let all = miscounted(text).into_iter();
            let each = all.map(|m| match m.percent {
                Some((said, makes)) => format!("{} is {makes}, not {said}", m.said),
                None => format!("{} cannot be", m.said),
            });
            each.collect::<Vec<_>>().join(" | ")
        };
        for (text, expected) in [
            ("12 of 30 pupils (50%) reached level 4", "12 of 30 is 40, not 50"),
            ("50% (12 of 30) reached it", "12 of 30 is 40, not 50"),
            ("12 of 30 pupils reached level 4 (50%)", "12 of 30 is 40, not 50"),
            ("31 of 30 pupils reached level 4", "31 of 30 cannot be"),
            ("14 of 28 (48%) are on track", "14 of 28 is 50, not 48"),
            ("12 out of 30, or 41%", "12 of 30 is 40, not 41"),
            ("8 of 12 (66.6%)", "8 of 12 is 66.7, not 66.6"),
            ("12 of 30 pupils – 40% – reached it", ""),
            ("8 of 12 (67%), 1 of 8 (12.5%), 1 of 8 (13%), 1 of 8 (12%)", ""),
            ("12 of 30 reached it, 50% in the authority", ""),
            ("12 of 30 boys and 50% of girls", ""),
            ("50% of girls, 12 of 30 boys", ""),
            ("12 of 30 (England 50%)", ""),
            ("12 of 30 pupils (about 45%)", ""),
            ("Year 6 of 3 schools; page 31 of 30; 6 of 2009", ""),
            ("é 12 of 30 pupils (50 per cent)", "12 of 30 is 40, not 50"),
        ] {
            assert_eq!(wrong(text), expected, "{text}");
        }
    }

    #[test]
    fn a_figure_is_worded_with_its_word() {
        let library = Library::shipped();
        assert_eq!(worded(library.bands(), "66", 66.0), "large majority (66%)");
        assert_eq!(worded(&[], "66", 66.0), "66%");
    }
}
