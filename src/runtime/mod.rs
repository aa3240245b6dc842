//! The program at work: the event loop, the terminal, signals, and doing what `update` wants done.
//!
//! One queue feeds the loop; what is in it is handled in order, each step of a session written to its journal
//! between `update` and the draw; the screen is drawn once the queue is empty.

mod clipboard;
mod document;
mod examples;
mod figures;
mod handover;
mod input;
mod open;
mod perform;
mod rescue;
mod screen;
mod terminal;
mod worker;

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use chrono::{Local, NaiveDateTime, Timelike};

use crate::app::{self, App, Effect, Message};
use crate::caseload::Summary;
use crate::session::Session;
use crate::settings::{Settings, SettingsFaults};
use crate::store::{Desk, LastListed};
use crate::ui::{Canvas, Theme};
use open::Journals;
use screen::Screen;
use worker::Worker;

/// Something for the loop.
pub(crate) enum Event {
    /// From the terminal.
    Terminal(crossterm::event::Event),
    /// A message, from the worker.
    Message(Message),
    /// A journal could not be synced.
    SyncFailed {
        /// Session id.
        session: String,
        /// Why.
        why: String,
    },
    /// The system asks us to end.
    End,
    /// The terminal is gone.
    Gone,
}

/// What the store listed last, being read.
type LastRead = JoinHandle<Option<LastListed<Summary>>>;

/// Opens the store and runs the program on the terminal until the user leaves. What is wrong in the settings stands on the
/// home screen.
///
/// # Errors
/// The store or the terminal cannot be used, or the session asked for is not there.
pub fn start(
    store: &Path,
    (settings, wrong): (&Settings, &SettingsFaults),
    session: Option<&str>,
) -> anyhow::Result<()> {
    let last = {
        let store = store.to_owned();
        // Read while everything else is; a start with a session needs none.
        session.is_none().then(|| thread::spawn(move || LastListed::read::<Session>(&store)))
    };
    let mut desk = Desk::open(store, settings.days)?;
    let session = session.map(|query| desk.store.find(query)).transpose()?;
    desk.faults.extend(wrong.said("settings.toml"));
    let theme = theme(settings, &mut desk)?;
    let app = App::new(
        app::Desk {
            calendar: desk.calendar.clone(),
            keymap: settings.keymap.clone(),
            roles: desk.roles(),
            me: desk.me.clone(),
            count: desk.count,
            folder: shown_folder(),
            templates: desk.template_files(),
        },
        now(),
        (80, 24),
    );
    run(desk, theme, app, session, last)
}

/// The folder the program was started in; the home folder is `~`.
fn shown_folder() -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let in_home = etcetera::home_dir().ok().and_then(|home| here.strip_prefix(home).ok().map(Path::to_owned));
    in_home.map_or_else(|| here.display().to_string(), |rest| Path::new("~").join(rest).display().to_string())
}

/// The theme of the settings: the user's own file of that name, else a shipped one; a file that cannot be used is told with
/// what else cannot. `NO_COLOR` wins.
fn theme(settings: &Settings, desk: &mut Desk) -> anyhow::Result<Theme> {
    let colourless = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let name = if colourless { "monochrome" } else { settings.theme.as_str() };
    let own = desk.store.root().join("themes").join(format!("{name}.ron"));
    let Ok(text) = std::fs::read_to_string(&own) else { return Ok(Theme::shipped(name)?) };
    match Theme::parse(&own.display().to_string(), &text) {
        Ok(theme) => Ok(theme),
        Err(fault) => {
            desk.faults.push(fault.to_string());
            let usual = if colourless { name } else { &Settings::default().theme };
            Ok(Theme::shipped(usual)?)
        }
    }
}

fn run(desk: Desk, theme: Theme, app: App, session: Option<String>, last: Option<LastRead>) -> anyhow::Result<()> {
    let (send, events) = channel();
    let guard = terminal::Guard::take()?;
    watch_signals(send.clone())?;
    watch_terminal(send.clone());
    let worker = Worker::start(send.clone());
    let mut program = Program {
        desk,
        theme,
        app,
        journals: Journals::default(),
        worker,
        send,
        importing: figures::Import::default(),
        clipboard: None,
        screen: Screen::new(io::stdout()),
        canvas: Canvas::default(),
        ended: false,
        last_key: now(),
        inbox_ids: Vec::new(),
        figures_seen: HashMap::new(),
    };
    let ended = program.begin(session, last).and_then(|()| program.turn(&events));
    // However the loop ended, every journal is folded before the terminal is given back.
    let closed = program.close_all();
    drop(guard);
    for line in &program.app.parting {
        // The terminal may be gone by now; then nobody reads it.
        drop(writeln!(io::stdout(), "{line}"));
    }
    let mut faults = Vec::new();
    for of_one in closed {
        match of_one {
            Ok(notices) => notices.iter().for_each(|notice| drop(writeln!(io::stderr(), "nov: {notice}"))),
            Err(fault) => faults.push(fault),
        }
    }
    ended?;
    if faults.is_empty() { Ok(()) } else { Err(io::Error::other(faults.join("\n")).into()) }
}

