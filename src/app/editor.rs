//! The one wrapper around the text editing widget: a view of a text of the session, never a second truth.
//!
//! A key becomes a [`TextEdit`]; the caller applies it to the session and the editor applies it to its view, by
//! the same path that shows edits from undo. The widget's own history is off. Caret, Backspace and Delete move by
//! grapheme; positions are bytes of the whole text, lines joined by `\n`.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, CursorRenderMode, TextArea, WrapMode};
use unicode_segmentation::GraphemeCursor;

use crate::command::{Code, Key};

/// An edit of a text: at a byte, some is removed and some put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Where, in bytes.
    pub at: usize,
    /// What stood there.
    pub remove: String,
    /// What stands there now.
    pub insert: String,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// The text changed; the edit is in the view already.
    Edit(TextEdit),
    /// Only the caret or the selection moved.
    Moved,
    /// Not a key of the editor, or it could go no further.
    Ignored,
}

/// A text being edited.
#[derive(Debug, Clone)]
pub struct Editor {
    view: TextArea<'static>,
    text: String,
    /// Whether the text stands as it was offered.
    offered: bool,
}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

/// Where a caret or a deletion goes.
#[derive(Debug, Clone, Copy)]
enum Stretch {
    Grapheme,
    /// A word with the signs that stand at it: `(half-term),`.
    Word,
    Line,
}

/// Words that are typed anew by their first letter; more are a sentence.
const FEW: usize = 4;

impl Editor {
    /// Shows a text, caret at its end.
    pub fn new(text: &str) -> Self {
        let mut view = TextArea::new(text.split('\n').map(str::to_owned).collect());
        view.set_max_histories(0);
        view.set_wrap_mode(WrapMode::Word);
        view.set_cursor_line_style(Style::default());
        view.set_cursor_render_mode(CursorRenderMode::Hidden);
        view.set_tab_length(4);
        view.move_cursor(CursorMove::Bottom);
        view.move_cursor(CursorMove::End);
        let mut editor = Self { view, text: text.to_owned(), offered: false };
        editor.put_caret(text.len());
        editor
    }

    /// Shows an answer that stands already: all of it selected, so that the first letter typed takes its place, while
    /// arrows, End and Backspace mend it.
    pub fn offering(text: &str) -> Self {
        let mut editor = Self::new(text);
        if !text.is_empty() {
            editor.put_caret(0);
            editor.view.start_selection();
            editor.put_caret(text.len());
            editor.offered = true;
        }
        editor
    }

    /// Shows words that stand already: a few are offered, to be typed anew; more are somebody's sentence, and gone on with.
    pub fn standing(text: &str) -> Self {
        if text.split_whitespace().count() > FEW { Self::new(text) } else { Self::offering(text) }
    }

    /// Whether the text stands as it was offered: the first letter typed takes its place.
    pub const fn is_offered(&self) -> bool {
        self.offered
    }

    /// The text shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte of the caret.
    pub fn caret(&self) -> usize {
        let (row, column) = self.view.cursor();
        self.byte_of(row, column)
    }

    /// Puts the caret at a byte.
    pub fn put_caret(&mut self, byte: usize) {
        let (row, column) = self.place_of(byte);
        self.view.move_cursor(CursorMove::Jump(clamp(row), clamp(column)));
    }

    /// The selected text, if any.
    pub fn selected(&self) -> Option<&str> {
        self.selection().map(|(start, end)| &self.text[start..end])
    }

    /// Drops the selection, text and caret stay.
    pub fn deselect(&mut self) {
        self.offered = false;
        self.view.cancel_selection();
    }

    /// Rows it needs at a width, in screen rows.
    pub fn rows(&mut self, width: u16) -> u16 {
        self.view.measure(width.max(1)).content_rows.max(1)
    }

    /// Whether the caret stands on the first line of the text.
    pub fn on_first_line(&self) -> bool {
        self.view.cursor().0 == 0
    }

    /// Whether the caret stands on the last line of the text.
    pub fn on_last_line(&self) -> bool {
        self.view.cursor().0 + 1 == self.view.lines().len()
    }

    /// Whether an arrow that way would leave the text.
    pub fn is_at_edge(&self, towards_end: bool) -> bool {
        (self.offered || self.selected().is_none()) && self.caret() == if towards_end { self.text.len() } else { 0 }
    }

    /// Puts text in at the caret, in place of the selection.
    pub fn insert(&mut self, text: &str) -> TextEdit {
        let (start, end) = self.selection().unwrap_or_else(|| (self.caret(), self.caret()));
        self.change(start, end, text)
    }

