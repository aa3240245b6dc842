//! Tags inside a line: roles and initials after `@`, and `#A2`, `#KS2`, `#school`, `#la`.

use super::words::{WORDS, is_title, says_presence};
use super::{Context, EVERYONE, Unowned, View};

/// A role or initials after `@`, or chained to such a tag by `+`, `/` or `&`.
#[derive(Clone, Copy)]
pub(super) struct RoleTag<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Empty: only a name is told, of somebody known by its initials.
    role: &'a str,
    /// Initials, or the name they are of.
    initials: Option<&'a str>,
}

impl RoleTag<'_> {
    /// As kept: `HT`, `HT AB`, `AB`.
    pub(super) fn name(&self) -> String {
        match self.initials {
            Some(letters) if initials_after_role(letters) == Some(letters) => format!("{} {letters}", self.role),
            Some(letters) if is_small(letters) => format!("{} {}", self.role, letters.to_uppercase()),
            Some(name) => format!("{} {}", self.role, initials_of(name)),
            None => self.role.to_owned(),
        }
    }

    /// As kept of an owner: initials alone are somebody known of those, if there is one.
    pub(super) fn owner(&self, context: &Context<'_>) -> String {
        if let ("", Some(name)) = (self.role, self.initials) {
            return context.people.of_initials(&initials_of(name)).unwrap_or_else(|| name.to_owned());
        }
        let is_role = self.initials.is_some() || context.roles.iter().any(|role| role.id == self.role);
        let known = if is_role { None } else { context.people.of_initials(self.role) };
        known.unwrap_or_else(|| self.name())
    }
}

/// The initials of a name, as names are not kept.
pub(super) fn initials_of(name: &str) -> String {
    let words = || name.split_whitespace();
    let named: Vec<&str> = words().filter(|word| !is_title(word)).collect();
    let named = if named.is_empty() { words().collect() } else { named };
    named.into_iter().filter_map(|word| word.chars().next()).collect()
}

/// Initials as they are kept: of a name typed in full its own, of a few letters these.
pub fn as_initials(typed: &str) -> String {
    let typed = typed.trim();
    let is_name = typed.contains(char::is_whitespace) || typed.chars().count() > MOST_INITIALS;
    if is_name { capitals_of(typed) } else { typed.to_uppercase() }
}

/// The initials of a name in capitals.
pub fn capitals_of(name: &str) -> String {
    initials_of(name).to_uppercase()
}

/// Letters that stand for a name at most; more are the name.
const MOST_INITIALS: usize = 4;

/// Whether initials kept of somebody stand for a name in the text.
pub(super) fn is_shortened(text: &str, who: &str) -> bool {
    let Some((_, initials)) = who.split_once(' ') else { return false };
    !text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(initials))
}

/// The role tags of an action: a name in full after a role, as in `@LC/Jo Brown to …`, goes with it.
pub(super) fn owners<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Vec<RoleTag<'a>> {
    let mut tags = roles(text, from, to, context);
    for tag in tags.iter_mut().filter(|tag| tag.initials.is_none()) {
        let name = text.get(tag.end..to).and_then(|rest| rest.strip_prefix('/')).and_then(name_at);
        if let Some(name) = name {
            (tag.initials, tag.end) = (Some(name), tag.end + 1 + name.len());
        }
    }
    tags
}

/// The role tags of a line that may be attendance: initials after a role may be small, as in `@HT/ab present`, and capitals
/// may stand behind a space, as names are printed: `@LA BN apologies`.
pub(super) fn attending<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Vec<RoleTag<'a>> {
    let mut tags = roles(text, from, to, context);
    for tag in tags.iter_mut().filter(|tag| tag.initials.is_none()) {
        let after = text.get(tag.end..to).unwrap_or_default();
        let small = after.strip_prefix('/').and_then(small_initials);
        let apart = || initials_apart(tag, after.strip_prefix(' ')?, context);
        if let Some(letters) = small.or_else(apart) {
            (tag.initials, tag.end) = (Some(letters), tag.end + 1 + letters.len());
        }
    }
    tags
}

/// Initials in small letters at the start of a text.
fn small_initials(rest: &str) -> Option<&str> {
    let length = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    (is_small(&rest[..length]) && ends_here(&rest[length..])).then(|| &rest[..length])
}

