//! What is special about actions: owners, deadline and measure of success, and the text that is left without their words.

use super::deadline;
use super::recognition::{Part, Recognition, Span};
use super::tags::{self, RoleTag};
use super::{Context, Parsed};

/// Words before a role that make it part of the sentence: `ask @HT`, `send it to @GOV`. It is an owner only if no other role is.
const MENTIONING: [&str; 15] = [
    "to", "with", "from", "of", "via", "by", "ask", "tell", "remind", "meet", "between", "about", "through", "under",
    "see",
];

/// What may stand between owners.
const JOINING: [&str; 6] = ["+", "/", "&", ",", "and", ", and"];

/// Reads the words of an action from byte `body` on into owners, deadline, measure and text.
pub(super) fn read(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let end = body + text[body..].trim_end().len();
    let main_end = explicit_measure(text, body, end, off, parsed);
    let mut tags = tags::named_first(text, body, main_end, context);
    tags.extend(tags::by_name(text, body, main_end, context));
    tags.extend(tags::owners(text, body, main_end, context));
    tags.retain(|tag| off.allows(tag.start, tag.end));
    parsed.unknown = tags::unknown(text, body, main_end, context).map(str::to_owned);
    let taken_out = owners(text, body, &tags, context, off, parsed);
    parsed.shortens = parsed.owners.iter().any(|owner| tags::is_shortened(text, owner));
    if parsed.owners.is_empty() && parsed.unknown.is_none() {
        parsed.unowned = tags::in_words(text, body, main_end, context);
    }
    let purpose = find_words(text, body, main_end, "so that");
    let is_end = |at: usize| purpose == Some(start_of_words(text, at)) || only_tags(text, at, main_end, &taken_out);
    if let Some(found) = deadline::find(text, body, main_end, context, off, is_end) {
        parsed.due = Some(found.date);
        parsed.due_words = text.get(found.start..found.end).map(str::to_owned);
        parsed.spans.push(Span { start: found.start, end: found.end, what: found.part });
    } else {
        parsed.undated = deadline::undated(text, body, main_end, context, off, is_end).map(str::to_owned);
    }
    if !taken_out.is_empty() {
        leading_to(text, body, main_end, off, parsed);
    }
    parsed.spans.sort_unstable_by_key(|span| span.start);
    parsed.text = left_over(text, body, end, &parsed.spans);
    if parsed.measure.is_none()
        && let Some(start) = purpose.filter(|start| off.allows(*start, start + "so that".len()))
        && let Some(at) = find_words(&parsed.text, 0, parsed.text.len(), "so that")
    {
        let measure = parsed.text[at + "so that".len()..].trim();
        let measure = measure.strip_suffix('.').unwrap_or(measure);
        if !measure.is_empty() {
            parsed.measure = Some(measure.to_owned());
            let end = start + "so that".len();
            parsed.spans.push(Span { start, end, what: Part::Purpose });
        }
    }
}

/// Takes `measure: …` off the end; returns where the rest ends.
fn explicit_measure(text: &str, body: usize, end: usize, off: &Recognition, parsed: &mut Parsed) -> usize {
    const WORD: &str = Part::MEASURE;
    let mut from = body;
    while let Some(start) = find_words(text, from, end, WORD) {
        let after = start + WORD.len();
        let measure = text[after..end].trim();
        if !measure.is_empty() && off.allows(start, after) {
            parsed.measure = Some(measure.to_owned());
            parsed.spans.push(Span { start, end, what: Part::Measure });
            return start;
        }
        from = after;
    }
    end
}

/// Sorts roles into owners, whose words go, and those that belong to the sentence; returns the former.
fn owners<'a>(
    text: &str,
    body: usize,
    tags: &[RoleTag<'a>],
    context: &Context<'_>,
    off: &Recognition,
    parsed: &mut Parsed,
) -> Vec<RoleTag<'a>> {
    let mut owners: Vec<RoleTag<'a>> = Vec::new();
    let mut mentions: Vec<RoleTag<'a>> = Vec::new();
    let mut last: Option<(RoleTag<'a>, Place)> = None;
    for &tag in tags {
        let between = last.and_then(|(last, _)| text.get(last.end..tag.start)).map(str::trim);
        let joined = between.is_some_and(|between| JOINING.iter().any(|word| word.eq_ignore_ascii_case(between)));
        let place = match last {
            Some((_, place)) if joined => place,
            _ if is_mentioned(&text[body..tag.start]) => Place::InSentence,
            _ => Place::Apart,
        };
        match place {
            Place::Apart => {
                if let Some((last, _)) = last
                    && joined
                {
                    link(text, last.end, tag.start, off, parsed);
                }
                owners.push(tag);
            }
            Place::InSentence => mentions.push(tag),
        }
        last = Some((tag, place));
    }
    let (who, what) = if owners.is_empty() { (&mentions, Part::Mention) } else { (&owners, Part::Owner) };
    for tag in who {
        let name = tag.owner(context);
        parsed.spans.push(Span { start: tag.start, end: tag.end, what });
        if !parsed.owners.contains(&name) {
            parsed.owners.push(name);
        }
    }
    owners
}

