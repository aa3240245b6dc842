//! A school's own spreadsheet, its columns said by keys: what it holds is in the pane, in words and in the note.

use super::figures::kept;
use crate::support::sitter::Sitter;

/// A tracker with titles above the columns, a row for each group and comments that name pupils.
const TRACKER: &str = "Seaview Primary;;;;\nSpring tracking;;;;\n\n\
    Group;Pupils;English and maths;Maths progress;Comment\n\
    All pupils;29;0.62;0.9;\nBoys;14;0.5;0.86;\"Zoë Quill,\nPiers Öström\"\nGirls;15;0.73;1;\nBlue table;6;0.5;0.5;Zoë Quill\n";

#[test]
fn a_tracker_is_read_by_keys_alone_and_seen_in_pane_words_and_note() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("spring.csv");
    std::fs::write(&file, TRACKER).unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.sees(&["Columns of", "Group", "Pupils", "English and maths", "Maths progress", "Comment"]);
    me.keys("enter").enters("the group");
    me.keys("enter").enters("how many");
    me.keys("enter").enters("L4+ En&Ma");
    me.keys("enter").enters("maths two levels");
    me.sees(&["the group of pupils", "how many pupils", "KS2: Mathematics: two levels"]);
    me.keys("down enter").sees(&["Which school year is"]);
    me.enters("2009/10");
    // What is too long for the foot of the screen is shown whole.
    let screen = me.screen();
    assert!(screen.contains("6 figures, 0 withheld") && screen.contains("parts of one"), "{screen}");
    assert!(screen.contains("of no group known here"), "{screen}");
    me.keys("esc ctrl+n");
    for (wide, high) in [(120, 40), (160, 50)] {
        let screen = me.screen_of(wide, high);
        for words in ["L4+ En&Ma", "62%", "62% = majority", "Boys", "−12", "2 levels maths"] {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
    }
    me.keys("f3").types("L4+ En&Ma").keys("enter enter");
    let said = "English and mathematics: level 4 or above in both: majority (62%) in 2009/10 (of 29 pupils) \
         (spring, read 17 November 2009, 2009/10)";
    assert_eq!(me.last().text, said);
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(note.contains("62%") && note.contains("spring"), "{note}");
    let figures = nov::ronfile::write(&kept(&me)).unwrap();
    for name in ["Quill", "Piers", "Blue table"] {
        assert!(!note.contains(name) && !figures.contains(name), "{name}");
    }
    // The next term's is read without a question.
    std::fs::write(&file, TRACKER.replace("0.62", "0.69")).unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.sees(&["Which school year is"]);
    me.enters("2009/10").keys("esc");
    me.sees(&["69%"]);
}

#[test]
fn the_measure_that_has_all_the_words_typed_and_fewest_others_stands_first() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("spring.csv");
    std::fs::write(&file, TRACKER).unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.keys("enter");
    for (typed, first) in [
        ("maths l4", "KS2: Mathematics: level 4 or above"),
        ("maths level 4", "KS2: Mathematics: level 4 or above"),
        ("l4+ maths", "KS2: Mathematics: level 4 or above"),
        ("mathematics level 5", "KS2: Mathematics: level 5"),
        ("english level 4", "KS2: English: level 4 or above"),
        ("english and maths l4", "KS2: English and mathematics: level 4 or above in both"),
        ("ks1 maths level 3", "KS1: Mathematics: level 3 or above"),
    ] {
        me.types(typed);
        let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
        assert_eq!(picker.selected().map(|choice| choice.label.as_str()), Some(first), "{typed}");
        for _ in typed.chars() {
            me.keys("backspace");
        }
    }
}

#[test]
fn each_file_of_a_remembered_layout_goes_by_its_own_name_and_day() {
    let mut me = Sitter::open("autumn");
    let sheet = |maths: &str| format!("School year,Maths\n2009/10,{maths}\n");
    let put = |me: &Sitter, name: &str, maths: &str| {
        let file = me.store().join(name);
        std::fs::write(&file, sheet(maths)).unwrap();
        file.display().to_string()
    };
    let file = put(&me, "autumn tracker.csv", "61");
    me.runs("import figures").enters(&file);
    me.keys("enter").enters("the school year");
    me.keys("enter").enters("maths l4").keys("enter");
    let file = put(&me, "spring tracker.csv", "66.66666");
    me.runs("import figures").enters(&file).keys("esc ctrl+n f3").types("L4+ maths").keys("enter enter");
    let said = "Mathematics: level 4 or above: large majority (66.7%) in 2009/10 \
                (spring tracker, read 17 November 2009, 2009/10)";
    assert_eq!(me.last().text, said);
}

