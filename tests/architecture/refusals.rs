//! Each rule refuses what it is there for, and lets pass what is right.

use super::rules::{Tree, dependencies, faults, unfinished_or_unsaid};
use super::{AROUND, CRATES, DOMAIN};
use crate::support::source::Source;

fn tree(files: &[(&str, &str)]) -> Tree {
    let sources =
        files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: format!("//! Invented.\n{text}") });
    Tree { sources: sources.collect(), dependencies: CRATES.iter().map(|(name, _)| (*name).to_owned()).collect() }
}

/// The faults of a crate that holds one file beside its root.
fn faults_of(path: &str, text: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let root = match inside.split_once('/') {
        Some((layer, file)) => format!("mod {layer} {{ mod {file}; }}"),
        None => format!("mod {inside};"),
    };
    let mut files = vec![("src/lib.rs", root.as_str()), (path, text)];
    let face = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/mod.rs")).unwrap_or_default();
    if path.matches('/').count() > 1 && path != face {
        files.push((&face, ""));
    }
    let forgotten_face = format!("{face}: no `mod` line reaches this file; declare it or delete it");
    faults(&tree(&files)).into_iter().filter(|fault| *fault != forgotten_face).collect()
}

#[track_caller]
fn refuses(path: &str, text: &str, fault: &str) {
    assert_eq!(faults_of(path, text), [format!("{path}{fault}")], "for: {text}");
}

#[track_caller]
fn passes(path: &str, text: &str) {
    assert_eq!(faults_of(path, text), Vec::<String>::new(), "for {path}: {text}");
}

#[test]
fn the_domain_uses_only_what_stands_before_it() {
    refuses("src/grammar/mod.rs", "use crate::session::Entry;", ":2: `grammar` may not use `session`");
    refuses("src/session/fold.rs", "use crate::{calendar::Day, store};", ":2: `session` may not use `store`");
    refuses("src/session/fold.rs", "fn f() { super::super::app::draw() }", ":2: `session` may not use `app`");
    refuses("src/rules/mod.rs", "#[cfg(test)] use crate::ui;", ":2: `rules` may not use `ui`");
    passes("src/session/fold.rs", "use super::Step;\nuse crate::{calendar::Day, forms, grammar::{self, Kind}};");
    passes(
        "src/caseload/mod.rs",
        "// crate::store\nuse crate::outline::Outline;\nconst S: &str = \"crate::store::x\";",
    );
}

#[test]
fn the_layers_around_keep_their_edges() {
    refuses("src/export/docx.rs", "use crate::store::Folder;", ":2: `export` may not use `store`");
    refuses("src/journal/mod.rs", "use crate::app::App;", ":2: `journal` may not use `app`");
    refuses("src/command/mod.rs", "use crate::session::Session;", ":2: `command` may not use `session`");
    refuses("src/settings/mod.rs", "use crate::forms::Form;", ":2: `settings` may not use `forms`");
    refuses("src/app/mod.rs", "use crate::store::Folder;", ":2: `app` may not use `store`");
    refuses("src/ui/mod.rs", "use crate::journal::Frame;", ":2: `ui` may not use `journal`");
    refuses("src/store/mod.rs", "use crate::ui::draw;", ":2: `store` may not use `ui`");
    refuses("src/runtime/mod.rs", "use crate::cli::run;", ":2: `runtime` may not use `cli`");
    refuses("src/cli/mod.rs", "use crate::runtime::run;", ":2: `cli` may not use `runtime`");
    passes("src/settings/mod.rs", "use crate::{command::Key, ronfile};");
    passes("src/app/mod.rs", "use crate::{caseload::Due, command::Command, export::FORMATS, settings::Settings};");
    passes("src/main.rs", "use nov::{cli, runtime};\nfn main() { std::env::args(); }");
}

#[test]
fn a_layer_the_table_does_not_know_is_refused() {
    refuses("src/extras/mod.rs", "use crate::forms::Form;", ":2: the table of layers has no row for `extras`; add one");
    refuses(
        "src/app/mod.rs",
        "use crate::*;",
        ":2: `*` is no layer; name things by their module, not through the root",
    );
}

#[test]
fn crates_stay_at_home() {
    refuses("src/session/mod.rs", "use ratatui::text::Line;", ":2: `session` may not use the crate `ratatui`");
    refuses("src/app/pane.rs", "use tui_textarea::TextArea;", ":2: `app` may not use the crate `tui_textarea`");
    refuses("src/ui/mod.rs", "use crossterm::event;", ":2: `ui` may not use the crate `crossterm`");
    refuses("src/store/mod.rs", "use anyhow::Result;", ":2: `store` may not use the crate `anyhow`");
    refuses("src/forms/mod.rs", "fn f() { ron::from_str(x) }", ":2: `forms` may not use the crate `ron`");
    passes("src/app/editor.rs", "use ratatui::layout::Rect;\nuse tui_textarea::TextArea;");
    passes("src/runtime/mod.rs", "use crossterm::event;");
    passes("src/session/mod.rs", "#[derive(thiserror::Error)] enum E {}\nuse serde::Serialize;");
    passes("src/session/mod.rs", "#[cfg(test)] mod tests { use ratatui::text::Line; }");
}

#[test]
fn a_dependency_without_a_row_is_refused() {
    let manifest = "[dependencies]\nunheard-of = \"1\"\nserde = \"1\"\ntui-textarea-2 = \"1\"\n";
    let found = faults(&Tree { sources: Vec::new(), dependencies: dependencies(manifest) });
    assert_eq!(found, ["Cargo.toml: `unheard_of` has no row in the table of crates; say which layers may use it"]);
}

