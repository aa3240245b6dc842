//! The other published tables and files of a school's own: absence, the census, key stage 4; several schools, schools
//! with two key stages, rows that are not there. Columns are named as published; the schools and figures are made up.

use super::imported;
use crate::support::docx::Document;
use crate::support::store::Store;

const ABSENCE: &str = "\u{feff}LA,ESTAB,URN,PERCTOT,PPERSABS10\r\n\
    850,2001,900001,4.5,8.1\r\n850,4001,900002,6.2,SUPP\r\n,,NAT,4.7,10.9\r\n";

const CENSUS: &str = "\u{feff}URN,LA,ESTAB,SCHOOLTYPE,NOR,NORG,NORB,PNORG,PNORB,TSENELSE,PSENELSE,TSENELK,PSENELK,\
    NUMEAL,NUMENGFL,NUMUNCFL,PNUMEAL,PNUMENGFL,PNUMUNCFL,NUMFSM,NUMFSMEVER,PNUMFSMEVER\r\n\
    900001,850,2001,State-funded primary,285,141,144,49.5%,50.5%,5,1.8%,50,17.5%,141,143,1,49.5%,50.2%,0.4%,32,38,16.2%\r\n\
    900002,850,4001,State-funded secondary,1203,600,603,49.9%,50.1%,20,1.7%,130,10.8%,90,1110,3,7.5%,92.3%,0.2%,110,240,20.0%\r\n\
    NAT,,,State-funded primary,4727090,2315000,2412090,49.0%,51.0%,77000,1.6%,593000,12.6%,1002000,3715000,10000,21.2%,78.6%,0.2%,745000,1090000,23.0%\r\n\
    NAT,,,State-funded secondary,3327970,1650000,1677970,49.6%,50.4%,56000,1.7%,359000,10.8%,562000,2756000,9000,16.9%,82.8%,0.3%,470000,921000,27.7%\r\n";

const KS4: &str = "\u{feff}RECTYPE,ALPHAIND,LEA,ESTAB,URN,SCHNAME,TOTPUPS,TPUP,BPUP,GPUP,TFSM6CLA1A,PTFSM6CLA1A,ATT8SCR,\
    ATT8SCR_BOYS,ATT8SCR_GIRLS,ATT8SCR_FSM6CLA1A,ATT8SCR_NFSM6CLA1A,P8MEA,P8MEA_BOYS,P8MEA_GIRLS,P8MEA_FSM6CLA1A,\
    PTL2BASICS_94,PTL2BASICS_95,PTFSM6CLA1ABASICS_94,PTNOTFSM6CLA1ABASICS_94\r\n\
    1,10,850,4001,900002,Otter Valley School,1203,198,101,97,41,21%,47.1,44.0,50.3,36.2,49.9,-0.12,-0.31,0.08,-0.61,66%,43%,41%,73%\r\n\
    4,,850,,,Hampshire,,13800,7000,6800,2600,19%,46.9,44.1,49.8,35.1,49.6,-0.02,-0.24,0.21,-0.58,66%,44%,38%,72%\r\n\
    5,,,,,,,580000,295000,285000,,,44.7,42.0,47.5,,,NA,NA,NA,NA,59%,40%,,\r\n\
    7,,,,,,,540000,275000,265000,144000,27%,46.7,43.9,49.6,36.7,50.3,-0.03,-0.27,0.22,-0.45,65%,43%,45%,72%\r\n";

/// Puts a file on the desk.
fn puts(store: &Store, name: &str, text: impl AsRef<[u8]>) {
    std::fs::write(store.desk().join(name), text).unwrap();
}

/// School, authority and England of a measure in 2018/19, each with a blank between.
fn known(store: &Store, measure: &str, group: &str) -> String {
    super::triple(&imported(store), "2018/19", measure, group).join(" ")
}

