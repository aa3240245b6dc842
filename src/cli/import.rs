//! `nov import-data`: published tables and a school's own files become its figures, all or nothing.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Usage, complain, now};
use crate::calendar::SchoolYear;
use crate::measures::{
    Ask, Found, ImportError, Known, Reading, Source, Table, TakenIn, Value, find_near, read_file, refuse_same_year,
};
use crate::session::{Record, Session};
use crate::store::{Desk, Store, slug};

/// What is to be imported.
pub(super) struct Wish {
    pub(super) files: Vec<PathBuf>,
    pub(super) urn: Option<String>,
    pub(super) session: Option<String>,
    pub(super) school: Option<String>,
    pub(super) year: Option<String>,
    pub(super) columns: Vec<String>,
}

/// The school whose figures they are.
struct Whose {
    /// Its slug and record, if it was said which.
    known: Option<(String, Record)>,
    urn: String,
}

/// Imports files into the figures of a school.
pub(super) fn import(desk: &Desk, wish: &Wish, out: &mut dyn Write) -> anyhow::Result<()> {
    let whose = whose(desk, wish)?;
    let (mut known, faults) = desk.measures();
    for fault in &faults {
        complain(fault);
    }
    let own = own_reading(wish, &known)?;
    known.readings.extend(own.clone());
    let year = wish.year.as_deref().map(str::parse::<SchoolYear>).transpose().map_err(|e| Usage(e.to_string()))?;
    let stop = stop_flag()?;
    let stopped = || stop.load(Ordering::Relaxed);
    let ask = Ask {
        urn: &whose.urn,
        readings: &known.readings,
        definitions: &known.definitions,
        today: now().date(),
        stop: &stopped,
    };
    let mut all: Vec<(Source, Found)> = Vec::new();
    for path in &wish.files {
        let mut source = Source::named(&path.display().to_string());
        source.year = year.or(source.year);
        let found = read_file(open(path)?, &source, &ask).map_err(plain)?;
        all.push((source, found));
    }
    refuse_same_year(&all).map_err(plain)?;
    if all.iter().all(|(_, found)| found.tables.is_empty()) {
        return Err(nowhere(&whose, wish, &all, &ask));
    }
    let slug = keep(desk, &whose, &all, out)?;
    if let Some(own) = &own {
        desk.remember_columns(own)?;
    }
    for (source, _) in all.iter().filter(|(_, found)| found.tables.is_empty()) {
        complain(&format!("{} is not in {}; the other years were read", whose.urn, source.file));
    }
    writeln!(out, "{}", desk.store.root().join(Store::figures_place(&slug)).display())?;
    Ok(())
}

/// The school that was said, or none but a number.
fn whose(desk: &Desk, wish: &Wish) -> anyhow::Result<Whose> {
    let said = wish.urn.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let known = match (&wish.session, &wish.school) {
        (Some(session), _) => {
            let id = desk.store.find(session)?;
            let slug = desk.store.read_session::<Session>(&id)?.document.school_slug().to_owned();
            let record = desk.store.load(&Store::school_place(&slug))?.unwrap_or_default();
            Some((slug, record))
        }
        (None, Some(school)) => Some(desk.school(school)?),
        (None, None) => {
            let mut schools = desk.store.schools()?.into_iter().filter_map(|slug| {
                let record: Record = desk.store.load(&Store::school_place(&slug)).ok().flatten()?;
                Some((slug, record))
            });
            schools.find(|(_, record)| !said.is_empty() && record.fact("urn") == said)
        }
    };
    let of_record = known.as_ref().map_or("", |(_, record)| record.fact("urn")).to_owned();
    if !said.is_empty() && !of_record.is_empty() && said != of_record {
        let name = known.as_ref().map_or("", |(_, record)| record.fact("name"));
        let what = format!(
            "the record of {name} has the URN {of_record}, not {said}; \
             leave --urn out, or mend the record with nov school \"{name}\" urn={said}"
        );
        return Err(Usage(what).into());
    }
    if known.is_none() && said.is_empty() {
        return Err(
            Usage("say whose figures they are: --urn with the school's number, --school or --session".into()).into()
        );
    }
    Ok(Whose { urn: if said.is_empty() { of_record } else { said }, known })
}

