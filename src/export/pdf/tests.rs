//! Pages as a reader has them in hand.

use super::band::{Put, Shape};
use super::page::{Leaf, SIDE_MARGIN, TOP_MARGIN};
use super::text::TextLine;
use super::*;
use crate::export::sample;
use crate::outline::{Block, Column, Value};

fn leaves(outline: &Outline) -> Vec<Leaf> {
    let faces = face::Faces::read().unwrap();
    page::pages(sheet::Sheet::of(&faces, outline).bands)
}

/// How much of each page is blank at its foot, in parts of the height of its text; not of one that has to end there.
pub(super) fn blank_feet(outline: &Outline) -> Vec<f32> {
    let outline = outline.boxed();
    let faces = face::Faces::read().unwrap();
    let bands = sheet::Sheet::of(&faces, &outline).bands;
    let breaks: Vec<bool> = bands.iter().map(|band| matches!(band.shape, Shape::Break)).collect();
    let leaves = page::pages(bands);
    let goes_on = |pair: &&[Leaf]| {
        let first = pair[1].begun.first().map_or(0, |(band, _)| *band);
        pair[0].side == pair[1].side && !(first > 0 && breaks[first - 1])
    };
    let blank = |leaf: &Leaf| {
        let lines = leaf.puts.iter().map(Put::bottom);
        let lowest = lines.chain(leaf.oblongs.iter().map(|(_, top, _, height, _)| top + height)).fold(0.0, f32::max);
        1.0 - (lowest - TOP_MARGIN) / leaf.side.text_height()
    };
    leaves.windows(2).filter(goes_on).map(|pair| blank(&pair[0])).collect()
}

/// The words of a line, in the order they were typed.
fn words(line: &TextLine) -> String {
    let glyphs = line.pieces.iter().flat_map(|piece| piece.glyphs.iter().map(|g| (g.text_range.clone(), &piece.text)));
    let mut glyphs: Vec<_> = glyphs.collect();
    glyphs.sort_by_key(|(range, _)| range.start);
    glyphs.dedup_by_key(|(range, _)| range.start);
    glyphs.into_iter().map(|(range, text)| text[range].to_owned()).collect()
}

/// The lines of a page, from the top down.
fn read(leaf: &Leaf) -> Vec<String> {
    let mut puts: Vec<&Put> = leaf.puts.iter().collect();
    puts.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.x.total_cmp(&b.x)));
    puts.into_iter().map(|put| words(&put.line).trim().to_owned()).collect()
}

fn of(blocks: Vec<Block>) -> Outline {
    Outline { title: "Note".to_owned(), blocks, ..Outline::default() }
}

fn written(outline: &Outline) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(outline, &mut bytes).unwrap();
    bytes
}

#[test]
fn every_sample_is_written_as_an_accessible_document() {
    for (name, outline) in sample::all() {
        // What breaks a rule of accessible documents would be refused.
        let bytes = written(&outline);
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("/StructTreeRoot") && text.contains("pdfuaid"), "{name}");
    }
}

#[test]
fn everything_stays_inside_the_margins() {
    for (name, outline) in sample::all() {
        for leaf in leaves(&outline) {
            let (width, height) = leaf.side.size();
            for put in &leaf.puts {
                let right = put.x + put.line.width;
                assert!(
                    put.x >= SIDE_MARGIN - 0.1 && right <= width - SIDE_MARGIN + 0.6,
                    "{name}: {}",
                    words(&put.line)
                );
                assert!(put.bottom() <= height - 60.0, "{name}: {}", words(&put.line));
            }
        }
    }
}

#[test]
fn a_heading_is_never_the_last_thing_on_a_page() {
    for fill in 0..60 {
        let mut blocks: Vec<Block> = (0..fill).map(|n| Block::paragraph(format!("Line {n}"))).collect();
        blocks.push(Block::heading(1, "Next steps"));
        blocks.push(Block::paragraph("Governors see the tracking each half term."));
        for leaf in leaves(&of(blocks)) {
            assert_ne!(read(&leaf).last().map(String::as_str), Some("Next steps"), "after {fill} lines");
        }
    }
}

