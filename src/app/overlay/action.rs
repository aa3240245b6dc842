//! The details of an action: words, owners, date, measure of success, status, progress, impact.

use super::super::editor::{Editor, Pressed};
use super::super::{App, Sitting};
use super::Overlay;
use crate::command::{Code, Key};
use crate::forms::{Form, Kind, Source};
use crate::session::{Detail, EntryId, Session, Status, Target, owners_of, whose};

/// A detail of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionSpot {
    /// What is to be done.
    Words,
    /// Who does it.
    Owners,
    /// By when.
    Due,
    /// How it will be known to have worked.
    Measure,
    /// Where it stands.
    Status,
    /// What has been done since.
    Progress,
    /// What that achieved.
    Impact,
}

impl ActionSpot {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::Words, Self::Owners, Self::Due, Self::Measure, Self::Status, Self::Progress, Self::Impact];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Words => "Action",
            Self::Owners => "Owner (role and initials)",
            Self::Due => "By when",
            Self::Measure => "Measure of success",
            Self::Status => "Status (← →)",
            Self::Progress => "Progress",
            Self::Impact => "Impact",
        }
    }

    /// What a form's table of actions calls it.
    const fn fact(self) -> &'static str {
        match self {
            Self::Words => "text",
            Self::Owners => "owner",
            Self::Due => "due",
            Self::Measure => "measure",
            Self::Status => "status",
            Self::Progress => "progress",
            Self::Impact => "impact",
        }
    }

    /// The column of the form in which it is printed, where that has another name.
    pub fn column(self, form: &Form) -> Option<&str> {
        form.all_fields().find_map(|field| {
            let (Kind::Table { columns }, Some(Source::Actions(facts))) = (&field.kind, &field.from) else {
                return None;
            };
            let (id, _) = facts.iter().find(|(_, facts)| facts.split('+').any(|fact| fact == self.fact()))?;
            let column = columns.iter().find(|column| column.id == *id)?;
            (column.label != self.label()).then_some(column.label.as_str())
        })
    }

    /// The text of the session it types in, if it is one.
    const fn target(self, id: EntryId) -> Option<Target> {
        match self {
            Self::Words => Some(Target::Entry(id)),
            Self::Measure => Some(Target::Measure(id)),
            Self::Progress => Some(Target::Progress(id)),
            Self::Impact => Some(Target::Impact(id)),
            Self::Owners | Self::Due | Self::Status => None,
        }
    }
}

/// The details of an action on the screen.
#[derive(Debug, Clone)]
pub struct ActionForm {
    /// The action's entry.
    pub id: EntryId,
    /// The selected detail, from 0.
    pub at: usize,
    /// Its text.
    pub editor: Editor,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// First letters of a status, as far as they are typed.
    letters: String,
    /// How many changes the session had before.
    since: u64,
}

impl ActionForm {
    /// Opens an action.
    pub fn new(session: &Session, id: EntryId) -> Self {
        Self::at(session, id, ActionSpot::Words)
    }

    /// Opens an action at a detail.
    pub fn at(session: &Session, id: EntryId, spot: ActionSpot) -> Self {
        let at = ActionSpot::ALL.iter().position(|known| *known == spot).unwrap_or_default();
        let mut form =
            Self { id, at, editor: Editor::default(), fault: None, letters: String::new(), since: session.applied() };
        form.arrive(session);
        form
    }

    /// Opens an action at what it lacks.
    pub fn lacking(session: &Session, id: EntryId, detail: Detail) -> Self {
        let spot = match detail {
            Detail::Owner => ActionSpot::Owners,
            Detail::Due => ActionSpot::Due,
            Detail::Measure => ActionSpot::Measure,
        };
        Self::at(session, id, spot)
    }

    /// The selected detail.
    pub fn spot(&self) -> ActionSpot {
        ActionSpot::ALL[self.at.min(ActionSpot::ALL.len() - 1)]
    }

    /// The text of a detail.
    pub fn text(session: &Session, id: EntryId, spot: ActionSpot) -> String {
        if let Some(target) = spot.target(id) {
            return session.text(&target).to_owned();
        }
        let Some(action) = session.entry(id).and_then(|(_, e)| e.action.as_ref()) else { return String::new() };
        match spot {
            ActionSpot::Owners => whose(&action.owners),
            ActionSpot::Due => action.due.map(|d| d.format("%-d %B %Y").to_string()).unwrap_or_default(),
            ActionSpot::Status => action.status.label().to_owned(),
            ActionSpot::Words | ActionSpot::Measure | ActionSpot::Progress | ActionSpot::Impact => String::new(),
        }
    }

    fn arrive(&mut self, session: &Session) {
        let text = Self::text(session, self.id, self.spot());
        self.letters.clear();
        self.editor = match self.spot() {
            ActionSpot::Owners | ActionSpot::Due => Editor::offering(&text),
            ActionSpot::Words
            | ActionSpot::Measure
            | ActionSpot::Status
            | ActionSpot::Progress
            | ActionSpot::Impact => Editor::new(&text),
        };
    }
}

