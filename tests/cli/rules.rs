//! What the rules say of a note that was written badly, and what takes each finding away: through `set`, `waive`, `check`.

use serde_json::Value;

use super::{by_id, refused};
use crate::support::store::Store;

/// A visit of a season at a school whose people are known.
fn visit(form: &str) -> (Store, String) {
    let store = Store::new();
    store
        .nov(&["school", "Hillside Primary", "head=Margaret Holloway", "chair=Geoff Lund", "key-stages=EYFS, KS1, KS2"])
        .well();
    let day = if form == "spring" { "9/3/2010" } else { "17/11/2009" };
    let id = store.new_session(form, "Hillside Primary", day);
    (store, id)
}

fn set(store: &Store, id: &str, value: &str) {
    store.nov(&["set", id, value]).well();
}

fn found(store: &Store, id: &str) -> Value {
    serde_json::from_str(&store.nov(&["check", id, "--json"]).out).unwrap()
}

/// The ids of what a rule finds.
fn of(store: &Store, id: &str, rule: &str) -> Vec<String> {
    let found = found(store, id);
    let one = |finding: &Value| finding["id"].as_str().unwrap().to_owned();
    let ids: Vec<String> = found.as_array().unwrap().iter().map(one).collect();
    ids.into_iter().filter(|id| id.split(':').next() == Some(rule)).collect()
}

fn message(store: &Store, id: &str, finding: &str) -> String {
    by_id(&found(store, id), finding)["message"].as_str().unwrap().to_owned()
}

#[test]
fn no_individual_is_named_and_each_name_has_its_own_finding_with_its_mend() {
    let (store, id) = visit("autumn");
    set(&store, &id, "focus=Mrs Holloway and Geoff Lund on writing");
    set(&store, &id, "ecm=Lund and Miss Okafor report that all is well");
    set(&store, &id, "sip=Ash Rowan");
    set(&store, &id, "recommendations.+.owner=Margaret Holloway");
    let all = of(&store, &id, "name");
    assert_eq!(
        all,
        [
            "name:focus:mrs-holloway",
            "name:focus:geoff-lund",
            "name:ecm:lund",
            "name:ecm:miss-okafor",
            "name:recommendations.1.owner:margaret-holloway"
        ],
        "a header may hold a name, nothing else"
    );
    let found = found(&store, &id);
    let finding = by_id(&found, "name:focus:mrs-holloway");
    assert_eq!(finding["severity"], "blocking");
    assert_eq!(finding["mend"][0]["then"], "The headteacher (MH) and Geoff Lund on writing");
    assert!(finding["message"].as_str().unwrap().contains("“the headteacher (MH)”"), "{finding}");
    set(&store, &id, "focus=The headteacher (MH) and Geoff Lund on writing");
    assert_eq!(of(&store, &id, "name")[0], "name:focus:geoff-lund", "the others keep their ids");
    // What is only taken for a name, by what the sentence does with it, stops nobody.
    set(&store, &id, "ecm=Kettleborough asked whether all is well");
    assert_eq!(by_id(&self::found(&store, &id), "name:ecm:kettleborough")["severity"], "warning");
}

#[test]
fn full_names_stand_in_the_headers_of_an_inspection_form_only() {
    let (store, id) = visit("ofsted-s5");
    set(&store, &id, "inspector=Dorothy Quill");
    assert_eq!(of(&store, &id, "name"), Vec::<String>::new());
    store.nov(&["note", "--session", &id, "--item", "2", "Quill saw nine lessons"]).well();
    let all = of(&store, &id, "name");
    assert!(all.len() == 1 && all[0].ends_with(":quill"), "{all:?}");
    assert!(message(&store, &id, &all[0]).contains("(DQ)"), "{}", message(&store, &id, &all[0]));
}

