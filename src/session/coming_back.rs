//! A session comes back from whoever covered (OF-07): what both have written since it was handed on is put together, and no
//! word of either is lost.
//!
//! The base is the session as it was handed on, or as it came back last. What only one of them changed is as they changed
//! it. Where both changed the same, the words of whoever was there stand; the caller keeps the session as it was before as a
//! version.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Target};
use super::entry::{Action, Entry};
use super::kept::goes_along;
use super::model::{Row, Session, Stop};
use super::people::Person;
use super::sending::Sent;
use super::states::reaching;
use crate::forms::Form;

/// What a session that comes back changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComingBack {
    /// The changes.
    pub changes: Vec<Change>,
    /// Places where both had written, and where the words of whoever covered stand now.
    pub replaced: Vec<String>,
}

/// What both had before they went on.
#[derive(Debug, Clone, Copy)]
pub enum Base<'a> {
    /// Nothing is known of it.
    Unknown,
    /// The session as it was handed on; its entries have their numbers of here.
    HandedOn(&'a Session),
    /// The session as it came back last; its entries have their numbers of there.
    CameBack(&'a Session),
}

/// Puts together what both have written.
pub fn coming_back(mine: &Session, theirs: &Session, base: Base<'_>, form: &Form) -> ComingBack {
    let is_of_here = matches!(base, Base::HandedOn(_));
    // What was handed on held nothing private and nothing that was taken out; nor does what comes back.
    let base = match base {
        Base::Unknown => None,
        Base::HandedOn(base) | Base::CameBack(base) => Some(base.for_others("")),
    };
    let (changes, replaced, renamed) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut coming = Coming { now: mine.clone(), theirs, base, is_of_here, renamed, changes, replaced };
    coming.date();
    coming.stops();
    coming.fields();
    coming.tables();
    coming.people();
    coming.entries();
    coming.facts(form);
    ComingBack { changes: coming.changes, replaced: coming.replaced }
}

struct Coming<'a> {
    /// The session here, with the changes so far.
    now: Session,
    theirs: &'a Session,
    base: Option<Session>,
    /// Whether entries of the base have the numbers they have here.
    is_of_here: bool,
    /// Items of theirs that stand here under another id, as another has theirs.
    renamed: BTreeMap<String, String>,
    changes: Vec<Change>,
    replaced: Vec<String>,
}

/// Whose words stand.
enum Stands {
    Mine,
    Theirs,
    /// Theirs, and mine were others that both know nothing of.
    TheirsOverMine,
}

fn stands<T: PartialEq + ?Sized>(mine: &T, theirs: &T, base: &T) -> Stands {
    if mine == theirs || theirs == base {
        Stands::Mine
    } else if mine == base {
        Stands::Theirs
    } else {
        Stands::TheirsOverMine
    }
}

