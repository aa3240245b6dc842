//! When an action is due, and which words only look as if they said so.

use super::*;

#[test]
fn actions_have_deadlines() {
    check(&[
        ("! Moderate Y5 writing @LC by fri", "action [Moderate Y5 writing] owners=LC due=15/1"),
        ("! Moderate Y5 writing by fri @LC", "action [Moderate Y5 writing] owners=LC due=15/1"),
        (
            "! @LC to moderate by Fri 29 Jan so that judgements are secure",
            "action [moderate so that judgements are secure] owners=LC due=29/1 measure=judgements are secure",
        ),
        ("! @HT by fri to moderate", "action [moderate] owners=HT due=15/1"),
        ("! @LC 29/1 moderate", "action [29/1 moderate] owners=LC"),
        ("! Send tracking to governors 29/1", "action [Send tracking to governors] due=29/1"),
        ("! Send tracking to governors 29/1 @HT", "action [Send tracking to governors] owners=HT due=29/1"),
        ("! Send tracking 29 Jan.", "action [Send tracking.] due=29/1"),
        ("! Send tracking (by 29/1)", "action [Send tracking] due=29/1"),
        ("! Send tracking in 2 weeks", "action [Send tracking] due=26/1"),
        ("! Send tracking within 5 working days", "action [Send tracking] due=19/1"),
        ("! Agenda for next friday", "action [Agenda] due=22/1"),
        ("! Agenda ready for Friday", "action [Agenda ready] due=15/1"),
        ("! Ring the LA tomorrow", "action [Ring the LA] due=13/1"),
        ("! Send tracking on 14/1", "action [Send tracking] due=14/1"),
        ("! Send tracking on 14/1 @HT", "action [Send tracking] owners=HT due=14/1"),
        ("! Send tracking on the 29th", "action [Send tracking] due=29/1"),
        ("! Send tracking on the second friday in February", "action [Send tracking] due=12/2"),
        ("! @LC to meet parents the first monday of March", "action [meet parents] owners=LC due=1/3"),
        ("! Send tracking by the second Friday in January", "action [Send tracking] due=14/1"),
        ("! Send tracking end of January", "action [Send tracking] due=29/1"),
        ("! Send tracking at the end of January", "action [Send tracking] due=29/1"),
        ("! Send tracking by end of term", "action [Send tracking] due=12/2"),
        ("! Send tracking by the end of March 2010", "action [Send tracking] due=31/3"),
        ("! Send it by end of May 2010 with figures", "action [Send it with figures] due=28/5"),
        ("! Send it by end of summer term 2010", "action [Send it] due=23/7"),
        ("! Send it by half term 2010 @HT", "action [Send it] owners=HT due=12/2"),
        ("! Send it by end of March 2009", "action [Send it by end of March 2009] undated=by end of March"),
        ("! Send tracking mid-February", "action [Send tracking] due=15/2"),
        ("! Send tracking in mid-February", "action [Send tracking] due=15/2"),
        ("! Send tracking by mid February, please", "action [Send tracking, please] due=15/2"),
        ("! Send tracking the week of 18 January", "action [Send tracking] due=22/1"),
        ("! Send tracking in the week beginning Monday 18 January", "action [Send tracking] due=22/1"),
        ("! Send tracking by w/c 18/1", "action [Send tracking] due=22/1"),
        ("! Share it by fri lunch", "action [Share it by lunch] due=15/1"),
        ("! Share it by fri 3pm", "action [Share it by 3pm] due=15/1"),
        (
            "! @HT send it by 29/1 2.30 pm, with the plan",
            "action [send it by 2.30 pm, with the plan] owners=HT due=29/1",
        ),
        ("! Share it by fri at 3pm", "action [Share it at 3pm] due=15/1"),
        ("! Share it before Friday lunchtime @HT", "action [Share it before lunchtime] owners=HT due=15/1"),
        ("! Share it tomorrow morning", "action [Share it tomorrow morning]"),
        ("! Share it by Friday assembly", "action [Share it by Friday assembly] undated=by Friday"),
        ("! Share it by fri assembly", "action [Share it by fri assembly] undated=by fri"),
        ("! @HT send plan by the 2nd week of September", "action [send plan] owners=HT due=10/9"),
        ("! Send tracking by the last week of term", "action [Send tracking] due=12/2"),
        ("! Send tracking in the first week of March", "action [Send tracking] due=5/3"),
        ("! Send tracking by the 3rd visit", "action [Send tracking by the 3rd visit] undated=by the 3rd visit"),
        ("! Send tracking by 1st week back", "action [Send tracking by 1st week back] undated=by 1st"),
        (
            "! Send it by the 2nd half of term",
            "action [Send it by the 2nd half of term] undated=by the 2nd half of term",
        ),
        ("! Check it by the 3rd time", "action [Check it by the 3rd time] undated=by the 3rd"),
        ("! Send it by Thursday 5 February", "action [Send it by Thursday 5 February] undated=by Thursday 5 February"),
        ("! Send it Thurs, 5 Feb", "action [Send it Thurs, 5 Feb]"),
        ("! Send it by Fri 5 February", "action [Send it] due=5/2"),
        ("! Send tracking by the 29th", "action [Send tracking] due=29/1"),
        ("! Send tracking on Friday", "action [Send tracking] due=15/1"),
        ("! Send tracking on Thursday @HT", "action [Send tracking] owners=HT due=14/1"),
        (
            "! @LC to meet the gifted and talented lead on Mon",
            "action [meet the gifted and talented lead] owners=LC due=18/1",
        ),
        ("! Send tracking by Jan 18", "action [Send tracking] due=18/1"),
        ("! Send tracking by January 18th, please", "action [Send tracking, please] due=18/1"),
        ("! Send tracking Jan 18", "action [Send tracking] due=18/1"),
        ("! Send tracking by January", "action [Send tracking] due=29/1"),
        (
            "! Send tracking by March so that targets can be set",
            "action [Send tracking so that targets can be set] due=31/3 measure=targets can be set",
        ),
        ("! Send tracking in March.", "action [Send tracking.] due=31/3"),
        ("! Send tracking before March", "action [Send tracking] due=26/2"),
        ("! Send tracking early March", "action [Send tracking] due=5/3"),
        ("! Send tracking in early March @HT", "action [Send tracking] owners=HT due=5/3"),
        ("! Send tracking by late February", "action [Send tracking] due=26/2"),
        ("! Send tracking by early February, please", "action [Send tracking, please] due=5/2"),
        ("! Send tracking a week on Tuesday", "action [Send tracking] due=26/1"),
        ("! Celebrate the end of term", "action [Celebrate the end of term]"),
        ("! Data to SIP before half term", "action [Data to SIP] due=12/2"),
        (
            "! Data to SIP before Easter so that targets can be set",
            "action [Data to SIP so that targets can be set] due=1/4 measure=targets can be set",
        ),
        ("! Review the RAP by the end of the summer term", "action [Review the RAP] due=23/7"),
        ("! Review the RAP no later than 12/2", "action [Review the RAP] due=12/2"),
        ("! Review the RAP, due 12/2, with governors", "action [Review the RAP, with governors] due=12/2"),
        ("! Draft by fri and final by 29/1", "action [Draft by fri and final] due=29/1"),
        ("! Prepare by fri the papers for 29/1", "action [Prepare the papers for 29/1] due=15/1"),
        ("! Audit books by 3/4", "action [Audit books] due=3/4"),
        ("! @Dave to book the hall", "action [@Dave to book the hall] unknown=@Dave"),
        ("! @HT: ask @Dave for the hall", "action [ask @Dave for the hall] owners=HT unknown=@Dave"),
        ("! write to office@school.org, 3 @ 2", "action [write to office@school.org, 3 @ 2]"),
        ("@Dave books the hall", "note [@Dave books the hall]"),
        ("! Data to SIP by next RTM", "action [Data to SIP by next RTM] undated=by next RTM"),
        ("! Data to SIP before Whit half term", "action [Data to SIP] due=28/5"),
        ("! Data to SIP by Whitsun @LC", "action [Data to SIP] owners=LC due=28/5"),
        ("! Data to SIP by the last day of term", "action [Data to SIP] due=12/2"),
    ]);
}

