//! What differs between two documents, paragraph by paragraph, and within a paragraph word by word.

use serde::Serialize;
use similar::{Algorithm, ChangeTag, DiffOp, DiffTag, TextDiff, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::model::{Column, Content, Outline, Run, Value, plain};

/// How much of two paragraphs must be the same for one to be the other, changed; spaces count too.
const ALIKE: f32 = 0.6;

/// A paragraph that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The heading it stands under; empty: none.
    pub under: String,
    /// Its words, those that went and those that came among those that stay.
    pub words: Vec<Word>,
}

/// Some words of a paragraph, spaces included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// The words.
    pub text: String,
    /// What became of them.
    pub fate: Fate,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// They stand in both.
    Kept,
    /// They stood in the earlier one only.
    Gone,
    /// They stand in the later one only.
    New,
}

/// A paragraph with the heading it stands under.
struct Paragraph {
    under: String,
    text: String,
}

impl Difference {
    /// Whether any of its words differ.
    pub fn is_one(&self) -> bool {
        self.words.iter().any(|word| word.fate != Fate::Kept)
    }

    /// What is said beneath those that differ.
    pub fn said(text: &str) -> Self {
        Self { under: String::new(), words: vec![Word { text: text.to_owned(), fate: Fate::Kept }] }
    }
}

/// Whether two documents say different things.
pub fn differ(then: &Outline, now: &Outline) -> bool {
    let texts = |outline| paragraphs(outline).into_iter().map(|paragraph| paragraph.text);
    !texts(then).eq(texts(now))
}

/// What differs, in the order of the later document.
pub fn compare(then: &Outline, now: &Outline) -> Vec<Difference> {
    let (then, now) = (paragraphs(then), paragraphs(now));
    let texts = |paragraphs: &[Paragraph]| paragraphs.iter().map(|p| p.text.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &texts(&then), &texts(&now));
    ops.iter().flat_map(|op| of_op(op, &then, &now)).collect()
}

fn of_op(op: &DiffOp, then: &[Paragraph], now: &[Paragraph]) -> Vec<Difference> {
    let (tag, old, new) = op.as_tag_tuple();
    if tag == DiffTag::Equal {
        return Vec::new();
    }
    let whole = |paragraph: &Paragraph, fate: Fate| Difference {
        under: paragraph.under.clone(),
        words: vec![Word { text: paragraph.text.clone(), fate }],
    };
    let (old, new) = (&then[old], &now[new]);
    // Paragraphs that have little in common are one that went and one that came.
    let pairs = old.len().min(new.len());
    let mut differences = Vec::new();
    for (was, is) in old.iter().zip(new) {
        let [was_words, is_words]: [Vec<&str>; 2] = [was, is].map(|p| p.text.split_word_bounds().collect());
        let diff = TextDiff::from_slices(&was_words, &is_words);
        if diff.ratio() < ALIKE {
            differences.extend([whole(was, Fate::Gone), whole(is, Fate::New)]);
        } else {
            differences.push(Difference { under: is.under.clone(), words: words(&diff) });
        }
    }
    differences.extend(old[pairs..].iter().map(|paragraph| whole(paragraph, Fate::Gone)));
    differences.extend(new[pairs..].iter().map(|paragraph| whole(paragraph, Fate::New)));
    differences
}

/// Words of one fate that follow one another, together.
fn words<'a>(diff: &TextDiff<'a, 'a, 'a, str>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Delete => Fate::Gone,
            ChangeTag::Insert => Fate::New,
        };
        match words.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            Some(_) | None => words.push(Word { text: change.value().to_owned(), fate }),
        }
    }
    words
}

