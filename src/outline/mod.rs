//! outline.
