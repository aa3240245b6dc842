//! Every requirement of the handbook catalogue (`catalogue/ids.txt`) with the test that shows it.

use std::collections::BTreeSet;

use State::{LeftOut, Open, Shown};

use crate::support::source::{Source, read_tree, tests_of};

/// Where a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A test shows it, by the name `cargo test` gives it: `rules::name::tests::finds_a_name`, `flows::rtm::carries_over`.
    Shown(&'static str),
    /// No test shows it yet.
    Open,
    /// It is left out, for this reason.
    LeftOut(&'static str),
}

#[rustfmt::skip]
const TABLE: &[(&str, State)] = &[
    ("RO-01", Open),
    ("RO-02", Open),
    ("RO-03", Open),
    ("RO-04", Open),
    ("RO-05", Open),
    ("RO-06", Open),
    ("RO-07", Open),
    ("RO-08", Open),
    ("RO-09", Open),
    ("TM-01", Open),
    ("TM-02", Open),
    ("TM-03", Open),
    ("TM-04", Open),
    ("TM-05", Open),
    ("TM-06", Open),
    ("TM-07", Open),
    ("TM-08", Open),
    ("TM-09", Open),
    ("TM-10", Open),
    ("TM-11", Open),
    ("TM-12", Open),
    ("TM-13", Open),
    ("TM-14", Open),
    ("CA-01", Open),
    ("CA-02", Open),
    ("CA-03", Open),
    ("CA-04", Open),
    ("CA-05", Open),
    ("CA-06", Open),
    ("CA-07", Open),
    ("CA-08", Open),
    ("CA-09", Open),
    ("PR-01", Open),
    ("PR-02", Open),
    ("PR-03", Open),
    ("PR-04", Open),
    ("PR-05", Open),
    ("PR-06", Open),
    ("PR-07", Open),
    ("PR-08", Open),
    ("PR-09", Open),
    ("PR-10", Open),
    ("PR-11", Open),
    ("PR-12", Open),
    ("PR-13", Open),
    ("HO-01", Open),
    ("HO-02", Open),
    ("HO-03", Open),
    ("HO-04", Open),
    ("HO-05", Open),
    ("HO-06", Open),
    ("NV-01", Shown("papers::every_paper_of_the_handbooks_list_has_its_document")),
    ("NV-02", Open),
    ("NV-03", Open),
    ("NV-04", Open),
    ("NV-05", Open),
    ("NV-06", Open),
    ("NV-07", Open),
    ("NV-08", Open),
    ("NV-09", Open),
    ("NV-10", Open),
    ("NV-11", Open),
    ("NV-12", Open),
    ("NV-13", Open),
    ("NV-14", Open),
    ("NV-15", Open),
    ("NV-16", Open),
    ("NV-17", Open),
    ("NV-18", Open),
    ("SE-01", Open),
    ("SE-02", Open),
    ("SE-03", Open),
    ("SE-04", Open),
    ("SE-05", Open),
    ("SE-06", Open),
    ("SE-07", Open),
    ("SE-08", Open),
    ("RE-01", Open),
    ("RE-02", Open),
    ("RE-03", Open),
    ("RE-04", Open),
    ("RE-05", Open),
    ("RE-06", Open),
    ("RE-07", Open),
    ("DA-01", Open),
    ("DA-02", Open),
    ("DA-03", Open),
    ("DA-04", Open),
    ("DA-05", Open),
    ("DA-06", Open),
    ("LS-01", Open),
    ("LS-02", Open),
    ("LS-03", Open),
    ("LS-04", Open),
    ("LS-05", Open),
    ("LS-06", Open),
    ("LS-07", Open),
    ("RT-01", Open),
    ("RT-02", Open),
    ("RT-03", Open),
    ("RT-04", Open),
    ("RT-05", Open),
    ("RT-06", Open),
    ("RT-07", Open),
    ("RT-08", Open),
    ("RT-09", Open),
    ("RT-10", Open),
    ("RT-11", Open),
    ("RT-12", Open),
    ("RT-13", Open),
    ("JE-01", Open),
    ("JE-02", Open),
    ("JE-03", Open),
    ("JE-04", Open),
    ("JE-05", Open),
    ("CO-01", Open),
    ("CO-02", Open),
    ("CO-03", Open),
    ("CO-04", Open),
    ("CO-05", Open),
    ("CO-06", Open),
    ("CO-07", Open),
    ("OF-01", Open),
    ("OF-02", Open),
    ("OF-03", Open),
    ("OF-04", Open),
    ("OF-05", Open),
    ("OF-06", Open),
    ("OF-07", Open),
    ("OF-08", Open),
    ("OF-09", Open),
    ("OF-10", Open),
    ("OF-11", Open),
    ("OF-12", Open),
    ("GV-01", Open),
    ("GV-02", Open),
    ("GV-03", Open),
    ("GV-04", Open),
    ("GV-05", Shown("papers::headlines_are_one_page_however_much_was_noted")),
    ("GV-06", Open),
    ("GV-07", Open),
    ("DI-01", Shown("cli::sending::who_got_what_and_when_is_listed_by_role")),
    ("DI-02", Shown("documents::how_confidential_it_is_stands_on_the_pages_and_in_the_properties_of_the_file")),
    ("DI-03", Shown("papers::performance_management_is_in_no_note_and_no_handover_unless_chosen")),
    ("QA-01", Open),
    ("QA-02", Open),
    ("QA-03", Open),
    ("QA-04", Open),
    ("QA-05", Open),
    ("QA-06", Open),
    ("QA-07", Open),
    ("QA-08", Open),
    ("QA-09", Open),
    ("QA-10", Open),
    ("FM-01", Open),
    ("FM-02", Open),
    ("FM-03", Open),
    ("FM-04", Open),
    ("FM-05", Open),
    ("FM-06", Open),
    ("FM-07", Open),
    ("FM-08", Open),
    ("AM-01", Open),
    ("AM-02", Open),
    ("AM-03", Open),
    ("AM-04", Open),
    ("AM-05", Open),
    ("AM-06", Open),
    ("AM-07", Open),
    ("AM-08", Open),
    ("AM-09", Open),
    ("AM-10", Open),
    ("AM-11", Open),
    ("AM-12", Open),
    ("AM-13", Open),
    ("AM-14", Open),
    ("AM-15", Open),
    ("AM-16", Open),
    ("AM-17", Open),
    ("AM-18", Open),
    ("AM-19", Open),
    ("AM-20", Open),
    ("AM-21", Open),
    ("AM-22", Open),
    ("AM-23", Open),
    ("AM-24", Open),
    ("AM-25", Open),
    ("AM-26", Open),
    ("AM-27", Open),
    ("AM-28", Open),
    ("AM-29", Open),
    ("AM-30", Open),
    ("AM-31", Open),
    ("AM-32", Open),
    ("AM-33", Open),
    ("AM-34", Open),
    ("AM-35", Open),
    ("AM-36", Open),
    ("AM-37", Open),
    ("AM-38", Open),
    ("AM-39", Open),
    ("AM-40", Open),
    ("AM-41", Open),
    ("AM-42", Open),
    ("AM-43", Open),
    ("AM-44", Open),
    ("AM-45", LeftOut("noise of the handbook's conversion to text; it asks for nothing")),
];

const REQUIREMENTS: &str = include_str!("catalogue/ids.txt");

/// Ids and texts of the requirements.
fn requirements(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"))).collect()
}

/// What is wrong with a table, given the requirements and the names of all tests.
fn faults(table: &[(&str, State)], required: &[(&str, &str)], tests: &BTreeSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    for (id, _) in required {
        match table.iter().filter(|(row, _)| row == id).count() {
            0 => out.push(format!("{id} is not in the table")),
            1 => {}
            n => out.push(format!("{id} is in the table {n} times")),
        }
    }
    for (id, state) in table {
        if !required.iter().any(|(known, _)| known == id) {
            out.push(format!("{id} is no requirement of the catalogue"));
        }
        match state {
            State::Shown(test) if !tests.contains(*test) => out.push(format!("{id}: there is no test `{test}`")),
            LeftOut("") => out.push(format!("{id} is left out without a reason")),
            State::Shown(_) | LeftOut(_) | Open => {}
        }
    }
    out
}

fn all_tests(sources: &[Source]) -> BTreeSet<String> {
    sources.iter().flat_map(tests_of).collect()
}

#[test]
fn each_requirement_stands_once_with_the_test_that_shows_it() {
    let required = requirements(REQUIREMENTS);
    let tests = all_tests(&read_tree(&["src", "tests"], "rs"));
    assert!(tests.contains("catalogue::each_requirement_stands_once_with_the_test_that_shows_it"));
    let faults = faults(TABLE, &required, &tests);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    let open: Vec<&str> = TABLE.iter().filter(|(_, state)| *state == Open).map(|(id, _)| *id).collect();
    println!("requirements: {}, open: {}: {}", required.len(), open.len(), open.join(" "));
}

#[test]
fn the_list_of_requirements_is_whole() {
    let mut areas = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (id, text) in requirements(REQUIREMENTS) {
        let (area, number) = id.split_once('-').unwrap();
        areas.entry(area).or_default().push(number.parse().unwrap());
        assert!(!text.is_empty(), "{id} says nothing");
    }
    let counts: Vec<String> = areas.iter().map(|(area, numbers)| format!("{area} {}", numbers.len())).collect();
    assert_eq!(
        counts.join(", "),
        "AM 45, CA 9, CO 7, DA 6, DI 3, FM 8, GV 7, HO 6, JE 5, LS 7, NV 18, OF 12, PR 13, QA 10, RE 7, RO 9, RT 13, SE 8, \
         TM 14"
    );
    for (area, numbers) in areas {
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "{area} has gaps or repeats: {numbers:?}");
    }
}

#[test]
fn a_wrong_table_is_refused() {
    let required = [("RO-01", "x"), ("RO-02", "x"), ("RO-03", "x")];
    let tests = BTreeSet::from(["flows::works".to_owned()]);
    let right = [("RO-01", State::Shown("flows::works")), ("RO-02", LeftOut("a reason")), ("RO-03", Open)];
    assert_eq!(faults(&right, &required, &tests), Vec::<String>::new());
    let wrong =
        [("RO-01", State::Shown("flows::is_planned")), ("RO-02", LeftOut("")), ("RO-02", Open), ("RO-99", Open)];
    let expected = [
        "RO-02 is in the table 2 times",
        "RO-03 is not in the table",
        "RO-01: there is no test `flows::is_planned`",
        "RO-02 is left out without a reason",
        "RO-99 is no requirement of the catalogue",
    ];
    assert_eq!(faults(&wrong, &required, &tests), expected);
}
