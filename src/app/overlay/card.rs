//! A record on the screen: what is kept of a school, or of the user; each fact is kept as the caret leaves it.

use super::super::editor::{Editor, Pressed};
use super::super::options::turned;
use super::super::sitting::Along;
use super::super::{App, Effect};
use super::Overlay;
use crate::calendar::Calendar;
use crate::caseload::SchoolYear;
use crate::command::{Code, Key};
use crate::forms::{Field, Kind, Section, accept_by, own_card, school_card};
use crate::session::{Fact, Record};

/// Whose record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardOf {
    /// A school's, by its slug.
    School(String),
    /// The user's own.
    Me,
}

/// A record on the screen.
#[derive(Debug, Clone)]
pub struct Card {
    /// Whose.
    pub of: CardOf,
    /// Its title.
    pub title: String,
    /// What can be kept.
    pub sections: Vec<Section>,
    /// What is kept.
    pub record: Record,
    /// The selected fact, from 0.
    pub at: usize,
    /// Its text.
    pub editor: Editor,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Card {
    fn new(of: CardOf, title: String, sections: Vec<Section>, record: Record) -> Self {
        let mut card = Self { of, title, sections, record, at: 0, editor: Editor::default(), fault: None };
        card.arrive(0);
        card
    }

    /// Every fact with its place.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.sections.iter().flat_map(|section| &section.fields).enumerate()
    }

    /// The selected fact.
    pub fn field(&self) -> Option<&Field> {
        self.fields().nth(self.at).map(|(_, field)| field)
    }

    /// One line of help for the selected fact.
    pub fn help(&self) -> String {
        let Some(field) = self.field() else { return String::new() };
        let options = match &field.kind {
            Kind::Choice(options) => format!("← → or first letters, one of: {}", options.join(", ")),
            Kind::Choices(options) => format!("any of: {}", options.join(", ")),
            Kind::Past => "a date, such as 12/1: without a year the last such day".to_owned(),
            Kind::Since => "a date or a month, such as 12/1 or 1/2010".to_owned(),
            Kind::Date | Kind::Due => "a date, such as 12/1, with its year where it is another".to_owned(),
            _ => String::new(),
        };
        [field.help.clone(), options].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn arrive(&mut self, at: usize) {
        self.at = at;
        self.fault = None;
        let text = self.field().map(|field| to_type(&field.kind, self.record.fact(&field.id))).unwrap_or_default();
        let is_long = self.field().is_some_and(|field| matches!(field.kind, Kind::LongText));
        self.editor = if is_long { Editor::new(&text) } else { Editor::offering(&text) };
    }

    /// A key in the selected fact; whether it altered the text.
    fn press(&mut self, key: Key) -> bool {
        if let Some(Kind::Choice(options)) = self.field().map(|field| field.kind.clone()) {
            let way = match key.code {
                Code::Left => Some(Along::Previous),
                Code::Right => Some(Along::Next),
                _ => None,
            };
            if let Some(way) = way {
                let option = turned(&options, self.editor.text(), way).cloned().unwrap_or_default();
                self.editor = Editor::offering(&option);
                return true;
            }
        }
        matches!(self.editor.press(key), Pressed::Edit(_))
    }

    /// The name of a school and the one that is about to become it.
    fn new_name(&self) -> Option<(String, String)> {
        let is_name = matches!(self.of, CardOf::School(_)) && self.field().is_some_and(|field| field.id == "name");
        is_name.then(|| (self.record.fact("name").to_owned(), self.editor.text().trim().to_owned()))
    }

    /// What leaving the selected fact changes.
    fn changed(&mut self, calendar: &Calendar, today: chrono::NaiveDate) -> Result<Vec<Fact>, String> {
        let Some(field) = self.field() else { return Ok(Vec::new()) };
        let typed = begun(&field.kind, self.editor.text());
        let kept = accept_by((calendar, today), &field.kind, None, typed, today).map_err(|e| e.to_string())?;
        if kept == self.record.fact(&field.id) {
            return Ok(Vec::new());
        }
        let noted = self.record.noting(&[(field.id.clone(), kept)], today);
        let changes: Vec<Fact> = noted.iter().map(|(name, to)| self.record.setting(name, to)).collect();
        changes.iter().try_for_each(|change| self.record.apply(change).map(drop)).map_err(|e| e.to_string())?;
        Ok(changes)
    }
}

/// A fact as it is typed: a date as its example in the help.
fn to_type(kind: &Kind, fact: &str) -> String {
    let day: Option<chrono::NaiveDate> = fact.parse().ok().filter(|_| kind.is_day());
    day.map_or_else(|| fact.to_owned(), |day| day.format("%-d/%-m/%Y").to_string())
}

/// The word that first letters choose among those there are; any other text as it is.
fn begun<'a>(kind: &'a Kind, text: &'a str) -> &'a str {
    let Kind::Choice(options) = kind else { return text };
    let lower = text.trim().to_lowercase();
    if lower.is_empty() || options.iter().any(|option| option.to_lowercase() == lower) {
        return text;
    }
    options.iter().find(|option| option.to_lowercase().starts_with(&lower)).map_or(text, String::as_str)
}

impl App {
    /// Opens a school's record.
    pub(in super::super) fn open_school_card(&mut self, school: &SchoolYear) {
        let of = CardOf::School(school.slug.clone());
        let card = Card::new(of, school.name.clone(), school_card(), school.record.clone());
        self.overlays.push(Overlay::Card(Box::new(card)));
    }

