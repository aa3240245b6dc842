//! `nov me`: what is kept of the user, and what is asked of them.

use std::io::Write;

use serde_json::json;

use super::caseload::school_year;
use super::{Usage, clean, now};
use crate::forms::{accept_fact, own_card};
use crate::store::Desk;

/// Shows or fills the user's own record.
pub(super) fn me(
    desk: &mut Desk,
    values: &[String],
    year: Option<&str>,
    as_json: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let card = own_card();
    let mut me = desk.me.clone();
    for pair in values {
        let (fact, value) = pair.split_once('=').ok_or_else(|| Usage(format!("\"{pair}\" is no FIELD=VALUE")))?;
        let kept = accept_fact(&desk.calendar, &card, fact.trim(), &clean(value)?, now().date());
        let kept = kept.map_err(|e| Usage(e.to_string()))?;
        let change = me.setting(fact.trim(), &kept);
        me.apply(&change).map_err(|e| Usage(e.to_string()))?;
    }
    if !values.is_empty() {
        desk.keep_me(&me)?;
    }
    if as_json {
        let today = now().date();
        let own = desk.caseload_of(school_year(desk, year, today)?, today)?.own;
        let (days, mandatory) = (own.days("SIP"), own.mandatory("SIP"));
        let said = json!({ "record": me, "development": { "days": days, "mandatory": mandatory }, "own": own });
        writeln!(out, "{}", serde_json::to_string_pretty(&said)?)?;
        return Ok(());
    }
    for (fact, value) in me.facts() {
        writeln!(out, "{fact}={value}")?;
    }
    Ok(())
}
