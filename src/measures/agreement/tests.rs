//! Sentences as SIPs write them: which are found to say something else than what is kept, and which are left alone.

use proptest::prelude::*;

use super::super::figures::{Figures, Target, TargetKind};
use super::super::sample::{figures, year};
use super::super::{Definitions, board, said};
use super::*;

const RWM: &str = "ks2-rwm-expected";

/// Reading, writing and maths 72, 80, 75 (the authority always 60, England 61); in 2018/19 groups, progress and a score too.
fn kept() -> Figures {
    let mut all = figures(&[("2016/17", "72"), ("2017/18", "80"), ("2018/19", "75")]);
    let mut add = |measure: &str, group: &str, school: &str, authority: &str, england: &str| {
        let value = |text: &str| Value::read(text).unwrap();
        all.tables[2].figures.push(Figure {
            measure: measure.to_owned(),
            group: group.to_owned(),
            school: value(school),
            authority: value(authority),
            england: value(england),
            ..Figure::default()
        });
    };
    add(RWM, "boys", "69", "63", "");
    add(RWM, "girls", "81", "70", "");
    add(RWM, "eal", "55", "", "");
    add(RWM, "disadvantaged", "50", "", "");
    add(RWM, "sen", "SUPP", "", "");
    add(RWM, "low", "SUPP", "", "");
    add(RWM, "high", "100", "", "");
    add("ks2-reading-progress", "", "-0.2", "0.3", "0.0");
    add("ks2-maths-progress", "", "1.2", "", "");
    add("ks2-reading-score", "", "106", "104", "");
    add("absence", "", "3.1", "4.0", "4.2");
    add("persistent-absence", "", "12.1", "", "");
    let mut target = Target::new(RWM, "", year("2018/19"), TargetKind::Own);
    target.target = Value::read("85").unwrap();
    all.set_target(target);
    all
}

fn book() -> FigureBook {
    FigureBook { figures: kept(), definitions: Definitions::shipped() }
}

fn said_of(text: &str, book: &FigureBook) -> String {
    said_by(&Claims::of(book), text, book)
}

