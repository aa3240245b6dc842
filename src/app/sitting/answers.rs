//! What a field holds: an answer that it takes, or words that stay and are none; how a key chooses among words.

use super::super::App;
use super::{Sheet, Sitting, Spot};
use crate::forms::{Kind, Scale};
use crate::session::Target;

/// Letters typed in a choice so far, and where.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelled {
    path: String,
    letters: String,
}

impl Sitting {
    /// Why what stands in a spot is no answer to it, if it is none: what it holds is kept and not printed.
    pub fn misfit(&self, spot: &Spot<'_>) -> Option<String> {
        let text = self.session().text(&spot.target);
        if text.trim().is_empty() || matches!(spot.kind, Kind::Text | Kind::LongText) {
            return None;
        }
        let scale = self.scale_of(spot);
        let why = crate::forms::accept(spot.kind, scale.as_ref(), text, self.session().date()).err()?;
        Some(why.to_string())
    }

    /// Whether a spot is a cell that has to be filled, as its row has something in it, and is not.
    pub fn lacks(&self, spot: &Spot<'_>) -> bool {
        let Target::Cell { table, row, column } = &spot.target else { return false };
        let field = self.form.field(table);
        let Some(Kind::Table { columns }) = field.map(|field| &field.kind) else { return false };
        let column = columns.iter().find(|known| known.id == *column);
        let row = self.session().table(table).get(*row);
        column.zip(row).is_some_and(|(column, row)| column.is_missing_in(row))
    }

    /// Whether the caret stands in a spot whose words are being typed just now, and may not be whole yet.
    pub fn is_typing_in(&self, spot: &Spot<'_>) -> bool {
        self.last_typed.as_ref().is_some_and(|typed| typed.target == spot.target)
    }

    /// The scale a spot is graded on.
    pub(super) fn scale_of(&self, spot: &Spot<'_>) -> Option<Scale> {
        let own = match spot.kind {
            Kind::Grade { scale } => Some(scale.as_str()),
            _ => None,
        };
        let id = spot.scale.or(own)?;
        self.scales.iter().find(|scale| scale.id == id).cloned()
    }

    /// The words that may stand in the selected spot, if it is a choice among some.
    pub(super) fn options(sheet: &Sheet<'_>, at: usize) -> Option<Vec<String>> {
        match sheet.spots.get(at)?.kind {
            Kind::Choice(options) => Some(options.clone()),
            _ => None,
        }
    }
}

impl App {
    /// A character where words are chosen from; false where it is typed as anywhere.
    pub(super) fn choose_by(&mut self, sitting: &mut Sitting, c: char) -> bool {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(kind) = sheet.spots.get(sitting.spot).map(|spot| spot.kind.clone()) else { return false };
        match kind {
            Kind::Choice(options) => self.spell_choice(sitting, &options, c),
            Kind::Choices(options) => self.turn_choice(sitting, &options, c),
            _ => false,
        }
    }

