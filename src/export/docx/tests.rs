//! Reads Word documents back: parts, order of elements, words.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::super::flow::clean;
use super::{language, write};
use crate::export::{grid, sample};
use crate::outline::{Block, Column, Content, Outline, Run, Value};

/// Parts in the order in which they stand in the package.
const PARTS: [&str; 14] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/app.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/numbering.xml",
    "word/header1.xml",
    "word/footer1.xml",
    "word/header2.xml",
    "word/footer2.xml",
];

/// The order of children in the transitional schema, of the elements that nov writes.
const ORDER: [(&str, &[&str]); 19] = [
    ("w:document", &["w:body"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:p", &["w:pPr", "w:r", "w:fldSimple"]),
    ("w:r", &["w:rPr", "w:t"]),
    ("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
    ("pic:blipFill", &["a:blip", "a:stretch"]),
    ("pic:spPr", &["a:xfrm", "a:prstGeom"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:numPr",
            "w:pBdr",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:rtl",
            "w:lang",
        ],
    ),
    ("w:tblPr", &["w:tblStyle", "w:tblW", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:shd"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar"]),
    (
        "w:style",
        &["w:name", "w:basedOn", "w:next", "w:uiPriority", "w:semiHidden", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"],
    ),
    ("w:lvl", &["w:start", "w:numFmt", "w:pStyle", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch"]),
];

fn written(outline: &Outline) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(outline, &mut bytes).unwrap();
    bytes
}

/// The parts that are text; pictures are none.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..package.len())
        .filter_map(|n| {
            let mut part = package.by_index(n).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = String::new();
            if name.starts_with("word/media/") {
                return None;
            }
            part.read_to_string(&mut text).unwrap();
            Some((name, text))
        })
        .collect()
}

#[test]
fn a_chart_is_a_picture_with_its_words() {
    let bytes = written(&sample::figures());
    let body = part(&bytes, "word/document.xml");
    assert!(body.contains("descr=\"School 62% in 2007/08, withheld in 2008/09; England 71%, 72%\""), "{body}");
    assert!(part(&bytes, "word/_rels/document.xml.rels").contains("Id=\"chart1\""));
    let mut package = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut picture = Vec::new();
    package.by_name("word/media/chart1.png").unwrap().read_to_end(&mut picture).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(found, _)| found == name).unwrap().1
}

/// Goes through a part: each element opened, with its parent; each text.
fn walk(xml: &str, mut opened: impl FnMut(&str, &str), mut text: impl FnMut(&str, &str), mut closed: impl FnMut(&str)) {
    let mut reader = Reader::from_str(xml);
    let mut above: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("ill-formed: {e}"));
        let parent = above.last().map_or("", String::as_str).to_owned();
        match event {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                opened(&parent, &name);
                above.push(name);
            }
            Event::Empty(element) => {
                opened(&parent, element.name().as_ref());
                closed(element.name().as_ref());
            }
            Event::End(_) => closed(&above.pop().unwrap()),
            Event::Text(piece) => text(&parent, &piece.xml10_content()),
            Event::GeneralRef(named) => {
                let named: &str = &named;
                let c = match named {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("reference to {other}"),
                };
                text(&parent, c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(above.is_empty(), "not closed: {above:?}");
}

/// The words of a document: a line for each paragraph and each line break.
fn words(bytes: &[u8]) -> String {
    let words = std::cell::RefCell::new(String::new());
    walk(
        &part(bytes, "word/document.xml"),
        |parent, name| match (parent, name) {
            ("w:r", "w:tab") => words.borrow_mut().push('\t'),
            ("w:r", "w:br") => words.borrow_mut().push('\n'),
            _ => {}
        },
        |parent, text| {
            if parent == "w:t" {
                words.borrow_mut().push_str(text);
            }
        },
        |name| {
            if name == "w:p" {
                words.borrow_mut().push('\n');
            }
        },
    );
    words.into_inner()
}

/// Elements that stand where the schema does not have them.
fn out_of_order(xml: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // The place reached among the children of each element that is open.
    let reached = std::cell::RefCell::new(vec![0_usize]);
    walk(
        xml,
        |parent, name| {
            let mut reached = reached.borrow_mut();
            let at = reached.last_mut().unwrap();
            if let Some((_, order)) = ORDER.iter().find(|(ordered, _)| *ordered == parent) {
                // Runs hold text, tabs and breaks, and paragraphs runs and fields, in any order.
                let kind = match (parent, name) {
                    ("w:r", "w:tab" | "w:br" | "w:drawing") => "w:t",
                    ("w:p", "w:fldSimple") => "w:r",
                    _ => name,
                };
                match order.iter().position(|known| *known == kind) {
                    Some(place) if place >= *at => *at = place,
                    Some(_) => faults.push(format!("{name} is too late in {parent}")),
                    None => faults.push(format!("{name} is not known in {parent}")),
                }
            }
            reached.push(0);
        },
        |_, _| {},
        |_| {
            reached.borrow_mut().pop();
        },
    );
    faults
}

#[test]
fn a_document_has_its_parts_in_one_order_and_one_time() {
    let bytes = written(&sample::short());
    let names: Vec<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, PARTS);
    let mut package = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for n in 0..package.len() {
        assert_eq!(package.by_index(n).unwrap().last_modified(), Some(zip::DateTime::DEFAULT));
    }
}

#[test]
fn every_part_is_well_formed_and_typed_and_every_relation_leads_somewhere() {
    let bytes = written(&sample::scripts());
    let types = part(&bytes, "[Content_Types].xml");
    for (name, xml) in parts(&bytes) {
        walk(&xml, |_, _| {}, |_, _| {}, |_| {});
        let typed = types.contains(&format!("PartName=\"/{name}\""));
        assert!(typed || name.contains("_rels/") || name == "[Content_Types].xml", "{name} has no type");
    }
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        for target in part(&bytes, rels).split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(PARTS.contains(&format!("{folder}{target}").as_str()), "{target} is not there");
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for (name, outline) in sample::all() {
        for (part, xml) in parts(&written(&outline)) {
            assert_eq!(out_of_order(&xml), Vec::<String>::new(), "{name}: {part}");
        }
    }
}

/// Every document of every form, empty and as the shipped examples fill it.
fn all_documents() -> Vec<(String, Outline)> {
    use crate::session::{Filled, Record, Session};
    let library = crate::forms::Library::shipped();
    let (record, calendar) = (Record::new(), crate::calendar::Calendar::shipped());
    let date = "2010-01-12".parse().unwrap();
    let ids = library.form_ids();
    let mut sessions: Vec<Session> = ids
        .iter()
        .map(|id| Session::new(&library.form(id).unwrap(), format!("empty-{id}"), "Hillside Primary", "hillside", date))
        .collect();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sessions")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut session: Session = crate::ronfile::read(&text).unwrap();
        session.ready();
        sessions.push(session);
    }
    let mut all = Vec::new();
    for session in &sessions {
        let form = library.form(session.form()).unwrap();
        let filled = Filled {
            form: &form,
            session,
            school: &record,
            me: &record,
            calendar: &calendar,
            scales: library.scales(),
            prompts: &[],
            roles: &[],
            count: crate::calendar::Count::Working,
            figures: &crate::measures::FigureBook::default(),
        };
        for document in crate::outline::documents(&form) {
            let outline = crate::outline::build(&filled, &document.id).unwrap();
            all.push((format!("{} of {}", document.id, session.id()), outline));
        }
    }
    all
}

#[test]
fn every_document_of_every_form_keeps_to_the_schema() {
    let all = all_documents();
    assert!(all.len() > 400, "{}", all.len());
    for (name, outline) in all {
        let bytes = written(&outline);
        for written in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            assert_eq!(out_of_order(&part(&bytes, written)), Vec::<String>::new(), "{name}: {written}");
        }
    }
}

#[test]
fn the_order_check_sees_a_wrong_order() {
    let faults = out_of_order("<w:p><w:pPr><w:jc/><w:keepNext/></w:pPr><w:r><w:t>a</w:t><w:rPr/></w:r><w:x/></w:p>");
    assert_eq!(faults, ["w:keepNext is too late in w:pPr", "w:rPr is too late in w:r", "w:x is not known in w:p"]);
}

#[test]
fn every_style_that_is_used_is_defined() {
    for (name, outline) in sample::all() {
        let bytes = written(&outline);
        let styles = part(&bytes, "word/styles.xml");
        for used in ["word/document.xml", "word/header1.xml", "word/footer2.xml"].map(|name| part(&bytes, name)) {
            for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
                for style in used.split(&format!("<{element} w:val=\"")).skip(1) {
                    let style = style.split('"').next().unwrap();
                    assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{name}: no style {style}");
                }
            }
        }
    }
}

