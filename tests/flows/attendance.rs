//! Who is there: by a line alone with its time, or in the people pane.

use nov::app::Focus;
use nov::session::Attended;

use crate::support::sitter::{Sitter, at};

#[test]
fn present_late_left_apologies_and_interest_are_noted_with_the_time() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT present").enters("@GOV apologies");
    me.is_told("GOV sent apologies");
    me.waits(15).enters("@LC late").waits(30).enters("@HT left").enters("@SLT interest: cousin works here");
    let time = |name: &str, what: &Attended| me.person(name).time_of(|a| a == what);
    assert_eq!(time("HT", &Attended::Present), Some(at("2010-01-12 14:00")));
    assert_eq!(time("LC", &Attended::Arrived), Some(at("2010-01-12 14:15")));
    assert_eq!(time("HT", &Attended::Left), Some(at("2010-01-12 14:45")));
    assert!(me.person("GOV").sent_apologies());
    assert_eq!(time("SLT", &Attended::Interest("cousin works here".to_owned())), Some(at("2010-01-12 14:45")));
    assert_eq!(me.session().entry_count(), 0, "attendance is no entry");
    me.sees(&["People · 2 here", "left 14:45", "✓ since 14:15", "apologies", "interest"]);
}

#[test]
fn the_minutes_say_who_was_there_and_who_came_late_left_or_has_an_interest() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT present").enters("@GOV apologies").waits(15).enters("@LC late").waits(10).enters("@LC left");
    me.enters("@HT interest: governor elsewhere").keys("tab");
    me.runs("who is here");
    while me.session().people()[me.sitting().person].name() != "GOV" {
        me.keys("down");
    }
    me.keys("enter").picks("brief written report").enters("Writing is up in Year 5");
    // What is known stands in the box, so that nobody writes over it unseen.
    me.keys("enter").picks("brief written report").sees(&["Writing is up in Year 5"]);
    me.enters(", reading too");
    assert_eq!(me.person("GOV").report, "Writing is up in Year 5, reading too");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    for part in ["HT", "LC", "GOV", "Writing is up in Year 5", "14:15", "14:25", "governor elsewhere"] {
        assert!(text.contains(part), "“{part}”: {text}");
    }
}

#[test]
fn whoever_did_not_come_is_absent_and_a_name_in_full_is_kept_as_initials() {
    let mut me = Sitter::open("rtm");
    me.types("@LC/Jo Brown late 9.40");
    me.sees(&["attendance: LC JB has come"]);
    me.keys("enter");
    assert_eq!(me.person("LC JB").time_of(|a| *a == Attended::Arrived), Some(at("2010-01-12 09:40")));
    me.types("@SLT not here");
    me.sees(&["attendance: SLT is absent"]);
    me.keys("enter");
    me.is_told("SLT is absent");
    me.sees(&["absent"]);
    me.enters("@HT here").enters("@GOV absent").keys("ctrl+r");
    me.sees_no(&["SLT was expected", "GOV was expected"]);
    me.keys("esc");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("SLT was absent. GOV was absent.") && !text.contains("Brown"), "{text}");
    me.enters("@GOV late");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(!text.contains("GOV was absent"), "{text}");
    // What is noted last mends what was noted before.
    me.enters("@LC absent");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("LC JB was absent") && !text.contains("arrived at 09:40"), "{text}");
}

#[test]
fn a_line_that_only_looks_like_attendance_or_names_no_item_is_said_to_stand_as_it_is() {
    let mut me = Sitter::open("rtm");
    for (typed, why) in [
        ("@LC/JB late 25:99", "“25:99” is no time of day"),
        ("@HT late 9:75", "“9:75” is no time of day"),
        ("@DHT/CD interest: ", "the interest is not told"),
        (">9 hello", "there is no item 9"),
    ] {
        me.types(typed).sees(&[why]);
        me.keys("enter");
        me.is_told(why);
        assert_eq!(me.last().text, typed.trim_end());
    }
    me.enters("@Ht/ab present").enters("@HT/AB left 10");
    assert_eq!(me.person("HT AB").time_of(|a| *a == Attended::Left), Some(at("2010-01-12 10:00")));
}

