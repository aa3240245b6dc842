//! What writing a document of a thousand entries costs, in every format.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on says so by failing")]

mod fixtures;

use divan::Bencher;
use fixtures::session::{Meeting, feedback};
use fixtures::store::desk;
use nov::export::format;
use nov::outline::build;

fn main() {
    divan::main();
}

#[divan::bench(args = ["docx", "md", "txt", "json"], sample_count = 50, sample_size = 1)]
fn a_thousand_entries(bencher: Bencher<'_, '_>, id: &str) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let session = Meeting::of(1_000).session(1);
    let context = desk.context(&session).unwrap();
    let filled = desk.filled(&session, &context);
    let document = &context.form.documents.first().unwrap().id;
    let format = format(id).unwrap();
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        (format.write)(&build(&filled, document).unwrap(), &mut bytes).unwrap();
        bytes
    });
}

#[divan::bench(args = ["docx", "pdf", "html"], sample_count = 50, sample_size = 1)]
fn a_feedback_of_200_entries_and_36_judgements(bencher: Bencher<'_, '_>, id: &str) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let session = feedback(200);
    let context = desk.context(&session).unwrap();
    let filled = desk.filled(&session, &context);
    let document = &context.form.documents.first().unwrap().id;
    let format = format(id).unwrap();
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        (format.write)(&build(&filled, document).unwrap(), &mut bytes).unwrap();
        bytes
    });
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn the_outline_of_a_thousand_entries(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let session = Meeting::of(1_000).session(1);
    let context = desk.context(&session).unwrap();
    let filled = desk.filled(&session, &context);
    let document = &context.form.documents.first().unwrap().id;
    bencher.bench_local(|| build(&filled, document).unwrap());
}
