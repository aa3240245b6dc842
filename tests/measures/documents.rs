//! Figures in documents: tables and pictures in a note, every figure as a spreadsheet, for those who may see them.

use super::{put, rows, tables};
use crate::support::docx::Document;
use crate::support::store::Store;

/// A store with three years of a school and an Autumn visit to it.
fn visited() -> (Store, String) {
    let store = Store::new();
    let files = put(&store.desk());
    let id = store.new_session("autumn", "Church Crookham Junior School", "2009-11-17");
    let mut args = vec!["import-data"];
    args.extend(files.iter().map(String::as_str));
    args.extend(["--session", &id, "--urn", "115976"]);
    store.nov(&args).well();
    (store, id)
}

fn word(store: &Store, id: &str, document: &str) -> Document {
    Document::read(&store.nov_bytes(&["export", id, "--format", "docx", "--document", document, "--output", "-"]))
}

#[test]
fn an_autumn_note_in_word_has_the_schools_figures_beside_authority_and_england() {
    let (store, id) = visited();
    let mut note = word(&store, &id, "nov");
    let table = note.table("2016/17");
    assert_eq!(
        table[0],
        ["Measure", "2016/17", "2017/18", "2018/19", "Authority 2018/19", "England 2018/19", "Pupils 2018/19"]
    );
    let row = table.iter().find(|row| row[0].contains("expected standard")).unwrap();
    assert_eq!(row[1..], ["72%", "80%", "75%", "68%", "65%", "115"]);
    let progress = table.iter().find(|row| row[0].contains("Reading: progress")).unwrap();
    assert_eq!(progress[3], "0.9");
    // The groups stand with the widest gap first, a withheld one last and without a gap.
    let groups = note.table("Gap");
    let low = groups.iter().find(|row| row[0] == "Low prior attainment").unwrap();
    assert_eq!((low[1].as_str(), low[3].as_str()), ("SUPP", ""));
    assert_eq!(groups.last().unwrap()[3], "");
    let boys = groups.iter().find(|row| row[0] == "Boys").unwrap();
    assert_eq!(boys[1], "69%");
    let body = note.part("word/document.xml").unwrap();
    let words = "School 72% in 2016/17, 80% in 2017/18, 75% in 2018/19; Authority 66% in 2016/17";
    assert!(body.contains(words), "the picture has its words");
    assert_eq!(body.matches("<w:drawing>").count(), 2);
}

#[test]
fn notes_of_spring_and_summer_have_the_schools_results_and_pictures_as_that_of_autumn() {
    let (store, _) = visited();
    for (form, date) in [("spring", "2010-03-02"), ("summer", "2010-06-08")] {
        let id = store.new_session(form, "Church Crookham Junior School", date);
        let mut note = word(&store, &id, "nov");
        let row = note.table("2016/17").iter().find(|row| row[0].contains("expected standard")).unwrap();
        assert_eq!(row[1..4], ["72%", "80%", "75%"], "{form}");
        assert_eq!(note.part("word/document.xml").unwrap().matches("<w:drawing>").count(), 2, "{form}");
    }
    // Progress by levels stands in a table of its own there, and not among the headlines too.
    let id = store.new_session("spring", "Otter Lane Primary", "2010-03-02");
    for (measure, outcome) in [("ks2-maths-two-levels", "outcome=80"), ("ks2-en-ma-l4", "outcome=62")] {
        store.nov(&["target", "Otter Lane", measure, "2008/09", outcome]).well();
    }
    let note = store.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
    let levels = |line: &&str| line.starts_with('|') && line.contains("two levels") && line.contains("80%");
    assert_eq!(note.lines().filter(levels).count(), 1, "{note}");
    assert!(note.contains("Headline measures") && note.contains("Progress by levels"), "{note}");
}

#[test]
fn targets_prefill_the_greyed_boxes_of_the_autumn_note() {
    let (store, id) = visited();
    let school = "Church Crookham";
    let now = ["target=74", "estimate=72.5", "current=70"];
    store.nov(&[&["target", school, "ks2-rwm-expected", "2009/10"][..], &now].concat()).well();
    let next = ["target=78", "estimate=79.5", "view=ambitious enough", "source=FFT D", "statutory=yes"];
    store.nov(&[&["target", school, "ks2-rwm-expected", "2010/11"][..], &next].concat()).well();
    let note = word(&store, &id, "nov");
    let table = note.table("SIP view of ambition");
    let row = table.iter().find(|row| row[0].contains("expected standard")).unwrap();
    let estimates = "72.5% (2009/10); 79.5% (2010/11)";
    let summary = "75% (2018/19); authority 68%; England 65% – from: Performance tables, key stage 2";
    assert_eq!(
        row[1..],
        ["KS2", "yes", "74%; now 70%", estimates, summary, "78%", "ambitious enough"].map(str::to_owned)
    );
    // What is in the table is there: the required field no longer stands in the way.
    let findings = store.nov(&["check", &id]).out;
    assert!(!findings.contains("Targets: review"), "{findings}");
}

