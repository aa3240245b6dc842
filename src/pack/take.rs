//! Taking a pack over: everything in it is read before anything is written.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::{CONTENTS, Contents, FIGURES, For, MOST, PackError, SCHEMA, archive};
use crate::caseload::COVERED;
use crate::forms::Form;
use crate::measures::Figures;
use crate::outline::stand;
use crate::ronfile;
use crate::session::{Base, Change, ComingBack, Record, Session, Stand, Step, Target, coming_back, outcome};
use crate::store::{AskedSchool, Desk, Document, Mode};

/// Fact of a school to which the user is new.
const NEW_SIP: &str = "new-sip";
/// What a version is kept for that holds what whoever covered filled in.
const CAME_BACK: &str = "what whoever covered filled in";

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
    /// Tables, targets and hypotheses of figures that came in.
    pub figures: usize,
    /// For whom the user covers in a session that came in; empty: it was not said.
    pub covers: Vec<String>,
    /// What came back from whoever covered.
    pub back: Option<CameBack>,
}

/// A session that came back and was put together with what stood here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameBack {
    /// Its id.
    pub id: String,
    /// Who covered; empty: it was not said.
    pub by: String,
    /// Number of the version kept of it as it was before.
    pub version: u32,
    /// Places where both had written something else: the words of whoever covered stand.
    pub replaced: Vec<String>,
}

impl CameBack {
    /// What to say of it, a sentence each.
    pub fn said(&self) -> Vec<String> {
        let Self { id, version, .. } = self;
        let by = if self.by.is_empty() { "whoever covered" } else { &self.by };
        let mut said = vec![format!("what {by} filled in stands in {id} now, beside what you have written")];
        if !self.replaced.is_empty() {
            let (count, places) = (self.replaced.len(), self.replaced.join(", "));
            said.push(format!(
                "both of you had written {count} of its places ({places}): the words of {by} stand there, and yours in \
                 version {version} (nov compare {id} {version})"
            ));
        }
        said
    }
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
pub fn take(desk: &Desk, path: &str, bytes: &[u8], now: NaiveDateTime) -> Result<Taken, PackError> {
    let no_pack = |what: String| PackError::NoPack { path: path.to_owned(), what };
    let files = archive::read(bytes, MOST).map_err(no_pack)?;
    if !files.contains_key(CONTENTS) && files.contains_key("index.md") {
        return Err(no_pack("it holds documents to read alone, as those of one year for Ofsted".to_owned()));
    }
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
    let figures: Option<Figures> =
        files.contains_key(FIGURES).then(|| read(&files, FIGURES)).transpose().map_err(no_pack)?;
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
    let of_me = |fact: &str| is_handed_on && (fact == NEW_SIP || fact.starts_with(&format!("{NEW_SIP}-")));
    // That a SIP covers at the school is a fact of that SIP's own store.
    let of_them = |fact: &str| fact == COVERED || of_me(fact);
    let mut news: Vec<(String, String)> = record
        .facts()
        .filter(|(fact, _)| (known.fact(fact).is_empty() && !of_them(fact)) || *fact == "name")
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
        For::Cover | For::Covered => {}
    }
    if contents.made_for == For::Covered {
        for (session, _) in &sessions {
            if is_here(desk, session) && desk.store.is_open(session.id())? {
                return Err(PackError::Open { id: session.id().to_owned() });
            }
        }
    }
    desk.set_school(&slug, &news)?;
    let mut taken = Taken { school: contents.school, ..Taken::default() };
    for (mut session, form) in sessions {
        desk.store.keep_form(&form.id, &form.version, &form)?;
        if is_here(desk, &session) {
            let back = if contents.made_for == For::Covered { put_together(desk, &session, now)? } else { None };
            match back {
                Some(back) => taken.back = Some(CameBack { by: contents.by.clone(), ..back }),
                None => taken.known += 1,
            }
            continue;
        }
        if contents.made_for != For::Successor && session.author() != desk.me.fact("name") {
            taken.covers.push(session.author().to_owned());
            completed_by(&mut session, &form, desk.me.fact("name"));
        }
        let id = desk.store.create_session(session.date(), &slug, session.form(), |id| session.moved(id, &slug))?;
        taken.sessions.push(id);
    }
    if let Some(figures) = figures {
        desk.change_figures(&slug, |known| taken.figures = known.fill_from(figures.brought_up()))?;
    }
    for (name, bytes) in papers {
        taken.papers += usize::from(desk.store.keep_paper(&slug, &name, &bytes)?);
    }
    Ok(taken)
}

/// Puts what came back from whoever covered together with what stands here, which is kept as a version first; nothing if
/// that brings nothing new, or if the user is who covers.
fn put_together(desk: &Desk, theirs: &Session, now: NaiveDateTime) -> Result<Option<CameBack>, PackError> {
    let id = theirs.id();
    let opened = desk.store.open_session::<Session>(id)?;
    desk.store.tell_of(id, &opened.notices);
    let Mode::Writing(mut journal) = opened.mode else { return Err(PackError::Open { id: id.to_owned() }) };
    let mut session = opened.document;
    let context = desk.context(&session)?;
    let kept = desk.store.versions(id)?.versions;
    let came_back =
        kept.iter().rfind(|version| version.why == CAME_BACK).map(|version| Base::CameBack(version.content()));
    let handed = || kept.iter().find(|version| version.number == theirs.handed_as());
    let base = came_back.or_else(|| handed().map(|version| Base::HandedOn(version.content())));
    let ComingBack { changes, replaced } = coming_back(&session, theirs, base.unwrap_or(Base::Unknown), &context.form);
    if session.handed_as() != 0 || changes.is_empty() {
        let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
        desk.store.tell_of(id, &notices);
        return Ok(None);
    }
    let version = desk.store.keep_version(
        &stand(&desk.filled(&session, &context), None),
        now,
        "before what whoever covered filled in came back",
    )?;
    desk.store.keep_version(&Stand::alone(theirs), now, CAME_BACK)?;
    let given = outcome(&desk.filled(&session, &context));
    let step = Step::forward(journal.next_seq(), now, 0, changes);
    if session.fold(&step).is_ok() {
        journal.append(step.seq, &step)?;
    }
    let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
    desk.store.tell_of(id, &notices);
    desk.follow(&session, &context, &given)?;
    Ok(Some(CameBack { id: id.to_owned(), by: String::new(), version, replaced }))
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
