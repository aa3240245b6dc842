//! What stands in the way of sending, or is worth a look: one file a rule, each a function over a filled form.

mod action;
mod ambition;
mod attendance;
mod beforehand;
mod change;
mod confidence;
mod count;
mod counted;
mod described;
mod evidence;
mod figure;
mod fits;
mod governor;
mod graded;
mod impact;
mod judgement;
mod known;
#[cfg(test)]
mod labelled;
mod late;
mod levels;
mod meant;
mod mend;
mod name;
mod named;
mod names;
mod nobody;
mod overdue;
mod parts;
mod phrases;
mod proportion;
mod prose;
mod purposes;
mod reason;
mod recommendation;
mod required;
mod same;
mod signed;
mod smart;
mod stages;
mod tagged;
mod texts;
mod thin;
mod told;
mod unnoted;
mod view;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

pub use mend::Mend;
pub use name::known_names;
pub use waivers::without_row;

use crate::calendar::counted;
use crate::forms::{Column, Field, Form, Kind, RuleUse, Severity};
use crate::session::{Change, Detail, EntryId, Filled, Row, Session};

/// Something to mend or to waive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Key, stable while the cause stands: `RULE:PLACE`, and what it is about where a place can have several.
    pub id: String,
    /// Rule id.
    pub rule: &'static str,
    /// What it is one of: what the rule looks for, or a part of that.
    #[serde(skip)]
    pub title: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence that says what is wrong and what to do.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The reason it was waived with.
    pub waived: Option<String>,
    /// What would take it away, each a choice of its own.
    #[serde(rename = "mend")]
    pub mends: Vec<Mend>,
    /// States it stops besides the guarded ones.
    #[serde(skip)]
    pub stops: Vec<String>,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The session as a whole.
    Session,
    /// An agenda item.
    Item(String),
    /// A field or cell.
    Field(String),
    /// Somebody invited or present, by place among the people.
    Person(usize),
    /// An entry.
    Entry(EntryId),
    /// What a target kept with the school's figures lacks.
    Target {
        /// The table that shows it.
        table: String,
        /// Id of the measure.
        measure: String,
        /// Id of the group; empty for all pupils.
        group: String,
    },
    /// What an action lacks.
    Detail {
        /// The action's entry.
        entry: EntryId,
        /// What it lacks first.
        detail: Detail,
    },
}

/// The day on which findings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// No day in particular, so that a document says the same whenever it is written: nothing is overdue.
    Any,
    /// This one.
    Is(NaiveDate),
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The form as filled in.
    pub filled: Filled<'a>,
    /// How the form uses the rule.
    pub usage: &'a RuleUse,
    /// The day.
    pub day: Day,
}

/// What a rule found, before it is weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    place: Place,
    key: String,
    message: String,
    mends: Vec<Mend>,
    title: Option<&'static str>,
    weight: Option<Severity>,
}

impl Found {
    fn new(place: Place, message: impl Into<String>) -> Self {
        let key = place.key();
        Self { place, key, message: message.into(), mends: Vec::new(), title: None, weight: None }
    }

    /// What it is about, where one place can have several findings of the rule.
    fn about(mut self, what: &str) -> Self {
        let plain: String =
            what.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        self.key = format!("{}:{}", self.key, plain.split_whitespace().collect::<Vec<_>>().join("-"));
        self
    }