    /// Takes a key: typing, deleting, moving. Enter and Tab are the caller's.
    pub fn press(&mut self, key: Key) -> Pressed {
        if self.offered && key.typed().is_none() {
            self.deselect();
        }
        if let Some(c) = key.typed() {
            return Pressed::Edit(self.insert(c.encode_utf8(&mut [0; 4])));
        }
        let word = key.mods.ctrl || key.mods.alt;
        let stretch = if word { Stretch::Word } else { Stretch::Grapheme };
        match key.code {
            Code::Backspace => self.delete_to(self.before(stretch)),
            Code::Delete => self.delete_to(self.after(stretch)),
            Code::Char('u') if key.mods.ctrl => self.delete_to(self.before(Stretch::Line)),
            Code::Left => self.go(key, self.before(stretch)),
            Code::Right => self.go(key, self.after(stretch)),
            Code::Home if word => self.go(key, 0),
            Code::End if word => self.go(key, self.text.len()),
            Code::Home => self.go(key, self.before(Stretch::Line)),
            Code::End => self.go(key, self.after(Stretch::Line)),
            Code::Up => self.go_by(key, CursorMove::Up),
            Code::Down => self.go_by(key, CursorMove::Down),
            Code::Char(_)
            | Code::Enter
            | Code::Tab
            | Code::BackTab
            | Code::Esc
            | Code::Insert
            | Code::PageUp
            | Code::PageDown
            | Code::F(_) => Pressed::Ignored,
        }
    }

    /// Applies an edit to the view: its own, and those of undo and redo. The caret follows it.
    pub fn apply(&mut self, edit: &TextEdit) {
        let end = edit.at + edit.remove.len();
        if self.text.get(edit.at..end) == Some(&edit.remove) {
            self.change(edit.at, end, &edit.insert);
        }
    }

    /// Marks byte ranges with styles, such as what the grammar recognises.
    pub fn highlight(&mut self, spans: &[(usize, usize, Style)]) {
        self.view.clear_custom_highlight();
        for &(start, end, style) in spans {
            self.view.custom_highlight((self.bytes_in_row(start), self.bytes_in_row(end)), style, 1);
        }
    }

    /// Draws it. Returns where the caret stands on the screen.
    pub fn draw(&self, area: Rect, buffer: &mut ratatui::buffer::Buffer) -> Option<Position> {
        (&self.view).render(area, buffer);
        self.view.rendered_cursor_position()
    }

    /// Colours of the text and the selection.
    pub fn dress(&mut self, text: Style, selection: Style) {
        self.view.set_style(text);
        self.view.set_selection_style(selection);
    }

    fn selection(&self) -> Option<(usize, usize)> {
        let (start, end) = self.view.selection_range()?;
        let range = (self.byte_of(start.0, start.1), self.byte_of(end.0, end.1));
        (range.0 < range.1).then_some(range)
    }

    fn delete_to(&mut self, to: usize) -> Pressed {
        let (start, end) = match self.selection() {
            Some(range) => range,
            None => (self.caret().min(to), self.caret().max(to)),
        };
        if start == end { Pressed::Ignored } else { Pressed::Edit(self.change(start, end, "")) }
    }

    fn change(&mut self, start: usize, end: usize, insert: &str) -> TextEdit {
        let edit = TextEdit { at: start, remove: self.text[start..end].to_owned(), insert: insert.to_owned() };
        self.deselect();
        if start < end {
            self.put_caret(start);
            self.view.delete_str(edit.remove.chars().count());
        } else if self.caret() != start {
            self.put_caret(start);
        }
        if !insert.is_empty() {
            self.view.insert_str(insert);
        }
        self.text.replace_range(start..end, insert);
        edit
    }

    fn go(&mut self, key: Key, to: usize) -> Pressed {
        self.select_while_shift(key);
        if self.caret() == to {
            return Pressed::Ignored;
        }
        self.put_caret(to);
        Pressed::Moved
    }

    fn go_by(&mut self, key: Key, way: CursorMove) -> Pressed {
        self.select_while_shift(key);
        let before = self.caret();
        self.view.move_cursor(way);
        let landed = self.caret();
        let snapped = self.grapheme_start(landed);
        if snapped != landed {
            self.put_caret(snapped);
        }
        if snapped == before { Pressed::Ignored } else { Pressed::Moved }
    }

    fn select_while_shift(&mut self, key: Key) {
        if !key.mods.shift {
            self.view.cancel_selection();
        } else if !self.view.is_selecting() {
            self.view.start_selection();
        }
    }

    fn before(&self, stretch: Stretch) -> usize {
        let caret = self.caret();
        let head = &self.text[..caret];
        match stretch {
            Stretch::Grapheme => self.previous_grapheme(caret),
            Stretch::Word => {
                let before = head.trim_end().char_indices().rfind(|(_, c)| c.is_whitespace());
                before.map_or(0, |(at, space)| at + space.len_utf8())
            }
            Stretch::Line => head.rfind('\n').map_or(0, |at| at + 1),
        }
    }

    fn after(&self, stretch: Stretch) -> usize {
        let caret = self.caret();
        let tail = &self.text[caret..];
        match stretch {
            Stretch::Grapheme => {
                let mut cursor = GraphemeCursor::new(caret, self.text.len(), true);
                cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
            }
            Stretch::Word => {
                let words = caret + tail.len() - tail.trim_start().len();
                self.text[words..].find(char::is_whitespace).map_or(self.text.len(), |length| words + length)
            }
            Stretch::Line => tail.find('\n').map_or(self.text.len(), |at| caret + at),
        }
    }

