//! Whether the words before a date tell of something that has been: `the visit held on 14/1`, `books marked by LC on Friday`.

use super::words::WORDS;

/// How many words may stand between what was done and the day.
const MOST_BETWEEN: usize = 4;

/// Whether the words before a date say that it has been. An action begins with what is to be done, so its first word does not.
pub(super) fn is_told(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '(', '.']).next().unwrap_or_default();
    let is_first = clause.len() == before.len();
    let words: Vec<&str> = clause.split_whitespace().collect();
    let tells = |n: usize| (n > 0 || !is_first) && words.get(n).is_some_and(|word| is_past(word));
    let Some(last) = words.len().checked_sub(1) else { return false };
    let nearest = last.saturating_sub(MOST_BETWEEN);
    let joins = |n: &usize| WORDS.between.iter().any(|word| word.eq_ignore_ascii_case(words[*n]));
    tells(last) || (nearest..=last).filter(joins).any(|n| n > 0 && tells(n - 1))
}

fn is_past(word: &str) -> bool {
    let word = word.to_lowercase();
    let ends = word.len() >= 5 && word.ends_with("ed") && !word.ends_with("eed") && !WORDS.not_past.contains(&word);
    ends || WORDS.past.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::is_told;

    #[test]
    fn what_was_done_is_told_and_what_is_to_be_done_is_not() {
        for told in [
            "write up the visit held",
            "write up the visit held at Seaview",
            "send the books marked by the LC",
            "check papers sat",
            "do what was agreed",
            "Done, as planned",
        ] {
            assert!(is_told(told), "{told}");
        }
        for open in [
            "",
            "send it",
            "Embed it",
            "embed",
            "speed the reviews up",
            "meet the gifted and talented lead",
            "lead the staff meeting",
            "read the plan to governors",
            "ask what is needed, then ring",
            "need",
        ] {
            assert!(!is_told(open), "{open}");
        }
    }
}