impl Coming<'_> {
    /// A change made from the session as it is fits it.
    fn take(&mut self, change: Change) {
        if self.now.apply(&change).is_ok() {
            self.changes.push(change);
        }
    }

    fn date(&mut self) {
        let (mine, theirs) = (self.now.date(), self.theirs.date());
        let base = self.base.as_ref().map_or(mine, Session::date);
        if !matches!(stands(&mine, &theirs, &base), Stands::Mine) {
            self.take(Change::Date { from: mine, to: theirs });
        }
        let (from, to) = (self.now.meets().clone(), self.theirs.meets().clone());
        let base = self.base.as_ref().map_or_else(|| from.clone(), |base| base.meets().clone());
        if !matches!(stands(&from, &to, &base), Stands::Mine) {
            self.take(Change::Meets { from, to });
        }
        let (from, to) = (self.now.confidentiality(), self.theirs.confidentiality());
        let base = self.base.as_ref().map_or(from, Session::confidentiality);
        if !matches!(stands(&from, &to, &base), Stands::Mine) {
            self.take(Change::Confidentiality { from, to });
        }
    }

    /// Items of theirs that are not here come in behind the others.
    fn stops(&mut self) {
        for theirs in self.theirs.agenda() {
            let base = self.base.as_ref().and_then(|base| base.stop(&theirs.id)).map(|(_, stop)| stop.clone());
            match self.now.stop(&theirs.id).map(|(at, mine)| (at, mine.clone())) {
                None if base.is_none() => self.stop_of_theirs(theirs.clone()),
                // Both have added an item, and gave it the same id.
                Some((_, mine)) if base.is_none() && mine.title != theirs.title => {
                    let known = self.now.agenda().iter().find(|mine| mine.title == theirs.title);
                    if let Some(id) = known.map(|mine| mine.id.clone()) {
                        self.renamed.insert(theirs.id.clone(), id);
                        continue;
                    }
                    let id = self.now.free_item();
                    self.renamed.insert(theirs.id.clone(), id.clone());
                    self.stop_of_theirs(Stop { id, ..theirs.clone() });
                }
                Some((at, mine)) if base.as_ref() == Some(&mine) && mine != *theirs => {
                    self.take(Change::Stop { at, from: Some(mine), to: Some(theirs.clone()) });
                }
                None | Some(_) => {}
            }
        }
    }

    fn stop_of_theirs(&mut self, stop: Stop) {
        self.take(Change::Stop { at: self.now.agenda().len(), from: None, to: Some(stop) });
    }

    fn fields(&mut self) {
        let paths: BTreeSet<String> = self.now.fields.keys().chain(self.theirs.fields.keys()).cloned().collect();
        for path in paths {
            let (mine, theirs) = (self.now.field(&path).to_owned(), self.theirs.field(&path).to_owned());
            let base = self.base.as_ref().map_or("", |base| base.field(&path)).to_owned();
            match stands(&mine, &theirs, &base) {
                Stands::Mine => continue,
                Stands::Theirs => {}
                // What was cleared on purpose and written anew elsewhere is not lost for it.
                Stands::TheirsOverMine if theirs.is_empty() => continue,
                Stands::TheirsOverMine if mine.is_empty() || theirs.contains(&mine) => {}
                Stands::TheirsOverMine => self.replaced.push(path.clone()),
            }
            self.take(Change::Edit { target: Target::Field(path), at: 0, remove: mine, insert: theirs });
        }
    }

    /// A table is theirs; rows of mine that came since stand below.
    fn tables(&mut self) {
        let tables: BTreeSet<String> = self.now.tables.keys().chain(self.theirs.tables.keys()).cloned().collect();
        for table in tables {
            let mine = self.now.table(&table).to_vec();
            let base: Vec<Row> = self.base.as_ref().map_or(&[][..], |base| base.table(&table)).to_vec();
            let plain: Vec<Row> = mine.iter().map(handed_on).collect();
            let theirs = self.theirs.table(&table);
            if matches!(stands(plain.as_slice(), theirs, base.as_slice()), Stands::Mine) {
                continue;
            }
            let as_here = |row: &Row| plain.iter().position(|known| known == row).map(|at| mine[at].clone());
            let mut to: Vec<Row> = theirs.iter().map(|row| as_here(row).unwrap_or_else(|| row.clone())).collect();
            let own = |(_, plain): &(&Row, &Row)| !theirs.contains(plain) && !base.contains(plain);
            to.extend(mine.iter().zip(&plain).filter(own).map(|(row, _)| row.clone()));
            if to == mine {
                continue;
            }
            for at in (0..mine.len()).rev() {
                self.take(Change::Row { table: table.clone(), at, from: Some(mine[at].clone()), to: None });
            }
            for (at, row) in to.into_iter().enumerate() {
                self.take(Change::Row { table: table.clone(), at, from: None, to: Some(row) });
            }
        }
    }

    /// Of everybody, what either noted.
    fn people(&mut self) {
        for theirs in self.theirs.people() {
            let same = |mine: &Person| mine.name() == theirs.name();
            let suits = |mine: &Person| mine.role == theirs.role && mine.initials.is_empty() && mine.events.is_empty();
            let people = self.now.people();
            let at = people.iter().position(same).or_else(|| people.iter().position(suits)).unwrap_or(people.len());
            let from = people.get(at).cloned();
            let mut to = from.clone().unwrap_or_else(|| Person::expected(&theirs.role));
            to.initials.clone_from(&theirs.initials);
            let news = theirs.events.iter().filter(|event| !to.events.contains(event)).cloned().collect::<Vec<_>>();
            to.events.extend(news);
            to.events.sort_by_key(|event| event.at);
            if to.report.is_empty() {
                to.report.clone_from(&theirs.report);
            }
            if to.reason.is_empty() {
                to.reason.clone_from(&theirs.reason);
            }
            if from.as_ref() != Some(&to) {
                self.take(Change::Person { at, from, to: Some(to) });
            }
        }
    }

    fn entries(&mut self) {
        for (item, theirs) in self.theirs.all_entries() {
            let base = self.base.as_ref().and_then(|base| base.all_entries().find(|(_, was)| is_one(was, theirs)));
            let base = base.map(|(_, was)| was.clone());
            let here = base.as_ref().and_then(|was| self.here(was)).or_else(|| self.reads(theirs));
            match here {
                Some(mine) => self.entry_of_both(&mine, theirs, base),
                // One that was handed on and is not here any more was taken back here.
                None if base.as_ref() == Some(theirs) => {}
                None => self.entry_of_theirs(item, theirs),
            }
        }
        // What was taken out there is taken out here, and can be put back.
        let Some(base) = self.base.clone() else { return };
        for (_, was) in base.all_entries() {
            let is_there = self.theirs.all_entries().any(|(_, entry)| is_one(entry, was));
            let here = if is_there { None } else { self.here(was) };
            let as_it_was = |mine: &Entry| Entry { id: was.id, ..as_handed_on(mine) } == *was;
            if let Some(mine) = here.filter(as_it_was) {
                self.replace(&mine, Entry { removed: true, ..mine.clone() });
            }
        }
    }

    /// An entry of the base as it is here.
    fn here(&self, was: &Entry) -> Option<Entry> {
        let numbered = self.now.entry(was.id).map(|(_, mine)| mine).filter(|mine| self.is_of_here && mine.at == was.at);
        numbered.cloned().or_else(|| self.reads(was))
    }

    /// An entry of here that was noted at the same moment in the same words.
    fn reads(&self, entry: &Entry) -> Option<Entry> {
        let same = |mine: &&Entry| mine.at == entry.at && mine.text == entry.text;
        self.now.all_entries().map(|(_, mine)| mine).find(same).cloned()
    }

    fn entry_of_both(&mut self, mine: &Entry, theirs: &Entry, base: Option<Entry>) {
        let numbered = |entry: &Entry| {
            let mut entry = Entry { id: mine.id, ..entry.clone() };
            if let (Some(action), Some(own)) = (&mut entry.action, &mine.action) {
                action.number = own.number;
            }
            entry
        };
        let (plain, theirs) = (as_handed_on(mine), numbered(theirs));
        let base = base.map_or_else(|| plain.clone(), |was| numbered(&was));
        match stands(&plain, &theirs, &base) {
            Stands::Mine => return,
            Stands::Theirs => {}
            Stands::TheirsOverMine if plain.text == theirs.text => {}
            Stands::TheirsOverMine => self.replaced.push(theirs.text.clone()),
        }
        let mut to = theirs;
        if let (Some(to), Some(mine)) = (&mut to.action, &mine.action) {
            to.came.clone_from(&mine.came);
        }
        self.replace(mine, to);
    }

    /// An entry that is not here gets the next number that is free here.
    fn entry_of_theirs(&mut self, item: &str, theirs: &Entry) {
        let mut entry = theirs.clone();
        entry.id = self.now.next_entry();
        if let Some(action) = entry.action.as_mut().filter(|action: &&mut Action| action.origin.is_none()) {
            action.number = self.now.next_action();
        }
        let item = self.renamed.get(item).map_or(item, String::as_str).to_owned();
        let at = self.now.entries(&item).len();
        self.take(Change::Entry { item, at, from: None, to: Some(Box::new(entry)) });
    }

    fn replace(&mut self, from: &Entry, to: Entry) {
        let Some((item, at)) = self.now.place_of(from.id).map(|(item, at)| (item.to_owned(), at)) else { return };
        self.take(Change::Entry { item, at, from: Some(Box::new(from.clone())), to: Some(Box::new(to)) });
    }

    /// States, times, prompts, waivers, what was sent: all that either noted.
    fn facts(&mut self, form: &Form) {
        for reached in self.theirs.states() {
            if !self.now.states().contains(reached) {
                self.take(reaching(form, &self.now, &reached.state, reached.on));
            }
        }
        let since = self.now.clock().last().map(|tick| tick.at);
        for tick in self.theirs.clock().iter().filter(|tick| since.is_none_or(|since| tick.at > since)) {
            self.take(Change::Tick { from: None, to: Some(tick.clone()) });
        }
        for (id, mark) in &self.theirs.prompts {
            if self.now.prompt(id).is_none() {
                self.take(Change::Prompt { id: id.clone(), from: None, to: Some(*mark) });
            }
        }
        for (finding, reason) in &self.theirs.waivers {
            if self.now.waiver(finding).is_none() {
                self.take(Change::Waiver { finding: finding.clone(), from: None, to: Some(reason.clone()) });
            }
        }
        for sent in self.theirs.sent() {
            // The version that was kept of it is where it was sent from.
            let sent = Sent { version: 0, ..sent.clone() };
            if !self.now.sent().iter().any(|known| Sent { version: 0, ..known.clone() } == sent) {
                self.take(Change::Sent { at: self.now.sent().len(), from: None, to: Some(sent) });
            }
        }
    }
}

