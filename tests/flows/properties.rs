//! Whatever keys come, in whatever order: nothing breaks, nothing is lost, and all of it can be taken back.

use nov::app::{ActionForm, ActionSpot, Focus, Hit, InboxNote, Message, Overlay, Pointed, Sheet, Sitting};
use nov::command::{COMMANDS, Code, Key};
use nov::session::{Change, NoteReading, Session, Target};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::sitter::{Sitter, at};

/// Something a user does, or that befalls the program.
#[derive(Debug, Clone)]
enum Deed {
    Key(&'static str),
    Letter(char),
    Words(&'static str),
    Paste(String),
    Command(usize),
    Message(Box<Message>),
    Minutes(i64),
}

const KEYS: [&str; 46] = [
    "enter",
    "enter",
    "enter",
    "tab",
    "tab",
    "backtab",
    "esc",
    "up",
    "down",
    "left",
    "right",
    "shift+left",
    "shift+right",
    "shift+home",
    "ctrl+left",
    "ctrl+right",
    "backspace",
    "ctrl+backspace",
    "delete",
    "home",
    "end",
    "pageup",
    "pagedown",
    "insert",
    "ctrl+n",
    "ctrl+b",
    "ctrl+a",
    "ctrl+g",
    "ctrl+k",
    "ctrl+o",
    "ctrl+d",
    "ctrl+z",
    "ctrl+z",
    "ctrl+y",
    "ctrl+r",
    "ctrl+c",
    "ctrl+p",
    "ctrl+t",
    "ctrl+e",
    "ctrl+f",
    "ctrl+j",
    "ctrl+w",
    "ctrl+u",
    "alt+up",
    "alt+down",
    "f1",
];

const WORDS: [&str; 14] = [
    "! @HT to moderate by fri ",
    "= agreed ",
    "@HT late",
    "@GOV interest: cousin",
    ">5 ",
    "% worry ",
    "\\",
    "by 29/1",
    "12/1/2010",
    "2",
    "-",
    "yes",
    "family 👨‍👩‍👧 é ",
    "한국 ",
];

fn keys() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => prop::sample::select(KEYS.to_vec()).prop_map(Deed::Key),
        4 => prop::sample::select("ab10-!@ %>é한👩w#".chars().collect::<Vec<_>>()).prop_map(Deed::Letter),
        4 => prop::sample::select(WORDS.to_vec()).prop_map(Deed::Words),
        1 => "[a-z \né👩@!]{0,30}".prop_map(Deed::Paste),
        1 => (0..COMMANDS.len()).prop_map(Deed::Command),
        1 => (0..30i64).prop_map(Deed::Minutes),
    ]
}

fn anything() -> impl Strategy<Value = Deed> {
    let note = ("[a-z!@ ]{0,12}", 0..3usize, any::<bool>()).prop_map(|(text, key, known)| Message::Noted {
        session: if known { "2010-01-12-seaview-primary-rtm" } else { "no-such" }.to_owned(),
        note: InboxNote {
            key: format!("note-{key}"),
            at: at("2010-01-12 14:30"),
            text,
            item: None,
            reading: NoteReading::Grammar,
        },
    });
    let focus = prop::sample::select(vec![
        Focus::Line,
        Focus::Sheet,
        Focus::Agenda,
        Focus::Actions,
        Focus::Prompts,
        Focus::People,
    ]);
    let pointed = prop_oneof![
        (focus, prop::option::of(0..30usize)).prop_map(|(f, row)| Pointed::Pane(f, row)),
        (0..30usize).prop_map(Pointed::HomeRow),
        (0..30usize).prop_map(Pointed::Choice),
    ];
    let session = || "2010-01-12-seaview-primary-rtm".to_owned();
    let message = prop_oneof![
        note,
        pointed.prop_map(Message::Pointed),
        (0u16..200, 0u16..60).prop_map(|(w, h)| Message::Resized(w, h)),
        (0..99u64).prop_map(move |seq| Message::Saved { session: session(), seq }),
        Just(Message::NotKept { session: session(), why: "the disk is full".to_owned() }),
        Just(Message::Told("told".to_owned())),
        Just(Message::Failed("failed".to_owned())),
        Just(Message::Listed(Box::default())),
        Just(Message::Found(vec![Hit {
            session: "no-such".to_owned(),
            place: String::new(),
            text: String::new(),
            entry: None,
            field: None,
        }])),
    ];
    prop_oneof![
        6 => keys(),
        1 => message.prop_map(|message| Deed::Message(Box::new(message))),
    ]
}

fn act(me: &mut Sitter, deed: &Deed) {
    match deed {
        Deed::Key(name) => drop(me.keys(name)),
        Deed::Letter(c) => me.key(Key::plain(Code::Char(*c))),
        Deed::Words(words) => drop(me.types(words)),
        Deed::Paste(text) => drop(me.pastes(text)),
        // Only what a session has: home and leaving end the story.
        Deed::Command(at) => {
            let command = &COMMANDS[*at];
            if !["home", "leave", "suspend"].contains(&command.id) {
                me.keys("ctrl+p").types(command.label).keys("enter");
            }
        }
        Deed::Message(message) => me.send((**message).clone()),
        Deed::Minutes(minutes) => {
            let later = me.app.now + chrono::TimeDelta::minutes(*minutes);
            me.send(Message::Clock(later));
        }
    }
}