#[test]
fn the_pure_layers_stand_apart_from_the_machine() {
    let files = ":2: `rules` may not use `std::fs`: files belong to store";
    refuses("src/rules/mod.rs", "use std::{fmt, fs::File};", files);
    let files = ":2: `export` may not use `std::fs`: files belong to store";
    refuses("src/export/mod.rs", "fn f() { std::fs::File::create(p) }", files);
    let threads = ":2: `app` may not use `std::thread`: threads belong to runtime";
    refuses("src/app/mod.rs", "use std::thread;", threads);
    let environment = ":2: `ui` may not use `std::env`: the edge reads the environment and hands values in";
    refuses("src/ui/mod.rs", "fn f() { std::env::var(\"NO_COLOR\") }", environment);
    let all = ":2: name what is used of `std`, so that it can be checked";
    refuses("src/session/mod.rs", "use std::*;", all);
    let disk = ":2: `caseload` may not ask the disk (`.is_file()`)";
    refuses("src/caseload/mod.rs", "fn f(p: &Path) { p.is_file(); }", disk);
    passes("src/store/mod.rs", "use std::{env, fs, thread};");
    passes("src/rules/mod.rs", "use std::fmt;\n#[cfg(test)]\nmod tests { use std::fs; }");
}

#[test]
fn a_whole_file_of_tests_may_use_the_disk() {
    let files = [
        ("src/lib.rs", "mod forms;"),
        ("src/forms/mod.rs", "#[cfg(test)]\nmod tests;"),
        ("src/forms/tests.rs", "use std::fs;"),
    ];
    assert_eq!(faults(&tree(&files)), Vec::<String>::new());
}

#[test]
fn the_pure_layers_read_no_clock() {
    for clock in ["Instant::now", "SystemTime", "Local::now", "Utc::now", "chrono::Local"] {
        let fault = format!(":2: `app` may not read a clock (`{clock}`): time comes in");
        refuses("src/app/mod.rs", &format!("fn f() {{ {clock}() }}"), &fault);
    }
    passes("src/calendar/mod.rs", "use chrono::NaiveDate;\n#[cfg(test)] fn f() { Local::now() }");
    passes("src/runtime/mod.rs", "fn f() { Instant::now() }");
}

#[test]
fn tests_measure_no_time() {
    let fault = ":3: a test may not measure time: that belongs to the benches";
    refuses("src/runtime/mod.rs", "#[cfg(test)]\nmod tests { fn t() { Instant::now() } }", fault);
}

#[test]
fn drawing_changes_nothing() {
    let fault = ":2: `ui` may not take `&mut App`: drawing changes nothing";
    refuses("src/ui/mod.rs", "fn draw(app: &mut App) {}", fault);
    passes("src/ui/mod.rs", "fn draw(app: &App, frame: &mut Frame) {}");
}

#[test]
fn every_file_says_what_it_is_and_is_finished() {
    let source = |text: &str| Source { path: "src/x.rs".to_owned(), text: text.to_owned() };
    let unsaid = unfinished_or_unsaid(&source("use std::fmt;"));
    assert_eq!(unsaid, ["src/x.rs:1: the file opens with no `//!` line that says what it is"]);
    for mark in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")] {
        let marked = source(&format!("//! X.\n// {mark}: later"));
        assert_eq!(unfinished_or_unsaid(&marked), [format!("src/x.rs:2: unfinished: {mark}")]);
    }
    for name in [concat!("to", "do"), concat!("unimple", "mented"), "dbg"] {
        let called = source(&format!("//! X.\nfn f() {{\n    {name}!()\n}}"));
        assert_eq!(unfinished_or_unsaid(&called), [format!("src/x.rs:3: unfinished: {name}!")]);
    }
    assert!(unfinished_or_unsaid(&source("//! What is still to be done, and FIXMEUP as a word.")).is_empty());
}

#[test]
fn a_file_stays_one_idea() {
    let long = "fn f() {}\n".repeat(401);
    let fault = ": 401 lines of production code, over 400; a file is one idea, so part it";
    refuses("src/forms/mod.rs", &long, fault);
    passes("src/forms/mod.rs", &"/// Said.\n\nfn f() {}\n".repeat(400));
    passes("src/forms/mod.rs", &format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}"));
}

#[test]
fn circles_lost_files_and_faceless_folders_are_refused() {
    let found = faults(&tree(&[
        ("src/lib.rs", "mod cli; mod runtime; mod store;"),
        ("src/runtime/mod.rs", "use crate::store::Folder;"),
        ("src/store/mod.rs", "use crate::runtime::Loop;"),
        ("src/store/lost.rs", ""),
        ("src/cli/mod.rs", "mod say { mod how; }"),
        ("src/cli/say/how.rs", ""),
    ]));
    let expected = [
        "src/store/mod.rs:2: `store` may not use `runtime`",
        "src/store/lost.rs: no `mod` line reaches this file; declare it or delete it",
        "src/cli/say: the folder has no mod.rs to say what it is",
        "the layers go round in a circle: runtime -> store -> runtime",
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_layer_and_each_crate_stands_once_in_its_table() {
    let layers = DOMAIN.into_iter().chain(AROUND.iter().map(|row| row.module));
    let crates = CRATES.iter().map(|(name, _)| *name);
    for mut names in [layers.collect::<Vec<_>>(), crates.collect()] {
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{names:?}");
    }
}
