//! Of the rule `figure`: how many of how many pupils make the percentage beside them (NV-09; handbook 9).

use super::texts::texts;
use super::{Context, Found, Mend};
use crate::measures::{Miscounted, miscounted};

/// Finds them.
pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for text in texts(context) {
        for Miscounted { said, percent, at } in miscounted(text.words) {
            let Some((printed, makes)) = percent else {
                let message = format!("{} says {said}, which is more than there are", text.label());
                found.push(Found::new(text.place(), message).about(&said));
                continue;
            };
            let message = format!("{} says {said} is {printed}%; that makes {makes}%", text.label());
            let (before, behind) = (&text.words[..at], &text.words[at + printed.len()..]);
            let then = format!("{before}{makes}{behind}");
            let mend = Mend::rewrite(format!("write {makes}%"), &text.target(), text.words, then);
            found.push(Found::new(text.place(), message).about(&format!("{said} {printed}")).with([mend]));
        }
    }
    found
}
