//! What a terminal sends for a key.

/// The bytes of a key by its name, such as `ctrl+n`, `alt+up`, `shift+tab`, `f5`, `space` or `x`; none if there is no such key.
pub fn bytes_of(name: &str) -> Option<Vec<u8>> {
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    let mut key = name;
    while let Some((held, rest)) = key.split_once('+').filter(|(held, rest)| !held.is_empty() && !rest.is_empty()) {
        match held {
            "ctrl" => ctrl = true,
            "alt" => alt = true,
            "shift" => shift = true,
            _ => return None,
        }
        key = rest;
    }
    let held = 1 + u8::from(shift) + 2 * u8::from(alt) + 4 * u8::from(ctrl);
    if let Some(letter) = final_letter(key) {
        let plain = if key.starts_with('f') { format!("\x1bO{letter}") } else { format!("\x1b[{letter}") };
        return Some(if held == 1 { plain } else { format!("\x1b[1;{held}{letter}") }.into_bytes());
    }
    if let Some(number) = number(key) {
        return Some(if held == 1 { format!("\x1b[{number}~") } else { format!("\x1b[{number};{held}~") }.into_bytes());
    }
    if key == "backtab" || (key == "tab" && shift) {
        return Some(b"\x1b[Z".to_vec());
    }
    let mut bytes = match key {
        "enter" => b"\r".to_vec(),
        "tab" => b"\t".to_vec(),
        "esc" => b"\x1b".to_vec(),
        "backspace" => if ctrl { b"\x08" } else { b"\x7f" }.to_vec(),
        "space" => if ctrl { b"\0" } else { b" " }.to_vec(),
        _ => character(key, ctrl)?,
    };
    if alt {
        bytes.insert(0, 0x1b);
    }
    Some(bytes)
}

fn character(key: &str, ctrl: bool) -> Option<Vec<u8>> {
    let mut chars = key.chars();
    let (c, None) = (chars.next()?, chars.next()) else { return None };
    if !ctrl {
        return Some(c.to_string().into_bytes());
    }
    // Control keeps the low five bits of @, A to Z and [ \ ] ^ _.
    let upper = c.to_ascii_uppercase();
    ('@'..='_').contains(&upper).then(|| vec![upper as u8 & 0x1f])
}

fn final_letter(key: &str) -> Option<char> {
    Some(match key {
        "up" => 'A',
        "down" => 'B',
        "right" => 'C',
        "left" => 'D',
        "home" => 'H',
        "end" => 'F',
        "f1" => 'P',
        "f2" => 'Q',
        "f3" => 'R',
        "f4" => 'S',
        _ => return None,
    })
}

fn number(key: &str) -> Option<u8> {
    Some(match key {
        "insert" => 2,
        "delete" => 3,
        "pageup" => 5,
        "pagedown" => 6,
        "f5" => 15,
        "f6" => 17,
        "f7" => 18,
        "f8" => 19,
        "f9" => 20,
        "f10" => 21,
        "f11" => 23,
        "f12" => 24,
        _ => return None,
    })
}

mod tests {
    use super::bytes_of;

    #[test]
    fn keys_have_the_bytes_of_xterm() {
        let table = [
            ("ctrl+n", "\x0e"),
            ("ctrl+j", "\n"),
            ("ctrl+\\", "\x1c"),
            ("ctrl+space", "\0"),
            ("enter", "\r"),
            ("alt+enter", "\x1b\r"),
            ("shift+tab", "\x1b[Z"),
            ("backspace", "\x7f"),
            ("up", "\x1b[A"),
            ("shift+end", "\x1b[1;2F"),
            ("ctrl+alt+left", "\x1b[1;7D"),
            ("f1", "\x1bOP"),
            ("ctrl+f5", "\x1b[15;5~"),
            ("delete", "\x1b[3~"),
            ("alt+x", "\x1bx"),
            ("+", "+"),
            ("ŵ", "ŵ"),
        ];
        for (name, bytes) in table {
            assert_eq!(bytes_of(name).as_deref(), Some(bytes.as_bytes()), "{name}");
        }
        for name in ["", "entr", "hyper+x", "ctrl+é", "f13"] {
            assert_eq!(bytes_of(name), None, "{name}");
        }
    }
}
