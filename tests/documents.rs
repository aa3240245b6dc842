//! Every document of a shipped example in every format: written by the program, read back by other programs.

use std::process::Command;

use crate::support::docx::Document;
use crate::support::store::Store;

/// A store with the shipped meeting in it, and the meeting's id.
fn with_meeting() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for line in [
        "~ @HT writing group now weekly in Y5",
        "= continue the consultant to Easter",
        "! @LC moderate Y5 writing by 29/1/2010 measure: six books agree",
        "% ask about the deputy by phone",
        "@HT/PK present",
        "@GOV interest: a son in Year 4",
        "@SLT late",
        "=1+1 ŵ ŷ שלום <&>\"]]> 👩‍🏫",
    ] {
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    store.nov(&["school", "Hillside Primary", "head-email=head@hillside.example"]).well();
    (store, id)
}

/// An action that asks for support from outside.
const SUPPORT: &str = "! @LA broker a consultant for writing by 29/1/2010";

fn export(store: &Store, id: &str, document: &str, format: &str) -> Vec<u8> {
    let name = store.nov(&["export", id, "--document", document, "--format", format]).well();
    std::fs::read(store.desk().join(name.trim_end())).unwrap()
}

fn text(store: &Store, id: &str, document: &str) -> String {
    String::from_utf8(export(store, id, document, "txt")).unwrap()
}

