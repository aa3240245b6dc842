//! What a plain line is likely meant as: an action or a decision in plain words, without its mark.

use super::words::WORDS;
use super::{Context, Kind, after_speaker, tags};

/// What a plain line is likely meant as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// An action or a decision.
    pub kind: Kind,
    /// The words it would have behind its mark.
    pub words: String,
}

/// What a plain line is likely meant as: `Decided to …`, `action - …`, `JB will bring …`, `someone to print …`. None, if
/// it tells or asks.
pub fn meant(text: &str, who: Option<&str>, context: &Context<'_>) -> Option<Meant> {
    let text = text.trim();
    let action = |words: &str| Some(Meant { kind: Kind::Action, words: words.to_owned() });
    if text.ends_with('?') {
        return None;
    }
    if let Some(words) = behind_any(text, &WORDS.labels).filter(|words| !words.is_empty()) {
        return action(words);
    }
    if without_decided(text).is_some() {
        return Some(Meant { kind: Kind::Decision, words: text.to_owned() });
    }
    if let Some(said) = who.and_then(|who| after_speaker(text, who, context)) {
        let (tag, doing) = (&text[..text.len() - said.len()], to_do(said, &["to", "will"])?);
        return action(&format!("{}{doing}", tag.replace(':', "")));
    }
    if let Some(rest) = behind_any(text, &WORDS.doers).filter(|rest| to_do(rest, &["to"]).is_some()) {
        return action(&format!("{}{rest}", &text[..text.len() - rest.len()]));
    }
    let (named, doing) =
        [" to ", " will "].iter().filter_map(|lead| text.split_once(lead)).min_by_key(|(n, _)| n.len())?;
    let line = format!("{named} to {}", to_do(&format!("to {doing}"), &["to"])?);
    action(&line).filter(|_| !tags::named_first(&line, 0, line.len(), context).is_empty())
}

/// The words of a decision behind those that only say that it is one: `decided to`.
pub fn without_decided(text: &str) -> Option<&str> {
    behind_any(text, &WORDS.decided).filter(|words| !words.is_empty())
}

/// What is to be done, behind `to` or `will`, where that is a verb by which actions begin.
fn to_do<'a>(words: &'a str, leads: &[&str]) -> Option<&'a str> {
    let (lead, doing) = words.split_once(' ')?;
    let mut verbs =
        doing.split(|c: char| !c.is_alphanumeric()).filter(|word| !WORDS.beside_says.iter().any(|b| b == word));
    let verb = verbs.next()?;
    (leads.contains(&lead) && WORDS.verbs.iter().any(|does| does == verb)).then_some(doing)
}

/// What stands behind the longest of some openings a text begins with; capitals do not matter.
fn behind_any<'a>(text: &'a str, openings: &[String]) -> Option<&'a str> {
    let behind = |opening: &String| {
        let begins = text.get(..opening.len()).filter(|begun| begun.eq_ignore_ascii_case(opening))?;
        let rest = &text[begins.len()..];
        let ends = opening.ends_with(|c: char| !c.is_alphanumeric()) || rest.starts_with(char::is_whitespace);
        ends.then(|| rest.trim_start())
    };
    openings.iter().filter_map(behind).min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::grammar::{Nobody, RoleName};

    const MEETINGS: [&str; 2] = [
        include_str!("../../tests/data/meeting-curriculum.tsv"),
        include_str!("../../tests/data/meeting-exclusions.tsv"),
    ];

    #[test]
    fn what_people_say_in_a_meeting_is_seldom_taken_for_an_action_or_a_decision() {
        let role = |id: &str| RoleName { id: id.to_owned(), ..RoleName::default() };
        let (roles, calendar) = (["HT", "DHT", "LC", "GOV", "CHAIR"].map(role), Calendar::shipped());
        let today = "2010-01-12".parse().unwrap();
        let context = Context {
            today,
            calendar: &calendar,
            roles: &roles,
            sef: &[],
            items: 7,
            next_meeting: None,
            people: &Nobody,
            names: &[],
        };
        let turns = MEETINGS.iter().flat_map(|meeting| meeting.lines()).filter_map(|line| line.split_once('\t'));
        let said = turns.flat_map(|(_, words)| words.split_inclusive(['.', '?', '!']));
        let said: Vec<&str> = said.map(str::trim).filter(|words| !words.is_empty()).collect();
        let taken: Vec<_> = said.iter().filter(|words| meant(words, None, &context).is_some()).collect();
        assert!(said.len() > 500 && taken.is_empty(), "{} of {}: {taken:#?}", taken.len(), said.len());
    }
}
