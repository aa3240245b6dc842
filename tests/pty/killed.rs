//! Killed the instant a character shows, over and over: nothing that was on the screen is lost.

use std::time::Instant;

use nov::session::Target;
use nov::store::Inbox;

use super::{desk, entries, on_disk, open, store};
use crate::support::pty::Terminal;
use crate::support::store::Store;

/// How often the program is killed at each place.
const KILLS: u32 = 20;
/// What each word ends with. A word begins with a letter of its own, so any part of it is found on the screen.
const TAIL: &str = "bcdefghijklmnop";

/// The word of a round: a space, a letter that stands nowhere else, and the rest.
fn word(round: u32) -> String {
    let first = char::from_u32(u32::from('а') + round).unwrap();
    format!(" {first}{TAIL}")
}

/// How much of a word is on the screen.
fn shown<'a>(user: &Terminal, word: &'a str) -> &'a str {
    let screen = user.screen();
    let word = word.trim_start();
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.rev().map(|end| &word[..end]).find(|part| screen.contains(part)).unwrap_or_default()
}

/// Types a word at a place and kills the program as soon as some of it shows, again and again. `go` takes a program
/// just started to the place, where it sees what was shown last; `kept` is the text of the place as the disk has it.
fn types_and_is_killed(
    start: impl Fn(u32) -> Terminal,
    go: impl Fn(&mut Terminal, u32, &str),
    kept: impl Fn() -> String,
) {
    let mut before = kept();
    let mut last = String::new();
    for round in 0..KILLS {
        let mut user = start(round);
        go(&mut user, round, &last);
        let word = word(round);
        let soon = word.trim_start().chars().take(1 + round as usize % TAIL.len()).collect::<String>();
        let killer = user.killer();
        user.types(&word).sees(&soon);
        killer.strikes();
        user.is_gone();
        let shown = shown(&user, &word);
        assert!(shown.starts_with(&soon));
        let after = kept();
        let typed = after.strip_prefix(&before).unwrap_or_else(|| panic!("of {before:?} only {after:?} was kept"));
        assert!(typed.trim_start().starts_with(shown), "round {round}: {shown:?} was shown, {typed:?} kept");
        assert!(word.starts_with(typed), "round {round}: {word:?} was typed, {typed:?} kept");
        shown.clone_into(&mut last);
        before = after;
    }
}

#[test]
fn the_line_being_typed_is_kept() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    types_and_is_killed(
        |_| open(&store, &id),
        |user, _, last| {
            user.sees(last);
        },
        || on_disk(&store, &id).draft().text.clone(),
    );
}

#[test]
fn an_entry_being_edited_is_kept() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "Writing is weekly"]).well();
    types_and_is_killed(
        |_| open(&store, &id),
        |user, _, last| {
            user.sees("Writing is weekly").sees(last).press("ctrl+e");
        },
        || entries(&on_disk(&store, &id)).concat(),
    );
}

#[test]
fn a_field_of_the_form_is_kept() {
    let store = store();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-10");
    types_and_is_killed(
        |_| open(&store, &id),
        |user, _, last| {
            user.press("ctrl+g").types("Evaluation of self").press("enter").sees(last);
        },
        || on_disk(&store, &id).text(&Target::Field("evaluation".to_owned())).to_owned(),
    );
}

/// What stands in the inbox, and behind it what was half typed into a question.
fn kept_aside(store: &Store) -> String {
    let store = desk(store).store;
    let notes = store.notes(&Inbox::Store).unwrap().notes;
    let notes: Vec<String> = notes.iter().map(|note| format!(" {}", note.text)).collect();
    notes.concat() + &store.scratches().unwrap().concat()
}

#[test]
fn a_note_to_the_inbox_is_kept() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    types_and_is_killed(
        // Whether on the home screen or straight into a session: what was being noted last time is not forgotten.
        |round| if round % 2 == 0 { store.start(&[]).size(90, 60).start() } else { open(&store, &id) },
        |user, round, last| {
            match round % 2 {
                0 => user.sees("Hillside").sees(last),
                _ => user.sees("The note you were typing last time is in the inbox"),
            };
            user.press("ctrl+t").sees("Words as they come");
        },
        || kept_aside(&store),
    );
}