/// Initials at the start of a text that stands behind a role and a space: capitals that are neither another role nor a word
/// of what happened, as in `@HT IS LATE`.
fn initials_apart<'a>(tag: &RoleTag<'_>, rest: &'a str, context: &Context<'_>) -> Option<&'a str> {
    let is_role = context.roles.iter().any(|known| known.id == tag.role);
    initials(rest).filter(|letters| is_role && known(letters, context).is_none() && !says_presence(letters))
}

/// A role in capitals that stands behind another one and a space, so that nobody knows whether one or two are meant:
/// `@HT SENCO present`.
pub(super) fn behind_role<'a>(text: &'a str, tags: &[RoleTag<'_>], context: &Context<'_>) -> Option<&'a str> {
    tags.iter().filter(|tag| tag.initials.is_none()).find_map(|tag| {
        let rest = text.get(tag.end..)?.strip_prefix(' ')?;
        let (_, length) = known(rest, context)?;
        rest.get(..length).filter(|name| name.bytes().all(|b| b.is_ascii_uppercase()))
    })
}

/// Initials in small letters.
fn is_small(letters: &str) -> bool {
    (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_lowercase())
}

/// The name a text begins with: one word, or up to three where what follows shows that they belong together: the end, a
/// sign, or what is to be done, as in `John Smith check …`.
fn name_at(text: &str) -> Option<&str> {
    const MOST: usize = 3;
    let lengths = text.char_indices().filter(|(_, c)| !is_of_name(*c)).map(|(at, _)| at).chain([text.len()]);
    let mut names =
        lengths.take(MOST).map(|length| &text[..length]).take_while(|n| n.split(' ').all(is_name)).enumerate();
    let ends = |name: &str| {
        let rest = text[name.len()..].trim_start_matches(' ');
        rest.is_empty() || rest.starts_with([',', ':', '@', ')', '+', '&']) || rest.starts_with("to ")
    };
    let follows = |word: &str| is_verb(word) || WORDS.after_name.iter().any(|after| after.eq_ignore_ascii_case(word));
    let acts = |name: &str| {
        let next = text[name.len()..].split_whitespace().next().unwrap_or_default();
        !name.split(' ').skip(1).any(follows) && follows(next)
    };
    let (_, first) = names.next()?;
    let longer: Vec<&str> = names.map(|(_, name)| name).collect();
    let whole = longer.iter().rfind(|name| ends(name)).or_else(|| longer.iter().rfind(|name| acts(name)));
    Some(whole.copied().unwrap_or(first))
}

const fn is_of_name(c: char) -> bool {
    !matches!(c, ' ' | ',' | ':' | ';' | '.' | '@' | '(' | ')' | '+' | '&' | '/' | '\n')
}

/// `Priya`, `O’Neil`, `Anne-Marie`: a word with a capital that is not all capitals.
fn is_name(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    letters && word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// The name that an action begins with, where what follows shows that it is to be done by them: `Tom Baines to send …`,
/// `Mrs Shah will …`, `Paul write …`; and the words before it that are a title.
fn name_first(text: &str) -> Option<(&str, usize)> {
    const MOST: usize = 3;
    let titled = text.split(' ').next().filter(|word| is_title(word)).map_or(0, |title| title.len() + 1);
    let names = || text.get(titled..).unwrap_or_default().split(' ').take(MOST).take_while(|word| is_name(word));
    let is_doer = |count: usize| {
        let name = names().take(count).map(str::len).sum::<usize>() + count - 1;
        let whole = text.get(..titled + name)?;
        let mut next = text.get(whole.len() + 1..)?.split(' ');
        let (word, then) = (next.next().unwrap_or_default(), next.next().unwrap_or_default());
        // “Listen to readers” is no name, and of “Pupils write daily” nobody knows.
        let is_alone = count == 1 && titled == 0;
        let does = match word {
            "to" => !is_alone || is_verb(then),
            "will" | "should" | "must" => true,
            word => is_verb(word) && !(is_alone && whole.ends_with('s')),
        };
        does.then_some((whole, titled))
    };
    (1..=names().count()).rev().find_map(is_doer).filter(|(whole, titled)| {
        let name = whole.get(*titled..).unwrap_or_default();
        !name.split(' ').any(|word| is_verb(word) || WORDS.no_names.iter().any(|known| known == word))
    })
}

/// Whether a word says what is to be done.
fn is_verb(word: &str) -> bool {
    WORDS.verbs.iter().any(|verb| verb.eq_ignore_ascii_case(word))
}

/// The one person known of that name with which an action begins, as their owner: `Paul to write …`; of a name in full its
/// initials tell, as names are kept.
pub(super) fn by_name<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Option<RoleTag<'a>> {
    let begins = text.get(from..to)?;
    let start = from + begins.len() - begins.trim_start().len();
    let (whole, titled) = name_first(text.get(start..to)?)?;
    let is_theirs = |known: &&super::KnownName| {
        whole[titled..].split(' ').all(|word| known.names.iter().any(|name| name.eq_ignore_ascii_case(word)))
    };
    let mut owners: Vec<&str> = context.names.iter().filter(is_theirs).map(|known| known.owner.as_str()).collect();
    owners.sort_unstable();
    owners.dedup();
    let end = start + whole.len();
    match owners.as_slice() {
        [role] => Some(RoleTag { start, end, role, initials: None }),
        [] => {
            let name = &whole[titled..];
            let letters = initials_of(name);
            let is_somebody = letters.chars().count() > 1 && context.people.of_initials(&letters).is_some();
            is_somebody.then_some(RoleTag { start, end, role: "", initials: Some(name) })
        }
        _ => None,
    }
}

