//! What the user last chose for the documents of a form: remembered for the next time, in the store.

use serde::{Deserialize, Serialize};

use crate::session::{Contents, SCHEMA};

/// The user's last choice for a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Layout version.
    pub schema: u32,
    /// Document id.
    #[serde(default)]
    pub document: String,
    /// Format id.
    #[serde(default)]
    pub format: String,
    /// What goes in.
    #[serde(default)]
    pub contents: Contents,
    /// The folder documents are written to; empty: where the program was started.
    #[serde(default)]
    pub folder: String,
}

impl Default for Choice {
    fn default() -> Self {
        let (document, format, folder) = (String::new(), String::new(), String::new());
        Self { schema: SCHEMA, document, format, contents: Contents::default(), folder }
    }
}