/// The reading made of what was said of columns.
fn own_reading(wish: &Wish, known: &Known) -> anyhow::Result<Option<Reading>> {
    let Some(first) = wish.files.first().filter(|_| !wish.columns.is_empty()) else { return Ok(None) };
    let pair = |said: &String| {
        let (what, column) = said.split_once('=').unwrap_or_default();
        let fault = || Usage(format!("\"{said}\" does not say a column; write MEASURE=COLUMN"));
        if what.is_empty() || column.is_empty() { Err(fault()) } else { Ok((what.to_owned(), column.to_owned())) }
    };
    let said = wish.columns.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    let id = slug(&first.file_stem().unwrap_or_default().to_string_lossy());
    Ok(Some(Reading::of_own_columns(&id, &said, &known.definitions).map_err(Usage)?))
}

/// Keeps what was found, and says it.
fn keep(desk: &Desk, whose: &Whose, all: &[(Source, Found)], out: &mut dyn Write) -> anyhow::Result<String> {
    let name = all.iter().rev().map(|(_, found)| found.school.as_str()).find(|name| !name.is_empty()).unwrap_or("");
    let place = match &whose.known {
        Some((place, _)) => place.clone(),
        None => free_place(desk, name, &whose.urn)?,
    };
    let mut said = Vec::new();
    // The record first: a second run finds it there, whatever happens to the figures.
    let mut facts = vec![("urn".to_owned(), whose.urn.clone())];
    let is_named = whose.known.as_ref().is_some_and(|(_, record)| !record.fact("name").is_empty());
    if !is_named {
        facts.push(("name".to_owned(), if name.is_empty() { place.clone() } else { name.to_owned() }));
    }
    facts.retain(|(_, value)| !value.is_empty());
    desk.set_school(&place, &facts)?;
    desk.change_figures(&place, |figures| {
        figures.urn.clone_from(&whose.urn);
        if !name.is_empty() {
            name.clone_into(&mut figures.school);
        }
        for table in all.iter().flat_map(|(_, found)| &found.tables) {
            said.push((line(table), figures.take_in(table.clone())));
        }
    })?;
    said.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (line, taken) in said {
        let behind = match taken {
            TakenIn::New => "",
            TakenIn::Same => "; as before",
            TakenIn::Revised => "; revised, in the place of those read before",
        };
        writeln!(out, "{line}{behind}")?;
    }
    Ok(place)
}

/// What was read of a year.
fn line(table: &Table) -> String {
    let own = || table.figures.iter().filter_map(|figure| figure.school.as_ref());
    let withheld = own().filter(|value| value.code().is_some()).count();
    let Table { year, source, .. } = table;
    if own().next().is_none() {
        return format!("{year}  {source}: no figures of the school itself, only those it is compared with");
    }
    let numbers = own().filter_map(Value::number).count();
    format!("{year}  {source}: figures {numbers}, withheld {withheld}")
}

/// Where a school that is not known yet will be kept: under its name, or with its number if another school has that.
fn free_place(desk: &Desk, name: &str, urn: &str) -> anyhow::Result<String> {
    let place = slug(if name.is_empty() { urn } else { name });
    let taken = desk.store.load::<Record>(&Store::school_place(&place))?;
    let other = taken.is_some_and(|record| !record.fact("urn").is_empty() && record.fact("urn") != urn);
    Ok(if other { format!("{place}-{urn}") } else { place })
}

/// The sentence for a school that is in none of the files, with those like it.
fn nowhere(whose: &Whose, wish: &Wish, all: &[(Source, Found)], ask: &Ask<'_>) -> anyhow::Error {
    let name = whose.known.as_ref().map_or("", |(_, record)| record.fact("name"));
    let mut near = Vec::new();
    for (path, (source, _)) in wish.files.iter().zip(all) {
        let found = open(path).map(|file| find_near(file, source, ask, name));
        near.extend(found.into_iter().flatten().flatten());
    }
    let files = all.iter().map(|(source, _)| source.file.clone()).collect();
    plain(ImportError::Nowhere { urn: whose.urn.clone(), files, near })
}

fn open(path: &PathBuf) -> anyhow::Result<File> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Usage(format!("{shown} is a folder; name the files in it, as in {shown}/*.csv")).into());
    }
    Ok(File::open(path).map_err(|error| Usage(format!("{shown} cannot be read: {error}")))?)
}

/// Set once the user presses Ctrl+C.
fn stop_flag() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

/// What the disk refuses keeps its exit code.
fn plain(error: ImportError) -> anyhow::Error {
    let said = error.to_string();
    match error {
        ImportError::Io { source, .. } => anyhow::Error::new(source).context(said),
        _ => Usage(said).into(),
    }
}
