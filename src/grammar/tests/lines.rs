//! Where the recognised parts lie in the line, how they are turned off, and the way back to a line.

use super::*;

#[test]
fn a_range_turned_off_is_not_recognised() {
    let typed = "! @HT to moderate by fri";
    let room = Room::new();
    let without = |what: Part| {
        let mut off = Recognition::new();
        let span = parsed(typed).spans.into_iter().find(|span| span.what == what).unwrap();
        off.turn_off(span.start, span.end);
        let p = parse(typed, &room.context(), &off);
        (p.kind, p.text, p.owners.len(), p.due.is_some())
    };
    assert_eq!(without(Part::Owner), (Kind::Action, "@HT to moderate".to_owned(), 0, true));
    assert_eq!(without(Part::Link), (Kind::Action, "to moderate".to_owned(), 1, true));
    assert_eq!(without(Part::Due), (Kind::Action, "moderate by fri".to_owned(), 1, false));
    assert_eq!(without(Part::Kind), (Kind::Note, typed.to_owned(), 0, false));
}

#[test]
fn backspace_turns_off_the_part_just_before_it() {
    let typed = "! ring by fri measure: done";
    let p = parsed(typed);
    assert_eq!(p.recognised_before("! ring by fri".len()), Some((7, 13)));
    assert_eq!(p.recognised_before("! ring by fri measure:".len()), Some((14, 22)));
    assert_eq!(p.recognised_before(typed.len()), None);
    assert_eq!(parsed("@HT interest: none").recognised_before(18), None);
    assert_eq!(parsed("@HT late").recognised_before(8), Some((0, 8)));
}

#[test]
fn spans_lie_where_the_words_are() {
    let typed = ">5 ! @HT and @DHT to moderate #A2 by fri measure: books";
    let spans: Vec<(&str, Part)> =
        parsed(typed).spans.iter().map(|span| (&typed[span.start..span.end], span.what)).collect();
    assert_eq!(
        spans,
        [
            (">5", Part::Item),
            ("!", Part::Kind),
            ("@HT", Part::Owner),
            ("and", Part::Link),
            ("@DHT", Part::Owner),
            ("to", Part::Link),
            ("#A2", Part::Sef),
            ("by fri", Part::Due),
            ("measure: books", Part::Measure),
        ]
    );
}

#[test]
fn an_action_is_written_as_people_would_type_it() {
    let room = Room::new();
    let owners = ["HT".to_owned(), "LC AB".to_owned()];
    let parts = Parts {
        kind: Kind::Action,
        text: "moderate Y5 writing",
        owners: &owners,
        due: NaiveDate::from_ymd_opt(2010, 1, 29),
        measure: Some("judgements agree"),
        item: Some(3),
    };
    let line = line(&parts, &room.context());
    assert_eq!(line.text, ">3 ! @HT @LC/AB moderate Y5 writing by Fri 29 Jan measure: judgements agree");
    assert_eq!((line.off, line.unsaid), (Recognition::new(), vec![]));
}

#[test]
fn an_entry_s_own_words_are_left_alone_in_its_line() {
    let room = Room::new();
    let owners = ["the office".to_owned(), "HT".to_owned()];
    let text = "to plan the review due";
    let due = NaiveDate::from_ymd_opt(2009, 12, 15);
    let parts = Parts { kind: Kind::Action, text, owners: &owners, due, ..Parts::default() };
    let written = line(&parts, &room.context());
    assert_eq!(written.text, "! @HT to to plan the review due by Tue 15 Dec 2009");
    assert_eq!(written.unsaid, ["the office"]);
    let read = parse(&written.text, &room.context(), &written.off);
    assert_eq!((read.text.as_str(), read.due, read.owners), (text, due, vec!["HT".to_owned()]));
    let decision = Parts { kind: Kind::Decision, text: "62%", ..Parts::default() };
    assert_eq!(line(&decision, &room.context()).text, "decision: 62%");
}
