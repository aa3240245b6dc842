//! The window: too small, another size while typing, without colour; and settings that cannot be used.

use std::fs;

use super::{on_disk, open, store};

#[test]
fn a_window_too_small_says_so_and_recovers_with_all_that_was_typed() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.types("before ").sees("▌ before");
    user.resize(20, 5);
    user.sees("larger");
    let said: Vec<String> = user.screen().split_whitespace().map(str::to_owned).collect();
    assert_eq!(said.join(" "), "This window is too small; make it larger");
    user.types("meanwhile");
    user.resize(100, 30);
    user.sees("before meanwhile").sees("Hillside Primary").sees_not("too small");
}

#[test]
fn a_program_started_in_a_window_too_small_waits_for_a_larger_one() {
    let store = store();
    store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = store.start(&[]).size(20, 5).start();
    user.sees("larger").resize(100, 30);
    user.sees("Hillside Primary").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
}

#[test]
fn a_resize_while_typing_loses_no_letter() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    let mut typed = String::new();
    for (n, size) in
        [(30, 8), (200, 60), (1, 1), (80, 24), (20, 5), (45, 12), (250, 70), (90, 30)].into_iter().enumerate()
    {
        let word = format!("word{n} ");
        let (first, rest) = word.split_at(3);
        user.types(first).resize(size.0, size.1);
        user.types(rest);
        typed += &word;
    }
    user.sees(typed.trim_end());
    assert_eq!(on_disk(&store, &id).draft().text, typed);
}

/// The parameters of every escape sequence that sets colours or attributes.
fn pens(written: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(written).into_owned();
    let sequences = text.split("\x1b[").skip(1);
    let pens = sequences.filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';' && c != ':')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    pens.collect()
}

fn is_colour(pen: &str) -> bool {
    let numbers = pen.split([';', ':']).filter_map(|n| n.parse::<u32>().ok());
    numbers.into_iter().any(|n| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107))
}

#[test]
fn without_colour_no_colour_is_written() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let look_round = |colour: &[(&str, &str)]| {
        let start = store.start(&["open", &id]).size(120, 40);
        let mut user = colour.iter().fold(start, |start, (name, value)| start.env(name, value)).start();
        user.sees("Hillside").types("! @HT moderate Y5 writing by fri").sees("by fri");
        user.press("f1").sees("Just type").press("esc").press("ctrl+p").sees("Commands").press("esc");
        user.press("ctrl+r").press("esc").press("tab").press("ctrl+q");
        assert_eq!(user.exit_code(), 0);
        pens(&user.written())
    };
    assert!(look_round(&[]).iter().any(|pen| is_colour(pen)), "with colours they would be seen");
    let pens = look_round(&[("NO_COLOR", "1")]);
    assert!(!pens.is_empty(), "bold and the like stay");
    assert!(!pens.iter().any(|pen| is_colour(pen)), "{pens:?}");
}

#[test]
fn settings_that_cannot_be_used_are_named_by_line_on_the_home_screen_and_the_rest_holds() {
    let text = "theme = \"lite\"\n[keys]\nnext-itm = \"f8\"\nleave = \"f12\"\nundo = \"ctrl+n\"\n";
    let sentences = [
        "settings.toml, line 1: there is no theme \"lite\"",
        "settings.toml, line 3: there is no command \"next-itm\"; did you mean \"next-item\"?",
        "settings.toml, line 5: Ctrl+N is already the key for \"next-item\"",
    ];
    let store = store();
    let folder = store.home().join("config/nov");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("settings.toml"), text).unwrap();
    let mut user = store.start(&[]).size(250, 20).start();
    user.sees("Files of your own that cannot be used");
    for sentence in sentences {
        user.sees(sentence);
    }
    user.press("f12");
    assert_eq!(user.exit_code(), 0);
    let said = store.nov(&["list"]).fails_with(2);
    for sentence in sentences {
        assert!(said.contains(sentence), "{said}");
    }
}