#[test]
fn a_judgement_says_whose_view_it_is_and_evidence_how_it_is_known() {
    let (store, id) = visit("autumn");
    set(
        &store,
        &id,
        "evaluation=Teaching is good. The school judges progress satisfactory. Book scrutiny shows targets in use.",
    );
    let (views, tags) = (of(&store, &id, "view"), of(&store, &id, "tagged"));
    assert_eq!(views, ["view:evaluation:good-teaching-is-good"]);
    assert_eq!(tags, ["tagged:evaluation:book-scrutiny-shows-targets-in-use"]);
    let found = found(&store, &id);
    let then = |finding: &str, n: usize| by_id(&found, finding)["mend"][n]["then"].as_str().unwrap().to_owned();
    assert!(then(&views[0], 0).starts_with("Teaching is good (LA view). The school"), "{}", then(&views[0], 0));
    assert!(then(&tags[0], 1).ends_with("targets in use (observed)."), "{}", then(&tags[0], 1));
    set(&store, &id, "evaluation=LA view: teaching is good. Observed: book scrutiny shows targets in use.");
    assert!(of(&store, &id, "view").is_empty() && of(&store, &id, "tagged").is_empty());
    set(&store, &id, "attainment.evidence=Six of eight lessons were brisk");
    assert_eq!(of(&store, &id, "tagged").len(), 1, "in the column of evidence every sentence is tagged");
}

#[test]
fn a_commentary_states_evidence_and_impact() {
    let (store, id) = visit("autumn");
    set(&store, &id, "self-evaluation=Staff meet every week and the plan is clear");
    assert_eq!(of(&store, &id, "evidence"), ["evidence:self-evaluation"]);
    assert_eq!(of(&store, &id, "impact"), ["impact:self-evaluation"]);
    set(&store, &id, "self-evaluation=Eight of ten books seen are marked weekly, and writing has improved");
    assert!(of(&store, &id, "evidence").is_empty() && of(&store, &id, "impact").is_empty());
}

#[test]
fn a_commentary_that_says_what_came_of_things_in_words_of_its_own_is_left_alone() {
    let (store, id) = visit("autumn");
    for told in [
        "The quiet room has taken the sting out of wet playtimes: nobody was sent in on the day of the visit.",
        "Children come in smiling, which they did not in the autumn; I counted two late",
        "Y9 options: 40 chose a language, from 22",
        "One-to-one in Y6 meant eight of ten got their level 4",
    ] {
        set(&store, &id, &format!("self-evaluation={told}"));
        assert_eq!(of(&store, &id, "impact"), Vec::<String>::new(), "{told}");
        assert_eq!(of(&store, &id, "evidence"), Vec::<String>::new(), "{told}");
    }
    for described in [
        "Subject leaders have been given release time to monitor",
        "The library has been restocked",
        "Teaching is satisfactory with some good features",
        "A family support worker started in January",
    ] {
        set(&store, &id, &format!("self-evaluation={described}"));
        assert_eq!(of(&store, &id, "impact"), ["impact:self-evaluation"], "{described}");
        assert_eq!(of(&store, &id, "evidence"), ["evidence:self-evaluation"], "{described}");
    }
}

#[test]
fn what_only_bears_a_word_of_praise_in_its_name_is_no_judgement() {
    let (store, id) = visit("autumn");
    for named in [
        "The good behaviour cup went to Year 2.",
        "Eleven families have been referred to the Good Start parenting scheme.",
        "Governors are satisfied that safeguarding is robust.",
        "Pupils with weak reading get a daily session.",
    ] {
        set(&store, &id, &format!("evaluation={named}"));
        assert_eq!(of(&store, &id, "view"), Vec::<String>::new(), "{named}");
    }
    set(&store, &id, "evaluation=Pupils' progress is unspectacular.");
    assert_eq!(of(&store, &id, "view").len(), 1, "a word that no list has, behind what it judges");
}

#[test]
fn the_reason_why_views_differ_is_no_evidence_and_no_view_of_its_own() {
    let (store, id) = visit("autumn");
    let reason = "Book scrutiny shows slow progress: Evaluation Schedule, grade 3. Pupils' progress is weak.";
    set(&store, &id, &format!("learning.reason={reason}"));
    assert!(of(&store, &id, "tagged").is_empty() && of(&store, &id, "view").is_empty());
    set(&store, &id, &format!("learning.evidence={reason}"));
    assert_eq!(of(&store, &id, "tagged").len(), 2, "the column of evidence is asked as before");
}

