//! Lines that are nothing but somebody coming or going: `@HT late`, `@LC apologies`, `@GOV interest: …`.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::tags::RoleTag;
use super::unread::Unread;
use super::words::{WORDS, is_title, says_presence};
use crate::calendar::{in_the_day, time_at_end};

/// What happened to the attendance of one or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who, by role and initials.
    pub who: Vec<String>,
    /// What.
    pub what: Presence,
    /// When, where the line says so; else now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// The brief report sent with apologies.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
    /// Why they are not there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
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
    /// Came again.
    Back,
    /// Sent apologies.
    Apologies,
    /// Did not come, and nothing was heard.
    Absent,
    /// Declared an interest, in these words.
    Interest(String),
}

/// What may stand between those who came or went.
const JOINING: [&str; 6] = ["", ",", "and", ", and", "&", "+"];

/// What stands before the words of a report, a reason or an interest.
const SIGNS: [char; 2] = [':', ','];

/// What stands before a reason, whatever its words; after a colon stands a report, but for what sounds like an excuse.
const BECAUSE: &[&str] =
    &[",", " (", " as ", " because of ", " because ", " due to ", " owing to ", " – ", " - ", ", as "];

/// A reason is short; a report tells more.
const MOST_WORDS_OF_REASON: usize = 8;

