//! Who was there, by role and initials, and when (LS-04).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::model::Session;
use crate::grammar::{EVERYONE, People, RoleName, is_everyone};

/// Somebody invited or present.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Role id or words (`HT`).
    pub role: String,
    /// Initials.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub initials: String,
    /// What was noted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<PersonEvent>,
    /// Brief written report sent with apologies (RT-09).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
    /// Why they were not there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// A role of the form that nobody was in at the meeting before, so that nobody is expected in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vacant: bool,
}

/// Something noted of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEvent {
    /// When, local time.
    pub at: NaiveDateTime,
    /// What.
    pub what: Attended,
}

/// What can be noted of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attended {
    /// There from the start.
    Present,
    /// Came later.
    Arrived,
    /// Came back, of whom it is not noted when they left.
    Returned,
    /// Left before the end.
    Left,
    /// Sent apologies.
    Apologies,
    /// Did not come, and nothing was heard.
    Absent,
    /// Declared an interest.
    Interest(String),
}

/// Those among the people of a session, and those named in it as speakers and owners.
impl People for Session {
    fn of_initials(&self, initials: &str) -> Option<String> {
        let of_those = |name: &&str| name.rsplit(' ').next() == Some(initials);
        let people: Vec<String> = self.people().iter().map(Person::name).collect();
        let people = people.iter().map(String::as_str);
        let mut known: Vec<&str> = people.chain(self.names_said()).filter(of_those).collect();
        // Initials alone are the same person as with a role.
        if known.iter().any(|name| name.contains(' ')) {
            known.retain(|name| name.contains(' '));
        }
        known.sort_unstable();
        known.dedup();
        if let [one] = known.as_slice() { Some((*one).to_owned()) } else { None }
    }

    fn has_role(&self, role: &str) -> bool {
        self.people().iter().any(|person| person.role == role)
    }
}

impl Session {
    /// The same session with its people as an earlier stand of it has them, beside those of whom nothing is noted yet: who
    /// is invited, and not who came.
    #[must_use]
    pub fn invited_as(&self, then: &Self) -> Self {
        let as_then = |(at, person): (usize, &Person)| match then.people().get(at) {
            Some(known) if known.role == person.role => Some(known.clone()),
            _ => person.is_awaited().then(|| person.clone()),
        };
        let mut session = self.clone();
        session.people = self.people().iter().enumerate().filter_map(as_then).collect();
        session
    }

    /// An owner as they stand here: the only one of a role, or of some initials, by role and initials.
    pub fn owner_called(&self, owner: &str) -> String {
        let mut of_role = self.people().iter().filter(|person| person.role == owner);
        match (of_role.next(), of_role.next()) {
            (Some(only), None) => only.name(),
            (None, _) => self.of_initials(&owner.to_uppercase()).unwrap_or_else(|| owner.to_owned()),
            (Some(_), Some(_)) => owner.to_owned(),
        }
    }
}

/// How it is told that somebody has an interest in a matter.
pub const INTEREST: &str = "declared an interest";

impl Person {
    /// Somebody expected, nothing noted yet.
    pub fn expected(role: impl Into<String>) -> Self {
        Self { role: role.into(), ..Self::default() }
    }

    /// As `HT AB`.
    pub fn name(&self) -> String {
        if self.initials.is_empty() { self.role.clone() } else { format!("{} {}", self.role, self.initials) }
    }

    /// Was in the room at some time. Who declares an interest is there, unless they sent apologies.
    pub fn was_present(&self) -> bool {
        let here = |e: &PersonEvent| {
            matches!(e.what, Attended::Present | Attended::Arrived | Attended::Returned | Attended::Left)
        };
        let declared = || self.events.iter().any(|e| matches!(e.what, Attended::Interest(_)));
        !self.is_absent() && !self.sent_apologies() && (self.events.iter().any(here) || declared())
    }

    /// What was noted last of their coming and going.
    fn last(&self) -> Option<&Attended> {
        self.events.iter().rev().map(|event| &event.what).find(|what| !matches!(what, Attended::Interest(_)))
    }

    /// Notes something more of them. That they left is noted before the coming back that it explains.
    pub(super) fn note(&mut self, event: PersonEvent) {
        let explained = |last: &PersonEvent| last.what == Attended::Returned && last.at > event.at;
        let at =
            self.events.len() - usize::from(event.what == Attended::Left && self.events.last().is_some_and(explained));
        self.events.insert(at, event);
    }