/// Whether two entries of one numbering are one.
fn is_one(one: &Entry, other: &Entry) -> bool {
    one.id == other.id && one.at == other.at
}

/// An entry as it leaves for another's hands.
fn as_handed_on(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let Some(action) = &mut entry.action {
        action.came = None;
    }
    entry
}

/// A row as it leaves for another's hands.
fn handed_on(row: &Row) -> Row {
    row.iter().filter(|(column, _)| goes_along(column)).map(|(column, cell)| (column.clone(), cell.clone())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::forms::Library;
    use crate::grammar::Kind;

    const NOW: chrono::NaiveDateTime = chrono::NaiveDateTime::MIN;

    /// What somebody does in a session: which thing, where, and what they write.
    type Deed = (u8, usize, String);

    fn begun(form: &Form) -> Session {
        Session::new(form, "a", "Hillside Primary", "hillside", "2010-01-12".parse().unwrap())
    }

    fn does(session: &mut Session, (what, at, words): &Deed, minute: u32) {
        let item = ["overall", "outcomes", "closing"][at % 3];
        let noted = session.date().and_hms_opt(14, minute % 60, 0).unwrap();
        let picked = |session: &Session| {
            let all: Vec<(String, Entry)> = session.all_entries().map(|(i, e)| (i.to_owned(), e.clone())).collect();
            all.get(at % all.len().max(1)).cloned()
        };
        let change = match what {
            0 => {
                let kind = if at % 5 == 4 { Kind::Private } else { Kind::Note };
                let to = Some(Box::new(Entry::new(session.next_entry(), noted, kind, words.as_str())));
                Change::Entry { item: item.to_owned(), at: session.entries(item).len(), from: None, to }
            }
            1 | 2 => {
                let Some((item, from)) = picked(session) else { return };
                let mut to = from.clone();
                if *what == 1 {
                    to.text.clone_from(words);
                } else {
                    to.removed = !to.removed;
                }
                let (_, at) = session.place_of(from.id).unwrap();
                Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to)) }
            }
            3 => {
                let target = Target::Field(["views", "inspector", "behaviour.reason"][at % 3].to_owned());
                let Target::Field(path) = &target else { return };
                Change::Edit { remove: session.field(path).to_owned(), target, at: 0, insert: words.clone() }
            }
            _ => {
                let to = Some(Row::from([("what".to_owned(), words.clone())]));
                Change::Row { table: "seen".to_owned(), at: session.table("seen").len(), from: None, to }
            }
        };
        session.apply(&change).unwrap();
    }

    /// Every word that others may see, with its place.
    fn words(session: &Session) -> BTreeSet<String> {
        let copy = session.for_others("");
        let entries = copy.all_entries().map(|(_, entry)| entry.text.clone());
        let fields = copy.fields().map(|(path, text)| format!("{path}: {text}"));
        let rows = copy.table("seen").iter().map(|row| row["what"].clone());
        entries.chain(fields).chain(rows).filter(|text| !text.ends_with(": ")).collect()
    }

    fn put_together(mine: &Session, theirs: &Session, base: &Session, form: &Form) -> (Session, Vec<String>) {
        let ComingBack { changes, replaced } = coming_back(mine, theirs, Base::HandedOn(base), form);
        let mut together = mine.clone();
        for change in &changes {
            together.apply(change).unwrap();
        }
        (together, replaced)
    }

    proptest! {
        #[test]
        fn no_word_of_either_is_lost(
            before in prop::collection::vec((0..5u8, 0..9usize, "[a-z]{1,6}"), 0..8),
            here in prop::collection::vec((0..5u8, 0..9usize, "[A-Z]{1,6}"), 0..10),
            there in prop::collection::vec((0..5u8, 0..9usize, "[0-9]{1,6}"), 0..10),
        ) {
            let form = Library::shipped().form("ofsted-s5").unwrap();
            let mut base = begun(&form);
            before.iter().zip(0..).for_each(|(deed, minute)| does(&mut base, deed, minute));
            let (mut mine, mut theirs) = (base.clone(), base.for_cover("Ada Reed", 1, NOW));
            here.iter().zip(20..).for_each(|(deed, minute)| does(&mut mine, deed, minute));
            // Both may write at the same moment.
            there.iter().zip(20..).for_each(|(deed, minute)| does(&mut theirs, deed, minute));
            let theirs = theirs.for_cover("Bo Lind", 1, NOW);

            let (together, replaced) = put_together(&mine, &theirs, &base, &form);
            let (all, base_words) = (words(&together), words(&base));
            // Their words stand, but where mine alone changed what was handed on.
            for word in words(&theirs).difference(&base_words) {
                prop_assert!(all.contains(word), "theirs: {word} in {all:?}");
            }
            // Mine stand, but where they wrote too, and that is said.
            let lost = words(&mine).difference(&base_words).filter(|word| !all.contains(*word)).count();
            prop_assert!(lost <= replaced.len(), "{lost} of mine gone, said of {replaced:?}");
            let private = |session: &Session| session.all_entries().filter(|(_, e)| e.kind == Kind::Private).count();
            prop_assert!(private(&together) + replaced.len() >= private(&mine));
            // Once is enough, and nothing is known of what came before: still none is lost.
            let blind = coming_back(&mine, &theirs, Base::Unknown, &form);
            let mut together_blind = mine.clone();
            for change in &blind.changes {
                together_blind.apply(change).unwrap();
            }
            for word in words(&theirs).difference(&base_words) {
                prop_assert!(words(&together_blind).contains(word), "theirs: {word}");
            }
            prop_assert_eq!(&coming_back(&together, &theirs, Base::CameBack(&theirs), &form).changes, &Vec::<Change>::new());
        }

        #[test]
        fn where_only_one_wrote_theirs_is_what_stands(
            before in prop::collection::vec((0..5u8, 0..9usize, "[a-z]{1,6}"), 0..8),
            there in prop::collection::vec((0..5u8, 0..9usize, "[0-9]{1,6}"), 0..10),
        ) {
            let form = Library::shipped().form("ofsted-s5").unwrap();
            let mut base = begun(&form);
            before.iter().zip(0..).for_each(|(deed, minute)| does(&mut base, deed, minute));
            let mut theirs = base.for_cover("Ada Reed", 1, NOW);
            there.iter().zip(25..).for_each(|(deed, minute)| does(&mut theirs, deed, minute));
            let theirs = theirs.for_cover("Bo Lind", 1, NOW);
            let (together, replaced) = put_together(&base, &theirs, &base, &form);
            prop_assert_eq!(words(&together), words(&theirs));
            prop_assert_eq!(replaced, Vec::<String>::new());
            // And nothing changes where they wrote nothing.
            let untouched = base.for_cover("Ada Reed", 1, NOW);
            prop_assert_eq!(coming_back(&base, &untouched, Base::HandedOn(&base), &form).changes, Vec::<Change>::new());
        }
    }
}