#[test]
fn somebody_not_expected_is_added_by_the_line() {
    let mut me = Sitter::open("rtm");
    me.enters("@DHT/KB present");
    assert!(me.person("DHT KB").is_present());
    me.enters("@DHT/KB left");
    assert_eq!(me.session().people().iter().filter(|p| p.role == "DHT").count(), 1);
}

#[test]
fn the_people_pane_marks_with_the_arrows() {
    let mut me = Sitter::open("rtm");
    me.runs("who is here");
    assert_eq!(me.sitting().focus, Focus::People);
    me.keys("right down left");
    let people = me.session().people();
    assert!(people[0].is_present() && people[1].sent_apologies());
    me.keys("esc").enters("We began").waits(12).runs("who is here").keys("down right");
    assert_eq!(me.session().people()[2].time_of(|a| *a == Attended::Arrived), Some(at("2010-01-12 14:12")));
    me.keys("up up left");
    assert_eq!(me.session().people()[0].time_of(|a| *a == Attended::Left), Some(at("2010-01-12 14:12")));
}

#[test]
fn a_person_is_added_with_role_and_initials_and_taken_off() {
    let mut me = Sitter::open("rtm");
    let before = me.session().people().len();
    me.runs("who is here").keys("enter").picks("somebody else").enters("EWO");
    me.is_told("EWO is on the list");
    me.keys("enter").picks("initials").enters("TM");
    assert_eq!(me.session().people().last().unwrap().name(), "EWO TM");
    // What stands there gives way to what is typed, as at every other question.
    me.keys("enter").picks("initials").enters("TN");
    assert_eq!(me.session().people().last().unwrap().name(), "EWO TN");
    me.keys("end ctrl+d");
    assert_eq!(me.session().people().len(), before);
    me.keys("enter").picks("somebody else").enters("@DHT/KS");
    let added = me.session().people().last().unwrap();
    assert_eq!((added.role.as_str(), added.initials.as_str()), ("DHT", "KS"));
}

#[test]
fn nobody_of_whom_something_is_noted_is_taken_off() {
    let mut me = Sitter::open("rtm");
    let before = me.session().people().len();
    me.enters("@HT present").runs("who is here").keys("ctrl+d");
    me.is_told("Something is noted of HT; Enter, then take it back first");
    assert_eq!(me.session().people().len(), before);
    me.keys("enter").picks("take back").keys("ctrl+d");
    assert_eq!(me.session().people().len(), before - 1);
}

#[test]
fn the_last_thing_noted_of_somebody_can_be_taken_back() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT present").enters("@HT left").runs("who is here").keys("enter").picks("take back");
    me.is_told("Taken back for HT");
    assert!(me.person("HT").is_present());
}

#[test]
fn people_of_whom_nothing_is_noted_and_reports_that_are_missing_are_found() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+r");
    me.sees_no(&["Of GOV", "GOV was expected"]);
    me.keys("esc").enters("@HT present").enters("@SLT present").enters("@GOV apologies").enters("@LA apologies");
    me.enters("Targets were agreed").keys("ctrl+r");
    me.sees(&["LC was expected", "LA sent apologies and no brief written report is noted"]);
    me.sees_no(&["HT was expected", "GOV sent apologies"]);
    let at = me.app.overlays.last().map_or(0, |overlay| match overlay {
        nov::app::Overlay::Findings(all) => all.found.iter().position(|f| f.message.starts_with("LC was")).unwrap(),
        _ => 0,
    });
    for _ in 0..at {
        me.keys("down");
    }
    me.keys("enter right");
    assert!(me.person("LC").is_present());
}

#[test]
fn a_time_and_a_report_are_taken_down_with_who_came_and_who_did_not() {
    let mut me = Sitter::open("rtm");
    me.enters("@LC/HW late, arrived 14.20")
        .enters("@HT left at 15:05")
        .enters("@LA apologies: attendance is up to 95%");
    assert_eq!(me.person("LC HW").time_of(|a| *a == Attended::Arrived), Some(at("2010-01-12 14:20")));
    assert_eq!(me.person("HT").time_of(|a| *a == Attended::Left), Some(at("2010-01-12 15:05")));
    assert!(me.person("LA").sent_apologies());
    assert_eq!(me.person("LA").report, "attendance is up to 95%");
    assert_eq!(me.session().entry_count(), 0);
    // What is no time of day is no attendance, and stays a line.
    me.enters("@LC late 25.99");
    assert_eq!(me.session().entry_count(), 1);
}

