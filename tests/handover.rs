//! A school changes hands: the pack of one SIP's store is taken over into another's, through the program itself.

use std::path::Path;

use crate::support::docx::Document;
use crate::support::store::Store;

/// A SIP with a store of their own.
fn sip(name: &str) -> Store {
    let store = Store::new();
    std::fs::create_dir_all(store.path()).unwrap();
    std::fs::write(store.path().join("me.ron"), format!("(schema: 1, facts: {{\"name\": \"{name}\"}})\n")).unwrap();
    store
}

/// What a command answers that must go well.
fn says(sip: &Store, args: &[&str]) -> String {
    sip.nov(args).well().trim_end().to_owned()
}

/// A meeting so many days ago, with a shared and a private line and an action.
fn meeting(sip: &Store, days_ago: u64) -> String {
    let date = chrono::Local::now().date_naive() - chrono::Days::new(days_ago);
    let id = sip.new_session("rtm", "Hillside Primary", &date.to_string());
    for line in ["Writing is now weekly in Y5", "% ask about the deputy by phone", "! @HT moderate Y5 writing"] {
        says(sip, &["note", "--session", &id, "--parse", line]);
    }
    id
}

fn files_of(pack: &Path) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::fs::File::open(pack).unwrap()).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

#[test]
fn a_note_whose_file_somebody_called_otherwise_goes_over_too_and_the_index_says_how_far_each_is() {
    let old = sip("Ada Reed");
    let id = meeting(&old, 30);
    let on = chrono::Local::now().date_naive() - chrono::Days::new(20);
    says(&old, &["set", &id, &format!("state.held={on}"), &format!("state.circulated={on}")]);
    let renamed = old.path().join("spring meeting.ron");
    std::fs::rename(old.path().join(format!("{id}.ron")), renamed).unwrap();
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    let files = files_of(&pack);
    assert!(files.contains(&"sessions/spring meeting.ron".to_owned()), "{files:?}");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&pack).unwrap()).unwrap();
    let mut index = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("index.md").unwrap(), &mut index).unwrap();
    assert!(index.contains("circulated on ") && !index.contains("not sent yet"), "{index}");
}

#[test]
fn two_years_of_notes_go_over_with_their_writer_and_dates_and_nothing_private() {
    let (old, new) = (sip("Ada Reed"), sip("Bo Lind"));
    let recent = meeting(&old, 30);
    meeting(&old, 1200);
    says(&old, &["school", "Hillside Primary", "category=notice to improve", "new-sip=no"]);
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    let files = files_of(&pack);
    assert!(files.contains(&format!("documents/{recent}.docx")) && files.contains(&"index.md".to_owned()), "{files:?}");
    assert_eq!(files.iter().filter(|name| name.starts_with("sessions/")).count(), 1, "older ones stay: {files:?}");
    let bytes = std::fs::read(&pack).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for n in 0..archive.len() {
        let mut text = String::new();
        let mut file = archive.by_index(n).unwrap();
        if std::io::Read::read_to_string(&mut file, &mut text).is_ok() {
            assert!(!text.contains("by phone\n") && !text.contains("ask about the deputy"), "{text}");
        }
    }

    says(&new, &["school", "Hillside Primary", "category=none"]);
    assert_eq!(says(&new, &["takeover", pack.to_str().unwrap()]), recent);
    let record = says(&new, &["school", "Hillside Primary"]);
    assert!(record.contains("category=none"), "what the new SIP knows stays");
    assert!(record.contains("new-sip=yes"), "whoever takes over is new to the school: {record}");
    let schools = says(&new, &["schools"]);
    assert!(schools.contains("of 6 days used") && schools.contains(" 0 deadlines overdue"), "{schools}");
    let document = new.desk().join(says(&new, &["export", &recent, "--format", "docx"]));
    let text = format!("{:?}", Document::read(&std::fs::read(&document).unwrap()).pieces);
    assert!(text.contains("Ada Reed") && !text.contains("Bo Lind"), "{text}");
    let next = says(&new, &["new", "rtm", "--school", "Hillside Primary"]);
    let carried = says(&new, &["export", &next, "--format", "txt", "--output", "-"]);
    assert!(carried.contains("moderate Y5 writing"), "{carried}");
    assert_eq!(says(&new, &["takeover", pack.to_str().unwrap()]), "", "nothing comes in twice");
}

