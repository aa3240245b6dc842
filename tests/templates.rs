//! An authority's own Word documents: chosen for a form in the store's folder, filled, and refused in a sentence.

use std::fs;
use std::io::Write;

use crate::support::docx::Document;
use crate::support::store::Store;

/// A store with a meeting in it, its id, and the store's folder of templates.
fn with_meeting() -> (Store, String, std::path::PathBuf) {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--parse", "! @LC moderate Y5 <writing> & talk ŵ by 29/1/2010"]).well();
    let folder = store.path().join("templates");
    fs::create_dir_all(&folder).unwrap();
    (store, id, folder)
}

/// A Word document as a word processor leaves it: runs split by spelling marks, a header, a logo, a content control.
fn like_words() -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p>{}<w:proofErr w:type=\"spellStart\"/>{}<w:proofErr w:type=\"spellEnd\"/>{}</w:p>\
         <w:sdt><w:sdtPr><w:alias w:val=\"Date\"/><w:tag w:val=\"date\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{}</w:p>\
         </w:sdtContent></w:sdt><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body></w:document>",
        run("Meeting at {{"),
        run("school"),
        run("}} {{nobody.knows}}"),
        run("Click to enter a date"),
        cell("Action"),
        cell("Owner"),
        cell("{{actions.action}}"),
        cell("{{actions.owner}} / {{actions.when}}"),
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("word/document.xml", body.as_str()),
        ("word/header1.xml", "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>Shire: {{school}}</w:t></w:r></w:p></w:hdr>"),
        ("word/styles.xml", "<w:styles xmlns:w=\"w\"/>"),
        ("word/media/logo.png", "\u{1}logo"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_template_in_the_stores_folder_is_used_for_its_form_and_no_other() {
    let (store, id, folder) = with_meeting();
    fs::write(folder.join("rtm.docx"), like_words()).unwrap();
    let answer = store.nov(&["export", &id, "--format", "docx", "--output", "own.docx"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.err.contains("no value is called {{nobody.knows}} (in “Meeting at {{school}}"), "{}", answer.err);
    let bytes = fs::read(store.desk().join("own.docx")).unwrap();
    let mut document = Document::read(&bytes);
    let body = document.part("word/document.xml").unwrap();
    for words in
        ["Hillside Primary", "Tuesday 12 January 2010", "Moderate Y5 &lt;writing&gt; &amp; talk ŵ", "29 January 2010"]
    {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("Click to enter") && body.contains("spellStart"));
    assert!(document.part("word/header1.xml").unwrap().contains("Shire: Hillside Primary"));
    assert_eq!(document.part("word/media/logo.png").unwrap(), "\u{1}logo");
    // Another document of the form, another form, and nov's own layout where it is asked for, stay as they are.
    let own = |args: &[&str]| {
        let bytes = store.nov_bytes(&[&["export", &id, "--format", "docx", "--output", "-"], args].concat());
        format!("{:?}", Document::read(&bytes).pieces)
    };
    assert!(!own(&["--document", "actions"]).contains("Meeting at"));
    assert!(!own(&["--template", "-"]).contains("Meeting at"));
    fs::write(folder.join("rtm-actions.docx"), like_words()).unwrap();
    let body = store.nov_bytes(&["export", &id, "--format", "docx", "--document", "actions", "--output", "-"]);
    assert!(Document::read(&body).part("word/document.xml").unwrap().contains("Meeting at"));
}

/// The template with other headers: none, one for the first page only, one that names the level itself.
fn with_header(header: &str, section: &str) -> Vec<u8> {
    let words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let body = format!(
        "<w:document xmlns:w=\"{words}\" xmlns:r=\"r\"><w:body><w:p><w:r><w:t>{{{{school}}}}</w:t></w:r></w:p>\
         <w:sectPr>{section}</w:sectPr></w:body></w:document>"
    );
    let relations = "<Relationships><Relationship Id=\"rId7\" Type=\"header\" Target=\"header1.xml\"/></Relationships>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"t\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ),
        ("word/document.xml", body.as_str()),
        ("word/_rels/document.xml.rels", relations),
        (
            "word/header1.xml",
            &format!("<w:hdr xmlns:w=\"{words}\"><w:p><w:r><w:t>Shire {header}</w:t></w:r></w:p></w:hdr>"),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_filled_template_says_on_every_page_and_in_its_properties_how_confidential_it_is_and_that_it_is_a_draft() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let level = "For the school and the local authority";
    let default = "<w:headerReference w:type=\"default\" r:id=\"rId7\"/>";
    let first = "<w:headerReference w:type=\"first\" r:id=\"rId7\"/><w:titlePg/>";
    for (header, section, headers) in [
        ("", "", &["word/header-nov.xml"][..]),
        ("", default, &["word/header1.xml"]),
        ("", first, &["word/header1.xml", "word/header-nov.xml"]),
        ("", "<w:titlePg/>", &["word/header-nov.xml"]),
        ("{{confidentiality}}", default, &["word/header1.xml"]),
    ] {
        fs::write(store.path().join("own.docx"), with_header(header, section)).unwrap();
        let path = store.path().join("own.docx");
        let args = ["export", &id, "--template", path.to_str().unwrap(), "--output", "-"];
        let bytes = store.nov_bytes(&args);
        let mut word = Document::read(&bytes);
        for name in headers {
            let part = word.part(name).unwrap();
            assert_eq!((part.matches(level).count(), part.matches("DRAFT").count()), (1, 1), "{section}: {part}");
        }
        let body = word.part("word/document.xml").unwrap();
        let kinds = if section.contains("titlePg") { 2 } else { 1 };
        assert_eq!(body.matches("<w:headerReference").count(), kinds, "{body}");
        let core = word.part("docProps/core.xml").unwrap();
        assert!(core.contains(&format!("<cp:category>{level}</cp:category>")), "{core}");
        assert!(core.contains("<cp:contentStatus>Draft</cp:contentStatus>"), "{core}");
        if headers.contains(&"word/header-nov.xml") {
            assert!(word.part("[Content_Types].xml").unwrap().contains("PartName=\"/word/header-nov.xml\""));
            assert!(word.part("word/_rels/document.xml.rels").unwrap().contains("Target=\"header-nov.xml\""));
        }
    }
    // What is for the user alone says that.
    let path = store.path().join("own.docx");
    let args = ["export", &id, "--document", "own", "--template", path.to_str().unwrap(), "--output", "-"];
    assert!(Document::read(&store.nov_bytes(&args)).part("word/header1.xml").unwrap().contains("For you alone"));
}

#[test]
fn a_message_carries_the_same_word_document_as_an_export_writes() {
    let (store, id, folder) = with_meeting();
    let attached = |args: &[&str]| {
        let mail = store.nov_bytes(&[&["export", &id, "--format", "eml", "--output", "-"], args].concat());
        let mail = String::from_utf8(mail).unwrap();
        let (_, after) = mail.split_once("filename=").unwrap();
        let (_, encoded) = after.split_once("\r\n\r\n").unwrap();
        let encoded = encoded.split("\r\n--").next().unwrap().replace("\r\n", "");
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, encoded).unwrap()
    };
    let word = |args: &[&str]| store.nov_bytes(&[&["export", &id, "--format", "docx", "--output", "-"], args].concat());
    assert!(attached(&[]) == word(&[]), "nov's own layout, as no other is there");
    fs::write(folder.join("rtm.docx"), like_words()).unwrap();
    assert!(attached(&[]) == word(&[]), "the authority's");
    assert!(Document::read(&attached(&[])).part("word/header1.xml").unwrap().contains("Shire: Hillside Primary"));
    assert!(attached(&["--template", "-"]) == word(&["--template", "-"]));
    let file = folder.join("rtm.docx");
    let refused = store.nov(&["export", &id, "--format", "pdf", "--template", file.to_str().unwrap()]);
    assert!(refused.fails_with(2).contains("pdf takes none, only docx and eml do"));
}

#[test]
fn what_cannot_be_a_template_is_refused_in_a_sentence_and_nothing_is_written() {
    let (store, id, folder) = with_meeting();
    for (name, bytes, why) in [
        ("words.docx", b"just words".to_vec(), "is no Word document: it is no zip archive"),
        ("empty.docx", Vec::new(), "is no Word document"),
        ("sheet.docx", archive("xl/workbook.xml", b"<a/>"), "holds no word/document.xml"),
        ("bomb.docx", archive("word/document.xml", &vec![b' '; 70 << 20]), "unpacks to more than 64 MB"),
        ("deep.docx", archive("word/document.xml", "<w:p>".repeat(200_000).as_bytes()), "stand inside one another"),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let template = path.to_str().unwrap();
        let answer = store.nov(&["export", &id, "--format", "docx", "--template", template, "--output", "own.docx"]);
        let said = answer.fails_with(2);
        assert!(said.contains(why) && said.lines().count() == 1, "{name}: {said}");
        assert!(!store.desk().join("own.docx").exists(), "{name}");
    }
    let answer = store.nov(&["export", &id, "--format", "docx", "--template", "nowhere.docx"]);
    assert!(answer.fails_with(2).contains("nowhere.docx could not be read: it is not there"));
}

fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_form_without_fields_has_a_template_and_documents_too() {
    let store = Store::new();
    let forms = store.path().join("forms");
    fs::create_dir_all(&forms).unwrap();
    let form = "(schema: 1, id: \"talk\", version: \"1\", name: \"Talk\", title: \"A talk\", origin: Own, sections: [], agenda: [(id: \"talk\", title: \"Talk\")],\n  \
                documents: [(id: \"note\", audience: \"school\", contents: [Sections([]), OtherEntries])])\n";
    fs::write(forms.join("talk.ron"), form).unwrap();
    let id = store.new_session("talk", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "we talked"]).well();
    store.nov(&["template", "talk"]).well();
    let bytes =
        store.nov_bytes(&["export", &id, "--format", "docx", "--template", "talk-template.docx", "--output", "-"]);
    assert!(format!("{:?}", Document::read(&bytes).pieces).contains("We talked"));
    for format in ["docx", "pdf", "html", "csv", "eml", "ics"] {
        let document = if format == "ics" { "dates" } else { "note" };
        let bytes = store.nov_bytes(&["export", &id, "--format", format, "--document", document, "--output", "-"]);
        assert!(!bytes.is_empty(), "{format}");
    }
}

