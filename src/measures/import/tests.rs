//! Importing: what real files are like, and what a bad one is told.

use super::*;
use crate::measures::{Definitions, Figure, Value, shipped_readings};

const HEAD: &str = "RECTYPE,LEA,URN,SCHNAME,URN_AC,TELIG,BELIG,GELIG,PTRWM_EXP,PTRWM_EXP_B,PTRWM_EXP_G,READPROG,READPROG_LOWER,READPROG_UPPER,READ_AVERAGE";
const SCHOOL: &str = "1,850,115976,\"Brook, Junior\",0,109,48,61,72%,71%,SUPP,1.2,0.0,2.4,107";
const AUTHORITY: &str = "3,850, , , ,14075,,,66%,62%,70%,-0.2,-0.3,-0.1,105";
const ENGLAND: &str = "5, , , , ,598611,,,61%,57%,65%, , , ,104";

fn read(bytes: &[u8], file: &str) -> Result<Found, ImportError> {
    read_for("115976", bytes, file)
}

fn read_for(urn: &str, bytes: &[u8], file: &str) -> Result<Found, ImportError> {
    let (readings, definitions) = (shipped_readings(), Definitions::shipped());
    let ask = Ask {
        urn,
        readings: &readings,
        definitions: &definitions,
        today: "2019-12-13".parse().unwrap(),
        stop: &|| false,
    };
    read_file(bytes, &Source::named(file), &ask)
}

fn lines(rows: &[&str]) -> Vec<u8> {
    format!("\u{feff}{HEAD}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

fn figure<'a>(found: &'a Found, measure: &str, group: &str) -> &'a Figure {
    found.tables[0].figures.iter().find(|f| f.measure == measure && f.group == group).unwrap()
}

fn printed(value: Option<&Value>) -> &str {
    value.map_or("", Value::text)
}

const FILE: &str = "2016-2017_850_ks2final.csv";

#[test]
fn a_school_comes_with_its_authority_and_england_in_whatever_order_the_rows_stand() {
    let elsewhere = "3,851, , , ,1,,,1%,1%,1%,0,0,0,90";
    for rows in [[SCHOOL, elsewhere, AUTHORITY, ENGLAND], [ENGLAND, AUTHORITY, elsewhere, SCHOOL]] {
        let found = read(&lines(&rows), FILE).unwrap();
        assert_eq!(found.school, "Brook, Junior");
        assert_eq!(found.tables[0].year.to_string(), "2016/17");
        let all = figure(&found, "ks2-rwm-expected", "");
        let values = [&all.school, &all.of, &all.authority, &all.england];
        assert_eq!(values.map(|v| printed(v.as_ref())), ["72", "109", "66", "61"]);
        let girls = figure(&found, "ks2-rwm-expected", "girls");
        assert_eq!((printed(girls.school.as_ref()), printed(girls.of.as_ref())), ("SUPP", "61"));
        assert_eq!(girls.school.as_ref().unwrap().number(), None);
        let progress = figure(&found, "ks2-reading-progress", "");
        let values = [&progress.school, &progress.low, &progress.high, &progress.england];
        assert_eq!(values.map(|v| printed(v.as_ref())), ["1.2", "0.0", "2.4", ""]);
    }
}

#[test]
fn england_is_its_state_schools_where_they_have_a_row() {
    let all = "4, , , , ,1,,,60%,,,,,,";
    for rows in [[SCHOOL, all, ENGLAND], [SCHOOL, ENGLAND, all]] {
        let found = read(&lines(&rows), FILE).unwrap();
        assert_eq!(printed(figure(&found, "ks2-rwm-expected", "").england.as_ref()), "61");
    }
    let found = read(&lines(&[SCHOOL, all]), FILE).unwrap();
    assert_eq!(printed(figure(&found, "ks2-rwm-expected", "").england.as_ref()), "60");
}

#[test]
fn a_row_cut_short_has_no_figures_behind_the_cut() {
    let found = read(&lines(&["1,850,115976,Brook,0,12", AUTHORITY]), FILE).unwrap();
    let all = figure(&found, "ks2-rwm-expected", "");
    assert_eq!((all.school.as_ref(), printed(all.of.as_ref()), printed(all.authority.as_ref())), (None, "12", "66"));
}

#[test]
fn columns_may_stand_anywhere_and_under_an_earlier_name() {
    let text = "PTMATX,ptengmatx,URN,RECTYPE,PT2MATH\n80%,75%,115976,1,90%\n";
    let found = read(text.as_bytes(), "2011_2012_850_ks2.csv").unwrap();
    assert_eq!(printed(figure(&found, "ks2-en-ma-l4", "").school.as_ref()), "75");
    assert_eq!(printed(figure(&found, "ks2-maths-two-levels", "").school.as_ref()), "90");
}