/// What a few lines of Python say of a file; the independent reader of calendars, mail and tables.
fn python(lines: &str, bytes: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let output = Command::new("python3").arg("-c").arg(lines).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_document_is_written_in_every_format_and_holds_nothing_private() {
    let (store, id) = with_meeting();
    store.nov(&["note", "--session", &id, "--parse", SUPPORT]).well();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    let rtm = known.as_array().unwrap().iter().find(|form| form["id"] == "rtm").unwrap();
    let documents: Vec<&str> = rtm["documents"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap()).collect();
    assert!(documents.len() >= 12, "{documents:?}");
    for document in documents {
        for format in ["docx", "pdf", "html", "md", "txt", "json", "csv", "ics", "eml"] {
            // A notice of concern and the request that follows it need a trigger, measures figures, a calendar days.
            let asks = ["concern", "causing-concern", "measures"];
            if asks.contains(&document) || (format == "ics" && !["dates", "preparation"].contains(&document)) {
                store.nov(&["export", &id, "--document", document, "--format", format]).fails_with(2);
                continue;
            }
            let bytes = export(&store, &id, document, format);
            assert!(!bytes.is_empty());
            let shown = match format {
                "docx" => format!("{:?}", Document::read(&bytes).pieces),
                // Its text is packed; what may be seen is decided before any format.
                "pdf" => String::from_utf8_lossy(&bytes).into_owned(),
                _ => String::from_utf8(bytes).unwrap(),
            };
            assert!(!shown.contains("ask about the deputy"), "{document} as {format}");
        }
    }
}

#[test]
fn no_mark_of_the_grammar_is_left_in_a_sentence_and_each_begins_with_a_capital() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for line in ["@HT, @DHT: both agreed", "teaching #la is good", "#la attendance is low @HT", "#A2 outcomes are good"]
    {
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    let page = String::from_utf8(export(&store, &id, "minutes", "html")).unwrap();
    let minutes: String = page.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect();
    for said in [
        "HT, DHT: both agreed",
        "Teaching is good (LA view)",
        "HT: Attendance is low (LA view)",
        "Outcomes are good (SEF A2)",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    assert!(!minutes.contains("HT: HT"), "{minutes}");
}

#[test]
fn each_document_holds_what_it_is_for() {
    let (store, id) = with_meeting();
    store.nov(&["note", "--session", &id, "--parse", SUPPORT]).well();
    for (document, wanted) in [
        ("brokering", &["need for support from outside", "broker a consultant", "for writing"][..]),
        ("agenda", &["You are invited", "Evaluation of all ASK support", "25 minutes", "SIP", "key questions"]),
        (
            "minutes",
            &[
                "HT PK",
                "declared an interest: a son in Year 4",
                "SLT arrived late",
                "Date of next meeting:",
                "to be agreed",
            ],
        ),
        ("owners", &["LC", "moderate Y5 writing", "29 January 2010"]),
        ("headlines", &["continue the consultant to Easter", "The full note goes to the headteacher, the governor"]),
        ("confirmation", &["I shall be at Hillside Primary on Tuesday 12 January 2010"]),
        ("dates", &["Tuesday 26 January 2010", "moderate Y5 writing"]),
        ("entries", &["continue the consultant", "writing group"]),
        ("self-check", &["is still empty"]),
    ] {
        let shown = text(&store, &id, document);
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in wanted {
            assert!(flat.contains(words), "{document} lacks “{words}”:\n{shown}");
        }
    }
}

#[test]
fn a_calendar_program_reads_the_dates() {
    let (store, id) = with_meeting();
    let bytes = store.nov(&["export", &id, "--format", "ics", "--output", "-"]).well();
    // Unfolds the lines as RFC 5545 says, and takes the events apart.
    let lines = "import sys\nt=open(sys.argv[1],newline='').read()\nassert t.count('\\n')==t.count('\\r\\n')\n\
        t=t.replace('\\r\\n ','')\nfor e in t.split('BEGIN:VEVENT')[1:]:\n\
        \x20f=dict(l.split(':',1) for l in e.split('\\r\\n') if ':' in l)\n\
        \x20print(f['DTSTART;VALUE=DATE'],f['DTEND;VALUE=DATE'],f['UID'],'DTSTAMP' in f,f['SUMMARY'])";
    let read = python(lines, bytes.as_bytes());
    assert!(
        read.lines().any(|l| l.starts_with("20100129 20100130") && l.contains("Action 1") && l.contains("True")),
        "{read}"
    );
}

#[test]
fn a_mail_program_reads_the_message_and_its_attachment() {
    let (store, id) = with_meeting();
    let bytes = export(&store, &id, "minutes", "eml");
    let lines = "import sys,email,email.policy,hashlib\nm=email.message_from_bytes(open(sys.argv[1],'rb').read(),policy=email.policy.default)\n\
        print(m['Subject']);print(m['To']);print(m.get_body().get_content())\n\
        a=list(m.iter_attachments())[0]\nprint(a.get_filename(),a.get_content()[:2],m.defects)";
    let read = python(lines, &bytes);
    assert!(read.contains("Round Table Meeting: minutes: Hillside Primary"), "{read}");
    assert!(read.contains("head@hillside.example"), "{read}");
    assert!(read.contains(".docx b'PK' []"), "{read}");
}

#[test]
fn a_spreadsheet_gets_text_and_never_a_formula() {
    let (store, id) = with_meeting();
    let bytes = export(&store, &id, "entries", "csv");
    let lines = "import sys,csv\nr=list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))\n\
        assert len(set(map(len,r)))==1\nfor c in r: print('|'.join(c))";
    let read = python(lines, &bytes);
    assert!(read.starts_with("Time|Item|Kind|Who|Words"), "{read}");
    assert!(read.contains("שלום <&>\"]]> 👩‍🏫"), "{read}");
    assert!(!read.split(['|', '\n']).any(|cell| cell.starts_with('=')), "{read}");
}

#[test]
fn the_starting_template_of_every_form_takes_back_what_is_in_a_session() {
    let (store, id) = with_meeting();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    for known in known.as_array().unwrap() {
        let form = known["id"].as_str().unwrap();
        let template = store.nov(&["template", form]).well();
        let session =
            if form == "rtm" { id.clone() } else { store.new_session(form, "Hillside Primary", "2010-01-12") };
        let items = known["agenda"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap());
        let noted: Vec<String> = items
            .enumerate()
            .map(|(n, item)| {
                let word = format!("Findingnumber{n}of{}", form.replace('-', ""));
                store.nov(&["note", "--session", &session, "--item", item, &word]).well();
                word
            })
            .collect();
        let written = |template: &str, output: &str| {
            let args = ["export", &session, "--format", "docx", "--template", template, "--output", output, "--force"];
            let told = store.nov(&args);
            (told, format!("{:?}", Document::read(&std::fs::read(store.desk().join(output)).unwrap()).pieces))
        };
        let (_, plain) = written("-", "plain.docx");
        let (output, shown) = written(template.trim_end(), "own.docx");
        for word in &noted {
            assert_eq!(shown.matches(word).count(), plain.matches(word).count(), "{form} {word}: {shown}");
        }
        assert_eq!((output.code, output.err.contains("no value is called")), (0, false), "{form}: {}", output.err);
        let named = shown.contains("Hillside Primary") || shown.contains("Your own records");
        assert!(!shown.contains("{{") && named, "{form}: {shown}");
        if form == "rtm" {
            for words in ["Moderate Y5 writing", "29 January 2010", "Writing group now weekly", "שלום <&>"] {
                assert!(shown.contains(words), "{words}: {shown}");
            }
            assert!(!shown.contains("ask about the deputy"));
        }
    }
}

#[test]
fn a_starting_template_has_the_years_of_the_session_it_is_filled_for() {
    let store = Store::new();
    for form in ["autumn", "spring", "summer"] {
        let template = store.nov(&["template", form]).well();
        let session = store.new_session(form, "Hillside Primary", "2019-11-12");
        store.nov(&["export", &session, "--template", template.trim_end(), "--output", "own.docx", "--force"]).well();
        let shown = format!("{:?}", Document::read(&std::fs::read(store.desk().join("own.docx")).unwrap()).pieces);
        assert!(!["2009/10", "2010/11", "2010 ", "2011 "].iter().any(|year| shown.contains(year)), "{form}: {shown}");
        assert!(!shown.contains("{{") && (shown.contains("2019/20") || form == "summer"), "{form}: {shown}");
    }
}

#[test]
fn how_confidential_it_is_stands_on_the_pages_and_in_the_properties_of_the_file() {
    let (store, id) = with_meeting();
    store.nov(&["set", &id, "confidentiality=until-published"]).well();
    store.nov(&["set", &id, "state=agreed"]).well();
    let until = "Confidential until the report is published";
    for format in ["txt", "md", "html", "json"] {
        assert!(String::from_utf8(export(&store, &id, "minutes", format)).unwrap().contains(until), "{format}");
    }
    let html = String::from_utf8(export_again(&store, &id, "html")).unwrap();
    assert!(html.contains(&format!("<meta name=\"dcterms.accessRights\" content=\"{until}\">")), "{html}");
    // On each printed page, as the head of a table that goes over all of them, with room of its own.
    assert!(html.contains(&format!("<div class=\"each-page\" aria-hidden=\"true\"><p>{until}</p></div>")), "{html}");
    assert!(html.contains(".each-page { display: table-header-group;"), "{html}");
    // A calendar says it of each day; a spreadsheet in a line of its own, one with columns to rely on in its name alone.
    let days = String::from_utf8(export(&store, &id, "dates", "ics")).unwrap();
    assert_eq!(days.matches(&format!("DESCRIPTION:{until}")).count(), days.matches("BEGIN:VEVENT").count(), "{days}");
    let table = String::from_utf8(export(&store, &id, "minutes", "csv")).unwrap();
    assert!(table.contains(&format!("\r\n,confidentiality,,{until}\r\n")), "{table}");
    let name = store.nov(&["export", &id, "--document", "entries", "--format", "csv"]).well();
    assert_eq!(name.trim_end(), format!("{id}-entries-confidential.csv"));
    let named = store.nov(&["export", &id, "--document", "entries", "--format", "csv", "--output", "log.txt"]);
    assert!(named.err.contains("log.txt is confidential, and neither its name nor"), "{}", named.err);
    assert!(named.err.contains("log.txt holds what usually ends in .csv"), "{}", named.err);
    let log = std::fs::read_to_string(store.desk().join(name.trim_end())).unwrap();
    assert!(log.starts_with("\u{feff}Time,Item,Kind,Who,Words\r\n") && !log.contains("onfidential"), "{log}");
    let mail = String::from_utf8(export(&store, &id, "minutes", "eml")).unwrap();
    assert!(mail.contains("Sensitivity: Company-Confidential\r\nX-Confidentiality: Confidential until"), "{mail}");
    let word = export(&store, &id, "minutes", "docx");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&word)).unwrap();
    for part in ["docProps/core.xml", "word/header1.xml", "word/header2.xml"] {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut package.by_name(part).unwrap(), &mut text).unwrap();
        assert!(text.contains(until), "{part}: {text}");
    }
    store.nov(&["set", &id, "confidentiality=open"]).well();
    assert!(text_again(&store, &id).lines().take(3).any(|line| line == "Open"), "{}", text_again(&store, &id));
    // An inspection form says until which day, once it is known.
    let form = store.new_session("ofsted-s5", "Hillside Primary", "2010-02-03");
    store.nov(&["set", &form, "published=2010-03-05"]).well();
    assert!(text(&store, &form, "form").contains("Confidential until the report is published on 5 March 2010"));
}

