//! nov.
pub mod ronfile;
pub mod calendar;
pub mod forms;
pub mod grammar;
pub mod session;
pub mod rules;
pub mod outline;
pub mod caseload;
pub mod export;
pub mod journal;
pub mod command;
pub mod app;
pub mod ui;
pub mod settings;
pub mod store;
pub mod runtime;
pub mod cli;
