//! What reading published tables costs: a county's three years, and a national file beside the csv crate's bare reader.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on says so by failing")]

mod fixtures;

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use divan::Bencher;
use divan::counter::BytesCount;
use fixtures::figures::{county, read, tables};
use nov::measures::{Figures, Known, belonging, shipped_shown};
use tempfile::TempDir;

/// Schools of a made national file; its columns are those of the published one, 318.
const SCHOOLS: usize = 16_000;

fn main() {
    divan::main();
}

/// Three years of one county into the figures of a school, as published.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn a_county_of_three_years(bencher: Bencher<'_, '_>) {
    let tables = tables();
    let known = Known::shipped();
    bencher.bench_local(|| county(&tables, &known));
}

/// What ships is read anew for each import.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn what_is_known_of_measures() -> Known {
    Known::shipped()
}

/// The figures as they are kept, read when a session opens.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn figures_of_a_school_read_back(bencher: Bencher<'_, '_>) {
    let text = nov::ronfile::write(&county(&tables(), &Known::shipped())).unwrap();
    bencher.bench_local(|| nov::ronfile::read::<Figures>(&text).unwrap());
}

/// What the pane asks for at every drawing.
#[divan::bench(sample_count = 50, sample_size = 10)]
fn measures_that_belong_to_an_item(bencher: Bencher<'_, '_>) {
    let known = Known::shipped();
    let figures = county(&tables(), &known);
    let shown = shipped_shown();
    bencher.bench_local(|| belonging(&shown, &["RP", "RQ"], &figures, &known.definitions).len());
}

/// The last school of a national file, whose rows before it are all looked at.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_national_file(bencher: Bencher<'_, '_>) {
    let (_folder, path, size) = national();
    let known = Known::shipped();
    let urn = (200_000 + SCHOOLS - 1).to_string();
    bencher.counter(BytesCount::new(size)).bench_local(|| {
        let found = read(File::open(&path).unwrap(), &path, &urn, &known);
        assert_eq!(found.tables.len(), 1);
    });
}

/// The same file through the csv crate, which only splits it.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_national_file_by_the_csv_crate_alone(bencher: Bencher<'_, '_>) {
    let (_folder, path, size) = national();
    bencher.counter(BytesCount::new(size)).bench_local(|| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&path).unwrap();
        let mut record = csv::ByteRecord::new();
        let mut rows = 0;
        while reader.read_byte_record(&mut record).unwrap() {
            rows += 1;
        }
        assert!(rows > SCHOOLS);
    });
}

/// A national file made of one county's rows over and over, each with a number of its own.
fn national() -> (TempDir, PathBuf, usize) {
    let (_, bytes) = tables().pop().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, rows) = text.split_once("\r\n").unwrap();
    let is_school = |row: &&str| row.starts_with("1,") || row.starts_with("2,");
    let (schools, others): (Vec<&str>, Vec<&str>) = rows.lines().partition(is_school);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2018-2019_england_ks2final.csv");
    let mut file = std::io::BufWriter::new(File::create(&path).unwrap());
    write!(file, "{head}\r\n{}\r\n", others.join("\r\n")).unwrap();
    for (n, row) in (0..SCHOOLS).zip(schools.iter().cycle()) {
        let cells: Vec<&str> = row.splitn(6, ',').collect();
        let [kind, index, authority, number, _, rest] = cells.as_slice() else { continue };
        write!(file, "{kind},{index},{authority},{number},{},{rest}\r\n", 200_000 + n).unwrap();
    }
    file.flush().unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    (folder, path, usize::try_from(size).unwrap())
}