#[test]
fn a_file_of_another_program_is_read_in_its_own_letters_and_separators() {
    let text = format!("{HEAD}\n{}", SCHOOL.replace("Brook, Junior", "St Andr\u{1}'s"));
    let bytes: Vec<u8> = text.bytes().map(|b| if b == 1 { 0xE9 } else { b }).collect();
    assert_eq!(read(&bytes, FILE).unwrap().school, "St André's");
    let tabs = format!("{HEAD}\n{}", SCHOOL.replace("\"Brook, Junior\"", "Brook")).replace(',', "\t");
    assert_eq!(printed(figure(&read(tabs.as_bytes(), FILE).unwrap(), "ks2-rwm-expected", "").school.as_ref()), "72");
}

#[test]
fn the_year_is_in_the_name_of_the_file_or_its_folder() {
    for (path, year) in [
        ("2016-2017_850_ks2final.csv", Some("2016/17")),
        ("/tables/2018-2019/england_ks4final.csv", Some("2018/19")),
        ("C:\\tables\\2012_2013\\850_ks2.csv", Some("2012/13")),
        ("england_ks2_201819.csv", Some("2018/19")),
        ("ks2-2009-10.csv", Some("2009/10")),
        ("ks2_20182019.csv", Some("2018/19")),
        ("850_ks2final.csv", None),
        ("ks2-2018-2025.csv", None),
        ("copy 115976 of ks2.csv", None),
    ] {
        assert_eq!(Source::named(path).year.map(|y| y.to_string()).as_deref(), year, "{path}");
    }
}

#[test]
fn a_school_that_is_not_there_is_not_found_and_near_ones_are() {
    let file = lines(&[SCHOOL, "1,850,115967,Hill Primary,140000,,,,,,,,,,", AUTHORITY]);
    assert_eq!(read_for("115999", &file, FILE).unwrap().tables, []);
    let (readings, definitions) = (shipped_readings(), Definitions::shipped());
    let near = |urn: &str, name: &str| {
        let today = "2019-12-13".parse().unwrap();
        let ask = Ask { urn, readings: &readings, definitions: &definitions, today, stop: &|| false };
        let found = find_near(file.as_slice(), &Source::named(FILE), &ask, name).unwrap();
        let files = vec![FILE.to_owned()];
        ImportError::Nowhere { urn: urn.to_owned(), files, near: found }.to_string()
    };
    let said = near("115977", "");
    assert!(
        said.starts_with("115977 is in none of 2016-2017_850_ks2final.csv; did you mean 115976 Brook, Junior"),
        "{said}"
    );
    assert!(near("115697", "").contains("did you mean 115967 Hill Primary"), "two digits changed places");
    assert!(near("999999", "brook junior").contains("115976 Brook, Junior"), "by name");
    assert!(near("hill", "").contains("115967 Hill Primary"), "a name in the place of the number");
    assert!(near("140000", "").contains("115967 Hill Primary (since closed, and followed by the one asked for)"));
    assert!(near("999999", "").contains("get-information-schools"));
}

#[test]
fn each_bad_file_is_told_where_it_is_bad() {
    let bad = |cell: &str, with: &str| lines(&[AUTHORITY, &SCHOOL.replacen(cell, with, 1)]);
    let mut letters = lines(&[SCHOOL]);
    let at = letters.windows(5).position(|w| w == b"Brook").unwrap();
    letters[at] = 0x81;
    let name = FILE;
    let cases: Vec<(Vec<u8>, &str, &str)> = vec![
        (b"PK\x03\x04etc".to_vec(), name, "2016-2017_850_ks2final.csv:1: this is no CSV but a spreadsheet"),
        (b"".to_vec(), name, "an empty file"),
        (b"\xFF\xFER\0E\0C\0".to_vec(), name, ":1: the letters are UTF-16; save the file as “CSV UTF-8”"),
        (b"just a text\nof lines\n".to_vec(), name, "no CSV but a text without columns"),
        (b"Pupil,Age\nA,7\n".to_vec(), name, ":1: the columns (Pupil, Age) are of no layout known here"),
        (
            lines(&[SCHOOL]),
            "2012-2013_850_ks2final.csv",
            "the columns are those of “ks2-standards”, which has no year 2012/13",
        ),
        (lines(&[SCHOOL]), "ks2final.csv", "ks2final.csv: which school year is it?"),
        (bad("72%", "172%"), name, ":3: PTRWM_EXP: 172% cannot be: a figure here is from 0 to 100"),
        (bad("72%", "-72%"), name, ":3: PTRWM_EXP: -72% cannot be"),
        (bad("107", "207"), name, ":3: READ_AVERAGE: 207 cannot be: a figure here is from 80 to 120"),
        (bad("109", "10.9"), name, ":3: TELIG: 10.9 cannot be: a figure here is a whole number"),
        (bad("72%", "7O%"), name, ":3: PTRWM_EXP: “7O” is neither a figure nor a code"),
        (letters, name, ":2: the letters are neither UTF-8 nor Windows-1252"),
        (
            lines(&[SCHOOL, &SCHOOL.replace("72%", "73%")]),
            name,
            ":3: 115976 stands here a second time for 2016/17, with other figures than in line 2",
        ),
    ];
    for (bytes, file, expected) in cases {
        let said = read(&bytes, file).unwrap_err().to_string();
        assert!(said.contains(expected), "{expected}\n  but: {said}");
        assert!(!said.contains('\n'), "{said}");
    }
}

