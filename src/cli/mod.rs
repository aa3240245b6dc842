//! The command line: the same domain and store, no terminal. Answers on standard output, errors in one sentence.

mod args;
mod aside;
mod backup;
mod caseload;
mod doctor;
mod document;
mod due;
mod every;
mod facts;
mod fields;
mod figures;
mod forms;
mod handover;
mod import;
mod manual;
mod misread;
mod own;
mod printed;
mod progress;
mod rescue;
mod sending;
mod sessions;
mod set_up;
mod telling;
mod versions;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::{Datelike, Local, NaiveDate, NaiveDateTime, Timelike};
use clap::{CommandFactory, Parser};

pub use args::{Args, Command};
pub use document::Overwrite;
pub use printed::say;
use printed::{Printed, complain};
use sending::Draft;
pub use set_up::{all_right, settings, store_folder, with_known_theme};

use crate::calendar::{Meant, Meets, day_and_meets, day_of, long, refused};
use crate::caseload::{Apart, day_agreed};
use crate::forms::{About, parts_of_visit};
use crate::pack::{Drafts, Thoughts};
use crate::session::LONGEST_TEXT;
use crate::settings::Days;
use crate::store::{AskedSchool, Desk, Shelf, StoreError, remedy};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Done,
    /// Findings block.
    Findings,
}

impl Ended {
    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
        }
    }
}

/// Bad input: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Findings stand in the way: exit code 1.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Blocked(pub String);

/// The exit code of an error: 1 for findings in the way, 2 for usage and bad input, 3 for what the disk refuses.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    if error.downcast_ref::<Blocked>().is_some() {
        return Ended::Findings.code();
    }
    if is_of_disk(error) { 3 } else { 2 }
}

/// Whether the disk, or another program at work, stands in the way rather than what was asked.
fn is_of_disk(error: &anyhow::Error) -> bool {
    let by_store = error.downcast_ref::<StoreError>().is_some_and(StoreError::is_io);
    by_store || error.downcast_ref::<io::Error>().is_some()
}

/// Why a file that the user named could not be read: bad input where it is not there or is no such file.
fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    let said = format!("{} could not be read: {}", path.display(), remedy(error));
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::IsADirectory | io::ErrorKind::InvalidData => Usage(said).into(),
        kind => io::Error::new(kind, said).into(),
    }
}

/// The arguments the program was started with; none if what they asked for is printed already: help, the version.
///
/// # Errors
/// They cannot be understood.
pub fn arguments() -> anyhow::Result<Option<Args>> {
    if std::env::args_os().len() <= 1 {
        // Nothing to understand: the start is not kept waiting for the list of all commands.
        return Ok(Some(Args { store: None, command: None }));
    }
    match Args::try_parse() {
        Ok(args) => Ok(Some(args)),
        Err(error) if error.use_stderr() => Err(misread::misread(&error).into()),
        Err(error) => {
            error.print()?;
            Ok(None)
        }
    }
}

/// Runs a command that needs no terminal.
///
/// # Errors
/// One sentence for the user; [`exit_code`] tells which kind.
pub fn run(command: Command, store: &Path, days: Days) -> anyhow::Result<Ended> {
    let mut out = Printed::of(&command);
    let ended = answer(command, store, days, &mut out);
    // What is left in the buffer when the program ends would be lost without a word, also where it ends badly.
    let written = out.flush();
    let ended = ended?;
    written?;
    Ok(ended)
}

fn answer(command: Command, store: &Path, days: Days, out: &mut dyn Write) -> anyhow::Result<Ended> {
    // What needs no store comes first, so that it works anywhere.
    match command {
        Command::Completions { shell } => {
            // Written whole: the library gives up badly where its output fails.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "nov", &mut script);
            out.write_all(&script)?;
            return Ok(Ended::Done);
        }
        Command::Man { command, output: None } => {
            let at_terminal = io::stdout().is_terminal();
            let reader = if at_terminal { manual::Reader::Person } else { manual::Reader::Program };
            out.write_all(&manual::page(command.as_deref(), reader)?)?;
            return Ok(Ended::Done);
        }
        Command::Man { output: Some(folder), .. } => {
            manual::write_all(&folder, out)?;
            return Ok(Ended::Done);
        }
        Command::Doctor { json } => return doctor::doctor(store, days, json, out),
        _ => {}
    }
    let mut desk = Desk::open(store, days)?;
    for fault in &desk.faults {
        complain(fault);
    }
    let ended = do_in(&mut desk, command, out);
    for said in desk.store.untold() {
        complain(&said);
    }
    ended.map_err(|error| rescue::with_offer(&desk, error))
}

