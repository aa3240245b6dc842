//! Figures of a school: every row of real published tables comes in as it stands, and no bad file changes anything.

mod documents;
mod published;
mod tables;
mod trackers;

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;

use nov::calendar::SchoolYear;
use nov::measures::{Ask, Figure, Figures, Known, Source, Value, read_file};

use crate::support::store::Store;

/// Three years of one county, as published (see the README beside the archive).
fn tables() -> Vec<(String, Vec<u8>)> {
    let bytes = include_bytes!("../data/performance-tables/ks2-hampshire.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut file = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    vec![file(0), file(1), file(2)]
}

/// A county's files in a folder, by their usual names.
pub fn put(folder: &Path) -> Vec<String> {
    let put = |(name, bytes): (String, Vec<u8>)| {
        std::fs::write(folder.join(&name), bytes).unwrap();
        name
    };
    tables().into_iter().map(put).collect()
}

/// A row by the names of its columns, as the csv crate reads it.
type Row = HashMap<String, String>;

fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let head = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| head.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What the published column of a measure and group is called.
fn column(figure: &Figure) -> String {
    let stem = match figure.measure.as_str() {
        "ks2-rwm-expected" => "PTRWM_EXP",
        "ks2-rwm-high" => "PTRWM_HIGH",
        "ks2-reading-progress" => "READPROG",
        "ks2-writing-progress" => "WRITPROG",
        "ks2-maths-progress" => "MATPROG",
        "ks2-reading-expected" => "PTREAD_EXP",
        "ks2-reading-high" => "PTREAD_HIGH",
        "ks2-reading-score" => "READ_AVERAGE",
        "ks2-writing-expected" => "PTWRITTA_EXP",
        "ks2-writing-high" => "PTWRITTA_HIGH",
        "ks2-maths-expected" => "PTMAT_EXP",
        "ks2-maths-high" => "PTMAT_HIGH",
        "ks2-maths-score" => "MAT_AVERAGE",
        "ks2-gps-expected" => "PTGPS_EXP",
        "ks2-gps-high" => "PTGPS_HIGH",
        "ks2-gps-score" => "GPS_AVERAGE",
        "ks2-science-expected" => "PTSCITA_EXP",
        "ks2-prior-attainment" => "TKS1AVERAGE",
        "pupils" => "TOTPUPS",
        "year-group" => "TELIG",
        "disadvantaged" => "PTFSM6CLA1A",
        "eal" => "PTEALGRP2",
        "sen-support" => "PSENELK",
        "sen-plan" => "PSENELSE",
        "stayed" => "PTMOBN",
        other => panic!("no column is known for {other}"),
    };
    let ending = match figure.group.as_str() {
        "" => "",
        "boys" => "_B",
        "girls" => "_G",
        "disadvantaged" => "_FSM6CLA1A",
        "others" => "_NotFSM6CLA1A",
        "eal" => "_EAL",
        "low" => "_L",
        "middle" => "_M",
        "high" => "_H",
        "stayed" => "_MOBN",
        other => panic!("no ending is known for {other}"),
    };
    format!("{stem}{ending}")
}

/// A cell as it should stand in the figures.
fn cell(row: Option<&Row>, column: &str) -> Option<String> {
    let text = row?.get(column)?.trim().trim_end_matches('%').to_owned();
    Some(text).filter(|text| !text.is_empty())
}

#[test]
fn every_school_of_three_published_years_comes_in_as_its_rows_stand() {
    let known = Known::shipped();
    let (mut schools, mut compared, mut withheld) = (0, 0, 0);
    for (name, bytes) in tables() {
        let rows = rows(&bytes);
        let of = |kind: &str| rows.iter().find(|row| row["RECTYPE"] == kind);
        let (authority, england) = (of("3"), of("5"));
        for row in rows.iter().filter(|row| ["1", "2"].contains(&row["RECTYPE"].as_str())) {
            let ask = Ask {
                urn: &row["URN"],
                readings: &known.readings,
                definitions: &known.definitions,
                today: "2020-01-01".parse().unwrap(),
                stop: &|| false,
            };
            let found = read_file(bytes.as_slice(), &Source::named(&name), &ask).unwrap();
            assert_eq!(
                (found.tables.len(), found.school.as_str()),
                (1, row["SCHNAME"].trim()),
                "{name} {}",
                row["URN"]
            );
            for figure in &found.tables[0].figures {
                let mut column = column(figure);
                if column == "PSENELSE" && !row.contains_key(&column) && name.starts_with("2018") {
                    column = "PSENELE".to_owned();
                }
                let values = [&figure.school, &figure.authority, &figure.england];
                let printed = values.map(|value| value.as_ref().map(|v| v.text().to_owned()));
                let expected = [Some(row), authority, england].map(|row| cell(row, &column));
                assert_eq!(printed, expected, "{name} {} {column}", row["URN"]);
                withheld += usize::from(figure.school.as_ref().is_some_and(|v| v.number().is_none()));
                compared += 1;
            }
            let percents =
                found.tables[0].figures.iter().filter(|f| f.measure == "ks2-rwm-expected" && f.group == "boys");
            let boys: Vec<_> = percents.map(|f| f.of.as_ref().map(|v| v.text().to_owned())).collect();
            assert_eq!(boys, [cell(Some(row), "BELIG")], "{name} {}", row["URN"]);
            schools += 1;
        }
    }
    assert_eq!(schools, 987, "every school of every year");
    assert!(compared > 120_000 && withheld > 10_000, "{compared} figures, {withheld} withheld");
}

fn imported(store: &Store) -> Figures {
    let file = store.files().into_iter().find(|file| file.starts_with("figures/")).unwrap();
    nov::ronfile::read(&store.read(file)).unwrap()
}

fn triple(figures: &Figures, year: &str, measure: &str, group: &str) -> [String; 3] {
    let (_, figure) = figures.figure(measure, group, year.parse::<SchoolYear>().unwrap()).unwrap();
    let text = |value: &Option<Value>| value.as_ref().map_or(String::new(), |v| v.text().to_owned());
    [text(&figure.school), text(&figure.authority), text(&figure.england)]
}

#[test]
fn three_years_of_a_school_stand_beside_its_authority_and_england() {
    let store = Store::new();
    let files = put(&store.desk());
    let mut args = vec!["import-data"];
    args.extend(files.iter().map(String::as_str));
    args.extend(["--urn", "115976"]);
    let said = store.nov(&args).well();
    assert!(said.contains("2016/17  Performance tables, key stage 2: figures 135, withheld 2\n"), "{said}");
    let figures = imported(&store);
    let years = ["2016/17", "2017/18", "2018/19"];
    let rwm = years.map(|year| triple(&figures, year, "ks2-rwm-expected", ""));
    assert_eq!(rwm, [["72", "66", "61"], ["80", "68", "64"], ["75", "68", "65"]].map(|row| row.map(str::to_owned)));
    assert_eq!(triple(&figures, "2018/19", "ks2-rwm-expected", "low")[0], "SUPP");
    assert_eq!(triple(&figures, "2018/19", "ks2-reading-progress", "")[0], "0.9");

    // A second time changes nothing, and the school is known by its number.
    let before = store.read("figures/church-crookham-junior-school.ron");
    let again = store.nov(&args).well();
    assert_eq!(again.matches("; as before").count(), 3, "{again}");
    assert_eq!(store.read("figures/church-crookham-junior-school.ron"), before);
    assert!(store.nov(&["school", "115976"]).well().contains("Church Crookham Junior School"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = store.path().join("figures/church-crookham-junior-school.ron");
        assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn figures_go_to_the_school_of_a_session_whatever_its_date() {
    let store = Store::new();
    let files = put(&store.desk());
    let id = store.new_session("rtm", "Brook Junior", "2010-01-12");
    let said = store.nov(&["import-data", &files[0], "--session", &id]).fails_with(2);
    assert!(said.contains("holds many schools; say which one with --urn"), "{said}");
    store.nov(&["import-data", &files[0], &files[2], "--session", &id, "--urn", "115976"]).well();
    let figures: Figures = nov::ronfile::read(&store.read("figures/brook-junior.ron")).unwrap();
    assert_eq!(figures.years().iter().map(ToString::to_string).collect::<Vec<_>>(), ["2016/17", "2018/19"]);
    assert!(store.nov(&["school", "Brook Junior"]).well().contains("urn=115976"));
    // From now on its number is known, and another is refused.
    store.nov(&["import-data", &files[1], "--school", "Brook Junior"]).well();
    let said = store.nov(&["import-data", &files[1], "--session", &id, "--urn", "115999"]).fails_with(2);
    assert!(said.contains("the record of Brook Junior has the URN 115976, not 115999"), "{said}");
}

#[test]
fn a_school_absent_from_some_years_is_a_note_and_from_all_an_error() {
    let store = Store::new();
    let files = put(&store.desk());
    let [first, second, third] = files.as_slice() else { panic!("{files:?}") };
    let only_last = {
        let urns = |at: usize| -> Vec<String> {
            rows(&tables()[at].1).into_iter().map(|mut r| r.remove("URN").unwrap()).collect()
        };
        let (old, new) = (urns(0), urns(2));
        new.into_iter().find(|urn| !old.contains(urn)).unwrap()
    };
    let output = store.nov(&["import-data", first, third, "--urn", &only_last]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(
        output.err.contains(&format!("{only_last} is not in {first}; the other years were read")),
        "{}",
        output.err
    );

    let other = Store::new();
    put(&other.desk());
    let said = other.nov(&["import-data", first, second, third, "--urn", "115967"]).fails_with(2);
    assert!(said.contains(&format!("115967 is in none of {first}, {second}, {third}")), "{said}");
    assert!(said.contains("did you mean 115976 Church Crookham Junior School"), "{said}");
    assert_eq!(other.files(), Vec::<String>::new());
}

#[test]
fn a_bad_file_among_good_ones_changes_nothing() {
    let store = Store::new();
    let files = put(&store.desk());
    let desk = store.desk();
    store.nov(&["import-data", &files[0], "--urn", "115976"]).well();
    let before = (store.files(), store.read("figures/church-crookham-junior-school.ron"));
    let good = std::fs::read_to_string(desk.join(&files[1])).unwrap();
    let line = good.lines().position(|line| line.contains(",115976,")).unwrap() + 1;
    let spoil = |name: &str, bytes: &[u8]| std::fs::write(desk.join(name), bytes).unwrap();
    let row = good.lines().find(|line| line.contains(",115976,")).unwrap();
    spoil("2017-2018-range.csv", good.replace(row, &row.replacen("80%", "800%", 1)).as_bytes());
    spoil(
        "2017-2018-letters.csv",
        &[b"\xFF\xFE".as_slice(), &good.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat(),
    );
    spoil("2017-2018-book.csv", b"PK\x03\x04\x14\x00");
    spoil("2017-2018-list.csv", b"Pupil,Mark\nA,3\n");
    spoil("2016-2017-again.csv", &std::fs::read(desk.join(&files[0])).unwrap());
    spoil("nameless.csv", good.as_bytes());
    let range = format!("2017-2018-range.csv:{line}: PTRWM_EXP: 800% cannot be: a figure here is from 0 to 100");
    for (file, expected) in [
        ("2017-2018-range.csv", range.as_str()),
        ("2017-2018-letters.csv", "2017-2018-letters.csv:1: the letters are UTF-16"),
        ("2017-2018-book.csv", "2017-2018-book.csv:1: this is no CSV but a spreadsheet"),
        ("2017-2018-list.csv", "2017-2018-list.csv:1: the columns (Pupil, Mark) are of no layout known here"),
        ("2016-2017-again.csv", "and 2016-2017-again.csv are both “Performance tables, key stage 2” of 2016/17"),
        ("nameless.csv", "nameless.csv: which school year is it?"),
        ("missing.csv", "missing.csv cannot be read"),
        (".", ". is a folder; name the files in it"),
    ] {
        let said = store.nov(&["import-data", &files[0], &files[2], file, "--urn", "115976"]).fails_with(2);
        assert!(said.contains(expected), "{expected}\n  but: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        let after = (store.files(), store.read("figures/church-crookham-junior-school.ron"));
        assert_eq!(after, before, "{file}");
    }
    store.nov(&["import-data", "nameless.csv", "--urn", "115976", "--year", "2017/18"]).well();
}

#[test]
fn columns_of_a_schools_own_file_are_said_once() {
    let store = Store::new();
    std::fs::write(store.desk().join("tracking.csv"), "Year,Both,Boys\n2008/09,62,58\n2009/10,66%,SUPP\n").unwrap();
    store.nov(&["school", "Hillside Primary", "phase=primary"]);
    store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let plain = ["import-data", "tracking.csv", "--school", "Hillside Primary"];
    let said = store.nov(&plain).fails_with(2);
    assert!(said.contains("tracking.csv:1: the columns (Year, Both, Boys) are of no layout known here"), "{said}");
    let wrong = [&plain[..], &["--column", "ks2-en-ma-l44=Both"]].concat();
    assert!(store.nov(&wrong).fails_with(2).contains("did you mean ks2-en-ma-l4"));
    let told =
        [&plain[..], &["--column", "year=Year", "--column", "ks2-en-ma-l4=Both", "--column", "ks2-en-ma-l4/boys=Boys"]]
            .concat();
    store.nov(&told).well();
    assert!(store.nov(&plain).well().contains("2009/10  tracking: figures 1, withheld 1; as before"));
    let figures = imported(&store);
    assert_eq!(triple(&figures, "2009/10", "ks2-en-ma-l4", "")[0], "66");
    assert_eq!(triple(&figures, "2009/10", "ks2-en-ma-l4", "boys")[0], "SUPP");
}

#[test]
fn a_cell_that_is_neither_figure_nor_code_and_a_missing_column_are_named() {
    let store = Store::new();
    let files = put(&store.desk());
    let desk = store.desk();
    let good = std::fs::read_to_string(desk.join(&files[2])).unwrap();
    let at = |name: &str| good.lines().next().unwrap().split(',').position(|column| column == name).unwrap();
    let line = good.lines().position(|line| line.contains(",115976,")).unwrap();
    let (expected, score) = (at("PTRWM_EXP"), at("MAT_AVERAGE"));
    let spoilt: Vec<String> = good
        .lines()
        .enumerate()
        .map(|(n, row)| {
            let mut cells: Vec<&str> = row.split(',').collect();
            if n == line {
                cells[expected] = "lots";
            }
            if n == 0 {
                cells[score] = "MAT_OTHER";
            }
            cells.join(",")
        })
        .collect();
    std::fs::write(desk.join("2018-2019_odd.csv"), spoilt.join("\n")).unwrap();
    let whole = store.nov(&["import-data", &files[2], "--urn", "115976"]);
    assert!(!whole.err.contains("without the column"), "{}", whole.err);
    let odd = store.nov(&["import-data", "2018-2019_odd.csv", "--urn", "115976"]);
    let named = format!("2018-2019_odd.csv:{}: PTRWM_EXP: “lots” is neither a figure nor a published code", line + 1);
    assert!(odd.err.contains(&named), "{}", odd.err);
    assert!(odd.err.contains("2018-2019_odd.csv:1: without the column MAT_AVERAGE"), "{}", odd.err);
    let withheld = |out: &str| out.split("withheld ").nth(1).unwrap().split([';', '\n']).next().unwrap().to_owned();
    assert_eq!(withheld(&odd.well()), withheld(&whole.well()), "a word is not withheld");
}

#[test]
fn a_quote_mark_that_is_not_closed_is_named_with_its_line() {
    let store = Store::new();
    let files = put(&store.desk());
    let text = std::fs::read(store.desk().join(&files[2])).unwrap();
    let line = String::from_utf8_lossy(&text).lines().position(|line| line.contains(",115976,")).unwrap() + 1;
    let lines = text.split(|byte| *byte == b'\n').enumerate().map(|(at, row)| {
        let comma = row.iter().position(|byte| *byte == b',').filter(|_| at + 1 == line);
        comma.map_or_else(|| row.to_vec(), |comma| [&row[..=comma], b"\"", &row[comma + 1..]].concat())
    });
    std::fs::write(store.desk().join("2018-2019_torn.csv"), lines.collect::<Vec<_>>().join(&b'\n')).unwrap();
    let said = store.nov(&["import-data", "2018-2019_torn.csv", "--urn", "115976"]).fails_with(2);
    assert!(
        said.contains(&format!("2018-2019_torn.csv:{line}: a quote mark opens in this row and never closes")),
        "{said}"
    );
    assert!(!store.files().iter().any(|file| file.starts_with("figures/")), "{:?}", store.files());
}

#[test]
fn an_outcome_and_where_pupils_stand_are_typed_and_shown() {
    let store = Store::new();
    let files = put(&store.desk());
    store.nov(&["import-data", &files[2], "--urn", "115976"]).well();
    let target = ["target", "Church Crookham", "ks2-en-ma-l4"];
    let said = store.nov(&[&target[..], &["2008/09", "outcome=62"]].concat()).well();
    assert!(said.contains("outcome: 62 (before: nothing)") && said.contains("2008/09 outcome="), "{said}");
    store.nov(&[&target[..], &["2009/10", "current=65", "estimate=70", "source=school tracking"]].concat()).well();
    let said = store.nov(&["measures", "Church Crookham"]).well();
    let row = said.lines().find(|line| line.starts_with("L4+ En&Ma")).unwrap();
    assert!(row.contains("62%") && row.contains("now 2009/10: 65%"), "{row}");
    let progress = said.lines().find(|line| line.starts_with("Reading progress")).unwrap();
    assert!(progress.contains("range ") && progress.contains(" to "), "{progress}");
    let roll = said.lines().find(|line| line.starts_with("On roll")).unwrap();
    assert!(!roll.contains("to England"), "{roll}");
    let refused = ["target", "Church Crookham", "ks2-rwm-expected", "2018/19", "outcome=62"];
    assert!(store.nov(&refused).fails_with(2).contains("was read from a file"));
    let id = store.new_session("autumn", "Church Crookham Junior School", "2009-11-17");
    let sheet = store.nov(&["export", &id, "--format", "csv", "--document", "measures", "--output", "-"]).well();
    assert!(sheet.lines().next().unwrap().contains("Estimate,Now,Pupils,Of,Low,High"), "{sheet}");
    let note = store.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
    let words = note.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("70% (2009/10; school tracking, not FFT)"), "{note}");
    assert!(words.contains("from: The school’s own figures, typed in"), "{note}");
}

#[test]
fn measures_of_ones_own_stand_in_any_file_that_is_a_list() {
    let store = Store::new();
    store.new_session("rtm", "Hillside Primary", "2010-01-12");
    std::fs::create_dir_all(store.path().join("measures")).unwrap();
    let own = r#"// ours
[(id: "reading-age", stage: "KS2", name: "Reading age", short: "Reading age", unit: Score(0, 20), meaning: "", question: "")]"#;
    std::fs::write(store.path().join("measures/own.ron"), own).unwrap();
    store.nov(&["target", "Hillside Primary", "reading-age", "2009/10", "target=11"]).well();
    assert!(store.nov(&["measures"]).well().contains("KS2: Reading age"));
}

#[test]
fn what_was_sent_names_a_measure_of_ones_own_as_it_was_called_then() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    std::fs::create_dir_all(store.path().join("measures")).unwrap();
    let defined = |name: &str| {
        let own = format!(
            r#"[(id: "reading-age", stage: "KS2", name: "{name}", short: "{name}", unit: Score(0, 20), meaning: "", question: "")]"#
        );
        std::fs::write(store.path().join("measures/own.ron"), own).unwrap();
    };
    defined("Reading age");
    let figures = store.desk().join("own.csv");
    std::fs::write(&figures, "Year,Age\n2008/09,10.1\n2009/10,10.5\n").unwrap();
    let figures = figures.display().to_string();
    let columns = ["--column", "year=Year", "--column", "reading-age=Age"];
    store.nov(&[&["import-data", figures.as_str(), "--session", &id][..], &columns].concat()).well();
    store.nov(&["sent", &id, "--to", "Governor", "--document", "measures", "--draft"]).well();
    defined("Age of reading");
    let written = |version: &[&str]| {
        let args = ["export", &id, "--document", "measures", "--format", "txt", "--output", "-"];
        store.nov(&[&args[..], version].concat()).well()
    };
    assert!(written(&[]).contains("Age of reading"));
    let then = written(&["--version", "1"]);
    assert!(then.contains("Reading age") && !then.contains("Age of reading"), "{then}");
    let sent = store.nov(&["sent", &id]).well();
    assert!(sent.contains("changed since"), "{sent}");
}

#[test]
fn targets_are_typed_in_and_figures_are_read_against_them() {
    let store = Store::new();
    let files = put(&store.desk());
    let mut args = vec!["import-data"];
    args.extend(files.iter().map(String::as_str));
    store.nov(&[&args[..], &["--urn", "115976"]].concat()).well();
    let school = "Church Crookham";
    store.nov(&["target", school, "ks2-rwm-expected", "2018/19", "target=85", "view=ambitious", "source=FFT D"]).well();
    store.nov(&["target", school, "ks2-rwm-expected", "2019/20", "target=74", "estimate=79.5"]).well();
    let said = store.nov(&["measures", school]).well();
    let row = said.lines().find(|line| line.starts_with("RWM expected")).unwrap();
    let words = row.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words, "RWM expected ▃▆▄ 72 → 80 → 75% to target −10 to authority +7 to England +10 target 2019/20: 74");
    for question in [
        "? 10 short of the target of 85% for 2018/19",
        "? The target for 2019/20 of 74% asks no more than 75% now",
        "? The target for 2019/20 of 74% asks 5.5 less than the estimate",
        "? What explains the change of 5 since 2017/18",
        "? Disadvantaged: 50%, 25 apart from all pupils.",
    ] {
        assert!(said.contains(question), "{question}\n{said}");
    }
    let json: serde_json::Value = serde_json::from_str(&store.nov(&["measures", school, "--json"]).well()).unwrap();
    let low =
        json.as_array().unwrap().iter().find(|m| m["measure"] == "ks2-rwm-expected" && m["group"] == "low").unwrap();
    assert_eq!(low["years"][2]["school"], "SUPP");

    for (wrong, expected) in [
        (["ks2-rwm-expcted", "2018/19", "target=85"], "did you mean ks2-rwm-expected"),
        (["ks2-rwm-expected/boy", "2018/19", "target=85"], "did you mean boys"),
        (["ks2-rwm-expected", "19", "target=85"], "“19” is no school year"),
        (["ks2-rwm-expected", "1009/10", "target=85"], "“1009/10” is no school year"),
        (["ks2-rwm-expected", "2018/19", "target=850"], "target: 850 cannot be: a figure here is from 0 to 100"),
        (["ks2-rwm-expected", "2018/19", "target=SUPP"], "target: SUPP cannot be"),
        (["ks2-rwm-expected", "2018/19", "goal=85"], "a target has no “goal”"),
    ] {
        let said = store.nov(&[&["target", school][..], &wrong].concat()).fails_with(2);
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let said = store.nov(&["target", school, "ks2-rwm-expected", "2018/19", "target=74", "target=75"]).fails_with(2);
    assert!(said.contains("target is said twice"), "{said}");
    store.nov(&["target", school, "ks2-rwm-expected", "2019/20", "target=", "estimate="]).well();
    assert_eq!(imported(&store).targets.len(), 1, "a target that says nothing is none");
    assert!(store.nov(&["measures"]).well().contains("ks2-en-ma-l4                KS2: English and mathematics"));
    assert!(store.nov(&["measures", "Nowhere"]).fails_with(2).contains("no school \"Nowhere\""));
}
