//! Choosing one of a few words with the arrows.

use super::sitting::Along;

/// The word after the one that stands, or before it; from none, the first or the last.
pub(super) fn turned<'a>(options: &'a [String], stands: &str, way: Along) -> Option<&'a String> {
    let count = options.len().max(1);
    let at = match (options.iter().position(|option| option == stands), way) {
        (None, Along::Next) => 0,
        (None, Along::Previous) => count - 1,
        (Some(at), Along::Next) => (at + 1) % count,
        (Some(at), Along::Previous) => (at + count - 1) % count,
    };
    options.get(at)
}
