//! A value of which one line does not read: the rest of it, as it stands.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::options;
use super::rescue::is_no_letter;
use super::twice::twice;

/// Most lines of one value: what is longer is no value that one slip has spoiled.
const MOST_LINES: usize = 400;

/// What can be read of a value that begins a text in a bracket on a line of its own, indented by so many spaces: how long
/// it is, the value, and what of the text is not in it. What begins with one of `needed` is never left out.
pub(super) fn parted<V: DeserializeOwned>(
    text: &str,
    indent: usize,
    needed: &[&str],
) -> Option<(V, usize, Option<Range<usize>>)> {
    let end = closing(text, indent)?;
    // Where bytes are gone, what stands behind them may be of another value.
    let value = Some(&text[..end]).filter(|value| !value.contains(is_no_letter))?;
    let mut units = units(value);
    // A comma may be missing at the end of a line; then nothing is lost.
    for unit in &units {
        let line = value[..unit.end].trim_end().len();
        if let Some(read) = read(&format!("{},{}", &value[..line], &value[line..])) {
            return Some((read, end, None));
        }
    }
    units.retain(|unit| !needed.iter().any(|name| value[unit.clone()].trim_start().starts_with(name)));
    // Of two that would do the shorter one goes, and of a name given twice the second.
    units.sort_by_key(|unit| (unit.len(), std::cmp::Reverse(unit.start)));
    let without = |unit: &Range<usize>| read(&format!("{}{}", &value[..unit.start], &value[unit.end..]));
    units.into_iter().find_map(|unit| Some((without(&unit)?, end, Some(unit))))
}

/// Where the bracket that begins a text is closed: the first line no deeper than its own closes it, or nothing does.
fn closing(text: &str, indent: usize) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let mut at = text.find('\n')? + 1;
    for line in text[at..].split_inclusive('\n').take(MOST_LINES) {
        let begun = line.trim_start_matches(' ');
        let depth = line.len() - begun.len();
        if depth <= indent && !begun.trim().is_empty() {
            return (depth == indent && begun.starts_with(close)).then_some(at + depth + 1);
        }
        at += line.len();
    }
    None
}

/// Every line that begins something, with the deeper lines that belong to it.
fn units(value: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in value.split_inclusive('\n') {
        let begun = line.trim_start_matches(' ');
        lines.push((at, line.len() - begun.len(), begun));
        at += line.len();
    }
    let last = lines.len().saturating_sub(1);
    let unit = |first: usize| {
        let (start, depth, begun) = lines[first];
        if begun.starts_with([')', ']', '}']) {
            return None;
        }
        let behind = lines[first + 1..].iter().find(|(_, other, _)| *other <= depth)?;
        // What closes a bracket of the unit belongs to it.
        let closes = behind.1 == depth && behind.2.starts_with([')', ']', '}']);
        let end = if closes { behind.0 + behind.1 + behind.2.len() } else { behind.0 };
        Some(start..end)
    };
    (1..last).filter_map(unit).collect()
}

/// Reads a value, whole and strictly.
fn read<V: DeserializeOwned>(text: &str) -> Option<V> {
    let mut parser = ron::Deserializer::from_str_with_options(text, &options()).ok()?;
    let value = V::deserialize(&mut parser).ok()?;
    parser.end().ok()?;
    twice(text).is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Row = BTreeMap<String, String>;

    fn of(text: &str) -> Option<(Vec<String>, Option<String>)> {
        let (row, _, lost) = parted::<Row>(text, 2, &["\"needed\""])?;
        Some((row.into_values().collect(), lost.map(|lost| text[lost].trim().to_owned())))
    }

    #[test]
    fn one_line_that_does_not_read_costs_that_line() {
        let rest = |lost: &str| Some((vec!["1".to_owned(), "3".to_owned()], Some(lost.to_owned())));
        for bad in ["\"b\": 2,", "\"b\": \"2,", "b: \"2\",", "\"a\": \"2\",", "\"b\" \"2\","] {
            let text = format!("{{\n    \"a\": \"1\",\n    {bad}\n    \"c\": \"3\",\n  }},\n  more");
            assert_eq!(of(&text), rest(bad), "{text}");
        }
    }

    #[test]
    fn a_missing_comma_costs_nothing_and_a_missing_bracket_or_what_is_needed_all() {
        let text = "{\n    \"a\": \"1\"\n    \"c\": \"3\",\n  },\n";
        assert_eq!(of(text), Some((vec!["1".to_owned(), "3".to_owned()], None)));
        assert_eq!(of("{\n    \"a\": \"1\",\n    \"c\": 3,\n  {\n    \"a\": \"1\",\n  },\n"), None);
        assert_eq!(of("{\n    \"a\": \"1\",\n    \"needed\": 3,\n  },\n"), None);
        assert_eq!(of("{\n    \"a\": \"1\",\n    \"b\": \"\0\",\n    \"c\": \"3\",\n  },\n"), None);
        assert_eq!(of("{\n    \"a\": 1,\n    \"c\": 3,\n  },\n"), None);
    }
}