#[test]
fn absence_census_and_key_stage_4_come_in_beside_each_other() {
    let store = Store::new();
    puts(&store, "2018-2019_england_abs.csv", ABSENCE);
    puts(&store, "2018-2019_england_census.csv", CENSUS);
    puts(&store, "2018-2019_england_ks4final.csv", KS4);
    let files = ["2018-2019_england_ks4final.csv", "2018-2019_england_abs.csv", "2018-2019_england_census.csv"];
    let said = store.nov(&[&["import-data"][..], &files, &["--urn", "900002"]].concat()).well();
    for source in ["absence: figures 1, withheld 1", "key stage 4: figures", "school census: figures"] {
        assert!(said.contains(source), "{said}");
    }
    for (measure, group, values) in [
        ("absence", "", "6.2  4.7"),
        ("persistent-absence", "", "SUPP  10.9"),
        ("ks4-attainment-8", "", "47.1 46.9 46.7"),
        ("ks4-attainment-8", "boys", "44.0 44.1 43.9"),
        ("ks4-progress-8", "disadvantaged", "-0.61 -0.58 -0.45"),
        ("ks4-basics-4", "disadvantaged", "41 38 45"),
        // England is that of the same type of school.
        ("school-eal", "", "7.5  16.9"),
        ("school-free-meals-ever", "", "20.0  27.7"),
        ("pupils", "girls", "600  1650000"),
    ] {
        assert_eq!(known(&store, measure, group), values, "{measure} {group}");
    }
}

#[test]
fn a_school_that_has_no_row_of_its_authority_says_less_and_nothing_wrong() {
    let store = Store::new();
    let lines: Vec<&str> = KS4.split("\r\n").filter(|line| !line.starts_with("4,")).collect();
    puts(&store, "2018-2019_england_ks4final.csv", lines.join("\r\n"));
    store.nov(&["import-data", "2018-2019_england_ks4final.csv", "--urn", "900002"]).well();
    assert_eq!(known(&store, "ks4-attainment-8", ""), "47.1  46.7");
    let said = store.nov(&["measures", "900002"]).well();
    assert!(said.contains("to England") && !said.contains("to authority"), "{said}");
    let id = store.new_session("autumn", "Otter Valley School", "2019-11-12");
    let note = store.nov_bytes(&["export", &id, "--format", "docx", "--document", "measures", "--output", "-"]);
    let document = Document::read(&note);
    let table = document.table("Group | 2018/19 | England 2018/19");
    assert!(table[0].iter().all(|title| !title.contains("Authority")), "{table:?}");
}

#[test]
fn a_school_with_two_key_stages_has_both_and_each_with_its_stage() {
    let store = Store::new();
    puts(&store, "2018-2019_england_ks4final.csv", KS4);
    let ks2 = "RECTYPE,LEA,URN,SCHNAME,TELIG,BELIG,GELIG,PTRWM_EXP,PTRWM_EXP_B,PTRWM_EXP_G,READ_AVERAGE\n\
        1,850,900002,Otter Valley School,60,31,29,72%,70%,75%,107\n3,850,,,,,,66%,62%,70%,105\n5,,,,,,,61%,57%,65%,104\n";
    puts(&store, "2018-2019_england_ks2final.csv", ks2);
    let files = ["2018-2019_england_ks2final.csv", "2018-2019_england_ks4final.csv"];
    store.nov(&[&["import-data"][..], &files, &["--urn", "900002"]].concat()).well();
    let id = store.new_session("autumn", "Otter Valley School", "2019-11-12");
    let note = store.nov_bytes(&["export", &id, "--format", "docx", "--document", "measures", "--output", "-"]);
    let document = Document::read(&note);
    let expected = ["Measures", "Headlines", "KS2", "KS4", "Context", "Where the figures come from"];
    assert_eq!(document.headings(), expected);
    let overview = document.table("Measure | 2018/19");
    let names: Vec<&str> = overview.iter().map(|row| row[0].as_str()).collect();
    assert!(names.contains(&"KS2: Reading, writing and maths: expected standard"), "{names:?}");
    assert!(names.contains(&"KS4: Attainment 8"), "{names:?}");
}

