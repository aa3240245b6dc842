//! The letters of documents: their paragraphs with what is known filled in, and their close.

use super::build::{Builder, run};
use super::concern::concern_to;
use super::front;
use super::model::{Content, Source, Style};
use crate::forms::{Field, Source as From};
use crate::rules::Place as Spot;
use crate::session::{Due, deadlines, to_whom};

/// Lines above a name that are left to sign on: a space that does not break is a line of its own.
const ROOM_TO_SIGN: [&str; 3] = ["\u{a0}"; 3];

impl Builder<'_> {
    pub(super) fn letter(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            let text = self.filled_in(paragraph);
            if !text.trim().is_empty() {
                self.push(Source::None, Content::Paragraph(vec![run(&text, Style::Plain)]));
            }
        }
    }

    /// The close of a letter, kept in one with the room to sign, and who writes it.
    pub(super) fn signed(&mut self, close: &str) {
        let filled = self.filled;
        let writer = self.writer();
        let who = [writer.as_str(), filled.me.fact("role")].into_iter().filter(|words| !words.trim().is_empty());
        let lines: Vec<&str> = std::iter::once(close).chain(ROOM_TO_SIGN).chain(who).collect();
        self.push(Source::None, Content::Paragraph(vec![run(&lines.join("\n"), Style::Plain)]));
    }

    /// A paragraph of a letter with its places filled in, without the sentences that nobody knows a part of.
    fn filled_in(&self, paragraph: &str) -> String {
        let sentences = paragraph.split_inclusive(". ").filter_map(|sentence| self.sentence(sentence));
        sentences.collect::<String>().trim_end().to_owned()
    }

    fn sentence(&self, sentence: &str) -> Option<String> {
        let filled = self.filled;
        let mut text = String::new();
        for (n, piece) in sentence.split('{').enumerate() {
            let Some((place, rest)) = piece.split_once('}').filter(|_| n > 0) else {
                text.push_str(piece);
                continue;
            };
            // Whether a sentence stands may hang on a choice that its readers do not see.
            if let Some((field, wanted)) = place.split_once('=') {
                if filled.value(field) != wanted {
                    return None;
                }
                text.push_str(rest);
                continue;
            }
            let word = match place {
                "school" => filled.session.school().to_owned(),
                "date" => crate::calendar::days_in_words(&filled.session_days()),
                "when" => {
                    let days = crate::calendar::days_in_words(&filled.session_days());
                    days + &filled.session.meets().said()
                }
                "form" => filled.form.title.clone(),
                "event" => filled.form.name.clone(),
                "full-note" => self.full_note(),
                "concern-to" => concern_to(filled.form, filled.session).join(" and the "),
                "season" => filled.calendar.season_of(filled.session.date()).to_string(),
                _ if place.starts_with("due:") => {
                    let due = deadlines(filled).into_iter().find(|due| place.ends_with(&format!(":{}", due.id)));
                    due.map(|due| crate::calendar::long(due.on)).unwrap_or_default()
                }
                "head" => self.head(),
                "me" => self.writer(),
                "role" => filled.me.fact("role").to_owned(),
                path => {
                    let shown = self.shows_place(&Spot::Field(path.to_owned()));
                    if shown { filled.value(path).into_owned() } else { String::new() }
                }
            };
            if word.trim().is_empty() {
                return None;
            }
            text.push_str(&word);
            text.push_str(rest);
        }
        Some(text)
    }

    /// Who writes: the user, whose name the note may say where their own record does not.
    fn writer(&self) -> String {
        let of_me = |field: &&Field| field.from.as_ref().is_some_and(|from| *from == From::Me("name".to_owned()));
        let typed = || self.filled.form.all_fields().find(of_me).filter(|field| self.shows_field(field));
        let name = self.filled.author();
        let typed = if name.is_empty() { typed() } else { None };
        typed.map_or(name, |field| self.filled.session.field(&field.id)).to_owned()
    }

    /// The headteacher as a letter to them begins, by name where the school's record has it and they are there.
    fn head(&self) -> String {
        let (school, known) = (self.filled.school, "headteacher".to_owned());
        let name = school.fact("head").trim();
        let is_away = school.fact("head-standing") == "absent";
        if name.is_empty() || is_away || self.document.to != ["Headteacher"] { known } else { name.to_owned() }
    }

    /// Who has the note that a document tells of, or who gets it by the form's list; nothing where it goes to nobody.
    fn full_note(&self) -> String {
        let Some(main) = self.filled.form.documents.first() else { return String::new() };
        let session = self.filled.session;
        let roles = front::receivers(self.filled.form, session, main);
        // By its state it is with whoever was to have it by then, also where that was not noted.
        let done: Vec<String> = deadlines(self.filled).into_iter().filter(Due::is_done).map(|due| due.id).collect();
        let is_out = |role: &str| {
            let rows = self.filled.form.distribution.iter().filter(|row| row.role == role && row.document == main.id);
            let by: Vec<&String> = rows.filter_map(|row| row.deadline.as_ref()).collect();
            !session.is_cancelled() && by.iter().any(|deadline| done.contains(deadline))
        };
        let has = |role: &&String| session.sent_to(role, &main.id).is_some() || is_out(role);
        let got: Vec<String> = roles.iter().filter(has).cloned().collect();
        match (got.as_slice(), roles.as_slice()) {
            ([], []) => String::new(),
            ([], to) => format!("The full note goes to {}.", to_whom(to)),
            (got, _) => format!("The full note is with {}.", to_whom(got)),
        }
    }
}
