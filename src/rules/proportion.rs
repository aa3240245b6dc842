//! `proportion`: words for a proportion agree with the figure beside them (NV-10; handbook 9, the table of A4.2).

use super::parts::{Figure, Line, Said, bands, wholes};
use super::phrases::words;
use super::prose::{sentences, spelt};
use super::texts::texts;
use super::{Context, Found, Mend, Rule};
use crate::forms::Band;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "proportion",
    label: "Words that contradict the figure beside them",
    handbook: "9",
    example: "“Most pupils (62%) are on track”: 62% is a majority",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let bands = bands();
    let mut found = Vec::new();
    for text in texts(context) {
        for wrong in contradictions(text.words, &bands) {
            let then = mended(text.words, &wrong);
            let Contradiction { said, figure, right, .. } = wrong;
            let message = format!("{} says “{said}” of {figure}; that is “{right}”", text.label());
            let mend = Mend::rewrite(format!("write “{right}”"), &text.target(), text.words, then);
            found.push(Found::new(text.place(), message).about(&format!("{said} {figure}")).with([mend]));
        }
    }
    found
}

/// A text with the right words in place of the wrong ones, articles and “of” with them: “a majority of” for “most”.
fn mended(text: &str, wrong: &Contradiction) -> String {
    let (mut from, mut to) = (wrong.at, wrong.at + wrong.said.len());
    let is_noun = |words: &str| words.ends_with("majority") || words.ends_with("minority");
    let article = ["a ", "an ", "the "].into_iter().find(|article| {
        let before = text[..from].get(from.saturating_sub(article.len())..).unwrap_or_default();
        let apart = text[..from.saturating_sub(before.len())].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before.eq_ignore_ascii_case(article) && apart
    });
    let with_of = text[to..].starts_with(" of ");
    let right = wrong.right.as_str();
    let words = match (is_noun(&wrong.words), is_noun(right)) {
        (true, true) if article.is_some_and(|article| article != "the ") => {
            from -= article.map_or(0, str::len);
            format!("{} {right}", if right.starts_with(['a', 'o']) { "an" } else { "a" })
        }
        (true, true) | (false, false) => right.to_owned(),
        (true, false) => {
            from -= article.map_or(0, str::len);
            let of_some = [" of the ", " of our ", " of its ", " of their ", " of these ", " of those ", " of all "];
            if with_of && right != "half" && !of_some.iter().any(|of| text[to..].starts_with(of)) {
                to += " of".len();
            }
            right.to_owned()
        }
        (false, true) => {
            let goes_on = text[to..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            format!("a {right}{}", if with_of || !goes_on { "" } else { " of" })
        }
    };
    let capital = text[from..].starts_with(char::is_uppercase);
    let mut letters = words.chars();
    let first = letters.next().filter(|_| capital).map(|first| first.to_uppercase().to_string());
    let words = first.map_or(words.clone(), |first| first + letters.as_str());
    format!("{}{words}{}", &text[..from], &text[to..])
}

/// Whether a word is a number, begins with one, or ends in a part of a whole: “third”, “two-thirds”.
fn is_number(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit()) || spelt(word).is_some() || wholes(last).is_some()
}

/// Words and a figure that do not go together.
#[derive(Debug, PartialEq, Eq)]
struct Contradiction {
    /// The byte of the text they begin at.
    at: usize,
    /// As they stand there.
    said: String,
    /// As the table of bands has them.
    words: String,
    figure: String,
    right: String,
}

