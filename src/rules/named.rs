//! Who is named in a text: people known, titles with a name, given names, and surnames by where they stand.

use super::names::Words;
use super::phrases::{Word, words};

/// Given names, one a line and sorted; those that are everyday words or places as well are in `data/names.ron`.
const GIVEN: &str = include_str!("data/given-names.txt");

/// A known person: the words of the name, and what to write in its place.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) names: Vec<String>,
    pub(super) instead: String,
}

/// Somebody named: where, by which words, and what to write, if that is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) name: String,
    pub(super) instead: Option<String>,
    /// Whether it is taken for a name only by how it is used: no title, nobody known.
    pub(super) is_guess: bool,
}

/// How far before a name what is said of people in books may stand.
const STUDY: usize = 6;

/// The people a text names, in order; the words of the school's own name are none.
pub(super) fn named(text: &str, known: &[Known], list: &Words, school: &str) -> Vec<Named> {
    let words = words(text);
    let reading = Reading { text, words: &words, list, school };
    let mut found = Vec::new();
    let mut n = 0;
    while n < words.len() {
        let sure =
            reading.titled(n, known).or_else(|| reading.known(n, known)).or_else(|| reading.initialled(n, known));
        let is_guess = sure.is_none();
        let one = sure.or_else(|| {
            let last = reading.guessed(n)?;
            Some((last, reading.name(n, last), None))
        });
        match one {
            Some((last, name, instead)) => {
                let to = words[last].at + bare(words[last].text).len();
                found.push(Named { from: words[n].at, to, name, instead, is_guess });
                n = last + 1;
            }
            None => n += 1,
        }
    }
    found
}

/// A text as its words are gone through.
struct Reading<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    list: &'a Words,
    school: &'a str,
}

/// The last word of a name, the name, and what to write instead.
type One = (usize, String, Option<String>);

