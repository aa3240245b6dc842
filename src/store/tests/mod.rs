//! Tests of the store as its user sees it: a small document, a real folder, and a disk that can fail.

mod beside;
mod checkpoints;
mod crash;
mod holding;
mod inboxes;
mod journals;
mod listing;
mod opening;
mod putting_away;
mod records;
mod rescue;
mod support;
mod versions;
