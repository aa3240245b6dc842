//! Stub.
use super::Format;
pub(super) const FORMAT: Format = Format { id: "json", extension: "json", label: "Plain", write: |_, _| Ok(()) };
