//! The school's figures in a session: imported, beside the item, into an entry, typed in, looked at.

use nov::app::{Focus, Overlay};
use nov::measures::{Figures, TargetKind, Wish};

use crate::measures::put;
use crate::support::sitter::{Sitter, read};

/// An Autumn visit with three published years of the school, imported from inside.
pub(super) fn at_targets() -> Sitter {
    let mut me = Sitter::open("autumn");
    let folder = me.store().join("tables");
    std::fs::create_dir_all(&folder).unwrap();
    let files: Vec<String> = put(&folder).iter().map(|file| folder.join(file).display().to_string()).collect();
    me.runs("import figures");
    me.sees(&["Which files of figures?"]);
    // One after the other, as the files of a sitting are single paths.
    for (n, file) in files.iter().enumerate() {
        if n > 0 {
            me.runs("import figures");
        }
        me.enters(file);
        if n == 0 {
            me.sees(&["The school’s number (URN)?"]);
            me.enters("115976");
        }
    }
    me.is_told("Seaview Primary, 2018/19: 121 figures, 16 withheld");
    me.keys("ctrl+n");
    me
}

pub(super) fn kept(me: &Sitter) -> Figures {
    nov::ronfile::read(&read(&me.store(), "figures/seaview-primary.ron")).unwrap()
}