#[test]
fn a_quote_that_never_closes_is_found_before_it_fills_the_memory() {
    let mut file = lines(&[AUTHORITY]);
    file.extend_from_slice(b"1,850,115976,\"Brook");
    for _ in 0..40_000 {
        file.extend_from_slice(format!("{SCHOOL}\r\n").replace('"', "").as_bytes());
    }
    let said = read(&file, FILE).unwrap_err().to_string();
    assert!(said.contains(":3: a quote mark opens in this row and never closes"), "{said}");
}

#[test]
fn a_row_with_more_cells_than_columns_is_refused_and_one_with_blanks_behind_them_is_not() {
    let said = read(&lines(&[&format!("{SCHOOL},1"), AUTHORITY]), FILE).unwrap_err().to_string();
    assert!(said.contains(":2: this row has more cells than there are columns"), "{said}");
    assert!(read(&lines(&[&format!("{SCHOOL},, "), AUTHORITY]), FILE).is_ok());
}

#[test]
fn the_same_row_twice_is_one_row() {
    assert_eq!(read(&lines(&[SCHOOL, SCHOOL]), FILE).unwrap().tables.len(), 1);
}

#[test]
fn two_files_of_one_year_are_refused_by_name() {
    let found = read(&lines(&[SCHOOL]), FILE).unwrap();
    let both = [(Source::named("a.csv"), found.clone()), (Source::named("b.csv"), found)];
    let said = refuse_same_year(&both).unwrap_err().to_string();
    assert!(said.contains("a.csv and b.csv are both “Performance tables, key stage 2” of 2016/17"), "{said}");
    assert!(refuse_same_year(&both[..1]).is_ok());
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let rows: Vec<&str> = std::iter::repeat_n(AUTHORITY, 1000).collect();
    let (readings, definitions) = (shipped_readings(), Definitions::shipped());
    let today = "2019-12-13".parse().unwrap();
    let ask = Ask { urn: "1", readings: &readings, definitions: &definitions, today, stop: &|| true };
    let said = read_file(lines(&rows).as_slice(), &Source::named(FILE), &ask).unwrap_err().to_string();
    assert_eq!(said, format!("stopped while reading {FILE}; nothing was changed"));
}

#[test]
fn a_schools_own_file_has_a_row_a_year() {
    let said = [("year", "Year"), ("ks2-en-ma-l4", "Both"), ("ks2-en-ma-l4/boys", "Boys")];
    let said: Vec<_> = said.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let definitions = Definitions::shipped();
    let readings = [Reading::of_own_columns("tracking", &said, &definitions).unwrap()];
    let today = "2010-01-12".parse().unwrap();
    let ask = Ask { urn: "1", readings: &readings, definitions: &definitions, today, stop: &|| false };
    let file = "Year,Both,Boys\n2008/09,62,58\n2010,66,SUPP\n";
    let found = read_file(file.as_bytes(), &Source::named("tracking.csv"), &ask).unwrap();
    let years: Vec<String> = found.tables.iter().map(|t| t.year.to_string()).collect();
    assert_eq!(years, ["2008/09", "2009/10"]);
    assert_eq!(printed(found.tables[1].figures[1].school.as_ref()), "SUPP");
    let said = read_file("Year,Both,Boys\nsoon,62,58\n".as_bytes(), &Source::named("t.csv"), &ask).unwrap_err();
    assert!(said.to_string().contains("t.csv:2: Year: “soon” is no school year"), "{said}");
}
