//! Excerpts of tables as the Department for Education published them (see the README beside them): the columns, the rows of
//! England and the codes are those of the real files.

use super::triple;
use crate::measures::imported;
use crate::support::store::Store;

const ABSENCE: &str = include_str!("../data/performance-tables/2018-2019_england_abs.csv");
const ABSENCE_2013: &str = include_str!("../data/performance-tables/2012-2013_england_abs.csv");
const CENSUS: &str = include_str!("../data/performance-tables/2018-2019_england_census.csv");
const KS4: &str = include_str!("../data/performance-tables/2018-2019_england_ks4provisional.csv");

/// The figures of a measure for school, authority and England, of a school of that number.
fn known(urn: &str, year: &str, measures: &[(&str, &str)]) {
    let store = Store::new();
    let files = [
        ("2018-2019_england_abs.csv", ABSENCE),
        ("2012-2013_england_abs.csv", ABSENCE_2013),
        ("2018-2019_england_census.csv", CENSUS),
        ("2018-2019_england_ks4provisional.csv", KS4),
    ];
    for (name, text) in
        files.iter().filter(|(_, text)| text.contains(&format!(",{urn},")) || text.contains(&format!("\n{urn},")))
    {
        std::fs::write(store.desk().join(name), text).unwrap();
        store.nov(&["import-data", name, "--urn", urn]).well();
    }
    let figures = imported(&store);
    for (measure, values) in measures {
        assert_eq!(triple(&figures, year, measure, "").join(" "), *values, "{urn}, {year}: {measure}");
    }
}

#[test]
fn absence_stands_beside_that_of_england_for_schools_of_its_kind() {
    known("100008", "2018/19", &[("absence", "4.2  4"), ("persistent-absence", "7.3  8.2")]);
    known("100008", "2012/13", &[("absence", "5.4  4.8"), ("persistent-absence-15", "5.8  3.6")]);
    known("100027", "2018/19", &[("absence", "2.2  4"), ("persistent-absence", "SUPP  8.2")]);
    known("100096", "2018/19", &[("absence", "10.3  10.1"), ("persistent-absence", "31.3  28.8")]);
    // Numbers of foundation schools and of academies tell their kind too.
    known("100197", "2018/19", &[("absence", "2.9  4")]);
    known("131609", "2018/19", &[("absence", "5.3  5.5")]);
    known("100053", "2012/13", &[("absence", "6.9  5.8"), ("persistent-absence-15", "9.8  6.5")]);
}

#[test]
fn a_school_of_a_kind_that_england_has_no_row_for_stands_alone() {
    let store = Store::new();
    let of_unit = ABSENCE.replace("202,2019,100008", "202,1100,100006");
    std::fs::write(store.desk().join("2018-2019_england_abs.csv"), of_unit).unwrap();
    store.nov(&["import-data", "2018-2019_england_abs.csv", "--urn", "100006"]).well();
    assert_eq!(triple(&imported(&store), "2018/19", "absence", "").join(" "), "4.2  ");
}

#[test]
fn the_census_and_key_stage_4_read_as_they_were_published() {
    known(
        "100053",
        "2018/19",
        &[
            ("pupils", "1008  3327970"),
            ("school-eal", "28.2  16.9"),
            ("school-free-meals-ever", "47.1  27.7"),
            ("school-sen-plan", "6.2  1.7"),
            ("school-sen-support", "13.4  10.8"),
            ("ks4-attainment-8", "47.2 48.5 "),
            ("ks4-progress-8", "-0.08 0.09 "),
            ("ks4-basics-4", "66.2 67.4 "),
            ("ks4-ebacc-points", "4.29 4.42 "),
        ],
    );
    // Codes stay codes.
    known("100096", "2018/19", &[("ks4-attainment-8", "NE 48.5 "), ("ks4-basics-4", "NE 67.4 ")]);
    known("100001", "2018/19", &[("pupils", "752  4727089"), ("school-eal", "NA  21.2")]);
}