/// The name or role in words that an action begins with: `Tom Baines to send …`, `Chair of Governors to ask …`.
pub(super) fn in_words<'a>(text: &'a str, from: usize, to: usize, context: &Context<'_>) -> Option<Unowned> {
    let begins = text.get(from..to)?.trim_start();
    let named = |words: &'a str| {
        let bare = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words);
        let role = context.roles.iter().find(|role| role.is_called(bare));
        let is_doer = || WORDS.doers.iter().any(|doer| doer.eq_ignore_ascii_case(bare));
        match role {
            Some(role) => Some((words, Some(role.as_seated(context.people).to_owned()))),
            None => is_doer().then_some((words, None)),
        }
    };
    let role = [" to ", " will "].into_iter().find_map(|word| named(begins.split_once(word)?.0));
    let (words, tag) = role.or_else(|| {
        let (whole, titled) = name_first(begins)?;
        let letters = initials_of(&whole[titled..]);
        // One letter is nobody's initials.
        Some((whole, initials(&letters).map(str::to_owned)))
    })?;
    Some(Unowned { words: words.to_owned(), tag: tag.map(|tag| format!("@{tag}")) })
}

/// All role tags of a range of bytes, in order.
pub(super) fn roles<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Vec<RoleTag<'a>> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(ahead) = text.get(at..to).and_then(|rest| rest.find('@')) {
        let sign = at + ahead;
        at = sign + 1;
        if !begins_here(text, sign) {
            continue;
        }
        let mut chain = role(text, sign, sign + 1, to, context);
        while let Some(tag) = chain {
            found.push(tag);
            at = tag.end;
            chain = match text.as_bytes().get(at) {
                Some(b'+' | b'/' | b'&') if at + 1 < to => {
                    let signs = usize::from(text.as_bytes()[at + 1] == b'@');
                    role(text, at + 1, at + 1 + signs, to, context)
                }
                _ => None,
            };
        }
    }
    found
}

/// Where somebody after `@` is named with what is theirs: the signs of `@HT’s plan` and `@JB's class`.
pub(super) fn owning<'a>(
    text: &'a str,
    from: usize,
    to: usize,
    context: &'a Context<'a>,
) -> impl Iterator<Item = usize> + 'a {
    let signs = text.get(from..to).unwrap_or_default().match_indices('@').map(move |(at, _)| from + at);
    signs.filter(move |&sign| {
        let rest = &text[sign + 1..to];
        let end = rest.find(['\'', '’']).map_or(to, |length| sign + 1 + length);
        let named = begins_here(text, sign).then(|| role(text, sign, sign + 1, end, context)).flatten();
        end < to && named.is_some_and(|tag| tag.end == end)
    })
}

