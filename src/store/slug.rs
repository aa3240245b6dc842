//! Names of files from names of things: `St Mary's CE Primary` becomes `st-marys-ce-primary`.

use crate::forms::words_of_name;

/// Longest slug, in bytes.
const LONGEST: usize = 60;

/// Makes a name that is easy to type and safe as a file: lower case, accents off, words joined by hyphens.
/// It is never empty.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for word in words_of_name(name) {
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

/// How many of one name are tried.
const MOST: usize = 100;

/// A name and what stands in its place where it is taken: `tracking`, `tracking-2`, …
pub(super) fn numbered(name: &str) -> impl Iterator<Item = String> {
    (1..=MOST).map(move |n| if n == 1 { name.to_owned() } else { format!("{name}-{n}") })
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
