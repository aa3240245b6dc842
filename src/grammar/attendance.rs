//! Lines that are nothing but somebody coming or going: `@HT late`, `@LC apologies`, `@GOV interest: …`.

use serde::{Deserialize, Serialize};

use super::tags::RoleTag;

/// What happened to somebody's attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who, by role and initials.
    pub role: String,
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

/// Reads a line that is one role tag and what happened, and nothing else; also the byte after the words that say so.
pub(super) fn read(text: &str, body: usize, tag: &RoleTag<'_>) -> Option<(Attendance, usize)> {
    if !text.get(body..tag.start)?.trim().is_empty() {
        return None;
    }
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
    Some((Attendance { role: tag.name(), what }, end))
}

fn of_words(words: &str) -> Option<Presence> {
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(words));
    if is(&["here", "present", "is here", "is present"]) {
        Some(Presence::Present)
    } else if is(&["arrived", "arrives"]) {
        Some(Presence::Arrived)
    } else if is(&["late", "arrived late", "is late"]) {
        Some(Presence::Late)
    } else if is(&["left", "leaves", "left early"]) {
        Some(Presence::Left)
    } else if is(&["apologies", "apology", "sent apologies", "sends apologies"]) {
        Some(Presence::Apologies)
    } else {
        None
    }
}