/// The first word after `@` that is neither a role nor initials, the sign with it.
pub(super) fn unknown<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Option<&'a str> {
    let words = text.get(from..to)?;
    let signs = words.match_indices('@').map(|(at, _)| from + at);
    let mut nobody = signs.filter(|&at| begins_here(text, at) && role(text, at, at + 1, to, context).is_none());
    nobody.find_map(|at| {
        let rest = &text[at + 1..to];
        let (word, after) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        // What belongs to somebody, as the plan in “@HT’s plan”, is to be done by nobody.
        (!word.is_empty() && !after.starts_with(['’', '\''])).then(|| &text[at..=at + word.len()])
    })
}

/// The roles in capitals, and the initials of people known, that a text begins with, where they are to do something: `LC to
/// moderate`, `HT and JB to …`, `LC model a lesson`; who is to do it all together needs none: `everyone to …`.
pub(super) fn named_first<'a>(text: &'a str, from: usize, to: usize, context: &Context<'a>) -> Vec<RoleTag<'a>> {
    let mut found = Vec::new();
    let mut at = from + text.get(from..to).map_or(0, |rest| rest.len() - rest.trim_start().len());
    while let Some(tag) = role(text, at, at, to, context) {
        let name = text.get(at..tag.end).unwrap_or_default();
        let is_somebody = context.people.of_initials(name).is_some();
        let is_known = tag.initials.is_some()
            || is_somebody
            || known(name, context).is_some_and(|(_, length)| length == name.len());
        let in_capitals = name.chars().all(|c| c.is_ascii_uppercase() || c == '/');
        if !is_known || !(in_capitals || tag.role == EVERYONE) {
            return Vec::new();
        }
        found.push(tag);
        let rest = text.get(tag.end..to).unwrap_or_default();
        let joined = [", and ", " and ", " & ", ", ", " + "].iter().find_map(|join| rest.strip_prefix(join));
        match joined {
            Some(next) => at = to - next.len(),
            None if rest.starts_with(" to ") || (in_capitals && (acts(rest) || is_somebody && does(rest))) => {
                return found;
            }
            // `MB: order the books`
            None if in_capitals && rest.starts_with(": ") => {
                if let Some(last) = found.last_mut() {
                    last.end += 1;
                }
                return found;
            }
            None => return Vec::new(),
        }
    }
    Vec::new()
}

/// Whether a text goes on with what somebody does, and not with what is called so: `HT report to governors`, but `HT report
/// to be sent`.
fn acts(rest: &str) -> bool {
    const BEHIND_A_NAME: [&str; 7] = ["will", "should", "must", "is", "has", "needs", "was"];
    let mut words = rest.split_whitespace();
    let is_deed = rest.starts_with(' ') && words.next().is_some_and(is_verb);
    is_deed && !rest.contains(" to be ") && !words.next().is_some_and(|next| BEHIND_A_NAME.contains(&next))
}

/// Whether behind the initials of somebody known stands what they are to do, whatever it is: `RS buddy the new teacher`.
fn does(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let is_other = |words: &[String]| words.iter().any(|other| other == word);
    let is_deed = word.chars().all(|c| c.is_lowercase() || c == '-');
    let is_deed = is_deed && !is_other(&WORDS.no_deeds) && !is_other(&WORDS.past);
    rest.starts_with(' ') && is_deed && !rest.contains(" to be ")
}

/// A role, role with initials, or initials whose letters begin at `at`; the tag begins at `start`.
fn role<'a>(text: &'a str, start: usize, at: usize, to: usize, context: &Context<'a>) -> Option<RoleTag<'a>> {
    let rest = text.get(at..to)?;
    // Initials of somebody known are that person, though a role goes by the same letters: `SC` of Sam Clarke.
    let other_name = |role: &str, length: usize| !rest[..length].eq_ignore_ascii_case(role);
    let is_person = |letters: &str| context.people.of_initials(letters).is_some_and(|name| name.ends_with(letters));
    let by_alias = |(role, length): &(&str, usize)| other_name(role, *length) && is_person(&rest[..*length]);
    if let Some((role, length)) = known(rest, context).filter(|found| !by_alias(found)) {
        let end = at + length;
        if let Some(initials) =
            text.get(end..to).and_then(|after| after.strip_prefix('/')).and_then(initials_after_role)
            && !context.roles.iter().any(|role| role.id.eq_ignore_ascii_case(initials))
        {
            return Some(RoleTag { start, end: end + 1 + initials.len(), role, initials: Some(initials) });
        }
        return Some(RoleTag { start, end, role, initials: None });
    }
    let role = initials(rest)?;
    Some(RoleTag { start, end: at + role.len(), role, initials: None })
}