#[test]
fn a_cell_and_the_body_end_with_a_paragraph_or_a_section() {
    let xml = part(&written(&sample::minutes()), "word/document.xml");
    assert!(!xml.contains("</w:tcPr></w:tc>") && !xml.contains("</w:tbl></w:tc>"));
    assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tbl><w:sectPr>"));
    assert!(xml.ends_with("</w:sectPr></w:body></w:document>"));
}

#[test]
fn a_meeting_reads_back() {
    let words = words(&written(&sample::short()));
    for line in [
        "Round Table Meeting\n",
        "3\tEvaluation of all support\n",
        "Category\n☐\u{A0}No    ☒\u{A0}Nti    ☐\u{A0}SM\n",
        "Date of next meeting\n(date)\nSigned\n____\n",
        "Writing in Key Stage 2.\nBoys above all.\nAttendance of *one* group.\n",
        "14:01\tReported, HT: Y5 writing group now weekly.\n",
        "14:03\tDecision: Continue consultant to Easter.\n# not a heading\n",
        "\nUnfinished: Governors to be told of the\n",
        "The overall judgement was that good progress has been made (school view). Nothing else was noted.\n",
        "☒\tMinutes of the last meeting agreed\n☐\tImpact on progress asked for\n",
        "No.\nAction\nOwner\nBy\n1\nModerate Y5 writing | with Y6\nLC\nFri 29 Jan 2010\n",
    ] {
        assert!(words.contains(line), "{line:?} is not in {words}");
    }
}

