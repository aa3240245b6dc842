//! The program in a real terminal.

mod damaged;
mod harness;
mod import;
mod inspection;
mod killed;
mod leaving;
mod meeting;
mod outside;
mod pasting;
mod second;
mod typed_figures;
mod window;

use nov::session::Session;
use nov::settings::Days;
use nov::store::Desk;

use crate::support::pty::Terminal;
use crate::support::store::Store;

/// The store of somebody who was asked for their name before.
fn store() -> Store {
    let store = Store::new();
    std::fs::create_dir_all(store.path()).unwrap();
    std::fs::write(store.path().join("me.ron"), "(schema: 1, facts: {\"asked\": \"yes\"})\n").unwrap();
    store
}

fn desk(store: &Store) -> Desk {
    Desk::open(&store.path(), Days::Working).unwrap()
}

/// A session as it stands on the disk now, its journal folded in; nothing of it may be damaged.
fn on_disk(store: &Store, id: &str) -> Session {
    let view = desk(store).store.read_session::<Session>(id).unwrap();
    assert_eq!(view.notices, [], "all of the journal is sound");
    view.document
}

/// The words of all entries, in order.
fn entries(session: &Session) -> Vec<&str> {
    session.all_entries().map(|(_, entry)| entry.text.as_str()).collect()
}

/// The program with a session on the screen, in a window of one pane.
fn open(store: &Store, id: &str) -> Terminal {
    let mut user = store.start(&["open", id]).size(90, 40).start();
    user.sees("Hillside");
    user
}