#[test]
fn what_a_line_noted_of_somebody_is_mended_by_one_command() {
    let mut me = Sitter::open("rtm");
    me.runs("mend attendance");
    me.is_told("Nothing is noted of anybody yet");
    me.enters("@LC late 14.20");
    me.is_told("LC has come late at 14:20 · to mend: Ctrl+P “mend attendance”");
    // Undo brings the words back and says what it does not take back.
    me.keys("ctrl+z");
    me.is_told("what they noted stays: to mend it, Ctrl+P “mend attendance”");
    assert_eq!(me.sitting().line.text(), "@LC late 14.20");
    me.keys("ctrl+u").runs("mend attendance").sees(&["LC", "take back the last note"]);
    me.keys("enter");
    me.is_told("Taken back for LC");
    assert!(!me.person("LC").was_present());
    // Another time in the place of the one that was noted.
    me.enters("@LC late 14.20").runs("mend attendance").picks("came at").keys("ctrl+u").enters("25.99");
    me.sees(&["“25.99” is no time of day; write 9.40 or 14:05"]);
    me.keys("ctrl+u").enters("9.40");
    assert_eq!(me.person("LC").time_of(|a| *a == Attended::Arrived), Some(at("2010-01-12 09:40")));
    assert_eq!(me.person("LC").events.len(), 1);
    // Of several it is asked whose, the last one first.
    me.enters("@HT present").enters("@GOV apologies").runs("mend attendance").sees(&["Whose attendance?"]);
    me.picks("lc").sees(&["take back the last note"]);
    me.keys("esc").runs("mend attendance").keys("enter enter").is_told("Taken back for GOV");
    // Somebody else in the pane: left, at a time that is offered as it is now.
    me.waits(30).runs("who is here").keys("home enter").picks("left at").keys("enter");
    assert_eq!(me.session().people()[0].time_of(|a| *a == Attended::Left), Some(at("2010-01-12 14:30")));
}

#[test]
fn who_sent_apologies_is_not_quoted_as_if_they_had_been_there() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV apologies: budget is on track")
        .enters("@GOV new parent governor elected")
        .enters("~ @GOV budget is on track");
    me.keys("ctrl+r").sees(&["GOV sent apologies, yet “@GOV new parent governor elected” stands as said by them"]);
    me.keys("esc").enters("@GOV late").keys("ctrl+r").sees_no(&["stands as said by them"]);
}

#[test]
fn why_somebody_is_not_there_is_no_report_on_impact() {
    let mut me = Sitter::open("rtm");
    me.types("@GOV absent: at a funeral");
    me.sees(&["attendance: GOV is absent · because: at a funeral"]);
    me.keys("enter");
    assert_eq!((me.person("GOV").is_absent(), me.person("GOV").reason.as_str()), (true, "at a funeral"));
    me.types("@LC apologies: ill");
    me.sees(&["attendance: LC sent apologies · because: ill"]);
    me.keys("enter");
    me.types("@LA apologies: attendance is up to 95%");
    me.sees(&["attendance: LA sent apologies · report on impact: attendance is"]);
    me.keys("enter").enters("@HT here");
    assert_eq!(me.session().entry_count(), 0, "all of it is attendance");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("GOV was absent: at a funeral.") && text.contains("LC sent apologies: ill."), "{text}");
    let (_, table) = text.split_once("Report on impact").unwrap();
    let table = table.split("Agenda and last minutes").next().unwrap();
    assert!(table.contains("attendance is up to 95%") && !table.contains("ill"), "{table}");
    // The report that came after all, and a reason in the place of another.
    me.runs("who is here");
    while me.session().people()[me.sitting().person].name() != "LC" {
        me.keys("down");
    }
    me.keys("enter").picks("reason").keys("ctrl+u").enters("on a course");
    assert_eq!(me.person("LC").reason, "on a course");
}

