//! What still reads of a damaged document: its values one by one, each strictly and as a whole, wherever they stand.
//!
//! A document is told as its parts. From the heading of a part (`minutes: {`) to the next its values are read in turn;
//! where none reads, a character is passed over. So a missing bracket, a lost quote or a hole costs the values it is in,
//! and no value comes out that did not stand there as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::options;
use super::parted::parted;
use super::slip::is_like;
use super::tally::{Rescued, Tally, lines, lose};
use super::twice::twice;

/// Stands where bytes are gone or are no text. No value with one in it is taken.
pub const HOLE: char = '\0';

/// How far single values are indented at most, in spaces; those of the elements of lists are deeper.
const DEEPEST: usize = 4;

/// A part of a document: how it is headed, and how one value of it is taken.
pub struct Part<D> {
    name: &'static str,
    /// What opens it; nothing for a single value that anything may be.
    opener: &'static str,
    take: Take<D>,
}

/// Takes what begins at a spot into the document, under the name at hand.
type Take<D> = Box<dyn Fn(&mut D, &mut String, Spot<'_>) -> Found>;

/// What was found at a place of the text.
enum Found {
    /// A value, so many bytes long.
    Value(usize),
    /// The head of a list in a part of several, so many bytes long.
    Head(usize),
    /// Another value under a name that has one already, so many bytes long.
    Twice(usize),
    /// A value but for a part of it: how long it is, and what of that is lost.
    Parted(usize, Range<usize>),
    /// The beginning of a value that does not read.
    Begun,
    /// Nothing.
    Nothing,
}

/// A place of the text.
#[derive(Clone, Copy)]
struct Spot<'a> {
    text: &'a str,
    at: usize,
    /// How far the heading of the part is indented, where it begins its line.
    heading: Option<usize>,
}

impl<D: 'static> Part<D> {
    /// A single value.
    pub fn value<V: DeserializeOwned + 'static>(name: &'static str, place: fn(&mut D) -> &mut V) -> Self {
        let take = move |document: &mut D, _: &mut String, spot: Spot<'_>| match spot.read::<V>() {
            Some((value, used)) if spot.after(used).ends_a_field() => {
                *place(document) = value;
                Found::Value(used)
            }
            Some(_) | None => Found::Begun,
        };
        Self { name, opener: "", take: Box::new(take) }
    }

    /// A single value in brackets, which is known for its own wherever it stands.
    pub fn bracketed<V: DeserializeOwned + 'static>(name: &'static str, place: fn(&mut D) -> &mut V) -> Self {
        Self { opener: "(", ..Self::value(name, place) }
    }

    /// A list.
    pub fn list<V: DeserializeOwned + 'static>(name: &'static str, place: fn(&mut D) -> &mut Vec<V>) -> Self {
        let take = move |document: &mut D, _: &mut String, spot: Spot<'_>| {
            spot.element(None, |value| place(document).push(value))
        };
        Self { name, opener: "[", take: Box::new(take) }
    }

    /// Values under names of their own.
    pub fn map<V: DeserializeOwned + PartialEq + Clone + 'static>(
        name: &'static str,
        place: fn(&mut D) -> &mut BTreeMap<String, V>,
    ) -> Self {
        let take = move |document: &mut D, _: &mut String, spot: Spot<'_>| {
            let Some((key, head)) = spot.key() else { return Found::Nothing };
            match spot.after(head).read::<V>() {
                Some((value, used)) if spot.is_whole(head + used) && spot.after(head + used).ends_a_pair() => {
                    let mut is_known = true;
                    let kept = place(document).entry(key).or_insert_with(|| {
                        is_known = false;
                        V::clone(&value)
                    });
                    if is_known && *kept != value { Found::Twice(head + used) } else { Found::Value(head + used) }
                }
                Some(_) | None => Found::Begun,
            }
        };
        Self { name, opener: "{", take: Box::new(take) }
    }

    /// Lists under names of their own. Values whose name is lost go under `nameless`, or nowhere. None is taken without what
    /// begins with one of `needed`.
    pub fn lists<V: DeserializeOwned + 'static>(
        name: &'static str,
        nameless: Option<&'static str>,
        needed: &'static [&'static str],
        place: fn(&mut D) -> &mut BTreeMap<String, Vec<V>>,
    ) -> Self {
        let take = move |document: &mut D, under: &mut String, spot: Spot<'_>| {
            if let Some((key, head)) = spot.key().filter(|(_, head)| spot.after(*head).rest().starts_with('[')) {
                *under = key;
                return Found::Head(head + 1);
            }
            let Some(under) = Some(under.as_str()).filter(|under| !under.is_empty()).or(nameless) else {
                return Found::Nothing;
            };
            spot.element(Some(needed), |value| place(document).entry(under.to_owned()).or_default().push(value))
        };
        Self { name, opener: "{", take: Box::new(take) }
    }
}

