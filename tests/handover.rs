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
fn two_years_of_notes_go_over_with_their_writer_and_dates_and_nothing_private() {
    let (old, new) = (sip("Ada Reed"), sip("Bo Lind"));
    let recent = meeting(&old, 30);
    meeting(&old, 900);
    says(&old, &["school", "Hillside Primary", "category=notice to improve"]);
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
    assert!(says(&new, &["school", "Hillside Primary"]).contains("category=none"), "what the new SIP knows stays");
    let document = new.desk().join(says(&new, &["export", &recent, "--format", "docx"]));
    let text = format!("{:?}", Document::read(&std::fs::read(&document).unwrap()).pieces);
    assert!(text.contains("Ada Reed") && !text.contains("Bo Lind"), "{text}");
    let next = says(&new, &["new", "rtm", "--school", "Hillside Primary"]);
    let carried = says(&new, &["export", &next, "--format", "txt", "--output", "-"]);
    assert!(carried.contains("moderate Y5 writing"), "{carried}");
    assert_eq!(says(&new, &["takeover", pack.to_str().unwrap()]), "", "nothing comes in twice");
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
    assert!(said.contains("no notes since"), "{said}");
    let after: Vec<_> = std::fs::read_dir(sip.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(before.len(), after.len());
    says(&sip, &["handover", "Hillside Primary", "--output", "here.zip"]);
    let said = sip.nov(&["handover", "Hillside Primary", "--output", "here.zip"]).fails_with(2);
    assert!(said.contains("there already"), "{said}");
}
