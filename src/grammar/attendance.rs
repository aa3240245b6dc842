//! Lines that are nothing but somebody coming or going: `@HT late`, `@LC apologies`, `@GOV interest: …`.

use serde::{Deserialize, Serialize};

use super::tags::RoleTag;

/// What happened to the attendance of one or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who, by role and initials.
    pub who: Vec<String>,
    /// What.
    pub what: Presence,
}

/// How somebody was there, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Is there.
    Present,
    /// Came.
    Arrived,
    /// Came after the start.
    Late,
    /// Went.
    Left,
    /// Sent apologies.
    Apologies,
    /// Declared an interest, in these words.
    Interest(String),
}

/// What may stand between those who came or went.
const JOINING: [&str; 6] = ["", ",", "and", ", and", "&", "+"];

/// Reads a line that is role tags and what happened, and nothing else; also the byte after the words that say so.
pub(super) fn read(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<(Attendance, usize)> {
    let first = tags.first()?;
    if !text.get(body..first.start)?.trim().is_empty() {
        return None;
    }
    let joined = |pair: &[RoleTag<'_>]| {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
        // A chain such as `@HT+DHT` has one sign between.
        between == "/" || JOINING.iter().any(|word| word.eq_ignore_ascii_case(between.trim()))
    };
    let count = 1 + tags.windows(2).take_while(|pair| joined(pair)).count();
    let who: Vec<String> = tags.iter().take(count).map(RoleTag::name).collect();
    let tag = tags.get(count - 1)?;
    let after = text.get(tag.end..)?;
    let rest = after.strip_prefix([' ', '\t'])?.trim();
    let (what, end) = match rest.split_once(':') {
        Some((word, interest)) if word.eq_ignore_ascii_case("interest") => {
            let interest = interest.trim();
            if interest.is_empty() {
                return None;
            }
            (Presence::Interest(interest.to_owned()), tag.end + after.find(':')? + 1)
        }
        _ => {
            let words = of_words(rest.strip_suffix('.').unwrap_or(rest))?;
            (words, tag.end + after.trim_end().len())
        }
    };
    Some((Attendance { who, what }, end))
}

fn of_words(words: &str) -> Option<Presence> {
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(words));
    if is(&["here", "present", "is here", "is present", "are here", "are present"]) {
        Some(Presence::Present)
    } else if is(&["arrived", "arrives"]) {
        Some(Presence::Arrived)
    } else if is(&["late", "arrived late", "is late", "are late"]) {
        Some(Presence::Late)
    } else if is(&["left", "leaves", "left early"]) {
        Some(Presence::Left)
    } else if is(&["apologies", "apology", "sent apologies", "sends apologies", "send apologies"]) {
        Some(Presence::Apologies)
    } else {
        None
    }
}
