//! Triggers for concern: whom to tell and how fast, logged with the time, on the home screen until they are told.

use nov::grammar::Kind;
use nov::session::Session;

use crate::support::sitter::Sitter;
use crate::support::store::Store;

/// Ticks a trigger of a card in a session of a form.
fn ticked(form: &str, card: &str, downs: usize) -> Sitter {
    let mut me = Sitter::open(form);
    me.runs("cards").picks(card);
    for _ in 0..downs {
        me.keys("down");
    }
    me.keys("right");
    me
}

#[test]
fn a_trigger_says_whom_to_tell_and_how_fast_and_logs_it_privately() {
    let mut me = ticked("autumn", "triggers for concern", 1);
    me.is_told("Tell the Senior Phase Adviser at once");
    me.is_told("where capacity is in doubt and you cannot agree with the head and governors");
    me.keys("esc");
    let last = me.last().clone();
    assert_eq!((last.kind, last.telling.as_ref().unwrap().told), (Kind::Private, None));
    assert!(last.text.contains("Leadership without the capacity to improve"), "{}", last.text);
}

#[test]
fn whom_to_tell_follows_where_the_concern_comes_from() {
    for (form, card, whom) in [
        ("autumn", "triggers for concern", "Tell the Senior Phase Adviser at once"),
        ("pib", "triggers for concern", "Tell the SIP manager at once"),
        ("ofsted-s5", "triggers for concern", "Tell the SIP manager at once"),
        ("rtm", "finance triggers", "Tell the SIP manager as soon as you can"),
    ] {
        ticked(form, card, 0).is_told(whom);
    }
}

#[test]
fn it_stands_on_the_home_screen_until_it_is_noted_as_told_with_the_time() {
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("esc").runs("home");
    me.sees(&["To tell", "AT ONCE", "Tell the Senior Phase Adviser: Seaview Primary", "since Tue 17 Nov 14:00"]);
    me.keys("tab").sees(&["tell!"]);
    me.keys("enter").sees(&["AT ONCE"]);
    me.keys("shift+tab").now("2009-11-17 14:20");
    me.goes_to("AT ONCE").keys("enter");
    me.sees(&["The Senior Phase Adviser is told", "Notice of concern", "Request for brokered support"]);
    me.keys("enter");
    me.sees_no(&["AT ONCE"]);
    me.sees(&["New session"]);
    let session = me.desk.store.read_session::<Session>("2009-11-17-seaview-primary-autumn").unwrap().document;
    let entry = session.all_entries().find(|(_, entry)| entry.telling.is_some()).unwrap().1.clone();
    assert_eq!(entry.telling.unwrap().told, Some(crate::support::sitter::at("2009-11-17 14:20")));
    assert!(entry.text.ends_with("Told on 17 November 2009 at 14:20."), "{}", entry.text);
}

#[test]
fn what_is_to_be_told_at_once_stands_above_what_may_wait() {
    let mut me = ticked("rtm", "finance triggers", 0);
    me.keys("esc").runs("cards").picks("triggers for concern").keys("right esc").runs("home");
    let shown = me.screen();
    let place = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}: {shown}"));
    assert!(place("AT ONCE") < place("AS SOON AS YOU CAN"), "{shown}");
}

#[test]
fn the_notice_and_the_request_are_written_from_there() {
    let mut me = ticked("rtm", "finance triggers", 3);
    me.keys("up enter").types("+ the roof leaks into two classrooms").keys("enter");
    me.enters("= find a specialist in premises").enters("! @LA survey the rafters by 29/1/2010").runs("home");
    for (choice, words) in [
        ("notice of concern", "more closely involved in the finances of Seaview Primary"),
        ("brokered", "a need for support from outside"),
    ] {
        me.goes_to("AS SOON AS YOU CAN").keys("enter").picks(choice);
        me.sees(&["Export", "Where to", "for the local authority"]);
        me.keys("enter");
        let path = me.written.last().unwrap().clone();
        let text = crate::support::docx::Document::read(&std::fs::read(path).unwrap()).lines().join("\n");
        assert!(text.contains(words), "{text}");
        assert!(!text.contains("as soon as you can"), "the private line stays here: {text}");
        let is_notice = choice.starts_with("notice");
        assert_eq!(text.contains("maintenance"), is_notice, "the trigger is named where it is told: {text}");
        assert_eq!(text.contains("The roof leaks"), is_notice, "with what was noted of it: {text}");
        assert_eq!(text.contains("Survey the rafters"), !is_notice, "what is asked for: {text}");
        assert!(!text.contains("specialist") && (!is_notice || text.contains("To the SIP manager.")), "{text}");
        me.runs("home");
    }
}