#[test]
fn who_sent_apologies_stands_in_the_note_of_a_visit_that_has_no_table_for_it() {
    let mut me = Sitter::open("autumn");
    me.enters("@GOV apologies: a hospital appointment").enters("@SENCO apologies");
    me.enters("@DHT apologies: two classes were moderated with the partner school");
    let text = String::from_utf8(me.writes("nov", "txt")).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "GOV sent apologies: a hospital appointment.",
        "SENCO sent apologies.",
        "DHT sent apologies: two classes were moderated with the partner school.",
    ] {
        assert!(text.contains(said), "“{said}” is missing: {text}");
    }
}

#[test]
fn a_reason_is_one_with_an_article_too() {
    let mut me = Sitter::open("rtm");
    for (typed, reason) in [("at a funeral", true), ("a dentist's appointment", true), ("a meeting of heads", false)] {
        me.types(&format!("@GOV apologies: {typed}"));
        me.sees(&[if reason { "because: " } else { "report on impact: " }]);
        me.keys("ctrl+u");
    }
}

#[test]
fn what_is_noted_again_of_somebody_mends_what_was_noted_before() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV/PB apologies").enters("@GOV/PB apologies: on a course");
    me.enters("@DHT late 14.10").enters("@DHT apologies").sees(&["apologies"]);
    me.enters("@HT/AB late 14.10").enters("@HT/AB late 14.15").enters("@HT/AB left 15.00").enters("@HT/AB left 15.10");
    me.enters("@SLT/CD left 14.30").enters("@SLT/CD arrived 14.50").enters("@SLT/CD left 15.05");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text.matches("sent apologies: on a course").count(), 1, "{text}");
    assert!(text.contains("HT AB arrived at 14:15, left at 15:10."), "{text}");
    assert!(
        text.contains("SLT CD left at 14:30, came back at 14:50, left at 15:05."),
        "who came back is not mended: {text}"
    );
    let (present, apologies) = text.split_once("Apologies and brief written reports received").unwrap();
    assert!(!present.contains("DHT") && apologies.contains("DHT"), "{text}");
    // Whoever came after all is there again.
    me.enters("@DHT late 14.40");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("DHT arrived at 14:40.") && !text.contains("14:10"), "{text}");
}

#[test]
fn the_report_of_an_officer_who_was_not_there_stands_under_the_item_it_tells_of() {
    let mut me = Sitter::open("rtm");
    me.enters("@LC/JB apologies: writing up 4 points").enters("@LA/TM apologies: attendance is up to 95%");
    me.enters("@GOV/PB apologies: the budget is set");
    let under = |me: &mut Sitter, from: &str, to: &str| {
        let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
        let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("{from}: {text}"));
        rest.split(to).next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let third = under(&mut me, "3  Evaluation of all ASK support", "4  LCSP");
    let third = third.trim_start_matches('-').trim_start();
    assert_eq!(third, "LC JB, written report: writing up 4 points");
    let fourth = under(&mut me, "4  LCSP and other support", "5  Agreed actions");
    let fourth = fourth.trim_start_matches('-').trim_start();
    assert_eq!(fourth, "LA TM, written report: attendance is up to 95%");
    assert!(under(&mut me, "Report on impact", "Agenda and last").contains("writing up 4 points"), "at the head too");
    me.jumps("evaluation of all").sees(&["LC JB, written report: writing up 4 points"]);
    me.jumps("lcsp and other").sees(&["LA TM, written report: attendance is up to 95%"]);
    me.sees_no(&["the budget is set"]);
    me.keys("ctrl+r").sees_no(&["Nothing is noted under “Evaluation of all", "Nothing is noted under “LCSP"]);
    // Whoever came after all says it there.
    me.keys("esc").enters("@LC/JB late 14.30").jumps("evaluation of all").sees_no(&["written report"]);
}

#[test]
fn a_name_typed_in_full_is_kept_as_initials_and_whoever_was_taken_off_is_not_invited() {
    let mut me = Sitter::open("rtm");
    me.runs("who is here").keys("enter").picks("initials").enters("Jane Barlow");
    assert_eq!(me.session().people()[0].name(), "HT JB");
    me.keys("esc").enters("@HT late 9.40");
    assert_eq!(me.session().people().iter().filter(|person| person.role == "HT").count(), 1);
    let agenda = String::from_utf8(me.writes("agenda", "txt")).unwrap();
    assert!(
        agenda.contains("Headteacher (JB)") && agenda.contains("Senior members of the leadership team"),
        "{agenda}"
    );
    me.runs("who is here");
    while me.session().people()[me.sitting().person].name() != "SLT" {
        me.keys("down");
    }
    me.keys("ctrl+d");
    let agenda = String::from_utf8(me.writes("agenda", "txt")).unwrap();
    assert!(!agenda.contains("Senior members"), "{agenda}");
}

