//! What can be wrong with a form file or a name in it.

use crate::ronfile::RonError;

/// A form that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The file does not read.
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
    #[error("{path}: {what}")]
    Unfit {
        /// The file.
        path: String,
        /// What, with the id concerned.
        what: String,
    },
    /// No such form.
    #[error("there is no form \"{id}\"; there are {known}")]
    Unknown {
        /// As named.
        id: String,
        /// Those there are.
        known: String,
    },
}

/// A field or cell that a form does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the form \"{form}\" has no field \"{path}\"{near}")]
pub struct PathError {
    pub(super) form: String,
    pub(super) path: String,
    pub(super) near: String,
}

/// A value that a field cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(pub String);