    /// Of whom nothing is noted of coming or going.
    pub fn is_awaited(&self) -> bool {
        self.last().is_none()
    }

    /// A role of the form that nobody came in last time, and nobody is noted in.
    pub fn is_vacant(&self) -> bool {
        self.vacant && self.initials.is_empty() && self.is_awaited()
    }

    /// Left, and did not come back.
    pub fn has_left(&self) -> bool {
        matches!(self.last(), Some(Attended::Left))
    }

    /// When they left, if what was noted at a place is that they came back.
    pub fn left_before(&self, at: usize) -> Option<NaiveDateTime> {
        let moves = |event: &&PersonEvent| !matches!(event.what, Attended::Interest(_));
        let before = self.events.get(..at)?.iter().rev().find(moves)?;
        let comes = matches!(self.events.get(at)?.what, Attended::Arrived | Attended::Returned);
        let returns = comes && before.what == Attended::Left;
        returns.then_some(before.at)
    }

    /// Is in the room now, as far as noted.
    pub fn is_present(&self) -> bool {
        matches!(self.last(), Some(Attended::Present | Attended::Arrived | Attended::Returned))
    }

    /// Sent apologies and did not come after all: what is noted so mends what was noted before.
    pub fn sent_apologies(&self) -> bool {
        matches!(self.last(), Some(Attended::Apologies))
    }

    /// Did not come, without apologies: what is noted so mends what was noted before.
    pub fn is_absent(&self) -> bool {
        matches!(self.last(), Some(Attended::Absent))
    }

    /// What else is to be said of somebody: when they came and left, an interest, that they did not come; nothing where
    /// nothing is. A time that is none of the session's is that of writing it up, and not said. Apologies are said only where
    /// they have no table of their own, or a reason.
    pub fn remarks(&self, is_of_session: impl Fn(NaiveDateTime) -> bool, apologies: Excused) -> Vec<String> {
        // Why somebody came late or left is said of what was noted last.
        let moves = |what: &Attended| matches!(what, Attended::Arrived | Attended::Returned | Attended::Left);
        let stays_away = |event: &PersonEvent| matches!(event.what, Attended::Apologies | Attended::Absent);
        let last = self.events.iter().rposition(|event| moves(&event.what));
        // Who left and came back says why they left.
        let left = |at: usize| self.events.get(..at)?.iter().rposition(|event| event.what == Attended::Left);
        let last = last.map(|at| self.left_before(at).and_then(|_| left(at)).unwrap_or(at));
        let last = last.filter(|_| !self.events.iter().any(stays_away));
        let why = |at: usize| if last == Some(at) { self.why() } else { String::new() };
        let said = |(at, event): (usize, &PersonEvent)| {
            if self.is_mended(at) {
                return None;
            }
            let time = Some(event.at.format("%H:%M")).filter(|_| is_of_session(event.at));
            match &event.what {
                Attended::Arrived if self.left_before(at).is_none() => {
                    Some(time.map_or("arrived late".to_owned(), |time| format!("arrived at {time}")) + &why(at))
                }
                Attended::Arrived | Attended::Returned => {
                    Some(time.map_or("came back".to_owned(), |time| format!("came back at {time}")) + &why(at))
                }
                Attended::Left => {
                    Some(time.map_or("left early".to_owned(), |time| format!("left at {time}")) + &why(at))
                }
                Attended::Interest(words) if words.is_empty() => Some(INTEREST.to_owned()),
                Attended::Interest(words) => Some(format!("{INTEREST}: {words}")),
                Attended::Absent if self.is_absent() => Some(format!("was absent{}", self.why())),
                Attended::Apologies if !self.sent_apologies() => None,
                Attended::Apologies if apologies == Excused::Here || !self.reason.is_empty() => {
                    let report =
                        if apologies == Excused::Here && self.reason.is_empty() { self.report.trim() } else { "" };
                    let report = if report.is_empty() { String::new() } else { format!(": {report}") };
                    Some(format!("sent apologies{}{report}", self.why()))
                }
                Attended::Present | Attended::Apologies | Attended::Absent => None,
            }
        };
        self.events.iter().enumerate().filter_map(said).collect()
    }