#[test]
fn grades_that_differ_need_a_reason_that_cites_the_evaluation_schedule() {
    let (store, id) = visit("autumn");
    set(&store, &id, "learning.school=2");
    assert_eq!(of(&store, &id, "reason"), Vec::<String>::new(), "one view differs from nothing");
    set(&store, &id, "learning.la=3");
    assert_eq!(by_id(&found(&store, &id), "reason:learning.reason")["severity"], "blocking");
    assert!(message(&store, &id, "reason:learning.reason").contains("is graded 2 (good) and 3 (satisfactory)"));
    set(&store, &id, "learning.reason=Too few make two levels");
    assert_eq!(by_id(&found(&store, &id), "reason:learning.reason:cites")["severity"], "warning");
    // Only the writer knows what the schedule asks for there: nothing is put into their mouth.
    assert_eq!(by_id(&found(&store, &id), "reason:learning.reason:cites")["mend"].as_array().unwrap().len(), 0);
    assert!(
        message(&store, &id, "reason:learning.reason:cites").contains("does not name the Ofsted Evaluation Schedule")
    );
    set(&store, &id, "learning.reason=See the Ofsted Evaluation Schedule, grade 3");
    assert!(
        message(&store, &id, "reason:learning.reason:cites").contains("names the Evaluation Schedule and nothing else")
    );
    set(&store, &id, "learning.reason=Evaluation Schedule, grade 3: too few make two levels");
    assert_eq!(of(&store, &id, "reason"), Vec::<String>::new());
}

#[test]
fn grades_of_inspector_and_school_that_differ_ask_for_a_comment() {
    let (store, id) = visit("ofsted-s5");
    let form: Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    let form = form.as_array().unwrap().iter().find(|form| form["id"] == "ofsted-s5").unwrap().to_string();
    assert!(form.contains("\"behaviour\""), "{form}");
    set(&store, &id, "behaviour.ofsted=2");
    set(&store, &id, "behaviour.sef=1");
    let asked = of(&store, &id, "required").into_iter().filter(|id| id.starts_with("required:behaviour.")).count();
    assert_eq!(asked, 1);
}

#[test]
fn a_word_for_a_proportion_goes_with_its_figure_rounded_half_up() {
    let (store, id) = visit("autumn");
    for (words, right) in [
        ("Most pupils (79.4%) read daily", Some("A large majority of pupils (79.4%) read daily")),
        ("Most pupils (79.5%) read daily", None),
        ("A majority of pupils (50%) read daily", Some("Half of pupils (50%) read daily")),
        ("Few pupils (3%) read daily", Some("Very few pupils (3%) read daily")),
    ] {
        set(&store, &id, &format!("ecm={words}"));
        let all = of(&store, &id, "proportion");
        assert_eq!(all.len(), usize::from(right.is_some()), "{words}: {all:?}");
        if let Some(right) = right {
            assert_eq!(by_id(&found(&store, &id), &all[0])["mend"][0]["then"], right);
        }
    }
}

#[test]
fn each_recommendation_is_smart_owned_and_serves_a_priority() {
    let (store, id) = visit("autumn");
    set(&store, &id, "priorities.+=Writing in Key Stage 2");
    set(&store, &id, "recommendations.+=Moderate Y5 writing by 12 February 2010");
    let smart = message(&store, &id, "smart:recommendations.1");
    for part in ["Specific", "Measurable", "Achievable", "Realistic", "Timely"] {
        assert!(smart.contains(part), "{smart}");
    }
    let all = found(&store, &id);
    assert_eq!(by_id(&all, "smart:recommendations.1")["mend"][0]["then"], "2010-02-12", "the date its words name");
    let lacks = message(&store, &id, "recommendation:recommendations.1");
    assert!(lacks.contains("owner (role and initials) and school priority"), "{lacks}");
    for cell in
        ["specific=yes", "measurable=6 of 8 agree", "achievable=yes", "realistic=no", "timely=12/2/2010", "owner=HT MH"]
    {
        set(&store, &id, &format!("recommendations.1.{cell}"));
    }
    let smart = message(&store, &id, "smart:recommendations.1");
    assert!(smart.contains("Realistic") && !smart.contains("Timely"), "{smart}");
    let all = found(&store, &id);
    let finding = by_id(&all, "recommendation:recommendations.1");
    assert_eq!(finding["mend"][0]["then"], "Writing in Key Stage 2");
    set(&store, &id, "recommendations.1.realistic=yes");
    set(&store, &id, "recommendations.1.priority=Writing in Key Stage 2");
    assert!(of(&store, &id, "smart").is_empty() && of(&store, &id, "recommendation").is_empty());
}

