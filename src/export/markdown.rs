//! Stub.
use super::Format;
pub(super) const FORMAT: Format = Format { id: "md", extension: "md", label: "Plain", write: |_, _| Ok(()) };
