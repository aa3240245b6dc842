//! What a typed key costs: `update`, its step in a journal on disk, the screen drawn, in sessions of any length.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on says so by failing")]

mod fixtures;

use std::cell::RefCell;

use divan::Bencher;
use fixtures::figures::{county, tables};
use fixtures::session::{Meeting, now};
use fixtures::store::desk;
use nov::app::{App, Effect, Message, Opening, update};
use nov::command::{Code, Key};
use nov::measures::{Figures, Known};
use nov::session::Live;
use nov::store::{Desk, Journal, Mode};
use nov::ui::{Canvas, Theme};
use tempfile::TempDir;

/// What is typed, over and over; a line of it is taken back at once when it is full.
const TYPED: &str = "Pupils in Year 5 made progress in writing ";

fn main() {
    divan::main();
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 2_000, sample_size = 1)]
fn entries(bencher: Bencher<'_, '_>, entries: usize) {
    type_in(bencher, Meeting::of(entries));
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn ten_thousand_in_one_item(bencher: Bencher<'_, '_>) {
    type_in(bencher, Meeting { in_one_item: true, ..Meeting::of(10_000) });
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn a_thousand_actions(bencher: Bencher<'_, '_>) {
    type_in(bencher, Meeting { actions: 1_000, ..Meeting::of(1_000) });
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn in_a_draft_of_4_kb(bencher: Bencher<'_, '_>) {
    type_in(bencher, Meeting { draft: 4096, ..Meeting::of(100) });
}

/// With the pane *Data* beside the item: trends, gaps and questions of three years.
#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn beside_the_figures_of_the_school(bencher: Bencher<'_, '_>) {
    let meeting = Meeting { at_hand: Some("school-report"), ..Meeting::of(10_000) };
    type_into(bencher, Program::open(meeting, county(&tables(), &Known::shipped())));
}

#[divan::bench(args = [100, 10_000], sample_count = 2_000, sample_size = 1)]
fn update_alone(bencher: Bencher<'_, '_>, entries: usize) {
    let program = RefCell::new(Program::open(Meeting::of(entries), Figures::default()));
    let letters = letters();
    bencher
        .with_inputs(|| program.borrow_mut().next(&letters))
        .bench_local_values(|key| program.borrow_mut().press(key));
}

#[divan::bench(args = [100, 10_000], sample_count = 2_000, sample_size = 1)]
fn draw_alone(bencher: Bencher<'_, '_>, entries: usize) {
    let program = RefCell::new(Program::open(Meeting::of(entries), Figures::default()));
    let letters = letters();
    bencher
        .with_inputs(|| {
            let key = program.borrow_mut().next(&letters);
            program.borrow_mut().press(key);
        })
        .bench_local_values(|()| program.borrow_mut().draw());
}

fn type_in(bencher: Bencher<'_, '_>, meeting: Meeting) {
    type_into(bencher, Program::open(meeting, Figures::default()));
}

fn type_into(bencher: Bencher<'_, '_>, program: Program) {
    let program = RefCell::new(program);
    let letters = letters();
    bencher.with_inputs(|| program.borrow_mut().next(&letters)).bench_local_values(|key| {
        let mut program = program.borrow_mut();
        program.press(key);
        program.draw();
    });
}

fn letters() -> Vec<Key> {
    TYPED.chars().map(|c| Key::plain(Code::Char(c))).collect()
}

/// The program as `runtime` runs it, without a terminal.
struct Program {
    app: App,
    journal: Journal,
    theme: Theme,
    canvas: Canvas,
    typed: usize,
    /// The draft as it was at the start, in bytes.
    draft: usize,
    _folder: TempDir,
}

impl Program {
    fn open(meeting: Meeting, figures: Figures) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let made = meeting.session(1);
        let form = desk.library.form("rtm").unwrap();
        desk.store.keep_form(&form.id, &form.version, &form).unwrap();
        let id =
            desk.store.create_session(made.date(), made.school_slug(), made.form(), |id| made.renamed(id)).unwrap();
        let app = App::new(of(&desk), now(), (120, 40));
        let (mut opening, journal) = opened(&desk, &id);
        opening.figures.figures = figures;
        let theme = Theme::shipped("dark").unwrap();
        let mut program = Self { app, journal, theme, canvas: Canvas::default(), typed: 0, draft: 0, _folder: folder };
        program.take(Message::Opened(Box::new(opening)));
        program.draft = program.app.sitting.as_ref().unwrap().session().draft().text.len();
        program.draw();
        program
    }

    /// The next key to type. Before a line would run over, what was typed is taken back.
    fn next(&mut self, letters: &[Key]) -> Key {
        let at = self.typed % letters.len();
        if at == 0 && self.typed > 0 {
            while self.app.sitting.as_ref().unwrap().session().draft().text.len() > self.draft {
                self.press(Key::plain(Code::Backspace));
            }
            self.draw();
        }
        self.typed += 1;
        letters[at]
    }

    fn press(&mut self, key: Key) {
        self.take(Message::Clock(now()));
        self.take(Message::Key(key));
    }

    fn take(&mut self, message: Message) {
        for effect in update(&mut self.app, message) {
            if let Effect::Keep { session, step, .. } = effect {
                let seq = step.seq;
                self.journal.append(seq, &*step).unwrap();
                self.take(Message::Kept { session, seq });
            }
        }
    }

    fn draw(&mut self) {
        divan::black_box(self.canvas.draw(&self.app, &self.theme));
    }
}

fn of(desk: &Desk) -> nov::app::Desk {
    nov::app::Desk {
        calendar: desk.calendar.clone(),
        keymap: nov::command::Keymap::default(),
        roles: desk.roles(),
        me: desk.me.clone(),
        count: desk.count,
        folder: String::new(),
        templates: Vec::new(),
    }
}

fn opened(desk: &Desk, id: &str) -> (Opening, Journal) {
    let opened = desk.store.open_session(id).unwrap();
    let context = desk.context(&opened.document).unwrap();
    let Mode::Writing(journal) = opened.mode else { unreachable!("nobody else has this store") };
    let opening = Opening {
        live: Live::new(opened.document, &[]),
        form: context.form,
        prompts: context.prompts,
        scales: context.scales,
        school: context.school,
        choice: nov::outline::Choice::default(),
        figures: context.figures,
        held_by: None,
        notices: Vec::new(),
    };
    (opening, *journal)
}
