//! `nov versions`, `nov compare` and `nov restore`: a session as it stood when it was sent, or when the user asked.

use std::io::Write;

use serde_json::json;

use super::sending::known_document;
use super::{Usage, clean_line, complain, document, fields, now, sessions};
use crate::outline::{self, Difference, Fate, Outline, kept_for, title_of};
use crate::session::{Filled, Grouping, Version, settled};
use crate::store::Desk;

/// Keeps a session as it stands.
pub(super) fn keep(desk: &Desk, session: &str, why: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let view = sessions::read(desk, session)?;
    let number = desk.store.keep_version(&desk.stand(&view, None), now(), &clean_line(why))?;
    writeln!(out, "{number}")?;
    Ok(())
}

/// Lists the versions of a session.
pub(super) fn list(desk: &Desk, session: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let view = sessions::read(desk, session)?;
    let all = desk.store.versions(view.id())?;
    for fault in &all.faults {
        complain(fault);
    }
    if as_json {
        let rows = all.versions.iter().map(|version| {
            let sent = view.sent().iter().filter(|sent| sent.version == version.number);
            let sent: Vec<_> = sent
                .map(|sent| json!({ "document": sent.document, "format": sent.format, "to": sent.to, "on": sent.on }))
                .collect();
            json!({ "version": version.number, "kept": version.kept, "why": version.why, "sent": sent })
        });
        writeln!(out, "{}", serde_json::to_string_pretty(&rows.collect::<Vec<_>>())?)?;
        return Ok(());
    }
    let context = desk.context(&view)?;
    let filled = desk.filled(&view, &context);
    for version in &all.versions {
        let kept = version.kept.format("%Y-%m-%d %H:%M");
        writeln!(out, "{}  {kept}  {}", version.number, kept_for(version, &filled))?;
    }
    Ok(())
}

/// Shows what differs between a version and now, or between two versions.
pub(super) fn compare(
    desk: &Desk,
    session: &str,
    (first, second): (Option<u32>, Option<u32>),
    document: Option<&str>,
    as_json: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let view = sessions::read(desk, session)?;
    let then = match first {
        Some(number) => version(desk, view.id(), number)?,
        None => last(desk, view.id())?,
    };
    let later = second.map(|number| version(desk, view.id(), number)).transpose()?;
    let context = desk.context(&view)?;
    let sent = view.sent().iter().rev().find(|sent| sent.version == then.number);
    let document = known_document(&context.form, document.or(sent.map(|sent| sent.document.as_str())))?;
    let contents = sent.filter(|sent| sent.document == document).map(|sent| sent.contents.clone()).unwrap_or_default();
    let settled = settled(&view);
    let now = Filled { session: &settled, ..desk.filled(&view, &context) };
    let built = |filled: &Filled<'_>| -> anyhow::Result<Outline> {
        Ok(outline::build_with(filled, &document, &contents).map_err(|e| Usage(e.to_string()))?)
    };
    let (old, new) = (then.beside(&now), later.as_ref().map(|later| later.beside(&now)));
    let new = new.as_ref().map_or(now, |later| later.filled(&now));
    let differences = outline::compare(&built(&old.filled(&now))?, &built(&new)?);
    if as_json {
        let with = later.map(|later| later.number);
        let all = json!({ "document": document, "version": then.number, "with": with, "differences": differences, "beside": then.differs_beside(&new) });
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(());
    }
    let with = later.map_or_else(|| "the session as it stands".to_owned(), |later| format!("version {}", later.number));
    writeln!(out, "{}: version {} and {with}", title_of(&context.form, &document), then.number)?;
    if differences.is_empty() {
        writeln!(out, "Nothing differs.")?;
    }
    let mut under = "";
    for difference in &differences {
        if difference.under != under {
            writeln!(out, "\n{}", difference.under)?;
            under = &difference.under;
        }
        writeln!(out, "  {}", marked(difference))?;
    }
    if !differences.is_empty() && then.differs_beside(&new) {
        writeln!(out, "\n{}", outline::STAYS)?;
    }
    Ok(())
}

/// Writes a document of a session as it stood in a version: the one that was sent then, unless another is wished for.
pub(super) fn export(
    desk: &Desk,
    session: &str,
    number: u32,
    wish: document::Wish<'_>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let format = document::find(wish.format)?;
    let view = sessions::read(desk, session)?;
    let then = version(desk, view.id(), number)?;
    let (context, missing) = desk.context_for_documents(&view)?;
    if let Some(missing) = missing {
        super::complain(&missing.to_string());
    }
    let sent = view.sent().iter().rev().find(|sent| sent.version == number);
    let wanted = wish.document.or(format.document).or(sent.map(|sent| sent.document.as_str()));
    let id = known_document(&context.form, wanted)?;
    let contents = sent.filter(|sent| sent.document == id).map(|sent| sent.contents.clone()).unwrap_or_default();
    let now = desk.filled(&view, &context);
    let then = then.as_it_was(&now);
    let filled = then.filled(&now);
    let outline = outline::build_in(&filled, &id, &contents, format.words()).map_err(|e| Usage(e.to_string()))?;
    let outline = desk.completed(outline, format.words())?;
    let bytes = document::laid_out(desk, &filled, &outline, &contents, format, wish.template)?;
    let usual = crate::export::file_name(&view, &format!("{id}-version-{number}"), format);
    document::put(&bytes, &usual, wish, out)
}

/// A paragraph with what went as `[-words-]` and what came as `{+words+}`.
fn marked(difference: &Difference) -> String {
    let words = difference.words.iter().map(|word| match word.fate {
        Fate::Kept => word.text.clone(),
        Fate::Gone => format!("[-{}-]", word.text),
        Fate::New => format!("{{+{}+}}", word.text),
    });
    words.collect::<String>().replace('\n', "\n  ")
}

/// Gives a session the words of a version again.
pub(super) fn restore(desk: &Desk, session: &str, number: u32) -> anyhow::Result<()> {
    let id = desk.store.find(session)?;
    let then = version(desk, &id, number)?;
    let mut told = String::new();
    fields::alter(desk, &id, |live, _| {
        let changes = then.restoring(live.session());
        if changes.is_empty() {
            told = format!("{id} has the words of version {number} already; nothing was changed");
            return Ok(Vec::new());
        }
        let why = format!("before version {number} was restored");
        let before = desk.store.keep_version(&desk.stand(live.session(), None), now(), &why)?;
        told = format!("{id} has the words of version {number} again; what stood before is version {before}");
        Ok(vec![live.record(changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })?;
    complain(&told);
    Ok(())
}

fn version(desk: &Desk, id: &str, number: u32) -> anyhow::Result<Version> {
    if let Some(version) = desk.store.version(id, number)? {
        return Ok(version);
    }
    let known: Vec<String> = desk.store.version_numbers(id)?.iter().map(u32::to_string).collect();
    let known =
        if known.is_empty() { "none was kept yet".to_owned() } else { format!("there are {}", known.join(", ")) };
    Err(Usage(format!("{id} has no version {number}; {known}")).into())
}

fn last(desk: &Desk, id: &str) -> anyhow::Result<Version> {
    let number = desk.store.version_numbers(id)?.last().copied();
    let none = || Usage(format!("no version of {id} was kept yet; nov versions {id} --keep WHY keeps one"));
    version(desk, id, number.ok_or_else(none)?)
}
