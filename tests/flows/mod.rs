//! Whole sittings as stories: a user's keys, and what is on the screen and in the session after them.

mod actions;
mod attendance;
mod editing;
mod entries;
mod first_run;
mod prompts;
mod recognition;
mod starting;
mod times;
mod walking;
