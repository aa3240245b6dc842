//! `nov handover` and `nov takeover`: a school's notes go from one SIP to the next, or one session to whoever covers.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::document::{Overwrite, refuse_unless_free};
use super::{Usage, now, school_meant};
use crate::pack::{self, Confidential, Drafts, Made, PackError, Thoughts, Wish};
use crate::store::{AskedSchool, Desk, save_document};

/// Said of confidential papers alone, without a kind: all of them.
pub(super) const ALL: &str = "all";

/// What is to be written, and where.
pub(super) struct Handing {
    /// The school.
    pub(super) school: Option<String>,
    /// One session of it, for whoever covers.
    pub(super) session: Option<String>,
    /// How many years back.
    pub(super) years: u32,
    /// Kinds of confidential papers that go in.
    pub(super) confidential: Vec<String>,
    /// Whether notes that nobody was sent yet go into those for Ofsted.
    pub(super) drafts: Drafts,
    /// Whether what was thought of the figures goes to whoever covers.
    pub(super) thoughts: Thoughts,
    /// Where to.
    pub(super) output: Option<PathBuf>,
    /// Whether a file that is there is replaced.
    pub(super) overwrite: Overwrite,
}

/// Writes the pack of a school, or of one session.
pub(super) fn hand_over(desk: &Desk, handing: &Handing, out: &mut dyn Write) -> anyhow::Result<()> {
    match &handing.session {
        Some(session) => hand_on(desk, session, handing, out),
        None => hand_over_school(desk, handing, out),
    }
}

fn hand_over_school(desk: &Desk, handing: &Handing, out: &mut dyn Write) -> anyhow::Result<()> {
    let school = handing.school.as_deref().unwrap_or_default();
    let confidential = confidential(desk, &handing.confidential)?;
    let wish = Wish { today: now().date(), years: handing.years, confidential, drafts: handing.drafts };
    let AskedSchool { slug, record, .. } = school_meant(desk, school)?;
    let usual = pack::file_name(record.fact("name"), wish.today);
    let path = handing.output.as_deref().unwrap_or(Path::new(&usual));
    refuse_unless_free(path, handing.overwrite)?;
    let made = pack::make(desk, &slug, &wish).map_err(plain)?;
    save(path, &made, out)?;
    if made.not_sent > 0 {
        super::complain(&format!(
            "{} note(s) that nobody was sent yet left out, named in the index; --drafts puts them in",
            made.not_sent
        ));
    }
    if !made.left_out.is_empty() {
        let mut kinds = made.left_out.clone();
        kinds.sort_unstable();
        kinds.dedup();
        super::complain(&format!(
            "{} confidential paper(s) left out, named in the index; --confidential={} puts them in",
            made.left_out.len(),
            kinds.join(",")
        ));
    }
    Ok(())
}

/// Writes one session for whoever covers.
fn hand_on(desk: &Desk, session: &str, handing: &Handing, out: &mut dyn Write) -> anyhow::Result<()> {
    let id = desk.store.find(session)?;
    if let Some(school) = &handing.school {
        let slug = desk.known_school(school)?.slug;
        if super::sessions::read(desk, &id)?.school_slug() != slug {
            return Err(Usage(format!("{id} is no session of {school}; leave the school out, or name its own")).into());
        }
    }
    let usual = super::sessions::read(desk, &id)?.name_of_pack();
    let path = handing.output.as_deref().unwrap_or(Path::new(&usual));
    refuse_unless_free(path, handing.overwrite)?;
    let made = pack::make_of_session(desk, &id, handing.thoughts, now()).map_err(plain)?;
    save(path, &made, out)?;
    let slug = super::sessions::read(desk, &id)?.school_slug().to_owned();
    if handing.thoughts == Thoughts::LeaveOut && !desk.figures(&slug)?.hypotheses.is_empty() {
        super::complain("what you think lies behind the figures is not in it; --hypotheses puts it in");
    }
    if desk.me.fact("name").is_empty() {
        super::complain("it does not say who began it, as your name is not known here; write nov me name=\"…\"");
    }
    Ok(())
}

fn save(path: &Path, made: &Made, out: &mut dyn Write) -> anyhow::Result<()> {
    save_document(path, &made.bytes)?;
    writeln!(out, "{}", path.display())?;
    Ok(())
}

/// Which confidential papers go in, by the words of the command line.
fn confidential(desk: &Desk, said: &[String]) -> Result<Confidential, Usage> {
    let known = pack::kinds(desk);
    let (mut kinds, mut all) = (Vec::new(), false);
    for word in said.iter().map(|word| word.trim().to_lowercase()) {
        match word.as_str() {
            ALL => all = true,
            kind if known.iter().any(|known| known == kind) => kinds.push(word),
            _ => {
                let known = known.join(", ");
                let text = format!("there is no kind of confidential paper \"{word}\"; there are {known}, and {ALL}");
                return Err(Usage(text));
            }
        }
    }
    Ok(match (all, kinds.is_empty()) {
        (true, _) => Confidential::PutInAll,
        (false, true) => Confidential::LeaveOut,
        (false, false) => Confidential::PutIn(kinds),
    })
}

/// Takes a pack over.
pub(super) fn take_over(desk: &Desk, file: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).map_err(|error| super::unreadable(file, &error))?;
    let taken = pack::take(desk, &file.display().to_string(), &bytes, now()).map_err(plain)?;
    for id in &taken.sessions {
        writeln!(out, "{id}")?;
    }
    if taken.figures > 0 {
        super::complain("The school's figures came in too; nov measures shows them");
    }
    if let Some(back) = &taken.back {
        writeln!(out, "{}", back.id)?;
        back.said().iter().for_each(|said| super::complain(said));
    }
    if taken.papers > 0 {
        super::complain(&format!("{} paper(s) came in too; they stand in papers/ of your store", taken.papers));
    }
    if let Some(covered) = taken.for_whom() {
        super::complain(&format!(
            "you cover for {covered}; check the school's grades against its SEF, and go on from there"
        ));
        if desk.me.fact("name").is_empty() {
            super::complain("who completes the form is not known here; write nov me name=\"…\", or fill that field");
        }
    }
    if taken.known > 0 {
        let all = if taken.sessions.is_empty() { "nothing new: all " } else { "" };
        super::complain(&format!("{all}{} of its sessions were here already and stayed as they were", taken.known));
    }
    Ok(())
}

/// The store's own errors keep their exit codes.
pub(super) fn plain(error: PackError) -> anyhow::Error {
    match error {
        PackError::Store(error) => error.into(),
        error => error.into(),
    }
}