impl App {
    pub(super) fn press_in_action(&mut self, mut form: ActionForm, key: Key) {
        let open = self.with_sitting(|app, sitting| app.press_in_action_of(sitting, &mut form, key));
        if open == Some(true) {
            self.overlays.push(Overlay::Action(form));
        } else {
            let noted = self.with_sitting(|app, sitting| {
                app.look_again(sitting);
                let session = sitting.session();
                let number = session.entry(form.id).and_then(|(_, entry)| entry.action.as_ref()).map(|a| a.number);
                number.filter(|_| session.applied() > form.since)
            });
            // Back on the list from which it was opened, where what was told does not show.
            if self.end_errand()
                && let Some(number) = noted.flatten()
            {
                self.tell(format!("Noted at action {number}"));
            }
        }
    }

    /// Whether the details stay open.
    fn press_in_action_of(&mut self, sitting: &mut Sitting, form: &mut ActionForm, key: Key) -> bool {
        let last = ActionSpot::ALL.len() - 1;
        let to = match key.code {
            Code::Esc => None,
            Code::Enter | Code::Tab | Code::Down => Some((form.at + 1).min(last)),
            Code::BackTab | Code::Up => Some(form.at.saturating_sub(1)),
            _ => {
                self.type_in_action(sitting, form, key);
                return true;
            }
        };
        let leaves = key.code == Code::Esc || (key.code == Code::Enter && form.at == last);
        // A second Esc leaves what cannot be kept; it comes back nowhere.
        let again = key.code == Code::Esc && form.fault.is_some();
        let typed = form.editor.text().trim().to_owned();
        if !self.leave_action_spot(sitting, form) {
            if !again {
                return true;
            }
            self.want(super::super::Effect::Scratch(String::new()));
            self.tell(format!("“{typed}” is not kept; what stood there stands"));
        }
        if leaves {
            return false;
        }
        form.at = to.unwrap_or(form.at);
        form.arrive(sitting.session());
        true
    }

    fn type_in_action(&mut self, sitting: &mut Sitting, form: &mut ActionForm, key: Key) {
        let spot = form.spot();
        if spot == ActionSpot::Status {
            let now = sitting.session().entry(form.id).and_then(|(_, e)| e.action.as_ref()).map(|a| a.status);
            let at = Status::ALL.iter().position(|s| Some(*s) == now).unwrap_or_default();
            form.fault = None;
            let wanted = match key.code {
                // Words typed here by mistake choose nothing, whatever letters they hold.
                Code::Char(c) if c != ' ' || !form.letters.is_empty() => {
                    form.letters.extend(c.to_lowercase());
                    let begun = |status: &Status| status.label().starts_with(&form.letters);
                    let Some(status) = Status::ALL.into_iter().find(begun) else {
                        let all = Status::ALL.map(Status::label).join(", ");
                        form.fault = Some(format!("“{}” is none of {all}", form.letters));
                        return;
                    };
                    return self.set_status(sitting, form.id, status);
                }
                Code::Right | Code::Char(_) => (at + 1) % Status::ALL.len(),
                Code::Left => (at + Status::ALL.len() - 1) % Status::ALL.len(),
                _ => at,
            };
            self.set_status(sitting, form.id, Status::ALL[wanted]);
            form.arrive(sitting.session());
            return;
        }
        let Pressed::Edit(edit) = form.editor.press(key) else { return };
        form.fault = None;
        let Some(target) = spot.target(form.id) else {
            self.want(super::super::Effect::Scratch(form.editor.text().to_owned()));
            return;
        };
        if !self.record_typing(sitting, target, &edit) {
            form.arrive(sitting.session());
        }
    }

    /// Takes owners and date as typed; false where they cannot be.
    fn leave_action_spot(&mut self, sitting: &mut Sitting, form: &mut ActionForm) -> bool {
        let text = form.editor.text().trim().to_owned();
        match form.spot() {
            ActionSpot::Owners => {
                let owners = owners_of(&text.replace(['+', '&', '@'], ",").replace(" and ", ","), &self.desk.roles);
                // A role in words is that role: “chair of governors”.
                let role = |owner: &String| {
                    let called = self.desk.roles.iter().find(|role| role.is_called(owner));
                    called.map_or(owner.as_str(), |role| role.as_seated(sitting.session())).to_owned()
                };
                let mut owners: Vec<String> =
                    owners.iter().map(|owner| sitting.session().owner_called(&role(owner))).collect();
                let mut known = std::collections::BTreeSet::new();
                owners.retain(|owner| known.insert(owner.clone()));
                let from = sitting.session().date();
                if let Some(day) = owners.iter().find(|owner| self.desk.calendar.parse_date(owner, from).is_some()) {
                    form.fault =
                        Some(format!("“{day}” is a day and nobody who does it; days stand below, under By when"));
                    return false;
                }
                self.alter(sitting, form.id, |e| {
                    if let Some(action) = &mut e.action {
                        action.owners = owners;
                    }
                });
            }
            ActionSpot::Due => {
                let due = match self.read_due(sitting, &text) {
                    Ok(due) => Some(due),
                    Err(_) if text.is_empty() => None,
                    Err(fault) => {
                        form.fault = Some(fault);
                        return false;
                    }
                };
                self.alter(sitting, form.id, |e| {
                    if let Some(action) = &mut e.action {
                        action.due = due;
                    }
                });
            }
            ActionSpot::Words
            | ActionSpot::Measure
            | ActionSpot::Status
            | ActionSpot::Progress
            | ActionSpot::Impact => return true,
        }
        self.want(super::super::Effect::Scratch(String::new()));
        true
    }
}
