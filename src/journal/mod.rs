//! The crash journal as bytes: frames of steps, and their recovery into the longest sound run.
//!
//! A journal is a [`header`] followed by frames, one a step. Nothing here opens a file: `store` owns the
//! files, this module owns what stands in them. Two promises, both tested byte by byte:
//!
//! - Cut anywhere, a journal gives exactly the steps whose frames are whole.
//! - With any byte changed, it gives a run of true steps from the start, never a wrong one.

mod frame;
mod recovery;

pub use frame::{EncodeError, FRAME_HEAD, Frame, Header, MAX_PAYLOAD, checksum_of, encode, frames, header};
pub use recovery::{Damage, Fault, Recovered, Recovery, recover};