#[test]
fn measures_of_ones_own_are_offered_for_columns() {
    let mut me = Sitter::open("autumn");
    let own = r#"[(id: "reading-age", stage: "KS2", name: "Reading age", short: "Reading age", unit: Score(0, 20), meaning: "", question: "")]"#;
    std::fs::create_dir_all(me.store().join("measures")).unwrap();
    std::fs::write(me.store().join("measures/own.ron"), own).unwrap();
    let file = me.store().join("ages 2009-10.csv");
    std::fs::write(&file, "Year group,Age\n6,11.2\n").unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.keys("down enter").enters("reading age");
    me.sees(&["KS2: Reading age"]);
    me.keys("enter");
    me.is_told("Seaview Primary, 2009/10: 1 figures, 0 withheld");
}

#[test]
fn a_tracker_with_a_column_for_each_term_tells_where_the_year_stands_last() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("year 6.csv");
    std::fs::write(&file, "Year 6\tAut 09\tSpr 10\tSum 09\nL4+ En&Ma\t58%\t63.0%\t62\nAttendance\t93.8\t94.1\t\n")
        .unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.sees(&["Columns of", "the name of the measure", "the figures of 2008/09", "the figures of 2009/10"]);
    me.keys("down down down down enter");
    me.is_told("“Aut 09” is left out: “Spr 10” is later in 2009/10");
    let figures = kept(&me);
    let of = |measure: &str, year: &str| {
        let figure = figures.figure(measure, "", year.parse().unwrap());
        figure.and_then(|(_, figure)| figure.school.as_ref()).map(ToString::to_string)
    };
    assert_eq!(of("ks2-en-ma-l4", "2009/10").as_deref(), Some("63.0"));
    assert_eq!(of("ks2-en-ma-l4", "2008/09").as_deref(), Some("62"));
    assert_eq!(of("absence", "2009/10"), None, "attendance is no absence");
}

/// Rows of measures with years beside, as a spreadsheet of another country writes figures.
const TURNED: &str = "Seaview Primary: key measures;;;\n\n\
    Measure;2007/08;2008/09;2009/10\n\
    L4+ En&Ma;58,6;62,5;SUPP\nTwo levels in maths, all;79,3;;86,2\nBoys at L4+ in both;50;55,1;\nSchool dinners;210;205;198\n";

#[test]
fn rows_of_measures_with_years_beside_and_decimal_commas_are_asked_once_and_remembered() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("key measures.csv");
    std::fs::write(&file, TURNED).unwrap();
    let file = file.display().to_string();
    // Years as titles are seen at first sight; nothing is read before the user says so.
    me.runs("import figures").enters(&file);
    me.sees(&["Columns of", "the name of the measure", "the figures of 2008/09"]);
    me.keys("down down down down enter");
    me.sees(&["What is the comma of “58,6” in key measures.csv?", "a decimal comma"]);
    me.keys("enter");
    me.sees(&["Rows of", "Two levels in maths, all", "Boys at L4+ in both", "School dinners"]);
    me.sees_no(&["L4+ En&Ma"]);
    me.keys("enter").enters("maths two levels");
    me.keys("enter").enters("L4+ En&Ma boys");
    me.sees(&["KS2: Mathematics: two levels", "Boys · KS2: English and mathematics"]);
    me.keys("down enter");
    let screen = me.screen();
    assert!(screen.contains("6 figures, 1 withheld") && screen.contains("of no measure known here"), "{screen}");
    me.keys("esc");
    let figures = kept(&me);
    let school = |measure: &str, group: &str, year: &str| {
        let found = figures.figure(measure, group, year.parse().unwrap());
        found.and_then(|(_, figure)| figure.school.clone())
    };
    let printed = |measure: &str, group: &str, year: &str| school(measure, group, year).map(|value| value.to_string());
    assert_eq!(printed("ks2-en-ma-l4", "", "2008/09").as_deref(), Some("62.5"));
    assert_eq!(printed("ks2-en-ma-l4", "boys", "2008/09").as_deref(), Some("55.1"));
    assert_eq!(printed("ks2-maths-two-levels", "", "2009/10").as_deref(), Some("86.2"));
    assert_eq!(printed("ks2-maths-two-levels", "", "2008/09"), None);
    let withheld = school("ks2-en-ma-l4", "", "2009/10").unwrap();
    assert_eq!((withheld.number(), withheld.code()), (None, Some("SUPP")));
    // Next year's has another column and a figure more, and asks nothing.
    let next = TURNED.replace("2009/10\n", "2009/10;2010/11\n").replace("SUPP\n", "66,0;71,4\n");
    std::fs::write(me.store().join("key measures.csv"), next).unwrap();
    me.runs("import figures").enters(&file);
    me.sees(&["8 figures, 0 withheld"]);
    me.keys("esc");
    let figures = kept(&me);
    let (_, latest) = figures.figure("ks2-en-ma-l4", "", "2010/11".parse().unwrap()).unwrap();
    assert_eq!(latest.school.as_ref().map(ToString::to_string).as_deref(), Some("71.4"));
}

#[test]
fn a_sheet_of_pupils_with_years_beside_shows_no_name_and_is_refused() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("pupils.csv");
    let pupils: Vec<String> = (0..30).map(|n| format!("Quill {n},1,0")).collect();
    std::fs::write(&file, format!("Name,2008/09,2009/10\n{}\n", pupils.join("\n"))).unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.keys("down down down enter");
    me.sees_no(&["Quill"]);
    me.sees(&["a row for each pupil has to be summed up first"]);
}

