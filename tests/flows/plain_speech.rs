//! What is said in plain words, without a mark: sentences about their speaker, decisions, actions, whose view it is; and
//! what the abbreviations of the field are called in full.

use nov::app::Overlay;
use nov::grammar::{Kind, View};

use crate::support::sitter::Sitter;

/// What a document in a format says, without tags and with single spaces.
fn written(me: &mut Sitter, document: &str, format: &str) -> String {
    let text = String::from_utf8(me.writes(document, format)).unwrap();
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    let words: String = if format == "html" { parts.collect() } else { text.clone() };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is found by a rule, as it is told.
fn found(me: &Sitter, rule: &str) -> Vec<String> {
    let Some(Overlay::Findings(findings)) = me.app.overlays.last() else { return Vec::new() };
    findings.found.iter().filter(|found| found.rule == rule).map(|found| found.message.clone()).collect()
}

/// Puts the selection on the first finding of a rule.
#[track_caller]
fn at(me: &mut Sitter, rule: &str) {
    me.keys("ctrl+r");
    let Some(Overlay::Findings(findings)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    let place = findings.found.iter().position(|found| found.rule == rule);
    for _ in 0..place.unwrap_or_else(|| panic!("nothing of {rule}:\n{}", me.screen())) {
        me.keys("down");
    }
}

#[test]
fn a_sentence_about_its_speaker_is_printed_as_one_in_every_format() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV asked whether the boys have caught up").enters("@HT/JB raised parking at the gate");
    me.enters("@HT reported that reading is up in Year 2: 78% at 2B").enters("@HT also wondered why");
    me.enters("@HT: asked twice").enters("#A2 @HT felt that it is secure");
    for format in ["txt", "html", "md"] {
        let text = written(&mut me, "minutes", format);
        for sentence in [
            "GOV asked whether the boys have caught up",
            "HT/JB raised parking at the gate",
            "HT reported that reading is up in Year 2: 78% at 2B",
            "HT also wondered why",
            "HT felt that it is secure",
        ] {
            assert!(text.contains(sentence), "{format}, {sentence}: {text}");
        }
        for parted in ["GOV: ", "HT JB: ", "HT: Reported", "HT: reported", "HT: HT", "HT: Also"] {
            assert!(!text.contains(parted), "{format}, {parted}: {text}");
        }
        assert!(text.to_lowercase().contains("ht: asked twice"), "a colon parts the two: {format}: {text}");
    }
}

#[test]
fn a_decision_and_an_action_in_plain_words_are_seen_and_made_one_by_a_key() {
    let mut me = Sitter::open("rtm");
    me.enters("@DHT/JB present").enters("Decided to keep the old sheets to July");
    me.enters("JB will bring three books to the next meeting").enters("Someone to print the certificates by 29/1");
    me.enters("action - governors to visit in March");
    for plain in ["Reading is up in Year 2", "JB will be away in June", "Someone asked why", "Agreed targets are high"]
    {
        me.enters(plain);
    }
    me.keys("ctrl+r");
    assert_eq!(
        found(&me, "meant"),
        [
            "“Decided to keep the old sheets …” looks like a decision: Ctrl+K makes it one",
            "“JB will bring three books to …” looks like an action: Ctrl+K makes it one",
            "“Someone to print the certificates by …” looks like an action: Ctrl+K makes it one",
            "“action - governors to visit in …” looks like an action: Ctrl+K makes it one",
        ]
    );
    me.keys("esc");
    for _ in 0..4 {
        at(&mut me, "meant");
        me.keys("m");
        me.sees(&["Mend: make it a"]);
        me.keys("enter").keys("esc");
    }
    let decided = me.session().all_entries().find(|(_, entry)| entry.kind == Kind::Decision);
    assert_eq!(decided.map(|(_, entry)| entry.text.as_str()), Some("Decided to keep the old sheets to July"));
    let actions: Vec<_> = me.session().actions().map(|(e, a)| (e.text.clone(), a.owners.join(","), a.due)).collect();
    assert_eq!(actions[0].0, "bring three books to the next meeting");
    assert_eq!(actions[0].1, "DHT JB");
    assert!(actions[1].0.starts_with("Someone to print the certificates") && actions[1].2.is_some(), "{actions:?}");
    assert!(actions[2].0.starts_with("governors to visit"), "{actions:?}");
    for format in ["txt", "html"] {
        let text = written(&mut me, "minutes", format).to_lowercase();
        assert!(text.contains("decision: keep the old sheets to july"), "{format}: {text}");
    }
}

#[test]
fn a_judgement_noted_is_first_taken_for_the_authoritys_and_a_letter_chooses() {
    let mut me = Sitter::open("autumn");
    me.enters("Marking of writing is too generous");
    at(&mut me, "view");
    me.keys("m").sees(&["Mend: mark it LA view"]);
    me.types("s").sees(&["Mend: mark it school view"]);
    me.types("l").sees(&["Mend: mark it LA view"]);
    me.types("x").sees(&["Mend: mark it LA view"]);
    me.keys("enter").keys("esc");
    assert_eq!(me.last().view, Some(View::La));
    me.enters("~ Marking of writing is too generous");
    at(&mut me, "view");
    me.keys("m").sees(&["Mend: mark it school view"]);
}

#[test]
fn who_came_and_went_is_told_in_the_order_of_the_day() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV/TR present").enters("@HT present").enters("@LC/MN absent");
    me.enters("@GOV/TR left at 10:50").enters("@DHT/JB late 9.40");
    let text = written(&mut me, "minutes", "txt");
    assert!(text.contains("LC MN was absent. DHT JB arrived at 09:40. GOV TR left at 10:50."), "{text}");
}