fn export_again(store: &Store, id: &str, format: &str) -> Vec<u8> {
    store.nov_bytes(&["export", id, "--document", "minutes", "--format", format, "--output", "-"])
}

fn text_again(store: &Store, id: &str) -> String {
    String::from_utf8(export_again(store, id, "txt")).unwrap()
}

#[test]
fn a_document_ends_with_a_key_to_the_roles_it_uses_and_says_times_only_where_wanted() {
    let (store, id) = with_meeting();
    let shown = text(&store, &id, "minutes");
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat(&shown)
            .contains("Key: HT Headteacher · SLT Senior leadership team · LC Strategy consultant · GOV Governor"),
        "{shown}"
    );
    assert_eq!(shown.matches("Key: ").count(), 1);
    let letter = flat(&text(&store, &id, "confirmation"));
    assert!(
        letter.contains("Key: AOB any other business") && !letter.contains("HT Headteacher"),
        "those it uses: {letter}"
    );
    let first = |shown: &str| shown.lines().find(|line| line.contains("writing group now weekly")).unwrap().to_owned();
    assert_eq!(first(&shown), "- Reported, HT: writing group now weekly in Y5");
    let args = ["export", &id, "--document", "minutes", "--format", "txt", "--output", "-", "--with", "times"];
    let timed = first(&store.nov(&args).well());
    assert!(timed.starts_with(|c: char| c.is_ascii_digit()), "{timed}");
    // The log of what was noted has its times whatever goes into the minutes.
    assert!(text(&store, &id, "entries").contains("Time"), "a log");
}

