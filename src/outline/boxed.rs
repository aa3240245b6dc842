//! Boxes of a form as they stand on paper: what was noted under a label is in its box.

use std::borrow::Cow;

use super::minute;
use super::model::{Block, Content, Outline, Run, Value};
use super::records::records;

impl Outline {
    /// The document with the entries that belong into a box as paragraphs of it, and tables too wide for a page as one for
    /// each of their rows.
    pub fn boxed(&self) -> Cow<'_, Self> {
        let is_box = |block: &Block| matches!(block.content, Content::Field { .. }) && !block.parts.is_empty();
        if !self.blocks.iter().any(|block| is_box(block) || records(block).is_some()) {
            return Cow::Borrowed(self);
        }
        let mut blocks = Vec::with_capacity(self.blocks.len());
        let mut rest = self.blocks.iter();
        while let Some(block) = rest.next() {
            if let Some(records) = records(block) {
                blocks.extend(records);
                continue;
            }
            let mut block = block.clone();
            // Each part that is not the field's own is an entry that follows.
            let follow = block.parts.iter().filter(|part| **part != block.source).count();
            if let Content::Field { value: Value::Text(runs), .. } = &mut block.content {
                for entry in rest.by_ref().take(follow) {
                    if !runs.is_empty() {
                        runs.push(Run::plain("\n\n"));
                    }
                    runs.extend(minute::paragraph(&entry.content));
                }
            }
            blocks.push(block);
        }
        Cow::Owned(Self { blocks, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Source;

    #[test]
    fn what_belongs_into_a_box_is_in_it_and_what_follows_is_not() {
        let own = Source::Field("findings".to_owned());
        let field = Block::field("Main findings", Value::text("Typed.")).from(own.clone());
        let entry = |n: u32, text: &str| Block::entry("", "", "INSP", text).from(Source::Entry(n));
        let blocks = vec![
            field.made_of(vec![own, Source::Entry(1), Source::Entry(2)]),
            entry(1, "one\n\nafter a gap"),
            entry(2, "two"),
            entry(3, "three"),
        ];
        let outline = Outline { blocks, ..Outline::default() };
        let boxed = outline.boxed();
        let [Block { content: Content::Field { value, .. }, .. }, after] = boxed.blocks.as_slice() else {
            panic!("{boxed:?}")
        };
        assert_eq!(value.plain(), "Typed.\n\nINSP: one\nafter a gap\n\nINSP: two");
        assert_eq!(*after, entry(3, "three"));
        let plain = Outline { blocks: vec![entry(1, "one")], ..Outline::default() };
        assert_eq!(*plain.boxed(), plain);
    }
}
