//! The handover pack: everything of a school's last years in one archive for the next SIP, and taking it over (HO-01 to HO-06);
//! or one session, as far as it is filled in, for whoever attends in the SIP's place (OF-07). And a backup of the whole store.
//!
//! `sessions/`, `forms/`, `school.ron` and `figures.ron` are what nov reads; `documents/`, `papers/` and the index, in Word and as plain
//! text, are for anybody: a document that was sent is in it as it was sent. A pack of one year is for Ofsted: the notes of visit, which are the authority's view (section 9), and the index alone. Private lines never go in. Confidential papers stay out unless they are asked for (OF-10, DI-03).

mod archive;
mod backup;
mod index;
mod make;
mod sent;
mod take;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use archive::MOST;
pub use backup::{BACKUP_IS, Backup, back_up, backup_name, read_backup};
pub use make::{Drafts, Made, OTHER, Thoughts, Wish, file_name, kinds, make, make_of_session};
pub use take::{CameBack, Taken, take};

use crate::calendar::SchoolYear;
use crate::store::StoreError;

/// Name of the list of what a pack holds.
const CONTENTS: &str = "handover.ron";
/// Name of the school's figures in a pack.
const FIGURES: &str = "figures.ron";
/// Layout of packs.
const SCHEMA: u32 = 1;

/// What a pack holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    schema: u32,
    /// School, as printed.
    school: String,
    /// School, as a file name.
    slug: String,
    /// The day it was made.
    made: NaiveDate,
    /// Who made it.
    by: String,
    /// For whom.
    #[serde(default, rename = "for", skip_serializing_if = "For::is_successor")]
    made_for: For,
    /// Ids of its sessions, oldest first.
    sessions: Vec<String>,
    /// Names of the papers in it: SEF sections, external reviews.
    #[serde(default)]
    papers: Vec<String>,
}

/// For whom a pack is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum For {
    /// The school's next SIP, or the authority.
    #[default]
    Successor,
    /// Whoever attends one event in the SIP's place.
    Cover,
    /// The SIP in whose place one event was attended.
    Covered,
}

impl For {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so whether to write it")]
    const fn is_successor(&self) -> bool {
        matches!(self, Self::Successor)
    }
}

/// Which confidential papers go in. What stays out is named in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confidential {
    /// None.
    LeaveOut,
    /// Those of these kinds.
    PutIn(Vec<String>),
    /// All.
    PutInAll,
}

impl Confidential {
    /// Whether papers of a kind go in.
    pub fn takes(&self, kind: &str) -> bool {
        match self {
            Self::LeaveOut => false,
            Self::PutIn(kinds) => kinds.iter().any(|known| known == kind),
            Self::PutInAll => true,
        }
    }
}

/// Why a pack could not be made or taken over.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A session that comes back is being written in.
    #[error(
        "{id} is open: leave it first, here or in another nov, and take the pack over again. Nothing was taken over"
    )]
    Open {
        /// The session.
        id: String,
    },
    /// There is nothing to hand over.
    #[error("{school} has no notes since the school year {from} that may go into a handover; nothing was written")]
    Empty {
        /// School.
        school: String,
        /// From which school year on.
        from: SchoolYear,
    },
    /// All that could go in was sent to nobody yet.
    #[error(
        "nobody was sent the {count} note(s) of {school} yet; note them as sent, or hand over the last year with drafts too (--drafts); nothing was written"
    )]
    OnlyDrafts {
        /// School.
        school: String,
        /// How many.
        count: usize,
    },
    /// The file is no pack.
    #[error("{path} is no handover pack: {what}; ask for the file that nov wrote, unopened. Nothing was taken over")]
    NoPack {
        /// The file.
        path: String,
        /// Why.
        what: String,
    },
    /// The file is no backup.
    #[error("{path} is no backup: {what}. Nothing was put back")]
    NoBackup {
        /// The file.
        path: String,
        /// Why.
        what: String,
    },
    /// A file whose name means something else on another machine.
    #[error("{path} has a sign in its name that no archive carries; give it another name, without : and \\")]
    Unportable {
        /// The file.
        path: String,
    },
    /// The store is too much for one archive.
    #[error(
        "the store comes to more than {most} MB, too much for one archive; copy its folder with the machine's own means"
    )]
    StoreTooLarge {
        /// Most that a backup may hold, in MB.
        most: u64,
    },
    /// The papers of the school are too much for one archive.
    #[error(
        "the notes and papers come to more than {most} MB; take large files out of papers/ and hand them over apart"
    )]
    TooLarge {
        /// Most that a pack may hold, in MB.
        most: u64,
    },
    /// The archive could not be put together.
    #[error("the pack could not be put together: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A document in it could not be written.
    #[error(transparent)]
    Export(#[from] crate::export::ExportError),
    /// A text in it could not be written.
    #[error("the pack could not be put together: {0}")]
    Text(String),
}
