//! The documents of a session in a pack: as they were sent, and beside that as they stand now where they changed since.

use super::PackError;
use super::index::{NOT_SENT, day};
use crate::export;
use crate::forms::{Document, Form, Part};
use crate::outline::{self, Gathered, Words, audience_in_words, build_in, documents};
use crate::session::{Contents, Filled, Sent, Session, Version, to_whom};
use crate::store::{Context, Desk};

/// Whom documents may be for that go over beside a session's main one: what is for others is named and no more.
const FOR_ALL: [&str; 3] = ["school", "invited", "governors"];

/// A document in a pack, or one that is only named.
pub(super) struct Paper {
    /// What it is.
    pub title: String,
    /// To whom it was sent and when, what became of it since.
    pub sent: String,
    /// Its files: names in `documents/`, and what they hold. The first is what was sent.
    pub files: Vec<(String, Vec<u8>)>,
    /// Said where there is no file.
    pub instead: String,
}

/// Which documents of a session are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The main one, as it stands.
    AsItStands,
    /// The main one, as it was sent.
    Main,
    /// The main one, and the others that were sent.
    All,
}

/// The documents of a session. `copy` is the session as it leaves for others' hands.
pub(super) fn papers(
    desk: &Desk,
    session: &Session,
    copy: &Session,
    context: &Context,
    wanted: Wanted,
) -> Result<Vec<Paper>, PackError> {
    let printing = Printing { desk, own: desk.filled(session, context), copy: desk.filled(copy, context) };
    let all = documents(&context.form);
    let Some((main, others)) = all.split_first() else { return Ok(vec![printing.as_it_stands("")?]) };
    let first = if wanted == Wanted::AsItStands { printing.as_it_stands(&main.id) } else { printing.sent(main, true) };
    let mut papers = vec![first?];
    papers.extend(printing.others(others, main, wanted)?);
    Ok(papers)
}

/// Notices of concern that were given of a session, a line each: that one was, to whom and when, not of what.
pub(super) fn concerns(session: &Session, context: &Context) -> Vec<String> {
    let gives_notice = |document: &&Document| document.tells_of_concern();
    let all = documents(&context.form);
    let (title, on) = (&context.form.title, day(session.date()));
    let sent = all.iter().filter(gives_notice).flat_map(|document| {
        let of = session.sent().iter().filter(|sent| sent.document == document.id);
        of.map(|sent| format!("{title}, {on}: {}, {}", titled(document, &context.form), in_words(&[sent])))
    });
    let told = session.all_entries().filter(|(_, entry)| !entry.removed).filter_map(|(_, entry)| {
        let telling = entry.telling.as_ref()?;
        let whom = to_whom(std::slice::from_ref(&telling.to));
        Some(format!("{title}, {on}: {whom} told of a concern on {}", day(telling.told?.date())))
    });
    let mut lines: Vec<String> = sent.chain(told).collect();
    lines.dedup();
    lines
}

struct Printing<'a> {
    desk: &'a Desk,
    /// The session as its writer has it.
    own: Filled<'a>,
    /// The session for others' hands.
    copy: Filled<'a>,
}