/// What can be taken back of a session: all but facts with a time, and the name of its school, which the record gives.
fn content(session: &Session) -> Value {
    let mut all = serde_json::to_value(session).unwrap();
    let fields = all.as_object_mut().unwrap();
    for fact in ["applied", "school", "clock", "people", "states", "received", "sent"] {
        fields.remove(fact);
    }
    for map in ["tables", "minutes"] {
        fields[map].as_object_mut().unwrap().retain(|_, list| list.as_array().is_none_or(|list| !list.is_empty()));
    }
    if session.draft().text.is_empty() {
        fields.remove("draft");
    } else {
        // How the line came there, typed or by undo, is a fact and no words; a test of its own tells what follows from it.
        fields["draft"].as_object_mut().unwrap().remove("taken_back");
    }
    all
}

/// The text that the caret is in, as the session has it.
fn text_of(me: &Sitter, sitting: &Sitting) -> Option<String> {
    let session = sitting.session();
    match sitting.focus {
        Focus::Entry(id) => Some(session.text(&Target::Entry(id)).to_owned()),
        Focus::Sheet => {
            let filled = sitting.filled(&me.app.desk);
            let sheet = Sheet::of(&filled, sitting);
            sheet.spots.get(sitting.spot).map(|spot| session.text(&spot.target).to_owned())
        }
        Focus::Line | Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => None,
    }
}

/// The editors show the session's text, neither more nor less.
fn shows_what_is_kept(me: &Sitter) -> Result<(), TestCaseError> {
    for sitting in me.app.sitting.iter().chain(&me.app.other) {
        prop_assert_eq!(sitting.line.text(), &sitting.session().draft().text);
        if let Some(text) = text_of(me, sitting) {
            prop_assert_eq!(sitting.editor.text(), text, "{:?}", sitting.focus);
        }
    }
    if let (Some(Overlay::Action(form)), Some(sitting)) = (me.app.overlays.last(), &me.app.sitting)
        && !matches!(form.spot(), ActionSpot::Owners | ActionSpot::Due)
    {
        prop_assert_eq!(form.editor.text(), ActionForm::text(sitting.session(), form.id, form.spot()));
    }
    Ok(())
}

fn form() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["rtm", "autumn"])
}

/// A whole sitting takes long, so an eighth of what proptest is asked for.
fn few() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 8, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn nothing_breaks_and_every_key_is_in_the_journal(form in form(), deeds in prop::collection::vec(anything(), 1..60)) {
        let mut me = Sitter::open(form);
        for deed in &deeds {
            act(&mut me, deed);
            shows_what_is_kept(&me)?;
        }
        me.is_mirrored();
        // What is on the disk is what is on the screen.
        for sitting in me.app.sitting.iter().chain(&me.app.other) {
            let id = sitting.session().id();
            let kept = me.desk.store.read_session::<Session>(id).unwrap().document;
            prop_assert_eq!(&kept, sitting.session());
        }
    }

    #[test]
    fn everything_can_be_taken_back_and_done_again(form in form(), deeds in prop::collection::vec(keys(), 1..50)) {
        let mut me = Sitter::open(form);
        let (id, start) = (me.session().id().to_owned(), content(me.session()));
        for deed in &deeds {
            act(&mut me, deed);
            if me.app.sitting.as_ref().is_none_or(|s| s.session().id() != id) {
                return Ok(());
            }
        }
        me.keys("esc esc esc esc esc");
        let (end, put_back) = (content(me.session()), me.session().draft().taken_back);
        let mut taken_back = 0;
        loop {
            me.keys("ctrl+z");
            shows_what_is_kept(&me)?;
            prop_assert!(!me.said().contains("cannot be undone"), "{}", me.said());
            if me.said() == "There is nothing to undo" {
                break;
            }
            taken_back += 1;
        }
        prop_assert_eq!(content(me.session()), start);
        for _ in 0..taken_back {
            me.keys("ctrl+y");
            shows_what_is_kept(&me)?;
        }
        prop_assert_eq!(content(me.session()), end);
        prop_assert!(!put_back || me.session().draft().taken_back, "a line that undo put back stays one");
        me.is_mirrored();
    }

    #[test]
    fn a_new_start_finds_all_that_was_typed(form in form(), deeds in prop::collection::vec(keys(), 1..30)) {
        let mut me = Sitter::open(form);
        let id = me.session().id().to_owned();
        for deed in &deeds {
            act(&mut me, deed);
            if me.app.sitting.as_ref().is_none_or(|s| s.session().id() != id) {
                return Ok(());
            }
        }
        let mut before = me.session().clone();
        let me = me.starts_again();
        // But for the clock, which stands from the moment of the last thing noted.
        if before.current().is_some() {
            let paused = Change::Tick { from: None, to: me.session().clock().last().cloned() };
            before.apply(&paused).unwrap();
        }
        prop_assert_eq!(me.session().current(), None);
        prop_assert_eq!(content(me.session()), content(&before));
        prop_assert_eq!(me.session().clock(), before.clock());
        prop_assert_eq!(me.session().people(), before.people());
        prop_assert_eq!(me.sitting().line.text(), &before.draft().text);
    }
}
