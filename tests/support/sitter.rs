//! Somebody at nov without a terminal: keys go into `update`, effects are done upon a store of their own, the screen
//! is drawn onto a grid of text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::screen::Screen;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use nov::app::{
    App, Damage, Effect, ExportRow, Hit, InboxNote, KeptFor, Listing, Message, Opening, Overlay, PutAside, Sitting,
    update,
};
use nov::command::{Code, Key};
use nov::export::FORMATS;
use nov::grammar::Kind;
use nov::outline::Words;
use nov::session::{Entry, Live, NoteReading, Person, Session, Step};
use nov::settings::{Days, Settings};
use nov::store::{Desk, Inbox, Journal, Mode, Opened};
use tempfile::TempDir;

/// The examples as the home screen offers them.
const EXAMPLES: [(&str, &str); 2] = [
    ("rtm", include_str!("../../sessions/hillside-rtm.ron")),
    ("autumn", include_str!("../../sessions/hillside-autumn.ron")),
];

/// The school of the stories.
pub const SCHOOL: &str = "Seaview Primary";

/// The user, the program and what it keeps.
pub struct Sitter {
    folder: TempDir,
    pub desk: Desk,
    pub app: App,
    journals: BTreeMap<String, Journal>,
    /// Every step asked to be kept, by session, in order.
    pub steps: BTreeMap<String, Vec<Step>>,
    /// Each session as it was opened last.
    pub opened: BTreeMap<String, Live>,
    inbox_ids: Vec<String>,
    /// What was copied last: the text and what it was called.
    pub copied: Option<(String, String)>,
    /// Paths written, in order.
    pub written: Vec<PathBuf>,
    /// Whether the program ended.
    pub ended: bool,
}

impl Sitter {
    /// Nobody ever used this store: the first run.
    pub fn newcomer() -> Self {
        let folder = TempDir::new().unwrap();
        let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
        Self::sit_down(folder, desk)
    }

    /// The first run of the screen, where `nov me` was told something before.
    pub fn newcomer_who_is(facts: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
        let mut me = desk.me.clone();
        for (fact, to) in facts {
            let change = me.setting(fact, to);
            me.apply(&change).unwrap();
        }
        desk.keep_me(&me).unwrap();
        Self::sit_down(folder, desk)
    }

    /// At the home screen, known already.
    pub fn at_home() -> Self {
        Self::at_home_with(&[])
    }

    /// At the home screen of a store whose `forms/` folder holds these files of the user's own.
    pub fn at_home_with(forms: &[(&str, &str)]) -> Self {
        let sitter = Self::at_home_whatever_is_in(forms);
        assert_eq!(sitter.desk.faults, Vec::<String>::new());
        sitter
    }

    /// The same, whether the files can be used or not.
    pub fn at_home_whatever_is_in(forms: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let store = folder.path().join("store");
        for (name, text) in forms {
            std::fs::create_dir_all(store.join("forms")).unwrap();
            std::fs::write(store.join("forms").join(name), text).unwrap();
        }
        let mut desk = Desk::open(&store, Days::Working).unwrap();
        let mut me = desk.me.clone();
        for (fact, to) in
            [("asked", "yes"), ("name", "Ash Rowan"), ("initials", "AR"), ("role", "School Improvement Partner")]
        {
            let change = me.setting(fact, to);
            me.apply(&change).unwrap();
        }
        desk.keep_me(&me).unwrap();
        Self::sit_down(folder, desk)
    }

    fn sit_down(folder: TempDir, desk: Desk) -> Self {
        let (calendar, roles, me, count) = (desk.calendar.clone(), desk.roles(), desk.me.clone(), desk.count);
        let keymap = Settings::default().keymap;
        let folder_shown = "~/notes".to_owned();
        let templates = desk.template_files();
        let desk_shown = nov::app::Desk { calendar, keymap, roles, me, count, folder: folder_shown, templates };
        let app = App::new(desk_shown, at("2010-01-12 14:00"), (120, 40));
        let mut sitter = Self {
            folder,
            desk,
            app,
            journals: BTreeMap::new(),
            steps: BTreeMap::new(),
            opened: BTreeMap::new(),
            inbox_ids: Vec::new(),
            copied: None,
            written: Vec::new(),
            ended: false,
        };
        sitter.perform(Effect::List);
        sitter
    }