    /// The same key wherever in a row the caret is sent.
    fn keyed(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    fn with(mut self, mends: impl IntoIterator<Item = Mend>) -> Self {
        self.mends.extend(mends);
        self
    }

    /// A title of its own in place of what the rule looks for.
    fn titled(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// A weight of its own in place of the form's: a lighter one.
    fn weighing(mut self, weight: Severity) -> Self {
        self.weight = Some(weight);
        self
    }
}

impl Finding {
    /// Whether it stops the states beyond drafting.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocking && self.waived.is_none()
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Id, as forms name it.
    pub id: &'static str,
    /// What it looks for.
    pub label: &'static str,
    /// Handbook section it rests on.
    pub handbook: &'static str,
    /// What it finds, for example.
    pub example: &'static str,
    /// Finds within its scope.
    pub find: fn(&Context<'_>) -> Vec<Found>,
}

/// All rules, in the order they are listed.
pub const RULES: &[Rule] = &[
    fits::RULE,
    required::RULE,
    same::RULE,
    stages::RULE,
    governor::RULE,
    name::RULE,
    name::KNOWN,
    view::RULE,
    reason::RULE,
    graded::RULE,
    evidence::RULE,
    impact::RULE,
    tagged::RULE,
    proportion::RULE,
    figure::RULE,
    ambition::RULE,
    levels::RULE,
    unnoted::RULE,
    meant::RULE,
    attendance::RULE,
    purposes::RULE,
    count::RULE,
    smart::RULE,
    recommendation::RULE,
    action::RULE,
    signed::RULE,
    beforehand::RULE,
    late::RULE,
    overdue::RULE,
    confidence::RULE,
];

/// Rules that are on whatever a form says: they keep what is confidential where it is.
const ALWAYS: [&str; 1] = [confidence::RULE.id];

/// A rule by id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// What the form's rules find: blocking ones first, waived ones last, and those of a rule together.
pub fn check(filled: &Filled<'_>, day: Day) -> Vec<Finding> {
    check_by(filled, day, |_| true)
}

/// Whether something keeps what is written a draft. Rules that only warn are not asked: a finding of theirs blocks nothing.
pub fn is_blocked(filled: &Filled<'_>, day: Day) -> bool {
    let may_block = |id: &str| filled.form.rules.iter().any(|u| u.rule == id && u.severity == Severity::Blocking);
    check_by(filled, day, may_block).iter().any(Finding::blocks)
}

/// Whether no part is missing that the form asks for: those without which it does not go out, or all where it goes out
/// without any. Of a form that asks for none nobody knows it.
pub fn is_complete(filled: &Filled<'_>) -> bool {
    let asks = || filled.form.rules.iter().filter(|usage| usage.rule == required::RULE.id);
    let some_block = asks().any(|usage| usage.severity == Severity::Blocking);
    let found = check_by(filled, Day::Any, |id| id == required::RULE.id);
    let missing = |found: &Finding| found.waived.is_none() && (found.blocks() || !some_block);
    asks().next().is_some() && !found.iter().any(missing)
}

fn check_by(filled: &Filled<'_>, day: Day, asked: impl Fn(&str) -> bool) -> Vec<Finding> {
    let (mut found, mut seen) = (Vec::<Finding>::new(), BTreeMap::new());
    let always = ALWAYS.map(|rule| RuleUse { rule: rule.to_owned(), ..RuleUse::default() });
    for usage in filled.form.rules.iter().chain(&always).filter(|usage| asked(&usage.rule)) {
        let Some(rule) = rule(&usage.rule) else { continue };
        for one in (rule.find)(&Context { filled: *filled, usage, day }) {
            let mut id = format!("{}:{}", rule.id, one.key);
            let twins = seen.entry(id.clone()).or_insert(0_usize);
            *twins += 1;
            if *twins > 1 {
                id = format!("{id}#{twins}");
            }
            found.push(Finding {
                rule: rule.id,
                title: one.title.unwrap_or(rule.label),
                severity: one.weight.unwrap_or(usage.severity),
                message: one.message,
                place: one.place,
                waived: filled.session.waiver(&id).map(str::to_owned),
                mends: one.mends,
                stops: usage.stops.clone(),
                id,
            });
        }
    }
    let order = |id: &str| RULES.iter().position(|rule| rule.id == id);
    found.sort_by_key(|f| (f.waived.is_some(), std::cmp::Reverse(f.severity), order(f.rule)));
    found
}

/// How well a note keeps the rules of its form, in a sentence; nothing where the form has none (QA-10).
pub fn score(filled: &Filled<'_>, found: &[Finding]) -> String {
    let ids: BTreeSet<&str> = filled.form.rules.iter().map(|usage| usage.rule.as_str()).collect();
    let open = |finding: &&Finding| finding.waived.is_none();
    let broken: BTreeSet<&str> = found.iter().filter(open).map(|finding| finding.rule).collect();
    if ids.is_empty() {
        return String::new();
    }
    let blocking = found.iter().filter(|finding| finding.blocks()).count();
    let waived = found.iter().filter(|finding| finding.waived.is_some()).count();
    let look = found.len() - blocking - waived;
    let held = ids.len() - ids.iter().filter(|id| broken.contains(*id)).count();
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    format!(
        "{held} of {} rules hold; {} {} sending, {look} {} worth a look, {waived} {} waived.",
        ids.len(),
        counted(blocking, "finding"),
        if blocking == 1 { "blocks" } else { "block" },
        are(look),
        are(waived)
    )
}

/// The findings that keep a state from being noted by a change. One that is only noted late, before others that came
/// after it, was reached: only what the form names as stopping that very state keeps it from that.
pub fn against(filled: &Filled<'_>, reaching: &Change, day: Day) -> Vec<Finding> {
    match reaching {
        Change::State { to: Some(to), .. } => in_the_way(filled, &to.state, day),
        Change::StateAt { from: None, to: Some(to), .. } => {
            let names_it = |finding: &Finding| finding.stops.contains(&to.state);
            in_the_way(filled, &to.state, day).into_iter().filter(names_it).collect()
        }
        _ => Vec::new(),
    }
}

/// What is said when a state is noted, though it stops nothing: a sentence for every rule that is said there.
pub fn said_at(filled: &Filled<'_>, state: &str, day: Day) -> Vec<String> {
    let usages = filled.form.rules.iter().filter(|usage| usage.said_at.iter().any(|said| said == state));
    let said = |usage: &RuleUse| {
        let found = check_by(filled, day, |id| id == usage.rule);
        let open: Vec<&Finding> = found.iter().filter(|finding| finding.waived.is_none()).collect();
        match open.as_slice() {
            [] => None,
            [only] => Some(only.message.clone()),
            [first, ..] => Some(format!("{}: {}. {}", first.title, open.len(), first.message)),
        }
    };
    usages.filter_map(said).collect()
}

/// The findings that keep a session from a state: what the rules would find were it reached. A state that is not guarded
/// waits only for those that name it.
pub fn in_the_way(filled: &Filled<'_>, state: &str, day: Day) -> Vec<Finding> {
    let guarded = filled.form.states.iter().any(|s| s.id == state && s.guarded);
    let named = filled.form.rules.iter().any(|usage| usage.stops.iter().any(|stopped| stopped == state));
    if !guarded && !named {
        return Vec::new();
    }
    let stops = |finding: &Finding| guarded || finding.stops.iter().any(|stopped| stopped == state);
    let session = filled.session.as_if_in(state);
    let found = check(&Filled { session: &session, ..*filled }, day);
    found.into_iter().filter(|finding| finding.blocks() && stops(finding)).collect()
}

impl Place {
    fn key(&self) -> String {
        match self {
            Self::Session => "session".to_owned(),
            Self::Item(id) | Self::Field(id) | Self::Target { table: id, .. } => id.clone(),
            Self::Person(at) => format!("person-{}", at + 1),
            Self::Entry(id) | Self::Detail { entry: id, .. } => id.to_string(),
        }
    }
}

impl<'a> Context<'a> {
    /// The fields the rule looks at, as far as they are part of this session's form.
    fn fields(&self) -> impl Iterator<Item = &'a Field> {
        let form: &'a Form = self.filled.form;
        form.all_fields().filter(|field| self.in_scope(&field.id) && self.filled.field_applies(field))
    }

    /// The tables the rule looks at that have a column.
    fn tables_with(&self, column: &str) -> impl Iterator<Item = Filling<'a>> {
        self.tables().filter(move |table| table.columns.iter().any(|c| c.id == column))
    }

    /// The tables the rule looks at.
    fn tables(&self) -> impl Iterator<Item = Filling<'a>> {
        let session: &'a Session = self.filled.session;
        let filled = |(_, row): &(usize, &Row)| row.values().any(|cell| !cell.trim().is_empty());
        self.fields().filter_map(move |field| {
            let Kind::Table { columns } = &field.kind else { return None };
            let rows = session.table(&field.id).iter().enumerate().filter(filled).collect();
            Some(Filling { table: &field.id, label: &field.label, columns, rows })
        })
    }

