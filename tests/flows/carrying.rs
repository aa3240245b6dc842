//! A new session takes on what the school's last one left: open actions, items put off, recommendations.

use nov::app::Effect;
use nov::grammar::Kind;

use crate::support::sitter::{Sitter, day};

/// A meeting in the autumn: one action open, one under way, one done, one item put off.
fn last_meeting() -> Sitter {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.enters("! @HT to send tracking to governors by 1/12").enters("! @LC to moderate Y5 writing by 29/1/2010");
    me.enters("! @DHT to buy books by 1/11");
    me.keys("ctrl+a home right enter tab tab tab tab tab").types("Sent for Years 3 and 4").keys("tab");
    me.types("Governors ask about groups").keys("esc").keys("down down right right").keys("esc");
    me.jumps("aob").enters("the transition project").enters("% who will pay").runs("put off item");
    me
}

#[test]
fn a_new_meeting_brings_open_actions_and_items_put_off_into_its_first_item() {
    let mut me = last_meeting();
    me.begin("rtm", "2010-01-12");
    assert_eq!(
        me.under("minutes-of-last"),
        [
            (Kind::Action, "send tracking to governors".to_owned()),
            (Kind::Action, "moderate Y5 writing".to_owned()),
            (Kind::Note, "Closed since 13 October 2009: action 3, buy books (done)".to_owned()),
            (Kind::Note, "Put off from 13 October 2009: AOB (the transition project)".to_owned()),
        ]
    );
    me.sees(&["Actions · 2 open · 2 carried", "carried send tracking", "late", "Closed since 13 October 2009"]);
}

#[test]
fn an_item_put_off_is_taken_up_as_one_of_its_own_from_its_line() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.runs("add item").enters("Transition project").enters("who will pay is open").runs("put off item");
    me.jumps("lcsp").enters("nobody came").runs("put off item");
    me.begin("rtm", "2010-01-12");
    let line = "Put off from 13 October 2009: Transition project (who will pay is open)".to_owned();
    let lcsp = "Put off from 13 October 2009: LCSP and other support (nobody came)".to_owned();
    assert_eq!(me.words_under("minutes-of-last"), [line.clone(), lcsp.clone()]);
    // The item of the form stands on this agenda again: its line goes there.
    me.sees(&["Ctrl+K Enter takes it under item 4, where it stands again"]);
    me.keys("ctrl+k");
    me.sees(&["a line under item 4, where it stands again", "an agenda item of its own"]);
    me.keys("enter");
    assert_eq!(me.words_under("other-support"), [lcsp]);
    me.sees(&["Ctrl+K Enter makes “Transition project” an item"]);
    me.enters("We began");
    me.sees(&["↑ and Ctrl+K Enter makes “Transition project” an item"]);
    me.keys("up up ctrl+k enter");
    me.is_told("“Transition project” is item 2 now, with its line");
    me.sees(&["2 Transition proj", "5 LCSP and other"]);
    assert_eq!(me.words_under("minutes-of-last"), ["We began"]);
    me.keys("ctrl+z");
    assert_eq!(me.words_under("minutes-of-last"), [line.clone(), "We began".to_owned()]);
    me.sees_no(&["2 Transition proj"]);
    me.keys("ctrl+y");
    me.jumps("transition");
    me.sees(&["Put off from 13 October 2009"]);
    me.sees_no(&["Ctrl+K Enter makes", "takes it under"]);
    let own = me.sitting().item.clone();
    assert_eq!(me.words_under(&own), std::slice::from_ref(&line));
    // Opened again, it comes but once.
    let id = me.session().id().to_owned();
    open(&mut me, &id, "2010-01-12");
    assert_eq!(me.words_under("minutes-of-last"), ["We began"]);
}

