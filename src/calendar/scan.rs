//! Reading words and numbers off the front of a text without copying it, for date phrases.

/// The months, as they are written in full.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A place in a text; copied freely, so that a reading can be given up.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A word of ASCII letters in lower case; longer ones than any date word are empty.
pub(super) struct Word {
    letters: [u8; Word::MOST],
    length: usize,
}

impl Word {
    const MOST: usize = 12;

    /// The word, in lower case.
    pub(super) fn as_str(&self) -> &str {
        // Only ASCII letters are put in, so this is always text.
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub(super) const fn bytes(self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub(super) fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The cursor some bytes further on, which must be a char boundary.
    pub(super) const fn skip(self, bytes: usize) -> Self {
        Self { text: self.text, at: self.at + bytes }
    }

    /// Past one given ASCII byte.
    pub(super) fn eat(self, byte: u8) -> Option<Self> {
        (self.peek() == Some(byte)).then(|| self.skip(1))
    }

    /// Past at least one space.
    pub(super) fn space(self) -> Option<Self> {
        let blanks = self.rest().bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        (blanks > 0).then(|| self.skip(blanks))
    }

    /// Past a word of letters.
    pub(super) fn word(self) -> Option<(Self, Word)> {
        let rest = self.rest().as_bytes();
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if length == 0 {
            return None;
        }
        let mut word = Word { letters: [0; Word::MOST], length: 0 };
        if length <= Word::MOST {
            word.length = length;
            for (to, from) in word.letters.iter_mut().zip(&rest[..length]) {
                *to = from.to_ascii_lowercase();
            }
        }
        Some((self.skip(length), word))
    }

    /// Past a space and a word.
    pub(super) fn next_word(self) -> Option<(Self, Word)> {
        self.space()?.word()
    }

    /// Past a space and one of some words.
    pub(super) fn next_of(self, words: &[&str]) -> Option<Self> {
        let (after, word) = self.next_word()?;
        words.contains(&word.as_str()).then_some(after)
    }

    /// Past one of some words after a space, or not at all.
    pub(super) fn maybe(self, words: &[&str]) -> Self {
        self.next_of(words).unwrap_or(self)
    }

    /// Past one of some words here and the space after it, or not at all.
    pub(super) fn past(self, words: &[&str]) -> Self {
        let after = self.word().filter(|(_, word)| words.contains(&word.as_str()));
        after.and_then(|(after, _)| after.space()).unwrap_or(self)
    }

    /// Past a number of at most four digits; also how many digits it has.
    pub(super) fn number(self) -> Option<(Self, u32, usize)> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let value = self.rest().bytes().take(digits).fold(0, |n, b| n * 10 + u32::from(b - b'0'));
        Some((self.skip(digits), value, digits))
    }

    /// Whether a phrase may end here: not inside a word, a number, a possessive or a compound.
    pub(super) fn is_edge(self) -> bool {
        let mut chars = self.rest().chars();
        let Some(next) = chars.next() else {
            return true;
        };
        let then = chars.next();
        match next {
            '\'' | '’' | '-' | '/' => !then.is_some_and(char::is_alphanumeric),
            '.' | ',' | ':' => !then.is_some_and(|c| c.is_ascii_digit()),
            '%' | '_' | '@' => false,
            _ => !next.is_alphanumeric(),
        }
    }
}

/// Parts of a day, which belong to the day before them: `by Friday lunchtime`.
pub(super) const DAY_PARTS: &[&str] = &[
    "morning",
    "lunch",
    "lunchtime",
    "noon",
    "midday",
    "afternoon",
    "teatime",
    "evening",
    "night",
    "midnight",
    "breaktime",
    "playtime",
];

/// What takes place on a day and is named by it, so that the day alone is not what is meant: `by Friday assembly`.
pub(super) const EVENTS: &[&str] = &[
    "assembly",
    "assemblies",
    "briefing",
    "briefings",
    "club",
    "clubs",
    "group",
    "groups",
    "lesson",
    "lessons",
    "meeting",
    "meetings",
    "school",
    "session",
    "sessions",
    "trip",
    "visit",
    "visits",
];

/// The number a word says: `a`, `two`, … `twelve`.
pub(super) fn number_word(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    WORDS.iter().zip(1..).find_map(|(known, n)| (*known == word).then_some(n))
}

/// The month of a name or its usual short form, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}

/// Whether a word is the name of a weekday, or a usual short form of one; capitals do not matter.
pub fn is_weekday(word: &str) -> bool {
    weekday(&word.to_ascii_lowercase()).is_some()
}

/// The weekday of a name or its usual short forms, days from Monday.
pub(super) fn weekday(word: &str) -> Option<i64> {
    Some(match word {
        "mon" | "monday" => 0,
        "tue" | "tues" | "tuesday" => 1,
        "wed" | "weds" | "wednesday" => 2,
        "thu" | "thur" | "thurs" | "thursday" => 3,
        "fri" | "friday" => 4,
        "sat" | "saturday" => 5,
        "sun" | "sunday" => 6,
        _ => return None,
    })
}
