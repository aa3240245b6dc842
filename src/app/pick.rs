//! What the choice of a picker does.

use super::aside::about_school;
use super::overlay::{
    Ask, Copied, Overlay, PersonFact, Picked, Purpose, copy_picker, file_picker, found_picker, school_picker,
};
use super::{App, Effect, Focus, Sitting};
use crate::outline::documents;
use crate::session::{Attended, Change, Grouping};

impl App {
    /// What a picker's choice does.
    pub(super) fn pick(&mut self, picked: Picked) {
        match picked {
            Picked::Command(command) => self.run(command),
            Picked::Item(id) => self.on_sitting(|app, s| app.enter(s, &id)),
            Picked::Field(path) => self.on_sitting(|app, s| app.go_to_spot(s, &path)),
            Picked::Found(id, at) => self.on_sitting(|app, s| {
                app.go_to_entry(s, id);
                s.editor.put_caret(at);
            }),
            Picked::Kind(id, kind) => self.on_sitting(|app, s| app.change_kind(s, id, kind)),
            Picked::Row(id, table) => self.on_sitting(|app, s| app.make_row(s, id, &table)),
            Picked::TakeUp(id) => self.on_sitting(|app, s| app.take_up(s, id)),
            Picked::Move(id, item) => self.on_sitting(|app, s| app.move_entry(s, id, &item)),
            Picked::About(id, row) => self.on_sitting(|app, s| app.set_row(s, id, row.as_deref())),
            Picked::Restore(id) => self.on_sitting(|app, s| app.put_back(s, id)),
            Picked::Form(form) if self.home.listing.own_forms.contains(&form) => self.ask_date(&form, ""),
            Picked::Form(form) => {
                let picker = school_picker(self, &form);
                self.overlays.push(Overlay::Picker(picker));
            }
            Picked::School(form, school) => self.ask_date(&form, &school),
            Picked::Keep { form, school } => {
                let date = self.now.date();
                self.want(Effect::Begin { form, school, date });
            }
            Picked::NewSchool(form) => {
                let ask = Ask::new(
                    "Name of the school",
                    "As it should stand in your documents",
                    "",
                    Purpose::School { form },
                );
                self.overlays.push(Overlay::Ask(ask));
            }
            Picked::Session(id) => self.want(Effect::Open(id)),
            Picked::Example(id) => self.want(Effect::Practise(id)),
            Picked::State(state) => self.on_sitting(|app, s| app.choose_state(s, &state)),
            Picked::StateAgain(state) => self.on_sitting(|app, s| app.ask_state_day(s, &state)),
            Picked::StateDay(state) => self.on_sitting(|app, s| app.ask_other_state_day(s, &state)),
            Picked::StateBack(state) => self.on_sitting(|app, s| app.unreach_state(s, &state)),
            Picked::Errand(session, errand) => self.send_on(&session, errand),
            Picked::Agreement(session) => {
                let help = "Role and initials, and the day behind a comma, such as SIPM AB, 5/1; without a day: today";
                let ask = Ask::new("Who agreed, and when?", help, "", Purpose::Agreement { session });
                self.overlays.push(Overlay::Ask(ask));
            }
            Picked::OwnFact(fact) => self.open_own_card_at(&fact),
            Picked::PutAway(id) => self.want(Effect::PutAway(id)),
            Picked::PutSchoolAway(school) => self.put_school_away(school),
            Picked::RenameSchool(school) => self.ask_name_of(&school),
            Picked::BringBack(file) => self.bring_back(file),
            Picked::Rescue { place, session } => self.want(Effect::Rescue { place, session }),
            Picked::Said(text) => self.show_sentence("Cannot be read", &text),
            Picked::Another { form, school, date } => self.want(Effect::Begin { form, school, date }),
            Picked::Card(card) => self.on_sitting(|app, s| app.show_card(s, card)),
            Picked::HandOver(school, what) => {
                let start =
                    format!("{}-handover.zip", school.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-"));
                let help = "A file name, or a path; an existing file is not overwritten";
                let purpose = Purpose::HandOver { school, what };
                self.overlays.push(Overlay::Ask(Ask::new("Write to", help, &start, purpose)));
            }
            Picked::Confidential(to) => self.on_sitting(|app, sitting| {
                let from = sitting.session().confidentiality();
                let changes = if from == to { Vec::new() } else { vec![Change::Confidentiality { from, to }] };
                if app.record(sitting, changes, Grouping::New, super::Urgency::Now) {
                    let told = format!("On every page from now on: {}", to.label());
                    match crate::session::lowered(&sitting.filled(&app.desk)) {
                        Some(said) => app.warn(format!("{told} · {said}")),
                        None => app.tell(told),
                    }
                }
            }),
            Picked::AnotherName => self.choose_another_name(),
            Picked::Replace(writing) | Picked::Write(writing) => self.want(Effect::Export(writing)),
            Picked::SentDraft(sent) => self.on_sitting(|app, s| app.note_sent(s, *sent)),
            Picked::Copy(what) => self.on_sitting(|app, s| app.copy_what(s, &what)),
            Picked::Note(to, text) => self.send_note(to.as_deref(), &text),
            Picked::NoteOf(school, text) => self.note_of(&school, text),
            Picked::NoteOfNew(school, text) => {
                self.want(Effect::MakeSchool(school.clone()));
                self.send_note(None, &about_school(&text, &school));
                self.tell(format!("{school} is among your schools; the note waits for it in the inbox"));
            }
            Picked::Person(at, what) => self.on_sitting(|app, s| app.note_person(s, at, what)),
            Picked::Mend(at) => self.on_sitting(|app, s| app.mend_person(s, at)),
            Picked::PersonBack(at) => self.on_sitting(|app, s| app.unnote_person(s, at)),
            Picked::AskPerson(at, fact) => {
                let question = match fact {
                    PersonFact::Role => "Role, with initials if you like: HT, GOV, DHT/KS",
                    PersonFact::Initials => "Initials (a name is kept as its initials)",
                    PersonFact::Report => "Brief written report on impact",
                    PersonFact::Reason => "Why they are not there",
                    PersonFact::Interest => "Interest declared",
                    PersonFact::Came => "When did they come?",
                    PersonFact::Left => "When did they leave?",
                };
                let person = self.sitting.as_ref().and_then(|sitting| sitting.session().people().get(at));
                // What is known stands in the box: a name, a time or a few words to be typed anew, a sentence to be gone on with.
                let known = person.map_or("", |person| match fact {
                    PersonFact::Role => &person.role,
                    PersonFact::Initials => &person.initials,
                    PersonFact::Report => &person.report,
                    PersonFact::Reason => &person.reason,
                    PersonFact::Interest | PersonFact::Came | PersonFact::Left => "",
                });
                let is_time = matches!(fact, PersonFact::Came | PersonFact::Left);
                let known = if is_time { self.now.format("%H:%M").to_string() } else { known.to_owned() };
                self.overlays.push(Overlay::Ask(Ask::new(question, "", &known, Purpose::Person(at, fact)).in_words()));
            }
            Picked::Inbox(at) => {
                let picker = file_picker(self, at);
                self.overlays.extend(picker.map(Overlay::Picker));
            }
            Picked::File(at, to) => {
                if let Some((_, text)) = self.home.listing.inbox.get(at).cloned() {
                    // It leaves the inbox once it is where it belongs.
                    self.want(Effect::File { notes: vec![(at, text)], to });
                    self.tell("Noted there");
                }
            }
            Picked::TakeIn(waiting, to) => self.take_in(&waiting, &to),
            Picked::ThrowAway(at) => self.want(Effect::ClearInbox(at)),
            Picked::Figure(measure, group, year) => {
                self.on_sitting(|app, s| app.put_figure(s, &measure, &group, Some(year)));
            }
            Picked::Hypothesis(of) => self.on_sitting(|app, s| app.ask_hypothesis(s, of)),
            Picked::LookUp(school) => self.want(Effect::LookUpFigures(school)),
            Picked::FiguresOf(school) => self.ask_import_of(&school),
            Picked::Import(wish) => self.import(*wish),
            Picked::KeyStages(stages) => self.on_sitting(|app, s| app.set_key_stages(s, &stages)),
            Picked::Meaning(meaning) => self.set_meaning(&meaning),
            Picked::Nothing => {}
        }
    }

    fn on_sitting(&mut self, act: impl FnOnce(&mut Self, &mut Sitting)) {
        self.with_sitting(act);
    }

    pub(super) fn copy(&mut self, sitting: &Sitting) {
        let editor = if sitting.focus == Focus::Line { &sitting.line } else { &sitting.editor };
        match editor.selected() {
            Some(text) => self.want(Effect::Copy { text: text.to_owned(), what: "the selection".to_owned() }),
            None => self.overlays.push(Overlay::Picker(copy_picker(sitting))),
        }
    }

    fn copy_what(&mut self, sitting: &Sitting, what: &Copied) {
        let session = sitting.session();
        match what {
            Copied::Field => {
                let text = sitting.editor.text().to_owned();
                self.want(Effect::Copy { text, what: "the field".to_owned() });
            }
            Copied::Entry => match sitting.chosen_entry().and_then(|id| session.entry(id)) {
                Some((_, entry)) if entry.kind == crate::grammar::Kind::Private => {
                    self.tell("A private entry stays here; Ctrl+K turns it into another kind first");
                }
                Some((_, entry)) => {
                    let text = match entry.as_action() {
                        Some(_) => crate::outline::in_words(entry, &sitting.filled(&self.desk)),
                        None => entry.text.clone(),
                    };
                    self.want(Effect::Copy { text, what: "the entry".to_owned() });
                }
                None => self.tell("There is no entry under this item yet"),
            },
            Copied::Item => {
                let title = session.stop(&sitting.item).map_or("", |(_, s)| s.title.as_str());
                let shared = session.standing(&sitting.item).filter(|e| e.kind != crate::grammar::Kind::Private);
                let filled = sitting.filled(&self.desk);
                let lines =
                    shared.map(|e| format!("{} {}", e.at.format("%H:%M"), crate::outline::in_words(e, &filled)));
                let lines: Vec<String> = lines.collect();
                if lines.is_empty() {
                    self.tell(format!("No entries stand under “{title}”; Ctrl+C offers each document too"));
                } else {
                    let text = format!("{title}\n{}", lines.join("\n"));
                    self.want(Effect::Copy { text, what: format!("“{title}” with its entries") });
                }
            }
            Copied::Document(document) => match self.as_text(sitting, document) {
                Ok(text) => {
                    let known = documents(&sitting.form).into_iter().find(|known| known.id == *document);
                    let title = known
                        .map(|known| if known.title.is_empty() { sitting.form.title.clone() } else { known.title });
                    let what = title.map_or_else(|| "the document".to_owned(), |title| format!("“{title}”"));
                    self.want(Effect::Copy { text, what });
                }
                Err(error) => self.warn(error),
            },
        }
    }

    /// Shows where words stand in this session.
    pub(super) fn find_here(&mut self, words: &str) -> Result<(), String> {
        let picker = self.with_sitting(|_, sitting| found_picker(sitting, words)).ok_or("no session is open")?;
        if picker.choices.is_empty() {
            return Err(format!("“{words}” stands nowhere in this session"));
        }
        self.overlays.push(Overlay::Picker(picker));
        Ok(())
    }

    /// Sets something of a person.
    pub(super) fn set_person(&mut self, sitting: &mut Sitting, at: usize, fact: PersonFact, text: &str) {
        match fact {
            PersonFact::Interest => self.note_person(sitting, at, Attended::Interest(text.to_owned())),
            PersonFact::Came | PersonFact::Left => {
                let what = if fact == PersonFact::Came { Attended::Arrived } else { Attended::Left };
                if let Some(time) = crate::calendar::time_of_day(text) {
                    self.time_person(sitting, at, what, time);
                }
            }
            PersonFact::Role => {
                // As in the entry line: @DHT/KS.
                let (role, initials) = text.trim_start_matches('@').split_once('/').unwrap_or((text, ""));
                self.alter_person(sitting, at, |p| {
                    role.trim().trim_start_matches('@').clone_into(&mut p.role);
                    if !initials.trim().is_empty() {
                        initials.trim().clone_into(&mut p.initials);
                    }
                });
                sitting.person = at;
                self.tell_of_person(sitting, at, "is on the list; → is present, ← sent apologies, Enter for more");
            }
            PersonFact::Initials => {
                self.alter_person(sitting, at, |p| p.initials = crate::grammar::as_initials(text));
                self.tell_of_person(sitting, at, "is the name now");
            }
            PersonFact::Report => {
                self.alter_person(sitting, at, |p| text.clone_into(&mut p.report));
                self.tell_of_person(sitting, at, "has a brief report noted");
            }
            PersonFact::Reason => {
                self.alter_person(sitting, at, |p| text.clone_into(&mut p.reason));
                self.tell_of_person(sitting, at, "is not there, and why is noted");
            }
        }
    }

    fn tell_of_person(&mut self, sitting: &Sitting, at: usize, what: &str) {
        if let Some(person) = sitting.session().people().get(at) {
            self.tell(format!("{} {what}", person.name()));
        }
    }
}