#[test]
fn figures_and_what_was_thought_of_them_go_over_unless_they_are_confidential() {
    let (old, new) = (sip("Ada Reed"), sip("Bo Lind"));
    meeting(&old, 30);
    let target = ["target", "Hillside Primary", "ks2-en-ma-l4", "2009/10"];
    says(&old, &[&target[..], &["target=74", "estimate=70", "source=FFT"]].concat());
    says(&old, &["hypothesis", "Hillside Primary", "ks2-en-ma-l4", "text=boys and books"]);
    says(&new, &["school", "Hillside Primary", "category=none"]);
    says(&new, &[&target[..], &["target=76"]].concat());
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    says(&new, &["takeover", pack.to_str().unwrap()]);
    let figures = new.read("figures/hillside-primary.ron");
    for words in ["target: \"76\"", "estimate: \"70\"", "source: \"FFT\"", "boys and books"] {
        assert!(figures.contains(words), "what is here stays, what is not comes in: {words}\n{figures}");
    }
    says(&new, &["takeover", pack.to_str().unwrap()]);
    assert_eq!(new.read("figures/hillside-primary.ron"), figures, "nothing comes in twice");
    // Inspectors get notes of visit to read, and no thoughts.
    old.new_session("autumn", "Hillside Primary", &days_ago(40));
    let year = old
        .desk()
        .join(says(&old, &["handover", "Hillside Primary", "--years", "1", "--drafts", "--output", "year.zip"]));
    assert!(!files_of(&year).contains(&"figures.ron".to_owned()));
    says(&old, &["school", "Hillside Primary", "figures-confidential=yes"]);
    let closed = old.desk().join(says(&old, &["handover", "Hillside Primary", "--output", "closed.zip"]));
    assert!(!files_of(&closed).contains(&"figures.ron".to_owned()));
    assert!(text_of(&closed, "index.md").contains("The school's figures"));
}

#[test]
fn confidential_papers_stay_unless_they_are_asked_for() {
    let old = sip("Ada Reed");
    let open = meeting(&old, 30);
    let closed = meeting(&old, 20);
    says(&old, &["set", &closed, "confidentiality=confidential"]);
    let output = old.nov(&["handover", "Hillside Primary", "--output", "usual.zip"]);
    assert!(output.err.contains("1 confidential paper"), "{output:?}");
    let files = files_of(&old.desk().join("usual.zip"));
    assert!(files.iter().any(|f| f.contains(&open)) && !files.iter().any(|f| f.contains(&closed)), "{files:?}");
    says(&old, &["handover", "Hillside Primary", "--confidential", "--output", "all.zip"]);
    assert!(files_of(&old.desk().join("all.zip")).iter().any(|f| f.contains(&closed)));
}

/// A file of a pack as text.
fn text_of(pack: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(pack).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

fn days_ago(days: u64) -> String {
    (chrono::Local::now().date_naive() - chrono::Days::new(days)).to_string()
}

#[test]
fn the_index_says_what_is_in_it_what_was_left_out_and_why_and_what_is_still_to_do() {
    let old = sip("Ada Reed");
    let open = meeting(&old, 30);
    old.new_session("ht-performance", "Hillside Primary", &days_ago(40));
    let feedback = old.new_session("ofsted-s5", "Hillside Primary", &days_ago(50));
    let file = old.new_session("school-file", "Hillside Primary", &days_ago(60));
    says(&old, &["set", &file, "papers.+=SEF section A3", "papers.1.version=v4", "papers.1.where=shelf 2"]);
    let papers = old.path().join("papers/hillside-primary");
    std::fs::create_dir_all(&papers).unwrap();
    std::fs::write(papers.join("Review of writing.pdf"), b"%PDF review").unwrap();
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    let index = text_of(&pack, "index.md").replace('\\', "");
    for words in [
        "Handover: Hillside Primary",
        "Round Table Meeting agenda and minutes",
        "Ada Reed",
        &format!("documents/{open}.docx"),
        "papers/Review of writing.pdf",
        "Noted as held: SEF section A3 · v4 · shelf 2",
        "Confidential papers left out: 3",
        "Advice to governors on the headteacher's performance management",
        "confidential until the report is published",
        "A briefing by telephone or face to face; a joint first visit if necessary",
        "in hard copy",
    ] {
        assert!(index.contains(words), "{words}: {index}");
    }
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&pack).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("index.docx").unwrap(), &mut bytes).unwrap();
    let word = Document::read(&bytes);
    assert_eq!(word.headings()[..2], ["Handover: Hillside Primary", "Notes and reports"]);
    assert!(word.table("Day | What | Why").len() == 4, "{:?}", word.lines());

    says(&old, &["set", &feedback, &format!("published={}", days_ago(5))]);
    says(&old, &["handover", "Hillside Primary", "--output", "later.zip"]);
    let files = files_of(&old.desk().join("later.zip"));
    assert!(files.iter().any(|f| f.contains(&feedback)), "a published report goes over: {files:?}");

    let new = sip("Bo Lind");
    let said = new.nov(&["takeover", pack.to_str().unwrap()]);
    assert!(said.err.contains("1 paper(s) came in too"), "{said:?}");
    assert_eq!(new.read("papers/hillside-primary/Review of writing.pdf"), "%PDF review");
    let said = new.nov(&["takeover", pack.to_str().unwrap()]);
    assert!(
        said.out.is_empty() && said.err.contains("nothing new: all 1 of its sessions were here already"),
        "{said:?}"
    );
}