#[test]
fn figures_of_two_schools_never_mix() {
    let store = Store::new();
    puts(&store, "2018-2019_england_abs.csv", ABSENCE);
    puts(&store, "2018-2019_england_census.csv", CENSUS);
    for (urn, school) in [("900001", "Brook Infant"), ("900002", "Otter Valley School")] {
        store.nov(&["school", school, &format!("urn={urn}")]).well();
        for file in ["2018-2019_england_abs.csv", "2018-2019_england_census.csv"] {
            store.nov(&["import-data", file, "--school", school]).well();
        }
    }
    let row = |school: &str, name: &str| {
        let said = store.nov(&["measures", school]).well();
        let row = said.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
        row.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(row("Brook Infant", "Absence").contains("4.5%"));
    assert!(row("Otter Valley", "Absence").contains("6.2%"));
    assert!(row("Brook Infant", "EAL").contains("49.5%") && row("Brook Infant", "EAL").contains("England +28.3"));
    assert!(row("Otter Valley", "EAL").contains("7.5%") && row("Otter Valley", "EAL").contains("England −9.4"));
}

#[test]
fn a_tracker_saved_by_a_spreadsheet_with_accents_and_semicolons_is_read() {
    let store = Store::new();
    store.nov(&["school", "Saint-André Primary", "phase=primary"]).well();
    // As Windows saves it: é is one byte, cells are parted by semicolons.
    let tracker =
        "Ann\u{e9}e scolaire;Les deux \u{e0} niveau 4;Gar\u{e7}ons\r\n2008/09;62%;58%\r\n2009/10;66%;SUPP\r\n";
    let bytes: Vec<u8> = tracker.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    puts(&store, "suivi \u{e9}l\u{e8}ves.csv", bytes);
    let columns = ["year=Année scolaire", "ks2-en-ma-l4=Les deux à niveau 4", "ks2-en-ma-l4/boys=Garçons"];
    let mut args = vec!["import-data", "suivi \u{e9}l\u{e8}ves.csv", "--school", "Saint-André"];
    args.extend(columns.iter().flat_map(|column| ["--column", column]));
    store.nov(&args).well();
    let figures = imported(&store);
    assert_eq!(super::triple(&figures, "2009/10", "ks2-en-ma-l4", "")[0], "66");
    assert_eq!(super::triple(&figures, "2009/10", "ks2-en-ma-l4", "boys")[0], "SUPP");
    // Its columns are remembered.
    let plain = ["import-data", "suivi \u{e9}l\u{e8}ves.csv", "--school", "Saint-André"];
    assert!(store.nov(&plain).well().contains("as before"));
}

#[test]
fn a_target_says_what_stood_before_and_how_to_put_it_back() {
    let store = Store::new();
    store.nov(&["school", "Hillside Primary", "phase=primary"]).well();
    let target =
        |values: &[&str]| store.nov(&[&["target", "Hillside", "ks2-en-ma-l4", "2009/10"][..], values].concat()).well();
    let said = target(&["target=74", "view=the head’s own"]);
    assert!(said.contains("target: 74 (before: nothing)\n"), "{said}");
    assert!(said.contains("To put it back: nov target hillside-primary ks2-en-ma-l4 2009/10 target= view="), "{said}");
    let said = target(&["target=78", "view=", "estimate=79.5"]);
    let back = said.lines().find_map(|line| line.strip_prefix("To put it back: nov ")).unwrap();
    assert_eq!(back, "target hillside-primary ks2-en-ma-l4 2009/10 target=74 estimate= 'view=the head’s own'");
    // What it says does it.
    let args: Vec<String> = back.split(' ').map(str::to_owned).collect();
    let mut args: Vec<&str> = args.iter().map(String::as_str).take(6).collect();
    args.push("view=the head’s own");
    store.nov(&args).well();
    let figures = imported(&store);
    let kept = figures.target("ks2-en-ma-l4", "", "2009/10".parse().unwrap()).unwrap();
    assert_eq!(
        (kept.get("target").as_str(), kept.get("estimate").as_str(), kept.view.as_str()),
        ("74", "", "the head’s own")
    );
    assert!(target(&["target=74"]).contains("Nothing is changed"));
}

#[test]
fn a_hypothesis_is_noted_settled_and_shown_from_the_command_line() {
    let store = Store::new();
    store.nov(&["school", "Hillside Primary", "phase=primary"]).well();
    let thinks = |values: &[&str]| store.nov(&[&["hypothesis", "Hillside"][..], values].concat());
    assert!(thinks(&[]).well().contains("No hypothesis is noted of Hillside Primary yet"));
    let said = thinks(&["ks2-en-ma-l4/boys", "found=attendance"]).fails_with(2);
    assert!(said.contains("no hypothesis that this could settle"), "{said}");
    assert!(!store.files().iter().any(|file| file.starts_with("figures/")), "nothing was written");
    assert!(thinks(&["ks2-en-ma-l4/boys", "cause=x"]).fails_with(2).contains("it has text and found"));
    assert!(thinks(&["ks2-en-ma-l44"]).fails_with(2).contains("did you mean ks2-en-ma-l4"));
    let said = thinks(&["ks2-en-ma-l4/boys", "text=they do not read at home"]).well();
    assert!(said.contains("To put it back: nov hypothesis hillside-primary ks2-en-ma-l4/boys text=\n"), "{said}");
    thinks(&["ks2-en-ma-l4/boys", "found=they do; the books are too hard"]).well();
    let shown = thinks(&["ks2-en-ma-l4/boys"]).well();
    assert!(shown.contains("ks2-en-ma-l4/boys  they do not read at home"), "{shown}");
    assert!(shown.contains(": they do; the books are too hard"), "{shown}");
    let json = store.nov(&["measures", "Hillside", "--json"]).well();
    assert!(json.contains("\"text\": \"they do not read at home\""), "{json}");
}

#[test]
fn absence_of_another_threshold_is_another_measure() {
    let store = Store::new();
    let rows = |column: &str, figure: &str| format!("LA,ESTAB,URN,PERCTOT,{column}\r\n850,1,900002,6.2,{figure}\r\n");
    puts(&store, "2012-2013_abs.csv", rows("PPERSABS15", "12.1"));
    puts(&store, "2018-2019_abs.csv", rows("PPERSABS10", "12.1"));
    store.nov(&["import-data", "2012-2013_abs.csv", "2018-2019_abs.csv", "--urn", "900002"]).well();
    let said = store.nov(&["measures", "900002"]).well();
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("Persistent abs")).collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(!said.contains("12.1 → 12.1"), "{said}");
}

