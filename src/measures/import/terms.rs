//! School years as a school's own spreadsheet names its columns: `2009/10`, and terms such as `Aut 09` or `Spring term 2010`.

use crate::calendar::SchoolYear;

/// How each term is written, and whether it lies in the year in which the school year begins.
const TERMS: [(&str, bool); 6] =
    [("AUT", true), ("AUTUMN", true), ("SPR", false), ("SPRING", false), ("SUM", false), ("SUMMER", false)];

/// The school year that a title names, and which of its terms: later ones are greater, a whole year is the last.
pub(super) fn year_of(title: &str) -> Option<(SchoolYear, usize)> {
    if let Ok(year) = title.parse() {
        return Some((year, TERMS.len()));
    }
    let title = title.to_uppercase();
    let words: Vec<&str> = title.split([' ', '-', '_', '.']).filter(|word| !matches!(*word, "" | "TERM")).collect();
    let [first, second] = words.as_slice() else { return None };
    let term = |word: &str| TERMS.iter().position(|(known, _)| *known == word);
    let (term, year) = match (term(first), term(second)) {
        (Some(term), None) => (term, second.trim_start_matches(['’', '\''])),
        (None, Some(term)) => (term, first.trim_start_matches(['’', '\''])),
        _ => return None,
    };
    if let Some(whole) = year.contains('/').then(|| year.parse().ok()).flatten() {
        return Some((whole, term));
    }
    let digits = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    let ends: SchoolYear = digits.parse().ok()?;
    let begins_in_it = TERMS.get(term).is_some_and(|(_, begins)| *begins);
    Some((if begins_in_it { ends.next() } else { ends }, term))
}

/// The columns whose title is a school year, or the last term told of one; each with its place.
pub fn years_of(titles: &[String]) -> Vec<(SchoolYear, usize)> {
    let each = titles.iter().enumerate();
    last_of_each(
        &each.filter_map(|(at, title)| year_of(title).map(|(year, term)| (year, term, at))).collect::<Vec<_>>(),
    )
}

/// Of columns by year, term and place those of the last term of each year: that one tells where the year stands.
pub(super) fn last_of_each(columns: &[(SchoolYear, usize, usize)]) -> Vec<(SchoolYear, usize)> {
    let is_last = |(year, term, _): &&(SchoolYear, usize, usize)| {
        columns.iter().all(|(other, later, _)| other != year || later <= term)
    };
    columns.iter().filter(is_last).map(|(year, _, at)| (*year, *at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_lies_in_its_school_year() {
        let read = |title: &str| year_of(title).map(|(year, _)| year.to_string());
        for title in [
            "2009/10",
            "2010",
            "Aut 09",
            "AUTUMN 2009",
            "Autumn term 2009",
            "Spr 10",
            "2010 Summer",
            "Sum-10",
            "Spring 2009/10",
            "Aut ’09",
        ] {
            assert_eq!(read(title).as_deref(), Some("2009/10"), "{title}");
        }
        for title in ["Autumn", "09", "Sum 1", "Aut Spr", "Total 2009", "Spring fair 10"] {
            assert_eq!(read(title), None, "{title}");
        }
        assert!(year_of("Aut 09").unwrap().1 < year_of("Sum 10").unwrap().1);
    }
}
