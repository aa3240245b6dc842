//! Which measure, group, year and whose figure each figure of a sentence is; nothing where that is not plain.

use super::pieces::{Number, Piece, What};
use super::words::{Names, Role, SHIPPED, Whose};
use crate::calendar::SchoolYear;
use crate::measures::book::FigureBook;
use crate::measures::definition::Unit;

/// What a sentence says of a measure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim<'a> {
    pub(super) figure: Number<'a>,
    pub(super) measure: &'a str,
    pub(super) group: &'a str,
    pub(super) whose: Whose,
    /// None: no year is said, so that it may be any.
    pub(super) year: Option<SchoolYear>,
    /// It is the earlier of two, as in “from 80% to 74%”.
    pub(super) is_earlier: bool,
}

/// What the sentence before has named, and a claim without it may go on about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    group: bool,
    whose: bool,
    year: bool,
}

impl Before {
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        let any = |fits: fn(&What<'_>) -> bool| pieces.iter().any(|piece| fits(&piece.what));
        Self {
            group: any(|what| matches!(what, What::Named(Names::Group(group)) if !group.is_empty())),
            whose: any(|what| matches!(what, What::Named(Names::Whose(whose)) if *whose != Whose::School)),
            year: any(|what| matches!(what, What::Year(_))),
        }
    }
}

/// A figure of a sentence with the pieces that can be about it.
struct Part {
    at: usize,
    from: usize,
    to: usize,
    is_plain: bool,
    of_two: Option<OfTwo>,
}

/// Which figure of “from 80% to 74%” it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfTwo {
    Earlier,
    Later,
}

/// What a sentence says of measures.
pub(super) fn claims<'a>(pieces: &[Piece<'a>], before: Before, book: &FigureBook) -> Vec<Claim<'a>> {
    let sentence = Sentence { pieces, before, book };
    if pieces.iter().any(|piece| matches!(piece.what, What::Named(Names::Unsure))) {
        return Vec::new();
    }
    if sentence.has_subjects_beside() {
        return Vec::new();
    }
    if sentence.measures(0, pieces.len()).is_empty() {
        return Vec::new();
    }
    let parts = sentence.parts();
    parts.iter().filter(|part| part.is_plain).filter_map(|part| sentence.claim(part, &parts)).collect()
}

struct Sentence<'p, 'a> {
    pieces: &'p [Piece<'a>],
    before: Before,
    book: &'p FigureBook,
}

