//! Every screen at every size in every theme: it draws, the caret is on it, and what matters is there.

use nov::app::{App, Effect, Message, Opening, update};
use nov::command::Key;
use nov::session::{Live, Session};
use nov::settings::{Days, Settings};
use nov::store::{Desk, Mode, Opened};
use nov::ui::Theme;
use proptest::prelude::*;

use crate::support::screen::Screen;
use crate::support::sitter::Sitter;

const SIZES: [(u16, u16); 8] = [(1, 1), (12, 3), (24, 6), (40, 12), (60, 20), (80, 24), (120, 40), (200, 60)];

/// The shipped example of that name on the screen.
fn on(example: &str) -> App {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Days::Working).unwrap();
    let path = format!("{}/sessions/{example}.ron", env!("CARGO_MANIFEST_DIR"));
    let id = desk.adopt(&std::fs::read_to_string(path).unwrap()).unwrap();
    let opened: Opened<Session> = desk.store.open_session(&id).unwrap();
    let Mode::Writing(_journal) = opened.mode else { panic!("the example opens to be written") };
    let context = desk.context(&opened.document).unwrap();
    let mut app = home(&desk);
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
    app
}

fn home(desk: &Desk) -> App {
    let now = chrono::NaiveDate::from_ymd_opt(2010, 1, 12).unwrap().and_hms_opt(15, 10, 0).unwrap();
    let (calendar, roles, me, count) = (desk.calendar.clone(), desk.roles(), desk.me.clone(), desk.count);
    App::new(
        nov::app::Desk {
            calendar,
            keymap: Settings::default().keymap,
            roles,
            me,
            count,
            folder: "~/notes".to_owned(),
            templates: Vec::new(),
        },
        now,
        (120, 40),
    )
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split(' ') {
        update(app, Message::Key(key.parse().unwrap()));
    }
}

fn types(app: &mut App, text: &str) {
    for c in text.chars() {
        update(app, Message::Key(Key::plain(nov::command::Code::Char(c))));
    }
}

fn screen(app: &App, theme: &str, (columns, rows): (u16, u16)) -> String {
    let screen = Screen::of(app, theme, (columns, rows));
    if let Some(at) = screen.cursor {
        assert!(at.x < columns && at.y < rows, "the caret stands at {at} in {columns}×{rows}");
    }
    screen.text()
}

#[test]
fn everything_draws_at_every_size_in_every_theme() {
    for example in ["hillside-rtm", "hillside-autumn"] {
        for keys in [
            "esc",
            "f1",
            "ctrl+p",
            "ctrl+r",
            "ctrl+v",
            "ctrl+g",
            "ctrl+k",
            "ctrl+a",
            "ctrl+a enter",
            "tab",
            "tab tab",
            "ctrl+e",
            "ctrl+l",
            "ctrl+t",
            "ctrl+n ctrl+n ctrl+n",
        ] {
            let mut app = on(example);
            press(&mut app, keys);
            for size in SIZES {
                for theme in Theme::names() {
                    screen(&app, theme, size);
                }
            }
        }
    }
}

#[test]
fn a_meeting_shows_its_panes() {
    let mut app = on("hillside-rtm");
    types(&mut app, "! @HT call the partner school by fri");
    let shown = screen(&app, "dark", (120, 40));
    for part in [
        "RTM · Hillside Primary (practice) · Tue 12 Jan 2010",
        "Evaluation of all ASK support",
        "14:45",
        "decision",
        "Continue consultant to Easter",
        "Actions · 3 open · 2 carried",
        "Prompts · 1 of 3",
        "SLT AC",
        "since 14:20",
        "Action → HT by Fri 15 Jan",
        "! @HT call the partner school by fri",
        "Ctrl+N next item",
    ] {
        assert!(shown.contains(part), "“{part}” is not on the screen:\n{shown}");
    }
}

#[test]
fn a_small_window_keeps_the_entry_line_and_folds_the_panes() {
    let mut app = on("hillside-rtm");
    types(&mut app, "half a thought");
    for size in [(80, 24), (40, 12)] {
        let shown = screen(&app, "dark", size);
        assert!(shown.contains("half a thought") && shown.contains("14:49") && shown.contains("Hillside"), "{shown}");
    }
    assert!(screen(&app, "dark", (80, 24)).contains("[Minutes]"));
    press(&mut app, "ctrl+a");
    let shown = screen(&app, "dark", (80, 24));
    assert!(
        shown.contains("[Actions]") && shown.contains("moderate Y5 writing") && shown.contains("half a thought"),
        "{shown}"
    );
    assert!(screen(&app, "dark", (12, 3)).contains("This window"));
}