    /// A new session of that form at the school of the stories, caret ready, at 14:00 of the day it is held.
    pub fn open(form: &str) -> Self {
        let mut sitter = Self::at_home();
        let day = match form {
            "autumn" => "2009-11-17",
            "spring" => "2010-03-09",
            "summer" => "2010-06-15",
            _ => "2010-01-12",
        };
        sitter.begin(form, day);
        sitter
    }

    /// The shipped example on the screen, on the day and at the time it breaks off.
    pub fn practise(example: &str) -> Self {
        let mut sitter = Self::at_home();
        sitter.now(if example == "rtm" { "2010-01-12 15:10" } else { "2009-11-17 14:00" });
        sitter.perform(Effect::Practise(example.to_owned()));
        sitter
    }

    /// Begins a session on a day and opens it; what stood on the screen is left first.
    pub fn begin(&mut self, form: &str, day: &str) {
        if self.app.sitting.is_some() {
            self.runs("home");
        }
        self.now(&format!("{day} 14:00"));
        let date = day.parse().unwrap();
        self.perform(Effect::Begin { form: form.to_owned(), school: SCHOOL.to_owned(), date });
        assert!(self.app.sitting.is_some(), "{:?}", self.app.notice);
    }

    /// Lets nov read the store again, as a new start does.
    pub fn starts_again(mut self) -> Self {
        let opened = self.app.sitting.as_ref().map(|s| s.session().id().to_owned());
        self.journals.clear();
        let root = self.folder.path().join("store");
        let desk = Desk::open(&root, Days::Working).unwrap();
        let now = self.app.now;
        let mut next = Self::sit_down(self.folder, desk);
        next.send(Message::Clock(now));
        if let Some(id) = opened {
            next.perform(Effect::Open(id));
        }
        next
    }

    // What the user does.

    /// Presses keys by their names, blanks between.
    pub fn keys(&mut self, names: &str) -> &mut Self {
        for name in names.split_whitespace() {
            self.key(name.parse().unwrap_or_else(|error| panic!("{name}: {error}")));
        }
        self
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.send(Message::Key(key));
    }

