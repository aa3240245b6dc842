//! The grid in which figures are typed during a meeting: which rows stand in it, and those of groups.

use super::figures::{at_targets, kept};
use crate::support::sitter::Sitter;

/// An Autumn visit to a school, of which so much is known.
fn visiting(facts: &[(&str, &str)]) -> Sitter {
    let mut me = Sitter::at_home();
    me.knows(facts).begin("autumn", "2009-11-17");
    me
}

#[test]
fn a_primary_is_asked_for_no_key_stage_it_has_not() {
    for (facts, has, has_not) in [
        (&[("phase", "Primary")][..], "L4+ En&Ma", "5 A*-C E&M"),
        (&[("phase", "Secondary")], "3 levels maths", "L4+ En&Ma"),
        (&[("phase", "Primary"), ("key-stages", "EYFS, KS1")], "Absence", "L4+ En&Ma"),
    ] {
        let mut me = visiting(facts);
        me.keys("f7").sees(&["Type figures", "Absence", has]);
        me.sees_no(&[has_not]);
    }
    // A record written in small letters means the same.
    let mut me = visiting(&[("phase", "primary")]);
    me.keys("f7").sees(&["L4+ En&Ma"]);
    me.sees_no(&["5 A*-C E&M"]);
    // Where nobody said which it has, its figures do.
    let mut me = at_targets();
    me.keys("f7").sees(&["L4+ En&Ma"]);
    me.sees_no(&["3 levels maths"]);
}

#[test]
fn where_nobody_knows_the_key_stages_they_are_asked_once_and_kept_in_the_record() {
    let mut me = visiting(&[]);
    me.keys("f7").sees(&["Which key stages has the school?", "EYFS, KS1, KS2", "Junior"]);
    me.sees_no(&["Type figures"]);
    me.enters("junior");
    me.sees(&["Type figures", "L4+ En&Ma", "Absence"]);
    me.sees_no(&["5 A*-C E&M"]);
    me.keys("esc f7").sees(&["Type figures"]);
    // The next visit knows, and the record says it.
    me.keys("esc");
    me.begin("spring", "2010-03-09");
    me.keys("f7").sees(&["Type figures", "L4+ En&Ma"]);
    let schools = std::fs::read_dir(me.store().join("schools")).unwrap();
    let texts: Vec<String> = schools.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains("\"key-stages\": \"KS2\"")), "{texts:?}");
}

#[test]
fn no_target_is_asked_for_by_law_after_the_last_years_that_had_one() {
    let mut me = Sitter::at_home();
    me.knows(&[("key-stages", "KS2, KS4")]).begin("autumn", "2009-11-17");
    me.keys("f7").sees(&["5 A*-C E&M", "L4+ En&Ma", "yes"]);
    // In the last of those years there is no next one to be set by law.
    let mut me = Sitter::at_home();
    me.knows(&[("key-stages", "KS2, KS4")]).begin("autumn", "2010-11-16");
    me.keys("f7").sees(&["5 A*-C E&M", "2011/12"]);
    me.sees_no(&["yes"]);
    let mut me = Sitter::at_home();
    me.knows(&[("key-stages", "KS2, KS4")]).begin("autumn", "2018-11-13");
    me.keys("f7").sees(&["RWM expected", "Progress 8"]);
    me.sees_no(&["yes"]);
}

#[test]
fn groups_have_rows_of_their_own_and_targets_are_typed_for_them() {
    let mut me = visiting(&[("phase", "Primary")]);
    me.keys("f7").sees_no(&["Disadvantaged"]);
    me.keys("f7").sees(&["  Boys", "  Girls", "  Disadvantaged", "  EAL", "  SEN", "  Children in care"]);
    me.keys("tab tab down").types("58").keys("down down").types("41").keys("tab").types("45").keys("up");
    me.keys("up up up");
    // A result of last year, below the column of all pupils.
    me.keys("shift+tab shift+tab shift+tab").keys("down").types("55").keys("tab");
    let figures = kept(&me);
    let year = "2009/10".parse().unwrap();
    let target = |group: &str| figures.target("ks2-en-ma-l4", group, year).map(|target| target.get("target"));
    assert_eq!((target("boys").as_deref(), target("disadvantaged").as_deref()), (Some("58"), Some("41")));
    assert_eq!(target(""), None, "what is typed for a group is not said of all");
    assert!(figures.figure("ks2-en-ma-l4", "boys", "2008/09".parse().unwrap()).is_some());
    // The same key hides those of which nothing was said.
    me.keys("f7").sees(&["  Boys", "  Disadvantaged"]);
    me.sees_no(&["Children in care"]);
    me.keys("ctrl+z").sees(&["Taken back: Boys: L4+ En&Ma, result 2008/09: 55 → nothing"]);
    me.keys("ctrl+y esc f7").sees(&["  Boys", "55"]);
    // They stand in the note, named.
    me.keys("esc");
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(note.contains("(Boys)") && note.contains("58%"), "{note}");
}

#[test]
fn the_rows_of_groups_fit_a_small_screen() {
    let mut me = at_targets();
    me.keys("f7").sees(&["RWM expected"]);
    while !me.screen().contains("KS2: Reading, writing and maths: expected standard") {
        me.keys("down");
    }
    me.keys("f7");
    let screen = me.screen_of(80, 24);
    assert!(screen.contains("  Boys") && screen.contains("F7 groups"), "{screen}");
}