#[test]
fn key_stage_4_of_2014_has_its_groups() {
    let store = Store::new();
    // Columns as the table of names published with the file of 2013/14 calls them; the figures are made up.
    let text = "RECTYPE,LEA,ESTAB,URN,SCHNAME,TOTPUPS,TPUP,BPUP,GPUP,TFSMCLA,TPRIORLO,PTAC5EM_PTQ,PBAC5EM_PTQ,PGAC5EM_PTQ,\
        PTAC5EMFSM_PTQ,PTAC5EMNFSM_PTQ,PTAC5EMLO_PTQ,PTAC5EMEAL_PTQ,PT24ENGPRG_PTQ,PTFSM24ENGPRG_PTQ,PT24ENGPRGHI_PTQ,\
        PTL2BASICS_PTQ,PTFSMBASICS_PTQ,PTBASICSAV_PTQ\n\
        1,850,4001,900002,Otter Valley School,1203,198,101,97,41,30,57%,52%,62%,36%,62%,8%,50%,71%,55%,84%,60%,39%,58%\n";
    std::fs::write(store.desk().join("2013-2014_england_ks4.csv"), text).unwrap();
    store.nov(&["import-data", "2013-2014_england_ks4.csv", "--urn", "900002"]).well();
    let figures = imported(&store);
    for (measure, group, value) in [
        ("ks4-5-ac-em", "", "57"),
        ("ks4-5-ac-em", "boys", "52"),
        ("ks4-5-ac-em", "girls", "62"),
        ("ks4-5-ac-em", "disadvantaged", "36"),
        ("ks4-5-ac-em", "others", "62"),
        ("ks4-5-ac-em", "low", "8"),
        ("ks4-5-ac-em", "eal", "50"),
        ("ks4-english-three-levels", "disadvantaged", "55"),
        ("ks4-english-three-levels", "high", "84"),
        ("ks4-basics-c", "disadvantaged", "39"),
        ("ks4-basics-c", "middle", "58"),
    ] {
        assert_eq!(triple(&figures, "2013/14", measure, group)[0], value, "{measure} {group}");
    }
}

#[test]
fn what_the_census_and_key_stage_4_say_of_a_school_is_in_its_record() {
    for (urn, phase) in
        [("100008", "Primary"), ("100053", "Secondary"), ("100096", "Special/PRU"), ("100006", "Special/PRU")]
    {
        let store = Store::new();
        std::fs::write(store.desk().join("2018-2019_england_census.csv"), CENSUS).unwrap();
        let said = store.nov(&["import-data", "2018-2019_england_census.csv", "--urn", urn]);
        assert!(said.err.contains(&format!("now in the school’s record: phase {phase}")), "{said:?}");
        assert!(store.nov(&["school", urn]).well().contains(&format!("phase={phase}\n")), "{urn}");
    }
    // Of a school of another kind the census tells no phase that a record has.
    let store = Store::new();
    std::fs::write(store.desk().join("2018-2019_england_census.csv"), CENSUS).unwrap();
    let said = store.nov(&["import-data", "2018-2019_england_census.csv", "--urn", "100001"]);
    assert!(!said.err.contains("in the school’s record"), "{said:?}");
    // Columns as the tables of key stage 4 are called since 2018; the ages say which key stages there are.
    let text = KS4.replacen("ICLOSE", "AGERANGE", 1).replacen("Burghley School,0,", "Burghley School,11-19,", 1);
    std::fs::write(store.desk().join("2018-2019_england_ks4provisional.csv"), text).unwrap();
    let said = store.nov(&["import-data", "2018-2019_england_ks4provisional.csv", "--urn", "100053"]);
    let expected = "now in the school’s record: phase Secondary; key stages KS3, KS4, Sixth form (post-16)";
    assert!(said.err.contains(expected), "{said:?}");
}