#[test]
fn a_long_table_says_its_head_on_every_page_and_loses_no_row() {
    let columns = vec![Column::new("No.", 1), Column::new("Action", 9)];
    let rows = (0..120).map(|n| vec![Value::text(n.to_string()), Value::text(format!("Action number {n}"))]).collect();
    let leaves = leaves(&of(vec![Block::table("", columns, rows)]));
    assert!(leaves.len() > 2);
    let mut rows = Vec::new();
    for (n, leaf) in leaves.iter().enumerate() {
        let lines = read(leaf);
        let head = lines.iter().position(|line| line == "No.").unwrap_or_else(|| panic!("page {n}: {lines:?}"));
        assert_eq!(lines[head + 1], "Action");
        rows.extend(lines.into_iter().filter(|line| line.starts_with("Action number")));
    }
    assert_eq!(rows, (0..120).map(|n| format!("Action number {n}")).collect::<Vec<_>>());
}

#[test]
fn a_row_longer_than_a_page_goes_on_on_the_next() {
    let text = (0..3_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    assert!(text.len() > 15_000);
    let columns = vec![Column::new("Aspect", 2), Column::new("Evidence", 8)];
    let rows = vec![vec![Value::text("Standards"), Value::text(&text)]];
    let leaves = leaves(&of(vec![Block::table("", columns, rows)]));
    assert!(leaves.len() > 2);
    let all = leaves.iter().flat_map(read).collect::<Vec<_>>().join(" ");
    let found: Vec<&str> = all.split_whitespace().filter(|word| word.starts_with('w')).collect();
    assert_eq!(found.join(" "), text, "every word once, in order");
    assert_eq!(all.matches("Evidence").count(), leaves.len());
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    let text = "Pupils in Year 5 write at length each week. ".repeat(8);
    for fill in 20..45 {
        let mut blocks: Vec<Block> = (0..fill).map(|n| Block::paragraph(format!("Line {n}"))).collect();
        blocks.push(Block::paragraph(&text));
        let of_text =
            |leaf: &Leaf| read(leaf).iter().filter(|line| !line.starts_with("Line") && *line != "Note").count();
        let counts: Vec<usize> = leaves(&of(blocks)).iter().map(of_text).collect();
        assert!(!counts.contains(&1), "after {fill} lines: {counts:?}");
    }
}

#[test]
fn wide_blocks_lie_on_wide_pages_with_their_heading() {
    let blocks = vec![
        Block::paragraph("Upright."),
        Block::heading(1, "Judgements"),
        Block::table("", vec![Column::new("Aspect", 1)], vec![vec![Value::text("A2")]]).on_a_wide_page(),
        Block::paragraph("Upright again."),
    ];
    let leaves = leaves(&of(blocks));
    let shapes: Vec<bool> = leaves.iter().map(|leaf| leaf.side.size().0 > leaf.side.size().1).collect();
    assert_eq!(shapes, [false, true, false]);
    assert_eq!(read(&leaves[1]), ["Judgements", "Aspect", "A2"]);
}

#[test]
fn texts_of_every_script_are_whole() {
    let texts = ["Ysgol Tŷ Coch ŵŷ “–” £5", "شكرا Y5", "שלום <&>\"]]>", "中文 👩‍🏫", "e\u{301} \u{1F600}\u{FE0F}"];
    let blocks = texts.iter().map(|text| Block::paragraph(*text)).collect();
    let lines = read(&leaves(&of(blocks))[0]);
    for text in texts {
        assert!(lines.iter().any(|line| line == text), "{text} in {lines:?}");
    }
    written(&of(texts.iter().map(|text| Block::paragraph(*text)).collect()));
}
