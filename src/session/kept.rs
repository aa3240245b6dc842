//! How confidential a session's papers are, whatever its own level says: a form may keep them apart, for good or until its
//! report is published (OF-10, DI-03).

use chrono::NaiveDate;

use super::filled::Filled;
use super::model::{ROW_ORIGIN, Row, Session};
use crate::forms::{Confidentiality, Form, Source};

/// The cell of a row that came from papers kept apart; it holds anything then.
pub const IN_CONFIDENCE: &str = "#!";

/// The day on which the report a session is confidential until was published: as its field says, else the state it came to.
pub fn published_on(form: &Form, session: &Session) -> Option<NaiveDate> {
    day_said(form, session, form.published_in.as_ref()?)
}

/// The day that a field says: typed in it, else that of the state it is filled from. What was sent says nothing here, as it may
/// hang on that day.
pub(super) fn day_said(form: &Form, session: &Session, field: &str) -> Option<NaiveDate> {
    let typed = session.field(field).trim();
    if !typed.is_empty() {
        return typed.parse().ok();
    }
    match form.field(field).and_then(|field| field.from.as_ref()) {
        Some(Source::State(state)) => session.states().iter().find(|reached| reached.state == *state).map(|r| r.on),
        _ => None,
    }
}

/// How confidential a session's papers are on a day: its own level, and no lower than its form keeps it apart. A report that
/// was published is confidential no more.
pub fn kept_level(form: &Form, session: &Session, today: NaiveDate) -> Confidentiality {
    let is_public = published_on(form, session).is_some_and(|on| on <= today);
    let of = |level: Confidentiality| match level {
        Confidentiality::UntilPublished if is_public => Confidentiality::SchoolAndLa,
        level => level,
    };
    let of_form = Some(of(form.confidentiality)).filter(|level| level.keeps_apart());
    of_form.map_or_else(|| of(session.confidentiality()), |level| level.stricter(of(session.confidentiality())))
}

/// What is said of a session whose level is lower than its form keeps it apart by; nothing, else.
pub fn lowered(filled: &Filled<'_>) -> Option<String> {
    let (form, level) = (filled.form, filled.session.confidentiality());
    let is_lower = form.confidentiality.keeps_apart() && !level.keeps_apart() && !filled.is_published();
    is_lower.then(|| {
        format!(
            "this form is “{}”, and every page says “{}”: it stays out of handovers and lists all the same; set its confidentiality back unless you mean it",
            form.confidentiality.label(),
            level.label()
        )
    })
}

/// Whether a row came from papers kept apart.
pub fn is_in_confidence(row: &Row) -> bool {
    row.contains_key(IN_CONFIDENCE)
}

/// Whether a hidden cell of a row goes with it to others: where it began, and that it is in confidence.
pub(super) fn goes_along(column: &str) -> bool {
    column == ROW_ORIGIN || column == IN_CONFIDENCE || !column.starts_with(ROW_ORIGIN)
}
