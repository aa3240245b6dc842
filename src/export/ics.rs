//! A calendar file: the days a document says to keep, for the calendar of any program.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{Duration, NaiveTime, TimeZone, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike};

use super::flow;
use super::{ExportError, Format};
use crate::outline::{Content, Outline, Source};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "ics", extension: "ics", label: "Calendar", document: Some("dates"), write };

/// How long lasts what nobody knows the length of, in minutes.
const HALF_AN_HOUR: u32 = 30;

/// Whether a document says any day to keep.
pub(super) fn has_days(outline: &Outline) -> bool {
    outline.blocks.iter().any(|block| matches!(block.content, Content::Date { .. }))
}

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut calendar = Calendar::new();
    let title = [&outline.subject, &outline.title].map(|text| flow::one_line(text)).join(": ");
    calendar.name(title.trim_matches([':', ' ']));
    // No clock is read: the same session gives the same file.
    let stamp = outline.date.unwrap_or_default().and_time(NaiveTime::MIN);
    let days = outline.blocks.iter().filter_map(|block| {
        let Content::Date { on, meets, minutes, text } = &block.content else { return None };
        Some((*on, (meets, *minutes), text, &block.source))
    });
    let mut known = BTreeMap::<String, usize>::new();
    for (on, (meets, minutes), text, source) in days {
        let mut event = Event::new();
        event.uid(&uid(outline, text, source, &mut known));
        event.timestamp(Utc.from_utc_datetime(&stamp));
        let summary = [&outline.subject, text].map(|text| flow::one_line(text)).join(": ");
        event.summary(summary.trim_start_matches(": "));
        event.class(Class::Private);
        if !outline.confidentiality.is_empty() {
            event.description(&flow::one_line(&outline.confidentiality));
        }
        // Times are as the clock on the wall says, wherever the reader is.
        if !meets.place.is_empty() {
            event.location(&flow::one_line(&meets.place_alone()));
        }
        if let Ok(time) = NaiveTime::parse_from_str(&meets.at, "%H:%M") {
            let minutes = if minutes == 0 { HALF_AN_HOUR } else { minutes };
            event.starts(on.and_time(time));
            event.ends(on.and_time(time) + Duration::minutes(minutes.into()));
        } else {
            event.starts(on);
            // A day ends where the next begins.
            event.ends(on + Duration::days(1));
        }
        calendar.push(event.done());
    }
    out.write_all(calendar.to_string().as_bytes())?;
    Ok(out.flush()?)
}

/// What a day is known by: its field, deadline or action, and the session where that began, so that a day written again
/// with another date or in other words moves in the reader's calendar and none takes its place. Only what comes from
/// nowhere in particular goes by its words.
fn uid(outline: &Outline, text: &str, source: &Source, known: &mut BTreeMap<String, usize>) -> String {
    let (session, source) = match source {
        Source::Elsewhere(session, place) => (session, place.as_ref()),
        here => (&outline.reference, here),
    };
    let known_by = match source {
        Source::Field(id) => id.clone(),
        Source::Deadline(id) if id.is_empty() => "day".to_owned(),
        Source::Deadline(id) => format!("due {id}"),
        Source::Action(number) => format!("action {number}"),
        Source::None
        | Source::Item(_)
        | Source::Entry(_)
        | Source::Section(_)
        | Source::Target { .. }
        | Source::Person(_)
        | Source::Elsewhere(..) => text.to_owned(),
    };
    let words = known_by.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = format!("{session}-{}", words.collect::<Vec<_>>().join("-").to_lowercase());
    let nth = known.entry(name.clone()).or_default();
    *nth += 1;
    if *nth == 1 { format!("{name}@nov") } else { format!("{name}-{nth}@nov") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Meets;
    use crate::outline::Block;

    #[test]
    fn a_day_ends_the_day_after_and_a_time_is_as_on_the_wall() {
        let on = "2010-01-19".parse().unwrap();
        let text = || "Draft, to the head; soon".to_owned();
        let day = |meets: Meets, minutes| Block::new(Content::Date { on, meets, minutes, text: text() });
        let placed = Meets { at: "13:30".to_owned(), place: "in the library".to_owned() };
        let outline = Outline {
            subject: "Hillside Primary".to_owned(),
            reference: "2010-01-12-hillside-autumn".to_owned(),
            date: "2010-01-12".parse().ok(),
            blocks: vec![day(Meets::default(), 0), day(Meets::at("16:00"), 0), day(placed, 75)],
            ..Outline::default()
        };
        let mut bytes = Vec::new();
        write(&outline, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for line in [
            "DTSTART;VALUE=DATE:20100119",
            "DTEND;VALUE=DATE:20100120",
            "DTSTART:20100119T160000",
            "DTEND:20100119T163000",
            "DTSTART:20100119T133000",
            "DTEND:20100119T144500",
            "LOCATION:The library",
            "DTSTAMP:20100112T000000Z",
            "UID:2010-01-12-hillside-autumn-draft-to-the-head-soon@nov",
            "SUMMARY:Hillside Primary: Draft\\, to the head\\; soon",
            "CLASS:PRIVATE",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} in {text}");
        }
        assert!(text.contains("draft-to-the-head-soon-2@nov"), "two of the same words are two: {text}");
    }
}
