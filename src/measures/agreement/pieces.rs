//! A sentence in pieces: measures, groups, years, whose figures they are, figures, and all other words.

use super::words::{Names, Phrases, Role, SHIPPED};
use crate::calendar::SchoolYear;

/// A word, a number or a mark of a text in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Without a genitive’s ending.
    pub(super) word: &'a str,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece<'a> {
    /// Where it begins, in bytes of the sentence.
    pub(super) at: usize,
    pub(super) word: &'a str,
    pub(super) what: What<'a>,
}

/// What a part of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What<'a> {
    Named(&'a Names),
    Year(SchoolYear),
    Figure(Number<'a>),
    Word,
}

/// A figure as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number<'a> {
    /// Where its sign or first digit is.
    pub(super) at: usize,
    /// With its sign, without that of percent.
    pub(super) printed: &'a str,
    pub(super) worth: f64,
    pub(super) is_percent: bool,
    pub(super) is_signed: bool,
}

impl Piece<'_> {
    /// Whether its word is in a list.
    pub(super) fn is(&self, role: Role) -> bool {
        self.what == What::Word && SHIPPED.has(role, self.word)
    }
}

/// The tokens of a text in small letters.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((from, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut to = from + c.len_utf8();
        let next_is_digit = text[to..].starts_with(|c: char| c.is_ascii_digit());
        let apart = text[..from].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ':' | '→'));
        let is_sign = matches!(c, '+' | '-' | '−') && next_is_digit && apart;
        if c.is_alphanumeric() || is_sign {
            while let Some((at, c)) = chars.peek().copied() {
                let next = text[at + c.len_utf8()..].chars().next();
                let joins = matches!(c, '.' | ',' | '/' | '-' | '\'' | '’') && next.is_some_and(char::is_alphanumeric);
                let in_number = !matches!(c, ',' | '/') || text[..at].ends_with(|c: char| c.is_ascii_digit());
                if !(c.is_alphanumeric() || (joins && in_number)) {
                    break;
                }
                to = at + c.len_utf8();
                chars.next();
            }
        }
        let word = &text[from..to];
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        all.push(Token { from, to, word });
    }
    all
}

/// A sentence in small letters, in pieces.
pub(super) fn pieces<'a>(sentence: &'a str, phrases: &'a Phrases) -> Vec<Piece<'a>> {
    let tokens = tokens(sentence);
    let mut all: Vec<Piece<'a>> = Vec::new();
    let mut n = 0;
    while let Some(token) = tokens.get(n) {
        let at = token.from;
        if let Some((count, names)) = phrases.begin(&tokens[n..]) {
            let word = &sentence[at..tokens[n + count - 1].to];
            let what = if *names == Names::Words { What::Word } else { What::Named(names) };
            all.push(Piece { at, word, what });
            n += count;
            continue;
        }
        let (what, more) = match (year(token.word), figure(sentence, &tokens[n..])) {
            (Some(year), _) => (What::Year(year), 0),
            (None, Some((figure, more))) => (What::Figure(figure), more),
            (None, None) => (What::Word, 0),
        };
        all.push(Piece { at, word: token.word, what });
        n += 1 + more;
    }
    join_minus(sentence, &mut all);
    all
}

/// A school year as it is written: `2018/19`, `2018-2019`, or the summer it ends in, `2019`.
fn year(word: &str) -> Option<SchoolYear> {
    if word.len() == 4 {
        let summer = word.parse::<i32>().ok().filter(|year| (1990..2100).contains(year));
        return summer.map(|year| SchoolYear::starting(year - 1));
    }
    (word.len() >= 7 && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-')))
        .then(|| word.parse().ok())?
}

/// A figure some tokens begin with, and how many tokens its sign of percent has.
fn figure<'a>(sentence: &'a str, tokens: &[Token<'a>]) -> Option<(Number<'a>, usize)> {
    let token = tokens.first()?;
    let word = &sentence[token.from..token.to];
    let digits = word.trim_start_matches(['+', '-', '−']);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() < 2;
    let number = is_number.then(|| digits.parse::<f64>().ok())??;
    let negative = word.starts_with(['-', '−']);
    let next = |by: usize| tokens.get(by).map_or("", |token| token.word);
    let percent = match (next(1), next(2)) {
        ("%" | "percent" | "pc", _) => 1,
        ("per", "cent") => 2,
        _ => 0,
    };
    let number = if negative { -number } else { number };
    let is_signed = digits.len() < word.len();
    let figure = Number { at: token.from, printed: word, worth: number, is_percent: percent > 0, is_signed };
    Some((figure, percent))
}

/// `minus 0.4` is one figure.
fn join_minus<'a>(sentence: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let mut n = 1;
    while n < pieces.len() {
        let (sign, at) = (pieces[n - 1].word, pieces[n - 1].at);
        if let What::Figure(figure) = pieces[n].what
            && matches!(sign, "minus" | "plus")
            && !figure.is_signed
        {
            let printed = &sentence[at..figure.at + figure.printed.len()];
            let number = if sign == "minus" { -figure.worth } else { figure.worth };
            let what = What::Figure(Number { at, printed, worth: number, is_signed: true, ..figure });
            pieces.splice(n - 1..=n, [Piece { at, word: printed, what }]);
        } else {
            n += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn tokens_keep_figures_years_and_names_whole() {
        assert_eq!(
            words("england's 5 a*-c: 66.5% (+1.9)"),
            ["england", "5", "a", "*", "-", "c", ":", "66.5", "%", "(", "+1.9", ")"]
        );
        assert_eq!(words("2018/19, 2017-18, half-term"), ["2018/19", ",", "2017-18", ",", "half-term"]);
        assert_eq!(words("rwm 57%–60%"), ["rwm", "57", "%", "–", "60", "%"]);
    }
}
