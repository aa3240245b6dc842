//! Rows of schools: their year, their days, what is open at them; and of the SIP's own year.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::cut;
use crate::app::App;
use crate::calendar::counted;
use crate::caseload::{Event, Matter, Owed, OwnStep, OwnTally, Registered, SchoolYear, Stage, ToTell};

/// A row of three parts: what leads, the words, what stands at the right; the words give way.
fn three<'a>(lead: (String, Look), text: &str, tail: (String, Look), theme: &Theme, width: usize) -> Line<'a> {
    let ((lead, look), (tail, look_of_tail)) = (lead, tail);
    let end = cut(&tail, width / 2);
    let room = width.saturating_sub(lead.width() + end.width() + 1);
    let text = cut(text, room);
    let gap = " ".repeat(room.saturating_sub(text.width()) + 1);
    Line::from(vec![
        Span::styled(lead, theme.of(look)),
        Span::raw(text),
        Span::raw(gap),
        Span::styled(end, theme.of(look_of_tail)),
    ])
}

/// A school: what it is, its standing, its year, its days.
pub(super) fn school_row<'a>(school: &'a SchoolYear, theme: &Theme, width: usize) -> Line<'a> {
    // What the school has to be watched for comes first: the rest gives way in a narrow window.
    let narrow = width < 100;
    let fact = |fact: &str| match (fact, school.fact(fact)) {
        (_, "none") => String::new(),
        ("causing-concern", said) => if said == "yes" { "causing concern" } else { "" }.to_owned(),
        ("category", "notice to improve") if narrow => "NtI".to_owned(),
        ("category", "special measures") if narrow => "SM".to_owned(),
        (_, said) => said.to_owned(),
    };
    let facts = ["category", "support-level", "causing-concern", "programme", "phase", "key-stages"].map(fact);
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let held = school.owed.iter().filter(|o| matches!(o.stage, Stage::Held(_))).count();
    let missing: Vec<&str> =
        school.owed.iter().filter(|o| o.stage == Stage::Missing).map(|o| o.label.as_str()).collect();
    let days = &school.days;
    let open = if school.open_actions > 0 && !narrow {
        format!(" · {}", counted(school.open_actions, "action") + " open")
    } else {
        String::new()
    };
    let tail = format!(
        "  {held} of {} visits · {} of {} days{}{open}",
        school.owed.len(),
        days.used(),
        days.allowed,
        days.beside()
    );
    let mut late = Vec::new();
    if !school.to_tell.is_empty() {
        late.push("tell!".to_owned());
    }
    if school.overdue > 0 {
        late.push(counted(school.overdue, "deadline") + " overdue");
    } else if school.due_this_week > 0 {
        late.push(counted(school.due_this_week, "deadline") + " this week");
    }
    match missing.as_slice() {
        [] => {}
        [one] => late.push(format!("missing: {one}")),
        more => late.push(format!("{} missing", more.len())),
    }
    let late = if late.is_empty() { String::new() } else { cut(&format!("  {}", late.join(" · ")), width / 3) };
    let room = width.saturating_sub(tail.width() + late.width() + 2);
    let name = cut(&school.name, room);
    let rest = cut(&format!("  {facts}"), room.saturating_sub(name.width()));
    let gap = " ".repeat(room.saturating_sub(name.width() + rest.width()));
    Line::from(vec![
        Span::raw(format!("  {name}")),
        Span::styled(rest, theme.of(Look::Dim)),
        Span::raw(gap),
        Span::styled(tail, theme.of(Look::Time)),
        Span::styled(late, theme.of(Look::Danger)),
    ])
}

/// An open action or recommendation: by when, whose, what, where.
pub(super) fn action_row<'a>(action: &Registered, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let today = app.now.date();
    let (due, look) = match action.due {
        None => ("no date".to_owned(), Look::Dim),
        Some(due) if action.is_overdue(today) => {
            (format!("{} overdue", crate::calendar::short(due, today)), Look::Danger)
        }
        Some(due) => (crate::calendar::short(due, today), Look::Time),
    };
    let mark = match action.matter {
        Matter::Action => "",
        Matter::Recommendation => "Rec: ",
    };
    let school = if app.home.shown_school().is_some() { String::new() } else { format!("{} · ", action.school) };
    let owner = if action.owners.is_empty() { String::new() } else { format!("{} · ", action.whose()) };
    // In a narrow window the words matter more than where they were agreed; Enter tells it.
    let meeting = if width < 100 { "" } else { action.meeting.as_str() };
    let apart = if action.confidential { "confidential · " } else { "" };
    let tail = format!("{apart}{school}{owner}{meeting}");
    let tail = tail.trim_end_matches(" · ").to_owned();
    three((format!("  {due:<22} "), look), &format!("{mark}{}", action.text), (tail, Look::Owner), theme, width)
}