/// The words of a document, a paragraph, field, minute or row of a table each.
fn paragraphs(outline: &Outline) -> Vec<Paragraph> {
    let mut under = String::new();
    let mut all = vec![Paragraph { under: String::new(), text: outline.title.clone() }];
    if !outline.confidentiality.is_empty() {
        all.push(Paragraph { under: String::new(), text: outline.confidentiality.clone() });
    }
    for block in &outline.blocks {
        if let Content::Heading { number, text, .. } = &block.content {
            under = [number.as_str(), text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
        let texts = texts(&block.content).into_iter().map(|text| without_number(&text).to_owned());
        let said = texts.filter(|text| !text.trim().is_empty());
        all.extend(said.map(|text| Paragraph { under: under.clone(), text }));
    }
    all
}

fn texts(content: &Content) -> Vec<String> {
    match content {
        Content::Heading { number, text, .. } => vec![joined(&[number, text], " ")],
        Content::Paragraph(runs) => split(runs),
        Content::Field { label, value } => vec![format!("{label}: {}", said(value))],
        Content::Entry { time, kind, who, runs, .. } => {
            let lead = joined(&[kind, who], ", ");
            let lead = if lead.is_empty() { lead } else { format!("{lead}:") };
            vec![joined(&[time, &lead, &plain(runs)], " ")]
        }
        Content::Table { caption, columns, rows } => table(caption, columns, rows),
        Content::Chart(chart) => table(&chart.caption, &chart.columns(), &chart.rows()),
        Content::List { items } => items.iter().map(|item| plain(item)).collect(),
        Content::Checkbox { done, text } => vec![format!("{} {text}", if *done { "☑" } else { "☐" })],
        Content::Date { on, meets, text, .. } => vec![plain(&Content::date_line(*on, meets, text))],
        Content::Note(text) => vec![text.clone()],
        Content::Rule | Content::PageBreak => Vec::new(),
    }
}

fn table(caption: &str, columns: &[Column], rows: &[Vec<Value>]) -> Vec<String> {
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let rows = rows.iter().map(|row| joined(&row.iter().map(said).collect::<Vec<_>>(), " · "));
    [caption.to_owned(), joined(&titles, " · ")].into_iter().chain(rows).collect()
}

/// A value as it is compared: of a choice the chosen word.
fn said(value: &Value) -> String {
    value.plain()
}

fn split(runs: &[Run]) -> Vec<String> {
    plain(runs).split("\n\n").map(str::to_owned).collect()
}

fn joined(parts: &[impl AsRef<str>], with: &str) -> String {
    let parts = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty());
    parts.collect::<Vec<&str>>().join(with)
}

/// A paragraph without the number `[3] ` before it: one more above it is no change of its words.
fn without_number(text: &str) -> &str {
    let inside = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    inside.filter(|(number, _)| number.parse::<usize>().is_ok()).map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Block;

    fn of(blocks: Vec<Block>) -> Outline {
        Outline { title: "Note of Visit".to_owned(), blocks, ..Outline::default() }
    }

    fn told(differences: &[Difference]) -> Vec<String> {
        let word = |word: &Word| match word.fate {
            Fate::Kept => word.text.clone(),
            Fate::Gone => format!("[-{}-]", word.text),
            Fate::New => format!("{{+{}+}}", word.text),
        };
        differences.iter().map(|d| format!("{}: {}", d.under, d.words.iter().map(word).collect::<String>())).collect()
    }

    #[test]
    fn words_that_changed_are_told_within_their_paragraph() {
        let then = of(vec![
            Block::heading(1, "Standards"),
            Block::paragraph("[1] Most pupils in Year 5 write well."),
            Block::paragraph("[2] Attendance is good."),
        ]);
        let now = of(vec![
            Block::heading(1, "Standards"),
            Block::paragraph("[1] The focus was writing."),
            Block::paragraph("[2] Most pupils in Year 6 write well."),
            Block::paragraph("[3] Attendance is good."),
        ]);
        assert!(differ(&then, &now) && !differ(&then, &then));
        assert_eq!(
            told(&compare(&then, &now)),
            [
                "Standards: [-Most pupils in Year 5 write well.-]",
                "Standards: {+The focus was writing.+}",
                "Standards: {+Most pupils in Year 6 write well.+}"
            ]
        );
        let now = of(vec![
            Block::heading(1, "Standards"),
            Block::paragraph("Most pupils in Year 6 write well."),
            Block::paragraph("Attendance is good."),
            Block::paragraph("A line more."),
        ]);
        assert_eq!(
            told(&compare(&then, &now)),
            ["Standards: Most pupils in Year [-5-]{+6+} write well.", "Standards: {+A line more.+}"]
        );
        assert!(compare(&now, &now).is_empty());
    }

    #[test]
    fn a_cell_and_a_level_of_confidentiality_differ_too() {
        let row = |grade: &str| vec![Value::text("Attainment"), Value::text(grade)];
        let of = |grade: &str, level: &str| Outline {
            confidentiality: level.to_owned(),
            blocks: vec![Block::table("", vec![], vec![row("2"), row(grade)])],
            ..Outline::default()
        };
        assert_eq!(told(&compare(&of("2", ""), &of("3", ""))), [": Attainment · [-2-]{+3+}"]);
        assert!(differ(&of("2", ""), &of("2", "Confidential")));
    }
}