    fn previous_grapheme(&self, byte: usize) -> usize {
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn grapheme_start(&self, byte: usize) -> usize {
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        if cursor.is_boundary(&self.text, 0).unwrap_or(true) { byte } else { self.previous_grapheme(byte) }
    }

    /// Byte of a char column of a line.
    fn byte_of(&self, row: usize, column: usize) -> usize {
        let lines = self.view.lines();
        let before: usize = lines.iter().take(row).map(|line| line.len() + 1).sum();
        let line = lines.get(row).map_or("", String::as_str);
        before + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
    }

    /// Line and char column of a byte.
    /// Row and character in it, as the widget's caret counts.
    fn place_of(&self, byte: usize) -> (usize, usize) {
        let (row, bytes) = self.bytes_in_row(byte);
        (row, self.text[byte - bytes..byte].chars().count())
    }

    /// Row and byte in it, as the widget's highlights count.
    fn bytes_in_row(&self, byte: usize) -> (usize, usize) {
        let head = &self.text[..byte];
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        (head.matches('\n').count(), byte - start)
    }
}

fn clamp(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            10 => prop::sample::select(vec!['a', 'b', ' ', 'é', 'ŵ', '👩', '\u{200d}', '\u{301}', '한', '-']).prop_map(Code::Char),
            4 => Just(Code::Backspace),
            2 => Just(Code::Delete),
            6 => prop::sample::select(vec![Code::Left, Code::Right, Code::Up, Code::Down, Code::Home, Code::End]),
        ];
        (code, any::<bool>(), any::<bool>()).prop_map(|(code, ctrl, shift)| {
            let ctrl = ctrl && !matches!(code, Code::Char(_));
            Key { code, mods: crate::command::Mods { ctrl, alt: false, shift } }
        })
    }

    #[derive(Debug, Clone)]
    enum Deed {
        Key(Key),
        Insert(String),
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let deed = prop_oneof![
            8 => keys().prop_map(Deed::Key),
            1 => "[a-c\n é]{0,6}".prop_map(Deed::Insert),
        ];
        prop::collection::vec(deed, 0..80)
    }

    proptest! {
        #[test]
        fn view_text_and_edits_stay_equal(deeds in deeds()) {
            let mut editor = Editor::new("zu\nerst");
            let mut truth = editor.text().to_owned();
            for deed in deeds {
                let edit = match deed {
                    Deed::Key(key) => match editor.press(key) {
                        Pressed::Edit(edit) => Some(edit),
                        Pressed::Moved | Pressed::Ignored => None,
                    },
                    Deed::Insert(text) => Some(editor.insert(&text)),
                };
                if let Some(edit) = edit {
                    prop_assert_eq!(&truth[edit.at..edit.at + edit.remove.len()], &edit.remove);
                    truth.replace_range(edit.at..edit.at + edit.remove.len(), &edit.insert);
                }
                prop_assert_eq!(editor.text(), &truth);
                prop_assert_eq!(editor.view.lines().join("\n"), truth.clone());
                prop_assert!(truth.is_char_boundary(editor.caret()));
            }
        }

        #[test]
        fn edits_from_elsewhere_show(text in "[a-d\n ]{0,20}", at in 0usize..20, insert in "[x\n]{0,4}") {
            let mut editor = Editor::new(&text);
            let at = at.min(text.len());
            let remove = text[at..].chars().take(2).collect::<String>();
            editor.apply(&TextEdit { at, remove: remove.clone(), insert: insert.clone() });
            let mut expected = text.clone();
            expected.replace_range(at..at + remove.len(), &insert);
            prop_assert_eq!(editor.text(), &expected);
            prop_assert_eq!(editor.view.lines().join("\n"), expected);
        }
    }

    #[test]
    fn the_first_letter_takes_the_place_of_what_is_offered_and_other_keys_mend_it() {
        let typed = |keys: &[Code]| {
            let mut editor = Editor::offering("29 April");
            for code in keys {
                editor.press(Key::plain(*code));
            }
            editor.text().to_owned()
        };
        assert_eq!(typed(&[Code::Char('6'), Code::Char('/')]), "6/");
        assert_eq!(typed(&[Code::End, Code::Char('s')]), "29 Aprils");
        assert_eq!(typed(&[Code::Home, Code::Delete]), "9 April");
        assert_eq!(typed(&[Code::Backspace]), "29 Apri");
    }

    #[test]
    fn backspace_takes_a_whole_letter_however_made() {
        let mut editor = Editor::new("ŵy\u{301}");
        editor.press(Key::plain(Code::Backspace));
        assert_eq!(editor.text(), "ŵ");
        let mut family = Editor::new("a👩‍👧");
        family.press(Key::plain(Code::Backspace));
        assert_eq!(family.text(), "a");
    }

    #[test]
    fn words_go_with_ctrl_backspace() {
        let mut editor = Editor::new("Y5 writing group");
        editor.press(Key::ctrl_code(Code::Backspace));
        assert_eq!(editor.text(), "Y5 writing ");
        editor.press(Key::ctrl_code(Code::Backspace));
        assert_eq!(editor.text(), "Y5 ");
    }
}
