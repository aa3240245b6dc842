//! A line as it is printed: its words without the marks of the grammar.

use std::borrow::Cow;

use super::tags::{self, HashTag};
use super::{Context, after_speaker};

/// Words after which a tag at the end belongs to the sentence: “evidence for #A2”.
const LEAD_ON: [&str; 14] =
    ["a", "about", "and", "at", "by", "for", "from", "in", "of", "on", "section", "the", "to", "under"];

/// The words of a line without the tag of who said it, who is told beside them, and without the marks of the grammar. A
/// role and a key stage keep their names; an SEF area or a view that is only tagged on goes, as the document says it by
/// where the line stands.
pub fn as_printed<'a>(text: &'a str, who: &str, context: &Context<'a>) -> Cow<'a, str> {
    let words = after_speaker(text, who, context).unwrap_or(text);
    // A line that was taken word for word still has the mark of its kind: nothing in it is grammar.
    if !words.contains(['@', '#']) || text.starts_with(['!', '=', '?', '+', '~', '%', '\\']) {
        return Cow::Borrowed(words);
    }
    // Bytes that go.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for tag in tags::roles(words, 0, words.len(), context) {
        gone.extend(words[tag.start..tag.end].starts_with('@').then_some((tag.start, tag.start + 1)));
    }
    let hashes: Vec<(usize, usize, HashTag)> = tags::hashes(words, 0, words.len(), context).collect();
    let mut end = words.trim_end_matches(['.', ' ']).len();
    for (start, stop, tag) in hashes.into_iter().rev() {
        let before = words[..start].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let only_tagged = match tag {
            HashTag::Sef(_) | HashTag::View(_) => !LEAD_ON.contains(&last.as_str()),
            HashTag::KeyStage(_) => false,
        };
        if stop == end && only_tagged {
            gone.push((before.len(), stop));
            end = before.len();
        } else if start == 0 && only_tagged {
            gone.push((0, words.len() - words[stop..].trim_start().len()));
        } else {
            gone.push((start, start + 1));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::grammar::RoleName;

    #[test]
    fn no_mark_of_the_grammar_is_printed_and_no_word_is_lost() {
        let role =
            |id: &str| RoleName { id: id.to_owned(), label: String::new(), aliases: Vec::new(), of: String::new() };
        let (roles, calendar) = ([role("HT"), role("LC")], Calendar::shipped());
        let context = Context {
            today: "2010-01-12".parse().unwrap(),
            calendar: &calendar,
            roles: &roles,
            sef: &[],
            items: 7,
            next_meeting: None,
        };
        for (typed, who, printed) in [
            ("@HT Y6 tracking went to governors", "HT", "Y6 tracking went to governors"),
            ("@LC consultant visited", "", "LC consultant visited"),
            ("agreed with @HT and @LC", "", "agreed with HT and LC"),
            ("writing rose by 6 points #A2", "", "writing rose by 6 points"),
            ("writing rose by 6 points #A2 #la.", "", "writing rose by 6 points."),
            ("#A2 writing rose", "", "writing rose"),
            ("the evidence for #A2", "", "the evidence for A2"),
            ("boys fell in #KS2", "", "boys fell in KS2"),
            ("the #A2 evidence is thin", "", "the A2 evidence is thin"),
            ("head@hillside.example, C# and #1", "", "head@hillside.example, C# and #1"),
            ("! @HT = word for word", "", "! @HT = word for word"),
            ("@SUM(A1:A9) stands in the sheet", "", "@SUM(A1:A9) stands in the sheet"),
            ("plain words", "", "plain words"),
        ] {
            assert_eq!(as_printed(typed, who, &context), printed, "{typed}");
        }
    }
}