/// Key stage 4 as published, with the ranges of Progress 8 and those who are not disadvantaged counted.
const PROGRESS_8: &str = "\u{feff}RECTYPE,LEA,URN,SCHNAME,TOTPUPS,TPUP,TFSM6CLA1A,TNOTFSM6CLA1A,PTFSM6CLA1A,ATT8SCR,P8MEA,\
    P8CILOW,P8CIUPP,P8MEA_BOYS,P8CILOW_BOYS,P8CIUPP_BOYS,P8MEA_FSM6CLA1A,P8CILOW_FSM6CLA1A,P8CIUPP_FSM6CLA1A,\
    P8MEA_NFSM6CLA1A,P8CILOW_NFSM6CLA1A,P8CIUPP_NFSM6CLA1A,P8MEA_AV,P8CILOW_AV,P8CIUPP_AV,\
    PTL2BASICS_94,PTL2BASICS_95,PTFSM6CLA1ABASICS_94,PTNOTFSM6CLA1ABASICS_94,PTEALGRP2,PSENSE4,PSENAPK4,PTNMOB,\
    PTEBACC_E_PTQ_EE,PTEBACC_94,PTEBACC_95,EBACCAPS,KS2APS\r\n\
    1,850,900002,Otter Valley School,1203,198,41,157,21%,47.1,-0.12,-0.28,0.04,-0.31,-0.54,-0.08,-0.61,-0.97,-0.25,\
    0.01,-0.17,0.19,LOWCOV,LOWCOV,LOWCOV,66%,43%,41%,73%,8%,3%,11%,94%,38%,26%,17%,4.12,28.9\r\n\
    4,850,,,,13800,2600,11200,19%,46.9,-0.02,,,-0.24,,,-0.58,,,0.10,,,-0.01,,,66%,44%,38%,72%,5%,4%,10%,95%,37%,25%,18%,4.05,28.6\r\n\
    7,,,,,540000,144000,396000,27%,46.7,-0.03,,,-0.27,,,-0.45,,,0.13,,,-0.02,,,65%,43%,45%,72%,17%,4%,11%,94%,40%,25%,17%,4.07,\r\n";