#[test]
fn times_are_read_as_they_are_said() {
    let mut me = Sitter::open("rtm");
    for (typed, who, what, time) in [
        ("@HT late quarter to ten", "HT", Attended::Arrived, "09:45"),
        ("@GOV arrived at half past nine", "GOV", Attended::Arrived, "09:30"),
        ("@SLT left at five to eleven", "SLT", Attended::Left, "10:55"),
        ("@LC left at noon", "LC", Attended::Left, "12:00"),
        ("@LA late 2.15", "LA", Attended::Arrived, "14:15"),
        ("@HT left at 20 past 3", "HT", Attended::Left, "15:20"),
        ("@GOV left four o'clock", "GOV", Attended::Left, "16:00"),
    ] {
        me.enters(typed);
        assert_eq!(me.person(who).time_of(|a| *a == what), Some(at(&format!("2010-01-12 {time}"))), "{typed}");
    }
    assert_eq!(me.session().entry_count(), 0, "all of it is attendance");
}

#[test]
fn who_left_and_is_back_is_there_with_both_times() {
    let mut me = Sitter::open("rtm");
    me.enters("@LC present")
        .enters("@LC left 11.10")
        .types("@LC back at 11.40")
        .sees(&["attendance: LC is back at 11:40"]);
    me.keys("enter").is_told("LC is back at 11:40");
    assert!(me.person("LC").is_present());
    me.sees(&["left 11:10, ✓ 11:40"]);
    me.enters("@HT present").enters("@HT left").enters("@HT back");
    me.is_told("HT is back");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("LC left at 11:10, came back at 11:40."), "{text}");
    me.enters("@everyone left 15.00").enters("@everyone back 15.10");
    assert!(me.person("HT").is_present() && me.person("LC").is_present());
    me.enters("@everyone back");
    me.is_told("Nobody is noted as gone, so nobody is noted as back");
}

#[test]
fn who_is_back_and_was_not_noted_as_gone_is_there_and_it_is_said_that_no_leaving_is_noted() {
    let mut me = Sitter::open("rtm");
    me.enters("@DHT/TP back at 11.40");
    me.is_told("DHT TP is back at 11:40; when they left is not noted");
    assert!(me.person("DHT TP").is_present());
    me.sees(&["✓ back 11:40"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("DHT TP came back at 11:40.") && !text.contains("arrived"), "{text}");
    me.enters("@DHT left 11.20");
    assert!(me.person("DHT TP").is_present(), "that they left is noted behind their coming back");
    me.sees(&["left 11:20, ✓ 11:40"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("DHT TP left at 11:20, came back at 11:40."), "{text}");
    me.enters("@DHT left 15.00");
    assert!(me.person("DHT TP").has_left());
}

#[test]
fn everyone_noted_again_says_what_is_so_and_whom_it_leaves_out() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.enters("@HT/AB, @GOV/MK, @LC present").enters("We began");
    me.begin("rtm", "2010-01-12");
    me.sees(&["· nobody last time"]);
    me.enters("@everyone present");
    me.is_told("Without LA, SLT, as nobody came last time");
    me.enters("@everyone present");
    me.is_told(
        "Of everyone else it is noted already; of LA, SLT nobody came last time: “@LA present” notes who did now",
    );
    me.keys("ctrl+u").enters("@LA, @SLT present").enters("@everyone present");
    me.is_told("Of everyone on the list it is noted already");
    // An interest says nothing of who came.
    let mut me = Sitter::open("rtm");
    me.enters("@GOV interest: a son in Year 4").enters("@everyone present");
    assert!(me.person("GOV").is_present());
}

#[test]
fn initials_alone_are_whoever_has_them() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT/JB present").enters("@JB left 10.00");
    assert!(!me.person("HT JB").is_present());
    assert!(me.session().people().iter().all(|person| person.role != "JB"));
}