#[test]
fn a_year_for_ofsted_holds_the_last_years_notes_only() {
    let old = sip("Ada Reed");
    let note = |day: &str| old.new_session("autumn", "Hillside Primary", day);
    let (recent, older, minutes) = (note(&days_ago(100)), note(&years_before(2, 11, 12)), meeting(&old, 90));
    old.new_session("jem", "Hillside Primary", &days_ago(80));
    old.new_session("familiarisation", "Hillside Primary", &days_ago(70));
    let support = old.new_session("support-day", "Hillside Primary", &days_ago(60));
    says(&old, &["handover", "Hillside Primary", "--output", "two.zip"]);
    says(&old, &["handover", "Hillside Primary", "--years", "1", "--drafts", "--output", "one.zip"]);
    let has = |pack: &str, id: &str| files_of(&old.desk().join(pack)).iter().any(|file| file.contains(id));
    assert!(has("two.zip", &recent) && has("two.zip", &older));
    assert!(has("one.zip", &recent) && !has("one.zip", &older));
    // The authority's view is in its notes of visit (section 9); minutes of meetings are none.
    assert!(has("two.zip", &minutes) && !has("one.zip", &minutes));
    let files = files_of(&old.desk().join("one.zip"));
    assert_eq!(files.len(), 4, "two notes and the index: {files:?}");
    assert!(has("one.zip", &support), "a day in school is logged by a note of visit");
    let index = text_of(&old.desk().join("one.zip"), "index.md");
    for words in [
        "Notes of the last year: Hillside Primary",
        "the notes of visit since the school year 20",
        "not a note of visit",
    ] {
        assert!(index.contains(words), "{words}: {index}");
    }
    // Not even where confidential papers are asked for.
    old.new_session("ofsted-s5", "Hillside Primary", &days_ago(50));
    says(
        &old,
        &[
            "handover",
            "Hillside Primary",
            "--years",
            "1",
            "--drafts",
            "--confidential=feedback",
            "--output",
            "with.zip",
        ],
    );
    assert_eq!(files_of(&old.desk().join("with.zip")).len(), 4);
}

#[test]
fn a_year_for_ofsted_is_documents_alone_and_its_index_says_what_each_is() {
    let old = sip("Ada Reed");
    let note = old.new_session("autumn", "Hillside Primary", &days_ago(90));
    old.new_session("school-file", "Hillside Primary", &days_ago(60));
    says(&old, &["set", &note, &format!("state.held={}", days_ago(90))]);
    says(&old, &["school", "Hillside Primary", "head-mobile=07700 900123", "leadership-concern=yes"]);
    std::fs::create_dir_all(old.path().join("papers/hillside-primary")).unwrap();
    std::fs::write(old.path().join("papers/hillside-primary/SEF.pdf"), b"%PDF sef").unwrap();
    says(&old, &["handover", "Hillside Primary", "--years", "1", "--drafts", "--output", "one.zip"]);
    let pack = old.desk().join("one.zip");
    assert_eq!(files_of(&pack), ["index.docx", "index.md", &format!("documents/{note}.docx")]);
    let index = text_of(&pack, "index.md").replace('\\', "");
    for words in ["What it is", "held on", &format!("documents/{note}.docx"), "the authority's view of the school"] {
        assert!(index.contains(words), "{words}: {index}");
    }
    for words in ["takeover", "telephone", "hard copy", "07700"] {
        assert!(!index.contains(words), "{words}: {index}");
    }
    let refused = old.nov(&["takeover", pack.to_str().unwrap()]);
    assert!(refused.err.contains("it holds documents to read alone"), "{refused:?}");
}

#[test]
fn recommendations_taken_over_open_the_next_note_with_who_wrote_them() {
    let (old, new) = (sip("Ada Reed"), sip("Bo Lind"));
    let summer = old.new_session("summer", "Hillside Primary", &days_ago(150));
    says(&old, &["set", &summer, "recommendations.+=Raise attainment in Year 4", "recommendations.1.owner=HT JM"]);
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    assert_eq!(says(&new, &["takeover", pack.to_str().unwrap()]), summer);
    let autumn = new.new_session("autumn", "Hillside Primary", &days_ago(3));
    let text = says(&new, &["export", &autumn, "--format", "md", "--output", "-"]);
    assert!(text.contains("Raise attainment in Year 4") && text.contains("HT JM"), "{text}");
    let listed: serde_json::Value = serde_json::from_str(&says(&new, &["actions", "--json"])).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed[0]["id"], format!("{summer}#recommendations.1"));
    assert_eq!(listed[0]["since"], days_ago(150));
    assert!(new.read(format!("{summer}.ron")).contains("author: \"Ada Reed\""));
}

