//! Whether everything that a form names exists: in the form itself, and in the library of scales, lists and roles.

use std::collections::BTreeSet;

use crate::forms::carried::Carried;
use crate::forms::condition::STATE;
use crate::forms::counting::{AGREED_ON, AGREED_WITH};
use crate::forms::deadline::{Deadline, When};
use crate::forms::document::Part;
use crate::forms::error::Fault;
use crate::forms::field::{Condition, Field, Kind, Source};
use crate::forms::library::Library;
use crate::forms::lookup::columns_of;
use crate::forms::model::Form;
use crate::forms::near::hint;
use crate::forms::record_card::school_card;
use crate::forms::sets::Sets;
use crate::forms::years;

/// Facts of an action that a table may show.
const ACTION_FACTS: [&str; 8] = ["text", "owner", "due", "measure", "status", "progress", "impact", "number"];

/// What can be known of a target.
const TARGET_FACTS: [&str; 12] = [
    "measure",
    "stage",
    "statutory",
    "outcome",
    "current",
    "target",
    "reviewed",
    "estimate",
    "next",
    "agreed",
    "summary",
    "view",
];

/// Facts of a session that a field may show.
const SESSION_FACTS: [&str; 3] = ["date", "dates", "season"];

/// What attendance has tables of.
const PEOPLE: [&str; 2] = ["present", "apologies"];

/// Checks every name in a form.
///
/// # Errors
/// The first that does not exist.
pub(super) fn known(form: &Form, library: &Library) -> Result<(), Fault> {
    let names = Names { form, library };
    names.front()?;
    for section in &form.sections {
        if let Some(condition) = &section.applies_if {
            names.condition(&format!("section \"{}\"", section.id), condition)?;
        }
        section.fields.iter().try_for_each(|field| names.field(field))?;
    }
    names.agenda()?;
    names.carried()?;
    form.deadlines.iter().try_for_each(|deadline| names.deadline(deadline))?;
    names.parts()?;
    names.sent()?;
    names.rules()
}

struct Names<'a> {
    form: &'a Form,
    library: &'a Library,
}

/// Says that a name is unknown, unless it is among those known.
fn among<'a>(
    place: &str,
    what: &'static str,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Result<(), Fault> {
    if known.clone().into_iter().any(|name| name == id) {
        return Ok(());
    }
    Err(Fault::Unknown { place: place.to_owned(), what, id: id.to_owned(), near: hint(id, known) })
}

fn malformed(place: &str, what: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::Malformed { place: place.to_owned(), what: what.into() })
}

fn two_digits(text: &str, least: u32, most: u32) -> bool {
    text.len() == 2 && text.parse().is_ok_and(|n: u32| (least..=most).contains(&n))
}

