//! What can be done with a line of the home screen: one function a picker.

use super::super::Errand;
use super::{Choice, Picked, Picker};
use crate::caseload::{Event, OwnStep, Registered, Spot, ToTell};
use crate::session::Status;

/// What can be done with an action or recommendation of the register.
pub(crate) fn action_picker(action: &Registered) -> Picker {
    let errand = |errand| Picked::Errand(action.session.clone(), errand);
    let mut choices = Vec::new();
    match &action.spot {
        Spot::Entry(id) => {
            choices.push(Choice::new("Open where it stands", &action.meeting, errand(Errand::Entry(*id))));
            choices.push(Choice::new(
                "Progress, impact, owner, day, status",
                "comes back here",
                errand(Errand::Details(*id)),
            ));
            choices.extend(other_statuses(action).map(|status| {
                Choice::new(format!("It is {}", status.label()), "comes back here", errand(Errand::Status(*id, status)))
            }));
        }
        Spot::Row { path, status } => {
            choices.push(Choice::new("Open where it stands", &action.meeting, errand(Errand::Field(path.clone()))));
            choices.extend(status.iter().flat_map(|path| {
                other_statuses(action).map(|status| {
                    let cell = vec![(path.clone(), status.label().to_owned())];
                    Choice::new(format!("It is {}", status.label()), "comes back here", errand(Errand::Fill(cell)))
                })
            }));
        }
    }
    Picker::new(action.text.clone(), choices)
}

fn other_statuses(action: &Registered) -> impl Iterator<Item = Status> {
    let stands = action.status;
    Status::ALL.into_iter().filter(move |status| *status != stands)
}

/// What can be done about a concern of which somebody has to be told.
pub(crate) fn tell_picker(session: &str, tell: &ToTell) -> Picker {
    let errand = |errand| Picked::Errand(session.to_owned(), errand);
    let choices = vec![
        Choice::new(format!("The {} is told", tell.to), "notes the time", errand(Errand::Told(tell.entry))),
        Choice::new("Notice of concern", "writes it", errand(Errand::Write("concern".to_owned()))),
        Choice::new(
            "Request for the Area School Causing Concern meeting",
            "writes it",
            errand(Errand::Write("causing-concern".to_owned())),
        ),
        Choice::new("Request for brokered support", "writes it", errand(Errand::Write("brokering".to_owned()))),
        Choice::new("Open where it stands", "", errand(Errand::Entry(tell.entry))),
    ];
    Picker::new(tell.words.clone(), choices)
}

/// What can be done with an event of the days; nothing before it is begun.
pub(crate) fn event_picker(event: &Event) -> Option<Picker> {
    if event.session.is_empty() {
        return None;
    }
    let mut choices = vec![Choice::new("Open it", "", Picked::Session(event.session.clone()))];
    if event.not_agreed || !event.agreement.is_empty() {
        choices.insert(
            usize::from(!event.not_agreed),
            Choice::new(
                "Who agreed to it beforehand, and when",
                &event.agreement,
                Picked::Agreement(event.session.clone()),
            ),
        );
    }
    Some(Picker::new(event.name.clone(), choices))
}

/// What can be done about something asked of the user.
pub(crate) fn step_picker(step: &OwnStep) -> Picker {
    let mut choices = Vec::new();
    if !step.session.is_empty() {
        choices.push(Choice::new("Open the last one", "", Picked::Session(step.session.clone())));
    }
    if !step.form.is_empty() {
        choices.push(Choice::new("Begin one", &step.kind, Picked::Form(step.form.clone())));
    }
    if !step.fact.is_empty() {
        choices.push(Choice::new("Note its day in your own record", "", Picked::OwnFact(step.fact.clone())));
    }
    Picker::new(step.label.clone(), choices)
}