#[test]
fn a_fifth_recommendation_wants_a_reason_and_forbids_nothing() {
    let (store, id) = visit("autumn");
    for n in 1..=4 {
        set(&store, &id, &format!("recommendations.+=Number {n}"));
    }
    assert_eq!(of(&store, &id, "count"), Vec::<String>::new());
    set(&store, &id, "recommendations.+=Number 5");
    assert_eq!(by_id(&found(&store, &id), "count:recommendations")["severity"], "warning");
    store.nov(&["waive", &id, "count:recommendations", "--reason", "two are short"]).well();
    assert_eq!(by_id(&found(&store, &id), "count:recommendations")["waived"], "two are short");
}

#[test]
fn each_target_has_a_view_of_its_ambition() {
    let (store, id) = visit("autumn");
    set(&store, &id, "targets.+=L4+ English and mathematics");
    assert!(message(&store, &id, "ambition:targets.1.ambition").contains("challenge it where not"));
    assert!(message(&store, &id, "ambition:targets.1.agreed").contains("no agreed figure"));
    set(&store, &id, "targets.1.agreed=82%");
    set(&store, &id, "targets.1.ambition=Ambitious: two points over FFT D");
    assert_eq!(of(&store, &id, "ambition"), Vec::<String>::new());
}

#[test]
fn autumn_agrees_level_and_priorities_and_spring_ties_outcomes_to_provision() {
    let (store, id) = visit("autumn");
    for field in ["agreed-level", "priorities"] {
        assert_eq!(by_id(&found(&store, &id), &format!("required:{field}"))["severity"], "blocking");
    }
    set(&store, &id, "agreed-level=substantial");
    set(&store, &id, "priorities.+=Writing");
    let left = of(&store, &id, "required");
    assert!(!left.contains(&"required:agreed-level".to_owned()) && !left.contains(&"required:priorities".to_owned()));
    let (store, id) = visit("spring");
    assert_eq!(by_id(&found(&store, &id), "required:coherence")["severity"], "blocking");
    set(&store, &id, "coherence=Weak spelling (A2) is met by daily phonics (A3)");
    assert!(!of(&store, &id, "required").contains(&"required:coherence".to_owned()));
}

#[test]
fn a_governor_is_invited_in_autumn_before_the_visit_is_confirmed_and_asked_for_when_absent() {
    let (store, id) = visit("autumn");
    set(&store, &id, "governor=not invited");
    assert_eq!(by_id(&found(&store, &id), "governor:governor:not-invited")["severity"], "blocking");
    refused(
        &store,
        &["set", &id, "state=confirmed"],
        1,
        &["confirmed has to wait: one finding blocks it", "nov check"],
    );
    set(&store, &id, "governor=invited, did not attend");
    assert_eq!(by_id(&found(&store, &id), "governor:governor:absent")["severity"], "warning");
    assert!(message(&store, &id, "governor:governor:absent").contains("with the reason"));
    set(&store, &id, "state=confirmed");
    set(&store, &id, "governor=attended");
    assert_eq!(of(&store, &id, "governor"), Vec::<String>::new());
    let (store, id) = visit("spring");
    set(&store, &id, "governor=not invited");
    assert_eq!(by_id(&found(&store, &id), "governor:governor:not-invited")["severity"], "warning");
    set(&store, &id, "state=confirmed");
}

#[test]
fn only_key_stages_the_school_does_not_have_are_left_out() {
    let (store, id) = visit("autumn");
    set(&store, &id, "key-stages=KS1, KS2");
    let finding = message(&store, &id, "stages:key-stages:eyfs");
    assert!(finding.contains("EYFS is taken off the note, and the school's record has it"), "{finding}");
    store.nov(&["school", "Hillside Primary", "key-stages=KS1, KS2"]).well();
    assert_eq!(of(&store, &id, "stages"), Vec::<String>::new(), "what the school does not have may go");
}

#[test]
fn what_is_late_is_said_by_the_day_and_not_in_a_document() {
    let (store, id) = visit("autumn");
    let overdue = of(&store, &id, "overdue");
    assert_eq!(overdue, ["overdue:draft", "overdue:circulate"]);
    assert!(message(&store, &id, "overdue:draft").contains("was due on Tuesday 24 November 2009"));
    let sheet = store.nov(&["export", &id, "--document", "self-check", "--format", "txt", "--output", "-"]).well();
    assert!(!sheet.contains("Overdue"), "the same session gives the same document: {sheet}");
    set(&store, &id, "draft-shared=20/11/2009");
    assert_eq!(of(&store, &id, "overdue"), ["overdue:circulate"]);
    let meeting = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    assert!(message(&store, &meeting, "late:agenda").starts_with("Not noted as sent: Agenda, last minutes"));
    set(&store, &meeting, "state.prepared=8/1/2010");
    let late = message(&store, &meeting, "late:agenda");
    assert!(late.contains("went out on Friday 8 January 2010, and was due by Tuesday 5 January 2010"), "{late}");
    set(&store, &meeting, "agenda-sent=4/1/2010");
    assert_eq!(of(&store, &meeting, "late"), Vec::<String>::new());
}

