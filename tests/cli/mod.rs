//! The command line as outside scripts use it: through the real program, every command, good input and bad.

mod caseload;
mod documents;
mod fields;
mod forms;
mod handbook;
mod keeping;
mod notes;
mod refusals;
mod rescuing;
mod rules;
mod sending;
mod sessions;
mod versions;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::store::Store;

/// What a command prints as JSON.
#[track_caller]
fn json(store: &Store, args: &[&str]) -> Value {
    let printed = store.nov(args).well();
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{args:?} printed no JSON: {error}\n{printed}"))
}

/// The strings under a key of every element of a list.
fn all<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    list.iter().map(|element| element[key].as_str().unwrap_or_else(|| panic!("no {key} in {element}"))).collect()
}

/// The one element of a list with an id.
#[track_caller]
fn by_id<'a>(list: &'a Value, id: &str) -> &'a Value {
    let mut found = list.as_array().unwrap().iter().filter(|element| element["id"] == id);
    let one = found.next().unwrap_or_else(|| panic!("no {id} in {list}"));
    assert!(found.next().is_none(), "two {id} in {list}");
    one
}

/// A document as plain text says it, white space squeezed.
#[track_caller]
fn text(store: &Store, id: &str) -> String {
    let text = store.nov(&["export", id, "--format", "txt", "--output", "-"]).well();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every file of the store with its bytes.
fn snapshot(store: &Store) -> BTreeMap<String, Vec<u8>> {
    store.files().into_iter().map(|file| (file.clone(), std::fs::read(store.path().join(file)).unwrap())).collect()
}

/// Runs a command that must fail: its exit code, one sentence on stderr that says these words, nothing on stdout, and
/// not a byte of the store changed.
#[track_caller]
fn refused(store: &Store, args: &[&str], code: i32, words: &[&str]) {
    refused_reading(store, args, "", code, words);
}

/// As [`refused`], with a text on standard input.
#[track_caller]
fn refused_reading(store: &Store, args: &[&str], input: &str, code: i32, words: &[&str]) {
    let before = snapshot(store);
    let output = store.nov_reading(args, input);
    assert_eq!(output.code, code, "{args:?}: {output:?}");
    assert_eq!(output.out, "", "{args:?}");
    let sentence = output.err.strip_prefix("nov: ").unwrap_or_else(|| panic!("{args:?} said {:?}", output.err));
    assert_eq!(sentence.trim_end().lines().count(), 1, "{args:?} said more than a sentence:\n{sentence}");
    for words in words {
        assert!(sentence.contains(words), "{args:?} does not say “{words}” but: {sentence}");
    }
    let after = snapshot(store);
    let changed = |file: &&String| before.get(*file) != after.get(*file);
    let changed: Vec<&String> = before.keys().chain(after.keys()).filter(changed).collect();
    assert!(changed.is_empty(), "{args:?} changed {changed:?}");
}
