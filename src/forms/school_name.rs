//! Names of schools as people write them: which are the same, which are near.

use super::near::farness;

/// Whether two names are of one school: case, accents and punctuation do not count, and St is Saint.
pub fn is_same_name(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

/// Names of schools that may be meant by one that is none of them: one holds the other's words, they differ by a slip or
/// two, or each word is near one of the name. The nearest first.
pub fn near_names<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = key(name);
    let distance = |known: &str| {
        let known = key(known);
        let holds = !wanted.is_empty() && (known.contains(&wanted) || wanted.contains(&known));
        if holds { Some(0) } else { by_what_differs(&wanted, &known).or_else(|| by_words(&wanted, &known)) }
    };
    let mut near: Vec<(usize, &str)> =
        known.into_iter().filter_map(|known| distance(known).map(|far| (far, known))).collect();
    near.sort_unstable();
    near.into_iter().map(|(_, known)| known).collect()
}

/// How far two names are beside the words they share: `Holly Primary` is as far from `Dell Primary` as Holly from Dell.
fn by_what_differs(wanted: &str, known: &str) -> Option<usize> {
    let without = |name: &str, other: &str| {
        let own = name.split(' ').filter(|word| !other.split(' ').any(|shared| shared == *word));
        own.collect::<Vec<_>>().join(" ")
    };
    farness(&without(wanted, known), &without(known, wanted))
}

/// How far each of some words is from one of a name: the farthest of the nearest. Nothing where one is near none.
fn by_words(wanted: &str, known: &str) -> Option<usize> {
    let nearest = |word: &str| {
        let far = |other: &str| if other.starts_with(word) { Some(0) } else { farness(word, other) };
        known.split(' ').filter_map(far).min()
    };
    let all: Option<Vec<usize>> = wanted.split(' ').map(nearest).collect();
    all?.into_iter().max()
}

fn key(name: &str) -> String {
    let words = words_of_name(name).into_iter().map(|word| if word == "saint" { "st".to_owned() } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a name in small plain letters.
pub fn words_of_name(name: &str) -> Vec<String> {
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
    use super::*;

    #[test]
    fn one_school_is_written_in_many_ways_and_a_part_of_a_name_is_not_the_name() {
        for other in ["st marys primary", "St. Mary’s Primary", "Saint Mary's  PRIMARY", "St Mary's, Primary"] {
            assert!(is_same_name("St Mary's Primary", other), "{other}");
        }
        for other in ["St Mary's", "St Mary's Primary Tonbridge", "Mary", "", "St Marks Primary"] {
            assert!(!is_same_name("St Mary's Primary", other), "{other}");
        }
    }

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let known = ["St Mary's Primary Tonbridge", "Oak Lane", "Hillside Primary"];
        assert_eq!(near_names("St Mary's Primary", known), ["St Mary's Primary Tonbridge"]);
        assert_eq!(near_names("Hilside Primary", known), ["Hillside Primary"]);
        assert_eq!(near_names("Elm Road", known), [""; 0]);
        assert_eq!(near_names("Holly Primary", ["Dell Primary", "Elm Primary", "Gorse Primary"]), [""; 0]);
        assert_eq!(near_names("hilsid", known), ["Hillside Primary"]);
        assert_eq!(near_names("Hillsde Infants", known), [""; 0], "one word alone is near");
    }
}