impl Printing<'_> {
    /// The last sending of a document to each who got it, in the order it was noted.
    fn sendings(&self, document: &Document) -> Vec<&Sent> {
        self.own.session.last_sent().into_iter().filter(|sent| sent.document == document.id).collect()
    }

    fn as_it_stands(&self, document: &str) -> Result<Paper, PackError> {
        let id = self.own.session.id();
        let bytes = word(&self.copy, document, &Contents::default())?;
        let title = self.own.form.title.clone();
        let files = vec![(format!("{id}.docx"), bytes)];
        Ok(Paper { title, sent: NOT_SENT.to_owned(), files, instead: String::new() })
    }

    /// The documents beside the main one that were sent.
    fn others(&self, others: &[Document], main: &Document, wanted: Wanted) -> Result<Vec<Paper>, PackError> {
        if wanted != Wanted::All {
            return Ok(Vec::new());
        }
        let sent = others.iter().filter(|document| !self.sendings(document).is_empty());
        let paper = |document: &Document| {
            let is_for_them = document.audience == main.audience || FOR_ALL.contains(&document.audience.as_str());
            if is_for_them && !document.tells_of_concern() {
                return self.sent(document, false);
            }
            let instead = format!("not in this archive: it is {}", audience_in_words(&document.audience));
            Ok(self.without_file(document, instead))
        };
        sent.map(paper).collect()
    }

    fn without_file(&self, document: &Document, instead: String) -> Paper {
        let sent = in_words(&self.sendings(document));
        Paper { title: titled(document, self.own.form), sent, files: Vec::new(), instead }
    }

    /// A document as it was sent last, and as it stands now where that is something else.
    fn sent(&self, document: &Document, is_main: bool) -> Result<Paper, PackError> {
        let sendings = self.sendings(document);
        let Some(last) = sendings.last() else { return self.as_it_stands(&document.id) };
        let id = self.own.session.id();
        let name = if is_main { id.to_owned() } else { format!("{id}-{}", document.id) };
        let said = in_words(&sendings);
        let Some(version) = self.desk.store.version(id, last.version).ok().flatten() else {
            if !is_main {
                return Ok(self.without_file(document, "what was sent is not kept".to_owned()));
            }
            let mut paper = self.as_it_stands(&document.id)?;
            paper.sent = format!("{said}; what was sent is not kept, this is the document as it stands now");
            return Ok(paper);
        };
        let then = version.as_it_was(&self.own);
        let then = then.filled(&self.own);
        if gathers(&then, document, &last.contents) {
            let instead = "it is gathered from the other notes; what was sent is not kept".to_owned();
            return Ok(self.without_file(document, instead));
        }
        let mut files = vec![(format!("{name}.docx"), word(&then, &document.id, &last.contents)?)];
        let mut sent = said;
        if self.has_changed(last, version) {
            files.push((format!("{name}-now.docx"), word(&self.copy, &document.id, &last.contents)?));
            sent.push_str("; changed since");
        }
        Ok(Paper { title: titled(document, self.own.form), sent, files, instead: String::new() })
    }

    fn has_changed(&self, sent: &Sent, version: Version) -> bool {
        outline::outdated(&self.own, &[version]).iter().any(|outdated| outdated.sent == *sent)
    }
}

/// Whether a document is made of other sessions too, so that no version of this one holds it.
fn gathers(filled: &Filled<'_>, document: &Document, contents: &Contents) -> bool {
    let built = build_in(filled, &document.id, contents, Words::AsPrinted);
    built.is_ok_and(|outline| outline.gathered.contains(&Gathered::Year))
}

/// The document of a form that tells of a whole school year, if it has one.
pub(super) fn tells_of_year(form: &Form) -> Option<Document> {
    documents(form).into_iter().find(|document| document.contents == [Part::Year])
}

/// The document of a session's school year, if its form has one.
pub(super) fn of_year(desk: &Desk, filled: &Filled<'_>) -> Result<Option<Vec<u8>>, PackError> {
    let Some(year) = tells_of_year(filled.form) else { return Ok(None) };
    let outline = build_in(filled, &year.id, &Contents::default(), Words::AsPrinted);
    let outline = desk.completed(outline.map_err(|error| PackError::Text(error.to_string()))?, Words::AsPrinted)?;
    written(&outline, "docx").map(Some)
}

fn titled(document: &Document, form: &Form) -> String {
    if document.title.is_empty() { form.title.clone() } else { document.title.clone() }
}

/// To whom and when: `sent to the headteacher on 5 February 2010, to the LA on 9 February 2010`.
fn in_words(sendings: &[&Sent]) -> String {
    let each = sendings.iter().map(|sent| format!("to {} on {}", to_whom(&sent.to), day(sent.on)));
    format!("sent {}", each.collect::<Vec<_>>().join(", "))
}

fn word(filled: &Filled<'_>, document: &str, contents: &Contents) -> Result<Vec<u8>, PackError> {
    let outline = build_in(filled, document, contents, Words::AsPrinted);
    written(&outline.map_err(|error| PackError::Text(error.to_string()))?, "docx")
}

/// An outline in a format.
pub(super) fn written(outline: &outline::Outline, format: &str) -> Result<Vec<u8>, PackError> {
    let mut bytes = Vec::new();
    if let Some(format) = export::format(format) {
        (format.write)(outline, &mut bytes)?;
    }
    Ok(bytes)
}