#[test]
fn leaving_says_whom_to_tell_before_what_is_due_next() {
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("esc ctrl+q");
    assert_eq!(me.app.parting[..2], ["Still to tell:", "the Senior Phase Adviser at once: Seaview Primary"]);
    assert!(me.app.parting.iter().any(|line| line == "Next:"), "{:?}", me.app.parting);
    // The same from the home screen, and no more once they are told.
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("esc").runs("home");
    me.goes_to("AT ONCE").keys("enter enter").keys("ctrl+q");
    assert!(!me.app.parting.iter().any(|line| line.contains("tell")), "{:?}", me.app.parting);
}

#[test]
fn a_trigger_unticked_before_anybody_was_told_goes_again() {
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("up right");
    assert_eq!(me.session().entry_count(), 0);
    me.keys("right esc").runs("home");
    me.sees(&["AT ONCE"]);
    assert_eq!(me.screen().matches("AT ONCE").count(), 1);
}

#[test]
fn what_to_look_at_in_finance_is_at_hand() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("what to look at");
    me.offers(&["Improvement plans are costed", "Recovery plans are sustainable", "staffing structure"]);
}

#[test]
fn the_notice_holds_what_belongs_to_the_concern_and_nothing_else() {
    let mut me = Sitter::open("autumn");
    me.enters("the hall is being painted").enters("! @HT order paint by 29/1/2010");
    me.enters("~ @HT the roof leaks");
    me.keys("ctrl+n").enters("~ @LC a consultant visited on six Thursdays");
    me.runs("cards").picks("triggers for concern").keys("right up enter").enters("two leaders left in June");
    me.keys("esc").enters("+ no plan names who leads writing").runs("home");
    me.goes_to("AT ONCE").keys("enter").picks("notice of concern").keys("enter");
    let path = me.written.last().unwrap().clone();
    let text = crate::support::docx::Document::read(&std::fs::read(path).unwrap()).lines().join("\n");
    assert!(text.contains("No plan names who leads writing"), "evidence noted once the trigger was ticked: {text}");
    assert!(text.contains("Two leaders left in June"), "what answers the trigger: {text}");
    for words in ["painted", "order paint", "the roof leaks", "six Thursdays"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
}

#[test]
fn what_it_is_told_for_is_said_of_each_list_and_of_each_trigger_once() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("triggers for concern").keys("right esc");
    me.runs("cards").picks("finance triggers").keys("right esc");
    me.enters("+ the deficit grew to 90,000").runs("home");
    me.goes_to("AT ONCE").keys("enter").picks("notice of concern").keys("enter");
    let path = me.written.last().unwrap().clone();
    let text = crate::support::docx::Document::read(&std::fs::read(path).unwrap()).lines().join("\n");
    for words in [
        "To the SIP manager and the Senior Phase Adviser.",
        "At the Autumn visit on Tuesday 17 November 2009 I saw evidence that could make Seaview Primary a cause for concern",
        "more closely involved in the finances of Seaview Primary",
        "Serious underperformance not recognised by the school",
        "The deficit grew to 90,000",
    ] {
        assert_eq!(text.matches(words).count(), 1, "{words}: {text}");
    }
}

#[test]
fn a_trigger_answered_by_a_line_is_ticked_and_told_as_one_ticked_with_the_arrow() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("triggers for concern").keys("enter");
    me.is_told("Tell the Senior Phase Adviser at once");
    me.enters("+ staff do not see the results as low");
    let kinds: Vec<Kind> = me.session().all_entries().map(|(_, entry)| entry.kind).collect();
    assert_eq!(kinds, [Kind::Private, Kind::Observed]);
    let notice = String::from_utf8(me.writes("concern", "txt")).unwrap();
    assert!(notice.contains("staff do not see the results as low") && !notice.contains("Tell the Senior"), "{notice}");
    // Answering it once more tells nobody anew.
    me.runs("cards").picks("triggers for concern").keys("enter").enters("two leaders left");
    let private = me.session().all_entries().filter(|(_, entry)| entry.kind == Kind::Private).count();
    assert_eq!(private, 1);
    me.is_mirrored();
}

