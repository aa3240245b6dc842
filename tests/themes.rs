//! The shipped themes: complete, readable, and never saying a thing by colour alone.

use std::collections::{BTreeMap, BTreeSet};

use nov::ronfile;
use serde::Deserialize;

use crate::support::source::read_tree;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    schema: u32,
    id: String,
    label: String,
    #[serde(default)]
    background: Option<String>,
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Style {
    #[serde(default)]
    fg: Option<String>,
    #[serde(default)]
    bg: Option<String>,
    #[serde(default)]
    modifiers: BTreeSet<String>,
}

const STYLES: [&str; 27] = [
    "action",
    "border",
    "border-focused",
    "caret-line",
    "danger",
    "decision",
    "dim",
    "due",
    "kept",
    "key-hint",
    "note",
    "observed",
    "ok",
    "overlay",
    "owner",
    "private",
    "prompt-done",
    "prompt-open",
    "question",
    "reported",
    "saved",
    "selection",
    "text",
    "time",
    "title",
    "unfinished",
    "warn",
];

const KINDS: [&str; 7] = ["note", "action", "decision", "question", "observed", "reported", "private"];

/// Styles that stand side by side and mean different things.
const TOLD_APART: [(&str, &str); 9] = [
    ("text", "selection"),
    ("text", "unfinished"),
    ("text", "private"),
    ("border", "border-focused"),
    ("prompt-open", "prompt-done"),
    ("kept", "saved"),
    ("ok", "warn"),
    ("ok", "danger"),
    ("warn", "danger"),
];

fn themes() -> Vec<Theme> {
    let read = |text: &str| ronfile::read(text).unwrap_or_else(|fault| panic!("{fault} in:\n{text}"));
    read_tree(&["themes"], "ron").iter().map(|file| read(&file.text)).collect()
}

/// Red, green and blue of a `#rrggbb`.
fn rgb(colour: &str) -> [u8; 3] {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    let digits = digits.unwrap_or_else(|| panic!("{colour:?} is no #rrggbb"));
    [0, 2, 4].map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
}

/// Relative luminance as the Web Content Accessibility Guidelines define it.
fn luminance(colour: &str) -> f64 {
    let [r, g, b] = rgb(colour).map(|value| {
        let share = f64::from(value) / 255.0;
        if share <= 0.039_28 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn there_are_four_each_with_every_style() {
    let themes = themes();
    let ids: Vec<&str> = themes.iter().map(|theme| theme.id.as_str()).collect();
    assert_eq!(ids, ["dark", "high-contrast", "light", "monochrome"]);
    for theme in &themes {
        assert_eq!(theme.schema, 1);
        assert!(!theme.label.is_empty());
        assert_eq!(theme.styles.keys().collect::<Vec<_>>(), STYLES, "{}", theme.id);
        let known = ["bold", "dim", "italic", "underlined", "reversed"];
        for (name, style) in &theme.styles {
            assert!(style.modifiers.iter().all(|m| known.contains(&m.as_str())), "{}: {name}: {style:?}", theme.id);
        }
    }
}

#[test]
fn every_text_can_be_read_on_everything_it_may_stand_on() {
    for theme in themes() {
        let Some(background) = &theme.background else { continue };
        let least = if theme.id == "high-contrast" { 7.0 } else { 4.5 };
        let below = |name: &str| theme.styles[name].bg.clone().unwrap_or_else(|| background.clone());
        let surfaces = [background.clone(), below("overlay"), below("caret-line")];
        for (name, style) in &theme.styles {
            let Some(fg) = &style.fg else { continue };
            for surface in style.bg.as_ref().map_or(&surfaces[..], std::slice::from_ref) {
                let found = contrast(fg, surface);
                assert!(found >= least, "{}: {name}: {fg} on {surface} is {found:.2} to 1, below {least}", theme.id);
            }
            // How much a terminal fades dim text cannot be known, so nothing here relies on it.
            assert!(!style.modifiers.contains("dim"), "{}: {name} is dim", theme.id);
        }
        assert!(theme.styles["text"].fg.is_some() && theme.styles["selection"].bg.is_some());
    }
}

#[test]
fn colours_are_those_a_256_colour_terminal_has_exactly() {
    for theme in themes() {
        let styles = theme.styles.values();
        for colour in styles.flat_map(|style| [&style.fg, &style.bg]).chain([&theme.background]).flatten() {
            let [r, g, b] = rgb(colour);
            let in_cube = [r, g, b].iter().all(|part| [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff].contains(part));
            let grey = r == g && g == b && r >= 8 && (r - 8) % 10 == 0;
            assert!(in_cube || grey, "{}: {colour} shifts where there are only 256 colours", theme.id);
        }
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    for theme in themes() {
        for (one, other) in TOLD_APART {
            let (a, b) = (&theme.styles[one].modifiers, &theme.styles[other].modifiers);
            assert_ne!(a, b, "{}: only colour tells {one} from {other}", theme.id);
        }
    }
}

#[test]
fn monochrome_has_no_colour_and_still_tells_the_kinds_apart() {
    let monochrome = themes().into_iter().find(|theme| theme.id == "monochrome").unwrap();
    assert_eq!(monochrome.background, None);
    assert!(monochrome.styles.values().all(|style| style.fg.is_none() && style.bg.is_none()));
    let ways: BTreeSet<_> = KINDS.iter().map(|kind| &monochrome.styles[*kind].modifiers).collect();
    assert_eq!(ways.len(), KINDS.len());
}

#[test]
fn contrast_is_measured_as_the_guidelines_do() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
    assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
}