/// A store with every shipped example in it.
fn with_examples() -> Store {
    let store = Store::new();
    fs::create_dir_all(store.path()).unwrap();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    for file in fs::read_dir(examples).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let id = text.split("  id: \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        fs::write(store.path().join(format!("{id}.ron")), text).unwrap();
    }
    store
}

/// The longer texts of a document, in their order: its paragraphs and cells.
fn passages(store: &Store, id: &str, args: &[&str]) -> Vec<String> {
    let word = Document::read(&store.nov_bytes(&[&["export", id, "--output", "-"], args].concat()));
    let cells = word.lines().into_iter().flat_map(|line| line.split(" | ").map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|text| text.split_whitespace().count() > 3).collect()
}

/// Each run of six words of a text, with how often it stands there.
fn runs_of_words(text: &str) -> std::collections::BTreeMap<String, usize> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut runs = std::collections::BTreeMap::new();
    for run in words.windows(6) {
        *runs.entry(run.join(" ")).or_default() += 1;
    }
    runs
}

#[test]
fn through_its_starting_template_a_note_is_as_complete_as_in_novs_own_layout_and_has_no_empty_boxes_more() {
    let store = with_examples();
    let words = |args: &[&str]| {
        let bytes = store.nov_bytes(args);
        let shown = format!("{:?}", Document::read(&bytes).pieces);
        assert!(!shown.contains("{{"), "{shown}");
        shown.replace("\\n", " ").replace("\\u{a0}", " ")
    };
    // Figures of the school, an item put off and one not taken, somebody late, and one with nothing under it.
    let files = crate::measures::put(&store.desk());
    let school = "Hillside Primary";
    store.nov(&["school", school, "urn=115976"]).well();
    for file in &files {
        store.nov(&["import-data", file, "--school", school]).well();
    }
    store.nov(&["target", school, "ks2-rwm-expected", "2009/10", "target=74"]).well();
    let meeting = "2010-01-12-hillside-primary-rtm";
    store.nov(&["note", "--session", meeting, "--parse", "@LC late 9.40"]).well();
    let path = store.path().join(format!("{meeting}.ron"));
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once("title: \"AOB\"").unwrap();
    let put_off = format!("{before}title: \"AOB\"{}", after.replacen("state: open", "state: deferred", 1));
    assert!(put_off != text, "{text}");
    fs::write(&path, put_off).unwrap();
    let known: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    let listed: serde_json::Value = serde_json::from_str(&store.nov(&["list", "--json"]).well()).unwrap();
    let sessions = listed.as_array().unwrap().iter();
    let sessions = sessions.map(|row| (row["form"].as_str().unwrap(), row["id"].as_str().unwrap()));
    let mut seen = std::collections::BTreeSet::new();
    for (form, id) in sessions {
        seen.insert(form);
        let template = store.nov(&["template", form, "--force"]).well();
        let own = words(&["export", id, "--output", "-"]);
        let filled = words(&["export", id, "--output", "-", "--template", template.trim_end()]);
        let parts = |text: &str| -> std::collections::BTreeSet<String> {
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
        };
        // What stands once in each stands in one order, and nothing stands more often.
        let (told_own, told) = (passages(&store, id, &[]), passages(&store, id, &["--template", template.trim_end()]));
        let once = |text: &&String| [&told_own, &told].map(|all| all.iter().filter(|t| t == text).count()) == [1, 1];
        let in_order = |all: &[String]| all.iter().filter(once).cloned().collect::<Vec<_>>();
        assert_eq!(in_order(&told), in_order(&told_own), "the order of {form}");
        let of_form = known.as_array().unwrap().iter().find(|known| known["id"] == form).unwrap().to_string();
        let [in_form, in_own, in_filled] = [&of_form, &own, &filled].map(|text| runs_of_words(text));
        let is_more = |words: &str, times: usize| in_own.get(words).is_some_and(|own| *own < times);
        let more = in_filled.iter().filter(|(words, times)| is_more(words, **times) && !in_form.contains_key(*words));
        assert_eq!(more.collect::<Vec<_>>(), [], "{form} says this more often");
        // Of a choice the template has what was chosen only.
        let lost: Vec<String> = parts(&own).difference(&parts(&filled)).cloned().collect();
        let is_lost = |word: &&String| !of_form.contains(word.as_str()) && !filled.contains(word.as_str());
        let lost: Vec<&String> = lost.iter().filter(is_lost).collect();
        assert!(lost.is_empty(), "{form} lost {lost:?}");
        for label in
            ["Disagreement (only if unresolved)", "Advice before the headteacher", "Before the visit", "Days agreed"]
        {
            assert!(own.contains(label) || !filled.contains(label), "{form} has “{label}” with nothing in it");
        }
        let drawn = |args: &[&str]| {
            let mut word = Document::read(&store.nov_bytes(args));
            word.part("word/document.xml").unwrap().matches("<w:drawing>").count()
        };
        let missed = store.nov(&["export", id, "--output", "made.docx", "--force", "--template", template.trim_end()]);
        assert!(missed.code == 0 && missed.err.is_empty(), "{form}: {}", missed.err);
        let template = ["export", id, "--output", "-", "--template", template.trim_end()];
        assert_eq!(drawn(&template), drawn(&["export", id, "--output", "-"]), "pictures of {form}");
    }
    assert_eq!(seen.len(), known.as_array().unwrap().len(), "an example of every form: {seen:?}");
}

