//! A form as it stands filled in: what was typed, and else what is known from the school, the people, the actions.

use std::borrow::Cow;

use super::entry::{Action, Entry, EntryId, Status};
use super::model::{Row, Session, is_blank};
use super::noting::SIP;
use super::people::{Person, whose};
use super::record::Record;
use crate::calendar::{Calendar, Count, Frequency, SchoolYear};
use crate::forms::{Condition, Field, Form, Kind, PromptList, Scale, Section, Source};
use crate::grammar::{Context as Reading, RoleName};
use crate::measures::FigureBook;

/// A form, a session and what is known beside it.
#[derive(Debug, Clone, Copy)]
pub struct Filled<'a> {
    /// The form, in the version the session began with.
    pub form: &'a Form,
    /// The session.
    pub session: &'a Session,
    /// The school's record.
    pub school: &'a Record,
    /// The user's own record.
    pub me: &'a Record,
    /// Terms and holidays.
    pub calendar: &'a Calendar,
    /// Scales the form names.
    pub scales: &'a [Scale],
    /// Prompt lists the form names.
    pub prompts: &'a [PromptList],
    /// Roles as the one-line grammar knows them.
    pub roles: &'a [RoleName],
    /// How days are counted (AM-03).
    pub count: Count,
    /// The school's figures.
    pub figures: &'a FigureBook,
}

/// A row of a table, typed or known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledRow {
    /// Where it comes from.
    pub origin: RowOrigin,
    /// Column id to text.
    pub cells: Row,
}

/// Where a row of a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOrigin {
    /// Typed; place from 0.
    Typed(usize),
    /// A person; place from 0.
    Person(usize),
    /// An action.
    Action(EntryId),
    /// The distribution list: the form's, then whoever else got something; place from 0.
    Recipient(usize),
    /// A target of the school.
    Target {
        /// Id of the measure.
        measure: String,
        /// Id of the group; empty for all pupils.
        group: String,
    },
    /// The session itself.
    Session,
}

impl<'a> Filled<'a> {
    /// Whether nobody has written anything yet: the form as it is printed to be filled in by hand.
    pub fn is_untouched(&self) -> bool {
        let session = self.session;
        session.entry_count() == 0
            && session.people().iter().all(|p| (p.initials.is_empty() || p.role == SIP) && !p.was_present())
            && session.fields().all(|(_, text)| text.is_empty())
            && session.tables().all(|(_, rows)| rows.is_empty())
            && session.draft().text.is_empty()
    }

    /// Whether the note has gone out, or to be checked: it has come to a state that findings keep a draft from.
    pub fn is_beyond_drafting(&self) -> bool {
        let guarded = |state: &str| self.form.states.iter().any(|known| known.id == state && known.guarded);
        self.session.state().is_some_and(guarded)
    }

    /// The words of an entry as they are printed, without who said them, who stands beside.
    pub fn printed(&self, entry: &'a Entry) -> Cow<'a, str> {
        crate::grammar::as_printed(&entry.text, entry.who.as_deref().unwrap_or_default(), &self.reading())
    }

    /// Whether the report it is confidential until is published, as its field or its state says (OF-10).
    pub fn is_published(&self) -> bool {
        super::kept::published_on(self.form, self.session).is_some()
    }

    /// What the reading of a line of this session rests on.
    pub fn reading(&self) -> Reading<'a> {
        let (today, items) = (self.session.date(), self.session.numbered_items());
        let next_meeting = next_noted(self.form, self.session);
        Reading {
            today,
            calendar: self.calendar,
            roles: self.roles,
            sef: &[],
            items,
            next_meeting,
            people: self.session,
            names: &[],
        }
    }