#[test]
fn carried_actions_come_with_their_history_and_number() {
    let mut me = last_meeting();
    me.begin("rtm", "2010-01-12");
    let action = me.session().actions().next().unwrap().1.clone();
    assert_eq!(
        (action.number, action.owners.as_slice(), action.due),
        (1, &["HT".to_owned()][..], Some(day("2009-12-01")))
    );
    assert_eq!(action.origin.as_ref().map(|o| o.date), Some(day("2009-10-13")));
    assert_eq!(action.history.len(), 1);
    assert_eq!(action.history[0].progress, "Sent for Years 3 and 4");
    assert_eq!((action.progress.as_str(), action.impact.as_str()), ("", ""), "what is told now is told anew");
    me.keys("ctrl+a home enter");
    me.sees(&[
        "First agreed Tuesday 13 October 2009",
        "13 Oct 2009",
        "Sent for Years 3 and 4",
        "Governors ask about groups",
    ]);
    me.keys("esc esc");
    let text = String::from_utf8(me.writes("minutes", "md")).unwrap();
    for part in ["send tracking to governors", "first agreed Tuesday 13 October 2009", "Sent for Years 3 and 4"] {
        assert!(text.contains(part), "“{part}”: {text}");
    }
}

#[test]
fn a_new_action_has_a_number_of_its_own_beside_carried_ones() {
    let mut me = last_meeting();
    me.begin("rtm", "2010-01-12");
    me.enters("! @HT to ring the authority by fri");
    let numbers: Vec<u32> = me.session().actions().map(|(_, a)| a.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn what_is_closed_now_is_not_carried_on_and_the_earlier_file_never_changes() {
    let mut me = last_meeting();
    me.runs("home");
    let before = crate::support::sitter::read(&me.store(), "2009-10-13-seaview-primary-rtm.ron");
    me.begin("rtm", "2010-01-12");
    me.enters("The meeting is opened").keys("ctrl+a home right").keys("esc");
    me.begin("rtm", "2010-04-27");
    let under: Vec<String> = me.words_under("minutes-of-last");
    assert!(
        under.contains(&"Closed since 12 January 2010: action 1, send tracking to governors (done)".to_owned()),
        "{under:?}"
    );
    let open: Vec<&str> = me.session().actions().map(|(e, _)| e.text.as_str()).collect();
    assert_eq!(open, ["moderate Y5 writing"]);
    let second = me.session().actions().next().unwrap().1.clone();
    assert_eq!((second.history.len(), second.origin.unwrap().date), (2, day("2009-10-13")));
    assert_eq!(crate::support::sitter::read(&me.store(), "2009-10-13-seaview-primary-rtm.ron"), before);
}

/// Plans a meeting for a day to come, and goes home.
fn plan(me: &mut Sitter, day: &str) -> String {
    let (form, school) = ("rtm".to_owned(), "Seaview Primary".to_owned());
    me.perform(Effect::Begin { form, school, date: day.parse().unwrap() });
    let id = me.session().id().to_owned();
    me.runs("home");
    id
}

/// Opens a meeting on a day.
fn open(me: &mut Sitter, id: &str, day: &str) {
    if me.app.sitting.is_some() {
        me.runs("home");
    }
    me.now(&format!("{day} 14:00"));
    me.perform(Effect::Open(id.to_owned()));
}

/// Open actions of the meeting on the screen.
fn open_here(me: &Sitter) -> Vec<String> {
    me.session().actions().filter(|(_, a)| a.status.is_open()).map(|(e, _)| e.text.clone()).collect()
}

/// Open actions of the register: words, status and meeting.
fn registered(me: &Sitter) -> Vec<String> {
    let all = me.desk.register().unwrap();
    all.iter().map(|a| format!("{}: {}, {}", a.text, a.status.label(), a.meeting)).collect()
}

#[test]
fn a_meeting_planned_and_never_opened_hides_no_action() {
    let mut me = Sitter::at_home();
    me.now("2009-09-07 10:00");
    let [autumn, spring, summer] = ["2009-11-12", "2010-02-11", "2010-06-24"].map(|day| plan(&mut me, day));
    open(&mut me, &autumn, "2009-11-12");
    me.enters("! @HT to send tracking to governors");
    open(&mut me, &summer, "2010-06-24");
    assert_eq!(open_here(&me), ["send tracking to governors"]);
    me.sees(&["Actions · 1 open · 1 carried"]);
    me.runs("home");
    let into = |id: &str| me.app.home.listing.sessions.iter().find(|s| s.id == id).unwrap().taken_into.clone();
    assert_eq!((into(&autumn), into(&spring)), (Some(summer.clone()), None));
}

#[test]
fn the_register_goes_by_the_last_meeting_held_and_what_is_closed_never_comes_back() {
    let mut me = last_meeting();
    me.runs("home");
    let june = plan(&mut me, "2010-06-24");
    me.begin("rtm", "2010-02-11");
    me.enters("The meeting is opened");
    me.keys("ctrl+a home down right enter tab tab tab tab tab").types("Two books seen").keys("tab esc esc");
    me.runs("home");
    assert_eq!(
        registered(&me),
        [
            "buy books: done, RTM 13 Oct 2009",
            "send tracking to governors: under way, RTM 11 Feb 2010",
            "moderate Y5 writing: under way, RTM 11 Feb 2010",
        ],
        "not as the meeting in June has it"
    );
    let counted: Vec<usize> = me.app.home.listing.sessions.iter().map(|s| s.open_actions).collect();
    assert_eq!(counted, [0, 2, 0], "each counted once");
    // Closed from the page of actions, it is closed where it stands, and nowhere comes back.
    me.keys("tab tab").types("send tracking").keys("enter").picks("it is done");
    me.begin("rtm", "2010-04-29");
    assert_eq!(open_here(&me), ["moderate Y5 writing"]);
    let closed = "Closed since 11 February 2010: action 1, send tracking to governors (done)";
    assert!(me.words_under("minutes-of-last").contains(&closed.to_owned()), "{:?}", me.words_under("minutes-of-last"));
    open(&mut me, &june, "2010-06-24");
    assert_eq!(open_here(&me), ["moderate Y5 writing"]);
    let told: Vec<&str> = me.session().actions().flat_map(|(_, a)| &a.history).map(|t| t.progress.as_str()).collect();
    assert_eq!(told, ["", "Two books seen"], "April was opened and not held");
}

#[test]
fn what_is_changed_in_a_meeting_to_come_stays_and_the_rest_is_brought_up_to_date() {
    let mut me = last_meeting();
    me.runs("home");
    let june = plan(&mut me, "2010-06-24");
    open(&mut me, &june, "2010-01-12");
    // Prepared: the owner of the second action will be another.
    me.keys("ctrl+a home down enter tab ctrl+u").types("DHT").keys("tab esc esc");
    let owner = |me: &Sitter| me.session().actions().nth(1).unwrap().1.owners.clone();
    assert_eq!(owner(&me), ["DHT"]);
    me.begin("rtm", "2010-02-11");
    me.enters("The meeting is opened").keys("ctrl+a home down right").keys("esc");
    open(&mut me, &june, "2010-06-24");
    let (_, second) = me.session().actions().nth(1).unwrap();
    assert_eq!((second.owners.clone(), second.status.label()), (vec!["DHT".to_owned()], "under way"));
}

#[test]
fn an_autumn_visit_brings_the_recommendations_of_the_summer() {
    let mut me = Sitter::at_home();
    me.begin("summer", "2009-06-16");
    me.jumps("recommendations (normally");
    me.types("Raise attainment in Year 4").keys("tab tab tab tab tab tab").types("HT").keys("enter");
    assert_eq!(me.session().table("recommendations").len(), 1, "{:?}", me.session().table("recommendations"));
    me.keys("esc").enters("! @HT to write the plan by 1/9");
    me.begin("autumn", "2009-11-17");
    let row = &me.session().table("progress-actions")[0];
    assert_eq!((row["action"].as_str(), row["owner"].as_str()), ("Raise attainment in Year 4", "HT"));
    assert_eq!(me.under("progress"), [(Kind::Action, "write the plan".to_owned())]);
    assert_eq!(me.session().number_of("progress"), Some(1));
    me.sees(&["Progress since Summer visit", "Raise", "write the plan"]);
}

#[test]
fn targets_agreed_in_autumn_stand_in_the_notes_of_spring_and_summer_and_are_reviewed_the_next_autumn() {
    let cells = |me: &Sitter| me.session().table("targets")[0].clone();
    let mut me = Sitter::at_home();
    me.begin("autumn", "2009-11-17");
    me.jumps("targets: review")
        .types("Level 4 English and mathematics")
        .keys("tab")
        .types("KS2")
        .keys("tab")
        .types("y");
    me.keys("tab").types("72%").keys("tab tab tab").types("76%").keys("esc");
    assert_eq!((cells(&me)["target"].as_str(), cells(&me)["agreed"].as_str()), ("72%", "76%"));
    me.begin("spring", "2010-03-02");
    assert_eq!(cells(&me)["measure"], "Level 4 English and mathematics");
    assert_eq!(cells(&me)["target"], "72%");
    me.begin("summer", "2010-06-15");
    assert_eq!((cells(&me)["target"].as_str(), cells(&me)["next-target"].as_str()), ("72%", "76%"));
    let text = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(text.contains("| Level 4 English and mathematics | 72% |") && text.contains("| 76% |"), "{text}");
    me.begin("autumn", "2010-11-16");
    let row = cells(&me);
    assert_eq!((row["target"].as_str(), row["key-stage"].as_str(), row["statutory"].as_str()), ("76%", "KS2", "yes"));
    assert!(!row.contains_key("agreed"), "{row:?}");
}

#[test]
fn key_stages_that_a_note_said_leave_out_of_an_inspection_what_the_school_has_not() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2009-11-17");
    me.jumps("key stages applicable").types("EYFS, KS1, KS2").keys("enter");
    assert_eq!(me.session().field("key-stages"), "EYFS, KS1, KS2");
    me.begin("ofsted-s5", "2010-01-12");
    let sixth = me.session().fields().filter(|(path, grade)| path.starts_with("sixth-") && *grade == "n/a").count();
    assert!(sixth > 0, "{:?}", me.session().fields().collect::<Vec<_>>());
}

#[test]
fn what_one_form_says_of_a_school_need_not_be_said_in_another_unless_it_was_of_that_day_or_the_record_has_it() {
    let mut me = Sitter::at_home();
    me.begin("ofsted-s5", "2010-01-12");
    for (field, typed) in [("lcsp", "Bay and Hill"), ("location", "Hill Road, Seaview"), ("please indicate", "absent")]
    {
        me.jumps(field).keys("ctrl+u").types(typed).keys("enter");
    }
    assert_eq!(me.session().field("head-standing"), "absent");
    me.begin("hmi-s8", "2010-05-11");
    let said = |me: &Sitter, field: &str| me.session().field(field).to_owned();
    assert_eq!((said(&me, "lcsp"), said(&me, "head-standing")), ("Bay and Hill".to_owned(), String::new()));
    assert_eq!(said(&me, "location"), "Hill Road, Seaview");
    me.knows(&[("location", "Quay Street, Seaview")]);
    me.begin("ofsted-survey", "2010-06-15");
    assert_eq!((said(&me, "lcsp"), said(&me, "location")), ("Bay and Hill".to_owned(), String::new()));
    let text = String::from_utf8(me.writes("form", "md")).unwrap();
    assert!(text.contains("Quay Street, Seaview") && !text.contains("Hill Road"), "{text}");
}

#[test]
fn another_schools_actions_are_not_carried() {
    let mut me = last_meeting();
    me.runs("home").keys("ctrl+n").picks("round").enters("Seaview Primary Annex").enters("12/1/2010");
    assert_eq!(me.session().school(), "Seaview Primary Annex");
    assert_eq!(me.session().entry_count(), 0);
}

#[test]
fn without_an_earlier_session_nothing_is_carried() {
    let me = Sitter::open("rtm");
    assert_eq!(me.session().entry_count(), 0);
}

#[test]
fn what_stands_under_the_details_of_the_meeting_is_printed_there_and_not_once_more_at_the_end() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.jumps("lcsp").enters("nobody came").runs("put off item");
    me.begin("rtm", "2010-01-12");
    me.keys("up ctrl+o").picks("meeting details");
    let text = String::from_utf8(me.writes("minutes", "md")).unwrap();
    assert_eq!(text.matches("Meeting details").count(), 1, "{text}");
    let line = text.find("Put off from 13 October 2009").unwrap();
    assert!(line < text.find("Key questions").unwrap(), "{text}");
}

