//! `nov doctor`: a look over the store, the machine and the terminal; what is well, and what to do about the rest.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::Command;

use chrono::Datelike;

use super::{Ended, now};
use crate::settings::Days;
use crate::store::{Checked, Desk, Store};

/// Less than so much room on the disk, in MB, is told.
const LITTLE: u64 = 50;

/// Looks everything over.
///
/// # Errors
/// There is no store, or it cannot be read.
pub(super) fn doctor(store: &Path, days: Days, json: bool, out: &mut dyn Write) -> anyhow::Result<Ended> {
    // Opening a store makes one; here that would hide that the folder meant is another.
    if !store.is_dir() {
        let why =
            format!("there is no store {}; name its folder with --store DIR, or start nov to make it", store.display());
        return Err(std::io::Error::new(std::io::ErrorKind::NotFound, why).into());
    }
    let desk = Desk::open(store, days)?;
    let mut seen = desk.look_over_all()?;
    seen.push(of_index(&desk.store));
    seen.extend(of_space(desk.store.root()));
    seen.extend([of_clock(), of_letters(), of_colours(), of_clipboard()]);
    if json {
        writeln!(out, "{}", serde_json::to_string_pretty(&seen)?)?;
    } else {
        for Checked { about, well, message, remedy } in &seen {
            let mark = if *well { "well" } else { "LOOK" };
            let remedy = if remedy.is_empty() { String::new() } else { format!("; {remedy}") };
            writeln!(out, "{mark}  {about:<14}  {message}{remedy}")?;
        }
    }
    Ok(if seen.iter().all(|one| one.well) { Ended::Done } else { Ended::Findings })
}

fn of_index(store: &Store) -> Checked {
    let there = store.root().join("index").is_file();
    let made = if there { "there; it is only a cache" } else { "not there; it is made anew at the next start" };
    Checked::well("index", made)
}

/// How much room the disk has, where the machine tells.
fn of_space(store: &Path) -> Option<Checked> {
    let said = Command::new("df").arg("-Pk").arg(store).output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let free: u64 = said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    let free = free / 1024;
    let message = format!("{free} MB are free where the store is");
    Some(if free < LITTLE {
        Checked::amiss("disk", message, "free some space before you type")
    } else {
        Checked::well("disk", message)
    })
}

fn of_clock() -> Checked {
    let now = now();
    let message = format!("it is {}", now.format("%H:%M on %-d %B %Y"));
    if now.year() < 2024 {
        return Checked::amiss("clock", message, "if that is wrong, set the clock: minutes and deadlines go by it");
    }
    Checked::well("clock", message)
}

fn of_letters() -> Checked {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let said = set.as_deref().unwrap_or("not said").to_lowercase();
    if cfg!(windows) || said.contains("utf-8") || said.contains("utf8") {
        return Checked::well("letters", "the terminal is said to take UTF-8");
    }
    let message = format!(
        "the language of the terminal is {}, not UTF-8: lines and dashes may look wrong",
        set.as_deref().unwrap_or("not said")
    );
    Checked::amiss("letters", message, "set LANG=en_GB.UTF-8 (or C.UTF-8)")
}

fn of_colours() -> Checked {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let (kind, full) = (set("TERM"), set("COLORTERM"));
    let size = crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    let size = size.map(|(columns, rows)| format!(", {columns}×{rows}")).unwrap_or_default();
    if !set("NO_COLOR").is_empty() {
        return Checked::well("colours", format!("none, as NO_COLOR asks{size}"));
    }
    if !cfg!(windows) && (kind.is_empty() || kind == "dumb") {
        let kind = if kind.is_empty() { "not named" } else { "“dumb”" };
        return Checked::amiss(
            "colours",
            format!("the terminal is {kind}: the screen may not work"),
            "set TERM as your terminal says",
        );
    }
    let full = if full.is_empty() { String::new() } else { format!(" with {full}") };
    Checked::well("colours", format!("the terminal is {kind}{full}{size}"))
}

fn of_clipboard() -> Checked {
    match arboard::Clipboard::new() {
        Ok(_) => Checked::well("clipboard", "copying goes to the clipboard of the machine"),
        Err(_) => {
            Checked::well("clipboard", "copying goes through the terminal (OSC 52), which some terminals do not allow")
        }
    }
}