#[test]
fn a_form_taken_over_has_the_years_of_each_note_begun_with_it() {
    let old = sip("Ann Lee");
    let autumn = old.new_session("autumn", "Hillside Primary", "9/11/2010");
    old.nov(&["set", &autumn, "focus=Writing"]).well();
    let (pack, _) = packed(&old, &["--years", "20", "--drafts"]);
    let new = sip("Bo Kerr");
    new.nov(&["takeover", pack.to_str().unwrap()]).well();
    for (school, day, years) in [
        ("Hillside Primary", "15/11/2011", "review 2011/12, agree 2012/13"),
        ("Oak Lane", "17/11/2009", "review 2009/10, agree 2010/11"),
    ] {
        let id = new.new_session("autumn", school, day);
        let note = new.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
        assert!(note.contains(years), "{note}");
    }
}

#[test]
fn grades_filled_in_beforehand_go_to_whoever_covers_as_a_session_to_go_on_with() {
    let (ada, bo) = (sip("Ada Reed"), sip("Bo Lind"));
    let day = days_ago(0);
    let autumn = ada.new_session("autumn", "Hillside Primary", &days_ago(60));
    says(&ada, &["set", &autumn, "behaviour.school=2", "safe.school=1"]);
    let feedback = ada.new_session("ofsted-s5", "Hillside Primary", &day);
    says(&ada, &["set", &feedback, "teaching.sef=3", "attending=no"]);
    // The SIP manager is told, so that cover is arranged.
    let is_asked = || ada.nov(&["check", &feedback]).out.contains("“SIP manager told that you cannot attend, on”");
    assert!(is_asked());
    says(&ada, &["set", &feedback, &format!("cover={day}")]);
    assert!(!is_asked());
    says(&ada, &["note", "--session", &feedback, "--parse", "% the head dreads it"]);
    let pack = ada.desk().join(says(&ada, &["handover", "--session", "ofsted-s5"]));
    assert_eq!(pack.file_name().unwrap().to_str().unwrap(), format!("{feedback}-cover.zip"));
    let files = files_of(&pack);
    assert!(files.contains(&format!("documents/{feedback}.docx")), "{files:?}");
    assert!(!files.iter().any(|file| file.contains("autumn")), "one session only: {files:?}");
    let index = text_of(&pack, "index.md").replace('\\', "");
    assert!(index.contains("For whoever covers: Hillside Primary") && index.contains("by Ada Reed"), "{index}");
    assert!(!text_of(&pack, &format!("sessions/{feedback}.ron")).contains("dreads"), "private lines stay");

    let taken = bo.nov(&["takeover", pack.to_str().unwrap()]);
    assert_eq!((taken.out.trim_end(), taken.code), (feedback.as_str(), 0), "{taken:?}");
    assert!(taken.err.contains("you cover for Ada Reed"), "{taken:?}");
    says(&bo, &["set", &feedback, "behaviour.ofsted=3", "behaviour.reason=Seen at lunch"]);
    let text = says(&bo, &["export", &feedback, "--format", "md", "--output", "-"]).replace(['\\', '*'], "");
    let line =
        |label: &str| text.lines().find(|line| line.contains(label)).unwrap_or_else(|| panic!("{label}: {text}"));
    assert!(line("Pupils' behaviour").contains("3 (satisfactory)") && line("Pupils' behaviour").contains("2 (good)"));
    assert!(line("pupils feel safe").contains("1 (outstanding)") && line("quality of teaching").contains("3 ("));
    assert!(line("Form completed by:").contains("Bo Lind"), "whoever covers completes it: {text}");
    assert!(line("Name of SIP:").contains("Ada Reed"), "the school's SIP stays: {text}");
    assert!(bo.read(format!("{feedback}.ron")).contains("author: \"Ada Reed\""));
    // The school is owed nothing by whoever covers, and the form is due all the same.
    let school = says(&bo, &["school", "Hillside Primary", "--json"]);
    assert!(school.contains("\"owed\": []"), "{school}");
    assert!(says(&bo, &["due"]).contains("Section 5"), "{}", says(&bo, &["due"]));
    // Whoever becomes its SIP later is owed them again.
    let all = ada.desk().join(says(&ada, &["handover", "Hillside Primary"]));
    says(&bo, &["takeover", all.to_str().unwrap()]);
    assert!(!says(&bo, &["school", "Hillside Primary", "--json"]).contains("\"owed\": []"));
    let wrong = ada.nov(&["handover", "Elm Road", "--session", &feedback]).fails_with(2);
    assert!(wrong.contains("there is no school \"Elm Road\""), "{wrong}");
}

