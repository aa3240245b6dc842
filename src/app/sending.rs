//! Documents on their way out: what is being written, what is kept when it is sent, and what changed since.

use std::path::PathBuf;

use super::overlay::{Choice as PickerChoice, Overlay, Picked, Picker};
use super::{App, Effect, Sitting, Urgency};
use crate::outline::{
    Choice, Outline, half_typed, next_to_send, noting, odd_about, outdated, still_expected, without_address,
    without_evidence,
};
use crate::session::{Change, Contents, Grouping, Sent, Stand, Version, stands_at};

/// Seconds without a key after which it is looked whether a sent document has changed.
const PAUSE: i64 = 2;

/// A document being written to a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    /// The document.
    pub outline: Outline,
    /// Format id.
    pub format: &'static str,
    /// Where; relative to where the program was started.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub over: Over,
    /// The session it is of, as it stood with what is beside it.
    pub stand: Stand,
    /// What goes in.
    pub contents: Contents,
    /// What is remembered of how it was wanted.
    pub choice: Choice,
    /// What is noted once it is written.
    pub sent: Option<Sent>,
    /// The version it is of; none: as it stands.
    pub version: Option<u32>,
}

/// Whether a file that is there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It stays; the user is asked.
    Ask,
    /// It is replaced.
    Replace,
}

/// What a version is kept for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptFor {
    /// The user asked for it.
    User,
    /// A document that was sent.
    Sent(Sent),
    /// The words of that version come back.
    Restoring(u32),
}