#[test]
fn a_copy_to_be_checked_has_a_number_at_each_paragraph_for_the_reply() {
    let store = Store::new();
    let id = store.new_session("support-day", "Hillside Primary", "2010-02-03");
    store.nov(&["note", "--session", &id, "--parse", "~ @HT writing group now weekly"]).well();
    let shown = text(&store, &id, "accuracy");
    // A letter's salutation and what it asks for hold no fact to put right.
    assert!(
        shown.contains("\nDear headteacher") && shown.contains("\nThis is the draft note of the Support day"),
        "{shown}"
    );
    assert!(shown.contains("] writing group now weekly"), "{shown}");
    // What is known of the school may be wrong as well.
    assert!(shown.contains("\n[1] School:"), "{shown}");
    // A form that goes to nobody but the authority has none.
    let form = store.new_session("ofsted-s5", "Hillside Primary", "2010-02-03");
    assert!(store.nov(&["export", &form, "--document", "accuracy"]).fails_with(2).contains("no document \"accuracy\""));
}

#[test]
fn what_was_noted_stands_in_its_box_of_a_printed_form() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-02-03");
    let item = "improve";
    for line in ["~ @INSP raise attainment in writing", "say how to improve when marking"] {
        store.nov(&["note", "--session", &id, "--item", item, "--parse", line]).well();
    }
    let document = Document::read(&export(&store, &id, "form", "docx"));
    let row = document.lines().into_iter().find(|line| line.starts_with("What does the school need to do")).unwrap();
    assert_eq!(
        row,
        "What does the school need to do to improve further? | Reported: Raise attainment in writing\n\
         Say how to improve when marking"
    );
}

