//! Schools with a number or a name like the one that was not found.

use std::io::Read;

use super::columns::Kind;
use super::head::{self, Opened};
use super::{Ask, ImportError, Source};

/// A school like the one looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// How far off it is; 0 is the same.
    far: usize,
    /// Its number.
    pub urn: String,
    /// Its name.
    pub school: String,
    /// Whether the one looked for became this one.
    successor: Relation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Like,
    Before,
}

/// How many are offered.
const OFFERED: usize = 3;

impl Near {
    /// The end of a sentence that offers them.
    pub(super) fn hint(near: &[Self]) -> String {
        let mut sorted: Vec<&Self> = near.iter().collect();
        sorted.sort_by_key(|near| near.far);
        let mut seen = std::collections::HashSet::new();
        sorted.retain(|near| seen.insert(near.urn.as_str()));
        let said = |near: &&Self| match near.successor {
            Relation::Like => format!("{} {}", near.urn, near.school).trim_end().to_owned(),
            Relation::Before => {
                format!("{} {} (since closed, and followed by the one asked for)", near.urn, near.school)
            }
        };
        let offered: Vec<String> = sorted.iter().take(OFFERED).map(said).collect();
        if offered.is_empty() {
            "; look its number up on get-information-schools.service.gov.uk".to_owned()
        } else {
            format!("; did you mean {}?", offered.join(" or "))
        }
    }
}

/// Whether two digits beside each other changed places, the slip nearest at hand.
fn has_two_swapped(typed: &str, urn: &str) -> bool {
    let (typed, urn) = (typed.as_bytes(), urn.as_bytes());
    let differ: Vec<usize> = (0..typed.len().min(urn.len())).filter(|at| typed[*at] != urn[*at]).collect();
    match differ[..] {
        [first, next] => {
            typed.len() == urn.len() && next == first + 1 && typed[first] == urn[next] && typed[next] == urn[first]
        }
        _ => false,
    }
}

/// The schools of a file nearest to what was looked for, by number, by name, and by what became of them.
///
/// # Errors
/// The file cannot be read.
pub fn find_near(input: impl Read, source: &Source, ask: &Ask<'_>, name: &str) -> Result<Vec<Near>, ImportError> {
    let Opened { mut rows, columns, .. } = head::open(input, source, ask)?;
    let mut found: Vec<Near> = Vec::new();
    while let Some(row) = rows.next(ask.stop)? {
        if columns.kind(row) != Kind::School {
            continue;
        }
        let (urn, school) = (columns.urn(row), columns.school(row));
        let by_number = if has_two_swapped(ask.urn, &urn) { Some(0) } else { crate::forms::farness(ask.urn, &urn) };
        let by_name = [name, ask.urn].into_iter().filter(|n| n.chars().any(char::is_alphabetic));
        let by_name = by_name.filter_map(|name| crate::forms::farness(name, &school)).min();
        let followed = !ask.urn.is_empty() && columns.successor(row) == ask.urn;
        let far = if followed { Some(0) } else { by_number.into_iter().chain(by_name).min() };
        let Some(far) = far else { continue };
        let successor = if followed { Relation::Before } else { Relation::Like };
        found.push(Near { far, urn, school, successor });
        found.sort_by_key(|near| near.far);
        found.truncate(OFFERED);
    }
    Ok(found)
}
