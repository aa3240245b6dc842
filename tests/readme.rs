//! The README says what is so: its key table and picture come from the program. `NOV_WRITE=1 cargo test readme` writes them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use nov::app::{App, Message, Opening, update};
use nov::command::{COMMANDS, Scope};
use nov::session::{Live, Session};
use nov::settings::{Days, Settings};
use nov::store::{Desk, Mode, Opened};

use crate::support::screen::Screen;

const BEGIN: &str = "<!-- keys: written by `NOV_WRITE=1 cargo test readme`, kept true by the same test -->\n";
const END: &str = "<!-- end of keys -->";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn writing() -> bool {
    std::env::var_os("NOV_WRITE").is_some()
}

fn key_table() -> String {
    let mut table = String::from("\n| key | does | name in `settings.toml` |\n| --- | --- | --- |\n");
    for scope in [Scope::Session, Scope::Everywhere, Scope::Home] {
        writeln!(table, "| | **{}** | |", scope.label()).unwrap();
        for row in COMMANDS.iter().filter(|row| row.scope == scope) {
            let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
            writeln!(table, "| {} | {} | `{}` |", keys.join(", "), row.help, row.id).unwrap();
        }
    }
    table.push('\n');
    table
}

#[test]
fn the_key_table_is_the_command_table() {
    let path = root().join("README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once(BEGIN).expect("the mark before the keys");
    let (table, tail) = rest.split_once(END).expect("the mark after the keys");
    let wanted = key_table();
    if writing() {
        std::fs::write(&path, format!("{head}{BEGIN}{wanted}{END}{tail}")).unwrap();
    } else {
        assert_eq!(table, wanted, "run NOV_WRITE=1 cargo test readme");
    }
}

/// The shipped example on the screen, as at ten to three on its day.
fn picture() -> String {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Days::Working).unwrap();
    let example = std::fs::read_to_string(root().join("sessions/hillside-rtm.ron")).unwrap();
    let id = desk.adopt(&example).unwrap();
    let opened: Opened<Session> = desk.store.open_session(&id).unwrap();
    let Mode::Writing(_journal) = opened.mode else { panic!("the example opens to be written") };
    // As a meeting of one's own looks.
    let own = [("practice".to_owned(), String::new())];
    desk.set_school(opened.document.school_slug(), &own).unwrap();
    let context = desk.context(&opened.document).unwrap();
    let now = NaiveDate::from_ymd_opt(2010, 1, 12).unwrap().and_hms_opt(14, 51, 12).unwrap();
    let keymap = Settings::default().keymap;
    let (calendar, roles, me, count) = (desk.calendar.clone(), desk.roles(), desk.me.clone(), desk.count);
    let mut app = App::new(
        nov::app::Desk { calendar, keymap, roles, me, count, folder: "~/notes".to_owned(), templates: Vec::new() },
        now,
        (120, 40),
    );
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
    update(&mut app, Message::Opened(Box::new(opening)));
    for c in "! @HT share the tracking with governors by 29/1".chars() {
        update(&mut app, Message::Key(nov::command::Key::plain(nov::command::Code::Char(c))));
    }
    let seq = app.sitting.as_ref().unwrap().session().applied();
    update(&mut app, Message::Kept { session: id.clone(), seq });
    update(&mut app, Message::Saved { session: id, seq });
    nov::ui::picture(&Screen::of(&app, "dark", (120, 36)).buffer)
}

#[test]
fn the_picture_is_what_the_program_draws() {
    let path = root().join("tests/readme/session.svg");
    let drawn = picture();
    if writing() {
        std::fs::write(&path, drawn).unwrap();
    } else {
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == drawn, "the picture is out of date: run NOV_WRITE=1 cargo test readme");
    }
}

#[test]
fn the_calendar_of_the_readme_makes_half_term_a_date() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let example = readme.split("```ron\n").nth(1).unwrap().split("```").next().unwrap();
    let mut calendar = nov::calendar::Calendar::shipped();
    let today = "2026-10-05".parse().unwrap();
    assert_eq!(calendar.parse_date("half term", today), None);
    calendar.add("calendars/2026.ron", example).unwrap();
    assert!(calendar.parse_date("half term", today).is_some_and(|day| day.to_string().starts_with("2026-10-2")));
}