#[test]
fn a_session_file_renamed_by_hand_is_that_session_under_its_new_name() {
    let (store, id) = with_meeting();
    std::fs::rename(store.path().join(format!("{id}.ron")), store.path().join("first-meeting.ron")).unwrap();
    store.nov(&["set", "first-meeting", "latest-data=yes"]).well();
    store.nov(&["note", "--session", "first-meeting", "noted after the renaming"]).well();
    let listed = store.nov(&["list"]).well();
    assert!(listed.contains("first-meeting") && !listed.contains(&id), "{listed}");
    assert!(text(&store, "first-meeting", "minutes").contains("noted after the renaming"));
    std::fs::create_dir_all(store.home()).unwrap();
    let mut terminal = store.start(&["open", "first-meeting"]).start();
    terminal.sees("Minutes of last").types("typed on the screen").sees("typed on the screen");
    terminal.sees("● saved");
}

#[test]
fn a_session_put_away_is_off_the_lists_and_whole_in_its_folder() {
    let (store, id) = with_meeting();
    let kept = store.nov(&["remove", &id]).well();
    assert!(!store.nov(&["list"]).well().contains(&id));
    let text = std::fs::read_to_string(kept.trim_end()).unwrap();
    assert!(kept.contains("removed") && text.contains("moderate Y5 writing"), "{kept}");
    std::fs::rename(kept.trim_end(), store.path().join(format!("{id}.ron"))).unwrap();
    assert!(store.nov(&["list"]).well().contains(&id), "moved back by hand it is there again");
}

#[test]
fn what_was_put_away_is_listed_and_brought_back_by_its_name() {
    let (store, id) = with_meeting();
    assert_eq!(store.nov(&["bring-back"]).well(), "", "nothing is put away");
    store.nov(&["remove", &id]).well();
    let listed = store.nov(&["bring-back"]).well();
    assert!(listed.starts_with(&format!("{id}  ")) && listed.contains("· RTM, "), "{listed}");
    let rows: serde_json::Value = serde_json::from_str(&store.nov(&["bring-back", "--json"]).well()).unwrap();
    assert_eq!((rows[0]["id"].as_str(), rows.as_array().map(Vec::len)), (Some(id.as_str()), Some(1)), "{rows}");
    let unknown = store.nov(&["bring-back", "oak lane"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("nothing that is put away is called \"oak lane\""), "{}", unknown.err);
    let back = store.nov(&["bring-back", &id]).well();
    assert!(back.contains("is back"), "{back}");
    assert!(store.nov(&["list"]).well().contains(&id));
    assert!(text(&store, &id, "minutes").contains("moderate Y5 writing"));
    assert_eq!(store.nov(&["bring-back"]).well(), "");
}

#[test]
fn what_is_put_away_is_not_brought_back_by_a_name_that_fits_several() {
    let (store, id) = with_meeting();
    let other = store.new_session("rtm", "Oak Lane", "2010-01-13");
    for id in [&id, &other] {
        store.nov(&["remove", id]).well();
    }
    let several = store.nov(&["bring-back", "rtm"]);
    assert_eq!(several.code, 2);
    assert!(several.err.contains(&id) && several.err.contains(&other) && several.err.contains("name one"));
    store.nov(&["bring-back", "oak lane"]).well();
    assert!(store.nov(&["list"]).well().contains(&other));
}

#[test]
fn the_sheet_for_whoever_covers_has_the_schools_grades_and_no_inspectors() {
    let (store, id) = Store::with_example("hillside-ofsted-s5");
    let sheet = text(&store, &id, "cover");
    let flat = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("OfSTED Grade") && flat.contains("sustained improvement") && flat.contains("2 (good)"),
        "{sheet}"
    );
    for closed in ["INSP:", "Main findings", "improve further", "comment where"] {
        assert!(!flat.contains(closed), "{closed}: {sheet}");
    }
    // What differs in the full form: here three for the inspectors, two for the school.
    let row = |sheet: &str| {
        sheet.lines().filter(|line| line.contains("capacity for") || line.contains("sustained")).collect::<String>()
    };
    let full = text(&store, &id, "form");
    assert!(row(&full).contains('3') && !row(&sheet).contains('3'), "{}\n{}", row(&full), row(&sheet));
}