impl<'a> Spot<'a> {
    fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    fn after(self, bytes: usize) -> Self {
        Self { at: self.at + bytes, ..self }
    }

    /// Reads the value that begins here, strictly, and says how long it is.
    fn read<V: DeserializeOwned>(self) -> Option<(V, usize)> {
        let rest = self.rest();
        let mut parser = ron::Deserializer::from_str_with_options(rest, &options()).ok()?;
        let value = V::deserialize(&mut parser).ok()?;
        let used = rest[..rest.len() - parser.remainder().len()].trim_end().len();
        let sound = !rest[..used].contains(is_no_letter) && twice(&rest[..used]).is_none();
        sound.then_some((value, used))
    }

    /// The element of a list that begins here; where something is `needed` alone, in part too.
    fn element<V: DeserializeOwned>(self, needed: Option<&[&str]>, keep: impl FnOnce(V)) -> Found {
        match self.rest().chars().next() {
            Some('(' | '{') => {}
            Some('"' | 'r') if self.begins_a_text() => {}
            _ => return Found::Nothing,
        }
        match self.read::<V>() {
            Some((value, used)) if self.is_whole(used) && self.begins_a_row(used) && self.ends_an_element(used) => {
                keep(value);
                Found::Value(used)
            }
            Some(_) | None if self.begins_its_line() => {
                let part = self.indent().zip(needed).and_then(|(indent, needed)| parted(self.rest(), indent, needed));
                match part.filter(|(_, used, _)| self.ends_an_element(*used)) {
                    Some((value, used, lost)) => {
                        keep(value);
                        lost.map_or(Found::Value(used), |lost| Found::Parted(used, lost))
                    }
                    None => Found::Begun,
                }
            }
            Some(_) | None => Found::Nothing,
        }
    }

    /// The name that begins here with its colon, and how long that is.
    fn key(self) -> Option<(String, usize)> {
        // What stands deeper than names do belongs to something else; behind a hole or half a name it is none.
        let depth = self.heading.filter(|heading| *heading > 0).zip(self.indent());
        let out_of_place = depth.is_some_and(|(heading, indent)| indent <= heading || indent >= 4 * heading);
        let before = self.line_before().trim_end_matches(' ');
        let first = before.is_empty() || (before.ends_with([',', '{', '[', '(']) && !before.contains(is_no_letter));
        if !self.begins_a_text() || out_of_place || !first {
            return None;
        }
        // A name begins with a letter and stands on one line; what else looks like one lies between two texts.
        let (key, used) = self.read::<String>()?;
        if !key.starts_with(char::is_alphanumeric) || key.contains(['\n', '#']) {
            return None;
        }
        let rest = self.after(used).rest().trim_start();
        let value = rest.strip_prefix(':')?.trim_start();
        Some((key, self.rest().len() - value.len()))
    }

    /// Whether a value of so many bytes has nothing in it that stands where its neighbours do: then the end of a text
    /// was lost, and it goes on in another.
    fn is_whole(self, bytes: usize) -> bool {
        let Some(indent) = self.indent() else { return true };
        let mut inner: Vec<&str> = self.rest()[..bytes].lines().skip(1).collect();
        inner.pop();
        let beside = |line: &&str| {
            let begun = line.trim_start_matches(' ');
            line.len() - begun.len() == indent && begun.starts_with(['(', ')', '[', ']', '{', '}', '"'])
        };
        !inner.iter().any(beside)
    }

    /// How many spaces stand before it on its line, if nothing else does.
    fn indent(self) -> Option<usize> {
        let line = self.line_before();
        line.bytes().all(|byte| byte == b' ').then_some(line.len())
    }

