//! Whole sittings as stories: a user's keys, and what is on the screen and in the session after them.

mod actions;
mod attendance;
mod carrying;
mod copying;
mod correcting;
mod diary;
mod editing;
mod entries;
mod every_form;
mod figures;
mod findings;
mod first_run;
mod grid;
mod guesses;
mod leaving;
mod minutes;
mod prompts;
mod properties;
mod questions;
mod recognition;
mod sheets;
mod starting;
mod third_form;
mod times;
mod two_sessions;
mod walking;
