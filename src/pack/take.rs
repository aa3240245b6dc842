//! Taking a pack over: everything in it is read before anything is written.

use std::collections::BTreeMap;

use super::{CONTENTS, Contents, For, MOST, PackError, SCHEMA, archive};
use crate::caseload::COVERED;
use crate::forms::Form;
use crate::ronfile;
use crate::session::{Change, Record, Session, Target};
use crate::store::{AskedSchool, Desk, Document};

/// Fact of a school to which the user is new.
const NEW_SIP: &str = "new-sip";

/// What was taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// School.
    pub school: String,
    /// Ids of the sessions that came in.
    pub sessions: Vec<String>,
    /// How many were here already.
    pub known: usize,
    /// Papers that came in.
    pub papers: usize,
    /// For whom the user covers in a session that came in; empty: it was not said.
    pub covers: Vec<String>,
}

impl Taken {
    /// For whom the user covers, in words; none where they do not.
    pub fn for_whom(&self) -> Option<&str> {
        self.covers.first().map(|name| if name.is_empty() { "the school's SIP" } else { name.as_str() })
    }
}

/// Takes a pack over into the store: sessions not here yet, their forms, and what is not known of the school.
///
/// # Errors
/// The file is no pack: nothing was changed. Or the store cannot be written.
pub fn take(desk: &Desk, path: &str, bytes: &[u8]) -> Result<Taken, PackError> {
    let no_pack = |what: String| PackError::NoPack { path: path.to_owned(), what };
    let files = archive::read(bytes, MOST).map_err(no_pack)?;
    let contents: Contents = read(&files, CONTENTS).map_err(no_pack)?;
    if contents.schema > SCHEMA {
        return Err(no_pack("it was made by a newer nov; use that one".to_owned()));
    }
    let record: Record = read(&files, "school.ron").map_err(no_pack)?;
    let mut sessions = Vec::new();
    for id in &contents.sessions {
        let name = format!("sessions/{id}.ron");
        let text = text(&files, &name).map_err(no_pack)?;
        let session = <Session as Document>::read(text).map_err(|error| no_pack(format!("{name}: {error}")))?;
        let form = format!("forms/{}@{}.ron", session.form(), session.version());
        sessions.push((session, read::<Form>(&files, &form).map_err(no_pack)?));
    }
    let mut papers = Vec::new();
    for name in &contents.papers {
        let place = format!("papers/{name}");
        let bytes = files.get(&place).ok_or_else(|| no_pack(format!("{place} is not in it")))?;
        papers.push((name.clone(), bytes.clone()));
    }
    let AskedSchool { slug, record: known, .. } = desk.school(&contents.school)?;
    let is_new = !desk.store.schools()?.contains(&slug);
    // Whoever takes a school over from another is new to it (TM-05); who covers is not its SIP.
    let is_handed_on = contents.by.is_empty() || contents.by != desk.me.fact("name");
    let of_me = |fact: &str| is_handed_on && fact == NEW_SIP;
    let mut news: Vec<(String, String)> = record
        .facts()
        .filter(|(fact, _)| (known.fact(fact).is_empty() && !of_me(fact)) || *fact == "name")
        .map(|(fact, value)| (fact.to_owned(), value.to_owned()))
        .collect();
    // Who is handed the school is its SIP from then on; who is handed one session covers, unless it is theirs already.
    match contents.made_for {
        For::Successor => {
            news.push((COVERED.to_owned(), String::new()));
            if is_handed_on && known.fact(NEW_SIP).is_empty() {
                news.push((NEW_SIP.to_owned(), "yes".to_owned()));
            }
        }
        For::Cover if is_new => news.push((COVERED.to_owned(), "yes".to_owned())),
        For::Cover => {}
    }
    desk.set_school(&slug, &news)?;
    let mut taken = Taken { school: contents.school, ..Taken::default() };
    for (mut session, form) in sessions {
        desk.store.keep_form(&form.id, &form.version, &form)?;
        if is_here(desk, &session) {
            taken.known += 1;
            continue;
        }
        if contents.made_for == For::Cover {
            taken.covers.push(session.author().to_owned());
            completed_by(&mut session, &form, desk.me.fact("name"));
        }
        let id = desk.store.create_session(session.date(), &slug, session.form(), |id| session.moved(id, &slug))?;
        taken.sessions.push(id);
    }
    for (name, bytes) in papers {
        taken.papers += usize::from(desk.store.keep_paper(&slug, &name, &bytes)?);
    }
    Ok(taken)
}

/// Names the user as whoever completes a form that another began; who began it stays its author (FM-07, HO-06).
fn completed_by(session: &mut Session, form: &Form, user: &str) {
    let Some(field) = form.completed_in.as_ref().filter(|field| session.field(field).is_empty()) else { return };
    let target = Target::Field(field.clone());
    let change = Change::Edit { target, at: 0, remove: String::new(), insert: user.to_owned() };
    // An empty field takes any words.
    drop(session.apply(&change));
}

/// Whether a session is here already, as it is or written further.
fn is_here(desk: &Desk, session: &Session) -> bool {
    let view = desk.store.read_session::<Session>(session.id());
    view.is_ok_and(|view| view.document.school() == session.school() && view.document.form() == session.form())
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> Result<&'a str, String> {
    let bytes = files.get(name).ok_or_else(|| format!("{name} is not in it"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{name} in it is no text"))
}

fn read<T: serde::de::DeserializeOwned>(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<T, String> {
    ronfile::read(text(files, name)?).map_err(|error| format!("{name}: {error}"))
}