/// The program and the machine it runs on.
struct Program {
    desk: Desk,
    theme: Theme,
    app: App,
    journals: Journals,
    worker: Worker,
    /// Brings messages from other threads to the loop.
    send: Sender<Event>,
    importing: figures::Import,
    clipboard: Option<arboard::Clipboard>,
    screen: Screen<io::Stdout>,
    canvas: Canvas,
    ended: bool,
    last_key: NaiveDateTime,
    /// Ids of the notes in the store's inbox, as listed.
    inbox_ids: Vec<String>,
    /// The figures of open schools as they stood on the disk when they were last looked at.
    figures_seen: HashMap<String, Option<(SystemTime, u64)>>,
}

impl Program {
    fn begin(&mut self, session: Option<String>, last: Option<LastRead>) -> anyhow::Result<()> {
        let size = crossterm::terminal::size()?;
        self.take(Message::Resized(size.0, size.1));
        self.take(Message::Clock(now()));
        if let Some(id) = session {
            self.perform(Effect::Open(id));
        } else if let Some(last) = last.and_then(|reading| reading.join().ok().flatten())
            && let Some(shelf) = self.desk.last_shelf(last)
        {
            // What stood on the home screen last stands there again at once; what has changed since follows, and what
            // schools are owed by their standing, which takes longer to find.
            self.listed(shelf, Vec::new());
            self.draw()?;
        }
        self.recover_scratch();
        self.perform(Effect::List);
        self.draw()?;
        self.read_forms();
        Ok(())
    }

    fn turn(&mut self, events: &Receiver<Event>) -> anyhow::Result<()> {
        while !self.ended {
            // Sleeps until something happens or the next second begins.
            let rest = Duration::from_millis(u64::from(1_000 - Local::now().timestamp_subsec_millis().min(999)));
            match events.recv_timeout(rest) {
                Ok(event) => {
                    self.handle(event);
                    while let Ok(event) = events.try_recv() {
                        self.handle(event);
                        if self.ended {
                            break;
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.take(Message::Clock(now()));
                    self.each_second();
                    // One that goes without a word: nobody can type any more, and reading it would never rest.
                    if !io::stdin().is_terminal() {
                        self.handle(Event::Gone);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if !self.ended {
                self.draw()?;
            }
        }
        Ok(())
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Terminal(event) => {
                let message = match input::click(&event) {
                    Some(at) => crate::ui::pointed(&self.app, at).map(Message::Pointed),
                    None => input::message(event),
                };
                if let Some(message) = message {
                    let at = now();
                    self.last_key = at;
                    self.take(Message::Clock(at));
                    self.take(message);
                }
            }
            Event::Message(message) => self.take(message),
            Event::SyncFailed { session, why } => self.sync_failed(&session, why),
            Event::End | Event::Gone => {
                self.take(Message::Ending);
                self.ended = true;
            }
        }
    }

    /// Hands a message to `update` and does what it wants.
    fn take(&mut self, message: Message) {
        for effect in app::update(&mut self.app, message) {
            self.perform(effect);
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let drawn = self.canvas.draw(&self.app, &self.theme);
        Ok(self.screen.show(&drawn)?)
    }
}

/// The time, to the second: finer is of no use to minutes.
pub(super) fn now() -> NaiveDateTime {
    let now = Local::now().naive_local();
    now.with_nanosecond(0).unwrap_or(now)
}

fn watch_terminal(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(event) => Event::Terminal(event),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => {
                    drop(events.send(Event::Gone));
                    return;
                }
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
}

#[cfg(unix)]
fn watch_signals(events: Sender<Event>) -> anyhow::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if events.send(Event::End).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// A file that grows beyond what the machine allows is refused like any other write, and does not end the program half way.
///
/// # Errors
/// The system takes no handler.
#[cfg(unix)]
pub fn outlive_file_limits() -> std::io::Result<()> {
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).map(drop)
}

/// There is no such limit here.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn outlive_file_limits() -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: Sender<Event>) -> anyhow::Result<()> {
    Ok(())
}
