//! `unnoted`: something is noted under every item of the agenda, or it was put off or passed over (RT-05; handbook 15).

use super::{Context, Found, Place, Rule};
use crate::forms::Place as Shown;
use crate::session::StopState;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "unnoted",
    label: "Agenda items with nothing noted",
    handbook: "15",
    example: "Nothing is noted under “AOB”, and it was not put off",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    if !filled.session.has_begun() {
        return Vec::new();
    }
    let stops = filled.session.agenda().iter();
    let open =
        stops.filter(|s| s.place == Shown::Numbered && !matches!(s.state, StopState::Skipped | StopState::Deferred));
    let is_bare = |stop: &&crate::session::Stop| {
        let fields = filled.form.agenda.iter().filter(|item| item.id == stop.id).flat_map(|item| &item.fields);
        let mut fields = fields.filter_map(|id| filled.form.field(id));
        let reported = filled.reports_under(&stop.id).next().is_some();
        !reported && filled.session.standing(&stop.id).next().is_none() && !fields.any(|field| filled.is_filled(field))
    };
    let message = |title: &str| {
        format!("Nothing is noted under “{title}”: note a line, put it off to the next meeting, or pass over it")
    };
    open.filter(is_bare).map(|stop| Found::new(Place::Item(stop.id.clone()), message(&stop.title))).collect()
}