#[test]
fn minutes_tell_what_was_told_of_a_carried_action_at_each_meeting() {
    let store = Store::new();
    let first = store.new_session("rtm", "Hillside Primary", "2009-09-29");
    store.nov(&["note", "--session", &first, "--parse", "! @LC moderate Y5 writing by 29/1/2010"]).well();
    store.nov(&["set", &first, "state=held"]).well();
    let action = format!("{first}#1");
    store.nov(&["action", &action, "progress=two classes moderated"]).well();
    let second = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["set", &second, "state=held"]).well();
    store.nov(&["action", &action, "progress=all six moderated"]).well();
    let third = store.new_session("rtm", "Hillside Primary", "2010-05-18");
    store.nov(&["set", &third, "state=held"]).well();
    store.nov(&["action", &action, "progress=kept up"]).well();
    let flat = |document: &str| text(&store, &third, document).split_whitespace().collect::<Vec<_>>().join(" ");
    let (minutes, actions) = (flat("minutes"), flat("actions"));
    for told in
        ["29 September 2009: progress two classes moderated", "12 January 2010: progress all six moderated", "kept up"]
    {
        assert!(minutes.contains(told), "the minutes lack “{told}”: {minutes}");
    }
    for told in ["progress two classes moderated", "progress all six moderated", "kept up"] {
        assert!(actions.contains(told), "the actions lack “{told}”: {actions}");
    }
}

#[test]
fn every_table_of_actions_tells_what_was_told_of_them_and_where_they_stood() {
    let (store, id) = Store::with_example("hillside-rtm-summer");
    for document in ["actions", "owners", "minutes"] {
        let shown = Document::read(&export(&store, &id, document, "docx")).lines().join(" ");
        for told in ["12 January 2010: under way, progress Weekly since 8 October", "mpact: Ten of twelve pupils"] {
            assert!(shown.contains(told), "{document} lacks “{told}”: {shown}");
        }
    }
    let document =
        Document::read(&store.nov_bytes(&["export", &id, "--document", "owners", "--format", "docx", "--output", "-"]));
    let table = document.table("Measure of success");
    assert!(
        table[0].iter().all(|title| title != "Owner") && table[0].iter().any(|title| title == "Progress and impact")
    );
}

#[test]
fn words_of_other_sessions_stand_in_a_document_as_its_own_do() {
    let (store, _) = Store::with_example("hillside-rtm-autumn");
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for (document, typed, printed) in [
        ("agenda", "all actions of June are closed", "All actions of June are closed"),
        ("year", "the target for 2010 stands at 74%", "The target for 2010 stands at 74%"),
    ] {
        assert!(text(&store, &id, document).contains(typed), "{document}");
        let word = format!("{:?}", Document::read(&export(&store, &id, document, "docx")).pieces);
        assert!(word.contains(printed) && !word.contains(typed), "{document}: {word}");
    }
}

#[test]
fn a_table_with_nothing_in_it_says_what_to_write_on_paper_alone() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let table = |store: &Store| Document::read(&export(store, &id, "nov", "docx")).table("Recommendation").to_vec();
    assert!(table(&store)[1].iter().any(|cell| cell.contains("yes/no")), "{:?}", table(&store));
    std::fs::remove_file(store.desk().join(format!("{id}-nov.docx"))).unwrap();
    store.nov(&["set", &id, "focus=writing"]).well();
    let blank = table(&store);
    assert!(blank.len() == 2 && blank[1].iter().all(String::is_empty), "{blank:?}");
}

#[test]
fn a_column_that_a_finished_note_says_nothing_in_is_narrow_and_stays() {
    let (store, id) = Store::with_example("hillside-spring");
    let path = store.path().join(format!("{id}.ron"));
    let text = std::fs::read_to_string(&path).unwrap();
    let gone: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("\"impact\":")).collect();
    assert!(gone.len() < text.lines().count());
    std::fs::write(&path, gone.join("\n")).unwrap();
    let (titles, widths) = columns_of(&export(&store, &id, "nov", "docx"), "Progress identified");
    let at = titles.iter().position(|title| title == "Impact").unwrap();
    assert!(widths[at] < 1_200, "{titles:?}: {widths:?}");
}