/// The longest role id or alias at the start of a text, as the id, and its bytes.
fn known<'a>(rest: &str, context: &Context<'a>) -> Option<(&'a str, usize)> {
    let mut best: Option<(&str, usize)> = None;
    for role in context.roles {
        for name in std::iter::once(&role.id).chain(&role.aliases) {
            let longer = best.is_none_or(|(_, length)| name.len() > length);
            let here = rest.as_bytes().get(..name.len());
            if longer
                && !name.is_empty()
                && here.is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
                && ends_here(&rest[name.len()..])
            {
                best = Some((&role.id, name.len()));
            }
        }
    }
    best
}

/// Two or three capitals at the start of a text. With a bracket right behind them they are no person but a formula:
/// `SUM(A1:A9)`.
pub(super) fn initials(rest: &str) -> Option<&str> {
    initials_after_role(rest).filter(|letters| letters.len() > 1 && !rest[letters.len()..].starts_with('('))
}

/// One to three capitals at the start of a text that stands after a role and `/`.
pub(super) fn initials_after_role(rest: &str) -> Option<&str> {
    let length = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    ((1..=3).contains(&length) && ends_here(&rest[length..])).then(|| &rest[..length])
}

/// Whether a tag may begin at a byte: not inside a word or an address.
fn begins_here(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-' | '@' | '#' | '\''))
}

/// Whether a tag may end before this text: not in front of more of a word, a possessive or an address.
fn ends_here(rest: &str) -> bool {
    let mut chars = rest.chars();
    let Some(next) = chars.next() else {
        return true;
    };
    match next {
        '\'' | '’' | '-' | '.' => !chars.next().is_some_and(char::is_alphanumeric),
        '_' | '@' => false,
        _ => !next.is_alphanumeric(),
    }
}

/// What a `#` tag says.
pub(super) enum HashTag {
    Sef(String),
    KeyStage(String),
    View(View),
}

/// The `#` tags of a range of bytes with their places, in order; other words after `#` are left alone.
pub(super) fn hashes(
    text: &str,
    from: usize,
    to: usize,
    context: &Context<'_>,
) -> impl Iterator<Item = (usize, usize, HashTag)> {
    let range = text.get(from..to).unwrap_or_default();
    range.match_indices('#').filter_map(move |(ahead, _)| {
        let start = from + ahead;
        let rest = &text[start + 1..to];
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
        let word = rest[..length].trim_end_matches('.');
        if word.is_empty() || !begins_here(text, start) || !ends_here(&rest[word.len()..]) {
            return None;
        }
        Some((start, start + 1 + word.len(), hash(word, context)?))
    })
}

fn hash(word: &str, context: &Context<'_>) -> Option<HashTag> {
    if let Some(view) = View::ALL.into_iter().find(|view| view.tag().eq_ignore_ascii_case(word)) {
        return Some(HashTag::View(view));
    }
    let bytes = word.as_bytes();
    let is_key_stage = word.eq_ignore_ascii_case("eyfs")
        || (bytes.len() == 3 && bytes[..2].eq_ignore_ascii_case(b"ks") && (b'1'..=b'5').contains(&bytes[2]));
    if is_key_stage {
        return Some(HashTag::KeyStage(word.to_ascii_uppercase()));
    }
    if context.sef.is_empty() {
        return is_sef(bytes).then(|| HashTag::Sef(word.to_ascii_uppercase()));
    }
    let known = context.sef.iter().find(|id| id.eq_ignore_ascii_case(word))?;
    Some(HashTag::Sef(known.clone()))
}

/// Whether a word after `#` tags an SEF section or a view.
pub(super) fn is_area_or_view(word: &str) -> bool {
    View::ALL.iter().any(|view| view.tag().eq_ignore_ascii_case(word)) || is_sef(word.as_bytes())
}

/// Whether a word looks like an SEF section: part A to C, with a number (`A2`, `A2.1`) or alone (`C`).
fn is_sef(word: &[u8]) -> bool {
    let Some((b'a'..=b'c' | b'A'..=b'C', number)) = word.split_first() else {
        return false;
    };
    number.len() <= 4
        && number.first() != Some(&b'.')
        && number.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        && !number.windows(2).any(|pair| pair == b"..")
}
