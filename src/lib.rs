//! nov.
pub mod app;
pub mod calendar;
pub mod caseload;
pub mod cli;
pub mod command;
pub mod export;
pub mod forms;
pub mod grammar;
pub mod journal;
pub mod outline;
pub mod ronfile;
pub mod rules;
pub mod runtime;
pub mod session;
pub mod settings;
pub mod store;
pub mod ui;