impl Names<'_> {
    fn front(&self) -> Result<(), Fault> {
        if let Some((words, place)) = years::unknown(self.form) {
            let what = format!("{{{place}}} stands for no year; there are {}", years::known());
            return malformed(&format!("the words “{words}”"), what);
        }
        if let Some(term) = self.form.terms.iter().find(|term| !(1..=6).contains(*term)) {
            return malformed("terms", format!("there is no term {term}; a school year has 1 to 6"));
        }
        let roles = self.library.roles().iter().map(|role| role.id.as_str());
        self.form.invited.iter().try_for_each(|invited| among("invited", "role", &invited.role, roles.clone()))?;
        self.form.frequency.iter().try_for_each(|field| self.cell("frequency", field))?;
        let card = school_card();
        let facts = card.iter().flat_map(|section| &section.fields).map(|fact| fact.id.as_str());
        self.form
            .after_data
            .iter()
            .try_for_each(|fact| among("after_data", "fact of a school", fact, facts.clone()))?;
        self.form.plans.iter().try_for_each(|(cell, _)| self.cell("plans", cell))?;
        self.form.published_in.iter().try_for_each(|field| self.cell("published_in", field))?;
        self.form.completed_in.iter().try_for_each(|field| self.cell("completed_in", field))?;
        self.form.advice.iter().try_for_each(|advice| self.cell("advice", &advice.cleared))?;
        self.form.cards.iter().try_for_each(|list| self.list("cards", list))?;
        self.counted()
    }

    /// What the form counts, and whose days it costs.
    fn counted(&self) -> Result<(), Fault> {
        let form = self.form;
        form.kind_in.iter().try_for_each(|field| self.cell("kind_in", field))?;
        for tally in &form.tallies {
            let place = &format!("tally \"{}\"", tally.id);
            self.column(place, &tally.field, tally.column.as_ref())?;
        }
        for followed in &form.follows {
            let place = &format!("followed table \"{}\"", followed.table);
            let more = [&followed.owner, &followed.due, &followed.measure, &followed.status];
            self.column(place, &followed.table, Some(&followed.text))?;
            more.into_iter().flatten().try_for_each(|column| self.column(place, &followed.table, Some(column)))?;
        }
        form.papers.iter().try_for_each(|table| self.column("papers", table, None))?;
        let Some(ledger) = &form.ledger else { return Ok(()) };
        ledger.days_in.iter().try_for_each(|field| self.cell("ledger", field))?;
        if ledger.agreed_in_advance {
            [AGREED_WITH, AGREED_ON].into_iter().try_for_each(|field| self.cell("ledger", field))?;
        }
        Ok(())
    }

    /// A field and a column of it.
    fn column(&self, place: &str, field: &str, column: Option<&String>) -> Result<(), Fault> {
        among(place, "field", field, self.form.all_fields().map(|field| field.id.as_str()))?;
        let columns = self.form.field(field).map_or(&[][..], |field| columns_of(&field.kind));
        column.map_or(Ok(()), |column| among(place, "column", column, columns.iter().map(|c| c.id.as_str())))
    }

    fn list(&self, place: &str, id: &str) -> Result<(), Fault> {
        among(place, "prompt list", id, self.library.prompt_lists().iter().map(|list| list.id.as_str()))
    }

    fn prompt(&self, place: &str, id: &str) -> Result<(), Fault> {
        let (list, number) = id.rsplit_once('.').unwrap_or((id, ""));
        self.list(place, list)?;
        let items =
            self.library.prompt_lists().iter().find(|known| known.id == list).map_or(0, |list| list.items.len());
        match number.parse::<usize>() {
            Ok(n) if (1..=items).contains(&n) => Ok(()),
            _ => malformed(place, format!("\"{id}\" is no prompt: after {list} and a dot comes 1 to {items}")),
        }
    }

    fn scale(&self, place: &str, id: &str) -> Result<(), Fault> {
        among(place, "scale", id, self.library.scales().iter().map(|scale| scale.id.as_str()))
    }

    fn state(&self, place: &str, id: &str) -> Result<(), Fault> {
        among(place, "state", id, self.form.states.iter().map(|state| state.id.as_str()))
    }

    fn section_or_field(&self, place: &str, id: &str) -> Result<(), Fault> {
        let sections = self.form.sections.iter().map(|section| section.id.as_str());
        among(place, "section or field", id, sections.chain(self.form.all_fields().map(|field| field.id.as_str())))
    }

    fn condition(&self, place: &str, condition: &Condition) -> Result<(), Fault> {
        condition
            .states()
            .into_iter()
            .filter(|state| !state.is_empty())
            .try_for_each(|state| self.state(place, state))?;
        condition.paths().into_iter().filter(|path| *path != STATE).try_for_each(|path| self.cell(place, path))
    }

    fn cell(&self, place: &str, path: &str) -> Result<(), Fault> {
        let found = self.form.cell(path).map(drop);
        found.map_err(|error| Fault::Malformed { place: place.to_owned(), what: error.to_string() })
    }

    fn field(&self, field: &Field) -> Result<(), Fault> {
        let place = &format!("field \"{}\"", field.id);
        self.kind(place, &field.kind)?;
        for condition in [&field.applies_if, &field.required_when].into_iter().flatten() {
            self.condition(place, condition)?;
        }
        field.sets.iter().flat_map(Sets::all).try_for_each(|sets| self.sets(place, sets))?;
        field.prompt.as_ref().map_or(Ok(()), |prompt| self.prompt(place, prompt))?;
        field.from.as_ref().map_or(Ok(()), |source| self.source(place, &field.kind, source))
    }

    fn kind(&self, place: &str, kind: &Kind) -> Result<(), Fault> {
        match kind {
            Kind::Grade { scale } => self.scale(place, scale)?,
            Kind::Grades { rows, .. } => {
                rows.iter().filter_map(|row| row.scale.as_deref()).try_for_each(|scale| self.scale(place, scale))?;
            }
            Kind::Checklist { list, .. } => self.list(place, list)?,
            Kind::Choice(options) if options.is_empty() => {
                return malformed(place, "it offers no choice; list the words");
            }
            Kind::Choices(options) => {
                if let Some(option) = options.iter().find(|option| option.contains([',', ';'])) {
                    let what =
                        format!("\"{option}\" cannot be one of several choices, which are kept with commas between");
                    return malformed(place, what);
                }
            }
            Kind::Sentence { template, blanks } => {
                if let Some(blank) = blanks.iter().find(|blank| !template.contains(&format!("{{{}}}", blank.id))) {
                    return malformed(place, format!("the sentence has no blank {{{}}}", blank.id));
                }
                let named = template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(id, _)| id);
                let known = blanks.iter().map(|blank| blank.id.as_str());
                named.into_iter().try_for_each(|id| among(place, "blank", id, known.clone()))?;
            }
            Kind::Text
            | Kind::LongText
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Since
            | Kind::Due
            | Kind::Past
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Table { .. }
            | Kind::Role => {}
        }
        for column in columns_of(kind) {
            if column.kind.has_cells() {
                return malformed(place, format!("the column \"{}\" cannot hold cells of its own", column.id));
            }
            let place = &format!("{place}, column \"{}\"", column.id);
            self.kind(place, &column.kind)?;
            let beside = columns_of(kind).iter().map(|column| column.id.as_str());
            column.where_differ.iter().try_for_each(|id| among(place, "column", id, beside.clone()))?;
            column.gathered_in.iter().try_for_each(|id| self.long_text(place, id))?;
            if let Some(condition) = &column.required_when {
                condition.paths().into_iter().try_for_each(|id| among(place, "column", id, beside.clone()))?;
            }
        }
        Ok(())
    }

    /// A text field, in which texts of columns are gathered.
    fn long_text(&self, place: &str, id: &str) -> Result<(), Fault> {
        self.cell(place, id)?;
        if self.form.field(id).is_some_and(|field| field.kind == Kind::LongText) {
            return Ok(());
        }
        malformed(place, format!("\"{id}\" cannot gather texts; its kind has to be LongText"))
    }

    fn sets(&self, place: &str, sets: &Sets) -> Result<(), Fault> {
        self.state(place, &sets.on)?;
        let card = school_card();
        let facts = card.iter().flat_map(|section| &section.fields);
        among(place, "fact of a school", &sets.fact, facts.clone().map(|fact| fact.id.as_str()))?;
        let Some(Kind::Choice(options)) = facts.clone().find(|fact| fact.id == sets.fact).map(|fact| &fact.kind) else {
            return Ok(());
        };
        let options = options.iter().map(String::as_str);
        sets.values.iter().try_for_each(|(_, to)| among(place, "value of the fact", to, options.clone()))
    }

    fn source(&self, place: &str, kind: &Kind, source: &Source) -> Result<(), Fault> {
        let rows = match source {
            Source::State(state) => {
                self.state(place, state)?;
                false
            }
            Source::Session(fact) => {
                among(place, "fact of a session", fact, SESSION_FACTS)?;
                // A visit in parts is a table of days; the session's own is the first.
                fact == "dates" && matches!(kind, Kind::Table { .. })
            }
            Source::People(which) => {
                among(place, "table of people", which, PEOPLE)?;
                true
            }
            Source::Actions(facts) => {
                let known = columns_of(kind).iter().map(|column| column.id.as_str());
                for (column, facts) in facts {
                    among(place, "column", column, known.clone())?;
                    for fact in facts.split('+') {
                        among(place, "fact of an action", fact, ACTION_FACTS)?;
                    }
                }
                true
            }
            Source::Targets(facts) => {
                let known = columns_of(kind).iter().map(|column| column.id.as_str());
                for (column, fact) in facts {
                    among(place, "column", column, known.clone())?;
                    among(place, "fact of a target", fact, TARGET_FACTS)?;
                }
                true
            }
            Source::Distribution => true,
            Source::Field(other) => {
                // Of a field that is filled from elsewhere itself there would be no end.
                let own = self.form.all_fields().filter(|field| field.from.is_none());
                among(place, "field without a source", other, own.map(|field| field.id.as_str()))?;
                false
            }
            Source::First(sources) => {
                sources.iter().try_for_each(|source| self.source(place, kind, source))?;
                false
            }
            Source::There(_, word) => {
                if let Kind::Choice(options) = kind {
                    among(place, "word to choose", word, options.iter().map(String::as_str))?;
                }
                false
            }
            Source::School(_) | Source::Me(_) | Source::NextDate | Source::Entries => false,
        };
        match (rows, matches!(kind, Kind::Table { .. }), kind.has_cells()) {
            (true, false, _) => malformed(place, "it is filled with rows, so its kind has to be a Table"),
            (false, _, true) => malformed(place, "it is filled with one value, so it cannot have cells"),
            (true, true, _) | (false, _, false) => Ok(()),
        }
    }

    fn agenda(&self) -> Result<(), Fault> {
        for item in &self.form.agenda {
            let place = &format!("agenda item \"{}\"", item.id);
            let sections = self.form.sections.iter().map(|section| section.id.as_str());
            item.sections.iter().try_for_each(|id| among(place, "section", id, sections.clone()))?;
            let fields = self.form.all_fields().map(|field| field.id.as_str());
            item.fields.iter().try_for_each(|id| among(place, "field", id, fields.clone()))?;
            item.prompts.iter().try_for_each(|id| self.list(place, id))?;
            let roles = self.library.roles().iter().map(|role| role.id.as_str());
            item.speaker.iter().chain(&item.reports).try_for_each(|id| among(place, "role", id, roles.clone()))?;
        }
        Ok(())
    }

    fn carried(&self) -> Result<(), Fault> {
        for carry in &self.form.carry_from {
            let place = "carry_from";
            among(place, "agenda item", &carry.into, self.form.agenda.iter().map(|item| item.id.as_str()))?;
            if let Carried::Judgements { rows, .. } = &carry.what {
                let known = self.form.judgement_rows().map(|(_, row)| row.id.as_str());
                let known: Vec<&str> = known.collect();
                rows.iter().try_for_each(|(new, _)| among(place, "judgement row", new, known.iter().copied()))?;
            }
            let Carried::Rows { into, columns: pairs, .. } = &carry.what else { continue };
            let table = self.form.field(into).map(|field| &field.kind);
            let Some(Kind::Table { columns }) = table else {
                return malformed(place, format!("rows go into \"{into}\", which is no table of the form"));
            };
            let known = columns.iter().map(|column| column.id.as_str());
            pairs.iter().try_for_each(|(new, _)| among(place, "column", new, known.clone()))?;
        }
        Ok(())
    }

    fn deadline(&self, deadline: &Deadline) -> Result<(), Fault> {
        let place = &format!("deadline \"{}\"", deadline.id);
        match &deadline.when {
            When::After { from, .. } | When::Before { from, .. } | When::CalendarBefore { from, .. } => {
                if from != "session" {
                    self.cell(place, from)?;
                }
            }
            When::By(day) => {
                let fits = day.split_once('-').is_some_and(|(m, d)| two_digits(m, 1, 12) && two_digits(d, 1, 31));
                if !fits {
                    return malformed(place, format!("\"{day}\" is no day of the year; write month and day as 12-31"));
                }
            }
        }
        if let Some(at) = &deadline.at
            && !at.split_once(':').is_some_and(|(h, m)| two_digits(h, 0, 23) && two_digits(m, 0, 59))
        {
            return malformed(place, format!("\"{at}\" is no time of day; write it as 16:00"));
        }
        if let Some(again) = &deadline.again {
            self.cell(place, &again.from)?;
            let known = self.form.deadlines.iter().map(|deadline| deadline.id.as_str());
            among(place, "deadline", &again.later_than, known)?;
        }
        let states = self.form.states.iter().map(|state| state.id.as_str());
        let known: BTreeSet<&str> = self.form.all_fields().map(|field| field.id.as_str()).chain(states).collect();
        deadline.once.iter().try_for_each(|id| among(place, "field or state", id, known.clone()))?;
        deadline.done_by.iter().try_for_each(|path| self.cell(place, path))?;
        deadline.done_in.iter().try_for_each(|state| self.state(place, state))
    }

    fn parts(&self) -> Result<(), Fault> {
        for document in &self.form.documents {
            let place = &format!("document \"{}\"", document.id);
            document.brings.iter().try_for_each(|state| self.state(place, state))?;
        }
        let named =
            self.form.documents.iter().flat_map(|document| document.contents.iter().map(move |part| (document, part)));
        for (document, part) in named {
            if let Part::Prompts(lists) = part {
                let place = &format!("document \"{}\"", document.id);
                lists.iter().try_for_each(|list| self.list(place, list))?;
            }
        }
        Ok(())
    }

    fn sent(&self) -> Result<(), Fault> {
        for recipient in &self.form.distribution {
            let place = &format!("distribution to \"{}\"", recipient.role);
            let documents = self.form.documents.iter().map(|document| document.id.as_str());
            among(place, "document", &recipient.document, documents)?;
            let deadlines = self.form.deadlines.iter().map(|deadline| deadline.id.as_str());
            recipient.deadline.iter().try_for_each(|id| among(place, "deadline", id, deadlines.clone()))?;
        }
        Ok(())
    }

    fn rules(&self) -> Result<(), Fault> {
        self.form.rules.iter().try_for_each(|usage| {
            let place = &format!("rule \"{}\"", usage.rule);
            usage.scope.iter().try_for_each(|id| self.section_or_field(place, id))?;
            let roles = self.library.roles().iter().map(|role| role.id.as_str());
            usage.by.iter().take(1).try_for_each(|id| among(place, "role", id, roles.clone()))?;
            let states = self.form.states.iter().map(|state| state.id.as_str());
            let named = usage.stops.iter().chain(&usage.said_at);
            named.into_iter().try_for_each(|id| among(place, "state", id, states.clone()))
        })
    }
}
