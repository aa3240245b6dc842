//! Who got which document, and when (DI-01).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::contents::Contents;
use super::model::Session;
use crate::forms::{Form, Recipient};

/// A document that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Document id.
    pub document: String,
    /// Format id; empty: not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// To whom, by role.
    pub to: Vec<String>,
    /// The day.
    pub on: NaiveDate,
    /// Number of the version that was kept of the session then.
    pub version: u32,
    /// What went in.
    #[serde(default, skip_serializing_if = "Contents::is_usual")]
    pub contents: Contents,
}

impl Sent {
    /// To whom, in words: `the headteacher and the LA`.
    pub fn to_whom(&self) -> String {
        to_whom(&self.to)
    }
}

/// Some roles in the middle of a sentence: `the headteacher and the LA`.
pub fn to_whom(roles: &[String]) -> String {
    let named: Vec<String> = roles.iter().map(|role| the(role)).collect();
    match named.as_slice() {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A role in the middle of a sentence: `the headteacher`, `the LA`, `all invited`.
fn the(role: &str) -> String {
    // A title of several capitals is a name.
    let titled = role.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    let is_plain = role.chars().nth(1).is_some_and(char::is_lowercase) && !titled;
    let mut role = role.to_owned();
    if let Some(first) = role.get_mut(..1).filter(|_| is_plain) {
        first.make_ascii_lowercase();
    }
    if role.starts_with("all ") { role } else { format!("the {role}") }
}

impl Session {
    /// Everything that was noted as sent, in the order it was noted.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// The last sending of a document to a role.
    pub fn sent_to(&self, role: &str, document: &str) -> Option<&Sent> {
        self.sent.iter().rev().find(|sent| sent.document == document && sent.to.iter().any(|to| to == role))
    }

    /// Everybody of whom a role is one, and the day, where a document of theirs was sent to all of them at once.
    pub fn sent_among(&self, form: &Form, one: &Recipient) -> Option<(String, NaiveDate)> {
        let mut all = form.distribution.iter().filter(|row| row.everybody && row.document == one.document);
        all.find_map(|row| Some((row.role.clone(), self.sent_to(&row.role, &row.document)?.on)))
    }

    /// The sendings that count: of each document and role the last one.
    pub fn last_sent(&self) -> Vec<&Sent> {
        let counts = |sent: &&Sent| {
            sent.to.iter().any(|role| self.sent_to(role, &sent.document).is_some_and(|last| std::ptr::eq(last, *sent)))
        };
        self.sent.iter().filter(counts).collect()
    }

    /// The change that notes a document as sent.
    pub fn sending(&self, sent: Sent) -> Change {
        Change::Sent { at: self.sent.len(), from: None, to: Some(sent) }
    }
}

/// Who gets something when a state is reached: those on the form's list whose deadline that state fulfils.
pub fn recipients_of<'a>(form: &'a Form, state: &str) -> Vec<&'a Recipient> {
    let fulfilled = form.deadlines.iter().filter(|deadline| deadline.done_in.as_deref() == Some(state));
    fulfilled.flat_map(|deadline| form.due_to(&deadline.id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn sent(to: &[&str], on: &str) -> Sent {
        let to = to.iter().map(|role| (*role).to_owned()).collect();
        let (document, format) = ("nov".to_owned(), "docx".to_owned());
        Sent { document, format, to, on: on.parse().unwrap(), version: 1, contents: Contents::default() }
    }

    #[test]
    fn the_last_sending_to_each_role_counts() {
        let form = Library::shipped().form("autumn").unwrap();
        let day = "2009-11-17".parse().unwrap();
        let mut session = Session::new(&form, "a", "Seaview Primary", "seaview", day);
        for (to, on) in
            [(&["Headteacher"][..], "2009-11-20"), (&["Headteacher", "LA"], "2009-11-30"), (&["LA"], "2009-12-01")]
        {
            let change = session.sending(sent(to, on));
            session.apply(&change).unwrap();
        }
        let days: Vec<String> = session.last_sent().iter().map(|sent| sent.on.to_string()).collect();
        assert_eq!(days, ["2009-11-30", "2009-12-01"]);
        assert_eq!(session.sent_to("Headteacher", "nov").unwrap().on.to_string(), "2009-11-30");
        assert!(session.sent_to("Headteacher", "actions").is_none());
    }

    #[test]
    fn roles_stand_in_a_sentence() {
        assert_eq!(
            sent(&["Headteacher", "Chair of governors", "LA"], "2009-11-20").to_whom(),
            "the headteacher, the chair of governors and the LA"
        );
        assert_eq!(sent(&["All invited"], "2009-11-20").to_whom(), "all invited");
        assert_eq!(sent(&["SIP manager"], "2009-11-20").to_whom(), "the SIP manager");
        assert_eq!(sent(&["Senior Phase Adviser"], "2009-11-20").to_whom(), "the Senior Phase Adviser");
    }

    #[test]
    fn a_state_names_those_whose_deadline_it_fulfils() {
        let form = Library::shipped().form("autumn").unwrap();
        let roles =
            |state: &str| -> Vec<String> { recipients_of(&form, state).iter().map(|r| r.role.clone()).collect() };
        assert_eq!(roles("with-head"), ["Headteacher"]);
        assert_eq!(roles("circulated"), ["Headteacher", "Chair of governors", "LA"]);
        assert!(roles("held").is_empty());
    }
}