#[test]
fn a_blanked_screen_shows_nothing_of_the_school() {
    let mut app = on("hillside-rtm");
    press(&mut app, "ctrl+l");
    assert!(!screen(&app, "dark", (120, 40)).contains("Hillside"));
    press(&mut app, "x");
    assert!(screen(&app, "dark", (120, 40)).contains("Hillside"));
}

#[test]
fn a_grid_says_in_full_where_the_caret_is() {
    let mut app = on("hillside-autumn");
    press(&mut app, "ctrl+g");
    types(&mut app, "extent to which pupils feel safe");
    press(&mut app, "enter");
    let shown = screen(&app, "dark", (120, 40));
    assert!(shown.contains("The extent to which pupils feel safe · School view (SEF grade)"), "{shown}");
}

#[test]
fn an_empty_home_screen_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = home(&Desk::open(folder.path(), Days::Working).unwrap());
    update(&mut app, Message::Listed(Box::default()));
    let shown = screen(&app, "dark", (120, 40));
    assert!(shown.contains("New session") && shown.contains("Welcome to nov"), "{shown}");
    press(&mut app, "esc esc esc");
    assert!(screen(&app, "dark", (80, 24)).contains("Ctrl+N new session"));
}

fn keys() -> impl Strategy<Value = Message> {
    let named = prop::sample::select(vec![
        "enter",
        "tab",
        "backtab",
        "esc",
        "up",
        "down",
        "left",
        "right",
        "backspace",
        "delete",
        "home",
        "end",
        "pageup",
        "pagedown",
        "ctrl+n",
        "ctrl+b",
        "ctrl+a",
        "ctrl+g",
        "ctrl+k",
        "ctrl+o",
        "ctrl+d",
        "ctrl+z",
        "ctrl+y",
        "ctrl+r",
        "ctrl+v",
        "ctrl+x",
        "ctrl+c",
        "ctrl+p",
        "ctrl+t",
        "ctrl+e",
        "ctrl+f",
        "ctrl+j",
        "ctrl+w",
        "alt+up",
        "alt+down",
        "f1",
        "ctrl+s",
        "ctrl+l",
    ]);
    prop_oneof![
        3 => named.prop_map(|name| Message::Key(name.parse().unwrap())),
        3 => prop::sample::select(vec!['a', '1', '0', '-', '!', '@', ' ', '%', '>', 'é', '한', '👩']).prop_map(|c| Message::Key(Key::plain(nov::command::Code::Char(c)))),
        1 => "[a-z \né👩@!]{0,30}".prop_map(Message::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn no_key_at_any_size_breaks_the_screen(messages in prop::collection::vec(keys(), 1..60), size in (1u16..130, 1u16..45), autumn in any::<bool>()) {
        let mut app = on(if autumn { "hillside-autumn" } else { "hillside-rtm" });
        for message in messages {
            update(&mut app, message);
            if app.sitting.is_none() {
                break;
            }
            screen(&app, "light", size);
        }
    }
}

#[test]
fn agreed_actions_are_read_back_in_full() {
    let mut app = on("hillside-rtm");
    let shown = |app: &App| screen(app, "dark", (80, 24));
    assert!(!shown(&app).contains("Actions to read back"), "{}", shown(&app));
    types(
        &mut app,
        "! @HT bring the new moderation folder and every Year 5 and Year 6 writing book to the hall by fri",
    );
    press(&mut app, "enter ctrl+g");
    types(&mut app, "agreed");
    press(&mut app, "enter");
    let text = shown(&app);
    assert!(text.contains("Actions to read back"), "{text}");
    assert!(text.contains("Year 6 writing book to the hall"), "in full: {text}");
}

#[test]
fn what_is_recognised_is_marked_behind_wide_letters_too() {
    let mut app = on("hillside-rtm");
    update(&mut app, Message::Paste("👩ŵ@sc @HT ŷes".to_owned()));
    assert!(screen(&app, "dark", (120, 40)).contains("@HT ŷes"));
}

#[test]
fn the_pages_of_the_home_screen_show_schools_and_actions_and_a_record_can_be_filled() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Days::Working).unwrap();
    let mut app = home(&desk);
    let begun = desk.begin("rtm", "Hillside Primary", app.now.date(), app.now).unwrap();
    let note = Desk::new_note("! @HT moderate Y5 writing", None, nov::session::NoteReading::Grammar, app.now);
    desk.note(Some(&begun.id), &note).unwrap();
    desk.fold_inbox(&begun.id).unwrap();
    update(&mut app, Message::Listed(Box::default()));
    app.overlays.clear();
    let today = "2010-01-12".parse().unwrap();
    let effects = update(&mut app, Message::Key("tab".parse().unwrap()));
    assert_eq!(effects, [Effect::Survey(None)]);
    update(&mut app, Message::Surveyed(Box::new(desk.caseload(today).unwrap())));
    for size in SIZES {
        screen(&app, "dark", size);
    }
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("Hillside Primary") && text.contains("of 5 days"), "{text}");
    press(&mut app, "enter");
    let text = screen(&app, "dark", (120, 40));
    let missing = text.lines().find(|line| line.contains("Advice on the headteacher's performance management"));
    assert!(missing.is_some_and(|line| line.contains("missing")), "{text}");
    assert!(text.contains("No key stages are noted yet"), "{text}");
    press(&mut app, "down enter down down down");
    types(&mut app, "ks2");
    let effects = update(&mut app, Message::Key("enter".parse().unwrap()));
    assert!(
        effects.iter().any(|e| matches!(e, Effect::KeepSchool { fact, to, .. } if fact == "key-stages" && to == "KS2"))
    );
    types(&mut app, "per");
    press(&mut app, "esc");
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("is none of no, yes"), "{text}");
    press(&mut app, "esc tab");
    assert!(app.overlays.is_empty());
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("Open actions and recommendations of all schools"), "{text}");
}

