//! Whole sittings as stories: a user's keys, and what is on the screen and in the session after them.

mod first_run;