fn do_in(desk: &mut Desk, command: Command, out: &mut dyn Write) -> anyhow::Result<Ended> {
    match command {
        Command::New { form, school, date, open: _ } => {
            let begun = begin(desk, &form, school.as_deref(), date.as_deref())?;
            writeln!(out, "{begun}")?;
        }
        Command::Note { session, item, parse, text } => {
            sessions::note(desk, session.as_deref(), item.as_deref(), parse, &text)?;
        }
        Command::Set { session, values } => fields::set(desk, &session, &values)?,
        Command::School { name, values, json } => {
            if json {
                sessions::school(desk, &name, &values, &mut io::sink())?;
                caseload::school_as_json(desk, &name, out)?;
            } else {
                sessions::school(desk, &name, &values, out)?;
            }
        }
        Command::Me { values, year, json } => own::me(desk, &values, year.as_deref(), json, out)?,
        Command::Forms { json } if json => forms::as_json(&desk.library, out)?,
        Command::Forms { .. } => forms::list(&desk.library, now().date(), out)?,
        Command::List { json } => sessions::list(desk, json, out)?,
        Command::Due { session: Some(session), json, ics: _ } => due::of_session(desk, &session, json, out)?,
        Command::Due { session: None, json: true, ics: _ } => due::as_json(desk, out)?,
        Command::Due { session: None, json: false, ics: true } => due::as_calendar(desk, out)?,
        Command::Due { session: None, json: false, ics: false } => due::list(desk, out)?,
        Command::Calendar { year, json } => due::calendar(desk, year.as_deref(), json, out)?,
        Command::Schools { year, json, output, force } => {
            caseload::schools(desk, year.as_deref(), &caseload::How::of(json, output, force), out)?;
        }
        Command::Actions { school, owner, overdue, all, confidential, json, output, force } => {
            let apart = if confidential { Apart::In } else { Apart::LeftOut };
            let wish = caseload::Wish { school, owner, overdue, all, apart };
            caseload::actions(desk, &wish, &caseload::How::of(json, output, force), out)?;
        }
        Command::Action { id, values, session } => progress::action(desk, &id, session.as_deref(), &values)?,
        Command::Told { session } => progress::told(desk, &session, out)?,
        Command::Handover { school, session, years, drafts, hypotheses, confidential, output, force } => {
            let drafts = if drafts { Drafts::PutIn } else { Drafts::LeaveOut };
            let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
            let thoughts = if hypotheses { Thoughts::PutIn } else { Thoughts::LeaveOut };
            let handing =
                handover::Handing { school, session, years, confidential, drafts, thoughts, output, overwrite };
            handover::hand_over(desk, &handing, out)?;
        }
        Command::Remove { session } => {
            let id = desk.store.find(&session)?;
            writeln!(out, "{}", desk.store.put_away::<crate::session::Session>(&id)?.display())?;
        }
        Command::BringBack { what: Some(what), json: _ } => aside::bring_back(desk, &what, out)?,
        Command::BringBack { what: None, json } => aside::list(desk, json, out)?,
        Command::Backup { restore: Some(file), .. } => backup::restore(desk, &file, out)?,
        Command::Backup { restore: None, output, force } => {
            let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
            backup::back_up(desk, output.as_deref(), overwrite, out)?;
        }
        Command::Rescue { file } => rescue::rescue(desk, &file, out)?,
        Command::Takeover { file } => handover::take_over(desk, &file, out)?,
        Command::Search { words, json } => sessions::search(desk, &words.join(" "), json, out)?,
        Command::Check { session, json } => return sessions::check(desk, &session, json, out),
        Command::Waive { session, finding, reason } => fields::waive(desk, &session, &finding, &reason)?,
        Command::Template { form, output, force } => {
            let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
            document::starting_template(desk, &form, output.as_deref(), overwrite, out)?;
        }
        Command::Export { every: true, into, year, form, format, document, force, .. } => {
            let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
            let wish = every::Wish {
                format: format.as_deref().unwrap_or("docx"),
                document: document.as_deref(),
                into: &into.unwrap_or_default(),
                year: year.as_deref(),
                form: form.as_deref(),
                overwrite,
            };
            return every::export(desk, wish, out);
        }
        Command::Export {
            session,
            format,
            output,
            document,
            with,
            without,
            sent_to,
            draft,
            template,
            as_sent,
            force,
            ..
        } => {
            let session = session.unwrap_or_default();
            let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
            let draft = if draft { Draft::Known } else { Draft::Refused };
            let wish = document::Wish {
                format: format.as_deref().unwrap_or_else(|| document::format_of(output.as_deref())),
                document: document.as_deref(),
                with: &with,
                without: &without,
                sent_to: &sent_to,
                draft,
                template: template.as_deref(),
                output: output.as_deref(),
                overwrite,
            };
            match as_sent {
                Some(number) => versions::export(desk, &session, number, wish, out)?,
                None => document::export(desk, &session, wish, out)?,
            }
        }
        Command::Sent { session, to, document, format, on, draft, take_back, json } => {
            let (document, format, on) = (document.as_deref(), format.as_deref(), on.as_deref());
            let draft = if draft { Draft::Known } else { Draft::Refused };
            match take_back {
                Some(number) => sending::take_back(desk, &session, number)?,
                None if to.is_empty() => sending::list(desk, &session, json, out)?,
                None => {
                    let sending = sending::Sending { to: &to, document, format, on, draft };
                    sending::note(desk, &session, &sending)?;
                }
            }
        }
        Command::Versions { session, keep: Some(why), json: _ } => versions::keep(desk, &session, &why, out)?,
        Command::Versions { session, keep: None, json } => versions::list(desk, &session, json, out)?,
        Command::Compare { session, version, other, document, json } => {
            versions::compare(desk, &session, (version, other), document.as_deref(), json, out)?;
        }
        Command::Restore { session, version } => versions::restore(desk, &session, version)?,
        Command::ImportData { files, urn, session, school, year, columns, decimal_comma: comma } => {
            let files = files.iter().map(|path| path.display().to_string()).collect();
            // What is not said of a row is left out, and named.
            let (columns_said, rows_said) = (Vec::new(), true);
            let wish = crate::measures::Wish { files, school, urn, year, columns: columns_said, rows_said, comma };
            import::import(desk, import::Said { wish, session, columns }, out)?;
        }
        Command::Measures { school: Some(school), json } => figures::show(desk, &school, json, out)?,
        Command::Measures { school: None, json: _ } => figures::ids(desk, out)?,
        Command::Target { school, measure, year, values } => {
            figures::set_target(desk, &school, &measure, &year, &values, out)?;
        }
        Command::Hypothesis { school, measure, values } => {
            figures::set_hypothesis(desk, &school, measure.as_deref(), &values, out)?;
        }
        Command::Open { .. } | Command::Completions { .. } | Command::Man { .. } | Command::Doctor { .. } => {}
    }
    Ok(Ended::Done)
}