    /// What stands before it on its line.
    fn line_before(self) -> &'a str {
        self.text[..self.at].rsplit('\n').next().unwrap_or_default()
    }

    /// Whether a closing bracket here stands where names do.
    fn closes_a_name(self) -> bool {
        self.indent().zip(self.heading).is_none_or(|(indent, heading)| indent <= 2 * heading)
    }

    fn begins_its_line(self) -> bool {
        self.indent().is_some_and(|indent| self.heading.is_none_or(|heading| indent < 4 * heading.max(1)))
    }

    fn begins_a_text(self) -> bool {
        let rest = self.rest();
        (rest.starts_with('"') || rest.starts_with("r\"") || rest.starts_with("r#")) && !self.is_in_a_word()
    }

    fn is_in_a_word(self) -> bool {
        self.text[..self.at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    /// Whether what begins here, if names in braces, has all of them: it stands where rows do and not in the middle of one.
    fn begins_a_row(self, bytes: usize) -> bool {
        let text = &self.rest()[..bytes];
        if text.starts_with('{') && !text.contains('"') {
            return false;
        }
        let Some(heading) = self.heading.filter(|_| text.starts_with('{') && text.contains('\n')) else { return true };
        self.indent() == Some(3 * heading) && text[1..].starts_with(['\n', '\r'])
    }

    /// Whether the element that begins here may end so many bytes on. One in brackets ends with them, unless they are
    /// closed in the middle of a line and a name of its own stands behind: then that was too early.
    fn ends_an_element(self, bytes: usize) -> bool {
        if !self.rest()[..bytes].ends_with([')', '}']) {
            return self.after(bytes).ends_a_pair();
        }
        let close = self.after(bytes - 1);
        let in_place = close.indent().is_some() && close.indent() == self.indent();
        match self.after(bytes).rest().lines().next() {
            None | Some("" | ",") if in_place => return true,
            // A bracket that a hole follows at once may be a part of it: then the element went on.
            Some(behind) if !in_place && behind.trim_start().starts_with(is_no_letter) => return false,
            Some(_) | None => {}
        }
        let next = self.after(bytes).rest().trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        let place = Spot { at: self.text.len() - next.len(), ..self };
        let own = if self.rest().starts_with('{') { next.starts_with('"') } else { is_a_field(next) };
        !own || place.indent().zip(self.indent()).is_some_and(|(next, here)| next < here)
    }

    /// Whether a field of the document may end here: behind it comes another, or the end.
    fn ends_a_field(self) -> bool {
        self.ends(')', is_a_field)
    }

    /// Whether a name with its value may end here: behind it comes another, or the end of all of them.
    fn ends_a_pair(self) -> bool {
        let name = |rest: &str| {
            // The quote before the next one may be what is missing.
            let word = rest.trim_start_matches(|c: char| c.is_alphanumeric() || "._-".contains(c));
            word.starts_with('"') || rest.starts_with("r#\"")
        };
        self.ends('}', name)
    }

    fn ends(self, close: char, next: impl Fn(&str) -> bool) -> bool {
        let rest = self.rest();
        let begun = rest.trim_start();
        let ends = |rest: &str| {
            rest.is_empty()
                || rest.starts_with([close, ']'])
                || rest.starts_with(is_no_letter)
                || rest.starts_with("//")
        };
        // On the same line a bracket ends something only if something else may follow it: else it is a letter of noise.
        let behind = rest.strip_prefix([close, ']']).map(|behind| behind.chars().next());
        if behind.flatten().is_some_and(|c| !c.is_whitespace() && !",)]}".contains(c)) {
            return false;
        }
        match begun.strip_prefix(',') {
            Some(behind) => ends(behind.trim_start()) || next(behind.trim_start()),
            // A quote that a hole follows at once may be a part of it: then the text went on.
            None if begun.starts_with(is_no_letter) => false,
            // A comma may be missing at the end of a line.
            None => ends(begun) || (rest[..rest.len() - begun.len()].contains('\n') && next(begun)),
        }
    }
}

/// Whether a character stands in no text that nov wrote: what a disk puts where it lost the right one.
pub(super) fn is_no_letter(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Whether a field with its name begins here.
fn is_a_field(rest: &str) -> bool {
    let word = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    word.len() < rest.len() && word.trim_start().starts_with(':')
}

/// Reads what can be read of a document into one that is blank.
pub fn rescue<D>(text: &str, blank: D, parts: &[Part<D>]) -> Rescued<D> {
    let mut document = blank;
    let mut tallies: Vec<Tally> = Vec::new();
    let mut lost: Vec<Range<usize>> = Vec::new();
    let mut inside: Option<&Part<D>> = None;
    let mut spot = Spot { text, at: 0, heading: None };
    let mut under = String::new();
    while let Some(c) = spot.rest().chars().next() {
        if let Some((part, used)) = heading(parts, spot, inside.is_none(), &tallies) {
            let value = spot.after(used);
            if matches!(part.opener, "" | "(") {
                let found = (part.take)(&mut document, &mut under, value);
                tally_of(&mut tallies, part.name).count(&found);
                spot = match found {
                    Found::Value(long) | Found::Head(long) | Found::Twice(long) | Found::Parted(long, _) => {
                        value.after(long)
                    }
                    Found::Begun | Found::Nothing => value,
                };
            } else {
                spot = Spot { heading: spot.indent(), ..value.after(part.opener.len()) };
                tally_of(&mut tallies, part.name);
                inside = Some(part);
                under.clear();
            }
            continue;
        }
        let found = inside.map_or(Found::Nothing, |part| (part.take)(&mut document, &mut under, spot));
        if let Some(part) = inside {
            tally_of(&mut tallies, part.name).count(&found);
        }
        match found {
            Found::Value(long) | Found::Head(long) => spot = spot.after(long),
            Found::Twice(long) => {
                lose(text, &mut lost, spot.at..spot.at + long);
                spot = spot.after(long);
            }
            Found::Parted(long, part) => {
                lose(text, &mut lost, spot.at + part.start..spot.at + part.end);
                spot = spot.after(long);
            }
            Found::Begun | Found::Nothing => {
                if let Some(part) = inside.filter(|_| is_no_letter(c)) {
                    tally_of(&mut tallies, part.name).open = true;
                }
                // Where bytes are gone, or behind the end of a list, nobody knows the name of the next one yet.
                if is_no_letter(c) || (c == ']' && spot.closes_a_name()) {
                    under.clear();
                }
                if !c.is_whitespace() && !"()[]{},:".contains(c) {
                    if let Some(part) = inside {
                        tally_of(&mut tallies, part.name).passed += 1;
                    }
                    lose(text, &mut lost, spot.at..spot.at + c.len_utf8());
                }
                spot = spot.after(c.len_utf8());
            }
        }
    }
    let cut = !text.trim_end().ends_with(')');
    if let Some(part) = inside.filter(|_| cut) {
        tally_of(&mut tallies, part.name).open = true;
    }
    Rescued { document, parts: tallies, lost: lines(text, &lost), cut }
}

/// The heading that begins at a spot, and how long it is without what opens its part. Single values are headed only
/// before the first part with an opener, and no deeper than there: others are called the same. Each is taken once.
fn heading<'a, D>(
    parts: &'a [Part<D>],
    spot: Spot<'_>,
    before_all: bool,
    known: &[Tally],
) -> Option<(&'a Part<D>, usize)> {
    if spot.is_in_a_word() {
        return None;
    }
    // Behind a hole nobody knows how deep it stood.
    let shallow = match spot.indent() {
        Some(indent) => indent <= DEEPEST,
        None => !spot.line_before().contains(is_no_letter),
    };
    let is_new = |part: &&Part<D>| !known.iter().any(|tally| tally.part == part.name && tally.read > 0);
    let headed = |part: &'a Part<D>, name: &str| {
        let value = spot.rest().strip_prefix(name)?.trim_start().strip_prefix(':')?.trim_start();
        let first = is_new(&part);
        let fits = if part.opener.is_empty() { before_all && first && shallow } else { value.starts_with(part.opener) };
        fits.then(|| (part, spot.rest().len() - value.len()))
    };
    let exact = parts.iter().find_map(|part| headed(part, part.name));
    exact.or_else(|| {
        // A heading with a slip in it stands where headings do, and only one that is missing is like it.
        let word = spot.rest().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let stands_so = spot.indent().is_some_and(|indent| indent <= DEEPEST / 2);
        if !stands_so || word.is_empty() || parts.iter().any(|part| part.name == word) {
            return None;
        }
        let mut like = parts.iter().filter(is_new).filter(|part| is_like(part.name, word));
        let only = like.next().filter(|_| like.next().is_none())?;
        headed(only, word)
    })
}

impl Tally {
    const fn count(&mut self, found: &Found) {
        match found {
            Found::Value(_) => self.read += 1,
            Found::Parted(..) => self.parted += 1,
            Found::Begun | Found::Twice(_) => self.begun += 1,
            Found::Head(_) | Found::Nothing => {}
        }
    }
}

fn tally_of<'a>(tallies: &'a mut Vec<Tally>, part: &'static str) -> &'a mut Tally {
    let at = tallies.iter().position(|tally| tally.part == part).unwrap_or_else(|| {
        tallies.push(Tally { part, read: 0, parted: 0, begun: 0, passed: 0, open: false });
        tallies.len() - 1
    });
    &mut tallies[at]
}
