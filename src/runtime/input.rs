//! Terminal events become messages, here and nowhere else: key releases are dropped, pastes cleared of control characters.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::Message;
use crate::command::{Code, Key, Mods};

/// What a terminal event means, if anything.
pub(super) fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(clean(&text))),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

/// Where the left button was pressed, if that is what happened.
pub(super) const fn click(event: &Event) -> Option<(u16, u16)> {
    match event {
        Event::Mouse(MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), column, row, .. }) => {
            Some((*column, *row))
        }
        _ => None,
    }
}

/// Text from outside: line ends become `\n`, tabs become spaces, what steers a terminal and every other control character goes.
fn clean(text: &str) -> String {
    let text = crate::forms::without_escapes(text).replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = event.modifiers;
    let mut mods = Mods {
        ctrl: held.contains(KeyModifiers::CONTROL),
        alt: held.contains(KeyModifiers::ALT),
        shift: held.contains(KeyModifiers::SHIFT),
    };
    let code = match event.code {
        KeyCode::Char(c) => {
            mods.shift = false;
            if mods.ctrl && mods.alt && !c.is_ascii_alphabetic() {
                // AltGr on European keyboards types a character.
                mods = Mods::default();
            }
            Code::Char(if mods.ctrl { c.to_ascii_lowercase() } else { c })
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            mods.shift = false;
            Code::BackTab
        }
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    if code == Code::Char(' ') && mods.ctrl {
        return None;
    }
    Some(Key { code, mods })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_paste_are_gone() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\td\u{7}\u{9b}"), "ab\nc    d");
    }

    #[test]
    fn releases_are_dropped_and_ctrl_letters_are_lower() {
        let mut event = KeyEvent::new(KeyCode::Char('N'), KeyModifiers::CONTROL);
        assert_eq!(key(event), Some(Key::ctrl('n')));
        event.kind = KeyEventKind::Release;
        assert!(message(Event::Key(event)).is_none());
    }
}
