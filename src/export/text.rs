//! Stub.
use super::Format;
pub(super) const FORMAT: Format = Format { id: "txt", extension: "txt", label: "Plain", write: |_, _| Ok(()) };