#[test]
fn progress_8_has_its_range_for_all_and_for_each_group() {
    let store = Store::new();
    puts(&store, "2018-2019_england_ks4final.csv", PROGRESS_8);
    let said = store.nov(&["import-data", "2018-2019_england_ks4final.csv", "--urn", "900002"]);
    assert!(!said.err.contains("without the column"), "{said:?}");
    said.well();
    let figures = imported(&store);
    let year = "2018/19".parse().unwrap();
    let printed = |value: &Option<nov::measures::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let of = |measure: &str, group: &str| figures.figure(measure, group, year).unwrap().1.clone();
    for (group, figure, low, high) in [
        ("", "-0.12", "-0.28", "0.04"),
        ("boys", "-0.31", "-0.54", "-0.08"),
        ("disadvantaged", "-0.61", "-0.97", "-0.25"),
        ("others", "0.01", "-0.17", "0.19"),
        ("middle", "LOWCOV", "LOWCOV", "LOWCOV"),
    ] {
        let known = of("ks4-progress-8", group);
        assert_eq!([&known.school, &known.low, &known.high].map(printed), [figure, low, high], "{group}");
    }
    // How many pupils each group has stands beside what is counted of them.
    let pupils = |group: &str| printed(&of("ks4-basics-4", group).of);
    assert_eq!(["", "disadvantaged", "others"].map(pupils), ["198", "41", "157"]);
    assert_eq!(printed(&of("sen-plan", "").school), "3");
    let shown = store.nov(&["measures", "900002"]).well();
    let progress = shown.lines().find(|line| line.starts_with("Progress 8")).unwrap();
    assert!(progress.contains("range -0.28 to 0.04: 0 is in it"), "{progress}");
    assert!(shown.contains("range -0.54 to -0.08: wholly below 0"), "{shown}");
}