    /// When they first came late or left, as far as it is said of them.
    pub fn first_moved(&self) -> Option<NaiveDateTime> {
        let moves = |what: &Attended| matches!(what, Attended::Arrived | Attended::Returned | Attended::Left);
        let mut said = self.events.iter().enumerate().filter(|(at, event)| moves(&event.what) && !self.is_mended(*at));
        said.next().map(|(_, event)| event.at)
    }

    /// Whether what was noted at a place was mended: coming or going that is noted twice in turn, or was none, as they were
    /// not there; and that they were not there, noted again.
    fn is_mended(&self, at: usize) -> bool {
        let what = self.events.get(at).map(|event| &event.what);
        let moves = |later: &&Attended| !matches!(later, Attended::Interest(_));
        let after: Vec<&Attended> = self.events.iter().skip(at + 1).map(|event| &event.what).filter(moves).collect();
        let away = |later: &&Attended| matches!(later, Attended::Apologies | Attended::Absent);
        match what {
            Some(Attended::Apologies | Attended::Absent) => after.iter().any(|later| Some(*later) == what),
            Some(Attended::Arrived | Attended::Returned | Attended::Left) => {
                after.first().copied() == what || after.iter().any(away)
            }
            Some(Attended::Present | Attended::Interest(_)) | None => false,
        }
    }

    /// The reason after a colon, where one was given.
    fn why(&self) -> String {
        if self.reason.is_empty() { String::new() } else { format!(": {}", self.reason) }
    }

    /// When something of this make was last noted.
    pub fn time_of(&self, wanted: impl Fn(&Attended) -> bool) -> Option<NaiveDateTime> {
        self.events.iter().rev().find(|e| wanted(&e.what)).map(|e| e.at)
    }
}

/// Where it is told who sent apologies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excused {
    /// Here.
    Here,
    /// In a table of its own, with the report on impact.
    Elsewhere,
}

/// A role and initials as they are typed in a cell: `HT AB` as `HT/AB`; other words stay.
pub fn as_typed(name: &str) -> String {
    match name.split_once(' ') {
        Some((role, initials)) if in_capitals(role) && in_capitals(initials) => format!("{role}/{initials}"),
        _ => name.to_owned(),
    }
}

/// Owners as they are shown and printed everywhere: `HT AB, Everyone`.
pub fn whose(owners: &[String]) -> String {
    let said = |owner: &String| if is_everyone(owner) { "Everyone".to_owned() } else { owner.clone() };
    owners.iter().map(said).collect::<Vec<_>>().join(", ")
}

/// Everybody named as an owner, in the one way they are kept of an action and printed: `HT/AB, dht` as `HT AB` and `DHT`;
/// roles beside each other are two.
pub fn owners_of(cell: &str, roles: &[RoleName]) -> Vec<String> {
    let role = |word: &str| roles.iter().find(|role| role.id.eq_ignore_ascii_case(word)).map(|role| role.id.as_str());
    let one = |name: &str| match name.split_once('/').map(|(first, other)| (first.trim(), other.trim())) {
        Some((first, other)) => match (role(first), role(other)) {
            (Some(first), Some(other)) => vec![first.to_owned(), other.to_owned()],
            (Some(role), None) if are_initials(other) => vec![format!("{role} {}", other.to_uppercase())],
            _ if in_capitals(first) && in_capitals(other) => vec![format!("{first} {other}")],
            _ => vec![name.to_owned()],
        },
        None if is_everyone(name) => vec![EVERYONE.to_owned()],
        None => vec![role(name).unwrap_or(name).to_owned()],
    };
    cell.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()).flat_map(one).collect()
}

/// One to three letters, all capitals or none.
fn are_initials(word: &str) -> bool {
    (1..=3).contains(&word.len())
        && (word.bytes().all(|b| b.is_ascii_uppercase()) || word.bytes().all(|b| b.is_ascii_lowercase()))
}

fn in_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_printed_in_one_way_however_they_were_typed() {
        let role = |id: &str| RoleName { id: id.to_owned(), ..RoleName::default() };
        let roles = ["HT", "DHT", "GOV"].map(role);
        let printed = |cell: &str| owners_of(cell, &roles).join(", ");
        assert_eq!(printed("HT/MB, DHT AC"), "HT MB, DHT AC");
        assert_eq!(printed("HT/DHT; GOV/PB"), "HT, DHT, GOV PB");
        assert_eq!(printed("gov/pb, ht"), "GOV PB, HT");
        assert_eq!(printed("the governors/parents"), "the governors/parents");
        assert_eq!(printed(" , "), "");
    }
}