    /// Types letter by letter.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(Key::plain(Code::Char(c)));
        }
        self
    }

    /// Types a line and presses Enter.
    pub fn enters(&mut self, text: &str) -> &mut Self {
        self.types(text).keys("enter")
    }

    /// Pastes text.
    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.send(Message::Paste(text.to_owned()));
        self
    }

    /// Finds a command by its name in the palette and runs it.
    pub fn runs(&mut self, command: &str) -> &mut Self {
        self.keys("ctrl+p").picks(command)
    }

    /// Types part of a name in the open picker and presses Enter.
    pub fn picks(&mut self, part: &str) -> &mut Self {
        self.types(part).keys("enter")
    }

    /// Goes to an item, field or judgement by part of its name.
    pub fn jumps(&mut self, part: &str) -> &mut Self {
        self.keys("ctrl+g").picks(part)
    }

    /// Lets minutes pass, as the clock tells them.
    pub fn waits(&mut self, minutes: i64) -> &mut Self {
        for _ in 0..minutes {
            let now = self.app.now + TimeDelta::minutes(1);
            self.send(Message::Clock(now));
        }
        self
    }

    /// Sets the clock, `2010-01-12 14:00`.
    pub fn now(&mut self, time: &str) {
        self.send(Message::Clock(at(time)));
    }

    /// Hands a message to the program and does what it wants.
    pub fn send(&mut self, message: Message) {
        let before = self.said();
        for effect in update(&mut self.app, message) {
            self.perform(effect);
        }
        if self.said() != before {
            self.reads_whole();
        }
    }

    /// What nov says at the foot of the screen is whole in a window of 80 columns too.
    fn reads_whole(&self) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let said = self.said();
        if self.app.blanked {
            return;
        }
        let screen = Screen::of(&self.app, "dark", (80, 24));
        assert!(letters(&screen.letters()).contains(&letters(&said)), "“{said}” is cut:\n{}", screen.text());
    }

    // What the user sees.

    /// The screen at 120×40.
    pub fn screen(&self) -> String {
        self.screen_of(120, 40)
    }

    /// The screen at another size.
    pub fn screen_of(&self, columns: u16, rows: u16) -> String {
        Screen::of(&self.app, "dark", (columns, rows)).text()
    }

    /// All of these words are on the screen.
    #[track_caller]
    pub fn sees(&self, words: &[&str]) {
        let shown = self.screen();
        for word in words {
            assert!(shown.contains(word), "“{word}” is not on the screen:\n{shown}");
        }
    }

    /// None of these words is on the screen.
    #[track_caller]
    pub fn sees_no(&self, words: &[&str]) {
        let shown = self.screen();
        for word in words {
            assert!(!shown.contains(word), "“{word}” is on the screen:\n{shown}");
        }
    }

    /// All of these words are among the prompts offered.
    #[track_caller]
    pub fn offers(&self, words: &[&str]) {
        let prompts = self.sitting().prompts_here();
        for word in words {
            assert!(prompts.iter().any(|(_, prompt)| prompt.contains(word)), "“{word}” is not among {prompts:?}");
        }
    }

    /// The last line says this.
    #[track_caller]
    pub fn is_told(&self, words: &str) {
        let said = self.said();
        assert!(said.contains(words), "“{words}” is not said, but “{said}”:\n{}", self.screen());
    }

    /// The notice that stands.
    pub fn said(&self) -> String {
        self.app.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
    }

    // What is kept.

    /// The session on the screen.
    pub fn sitting(&self) -> &Sitting {
        self.app.sitting.as_ref().unwrap_or_else(|| panic!("no session is on the screen:\n{}", self.screen()))
    }

    /// The session on the screen, as kept.
    pub fn session(&self) -> &Session {
        self.sitting().session()
    }

    /// The last entry that stands under the item shown.
    #[track_caller]
    pub fn last(&self) -> &Entry {
        let last = self.session().standing(&self.sitting().item).next_back();
        last.unwrap_or_else(|| panic!("there is no entry under {}", self.sitting().item))
    }

    /// Kinds and words that stand under an item.
    pub fn under(&self, item: &str) -> Vec<(Kind, String)> {
        self.session().standing(item).map(|e| (e.kind, e.text.clone())).collect()
    }

    /// Only the words that stand under an item.
    pub fn words_under(&self, item: &str) -> Vec<String> {
        self.under(item).into_iter().map(|(_, words)| words).collect()
    }

    /// A person by name.
    #[track_caller]
    pub fn person(&self, name: &str) -> &Person {
        let people = self.session().people();
        people.iter().find(|p| p.name() == name).unwrap_or_else(|| panic!("{name} is not among {people:?}"))
    }

    /// A document of the session on the screen, written by keys in a format.
    #[track_caller]
    pub fn writes(&mut self, document: &str, format: &str) -> Vec<u8> {
        let wanted = self.written.len();
        self.keys("ctrl+x");
        self.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == document));
        self.unticks();
        self.goes_to_row(ExportRow::Format);
        self.turns_to("format", |form| form.format == format);
        self.keys("enter");
        let path =
            self.written.get(wanted).unwrap_or_else(|| panic!("nothing was written:\n{}", self.screen())).clone();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        bytes
    }

    /// Notes what is written as sent to nobody.
    fn unticks(&mut self) {
        let Some(Overlay::Export(form)) = self.app.overlays.last() else { return };
        let ticked = form.receivers.iter().enumerate().filter(|(_, receiver)| receiver.ticked);
        for at in ticked.map(|(at, _)| at).collect::<Vec<_>>() {
            self.goes_to_row(ExportRow::To(at));
            self.keys("space");
        }
    }

    /// Turns the selected row of the export overlay until it fits.
    #[track_caller]
    pub fn turns_to(&mut self, what: &str, fits: impl Fn(&nov::app::ExportForm) -> bool) {
        for _ in 0..60 {
            let Some(nov::app::Overlay::Export(form)) = self.app.overlays.last() else {
                panic!("nothing is being written:\n{}", self.screen())
            };
            if fits(form) {
                return;
            }
            self.keys("right");
        }
        panic!("no {what} fits:\n{}", self.screen());
    }

    /// Goes down in the open picker to the choice that fits and presses Enter.
    #[track_caller]
    pub fn chooses(&mut self, fits: impl Fn(&nov::app::Picked) -> bool) {
        let Some(nov::app::Overlay::Picker(picker)) = self.app.overlays.last() else {
            panic!("no picker is open:\n{}", self.screen())
        };
        let at = picker.matched.iter().position(|at| fits(&picker.choices[*at].picked));
        for _ in 0..at.unwrap_or_else(|| panic!("no choice fits:\n{}", self.screen())) {
            self.keys("down");
        }
        self.keys("enter");
    }

    /// Puts facts into the record of the school of the stories.
    pub fn knows(&mut self, facts: &[(&str, &str)]) -> &mut Self {
        let facts: Vec<_> = facts.iter().map(|(fact, to)| ((*fact).to_owned(), (*to).to_owned())).collect();
        let slug = nov::store::slug(SCHOOL);
        self.desk.set_school(&slug, &[("name".to_owned(), SCHOOL.to_owned())]).unwrap();
        self.desk.set_school(&slug, &facts).unwrap();
        self
    }

    /// Goes to a row of the export overlay.
    #[track_caller]
    pub fn goes_to_row(&mut self, row: ExportRow) {
        let Some(Overlay::Export(form)) = self.app.overlays.last() else {
            panic!("nothing is written:\n{}", self.screen())
        };
        let at = form.rows().iter().position(|known| *known == row).unwrap();
        self.keys("pageup");
        for _ in 0..at {
            self.keys("down");
        }
    }

    /// Goes down on the home screen to the row that holds some words.
    #[track_caller]
    pub fn goes_to(&mut self, words: &str) -> &mut Self {
        self.keys("home");
        for _ in 0..self.app.home.rows().len() {
            let (screen, row) = (self.screen(), self.cursor_row());
            if screen.lines().nth(row).is_some_and(|line| line.contains(words)) {
                return self;
            }
            self.keys("down");
        }
        panic!("no row says “{words}”:\n{}", self.screen());
    }

    /// The line of the screen on which the cursor stands, from 0.
    fn cursor_row(&self) -> usize {
        Screen::of(&self.app, "dark", (120, 40)).cursor.unwrap().y.into()
    }

    /// The folder of the store.
    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// The steps recorded of the session on the screen, replayed onto what was opened, give what is on the screen.
    #[track_caller]
    pub fn is_mirrored(&self) {
        for sitting in self.app.sitting.iter().chain(&self.app.other) {
            let id = sitting.session().id();
            let mut replayed = self.opened[id].clone();
            for step in self.steps.get(id).into_iter().flatten() {
                replayed.replay(step).unwrap();
            }
            assert_eq!(replayed.session(), sitting.session());
        }
    }

    // Doing what the program wants, as `runtime` does.

    /// Does one effect.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Keep { session, step, .. } => {
                let journal =
                    self.journals.get_mut(&session).expect("the journal of a session that is written is open");
                journal.append(step.seq, &*step).unwrap();
                let seq = step.seq;
                self.steps.entry(session.clone()).or_default().push(*step);
                self.send(Message::Kept { session, seq });
            }
            Effect::Sync(session) => {
                let seq = self.app.sitting.as_ref().map_or(0, |s| s.session().applied());
                self.send(Message::Saved { session, seq });
            }
            Effect::List => self.list(),
            Effect::KeepTerms { year, text } => {
                self.desk.keep_terms(year, &text).unwrap();
                self.send(Message::CalendarKnown(Box::new(self.desk.calendar.clone())));
            }
            Effect::Open(id) => {
                drop(self.desk.catch_up(&id, self.app.now));
                self.open_id(&id);
            }
            Effect::Practise(example) => {
                let text = EXAMPLES.iter().find(|(id, _)| *id == example).map(|(_, text)| *text);
                let id = self.desk.adopt(text.expect("an example that is offered is there")).unwrap();
                self.open_id(&id);
            }
            Effect::Begin { form, school, date } => match self.desk.begin(&form, &school, date, self.app.now) {
                Ok(begun) => {
                    self.open_id(&begun.id);
                    for warning in begun.warnings {
                        self.send(Message::Told(warning));
                    }
                }
                Err(error) => self.send(Message::Failed(error.to_string())),
            },
            Effect::Close(live) => {
                let session = live.into_session();
                if let Some(journal) = self.journals.remove(session.id()) {
                    journal.close(&session).unwrap();
                }
                self.steps.remove(session.id());
            }
            Effect::Note { to, text } => {
                let note = Desk::new_note(&text, None, NoteReading::Grammar, self.app.now);
                self.desk.note(to.as_deref(), &note).unwrap();
                self.list();
            }
            Effect::File { notes, to } => {
                let ids: Vec<String> = notes.iter().map(|(at, _)| self.inbox_ids[*at].clone()).collect();
                for (_, text) in notes {
                    let note = Desk::new_note(&text, None, NoteReading::Grammar, self.app.now);
                    self.desk.note(Some(&to), &note).unwrap();
                }
                self.desk.store.forget_notes(&Inbox::Store, &ids).unwrap();
                self.list();
            }
            Effect::Scratch(text) => self.desk.store.keep_scratch(&text).unwrap(),
            Effect::ClearInbox(at) => {
                let id = self.inbox_ids[at].clone();
                self.desk.store.forget_notes(&Inbox::Store, &[id]).unwrap();
                self.list();
            }
            Effect::Copy { text, what } => {
                self.send(Message::Told(format!("Copied {what}")));
                self.copied = Some((text, what));
            }
            Effect::Export(mut writing) => {
                let path = self.folder.path().join(&writing.path);
                if path.exists() && writing.over == nov::app::Over::Ask {
                    return self.send(Message::FileExists(writing));
                }
                let was_draft = writing.outline.draft;
                writing.outline = self.desk.completed(writing.outline, Words::AsPrinted).unwrap();
                if writing.outline.draft && !was_draft && writing.sent.is_some() {
                    return self.send(Message::StillDraft(writing));
                }
                writing.path.clone_from(&path);
                let format = FORMATS.iter().find(|f| f.id == writing.format).unwrap();
                let mut bytes = Vec::new();
                (format.write)(&writing.outline, &mut bytes).unwrap();
                match std::fs::write(&path, bytes) {
                    Ok(()) => {
                        self.send(Message::Exported(writing, format!("Written to {}", path.display())));
                        self.written.push(path);
                    }
                    Err(error) => self.send(Message::NotExported(error.to_string())),
                }
            }
            Effect::LookForDrafts { session, sent } => {
                let why = self.desk.drafts_within(&session, &sent.document).unwrap();
                self.send(Message::LookedForDrafts { session: session.id().to_owned(), sent, why });
            }
            Effect::Complete { document, outline } => {
                let outline = Box::new(self.desk.completed(*outline, Words::AsPrinted).unwrap());
                self.send(Message::Completed { document, outline });
            }
            Effect::Remember { form, choice } => self.desk.remember(&form, &choice).unwrap(),
            Effect::KeepVersion { stand, why, purpose } => {
                let number = match &purpose {
                    KeptFor::Sent(sent) => self.desk.store.keep_sent_version(&stand, self.app.now, sent),
                    KeptFor::User | KeptFor::Restoring(_) => self.desk.store.keep_version(&stand, self.app.now, &why),
                };
                let number = number.unwrap();
                self.send(Message::VersionKept { session: stand.session().id().to_owned(), number, purpose });
            }
            Effect::ReadVersions(session) => {
                let read = self.desk.store.versions(&session).unwrap();
                self.send(Message::Versions { session, versions: read.versions, faults: read.faults });
            }
            Effect::Search(words) => {
                let found = self.desk.store.search::<Session>(&words).unwrap();
                let hits = found.hits.into_iter().map(|h| {
                    let text = h.passage.glimpse().to_owned();
                    Hit { session: h.id, place: h.school, text, entry: h.passage.entry, field: h.passage.field }
                });
                self.send(Message::Found(hits.collect()));
            }
            Effect::KeepMe(me) => self.desk.keep_me(&me).unwrap(),
            Effect::KeepSchool { slug, fact, to } => {
                self.desk.set_school(&slug, &[(fact, to)]).unwrap();
            }
            Effect::PutAway(id) => {
                match self.desk.store.put_away::<Session>(&id) {
                    Ok(path) => self.send(Message::Told(format!("Put away; it is kept as {}", path.display()))),
                    Err(error) => self.send(Message::Failed(error.to_string())),
                }
                self.list();
            }
            Effect::PutSchoolAway(school) => {
                let slug = self.desk.known_school(&school).unwrap().slug;
                self.desk.store.put_away_school(&slug).unwrap();
                self.list();
            }
            Effect::RenameSchool { school, to } => {
                match self.desk.rename_school(&school, &to, self.app.now) {
                    Ok(renamed) => self.send(Message::Told(renamed.sentence(&[]))),
                    Err(error) => self.send(Message::Failed(error.to_string())),
                }
                self.list();
            }
            Effect::MakeSchool(school) => {
                self.desk.make_school(&school).unwrap();
                self.list();
            }
            Effect::ReadAside => {
                let aside = |put_away: nov::store::PutAway| {
                    let hint = put_away
                        .date
                        .map_or_else(|| "a school".to_owned(), |date| date.format("%-d %b %Y").to_string());
                    PutAside { file: put_away.file, what: put_away.what, hint }
                };
                let aside = self.desk.put_away().into_iter().map(aside).collect();
                self.send(Message::AsideRead(aside));
            }
            Effect::BringBack(file) => {
                match self.desk.bring_back(&file) {
                    Ok(what) => self.send(Message::Told(format!("{what} is back"))),
                    Err(error) => self.send(Message::Failed(error.to_string())),
                }
                self.list();
            }
            Effect::LookOver { place, session } => {
                let Some(wrong) = self.desk.wrong_with(&place).map(|wrong| wrong.to_string()) else { return };
                let readable = self.desk.look_over(&place).map(|r| r.in_words()).map_err(|e| e.to_string());
                self.send(Message::Damaged(Box::new(Damage { place, wrong, readable, session })));
            }
            Effect::Rescue { place, session } => {
                let said = self.desk.rescue(&place).unwrap();
                self.desk.read_me();
                if let Some(id) = session {
                    self.open_id(&id);
                }
                self.list();
                let me = Box::new(self.desk.me.clone());
                self.send(Message::Rescued { said, me });
            }
            Effect::Survey(year) => {
                let today = self.app.now.date();
                let year = year.unwrap_or_else(|| self.desk.calendar.school_year_of(today));
                let caseload = self.desk.caseload_of(year, today).unwrap();
                self.send(Message::Surveyed(Box::new(caseload)));
            }
            Effect::Import(wish) => self.import(&wish),
            Effect::ChangeFigures { slug, change } => {
                let kept = self.desk.change_figures(&slug, |figures| {
                    figures.apply(*change);
                });
                kept.unwrap();
            }
            Effect::LookUpFigures(school) => {
                let slug = self.desk.school(&school).unwrap().slug;
                let book = Box::new(self.desk.figure_book(&slug).unwrap());
                self.send(Message::FiguresFound { school, slug, book });
            }
            Effect::WritePage(page, path) => {
                let path = self.folder.path().join(path);
                let mut bytes = Vec::new();
                (nov::export::by_ending(&path).unwrap().write)(&page, &mut bytes).unwrap();
                std::fs::write(&path, bytes).unwrap();
                self.written.push(path);
            }
            Effect::HandOver { .. }
            | Effect::HandOn { .. }
            | Effect::TakeOver(_)
            | Effect::BackUp(_)
            | Effect::Suspend
            | Effect::StopImport => {}
            Effect::Quit => self.ended = true,
        }
    }

    fn list(&mut self) {
        let shelf = self.desk.shelf().unwrap();
        self.inbox_ids = shelf.inbox.iter().map(|(id, ..)| id.clone()).collect();
        let pressing = self.desk.pressing(&shelf, self.app.now.date());
        let listing = Listing {
            pressing,
            sessions: shelf.sessions,
            damaged: shelf.damaged,
            faults: self.desk.faults_in_short(),
            schools: shelf.schools.iter().map(|school| school.name().to_owned()).collect(),
            phases: shelf.phases,
            inbox: shelf.inbox.into_iter().map(|(_, at, text)| (at, text)).collect(),
            put_away: shelf.put_away,
            examples: EXAMPLES.iter().map(|(id, _)| ((*id).to_owned(), format!("the {id} example"))).collect(),
            forms: self.desk.form_titles(),
            own_forms: self.desk.own_forms(),
            standing_forms: self.desk.standing_forms(),
        };
        self.send(Message::Listed(Box::new(listing)));
    }

    fn open_id(&mut self, id: &str) {
        let shown = |s: &Option<Box<Sitting>>| s.as_ref().is_some_and(|s| s.session().id() == id);
        if shown(&self.app.sitting) {
            return;
        }
        if shown(&self.app.other) {
            std::mem::swap(&mut self.app.sitting, &mut self.app.other);
            return;
        }
        let opened: Opened<Session> = match self.desk.store.open_session(id) {
            Ok(opened) => opened,
            Err(error) => return self.send(Message::Failed(error.to_string())),
        };
        let context = self.desk.context(&opened.document).unwrap();
        let held_by = match opened.mode {
            Mode::Writing(journal) => {
                self.journals.insert(id.to_owned(), *journal);
                None
            }
            Mode::ReadOnly(why) => Some(nov::app::ReadOnly::Elsewhere(why.to_string())),
        };
        let history: Vec<Step> = opened.history.into_iter().map(|(_, step)| step).collect();
        let live = Live::new(opened.document, &history);
        self.opened.insert(id.to_owned(), live.clone());
        self.steps.remove(id);
        let notices = opened.notices.iter().map(ToString::to_string).collect();
        let (form, prompts, scales, school) = (context.form, context.prompts, context.scales, context.school);
        let (figures, choice) = (context.figures, self.desk.choice(&form.id));
        let opening = Opening { live, form, prompts, scales, school, choice, figures, held_by, notices };
        self.send(Message::Opened(Box::new(opening)));
        self.take_inbox(id);
    }

    fn import(&mut self, wish: &nov::measures::Wish) {
        let watch = nov::store::Watch { today: self.app.now.date(), stop: &|| false, progress: &|_| {} };
        match self.desk.import(wish, &watch) {
            Ok(imported) => {
                let book = Box::new(self.desk.figure_book(&imported.slug).unwrap());
                self.send(Message::Figures { slug: imported.slug.clone(), book });
                let told = imported.sentence();
                self.send(Message::Learned { slug: imported.slug, facts: imported.learned });
                self.send(Message::Imported(Ok(told)));
            }
            Err(fault) => match fault.missing(&self.desk.measures().0.definitions) {
                Some(missing) => self.send(Message::ImportAsks { wish: Box::new(wish.clone()), missing }),
                None => self.send(Message::Imported(Err(fault.to_string()))),
            },
        }
    }

    fn take_inbox(&mut self, session: &str) {
        let inbox = Inbox::Session(session.to_owned());
        for note in self.desk.store.notes(&inbox).unwrap().notes {
            let id = note.id.clone();
            let note =
                InboxNote { key: note.id, at: note.time, text: note.text, item: note.item, reading: note.reading };
            self.send(Message::Noted { session: session.to_owned(), note });
            self.desk.store.forget_notes(&inbox, &[id]).unwrap();
        }
    }
}

/// A time as `2010-01-12 14:00`.
pub fn at(time: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(&format!("{time}:00"), "%Y-%m-%d %H:%M:%S").unwrap()
}

/// A day as `2010-01-12`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A file of the store as text.
pub fn read(store: &Path, file: &str) -> String {
    std::fs::read_to_string(store.join(file)).unwrap()
}
