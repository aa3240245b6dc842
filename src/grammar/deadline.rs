//! When an action is due: `by fri`, `before half term`, `in 2 weeks`, `for next friday`, or a date at its end.

use chrono::NaiveDate;

use super::recognition::{Part, Recognition};
use super::words::WORDS;
use super::{Context, past};
use crate::calendar::{DatePhrase, Form, MONTHS, is_part_of_day, is_time_of_day_next, is_weekday, refused};

/// A deadline found in the typed line, its words included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: NaiveDate,
    /// Whether its words go, or belong to the sentence.
    pub(super) part: Part,
    strength: Strength,
}

/// How surely the words set a deadline. The strongest counts, of equals the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A date at the end, or `for` one.
    AtEnd,
    /// `in 2 weeks`.
    Span,
    /// `by`, `before`, `due`, `no later than`.
    Limit,
}

/// Words that make the date after them a limit.
const LIMITS: [&str; 9] =
    ["by", "due by", "due on", "due for", "due", "deadline:", "no later than", "not later than", "on or before"];

/// Words before a date that make it no deadline: `the review of 29/1`, `Years 5/6`.
const OTHERWISE: [&str; 33] = [
    "to", "of", "on", "at", "in", "for", "from", "since", "after", "until", "till", "and", "or", "between", "dated",
    "every", "each", "per", "the", "a", "last", "past", "year", "years", "yr", "yrs", "class", "classes", "group",
    "times", "once", "twice", "than",
];

/// Words that belong to a date at the very end: `on 14/1`, `on Friday`, `in March`, `at the end of term`.
const TIMING: [&str; 4] = ["for", "on", "in", "at"];

/// Words before the day to which something goes on, at the very end.
const LASTING: [&str; 2] = ["until", "till"];

/// How many days ahead a date at the end may lie if only such a word stands before it: one further off rather tells of
/// what has been.
const NOT_FAR: i64 = 183;

/// The deadline of an action, in a range of bytes; `is_end` says whether nothing but tags follows a byte.
pub(super) fn find(
    text: &str,
    from: usize,
    to: usize,
    context: &Context<'_>,
    off: &Recognition,
    is_end: impl Fn(usize) -> bool,
) -> Option<Deadline> {
    let text = text.get(..to)?;
    let mut best: Option<Deadline> = None;
    let mut skip_to = from;
    for start in word_starts(text, from) {
        if start < skip_to {
            continue;
        }
        let Some(found) = at(text, from, start, context, &is_end) else {
            continue;
        };
        if off.allows(found.start, found.end) {
            skip_to = found.end;
            if best.is_none_or(|best| found.strength >= best.strength) {
                best = Some(found);
            }
        }
    }
    best
}

/// Where words begin in a text from a byte on; not those glued to what stands before.
fn word_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    text.get(from..).unwrap_or_default().char_indices().filter_map(move |(ahead, c)| {
        let glued = before.is_alphanumeric() || matches!(before, '@' | '#' | '/' | '-' | '.' | '\'' | '’' | '_');
        before = c;
        (c.is_alphanumeric() && !glued).then_some(from + ahead)
    })
}

/// The word before a byte, where only spaces stand between.
fn word_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
    before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Whether a part of a day can be said of what was read.
const fn is_day(form: Form) -> bool {
    match form {
        Form::Date | Form::DayOfMonth | Form::Weekday | Form::Today | Form::Near => true,
        Form::Doubtful | Form::Span | Form::TermTime | Form::Month | Form::Before => false,
    }
}

/// Whether a weekday stands before a byte.
fn follows_weekday(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end().trim_end_matches(',');
    is_weekday(word_before(before, before.len()))
}

