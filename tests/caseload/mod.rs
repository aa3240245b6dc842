//! The caseload at a glance: the pages of the home screen, and what is done from them in the sessions themselves.

mod concern;
mod own;
mod register;
mod school;
