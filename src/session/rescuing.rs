//! A session of which the file is damaged: what of it still reads, and the steps of its journal that still fit.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::change::{Change, Target};
use super::history::Step;
use super::index::Index;
use super::model::{Draft, SCHEMA, Session, Stop, unknown};
use crate::calendar::Meets;
use crate::forms::{Form, Place};
use crate::grammar::Kind;
use crate::ronfile::{Part, Rescued, Tally, rescue};

/// The item of entries of which nobody knows where they stood.
const NAMELESS: &str = "rescued";

/// What is counted for the user: part, one of it, several.
const COUNTED: [(&str, &str, &str); 6] = [
    ("minutes", "entry", "entries"),
    ("fields", "field", "fields"),
    ("tables", "table row", "table rows"),
    ("people", "person", "people"),
    ("states", "state", "states"),
    ("sent", "note of what was sent", "notes of what was sent"),
];

/// What stands in the place of a value at the head that cannot be read.
const REPLACED: [(&str, &str); 5] = [
    ("form", "the form is the one in the file’s name"),
    ("school", "the school is the one in the file’s name"),
    ("date", "the day is the one in the file’s name"),
    ("confidentiality", "it is confidential until you say otherwise"),
    ("draft", "the line half typed is not among it"),
];

impl Session {
    /// A session of which nothing is known but its file's name.
    pub fn blank(id: impl Into<String>, date: NaiveDate) -> Self {
        Self {
            schema: SCHEMA,
            id: id.into(),
            formerly: Vec::new(),
            numbered: BTreeMap::new(),
            form: String::new(),
            version: String::new(),
            school: String::new(),
            school_slug: String::new(),
            date,
            meets: Meets::default(),
            author: String::new(),
            handed_as: 0,
            confidentiality: unknown(),
            applied: 0,
            states: Vec::new(),
            agenda: Vec::new(),
            clock: Vec::new(),
            people: Vec::new(),
            prompts: BTreeMap::new(),
            fields: BTreeMap::new(),
            tables: BTreeMap::new(),
            minutes: BTreeMap::new(),
            waivers: BTreeMap::new(),
            taken_from: BTreeMap::new(),
            sent: Vec::new(),
            lost: (0, 0),
            received: Vec::new(),
            draft: Draft::default(),
            index: Index::default(),
        }
    }

    /// The same, with the form and school that its file's name tells of.
    #[must_use]
    pub fn named(mut self, form: (&str, &str), school: (&str, &str)) -> Self {
        (self.form, self.version) = (form.0.to_owned(), form.1.to_owned());
        (self.school_slug, self.school) = (school.0.to_owned(), school.1.to_owned());
        self
    }

    /// What can be read of the text of a damaged session; what cannot is as it is in `blank`.
    pub fn rescue(text: &str, blank: Self) -> Rescued<Self> {
        let mut rescued = rescue(text, blank, &parts());
        let session = &mut rescued.document;
        session.schema = SCHEMA;
        let mut known = HashSet::new();
        for entries in session.minutes.values_mut() {
            entries.retain(|entry| known.insert(entry.id));
            // An action that lost its facts is its words.
            for entry in entries.iter_mut().filter(|entry| entry.kind == Kind::Action && entry.action.is_none()) {
                entry.kind = Kind::Note;
            }
        }
        session.minutes.retain(|_, entries| !entries.is_empty());
        let numbers = |name: &str| text.split(name).skip(1).filter_map(leading_number).max().unwrap_or_default();
        session.lost.0 = session.lost.0.max(numbers("\n        id: "));
        session.lost.1 = session.lost.1.max(numbers("number: "));
        session.ready();
        rescued
    }

    /// Gives no number of an entry or action again that another state of the session has.
    pub fn skip_numbers_of(&mut self, other: &Self) {
        let (entry, action) = (other.next_entry() - 1, other.next_action() - 1);
        self.lost = (self.lost.0.max(entry), self.lost.1.max(action));
        self.index.skip(self.lost);
    }

    /// Numbers that stand in it are not lost: only those beyond them are kept in mind.
    pub fn settle_numbers(&mut self) {
        let standing = Index::of(&self.minutes);
        if self.lost.0 < standing.next_entry() && self.lost.1 < standing.next_action() {
            self.lost = (0, 0);
        }
    }

    /// The same under the name of its file.
    #[must_use]
    pub fn under_its_name(self, id: &str) -> Self {
        if self.id() == id { self } else { self.under(id) }
    }

