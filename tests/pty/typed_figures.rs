//! Figures typed at a real terminal: kept at once, whatever becomes of the program.

use super::{open, store};
use crate::support::pty::Terminal;
use crate::support::store::Store;

const FIGURES: &str = "figures/hillside-primary.ron";

/// In the grid, at the target of the first measure.
fn in_the_grid(store: &Store) -> Terminal {
    store.nov(&["school", "Hillside Primary", "key-stages=KS2"]).well();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let mut user = open(store, &id);
    user.press("ctrl+p").types("type fig").press("enter").sees("Type figures");
    user.press("tab").press("tab").sees("target 2009/10");
    user
}

#[test]
fn a_figure_that_was_left_is_on_the_disk_when_the_program_is_killed() {
    let store = store();
    let mut user = in_the_grid(&store);
    user.types("70").press("tab").types("72.5").press("tab").press("ctrl+z").sees("Taken back");
    user.kill_9();
    let kept = store.read(FIGURES);
    assert!(kept.contains("target: \"70\"") && !kept.contains("72.5"), "{kept}");
}

#[test]
fn a_signal_to_end_keeps_the_figure_being_typed() {
    for signal in ["TERM", "HUP"] {
        let store = store();
        let mut user = in_the_grid(&store);
        user.types("70").sees("70");
        user.signal(signal);
        assert_eq!(user.exit_code(), 0, "{signal}");
        assert!(store.read(FIGURES).contains("target: \"70\""), "{signal}");
    }
}

#[test]
fn what_is_in_a_cell_when_the_program_is_killed_comes_back_in_the_inbox() {
    let store = store();
    let mut user = in_the_grid(&store);
    user.types("70").sees("70");
    user.kill_9();
    assert!(!store.files().iter().any(|file| file.starts_with("figures/")), "{:?}", store.files());
    let mut user = store.terminal(&[]);
    user.sees("level 4 or above in both, target 2009/10: 70");
    user.press("ctrl+q");
}

#[test]
fn what_another_program_writes_while_the_grid_is_open_stays_and_is_seen() {
    let store = store();
    let mut user = in_the_grid(&store);
    user.types("61").press("tab").sees("61");
    store.nov(&["target", "Hillside Primary", "ks2-en-ma-l4", "2009/10", "estimate=73", "source=FFT"]).well();
    // Where nobody types, it is seen within the second.
    user.sees("73");
    store.nov(&["target", "Hillside Primary", "ks2-en-ma-l4", "2009/10", "target=79"]).well();
    user.types("70.5").press("tab").sees("79").press("esc");
    let kept = store.read(FIGURES);
    for words in ["target: \"79\"", "estimate: \"70.5\"", "source: \"FFT\""] {
        assert!(kept.contains(words), "{words}\n{kept}");
    }
    user.press("ctrl+q");
}