#[test]
fn who_said_what_stands_out_and_a_report_sent_in_writing_stands_under_its_item() {
    let (store, id) = Store::with_example("hillside-rtm");
    store.nov(&["template", "rtm", "--output", "start.docx"]).well();
    let made = store.nov_bytes(&["export", &id, "--template", "start.docx", "--format", "docx", "--output", "-"]);
    let own = Document::read(&store.nov_bytes(&["export", &id, "--format", "docx", "--output", "-"]));
    let mut made = Document::read(&made);
    let report = "written report: Attendance officer: four first-day calls a week";
    let under = |word: &Document| {
        let lines = word.under("LCSP and other support");
        lines.iter().position(|line| line.contains(report)).map(|at| lines[at + 1..].len())
    };
    assert!(under(&own).is_some(), "{:?}", own.lines());
    assert_eq!(under(&made), under(&own), "{:?}", made.lines());
    let body = made.part("word/document.xml").unwrap();
    let strong: Vec<&str> =
        body.split("<w:b></w:b>").skip(1).map(|rest| rest.split("</w:t>").next().unwrap()).collect();
    let stands_out = |words: &str| strong.iter().any(|text| text.ends_with(words));
    for words in [">LA NF, written report: ", ">Reported, HT: ", ">Decision: "] {
        assert!(stands_out(words), "{words}: {strong:?}");
    }
    assert!(!body.contains('\u{FDD0}') && !strong.iter().any(|text| text.contains("first-day calls")), "{strong:?}");
}