impl App {
    /// A document was written.
    pub(super) fn exported(&mut self, writing: Writing, told: String) {
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Export(_)));
        let mail = writing.format == "eml";
        let told = if mail { format!("{told} · open it with your mail program and send it from there") } else { told };
        let id = writing.stand.session().id().to_owned();
        let lacks = self.of_session(&id, |app, sitting| {
            let filled = sitting.filled(&app.desk);
            let expected = still_expected(&filled, &writing.outline.document).filter(|_| writing.version.is_none());
            // Of what is noted as sent it is said then.
            let is_out = writing.sent.is_none() && writing.version.is_none() && filled.is_beyond_drafting();
            let half = half_typed(&filled, &writing.outline.document).filter(|_| is_out);
            half.into_iter().chain(expected).collect::<Vec<_>>()
        });
        let no_address = without_address(&writing.outline).filter(|_| mail);
        let odd = lacks.into_iter().flatten().chain(without_evidence(&writing.outline)).chain(no_address);
        let odd: Vec<String> = odd.collect();
        match odd.as_slice() {
            [] => self.tell(told),
            odd => self.warn(format!("{told} · {}", odd.join(" · "))),
        }
        // How an earlier version was wanted says nothing of what is written next.
        if writing.version.is_some() {
            return;
        }
        let Writing { stand, choice, sent, .. } = writing;
        let form = stand.session().form().to_owned();
        self.of_session(stand.session().id(), |app, sitting| {
            let next = next_to_send(&sitting.filled(&app.desk)).map(|(document, _)| document);
            let is_another = next.is_some_and(|next| next != choice.document);
            sitting.chosen_in = sitting.session().state().filter(|_| is_another).map(str::to_owned);
            sitting.choice = choice.clone();
        });
        self.want(Effect::Remember { form, choice: Box::new(choice) });
        if let Some(sent) = sent {
            let why = format!("sent to {}", sent.to_whom());
            self.want(Effect::KeepVersion { stand: Box::new(stand), why, purpose: KeptFor::Sent(sent) });
        }
    }

    /// A file of that name is there already: replace it, or write under another name.
    pub(super) fn ask_to_replace(&mut self, writing: Writing) {
        let name = writing.path.display().to_string();
        let again = Writing { over: Over::Replace, ..writing };
        let choices = vec![
            PickerChoice::new("Choose another name", "the file stays as it is", Picked::AnotherName),
            PickerChoice::new("Replace the file", "", Picked::Replace(Box::new(again))),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("{name} is there already"), choices)));
    }

    /// A version is kept; what it was kept for follows.
    pub(super) fn version_kept(&mut self, session: &str, number: u32, purpose: KeptFor) {
        let known = self.of_session(session, |app, sitting| match purpose {
            KeptFor::User => app.tell(format!("Kept as version {number}")),
            KeptFor::Sent(sent) => {
                let sent = Sent { version: number, ..sent };
                let days = (sent.on, app.now.date());
                let odd = odd_about(&sitting.filled(&app.desk), &sent.document, &sent.to, days);
                let noted = format!("Noted as sent to {} (version {number})", sent.to_whom());
                let noting = noting(&sitting.filled(&app.desk), sent);
                let stopped = noting.stopped.map(|why| format!("{why} (Ctrl+R)"));
                let brought = noting.brought.map(|state| format!("noted as {state} too"));
                let stood = stands_at(&sitting.filled(&app.desk));
                if app.record(sitting, noting.changes, Grouping::New, Urgency::Now) {
                    let stands = stands_at(&sitting.filled(&app.desk)).filter(|stands| Some(stands) != stood.as_ref());
                    let moved = stands.map(|state| {
                        format!("everybody on the list has it, so it stands at “{}” now", sitting.label_of(&state))
                    });
                    let state = brought.or(stopped).or(moved);
                    let before = app.notice.take().map(|notice| notice.text);
                    let told: Vec<String> = before.into_iter().chain([noted]).chain(state).chain(odd).collect();
                    app.tell(told.join(" · "));
                }
            }
            KeptFor::Restoring(wanted) => app.restore(sitting, wanted, number),
        });
        if known.is_some() {
            self.want(Effect::ReadVersions(session.to_owned()));
        } else {
            self.warn(format!("Kept as version {number}, but its session is not open any more: nothing was noted"));
        }
    }

    /// Gives a session the words of a version again; what stood before is kept as another.
    fn restore(&mut self, sitting: &mut Sitting, wanted: u32, before: u32) {
        let Some(version) = sitting.versions.iter().find(|version| version.number == wanted) else { return };
        let changes = version.restoring(sitting.session());
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.settle_after_change(&self.desk);
            self.overlays.clear();
            self.tell(format!(
                "The words of version {wanted} are back; what stood before is version {before}, and undo takes it back"
            ));
        }
    }

    /// The versions of a session were read.
    pub(super) fn versions_read(&mut self, session: &str, versions: Vec<Version>) {
        self.of_session(session, |app, sitting| {
            sitting.versions = versions;
            app.look_for_changes(sitting);
        });
    }

    /// In a pause of typing: whether a document that was sent says something else now.
    pub(super) fn look_in_a_pause(&mut self) {
        if (self.now - self.pressed).num_seconds() < PAUSE {
            return;
        }
        self.with_sitting(|app, sitting| {
            if sitting.looked_at != Some(sitting.session().applied()) && !sitting.session().sent().is_empty() {
                app.look_for_changes(sitting);
            }
        });
    }

    fn look_for_changes(&self, sitting: &mut Sitting) {
        let found = outdated(&sitting.filled(&self.desk), &sitting.versions);
        sitting.looked_at = Some(sitting.session().applied());
        sitting.outdated = found;
    }

    /// Takes back that a document was sent to a role.
    pub(super) fn take_back_sending(&mut self, sitting: &mut Sitting, role: &str, document: &str) {
        let sent = sitting.session().sent();
        let last = sent.iter().rposition(|sent| sent.document == document && sent.to.iter().any(|to| to == role));
        let Some((at, from)) = last.and_then(|at| Some((at, sent.get(at)?.clone()))) else { return };
        let others: Vec<String> = from.to.iter().filter(|to| *to != role).cloned().collect();
        let to = (!others.is_empty()).then(|| Sent { to: others, ..from.clone() });
        let day = crate::calendar::long(from.on);
        if self.record(sitting, vec![Change::Sent { at, from: Some(from), to }], Grouping::New, Urgency::Now) {
            self.look_for_changes(sitting);
            self.tell(format!("Taken back: not sent to {role} on {day} after all"));
        }
    }

    /// Does something with an open session, on the screen or not.
    fn of_session<T>(&mut self, session: &str, act: impl FnOnce(&mut Self, &mut Sitting) -> T) -> Option<T> {
        let here = |sitting: &Option<Box<Sitting>>| sitting.as_ref().is_some_and(|s| s.session().id() == session);
        if here(&self.sitting) {
            return self.with_sitting(act);
        }
        if !here(&self.other) {
            return None;
        }
        std::mem::swap(&mut self.sitting, &mut self.other);
        let done = self.with_sitting(act);
        std::mem::swap(&mut self.sitting, &mut self.other);
        done
    }
}