/// Where a role stands.
#[derive(Clone, Copy)]
enum Place {
    /// Beside the sentence; its words go.
    Apart,
    /// In the sentence, which would not read without it.
    InSentence,
}

fn is_mentioned(before: &str) -> bool {
    let word = before.trim_end();
    if word.len() == before.len() {
        return false;
    }
    let word = word.rsplit(char::is_whitespace).next().unwrap_or_default();
    MENTIONING.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Takes out the words between two bytes, white space around them aside.
fn link(text: &str, from: usize, to: usize, off: &Recognition, parsed: &mut Parsed) {
    let start = start_of_words(text, from);
    let end = start + text.get(start..to).map_or(0, |between| between.trim_end().len());
    if start < end && off.allows(start, end) {
        parsed.spans.push(Span { start, end, what: Part::Link });
    }
}

/// Takes out the `to` of `@HT to moderate …`, and a colon in its place.
fn leading_to(text: &str, body: usize, main_end: usize, off: &Recognition, parsed: &mut Parsed) {
    parsed.spans.sort_unstable_by_key(|span| span.start);
    let mut at = body;
    let mut owner = false;
    for span in &parsed.spans {
        if span.start >= body && span.what.is_taken_out() && is_gap(&text[at..span.start.max(at)]) {
            at = span.end;
            owner |= span.what == Part::Owner;
        }
    }
    let start = start_of_words(text, at);
    let end = start + "to".len();
    let says_to = text.as_bytes().get(start..end).is_some_and(|word| word.eq_ignore_ascii_case(b"to"));
    if owner && says_to && end <= main_end && text[end..].chars().next().is_none_or(char::is_whitespace) {
        link(text, start, end, off, parsed);
    }
}

fn is_gap(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | ':'))
}

/// Whether nothing but owners, `#` tags and punctuation stands between two bytes.
fn only_tags(text: &str, from: usize, to: usize, owners: &[RoleTag<'_>]) -> bool {
    let mut at = from;
    while let Some(next) = text.get(at..to).and_then(|rest| rest.chars().next()) {
        if let Ok(tag) = owners.binary_search_by_key(&at, |tag| tag.start) {
            at = owners[tag].end;
        } else if next == '#' {
            let word = text[at..to].find(char::is_whitespace);
            at = word.map_or(to, |length| at + length);
        } else if next.is_whitespace() || ".,;!?)+/&".contains(next) {
            at += next.len_utf8();
        } else {
            return false;
        }
    }
    true
}

/// Where some words begin, not inside others; capitals do not matter.
fn find_words(text: &str, from: usize, to: usize, words: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = words.bytes().next()?;
    (from..to.saturating_sub(words.len() - 1)).find(|&at| {
        bytes[at].eq_ignore_ascii_case(&first)
            && bytes[at..at + words.len()].eq_ignore_ascii_case(words.as_bytes())
            && text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            && (words.ends_with(':') || text[at + words.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Past the white space at a byte.
fn start_of_words(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}

/// What is left of a text without the parts taken out, tidied where they stood and at its ends.
fn left_over(text: &str, body: usize, end: usize, spans: &[Span]) -> String {
    let mut left = String::with_capacity(end.saturating_sub(body));
    let mut at = body;
    let gone = spans.iter().filter(|span| span.start >= body && span.what.is_taken_out());
    for (start, next) in gone.map(|span| (span.start, span.end)).chain([(end, end)]) {
        add(&mut left, text.get(at..start).unwrap_or_default());
        at = next;
    }
    tidy(&left).to_owned()
}

/// Adds a piece of text after a gap, with one space where words meet.
fn add(left: &mut String, piece: &str) {
    let piece = piece.trim();
    let Some(first) = piece.chars().next() else {
        return;
    };
    if left.is_empty() {
        left.push_str(piece);
    } else if first == ')' && left.ends_with('(') {
        left.pop();
        left.truncate(left.trim_end().len());
        let rest = &piece[1..];
        left.push_str(if left.is_empty() { rest.trim_start() } else { rest });
    } else {
        if matches!(first, ',' | ';' | '.') && left.ends_with([',', ';']) {
            left.pop();
        }
        if !left.ends_with('(') && !matches!(first, '.' | ',' | ';' | ':' | '!' | '?' | ')') {
            left.push(' ');
        }
        left.push_str(piece);
    }
}

/// The text of an action without the separators that owners and deadlines leave at its ends.
pub(super) fn tidy(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
}
