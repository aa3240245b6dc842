//! Waivers of what stands in a row of a table: they stay with their row when one above it is taken out.

use crate::session::{Change, Session};

/// What taking out a row (from 0) changes in the waivers: its own go, those of the rows below move up with them.
pub fn without_row(session: &Session, table: &str, row: usize) -> Vec<Change> {
    let mut rows: Vec<(usize, String, String, String)> = session
        .waivers()
        .filter_map(|(finding, reason)| {
            let (rule, place) = finding.split_once(':')?;
            let rest = place.strip_prefix(table)?.strip_prefix('.')?;
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let n = rest[..digits].parse::<usize>().ok().filter(|n| *n > row)?;
            let moved = format!("{rule}:{table}.{}{}", n - 1, &rest[digits..]);
            Some((n, finding.to_owned(), moved, reason.to_owned()))
        })
        .collect();
    rows.sort_unstable();
    let mut changes = Vec::new();
    for (n, finding, moved, reason) in rows {
        changes.push(Change::Waiver { finding, from: Some(reason.clone()), to: None });
        if n > row + 1 {
            changes.push(Change::Waiver { finding: moved, from: None, to: Some(reason) });
        }
    }
    changes
}