    /// Whether the rule looks at a field.
    fn in_scope(&self, field: &str) -> bool {
        let section = self.filled.form.section_of(field).map(|s| s.id.as_str());
        let scope = &self.usage.scope;
        scope.is_empty() || scope.iter().any(|scope| scope == field || Some(scope.as_str()) == section)
    }
}

/// A table as typed.
struct Filling<'a> {
    /// Its id.
    table: &'a str,
    /// Its printed label.
    label: &'a str,
    columns: &'a [Column],
    /// The rows that hold anything, with their places from 0.
    rows: Vec<(usize, &'a Row)>,
}

/// The first words of a text, to know it by.
fn beginning(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().take(7).collect();
    if words.len() == 7 {
        words[6] = "…";
    }
    words.join(" ")
}

/// A label short enough to be read in a line: whole words, and `…` where more follow.
fn short(label: &str) -> String {
    const LONGEST: usize = 44;
    let label = label.trim_end_matches(':');
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let mut out = String::new();
    for word in label.split(' ') {
        if out.chars().count() + word.chars().count() > LONGEST - 2 {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    out.push('…');
    out
}

/// Things one after another, the last with “and”.
fn joined(things: &[&str]) -> String {
    match things.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    #[test]
    fn rules_have_an_id_a_section_and_an_example_and_every_form_names_rules_there_are() {
        let mut seen = BTreeSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.id), "{} twice", rule.id);
            let whole = [rule.label, rule.handbook, rule.example].iter().all(|text| !text.is_empty());
            assert!(whole && rule.id.chars().all(|c| c.is_ascii_lowercase()), "{}", rule.id);
        }
        let library = Library::shipped();
        let mut used: BTreeSet<String> = ALWAYS.into_iter().map(str::to_owned).collect();
        for id in library.form_ids() {
            let form = library.form(id).unwrap();
            for usage in &form.rules {
                assert!(rule(&usage.rule).is_some(), "{id} names the rule {}, which there is not", usage.rule);
                used.insert(usage.rule.clone());
            }
        }
        let unused: Vec<_> = RULES.iter().filter(|rule| !used.contains(rule.id)).map(|rule| rule.id).collect();
        assert_eq!(unused, [""; 0], "no form uses them");
    }
}
