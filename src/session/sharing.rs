//! A session as it leaves for another's hands (HO-01, HO-06, DI-02).

use super::entry::Entry;
use super::model::{Draft, ROW_ORIGIN, Session};
use crate::grammar::Kind;

impl Session {
    /// A copy for somebody else: no private line, nothing that was taken out, no words as they were before
    /// they were changed, no line half typed; with who wrote it.
    #[must_use]
    pub fn for_others(&self, author: &str) -> Self {
        let mut copy = self.clone();
        for entries in copy.minutes.values_mut() {
            entries.retain(|entry: &Entry| !entry.removed && entry.kind != Kind::Private);
            for action in entries.iter_mut().filter_map(|entry| entry.action.as_mut()) {
                action.came = None;
            }
        }
        for row in copy.tables.values_mut().flatten() {
            row.retain(|column, _| column == ROW_ORIGIN || !column.starts_with(ROW_ORIGIN));
        }
        copy.draft = Draft::default();
        copy.received.clear();
        if copy.author.is_empty() {
            author.clone_into(&mut copy.author);
        }
        copy.ready();
        copy
    }

    /// The same copy for whoever covers, with the number of the version that was kept of it (OF-07).
    #[must_use]
    pub fn for_cover(&self, author: &str, version: u32) -> Self {
        Self { handed_as: version, ..self.for_others(author) }
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
    use crate::session::{Change, Entry, Session};

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
}
