//! A session as its words are printed: an entry that was typed with a small letter first begins with a capital. What was
//! typed stays as it is.

use super::model::Session;

impl Session {
    /// A copy whose entries begin with capitals, for documents alone.
    #[must_use]
    pub fn as_printed(&self) -> Self {
        let mut printed = self.clone();
        for entry in printed.minutes.values_mut().flatten() {
            if let Some(text) = with_capital(&entry.text) {
                entry.text = text;
            }
        }
        printed
    }
}

/// The words with a capital, where they begin with a plain word in small letters: no code, address or name of a class.
fn with_capital(text: &str) -> Option<String> {
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
        for stays in
            ["y5 writing", "https://example.org", "e.g. books", "iPads are shared", "@HT said", "4 of 5", "(see", ""]
        {
            assert_eq!(with_capital(stays), None, "{stays}");
        }
    }
}