#[test]
fn headings_are_real_and_heads_of_tables_repeat() {
    let xml = part(&written(&sample::short()), "word/document.xml");
    assert!(xml.contains(r#"<w:pStyle w:val="Heading1"/><w:keepNext/>"#));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(xml.matches("<w:tbl>").count(), 2, "five fields in a row are one table");
}

#[test]
fn every_page_says_draft_how_confidential_and_which_page() {
    let draft = written(&sample::short());
    for name in ["word/header1.xml", "word/header2.xml"] {
        let header = part(&draft, name);
        assert!(header.contains("DRAFT") && header.contains("For the school and the local authority"), "{header}");
    }
    let footer = part(&draft, "word/footer1.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES ") && footer.contains("hillside-primary-rtm"));
    assert!(!part(&written(&sample::judgements()), "word/header1.xml").contains("DRAFT"));
}

#[test]
fn the_properties_are_the_sessions() {
    let core = part(&written(&sample::short()), "docProps/core.xml");
    assert!(core.contains("<dc:title>Round Table Meeting</dc:title>"));
    assert!(core.contains(">2010-01-12T00:00:00Z</dcterms:created>"));
    assert!(core.contains("<dc:language>en-GB</dc:language>"));
    assert!(!part(&written(&Outline::default()), "docProps/core.xml").contains("dcterms:created>"));
}

#[test]
fn a_wide_table_lies_on_a_wide_page_with_its_heading() {
    let xml = part(&written(&sample::judgements()), "word/document.xml");
    let sections: Vec<&str> = xml.split("<w:sectPr>").collect();
    assert_eq!(sections.len(), 4, "upright, wide, upright");
    assert!(sections[1].contains("Judgements") && sections[1].contains("<w:tbl>"));
    assert!(sections[2].contains("landscape") && sections[2].contains("header2"));
    assert!(!sections[1].contains("landscape") && !sections[3].contains("landscape"));
}

#[test]
fn a_page_break_leaves_no_empty_page() {
    let blocks = vec![
        Block::paragraph("one"),
        Block::new(Content::PageBreak),
        Block::paragraph("wide").on_a_wide_page(),
        Block::new(Content::PageBreak),
    ];
    let xml = part(&written(&Outline { blocks, ..Outline::default() }), "word/document.xml");
    assert!(!xml.contains("w:type=\"page\""));
}

#[test]
fn another_language_is_told_to_the_word_processor() {
    let welsh = Outline { language: "cy-GB".to_owned(), ..sample::short() };
    assert!(part(&written(&welsh), "word/styles.xml").contains("w:val=\"cy-GB\""));
    assert_eq!(language("en\"><w:x"), "en-GB");
    assert_eq!(language(""), "en-GB");
}

#[test]
fn other_scripts_and_long_texts_come_out_whole() {
    let outline = sample::scripts();
    let bytes = written(&outline);
    let words = words(&bytes);
    assert!(words.contains("Ysgol Tŷ Coch: ŵ ŷ â ê î ô û – “dyfyniad”\n"));
    assert!(words.contains("Emoji 👩‍🏫 📈 ✅ and signs"));
    assert!(words.contains("שלום לכולם, כיתה Y5 קוראת 12 ספרים.\n"));
    assert!(words.contains("Control [31mcharacters, ]]> <w:p> &amp; \"quotes\" and a\ttab\nand a new line.\n"));
    assert_eq!(words.matches("Pupils in Year 5 write at length each week.").count(), 3 * 460);
    let xml = part(&bytes, "word/document.xml");
    assert_eq!(xml.matches("<w:bidi/>").count(), 2, "two paragraphs begin from the right");
}

/// Texts with everything that may go wrong in them.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect()),
        "[a-z אب&<>\"'\\]\t\n\r\u{0}-\u{1F}]{0,24}",
    ]
}