/// Somebody to be told.
pub(super) fn tell_row<'a>(school: &str, tell: &ToTell, today: NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let day = crate::calendar::short(tell.since.date(), today);
    let since = format!("since {day} {}", tell.since.format("%H:%M"));
    three(
        (format!("  {} ", tell.soon.to_uppercase()), Look::Danger),
        &format!("Tell the {}: {school}: {}", tell.to, tell.words),
        (since, Look::Danger),
        theme,
        width,
    )
}

/// A file kept up beside the visits.
pub(super) fn file_row<'a>(title: &str, session: &str, counted: &str, theme: &Theme, width: usize) -> Line<'a> {
    let tail = match (session, counted) {
        ("", _) => "none yet: Enter begins it",
        (_, "") => "nothing done yet",
        (_, counted) => counted,
    };
    three(("  ".to_owned(), Look::Dim), title, (tail.to_owned(), Look::Dim), theme, width)
}

/// Something a school is owed, and how far it is.
pub(super) fn owed_row<'a>(owed: &Owed, today: NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let day = |day: NaiveDate| crate::calendar::short(day, today);
    let (said, look) = match owed.stage {
        Stage::Held(on) => (format!("held {}", day(on)), Look::Saved),
        Stage::Planned(on) => (format!("planned for {}", day(on)), Look::Time),
        Stage::Open => (owed.until.map_or("not begun".to_owned(), |until| format!("by {}", day(until))), Look::Dim),
        Stage::Missing => ("missing".to_owned(), Look::Danger),
    };
    three((format!("  {said:<28} "), look), &owed.label, (String::new(), Look::Dim), theme, width)
}

/// An event that costs days: when, what, in and out of school, whose, agreed or not.
pub(super) fn event_row<'a>(event: &Event, today: NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let on = |first: NaiveDate| match event.further.as_slice() {
        [] => crate::calendar::short(first, today),
        further => crate::calendar::days_in_short(&[&[first], further].concat()),
    };
    let (said, look) = match event.date {
        None => ("to come".to_owned(), Look::Dim),
        Some(first) if event.held => (format!("held {}", on(first)), Look::Saved),
        Some(first) => (format!("planned {}", on(first)), Look::Time),
    };
    let (agreed, look_of_tail) = match (event.not_agreed, event.agreement.as_str()) {
        (true, _) => ("  not agreed yet".to_owned(), Look::Warn),
        (false, "") => (String::new(), Look::Dim),
        (false, agreement) if event.agreed_late => (format!("  agreed only afterwards: {agreement}"), Look::Warn),
        (false, agreement) => (format!("  agreed: {agreement}"), Look::Dim),
    };
    let whole = event.in_school + event.out_of_school;
    let cost = format!("{} in + {} out = {whole} {}", event.in_school, event.out_of_school, event.rate);
    three((format!("  {said:<25} "), look), &event.name, (format!("{cost}{agreed}"), look_of_tail), theme, width)
}

/// Something counted in the SIP's own records.
pub(super) fn tally_row<'a>(own: &OwnTally, theme: &Theme, width: usize) -> Line<'a> {
    let tally = &own.tally;
    let of = if tally.of > 0 { format!(" of {}", tally.of) } else { String::new() };
    let days = if tally.days > 0.0 { format!("{} of {} days", tally.used(), tally.whole()) } else { String::new() };
    let is_optional = tally.duty == crate::forms::Duty::Optional && tally.days > 0.0;
    let duty = if is_optional { " (optional)" } else { "" };
    let lead = (format!("  {:<10} ", format!("{}{of}", tally.count)), Look::Time);
    three(lead, &format!("{}{duty}", tally.label), (days, Look::Time), theme, width)
}

/// Something asked of the SIP: how far it is, when it is due next.
pub(super) fn step_row<'a>(step: &OwnStep, today: NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let day = |day: NaiveDate| crate::calendar::short(day, today);
    let late = !step.done && step.next.is_some_and(|next| next < today);
    let (said, look) = match (step.done, step.planned, step.next) {
        (true, ..) => ("done".to_owned(), Look::Saved),
        (false, Some(on), _) => (format!("planned {}", day(on)), Look::Time),
        (false, None, Some(next)) if late => (format!("overdue since {}", day(next)), Look::Danger),
        (false, None, Some(next)) => (format!("due by {}", day(next)), Look::Warn),
        (false, None, None) => ("to do".to_owned(), Look::Warn),
    };
    let last = step.last.map_or("not noted yet".to_owned(), |last| format!("last {}", day(last)));
    let next = step.next.filter(|_| step.done).map(|next| format!(" · next by {}", day(next))).unwrap_or_default();
    three((format!("  {said:<28} "), look), &step.label, (format!("{last}{next}"), Look::Dim), theme, width)
}