#[test]
fn the_pane_shows_trend_gaps_groups_and_the_question() {
    let me = at_targets();
    for size in [(120, 40), (160, 50)] {
        let screen = me.screen_of(size.0, size.1);
        for words in [
            "Data",
            "RWM expected",
            "72→80→75%",
            "▃▆▄",
            "LA ✓+7",
            "Eng ✓+10",
            "75% = large majority",
            "▼ Disadv",
            "−25",
            "? ",
        ] {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
    }
}

#[test]
fn where_panes_fold_the_figures_are_a_tab_of_their_own() {
    let mut me = at_targets();
    while me.sitting().focus != Focus::Figures {
        me.keys("tab");
    }
    let screen = me.screen_of(80, 24);
    assert!(screen.contains("[Data]") && screen.contains("RWM expected"), "{screen}");
}

#[test]
fn years_stand_with_the_trend_and_the_range_with_progress_whatever_the_size() {
    let mut me = at_targets();
    while me.sitting().focus != Focus::Figures {
        me.keys("tab");
    }
    for (wide, high) in [(80, 24), (120, 40)] {
        let screen = me.screen_of(wide, high);
        assert!(screen.contains("72→80→75%") && screen.contains("16/17–18/19"), "{screen}");
    }
    while !me.sitting().board[me.sitting().figure].name.contains("Reading progress") {
        me.keys("down");
    }
    let screen = me.screen_of(80, 24);
    assert!(screen.contains("range ") && screen.contains("The range of confidence"), "{screen}");
    // Figures below 0 go to the other side of one line.
    me.keys("f4");
    while me.screen().lines().all(|line| !line.contains("Reading: progress")) {
        me.keys("down");
    }
    let screen = me.screen();
    let bars: Vec<&str> = screen.lines().filter(|line| line.contains("School ") && line.contains('│')).collect();
    assert!(screen.contains("█│ -") && bars.len() > 1, "{screen}");
}

#[test]
fn the_grid_has_whole_headings_on_a_small_screen() {
    let mut me = at_targets();
    me.keys("f7");
    let screen = me.screen_of(80, 24);
    for heading in ["result", "now", "target", "estim.", "by law", "source", "ambition"] {
        assert!(screen.contains(heading), "{heading}\n{screen}");
    }
}

#[test]
fn the_grid_begins_at_its_first_cell_and_says_which_cell_it_is_and_what_that_takes() {
    let mut me = at_targets();
    me.keys("f7");
    for (place, wants) in [
        ("result 2008/09", "a figure from 0 to 100"),
        ("now 2009/10", "a figure from 0 to 100"),
        ("target 2009/10", "a figure from 0 to 100"),
        ("estimate 2009/10", "a figure from 0 to 100"),
        ("target 2010/11", "a figure from 0 to 100"),
        ("estimate 2010/11", "a figure from 0 to 100"),
        ("by law 2010/11", "1 the law asks for it"),
        ("source 2010/11", "2 FFT"),
        ("ambition 2010/11", "1 ambitious enough"),
    ] {
        let screen = me.screen_of(80, 24);
        for words in [&format!("{place} · KS2: English and mathematics: level 4 or above in both"), wants] {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
        me.keys("tab");
    }
    // A letter in the cell of the law is told of too; what a measure of points takes is another figure.
    me.keys("shift+tab shift+tab shift+tab").types("x").sees(&["This takes 1 the law asks for it"]);
    while !me.screen().contains("Reading: progress") {
        me.keys("down");
    }
    me.keys("shift+tab").sees(&["a figure from -50 to 50"]);
}

#[test]
fn no_two_measures_look_alike_in_the_grid_on_a_small_screen() {
    let mut me = at_targets();
    me.keys("f7");
    let screen = me.screen_of(80, 24);
    let inside = screen.lines().skip_while(|line| !line.contains("by law")).skip(1);
    let rows = inside.take_while(|line| line.contains("yes") || line.contains(" no"));
    let labels: Vec<&str> =
        rows.map(|line| line.split(" yes").next().unwrap().split(" no").next().unwrap().trim()).collect();
    let apart: std::collections::BTreeSet<&&str> = labels.iter().collect();
    assert!(labels.len() > 6 && apart.len() == labels.len(), "{labels:?}\n{screen}");
    assert!(screen.contains("2 …English") && screen.contains("…maths"), "{screen}");
}

#[test]
fn a_letter_typed_for_ambition_is_the_word_that_begins_with_it_or_is_refused() {
    let mut me = at_targets();
    me.keys("f7 tab tab tab tab").types("78").keys("tab tab tab tab").types("n").keys("down");
    me.sees(&["not ambiti"]);
    me.keys("up").types("x").keys("down");
    me.sees(&["“x” is none of these: 1 ambitious enough"]);
    me.keys("esc esc");
    let views: Vec<String> = kept(&me).targets.iter().map(|target| target.view.clone()).collect();
    assert!(views.contains(&"not ambitious enough".to_owned()) && !views.contains(&"x".to_owned()), "{views:?}");
}

#[test]
fn a_target_in_the_note_says_where_it_comes_from_and_leads_to_where_it_is_typed() {
    let mut me = at_targets();
    me.keys("f7 tab tab tab tab").types("78").keys("tab tab tab").types("5").keys("esc");
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(note.contains("78% (school tracking)"), "{note}");
    me.keys("ctrl+v");
    let is_target = |me: &Sitter| match me.app.overlays.last() {
        Some(Overlay::Preview(preview)) => {
            preview.selected().is_some_and(|passage| matches!(passage.source, nov::outline::Source::Target { .. }))
        }
        _ => panic!("the document is shown:\n{}", me.screen()),
    };
    for _ in 0..60 {
        if !is_target(&me) {
            me.keys("down");
        }
    }
    assert!(is_target(&me), "{}", me.screen());
    me.keys("enter");
    me.sees(&["Type figures", "target 2010/11"]);
}

#[test]
fn the_finding_about_a_targets_ambition_leads_to_the_cell_in_which_it_is_typed() {
    let mut me = at_targets();
    me.keys("f7 down down tab tab tab tab").types("78").keys("tab esc");
    me.runs("findings");
    let Some(Overlay::Findings(findings)) = me.app.overlays.last() else { panic!("findings are shown") };
    let of_maths = |id: &str| id.starts_with("ambition:") && id.contains("mathematics-two-levels");
    let at = findings.found.iter().position(|found| of_maths(&found.id)).unwrap();
    for _ in 0..at {
        me.keys("down");
    }
    me.keys("enter");
    me.sees(&["Type figures", "ambition 2010/11 · KS2: Mathematics: two levels"]);
    me.types("1").keys("esc");
    let figures = kept(&me);
    let target = figures.target("ks2-maths-two-levels", "", "2010/11".parse().unwrap()).unwrap();
    assert_eq!(target.view, "ambitious enough");
    me.runs("findings").sees_no(&["has no view of its ambition"]);
}

#[test]
fn one_key_puts_a_figure_into_an_entry_with_its_word_and_source() {
    let mut me = at_targets();
    while me.sitting().focus != Focus::Figures {
        me.keys("tab");
    }
    me.keys("enter enter");
    let text = me.last().text.clone();
    assert!(
        text.starts_with("Reading, writing and maths: expected standard: large majority (75%) in 2018/19"),
        "{text}"
    );
    assert!(text.ends_with("(Performance tables, key stage 2, 2018/19)"), "{text}");
    // Into words that stand there it goes in a few.
    me.types("Governors know that a").keys("f3").types("RWM higher").keys("enter enter");
    assert_eq!(
        me.last().text,
        "Governors know that a very small minority (17%) in 2018/19 \
         (Reading, writing and maths: higher standard; Performance tables, key stage 2)"
    );
    // What the line names already is not said again, and a group is.
    me.types("RWM expected is good:").keys("f3").types("RWM expected").keys("enter enter");
    assert_eq!(
        me.last().text,
        "RWM expected is good: large majority (75%) in 2018/19 (Performance tables, key stage 2)"
    );
    me.types("In RWM expected the gap is wide:").keys("f3").types("disadvantaged RWM expected").keys("enter enter");
    assert!(
        me.last().text.ends_with("in 2018/19 (disadvantaged; Performance tables, key stage 2)"),
        "{}",
        me.last().text
    );
    // What nov words itself is never found to disagree.
    assert!(!me.sitting().noticed().iter().any(|said| said.starts_with('!')));
}

#[test]
fn a_percentage_shows_its_word_and_a_wrong_one_the_figure_kept() {
    let mut me = at_targets();
    me.types("66% of lessons");
    me.sees(&["66% = large majority"]);
    me.keys("ctrl+u").types("RWM expected was 66% in 2018/19");
    me.sees(&["! kept: 75% in 2018/19"]);
    me.keys("enter").runs("findings");
    me.sees(&["says 66% of KS2: Reading, writing and maths: expected standard"]);
    me.keys("esc").types("RWM expected was 75% in 2018/19");
    me.sees_no(&["! kept"]);
}

#[test]
fn in_a_field_a_percentage_shows_its_word_too_and_a_wrong_one_the_figure_kept() {
    let mut me = at_targets();
    me.jumps("reasons against").types("Writing: 62% of them. RWM was 57%");
    for (wide, high) in [(120, 40), (80, 24)] {
        let screen = me.screen_of(wide, high);
        assert!(screen.contains("! kept: 75% in 2018/19") && screen.contains("62% = majority"), "{screen}");
    }
    me.keys("ctrl+u").types("12 of 30 pupils (50%)");
    me.sees(&["12 of 30 is 40%, not 50%"]);
    me.keys("esc").runs("findings");
    me.sees(&["says 12 of 30 is 50%; that makes 40%"]);
}

#[test]
fn figures_are_typed_with_digits_and_tab() {
    let mut me = at_targets();
    me.keys("f7").sees(&["Type figures", "2009/10", "2010/11", "by law", "ambition"]);
    me.keys("tab tab").types("70").keys("tab").types("72.5").keys("tab").types("74").keys("tab tab");
    me.types("0").keys("tab").types("2");
    me.keys("tab").types("2").keys("esc");
    let figures = kept(&me);
    let first = "ks2-en-ma-l4";
    let now = figures.target(first, "", "2009/10".parse().unwrap()).unwrap();
    let next = figures.target(first, "", "2010/11".parse().unwrap()).unwrap();
    let text = |value: &Option<nov::measures::Value>| value.as_ref().map(ToString::to_string);
    assert_eq!((text(&now.target), text(&now.estimate)), (Some("70".into()), Some("72.5".into())));
    assert_eq!(next.source, "FFT");
    assert_eq!(
        (text(&next.target), next.kind, next.view.as_str()),
        (Some("74".into()), TargetKind::Own, "not ambitious enough")
    );
    me.sees(&["target 2009/10 70"]);
    // The item shows them whole, each by its name, on a small screen too.
    let screen = me.screen_of(80, 24);
    for words in [
        "2009/10 target: 70%",
        "FFT estimate: 72.5% (2009/10)",
        "2010/11 agreed target: 74%",
        "SIP view of ambition: not ambitious enough",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    // A figure out of range is refused in its place; letters are no figures.
    me.keys("f7 tab tab").types("7x").sees(&["This takes a figure from 0 to 100"]);
    me.types("80").sees_no(&["This takes"]);
    me.keys("tab").sees(&["target 2009/10: 780 cannot be: a figure here is from 0 to 100"]);
    me.keys("esc").sees_no(&["Type figures"]);
    assert_eq!(kept(&me), figures);
    // Esc alone closes too, and says that what stood there stays.
    me.keys("f7 tab tab").types("780").keys("esc").sees_no(&["Type figures"]);
    me.is_told("“780” was not kept; target 2009/10 has 70 as before");
    assert_eq!(kept(&me), figures);
    me.keys("f4").sees(&["target   ", "70%", "estimate ", "72.5%", "2010/11  target"]);
    me.keys("esc");
    // The targets stand in the note's greyed table.
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(note.contains("70%") && note.contains("not ambitious enough"), "{note}");
}

#[test]
fn all_figures_are_a_screen_of_their_own_that_sorts_and_shows_groups() {
    let mut me = at_targets();
    me.keys("f4").sees(&["Figures · Seaview Primary · all pupils", "Measure▾", "2016/17", "█", "▓", "░"]);
    let order = |me: &Sitter, a: &str, b: &str| {
        let screen = me.screen();
        screen.find(a).unwrap() < screen.find(b).unwrap()
    };
    assert!(order(&me, "RWM expected", "Maths expected"));
    me.keys("right").sees(&["change▾"]);
    me.keys("tab").sees(&["with groups", "EAL: RWM expected"]);
    me.keys("down down").keys("esc").sees_no(&["with groups"]);
    me.keys("f4 enter");
    assert!(me.sitting().line.text().contains("(75%)"), "{}", me.sitting().line.text());
}

#[test]
fn the_columns_of_a_schools_own_file_are_asked_once() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("tracking.csv");
    std::fs::write(&file, "Year,Both,Notes\n2008/09,62,a\n2009/10,66%,b\n").unwrap();
    let file = file.display().to_string();
    me.runs("import figures").enters(&file);
    me.sees(&["Columns of", "Year", "Both", "Notes"]);
    me.keys("enter").enters("school year");
    me.keys("enter").enters("L4+ En&Ma");
    me.sees(&["KS2: English and mathematics: level 4 or above"]);
    me.sees_no(&["ks2-en-ma-l4"]);
    me.keys("down enter");
    me.is_told("Seaview Primary, 2008/09, 2009/10: 2 figures, 0 withheld");
    me.runs("import figures").enters(&file);
    me.is_told("2 figures, 0 withheld");
}

#[test]
fn a_file_that_is_none_is_told_and_nothing_changes() {
    let mut me = Sitter::open("autumn");
    let file = me.store().join("book.csv");
    std::fs::write(&file, "PK\u{3}\u{4}").unwrap();
    me.runs("import figures").enters(&file.display().to_string());
    me.is_told("this is no CSV but a spreadsheet");
    me.runs("import figures").enters("nowhere.csv");
    // The box stays, with what was typed and why it is no file.
    me.sees(&["Which files of figures?", "nowhere.csv cannot be read"]);
    assert!(!me.store().join("figures").exists());
    me.keys("esc f4");
    me.is_told("No figures of this school yet");
}

#[test]
fn at_home_the_figures_of_a_school_are_looked_up() {
    let mut me = at_targets();
    me.runs("home").keys("f4").enters("Seaview");
    me.sees(&["Figures · Seaview Primary", "RWM expected"]);
    me.keys("esc");
}

#[test]
fn an_import_stopped_while_near_schools_are_looked_for_says_that_it_was_stopped() {
    let me = Sitter::open("autumn");
    let file = me.store().join("2018-2019_ks2final.csv");
    let rows = "1,850,100001,Elsewhere Primary,61%\n".repeat(600);
    std::fs::write(&file, format!("RECTYPE,LEA,URN,SCHNAME,PTRWM_EXP\n{rows}")).unwrap();
    let asked = std::cell::Cell::new(0);
    // The file is read through; the keys come while it is read once more.
    let stop = || asked.replace(asked.get() + 1) >= 2;
    let watch = nov::store::Watch { today: me.app.now.date(), stop: &stop, progress: &|_| {} };
    let wish = Wish { files: vec![file.display().to_string()], urn: Some("115976".to_owned()), ..Wish::default() };
    let said = me.desk.import(&wish, &watch).unwrap_err().to_string();
    assert_eq!(said, "stopped while reading 2018-2019_ks2final.csv; nothing was changed");
}

#[test]
fn a_rate_of_absence_is_said_with_its_name_and_no_word_of_a_share() {
    let mut me = at_targets();
    let file = me.store().join("2018-2019_england_abs.csv");
    let absence = include_str!("../data/performance-tables/2018-2019_england_abs.csv");
    std::fs::write(&file, absence.replace("100008", "115976")).unwrap();
    me.runs("import figures").enters(&file.display().to_string()).keys("ctrl+n");
    me.keys("f3").types("absence").sees(&["4.2% in 2018/19 (Performance tables, absence)"]);
    me.keys("enter enter");
    assert!(me.last().text.starts_with("Absence: 4.2% in 2018/19"), "{}", me.last().text);
    me.types("Governors know of").keys("f3").types("absence").keys("enter enter");
    assert_eq!(me.last().text, "Governors know of absence 4.2% in 2018/19 (Performance tables, absence)");
    me.types("Absence fell to 4.2%").sees_no(&["very small minority"]);
    me.types("; 75% of pupils reached it").sees(&["75% = large majority"]);
}

#[test]
fn figures_are_typed_of_the_measures_of_the_year_first_and_their_names_are_whole() {
    let mut me = at_targets();
    me.begin("autumn", "2019-11-12");
    me.keys("f7");
    let rows = |me: &Sitter| match me.app.overlays.last() {
        Some(Overlay::Grid(grid)) => grid.rows.iter().map(|row| row.measure.clone()).collect::<Vec<_>>(),
        _ => panic!("the grid is shown:\n{}", me.screen()),
    };
    let shown = rows(&me);
    assert_eq!(shown[0], "ks2-rwm-expected", "{shown:?}");
    assert!(!shown.iter().any(|measure| measure.contains("l4")), "none of 2009: {shown:?}");
    let screen = me.screen_of(80, 24);
    assert!(screen.contains("KS2: Reading, writing and maths: expected standard"), "{screen}");
    // In the handbook's year, its own.
    me.keys("esc");
    let mut me = Sitter::open("autumn");
    me.keys("f7 enter");
    assert_eq!(rows(&me)[0], "ks2-en-ma-l4");
}

#[test]
fn what_a_published_table_says_of_the_school_fills_the_blanks_of_its_record() {
    let mut me = Sitter::open("autumn");
    let folder = me.store().join("tables");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(&put(&folder)[2]).display().to_string();
    me.knows(&[("phase", "Secondary")]);
    me.runs("import figures").enters(&file).enters("115976");
    me.is_told("now in the school’s record: key stages KS2");
    let record = read(&me.store(), "schools/seaview-primary.ron");
    assert!(record.contains("\"Secondary\"") && record.contains("\"key-stages\": \"KS2\""), "{record}");
    me.runs("import figures").enters(&file);
    assert!(!me.said().contains("in the school’s record"), "{}", me.said());
}

#[test]
fn every_row_of_all_figures_says_its_measure_in_a_small_window_too() {
    let mut me = at_targets();
    me.keys("f4 tab right");
    let screen = me.screen_of(80, 24);
    for words in ["Middle pr…: RWM expected", "Disadva…: Maths expected"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn a_digit_typed_after_a_refusal_replaces_what_was_refused() {
    let mut me = at_targets();
    me.keys("f7 tab tab").types("150").keys("tab");
    me.sees(&["cannot be"]);
    me.types("80").keys("tab esc");
    let figures = kept(&me);
    let target = figures.targets.iter().find_map(|target| target.target.as_ref());
    assert_eq!(target.map(ToString::to_string).as_deref(), Some("80"));
    // Whoever mends it goes on from what stands there.
    me.keys("f7 tab tab").types("150").keys("tab backspace").keys("tab esc");
    let figures = kept(&me);
    let target = figures.targets.iter().find_map(|target| target.target.as_ref());
    assert_eq!(target.map(ToString::to_string).as_deref(), Some("15"));
}