    /// What a plain field or cell holds: typed, else known, else nothing; `state` is the session's state, `state.*` all it came to.
    pub fn value(&self, path: &str) -> Cow<'a, str> {
        if path == crate::forms::STATE {
            return Cow::Borrowed(self.session.state().unwrap_or_default());
        }
        if path == crate::forms::STATES {
            let reached: Vec<&str> = self.session.states().iter().map(|reached| reached.state.as_str()).collect();
            return Cow::Owned(reached.join(", "));
        }
        let typed = self.session.field(path);
        if !typed.is_empty() {
            return Cow::Borrowed(typed);
        }
        let source = self.form.field(path).and_then(|field| field.from.as_ref());
        if source == Some(&Source::Entries) {
            return Cow::Owned(self.noted(path));
        }
        source.map_or(Cow::Borrowed(""), |source| self.known(source))
    }

    /// Who wrote it: the user, unless it was taken over from another (HO-06).
    pub fn author(&self) -> &'a str {
        match self.session.author() {
            "" => self.me.fact("name"),
            author => author,
        }
    }

    /// Whether what a field holds was typed here.
    pub fn is_typed(&self, path: &str) -> bool {
        !self.session.field(path).is_empty()
    }

    /// Whether what a field holds is only suggested, and stands nowhere until it is typed or taken.
    pub fn is_suggested(&self, field: &Field) -> bool {
        field.from == Some(Source::NextDate) && !self.is_typed(&field.id)
    }

    /// What is known from a source; empty for sources of rows.
    fn known(&self, source: &Source) -> Cow<'a, str> {
        let date = self.session.date();
        match source {
            Source::School(fact) if fact == "name" => Cow::Borrowed(self.session.school()),
            Source::School(fact) => Cow::Borrowed(self.school.fact(fact)),
            Source::Me(fact) if fact == "name" => Cow::Borrowed(self.author()),
            Source::Me(fact) => Cow::Borrowed(self.me.fact(fact)),
            Source::Session(fact) if fact == "season" => Cow::Owned(self.calendar.season_of(date).to_string()),
            Source::Session(_) => Cow::Owned(date.to_string()),
            Source::State(state) => {
                let reached = self.session.states().iter().rev().find(|r| r.state == *state).map(|r| r.on);
                let on = reached.or_else(|| super::deadlines::sent_for(self, state));
                on.map_or(Cow::Borrowed(""), |on| Cow::Owned(on.to_string()))
            }
            Source::NextDate => Cow::Owned(self.next_meeting().to_string()),
            Source::Field(other) => self.value(other),
            Source::There(roles, word) => {
                let is_one = |person: &Person| roles.contains(&person.role) && person.was_present();
                let there = self.session.people().iter().any(is_one);
                if there { Cow::Owned(word.clone()) } else { Cow::Borrowed("") }
            }
            Source::First(sources) => {
                let known = sources.iter().map(|source| self.known(source)).find(|known| !known.is_empty());
                known.unwrap_or_default()
            }
            Source::People(_) | Source::Actions(_) | Source::Distribution | Source::Entries | Source::Targets(_) => {
                Cow::Borrowed("")
            }
        }
    }

    /// The day proposed for the next meeting.
    fn next_meeting(&self) -> chrono::NaiveDate {
        let often = self.form.frequency.as_ref().map(|field| self.value(field)).unwrap_or_default();
        let data = self.form.after_data.as_ref().map_or("", |fact| self.school.fact(fact));
        let data: Vec<chrono::NaiveDate> = data.split(", ").filter_map(|day| day.parse().ok()).collect();
        self.calendar.next_meeting(self.session.date(), Frequency::of(&often), &data)
    }

    /// What was noted under the item that shows a field, a line each.
    fn noted(&self, field: &str) -> String {
        let item = self.form.item_of(field).map_or("", |item| item.id.as_str());
        let shared = self.session.standing(item).filter(|entry| entry.kind != crate::grammar::Kind::Private);
        // A finding says which judgement it is about.
        let about = |entry: &Entry| entry.row.as_ref().and_then(|row| self.form.judgement(row));
        let said = |entry: &'a Entry| match about(entry) {
            Some((_, row)) => Cow::Owned(format!("{}: {}", row.spoken(), entry.text)),
            None => Cow::Borrowed(entry.text.as_str()),
        };
        shared.map(said).collect::<Vec<_>>().join("\n")
    }

    /// All rows of a table: known ones first, then those typed.
    pub fn rows(&self, field: &Field) -> Vec<FilledRow> {
        let mut rows = self.known_rows(field);
        let typed = self.session.table(&field.id).iter().enumerate();
        rows.extend(typed.map(|(n, cells)| FilledRow { origin: RowOrigin::Typed(n), cells: cells.clone() }));
        match (&field.from, &field.kind) {
            (Some(Source::People(_)), Kind::Table { columns }) => self.people_in_order(rows, columns),
            _ => rows,
        }
    }

    /// Who is to get a document by the form's list and when each got it last, then whoever else got one (DI-01).
    pub fn recipients(&self) -> Vec<(String, Option<chrono::NaiveDate>)> {
        let listed = || self.form.distribution.iter();
        // Where nobody noted it by itself, it went out on the day of the state that says so.
        let by_state = |r: &crate::forms::Recipient| {
            let deadline = self.form.deadlines.iter().find(|deadline| Some(&deadline.id) == r.deadline.as_ref())?;
            self.session.reached(deadline.done_in.as_deref()?)
        };
        let on = |r: &crate::forms::Recipient| self.sendings(r).last().map(|sent| sent.on).or_else(|| by_state(r));
        // Who is to have another document than the main one stands with its name.
        let main = self.form.documents.first().map_or("", |main| main.id.as_str());
        let title = |id: &str| {
            let other = self.form.documents.iter().find(|known| known.id == id && id != main)?;
            Some(other.title.to_lowercase()).filter(|title| !title.is_empty())
        };
        let name = |r: &crate::forms::Recipient| match title(&r.document) {
            Some(title) => format!("{} ({title})", r.role),
            None => r.role.clone(),
        };
        let mut all: Vec<(String, Option<chrono::NaiveDate>)> = Vec::new();
        // Who is to have the draft and the agreed note stands once, with the day of the last they got.
        for row in listed() {
            match all.iter_mut().find(|(known, _)| *known == name(row)) {
                Some((_, known)) => *known = on(row).or(*known),
                None => all.push((name(row), on(row))),
            }
        }
        for sent in self.session.sent() {
            let has = |role: &String| {
                listed().any(|row| row.role == *role && (row.document == main || row.document == sent.document))
            };
            for role in sent.to.iter().filter(|role| !has(role)) {
                match all.iter_mut().find(|(known, _)| known == role) {
                    Some((_, on)) => *on = Some(sent.on),
                    None => all.push((role.clone(), Some(sent.on))),
                }
            }
        }
        all
    }

    fn known_rows(&self, field: &Field) -> Vec<FilledRow> {
        let Kind::Table { columns } = &field.kind else { return Vec::new() };
        let column = |n: usize| columns.get(n).map(|c| c.id.clone()).unwrap_or_default();
        let cells = |texts: &[&str]| -> Row {
            let count = columns.len();
            texts.iter().take(count).enumerate().map(|(n, text)| (column(n), (*text).to_owned())).collect()
        };
        match &field.from {
            Some(Source::People(which)) => {
                let apologies = which == "apologies";
                let people = self.session.people().iter().enumerate();
                let people = people.filter(|(_, p)| if apologies { p.sent_apologies() } else { p.was_present() });
                people
                    .map(|(n, p)| FilledRow {
                        origin: RowOrigin::Person(n),
                        cells: if apologies {
                            cells(&[&p.name(), reported(p)])
                        } else {
                            cells(&[&p.role, &p.initials])
                        },
                    })
                    .collect()
            }
            Some(Source::Actions(facts)) => {
                let row = |(entry, action): (&'a Entry, &Action)| FilledRow {
                    origin: RowOrigin::Action(entry.id),
                    cells: facts
                        .iter()
                        .map(|(column, facts)| {
                            (column.clone(), action_facts(&self.printed(entry), action, facts, self.session.date()))
                        })
                        .collect(),
                };
                let mut actions: Vec<(&'a Entry, &Action)> = self.session.actions().collect();
                actions.sort_by_key(|(_, action)| action.number);
                actions.into_iter().map(row).collect()
            }
            Some(Source::Distribution) => {
                let row = |(n, (role, on)): (usize, (String, Option<chrono::NaiveDate>))| {
                    let on = on.map(|on| on.to_string()).unwrap_or_default();
                    FilledRow { origin: RowOrigin::Recipient(n), cells: cells(&[&role, &on]) }
                };
                self.recipients().into_iter().enumerate().map(row).collect()
            }
            Some(Source::Targets(facts)) => {
                let rows = crate::measures::target_rows(self.figures, SchoolYear::of(self.session.date()));
                let row = |target: crate::measures::TargetRow| {
                    let cells = facts.iter().map(|(column, fact)| (column.clone(), target.fact(fact))).collect();
                    let (measure, group) = target.of;
                    FilledRow { origin: RowOrigin::Target { measure, group }, cells }
                };
                rows.into_iter().map(row).collect()
            }
            // The session's own day stands until dates are typed.
            Some(Source::Session(_)) if self.session.table(&field.id).is_empty() => {
                vec![FilledRow { origin: RowOrigin::Session, cells: cells(&[&self.session.date().to_string()]) }]
            }
            Some(
                Source::School(_)
                | Source::Session(_)
                | Source::Me(_)
                | Source::State(_)
                | Source::NextDate
                | Source::Field(_)
                | Source::There(..)
                | Source::First(_)
                | Source::Entries,
            )
            | None => Vec::new(),
        }
    }

    /// The days of the session: its own, and those of a visit in parts (TM-04).
    pub fn session_days(&self) -> Vec<chrono::NaiveDate> {
        let parts = self.form.all_fields().filter(|field| matches!(field.from, Some(Source::Session(_))));
        let rows = parts.flat_map(|field| self.session.table(&field.id));
        let typed = rows.flat_map(|row| row.values().filter_map(|cell| cell.parse().ok()));
        std::iter::once(self.session.date()).chain(typed).collect()
    }

    /// Whether a moment lies on a day of the session; what is noted on another was written up then.
    pub fn is_of_its_days(&self, at: chrono::NaiveDateTime) -> bool {
        at.date() == self.session.date() || self.session_days().contains(&at.date())
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.holds(&|path| self.value(path).into_owned())
    }

    /// Whether a section is part of this session's form.
    pub fn section_applies(&self, section: &Section) -> bool {
        section.applies_if.as_ref().is_none_or(|c| self.holds(c))
    }

    /// Whether a field is part of this session's form.
    pub fn field_applies(&self, field: &Field) -> bool {
        let section = self.form.section_of(&field.id);
        field.applies_if.as_ref().is_none_or(|c| self.holds(c)) && section.is_none_or(|s| self.section_applies(s))
    }

    /// Whether a field holds anything at all.
    pub fn is_filled(&self, field: &'a Field) -> bool {
        match &field.kind {
            Kind::Table { .. } => self.rows(field).iter().any(|row| !is_blank(&row.cells)),
            Kind::Grades { rows, .. } => {
                let in_rows = |path: &str| rows.iter().any(|row| path.starts_with(&format!("{}.", row.id)));
                self.session.fields().any(|(path, _)| in_rows(path))
            }
            Kind::Checklist { .. } | Kind::Sentence { .. } => {
                self.session.fields().any(|(path, _)| path.starts_with(&format!("{}.", field.id)))
            }
            Kind::LongText => {
                let answered = || self.answers_to(field).next().is_some();
                !self.value(&field.id).trim().is_empty() || !self.gathered(field).is_empty() || answered()
            }
            Kind::Text
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Since
            | Kind::Due
            | Kind::Past
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Grade { .. }
            | Kind::Role => !self.value(&field.id).trim().is_empty() && !self.is_suggested(field),
        }
    }

    /// The texts of judgement rows that a field gathers, each with its row and the field it stands in.
    pub fn gathered(&self, field: &Field) -> Vec<(&'a Field, &'a crate::forms::Row, &'a str)> {
        let mut texts = Vec::new();
        for (grades, row) in self.form.judgement_rows() {
            let Kind::Grades { columns, .. } = &grades.kind else { continue };
            for column in columns.iter().filter(|column| column.gathered_in.as_ref() == Some(&field.id)) {
                let text = self.session.field(&format!("{}.{}", row.id, column.id));
                if !text.trim().is_empty() {
                    texts.push((grades, row, text));
                }
            }
        }
        texts
    }

    /// The lines that answer the prompt of a field, each with its item; private ones are for nobody. They stand at its label
    /// as long as the field has no words of its own, which take their place.
    pub fn answers_to(&self, field: &'a Field) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        let answers = |entry: &Entry| {
            !entry.removed && entry.kind != crate::grammar::Kind::Private && entry.prompt == field.prompt
        };
        let is_bare = self.value(&field.id).trim().is_empty();
        let asked = field.prompt.iter().filter(move |_| is_bare).flat_map(|_| self.session.all_entries());
        asked.filter(move |(_, entry)| answers(entry))
    }

    /// The people who were not there and whose brief written report stands under an item, with their places.
    pub fn reports_under(&self, item: &str) -> impl Iterator<Item = (usize, &'a Person)> {
        let roles = self.form.item(item).map_or(&[][..], |item| &item.reports);
        let has_one = |person: &Person| !person.was_present() && !person.report.trim().is_empty();
        let people = self.session.people().iter().enumerate();
        people.filter(move |(_, person)| roles.contains(&person.role) && has_one(person))
    }

    /// Whether a field has to be filled and is not.
    pub fn is_missing(&self, field: &'a Field) -> bool {
        let required = field.required_when.as_ref().is_some_and(|c| self.holds(c));
        // Texts gathered from elsewhere are no answer to what is asked for here.
        let is_bare = || self.value(&field.id).trim().is_empty() && self.answers_to(field).next().is_none();
        let only_gathered = || !self.gathered(field).is_empty() && is_bare();
        required && self.field_applies(field) && (!self.is_filled(field) || only_gathered())
    }
}