fn said_by(claims: &Claims, text: &str, book: &FigureBook) -> String {
    let all = claims.disagreements(text, book);
    for wrong in &all {
        let number = wrong.said.trim_end_matches('%');
        assert!(text.to_ascii_lowercase()[wrong.at..].starts_with(number), "{text}: {wrong:?}");
    }
    all.iter().map(|wrong| format!("{}: {}", wrong.said, wrong.kept)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_is_not_what_is_kept_is_found_wherever_the_figure_stands() {
    let (book, mut other) = (book(), Vec::new());
    for (text, expected) in [
        // The figure before the measure, and behind it.
        ("In 2018/19 57% of pupils reached the expected standard in reading, writing and maths", "57%: 75% in 2018/19"),
        ("RWM was 57%", "57%: 75% in 2018/19"),
        ("At RWM expected, a majority (61%) reached it", "61%: 75% in 2018/19"),
        ("66 per cent of our children reached the expected standard in RWM.", "66%: 75% in 2018/19"),
        ("Only 57% of Year 6 achieved RWM", "57%: 75% in 2018/19"),
        // Groups.
        ("Boys reached 54% in RWM", "54%: 69% in 2018/19"),
        ("55% of the boys reached RWM", "55%: 69% in 2018/19"),
        ("RWM expected: boys 75%", "75%: 69% in 2018/19"),
        ("Girls did better, 85% in RWM against 69% for boys", "85%: 81% in 2018/19"),
        ("Girls did better, 81% in RWM against 62% for boys", "62%: 69% in 2018/19"),
        ("Girls (85%) did better than others in RWM", ""),
        ("Disadvantaged pupils: 60% at the expected standard in reading, writing and maths", "60%: 50% in 2018/19"),
        ("EAL pupils 92% RWM in 2018/19", "92%: 55% in 2018/19"),
        ("RWM was 57%, boys 54%", "57%: 75% in 2018/19 | 54%: 69% in 2018/19"),
        ("80% of girls and 69% of boys reached RWM in 2018/19", "80%: 81% in 2018/19"),
        ("High prior attainers: 90% reached RWM in 2018/19", "90%: 100% in 2018/19"),
        (
            "Of higher prior attainers 90% reached the expected standard in reading, writing and maths",
            "90%: 100% in 2018/19",
        ),
        ("90% of high-attaining pupils reached RWM", "90%: 100% in 2018/19"),
        // All pupils, however they are called.
        ("Our cohort: 60% reached RWM", "60%: 75% in 2018/19"),
        ("Overall attainment was disappointing: 60% at RWM expected", "60%: 75% in 2018/19"),
        ("The head reported that 60% of pupils reached RWM", "60%: 75% in 2018/19"),
        ("Results in RWM were 60% for Year 6", "60%: 75% in 2018/19"),
        ("We got 60% in RWM", "60%: 75% in 2018/19"),
        ("All children: RWM 60%", "60%: 75% in 2018/19"),
        ("The school achieved 60% in RWM in 2018/19", "60%: 75% in 2018/19"),
        // Years.
        ("In 2016/17 RWM was 82%", "82%: 72% in 2016/17"),
        ("RWM expected 80% in 2019", "80%: 75% in 2018/19"),
        ("RWM was 75% in 2018/19 and 81% in 2017/18", "81%: 80% in 2017/18"),
        ("RWM 2016-17: 70%; 2017-18: 80%", "70%: 72% in 2016/17"),
        // From one year to the next.
        ("RWM fell from 80% to 74%", "74%: 75% in 2018/19"),
        ("In 2018/19 RWM fell from 90% to 75%", "90%: 80% in 2017/18"),
        ("RWM rose from 70% in 2016/17 to 80% in 2017/18", "70%: 72% in 2016/17"),
        // Whose.
        ("County figure for RWM is 71%", "71%: 60% in 2018/19"),
        ("RWM expected, England 70%", "70%: 61% in 2018/19"),
        ("RWM was 75%, LA 68%, national 61%", "68%: 60% in 2018/19"),
        ("Nationally, 65% reached RWM in 2018/19", "65%: 61% in 2018/19"),
        ("57% of our pupils reached RWM, well below the LA and England", "57%: 75% in 2018/19"),
        ("RWM is above England (66%)", "66%: 61% in 2018/19"),
        ("RWM is well below national, at 57%", "57%: 75% in 2018/19"),
        ("RWM expected against a target of 80%", "80%: 85% in 2018/19"),
        ("70% of boys in the LA reached RWM", "70%: 63% in 2018/19"),
        // Scores and progress.
        ("Reading progress was +1.9", "+1.9: -0.2 in 2018/19"),
        ("Progress in maths was 2.4 in 2018/19", "2.4: 1.2 in 2018/19"),
        ("Progress in maths was minus 1.2", "minus 1.2: 1.2 in 2018/19"),
        ("Average scaled score in reading was 110", "110: 106 in 2018/19"),
        ("The reading score was 106 against an LA figure of 108", "108: 104 in 2018/19"),
        ("Maths progress: +0.2 (2019)", "+0.2: +1.2 in 2018/19"),
        // Attendance.
        ("Absence is 5.2%", "5.2%: 3.1% in 2018/19"),
        ("Persistent absence was 8.0% in 2018/19", "8.0%: 12.1% in 2018/19"),
        // A figure in a sentence of its own.
        ("The school is calm. RWM was 57% in 2018/19. Governors know.", "57%: 75% in 2018/19"),
    ] {
        let said = said_of(text, &book);
        if said != expected {
            other.push(format!("{text}\n    {said}\n    not {expected}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[test]
fn what_is_right_or_cannot_be_told_is_left_alone() {
    let (book, mut other) = (book(), Vec::new());
    for text in [
        // Right.
        "RWM expected was 75% in 2018/19, England 61%",
        "RWM rose from 72% to 80%",
        "RWM rose from 72% in 2016/17 to 75% in 2018/19",
        "RWM expected: boys 69%, girls 81%",
        "RWM expected 75.4%",
        "RWM was 72% in 2017",
        "Girls did better, 81% in RWM against 69% for boys",
        "Reading progress was -0.2, in maths +1.2",
        "Reading progress was −0.2",
        "Progress in reading was minus 0.2",
        "75% reached RWM, above England (61%) and the LA (60%)",
        // Another measure, or no measure.
        "66% of lessons were good",
        "RWM was 75% and 82% of parents agreed",
        "RWM was 75% and phonics 82%",
        "RWM was 75%, reading alone 82%, maths 79%",
        "At the higher standard 7% in RWM",
        "RWM is taught in 40% of lessons",
        "We spent 30% of the budget on reading progress",
        "Maths progress meetings take 20% of the time",
        "Teachers marked 90% of books on RWM",
        // Other pupils, and pupils not named in this sentence.
        "RWM expected of boys and girls: 3%",
        "RWM of white boys was 40%",
        "40% of Year 4 are at RWM expected",
        "40% of those with SEN and EAL reached RWM",
        "RWM expected for SEN pupils is 20%",
        "Boys did badly. Only 54% reached RWM.",
        "RWM in both classes: 50%",
        "RWM was 40% in the infant school",
        "80% (girls) and 69% (boys) in RWM",
        "Boys: 62% of them; RWM was 75%",
        "Of low prior attainers 20% reached the expected standard in reading, writing and maths in 2018/19",
        "Lower prior attaining pupils: 20% reached RWM",
        "High prior attainers: 100% reached RWM",
        "Kent 60% reached RWM expected in 2018/19",
        "In Kent 60% reached RWM",
        "RWM was 60% in Kent",
        "RWM was 60% for our nurture group",
        "Neighbouring school: 60% reached RWM",
        "The neighbouring school achieved 60% in RWM",
        "Summer-born pupils: 60% reached RWM",
        "60% of summer-born pupils reached RWM",
        "RWM 60% (summer-born)",
        "Persistent absentees: 30% reached RWM",
        "Pupils new to the school: 55% reached RWM",
        "Service children: 60% at RWM expected",
        "Young carers reached 40% in RWM",
        "Hillside: RWM 60%",
        "Pupils with poor attendance: RWM 30%",
        "RWM: 60% of refugees",
        // Other times.
        "RWM last year was 57%",
        "RWM is currently 57%",
        "RWM expected was 75% this term and 50% next",
        "RWM in 2010/11 was 20%",
        "Absence so far this year is 6%",
        // Hopes, estimates, targets of other years, changes, gaps.
        "FFT has RWM expected, an estimate of 90%",
        "RWM should be 85% by then",
        "RWM is expected to reach 90%",
        "RWM up 3%",
        "RWM improved by 12%",
        "RWM is 14% above England",
        "RWM was 75%, 14% points above England",
        "The gap in RWM between boys and girls is 12%",
        "The target for RWM in 2020/21 is 90%",
        "25% did not reach RWM",
        "Over 70% reached RWM",
        "Nearly 80% in RWM, and about 60% of boys",
        // Whose is not plain.
        "LA figures for RWM are well above 57%",
        "In the LA, 68% of girls and 60% of boys reached RWM",
        "RWM in our authority was 57%",
        "Compared with similar schools RWM was 57%",
        // Numbers that are no scores.
        "3 pupils in Year 6 lift reading progress",
        "Reading progress of 12 pupils was seen",
        "The reading score of 3 boys fell",
        "Reading progress was discussed for 20 minutes",
        "Action 4: reading progress, by 12 May",
        // What is withheld says nothing against a figure.
        "SEN pupils: RWM 20%",
        // In the absence of somebody.
        "In the absence of the head 20% of staff agreed",
        "Staff absence is 9%",
        "Attendance was 92%",
        "Authorised absence was 9%",
    ] {
        let said = said_of(text, &book);
        if !said.is_empty() {
            other.push(format!("{text}\n    {said}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
    assert_eq!(said_of("RWM 10%", &FigureBook::default()), "");
}

/// Levels of the years before 2016: mathematics 62, both 55, reading at key stage 1 85.
fn levels() -> FigureBook {
    let mut all = figures(&[("2009/10", "50")]);
    for (measure, school) in
        [("ks2-maths-l4", "62"), ("ks2-en-ma-l4", "55"), ("ks1-reading-l2", "85"), ("ks2-english-l4", "70")]
    {
        let school = Value::read(school).unwrap();
        all.tables[0].figures.push(Figure { measure: measure.to_owned(), school, ..Figure::default() });
    }
    FigureBook { figures: all, definitions: Definitions::shipped() }
}

#[test]
fn a_level_in_a_subject_is_found_however_it_is_said() {
    let (book, mut other) = (levels(), Vec::new());
    for (text, expected) in [
        ("65% of pupils reached level 4 or above in mathematics in 2009/10", "65%: 62% in 2009/10"),
        ("L4+ in maths was 65% in 2009/10", "65%: 62% in 2009/10"),
        ("Level 4 or above in mathematics was 65%", "65%: 62% in 2009/10"),
        ("Mathematics L4+ 65% in 2009/10", "65%: 62% in 2009/10"),
        ("KS2 mathematics at level 4 or above: 65%", "65%: 62% in 2009/10"),
        ("L4+ in both English and maths was 60%", "60%: 55% in 2009/10"),
        ("In 2009/10 60% of pupils reached level 4 or above in both English and mathematics", "60%: 55% in 2009/10"),
        ("90% reached level 2 or above in reading at the end of key stage 1", "90%: 85% in 2009/10"),
        ("KS1 reading level 2+ was 90%", "90%: 85% in 2009/10"),
        // Right.
        ("62% of pupils reached level 4 or above in mathematics in 2009/10", ""),
        ("L4+ in both English and maths was 55%, in maths L4+ 62%", ""),
        ("KS1 reading level 2+ was 85%", ""),
        // Other pupils, levels and subjects, and several of them.
        ("65% of Year 5 reached level 4 or above in mathematics", ""),
        ("65% are on track to reach level 4 or above in mathematics", ""),
        ("65% should reach L4+ in maths by then", ""),
        ("30% reached level 5 in mathematics", ""),
        ("90% reached level 2 or above in reading", ""),
        ("90% reached level 4 in mathematics", ""),
        ("65% reached level 4 or above in mathematics and science", ""),
        ("65% reached level 4 or above in reading and mathematics", ""),
        ("Reading and maths L4+: 65%", ""),
        ("Level 4 or above in English, writing and reading: 65%", ""),
        ("65% reached level 4 or above in English and in science", ""),
        ("58% reached level 4 or above in reading, writing and maths", ""),
    ] {
        let said = said_of(text, &book);
        if said != expected {
            other.push(format!("{text}\n    {said}\n    not {expected}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
    // Of a measure without figures, the words are none of another's.
    let mut alone = levels();
    alone.figures.tables[0].figures.retain(|figure| figure.measure == "ks2-english-l4");
    assert_eq!(said_of("60% reached level 4 or above in English and mathematics", &alone), "");
    assert_eq!(said_of("60% reached level 4 or above in both English and mathematics", &alone), "");
    assert_eq!(said_of("60% reached level 4 or above in English", &alone), "60%: 70% in 2009/10");
}

proptest! {
    /// Whatever the figure: it is found where it is not one of those that would be right, and only there.
    #[test]
    fn every_wrong_figure_is_found_and_no_right_one(percent in 0_u32..=100) {
        let book = book();
        let claims = Claims::of(&book);
        for (before, behind, right) in [
            ("RWM was ", "%", &[72, 80, 75][..]),
            ("RWM was ", "% in 2017/18", &[80]),
            ("In 2018/19, ", "% of pupils reached the expected standard in reading, writing and maths.", &[75]),
            ("", "% of girls reached RWM", &[81]),
            ("RWM: boys ", "%, girls 81%", &[69]),
            ("RWM was 75% (LA ", "%)", &[60]),
            ("Nationally RWM was ", "%", &[61]),
            ("RWM fell from 80% to ", "%", &[72, 80, 75]),
        ] {
            let text = format!("{before}{percent}{behind}");
            let found = claims.disagreements(&text, &book);
            prop_assert_eq!(found.is_empty(), right.contains(&percent), "{}: {:?}", text, found);
        }
    }

    /// Whatever is typed is read without harm, and what is found stands where it is said to.
    #[test]
    fn any_words_are_read(words in proptest::collection::vec(
        prop_oneof!["[a-zé’“ ]{0,6}", "[0-9]{1,4}[%.]?[0-9]?", Just("RWM".to_owned()), Just("boys".to_owned()),
            Just("2018/19".to_owned()), Just("(".to_owned()), Just("England".to_owned()), Just("from".to_owned()), Just("to".to_owned())],
        0..14,
    )) {
        let (text, book) = (words.join(" "), book());
        for wrong in Claims::of(&book).disagreements(&text, &book) {
            prop_assert!(text.is_char_boundary(wrong.at));
            prop_assert!(text.to_ascii_lowercase()[wrong.at..].starts_with(wrong.said.trim_end_matches('%')));
        }
    }
}

#[test]
fn what_nov_words_itself_is_never_found_to_disagree() {
    let book = book();
    let guide = super::super::Guide::shipped();
    for row in board(&book, &guide, &["KQ1", "AU"]) {
        let said = row.said.unwrap();
        for text in [&said.sentence, &said.worded(""), &said.worded(&row.full_name)] {
            assert_eq!(said_of(text, &book), "", "{text}");
        }
    }
    for (measure, group) in book.figures.measures() {
        let line = book.figures.line(measure, group);
        for said in line.points.iter().filter_map(|point| said(&book, &guide, &line, point)) {
            assert_eq!(said_of(&said.sentence, &book), "", "{}", said.sentence);
        }
    }
}
