//! The user at the terminal sees, types and is heard: shown on plain programs every system has.

use std::time::Duration;

use crate::support::pty::{Start, Terminal};

fn shell(script: &str) -> Terminal {
    Start::program("sh").args(&["-c", script]).start()
}

#[test]
fn what_is_typed_arrives_and_what_is_written_is_seen() {
    let mut user = Start::program("sh").env("PS1", "ready> ").env("ENV", "").args(&["-i"]).start();
    user.sees("ready>").types("echo $((40 + 2)) pupils\n").sees("42 pupils");
    user.types("exit 7\n");
    assert_eq!(user.exit_code(), 7);
}

#[test]
fn the_terminal_has_the_size_it_was_given_and_then_another() {
    let script = "trap 'stty size' WINCH; stty size; echo ready; while read line; do stty size; done";
    let mut user = Start::program("sh").args(&["-c", script]).size(80, 24).start();
    user.sees("24 80").sees("ready");
    user.resize(200, 60);
    user.press("enter").sees("60 200");
}

#[test]
fn keys_reach_the_program_as_bytes() {
    let script = "stty raw -echo; printf 'ready'; dd bs=1 count=8 2>/dev/null | od -An -c; stty sane";
    let mut user = shell(script);
    user.sees("ready").press("ctrl+n").press("up").press("alt+x").press("enter").press("ctrl+j");
    user.sees("016 033   [   A 033   x  \\r  \\n");
    assert_eq!(user.exit_code(), 0);
}

#[test]
fn what_goes_away_is_seen_to_go() {
    let mut user = shell("printf 'first'; read line; printf '\\033[2J\\033[Hsecond'; read line");
    user.sees("first").press("enter").sees("second").sees_not("first");
    assert_eq!(user.screen().trim_end(), "second");
    assert_eq!(user.cursor(), (0, 6));
}

#[test]
#[should_panic(expected = "the screen still shows \"stays\"")]
fn what_stays_is_no_absence() {
    let start = Start::program("sh").args(&["-c", "printf 'stays'; read line"]).patience(Duration::from_millis(200));
    start.start().sees("stays").sees_not("stays");
}

#[test]
fn a_program_that_leaves_the_terminal_changed_is_caught() {
    let mut user = shell("printf '\\033[?1049h\\033[?2004hin'; read line; printf '\\033[?1049l'; read line");
    user.sees("in");
    assert!(!user.is_as_found());
    user.press("enter").sees_not("in");
    assert!(!user.is_as_found(), "bracketed paste is still on");
    let mut user = shell("printf '\\033[?1049h\\033[?25l\\033[?1049l\\033[?25hout'; read line");
    assert!(user.sees("out").is_as_found());
}

#[test]
fn a_killed_program_is_gone_and_a_signal_can_be_heard() {
    let mut user = shell("trap 'echo heard; exit 3' TERM; echo ready; while :; do read line; done");
    user.sees("ready").signal("TERM");
    user.press("enter").sees("heard");
    assert_eq!(user.exit_code(), 3);
    let mut user = shell("trap '' TERM HUP INT; echo ready; while :; do read line; done");
    user.sees("ready").kill_9();
    assert_eq!(user.exit_code(), 128);
}

#[test]
fn bytes_written_for_a_key_are_counted() {
    let mut user = shell("stty raw -echo; printf ready; dd bs=1 count=1 2>/dev/null; printf 12345; read line");
    user.sees("ready");
    let bytes = user.bytes_for(|user| {
        user.press("x").sees("12345");
    });
    assert_eq!(bytes, 6, "the key that dd passes on, and five digits");
    assert!(user.written().ends_with(b"x12345"));
}

#[test]
fn a_program_that_asks_for_the_cursor_is_answered() {
    let script = "stty raw -echo; printf 'ask\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c; stty sane";
    let mut user = shell(script);
    user.sees("033   [   1   ;   4   R");
}

#[test]
#[should_panic(expected = "the screen never showed \"second\"; it shows:\n┌")]
fn a_wait_in_vain_shows_the_last_screen() {
    let start = Start::program("sh").args(&["-c", "printf 'first'; read line"]).patience(Duration::from_millis(200));
    start.start().sees("first").sees("second");
}
