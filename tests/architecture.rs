//! Which layer may use what, as data; `rules` reads `src/` and holds it to this page, `refusals` sees each rule refuse.

mod refusals;
mod rules;

use crate::support::source::read_tree;
use rules::{Tree, faults};

/// The domain, in its order: each may use those before it.
pub const DOMAIN: [&str; 9] =
    ["ronfile", "calendar", "forms", "grammar", "measures", "session", "rules", "outline", "caseload"];

/// What a layer around the domain may use.
pub enum Uses {
    /// These only.
    Only(&'static [&'static str]),
    /// All of the domain, and these.
    DomainAnd(&'static [&'static str]),
    /// Everything but these.
    AllBut(&'static [&'static str]),
}

/// Whether a layer meets the machine or leaves that to others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// No files, environment, clocks, threads, processes: all of it comes in as values.
    Apart,
    /// Touches the machine.
    Meets,
}

/// A layer around the domain.
pub struct Layer {
    pub module: &'static str,
    pub uses: Uses,
    pub world: World,
}

/// The layers around the domain. `main` is the root of the program, which alone knows both `runtime` and `cli`.
pub const AROUND: [Layer; 11] = [
    Layer { module: "export", uses: Uses::DomainAnd(&[]), world: World::Apart },
    Layer { module: "journal", uses: Uses::DomainAnd(&[]), world: World::Apart },
    Layer { module: "command", uses: Uses::Only(&[]), world: World::Apart },
    Layer { module: "settings", uses: Uses::Only(&["ronfile", "command"]), world: World::Apart },
    Layer { module: "app", uses: Uses::DomainAnd(&["export", "command", "settings"]), world: World::Apart },
    Layer { module: "ui", uses: Uses::DomainAnd(&["app", "command"]), world: World::Apart },
    Layer { module: "store", uses: Uses::DomainAnd(&["journal", "settings"]), world: World::Meets },
    Layer { module: "pack", uses: Uses::DomainAnd(&["export", "store"]), world: World::Apart },
    Layer { module: "runtime", uses: Uses::AllBut(&["cli"]), world: World::Meets },
    Layer { module: "cli", uses: Uses::AllBut(&["runtime"]), world: World::Meets },
    Layer { module: "main", uses: Uses::AllBut(&[]), world: World::Meets },
];

/// Layers that may use any crate: the edge.
pub const EDGE: [&str; 3] = ["runtime", "cli", "main"];

/// Every dependency with the layers (or, ending in `.rs`, the files) below the edge where it may be used.
pub const CRATES: [(&str, &[&str]); 34] = [
    // Values, errors and text: anywhere.
    ("chrono", EVERYWHERE),
    ("serde", EVERYWHERE),
    ("thiserror", EVERYWHERE),
    ("unicode_segmentation", EVERYWHERE),
    ("unicode_width", EVERYWHERE),
    // Formats, each where it is read or written.
    ("ab_glyph", &["export"]),
    ("base64", &["export"]),
    ("crc32fast", &["journal", "export", "store"]),
    ("icalendar", &["export"]),
    // PDF: pages and tags, letters set by the typeface, directions of scripts, where lines may break.
    ("krilla", &["export"]),
    ("rustybuzz", &["export"]),
    ("unicode_bidi", &["export"]),
    ("unicode_linebreak", &["export"]),
    ("memchr", &["measures"]),
    ("nucleo_matcher", &["app", "ui", "store"]),
    ("png", &["export"]),
    ("quick_xml", &["export"]),
    ("ron", &["ronfile"]),
    ("serde_json", &["export", "journal", "store"]),
    ("toml", &["settings"]),
    ("zip", &["export", "pack", "store"]),
    // What differs between two documents.
    ("similar", &["outline"]),
    // The disk.
    ("etcetera", &["store"]),
    ("postcard", &["store"]),
    // The terminal. The text editor is one wrapper file, which draws its own widget.
    ("ratatui", &["ui", "src/app/editor.rs"]),
    ("tui_textarea", &["src/app/editor.rs"]),
    ("crossterm", &[]),
    // Stars in the names of files.
    ("glob", &[]),
    ("signal_hook", &[]),
    ("arboard", &[]),
    // The edge.
    ("anyhow", &[]),
    ("clap", &[]),
    ("clap_complete", &[]),
    ("clap_mangen", &[]),
];

const EVERYWHERE: &[&str] = &["*"];

/// Standard modules that meet the machine, with what to do instead.
pub const MACHINE: [(&str, &str); 4] = [
    ("fs", "files belong to store"),
    ("env", "the edge reads the environment and hands values in"),
    ("thread", "threads belong to runtime"),
    ("process", "processes belong to runtime and cli"),
];

/// Words that read a clock.
pub const CLOCKS: [&[&str]; 5] = [
    &["Instant", "::", "now"],
    &["SystemTime"],
    &["Local", "::", "now"],
    &["Utc", "::", "now"],
    &["chrono", "::", "Local"],
];

/// Methods by which a `Path` reads the disk.
pub const DISK_METHODS: [&str; 6] = ["read_dir", "canonicalize", "is_file", "is_dir", "symlink_metadata", "try_exists"];

/// Longest a file may be, in lines with production code on them; comments, blank lines and tests are not counted.
pub const LONGEST: usize = 400;

#[test]
fn src_keeps_to_the_layers() {
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let tree = Tree { sources: read_tree(&["src"], "rs"), dependencies: rules::dependencies(&manifest) };
    assert!(tree.sources.len() > 1, "the sources were not found");
    let faults = faults(&tree);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn tests_hold_no_unfinished_marks_and_each_file_says_what_it_is() {
    let sources = read_tree(&["tests", "benches"], "rs");
    assert!(!sources.is_empty(), "the tests were not found");
    let faults: Vec<String> = sources.iter().flat_map(rules::unfinished_or_unsaid).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_test_file_is_part_of_the_one_test_program() {
    let forgotten = crate::support::source::forgotten(&read_tree(&["tests"], "rs"), &["tests/main.rs"]);
    assert!(forgotten.is_empty(), "no `mod` line reaches these files, so they never run: {forgotten:?}");
}
