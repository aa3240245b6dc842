//! Importing figures at a real terminal: how far it has come, and stopping it with nothing changed.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::thread::JoinHandle;

use super::{open, store};
use crate::support::store::Store;

/// A file that never ends: rows of other schools are written to whoever reads it.
fn endless(store: &Store) -> (PathBuf, JoinHandle<()>) {
    let path = store.desk().join("2018-2019_ks2final.csv");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let to = path.clone();
    let writer = std::thread::spawn(move || {
        let mut file = OpenOptions::new().write(true).open(to).unwrap();
        let head = "RECTYPE,LEA,URN,SCHNAME,PTRWM_EXP\n";
        let rows = "1,850,100001,Elsewhere Primary,61%\n".repeat(1_000);
        let mut goes_on = file.write_all(head.as_bytes()).is_ok();
        // Until nobody reads it any more.
        while goes_on {
            goes_on = file.write_all(rows.as_bytes()).is_ok();
        }
    });
    (path, writer)
}

#[test]
fn the_command_line_says_how_far_it_is_and_ctrl_c_stops_it() {
    let store = Store::new();
    let (file, writer) = endless(&store);
    let mut user = store.terminal(&["import-data", file.to_str().unwrap(), "--urn", "115976"]);
    user.sees("(Ctrl+C stops)");
    user.press("ctrl+c");
    user.sees("stopped while reading").sees("nothing was changed");
    assert_eq!(user.exit_code(), 2);
    writer.join().unwrap();
    assert_eq!(store.files(), Vec::<String>::new());
}

#[test]
fn in_the_program_the_meeting_goes_on_and_esc_stops_it() {
    let store = store();
    let (file, writer) = endless(&store);
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["school", "Hillside Primary", "urn=115976"]).well();
    let mut user = open(&store, &id);
    user.press("ctrl+p").types("import fig").press("enter").types(file.to_str().unwrap()).press("enter");
    user.sees("Reading figures").sees("Esc stops, and nothing is changed");
    user.press("esc");
    user.sees("stopped while reading");
    user.types("Minutes agreed\n").sees("Minutes agreed");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    writer.join().unwrap();
    assert!(!store.files().iter().any(|file| file.starts_with("figures")), "{:?}", store.files());
}
