//! What opening, recovering, listing and searching cost.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on says so by failing")]

mod fixtures;

use divan::Bencher;
use fixtures::session::{Meeting, typed_steps, visit};
use fixtures::store::{big_store, desk};
use nov::app::Listing;
use nov::journal;
use nov::session::{Live, Session, Step};
use nov::store::{Desk, Mode};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Reading, making ready, taking the lock, and giving it back: what Enter on the home screen does.
#[divan::bench(args = [1_000, 10_000], sample_count = 20, sample_size = 1)]
fn open_a_session_of_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let (folder, id) = kept(&Meeting::of(entries).session(1));
    let desk = desk(folder.path());
    bencher.bench_local(|| open(&desk, &id));
}

/// Folding into the file at the end: written, read back to be sure, synced.
#[divan::bench(args = [1_000, 10_000], sample_count = 20, sample_size = 1)]
fn close_a_session_of_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let (folder, id) = kept(&Meeting::of(entries).session(1));
    let desk = desk(folder.path());
    bencher.with_inputs(|| desk.store.open_session::<Session>(&id).unwrap()).bench_local_values(|opened| {
        let Mode::Writing(journal) = opened.mode else { unreachable!("nobody else has this store") };
        journal.close(&opened.document).unwrap()
    });
}

/// After a crash: a journal of that many keys, none of them in the file.
#[divan::bench(args = [1_000, 100_000], sample_count = 10, sample_size = 1)]
fn open_after_a_crash_with_steps(bencher: Bencher<'_, '_>, count: usize) {
    let empty = Meeting { entries: 0, ..Meeting::of(0) }.session(1);
    let (folder, id) = kept(&empty);
    let bytes = journal_of(&id, &typed_steps(empty.renamed(&id), count));
    let journal = folder.path().join(format!("{id}.journal"));
    let desk = desk(folder.path());
    bencher.with_inputs(|| std::fs::write(&journal, &bytes).unwrap()).bench_local_values(|()| open(&desk, &id));
}

#[divan::bench(args = [100_000], sample_count = 10, sample_size = 1)]
fn read_a_journal_of_steps(bencher: Bencher<'_, '_>, count: usize) {
    let steps = typed_steps(Meeting::of(0).session(1), count);
    let bytes = journal_of("2010-01-12-hillside-primary-rtm", &steps);
    bencher.bench_local(|| journal::recover::<Step>(&bytes).steps.len());
}

/// What the home screen asks for, the index being as it was left.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn list_a_thousand_sessions(bencher: Bencher<'_, '_>) {
    let folder = thousand();
    let desk = desk(folder.path());
    bencher.bench_local(|| {
        let shelf = desk.shelf().unwrap();
        Listing { sessions: shelf.sessions, forms: desk.form_titles(), ..Listing::default() }
    });
}

/// The same without an index: every session is read.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn list_a_thousand_sessions_for_the_first_time(bencher: Bencher<'_, '_>) {
    let folder = thousand();
    let desk = desk(folder.path());
    let index = folder.path().join("index");
    bencher
        .with_inputs(|| std::fs::remove_file(&index).unwrap())
        .bench_local_values(|()| desk.shelf().unwrap().sessions.len());
}

/// A word that stands in no session, in one, and in every one.
#[divan::bench(args = ["zebra", "moderation data spring agreed", "progress"], sample_count = 10, sample_size = 1)]
fn search_a_thousand_sessions(bencher: Bencher<'_, '_>, words: &str) {
    let folder = thousand();
    let desk = desk(folder.path());
    bencher.bench_local(|| desk.store.search::<Session>(words).unwrap().hits.len());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_the_desk(bencher: Bencher<'_, '_>) {
    let folder = thousand();
    bencher.bench_local(|| desk(folder.path()));
}

fn thousand() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    big_store(folder.path(), 1_000);
    folder
}

/// A store with one session, and its id.
fn kept(session: &Session) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let form = desk.library.form(session.form()).unwrap();
    desk.store.keep_form(&form.id, &form.version, &form).unwrap();
    let made = desk
        .store
        .create_session(session.date(), session.school_slug(), session.form(), |id| session.renamed(id))
        .unwrap();
    (folder, made)
}

fn open(desk: &Desk, id: &str) -> Live {
    let opened = desk.store.open_session::<Session>(id).unwrap();
    desk.context(&opened.document).unwrap();
    let steps: Vec<_> = opened.history.into_iter().map(|(_, step)| step).collect();
    Live::new(opened.document, &steps)
}

fn journal_of(id: &str, steps: &[Step]) -> Vec<u8> {
    let mut bytes = journal::header(id, nov::session::SCHEMA);
    for step in steps {
        journal::encode(step.seq, step, &mut bytes).unwrap();
    }
    bytes
}

/// What Ctrl+R costs: all rules of the form over a session of entries.
#[divan::bench(args = [1_000, 10_000], sample_count = 10, sample_size = 1)]
fn check_a_session_of_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let session = visit(entries);
    let context = desk.context(&session).unwrap();
    let filled = desk.filled(&session, &context);
    bencher.bench_local(|| nov::rules::check(&filled, nov::rules::Day::Any));
}
