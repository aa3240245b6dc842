//! nov: Round Table Meetings, school visits and the Note of Visit, from the keyboard.
//!
//! # Code map
//! The domain comes first, in this order: each module may use those before it. None of it touches files, clocks,
//! threads or the terminal.
//!
//! - [`ronfile`]: how every RON text is read and written, errors with line and column; what still reads of a damaged one.
//! - [`calendar`]: terms, holidays, working days, seasons, dates in plain English.
//! - [`forms`]: forms as data, their library, finding and filling cells. No code names a form.
//! - [`grammar`]: the one-line entry grammar: text to kind, owner, due date, with spans.
//! - [`measures`]: published tables and files of a school's own become its figures by year and group; targets, gaps.
//! - [`session`]: `Session`, `Change`, `Step`: a session is a fold over changes; `Filled` is a form as filled in; who got
//!   what, and `Version`, a session with what stood beside it when it was sent; two copies of one put together again.
//! - [`rules`]: what stands in the way of sending, one file a rule.
//! - [`outline`]: a session and a document id become a neutral document; two of them compared; which sent ones changed.
//! - [`caseload`]: over several sessions: what schools are owed and the SIP is asked, days, the register, carry-over.
//!
//! Around it:
//!
//! - [`export`]: one file a format: an outline in, bytes out; `pages` lays one out for the screen.
//! - [`journal`]: frames of steps, and what can be recovered of them: bytes only.
//! - [`command`]: the one table of commands; keys, hint bar, palette, help and README come from it.
//! - [`settings`]: the settings file as text.
//! - [`app`]: the state of the screen, and `update`: one message in, effects out, nothing done.
//! - [`ui`]: draws the state.
//! - [`store`]: the folder of documents: durable saves, journals, locks, inboxes, index, search; `Desk` is a store with
//!   its forms and calendar.
//! - [`pack`]: the handover of a school as one archive, and taking it over; a backup of the whole store.
//! - [`runtime`]: the event loop, the terminal, and doing what `update` wants.
//! - [`cli`]: the same domain without a terminal. Only `main` knows it and [`runtime`].
//!
//! # Invariants
//! - A session is altered by `Session::apply` alone, and every change has an inverse ([`session`]).
//! - A key in a text is a step in the journal before it is on the screen ([`runtime`]).
//! - A file is replaced as a whole or not at all, and never by what would not read back ([`store`]).
//! - Of a damaged file nothing is taken but whole values that stood there, and its bytes are kept first ([`ronfile`]).
//! - What a document's audience may not see never gets into its outline ([`outline`]).
//! - A version is on the disk before anything says that it was sent, and is never rewritten ([`store`]).
//! - `tests/architecture.rs` holds the table of layers and refuses what breaks it.
//!
//! # Where this differs from the first design, and why
//! - Values of fields are kept as text under their path (`attainment.school`), tables as rows of text: so typing in
//!   any of them is the same small edit, and a file mended by hand stays readable.
//! - What the terminal shows is kept, compared and written by ourselves ([`ui::Canvas`], [`runtime`]): ratatui's terminal
//!   measures every cell at every key, and its backend writes some sixty bytes a key, ours a few.
//! - Journals are folded on the loop's thread in a pause of typing, not on the worker: one writer, no hand-over.
//! - Key names are read by [`command`] itself, as the settings layer must not know the terminal's crates.
//! - A name that a file has and nov does not know is refused by line and column, and not carried along unread: what is
//!   misspelt in a file mended by hand would else be kept and mean nothing.
//! - The version of a shipped form names the edition of the handbook it follows. Until nov is first released its forms may
//!   still change under one version: a session opens with the copy that its store kept, and a new one there begins with that
//!   copy too. From the first release on, every change of a shipped form is a new version.
//! - Saving does without atomic-write-file: it needs the synced folder, the mode and the claim of a free name.

pub mod app;
pub mod calendar;
pub mod caseload;
pub mod cli;
pub mod command;
pub mod export;
pub mod forms;
pub mod grammar;
pub mod journal;
pub mod measures;
pub mod outline;
pub mod pack;
pub mod ronfile;
pub mod rules;
pub mod runtime;
pub mod session;
pub mod settings;
pub mod store;
pub mod ui;