#[test]
fn what_was_noted_under_an_item_that_was_added_has_a_place_in_a_template_or_is_named() {
    let store = with_examples();
    for (form, id) in [("rtm", "2010-05-18-hillside-primary-rtm"), ("autumn", "2009-11-17-hillside-primary-autumn")] {
        let path = store.path().join(format!("{id}.ron"));
        let text = fs::read_to_string(&path).unwrap();
        let added =
            "agenda: [\n    (id: \"own-1\", title: \"Boiler repairs\", place: Numbered, minutes: 0, state: done),";
        let noted = "minutes: {\n    \"own-1\": [(id: 9001, at: \"2010-05-18T15:00:00\", kind: note, text: \"three quotes came\")],";
        assert!(text.contains("agenda: [") && text.contains("minutes: {"), "{form}");
        let text = text.replacen("agenda: [", added, 1).replacen("minutes: {", noted, 1);
        fs::write(&path, text).unwrap();
        let template = store.nov(&["template", form]).well();
        let filled = store.nov_bytes(&["export", id, "--output", "-", "--template", template.trim_end()]);
        let shown = format!("{:?}", Document::read(&filled).pieces);
        assert!(shown.contains("Boiler repairs") && shown.contains("Three quotes came"), "{form}: {shown}");
        let bare = store.path().join(format!("{form}-bare.docx"));
        fs::write(&bare, archive("word/document.xml", b"<w:document><w:body><w:p/></w:body></w:document>")).unwrap();
        let answer =
            store.nov(&["export", id, "--output", "bare.docx", "--force", "--template", bare.to_str().unwrap()]);
        assert!(answer.err.contains("added-items"), "{}", answer.err);
    }
}

