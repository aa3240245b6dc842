//! Figures in a text against those that are kept: what is said of a measure and is not so (NV-09).

use super::book::FigureBook;
use super::definition::{Better, Definition, Unit};
use super::figures::Figure;
use super::value::Value;
use crate::calendar::SchoolYear;

/// A figure in a text that is not the one kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// As it stands in the text.
    pub said: String,
    /// What the text speaks of.
    pub of: String,
    /// The figure kept, with its year.
    pub kept: String,
    /// Where the figure stands in the text, in bytes.
    pub at: usize,
    /// The figure kept, alone.
    pub right: String,
}

/// How far behind its measure a figure may stand, in bytes.
const REACH: usize = 90;
/// How far behind a figure its year, or whose it is, may be said, in bytes.
const BEHIND: usize = 26;

/// Words by which another than the school is meant.
const AUTHORITY: [&str; 4] = ["authority", "county", " la ", "lea "];
const ENGLAND: [&str; 2] = ["england", "national"];
const TARGET: [&str; 1] = ["target"];
/// Words behind which a figure is no result, or not of the school as a whole.
const OTHER: [&str; 16] = [
    "estimate", "fft", "predict", "forecast", "track", "floor", "gap", "point", "aim", "up ", "down ", " by ", "more ",
    "fewer ", "less ", "class",
];
/// Words for groups, by their id.
const GROUPS: [(&str, &str); 13] = [
    ("boys", "boys"),
    ("girls", "girls"),
    ("not disadvantaged", "others"),
    ("disadvantaged", "disadvantaged"),
    ("fsm", "disadvantaged"),
    ("free school meals", "disadvantaged"),
    ("pupil premium", "disadvantaged"),
    ("eal", "eal"),
    ("additional language", "eal"),
    ("sen", "sen"),
    ("special educational", "sen"),
    ("gifted", "able"),
    ("in care", "care"),
];

/// What a text says of measures that is not what is kept.
pub fn disagreements(text: &str, book: &FigureBook) -> Vec<Disagreement> {
    if book.figures.tables.is_empty() || !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    // Only ASCII letters are lowered, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (from, to) in sentences(&lower) {
        let sentence = &lower[from..to];
        let mentions = mentions(sentence, book);
        for (n, mention) in mentions.iter().enumerate() {
            let until = mentions.get(n + 1).map_or(sentence.len(), |next| next.at);
            let wrong = disagreement(sentence, mention, until, book);
            found.extend(wrong.map(|wrong| Disagreement { at: from + wrong.at, ..wrong }));
        }
    }
    found
}

/// A measure spoken of in a sentence.
struct Mention<'a> {
    at: usize,
    end: usize,
    measure: &'a Definition,
}

/// The measures spoken of, in order; where two names overlap, the longer is meant.
fn mentions<'a>(sentence: &str, book: &'a FigureBook) -> Vec<Mention<'a>> {
    let mut all: Vec<Mention<'a>> = Vec::new();
    // What describes the school is as often a group as a measure.
    let told = |measure: &&Definition| measure.unit == Unit::Percent && measure.better != Better::Neither;
    for measure in book.definitions.measures().iter().filter(told) {
        let names = [measure.short.as_str(), measure.name.as_str()];
        for name in names.into_iter().chain(measure.said.iter().map(String::as_str)) {
            let name = name.to_ascii_lowercase();
            for (at, _) in sentence.match_indices(&name) {
                let end = at + name.len();
                let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                if apart(sentence[..at].chars().next_back()) && apart(sentence[end..].chars().next()) {
                    all.push(Mention { at, end, measure });
                }
            }
        }
    }
    all.sort_by_key(|mention| (mention.at, std::cmp::Reverse(mention.end)));
    let mut kept: Vec<Mention<'a>> = Vec::new();
    for mention in all {
        if kept.last().is_none_or(|last| mention.at >= last.end) {
            kept.push(mention);
        }
    }
    kept
}

