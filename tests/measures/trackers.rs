//! Spreadsheets of a school's own, as schools keep them: titles above the columns, rows of groups, percentages as parts of
//! one, names of pupils. What is a pupil's name in them is made up, and must never be seen again.

use super::imported;
use crate::support::store::{Output, Store};

/// As Windows saves it: semicolons, its own letters, names broken over lines.
const GROUPS: &str = "Otter Lane Primary School – Year 6 tracking;;;;;\r\n\
    \"Spring 2010; by the assessment lead\";;;;;\r\n;;;;;\r\n\
    Group;No. of pupils;\"English and\r\nmaths L4+\";%;%;Comment\r\n\
    All pupils;29;0.62;0.86;0.9;\"Zoë Quill and\r\nPiers Öström to watch\"\r\n\
    Boys;14;0.5;0.79;0.86;\r\nGirls;15;0.73;0.93;1;\"Cosima Vane absent; see file\"\r\n\
    Pupil premium;8;0.375;0.75;0.75;\r\nRed table;6;0.17;0.5;0.5;Zoë Quill\r\n";

const PUPILS: &str = "Surname,Forename,Sex,Reading,English and maths\n\
    Quill,Zoë,F,4b,1\nVane,Cosima,F,5c,1\nÖström,Piers,M,3a,0\n";

/// In the letters of Windows-1252.
fn as_windows_saves(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '–' { 0x96 } else { u8::try_from(u32::from(c)).unwrap() }).collect()
}

fn at_otter_lane(name: &str, text: &str) -> Store {
    let store = Store::new();
    std::fs::write(store.desk().join(name), as_windows_saves(text)).unwrap();
    store.nov(&["school", "Otter Lane Primary", "phase=primary"]).well();
    store
}

/// A school with three published years, and what is read of a tracker of the year after.
fn beside_published(tracker: &str) -> Store {
    let store = Store::new();
    let files = super::put(&store.desk());
    let mut args = vec!["import-data"];
    args.extend(files.iter().map(String::as_str));
    store.nov(&[&args[..], &["--urn", "115976"]].concat()).well();
    std::fs::write(store.desk().join("tracker.csv"), tracker).unwrap();
    let columns = ["--column", "group=Group", "--column", "of=Pupils", "--column", "ks2-rwm-expected=RWM"];
    let file = ["import-data", "tracker.csv", "--urn", "115976", "--year", "2019/20"];
    store.nov(&[&file[..], &columns].concat()).well();
    store
}

#[test]
fn a_tracker_takes_neither_authority_nor_england_nor_groups_nor_years_out_of_the_note() {
    for tracker in ["Group,Pupils,RWM\nAll,58,66\n", "Group,Pupils,RWM\nAll,58,66\nBoys,28,SUPP\n"] {
        let store = beside_published(tracker);
        let said = store.nov(&["measures", "Church Crookham"]).well();
        let row = said.lines().find(|line| line.starts_with("RWM expected")).unwrap();
        let words = row.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, "RWM expected ▃▆▄ 72 → 80 → 75% own 2019/20: 66% to authority +7 to England +10");
        assert!(said.contains("Disadvantaged: 50%, 25 apart") && !said.contains("change of 9"), "{said}");
        let id = store.new_session("autumn", "Church Crookham Junior School", "2019-11-19");
        let note = store.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
        let head = note.lines().find(|line| line.contains("2016/17") && line.contains('|')).unwrap();
        for title in ["2017/18", "2018/19", "2019/20", "Authority 2018/19", "England 2018/19", "Pupils 2018/19"] {
            assert!(head.contains(title), "{title}: {head}");
        }
        let row = note.lines().find(|line| line.contains("expected standard") && line.contains("66%")).unwrap();
        for cell in ["72%", "80%", "75%", "66% (own)", "68%", "65%"] {
            assert!(row.contains(cell), "{cell}: {row}");
        }
        assert!(note.contains("groups against all pupils (75%)"), "{note}");
        let row = note.lines().find(|line| line.starts_with("| Disadvantaged")).unwrap();
        assert!(row.contains("50%") && row.contains("−25"), "{row}");
    }
}

