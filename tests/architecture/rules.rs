//! The rules themselves: a tree of sources in, one sentence a fault out.

use std::collections::{BTreeMap, BTreeSet};

use super::{AROUND, CLOCKS, CRATES, DISK_METHODS, DOMAIN, EDGE, LONGEST, MACHINE, Uses, World};
use crate::support::source::{self, Source, Token};

/// The sources of the crate and the names of its dependencies.
pub struct Tree {
    pub sources: Vec<Source>,
    pub dependencies: Vec<String>,
}

/// The library names of the `[dependencies]` of a manifest.
pub fn dependencies(manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let names = manifest["dependencies"].as_table().unwrap().keys();
    names
        .map(|name| if name == "tui-textarea-2" { "tui_textarea".to_owned() } else { name.replace('-', "_") })
        .collect()
}

/// Everything wrong with a tree.
pub fn faults(tree: &Tree) -> Vec<String> {
    let mut out = homeless_crates(tree);
    let test_files = source::test_files(&tree.sources);
    let mut edges = BTreeMap::<String, BTreeSet<String>>::new();
    for file in &tree.sources {
        let tokens = source::tokens(&file.text);
        let production = if test_files.contains(&file.path) { Vec::new() } else { source::production(&tokens) };
        let own = layer_of(&file.path);
        out.extend(unfinished_or_unsaid(file));
        out.extend(too_long(file, &production));
        out.extend(timed_tests(file, &tokens, &production));
        if own == "lib" {
            continue;
        }
        let used = edges_of(file, &own, &tokens);
        out.extend(used.iter().filter_map(|(to, line)| edge_fault(file, &own, to, *line)));
        edges.entry(own.clone()).or_default().extend(used.into_iter().map(|(to, _)| to));
        out.extend(crate_faults(tree, file, &own, &production));
        if world(&own) == World::Apart {
            out.extend(machine_faults(file, &own, &production));
        }
        if own == "ui" {
            out.extend(changing_app(file, &production));
        }
    }
    let forgotten = source::forgotten(&tree.sources, &["src/lib.rs", "src/main.rs"]);
    out.extend(
        forgotten.iter().map(|path| format!("{path}: no `mod` line reaches this file; declare it or delete it")),
    );
    out.extend(folders_without_face(&tree.sources));
    out.extend(cycle(&edges).map(|round| format!("the layers go round in a circle: {}", round.join(" -> "))));
    out
}

/// The layer a file belongs to: the folder (or file) right below `src`.
fn layer_of(path: &str) -> String {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs").to_owned()
}

fn world(layer: &str) -> World {
    AROUND.iter().find(|row| row.module == layer).map_or(World::Apart, |row| row.world)
}

/// Whether a layer may use another; none if the layer is not in the table.
fn may_use(from: &str, to: &str) -> Option<bool> {
    if let Some(place) = DOMAIN.iter().position(|name| *name == from) {
        return Some(DOMAIN[..place].contains(&to));
    }
    let row = AROUND.iter().find(|row| row.module == from)?;
    Some(match row.uses {
        Uses::Only(these) => these.contains(&to),
        Uses::DomainAnd(these) => DOMAIN.contains(&to) || these.contains(&to),
        Uses::AllBut(these) => !these.contains(&to),
    })
}

fn is_layer(name: &str) -> bool {
    DOMAIN.contains(&name) || AROUND.iter().any(|row| row.module == name)
}

/// The other layers a file names, with the line.
fn edges_of(file: &Source, own: &str, tokens: &[Token]) -> Vec<(String, usize)> {
    let root = if own == "main" { "nov" } else { "crate" };
    source::paths(tokens, &source::module_of(&file.path))
        .into_iter()
        .filter(|named| named.segments[0] == root)
        .filter_map(|named| Some((named.segments.get(1)?.clone(), named.line)))
        .filter(|(to, _)| to != own)
        .collect()
}

fn edge_fault(file: &Source, own: &str, to: &str, line: usize) -> Option<String> {
    let place = format!("{}:{line}", file.path);
    if !is_layer(own) {
        return Some(format!("{place}: the table of layers has no row for `{own}`; add one"));
    }
    if !is_layer(to) {
        return Some(format!("{place}: `{to}` is no layer; name things by their module, not through the root"));
    }
    (may_use(own, to) == Some(false)).then(|| format!("{place}: `{own}` may not use `{to}`"))
}

fn homeless_crates(tree: &Tree) -> Vec<String> {
    let homeless = tree.dependencies.iter().filter(|name| !CRATES.iter().any(|(row, _)| row == name));
    homeless
        .map(|name| format!("Cargo.toml: `{name}` has no row in the table of crates; say which layers may use it"))
        .collect()
}

fn crate_faults(tree: &Tree, file: &Source, own: &str, production: &[Token]) -> Vec<String> {
    if EDGE.contains(&own) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for named in source::paths(production, &source::module_of(&file.path)) {
        let head = named.segments[0].as_str();
        if !tree.dependencies.iter().any(|name| name == head) {
            continue;
        }
        let homes = CRATES.iter().find(|(row, _)| *row == head).map_or(&[][..], |(_, homes)| homes);
        if !homes.iter().any(|home| *home == "*" || *home == own || *home == file.path) {
            out.push(format!("{}:{}: `{own}` may not use the crate `{head}`", file.path, named.line));
        }
    }
    out
}