#[test]
fn the_measures_as_a_spreadsheet_are_the_rows_of_the_published_files() {
    let (store, id) = visited();
    let csv = store.nov(&["export", &id, "--document", "measures", "--format", "csv", "--output", "-"]).well();
    let read = rows(csv.trim_start_matches('\u{feff}').as_bytes());
    let row = |measure: &str, year: &str, group: &str| {
        let found =
            read.iter().find(|row| row["Measure"].ends_with(measure) && row["Year"] == year && row["Group"] == group);
        ["School", "Authority", "England"].map(|column| found.unwrap()[column].clone())
    };
    for ((name, bytes), year) in tables().iter().zip(["2016/17", "2017/18", "2018/19"]) {
        let published = rows(bytes);
        let of = |kind: &str| published.iter().find(|row| row["RECTYPE"] == kind).unwrap();
        let school = published.iter().find(|row| row["URN"] == "115976").unwrap();
        for (measure, group, column) in [
            ("maths: expected standard", "All pupils", "PTRWM_EXP"),
            ("maths: expected standard", "Boys", "PTRWM_EXP_B"),
            ("maths: expected standard", "Low prior attainment", "PTRWM_EXP_L"),
            ("Reading: progress", "All pupils", "READPROG"),
            ("Maths: average scaled score", "All pupils", "MAT_AVERAGE"),
        ] {
            let printed = [school, of("3"), of("5")].map(|row| row[column].trim().trim_end_matches('%').to_owned());
            assert_eq!(row(measure, year, group), printed, "{name} {column}");
        }
    }
    assert!(read.iter().any(|row| row["School"] == "SUPP"));
    assert!(read.iter().all(|row| !row["School"].contains('%')));
}

/// Title and first cell of each row of a table.
fn firsts(table: &[Vec<String>]) -> Vec<&str> {
    table.iter().skip(1).map(|row| row[0].as_str()).collect()
}

#[test]
fn the_measures_in_word_are_a_few_upright_pages_with_the_headlines_first() {
    let (store, id) = visited();
    let mut document = word(&store, &id, "measures");
    assert_eq!(document.headings(), ["Measures", "Headlines", "KS2", "Context", "Where the figures come from"]);
    let headlines = document.under("Headlines").join("\n");
    let place = |words: &str| headlines.find(words).unwrap_or_else(|| panic!("{words}\n{headlines}"));
    assert!(place("Measure | 2016/17") < place("Group | 2016/17"), "an overview comes first");
    // Groups are rows, years are columns.
    let rwm =
        document.table("Group | 2016/17 | 2017/18 | 2018/19 | Authority 2018/19 | England 2018/19 | Pupils 2018/19");
    assert_eq!(rwm[1][..6], ["All pupils", "72%", "80%", "75%", "68%", "65%"]);
    assert_eq!(firsts(rwm)[..3], ["All pupils", "Boys", "Girls"]);
    let low = rwm.iter().find(|row| row[0] == "Low prior attainment").unwrap();
    assert_eq!(low[3], "SUPP");
    let lines = document.lines().join("\n");
    assert!(lines.contains("SUPP: withheld, too few pupils"), "what a code means is said");
    assert!(lines.contains("2016-2017_850_ks2final.csv"), "so is where each figure comes from");
    // A measure without groups shares a table with its like.
    assert!(firsts(document.table("Measure | 2016/17")).len() > 3);
    let body = document.part("word/document.xml").unwrap();
    assert_eq!(body.matches("<w:drawing>").count(), 5, "a picture for each headline");
    assert!(!body.contains("landscape"));
    let tables = body.matches("<w:tbl>").count();
    assert_eq!(body.matches("<w:tblHeader/>").count(), tables, "each table says its columns on every page");
    // Every figure of the school in the spreadsheet stands in what is read.
    let csv = store.nov(&["export", &id, "--document", "measures", "--format", "csv", "--output", "-"]).well();
    let count =
        |text: &str, code: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| *w == code).count();
    let of_school: usize =
        rows(csv.trim_start_matches('\u{feff}').as_bytes()).iter().filter(|row| row["School"] == "SUPP").count();
    assert!(count(&lines, "SUPP") > of_school, "{of_school}");
}

#[test]
fn the_measures_of_three_years_are_fewer_than_eight_pages() {
    let (store, id) = visited();
    let pdf = store.nov_bytes(&["export", &id, "--format", "pdf", "--document", "measures", "--output", "-"]);
    let pages = pdf.windows(11).filter(|window| window == b"/Type/Page/").count();
    assert!((4..8).contains(&pages), "{pages}");
}