#[test]
fn the_request_of_a_meeting_holds_the_triggers_and_reasons_of_its_form() {
    let store = Store::new();
    let id = store.new_session("meeting", "Hillside Primary", "2010-04-13");
    for set in [
        "kind=Area School Causing Concern meeting",
        "triggers=leadership without the capacity to improve",
        "request=Results fell two years running",
    ] {
        store.nov(&["set", &id, set]).well();
    }
    let args = ["export", &id, "--document", "causing-concern", "--format", "txt", "--output", "-"];
    let request = store.nov(&args).well();
    assert!(request.contains("Results fell two years running"), "{request}");
    assert!(request.contains("leadership without the capacity to improve"), "{request}");
}

#[test]
fn evidence_stands_below_the_trigger_it_belongs_to() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("triggers for concern").keys("right esc");
    me.enters("+ results fell and nobody asks why");
    me.runs("cards").picks("triggers for concern").keys("down right esc");
    me.enters("+ two leaders left and none came");
    // What answers the first one belongs to it, though it was noted after the second was ticked.
    me.runs("cards").picks("triggers for concern").keys("enter").enters("+ the plan does not name writing");
    me.runs("cards").picks("finance triggers").keys("right esc");
    let notice = String::from_utf8(me.writes("concern", "txt")).unwrap();
    let place = |words: &str| notice.find(words).unwrap_or_else(|| panic!("{words}: {notice}"));
    let places = [
        "Serious underperformance",
        "nobody asks why",
        "does not name writing",
        "Leadership without the capacity",
        "none came",
        "involved in the finances",
        "Financial difficulty",
        "Evidence:                 ____",
    ];
    let places = places.map(place);
    assert!(places.is_sorted(), "{places:?} {notice}");
}

#[test]
fn a_request_or_a_notice_with_nothing_in_it_does_not_go_out() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    for (document, words) in [
        ("concern", "no trigger for concern is ticked"),
        ("causing-concern", "nothing to bring before the meeting"),
        ("brokering", "no support from outside is asked for"),
    ] {
        for args in [
            vec!["export", &id, "--document", document, "--format", "txt", "--output", "-"],
            vec!["sent", &id, "--document", document, "--to", "SPA", "--draft"],
        ] {
            let said = store.nov(&args);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?} {said:?}");
            assert!(said.err.contains(words), "{args:?} {said:?}");
        }
        let every = ["export", "--every", "--into", "all", "--document", document, "--format", "txt"];
        assert!(store.nov(&every).well().starts_with("0 documents"));
    }
    // A form has no need of words: it prints empty, as on paper.
    store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    // A request of the meeting's own is as empty until a reason is given.
    let meeting = store.new_session("meeting", "Hillside Primary", "20/11/2009");
    let request =
        |document: &str| store.nov(&["export", &meeting, "--document", document, "--format", "txt", "--output", "-"]);
    store.nov(&["set", &meeting, "kind=Area School Causing Concern meeting"]).well();
    assert_eq!(request("causing-concern").code, 2);
    store.nov(&["set", &meeting, "request=results fell two years running"]).well();
    assert!(request("causing-concern").well().contains("results fell two years running"));
    // Support that a meeting about finance found is asked for, too.
    store.nov(&["set", &meeting, "kind=finance support"]).well();
    assert_eq!(request("brokering").code, 2);
    store.nov(&["set", &meeting, "brokered=a bursar for two days"]).well();
    assert!(request("brokering").well().contains("a bursar for two days"));
    // Nor does the outcome of an inspection that was not fed back yet.
    for form in ["ofsted-s5", "hmi-satisfactory", "hmi-s8", "ofsted-survey"] {
        let feedback = store.new_session(form, "Hillside Primary", "24/11/2009");
        let outcome = store.nov(&["export", &feedback, "--document", "outcome", "--format", "txt", "--output", "-"]);
        assert!(
            outcome.code == 2 && outcome.err.contains("nothing of the outcome is filled in"),
            "{form}: {outcome:?}"
        );
    }
}