#[test]
fn an_action_that_is_overdue_is_marked_in_the_minutes() {
    let mut me = last_meeting();
    me.begin("rtm", "2010-01-12");
    let squeezed = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let text = squeezed(me.writes("minutes", "txt"));
    assert!(text.contains("by Tuesday 1 December 2009, overdue"), "{text}");
    assert!(text.contains("by Friday 29 January 2010"), "{text}");
    assert!(!text.contains("29 January 2010, overdue"), "{text}");
    let text = String::from_utf8(me.writes("actions", "md")).unwrap();
    assert!(text.contains("under way, overdue"), "{text}");
    assert_eq!(text.matches("overdue").count(), 1, "{text}");
}

#[test]
fn the_day_agreed_for_the_next_meeting_is_offered_with_its_time_when_that_is_begun() {
    let mut me = Sitter::open("rtm");
    me.jumps("day · date of next").types("6/7/2010 at 2pm").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2010-07-06 14:00");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("Tuesday 6 July 2010 at 14:00"), "{text}");
    let dates = String::from_utf8(me.writes("dates", "txt")).unwrap();
    assert!(dates.contains("Tuesday 6 July 2010, 14:00: Date of next meeting"), "{dates}");
    me.runs("home");
    // Before that day, and when it is written up after it.
    for now in ["2010-07-09 18:00", "2010-06-30 10:00"] {
        me.now(now);
        me.keys("ctrl+n").picks("round").picks("seaview");
        me.sees(&["The day agreed last time", "Tuesday 6 July 2010 at 14:00"]);
        if now.contains("07-09") {
            me.keys("esc");
        }
    }
    me.keys("enter");
    assert_eq!(me.session().date(), day("2010-07-06"));
    // Once it is planned it is offered no more.
    me.runs("home").keys("ctrl+n").picks("round").picks("seaview");
    me.sees(&["Enter alone means today"]);
}

