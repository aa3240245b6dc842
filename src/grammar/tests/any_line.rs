//! What holds for any line whatever: nothing is lost, and what is read can be written and read again.

use proptest::prelude::*;

use super::*;

/// Texts made of pieces that mean something, in any order.
fn any_line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "!",
        "=",
        "?",
        "+",
        "~",
        "%",
        ">5 ",
        ">",
        "\\",
        "action: ",
        "Agreed:",
        "@HT",
        "@LC/AB",
        "+DHT",
        "@",
        "and",
        "to",
        "by",
        "by fri",
        "due",
        "before half term",
        "29/1",
        "in 2 weeks",
        "for",
        "next friday",
        "so that",
        "measure:",
        "#A2",
        "#la",
        "late",
        "interest: x",
        "> 5 ",
        "present",
        "the 31st of",
        "Whit",
        "(",
        ")",
        ",",
        ".",
        ":",
        "’s",
        "é",
        "𝕏",
        "\n",
        "\t",
        "word",
        "Y5",
        "62%",
        "ask",
        "on",
    ]);
    prop_oneof![
        3 => prop::collection::vec((piece, prop::sample::select(vec!["", " ", "  "])), 0..14)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect()),
        1 => "\\PC{0,40}",
    ]
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn nothing_typed_is_lost(text in any_line(), from in 0usize..30, length in 0usize..10) {
        let room = Room::new();
        let mut off = Recognition::new();
        off.turn_off(from, from + length);
        let p = parse(&text, &room.context(), &off);
        let mut kept = String::new();
        let mut at = 0;
        for span in &p.spans {
            prop_assert!(at <= span.start && span.start < span.end, "{:?}", p.spans);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(off.allows(span.start, span.end) || span.what == Part::Measure);
            kept.push_str(&text[at..span.start]);
            if !span.what.is_taken_out() {
                kept.push_str(&text[span.start..span.end]);
            }
            at = span.end;
        }
        kept.push_str(&text[at..]);
        prop_assert_eq!(letters(&p.text), letters(&kept));
        if p.kind != Kind::Action {
            prop_assert!(text.ends_with(&p.text));
            prop_assert!(p.owners.is_empty() && p.due.is_none() && p.measure.is_none());
            if !p.spans.iter().any(|span| span.what.is_taken_out()) {
                prop_assert_eq!(&p.text, &text);
            }
        }
    }

    #[test]
    fn a_line_written_reads_as_its_parts(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        text in any_line(),
        owners in prop::sample::subsequence(vec!["HT", "DHT", "LC AB", "XY", "GOV"], 0..4),
        due in prop::option::of(-400i64..800),
        measure in prop::option::of(any_line()),
        item in prop::option::of(1usize..=7),
    ) {
        let room = Room::new();
        let context = room.context();
        let is_action = kind == Kind::Action;
        // As `parse` leaves it: an action's text is tidy, and white space at its start goes with a mark.
        let text = match kind {
            Kind::Action => action::tidy(&text),
            Kind::Note if item.is_none() => &text,
            _ => text.trim_start(),
        };
        let owners: Vec<String> = owners.iter().filter(|_| is_action).map(|o| (*o).to_owned()).collect();
        let due = due.filter(|_| is_action).map(|days| crate::calendar::add_days(context.today, days));
        let measure = measure.as_deref().map(str::trim).filter(|m| is_action && !m.is_empty());
        let parts = Parts { kind, text, owners: &owners, due, measure, item };
        let written = line(&parts, &context);
        let read = parse(&written.text, &context, &written.off);
        prop_assert_eq!(read.kind, kind, "{:?}", &written);
        prop_assert_eq!(&read.text, text, "{:?}", &written);
        prop_assert_eq!(&read.owners, &owners, "{:?}", &written);
        prop_assert_eq!(read.due, due, "{:?}", &written);
        prop_assert_eq!(read.measure.as_deref(), measure, "{:?}", &written);
        prop_assert_eq!(read.item, item, "{:?}", &written);
        prop_assert!(read.attendance.is_empty() && written.unsaid.is_empty());
    }

    #[test]
    fn what_is_read_can_be_written_and_read_again(text in any_line()) {
        let room = Room::new();
        let context = room.context();
        let first = parse(&text, &context, &Recognition::new());
        let parts = Parts {
            kind: first.kind,
            text: &first.text,
            owners: &first.owners,
            due: first.due,
            measure: first.measure.as_deref(),
            item: first.item,
        };
        let written = line(&parts, &context);
        let again = parse(&written.text, &context, &written.off);
        prop_assert_eq!(
            (again.kind, again.text, again.owners, again.due, again.measure, again.item),
            (first.kind, first.text, first.owners, first.due, first.measure, first.item),
            "{:?}", written
        );
    }
}