/// Begins a session and returns its id; warnings go to standard error.
///
/// # Errors
/// No such form, a date that is none, or the store cannot be written.
pub fn begin(desk: &Desk, form: &str, school: Option<&str>, date: Option<&str>) -> anyhow::Result<String> {
    let school = school.unwrap_or_default();
    let about_me = desk.library.form(form).is_ok_and(|form| form.about == About::Me);
    if school.trim().is_empty() && !about_me {
        return Err(Usage("the school has no name; write --school \"Hillside Primary\"".to_owned()).into());
    }
    let asked = date.map(|text| read_days(desk, text)).transpose()?;
    let (first, further, meets) = asked.clone().unwrap_or_else(|| (now().date(), Vec::new(), Meets::default()));
    let begun = desk.begin(form, &clean_line(school), first, now())?;
    if !further.is_empty() {
        fields::set_days(desk, &begun.id, &further)?;
    }
    if !meets.is_unknown() {
        fields::set_meets(desk, &begun.id, &meets)?;
    }
    for said in begun.new_school.iter().chain(&begun.warnings) {
        complain(said);
    }
    if asked.is_none() {
        tell_of_day_agreed(desk, &begun.id)?;
    }
    Ok(begun.id)
}

/// Says of a session begun today, as no day was given, that the last one agreed on another day for it.
fn tell_of_day_agreed(desk: &Desk, id: &str) -> anyhow::Result<()> {
    let sessions = desk.shelf()?.sessions;
    let (begun, others): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|session| session.id == id);
    let Some(begun) = begun.first() else { return Ok(()) };
    let agreed = day_agreed(&others, &begun.form, &begun.school, begun.date);
    let agreed = agreed.and_then(|(kept, at)| Some((day_of(kept)?, at)));
    if let Some((day, at)) = agreed.filter(|(day, _)| *day != begun.date) {
        let day_in_words = long(day);
        let who =
            if at.form == begun.form { "last one".to_owned() } else { format!("{} of {}", at.name(), long(at.date)) };
        complain(&format!("the {who} agreed on {day_in_words}; to begin it on that day: nov new … --date {day}"));
    }
    Ok(())
}

