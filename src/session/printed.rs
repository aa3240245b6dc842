//! A session as its words are printed: an entry that was typed with a small letter first begins with a capital. What was
//! typed stays as it is.

use super::model::Session;

impl Session {
    /// A copy whose entries begin with capitals, for documents alone.
    #[must_use]
    pub fn as_printed(&self) -> Self {
        let mut printed = self.clone();
        for entry in printed.minutes.values_mut().flatten() {
            let spoken = entry.who.as_deref().and_then(|who| said_by(&entry.text, who)).unwrap_or_default();
            let tagged = spoken + crate::grammar::after_tags(&entry.text[spoken..]);
            let (tag, words) = entry.text.split_at(tagged);
            // “@HT asked whether …” is one sentence, which begins with who it is about.
            let is_begun = !tag.is_empty() && !tag.trim_end().ends_with(':') && crate::grammar::tells(words);
            if let Some(words) = with_capital(words).filter(|_| !is_begun) {
                entry.text = format!("{tag}{words}");
            }
            if let Some(action) = &mut entry.action {
                begin_with_capital(&mut action.measure);
            }
        }
        for person in &mut printed.people {
            begin_with_capital(&mut person.report);
        }
        printed
    }
}

/// Where the words begin behind a tag that names only who said them: that is told beside them.
fn said_by(text: &str, who: &str) -> Option<usize> {
    let (tag, words) = text.split_once(char::is_whitespace)?;
    let named = tag.strip_prefix('@')?.trim_end_matches(':').replace('/', " ");
    let words = words.trim_start();
    (named.eq_ignore_ascii_case(who) && !words.starts_with("and ")).then(|| text.len() - words.len())
}

fn begin_with_capital(text: &mut String) {
    if let Some(with) = with_capital(text) {
        *text = with;
    }
}

/// The words with a capital, where they begin with a plain word in small letters: no code, address or name of a class.
pub fn with_capital(text: &str) -> Option<String> {
    let word = text.split_whitespace().next()?.trim_end_matches([',', ';', ':', '.', '!', '?']);
    let plain = |c: char| c.is_lowercase() || matches!(c, '\'' | '’' | '-');
    let first = text.chars().next().filter(|first| first.is_lowercase() && word.chars().all(plain))?;
    Some(first.to_uppercase().chain(text[first.len_utf8()..].chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gets_a_capital_and_what_is_no_word_stays() {
        for (typed, printed) in [
            ("gains rest on few people", "Gains rest on few people"),
            ("boys’ writing is up", "Boys’ writing is up"),
            ("ŵyn: they came", "Ŵyn: they came"),
            ("agreed.", "Agreed."),
        ] {
            assert_eq!(with_capital(typed).as_deref(), Some(printed));
        }
        assert_eq!(said_by("@HT the plan", "HT"), Some(4));
        assert_eq!(said_by("@HT/PK: the plan", "HT PK"), Some(8));
        for (text, who) in [("@HT and @LC agreed", "HT"), ("@LC came", "HT"), ("the plan", "HT"), ("@HT", "HT")] {
            assert_eq!(said_by(text, who), None, "{text}");
        }
        for stays in
            ["y5 writing", "https://example.org", "e.g. books", "iPads are shared", "@HT said", "4 of 5", "(see", ""]
        {
            assert_eq!(with_capital(stays), None, "{stays}");
        }
    }
}