#[test]
fn other_formats_have_the_picture_or_its_table() {
    let (store, id) = visited();
    let written = |format: &str| {
        store.nov(&["export", &id, "--document", "measures", "--format", format, "--output", "-"]).well()
    };
    let html = written("html");
    assert!(html.contains("<svg viewBox") && html.contains("aria-label=\"Bars over the years. KS2: Reading"), "{html}");
    assert!(html.contains("<table class=\"figures\">"), "figures stand close, no code of them is broken");
    let markdown = written("md");
    assert!(markdown.contains("| Year | School | Authority | England |"), "{markdown}");
    assert!(written("txt").contains("2016/17"));
    let json: serde_json::Value = serde_json::from_str(&written("json")).unwrap();
    let chart = json["blocks"].as_array().unwrap().iter().find(|block| block["type"] == "chart").unwrap();
    assert_eq!(chart["series"][0]["values"], serde_json::json!(["72", "80", "75"]));
}

#[test]
fn of_a_school_without_figures_no_paper_of_them_is_written_and_what_to_do_is_said() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let refused =
        store.nov(&["export", &id, "--document", "measures", "--format", "txt", "--output", "-"]).fails_with(2);
    assert!(
        refused.contains("no figures of this school are known yet") && refused.contains("import figures"),
        "{refused}"
    );
    store.nov(&["target", "Hillside", "ks2-en-ma-l4", "2008/09", "outcome=62"]).well();
    let text = store.nov(&["export", &id, "--document", "measures", "--format", "txt", "--output", "-"]).well();
    assert!(text.contains("62%"), "{text}");
}

#[test]
fn progress_by_two_levels_stands_in_the_notes_of_spring_and_summer() {
    let store = Store::new();
    let tracking = "Year,English,Maths,Boys\n2008/09,84,80,79\n2009/10,88,SUPP,85\n";
    std::fs::write(store.desk().join("tracking.csv"), tracking).unwrap();
    let spring = store.new_session("spring", "Hillside Primary", "2010-03-09");
    let summer = store.new_session("summer", "Hillside Primary", "2010-06-15");
    let columns = ["year=Year", "ks2-english-two-levels=English", "ks2-maths-two-levels=Maths"];
    let mut args = vec!["import-data", "tracking.csv", "--session", &spring];
    args.extend(columns.iter().flat_map(|column| ["--column", column]));
    store.nov(&args).well();
    store.nov(&["target", "Hillside", "ks2-english-two-levels", "2009/10", "target=90", "current=86"]).well();
    for id in [&spring, &summer] {
        let note = word(&store, id, "nov");
        let progress = note.table("2008/09");
        let english = progress.iter().find(|row| row[0].contains("English: two levels")).unwrap();
        assert_eq!(english[1..4], ["84%", "88%", "90%"], "{id}");
        assert_eq!(progress.iter().find(|row| row[0].contains("Mathematics")).unwrap()[2], "SUPP");
        // What the form's own table of targets shows stands there alone.
        let lines = note.lines();
        assert_eq!(lines.iter().filter(|line| line.contains("| 90% | 86% |")).count(), 1, "{id}: {lines:?}");
        assert!(!lines.iter().any(|line| line.contains("Statutory")), "{id}: {lines:?}");
    }
}

#[test]
fn a_page_of_the_web_has_each_picture_under_its_name_and_whose_bars_are_whose_in_one_pattern() {
    let (store, id) = visited();
    let page = || store.nov(&["export", &id, "--format", "html", "--document", "measures", "--output", "-"]).well();
    let html = page();
    let figure = html.split("<figure>").nth(1).unwrap();
    assert!(figure.find("<figcaption>").unwrap() < figure.find("<svg").unwrap(), "{figure}");
    // The target has its own look, whoever else stands in the picture.
    store.nov(&["target", "Church Crookham", "ks2-writing-progress", "2018/19", "target=2.5"]).well();
    store.nov(&["target", "Church Crookham", "ks2-rwm-expected", "2018/19", "target=78"]).well();
    let html = page();
    let legend = |name: &str, who: &str| {
        let figure = html.split("<figure>").find(|figure| figure.contains(name)).unwrap();
        let before = &figure[..figure.find(&format!(">{who}</text>")).unwrap()];
        let fill = before.rfind("fill=\"").unwrap();
        let striped = before[fill..].contains("<line");
        (before[fill + 6..fill + 13].to_owned(), striped)
    };
    let (rwm, writing) = ("maths: expected standard</figcaption>", "Writing: progress</figcaption>");
    assert_eq!(legend(rwm, "Target"), legend(writing, "Target"));
    assert_ne!(legend(rwm, "Target"), legend(rwm, "Authority"));
    assert_eq!(legend(rwm, "Authority"), legend(writing, "Authority"));
}
