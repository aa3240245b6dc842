//! `action`: every open action has an owner, a date and a measure of success (RT-12, RE-02, RE-07; handbook 9, 15).

use super::nobody::is_nobody;
use super::{Context, Found, Mend, Place, Rule, beginning, joined, short};
use crate::calendar::long;
use crate::forms::Field;
use crate::grammar::{Kind, Recognition, is_everyone, parse_words};
use crate::session::{Action, Detail, Entry};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "action",
    label: "Actions without owner, date or measure",
    handbook: "9, 15",
    example: "“! moderate Y5 writing” says neither who nor by when",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let open = context.filled.session.actions().filter(|(_, action)| action.status.is_open());
    let one = |(entry, action): (&Entry, &Action)| {
        let nobody = action.owners.iter().find(|owner| is_nobody(owner) && !is_everyone(owner));
        let lacks = [
            (action.owners.is_empty(), "no owner", Detail::Owner),
            (nobody.is_some(), "nobody in particular as its owner", Detail::Owner),
            (action.due.is_none(), "no date", Detail::Due),
            (action.measure.trim().is_empty(), "no measure of success", Detail::Measure),
        ];
        let detail = lacks.iter().find(|(lacks, ..)| *lacks).map(|(.., detail)| *detail)?;
        let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, what, _)| what).collect();
        let name = nobody.map(|owner| format!(": “{owner}” is no role and initials")).unwrap_or_default();
        let message = format!("Action {} has {}{name}", action.number, joined(&lacks));
        Some(Found::new(Place::Detail { entry: entry.id, detail }, message).with(day_known_now(context, entry, action)))
    };
    open.filter_map(one).chain(typed(context)).collect()
}

/// The day that an action's words give by now: of a next meeting noted since, of terms that were not known.
fn day_known_now(context: &Context<'_>, entry: &Entry, action: &Action) -> Option<Mend> {
    let reading = context.filled.reading();
    let read = parse_words(Kind::Action, &entry.text, &reading, &Recognition::default());
    let day = read.due.filter(|_| action.due.is_none())?;
    let label = format!("give it {}, which its words mean", long(day));
    let then = format!("{} (by {})", entry.text, long(day));
    Mend::mark(label, context.filled.session, entry, (&entry.text, then), |entry| {
        if let Some(action) = &mut entry.action {
            action.due = Some(day);
        }
    })
}

/// Rows that stand in a table of actions and are none yet.
fn typed(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let one = |(field, row, text): (&Field, usize, &str)| {
        let words = filled.session.table(&field.id).get(row).and_then(|row| row.get(text)).map_or("", |t| t.trim());
        let message = match words {
            "" => format!("A row of “{}” has no words yet: type what is to be done", short(&field.label)),
            words => format!(
                "“{}” in “{}” is no action yet: go there, and on with Tab",
                beginning(words),
                short(&field.label)
            ),
        };
        Found::new(Place::Field(format!("{}.{}.{text}", field.id, row + 1)), message)
    };
    filled.typed_actions().into_iter().map(one).collect()
}