/// A deadline whose words begin at a byte; the action's own words begin at `from`.
fn at(
    text: &str,
    from: usize,
    start: usize,
    context: &Context<'_>,
    is_end: impl Fn(usize) -> bool,
) -> Option<Deadline> {
    let rest = &text[start..];
    let read = |at: usize| {
        let met = next_meeting(text.get(at..)?, context.next_meeting);
        if let Some((bytes, date, form)) = met {
            return Some((at + bytes, date, form));
        }
        let phrase = context.calendar.find_phrase(text.get(at..)?, context.today)?;
        // A date that is surely a slip is none: it is said to be missing.
        let phrase = Some(phrase).filter(|phrase| refused(phrase.date).is_none())?;
        Some((at + phrase.bytes, phrase.date, phrase.form))
    };
    let found = |(end, date, _): (usize, NaiveDate, Form), strength| {
        Some(Deadline { start, end, date, part: Part::Due, strength })
    };
    let limits = LIMITS.iter().filter_map(|words| after(rest, words)).max();
    // Of `by Friday lunch` or `by Friday 3pm` the day alone goes: `by lunch` is left, `by 3pm`.
    let goes_on = |end: usize| is_part_of_day(&text[end..]) || is_time_of_day_next(&text[end..]);
    if let Some(length) = limits.or_else(|| after(rest, "before"))
        && let Some((end, date, _)) = read(start + length).filter(|(end, _, form)| is_day(*form) && goes_on(*end))
    {
        return found((end, date, Form::Date), Strength::Limit)
            .map(|found| Deadline { start: start + length, ..found });
    }
    if let Some(found_at) = limits.and_then(|length| read(start + length)) {
        let is_sure = found_at.2 != Form::Doubtful || is_end(found_at.0);
        return if is_sure { found(found_at, Strength::Limit) } else { None };
    }
    if let Some(length) = LASTING.iter().find_map(|word| after(rest, word)) {
        let dated = read(start + length).filter(|(end, _, form)| *form != Form::Doubtful && is_end(*end));
        let lasts = dated.and_then(|dated| found(dated, Strength::AtEnd));
        return lasts.map(|lasts| Deadline { part: Part::Until, ..lasts });
    }
    if let Some((word, length)) = TIMING.iter().find_map(|word| Some((*word, after(rest, word)?)))
        && let Some(dated) = read(start + length).filter(|dated| is_end(dated.0))
    {
        let near = (dated.1 - context.today).num_days() <= NOT_FAR;
        let says = match word {
            "for" => matches!(dated.2, Form::Date | Form::DayOfMonth | Form::Weekday | Form::Near),
            "on" => {
                matches!(dated.2, Form::Near | Form::Weekday)
                    || (near && matches!(dated.2, Form::Date | Form::DayOfMonth))
            }
            "at" => matches!(dated.2, Form::Near) || (near && matches!(dated.2, Form::TermTime)),
            _ => matches!(dated.2, Form::Near) || (near && matches!(dated.2, Form::Month)),
        };
        let says = says && (word == "for" || !past::is_told(&text[from..start]));
        return if says { found(dated, Strength::AtEnd) } else { None };
    }
    let dated = read(start)?;
    let before = word_before(text, start);
    // Of a weekday that is not its own, a date is no part: `Thursday 5 February`.
    let otherwise = OTHERWISE.iter().any(|word| word.eq_ignore_ascii_case(before)) || follows_weekday(text, start);
    // `the report end of January`, `raise it next meeting`, but not a holiday by its name alone.
    let ends = after(rest, "end").or_else(|| after(rest, "next")).is_some();
    match dated.2 {
        Form::Before => found(dated, Strength::Limit),
        Form::Span if !otherwise => found(dated, Strength::Span),
        Form::Date | Form::Near if !otherwise && is_end(dated.0) && !past::is_told(&text[from..start]) => {
            found(dated, Strength::AtEnd)
        }
        Form::TermTime if ends && !otherwise && is_end(dated.0) => found(dated, Strength::AtEnd),
        Form::Span
        | Form::Date
        | Form::Near
        | Form::Doubtful
        | Form::DayOfMonth
        | Form::Weekday
        | Form::Today
        | Form::Month
        | Form::TermTime => None,
    }
}

/// The next meeting, by such words or as the time before it, where its day is known.
fn next_meeting(text: &str, day: Option<NaiveDate>) -> Option<(usize, NaiveDate, Form)> {
    let day = day?;
    match after(text, "before") {
        Some(length) => Some((length + called_next(&text[length..])?, day.pred_opt()?, Form::Before)),
        None => Some((called_next(text)?, day, Form::TermTime)),
    }
}