#[test]
fn what_whoever_covered_filled_in_comes_back_beside_what_was_written_here_meanwhile() {
    let (ada, bo) = (sip("Ada Reed"), sip("Bo Lind"));
    let feedback = ada.new_session("ofsted-s5", "Hillside Primary", &days_ago(0));
    says(&ada, &["set", &feedback, "teaching.sef=3", "behaviour.sef=2", "safe.sef=1", "inspector=To be told"]);
    says(&ada, &["note", "--session", &feedback, "--parse", "% the head dreads it"]);
    let out = ada.desk().join(says(&ada, &["handover", "--session", "ofsted-s5"]));
    says(&bo, &["takeover", out.to_str().unwrap()]);
    // Both go on.
    says(
        &ada,
        &["set", &feedback, "safe.sef=2", "behaviour.reason=Exclusions fell", "parents-views=Parents are content"],
    );
    says(&ada, &["note", "--session", &feedback, "--item", "1", "The chair rang: results came late"]);
    says(&bo, &["set", &feedback, "behaviour.ofsted=3", "behaviour.reason=Seen at lunch", "inspector=Jo Marsh"]);
    says(&bo, &["set", &feedback, "category=NtI", "state.held="]);
    says(&bo, &["note", "--session", &feedback, "--item", "1", "Raise the quality of teaching in Key Stage 2"]);
    says(&bo, &["note", "--session", &feedback, "--parse", "% the room was cold"]);
    // A line that stands half typed goes back as well.
    let file = bo.path().join(format!("{feedback}.ron"));
    let blank = "item: \"\",\n    text: \"\",";
    let typed = "item: \"closing\",\n    text: \"the lead inspector will se\",";
    let written = bo.read(format!("{feedback}.ron")).replace(blank, typed);
    assert!(written.contains(typed), "{written}");
    std::fs::write(&file, written).unwrap();
    let back = bo.desk().join(says(&bo, &["handover", "--session", "ofsted-s5"]));
    assert_eq!(back.file_name().unwrap().to_str().unwrap(), format!("{feedback}-filled.zip"));
    let index = text_of(&back, "index.md").replace('\\', "");
    assert!(index.contains("Filled in by Bo Lind, who attended in the place of Ada Reed"), "{index}");

    let taken = ada.nov(&["takeover", back.to_str().unwrap()]);
    assert_eq!((taken.out.trim_end(), taken.code), (feedback.as_str(), 0), "{taken:?}");
    assert!(taken.err.contains(&format!("what Bo Lind filled in stands in {feedback} now")), "{taken:?}");
    assert!(taken.err.contains("both of you had written 1 of its places (behaviour.reason)"), "{taken:?}");
    let kept = ada.read(format!("{feedback}.ron"));
    for words in [
        "\"behaviour.ofsted\": \"3\"",
        "Seen at lunch",
        "\"safe.sef\": \"2\"",
        "\"teaching.sef\": \"3\"",
        "Jo Marsh",
        "Parents are content",
        "results came late",
        "Raise the quality of teaching in Key Stage 2",
        "the head dreads it",
        "Bo Lind",
        "the lead inspector will se [half typed]",
    ] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert!(!kept.contains("the room was cold"), "their private lines stay theirs: {kept}");
    // What stood here and does not any more is in the version that was kept.
    let versions = says(&ada, &["versions", &feedback]);
    assert!(
        versions.contains("handed to whoever covers") && versions.contains("what whoever covered filled in"),
        "{versions}"
    );
    let compared = ada.nov(&["compare", &feedback, "2"]);
    assert!(compared.out.contains("Exclusions") && compared.out.contains("lunch"), "{compared:?}");
    let text = says(&ada, &["export", &feedback, "--format", "md", "--output", "-"]).replace(['\\', '*'], "");
    assert!(
        text.contains("Raise the quality of teaching in Key Stage 2") && text.contains("results came late"),
        "{text}"
    );

    // A second time it brings nothing new, and who covers keeps their own.
    let again = ada.nov(&["takeover", back.to_str().unwrap()]);
    assert!(again.out.is_empty() && again.err.contains("nothing new"), "{again:?}");
    let own = bo.nov(&["takeover", back.to_str().unwrap()]);
    assert!(own.out.is_empty() && own.err.contains("here already"), "{own:?}");
    assert!(bo.read(format!("{feedback}.ron")).contains("the room was cold"));
    // They write on, and hand it back once more.
    says(&bo, &["note", "--session", &feedback, "--item", "2", "Attendance is above average"]);
    says(&bo, &["handover", "--session", "ofsted-s5", "--output", "more.zip"]);
    says(&ada, &["takeover", bo.desk().join("more.zip").to_str().unwrap()]);
    let kept = ada.read(format!("{feedback}.ron"));
    assert!(kept.contains("Attendance is above average"), "{kept}");
    assert_eq!(kept.matches("Raise the quality of teaching in Key Stage 2").count(), 1, "{kept}");
}

