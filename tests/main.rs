//! All integration tests of nov, as one program: one link instead of many.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by failing"
)]
#![allow(unreachable_pub, reason = "what support offers is public to the other modules, not to the world")]

mod addressed;
mod architecture;
mod as_received;
mod caseload;
mod catalogue;
mod chain;
mod cli;
mod derived;
mod documents;
mod each_reader;
mod examples;
mod flows;
mod forms;
mod handbook;
mod handed;
mod handover;
mod kept_apart;
mod labels;
mod measures;
mod meetings;
mod papers;
mod privacy;
mod pty;
mod readme;
mod screens;
#[allow(dead_code, reason = "a vocabulary: not every word is in use at all times")]
mod support;
mod templates;
mod themes;
