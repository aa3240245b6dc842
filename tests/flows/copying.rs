//! Copying to the clipboard: the selection, the entry, the item, the whole document; private lines stay.

use crate::support::sitter::Sitter;

fn copied(me: &Sitter) -> (&str, &str) {
    let (text, what) = me.copied.as_ref().expect("something was copied");
    (text, what)
}

#[test]
fn a_selection_is_copied_at_once_and_nothing_quits() {
    let mut me = Sitter::open("rtm");
    me.types("half a thought").keys("shift+left shift+left shift+left ctrl+c");
    assert_eq!(copied(&me), ("ght", "the selection"));
    assert!(!me.ended);
    assert_eq!(me.sitting().line.text(), "half a thought");
}

#[test]
fn the_last_entry_is_copied_as_its_words() {
    let mut me = Sitter::open("rtm");
    me.enters("first").enters("= second").keys("ctrl+c").picks("the entry");
    assert_eq!(copied(&me), ("second", "the entry"));
    me.is_told("Copied the entry");
}

#[test]
fn an_item_is_copied_with_its_entries_and_without_private_ones() {
    let mut me = Sitter::open("rtm");
    me.enters("first")
        .waits(1)
        .enters("% a worry")
        .enters("! @LC to bring data by fri")
        .keys("ctrl+c")
        .picks("the item");
    assert_eq!(
        copied(&me),
        (
            "Minutes of last RTM and matters arising\n14:00 first\n14:01 Action 1: bring data (LC; by Friday 15 January 2010)",
            "“Minutes of last RTM and matters arising” with its entries"
        )
    );
}

#[test]
fn a_private_entry_is_copied_by_no_way() {
    let mut me = Sitter::open("rtm");
    me.enters("said").enters("% a worry").keys("ctrl+c").picks("the whole document");
    assert!(copied(&me).0.contains("said") && !copied(&me).0.contains("worry"));
    me.keys("ctrl+c").picks("the entry");
    me.is_told("A private entry stays here");
    assert!(!copied(&me).0.contains("worry"));
}

#[test]
fn without_entries_there_is_nothing_to_copy() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+c").picks("the entry");
    me.is_told("There is no entry under this item yet");
    assert!(me.copied.is_none());
}

#[test]
fn an_action_is_copied_with_its_owner_and_date_and_the_list_of_actions_as_a_document() {
    let mut me = Sitter::open("rtm");
    me.enters("! @LC moderate Y5 writing by 29/1").keys("ctrl+c").picks("the entry");
    let (text, _) = copied(&me);
    assert!(text.contains("moderate Y5 writing") && text.contains("LC") && text.contains("29 January 2010"), "{text}");
    me.keys("ctrl+c").picks("actions");
    let (text, what) = copied(&me);
    assert!(what.contains("ctions"), "{what}");
    assert!(text.contains("moderate Y5 writing") && text.contains("29 January 2010"), "{text}");
}

#[test]
fn an_item_without_entries_says_so_and_copies_nothing() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+c").picks("the item");
    me.is_told("No entries stand under “Minutes of last RTM");
    assert!(me.copied.is_none());
}