    /// Takes all steps up to one for folded in, as nobody knows which are.
    pub const fn skip_to(&mut self, seq: u64) {
        if self.applied < seq {
            self.applied = seq;
        }
    }

    /// Puts back the stops of the form that the agenda lacks, and one for each item under which entries stand.
    pub fn complete_agenda(&mut self, form: Option<&Form>) {
        let of_form = form.iter().flat_map(|form| &form.agenda).map(Stop::of);
        let own = self.minutes.keys().map(|item| Stop {
            id: item.clone(),
            title: if item == NAMELESS { "Rescued: their place is not known".to_owned() } else { item.clone() },
            place: Place::Numbered,
            minutes: 0,
            speaker: None,
            state: super::model::StopState::Open,
        });
        let wanted: Vec<Stop> = of_form.chain(own).collect();
        let mut after = 0;
        for stop in wanted {
            let known = self.stop(&stop.id).map(|(at, _)| at);
            if known.is_none() {
                self.agenda.insert(after, stop);
            }
            after = known.unwrap_or(after) + 1;
        }
    }

    /// Folds in as much of a step as fits a session of which parts are lost, and says whether that was all of it. A text
    /// that may have been lost is not typed on: that would make something nobody typed.
    pub fn fold_what_fits(&mut self, step: &Step, lacks: &Lacks) -> bool {
        let mut all = true;
        for change in &step.changes {
            let fits = !lacks.makes_unsure(self, change);
            all &= fits && self.apply(&self.placed(change)).is_ok();
        }
        self.set_applied(step.seq);
        all
    }

    /// A change of an entry at the place where that entry stands now, or at the end where its place is gone.
    fn placed(&self, change: &Change) -> Change {
        let mut placed = change.clone();
        if let Change::Entry { item, at, from, .. } = &mut placed {
            let known = from.as_ref().and_then(|entry| self.place_of(entry.id));
            *at = known.map_or((*at).min(self.entries(item).len()), |(_, at)| at);
        }
        placed
    }
}

/// The parts of a session of which something is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lacks {
    fields: bool,
    tables: bool,
    draft: bool,
}

impl Lacks {
    /// What a rescue lost.
    pub fn of(rescued: &Rescued<Session>) -> Self {
        let lacks = |part| !rescued.tally(part).is_some_and(Tally::is_whole);
        Self { fields: lacks("fields"), tables: lacks("tables"), draft: !rescued.has("draft") }
    }

    fn makes_unsure(&self, session: &Session, change: &Change) -> bool {
        match change {
            Change::Edit { target: Target::Field(path), .. } => self.fields && session.field(path).is_empty(),
            Change::Edit { target: Target::Cell { .. }, .. } | Change::Row { .. } => self.tables,
            Change::Edit { target: target @ Target::Draft(_), at, .. } => {
                self.draft && *at > 0 && session.text(target).is_empty()
            }
            _ => false,
        }
    }
}

