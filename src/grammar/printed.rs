//! A line as it is printed: its words without the marks of the grammar.

use std::borrow::Cow;

use super::tags::{self, HashTag};
use super::words::WORDS;
use super::{Context, after_speaker};

/// Words after which a tag at the end belongs to the sentence: “evidence for #A2”.
const LEAD_ON: [&str; 14] =
    ["a", "about", "and", "at", "by", "for", "from", "in", "of", "on", "section", "the", "to", "under"];

/// Words after which somebody at the end belongs to the sentence: “agreed with @HT”.
const TURN_TO: [&str; 7] = ["ask", "asked", "between", "or", "see", "via", "with"];

/// A mark of the grammar among words.
enum Mark {
    Role(String),
    Hash(HashTag),
}

/// The words of a line without the tag of who said it, who is told beside them, and without the marks of the grammar. A
/// role and a key stage keep their names; an SEF area or a view that is only tagged on goes, as the document says it by
/// where the line stands, and so does whoever said it.
pub fn as_printed<'a>(text: &'a str, who: &str, context: &Context<'a>) -> Cow<'a, str> {
    let words = after_speaker(text, who, context).filter(|_| !names_several(text, who, context)).unwrap_or(text);
    // A line that was taken word for word still has the mark of its kind: nothing in it is grammar.
    if !words.contains(['@', '#']) || text.starts_with(['!', '=', '?', '+', '~', '%', '\\']) {
        return Cow::Borrowed(words);
    }
    let roles = tags::roles(words, 0, words.len(), context).into_iter();
    let hashes = tags::hashes(words, 0, words.len(), context);
    let mut marks: Vec<(usize, usize, Mark)> = roles.map(|tag| (tag.start, tag.end, Mark::Role(tag.name()))).collect();
    marks.extend(hashes.map(|(start, stop, tag)| (start, stop, Mark::Hash(tag))));
    marks.sort_unstable_by_key(|(start, ..)| *start);
    // Bytes that go.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut end = words.trim_end_matches(['.', ' ']).len();
    for (n, (start, stop, mark)) in marks.iter().enumerate().rev() {
        let (start, stop) = (*start, *stop);
        let before = words[..start].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let leads_on = LEAD_ON.contains(&last.as_str());
        let goes = match mark {
            Mark::Role(name) => stop == end && name == who && !leads_on && !TURN_TO.contains(&last.as_str()),
            Mark::Hash(HashTag::KeyStage(_)) => false,
            Mark::Hash(tag) => !leads_on && (stop == end || start == 0 || is_aside(words, stop, tag, &marks[..n])),
        };
        if !goes {
            gone.extend(words[start..].starts_with(['@', '#']).then_some((start, start + 1)));
        } else if start == 0 {
            gone.push((0, words.len() - words[stop..].trim_start().len()));
        } else {
            gone.push((before.len(), stop));
            if stop == end {
                end = before.len();
            }
        }
    }
    // Of what is somebody's own only the sign goes.
    gone.extend(tags::owning(words, 0, words.len(), context).map(|sign| (sign, sign + 1)));
    gone.sort_unstable();
    let mut kept = String::with_capacity(words.len());
    let mut from = 0;
    for (start, stop) in gone {
        kept.push_str(words.get(from..start).unwrap_or_default());
        from = from.max(stop);
    }
    kept.push_str(words.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Whether a view in the midst of a sentence, the first of a line, is only tagged on: the sentence goes on without it.
fn is_aside(words: &str, stop: usize, tag: &HashTag, before: &[(usize, usize, Mark)]) -> bool {
    let is_view = |tag: &HashTag| matches!(tag, HashTag::View(_));
    let rest = words[stop..].trim_start();
    let next = rest.split(char::is_whitespace).next().unwrap_or_default();
    let goes_on = rest.len() < words[stop..].len() && rest.starts_with(|c: char| c == '#' || c.is_alphanumeric());
    let is_first = !before.iter().any(|(.., mark)| matches!(mark, Mark::Hash(other) if is_view(other)));
    is_view(tag) && is_first && goes_on && !matches!(next, "and" | "or")
}

/// Where the words of a line begin behind an SEF area or a view it is tagged with first.
pub fn after_tags(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text[at..].strip_prefix('#') {
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        if !tags::is_area_or_view(word) {
            break;
        }
        at += 1 + word.len();
        at += text[at..].len() - text[at..].trim_start().len();
    }
    at
}

/// Whether somebody named in a line stands before its words or behind them, not among them.
pub(super) fn stands_apart(text: &str, body: usize, start: usize, end: usize) -> bool {
    let before = text.get(body..start).unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let is_mark = |word: &str| word.starts_with('#') || word.trim_matches(['.', '!', '?', ')', ',']).is_empty();
    let is_last = text.get(end..).unwrap_or_default().split_whitespace().all(is_mark);
    let leads_on = LEAD_ON.contains(&last.as_str()) || TURN_TO.contains(&last.as_str());
    let is_first = before[after_tags(before)..].trim_end_matches(['(', '[', ' ']).is_empty();
    is_first || (is_last && !leads_on)
}

/// Whether the words of a line tell who said it: it begins by naming several, of whom this speaker is the first, or as a
/// sentence about them, `@HT reported that …`.
pub fn tells_who(text: &str, who: &str, context: &Context<'_>) -> bool {
    names_several(text, who, context) || is_sentence_of(text, who, context)
}

/// Whether a line begins by naming several, of whom this speaker is the first.
fn names_several(text: &str, who: &str, context: &Context<'_>) -> bool {
    let tags = tags::roles(text, 0, text.len(), context);
    let [first, second, ..] = tags.as_slice() else { return false };
    let between = text.get(first.end..second.start).unwrap_or_default().trim();
    first.start == 0 && first.name() == who && ["", ",", "and", ", and", "&", "+", "/"].contains(&between)
}

/// Whether a line names its speaker and goes on with what they did. A colon right behind the name parts the two.
fn is_sentence_of(text: &str, who: &str, context: &Context<'_>) -> bool {
    let words = after_speaker(text, who, context);
    words.is_some_and(|words| tells(words) && !text[..text.len() - words.len()].trim_end().ends_with(':'))
}

/// Whether words tell what somebody named before them did: `asked whether …`, `also reported that …`.
pub fn tells(words: &str) -> bool {
    let is_aside = |word: &&str| WORDS.beside_says.iter().any(|aside| aside == word);
    let verb = words.split(|c: char| !c.is_alphanumeric()).find(|word| !is_aside(word));
    verb.is_some_and(|verb| WORDS.says.iter().any(|says| says == verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::grammar::{Nobody, Recognition, RoleName, parse};

    fn roles() -> [RoleName; 2] {
        let role = |id: &str| RoleName { id: id.to_owned(), ..RoleName::default() };
        [role("HT"), role("LC")]
    }

    fn reading<'a>(roles: &'a [RoleName], calendar: &'a Calendar) -> Context<'a> {
        let today = "2010-01-12".parse().unwrap();
        Context { today, calendar, roles, sef: &[], items: 7, next_meeting: None, people: &Nobody, names: &[] }
    }

    #[test]
    fn the_words_begin_behind_what_a_line_is_tagged_with() {
        for (text, words) in
            [("#A2 #la writing", "writing"), ("#KS2 boys", "#KS2 boys"), ("#1 aim", "#1 aim"), ("#la", ""), ("", "")]
        {
            assert_eq!(&text[after_tags(text)..], words, "{text}");
        }
    }

    #[test]
    fn a_line_about_whoever_it_begins_with_tells_who_said_it() {
        let (roles, calendar) = (roles(), Calendar::shipped());
        let context = reading(&roles, &calendar);
        for told in [
            "@HT reported that books show it",
            "@HT asked, twice",
            "@HT/JB raised parking at the gate",
            "@HT reported that reading is up: 78%",
            "#A2 @HT also felt that it is up",
            "@HT and @LC agreed",
            "@HT @LC: both agreed",
        ] {
            let who = if told.contains("JB") { "HT JB" } else { "HT" };
            assert!(tells_who(told, who, &context), "{told}");
        }
        for words in ["@HT attendance is down", "@HT: reported late", "@HT", "reported by @HT", "@LC reported that"] {
            assert!(!tells_who(words, "HT", &context), "{words}");
        }
        let speaks = |text: &str| parse(text, &context, &Recognition::default()).speaker;
        for (text, who) in [
            ("@HT attendance is down", Some("HT")),
            ("#A2 @HT attendance is down", Some("HT")),
            ("attendance is down @HT.", Some("HT")),
            ("attendance is down @HT #la", Some("HT")),
            ("Governors asked @HT for a report", None),
            ("The head and @LC will plan together", None),
            ("apologies from @LC", None),
        ] {
            assert_eq!(speaks(text).as_deref(), who, "{text}");
        }
    }

    #[test]
    fn no_mark_of_the_grammar_is_printed_and_no_word_is_lost() {
        let (roles, calendar) = (roles(), Calendar::shipped());
        let context = reading(&roles, &calendar);
        for (typed, who, printed) in [
            ("@HT Y6 tracking went to governors", "HT", "Y6 tracking went to governors"),
            ("@LC consultant visited", "", "LC consultant visited"),
            ("agreed with @HT and @LC", "", "agreed with HT and LC"),
            ("@HT's plan is ready", "", "HT's plan is ready"),
            ("the @HT’s plan, and @HT/AB's and @JB's classes", "", "the HT’s plan, and HT/AB's and JB's classes"),
            ("@HT: @LC's books are marked", "HT", "LC's books are marked"),
            ("me@here's and @here's, not @LC'", "", "me@here's and @here's, not LC'"),
            ("writing rose by 6 points #A2", "", "writing rose by 6 points"),
            ("writing rose by 6 points #A2 #la.", "", "writing rose by 6 points."),
            ("#A2 writing rose", "", "writing rose"),
            ("#A2 @HT writing rose", "HT", "writing rose"),
            ("the evidence for #A2", "", "the evidence for A2"),
            ("boys fell in #KS2", "", "boys fell in KS2"),
            ("the #A2 evidence is thin", "", "the A2 evidence is thin"),
            ("head@hillside.example, C# and #1", "", "head@hillside.example, C# and #1"),
            ("! @HT = word for word", "", "! @HT = word for word"),
            ("@SUM(A1:A9) stands in the sheet", "", "@SUM(A1:A9) stands in the sheet"),
            ("plain words", "", "plain words"),
            ("teaching #la is good", "", "teaching is good"),
            ("teaching #A2 #la is good", "", "teaching A2 is good"),
            ("#la says good, #school says weak", "", "says good, school says weak"),
            ("good in #la and #school view", "", "good in la and school view"),
            ("#la attendance is low @HT", "HT", "attendance is low"),
            ("attendance is low @HT #la.", "HT", "attendance is low."),
            ("agreed with @HT", "HT", "agreed with HT"),
            ("attendance is low @LC", "HT", "attendance is low LC"),
            ("@HT, @LC: both agreed", "HT", "HT, LC: both agreed"),
            ("@HT and @LC explained the timetable", "HT", "HT and LC explained the timetable"),
            ("@HT @LC explained the timetable", "HT", "HT LC explained the timetable"),
        ] {
            assert_eq!(as_printed(typed, who, &context), printed, "{typed}");
        }
    }
}