#[test]
fn a_note_is_scored_against_the_rules_before_it_goes_out() {
    let (store, id) = visit("autumn");
    set(&store, &id, "focus=Mrs Holloway on writing");
    store.nov(&["waive", &id, "required:ecm", "--reason", "told by telephone"]).well();
    let sheet = store.nov(&["export", &id, "--document", "self-check", "--format", "txt", "--output", "-"]).well();
    for words in ["rules hold", "block sending", "“Mrs Holloway”", "told by telephone"] {
        assert!(sheet.contains(words), "“{words}” is missing: {sheet}");
    }
}

#[test]
fn ids_are_distinct_and_stay_while_other_things_are_mended() {
    let (store, id) = visit("autumn");
    set(
        &store,
        &id,
        "evaluation=Teaching is good. Teaching is good. Behaviour is outstanding. Most (62%) and most (40%) agree.",
    );
    set(&store, &id, "ecm=Mrs Holloway and Mr Pike met Mrs Holloway.");
    let ids = |found: &Value| super::all(found, "id").iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let before = ids(&found(&store, &id));
    let mut once = before.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), before.len(), "{before:?}");
    set(&store, &id, "ecm=The headteacher (MH) and Mr Pike met.");
    let after = ids(&found(&store, &id));
    let gone: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
    assert_eq!(gone, ["name:ecm:mrs-holloway"]);
}

#[test]
fn a_recommendation_that_is_not_smart_is_told_what_to_answer_and_what_to_write() {
    let (store, id) = visit("autumn");
    set(&store, &id, "recommendations.+=Raise boys' writing");
    let smart = message(&store, &id, "smart:recommendations.1");
    assert!(smart.contains("Recommendation 1 (“Raise boys' writing”) is not SMART yet"), "{smart}");
    assert!(smart.contains("answer yes to Specific, Achievable and Realistic; write how you will know"), "{smart}");
    set(&store, &id, "recommendations.1.realistic=no");
    assert!(message(&store, &id, "smart:recommendations.1").contains("put it so that you can answer yes to Realistic"));
}

#[test]
fn a_recommendation_due_before_its_note_is_found() {
    let (store, id) = visit("autumn");
    set(&store, &id, "recommendations.+=Raise boys' writing");
    set(&store, &id, "recommendations.1.timely=1/1/2009");
    let past = message(&store, &id, "smart:recommendations.1.timely:past");
    assert!(past.contains("“Raise boys' writing”") && past.contains("1 January 2009"), "{past}");
    assert!(past.contains("lies before this note of"), "{past}");
    set(&store, &id, "recommendations.1.timely=12/2/2010");
    assert!(of(&store, &id, "smart").iter().all(|id| !id.contains("past")));
}

#[test]
fn two_levels_of_support_in_one_note_are_found_and_mended() {
    let (store, id) = visit("autumn");
    set(&store, &id, "agreed-level=Intensive");
    assert_eq!(of(&store, &id, "same"), [""; 0], "the first page takes it from there");
    set(&store, &id, "support-level=Substantial");
    let same = message(&store, &id, "same:support-level");
    assert!(same.contains("says Substantial") && same.contains("says Intensive"), "{same}");
    assert_eq!(by_id(&found(&store, &id), "same:support-level")["mend"][0]["then"], "Intensive");
}

#[test]
fn spring_targets_name_two_levels_of_progress() {
    let (store, id) = visit("spring");
    assert_eq!(of(&store, &id, "levels"), [""; 0], "an empty table is missing as a whole");
    set(&store, &id, "targets.+=Level 4 English");
    assert!(message(&store, &id, "levels:targets").contains("do not name two levels of progress"));
    set(&store, &id, "targets.+=Two levels of progress, English");
    assert_eq!(of(&store, &id, "levels"), [""; 0]);
    store.nov(&["school", "Hillside Primary", "key-stages=EYFS, KS1"]).well();
    set(&store, &id, "targets.2.measure=Level 2 reading");
    assert_eq!(of(&store, &id, "levels"), [""; 0], "an infant school has none");
}