impl Reading<'_> {
    fn word(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |word| word.text)
    }

    fn back(&self, n: usize, count: usize) -> &str {
        n.checked_sub(count).map_or("", |n| self.word(n))
    }

    fn bare(&self, n: usize) -> &str {
        bare(self.word(n))
    }

    fn owns(&self, n: usize) -> bool {
        self.bare(n).len() < self.word(n).len()
    }

    fn name(&self, from: usize, to: usize) -> String {
        (from..=to).map(|n| self.bare(n)).collect::<Vec<_>>().join(" ")
    }

    /// What stands between a word and the next.
    fn gap(&self, n: usize) -> &str {
        let next = self.words.get(n + 1).map_or(self.text.len(), |next| next.at);
        self.words.get(n).map_or("", |word| &self.text[word.end()..next])
    }

    fn begins(&self, n: usize) -> bool {
        let before = self.text[..self.words[n].at].trim_end_matches([' ', '“', '"', '‘', '(']);
        before.is_empty() || before.ends_with(['.', '?', '!', ':', '\n', ';', '-', '–', '—', '*', '•'])
    }

    /// Whether a word goes on from the one before it: nothing but a space between.
    fn goes_on(&self, n: usize) -> bool {
        n > 0 && matches!(self.gap(n - 1), " ")
    }

    /// Somebody with a title; in small letters only a title that is no word, or the name of somebody known.
    fn titled(&self, n: usize, known: &[Known]) -> Option<One> {
        let title = self.word(n);
        if title.len() > 13 || !self.list.is_title(title) || self.list.no_people.at(self.words, n).is_some() {
            return None;
        }
        // An initial or two may stand between the title and the name.
        let initials =
            self.words[n + 1..].iter().take_while(|w| capital(w.text) && w.text.chars().count() == 1).count();
        // “Ms K.” is named by the letter alone.
        let lettered = initials > 0 && !capital(self.word(n + 1 + initials)) && !matches!(self.word(n + 1), "A" | "I");
        let last = n + initials + usize::from(!lettered);
        let surname = self.bare(last);
        if surname.is_empty() || self.is_place(last + 1) || !matches!(self.gap(last - 1).trim(), "" | ".") {
            return None;
        }
        let role = known.iter().find(|k| k.names.iter().any(|name| name.eq_ignore_ascii_case(surname)));
        let small = self.list.small_titles.iter().any(|small| small == title);
        let named = capital(title) && capital(surname) && !self.list.no_names.has(surname) || small || role.is_some();
        named.then(|| (last, format!("{title} {surname}"), role.map(|k| k.instead.clone())))
    }

    /// Somebody whom a record or the head of the form names.
    fn known(&self, n: usize, known: &[Known]) -> Option<One> {
        let name = self.bare(n);
        if !capital(name) {
            return None;
        }
        let person = known.iter().find(|k| k.names.iter().any(|known| is_written(known, name)))?;
        let follows = |m: usize| person.names.iter().any(|known| is_written(known, self.bare(m)));
        let long_place = self.is_place(n + 2) && capital(self.word(n + 1));
        let saint = matches!(self.back(n, 1), "St" | "Saint");
        let list = self.list;
        let word_too = [&list.everyday, &list.surnames_too, &list.places_too].iter().any(|too| too.has(name));
        let everyday = word_too && self.begins(n) && !follows(n + 1) && !self.owns(n) && !self.acts(n);
        let visited = self.back(n, 1) == "at" && !self.owns(n);
        if saint
            || visited
            || everyday
            || self.is_place(n + 1)
            || long_place
            || (self.is_place(n + 2) && follows(n + 1))
        {
            return None;
        }
        let last = if follows(n + 1) { n + 1 } else { n };
        Some((last, self.name(n, last), Some(person.instead.clone())))
    }

    /// Somebody whom a record names, by initials and the surname: “P Bramble”, “P. J. Bramble” for Peter Bramble.
    fn initialled(&self, n: usize, known: &[Known]) -> Option<One> {
        let is_letter = |n: usize| capital(self.word(n)) && self.word(n).chars().count() == 1;
        let goes_on = |n: usize| matches!(self.gap(n), " " | ". " | ".");
        let letters = (n..self.words.len()).take_while(|n| is_letter(*n) && goes_on(*n)).count();
        let (_, surname, _) = self.known(n + letters, known).filter(|_| letters > 0)?;
        let is_theirs = |person: &&Known| {
            let (first, last) = (person.names.first(), person.names.last());
            let is_first = first.is_some_and(|first| person.names.len() == 1 || first.starts_with(self.word(n)));
            is_first && last.is_some_and(|last| is_written(last, &surname))
        };
        let person = known.iter().find(is_theirs)?;
        let last = n + letters;
        Some((last, self.name(n, last), Some(person.instead.clone())))
    }

    fn is_place(&self, n: usize) -> bool {
        capital(self.word(n)) && self.list.places.has(self.word(n))
    }

    /// The last word of a name nobody has noted, if one begins here.
    fn guessed(&self, n: usize) -> Option<usize> {
        let name = self.bare(n);
        if !capital(name) {
            let given = Self::is_given(&capitalised(name)) && (self.taken(n) || self.says(n) || self.is_owner(n));
            return given.then_some(n);
        }
        if name.chars().count() == 1 {
            return self.initial(n);
        }
        let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if shouted || name.chars().any(|c| c.is_ascii_digit()) || self.school.split(' ').any(|word| word == name) {
            return None;
        }
        let list = self.list;
        let person = if list.everyday.has(name) {
            let inside = !self.begins(n) && self.goes_on(n) && !capital(self.back(n, 1)) && !capital(self.word(n + 1));
            let articled = matches!(self.back(n, 1).to_lowercase().as_str(), "the" | "a" | "an" | "of" | "our");
            self.acts(n)
                || self.taken(n)
                || (inside && !articled)
                || self.has_surname(n)
                || self.is_owner(n)
                || self.has_role(n, n)
                || self.is_noted_with_role(n)
        } else if list.surnames_too.has(name) {
            self.says(n) || self.taken(n)
        } else if list.places_too.has(name) {
            self.says(n)
                || self.is_being(n)
                || (self.last(n) > n && self.acts(self.last(n)))
                || self.is_noted_with_role(n)
                || (self.begins(n) && matches!(self.gap(n), " ") && list.noted.at(self.words, n + 1).is_some())
                || (self.taken(n) && self.list.is_taker(self.back(n, 1)))
                || self.has_own(n)
        } else if Self::is_given(name) {
            !matches!(self.back(n, 1), "at" | "near")
        } else {
            self.is_surname(n)
        };
        let last = self.last(n);
        (person && !self.names_a_place(n) && !self.is_studied(n) && !matches!(self.back(n, 1), "St" | "Saint"))
            .then_some(last)
    }

    /// An initial before a surname.
    fn initial(&self, n: usize) -> Option<usize> {
        let dotted = self.gap(n).starts_with('.');
        let named = !self.owns(n)
            && matches!(self.gap(n), " " | ". " | ".")
            && self.is_unknown(n + 1)
            && (!capital(self.back(n, 1)) || !self.goes_on(n) || self.begins(n - 1))
            && (dotted || !matches!(self.word(n), "A" | "I"))
            && !self.names_a_place(n + 1)
            && !self.is_known_to_all(n);
        named.then(|| self.last(n + 1))
    }

    /// The last of the words with a capital that go on from a name.
    fn last(&self, n: usize) -> usize {
        let goes_on = |m: &usize| self.goes_on(*m) && !self.owns(*m - 1) && self.is_unknown(*m);
        (n + 1..self.words.len()).take_while(goes_on).take(2).last().unwrap_or(n)
    }

    fn is_given(name: &str) -> bool {
        // The line in the middle of what is left, until it is the one.
        let (mut from, mut to) = (0, GIVEN.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let start = GIVEN[..middle].rfind('\n').map_or(0, |at| at + 1);
            let end = GIVEN[start..].find('\n').map_or(GIVEN.len(), |at| start + at);
            match GIVEN[start..end].cmp(name) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => from = end + 1,
                std::cmp::Ordering::Greater => to = start,
            }
        }
        false
    }

    /// A word with a capital that is no role, term, language or place that is known.
    fn is_unknown(&self, n: usize) -> bool {
        let name = self.bare(n);
        let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        let small = name.chars().any(char::is_lowercase);
        let list = self.list;
        let role = name.split('-').next().is_some_and(|role| list.roles.has(role.trim_end_matches('s')));
        let short = name.split(['\'', '’']).next().unwrap_or(name);
        capital(name)
            && letters
            && small
            && name.chars().count() >= 3
            && !role
            && !list.no_names.has(name)
            && !list.places.has(name)
            && ![name, short].iter().any(|name| list.starts.has(name))
    }

    fn next(&self, n: usize) -> &str {
        if matches!(self.gap(n), " ") { self.word(n + 1) } else { "" }
    }

    fn says(&self, n: usize) -> bool {
        !self.owns(n) && self.list.saying.has(self.next(n)) && self.word(n + 2) != "by"
    }

    fn is_being(&self, n: usize) -> bool {
        let is = self.word(n).strip_suffix("'s").or(self.word(n).strip_suffix("’s")).is_some();
        let at = if is { n + 1 } else { n + 2 };
        (is || matches!(self.next(n), "is" | "was" | "has" | "isn't" | "hasn't"))
            && self.list.being.has(self.word(at))
            && self.word(at + 1) != "by"
    }

    fn has_own(&self, n: usize) -> bool {
        self.owns(n) && self.list.own.has(self.next(n))
    }

    /// Whether a word that may be a name does what people do.
    fn acts(&self, n: usize) -> bool {
        let does = !self.owns(n) && self.list.doing.has(self.next(n));
        let auxiliary = self.list.auxiliaries.has(self.next(n));
        self.says(n)
            || self.is_being(n)
            || (does && !auxiliary)
            || (self.owns(n) && self.list.belongings.has(self.next(n)))
    }

    fn is_owner(&self, n: usize) -> bool {
        let role = self.back(n, 1);
        let behind_role = self.goes_on(n) && is_letters(role) && self.list.roles.has(role);
        (self.begins(n) || behind_role)
            && matches!(self.next(n), "to" | "2")
            && self.list.tasks.has(self.word(n + 2))
            && !self.list.no_owners.has(self.word(n))
    }

    /// Whether what stands before takes a person.
    fn taken(&self, n: usize) -> bool {
        // “Done w/ Hamid”.
        let short = n > 0 && self.gap(n - 1) == "/ " && self.back(n, 1) == "w";
        (self.goes_on(n) || short) && self.list.taking.before(self.words, n)
    }

    fn has_surname(&self, n: usize) -> bool {
        let last = self.last(n);
        // “Will Stubbs in Year 6 …”.
        let goes_on = matches!(self.next(last), "in" | "from" | "of" | "who");
        last > n && (self.acts(last) || !self.begins(n) || goes_on)
    }

    /// A word that is no given name, by what stands around it.
    fn is_surname(&self, n: usize) -> bool {
        if !self.is_unknown(n) {
            return self.is_family(n);
        }
        let (list, name, last) = (self.list, self.bare(n), self.last(n));
        // “Governors”, “Marking”, “Attendance”: a sentence begins with such words.
        let everyday = self.begins(n) && last == n && list.no_surnames.has(name);
        let joined = name.split_once('-').is_some_and(|(one, two)| {
            capital(one)
                && capital(two)
                && one.len() >= 3
                && two.len() >= 3
                && !two.contains('-')
                && !list.no_names.has(two)
        });
        let listed = (0..n).rev().take(8).find(|&m| self.gap(m).contains([':', '.', '\n']));
        let in_list = listed.is_some_and(|m| self.gap(m).starts_with(':') && list.lists.has(self.word(m)));
        joined
            || in_list
            || self.has_own(last)
            || (!self.begins(n) && self.owns(last) && list.belongings.has(self.next(last)))
            || self.is_family(n)
            || self.is_paired(n)
            || self.is_one_of_two(n)
            || self.is_told(n)
            || self.has_initial(n)
            || (self.owns(n) && list.surely_being.at(self.words, n + 1).is_some())
            || if self.begins(n) {
                !everyday
                    && ((!self.owns(last) && list.surely_saying.has(self.next(last)) && self.word(last + 2) != "by")
                        || (last == n
                            && (self.is_owner(n)
                                || (matches!(self.gap(n), " ") && list.noted.at(self.words, n + 1).is_some()))))
            } else {
                self.says(last) || self.taken(n) || self.is_called(n) || self.has_role(n, last) || self.is_owner(n)
            }
    }

    /// “Wilk/HT”, “HT & Wilk”.
    fn is_paired(&self, n: usize) -> bool {
        let pairs = |gap: &str| matches!(gap, "/" | " & " | " + ");
        let is_role = |word: &str| is_letters(word) && self.list.roles.has(word);
        (pairs(self.gap(n)) && is_role(self.word(n + 1)))
            || (n > 0 && pairs(self.gap(n - 1)) && is_role(self.back(n, 1)))
    }

    /// “Both leaders, Nwosu and Hargreave, …”.
    fn is_one_of_two(&self, n: usize) -> bool {
        let of_role = |n: usize| {
            let role = self.back(n, 1).trim_end_matches('s');
            n > 0 && matches!(self.gap(n - 1), ", " | " (") && self.list.roles.has(role)
        };
        let two = |n: usize| of_role(n) && self.next(n) == "and" && self.is_unknown(n) && self.is_unknown(n + 2);
        two(n) || (self.back(n, 1) == "and" && n > 1 && two(n - 2))
    }

    /// “Perpetua B to do the maths”, “Lowri M, Y1”.
    fn has_initial(&self, n: usize) -> bool {
        let letter = self.next(n);
        let ends = |gap: &str| gap.is_empty() || gap.starts_with([' ', ',', '.', ')', ';', ':']);
        letter.chars().count() == 1 && capital(letter) && letter != "I" && !self.owns(n) && ends(self.gap(n + 1))
    }

    /// “Basil (site manager) …”, “Will and the deputy …”.
    fn is_noted_with_role(&self, n: usize) -> bool {
        let role = |at: usize| self.list.roles.has(self.word(at));
        let in_brackets = self.gap(n) == " (" && role(n + 1);
        let joined =
            self.begins(n) && self.next(n) == "and" && (role(n + 2) || (self.word(n + 2) == "the" && role(n + 3)));
        in_brackets || joined
    }

    /// “Ashdown: chase the forms”.
    fn is_told(&self, n: usize) -> bool {
        self.gap(n).starts_with(':') && self.list.tasks.has(self.word(n + 1))
    }

    /// “The Tomlinsons' two”, “the Tomlinson family”.
    fn is_family(&self, n: usize) -> bool {
        let plural = self.bare(n).ends_with('s') && self.gap(n).starts_with(['\'', '’']);
        self.back(n, 1).eq_ignore_ascii_case("the")
            && self.is_unknown(n)
            && (plural && !self.list.places.has(self.word(n + 1))
                || self.list.family.has(self.next(n))
                || (self.owns(n) && self.list.offspring.has(self.next(n))))
    }

    /// “A boy called Emeka”.
    fn is_called(&self, n: usize) -> bool {
        matches!(self.back(n, 1), "called" | "named") && (2..=4).any(|count| self.list.called.has(self.back(n, count)))
    }

    /// “The skills teacher, Annunziata Pell, …”, “teacher Pell”.
    fn has_role(&self, n: usize, last: usize) -> bool {
        let role = self.back(n, 1);
        let apart = n > 0
            && self.gap(n - 1) == ", "
            && (self.gap(last).starts_with([',', ')', '.']) || self.gap(last).is_empty());
        self.list.roles.has(role) && ((self.goes_on(n) && !capital(role)) || apart)
    }

    /// Whether words with a capital go on to a place: “Dorothy Hodgkin Girls' School”, “Robin and Kestrel classes”.
    fn names_a_place(&self, n: usize) -> bool {
        for m in n + 1..(n + 7).min(self.words.len()) {
            let word = self.word(m);
            let joins = matches!(word, "and" | "of" | "or" | "the");
            let before = (capital(word) || !self.owns(m - 1)) && capital(self.word(m - 1));
            let goes_on = match self.gap(m - 1) {
                " " | "' " | "’ " => true,
                " & " | ". " | ", " => capital(word) || joins,
                _ => false,
            };
            if !goes_on || !(capital(word) || joins || before) {
                return false;
            }
            if before
                && self.list.places.has(word)
                && (capital(word) || !matches!(word, "head" | "report" | "day" | "mark" | "review"))
            {
                return true;
            }
            if !capital(word) && !joins {
                return false;
            }
        }
        false
    }

    /// Whether a name is of somebody read or learnt about, or known to all.
    fn is_studied(&self, n: usize) -> bool {
        let from = n.saturating_sub(STUDY);
        let studied = (from..n).any(|m| self.list.studied.at(self.words, m).is_some());
        (studied && !self.says(n) && !self.owns(n)) || self.is_known_to_all(n)
    }

    fn is_known_to_all(&self, n: usize) -> bool {
        (n.saturating_sub(1)..=n).any(|at| self.list.known_to_all.at(self.words, at).is_some())
    }
}

/// Whether a word is of capitals alone: “HT”.
fn is_letters(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_uppercase)
}

/// Whether a word is a known name, as it is or in capitals alone: “STONE”.
fn is_written(known: &str, word: &str) -> bool {
    let shouted = || word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    known == word || (shouted() && known.to_uppercase() == word)
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A word without the ending of possession.
pub(super) fn bare(word: &str) -> &str {
    word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches('.')
}