#[test]
fn after_a_comma_stands_a_reason_and_after_a_colon_a_report_unless_it_is_an_excuse() {
    let mut me = Sitter::open("rtm");
    for (typed, is_reason) in [
        ("@GOV apologies, his car broke down", true),
        ("@GOV apologies: no report", true),
        ("@GOV apologies: could not come", true),
        ("@GOV apologies: attendance is up to 95%", false),
        ("@GOV apologies: teaching in Y5 is good", false),
    ] {
        me.types(typed).sees(&[if is_reason { "because: " } else { "report on impact: " }]);
        me.keys("ctrl+u");
    }
    me.enters("@LA/TM apologies, his car broke down").enters("@HT present");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    let (_, table) = text.split_once("Report on impact").unwrap();
    assert!(!table.split("Agenda and last").next().unwrap().contains("car"), "{table}");
    assert!(text.contains("LA TM sent apologies: his car broke down."), "{text}");
}

#[test]
fn who_is_typed_in_the_forms_table_is_seen_among_the_people_and_the_other_way_round() {
    let mut me = Sitter::open("autumn");
    me.jumps("present (role").types("HT").keys("tab").types("DR").keys("tab").types("GOV").keys("tab").types("MK");
    me.keys("tab").types("SENCO").keys("esc").enters("Targets were agreed").enters("@GOV/RB present");
    let shown = me.screen_of(120, 60);
    for part in
        ["People · 5 here", "HT           ✓ in the form", "GOV MK       ✓ in the form", "SENCO        ✓ in the form"]
    {
        assert!(shown.contains(part), "“{part}”: {shown}");
    }
    me.jumps("present (role").sees(&["RB"]);
    let mut me = Sitter::open("rtm");
    me.jumps("present (role").types("HT").keys("esc").jumps("minutes of last");
    me.enters("Targets were agreed").keys("ctrl+r");
    let shown = me.screen_of(120, 70);
    assert!(shown.contains("SLT was expected") && !shown.contains("HT was expected"), "{shown}");
}

#[test]
fn why_somebody_came_late_or_left_is_kept_and_a_line_mended_to_attendance_is_attendance() {
    let mut me = Sitter::open("rtm");
    me.enters("@LC/Kate Brophy late 9.40, bus")
        .enters("@DHT/AW left 15.15 for the dentist")
        .enters("@SLT Jo Reed present");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    for said in ["LC KB arrived at 09:40: bus.", "DHT AW left at 15:15: the dentist."] {
        assert!(text.contains(said), "“{said}”: {text}");
    }
    assert!(me.person("SLT JR").is_present());
    me.enters("@GOV/TR late 10.05 and cross");
    assert_eq!(me.session().entry_count(), 1, "that is a line");
    me.keys("up")
        .keys("backspace backspace backspace backspace backspace backspace backspace backspace backspace backspace");
    me.keys("enter").is_told("GOV TR has come late at 10:05");
    assert_eq!(me.session().entry_count(), 0);
    assert!(me.person("GOV TR").is_present());
    // One without a time is of when it was typed, not of when it was mended.
    me.enters("@SENCO/QR late and cross").waits(30);
    me.keys("up")
        .keys("backspace backspace backspace backspace backspace backspace backspace backspace backspace backspace");
    me.keys("enter").is_told("SENCO QR has come late at 14:00");
}

#[test]
fn a_role_and_the_same_role_with_initials_are_one_person_where_there_is_one_in_it() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT present").enters("@HT reports that writing is up").enters("! @HT to share the tracking");
    me.enters("@HT/AB asks for a moderation day");
    assert_eq!(me.person("HT AB").role, "HT");
    assert!(me.session().people().iter().all(|person| person.name() != "HT"), "{:?}", me.session().people());
    assert_eq!(me.session().actions().next().unwrap().1.owners, ["HT AB"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("share the tracking (HT AB)"), "{text}");
    me.enters("! @HT and @SIP to walk the corridors").keys("ctrl+z ctrl+u");
    assert_eq!(me.session().actions().next().unwrap().1.owners, ["HT AB"]);
    // Two of different initials are two.
    me.enters("@LC present").enters("! @LC to plan").enters("! @LC/JB to plan").enters("@LC/KS late");
    let owners: Vec<_> = me.session().actions().map(|(_, action)| action.owners.join("+")).collect();
    assert_eq!(owners, ["HT AB", "LC JB", "LC JB"]);
    assert_eq!((me.person("LC JB").initials.as_str(), me.person("LC KS").initials.as_str()), ("JB", "KS"));
}