/// Somebody's attendance in a line, with the bytes of the words that say so.
pub(super) struct Said {
    pub(super) attendance: Attendance,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What may stand between two parts of a line that each say who came or went.
const PARTING: [&str; 3] = [",", ";", "and"];

/// Reads a line that is nothing but attendance: of several, each with what they did, or all with the same. Empty: it is none.
pub(super) fn read_all(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Vec<Said> {
    let parts = in_parts(text, body, tags).filter(|parts| parts.len() > 1);
    parts.or_else(|| read_part(text, body, tags).map(|said| vec![said])).unwrap_or_default()
}

/// The line part by part, each ending before the tag of the next, where every part is attendance by itself.
fn in_parts(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<Vec<Said>> {
    let (mut parts, mut from) = (Vec::new(), body);
    for tag in tags.iter().skip(1) {
        let Some(end) = text.get(from..tag.start).and_then(without_parting).map(|length| from + length) else {
            continue;
        };
        if let Some(said) = read_part(&text[..end], from, tags) {
            parts.push(said);
            from = tag.start;
        }
    }
    parts.push(read_part(text, from, tags)?);
    Some(parts)
}

/// How much of a part stands before what parts it from the next, if something does.
fn without_parting(part: &str) -> Option<usize> {
    let words = part.trim_end();
    let cut = PARTING.iter().find_map(|word| {
        let at = words.len().checked_sub(word.len())?;
        let before = words.get(..at).filter(|_| words.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word)))?;
        (!word.starts_with(char::is_alphabetic) || before.ends_with(char::is_whitespace)).then_some(before)
    })?;
    Some(cut.trim_end().trim_end_matches([',', ';']).len())
}

fn read_part(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<Said> {
    let its: Vec<RoleTag<'_>> = tags.iter().filter(|tag| tag.start >= body && tag.end <= text.len()).copied().collect();
    let (attendance, end) = read(text, body, &its)?;
    Some(Said { attendance, start: its.first()?.start, end })
}

/// Why a line that is no attendance looks meant as such: it has all of it but the time or the interest.
pub(super) fn unread(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<Unread> {
    let (_, after) = who(text, body, tags)?;
    let rest = after.trim().trim_end_matches(SIGNS);
    if rest.trim_end().eq_ignore_ascii_case("interest") {
        return Some(Unread::Interest);
    }
    let (words, time) = rest.trim_end_matches('.').rsplit_once(' ')?;
    let comes_or_goes = of_words(without_joint(words)).is_some_and(|what| match what {
        Presence::Present | Presence::Arrived | Presence::Late | Presence::Left | Presence::Back => true,
        Presence::Apologies | Presence::Absent | Presence::Interest(_) => false,
    });
    (comes_or_goes && time.starts_with(|c: char| c.is_ascii_digit())).then(|| Unread::Time(time.to_owned()))
}

/// Those a line begins with, and what stands after them.
fn who<'a>(text: &'a str, body: usize, tags: &[RoleTag<'_>]) -> Option<(Vec<String>, &'a str)> {
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
    let mut who: Vec<String> = tags.iter().take(count).map(RoleTag::name).collect();
    let tag = tags.get(count - 1)?;
    let mut after = text.get(tag.end..)?;
    if let Some((initials, length)) = after.strip_prefix('/').and_then(initials_of) {
        who.last_mut()?.extend([" ", &initials]);
        after = after.get(1 + length..)?;
    }
    Some((who, after))
}

/// Reads a line that is role tags and what happened, and nothing else; also the byte after the words that say so.
fn read(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<(Attendance, usize)> {
    let Some((who, after)) = who(text, body, tags) else { return told_before(text, body, tags) };
    read_after(text, who.clone(), after).or_else(|| {
        // A name in full may stand behind its role: `@LA Jo Reed present`.
        let (initials, length) = initials_of(after.strip_prefix(' ')?)?;
        let mut named = who;
        let last = named.last_mut().filter(|name| !name.contains(' '))?;
        last.extend([" ", &initials]);
        read_after(text, named, after.get(1 + length..)?)
    })
}

/// The same where what happened stands before those it happened to: `apologies from @GOV`, `present: @HT, @DHT`.
fn told_before(text: &str, body: usize, tags: &[RoleTag<'_>]) -> Option<(Attendance, usize)> {
    let first = tags.first()?;
    let lead = text.get(body..first.start)?.trim();
    let lead = lead.strip_suffix(':').or_else(|| lead.strip_suffix(" from"))?.trim_end();
    let what = of_words(lead.strip_suffix(" received").unwrap_or(lead))?;
    let (who, after) = who(text, first.start, tags)?;
    let rest = after.trim().trim_end_matches('.');
    let reason = if rest.is_empty() { "" } else { rest.strip_prefix(',')?.trim() };
    Some((Attendance { who, what, at: None, report: String::new(), reason: reason.to_owned() }, text.len()))
}

/// What happened to some, by the words after them.
fn read_after(text: &str, who: Vec<String>, after: &str) -> Option<(Attendance, usize)> {
    let said = text.len() - after.len();
    let rest = after.strip_prefix([' ', '\t'])?.trim();
    let whole = said + after.trim_end().len();
    if let Some(Away { what, reason, report, begins }) = not_there(rest) {
        let end = said + after.find(rest)? + begins;
        let [reason, report] = [reason, report].map(str::to_owned);
        return Some((Attendance { who, what, at: None, report, reason }, end));
    }
    let (what, at, report, end) = match rest.split_once(SIGNS) {
        Some((word, words)) if !words.trim().is_empty() && word.eq_ignore_ascii_case("interest") => {
            (Presence::Interest(words.trim().to_owned()), None, "", said + after.find(SIGNS)? + 1)
        }
        // A report begins with words; 9:40 is a time.
        Some((word, report)) if of_words(word) == Some(Presence::Apologies) && !report.trim().is_empty() => {
            (Presence::Apologies, None, report.trim(), said + after.find(SIGNS)? + 1)
        }
        _ => {
            let rest = rest.strip_suffix('.').filter(|rest| !rest.ends_with('m')).unwrap_or(rest);
            let (words, at) = with_time(rest);
            let Some(what) = of_words(words) else {
                let (what, at, reason) = moved_because(rest)?;
                let end = said + after.find(reason)?;
                return Some((Attendance { who, what, at, report: String::new(), reason: reason.to_owned() }, end));
            };
            (what, at, "", whole)
        }
    };
    Some((Attendance { who, what, at, report: report.to_owned(), reason: String::new() }, end))
}

/// That somebody is not there.
struct Away<'a> {
    what: Presence,
    reason: &'a str,
    report: &'a str,
    /// The byte at which the reason begins.
    begins: usize,
}

/// That somebody is not there and why, in words after the tags. What they reported in writing may stand behind the reason:
/// `apologies, on a course: attendance is up`.
fn not_there(rest: &str) -> Option<Away<'_>> {
    let signs = BECAUSE.iter().map(|sign| (*sign, true)).chain([(":", false)]);
    let splits = signs.filter_map(|(sign, is_sure)| Some((rest.find(sign)?, sign, is_sure)));
    let (at, sign, is_sure) = splits.min_by_key(|(at, sign, _)| (*at, usize::MAX - sign.len()))?;
    let what = of_words(rest[..at].trim_end())?;
    let begins = at + sign.len();
    let (reason, report) = match what {
        Presence::Apologies => rest[begins..].split_once(": ").unwrap_or((&rest[begins..], "")),
        _ => (&rest[begins..], ""),
    };
    let (reason, report) = (reason.trim().trim_end_matches('.'), report.trim());
    let reason = if sign == " (" { reason.trim_end_matches(')') } else { reason };
    let is_reason = match what {
        Presence::Absent => true,
        Presence::Apologies => is_sure || sounds_like_reason(reason),
        Presence::Present
        | Presence::Arrived
        | Presence::Late
        | Presence::Left
        | Presence::Back
        | Presence::Interest(_) => false,
    };
    (is_reason && !reason.is_empty()).then_some(Away { what, reason, report, begins })
}

/// That somebody came late or left, and why: `late 9.40, bus`, `left 10.15 for the dentist`. What follows a comma without a
/// time before it is a reason only if it sounds like one.
fn moved_because(rest: &str) -> Option<(Presence, Option<NaiveTime>, &str)> {
    let signs = BECAUSE.iter().chain(&[" for "]).filter_map(|sign| Some((rest.find(sign)?, *sign)));
    let (at, sign) = signs.min_by_key(|(at, sign)| (*at, usize::MAX - sign.len()))?;
    let reason = rest[at + sign.len()..].trim();
    let reason = if sign == " (" { reason.trim_end_matches(')') } else { reason };
    let (words, time) = with_time(rest[..at].trim_end());
    let moves = of_words(words).filter(|what| match what {
        Presence::Arrived | Presence::Late | Presence::Left | Presence::Back => true,
        Presence::Present | Presence::Apologies | Presence::Absent | Presence::Interest(_) => false,
    })?;
    let is_reason = sounds_like_reason(reason) || (time.is_some() || sign == " (") && is_short(reason);
    (is_reason && !reason.is_empty()).then_some((moves, time, reason))
}

fn is_short(reason: &str) -> bool {
    reason.split_whitespace().count() <= MOST_WORDS_OF_REASON
}

fn sounds_like_reason(words: &str) -> bool {
    const ARTICLES: [&str; 6] = ["at a ", "at an ", "at the ", "a ", "an ", "the "];
    let lower = words.to_lowercase();
    let bare = ARTICLES.iter().find_map(|before| lower.strip_prefix(before)).unwrap_or(&lower);
    let begins = |text: &str, known: &str| {
        text.strip_prefix(known).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    };
    WORDS.reasons.iter().any(|known| begins(&lower, known) || begins(bare, known)) && is_short(&lower)
}

/// The initials of a name typed in full, as names are not kept, and the bytes of the name.
fn initials_of(text: &str) -> Option<(String, usize)> {
    const MOST: usize = 4;
    let (mut initials, mut length, mut at) = (String::new(), 0, 0);
    for word in text.split_inclusive(' ').take(MOST) {
        let name = word.trim_end();
        let is_name = name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        // A shouted word of what happened is no name: `@HT WAS late`.
        let is_shouted = name.len() > 1 && name.chars().all(char::is_uppercase) && says_presence(name);
        let named = |c: &char| is_name && c.is_uppercase() && !is_shouted;
        let Some(first) = name.chars().next().filter(named) else { break };
        if !is_title(name) {
            initials.push(first);
        }
        length = at + name.len();
        at += word.len();
    }
    (!initials.is_empty()).then_some((initials, length))
}

/// Words without the time of day at their end: `late 9.40`, `left at 15:20`, `late, arrived 9.40`, `left 10`, `back at half
/// past nine`. An hour without its half of the day is one of the school day.
fn with_time(words: &str) -> (&str, Option<NaiveTime>) {
    let (rest, time) = match time_at_end(words) {
        (rest, Some(time)) => (rest, time),
        (_, None) => match words.rsplit_once(' ').and_then(|(rest, last)| Some((rest, hour(rest, last)?))) {
            Some(found) => found,
            None => return (words, None),
        },
    };
    let is_bare = !words.ends_with(['m', 'M', '.']) && !words.rsplit(' ').next().is_some_and(|t| t.starts_with('0'));
    let hour = if is_bare { in_the_day(time.hour()) } else { time.hour() };
    (without_joint(rest), time.with_hour(hour))
}

/// An hour by its number alone, where there is no doubt of which half of the day, or by its name: `at ten`.
fn hour(before: &str, word: &str) -> Option<NaiveTime> {
    const NAMES: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let named = || NAMES.iter().zip(1..).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, hour)| hour);
    let hour = match word.parse() {
        Ok(hour) => Some(hour).filter(|hour| word.len() <= 2 && (7..=18).contains(hour)),
        Err(_) if before.ends_with(" at") => named(),
        Err(_) => None,
    }?;
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// Words without what joins them to a time.
fn without_joint(rest: &str) -> &str {
    let rest = rest.trim_end();
    let rest = [" at", ", arrived", ", came"].iter().fold(rest, |rest, word| rest.strip_suffix(word).unwrap_or(rest));
    rest.trim_end()
}

fn of_words(words: &str) -> Option<Presence> {
    let words = words.replace('’', "'");
    let is = |known: &[String]| known.iter().any(|known| known.eq_ignore_ascii_case(&words));
    let ways = [
        (&WORDS.present, Presence::Present),
        (&WORDS.arrived, Presence::Arrived),
        (&WORDS.late, Presence::Late),
        (&WORDS.left, Presence::Left),
        (&WORDS.back, Presence::Back),
        (&WORDS.apologies, Presence::Apologies),
        (&WORDS.absent, Presence::Absent),
    ];
    ways.into_iter().find(|(known, _)| is(known)).map(|(_, what)| what)
}