#[test]
fn on_the_screen_an_empty_request_says_so_where_it_is_looked_at_and_is_not_written() {
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x");
    me.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == "brokering"));
    me.keys("enter");
    me.sees(&["nothing to request"]);
    assert!(me.written.is_empty(), "{:?}", me.written);
}

#[test]
fn what_is_chosen_of_the_triggers_stays_when_it_is_ticked() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("triggers for concern");
    let at = me.sitting().prompt;
    me.keys("right");
    assert_eq!(me.sitting().prompt, at);
    let id = me.sitting().prompts_here()[at].0.clone();
    me.keys("enter");
    assert_eq!(me.sitting().prompt_tag.as_deref(), Some(id.as_str()));
}

#[test]
fn a_notice_whose_evidence_is_blank_says_so_when_it_goes_out() {
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("esc").runs("home").goes_to("AT ONCE").keys("enter").picks("notice of concern");
    me.keys("enter");
    me.is_told("1 trigger is still without evidence: note it under the item, observed with + or reported with ~");
    let mut me = ticked("autumn", "triggers for concern", 0);
    me.keys("esc enter").types("+ two lessons in three were below the standard").keys("enter").runs("home");
    me.goes_to("AT ONCE").keys("enter").picks("notice of concern").keys("enter");
    assert!(!me.said().contains("without evidence"), "{}", me.said());
}

#[test]
fn the_index_of_a_handover_names_a_notice_of_concern_and_not_what_it_says() {
    let mut me = ticked("autumn", "triggers for concern", 1);
    me.keys("esc").runs("home").now("2009-11-17 14:20");
    me.goes_to("AT ONCE").keys("enter enter");
    me.goes_to("Autumn visit").keys("enter").runs("note as sent");
    let is_notice = |me: &Sitter| match me.app.overlays.last() {
        Some(nov::app::Overlay::Sent(form)) => form.chosen().is_some_and(|document| document.id == "concern"),
        _ => panic!("nothing is noted as sent:\n{}", me.screen()),
    };
    me.keys("up");
    for _ in 0..30 {
        if is_notice(&me) {
            break;
        }
        me.keys("right");
    }
    me.keys("down space enter");
    me.is_told("Noted as sent to the Senior Phase Adviser");
    let index = |years: u32| {
        let drafts = nov::pack::Drafts::PutIn;
        let wish = nov::pack::Wish { years, drafts, ..nov::pack::Wish::handover("2009-12-01".parse().unwrap()) };
        let made = nov::pack::make(&me.desk, "Seaview Primary", &wish).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(!names.iter().any(|name| name.contains("-concern")), "{names:?}");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("index.md").unwrap(), &mut text).unwrap();
        text.replace('\\', "")
    };
    let text = index(2);
    for words in [
        "Notices of concern",
        "17 November 2009: the Senior Phase Adviser told of a concern on 17 November 2009",
        "Notice of concern, sent to the Senior Phase Adviser on 17 November 2009",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("capacity"), "{text}");
    assert!(!index(1).contains("concern"), "inspectors read the notes of visit alone");
}

#[test]
fn space_ticks_the_chosen_trigger_and_enter_ticks_it_and_takes_its_evidence() {
    let mut me = Sitter::open("autumn");
    me.runs("cards").picks("triggers for concern").keys("down space");
    me.is_told("Tell the Senior Phase Adviser at once");
    let ticked = |me: &Sitter| me.session().all_entries().filter(|(_, entry)| entry.is_to_be_told()).count();
    assert_eq!((ticked(&me), me.sitting().line.text()), (1, ""), "nothing of it goes into the line");
    me.keys("space");
    assert_eq!(ticked(&me), 0, "the same key takes the mark off");
    me.keys("enter").is_told("Tell the Senior Phase Adviser at once");
    assert_eq!(ticked(&me), 1);
    me.enters("two leaders left in June");
    assert_eq!((ticked(&me), me.last().text.as_str()), (1, "two leaders left in June"));
    assert!(me.last().prompt.is_some(), "it is the evidence of that trigger");
}
