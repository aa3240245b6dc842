//! Reading prose: sentences and numbers.

/// A sentence and the byte of its text it begins at; its end mark is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// What ends it; a blank line or the end of the text counts as a full stop.
    pub(super) mark: char,
}

/// The sentences of a text; a full stop inside a figure or after a title ends none.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize, mark: char| {
        let text = &text[from..to];
        let trimmed = text.trim_start();
        if !trimmed.is_empty() {
            all.push(Sentence { at: from + text.len() - trimmed.len(), text: trimmed.trim_end(), mark });
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let after = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')'));
        let ends = match c {
            '.' => after(next) && !is_short(&text[start..at]),
            '?' | '!' | ';' => after(next),
            '\n' => true,
            _ => false,
        };
        if ends {
            push(start, at, if c == '\n' { '.' } else { c });
            start = at + c.len_utf8();
        }
    }
    push(start, text.len(), '.');
    all
}

/// Whether a text ends in a short form, whose full stop ends no sentence.
fn is_short(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let title =
        ["Mr", "Mrs", "Ms", "Dr", "Rev", "Revd", "Cllr", "Prof", "St", "approx", "e.g", "i.e", "etc", "No", "no"];
    // Where no letter of a sentence stands before it, it is a number of a list.
    title[..13].contains(&last)
        || (last.chars().count() == 1 && last.chars().all(char::is_uppercase) && before.len() > 1)
}

/// A number in digits, or as people write small ones.
pub(super) fn spelt(word: &str) -> Option<f64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = |word: &str| SMALL.iter().position(|small| word.eq_ignore_ascii_case(small));
    let tens = |word: &str| TENS.iter().position(|ten| word.eq_ignore_ascii_case(ten)).map(|n| (n + 2) * 10);
    let both = || word.split_once('-').and_then(|(ten, one)| Some(tens(ten)? + small(one)?));
    let spelt = small(word).or_else(|| tens(word)).or_else(both);
    spelt.map(|n| n as f64).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let all = |text| sentences(text).into_iter().map(|s| (s.at, s.text.to_owned(), s.mark)).collect::<Vec<_>>();
        assert_eq!(
            all("Up 1.5 points. Is it (e.g. in Y5) good?\nMr. Lund came"),
            [
                (0, "Up 1.5 points".to_owned(), '.'),
                (15, "Is it (e.g. in Y5) good".to_owned(), '?'),
                (40, "Mr. Lund came".to_owned(), '.')
            ]
        );
        assert_eq!(all(" \n "), []);
    }
}
