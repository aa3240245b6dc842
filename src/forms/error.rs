//! What can be wrong with a form file, a name in it or a value.

use crate::ronfile::RonError;

/// A form, or a file of lists beside it, that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The file does not read: bad RON, an unknown kind, a name that no form has.
    #[error("{path}, {fault}")]
    Unreadable {
        /// The file.
        path: String,
        /// Where and what.
        fault: RonError,
    },
    /// The file is of a later layout.
    #[error("{path} has layout version {found}, this nov knows {known}; use a newer nov")]
    Newer {
        /// The file.
        path: String,
        /// Its version.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// Something in it does not fit together.
    #[error("{path}: {fault}")]
    Unfit {
        /// The file.
        path: String,
        /// What, with the place in the form.
        fault: Fault,
    },
    /// Two of the user's own files hold a form of the same id.
    #[error("{path} and {other} both hold the form \"{id}\"; give one of them another id")]
    Twice {
        /// The file added last, which is left out.
        path: String,
        /// The file that has the id already.
        other: String,
        /// The id.
        id: String,
    },
    /// No such form.
    #[error("there is no form \"{id}\"{near}")]
    Unknown {
        /// As named.
        id: String,
        /// Near ids, or all there are.
        near: String,
    },
}

impl FormError {
    /// The same, with the line of the file where the fault stands, if its text shows it.
    #[must_use]
    pub(super) fn with_line(self, text: &str) -> Self {
        match self {
            Self::Unfit { path, fault } => {
                let line = fault.line(text).map(|line| format!(", line {line}")).unwrap_or_default();
                Self::Unfit { path: format!("{path}{line}"), fault }
            }
            Self::Unreadable { .. } | Self::Newer { .. } | Self::Twice { .. } | Self::Unknown { .. } => self,
        }
    }
}

impl Fault {
    /// The line, from 1, of the name the fault is about: of an id given twice, its second time.
    fn line(&self, text: &str) -> Option<usize> {
        let (place, name, times) = match self {
            // Sections and items have titles, the rest labels: an id may stand for one of each.
            Self::SameId { place, id, what: "section" | "agenda item" } => {
                (place.as_str(), format!("id: \"{id}\", title"), 2)
            }
            Self::SameId { place, id, what: "field" | "column" } => (place.as_str(), format!("id: \"{id}\", label"), 2),
            Self::SameId { place, id, .. } => (place.as_str(), format!("id: \"{id}\""), 2),
            Self::BadId { place, id, .. } => (place.as_str(), format!("id: \"{id}\""), 1),
            Self::Unknown { place, id, .. } => (place.as_str(), format!("\"{id}\""), 1),
            Self::Unshown { field } | Self::ShownTwice { field, .. } => ("", format!("id: \"{field}\""), 1),
            Self::BadPart { document, .. } => ("", format!("id: \"{document}\""), 1),
            Self::Malformed { .. } => return None,
        };
        // What is wrong inside a field is looked for behind the field's own id.
        let inside = place.strip_prefix("field \"").and_then(|rest| rest.strip_suffix('"'));
        let from = inside.and_then(|id| text.find(&format!("id: \"{id}\""))).unwrap_or_default();
        let (at, _) = text[from..].match_indices(&name).nth(times - 1)?;
        Some(text[..from + at].lines().count().max(1) + usize::from(text[..from + at].ends_with('\n')))
    }
}

/// Something in a form that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An id is given twice.
    #[error("{place}: two {what}s have the id \"{id}\"; give one of them another")]
    SameId {
        /// Part of the form.
        place: String,
        /// What has the id.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// An id that could not be typed as part of a path.
    #[error(
        "{place}: \"{id}\" cannot be the id of a {what}; begin with a letter and use letters, digits and hyphens (\"state\" is taken)"
    )]
    BadId {
        /// Part of the form.
        place: String,
        /// What has the id.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// A scale, list, role, section, field or the like is named that does not exist.
    #[error("{place}: there is no {what} \"{id}\"{near}")]
    Unknown {
        /// Part of the form.
        place: String,
        /// What was looked for.
        what: &'static str,
        /// As named.
        id: String,
        /// Near names, or all there are.
        near: String,
    },
    /// A field could never be filled in.
    #[error("field \"{field}\": no agenda item shows it; name it, or its section, in one")]
    Unshown {
        /// The field.
        field: String,
    },
    /// A field would stand in two places.
    #[error("field \"{field}\": several agenda items show it ({items}); leave it in one")]
    ShownTwice {
        /// The field.
        field: String,
        /// Ids of the items.
        items: String,
    },
    /// A document, or a part of one, that cannot be printed.
    #[error("document \"{document}\": {what}")]
    BadPart {
        /// The document.
        document: String,
        /// What is wrong, and what to do.
        what: String,
    },
    /// Something else that cannot be so.
    #[error("{place}: {what}")]
    Malformed {
        /// Part of the form.
        place: String,
        /// What is wrong, and what to do.
        what: String,
    },
}

/// A field or cell that a form does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// No field or judgement row of that name.
    #[error("the form \"{form}\" has no field \"{path}\"{near}")]
    NoField {
        /// The form.
        form: String,
        /// As named.
        path: String,
        /// Near paths, or where to find them.
        near: String,
    },
    /// The field is there, and has cells; this is none of them.
    #[error("\"{path}\" is no cell of {what}; write {how}")]
    NoCell {
        /// As named.
        path: String,
        /// What was found: `the table "present"`.
        what: String,
        /// How its cells are named, and which there are.
        how: String,
    },
}

/// A value that a field cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(pub String);