/// The school meant by a name or a part of one; which it is, is said.
fn school_meant(desk: &Desk, name: &str) -> anyhow::Result<AskedSchool> {
    let meant = desk.known_school(&clean_line(name))?;
    if let Some(said) = meant.known.said(meant.record.fact("name")) {
        complain(&said);
    }
    Ok(meant)
}

fn read_date(desk: &Desk, meant: Meant, text: &str) -> anyhow::Result<NaiveDate> {
    read_date_from(desk, meant, text, now().date())
}

/// The day of a session to be begun, the further ones of a visit in parts, and when and where it is, if that is said.
fn read_days(desk: &Desk, text: &str) -> anyhow::Result<(NaiveDate, Vec<NaiveDate>, Meets)> {
    let days = |text: &str| match read_date(desk, Meant::Session, text) {
        Ok(day) => Ok((day, Vec::new())),
        Err(error) => parts_of_visit(text, now().date()).ok_or(error),
    };
    let (day, meets) = match (days(text), day_and_meets(text, |text| days(text).is_ok())) {
        (Err(_), Some((day, meets))) => (days(day), meets),
        (whole, _) => (whole, Meets::default()),
    };
    day.map(|(first, further)| (first, further, meets))
}

/// A date whose year, where none is given, is the one nearest to a day.
fn read_date_from(desk: &Desk, meant: Meant, text: &str, from: NaiveDate) -> anyhow::Result<NaiveDate> {
    let read = desk.calendar.parse_date_for(meant, text, from);
    let year = from.year();
    let date = read
        .ok_or_else(|| Usage(format!("\"{text}\" is no date; write {year}-01-12, 12/1/{year} or \"next friday\"")))?;
    refused(date).map_or(Ok(date), |why| Err(Usage(format!("\"{text}\": {why}")).into()))
}

/// Names what cannot be read, where a list would seem to be all there is.
fn name_damaged(shelf: &Shelf) {
    for (place, why) in &shelf.damaged {
        complain(&format!("{place} cannot be read: {why}"));
    }
}

/// The time, to the second.
fn now() -> NaiveDateTime {
    let now = Local::now().naive_local();
    now.with_nanosecond(0).unwrap_or(now)
}

/// An argument as one clean line.
fn clean_line(text: &str) -> String {
    crate::forms::without_escapes(text)
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text from outside: what steers a terminal and control characters but line breaks go, and what is too long for a text is refused.
fn clean(text: &str) -> Result<String, Usage> {
    let text = crate::forms::without_escapes(text).replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    if text.len() > LONGEST_TEXT {
        let (long, most) = (text.len(), LONGEST_TEXT);
        return Err(Usage(format!("one text holds {most} bytes and this one has {long}; divide it into several")));
    }
    Ok(text)
}
