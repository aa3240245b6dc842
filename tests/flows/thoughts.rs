//! Typed figures are taken back and done again; what the SIP thinks lies behind a figure, and what it turned out to be.

use nov::app::Focus;

use super::figures::{at_targets, kept};
use crate::support::sitter::{Sitter, at, read};

fn target(me: &Sitter, year: &str) -> String {
    let figures = kept(me);
    let target = figures.target("ks2-en-ma-l4", "", year.parse().unwrap());
    target.and_then(|target| target.target.as_ref()).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_last_typed_cell_is_taken_back_and_done_again() {
    let mut me = at_targets();
    me.keys("f7 tab tab").types("70").keys("tab tab").types("74").keys("tab");
    assert_eq!((target(&me, "2009/10"), target(&me, "2010/11")), ("70".into(), "74".into()));
    me.keys("ctrl+z").sees(&["Taken back: L4+ En&Ma, target 2010/11: 74 → nothing"]);
    assert_eq!((target(&me, "2009/10"), target(&me, "2010/11")), ("70".into(), String::new()));
    me.keys("ctrl+z").sees(&["target 2009/10: 70 → nothing"]);
    me.keys("ctrl+z").sees(&["There is no more that was typed"]);
    assert_eq!(target(&me, "2009/10"), "");
    me.keys("ctrl+y").sees(&["Done again: L4+ En&Ma, target 2009/10: nothing → 70"]);
    me.keys("ctrl+y ctrl+y");
    assert_eq!((target(&me, "2009/10"), target(&me, "2010/11")), ("70".into(), "74".into()));
    // The caret stands in the cell that came back, and what is typed there takes its place.
    me.types("75").keys("enter");
    assert_eq!(target(&me, "2010/11"), "75");
    // A closed grid opens with the way back as it was.
    me.keys("esc f7 ctrl+z");
    assert_eq!(target(&me, "2010/11"), "74");
}

#[test]
fn what_is_typed_and_not_kept_yet_goes_first_and_a_wrong_figure_too() {
    let mut me = at_targets();
    me.keys("f7 tab tab").types("70").keys("tab shift+tab").types("780").keys("tab").sees(&["780 cannot be"]);
    me.keys("ctrl+z").sees(&["not kept yet is gone"]);
    me.sees_no(&["cannot be"]);
    assert_eq!(target(&me, "2009/10"), "70");
    me.keys("ctrl+z");
    assert_eq!(target(&me, "2009/10"), "");
}

#[test]
fn who_leaves_the_program_in_the_middle_of_a_cell_finds_it_kept() {
    let mut me = at_targets();
    me.keys("f7 tab tab").types("70").keys("ctrl+q");
    assert!(me.ended);
    assert_eq!(target(&me, "2009/10"), "70");
    let typing = std::fs::read_dir(me.store().join("typing")).unwrap();
    assert_eq!(typing.count(), 0);
}

#[test]
fn a_hypothesis_stands_beside_its_measure_until_it_is_settled() {
    let mut me = at_targets();
    while me.sitting().focus != Focus::Figures {
        me.keys("tab");
    }
    me.keys("f9").sees(&["What may lie behind RWM expected?"]);
    me.enters("Boys lose ground in phonics").sees(&["what did it turn out to be?"]);
    me.keys("enter");
    for size in [(80, 24), (120, 40)] {
        let screen = me.screen_of(size.0, size.1);
        assert!(screen.contains("≈ Boys lose"), "{screen}");
    }
    me.keys("f4").sees(&["≈ Boys lose ground in phonics"]);
    // In the full view another measure, by its own key; undo there takes back what was typed last.
    me.keys("down f9").sees(&["What may lie behind RWM higher?"]);
    me.enters("The able are not stretched").keys("enter");
    me.sees(&["≈ The able are not stretched"]);
    me.keys("ctrl+z").sees_no(&["The able"]);
    me.keys("ctrl+y").sees(&["≈ The able"]);
    assert_eq!(kept(&me).hypotheses.len(), 2);
    // The next visit begins with it, whatever the item's own measures are.
    me.keys("esc");
    me.begin("spring", "2010-03-09");
    me.jumps("progress towards 2009/10 targets");
    me.sees(&["≈ Boys lose"]);
    let sheet = String::from_utf8(me.writes("preparation", "md")).unwrap();
    assert!(
        sheet.contains("For you alone")
            && sheet.contains("Hypotheses")
            && sheet.contains("Boys lose ground in phonics"),
        "{sheet}"
    );
    me.now("2010-03-09 14:00");
    me.runs("hypothesis").picks("RWM expected").keys("enter").enters("Marking, not phonics");
    me.is_told("Kept beside the measure");
    let figures = kept(&me);
    let settled = figures.hypothesis("ks2-rwm-expected", "").unwrap();
    assert_eq!(
        (settled.text.as_str(), settled.found.as_str()),
        ("Boys lose ground in phonics", "Marking, not phonics")
    );
    assert_eq!((settled.noted, settled.settled), (at("2009-11-17 14:00").date(), Some(at("2010-03-09 14:00").date())));
    // After that day it stays as it is, and a new one begins.
    me.begin("summer", "2010-06-15");
    me.runs("hypothesis").picks("RWM expected");
    me.sees(&["What may lie behind RWM expected?"]);
    me.enters("Attendance in Year 6").keys("enter");
    assert_eq!(kept(&me).hypotheses.iter().filter(|h| h.measure == "ks2-rwm-expected").count(), 2);
}

#[test]
fn words_half_typed_are_kept_on_leaving_and_no_words_take_a_hypothesis_away() {
    let mut me = at_targets();
    me.runs("hypothesis").picks("RWM expected").types("Boys").keys("esc");
    assert_eq!(kept(&me).hypotheses[0].text, "Boys");
    me.runs("hypothesis").picks("RWM expected").types("’ phonics").keys("ctrl+q");
    assert_eq!(kept(&me).hypotheses[0].text, "Boys’ phonics");
    let mut me = me.starts_again();
    me.runs("hypothesis").picks("RWM expected").keys("ctrl+u enter");
    assert!(!read(&me.store(), "figures/seaview-primary.ron").contains("hypotheses"));
}

#[test]
fn nobody_but_the_sip_reads_a_hypothesis() {
    let mut me = at_targets();
    me.runs("hypothesis").picks("RWM expected").enters("The head hides it").keys("enter");
    let mut written = 0;
    for form in ["autumn", "pib"] {
        if form != "autumn" {
            me.begin(form, "2010-04-20");
        }
        let filled = me.sitting().filled(&me.app.desk);
        let says = |document: &nov::forms::Document| nov::outline::nothing_to_say(&filled, &document.id).is_none();
        let documents: Vec<_> = nov::outline::documents(&me.sitting().form).into_iter().filter(says).collect();
        for nov::forms::Document { id: document, audience, .. } in documents {
            let text = String::from_utf8(me.writes(&document, "txt")).unwrap();
            let shown = ["preparation"].contains(&document.as_str()) || (form == "pib" && document == "own");
            assert_eq!(text.contains("The head hides it"), shown, "{form} {document}: {text}");
            assert!(!shown || ["me", "sip"].contains(&audience.as_str()), "{form} {document} is for the SIP");
            written += 1;
        }
    }
    assert!(written > 20, "{written}");
}

#[test]
fn a_form_of_ones_own_cannot_hand_a_hypothesis_to_the_school() {
    let pib = include_str!("../../src/forms/data/pib.ron");
    let briefing = r#"(id: "briefing", audience: "school", contents: ["#;
    assert!(pib.contains(briefing));
    let own = pib.replace(briefing, &format!("{briefing}Figures([Hypotheses, Headlines]), "));
    let mut me = Sitter::at_home_with(&[("pib.ron", &own)]);
    me.begin("pib", "2010-04-20");
    let slug = me.session().school_slug().to_owned();
    me.runs("hypothesis");
    me.is_told("No figures of this school yet");
    let day = at("2010-04-20 14:00").date();
    let thought = nov::measures::Hypothesis {
        text: "The head hides it".to_owned(),
        ..nov::measures::Hypothesis::new("absence", "", day)
    };
    me.desk.change_figures(&slug, |figures| figures.set_hypothesis(thought)).unwrap();
    let mut me = me.starts_again();
    for (document, shown) in [("briefing", false), ("own", true)] {
        let text = String::from_utf8(me.writes(document, "txt")).unwrap();
        assert_eq!(text.contains("The head hides it"), shown, "{document}: {text}");
    }
}