#[test]
fn confidential_papers_are_chosen_by_kind() {
    let ada = sip("Ada Reed");
    meeting(&ada, 30);
    let advice = ada.new_session("ht-performance", "Hillside Primary", &days_ago(40));
    let feedback = ada.new_session("ofsted-s5", "Hillside Primary", &days_ago(50));
    let briefing = ada.new_session("pib", "Hillside Primary", &days_ago(60));
    let usual = ada.nov(&["handover", "Hillside Primary", "--output", "usual.zip"]);
    assert!(usual.err.contains("--confidential=feedback,other,performance puts them in"), "{usual:?}");
    for (kinds, wanted) in [
        ("--confidential=feedback", vec![&feedback]),
        ("--confidential=performance", vec![&advice]),
        ("--confidential=feedback,performance", vec![&feedback, &advice]),
        ("--confidential", vec![&feedback, &advice, &briefing]),
    ] {
        says(&ada, &["handover", "Hillside Primary", kinds, "--output", "some.zip", "--force"]);
        let files = files_of(&ada.desk().join("some.zip"));
        for id in [&advice, &feedback, &briefing] {
            let is_in = files.iter().any(|file| file.contains(id.as_str()));
            assert_eq!(is_in, wanted.contains(&id), "{kinds} {id}: {files:?}");
        }
    }
    let said = ada.nov(&["handover", "Hillside Primary", "--confidential=feedbak"]).fails_with(2);
    assert!(
        said.contains("no kind of confidential paper \"feedbak\"; there are feedback, performance, other"),
        "{said}"
    );
}

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn damaged_packs_bombs_and_paths_that_climb_out_change_nothing() {
    let old = sip("Ada Reed");
    meeting(&old, 30);
    let pack = old.desk().join(says(&old, &["handover", "Hillside Primary"]));
    let whole = std::fs::read(&pack).unwrap();
    let mut bad = whole.clone();
    let middle = bad.len() / 3;
    bad[middle..middle + 40].fill(0);
    let bomb = vec![0_u8; 300 * 1024 * 1024];
    let contents = "(schema: 1, school: \"Hillside Primary\", slug: \"hillside-primary\", made: \"2010-07-20\", by: \"\", sessions: [], papers: [\"../../me.ron\"])";
    let record = b"(schema: 1, facts: {})";
    for (name, bytes, words) in [
        ("cut.zip", whole[..whole.len() / 2].to_vec(), "no zip archive"),
        ("bad.zip", bad, "damaged"),
        ("other.zip", zipped(&[("letter.txt", b"Dear all")]), "handover.ron is not in it"),
        ("climbs.zip", zipped(&[("handover.ron", b"x"), ("../../me.ron", b"y")]), "outside the folder"),
        ("bomb.zip", zipped(&[("handover.ron", &bomb)]), "unpacks to more than 256 MB"),
        ("names.zip", zipped(&[("handover.ron", contents.as_bytes()), ("school.ron", record)]), "is not in it"),
        ("newer.zip", zipped(&[("handover.ron", contents.replace("schema: 1", "schema: 9").as_bytes())]), "newer nov"),
    ] {
        let new = sip("Bo Lind");
        std::fs::write(new.desk().join(name), bytes).unwrap();
        let said = new.nov(&["takeover", name]).fails_with(2);
        assert!(said.contains(words) && said.contains("Nothing was taken over"), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(new.files(), ["me.ron"], "{name}");
    }
}

#[test]
fn what_is_no_pack_changes_nothing() {
    let sip = sip("Ada Reed");
    meeting(&sip, 30);
    let before: Vec<_> = std::fs::read_dir(sip.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    std::fs::write(sip.desk().join("notes.zip"), b"not a zip").unwrap();
    let said = sip.nov(&["takeover", "notes.zip"]).fails_with(2);
    assert!(said.contains("notes.zip is no handover pack: it is no zip archive"), "{said}");
    let said = sip.nov(&["takeover", "missing.zip"]).fails_with(2);
    assert!(said.contains("missing.zip"), "{said}");
    let said = sip.nov(&["handover", "Nowhere School"]).fails_with(2);
    assert!(said.contains("no school \"Nowhere School\""), "{said}");
    let after: Vec<_> = std::fs::read_dir(sip.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(before.len(), after.len());
    says(&sip, &["handover", "Hillside Primary", "--output", "here.zip"]);
    let said = sip.nov(&["handover", "Hillside Primary", "--output", "here.zip"]).fails_with(2);
    assert!(said.contains("there already"), "{said}");
}

/// A Word document of a pack as text.
fn word_of(pack: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(pack).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
    Document::read(&bytes).lines().join("\n")
}

fn packed(old: &Store, args: &[&str]) -> (std::path::PathBuf, String) {
    let pack = old.desk().join(says(old, &[&["handover", "Hillside Primary", "--force"], args].concat()));
    let index = text_of(&pack, "index.md").replace('\\', "");
    (pack, index)
}

#[test]
fn the_document_of_each_year_goes_over_without_what_is_confidential() {
    let old = sip("Ada Reed");
    let note = old.new_session("rtm", "Hillside Primary", &days_ago(3));
    says(&old, &["set", &note, &format!("state.held={}", days_ago(3))]);
    says(&old, &["note", "--session", &note, "--parse", "= continue the writing group"]);
    says(&old, &["note", "--session", &note, "% the head looks tired"]);
    let closed = old.new_session("ht-performance", "Hillside Primary", &days_ago(2));
    says(&old, &["note", "--session", &closed, "--parse", "= objectives of pay"]);
    let (pack, index) = packed(&old, &[]);
    let year = files_of(&pack).into_iter().find(|file| file.ends_with("-year.docx")).unwrap();
    assert!(index.contains(&year) && index.contains("gathered from its notes"), "{index}");
    let text = word_of(&pack, &year);
    assert!(
        text.contains("ontinue the writing group")
            && !text.contains("objectives of pay")
            && !text.contains("onfidential:"),
        "{text}"
    );
    assert!(!text.contains("tired") && !text.contains("objectives of pay"), "{text}");
}

#[test]
fn what_was_sent_goes_over_as_it_was_sent_and_the_present_one_beside_it_only_if_it_changed() {
    let old = sip("Ada Reed");
    let note = old.new_session("spring", "Hillside Primary", &days_ago(40));
    let target = |value: &str| {
        says(&old, &["target", "Hillside Primary", "ks2-en-ma-l4", "2010/11", &format!("target={value}")]);
    };
    says(&old, &["set", &note, "focus=writing in Year 5"]);
    says(&old, &["note", "--session", &note, "--parse", "= go on to Easter"]);
    says(&old, &["sent", &note, "--to", "Headteacher", "--on", &days_ago(30), "--draft"]);
    says(
        &old,
        &["sent", &note, "--to", "Chair of governors", "--document", "headlines", "--on", &days_ago(29), "--draft"],
    );
    let (pack, index) = packed(&old, &[]);
    let (main, headlines) = (format!("documents/{note}.docx"), format!("documents/{note}-headlines.docx"));
    let now = format!("documents/{note}-now.docx");
    let files = files_of(&pack);
    assert!(files.contains(&main) && files.contains(&headlines) && !files.contains(&now), "{files:?}");
    let day = |days| (chrono::Local::now().date_naive() - chrono::Days::new(days)).format("%-d %B %Y").to_string();
    assert!(index.contains(&format!("sent to the headteacher on {}", day(30))), "{index}");
    assert!(index.contains(&format!("sent to the chair of governors on {}", day(29))), "{index}");
    assert!(!index.contains("changed since"), "{index}");
    // The index says who may have it.
    assert!(index.contains("For the school and the local authority"), "{index}");

    says(&old, &["set", &note, "focus=reading in Year 6"]);
    target("81");
    let (pack, index) = packed(&old, &[]);
    let (sent, present) = (word_of(&pack, &main), word_of(&pack, &now));
    assert!(sent.contains("writing in Year 5") && !sent.contains("reading in Year 6"), "{sent}");
    assert!(present.contains("reading in Year 6"), "{present}");
    assert!(index.contains("; changed since") && index.contains(&format!("as it stands now: {now}")), "{index}");
    // Inspectors get the note as it was sent, and nothing else that was.
    let (year, _) = packed(&old, &["--years", "1", "--drafts", "--output", "year.zip"]);
    assert_eq!(files_of(&year), ["index.docx", "index.md", &main, &now]);
    // A version that is gone or damaged is said, and the note is there as it stands.
    std::fs::write(old.path().join(format!("versions/{note}@1.ron")), "(schema: 1,").unwrap();
    let (pack, index) = packed(&old, &[]);
    assert!(index.contains("what was sent is not kept, this is the document as it stands now"), "{index}");
    assert!(word_of(&pack, &main).contains("reading in Year 6"));
}

#[test]
fn what_was_sent_to_others_is_named_and_confidential_sessions_stay_out_whole() {
    let old = sip("Ada Reed");
    meeting(&old, 30);
    let note = old.new_session("spring", "Hillside Primary", &days_ago(40));
    says(&old, &["set", &note, "focus=writing in Year 5"]);
    says(
        &old,
        &["sent", &note, "--to", "Senior Adviser", "--document", "judgements", "--on", &days_ago(30), "--draft"],
    );
    let (pack, index) = packed(&old, &[]);
    assert!(!files_of(&pack).iter().any(|file| file.contains("judgements")), "{:?}", files_of(&pack));
    assert!(index.contains("not in this archive: it is for the local authority"), "{index}");
    says(&old, &["sent", &note, "--to", "Headteacher", "--on", &days_ago(30), "--draft"]);
    says(&old, &["set", &note, "confidentiality=confidential"]);
    let (pack, index) = packed(&old, &[]);
    assert!(!files_of(&pack).iter().any(|file| file.contains(&note)), "{:?}", files_of(&pack));
    assert!(!index.contains("Spring | Ada") && !index.contains("sent to the headteacher"), "{index}");
    // Asked for, what was sent before it was confidential says so too, and so does the index.
    let (pack, index) = packed(&old, &["--confidential"]);
    let main = format!("documents/{note}.docx");
    assert!(word_of(&pack, &main).contains("writing in Year 5"));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&pack).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(&main).unwrap(), &mut bytes).unwrap();
    let head = (1..4).filter_map(|n| Document::read(&bytes).part(&format!("word/header{n}.xml"))).collect::<String>();
    assert!(head.contains("Confidential") && !head.contains("For the school and the local"), "{head}");
    assert!(index.contains("Confidential") && !index.contains("For the school and the local authority"), "{index}");
}

#[test]
fn what_the_sip_thinks_of_the_figures_stays_from_whoever_covers_unless_chosen() {
    let ada = sip("Ada Reed");
    let feedback = ada.new_session("ofsted-s5", "Hillside Primary", &days_ago(0));
    says(&ada, &["target", "Hillside Primary", "ks2-en-ma-l4", "2009/10", "target=74"]);
    says(&ada, &["hypothesis", "Hillside Primary", "ks2-en-ma-l4", "text=boys and books"]);
    let told = ada.nov(&["handover", "--session", &feedback, "--output", "usual.zip"]);
    assert!(told.err.contains("is not in it; --hypotheses puts it in"), "{told:?}");
    let figures = text_of(&ada.desk().join("usual.zip"), "figures.ron");
    assert!(figures.contains("\"74\"") && !figures.contains("boys and books"), "{figures}");
    let index = text_of(&ada.desk().join("usual.zip"), "index.md");
    assert!(index.contains("Confidential until the report is published"), "{index}");
    let chosen = ada.nov(&["handover", "--session", &feedback, "--hypotheses", "--output", "all.zip"]);
    assert!(chosen.err.is_empty(), "{chosen:?}");
    assert!(text_of(&ada.desk().join("all.zip"), "figures.ron").contains("boys and books"));
}

/// A day so many school years before the one that runs.
fn years_before(years: i32, month: u32, day: u32) -> String {
    let running = nov::calendar::SchoolYear::of(chrono::Local::now().date_naive()).start_year();
    nov::calendar::SchoolYear::starting(running - years).day(month, day).unwrap().to_string()
}

#[test]
fn a_handover_holds_whole_school_years_and_its_index_says_from_which() {
    let old = sip("Ada Reed");
    let note = |form: &str, day: &str| old.new_session(form, "Hillside Primary", day);
    let first = note("autumn", &years_before(2, 9, 1));
    let (before, last) = (note("summer", &years_before(3, 8, 31)), note("autumn", &years_before(1, 9, 1)));
    let summer = note("summer", &years_before(2, 8, 31));
    for (more, holds, lacks) in [
        (&[][..], vec![&first, &last, &summer], vec![&before]),
        (&["--years", "1", "--drafts"][..], vec![&last], vec![&first, &before, &summer]),
    ] {
        let name = format!("{}.zip", more.len());
        says(&old, &[&["handover", "Hillside Primary", "--output", &name], more].concat());
        let pack = old.desk().join(&name);
        let files = files_of(&pack).join(" ");
        assert!(holds.iter().all(|id| files.contains(*id)) && !lacks.iter().any(|id| files.contains(*id)), "{files}");
        let from = nov::calendar::SchoolYear::of(holds[0][..10].parse().unwrap());
        let index = text_of(&pack, "index.md");
        assert!(index.contains(&format!("since the school year {from}.")), "{index}");
    }
}

#[test]
fn a_covered_session_that_comes_back_leaves_what_its_owner_is_owed() {
    let (ada, bo) = (sip("Ada Reed"), sip("Bo Lind"));
    says(&ada, &["school", "Oak Primary", "phase=Primary", "key-stages=KS1, KS2", "category=notice to improve"]);
    let owed = || says(&ada, &["school", "Oak Primary", "--json"]);
    let before = owed();
    assert!(before.contains("Joint Evaluation Meeting"), "{before}");
    let id = ada.new_session("ofsted-s5", "Oak Primary", &days_ago(0));
    let there = ada.desk().join(says(&ada, &["handover", "--session", &id, "--output", "t1.zip"]));
    says(&bo, &["takeover", there.to_str().unwrap()]);
    assert!(says(&bo, &["school", "Oak Primary"]).contains("covered=yes"));
    says(&bo, &["set", &id, "teaching.ofsted=3"]);
    let back = bo.desk().join(says(&bo, &["handover", "--session", &id, "--output", "t2.zip"]));
    says(&ada, &["takeover", back.to_str().unwrap()]);
    assert!(ada.read(format!("{id}.ron")).contains("\"teaching.ofsted\": \"3\""), "it came back");
    assert!(!says(&ada, &["school", "Oak Primary"]).contains("covered=yes"));
    let stages = |said: &str| said.matches("\"stage\"").count();
    assert!(stages(&before) > 5 && stages(&owed()) == stages(&before), "{}", owed());
}