/// Tables of earlier years, by the names their columns had then.
const EARLIER: [(&str, &str); 4] = [
    (
        "2010-2011_england_abs.csv",
        "LA,ESTAB,URN,PERCTOT,PERCUA,PPERSABS15,PPERSABS20\r\n850,1,900002,6.2,1.4,9.8,5.1\r\n,,NAT,5.8,1.1,8.4,4.6\r\n",
    ),
    (
        "2010-2011_england_census.csv",
        "URN,LAESTAB,NUMFTE,TOTPUPSENDN,TSENSAP,TSENA,TOTSENST,TOTSENAP,PSENSAP,PSENA,PTOTSENST,PTOTSENAP,TOTPUPEALDN,NUMEAL,\
         NUMENGFL,NUMUNCFL,PNUMEAL,PNUMENGFL,PNUMUNCFL,TOTPUPFSMDN,NUMFSM,NUMNOFSM,PNUMFSM,PNUMNOFSM\r\n\
         900002,8501,1190,1203,96,120,24,72,8.0%,10.0%,2.0%,6.0%,1198,90,1100,8,7.5%,91.8%,0.7%,1195,143,1052,12.0%,88.0%\r\n\
         NAT,,,3262000,260000,350000,64000,196000,8.0%,10.7%,2.0%,6.0%,3250000,400000,2830000,20000,12.3%,87.1%,0.6%,3240000,480000,2760000,14.8%,85.2%\r\n",
    ),
    (
        "2012-2013_england_ks4.csv",
        "RECTYPE,LEA,URN,SCHNAME,TOTPUPS,TPUP,TFSMCLA,PTFSMCLA,KS2APS,PTAC5EM,PTAC5EMFSM,PTL2BASICS,PTEBACC_E,PTEBACC_EFSM,\
         PTEBACC,PT24ENGPRG,PT24MATHPRG,PTEALGRP2,PTNMOB,PSENST4\r\n\
         1,850,900002,Otter Valley School,1203,198,41,21%,27.4,58%,36%,59%,31%,12%,20%,68%,71%,8%,94%,3%\r\n\
         4,850,,,,13800,2600,19%,27.6,62%,38%,63%,35%,14%,23%,70%,72%,5%,95%,4%\r\n",
    ),
    (
        "2014-2015_england_ks4.csv",
        "RECTYPE,LEA,URN,SCHNAME,TOTPUPS,TPUP,TFSM6CLA1A,TNOTFSM6CLA1A,PTFSM6CLA1A,KS2APS,PTAC5EM_PTQ_EE,PTL2BASICS_PTQ_EE,\
         PTEBACC_E_PTQ_EE,PTEBACC_EFSM6CLA1A_PTQ_EE,PTEBACC_PTQ_EE,PT24ENGPRG_PTQ_EE,PT24MATHPRG_PTQ_EE,PTEALGRP2,PTNMOB,\
         PSENSE4,PSENAPK4\r\n\
         1,850,900002,Otter Valley School,1203,198,41,157,21%,27.8,56%,57%,39%,20%,24%,70%,66%,8%,94%,3%,11%\r\n",
    ),
];

#[test]
fn the_tables_of_earlier_years_come_in_by_the_names_their_columns_had() {
    let store = Store::new();
    for (file, text) in EARLIER {
        puts(&store, file, text);
    }
    let files = EARLIER.map(|(file, _)| file);
    let said = store.nov(&[&["import-data"][..], &files, &["--urn", "900002"]].concat());
    assert!(!said.err.contains("without the column"), "{said:?}");
    said.well();
    let figures = imported(&store);
    for (year, measure, group, values) in [
        ("2010/11", "unauthorised-absence", "", "1.4  1.1"),
        ("2010/11", "persistent-absence-15", "", "9.8  8.4"),
        ("2010/11", "persistent-absence-20", "", "5.1  4.6"),
        ("2010/11", "pupils", "", "1203  3262000"),
        ("2010/11", "school-eal", "", "7.5  12.3"),
        ("2010/11", "school-free-meals", "", "12.0  14.8"),
        ("2010/11", "school-sen-plan", "", "2.0  2.0"),
        ("2012/13", "ks4-5-ac-em", "disadvantaged", "36 38 "),
        ("2012/13", "ks4-basics-c", "", "59 63 "),
        ("2012/13", "ks4-ebacc-entered", "disadvantaged", "12 14 "),
        ("2012/13", "sen-plan", "", "3 4 "),
        ("2014/15", "ks4-5-ac-em", "", "56  "),
        ("2014/15", "ks4-basics-c", "", "57  "),
        ("2014/15", "ks4-ebacc-entered", "disadvantaged", "20  "),
        ("2014/15", "ks4-english-three-levels", "", "70  "),
    ] {
        assert_eq!(super::triple(&figures, year, measure, group).join(" "), values, "{year} {measure} {group}");
    }
    let (_, eal) = figures.figure("school-eal", "", "2010/11".parse().unwrap()).unwrap();
    assert_eq!(eal.of.as_ref().map(ToString::to_string).as_deref(), Some("1198"));
}