#[test]
fn the_title_of_an_item_that_is_being_added_is_kept() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    types_and_is_killed(
        |_| open(&store, &id),
        |user, _, _| {
            user.press("ctrl+p").types("add item").press("enter").sees("Title of the new ite");
        },
        || kept_aside(&store),
    );
}

/// Types words at the place where somebody is, is killed as soon as they show, and sees that they were kept aside.
#[track_caller]
fn typed_and_killed(store: &Store, user: &mut Terminal, words: &str) {
    user.types(words).sees(words);
    user.kill_9();
    let kept = desk(store).store.scratches().unwrap().concat();
    assert!(kept.ends_with(words), "{kept:?} was kept");
}

#[test]
fn a_cell_of_a_table_is_kept() {
    let store = store();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-10");
    let mut user = open(&store, &id);
    user.press("ctrl+g").types("Specific").press("enter").sees("Recommendations");
    user.types("Zebra xing").sees("Zebra xing");
    user.kill_9();
    let session = on_disk(&store, &id);
    let rows = session.table("recommendations");
    assert!(rows.iter().any(|row| row.values().any(|cell| cell == "Zebra xing")), "{rows:?}");
}

#[test]
fn the_answers_to_the_first_questions_are_kept() {
    let store = Store::new();
    let mut user = store.terminal(&[]);
    user.sees("What is your name?");
    typed_and_killed(&store, &mut user, "Sam Linden");
    let mut user = store.terminal(&[]);
    user.sees("What is your name?").press("esc").sees("And your role?");
    typed_and_killed(&store, &mut user, "Adviser of schools");
    let mut user = store.terminal(&[]);
    user.sees("What is your name?").press("esc").sees("And your role?").press("esc");
    user.sees("How would you like").press("esc").sees("Sam Linden").sees("Adviser of schools").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
}

#[test]
fn a_fact_of_a_school_and_of_the_user_is_kept() {
    let store = store();
    store.new_session("autumn", "Hillside Primary", "2009-11-10");
    let mut user = store.terminal(&[]);
    user.sees("New session").press("tab").sees("of 5 days").press("enter").sees("Record:").press("down").press("enter");
    user.sees("URN");
    typed_and_killed(&store, &mut user, "Zebra xing");
    let mut user = store.terminal(&[]);
    user.sees("New session").press("tab").press("tab").press("tab").sees("Your record").press("end").press("enter");
    user.sees("Initials");
    typed_and_killed(&store, &mut user, "Sam Linden");
}

#[test]
fn what_was_typed_before_a_suspend_is_kept_though_nobody_wakes_it() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.types("before the sleep").sees("before the sleep");
    user.press("ctrl+p").types("suspend").press("enter").sees_not("before the sleep");
    user.kill_9();
    assert_eq!(on_disk(&store, &id).draft().text, "before the sleep");
}

#[test]
fn a_save_cut_off_anywhere_leaves_every_entry() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    for n in 0..40 {
        user.types(&format!("Line {n} of the minutes, so that there is something to save\n"));
    }
    user.sees("Line 39 of the minutes, so that there is something to save").press("ctrl+q");
    let begun = Instant::now();
    assert_eq!(user.exit_code(), 0);
    let whole = begun.elapsed();
    let mut said: Vec<String> = Vec::new();
    for round in 0..KILLS {
        let mut user = open(&store, &id);
        user.sees(said.last().map_or("Line 39", String::as_str));
        let entry = word(round).trim_start().to_owned();
        user.types(&format!("{entry}\n")).sees(&entry);
        said.push(entry);
        let killer = user.killer();
        match round % 2 {
            0 => user.press("ctrl+q"),
            _ => user.press("ctrl+p").types("back to the home").press("enter"),
        };
        let (begun, point) = (Instant::now(), whole * (round + 1) / KILLS);
        while begun.elapsed() < point {
            std::thread::yield_now();
        }
        killer.strikes();
        user.is_gone();
        let session = on_disk(&store, &id);
        let kept = entries(&session);
        for entry in &said {
            let drafted = session.draft().text == *entry;
            assert!(kept.contains(&entry.as_str()) || drafted, "round {round}: {entry} is gone from {kept:?}");
        }
        assert!(kept.len() >= 40 && kept[0].starts_with("Line 0 "), "round {round}: {kept:?}");
    }
    assert!(!store.files().iter().any(|file| file.starts_with("damaged")), "{:?}", store.files());
}