/// What is left of a text where spaces do not count.
fn bare(text: &str) -> String {
    clean(text).chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn any_text_keeps_the_document_well_formed_and_reads_back(
        t in prop::collection::vec(texts(), 11),
        level in 0..9_u8,
        widths in prop::collection::vec(any::<u16>(), 2),
    ) {
        let run = |n: usize| Run::plain(t[n].as_str());
        let outline = Outline {
            title: t[0].clone(),
            author: t[1].clone(),
            language: t[2].clone(),
            confidentiality: t[3].clone(),
            running_head: t[4].clone(),
            blocks: vec![
                Block::heading(level, t[5].as_str()),
                Block::new(Content::Paragraph(vec![run(6), Run::strong(t[7].as_str())])),
                Block::field(t[8].as_str(), Value::text(t[9].as_str())),
                Block::table(
                    t[10].as_str(),
                    widths.iter().map(|&width| Column::new(t[0].as_str(), width)).collect(),
                    vec![vec![Value::text(t[1].as_str()), Value::text(t[2].as_str()), Value::text(t[3].as_str())]],
                ).on_a_wide_page(),
                Block::new(Content::List { items: vec![vec![run(4)], vec![run(5)]] }),
                Block::note(t[6].as_str()),
            ],
            ..Outline::default()
        };
        let bytes = written(&outline);
        for (name, xml) in parts(&bytes) {
            let faults = out_of_order(&xml);
            prop_assert!(faults.is_empty(), "{name}: {faults:?}");
        }
        let heads = if bare(&t[0]).is_empty() { String::new() } else { bare(&t[0]).repeat(2) };
        let after = [1, 2, 3, 4, 5, 6].map(|n| bare(&t[n])).concat();
        let before = [0, 5, 6, 7, 8, 9, 10].map(|n| bare(&t[n])).concat();
        prop_assert_eq!(bare(&words(&bytes)), format!("{before}{heads}{after}"));
    }
}

#[test]
fn no_word_of_a_head_or_a_blank_breaks_in_any_table_of_any_form() {
    for (name, outline) in all_documents() {
        for block in &outline.boxed().blocks {
            let Content::Table { columns, rows, .. } = &block.content else { continue };
            let page = if block.landscape { super::page::Page::Wide } else { super::page::Page::Upright };
            let (letters, widths) = grid::set(columns, rows, page.text_width(), &outline.boxed().blocks);
            let least = grid::least(columns, rows, letters);
            let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
            assert!(widths.iter().zip(&least).all(|(width, least)| width >= least), "{name}: {titles:?}: {widths:?}");
            let blanks = rows.iter().flatten().filter_map(|value| match value {
                Value::Blank(shown) => Some(shown),
                Value::Text(_) | Value::Choice { .. } => None,
            });
            for word in blanks.flat_map(|shown| shown.split_whitespace()) {
                assert!(word.len() <= 17, "{name}: {titles:?}: {word} would break");
            }
        }
    }
}
