//! What stands on the pages of the home screen, as documents: what is due, the schools with their year, the register.

use chrono::NaiveDate;

use super::duties::{Owed, Stage};
use super::register::Registered;
use super::summary::Summary;
use super::survey::SchoolYear;
use crate::calendar::{CalendarDate, Meets, SchoolYear as SchoolYearOf, counted, long};
use crate::forms::Confidentiality;
use crate::outline::{Block, Column, Content, Outline, Source, Value};
use crate::session::{Due, Record};

/// Something due, or a day to keep.
#[derive(Debug, Clone, Copy)]
pub enum ToKeep<'a> {
    /// Of a session.
    Due(&'a Summary, &'a Due),
    /// Of the calendar.
    Date(&'a CalendarDate),
    /// What a school of that name is owed now or soon; no name: what is asked of the user.
    Pressing(&'a str, &'a Owed),
}

impl ToKeep<'_> {
    /// Its day. What has none, as its terms are not known, comes last.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Due(_, due) => due.on,
            Self::Date(date) => date.on,
            Self::Pressing(_, owed) => owed.until.unwrap_or(NaiveDate::MAX),
        }
    }

    fn block(self) -> Block {
        // What is done and leaves the list must not give its place in the reader's calendar to another.
        let (on, meets, text, source) = match self {
            Self::Due(s, d) => {
                let text = format!("{}: {} ({})", s.school, d.label, s.form_name);
                (d.on, Meets::at(d.at.clone().unwrap_or_default()), text, Source::Field(format!("{}-{}", s.id, d.id)))
            }
            Self::Date(date) => (date.on, Meets::default(), date.said(long), Source::None),
            Self::Pressing(school, owed) => {
                let text = owed.said_of(school);
                let Some(on) = owed.until else { return Block::paragraph(format!("{text}, not begun")) };
                (on, Meets::default(), text, Source::None)
            }
        };
        Block { source, ..Block::new(Content::Date { on, meets, minutes: 0, text }) }
    }
}

/// Whose list it is, and of what day.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// The user's own record.
    pub me: &'a Record,
    /// The day.
    pub today: NaiveDate,
}

impl Of<'_> {
    fn outline(self, document: &str, title: String, blocks: Vec<Block>) -> Outline {
        Outline {
            subtitle: format!("As it stood on {}", long(self.today)),
            language: "en-GB".to_owned(),
            author: self.me.fact("name").to_owned(),
            date: Some(self.today),
            reference: document.to_owned(),
            document: document.to_owned(),
            // It names schools, what is asked of them, and who has not done it yet.
            confidentiality: Confidentiality::Confidential.label().to_owned(),
            running_head: title.clone(),
            title,
            blocks,
            ..Outline::default()
        }
    }
}

/// What is due and the dates to keep, in the order given.
pub fn due_list(rows: &[ToKeep<'_>], of: Of<'_>) -> Outline {
    let blocks = match rows {
        [] => vec![Block::paragraph("Nothing is due.")],
        rows => rows.iter().map(|row| row.block()).collect(),
    };
    of.outline("due", "What is due".to_owned(), blocks)
}

/// Schools with their year: what they are owed, their days, what is open (CA, TM-02, TM-08).
pub fn caseload_list(schools: &[&SchoolYear], year: SchoolYearOf, of: Of<'_>) -> Outline {
    let title = match schools {
        [only] => format!("{}, {year}", only.name),
        _ => format!("Schools, {year}"),
    };
    let columns = [
        ("School", 18),
        ("Phase", 9),
        ("Standing", 13),
        ("Days", 14),
        ("Visits", 12),
        ("Open", 12),
        ("Owed this year", 22),
    ];
    let table = table(&columns, schools.iter().map(|school| school_row(school).to_vec()).collect(), "No schools yet.");
    of.outline("schools", title, vec![table])
}

/// Whether what stands in papers kept apart goes into a list (DI-03, OF-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// It is left out, and counted.
    LeftOut,
    /// It goes in.
    In,
}

/// Actions and recommendations, each once, as they stand now (RE-04, LS-02, TM-10).
pub fn register_list(register: &[&Registered], apart: Apart, title: &str, of: Of<'_>) -> Outline {
    let shown = register.iter().copied().filter(|action| apart == Apart::In || !action.confidential);
    let shown: Vec<&Registered> = shown.collect();
    let left_out = register.len() - shown.len();
    let columns =
        [("School", 16), ("Action or recommendation", 34), ("Owner", 10), ("By", 13), ("Status", 10), ("From", 17)];
    let row = |action: &&Registered| {
        let late = if action.is_overdue(of.today) { ", overdue" } else { "" };
        let by = action.due.map_or_else(String::new, |due| due.format("%-d %B %Y").to_string());
        let status = format!("{}{late}", action.status.label());
        [action.school.clone(), action.text.clone(), action.whose(), by, status, action.meeting.clone()]
            .map(Value::text)
            .to_vec()
    };
    let mut blocks = vec![table(&columns, shown.iter().map(row).collect(), "Nothing is open.")];
    if left_out > 0 {
        blocks.push(Block::note(format!("Left out as confidential: {left_out}.")));
    }
    of.outline("register", title.to_owned(), blocks)
}

/// Both in one document, as for a school's page.
pub fn school_list(school: &SchoolYear, register: &[&Registered], year: SchoolYearOf, of: Of<'_>) -> Outline {
    let mut outline = caseload_list(&[school], year, of);
    let actions = register_list(register, Apart::LeftOut, "Open actions and recommendations", of);
    outline.blocks.push(Block::heading(1, actions.title));
    outline.blocks.extend(actions.blocks);
    outline
}

fn table(columns: &[(&str, u16)], rows: Vec<Vec<Value>>, none: &str) -> Block {
    if rows.is_empty() {
        return Block::paragraph(none);
    }
    let columns = columns.iter().map(|(title, width)| Column::new(*title, *width)).collect();
    Block { landscape: true, ..Block::table("", columns, rows) }
}

fn school_row(school: &SchoolYear) -> [Value; 7] {
    let standing = ["support-level", "category", "programme"].map(|fact| school.fact(fact));
    let standing: Vec<&str> = standing.into_iter().filter(|said| !matches!(*said, "" | "none" | "no")).collect();
    let days = &school.days;
    let visits = school.visits;
    let overdue = Some(counted(school.overdue, "deadline") + " overdue").filter(|_| school.overdue > 0);
    let open = std::iter::once(counted(school.open_actions, "action")).chain(overdue).collect::<Vec<_>>().join("\n");
    [
        school.name.clone(),
        school.fact("phase").to_owned(),
        standing.join("\n"),
        days.beyond().into_iter().fold(
            format!(
                "{} of {} used{}, {} planned{}, {} left",
                days.used(),
                days.allowed,
                days.beside(),
                days.planned,
                days.planned_beside(),
                days.left()
            ),
            |said, beyond| format!("{said}; {beyond}"),
        ),
        format!("{} held, {} arranged, {}", visits.held, visits.planned, visits.asked()),
        open,
        school.owed.iter().map(stage).collect::<Vec<_>>().join("\n"),
    ]
    .map(Value::text)
}

fn stage(owed: &Owed) -> String {
    let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
    let stage = match owed.stage {
        Stage::Held(on) => format!("held {}", day(on)),
        Stage::Planned(on) => format!("planned for {}", day(on)),
        Stage::Open => owed.until.map_or_else(|| "not begun".to_owned(), |until| format!("by {}", day(until))),
        Stage::Missing => "missing".to_owned(),
    };
    format!("{}: {stage}", owed.label)
}
