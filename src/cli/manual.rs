//! `nov man`: the manual page of nov, of one command, or of all of them in a folder.

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;

use super::{Args, Usage};
use crate::store::{make_folder, save_document};

/// All commands with their pages, `nov` first: the name of each page and its text.
fn pages() -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut nov = Args::command().disable_help_subcommand(true);
    nov.build();
    let commands: Vec<clap::Command> = nov.get_subcommands().cloned().collect();
    let mut pages = Vec::new();
    for command in std::iter::once(nov).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let mut page = Vec::new();
        clap_mangen::Man::new(command).source(concat!("nov ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
        pages.push((name, page));
    }
    Ok(pages)
}

/// The page of a command; of nov itself if none is named.
pub(super) fn page(command: Option<&str>) -> anyhow::Result<Vec<u8>> {
    let wanted = command.map_or_else(|| "nov".to_owned(), |command| format!("nov-{command}"));
    let found = pages()?.into_iter().find(|(name, _)| *name == wanted);
    let none = || Usage(format!("there is no command \"{}\"; nov --help lists them", command.unwrap_or_default()));
    Ok(found.ok_or_else(none)?.1)
}

/// Writes all pages into a folder, and names them.
pub(super) fn write_all(folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    make_folder(folder)?;
    for (name, page) in pages()? {
        let path = folder.join(format!("{name}.1"));
        save_document(&path, &page)?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