    /// Opens the record of the school whose session is on the screen.
    pub(in super::super) fn open_card_here(&mut self) {
        let Some(sitting) = &self.sitting else { return };
        let session = sitting.session();
        let of = CardOf::School(session.school_slug().to_owned());
        let card = Card::new(of, session.school().to_owned(), school_card(), sitting.school.clone());
        self.overlays.push(Overlay::Card(Box::new(card)));
    }

    /// Opens the user's own record at a fact.
    pub(in super::super) fn open_own_card_at(&mut self, fact: &str) {
        self.open_own_card();
        if let Some(Overlay::Card(card)) = self.overlays.last_mut() {
            let at = card.fields().find(|(_, field)| field.id == fact).map_or(0, |(at, _)| at);
            card.arrive(at);
        }
    }

    /// Opens the user's own record.
    pub(in super::super) fn open_own_card(&mut self) {
        let title = "You and the authority".to_owned();
        let card = Card::new(CardOf::Me, title, own_card(), self.desk.me.clone());
        self.overlays.push(Overlay::Card(Box::new(card)));
    }

    pub(super) fn press_in_card(&mut self, mut card: Box<Card>, key: Key) {
        let last = card.fields().count().saturating_sub(1);
        let to = match key.code {
            Code::Esc => None,
            Code::Enter | Code::Tab | Code::Down => Some((card.at + 1).min(last)),
            Code::BackTab | Code::Up => Some(card.at.saturating_sub(1)),
            Code::PageDown => Some((card.at + 10).min(last)),
            Code::PageUp => Some(card.at.saturating_sub(10)),
            _ => {
                if card.press(key) {
                    card.fault = None;
                    self.want(Effect::Scratch(card.editor.text().to_owned()));
                }
                self.overlays.push(Overlay::Card(card));
                return;
            }
        };
        let misnamed = card.new_name().and_then(|(from, to)| self.misnamed(&from, &to));
        match misnamed.map_or_else(|| card.changed(&self.desk.calendar, self.now.date()), Err) {
            Ok(changes) => {
                for change in changes.iter().filter(|change| change.from != change.to) {
                    self.keep_fact(&card.of, change);
                }
                self.want(Effect::Scratch(String::new()));
                if let Some(to) = to {
                    card.arrive(to);
                    self.overlays.push(Overlay::Card(card));
                } else if self.sitting.is_none() {
                    self.survey();
                }
            }
            // A second Esc leaves what cannot be kept.
            Err(_) if to.is_none() && card.fault.is_some() => {
                self.want(Effect::Scratch(String::new()));
            }
            Err(fault) => {
                let leave = if to.is_none() { "; Esc again leaves it as it was" } else { "" };
                card.fault = Some(format!("{fault}{leave}"));
                self.overlays.push(Overlay::Card(card));
            }
        }
    }

    /// Pasted text goes into the selected fact, as one line.
    pub(in super::super) fn paste_in_card(&mut self, card: &mut Card, text: &str) {
        card.editor.insert(&text.lines().collect::<Vec<_>>().join(" "));
        self.want(Effect::Scratch(card.editor.text().to_owned()));
    }

    fn keep_fact(&mut self, of: &CardOf, change: &Fact) {
        match of {
            CardOf::Me => {
                if let Err(error) = self.desk.me.apply(change) {
                    self.warn(error.to_string());
                }
                let me = self.desk.me.clone();
                for sitting in self.sitting.iter_mut().chain(self.other.iter_mut()) {
                    sitting.looked_at = None;
                }
                self.want(Effect::KeepMe(me));
            }
            CardOf::School(slug) => {
                for sitting in self.sitting.iter_mut().chain(self.other.iter_mut()) {
                    if sitting.session().school_slug() == slug {
                        // It stands as it did when the card was opened: nothing else alters it here.
                        drop(sitting.school.apply(change));
                        sitting.names = None;
                        sitting.looked_at = None;
                    }
                }
                if change.name == "name" {
                    self.want(Effect::RenameSchool { school: slug.clone(), to: change.to.clone() });
                    self.name_in_sessions(slug, &change.to);
                    return;
                }
                self.want(Effect::KeepSchool { slug: slug.clone(), fact: change.name.clone(), to: change.to.clone() });
            }
        }
    }
}