/// The brief written report of somebody who sent apologies, or that there is none.
fn reported(person: &Person) -> &str {
    if person.report.trim().is_empty() { "no report" } else { &person.report }
}

/// Facts of an action as text for a cell: one as it is; several (`number+text`) a line each, those that are empty left
/// out and those that would not be understood alone with their name.
fn action_facts(text: &str, action: &Action, facts: &str, on: chrono::NaiveDate) -> String {
    if !facts.contains('+') {
        return action_fact(text, action, facts);
    }
    let mut said = String::new();
    for fact in facts.split('+') {
        let words = action_fact(text, action, fact);
        let line = match fact {
            "number" => format!("{words} · "),
            // An open action is what a list of actions holds: only another state is news.
            "status" if action.status == Status::Open && action.is_overdue(on) => "Overdue".to_owned(),
            "status" if action.status == Status::Open => String::new(),
            "status" if action.told_on.is_some() => {
                crate::session::with_capital(&action.state_on(on)).unwrap_or_default()
            }
            "status" => format!("Now {}", action.state_on(on)),
            "progress" => {
                let now = Some(format!("Progress{}: {words}", action.noted())).filter(|_| !words.is_empty());
                action.told_before().chain(now).collect::<Vec<_>>().join("\n")
            }
            "impact" if !words.is_empty() && action.progress.is_empty() => format!("Impact{}: {words}", action.noted()),
            "impact" if !words.is_empty() => format!("Impact: {words}"),
            _ => words,
        };
        if !line.is_empty() && !said.is_empty() && !said.ends_with(" · ") {
            said.push('\n');
        }
        said.push_str(&line);
    }
    said
}

/// One fact of an action, as text.
fn action_fact(text: &str, action: &Action, fact: &str) -> String {
    match fact {
        "number" => action.number.to_string(),
        "owner" => whose(&action.owners),
        "due" => action.due.map(|d| d.to_string()).unwrap_or_default(),
        "measure" => action.measure.clone(),
        "status" => action.status.label().to_owned(),
        "progress" => action.progress.clone(),
        "impact" => action.impact.clone(),
        _ => text.to_owned(),
    }
}

/// The day of the next meeting, where the form has a field for it and it is noted there.
pub fn next_noted(form: &Form, session: &Session) -> Option<chrono::NaiveDate> {
    let field = form.all_fields().find(|field| field.from == Some(Source::NextDate))?;
    crate::calendar::day_of(session.field(&field.id))
}