/// Whether words tell of the next meeting.
pub fn tells_next_meeting(words: &str) -> bool {
    word_starts(words, 0).any(|at| called_next(&words[at..]).is_some())
}

/// The day meant by words that say the next meeting, or before it, and nothing else.
pub fn only_next_meeting(words: &str, next: NaiveDate) -> Option<NaiveDate> {
    let words = words.trim().trim_end_matches('.');
    let words = &words[after(words, "by").unwrap_or_default()..];
    next_meeting(words, Some(next)).filter(|(length, ..)| *length == words.len()).map(|(_, day, _)| day)
}

/// Where words end that call a meeting the next one: `the next meeting`, `next RTM`.
fn called_next(text: &str) -> Option<usize> {
    let next = after(text, "the").unwrap_or_default();
    let met = next + after(&text[next..], "next")?;
    let met = met + after(&text[met..], "round table").unwrap_or_default();
    let word = text[met..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["meeting", "rtm", "visit"].iter().any(|known| known.eq_ignore_ascii_case(word)).then_some(met + word.len())
}

/// Words that begin a time rather than say which: `the end of`, `mid`.
const LEADING: [&str; 23] = [
    "the",
    "of",
    "early",
    "mid",
    "late",
    "next",
    "this",
    "end",
    "start",
    "beginning",
    "middle",
    "a",
    "about",
    "first",
    "second",
    "third",
    "fourth",
    "last",
    "half",
    "week",
    "weeks",
    "w/c",
    "in",
];

/// Words before a time at the very end of an action that may tell when it is due, and may not.
const PERHAPS: [&str; 5] = ["on", "in", "at", "during", "after"];

/// Words that make a part of the term or a month at the very end sound like a deadline: `early February`, `this term`.
const HURRYING: [&str; 8] = ["early", "mid", "late", "end", "start", "this", "next", "later"];

/// Words by which the school year is told, wherever they stand: `before the May half term`.
const TERM_WORDS: [&str; 6] = ["term", "half-term", "halfterm", "holiday", "holidays", "hols"];

/// Words that say when, straight after the limit: `by Easter`, but not `before the lesson on Easter`.
const SEASONS: [&str; 9] =
    ["easter", "christmas", "xmas", "whit", "whitsun", "whitsuntide", "summer", "autumn", "spring"];

/// Meetings that have a date, though not one known here.
const MEETINGS: [&str; 6] = ["meeting", "rtm", "visit", "session", "jem", "ofsted"];

/// Words in a range of bytes that look meant as a deadline but give no date; where the range is turned off, none. `is_end`
/// says whether nothing but tags follows a byte.
pub(super) fn undated<'a>(
    text: &'a str,
    from: usize,
    to: usize,
    context: &Context<'_>,
    off: &Recognition,
    is_end: impl Fn(usize) -> bool,
) -> Option<&'a str> {
    let text = text.get(..to)?;
    word_starts(text, from).find_map(|start| {
        let end = soon(text, start, &is_end)
            .or_else(|| limit_without_date(text, start, context))
            .or_else(|| perhaps(text, start, &is_end))?;
        off.allows(start, end).then(|| &text[start..end])
    })
}

