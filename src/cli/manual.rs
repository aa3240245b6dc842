//! `nov man`: the manual page of nov, of one command, or of all of them in a folder.

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;

use super::{Args, Usage};
use crate::store::{make_folder, save_document};

/// All commands, `nov` first, each with the name of its page.
fn commands() -> impl Iterator<Item = (String, clap::Command)> {
    let mut nov = Args::command().disable_help_subcommand(true);
    nov.build();
    let commands: Vec<clap::Command> = nov.get_subcommands().cloned().collect();
    let named = |command: clap::Command| (command.get_display_name().unwrap_or(command.get_name()).to_owned(), command);
    std::iter::once(nov).chain(commands).map(named)
}

/// All commands with their pages, `nov` first: the name of each page and its text.
fn pages() -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    commands().map(|(name, command)| Ok((name, rendered(command)?))).collect()
}

/// The page of a command; of nov itself if none is named. To be read at once, it is what `--help` says.
pub(super) fn page(command: Option<&str>, reader: Reader) -> anyhow::Result<Vec<u8>> {
    let wanted = command.map_or_else(|| "nov".to_owned(), |command| format!("nov-{command}"));
    let none = || Usage(format!("there is no command \"{}\"; nov --help lists them", command.unwrap_or_default()));
    let (_, mut found) = commands().find(|(name, _)| *name == wanted).ok_or_else(none)?;
    match reader {
        Reader::Program => rendered(found),
        Reader::Person => Ok(found.render_long_help().to_string().into_bytes()),
    }
}

/// Who reads a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// A person at a terminal.
    Person,
    /// A program that sets manual pages, or a file for one.
    Program,
}

fn rendered(command: clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).source(concat!("nov ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
    Ok(page)
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