#[test]
fn initials_may_stand_behind_a_space_as_they_are_printed() {
    let mut me = Sitter::open("rtm");
    me.types("@LA BN apologies, double booked").sees(&["attendance: LA BN sent apologies"]);
    me.keys("enter").enters("@LC TS present").enters("@LC TS late 1.45").enters("@GOV Tina Shaw present");
    assert!(me.person("LA BN").sent_apologies() && me.person("GOV TS").is_present());
    assert_eq!(me.person("LC TS").time_of(|a| *a == Attended::Arrived), Some(at("2010-01-12 13:45")));
    me.enters("@DHT KB, @SLT MO present").enters("@HT IS HERE");
    for name in ["DHT KB", "SLT MO", "HT"] {
        assert!(me.person(name).is_present(), "{name}");
    }
    assert_eq!(me.session().entry_count(), 0);
    // Another role, or a shouted word of what happened, is nobody's initials.
    me.types("@HT SENCO present").sees(&["“SENCO” is a role too; for two write a comma and @SENCO"]);
    me.keys("enter").enters("@HT WAS there");
    assert_eq!(me.session().entry_count(), 2);
    assert_eq!(me.person("HT").initials, "");
}

#[test]
fn behind_the_reason_of_apologies_stands_the_report() {
    let mut me = Sitter::open("rtm");
    me.types("@LA/BN apologies, double booked: attendance is up from 93.1% to 94.6%");
    me.sees(&["because: double booked · repo"]);
    me.keys("enter").enters("@LC/TS apologies (on a course): writing is up.").enters("@GOV apologies, back at 9:30");
    let said = |me: &Sitter, name: &str| (me.person(name).reason.clone(), me.person(name).report.clone());
    let pair = |reason: &str, report: &str| (reason.to_owned(), report.to_owned());
    assert_eq!(said(&me, "LA BN"), pair("double booked", "attendance is up from 93.1% to 94.6%"));
    assert_eq!(said(&me, "LC TS"), pair("on a course", "writing is up."));
    assert_eq!(said(&me, "GOV"), pair("back at 9:30", ""));
}

#[test]
fn a_meeting_ahead_of_its_day_has_begun_once_others_are_noted_as_there() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-19");
    me.now("2010-01-12 14:00");
    me.enters("@GOV apologies");
    assert!(!me.person("SIP AR").is_present(), "apologies come before it");
    me.keys("ctrl+r").sees_no(&["was expected"]);
    me.keys("esc").enters("@HT/AB present");
    assert!(me.person("SIP AR").is_present());
    me.keys("ctrl+r").sees(&["LC was expected"]);
    me.sees_no(&["SIP AR was expected"]);
    me.keys("esc");
    me.writes("minutes", "txt");
    me.is_told("not noted whether they came: LC, LA, SLT (Ctrl+R)");
    // What is noted otherwise of the user stays so.
    me.enters("@SIP apologies").enters("@LC present");
    assert!(!me.person("SIP AR").is_present());
    // One that is noted as held has begun too.
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-19");
    me.now("2010-01-12 14:00");
    me.runs("set state").picks("held").keys("enter");
    assert!(me.person("SIP AR").is_present());
}

#[test]
fn why_somebody_left_is_said_of_their_leaving_and_an_interest_in_a_sentence_of_its_own() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT/AB present").enters("@GOV/RP present").enters("@GOV interest: a sister in the service");
    me.enters("@GOV left 2.20pm, taking a call").enters("@GOV back at 2.35pm");
    let text = String::from_utf8(me.writes("minutes", "md")).unwrap();
    let told = "GOV RP left at 14:20: taking a call, came back at 14:35. GOV RP declared an interest: a sister in the service.";
    assert!(text.contains(told), "{text}");
}

#[test]
fn initials_typed_as_such_are_no_news_and_a_name_is() {
    let mut me = Sitter::open("rtm");
    me.enters("@LA KP present").enters("! KP to write to parents by fri");
    assert!(!me.said().contains("names are kept as initials"), "{}", me.said());
    me.enters("@DHT Rhys Stone present");
    me.is_told("names are kept as initials");
}