#[test]
fn the_key_of_a_document_explains_every_abbreviation_in_it() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT the SEF names FFT estimates").enters("the NOV of autumn says SL is GOOD");
    let text = written(&mut me, "minutes", "txt");
    let key = text.split("Key: ").nth(1).unwrap_or_default().split(" Reference").next().unwrap_or_default();
    for (short, full) in [
        ("HT", "Headteacher"),
        ("SIP", "School Improvement Partner"),
        ("RAP", "raising attainment plan"),
        ("ASK", "the authority's advisory service"),
        ("LCSP", "Local Children's Services Partnership"),
        ("AOB", "any other business"),
        ("SEF", "self-evaluation form"),
        ("FFT", "Fischer Family Trust"),
        ("NOV", "Note of Visit"),
    ] {
        assert_eq!(key.matches(&format!("{short} {full}")).count(), 1, "{short}: {key}");
    }
    for other in ["SL ", "GOOD", "ASK link", "CVA"] {
        assert!(!key.contains(other), "{other}: {key}");
    }
}

#[test]
fn places_are_found_by_the_beginnings_of_their_words_and_by_their_names_in_full() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+g").types("min");
    me.sees(&["Minutes of last RTM"]);
    me.sees_no(&["Summary and impact"]);
    me.keys("esc").keys("ctrl+g").types("any other business").keys("enter");
    assert_eq!(me.sitting().item, "aob");
    me.enters("a line to go elsewhere").keys("ctrl+o").types("any other").sees(&["6  AOB"]);
}

#[test]
fn a_question_is_printed_with_its_mark_and_one_told_as_a_sentence_without() {
    let mut me = Sitter::open("rtm");
    me.enters("? why is Y4 maths flat").enters("? which groups are furthest behind?");
    me.enters("? @GOV asked whether the books came");
    for format in ["txt", "html", "md"] {
        let text = written(&mut me, "minutes", format);
        let lower = text.to_lowercase();
        assert!(lower.contains("why is y4 maths flat?"), "{format}: {text}");
        assert!(lower.contains("furthest behind?") && !text.contains("??"), "{format}: {text}");
        assert!(text.contains("GOV asked whether the books came") && !text.contains("came?"), "{format}: {text}");
    }
    assert_eq!(me.words_under("minutes-of-last")[0], "why is Y4 maths flat");
}