/// Titles and widths of the columns of the first table that holds some words, in a document for Word.
fn columns_of(word: &[u8], words: &str) -> (Vec<String>, Vec<u32>) {
    let mut document = Document::read(word);
    let titles = document.table(words)[0].clone();
    let body = document.part("word/document.xml").unwrap();
    let table = body.split("<w:tbl>").find(|table| table.contains(words)).unwrap();
    let widths = table.split("<w:gridCol w:w=\"").skip(1).map(|column| column.split('"').next().unwrap());
    (titles, widths.map(|width| width.parse().unwrap()).collect())
}

/// Where the columns of every table with these titles begin and end, in a document for Word.
fn edges_of(word: &[u8], last_title: &str) -> Vec<Vec<u32>> {
    let body = Document::read(word).part("word/document.xml").unwrap();
    let tables = body.split("<w:tbl>").skip(1).filter(|table| table.contains(last_title));
    let width = |column: &str| column.split('"').next().unwrap().parse().unwrap();
    tables.map(|table| table.split("<w:gridCol w:w=\"").skip(1).map(width).collect()).collect()
}

#[test]
fn of_a_table_of_actions_the_action_is_wide_and_its_day_no_wider_than_a_day() {
    let (store, id) = Store::with_example("hillside-spring");
    let (titles, widths) = columns_of(&export(&store, &id, "actions", "docx"), "Progress and impact");
    let width = |title: &str| widths[titles.iter().position(|known| known == title).unwrap()];
    for narrow in ["No.", "Owner", "By when", "Measure of success", "Status"] {
        assert!(width("Action") > width(narrow), "{narrow}: {titles:?} {widths:?}");
    }
    assert!(width("By when") < 1_900 && width("No.") < 700, "{titles:?} {widths:?}");
    assert!(width("Action") * 5 >= width("Progress and impact") * 3, "{titles:?} {widths:?}");
}

#[test]
fn grades_of_two_views_are_as_wide_as_one_another_and_sister_tables_have_the_same_edges() {
    let (store, id) = Store::with_example("hillside-ofsted-s5");
    let edges = edges_of(&export(&store, &id, "cover", "docx"), "SEF Grade");
    assert!(edges.len() > 3 && edges.iter().all(|widths| widths == &edges[0]), "{edges:?}");
    assert_eq!(edges[0][1], edges[0][2], "{edges:?}");
    let (store, id) = Store::with_example("hillside-autumn");
    let (titles, widths) = columns_of(&export(&store, &id, "nov", "docx"), "School view (SEF grade)");
    assert_eq!(widths[1], widths[2], "{titles:?} {widths:?}");
}

#[test]
fn a_form_that_asks_nothing_is_told_of_and_leaves_no_empty_file() {
    let store = Store::new();
    let form = "(schema: 1, id: \"bare\", version: \"1\", name: \"Bare\", title: \"A bare form\", origin: Own, sections: [],\n  \
        agenda: [(id: \"talk\", title: \"Talk\")], documents: [(id: \"note\", audience: \"school\", contents: [Sections([]), OtherEntries])])";
    std::fs::create_dir_all(store.path().join("forms")).unwrap();
    std::fs::write(store.path().join("forms/bare.ron"), form).unwrap();
    let id = store.new_session("bare", "Hillside Primary", "2010-01-12");
    store.nov(&["export", &id, "--output", "bare.docx"]).fails_with(2);
    assert!(!store.desk().join("bare.docx").exists());
    store.nov(&["note", "--session", &id, "we talked"]).well();
    store.nov(&["export", &id, "--output", "bare.docx"]).well();
}

#[test]
fn a_copy_to_be_checked_is_not_final_and_the_year_is_no_one_session() {
    let (store, id) = Store::with_example("hillside-autumn");
    let properties =
        |document: &str| Document::read(&export(&store, &id, document, "docx")).part("docProps/core.xml").unwrap();
    let note = properties("nov");
    assert!(note.contains("<cp:contentStatus>Final<"));
    assert!(properties("accuracy").contains("<cp:contentStatus>Draft<"));
    assert!(note.contains(&id) && !properties("year").contains(&id));
}