#[test]
fn columns_that_the_tables_of_a_year_have_are_missed_by_name_and_those_of_other_years_are_not() {
    let store = Store::new();
    let ks4 = "RECTYPE,LEA,URN,SCHNAME,TOTPUPS,TPUP,ATT8SCR,P8MEA,PTL2BASICS_94\n1,850,900002,Otter Valley School,1203,198,47.1,-0.12,66%\n";
    let levels =
        "RECTYPE,LEA,URN,SCHNAME,TOTPUPS,TELIG,PTMATX,PT2MATH12\n1,850,900002,Otter Valley School,300,60,84%,88%\n";
    let absence = "LA,ESTAB,URN,PERCTOT\n850,1,900002,6.2\n";
    let census = "URN,LA,NOR,PNUMEAL\n900002,850,1203,7.5%\n";
    for (file, text, missed, other) in [
        ("2018-2019_ks4final.csv", ks4, "PTL2BASICS_95", ["PTAC5EM", "PT24ENGPRG"]),
        ("2012-2013_ks2.csv", levels, "PTREADWRITTAMATX or PTREADWRITMATX", ["PTENGMATX", "PTENGX"]),
        ("2010-2011_ks2.csv", levels, "PTENGMATX", ["PT2READ12", "PERCTOT"]),
        ("2018-2019_abs.csv", absence, "PPERSABS10", ["PPERSABS15", "PPERSABS20"]),
        ("2012-2013_abs.csv", absence, "PPERSABS15", ["PPERSABS10", "PPERSABS20"]),
        ("2018-2019_census.csv", census, "without the column PNUMFSMEVER, PSENELK", ["PNUMEAL", "NORB"]),
        ("2016-2017_census.csv", census, "without the column PNUMFSM, PNUMFSMEVER", ["PNUMEAL", "NORB"]),
    ] {
        puts(&store, file, text);
        let said = store.nov(&["import-data", file, "--urn", "900002"]);
        assert_eq!(said.code, 0, "{said:?}");
        let note = said.err.lines().find(|line| line.contains("without the column")).unwrap_or_default();
        assert!(note.contains(&format!("{file}:1: without the column")) && note.contains(missed), "{file}: {note}");
        assert!(other.iter().all(|column| !note.contains(column)), "{file}: {note}");
    }
}

#[test]
fn persistent_absence_of_an_earlier_build_is_read_as_what_was_counted_in_its_year() {
    let store = Store::new();
    store.nov(&["school", "Brook Infant", "urn=900001"]).well();
    let table = |year: &str, figure: &str| {
        format!(
            r#"(year: "{year}", series: "absence", source: "Performance tables, absence", file: "abs.csv", read: "2019-12-01",
            figures: [(measure: "persistent-absence", school: "{figure}")])"#
        )
    };
    let tables = [table("2009/10", "4.1"), table("2012/13", "5.2"), table("2018/19", "8.3")].join(",\n");
    let target = r#"(measure: "persistent-absence", year: "2009/10", kind: Own, target: "4")"#;
    let kept = format!("(schema: 1, urn: \"900001\", tables: [{tables}], targets: [{target}])\n");
    std::fs::create_dir_all(store.path().join("figures")).unwrap();
    std::fs::write(store.path().join("figures/brook-infant.ron"), kept).unwrap();
    let shown = || {
        let said = store.nov(&["measures", "Brook"]).well();
        let lines = said.lines().filter(|line| line.starts_with("Persistent"));
        lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    let expected =
        ["Persistent absence ▅ 8.3%", "Persistent abs. 15% ▅ 5.2%", "Persistent abs. 20% ▅ 4.1% to target +0.1"];
    assert_eq!(shown(), expected);
    // Whatever is kept next keeps it so, and what is kept now is not read as older.
    store.nov(&["target", "Brook", "persistent-absence", "2012/13", "target=5"]).well();
    assert_eq!(shown()[1..], expected[1..]);
    let figures = imported(&store);
    let year = "2012/13".parse().unwrap();
    assert!(
        figures.target("persistent-absence", "", year).is_some()
            && figures.target("persistent-absence-15", "", year).is_none()
    );
}