#[test]
fn what_a_template_asks_for_first_stands_only_where_there_is_something() {
    let store = with_examples();
    let id = "2009-11-17-hillside-primary-autumn";
    let run = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |text: &str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", run(text));
    let body = format!(
        "<w:document><w:body>{}{}{}{}{}{}<w:tbl>{}{}</w:tbl><w:tbl><w:tblGrid/>{}</w:tbl>{}{}</w:body></w:document>",
        run("{{if disagreement attached}}"),
        run("Not agreed: {{disagreement}}"),
        run("{{end}}"),
        run("{{if focus}}"),
        run("Focus: {{focus}}"),
        run("{{end}}"),
        row("{{if focus}}Row of the focus"),
        row("{{if disagreement}}Row of none"),
        row("{{if disagreement}}Table of none"),
        run("{{if nothing.known}}Left as it stands"),
        run("{{if focus}}"),
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(body.as_bytes()).unwrap();
    fs::write(store.path().join("own.docx"), zip.finish().unwrap().into_inner()).unwrap();
    let template = store.path().join("own.docx");
    let args = ["export", id, "--template", template.to_str().unwrap(), "--output", "made.docx"];
    let answer = store.nov(&args);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let made = Document::read(&fs::read(store.desk().join("made.docx")).unwrap()).part("word/document.xml").unwrap();
    for there in ["Focus: Writing in Key Stage 2", "Row of the focus", "Left as it stands"] {
        assert!(made.contains(there), "{there}: {made}");
    }
    for gone in ["Not agreed", "Row of none", "Table of none", "{{end}}", "<w:tblGrid/>"] {
        assert!(!made.contains(gone), "{gone}: {made}");
    }
    assert!(
        answer.err.contains("{{if nothing.known}}") && answer.err.contains("has no line of {{end}}"),
        "{}",
        answer.err
    );
}

#[test]
fn a_template_of_a_document_for_governors_is_filled_with_what_governors_may_read() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let folder = store.path().join("templates");
    fs::create_dir_all(&folder).unwrap();
    store
        .nov(&[
            "set",
            &id,
            "focus=Writing",
            "reply=amendments asked for",
            "amendments.+=1",
            "amendments.1.asked=Softer words",
            "finance-view=2009-11-02",
            "cleared=SA JM",
        ])
        .well();
    store.nov(&["note", "--session", &id, "--item", "before", "the deficit grows"]).well();
    store.nov(&["note", "--session", &id, "--parse", "% the head is tired"]).well();
    store.nov(&["set", &id, "attainment.school=2"]).well();
    let names = ["focus", "reply", "finance-view", "cleared", "entries.before", "entries.accuracy", "entries.mentor"];
    let places = names.map(|name| format!("<w:p><w:r><w:t>{name}: {{{{{name}}}}}</w:t></w:r></w:p>")).concat();
    let rows = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{amendments.asked}}</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>{{entries.text}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{places}{rows}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(body.as_bytes()).unwrap();
    fs::write(folder.join("autumn-headlines.docx"), zip.finish().unwrap().into_inner()).unwrap();
    store.nov(&["export", &id, "--document", "headlines", "--output", "h.docx"]).well();
    let mut document = Document::read(&fs::read(store.desk().join("h.docx")).unwrap());
    let body = document.part("word/document.xml").unwrap();
    assert!(body.contains("focus: Writing"), "{body}");
    for hidden in ["amendments asked", "Softer", "2 November", "SA JM", "deficit", "tired", "{{"] {
        assert!(!body.contains(hidden), "{hidden}: {body}");
    }
}

