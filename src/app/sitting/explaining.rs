//! Saying why the grades of a judgement differ, in the grid or among the fields, and going back to the grading.

use super::super::{App, Desk};
use super::grid::is_of;
use super::{Sheet, Sitting, Spot};
use crate::forms::Kind;

impl Sitting {
    /// Whether the caret stands in a reason that was asked for from its grade: Enter leads back there.
    pub fn is_explaining(&self, desk: &Desk) -> bool {
        let is_reason = |spot: &Spot<'_>| spot.row.is_some() && matches!(spot.kind, Kind::LongText);
        self.explained_from.is_some() && Sheet::of(&self.filled(desk), self).spots.get(self.spot).is_some_and(is_reason)
    }
}

impl App {
    /// Goes to where the difference is explained of the judgement graded just now, else of the one the caret is on; where
    /// neither differs, or it was explained just now, of the next that nobody explained. Its name stands where the reason is
    /// typed.
    pub(super) fn explain(&mut self, sitting: &mut Sitting) {
        let filled = sitting.filled(&self.desk);
        let sheet = Sheet::of(&filled, sitting);
        let differing: Vec<String> =
            filled.form.all_fields().flat_map(|field| filled.differences(field)).map(|one| one.path).collect();
        let place = |path: &String| sheet.spots.iter().position(|spot| spot.path == *path);
        let its = |row: &str| differing.iter().find(|path| is_of(path, row)).and_then(place);
        let here = sheet.spots.get(sitting.spot);
        let open: Vec<usize> = filled.unexplained().iter().filter_map(place).collect();
        let next = || open.iter().find(|at| **at > sitting.spot).or_else(|| open.first()).copied();
        // Of the one graded just now there is no more to say once it is explained.
        let graded = sitting.graded.as_deref().and_then(its).filter(|at| open.contains(at));
        let own = graded.or_else(|| here.and_then(|spot| its(spot.row?)));
        let back = here.map(|spot| spot.path.clone());
        let is_said = back.is_some() && sitting.explained_from == back;
        // Why a grade may come to differ can be said before the other grade is there.
        let row = sitting.row_in_hand(&sheet);
        let ahead = || place(&filled.reason_of(row.as_deref().filter(|row| sheet.is_open(sitting, row))?)?);
        let wanted = if is_said { next().or(own) } else { own.or_else(next) };
        let Some(wanted) = wanted.or_else(ahead) else {
            self.tell("No grades differ without a reason");
            return;
        };
        let stands = sheet.spots.get(wanted).is_some_and(|spot| !sitting.session().text(&spot.target).is_empty());
        (sitting.explained_from, sitting.spot) = (back, wanted);
        self.arrive_at_spot(sitting);
        if stands {
            self.tell("A reason stands here already; what you type goes on from it, Ctrl+U empties it");
        }
    }

    /// From a reason that is still blank to the next one.
    pub(super) fn explain_next(&mut self, sitting: &mut Sitting) {
        let filled = sitting.filled(&self.desk);
        let sheet = Sheet::of(&filled, sitting);
        let open = filled.unexplained();
        let open: Vec<usize> =
            (0..sheet.spots.len()).filter(|at| sheet.spots.get(*at).is_some_and(|s| open.contains(&s.path))).collect();
        let next = open.iter().find(|at| **at > sitting.spot).or_else(|| open.first()).copied();
        match next.filter(|at| *at != sitting.spot) {
            Some(next) => {
                sitting.spot = next;
                self.arrive_at_spot(sitting);
            }
            None => self.tell("No other grades differ without a reason"),
        }
    }

    /// From a reason to the blank grade that the grading had come to, else to the judgement that was explained.
    pub(super) fn leave_reason(&mut self, sitting: &mut Sitting) {
        self.leave_spot(sitting);
        let back = sitting.explained_from.take();
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let line = sheet.spots.get(sitting.spot).map(|spot| spot.line);
        let asked = sheet.spots.iter().enumerate().find(|(_, spot)| Some(&spot.path) == back.as_ref());
        let column = asked.map_or(0, |(_, spot)| spot.column);
        let goes_on = asked.filter(|(_, spot)| sitting.session().text(&spot.target).is_empty()).map(|(at, _)| at);
        let explained = sheet.spots.iter().position(|spot| Some(spot.line) == line && spot.column == column);
        let spot = goes_on.or(explained).unwrap_or_default();
        let path = sheet.spots.get(spot).map(|spot| spot.path.clone());
        sitting.spot = spot;
        if goes_on.is_none() {
            (sitting.graded, sitting.explained_from) = (None, path);
        }
        self.arrive_at_spot(sitting);
    }
}