fn contradictions(text: &str, bands: &[Band]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let tokens = words(sentence.text);
        // Most sentences have no figure, and nothing to contradict.
        if !tokens.iter().any(|word| is_number(word.text)) {
            continue;
        }
        let line = Line::of(sentence.text, &tokens);
        let said = line.said(bands);
        // Hardly one has words for a proportion; only then are its figures read.
        if said.is_empty() {
            continue;
        }
        let figures = line.figures();
        // Each figure belongs to one of the words only.
        let mut used = Vec::new();
        for (n, one) in said.iter().enumerate() {
            let until = said.get(n + 1).map_or(usize::MAX, |next| next.from);
            let free = |f: &&Figure| !used.contains(&f.from);
            let mut after = figures.iter().filter(free).filter(|f| f.from > one.to && f.from < until);
            let after = after.find(|f| line.is_set_off(one.to, f.from));
            let before = || {
                let mut before = figures.iter().filter(free).filter(|f| f.to < one.from);
                before.rfind(|f| line.is_summed_up(f.to, one))
            };
            let alone = || line.alone(one);
            let Some(figure) = after.or_else(before) else {
                if let Some(figure) = alone() {
                    found.extend(line.contradiction(sentence.at, one, &figure, bands));
                }
                continue;
            };
            used.push(figure.from);
            found.extend(line.contradiction(sentence.at, one, figure, bands));
        }
    }
    found
}

/// The words of a band that stand best in place of others: “most” for “few”, “very large majority” for “minority”.
fn fitting<'a>(band: &'a Band, said: &str) -> &'a str {
    let like = |words: &&String| said.contains("ority") == words.contains("ority") && *words != "almost none";
    band.words.iter().find(like).or_else(|| band.words.last()).map_or("", String::as_str)
}

impl Line<'_> {
    fn contradiction(&self, at: usize, one: &Said<'_>, figure: &Figure, bands: &[Band]) -> Option<Contradiction> {
        // Rounded half up to a whole percent (A4.2).
        let percent = (figure.percent + 0.5).floor() as u8;
        let mut fit = bands.iter().filter(|band| (band.from..=band.to).contains(&percent)).peekable();
        let band = *fit.peek()?;
        if fit.any(|band| band.words.iter().any(|words| words == one.words)) {
            return None;
        }
        let (from, to) = (self.tokens[one.from].at, self.tokens[one.to].end());
        let said = self.text[from..to].to_owned();
        let said = if said.eq_ignore_ascii_case(one.words) { one.words.to_owned() } else { said };
        let right = fitting(band, one.words).to_owned();
        Some(Contradiction { at: at + from, said, words: one.words.to_owned(), figure: figure.shown.clone(), right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_words_stand_well_in_the_sentence() {
        for (now, then) in [
            ("Most pupils (62%) are on track.", "A majority of pupils (62%) are on track."),
            ("Most of the pupils (62%) are.", "A majority of the pupils (62%) are."),
            ("Most, 62%, agree.", "A majority, 62%, agree."),
            ("A majority of pupils (92%) agree.", "A very large majority of pupils (92%) agree."),
            ("An overwhelming majority of pupils (30%) agree.", "A small minority of pupils (30%) agree."),
            ("In all a minority of pupils (2%) agree.", "In all very few pupils (2%) agree."),
            ("The minority of the pupils (50%) agree.", "Half of the pupils (50%) agree."),
            ("Here few pupils (85%) agree.", "Here most pupils (85%) agree."),
            ("More than half of pupils (45%) agree.", "A minority of pupils (45%) agree."),
            ("Just over half the lessons seen (38%) were good.", "A minority of the lessons seen (38%) were good."),
            ("Fewer than half of our boys (62%) do.", "A majority of our boys (62%) do."),
        ] {
            let wrong = contradictions(now, &bands());
            assert_eq!(mended(now, &wrong[0]), then);
            assert_eq!(contradictions(then, &bands()), [], "{then}");
        }
    }

    #[test]
    fn the_right_word_is_offered() {
        let said =
            |text: &str| contradictions(text, &bands()).into_iter().map(|c| (c.said, c.right)).collect::<Vec<_>>();
        assert_eq!(said("Most pupils (62%) are on track."), [("most".to_owned(), "majority".to_owned())]);
        assert_eq!(said("A large majority, 66 per cent, reached Level 4."), []);
        assert_eq!(
            said("19 of 21, a majority, can read."),
            [("majority".to_owned(), "very large majority".to_owned())]
        );
        assert_eq!(said("The most able (12%) and ethnic minority pupils (30%)."), []);
        for right in ["More than half of pupils (62%) agree.", "Just under half (48%) do.", "Over half, 97%, agree."] {
            assert_eq!(said(right), [], "{right}");
        }
    }
}