#[test]
fn a_starting_template_prints_the_words_to_choose_from_with_their_boxes() {
    let store = Store::new();
    let filled = |form: &str, values: &[&str]| {
        let id = store.new_session(form, "Hillside Primary", "2010-01-12");
        if !values.is_empty() {
            store.nov(&[&["set", &id], values].concat()).well();
        }
        store.nov(&["template", form, "--output", "start.docx", "--force"]).well();
        let made = store.nov_bytes(&["export", &id, "--template", "start.docx", "--format", "docx", "--output", "-"]);
        Document::read(&made).part("word/document.xml").unwrap().replace('\u{a0}', " ")
    };
    let empty = filled("ofsted-s5", &[]);
    assert!(empty.contains("☐ No    ☐ Nti    ☐ SM"), "{empty}");
    assert!(filled("ofsted-s5", &["category=SM"]).contains("☐ No    ☐ Nti    ☒ SM"));
    assert!(filled("autumn", &["governor=attended"]).contains("☒ attended"));
}

#[test]
fn the_year_has_a_template_of_its_own_name_and_the_screen_says_that_word_is_made_in_one() {
    let (store, id, folder) = with_meeting();
    fs::write(folder.join("year.docx"), like_words()).unwrap();
    let body = store.nov_bytes(&["export", &id, "--format", "docx", "--document", "year", "--output", "-"]);
    assert!(Document::read(&body).part("word/document.xml").unwrap().contains("Meeting at"));
    fs::write(folder.join("rtm.docx"), like_words()).unwrap();
    let mut terminal = store.terminal(&["open", &id]);
    terminal.sees("Agenda").press("ctrl+v");
    terminal.sees("Word and mail are made in your template rtm.docx");
    // One put there while it is open is seen too.
    terminal.press("esc").press("ctrl+x").sees("your template rtm.docx");
    fs::write(folder.join("rtm-minutes.docx"), like_words()).unwrap();
    terminal.sees("your template rtm-minutes.docx");
}
