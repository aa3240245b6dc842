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
    let said =
        "English and mathematics: level 4 or above in both: majority (62%) in 2009/10 (of 29 pupils) (spring, 2009/10)";
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