#[test]
fn a_role_in_brackets_behind_a_name_is_what_is_written_for_it() {
    let (store, id) = visit("autumn");
    store.nov(&["school", "Hillside Primary", "others=Sarah Whitcombe (deputy), Ian Oyelaran"]).well();
    set(&store, &id, "ecm=Sarah explained the tracking to Ian");
    let all = found(&store, &id);
    let then = by_id(&all, "name:ecm:sarah")["mend"][0]["then"].as_str().unwrap().to_owned();
    assert!(then.starts_with("The deputy (SW) explained the tracking"), "{then}");
}

#[test]
fn a_visit_is_not_confirmed_late_either_while_no_governor_is_invited() {
    let (store, id) = visit("autumn");
    set(&store, &id, "state.held=17/11/2009");
    set(&store, &id, "governor=not invited");
    let why = "No governor is invited: invite one (handbook 9), or waive this with the reason";
    refused(&store, &["set", &id, "state.confirmed=9/11/2009"], 1, &["confirmed has to wait", why]);
    store.nov(&["waive", &id, "governor:governor:not-invited", "--reason", "The post is vacant"]).well();
    set(&store, &id, "state.confirmed=9/11/2009");
}

#[test]
fn a_commentary_of_a_word_or_a_bare_assurance_states_neither_evidence_nor_impact() {
    let (store, id) = visit("autumn");
    for thin in ["x", "See above.", "None.", "Leaders know their school."] {
        set(&store, &id, &format!("plan-priorities={thin}"));
        assert_eq!(of(&store, &id, "evidence"), ["evidence:plan-priorities"], "{thin}");
        assert_eq!(of(&store, &id, "impact"), ["impact:plan-priorities"], "{thin}");
    }
}

#[test]
fn an_inspection_without_what_is_to_improve_or_the_grades_confirmed_is_not_complete() {
    let (store, id) = visit("ofsted-s5");
    let missing = of(&store, &id, "required");
    for field in ["required:improve", "required:grades-confirmed"] {
        assert!(missing.contains(&field.to_owned()), "{field}: {missing:?}");
    }
    assert_eq!(by_id(&found(&store, &id), "required:improve")["severity"], "blocking");
    set(&store, &id, "attending=no");
    assert!(
        !of(&store, &id, "required").contains(&"required:grades-confirmed".to_owned()),
        "who is not there asks nobody"
    );
}

#[test]
fn what_is_written_in_place_of_a_name_fits_where_it_stands() {
    let (store, id) = visit("autumn");
    store.nov(&["school", "Hillside Primary", "head=Mary Stone", "chair=Ada Dunn"]).well();
    set(&store, &id, "present.1.role=HT");
    set(&store, &id, "present.1.initials=Mary Stone");
    set(&store, &id, "recommendations.+.owner=Mary Stone");
    set(&store, &id, "focus=STONE and DUNN met.");
    let all = found(&store, &id);
    let mends = |field: &str| -> Vec<String> {
        let all = all.as_array().unwrap().iter().filter(|one| one["place"]["field"] == field && one["rule"] == "name");
        all.map(|one| one["message"].as_str().unwrap().to_owned()).collect()
    };
    assert!(mends("present.1.initials")[0].ends_with("write “MS” instead"), "{all}");
    assert!(mends("recommendations.1.owner")[0].ends_with("write “HT MS” instead"), "{all}");
    assert_eq!(mends("focus").len(), 2, "in capitals a name is one too: {all}");
}

#[test]
fn minutes_name_nobody_whose_role_and_initials_are_known() {
    let (store, id) = visit("rtm");
    store.nov(&["school", "Hillside Primary", "others=Will Marsh (governor)"]).well();
    let noted = |words: &str| store.nov(&["note", "--session", &id, "--item", "2", words]).well();
    noted("the report was given by Margaret, and Mrs Okafor of the nursery asked about it");
    noted("Will the tracking be ready by Easter? It will if Will helps");
    noted("Will tracking be ready");
    let all = of(&store, &id, "known");
    assert!(matches!(all.as_slice(), [one, two] if one.ends_with(":margaret") && two.ends_with(":will")), "{all:?}");
    assert!(message(&store, &id, &all[0]).contains("write “the headteacher (MH)” instead"));
    assert_eq!(by_id(&found(&store, &id), &all[0])["severity"], "warning");
}