#[test]
fn where_pupils_stand_now_is_told_in_the_column_of_targets_only_beside_one() {
    let store = beside_published("Group,Pupils,RWM\nAll,58,66\n");
    let target = ["target", "Church Crookham", "ks2-rwm-expected"];
    store.nov(&[&target[..], &["2019/20", "current=71"]].concat()).well();
    let id = store.new_session("autumn", "Church Crookham Junior School", "2019-11-19");
    let row = |store: &Store| {
        let note = store.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
        let row = note
            .lines()
            .find(|line| line.starts_with('|') && line.contains("71%") && line.contains("Performance tables"));
        row.unwrap_or_else(|| panic!("{note}")).split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    let told = row(&store);
    let cell = told.iter().find(|cell| cell.contains("now 71%")).unwrap();
    assert!(
        cell.contains("75% (2018/19); authority 68%; England 65%") && cell.contains("now 71% (2019/20)"),
        "{told:?}"
    );
    assert!(cell.contains("the school’s own 66% (2019/20)"), "{told:?}");
    store.nov(&[&target[..], &["2019/20", "target=80"]].concat()).well();
    assert!(row(&store).contains(&"80%; now 71%".to_owned()), "{:?}", row(&store));
}

#[test]
fn parts_of_one_are_told_with_a_figure_of_the_file() {
    let store = at_otter_lane("frac.csv", "Group,RWM,Writing\nAll,0.66,0.7\n");
    let columns = ["group=Group", "ks2-rwm-expected=RWM"];
    let mut args = vec!["import-data", "frac.csv", "--school", "Otter Lane", "--year", "2009/10"];
    args.extend(columns.iter().flat_map(|column| ["--column", column]));
    let said = store.nov(&args);
    assert!(said.err.contains("its percentages are parts of one; 0.66 is read as 66%"), "{said:?}");
}

/// Imports a file, told what its columns hold.
fn import(store: &Store, file: &str, columns: &[&str]) -> Output {
    let mut args = vec!["import-data", file, "--school", "Otter Lane"];
    args.extend(columns.iter().flat_map(|column| ["--column", column]));
    store.nov(&args)
}

/// No name of a pupil stands in anything said, or anywhere in the store.
fn has_no_names(store: &Store, said: &Output) {
    let kept: Vec<String> = store.files().into_iter().map(|file| store.read(file)).collect();
    for name in ["Quill", "Zoë", "Vane", "Cosima", "Piers", "Öström"] {
        assert!(!said.out.contains(name) && !said.err.contains(name), "{name}: {said:?}");
        assert!(!kept.iter().any(|text| text.contains(name)), "{name} is kept");
    }
}

fn school(store: &Store, measure: &str, group: &str) -> String {
    super::triple(&imported(store), "2009/10", measure, group)[0].clone()
}

#[test]
fn a_tracker_with_titles_rows_of_groups_and_parts_of_one_is_read_and_no_name_is_kept() {
    let file = "tracking 2009-10.csv";
    let store = at_otter_lane(file, GROUPS);
    let said = import(&store, file, &[]).fails_with(2);
    let names = "tracking 2009-10.csv:4: the columns (Group, No. of pupils, English and  maths L4+, %, % (2), Comment)";
    assert!(said.contains(names), "{said}");
    let columns = [
        "group=Group",
        "of=No. of pupils",
        "ks2-en-ma-l4=English and  maths L4+",
        "ks2-english-two-levels=%",
        "ks2-maths-two-levels=% (2)",
    ];
    let said = import(&store, file, &columns);
    assert!(said.err.contains("its percentages are parts of one; 0.62 is read as 62%"), "{said:?}");
    assert!(said.err.contains(":11: the row is of no group known here and is left out"), "{said:?}");
    has_no_names(&store, &said);
    said.well();
    for (measure, group, figure) in [
        ("ks2-en-ma-l4", "", "62"),
        ("ks2-en-ma-l4", "boys", "50"),
        ("ks2-en-ma-l4", "disadvantaged", "37.5"),
        ("ks2-english-two-levels", "girls", "93"),
        ("ks2-maths-two-levels", "", "90"),
        ("ks2-maths-two-levels", "girls", "100"),
    ] {
        assert_eq!(school(&store, measure, group), figure, "{measure} {group}");
    }
    let figures = imported(&store);
    let (_, boys) = figures.figure("ks2-en-ma-l4", "boys", "2009/10".parse().unwrap()).unwrap();
    assert_eq!(boys.of.as_ref().map(ToString::to_string).as_deref(), Some("14"));
    // Its columns are remembered, those below titles too; and the figures stand in words and documents.
    assert!(import(&store, file, &[]).well().contains("2009/10  tracking 2009-10: figures 12, withheld 0; as before"));
    let id = store.new_session("autumn", "Otter Lane Primary", "2009-11-17");
    let note = store.nov(&["export", &id, "--format", "txt", "--document", "measures", "--output", "-"]).well();
    assert!(note.contains("62%") && note.contains("37.5%") && note.contains("tracking 2009-10"), "{note}");
}

#[test]
fn a_sheet_with_a_row_for_each_pupil_is_refused_without_a_name() {
    let store = at_otter_lane("pupils 2009-10.csv", PUPILS);
    let said = import(&store, "pupils 2009-10.csv", &["ks2-en-ma-l4=English and maths"]);
    assert!(said.err.contains(":3: a second row for 2009/10 after that of line 2"), "{said:?}");
    assert!(said.err.contains("a row for each pupil has to be summed up first"), "{said:?}");
    has_no_names(&store, &said);
    assert_eq!(said.code, 2);
    // Nor is one shown when its column is taken for figures, for years or for groups.
    for columns in [
        &["ks2-en-ma-l4=Surname"][..],
        &["year=Forename", "ks2-en-ma-l4=Reading"],
        &["group=Surname", "absence=Reading"],
    ] {
        let said = import(&store, "pupils 2009-10.csv", columns);
        has_no_names(&store, &said);
    }
    assert!(!store.files().iter().any(|file| file.starts_with("figures/")), "{:?}", store.files());
}

#[test]
fn percentages_below_one_stay_what_they_are_where_absence_alone_is_told() {
    let store = at_otter_lane("absence.csv", "Year,Absence,Unauthorised\n2008/09,0.9,0.2\n2009/10,0.8,0.1\n");
    let columns = ["year=Year", "absence=Absence", "unauthorised-absence=Unauthorised"];
    let said = import(&store, "absence.csv", &columns);
    assert!(said.err.contains("every percentage in it is below 1 and stays so"), "{said:?}");
    said.well();
    assert_eq!(school(&store, "absence", ""), "0.8");
    // A percent sign says it, and one figure above one too.
    let store = at_otter_lane("two.csv", "Year,Both,Boys\n2008/09,0.5%,1\n2009/10,0.7%,0\n");
    let said = import(&store, "two.csv", &["year=Year", "ks2-en-ma-l4=Both", "ks2-en-ma-l4/boys=Boys"]);
    assert!(!said.err.contains("percentages"), "{said:?}");
    assert_eq!(school(&store, "ks2-en-ma-l4", ""), "0.7");
}

#[test]
fn files_of_one_name_from_two_schools_are_both_remembered_and_nothing_else_is_overwritten() {
    let store = at_otter_lane("own.csv", "Year,Both\n2009/10,62\n");
    std::fs::create_dir_all(store.path().join("measures")).unwrap();
    let own = r#"[(id: "reading-age", stage: "KS2", name: "Reading age", short: "Reading age", unit: Score(0, 20), meaning: "", question: "")]"#;
    std::fs::write(store.path().join("measures/own.ron"), own).unwrap();
    import(&store, "own.csv", &["year=Year", "ks2-en-ma-l4=Both"]).well();
    assert_eq!(store.read("measures/own.ron"), own);
    let other = "School year,RA,Roll\n2009/10,11.5,420\n";
    std::fs::create_dir(store.desk().join("brook")).unwrap();
    std::fs::write(store.desk().join("brook/own.csv"), other).unwrap();
    store.nov(&["school", "Brook Junior", "phase=primary"]).well();
    let columns = ["--column", "year=School year", "--column", "reading-age=RA", "--column", "pupils=Roll"];
    store.nov(&[&["import-data", "brook/own.csv", "--school", "Brook"][..], &columns].concat()).well();
    assert!(import(&store, "own.csv", &[]).well().contains("as before"));
    assert!(store.nov(&["import-data", "brook/own.csv", "--school", "Brook"]).well().contains("as before"));
    // Said anew, columns mean what was said last.
    let columns = ["year=Year", "ks2-maths-two-levels=Both"];
    import(&store, "own.csv", &columns).well();
    let said = import(&store, "own.csv", &[]).well();
    assert!(said.contains("as before"), "{said}");
    let figures: nov::measures::Figures = nov::ronfile::read(&store.read("figures/otter-lane-primary.ron")).unwrap();
    assert!(figures.figure("ks2-maths-two-levels", "", "2009/10".parse().unwrap()).is_some());
}

#[test]
fn rows_of_measures_are_read_by_the_command_line_and_no_name_in_them_is_said() {
    let turned = "Measure,Actual 08-09,2009/10\nL4+ En&Ma,62,66\nMaths 2 levels,80,SUPP\nZo\u{eb} Quill,1,0\n";
    let store = at_otter_lane("turned.csv", turned);
    let said = import(
        &store,
        "turned.csv",
        &["measure=Measure", "2008/09=Actual 08-09", "ks2-maths-two-levels=Maths 2 levels"],
    );
    assert!(said.err.contains("turned.csv:4: the row is of no measure known here and is left out"), "{said:?}");
    has_no_names(&store, &said);
    let read = said.well();
    for line in ["2008/09  turned: figures 2, withheld 0", "2009/10  turned: figures 1, withheld 1"] {
        assert!(read.contains(line), "{read}");
    }
    assert!(import(&store, "turned.csv", &[]).well().contains("as before"));
    // Two rows of one measure are not added up, and a sheet of pupils has none.
    let twice = "Measure,2009/10\nL4+ En&Ma,62\nks2-en-ma-l4,66\n";
    let store = at_otter_lane("twice.csv", twice);
    let said = import(&store, "twice.csv", &["measure=Measure"]).fails_with(2);
    assert!(said.contains("twice.csv:3: a second row of the measure and group of line 2"), "{said}");
    let store = at_otter_lane("pupils.csv", "Name,2009/10\nQuill,1\nVane,0\n");
    let said = import(&store, "pupils.csv", &["measure=Name"]);
    assert!(said.err.contains("no row is of a measure known here"), "{said:?}");
    has_no_names(&store, &said);
}

#[test]
fn a_comma_in_a_figure_is_asked_about_and_never_guessed() {
    let store = at_otter_lane("commas.csv", "Year;Both;On roll\n2008/09;62,5;1.203\n2009/10;66,0;1.198\n");
    let columns = ["year=Year", "ks2-en-ma-l4=Both", "pupils=On roll"];
    let said = import(&store, "commas.csv", &columns).fails_with(2);
    assert!(said.contains("commas.csv:2: Both: “62,5” has a comma") && said.contains("--decimal-comma"), "{said}");
    let mut args = vec!["import-data", "commas.csv", "--school", "Otter Lane", "--decimal-comma"];
    args.extend(columns.iter().flat_map(|column| ["--column", column]));
    store.nov(&args).well();
    assert_eq!(school(&store, "ks2-en-ma-l4", ""), "66.0");
    assert_eq!(school(&store, "pupils", ""), "1,198");
    assert!(import(&store, "commas.csv", &[]).well().contains("as before"), "it is remembered");
}

/// Imports a tracker of two measures under a name, told its columns.
fn track(store: &Store, file: &str, text: &str) -> Output {
    std::fs::write(store.desk().join(file), text).unwrap();
    import(store, file, &["year=Year", "ks2-maths-l4=Maths", "ks2-en-ma-l4=Both"])
}

const FIRST: &str = "Year,Maths,Both\n2008/09,60,52\n2009/10,62,55\n";

#[test]
fn a_file_without_any_figure_changes_nothing_and_says_where() {
    let store = at_otter_lane("tracker.csv", "");
    track(&store, "tracker.csv", FIRST).well();
    let before = store.read("figures/otter-lane-primary.ron");
    for cells in ["tbc,n/a", "NaN,inf", ","] {
        let said = track(&store, "tracker.csv", &format!("Year,Maths,Both\n2009/10,{cells}\n")).fails_with(2);
        assert!(said.contains("tracker.csv:2: no figure of the school stands here"), "{said}");
        assert_eq!(store.read("figures/otter-lane-primary.ron"), before, "{cells}");
    }
    let said = track(&store, "tracker.csv", "Year,Maths,Both\n").fails_with(2);
    assert!(said.contains("tracker.csv:1: there is no row below the names of the columns"), "{said}");
    // The other way round too.
    let turned = |cells: &str| {
        std::fs::write(store.desk().join("turned.csv"), format!("Measure,2009/10\nL4+ maths,{cells}\n")).unwrap();
        import(&store, "turned.csv", &["measure=Measure"])
    };
    turned("63").well();
    let before = store.read("figures/otter-lane-primary.ron");
    assert!(turned("tbc").fails_with(2).contains("turned.csv:2: no figure of the school stands here"));
    assert_eq!(store.read("figures/otter-lane-primary.ron"), before);
}

#[test]
fn a_figure_whose_cell_is_none_now_stays_and_is_told_and_a_published_code_replaces_it() {
    let store = at_otter_lane("tracker.csv", "");
    track(&store, "tracker.csv", FIRST).well();
    let said = track(&store, "tracker.csv", "Year,Maths,Both\n2008/09,,53\n2009/10,tbc,SUPP\n");
    for left in ["KS2: Mathematics: level 4 or above, 2008/09: 60%", "KS2: Mathematics: level 4 or above, 2009/10: 62%"]
    {
        assert!(said.err.contains(left), "{left}: {said:?}");
    }
    assert!(said.err.contains("what was read before stays"), "{said:?}");
    said.well();
    assert_eq!(school(&store, "ks2-maths-l4", ""), "62");
    assert_eq!(school(&store, "ks2-en-ma-l4", ""), "SUPP");
    // A column said to be another measure takes the first one out, by name.
    let said = import(&store, "tracker.csv", &["year=Year", "ks2-english-l4=Maths", "ks2-en-ma-l4=Both"]);
    assert!(
        said.err.contains("is taken out: KS2: Mathematics: level 4 or above, 2009/10: 62%") || said.code == 0,
        "{said:?}"
    );
}

#[test]
fn of_two_files_with_other_figures_the_one_read_last_is_shown_and_both_are_named() {
    let store = at_otter_lane("tracker-spring.csv", "");
    track(&store, "tracker-spring.csv", FIRST).well();
    let said = track(&store, "tracker-autumn.csv", "Year,Maths,Both\n2008/09,60,52\n2009/10,66,58\n");
    let expected = "tracker-spring.csv has 2 figures of 2009/10 that tracker-autumn.csv has otherwise; \
                    tracker-autumn.csv is shown, as it was read last";
    assert!(said.err.contains(expected), "{said:?}");
    said.well();
    assert_eq!(school(&store, "ks2-maths-l4", ""), "66");
    let id = store.new_session("autumn", "Otter Lane Primary", "2009-11-17");
    let note = store.nov(&["export", &id, "--format", "txt", "--document", "measures", "--output", "-"]).well();
    let words = note.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(expected), "{note}");
    // Read again, the other is shown; what is published goes before both.
    let said = track(&store, "tracker-spring.csv", FIRST);
    assert!(said.err.contains("tracker-spring.csv is shown, as it was read last"), "{said:?}");
    assert_eq!(school(&store, "ks2-maths-l4", ""), "62");
    let published = "RECTYPE,LEA,URN,SCHNAME,PTMATX,PTENGMATX,PT2MATH\n1,850,115976,Otter Lane Primary,64%,57%,80%\n";
    std::fs::write(store.desk().join("2009-2010_ks2.csv"), published).unwrap();
    let said = store.nov(&["import-data", "2009-2010_ks2.csv", "--school", "Otter Lane", "--urn", "115976"]);
    assert!(said.err.contains("2009-2010_ks2.csv is shown, as it was published"), "{said:?}");
    track(&store, "tracker-autumn.csv", FIRST).well();
    assert_eq!(school(&store, "ks2-maths-l4", ""), "64");
}

#[test]
fn a_head_with_one_name_twice_says_which_column_is_read() {
    let store = at_otter_lane("twice.csv", "Year,Both,Both\n2009/10,55,66\n");
    let said = import(&store, "twice.csv", &["year=Year", "ks2-en-ma-l4=Both"]);
    assert!(said.err.contains("twice.csv:1: “Both” stands more than once; the first is read"), "{said:?}");
    said.well();
    assert_eq!(school(&store, "ks2-en-ma-l4", ""), "55");
}