#[test]
fn the_day_agreed_is_offered_though_the_meeting_was_written_up_before_its_own_day() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-26");
    me.jumps("date of next meeting").keys("tab").types("6/7/2010").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2010-07-06");
    me.now("2010-01-12 10:00");
    me.runs("home").keys("ctrl+n").picks("round").picks("seaview");
    me.sees(&["The day agreed last time", "Tuesday 6 July 2010"]);
}

#[test]
fn the_time_said_with_the_next_day_in_a_line_is_kept_with_it() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting").enters("Next meeting 6 July 2010 at 2pm, at Seaview");
    me.is_told("Date of next meeting taken from your line: Tuesday 6 July 2010 at 14:00");
    assert_eq!(me.session().field("next-meeting"), "2010-07-06 14:00, at Seaview");
}

#[test]
fn the_day_agreed_at_familiarisation_is_offered_for_the_visit_and_stands_as_planned() {
    let mut me = Sitter::at_home();
    me.begin("familiarisation", "2009-09-15");
    me.jumps("autumn visit (term 2)").types("8/12/2009").keys("enter");
    assert_eq!(me.session().field("year-autumn.date"), "2009-12-08");
    me.runs("set state").picks("held").keys("enter");
    me.runs("home").keys("tab enter");
    me.goes_to("Autumn visit").sees(&["planned for Tue 8 Dec"]);
    me.keys("enter").sees(&["The day agreed at the Familiarisation visit", "Tuesday 8 December 2009"]);
    me.keys("enter");
    assert_eq!(me.session().date(), day("2009-12-08"));
}