/// The number that a text begins with.
fn leading_number(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// What was read of a session, in words: `38 of 40 entries, 12 of 12 fields`; and what takes the place of the rest. `now` is
/// the session with its journal.
pub fn rescued_in_words(rescued: &Rescued<Session>, now: &Session) -> String {
    let is_there = |part: &str| part == "draft" && !now.draft().text.is_empty();
    let replaced = REPLACED.iter().filter(|(part, _)| !rescued.has(part) && !is_there(part)).map(|(_, said)| *said);
    let mut said = rescued.in_words(&COUNTED).unwrap_or_else(|| "no entry and no field".to_owned());
    if rescued.cut {
        said.push_str("; the end of the file is gone, and nobody knows what stood there");
    }
    for replaced in replaced {
        said.push_str("; ");
        said.push_str(replaced);
    }
    said
}

fn parts() -> Vec<Part<Session>> {
    vec![
        Part::value("schema", |session: &mut Session| &mut session.schema),
        Part::value("id", |session| &mut session.id),
        Part::value("form", |session| &mut session.form),
        Part::value("version", |session| &mut session.version),
        Part::value("school", |session| &mut session.school),
        Part::value("school_slug", |session| &mut session.school_slug),
        Part::value("date", |session| &mut session.date),
        Part::bracketed("meets", |session| &mut session.meets),
        Part::value("author", |session| &mut session.author),
        Part::value("handed_as", |session| &mut session.handed_as),
        Part::value("confidentiality", |session| &mut session.confidentiality),
        Part::value("applied", |session| &mut session.applied),
        Part::list("formerly", |session| &mut session.formerly),
        Part::map("numbered", |session| &mut session.numbered),
        Part::list("states", |session| &mut session.states),
        Part::list("agenda", |session| &mut session.agenda),
        Part::list("clock", |session| &mut session.clock),
        Part::list("people", |session| &mut session.people),
        Part::map("prompts", |session| &mut session.prompts),
        Part::map("fields", |session| &mut session.fields),
        Part::lists("tables", None, &[], |session| &mut session.tables),
        Part::lists("minutes", Some(NAMELESS), &["id:", "at:", "text:", "removed:"], |session| &mut session.minutes),
        Part::map("waivers", |session| &mut session.waivers),
        Part::map("taken_from", |session| &mut session.taken_from),
        Part::list("sent", |session| &mut session.sent),
        Part::list("received", |session| &mut session.received),
        Part::bracketed("lost", |session| &mut session.lost),
        Part::bracketed("draft", |session| &mut session.draft),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;
    use crate::ronfile::decode;
    use crate::session::{Entry, Row};

    const EXAMPLES: [&str; 4] = [
        include_str!("../../sessions/hillside-rtm.ron"),
        include_str!("../../sessions/hillside-autumn.ron"),
        include_str!("../../sessions/hillside-ofsted-s5.ron"),
        include_str!("../../sessions/hillside-spring.ron"),
    ];

    /// A way in which hands and disks damage files.
    #[derive(Debug, Clone)]
    enum Damage {
        CutOff,
        Zeros(usize),
        Noise(Vec<u8>),
        /// One character is gone.
        Missing,
        Typed(&'static str),
    }

    fn damage() -> impl Strategy<Value = Damage> {
        prop_oneof![
            Just(Damage::CutOff),
            (1..900_usize).prop_map(Damage::Zeros),
            // A closing bracket that noise begins with, just where one may stand, cannot be told from a true one.
            prop::collection::vec(any::<u8>(), 12..300)
                .prop_filter("no closing bracket", |noise| noise[0] != b')')
                .prop_map(Damage::Noise),
            Just(Damage::Missing),
            prop::sample::select(vec!["\"", "(", ")", "[", "]", "{", "}", ",", ":", "x", "\n", "r#\""])
                .prop_map(Damage::Typed),
        ]
    }

    /// The place of a bracket, quote, comma or colon near a byte: where damage does most harm.
    fn near(text: &str, at: usize, most_harm: bool) -> usize {
        let mut at = at.min(text.len() - 1);
        while !text.is_char_boundary(at) || (most_harm && at > 0 && !b"\"()[]{},:#".contains(&text.as_bytes()[at])) {
            at -= 1;
        }
        at
    }

    fn damaged(text: &str, at: usize, how: &Damage) -> Vec<u8> {
        let mut bytes = text.as_bytes().to_vec();
        let end = bytes.len();
        match how {
            Damage::CutOff => bytes.truncate(at),
            Damage::Zeros(long) => bytes[at..(at + long).min(end)].fill(0),
            Damage::Noise(noise) => {
                let long = noise.len().min(end - at);
                bytes[at..at + long].copy_from_slice(&noise[..long]);
            }
            Damage::Missing => drop(bytes.remove(at)),
            Damage::Typed(typed) => drop(bytes.splice(at..at, typed.bytes())),
        }
        bytes
    }

    /// Whether an entry has nothing that another has not: its words whole, of the rest what could be read. One of which
    /// nobody knows the kind is private.
    fn is_part_of(entry: &Entry, was: &Entry) -> bool {
        fn part<T: PartialEq>(now: Option<&T>, was: Option<&T>) -> bool {
            now.is_none() || now == was
        }
        let action = match (&entry.action, &was.action) {
            (Some(now), Some(was)) => now.number == was.number && (now.due.is_none() || now.due == was.due),
            (now, _) => now.is_none(),
        };
        let kind = entry.kind == was.kind || entry.kind == Kind::Private || entry.action.is_none();
        entry.text == was.text
            && entry.at == was.at
            && entry.removed == was.removed
            && kind
            && action
            && part(entry.who.as_ref(), was.who.as_ref())
            && part(entry.view.as_ref(), was.view.as_ref())
            && part(entry.sef.as_ref(), was.sef.as_ref())
            && part(entry.row.as_ref(), was.row.as_ref())
            && part(entry.prompt.as_ref(), was.prompt.as_ref())
            && part(entry.put_off.as_ref(), was.put_off.as_ref())
            && part(entry.telling.as_ref(), was.telling.as_ref())
    }

    fn blank() -> Session {
        Session::blank("2010-01-12-hillside-primary-rtm", NaiveDate::default())
    }

    /// Where each entry ends in the text, in the order of the file.
    fn ends(text: &str) -> Vec<usize> {
        let minutes = text.find("\n  minutes: {").unwrap();
        let end = minutes + text[minutes..].find("\n  }").unwrap();
        text[minutes..end].match_indices("\n      )").map(|(at, found)| minutes + at + found.len()).collect()
    }

    proptest! {
        // Of tens of thousands of random damages one looks just like a sound end of a text; these are always the same ones.
        #![proptest_config(ProptestConfig { cases: 1_000, rng_seed: RngSeed::Fixed(9), ..ProptestConfig::default() })]
        #[test]
        fn what_is_rescued_stood_there_and_every_whole_entry_before_the_damage_is_there(
            which in 0..EXAMPLES.len(), at in 0.0..1.0f64, most_harm in any::<bool>(), how in damage(),
        ) {
            let text = EXAMPLES[which];
            let mut whole: Session = crate::ronfile::read(text).unwrap();
            whole.ready();
            let at = near(text, (at * text.len() as f64) as usize, most_harm);
            let bytes = damaged(text, at, &how);
            // What still reads as a whole needs no rescue.
            let reads = std::str::from_utf8(&bytes).is_ok_and(|text| crate::ronfile::read::<Session>(text).is_ok());
            prop_assume!(!reads);
            let rescued = Session::rescue(&decode(&bytes), blank());
            let session = &rescued.document;

            for (item, entry) in session.all_entries() {
                let (stood, was) = whole.entry(entry.id).expect("no entry comes from nowhere");
                prop_assert!(entry == was || is_part_of(entry, was), "{:?} was {:?}", entry, was);
                prop_assert!(item == stood || item == NAMELESS, "{} stood under {}", item, stood);
            }
            for (path, text) in session.fields() {
                prop_assert_eq!(text, whole.field(path), "{}", path);
            }
            for (table, rows) in session.tables() {
                let stood = |row: &Row| {
                    whole.table(table).iter().any(|was| row.iter().all(|(column, cell)| was.get(column) == Some(cell)))
                };
                prop_assert!(rows.iter().all(stood), "{}", table);
            }
            prop_assert!(session.people.iter().all(|person| whole.people.contains(person)));
            prop_assert!(session.states.iter().all(|state| whole.states.contains(state)));
            prop_assert!(session.agenda.iter().all(|stop| whole.agenda.contains(stop)));
            prop_assert!(session.sent.iter().all(|sent| whole.sent.contains(sent)));
            for part in ["form", "version", "school", "school_slug", "date", "confidentiality", "id"] {
                let same = match part {
                    "form" => session.form == whole.form,
                    "version" => session.version == whole.version,
                    "school" => session.school == whole.school,
                    "school_slug" => session.school_slug == whole.school_slug,
                    "date" => session.date == whole.date,
                    "id" => session.id == whole.id,
                    _ => session.confidentiality == whole.confidentiality,
                };
                prop_assert!(same || !rescued.has(part), "{} is not what it was", part);
            }
            let before = ends(text).iter().filter(|end| **end <= at).count();
            let in_order = whole.minutes.values().flatten();
            for entry in in_order.take(before) {
                prop_assert!(session.entry(entry.id).is_some(), "entry {} stood whole before byte {}", entry.id, at);
            }
        }

        #[test]
        fn no_bytes_whatever_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            Session::rescue(&decode(&bytes), blank());
        }
    }

    fn rescued(text: &str) -> Rescued<Session> {
        assert!(crate::ronfile::read::<Session>(text).is_err(), "the file is damaged");
        Session::rescue(text, blank())
    }

    #[test]
    fn a_slip_of_the_hand_costs_the_value_it_is_in_alone() {
        let text = EXAMPLES[0];
        let all = ends(text).len();
        for (from, to) in [
            ("text: \"Continue consultant to Easter\"", "text: Continue consultant to Easter\""),
            ("text: \"Continue consultant to Easter\"", "text: \"Continue consultant to Easter"),
            ("id: 12,", "id: twelve,"),
            ("id: 12,\n        at: \"2010-01-12T14:45:00\"", "id: 12,\n        at: \"2010-01-12T14:4"),
        ] {
            let rescued = rescued(&text.replacen(from, to, 1));
            let session = &rescued.document;
            assert_eq!(session.all_entries().count(), all - 1, "{to}");
            assert!(session.entry(12).is_none(), "{to}");
            assert_eq!(session.school(), "Hillside Primary");
            let said = rescued_in_words(&rescued, session);
            assert!(said.starts_with(&format!("{} of {all} entries, 7 of 7 fields", all - 1)), "{to}: {said}");
        }
    }

    #[test]
    fn a_slip_beside_the_words_costs_that_line_alone() {
        let text = EXAMPLES[0];
        let all = ends(text).len();
        for (from, to) in
            [("kind: decision", "kind: wibble"), ("kind: decision", "kind decision"), ("status: open", "status: opne")]
        {
            let rescued = rescued(&text.replacen(from, to, 1));
            assert_eq!(rescued.document.all_entries().count(), all, "{to}");
            let said = rescued_in_words(&rescued, &rescued.document);
            assert!(said.starts_with(&format!("{} and 1 in part of {all} entries", all - 1)), "{to}: {said}");
            assert_eq!(rescued.lost.len(), 1, "{to}");
            if to.starts_with("kind") {
                let entry = rescued.document.entry(12).unwrap().1;
                assert_eq!((entry.text.as_str(), entry.kind), ("Continue consultant to Easter", Kind::Private));
            }
        }
    }

    #[test]
    fn a_cell_that_does_not_read_costs_that_cell_alone() {
        let text = EXAMPLES[1];
        let mut whole: Session = crate::ronfile::read(text).unwrap();
        whole.ready();
        let (table, rows) = whole.tables().find(|(_, rows)| rows[0].len() > 1).unwrap();
        let (column, cell) = rows[0].iter().next_back().unwrap();
        let line = format!("\"{column}\": \"{cell}\"");
        assert!(text.contains(&line), "{line}");
        let rescued = rescued(&text.replacen(&line, &format!("\"{column}\": {cell}\""), 1));
        assert_eq!(rescued.document.table(table).len(), rows.len());
        assert_eq!(rescued.document.table(table)[0].len(), rows[0].len() - 1);
    }

    #[test]
    fn a_missing_bracket_costs_at_most_the_value_it_closed() {
        let text = EXAMPLES[0];
        let all = ends(text).len();
        for bracket in
            ["      ),\n      (\n        id: 12", "    \"ask-support\": [\n", "  minutes: {\n", "  people: [\n"]
        {
            let without = bracket.replacen([')', '[', '{'], "", 1);
            let rescued = rescued(&text.replacen(bracket, &without, 1));
            let read = rescued.document.all_entries().count();
            let headless = bracket.contains("minutes") || bracket.contains("ask-support");
            assert!(read + 1 >= all || headless, "{bracket}: {read} of {all}");
        }
    }

    #[test]
    fn a_line_may_lack_its_comma() {
        let rescued = rescued(&EXAMPLES[0].replacen("\"latest-data\": \"yes\",", "\"latest-data\": \"yes\"", 1));
        assert_eq!(rescued.document.field("latest-data"), "yes");
        assert_eq!(rescued.document.field("rap-reviewed"), "yes");
    }

    #[test]
    fn a_quote_or_bracket_that_the_damage_begins_with_ends_nothing() {
        let rescued = rescued(&EXAMPLES[0].replacen("Y6 on course; boys in", "Y6 on\"\0\0\0\0 boys in", 1));
        assert_eq!(rescued.document.field("groups-on-track"), "");
        assert_eq!(rescued.document.field("latest-data"), "yes");
        let from = "text: \"Continue consultant to Easter\",\n";
        let rescued = self::rescued(&EXAMPLES[0].replacen(from, &format!("{})\0\0\0\0", from.trim_end()), 1));
        assert!(rescued.document.entry(12).is_none());
        assert!(rescued.document.entry(11).is_some());
    }

    #[test]
    fn an_unread_level_of_confidence_is_the_closed_one() {
        let rescued = rescued(&EXAMPLES[0].replacen("confidentiality: SchoolAndLa", "confidentiality: School", 1));
        assert_eq!(rescued.document.confidentiality(), unknown());
        assert!(rescued_in_words(&rescued, &rescued.document).contains("it is confidential until you say otherwise"));
    }
}
