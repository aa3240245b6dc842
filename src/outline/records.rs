//! A table of too many columns for an upright page, read as a small table for each of its rows: label beside value.

use super::model::{Block, Column, Content, Run, Source, Value};

/// Columns that may be too many to stand beside one another.
pub(super) const MANY: usize = 9;
/// Characters that have room beside one another on an upright page, between so many columns.
const ACROSS: usize = 93;
/// Length from which a text is a sentence, in characters, and the least of one that a reader would like in a line.
const SENTENCE: usize = 19;
const READABLE: usize = 21;
/// Longest value, in characters, that stands once for several labels.
const SHORT: usize = 12;

/// The rows of a table as a table each, where its columns would be too narrow for what stands in them.
pub(super) fn records(block: &Block) -> Option<Vec<Block>> {
    let Content::Table { caption, columns, rows } = &block.content else { return None };
    let length = |text: &str| text.chars().count();
    let longest = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|v| length(&v.plain())).max().unwrap_or(0);
    let word = |n: usize| columns[n].title.split_whitespace().map(length).max().unwrap_or(0);
    let (sentences, short): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(|n| longest(*n) > SENTENCE);
    let taken: usize = short.into_iter().map(|n| longest(n).max(word(n))).sum();
    let is_too_wide = columns.len() >= MANY && ACROSS.saturating_sub(taken) < sentences.len() * READABLE;
    if block.landscape || !is_too_wide {
        return None;
    }
    let record = |(n, row): (usize, &Vec<Value>)| {
        let mut record = record(columns, row, &(n + 1).to_string());
        if let (0, Content::Table { caption: above, .. }) = (n, &mut record.content) {
            above.clone_from(caption);
        }
        let source = block.parts.get(n).unwrap_or(&block.source);
        let is_last = n + 1 == rows.len();
        Block { keep_with_next: block.keep_with_next && is_last, ..made_of(record, source) }
    };
    Some(rows.iter().enumerate().map(record).collect())
}

/// The same record, all of whose rows come from one place.
fn made_of(record: Block, source: &Source) -> Block {
    let rows = if let Content::Table { rows, .. } = &record.content { rows.len() } else { 0 };
    record.from(source.clone()).made_of(vec![source.clone(); rows])
}

/// A row as a table: its number and its first value at the head, below it each label with its value.
pub(super) fn record(columns: &[Column], row: &[Value], number: &str) -> Block {
    let first = columns.first().map_or("", |column| column.title.as_str());
    let title = row.first().map(Value::plain).unwrap_or_default();
    let head = vec![Column::new(format!("{first} {number}"), 26), Column::new(title, 74)];
    let mut told: Vec<(String, &Value)> = Vec::new();
    for (column, value) in columns.iter().zip(row).skip(1) {
        match told.iter_mut().find(|(_, above)| *above == value && is_short(value)) {
            Some((labels, _)) => {
                labels.push_str(", ");
                labels.push_str(&column.title);
            }
            None => told.push((column.title.clone(), value)),
        }
    }
    let cells = |(label, value): (String, &Value)| vec![Value::Text(vec![Run::strong(label)]), value.clone()];
    Block::table("", head, told.into_iter().map(cells).collect())
}

/// Whether a value says no more than a word or two.
fn is_short(value: &Value) -> bool {
    matches!(value, Value::Text(_)) && value.plain().chars().count() <= SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_many_columns_and_long_words_is_read_row_by_row() {
        let titles = [
            "Recommendation",
            "Specific",
            "Measurable",
            "Achievable",
            "Realistic",
            "By",
            "Owner",
            "Priority",
            "Support",
        ];
        let columns: Vec<Column> = titles.iter().map(|title| Column::new(*title, 0)).collect();
        let row = |words: &str| {
            let cells = [
                words,
                "yes",
                "Each of six classes has a return on record",
                "yes",
                "yes",
                "9 July",
                "HT",
                "Writing",
                "",
            ];
            cells.map(Value::text).to_vec()
        };
        let long = row("Go back to each class within two weeks of feedback");
        let table = Block::table("Recommendations", columns.clone(), vec![long.clone(), long]);
        let records = records(&table).unwrap();
        assert_eq!(records.len(), 2);
        let Content::Table { caption, columns: head, rows } = &records[1].content else { panic!("a table") };
        assert_eq!((caption.as_str(), head[0].title.as_str()), ("", "Recommendation 2"));
        assert_eq!(head[1].title, "Go back to each class within two weeks of feedback");
        let told: Vec<String> = rows.iter().map(|row| format!("{}: {}", row[0].plain(), row[1].plain())).collect();
        assert_eq!(told[0], "Specific, Achievable, Realistic: yes");
        let short = Block::table("", columns, vec![row("Read daily")]);
        assert_eq!(super::records(&short), None, "short words have room beside one another");
    }
}
