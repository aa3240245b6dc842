//! Pages of the home screen, written as documents.

use crate::support::sitter::{SCHOOL, Sitter};

fn at_home_with_actions() -> Sitter {
    let mut me = Sitter::open("rtm");
    for line in ["! @HT moderate Y5 writing by 29/1/2010", "! @LC buy books by 5/1/2010", "% the head looks exhausted"]
    {
        me.enters(line);
    }
    me.runs("home");
    me
}

/// The page shown, written by Ctrl+X as a file of that ending.
fn page(me: &mut Sitter, ending: &str) -> String {
    me.keys("ctrl+x").sees(&["Write this page to", "2010-01-12.docx"]);
    me.keys("ctrl+u").enters(&format!("page.{ending}"));
    let text = String::from_utf8(std::fs::read(me.written.last().unwrap()).unwrap()).unwrap();
    assert!(!text.contains("exhausted"), "{text}");
    text
}

#[test]
fn the_actions_shown_become_a_table_and_only_they() {
    let mut me = at_home_with_actions();
    me.keys("tab tab").sees(&["moderate Y5 writing", "buy books"]);
    let all = page(&mut me, "csv");
    let head = "School,Action or recommendation,Owner,By,Status,From";
    assert_eq!(all.trim_start_matches('\u{feff}').lines().next(), Some(head));
    for row in [
        "Seaview Primary,buy books,LC,5 January 2010,\"open, overdue\",RTM 12 Jan 2010",
        "Seaview Primary,moderate Y5 writing,HT,29 January 2010,open,RTM 12 Jan 2010",
    ] {
        assert!(all.contains(row), "{row}\n{all}");
    }
    me.types("books");
    let narrowed = page(&mut me, "md");
    assert!(narrowed.contains("Open actions and recommendations: “books”"), "{narrowed}");
    assert!(narrowed.contains("buy books") && !narrowed.contains("moderate"), "{narrowed}");
    assert!(narrowed.contains("Confidential"), "{narrowed}");
}

#[test]
fn the_schools_and_one_school_are_written_with_their_year() {
    let mut me = at_home_with_actions();
    me.keys("tab");
    let schools = page(&mut me, "md");
    for part in ["Seaview Primary, 2009/10", "2 actions", "Owed this year", "Autumn visit: missing"] {
        assert!(schools.contains(part), "{part}\n{schools}");
    }
    me.goes_to(SCHOOL).keys("enter");
    let school = page(&mut me, "md");
    for part in ["Seaview Primary, 2009/10", "moderate Y5 writing", "5 January 2010"] {
        assert!(school.contains(part), "{part}\n{school}");
    }
}

#[test]
fn what_is_due_becomes_a_calendar() {
    let mut me = at_home_with_actions();
    let due = page(&mut me, "ics");
    assert!(due.contains("BEGIN:VEVENT") && due.contains("Seaview Primary"), "{due}");
    me.keys("shift+tab ctrl+x");
    me.is_told("This page is not for paper");
}