impl<'a> Sentence<'_, 'a> {
    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.word)
    }

    fn is(&self, at: usize, role: Role) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is(role))
    }

    fn is_mark(&self, at: usize) -> bool {
        matches!(self.pieces[at].what, What::Named(_) | What::Year(_))
    }

    /// Each once, in order.
    fn each<T: PartialEq>(&self, from: usize, to: usize, of: impl Fn(&Piece<'a>) -> Option<T>) -> Vec<T> {
        let mut all = Vec::new();
        for found in self.pieces[from..to].iter().filter_map(of) {
            if !all.contains(&found) {
                all.push(found);
            }
        }
        all
    }

    fn measures(&self, from: usize, to: usize) -> Vec<&'a str> {
        self.each(from, to, |piece| match piece.what {
            What::Named(Names::Measure(measure)) => Some(measure.as_str()),
            _ => None,
        })
    }

    fn groups(&self, from: usize, to: usize) -> Vec<&'a str> {
        self.each(from, to, |piece| match piece.what {
            What::Named(Names::Group(group)) => Some(group.as_str()),
            _ => None,
        })
    }

    fn years(&self, from: usize, to: usize) -> Vec<SchoolYear> {
        self.each(from, to, |piece| match piece.what {
            What::Year(year) => Some(year),
            _ => None,
        })
    }

    /// Whether a measure of one subject is said of another too: “level 4 or above in reading and writing”.
    fn has_subjects_beside(&self) -> bool {
        let joins = |at: usize| ["and", "or", "&", ","].contains(&self.word(at));
        let is_subject = |at: usize| {
            let piece = self.pieces.get(at);
            piece.is_some_and(|piece| piece.what == What::Word && SHIPPED.is_subject(piece.word))
        };
        let is_measure = |at: &usize| matches!(self.pieces[*at].what, What::Named(Names::Measure(_)));
        (0..self.pieces.len()).filter(is_measure).any(|at| {
            let behind = if self.word(at + 2) == "in" { at + 3 } else { at + 2 };
            (joins(at + 1) && is_subject(behind)) || (at > 1 && joins(at - 1) && is_subject(at - 2))
        })
    }

    /// The figures that can be those of a measure, each with the pieces up to where the next one’s begin.
    fn parts(&self) -> Vec<Part> {
        let is_figure = |at: &usize| matches!(self.pieces[*at].what, What::Figure(_));
        let all: Vec<usize> = (0..self.pieces.len()).filter(is_figure).collect();
        // A number that is no figure, as of pupils, parts nothing and belongs to nothing.
        let figures: Vec<usize> = all.into_iter().filter(|at| self.is_figure(*at)).collect();
        let end = self.pieces.len();
        let mut parts: Vec<Part> =
            figures.iter().map(|at| Part { at: *at, from: 0, to: end, is_plain: true, of_two: None }).collect();
        for n in 1..parts.len() {
            let (left, right) = (parts[n - 1].at, parts[n].at);
            if self.word(left.wrapping_sub(1)) == "from" && self.word(right - 1) == "to" {
                parts[n - 1].of_two = Some(OfTwo::Earlier);
                parts[n].of_two = Some(OfTwo::Later);
                parts[n - 1].to = right - 1;
                parts[n].from = right - 1;
                continue;
            }
            // A parenthesis around a figure alone parts nothing.
            let opens = |at: usize| self.word(at) == "(" && at + 1 == right;
            let closes = |at: usize| self.word(at) == ")" && at == left + 1 && self.word(left.wrapping_sub(1)) == "(";
            let cuts: Vec<usize> =
                (left + 1..right).filter(|at| self.is(*at, Role::Cut) && !opens(*at) && !closes(*at)).collect();
            let marks = |from: usize, to: usize| (from..to).any(|at| self.is_mark(at));
            let cut = match (cuts.first(), cuts.last()) {
                (Some(first), Some(last)) if !marks(*first, *last) => *first,
                (None, None) if !marks(left + 1, right) => left + 1,
                _ => {
                    parts[n - 1].is_plain = false;
                    parts[n].is_plain = false;
                    cuts.first().copied().unwrap_or(left + 1)
                }
            };
            parts[n - 1].to = cut;
            parts[n].from = cut;
        }
        for part in &mut parts {
            if let What::Figure(figure) = self.pieces[part.at].what {
                part.is_plain &= !self.is_moved(part.at, &figure);
            }
        }
        parts
    }

    /// Whether a number can be a result at all: a percentage, or one that stands where a score does.
    fn is_figure(&self, at: usize) -> bool {
        let What::Figure(figure) = self.pieces[at].what else { return false };
        if figure.is_percent {
            return true;
        }
        let before = at.checked_sub(1).map(|at| &self.pieces[at]);
        let leads =
            ["was", "is", "of", "at", ":", "=", "(", "to", "from", "were", "scored", "stands", "stood", "averaged"];
        let led = before.is_some_and(|piece| leads.contains(&piece.word) || matches!(piece.what, What::Named(_)));
        let behind = self.pieces.get(at + 1);
        let free = behind.is_none_or(|piece| match piece.what {
            What::Word => piece.word.chars().all(|c| !c.is_alphanumeric()) || piece.is(Role::BehindScore),
            What::Named(Names::Whose(_)) | What::Year(_) => true,
            What::Named(_) | What::Figure(_) => false,
        });
        led && free
    }

    /// Whether a figure is only about so, or says how far something moved or stands apart.
    fn is_moved(&self, at: usize, figure: &Number<'_>) -> bool {
        let before = |by: usize| at.checked_sub(by);
        let is = |by: usize, role: Role| before(by).is_some_and(|at| self.is(at, role));
        let of = before(1).is_some_and(|at| self.word(at) == "of");
        let apart = (figure.is_percent || !self.word(at + 1).starts_with("point")) && self.is(at + 1, Role::Apart);
        is(1, Role::Loose)
            || is(1, Role::Change)
            || (of && (is(2, Role::Change) || is(2, Role::Loose)))
            || apart
            || (figure.is_percent && figure.is_signed)
    }

    /// Whether a figure is “of” pupils, or of nothing.
    fn counts_pupils(&self, part: &Part) -> bool {
        if self.word(part.at + 1) != "of" {
            return true;
        }
        let articles = ["the", "our", "all", "its", "their", "these"];
        let noun = (part.at + 2..self.pieces.len()).find(|at| !articles.contains(&self.word(*at)));
        noun.is_some_and(|at| {
            self.is(at, Role::Counted) || matches!(self.pieces[at].what, What::Named(Names::Group(_)))
        })
    }

    /// Whether nothing but marks and words that link stand in a range.
    fn links(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            let piece = &self.pieces[at];
            let is_sign = piece.word.chars().all(|c| !c.is_alphanumeric());
            let linking = is_sign || piece.is(Role::Link) || piece.is(Role::Cut) || piece.word.ends_with("ly");
            piece.what != What::Word || linking
        })
    }

    fn claim(&self, part: &Part, parts: &[Part]) -> Option<Claim<'a>> {
        let What::Figure(figure) = self.pieces[part.at].what else { return None };
        // The later of two goes on where the earlier begins.
        let earlier = parts.iter().find(|other| {
            part.of_two == Some(OfTwo::Later) && other.of_two == Some(OfTwo::Earlier) && other.to == part.from
        });
        let from = earlier.map_or(part.from, |earlier| earlier.from);
        let measure = self.measure(part, from)?;
        let unit = self.book.unit(measure);
        if (unit == Unit::Percent) != figure.is_percent || !unit.holds(figure.worth) || !self.counts_pupils(part) {
            return None;
        }
        if matches!(unit, Unit::Points(..)) && !figure.is_signed && !figure.printed.contains('.') {
            return None;
        }
        let year = self.year(part, parts)?;
        let (group, whose) = (self.group(part, from)?, self.whose(part, from)?);
        if !self.is_of_nobody_else(part) {
            return None;
        }
        Some(Claim { figure, measure, group, whose, year, is_earlier: part.of_two == Some(OfTwo::Earlier) })
    }

    fn measure(&self, part: &Part, from: usize) -> Option<&'a str> {
        match self.measures(from, part.to).as_slice() {
            [one] => {
                let is_measure = |at: &usize| matches!(self.pieces[*at].what, What::Named(Names::Measure(_)));
                let near = (from..part.to).filter(is_measure).min_by_key(|at| at.abs_diff(part.at))?;
                let (first, last) = (near.min(part.at) + 1, near.max(part.at));
                self.links(first, last).then_some(*one)
            }
            [] => match self.measures(0, self.pieces.len()).as_slice() {
                [one] if self.links(from, part.to) && !self.is_named_apart(part) => Some(*one),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the measure is named only behind a semicolon: “boys: 62% of them; RWM was 57%”.
    fn is_named_apart(&self, part: &Part) -> bool {
        let is_measure = |at: &usize| matches!(self.pieces[*at].what, What::Named(Names::Measure(_)));
        let first = (0..self.pieces.len()).find(is_measure).unwrap_or(0);
        (part.at..first).any(|at| self.word(at) == ";")
    }

    fn group(&self, part: &Part, from: usize) -> Option<&'a str> {
        match self.groups(from, part.to).as_slice() {
            [one] => Some(*one),
            [] => {
                let named = self.groups(0, from).iter().any(|group| !group.is_empty());
                let goes_on = self.before.group && self.groups(0, self.pieces.len()).is_empty();
                (!named && !goes_on).then_some("")
            }
            _ => None,
        }
    }

    /// Nothing if that is not plain; otherwise the year, or none if none is said.
    #[expect(clippy::option_option, reason = "whether it is plain, and whether a year is said, are two questions")]
    fn year(&self, part: &Part, parts: &[Part]) -> Option<Option<SchoolYear>> {
        let from = if part.of_two.is_some() { part.at } else { part.from };
        match self.years(from, part.to).as_slice() {
            [one] => return Some(Some(*one)),
            [] => {}
            _ => return None,
        }
        let all = self.years(0, self.pieces.len());
        let first = parts.first().map_or(0, |part| part.at);
        match (all.as_slice(), self.years(0, first).as_slice()) {
            ([one], [_]) if part.of_two != Some(OfTwo::Earlier) => Some(Some(*one)),
            ([], _) if self.before.year => None,
            _ => Some(None),
        }
    }

    /// Whether no word before a figure and its measure, or behind them after “for”, may name other pupils or another school.
    fn is_of_nobody_else(&self, part: &Part) -> bool {
        let is_measure = |at: &usize| matches!(self.pieces[*at].what, What::Named(Names::Measure(_)));
        let end = (0..part.to).rev().find(is_measure).map_or(part.at, |at| at.max(part.at));
        let articles = ["the", "our", "all", "its", "their", "these", "a", "an"];
        let behind = (end + 1..part.to).take_while(|at| !self.is(*at, Role::Cut) || self.word(*at) == "(");
        let mut named =
            behind.filter(|at| ["for", "of", "in", "at", "among", "amongst", "("].contains(&self.word(*at)));
        let noun = |at: usize| (at + 1..part.to).find(|at| !articles.contains(&self.word(*at)));
        (0..end).all(|at| self.names_nobody(at)) && named.all(|at| noun(at).is_none_or(|at| self.names_nobody(at)))
    }

    fn names_nobody(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let is_sign = piece.word.chars().all(|c| !c.is_alphanumeric());
        let in_a_list = Role::OF_NOBODY.iter().any(|role| piece.is(*role));
        piece.what != What::Word || is_sign || in_a_list || piece.word.ends_with("ly") || SHIPPED.is_subject(piece.word)
    }

    fn whose(&self, part: &Part, from: usize) -> Option<Whose> {
        let mut found: Vec<Whose> = Vec::new();
        for at in from..part.to {
            let What::Named(Names::Whose(whose)) = self.pieces[at].what else { continue };
            if *whose == Whose::School {
                found.push(Whose::School);
                continue;
            }
            let (first, last) = (at.min(part.at) + 1, at.max(part.at));
            if self.is_compared(at) {
                // “Above England (61%)” gives England’s; “below England, at 57%” the school’s.
                let given = at < part.at
                    && (first..last).all(|at| ["(", "of", "figure", "average", ":"].contains(&self.word(at)));
                if given {
                    found.push(*whose);
                }
            } else {
                // “Nationally, 65% …”: the comma behind the first word parts nothing.
                let first = if at == 0 && self.word(1) == "," { 2 } else { first };
                let parted = (first..last).any(|at| self.is(at, Role::Cut) && !["(", ")"].contains(&self.word(at)));
                if parted || !self.links(first, last) {
                    return None;
                }
                found.push(*whose);
            }
        }
        found.dedup();
        match found.as_slice() {
            [one] => Some(*one),
            [] => {
                let other = |at: usize| {
                    matches!(self.pieces[at].what, What::Named(Names::Whose(whose)) if *whose != Whose::School)
                        && !self.is_compared(at)
                };
                let named = (0..from).any(other);
                let goes_on = self.before.whose && !(0..self.pieces.len()).any(other);
                (!named && !goes_on).then_some(Whose::School)
            }
            _ => None,
        }
    }

    /// Whether somebody is named only to be compared with.
    fn is_compared(&self, at: usize) -> bool {
        // “Below the LA and England”: both.
        let passed = ["the", "our", "both", "and", "or", ","];
        let is_whose = |at: usize| matches!(self.pieces[at].what, What::Named(Names::Whose(_)));
        let word = (0..at).rev().find(|at| !passed.contains(&self.word(*at)) && !is_whose(*at));
        word.is_some_and(|at| self.is(at, Role::Compare))
    }
}