#[test]
fn words_that_look_meant_as_a_date_but_say_none_are_named() {
    for (typed, undated) in [
        ("! send it by the 31st of Juneuary", Some("by the 31st of Juneuary")),
        ("! send it by 31/2 @HT", Some("by 31/2")),
        ("! send it before the May fair half term", Some("before the May fair half term")),
        ("! send it by early next term, please", Some("by early next term")),
        ("! send it by 29/2", Some("by 29/2")),
        ("! send it by Feb 29", Some("by Feb 29")),
        ("! write up the visit held on 14/1", Some("on 14/1")),
        ("! write up the visit held at Seaview on Thursday", Some("on Thursday")),
        ("! check what was agreed in November", Some("in November")),
        ("! compare the results in November", Some("in November")),
        ("! write up the visit held 14/1", None),
        ("! send it by the 3rd visit", Some("by the 3rd visit")),
        ("! send it on the 31st of Juneuary", Some("on the 31st of Juneuary")),
        ("! send it friday", Some("friday")),
        ("! send it later this term", Some("later this term")),
        ("! send it after half term", Some("after half term")),
        ("! write up the visit made on 8/1", Some("on 8/1")),
        ("! moderate in Year 5", None),
        ("! watch the assembly every Friday", None),
        ("! ask what pupils may", None),
        ("! ask on Monday how far they are", None),
        ("! raise reading in half the classes", None),
        ("! send it by the next meeting", Some("by the next meeting")),
        ("! send it by fri", None),
        ("! raise it by 5 points", None),
        ("! raise it by 62%", None),
        ("! mark books by hand before the lesson", None),
        ("! see how far they are by the end of the lesson", None),
        ("! draft by mid March and send it by 29/1", None),
        ("a note by the 31st of Juneuary", None),
    ] {
        assert_eq!(parsed(typed).undated.as_deref(), undated, "{typed}");
    }
    let typed = "! send it by 31/2";
    let mut off = Recognition::new();
    off.turn_off(10, typed.len());
    assert_eq!(parse(typed, &Room::new().context(), &off).undated, None, "turned off, it is not asked about");
}

