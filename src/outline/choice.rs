//! What the user last chose for the documents of a form: remembered for the next time, in the store.

use serde::{Deserialize, Serialize};

use super::audience::is_own;
use crate::session::{Contents, Goes, Piece, SCHEMA};

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
    /// What goes in, but for findings waived.
    #[serde(default)]
    pub contents: Contents,
    /// The documents findings waived go into: chosen for one, they are in no other.
    #[serde(default)]
    pub waived_in: Vec<String>,
    /// The folder documents are written to; empty: where the program was started.
    #[serde(default)]
    pub folder: String,
}

impl Default for Choice {
    fn default() -> Self {
        let (document, format, folder) = (String::new(), String::new(), String::new());
        Self { schema: SCHEMA, document, format, contents: Contents::default(), waived_in: Vec::new(), folder }
    }
}

impl Choice {
    /// What goes into a document.
    pub fn contents_of(&self, document: &str) -> Contents {
        let mut contents = self.contents.clone();
        let is_in = self.waived_in.iter().any(|known| known == document);
        contents.set(Piece::Waived, if is_in { Goes::In } else { Goes::Out });
        contents
    }

    /// Keeps what goes into a document: of the form, but findings waived of this document alone.
    pub fn keep_contents(&mut self, document: &str, contents: &Contents) {
        self.waived_in.retain(|known| known != document);
        if contents.hold(Piece::Waived) {
            self.waived_in.push(document.to_owned());
        }
        self.contents = contents.clone();
        self.contents.set(Piece::Waived, Goes::Out);
    }

    /// Keeps which document was written in which format. One for the user alone is chosen for itself each time: another, of
    /// another school, is not to turn into it unseen.
    pub fn keep_document(&mut self, document: &str, audience: &str, format: &str) {
        if !is_own(audience) {
            document.clone_into(&mut self.document);
            format.clone_into(&mut self.format);
        }
    }
}
