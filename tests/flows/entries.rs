//! A line becomes an entry of the kind that its mark or word says.

use chrono::NaiveDate;
use nov::grammar::{Kind, View};

use crate::support::sitter::{Sitter, day};

#[test]
fn every_mark_and_every_word_makes_its_kind() {
    let mut me = Sitter::open("rtm");
    let lines = [
        ("Attendance is up to 95%", Kind::Note, "Attendance is up to 95%"),
        ("! ring the partner school", Kind::Action, "ring the partner school"),
        ("= continue to Easter", Kind::Decision, "continue to Easter"),
        ("? which groups are behind", Kind::Question, "which groups are behind"),
        ("+ six of eight books show targets", Kind::Observed, "six of eight books show targets"),
        ("~ writing group is weekly", Kind::Reported, "writing group is weekly"),
        ("% ask about this on the phone", Kind::Private, "ask about this on the phone"),
        ("action: send the tracking", Kind::Action, "send the tracking"),
        ("decision: no more targets", Kind::Decision, "no more targets"),
        ("Agreed: meet monthly", Kind::Decision, "meet monthly"),
        ("question: and Year 2?", Kind::Question, "and Year 2?"),
        ("observed: calm corridors", Kind::Observed, "calm corridors"),
        ("reported: fewer exclusions", Kind::Reported, "fewer exclusions"),
        ("private: worn out", Kind::Private, "worn out"),
    ];
    for (typed, kind, kept) in lines {
        me.enters(typed);
        assert_eq!((me.last().kind, me.last().text.as_str()), (kind, kept), "{typed}");
    }
    assert_eq!(me.session().action_count(), 2);
    me.sees(&["▲ action 2", "◆ decision", "? question", "+ observed", "~ reported", "% private", "Actions · 2 open"]);
    assert_eq!(me.sitting().line.text(), "");
}

#[test]
fn an_action_takes_owner_date_and_measure_out_of_its_words() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT and @LC/AB to moderate Y5 writing by 29/1 measure: 8 of 10 agree");
    me.sees(&["Action → HT, LC AB by Fri 29 Jan"]);
    me.keys("enter");
    let action = me.last().action.clone().unwrap();
    assert_eq!(me.last().text, "moderate Y5 writing");
    assert_eq!(action.owners, ["HT", "LC AB"]);
    assert_eq!((action.due, action.measure.as_str(), action.number), (Some(day("2010-01-29")), "8 of 10 agree", 1));
}

#[test]
fn days_of_actions_are_counted_from_the_day_of_the_meeting() {
    let mut me = Sitter::open("rtm");
    let due = |me: &mut Sitter, words: &str| -> Option<NaiveDate> {
        me.enters(&format!("! call them {words}"));
        me.last().action.as_ref().unwrap().due
    };
    assert_eq!(due(&mut me, "by fri"), Some(day("2010-01-15")));
    assert_eq!(due(&mut me, "in 2 weeks"), Some(day("2010-01-26")));
    assert_eq!(due(&mut me, "before half term"), Some(day("2010-02-12")));
    assert_eq!(due(&mut me, "by 1/12/2009"), Some(day("2009-12-01")));
    me.is_told("That date is in the past");
}

#[test]
fn outside_actions_no_word_is_taken_out_and_a_role_speaks() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT Y5 writing by fri is hard #A2 #school");
    let entry = me.last();
    assert_eq!(entry.text, "@HT Y5 writing by fri is hard #A2 #school");
    assert_eq!((entry.who.as_deref(), entry.sef.as_deref(), entry.view), (Some("HT"), Some("A2"), Some(View::School)));
}

#[test]
fn a_moved_entry_stands_by_its_time_in_the_other_item_and_in_the_document() {
    let mut me = Sitter::open("rtm");
    me.enters("first words").waits(5).jumps("school report").enters("misfiled words").waits(5);
    me.jumps("minutes of last").enters("last words").jumps("school report");
    me.keys("ctrl+o").picks("minutes of last");
    assert_eq!(me.words_under("minutes-of-last"), ["first words", "misfiled words", "last words"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(at("first words") < at("misfiled words") && at("misfiled words") < at("last words"), "{text}");
}

#[test]
fn a_line_is_filed_under_another_item_without_moving_the_clock() {
    let mut me = Sitter::open("rtm");
    me.enters("first").enters(">5 ! @LC to bring data");
    me.is_told("Entered under item 5");
    assert_eq!(me.under("agreed-actions"), [(Kind::Action, "bring data".to_owned())]);
    assert_eq!((me.session().current(), me.sitting().item.as_str()), (Some("minutes-of-last"), "minutes-of-last"));
}

#[test]
fn an_entry_may_have_several_lines_and_an_empty_line_makes_none() {
    let mut me = Sitter::open("rtm");
    me.keys("enter").types("   ").keys("enter ctrl+u");
    assert_eq!(me.session().entry_count(), 0);
    me.types("first").keys("ctrl+j").types("second").keys("enter");
    assert_eq!(me.last().text, "first\nsecond");
}

#[test]
fn a_mark_alone_makes_no_entry_and_keeps_the_line() {
    let mut me = Sitter::open("rtm");
    me.enters("! by fri");
    me.is_told("There are no words after the mark yet");
    assert_eq!((me.session().entry_count(), me.sitting().line.text()), (0, "! by fri"));
}

#[test]
fn a_private_line_is_in_no_document() {
    let mut me = Sitter::open("rtm");
    me.enters("% a worry of mine").enters("said aloud").types("% half a worry");
    for document in ["minutes", "form", "actions"] {
        let text = String::from_utf8(me.writes(document, "txt")).unwrap();
        assert!(!text.contains("worry"), "{text}");
    }
    assert!(String::from_utf8(me.writes("minutes", "txt")).unwrap().contains("said aloud"));
}

#[test]
fn what_is_pasted_is_taken_whole_up_to_what_an_entry_holds() {
    let mut me = Sitter::open("rtm");
    let long = "word ".repeat(20_000);
    me.pastes(&long);
    me.is_told("One entry holds 64 KB");
    me.keys("enter");
    assert_eq!(me.last().text.len(), 64 * 1024);
    assert!(long.starts_with(me.last().text.as_str()));
}