/// The first percentage behind a mention, if it is not so.
fn disagreement(sentence: &str, mention: &Mention<'_>, until: usize, book: &FigureBook) -> Option<Disagreement> {
    let scope = clipped(sentence, mention.end, until.min(mention.end + REACH));
    let (start, end, printed) = percentage(scope)?;
    let between = format!(" {} ", &scope[..start]);
    let behind = clipped(sentence, mention.end + end, mention.end + end + BEHIND);
    let before = &sentence[..mention.at];
    let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    if has(&OTHER, &between) || has(&["point"], behind) {
        return None;
    }
    let whose = if has(&TARGET, &between) || has(&TARGET, behind) {
        Whose::Target
    } else if has(&ENGLAND, &between) || has(&ENGLAND, behind) {
        Whose::England
    } else if has(&AUTHORITY, &between) || has(&AUTHORITY, behind) {
        Whose::Authority
    } else {
        Whose::School
    };
    // Whoever comes behind a comma is another figure's.
    let whose = if has(&[",", ";", "(auth", "("], behind) && whose_in(&between) == Whose::School {
        Whose::School
    } else {
        whose
    };
    let group = group_of(&[before, &between, behind])?;
    let measure = &mention.measure.id;
    let year = year_in(&between).or_else(|| year_in(behind));
    let points = book.figures.line(measure, group).points;
    let values = |of: &dyn Fn(&super::line::Point<'_>) -> Option<Value>| -> Vec<(SchoolYear, Value)> {
        points.iter().filter_map(|point| Some((point.year, of(point)?))).collect()
    };
    let figure =
        |of: fn(&Figure) -> Option<&Value>| values(&|point| point.figure.and_then(|(_, figure)| of(figure)).cloned());
    let known = match whose {
        Whose::School => figure(|figure| figure.school.as_ref()),
        Whose::Authority => figure(|figure| figure.authority.as_ref()),
        Whose::England => figure(|figure| figure.england.as_ref()),
        Whose::Target => values(&|point| point.target.and_then(|target| target.target.clone())),
    };
    let number: f64 = printed.parse().ok()?;
    let same = |value: &Value| value.number().is_some_and(|kept| agree(number, printed, kept, value));
    let meant: Vec<&(SchoolYear, Value)> =
        known.iter().filter(|(known, _)| year.is_none_or(|year| *known == year)).collect();
    // Without a year it may be that of any; and what is withheld says nothing against a figure.
    let (when, value) = meant.last()?;
    value.number()?;
    if meant.iter().any(|(_, value)| same(value)) {
        return None;
    }
    let name = book.name(measure, group);
    let of = match whose {
        Whose::School => name,
        Whose::Target => format!("the target for {name}"),
        Whose::Authority => format!("the authority’s {name}"),
        Whose::England => format!("England’s {name}"),
    };
    let (at, right) = (mention.end + start, value.to_string());
    Some(Disagreement { said: format!("{printed}%"), of, kept: format!("{value}% in {when}"), at, right })
}

/// Whose figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    School,
    Authority,
    England,
    Target,
}

fn whose_in(text: &str) -> Whose {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&TARGET) {
        Whose::Target
    } else if has(&ENGLAND) {
        Whose::England
    } else if has(&AUTHORITY) {
        Whose::Authority
    } else {
        Whose::School
    }
}

/// The group spoken of: all pupils where none is; nothing where there are several.
fn group_of(texts: &[&str]) -> Option<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for text in texts {
        for (word, group) in GROUPS {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let is_there = text
                .match_indices(word)
                .any(|(at, _)| apart(text[..at].chars().next_back()) && apart(text[at + word.len()..].chars().next()));
            let is_other = word == "disadvantaged" && found.contains(&"others");
            if is_there && !is_other && !found.contains(&group) {
                found.push(group);
            }
        }
    }
    match found.as_slice() {
        [] => Some(""),
        [one] => Some(one),
        _ => None,
    }
}

/// The first percentage in a text: where it begins and ends, and its digits.
fn percentage(text: &str) -> Option<(usize, usize, &str)> {
    let marks = ["%", "per cent", "percent"];
    let (end, mark) = marks.iter().filter_map(|mark| text.find(mark).map(|at| (at, mark))).min()?;
    let before = text[..end].trim_end_matches(' ');
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let printed = &before[start..];
    let signed = before[..start].ends_with(['-', '+', '−', '/']);
    let number = printed.parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n) && !signed);
    number.map(|_| (start, end + mark.len(), printed))
}

