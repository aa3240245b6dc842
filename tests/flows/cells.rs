//! Cells and choices among the fields of a visit: months, rows to come, several of some words, reasons, rows gone to by name.

use nov::app::Focus;

use crate::support::sitter::Sitter;

/// An autumn visit with recommendations, each a row with whose it is and by when.
fn with_recommendations() -> Sitter {
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+g").enters("recommendations").keys("esc");
    me.enters("@HT teach phonics daily by 29/1").enters("@DHT check the books weekly by 5/2");
    assert_eq!(me.session().table("recommendations").len(), 2);
    me
}

fn cell(me: &Sitter, row: usize, column: &str) -> String {
    me.session().table("recommendations")[row].get(column).cloned().unwrap_or_default()
}

#[test]
fn a_month_alone_is_its_last_day_where_a_day_to_come_is_asked() {
    let mut me = with_recommendations();
    me.jumps("timely").types("July 2010").keys("enter");
    assert_eq!(cell(&me, 0, "timely"), "2010-07-30");
    me.jumps("timely").types("Sept 2010").keys("enter");
    assert_eq!(cell(&me, 0, "timely"), "2010-09-30");
}

#[test]
fn a_column_is_gone_to_in_the_first_row_that_says_nothing_there_else_in_the_first() {
    let mut me = with_recommendations();
    me.jumps("timely").types("12/2/2010").keys("enter");
    assert_eq!((cell(&me, 0, "timely").as_str(), cell(&me, 1, "timely").as_str()), ("2010-02-12", "2010-02-05"));
    me.jumps("measurable").types("All read daily").keys("enter");
    me.jumps("measurable").types("All books marked").keys("enter");
    assert_eq!(
        (cell(&me, 0, "measurable").as_str(), cell(&me, 1, "measurable").as_str()),
        ("All read daily", "All books marked")
    );
}

#[test]
fn a_row_to_come_says_what_is_chosen_in_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations (normally");
    me.sees(&["Specific  ▾ yes / no"]);
    let mut me = Sitter::open("autumn");
    me.jumps("amendments asked");
    me.sees(&["▾ yes"]);
    me.keys("tab tab");
    me.sees(&["▾ yes"]);
}

#[test]
fn letters_and_figures_take_several_words_in_and_out() {
    let mut me = Sitter::open("autumn");
    let stages = |me: &Sitter| me.session().field("key-stages").to_owned();
    me.jumps("key stages applicable").types("e12");
    assert_eq!(stages(&me), "EYFS, KS1, KS2");
    me.types("1s");
    assert_eq!(stages(&me), "EYFS, KS2, Sixth form (post-16)");
    // Words are typed as ever, alone or behind what was chosen.
    me.keys("ctrl+u").types("KS3, EYFS, KS1").keys("enter");
    assert_eq!(stages(&me), "EYFS, KS1, KS3");
    me.jumps("key stages applicable").keys("ctrl+u").types("eks4").keys("enter");
    assert_eq!(stages(&me), "EYFS, KS4");
    me.jumps("key stages applicable").keys("ctrl+u").types("Sixth form (post-16), KS2").keys("enter");
    assert_eq!(stages(&me), "KS2, Sixth form (post-16)");
}

#[test]
fn a_stroke_at_a_grade_goes_to_its_reason_outside_the_grid_too() {
    let mut me = Sitter::open("autumn");
    me.jumps("pupils' attainment").types("2").keys("up tab").types("3");
    me.types("/").sees(&["Enter back to the grades"]);
    me.types("The schedule asks for two years of results").keys("enter");
    assert_eq!(me.session().field("attainment.reason"), "The schedule asks for two years of results");
    assert_eq!((me.session().entry_count(), me.sitting().focus), (0, Focus::Sheet));
    me.types("4");
    assert_eq!(me.session().field("learning.la"), "4", "the caret goes on with the blank grade");
}

#[test]
fn priorities_that_recommendations_name_by_number_are_numbered() {
    let mut me = Sitter::open("autumn");
    me.jumps("priorities agreed").types("Writing in Key Stage 2").keys("enter").types("Phonics").keys("esc");
    let text = String::from_utf8(me.writes("nov", "txt")).unwrap();
    assert!(text.contains("1. Writing in Key Stage 2") && text.contains("2. Phonics"), "{text}");
}
