//! `nov bring-back`: what was put away, and back from there.

use std::io::Write;

use serde_json::json;

use super::{Usage, clean_line};
use crate::store::{Desk, PutAway};

/// Lists what was put away, by the name it is brought back by.
pub(super) fn list(desk: &Desk, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let all = desk.put_away();
    if as_json {
        let row = |put: &PutAway| json!({ "id": name(put), "what": put.what, "date": put.date });
        writeln!(out, "{}", serde_json::to_string_pretty(&all.iter().map(row).collect::<Vec<_>>())?)?;
        return Ok(());
    }
    for put in &all {
        let day = put.date.map(|date| format!(", {}", crate::calendar::long(date))).unwrap_or_default();
        writeln!(out, "{}  {}{day}", name(put), put.what)?;
    }
    Ok(())
}

/// Brings one back, by its name in the list, a part of it or of what it is.
pub(super) fn bring_back(desk: &Desk, wanted: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let wanted = clean_line(wanted);
    let wanted = wanted.strip_suffix(".ron").unwrap_or(&wanted).to_lowercase();
    let all = desk.put_away();
    let has = |put: &&PutAway| [name(put), &put.what].iter().any(|text| text.to_lowercase().contains(&wanted));
    let exact = all.iter().find(|put| name(put).to_lowercase() == wanted);
    let near: Vec<&PutAway> = exact.map_or_else(|| all.iter().filter(has).collect(), |put| vec![put]);
    match near.as_slice() {
        [one] => writeln!(out, "{} is back", desk.bring_back(&one.file)?)?,
        [] => {
            let said = format!("nothing that is put away is called \"{wanted}\"; “nov bring-back” lists what is");
            return Err(Usage(said).into());
        }
        several => {
            let names: Vec<&str> = several.iter().map(|put| name(put)).collect();
            return Err(Usage(format!("\"{wanted}\" may be any of {}; name one", names.join(", "))).into());
        }
    }
    Ok(())
}

/// The name of its file.
fn name(put: &PutAway) -> &str {
    put.file.strip_suffix(".ron").unwrap_or(&put.file)
}