#[test]
fn words_that_only_look_like_deadlines_stay() {
    check(&[
        ("the 29/1 cohort did well by fri", "note [the 29/1 cohort did well by fri]"),
        ("= finish by the end of term", "decision [finish by the end of term]"),
        ("! Read the books marked by Friday’s group", "action [Read the books marked by Friday’s group]"),
        ("! Read the books marked by Friday's group @LC", "action [Read the books marked by Friday's group] owners=LC"),
        ("! Track the 29/1 cohort", "action [Track the 29/1 cohort]"),
        ("! Ask what pupils may do", "action [Ask what pupils may do]"),
        ("! Ask who may", "action [Ask who may]"),
        ("! March with the pupils", "action [March with the pupils]"),
        ("! Plan the March meeting", "action [Plan the March meeting]"),
        (
            "! Prepare for the meeting in the March half term",
            "action [Prepare for the meeting in the March half term] undated=in the March half term",
        ),
        ("! Read books marked on 14/1", "action [Read books marked on 14/1] undated=on 14/1"),
        ("! List who sat", "action [List who sat]"),
        ("! Check papers sat on Monday", "action [Check papers sat on Monday] undated=on Monday"),
        ("! See how far they are by the end", "action [See how far they are by the end]"),
        ("! See what is learnt by the end of the lesson", "action [See what is learnt by the end of the lesson]"),
        ("! Raise the share to 3/4", "action [Raise the share to 3/4]"),
        ("! Watch Years 5/6", "action [Watch Years 5/6]"),
        ("! Watch Y5/6", "action [Watch Y5/6]"),
        ("! Offer support 24/7", "action [Offer support 24/7]"),
        ("! Raise standards by 4/5 of a level", "action [Raise standards by 4/5 of a level]"),
        ("! Raise standards by 5 points", "action [Raise standards by 5 points]"),
        ("! Write up the review of 29/1", "action [Write up the review of 29/1]"),
        ("! Prepare the 29 Jan meeting", "action [Prepare the 29 Jan meeting]"),
        ("! Watch the assembly every Friday", "action [Watch the assembly every Friday]"),
        ("! Share what was agreed today", "action [Share what was agreed today]"),
        ("! Book cards for Christmas", "action [Book cards for Christmas]"),
        ("! Ask mon ami", "action [Ask mon ami]"),
        ("! Follow @tomorrow", "action [Follow @tomorrow] unknown=@tomorrow"),
        ("! Read page 4-29/1", "action [Read page 4-29/1]"),
        ("! Meet parents twice in a month", "action [Meet parents twice in a month]"),
    ]);
}

#[test]
fn what_was_typed_for_the_deadline_is_kept() {
    assert_eq!(parsed("! x by Fri 29 Jan").due_words.as_deref(), Some("by Fri 29 Jan"));
    assert_eq!(parsed("! x before half term").due_words.as_deref(), Some("before half term"));
}

#[test]
fn the_next_meeting_is_a_deadline_once_its_day_is_noted() {
    let room = Room::new();
    let context = Context { next_meeting: NaiveDate::from_ymd_opt(2010, 4, 29), ..room.context() };
    for (text, left, due) in [
        ("! send it by the next meeting", "send it", Some((4, 29))),
        ("! send it at the next round table meeting", "send it", Some((4, 29))),
        ("! raise it next meeting", "raise it", Some((4, 29))),
        ("! send it before the next RTM", "send it", Some((4, 28))),
        ("! prepare it for the next meeting", "prepare it for the next meeting", None),
        ("! plan the next meeting with @HT", "plan the next meeting with @HT", None),
    ] {
        let read = parse(text, &context, &Recognition::new());
        let day = due.and_then(|(month, day)| NaiveDate::from_ymd_opt(2010, month, day));
        assert_eq!((read.text.as_str(), read.due), (left, day), "{text}");
    }
}
