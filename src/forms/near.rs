//! The known names nearest to a mistyped one, for error sentences.

/// The names nearest to the one wanted, nearest first; none if all are far off.
pub(super) fn near<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let ranked = known.into_iter().filter_map(|name| farness(wanted, name).map(|far| (far, name)));
    let mut ranked: Vec<(usize, &str)> = ranked.collect();
    ranked.sort_by_key(|(far, _)| *far);
    ranked.into_iter().map(|(_, name)| name).take(3).collect()
}

/// How far a name is from the one wanted; nothing if it is too far to be meant.
pub(crate) fn farness(wanted: &str, name: &str) -> Option<usize> {
    let (wanted, lower) = (wanted.to_lowercase(), name.to_lowercase());
    let allowed = 1 + wanted.chars().count().saturating_sub(1) / 4;
    let within = wanted.chars().count() > 2 && (lower.contains(&wanted) || wanted.contains(&lower));
    let far = if within && !lower.is_empty() { 1 } else { distance(&wanted, &lower) };
    (far <= allowed).then_some(far)
}

/// The end of a sentence that offers near names, or else says which there are.
pub(super) fn hint<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let nearest = near(wanted, known.clone());
    if !nearest.is_empty() {
        return format!("; did you mean {}?", nearest.join(" or "));
    }
    let all: Vec<&str> = known.into_iter().collect();
    if all.is_empty() { "; there are none".to_owned() } else { format!("; there are {}", all.join(", ")) }
}

/// Letters to put in, take out, change, or swap with a neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_find_the_name_meant() {
        let known = ["rtm", "autumn", "spring", "summer"];
        for (typed, meant) in
            [("rmt", "rtm"), ("Autum", "autumn"), ("sprign", "spring"), ("sumer", "summer"), ("RTM", "rtm")]
        {
            assert_eq!(near(typed, known).first(), Some(&meant), "{typed}");
        }
        assert!(near("inspection", known).is_empty());
    }

    #[test]
    fn a_sentence_ends_with_the_near_names_or_all() {
        assert_eq!(hint("rmt", ["rtm", "autumn"]), "; did you mean rtm?");
        assert_eq!(hint("visit", ["rtm", "autumn"]), "; there are rtm, autumn");
        assert_eq!(hint("visit", []), "; there are none");
    }
}