/// Whether words only hurry: `asap`, `as soon as possible`.
pub fn only_hurries(words: &str) -> bool {
    WORDS.soon.iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// Where words end that hurry and give no date: one word only at the very end, as `soon` may be anything before.
fn soon(text: &str, start: usize, is_end: impl Fn(usize) -> bool) -> Option<usize> {
    let rest = &text[start..];
    let is_whole = |known: &&String| {
        let length = known.len();
        rest.get(..length).is_some_and(|head| head.eq_ignore_ascii_case(known))
            && rest[length..].chars().next().is_none_or(|c| !c.is_alphanumeric())
            && (known.contains(' ') || is_end(start + length))
    };
    WORDS.soon.iter().filter(is_whole).map(|known| start + known.len()).max()
}

/// Where a limit ends that gives no date: `by the next meeting`.
fn limit_without_date(text: &str, start: usize, context: &Context<'_>) -> Option<usize> {
    let length =
        LIMITS.iter().chain(&["before"]).chain(&LASTING).filter_map(|words| after(&text[start..], words)).max()?;
    let said = start + length;
    let is_date = |phrase: DatePhrase| refused(phrase.date).is_none();
    if context.calendar.find_phrase(&text[said..], context.today).is_some_and(is_date) {
        return None;
    }
    Some(said + looks_dated(&text[said..], &MEETINGS)?)
}

/// Where words end that may say when, at the very end of an action: `held on Friday`, `during March`, `friday`.
fn perhaps(text: &str, start: usize, is_end: impl Fn(usize) -> bool) -> Option<usize> {
    let rest = &text[start..];
    let told = PERHAPS.iter().find_map(|word| after(rest, word));
    let first = rest.split(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let hurries = HURRYING.contains(&first.split('-').next().unwrap_or_default());
    let before = word_before(text, start);
    let otherwise = OTHERWISE.iter().any(|word| word.eq_ignore_ascii_case(before));
    if told.is_none() && (otherwise || !(hurries || is_weekday_in_full(first.trim_end_matches(['.', ','])))) {
        return None;
    }
    let said = start + told.unwrap_or_default();
    let end = said + called_next(&text[said..]).or_else(|| looks_dated(&text[said..], &[]))?;
    is_end(end).then_some(end)
}

/// The bytes of a text that begins like a time: up to the word that says so; some words say so if they are not the first.
fn looks_dated(text: &str, later: &[&str]) -> Option<usize> {
    let clause = text.find([',', ';', ':', '(', ')', '!', '?', '@', '#', '\n']).map_or(text, |end| &text[..end]);
    let mut end = 0;
    let mut dated = None;
    let mut leading = true;
    for (n, word) in clause.split_inclusive([' ', '\t']).take(6).enumerate() {
        let bare = word.trim().trim_end_matches('.');
        let lower = bare.to_lowercase();
        let stop = end + bare.len();
        end += word.len();
        let word = lower.strip_prefix("mid-").unwrap_or(&lower);
        let at_once = is_day_like(word) || is_calendar_word(word) || SEASONS.contains(&word);
        // `the 31st of Juneuary`, `Feb 30`: what follows a day and looks like a month belongs to it, and the other way round.
        let goes_on = dated.is_some() && (begins_like_month(word) || is_number(word));
        let met = n > 0 && later.contains(&word);
        let says = TERM_WORDS.contains(&word) || (leading && (at_once || goes_on || met));
        if says {
            dated = Some(stop);
        }
        leading &= says || LEADING.contains(&lower.as_str());
    }
    dated
}

/// `31st`, `31/2`, `2010-13-01`.
fn is_day_like(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    let numbers = |mark: char| rest.starts_with(mark) && rest.bytes().all(|b| b.is_ascii_digit() || b == mark as u8);
    (1..=4).contains(&digits) && (matches!(rest, "st" | "nd" | "rd" | "th") || numbers('/') || numbers('-'))
}

/// A day without its month.
fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A weekday or a month by its name, or by the beginning of it.
fn is_calendar_word(word: &str) -> bool {
    const SHORT: usize = 3;
    is_weekday(word) || MONTHS.iter().any(|month| *month == word || (word.len() == SHORT && month.starts_with(word)))
}

/// A weekday that is no other word as well, as `sat` is.
fn is_weekday_in_full(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.contains(&word)
}

/// Whether a word begins as a month does, however it goes on.
fn begins_like_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.len() >= 3 && word.get(..3) == month.get(..3))
}

/// The bytes of some words and the space after them, where a text begins with them.
fn after(text: &str, words: &str) -> Option<usize> {
    let head = text.as_bytes().get(..words.len())?;
    if !head.eq_ignore_ascii_case(words.as_bytes()) {
        return None;
    }
    let rest = &text[words.len()..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (blanks > 0).then_some(words.len() + blanks)
}
