//! Names of files from names of things: `St Mary's CE Primary` becomes `st-marys-ce-primary`.

/// Longest slug, in bytes.
const LONGEST: usize = 60;

/// Makes a name that is easy to type and safe as a file: lower case, accents off, words joined by hyphens.
/// It is never empty.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for word in words(name) {
        let room = LONGEST.saturating_sub(out.len() + usize::from(!out.is_empty()));
        if word.len() > room && !out.is_empty() {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        let end = word.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= room);
        out.push_str(&word[..end.last().unwrap_or(0)]);
    }
    if out.is_empty() { "unnamed".into() } else { out }
}

fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars().flat_map(char::to_lowercase) {
        let Some(word) = words.last_mut() else {
            return words;
        };
        match c {
            // An apostrophe belongs to its word, a combining accent to the letter before it.
            '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`' | '.' | '\u{300}'..='\u{36f}' => {}
            '&' | '+' => words.extend(["and".into(), String::new()]),
            c if c.is_ascii_alphanumeric() => word.push(c),
            c if c.is_alphanumeric() => match plain(c) {
                Some(letters) => word.push_str(letters),
                None => word.push(c),
            },
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The plain letters of an accented Latin one.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_schools_become_names_of_files() {
        for (name, expected) in [
            ("St Mary's CE Primary", "st-marys-ce-primary"),
            ("St. Mary’s C.E. (VA) Primary", "st-marys-ce-va-primary"),
            ("Ysgol Tŷ Gwyn", "ysgol-ty-gwyn"),
            ("École Façade", "ecole-facade"),
            ("Cafe\u{301} Lane", "cafe-lane"),
            ("Infant & Nursery", "infant-and-nursery"),
            ("学校", "学校"),
            ("../../etc/passwd", "etc-passwd"),
            ("--  --", "unnamed"),
            ("", "unnamed"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn long_names_end_with_a_whole_word() {
        let name = "The Very Reverend Somebody Memorial Voluntary Aided Church Primary School";
        assert_eq!(slug(name), "the-very-reverend-somebody-memorial-voluntary-aided-church");
        assert_eq!(slug(&"x".repeat(300)).len(), LONGEST);
    }

    proptest! {
        #[test]
        fn any_name_gives_a_safe_slug_that_is_its_own(name in any::<String>()) {
            let once = slug(&name);
            prop_assert!(crate::store::is_name(&once), "{once:?}");
            prop_assert_eq!(slug(&once), once);
        }
    }
}