/// Files, environment, threads, processes and clocks in a layer that stands apart from them.
fn machine_faults(file: &Source, own: &str, production: &[Token]) -> Vec<String> {
    let mut out = Vec::new();
    for named in source::paths(production, &source::module_of(&file.path)) {
        let place = format!("{}:{}", file.path, named.line);
        let mut segments = named.segments.iter().map(String::as_str);
        if segments.next() != Some("std") {
            continue;
        }
        match segments.next() {
            None | Some("*") => out.push(format!("{place}: name what is used of `std`, so that it can be checked")),
            Some(module) => out.extend(
                MACHINE
                    .iter()
                    .filter(|(name, _)| *name == module)
                    .map(|(name, remedy)| format!("{place}: `{own}` may not use `std::{name}`: {remedy}")),
            ),
        }
    }
    for (at, token) in production.iter().enumerate() {
        let place = format!("{}:{}", file.path, token.line);
        let follows = |words: &[&str]| {
            words.iter().enumerate().all(|(n, word)| production.get(at + n).is_some_and(|t| t.text == *word))
        };
        if let Some(clock) = CLOCKS.iter().find(|clock| follows(clock)) {
            out.push(format!("{place}: `{own}` may not read a clock (`{}`): time comes in", clock.concat()));
        }
        if let Some(method) = DISK_METHODS.iter().find(|method| follows(&[".", method, "("])) {
            out.push(format!("{place}: `{own}` may not ask the disk (`.{method}()`)"));
        }
    }
    out
}

/// Drawing looks at the app and leaves it as it is.
fn changing_app(file: &Source, production: &[Token]) -> Vec<String> {
    production
        .windows(3)
        .filter(|w| w[0].text == "&" && w[1].text == "mut" && w[2].text == "App")
        .map(|w| format!("{}:{}: `ui` may not take `&mut App`: drawing changes nothing", file.path, w[0].line))
        .collect()
}

/// A file without a line saying what it is, or with a mark of unfinished work.
pub fn unfinished_or_unsaid(file: &Source) -> Vec<String> {
    let mut out = Vec::new();
    if !file.text.starts_with("//! ") {
        out.push(format!("{}:1: the file opens with no `//!` line that says what it is", file.path));
    }
    // Put together here, so that this file itself holds none of them.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let macros = [concat!("to", "do"), concat!("unimple", "mented"), "dbg"];
    for (n, line) in file.text.lines().enumerate() {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        if let Some(mark) = marks.iter().find(|mark| words.contains(mark)) {
            out.push(format!("{}:{}: unfinished: {mark}", file.path, n + 1));
        }
    }
    let tokens = source::tokens(&file.text);
    out.extend(
        tokens
            .windows(2)
            .filter(|w| w[1].text == "!" && macros.contains(&w[0].text.as_str()))
            .map(|w| format!("{}:{}: unfinished: {}!", file.path, w[0].line, w[0].text)),
    );
    out
}

fn too_long(file: &Source, production: &[Token]) -> Option<String> {
    let lines: BTreeSet<usize> = production.iter().map(|token| token.line).collect();
    let count = lines.len();
    let path = &file.path;
    (count > LONGEST)
        .then(|| format!("{path}: {count} lines of production code, over {LONGEST}; a file is one idea, so part it"))
}

/// Tests of the sources that measure time: on a busy machine they fail for nothing; `benches` is where it is measured.
fn timed_tests(file: &Source, tokens: &[Token], production: &[Token]) -> Vec<String> {
    let lines: BTreeSet<usize> = production.iter().map(|token| token.line).collect();
    tokens
        .iter()
        .filter(|token| token.text == "Instant" && !lines.contains(&token.line))
        .map(|token| format!("{}:{}: a test may not measure time: that belongs to the benches", file.path, token.line))
        .collect()
}

/// Folders with sources but no `mod.rs`.
fn folders_without_face(sources: &[Source]) -> Vec<String> {
    let folders: BTreeSet<&str> =
        sources.iter().filter_map(|file| Some(file.path.rsplit_once('/')?.0)).filter(|f| f.contains('/')).collect();
    folders
        .into_iter()
        .filter(|folder| !sources.iter().any(|file| file.path == format!("{folder}/mod.rs")))
        .map(|folder| format!("{folder}: the folder has no mod.rs to say what it is"))
        .collect()
}

/// One round trip through the layers, if there is any.
fn cycle(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn follow<'a>(
        from: &'a str,
        trail: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
        edges: &'a BTreeMap<String, BTreeSet<String>>,
    ) -> Option<Vec<String>> {
        if let Some(start) = trail.iter().position(|name| *name == from) {
            return Some(trail[start..].iter().copied().chain([from]).map(str::to_owned).collect());
        }
        if !done.insert(from) {
            return None;
        }
        trail.push(from);
        let found = edges.get(from).and_then(|next| next.iter().find_map(|to| follow(to, trail, done, edges)));
        trail.pop();
        found
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|from| follow(from, &mut Vec::new(), &mut done, edges))
}