#[test]
fn a_trigger_for_concern_says_whom_to_tell_and_is_logged_in_private() {
    let mut app = on("hillside-autumn");
    press(&mut app, "ctrl+p");
    types(&mut app, "cards");
    press(&mut app, "enter");
    types(&mut app, "concern");
    press(&mut app, "enter");
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("▌Triggers for concern"), "{text}");
    press(&mut app, "down right");
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("Tell the Senior Phase Adviser at once (logged privately, 15:10)"), "{text}");
    press(&mut app, "esc");
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("% private") && !text.contains("Leadership without the"), "{text}");
    assert!(!text.contains("┌ Triggers for concern"), "the item's own prompts are back: {text}");
    press(&mut app, "ctrl+e");
    let text = screen(&app, "dark", (120, 40));
    assert!(text.contains("Triggers for concern: Leadership without the"), "{text}");
}

#[test]
fn a_click_on_anything_chooses_it_and_breaks_nothing() {
    let click = |app: &mut App, at: (u16, u16)| {
        if let Some(pointed) = nov::ui::pointed(app, at) {
            update(app, Message::Pointed(pointed));
        }
    };
    for size in SIZES {
        let mut app = on("hillside-rtm");
        update(&mut app, Message::Resized(size.0, size.1));
        for (column, row) in (0..size.0).step_by(3).flat_map(|column| (0..size.1).map(move |row| (column, row))) {
            click(&mut app, (column, row));
        }
        press(&mut app, "esc ctrl+p");
        click(&mut app, (size.0 / 2, size.1 / 2));
    }
    let mut app = on("hillside-rtm");
    update(&mut app, Message::Resized(120, 40));
    let shown = screen(&app, "dark", (120, 40));
    let row = shown.lines().position(|line| line.contains("Evaluation of all")).unwrap();
    click(&mut app, (5, u16::try_from(row).unwrap()));
    press(&mut app, "enter");
    let shown = screen(&app, "dark", (120, 40));
    assert!(shown.contains("▌3  Evaluation of all ASK support"), "{shown}");
}

#[test]
fn at_eighty_columns_the_day_the_findings_and_long_titles_can_be_read() {
    let mut me = Sitter::open("rtm");
    me.enters("We began");
    let top = me.screen_of(80, 24).lines().next().unwrap_or_default().to_owned();
    assert!(top.contains("Seaview Primary") && top.contains("12 Jan"), "{top}");
    let title = "how the transition project is paid for and who leads it in each of the partner schools ".repeat(4);
    me.runs("add item").enters(title.trim()).runs("put off item");
    me.is_told("is put off to the next meeting");
    let small = me.screen_of(80, 24);
    assert!(small.contains("is put off to the next meeting"), "{small}");
    me.keys("ctrl+r");
    let squeezed = |text: &str| text.split(['│', '┃', '"']).flat_map(str::split_whitespace).collect::<String>();
    let small = squeezed(&me.screen_of(80, 24));
    let nov::app::Overlay::Findings(findings) = me.app.overlays.last().unwrap() else { panic!("findings are shown") };
    let first = squeezed(&findings.found[0].message);
    assert!(small.contains(&first), "“{first}” is whole: {small}");
}
