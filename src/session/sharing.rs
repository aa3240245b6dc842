//! A session as it leaves for another's hands (HO-01, HO-06, DI-02).

use chrono::NaiveDateTime;

use super::change::Change;
use super::entry::Entry;
use super::kept::{goes_along, is_in_confidence};
use super::model::{Draft, Session};
use crate::grammar::{Context, Kind, Nobody, Recognition, parse};

/// Whether a line that is not entered yet will be private, or may have been meant to be.
pub fn is_private_line(line: &str) -> bool {
    let calendar = crate::calendar::Calendar::default();
    let context = Context {
        today: chrono::NaiveDate::default(),
        calendar: &calendar,
        roles: &[],
        sef: &[],
        items: usize::MAX,
        next_meeting: None,
        people: &Nobody,
        names: &[],
    };
    let read = parse(line, &context, &Recognition::new());
    read.kind == Kind::Private || read.private_within
}

impl Session {
    /// A copy for somebody else: no private line, nothing that was taken out, no words as they were before
    /// they were changed, no line half typed; with who wrote it.
    #[must_use]
    pub fn for_others(&self, author: &str) -> Self {
        let mut copy = self.clone();
        // What came from papers kept apart goes only with others that are.
        let tells = |in_confidence: bool| !in_confidence || self.confidentiality.keeps_apart();
        for entries in copy.minutes.values_mut() {
            let goes = |entry: &Entry| !entry.removed && entry.kind != Kind::Private && tells(entry.in_confidence);
            entries.retain(goes);
            for action in entries.iter_mut().filter_map(|entry| entry.action.as_mut()) {
                action.came = None;
            }
        }
        for rows in copy.tables.values_mut() {
            rows.retain(|row| tells(is_in_confidence(row)));
        }
        for row in copy.tables.values_mut().flatten() {
            row.retain(|column, _| goes_along(column));
        }
        copy.draft = Draft::default();
        copy.received.clear();
        if copy.author.is_empty() {
            author.clone_into(&mut copy.author);
        }
        copy.ready();
        copy
    }

    /// The same copy for whoever covers, with the number of the version that was kept of it (OF-07). What goes back from them
    /// takes the line with it that stands half typed, as a note that says so: whoever made it may not have it long.
    #[must_use]
    pub fn for_cover(&self, author: &str, version: u32, now: NaiveDateTime) -> Self {
        let mut copy = Self { handed_as: version, ..self.for_others(author) };
        let Draft { item, text, taken_back, topic } = &self.draft;
        if self.handed_as != 0 && !taken_back && !text.trim().is_empty() && !is_private_line(text) {
            let mut entry = Entry::new(self.next_entry(), now, Kind::Note, format!("{} [half typed]", text.trim()));
            entry.row.clone_from(&topic.row);
            let at = copy.entries(item).len();
            // An item that is not there any more has no place for it; the line stays where it was typed.
            drop(copy.apply(&Change::Entry { item: item.clone(), at, from: None, to: Some(Box::new(entry)) }));
        }
        copy
    }

    /// What name its pack is written under unless another is given: to whoever covers, or back from them.
    pub fn name_of_pack(&self) -> String {
        let end = if self.handed_as == 0 { "cover" } else { "filled" };
        format!("{}-{end}.zip", self.id)
    }
}

#[cfg(test)]
mod tests {
    use crate::forms::Library;
    use crate::grammar::Kind;
    use crate::session::{Change, Entry, Session, Target};

    #[test]
    fn private_lines_stay_here_and_the_writer_goes_with_it() {
        let form = Library::shipped().form("rtm").unwrap();
        let date: chrono::NaiveDate = "2010-01-12".parse().unwrap();
        let mut session = Session::new(&form, "2010-01-12-hillside-rtm", "Hillside Primary", "hillside", date);
        let at = date.and_hms_opt(14, 0, 0).unwrap();
        for (n, (kind, text)) in
            [(Kind::Note, "Shared"), (Kind::Private, "Mine"), (Kind::Note, "Gone")].iter().enumerate()
        {
            let mut entry = Entry::new(n as u32 + 1, at, *kind, *text);
            entry.removed = *text == "Gone";
            let to = Some(Box::new(entry));
            session.apply(&Change::Entry { item: "aob".to_owned(), at: n, from: None, to }).unwrap();
        }
        let copy = session.for_others("Ada Reed");
        assert_eq!(copy.all_entries().map(|(_, e)| e.text.as_str()).collect::<Vec<_>>(), ["Shared"]);
        assert_eq!(copy.author(), "Ada Reed");
        assert_eq!(copy.for_others("Bo Lind").author(), "Ada Reed", "the first writer stays");
        let text = crate::ronfile::write(&copy).unwrap();
        assert!(!text.contains("Mine") && !text.contains("Gone"), "{text}");
    }

    #[test]
    fn a_line_half_typed_goes_back_from_whoever_covered_and_a_private_one_stays() {
        let form = Library::shipped().form("ofsted-s5").unwrap();
        let date: chrono::NaiveDate = "2010-01-12".parse().unwrap();
        let now = date.and_hms_opt(15, 0, 0).unwrap();
        let mut session = Session::new(&form, "2010-01-12-hillside-ofsted-s5", "Hillside Primary", "hillside", date);
        let typing = |insert: &str| Change::Edit {
            target: Target::Draft("closing".to_owned()),
            at: 0,
            remove: String::new(),
            insert: insert.to_owned(),
        };
        session.apply(&typing("the lead inspector will se")).unwrap();
        let words = |session: &Session| -> Vec<String> {
            session.entries("closing").iter().map(|entry| entry.text.clone()).collect()
        };
        let out = session.for_cover("Ada Reed", 1, now);
        assert_eq!(words(&out), [""; 0], "it is here when the pack comes back");
        let mut theirs = out;
        theirs.apply(&typing("the lead inspector will se")).unwrap();
        assert_eq!(words(&theirs.for_cover("Bo Lind", 1, now)), ["the lead inspector will se [half typed]"]);
        theirs.apply(&typing("% ")).unwrap();
        assert_eq!(words(&theirs.for_cover("Bo Lind", 1, now)), [""; 0]);
    }
}