    /// A character in a choice: it picks the word that begins so, of several the first, and further letters or the same one
    /// again another of them; a digit picks the word at that place, and one that has none leaves the answer. Words of another kind are typed as anywhere; then this
    /// is false.
    fn spell_choice(&mut self, sitting: &mut Sitting, options: &[String], c: char) -> bool {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(path) = sheet.spots.get(sitting.spot).map(|spot| spot.path.clone()) else { return false };
        let stands = sitting.editor.text().to_owned();
        let spelled = std::mem::take(&mut sitting.spelled);
        let whole = options.contains(&stands);
        let so_far =
            if spelled.path == path && (whole || spelled.letters == stands) { spelled.letters } else { String::new() };
        if !stands.is_empty() && !whole && so_far.is_empty() && !sitting.editor.is_offered() {
            return false;
        }
        let longer = format!("{so_far}{c}");
        for letters in [longer.clone(), c.to_string()] {
            let lower = letters.to_lowercase();
            let fitting: Vec<&String> = options.iter().filter(|o| o.to_lowercase().starts_with(&lower)).collect();
            // Further letters stay with what they fit; a letter typed again goes on to the next that it fits.
            let here = fitting.iter().position(|option| **option == stands);
            let at = here.map_or(0, |here| if letters == longer && !so_far.is_empty() { here } else { here + 1 });
            let Some(chosen) = fitting.get(at % fitting.len().max(1)) else { continue };
            self.replace_spot(sitting, chosen);
            sitting.spelled = Spelled { path, letters };
            return true;
        }
        let place = c.to_digit(10).map(|n| (n as usize).checked_sub(1).and_then(|n| options.get(n)));
        match place {
            Some(Some(option)) if whole || so_far.is_empty() => self.replace_spot(sitting, option),
            // Who types a date or a number here is in the wrong place: the answer stays, and that is said.
            Some(_) if whole => {
                self.warn(format!("“{stands}” stands here; ← → or a first letter chooses: {}", options.join(", ")));
            }
            Some(_) | None => {
                self.replace_spot(sitting, &longer);
                sitting.editor.deselect();
            }
        }
        true
    }

    /// A character in a choice of several: one that fits a single word, as its first letter or its figure, takes that in or
    /// out, and the letters that spell it out alter nothing. Any other is typed, behind what is chosen; then this is false.
    fn turn_choice(&mut self, sitting: &mut Sitting, options: &[String], c: char) -> bool {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(path) = sheet.spots.get(sitting.spot).map(|spot| spot.path.clone()) else { return false };
        let stands = sitting.editor.text().to_owned();
        let mut chosen: Vec<&str> = stands.split(", ").filter(|one| !one.is_empty()).collect();
        let spelled = std::mem::take(&mut sitting.spelled);
        if chosen.iter().any(|one| !options.iter().any(|option| option == one)) {
            return false;
        }
        let is_begun = spelled.path == path;
        let letters = format!("{}{c}", spelled.letters).to_lowercase();
        if is_begun && chosen.iter().any(|one| letters.chars().count() > 1 && one.to_lowercase().starts_with(&letters))
        {
            sitting.spelled = Spelled { path, letters };
            return true;
        }
        let fitting: Vec<&str> = options.iter().map(String::as_str).filter(|option| is_meant(option, c)).collect();
        let [option] = fitting.as_slice() else {
            if is_begun {
                sitting.editor.deselect();
                let apart = if c.is_alphanumeric() && !stands.is_empty() { ", " } else { "" };
                self.put_in(sitting, &format!("{apart}{c}"));
            }
            return is_begun;
        };
        match chosen.iter().position(|one| one == option) {
            Some(at) => {
                chosen.remove(at);
            }
            None => chosen.push(option),
        }
        let now: Vec<&str> = options.iter().map(String::as_str).filter(|option| chosen.contains(option)).collect();
        self.replace_spot(sitting, &now.join(", "));
        sitting.spelled = Spelled { path, letters: c.to_string() };
        true
    }

    /// Says once of what was typed in a spot that it is no answer there.
    pub(super) fn tell_misfit(&mut self, sitting: &mut Sitting, path: &str, typed: &str, why: &str) {
        let told = (path.to_owned(), typed.to_owned());
        if sitting.told_misfit.as_ref() != Some(&told) {
            sitting.told_misfit = Some(told);
            self.warn(format!("{why}; the words stay, but are not printed as an answer"));
        }
    }
}

/// Whether a character means a word: its first letter, or the figure that stands in it.
fn is_meant(option: &str, c: char) -> bool {
    if c.is_ascii_digit() {
        return option.split(|other: char| !other.is_ascii_digit()).any(|figure| figure == c.to_string());
    }
    c.is_alphabetic() && option.chars().next().is_some_and(|first| first.to_lowercase().eq(c.to_lowercase()))
}