/// A visit with three published years, and one figure of the school's own tracker of the year after.
fn with_a_tracker() -> Sitter {
    let mut me = super::figures::at_targets();
    let file = me.store().join("tracker.csv");
    std::fs::write(&file, "Group;Pupils;RWM\nAll;58;66\n").unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.keys("enter").enters("the group");
    me.keys("enter").enters("how many");
    me.keys("enter").enters("RWM expected");
    me.keys("down enter").enters("2019/20").keys("esc");
    me.keys("ctrl+n");
    me
}

#[test]
fn a_figure_of_the_tracker_takes_nothing_published_away_from_pane_list_and_table() {
    let mut me = with_a_tracker();
    while !me.screen_of(120, 40).contains("RWM expected") {
        me.keys("ctrl+n");
    }
    let screen = me.screen_of(120, 40);
    for words in ["72→80→75%", "LA ✓+7", "Eng ✓+10", "own 66% (2019/20)", "▼ Disadv"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    me.keys("f4");
    let screen = me.screen_of(160, 50);
    for words in ["66%*", "* own figure", "✓ +7", "Disadvantaged: 50%, 25 apart", "change of 5 since 2017/18"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains("change of 9"), "{screen}");
}

#[test]
fn every_figure_of_a_year_and_group_can_be_put() {
    let mut me = with_a_tracker();
    me.keys("f3").types("rwm expected 2018").keys("enter enter");
    let said = &me.last().text;
    assert!(said.contains("large majority (75%) in 2018/19") && said.contains("down 5 on 2017/18"), "{said}");
    me.keys("f3").types("rwm expected own").keys("enter enter");
    let said = me.last().text.clone();
    assert!(said.contains("(66%) in 2019/20") && said.contains("The school’s own figure: tracker, read "), "{said}");
    assert!(!said.contains("on 2018/19") && !said.contains("England"), "{said}");
    me.keys("f3").types("rwm expected in 2016").keys("enter enter");
    let said = me.last().text.clone();
    assert!(said.contains("(72%) in 2016/17") && said.contains("England"), "{said}");
    me.keys("f3").types("disadvantaged rwm expected in 2017").keys("enter enter");
    let said = me.last().text.clone();
    assert!(said.contains("in 2017/18") && said.contains("isadvantaged"), "{said}");
}

#[test]
fn in_the_table_of_figures_every_row_has_the_years_of_the_head_and_a_key_shows_the_others() {
    let mut me = with_a_tracker();
    me.send(nov::app::Message::Resized(80, 24));
    me.keys("f4");
    let rows = |me: &Sitter, measure: &str| {
        let screen = me.screen_of(80, 24);
        let head = screen.lines().find(|line| line.contains("Measure")).unwrap().to_owned();
        let row = screen.lines().find(|line| line.contains(measure)).unwrap().to_owned();
        (head, row)
    };
    let screen = me.screen_of(80, 24);
    assert!(screen.contains("Shift+←→ years") && screen.contains("F9 hypothesis · Esc"), "{screen}");
    let (head, row) = rows(&me, "RWM expected");
    assert!(head.contains("‹") && head.contains("2018/19 2019/20") && !head.contains("›"), "{head}");
    assert!(row.contains("75%    66%*"), "{row}");
    let (_, row) = rows(&me, "RWM higher");
    assert!(row.contains('%'), "a measure without the newest year shows those before it: {row}");
    me.keys("shift+left");
    let (head, row) = rows(&me, "RWM expected");
    assert!(head.contains("‹") && head.contains("2017/18 2018/19›"), "{head}");
    assert!(row.contains("80%     75%"), "{row}");
    me.keys("shift+left shift+left shift+left");
    let (head, row) = rows(&me, "RWM expected");
    assert!(head.contains(" 2016/17 2017/18›") && !head.contains("‹"), "{head}");
    assert!(row.contains("72%     80%"), "{row}");
    me.keys("shift+right");
    assert!(rows(&me, "RWM").0.contains("2017/18 2018/19›"), "no key was in vain");
    // The chart has every year, on a small screen one bar each.
    let screen = me.screen_of(80, 24);
    for year in ["2016/17  School", "2017/18  School", "2018/19  School", "2019/20  own", "LA 68%  England 65%"] {
        assert!(screen.contains(year), "{year}\n{screen}");
    }
}

#[test]
fn a_path_with_a_slip_stays_in_the_box_with_what_is_wrong() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("spring.csv");
    std::fs::write(&file, TRACKER).unwrap();
    let slip = me.store().join("sprin.csv").display().to_string();
    me.runs("import figures").enters(&slip);
    me.sees(&["Which files of figures?", "sprin.csv", "there is no such file"]);
    me.keys("backspace backspace backspace backspace").enters("g.csv");
    me.sees(&["Columns of", "English and maths"]);
}