/// Whether two figures are the same as far as they are printed.
fn agree(number: f64, printed: &str, kept: f64, value: &Value) -> bool {
    let decimals = printed.split_once('.').map_or(0, |(_, rest)| rest.len()).min(value.decimals());
    let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    (number - kept).abs() <= half + 1e-9
}

/// A school year said in a text: `2018/19`, `2018-2019`, or the summer it ends in, `2019`.
fn year_in(text: &str) -> Option<SchoolYear> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-')));
    words.filter(|word| word.len() >= 4).find_map(|word| {
        let word = word.trim_end_matches(['-', '/']);
        match word.len() {
            4 => word.parse::<i32>().ok().filter(|n| (1990..2100).contains(n)).map(|n| SchoolYear::starting(n - 1)),
            _ => word.parse().ok(),
        }
    })
}

/// The sentences of a text, as places; a full stop inside a figure ends none.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = matches!(c, '.' | '?' | '!') && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends || c == '\n' {
            all.push((start, at));
            start = at + c.len_utf8();
        }
    }
    all.push((start, text.len()));
    all
}

/// A part of a text, its ends moved to where letters begin.
fn clipped(text: &str, from: usize, to: usize) -> &str {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (from, to) = (floor(from), floor(to));
    text.get(from..to.max(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::board::{Guide, board_row};
    use super::super::figures::{Figure, Target, TargetKind};
    use super::super::sample::{figures, year};
    use super::super::{Definitions, FigureBook};
    use super::*;

    fn book() -> FigureBook {
        let mut figures = figures(&[("2016/17", "72"), ("2017/18", "80"), ("2018/19", "75")]);
        figures.tables[2].figures.push(Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: "boys".to_owned(),
            school: Value::read("69").unwrap(),
            ..Figure::default()
        });
        figures.tables[2].figures.push(Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: "sen".to_owned(),
            school: Value::read("SUPP").unwrap(),
            ..Figure::default()
        });
        let mut target = Target::new("ks2-rwm-expected", "", year("2018/19"), TargetKind::Own);
        target.target = Value::read("85").unwrap();
        figures.set_target(target);
        FigureBook { figures, definitions: Definitions::shipped() }
    }

    fn said(text: &str) -> String {
        let all = disagreements(text, &book());
        all.iter().map(|d| format!("{} not {} ({})", d.said, d.kept, d.of)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_figure_that_is_not_the_one_kept_is_flagged() {
        let name = "KS2: Reading, writing and maths: expected standard";
        for (text, expected) in [
            ("RWM expected was 66% in 2018/19", format!("66% not 75% in 2018/19 ({name})")),
            ("At RWM expected, a majority (61%) reached it", format!("61% not 75% in 2018/19 ({name})")),
            ("RWM expected: boys 75%", format!("75% not 69% in 2018/19 ({name} (Boys))")),
            ("RWM expected 80% in 2019", format!("80% not 75% in 2018/19 ({name})")),
            ("RWM expected, England 70%", format!("70% not 61% in 2018/19 (England’s {name})")),
            ("RWM expected against a target of 80%", format!("80% not 85% in 2018/19 (the target for {name})")),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_right_or_cannot_be_told_is_left_alone() {
        for text in [
            "RWM expected was 75% in 2018/19, England 61%",
            "RWM expected rose from 72% to 80%",
            "RWM expected: boys 69%, girls 80%",
            "RWM expected up 3%",
            "RWM expected for SEN pupils is 20%",
            "FFT has RWM expected, an estimate of 90%",
            "RWM expected of boys and girls: 3%",
            "66% of lessons were good",
            "The standard of writing: 66%",
            "RWM expected is 75.4%",
            "RWM expected ŵŷ — “75%”",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }

    #[test]
    fn what_nov_itself_words_never_disagrees() {
        let book = book();
        let guide = Guide::shipped();
        for line in book.lines() {
            let row = board_row(&book, &guide, &line);
            for text in [&row.sentence, &format!("{}: {}", row.name, row.worded)] {
                assert_eq!(disagreements(text, &book), [], "{text}");
            }
        }
    }
}