#[test]
fn an_item_has_room_to_write_by_hand_before_the_meeting_and_says_nothing_until_it_is_reached() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let minutes = |store: &Store| {
        let _ = std::fs::remove_file(store.desk().join(format!("{id}-minutes.txt")));
        text(store, &id, "minutes")
    };
    let before = minutes(&store);
    assert!(!before.contains("Nothing was noted"), "{before}");
    assert_eq!(before.matches("Notes:").count(), 6, "{before}");
    store.nov(&["note", "--session", &id, "--item", "2", "Writing is on course"]).well();
    let under_way = minutes(&store);
    assert!(!under_way.contains("Nothing was noted") && !under_way.contains("Notes:"), "{under_way}");
    store.nov(&["set", &id, "state=circulated"]).well();
    assert_eq!(minutes(&store).matches("Nothing was noted under this item.").count(), 5, "{}", minutes(&store));
}

#[test]
fn words_to_choose_from_stand_apart_in_an_empty_table() {
    let store = Store::new();
    let id = store.new_session("pib", "Hillside Primary", "2010-04-26");
    let table = Document::read(&export(&store, &id, "briefing", "docx")).table("Hypothesis").to_vec();
    assert_eq!(table[1], ["", "", "", "", "", "yes/no"]);
    // Said once below the table, where each cell of a narrow column would be three lines high with them.
    let below = "Confirm or challenge: confirm: a strength / confirm: a weakness / challenge";
    let shown = || {
        let text = store.nov(&["export", &id, "--document", "briefing", "--format", "txt", "--output", "-"]).well();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown().matches(below).count(), 1, "{}", shown());
    store.nov(&["set", &id, "hypotheses.+=Writing is behind"]).well();
    assert!(!shown().contains(below), "only on the form as on paper: {}", shown());
}

#[test]
fn recommendations_are_read_one_by_one_on_paper() {
    let (store, id) = Store::with_example("hillside-spring");
    let table = Document::read(&export(&store, &id, "nov", "docx")).table("Recommendation 1").to_vec();
    assert!(table[0][1].starts_with("Go back to each class"), "{table:?}");
    assert!(table.contains(&vec!["Specific, Achievable, Realistic".to_owned(), "yes".to_owned()]), "{table:?}");
    assert!(table.contains(&vec!["Timely (by when)".to_owned(), "11 June 2010".to_owned()]), "{table:?}");
}

#[test]
fn judgements_that_do_not_apply_are_a_sentence_outside_their_form() {
    let (store, id) = Store::with_example("hillside-ofsted-s5");
    let judgements = text(&store, &id, "judgements");
    assert_eq!(judgements.matches("Not applicable to this school.").count(), 2, "{judgements}");
    assert!(!judgements.contains("n/a") && text(&store, &id, "form").contains("n/a"), "{judgements}");
    let meeting = store.new_session("rtm", "Hillside Primary", "2010-05-18");
    let year = text(&store, &meeting, "year");
    assert!(year.contains("How effective is provision"), "{year}");
    assert!(!year.contains("n/a") && !year.contains("Not applicable") && !year.contains("Sixth Form"), "{year}");
}

#[test]
fn a_log_of_nothing_says_so() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    assert!(text(&store, &id, "entries").contains("Nothing was noted."));
}

#[test]
fn grades_filled_in_beforehand_go_to_whoever_covers_and_those_of_the_feedback_to_the_adviser() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-04-28");
    store.nov(&["set", &id, "behaviour.sef=2"]).well();
    let to = |store: &Store| {
        let _ = std::fs::remove_file(store.desk().join(format!("{id}-judgements.eml")));
        String::from_utf8_lossy(&export(store, &id, "judgements", "eml")).into_owned()
    };
    let before = to(&store);
    assert!(before.contains("Covering adviser") && !before.contains("Senior Adviser"), "{before}");
    store.nov(&["set", &id, "behaviour.ofsted=2"]).well();
    let after = to(&store);
    assert!(after.contains("Senior Adviser") && !after.contains("Covering adviser"), "{after}");
}
