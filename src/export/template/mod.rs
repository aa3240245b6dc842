//! An authority's own Word document as a template: its named places are filled, all else stays byte for byte.
//!
//! A place is `{{name}}` anywhere in the text, headers and footers, or a content control whose tag is the name. A table row
//! that asks for `{{table.column}}` is repeated for every row there is, and so is all from a line of `{{each table}}` to one
//! of `{{end}}`. A paragraph or row with `{{if name}}` in it, and all
//! from a line of that alone to one of `{{end}}`, stands only where the name holds anything.

mod fill;
mod mark;
mod only;
mod words;
mod xml;

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::chart::png;
use crate::outline::{Cells, Outline, Places, ROW, TICKED, UNTICKED};
use fill::Filler;

/// Most bytes a template may unpack to.
const MOST: u64 = 64 * 1024 * 1024;
/// The part every Word document has.
const MAIN: &str = "word/document.xml";

/// Why a template could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It is no Word document.
    #[error("{path} is no Word document: {what}; save it from the word processor as .docx")]
    NoWord {
        /// The file.
        path: String,
        /// Why.
        what: String,
    },
    /// The filled document could not be put together.
    #[error("the filled document could not be put together: {0}")]
    Package(#[from] zip::result::ZipError),
    /// The filled document could not be written.
    #[error("the filled document could not be put together: {0}")]
    Write(#[from] std::io::Error),
}

/// A filled template, and what to say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilledTemplate {
    /// The document.
    pub bytes: Vec<u8>,
    /// Names in the template that nobody knows, with the words they stand among; they were left as they are.
    pub unknown: Vec<(String, String)>,
    /// Places that are begun and not closed, with the words they stand among.
    pub unclosed: Vec<(String, String)>,
    /// Fields that were filled in and have no place in the template.
    pub missing: Vec<String>,
}

/// A part of the package, unpacked.
struct Part {
    name: String,
    content: Vec<u8>,
}

/// Fills a template, and marks it with how confidential the document is and whether it is a draft.
///
/// # Errors
/// It is no Word document, or unpacks to more than any real one.
pub fn fill(path: &str, template: &[u8], places: &Places, outline: &Outline) -> Result<FilledTemplate, TemplateError> {
    let no_word = |what: String| TemplateError::NoWord { path: path.to_owned(), what };
    let mut archive = ZipArchive::new(Cursor::new(template)).map_err(|_| no_word("it is no zip archive".to_owned()))?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
    if let Some(name) = names.iter().find(|name| climbs_out(name)) {
        return Err(no_word(format!("{name:?} in it would land outside the document")));
    }
    if !names.iter().any(|name| name == MAIN) {
        return Err(no_word(format!("it holds no {MAIN}")));
    }
    let mut filler = Filler::new(places);
    let mut parts = Vec::with_capacity(archive.len());
    let mut left = MOST;
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).map_err(|error| no_word(format!("it is damaged ({error})")))?;
        let name = file.name().map_err(|error| no_word(format!("it is damaged ({error})")))?.into_owned();
        let mut content = Vec::new();
        let read = file.by_ref().take(left + 1).read_to_end(&mut content);
        let read = read.map_err(|error| no_word(format!("{name} in it is damaged ({error})")))? as u64;
        if read > left {
            return Err(no_word(format!("it unpacks to more than {} MB", MOST / 1024 / 1024)));
        }
        left -= read;
        if has_text(&name) {
            let text = String::from_utf8(content).map_err(|_| no_word(format!("{name} in it is no UTF-8 text")))?;
            let mut nodes = xml::read(&text).map_err(|what| no_word(format!("{name} in it is damaged ({what})")))?;
            filler.nodes(&mut nodes, None);
            let mut written = String::with_capacity(text.len() * 2);
            xml::write(&nodes, &mut written);
            content = written.into_bytes();
        } else if is_markup(&name) && String::from_utf8_lossy(&content).contains("<!DOCTYPE") {
            return Err(no_word(format!("a DOCTYPE stands in {name}, as in no part of a Word document")));
        }
        parts.push(Part { name, content });
    }
    mark::mark(&mut parts, outline).map_err(&no_word)?;
    for (n, chart) in filler.pictures() {
        mark::add_picture(&mut parts, n, png(chart)?).map_err(&no_word)?;
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for Part { name, content } in parts {
        out.start_file(name, options)?;
        out.write_all(&content)?;
    }
    let bytes = out.finish()?.into_inner();
    let missing = places.filled.iter().flat_map(|id| missing_of(id, places, &filler)).collect();
    Ok(FilledTemplate { bytes, unknown: filler.unknown, unclosed: filler.unclosed, missing })
}

/// What has no place of something that was filled in: all of it, else the columns, rows and blanks of it that hold words.
fn missing_of(id: &str, places: &Places, filler: &Filler<'_>) -> Vec<String> {
    if filler.used.contains(id) || (id.starts_with("entries.") && filler.used.iter().any(|name| is_any_entry(name))) {
        return Vec::new();
    }
    let parts = parts_of(id, places);
    let missing: Vec<String> =
        parts.iter().filter(|part| !is_placed(part, &filler.used)).map(|part| part.name.clone()).collect();
    let whole = missing.len() == parts.len() && !parts.iter().any(|part| part.is_box);
    let some_box = parts.iter().any(|part| part.is_box && filler.used.contains(&part.name));
    match (whole, some_box) {
        // Of words to choose from one box is enough: whoever placed it meant it so.
        (_, true) => Vec::new(),
        (true, _) => vec![id.to_owned()],
        (false, _) if parts.iter().any(|part| part.is_box) => vec![id.to_owned()],
        (false, _) => missing,
    }
}

/// Whether a place is of a column of all entries: `entries.words`.
fn is_any_entry(name: &str) -> bool {
    name == "entries.words"
}

/// A part of a field that holds words: a column, a row of judgements, a blank, a box.
struct Held {
    name: String,
    /// Other names of the same.
    or: Vec<String>,
    is_box: bool,
}

fn is_placed(part: &Held, used: &std::collections::BTreeSet<String>) -> bool {
    used.contains(&part.name) || (!part.or.is_empty() && part.or.iter().all(|name| used.contains(name)))
}

fn parts_of(id: &str, places: &Places) -> Vec<Held> {
    let inside = format!("{id}.");
    let texts = places.texts.iter().filter(|(name, text)| name.starts_with(&inside) && !text.is_empty());
    let of_text = |(name, text): (&String, &String)| {
        let is_box = [TICKED, UNTICKED].iter().any(|sign| *text == sign.to_string());
        Held { name: name.clone(), or: Vec::new(), is_box }
    };
    let mut parts: Vec<Held> = texts.map(of_text).collect();
    let rows = places.tables.get(id).map_or(&[][..], Vec::as_slice);
    let mut columns: Vec<&str> = Vec::new();
    for (column, text) in rows.iter().flatten() {
        let is_words = column != "label" && column != ROW && !places.elsewhere.contains(&format!("{inside}{column}"));
        if is_words && !text.trim().is_empty() && !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    for column in columns {
        let cell = |row: &Cells| {
            let (name, text) = (row.get(ROW)?, row.get(column)?);
            (!text.trim().is_empty()).then(|| format!("{name}.{column}"))
        };
        // Judgement rows have names of their own.
        parts.push(Held {
            name: format!("{inside}{column}"),
            or: rows.iter().filter_map(cell).collect(),
            is_box: false,
        });
    }
    parts
}

/// Whether the name of a part leads out of the document.
fn climbs_out(name: &str) -> bool {
    name.starts_with('/') || name.split(['/', '\\']).any(|part| part == "..")
}

fn is_markup(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    ["xml", "rels"].iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// Parts that hold words of the document, comments on it too.
fn has_text(name: &str) -> bool {
    let inside = name.strip_prefix("word/").and_then(|rest| rest.strip_suffix(".xml"));
    inside.is_some_and(|part| {
        part == "document"
            || part == "comments"
            || ["header", "footer", "footnotes", "endnotes"].iter().any(|kind| part.starts_with(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn places() -> Places {
        let texts = [("school", "Hillside & Co <Primary>"), ("focus", "Writing\nBoys"), ("part-1.sef", "2")];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let action = |text: &str, owner: &str| -> Cells {
            [("action", text), ("owner", owner)].map(|(c, t)| (c.to_owned(), t.to_owned())).into()
        };
        let tables = BTreeMap::from([
            ("actions".to_owned(), vec![action("Moderate Y5", "LC"), action("Tracking", "HT")]),
            ("none".to_owned(), Vec::new()),
        ]);
        Places {
            texts: texts.into(),
            tables,
            filled: vec!["focus".to_owned(), "lost".to_owned()],
            shown: ["focus".to_owned()].into(),
            ..Places::default()
        }
    }

    fn docx(body: &str) -> Vec<u8> {
        docx_with(body, &[])
    }

    fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let own =
            [(MAIN, body), ("word/styles.xml", "<w:styles> kept </w:styles>"), ("word/media/logo.png", "\u{1}\u{2}")];
        for (name, text) in own.iter().chain(others) {
            let (name, text) = (*name, *text);
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut text = String::new();
        ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn filled(body: &str) -> (String, FilledTemplate) {
        let filled = fill("la.docx", &docx(body), &places(), &Outline::default()).unwrap();
        (part(&filled.bytes, MAIN), filled)
    }

    #[test]
    fn a_mark_that_runs_part_is_filled_and_the_rest_stays() {
        let (body, filled) = filled(
            "<w:document><w:p><w:pPr/><w:r><w:b/><w:t>School: {{sch</w:t></w:r><w:r><w:t>ool}} and</w:t></w:r></w:p></w:document>",
        );
        assert_eq!(
            body,
            "<w:document><w:p><w:pPr/><w:r><w:b/><w:t xml:space=\"preserve\">School: Hillside &amp; Co &lt;Primary&gt;</w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\"> and</w:t></w:r></w:p></w:document>"
        );
        assert_eq!(part(&filled.bytes, "word/styles.xml"), "<w:styles> kept </w:styles>");
        assert_eq!(part(&filled.bytes, "word/media/logo.png"), "\u{1}\u{2}");
        assert_eq!(filled.missing, ["focus", "lost"]);
    }

    #[test]
    fn lines_break_and_unknown_names_stay_and_are_named() {
        let (body, filled) = filled("<w:p><w:r><w:t>{{focus}} {{ focsu }} {{ }}</w:t></w:r></w:p>");
        assert!(
            body.contains(">Writing</w:t><w:br></w:br><w:t xml:space=\"preserve\">Boys {{ focsu }} {{ }}</w:t>"),
            "{body}"
        );
        assert_eq!(filled.unknown, [("focsu".to_owned(), "{{focus}} {{ focsu }} {{ }}".to_owned())]);
        assert_eq!(filled.missing, ["lost"]);
        let (body, filled) =
            self::filled("<w:p><w:r><w:t>{{focsu}} {{focsu}} {{two words}} at {{school</w:t></w:r></w:p>");
        assert!(body.contains("{{focsu}} {{focsu}} {{two words}} at {{school"), "{body}");
        let names: Vec<&str> = filled.unknown.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["focsu", "two words"], "each once");
        assert_eq!(filled.unclosed[0].0, "{{school");
    }

    #[test]
    fn a_wrong_name_is_told_wherever_it_stands() {
        let (_, filled) = filled(
            "<w:p><w:r><w:t>Focus: {{focsu}}</w:t></w:r></w:p><w:p><w:r><w:t>At the end: {{focsu}}</w:t></w:r></w:p>",
        );
        let told = [("focsu", "Focus: {{focsu}}"), ("focsu", "At the end: {{focsu}}")];
        assert_eq!(filled.unknown, told.map(|(name, among)| (name.to_owned(), among.to_owned())));
    }

    #[test]
    fn a_place_in_a_comment_is_filled_or_told() {
        let comment = "<w:comments><w:comment w:id=\"1\"><w:p><w:r><w:t>{{school}} {{focsu}}</w:t></w:r></w:p></w:comment>\
             </w:comments>";
        let template = docx_with("<w:p/>", &[("word/comments.xml", comment)]);
        let filled = fill("la.docx", &template, &places(), &Outline::default()).unwrap();
        assert!(part(&filled.bytes, "word/comments.xml").contains(">Hillside &amp; Co &lt;Primary&gt; {{focsu}}<"));
        assert_eq!(filled.unknown.len(), 1);
    }

    #[test]
    fn a_doctype_and_a_part_that_climbs_out_are_refused() {
        let refused = |body: &str, others: &[(&str, &str)]| {
            let said =
                fill("la.docx", &docx_with(body, others), &places(), &Outline::default()).unwrap_err().to_string();
            assert!(said.starts_with("la.docx is no Word document: ") && said.ends_with("as .docx"), "{said}");
            assert_eq!(said.lines().count(), 1);
            said
        };
        let doctype = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:p/>";
        assert!(refused(doctype, &[]).contains("a DOCTYPE stands in it"));
        assert!(refused("<w:p/>", &[("word/settings.xml", doctype)]).contains("a DOCTYPE stands in word/settings.xml"));
        for name in ["../evil.xml", "word/../../evil.xml", "/etc/x.xml", "word\\..\\x.xml"] {
            assert!(refused("<w:p/>", &[(name, "<a/>")]).contains("would land outside the document"), "{name}");
        }
    }

    #[test]
    fn a_row_of_a_table_is_repeated() {
        let row = |a: &str, b: &str| {
            format!(
                "<w:tr><w:tc><w:p><w:r><w:t>{a}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:tc></w:tr>"
            )
        };
        let table = format!(
            "<w:tbl>{}{}</w:tbl>",
            row("Action", "Owner"),
            row("{{actions.action}}", "{{actions.owner}} at {{school}}")
        );
        let (body, _) = filled(&table);
        assert_eq!(body.matches("<w:tr>").count(), 3, "{body}");
        assert!(body.contains(">Moderate Y5</w:t>") && body.contains(">HT at Hillside &amp; Co"), "{body}");
        let (body, filled) = filled_none(&row("{{none.text}}", "x"));
        assert!(!body.contains("{{") && filled.unknown.is_empty(), "{body}");
    }

    #[test]
    fn all_between_a_line_of_each_and_its_end_is_repeated_whole_with_its_number() {
        let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let row = |text: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", line(text));
        let card = [
            line("{{each actions}}"),
            row("Action {{actions.row}}: {{actions.action}}"),
            line("{{if focus}}"),
            line("Owner: {{actions.owner}} at {{school}}"),
            line("{{end}}"),
            line("{{end}}"),
            line("After"),
        ];
        let (body, filled) = filled(&card.concat());
        let words: Vec<&str> =
            body.split(['<', '>']).filter(|piece| piece.contains(' ') && !piece.contains('=')).collect();
        let at = "at Hillside &amp; Co &lt;Primary&gt;";
        let owner = |who: &str| format!("Owner: {who} {at}");
        assert_eq!(words, ["Action 1: Moderate Y5", &owner("LC"), "Action 2: Tracking", &owner("HT")], "{body}");
        assert!(!body.contains("{{") && filled.unknown.is_empty() && body.contains("After"), "{body}");
        // Of a table of nothing one stands, its places blank; one that nobody knows is told.
        let (body, _) =
            self::filled(&[line("{{each none}}"), line("{{none.row}}: {{none.text}}."), line("{{end}}")].concat());
        assert!(body.contains(">1: .</w:t>"), "{body}");
        let (_, filled) = self::filled(&[line("{{each acts}}"), line("x"), line("{{end}}")].concat());
        assert_eq!(filled.unknown[0].0, "each acts");
        // One within another is no place: it is told, and multiplies nothing.
        let within = [line("{{each actions}}"), line("x y"), line("{{end}}")].concat();
        let (body, filled) = self::filled(&[line("{{each actions}}"), within, line("{{end}}")].concat());
        assert_eq!(body.matches(">x y<").count(), 2, "{body}");
        assert_eq!(filled.unknown[0].0, "each actions");
    }

    #[test]
    fn a_control_that_was_bound_to_a_value_kept_elsewhere_shows_what_was_filled_in() {
        let bound = "<w:sdt><w:sdtPr><w:tag w:val=\"school\"/><w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/>\
             <w15:dataBinding w:xpath=\"/a\"/><w:date w:fullDate=\"2008-01-01T00:00:00Z\"><w:dateFormat w:val=\"d\"/></w:date>\
             </w:sdtPr><w:sdtContent><w:r><w:t>Old</w:t></w:r></w:sdtContent></w:sdt>";
        let (body, _) = filled(&format!("<w:p>{bound}</w:p>"));
        assert!(!body.contains("dataBinding") && !body.contains("fullDate") && !body.contains("Old"), "{body}");
        assert!(body.contains("<w:date><w:dateFormat") && body.contains("Hillside"), "{body}");
    }

    #[test]
    fn a_box_is_ticked_by_its_tag_and_a_wrong_tag_is_told_with_what_it_stands_by() {
        let boxed = |tag: &str| {
            format!(
                "<w:p><w:r><w:t>Phase: </w:t></w:r><w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/><w14:checkbox>\
                 <w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>\u{2610}</w:t></w:r>\
                 </w:sdtContent></w:sdt></w:p>"
            )
        };
        let mut places = places();
        places.texts.extend([
            ("phase.Primary".to_owned(), TICKED.to_string()),
            ("phase.Secondary".to_owned(), UNTICKED.to_string()),
        ]);
        places.filled.push("phase".to_owned());
        let body = format!("{}{}{}", boxed("phase.Primary"), boxed("phase.Secondary"), boxed("phase.Tertiary"));
        let filled = fill("la.docx", &docx(&body), &places, &Outline::default()).unwrap();
        let body = part(&filled.bytes, MAIN);
        assert_eq!(body.matches("<w14:checked w14:val=\"1\"").count(), 1, "{body}");
        assert_eq!((body.matches('\u{2612}').count(), body.matches('\u{2610}').count()), (1, 2), "{body}");
        assert_eq!(filled.unknown, [("phase.Tertiary".to_owned(), "Phase: \u{2610}".to_owned())]);
        assert!(!filled.missing.contains(&"phase".to_owned()), "{:?}", filled.missing);
    }

    #[test]
    fn a_column_without_a_place_is_missing_though_another_has_one() {
        let mut places = places();
        places.filled = vec!["actions".to_owned(), "entries.aob".to_owned()];
        places.texts.insert("entries.aob".to_owned(), "A word".to_owned());
        let row = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{actions.action}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        let filled = fill("la.docx", &docx(row), &places, &Outline::default()).unwrap();
        assert_eq!(filled.missing, ["actions.owner", "entries.aob"]);
    }

    fn filled_none(row: &str) -> (String, FilledTemplate) {
        filled(&format!("<w:tbl>{row}</w:tbl>"))
    }

    #[test]
    fn a_content_control_is_filled_by_its_tag() {
        let control = |tag: &str| {
            format!(
                "<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r>\
                 </w:sdtContent></w:sdt>"
            )
        };
        let theirs = control("theirs").replace("<w:showingPlcHdr/>", "<w:date/>");
        let (body, filled) = filled(&format!("<w:p>{}{theirs}{}</w:p>", control("part-1.sef"), control("focsu")));
        assert!(body.contains("<w:sdtPr><w:tag w:val=\"part-1.sef\"/></w:sdtPr>"), "{body}");
        assert!(body.contains(">2</w:t>"), "{body}");
        assert_eq!(body.matches("Click here").count(), 2, "the template's own controls stay");
        let unknown: Vec<&str> = filled.unknown.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(unknown, ["focsu"], "one to be typed into is taken for a place, a date picker is not");
    }

    #[test]
    fn two_content_controls_of_one_wrong_name_are_told_each() {
        let control = |shown: &str| {
            format!(
                "<w:sdt><w:sdtPr><w:tag w:val=\"focsu\"/></w:sdtPr><w:sdtContent><w:r><w:t>{shown}</w:t></w:r>\
                 </w:sdtContent></w:sdt>"
            )
        };
        let (_, filled) = filled(&format!(
            "<w:p>{}{}</w:p><w:p><w:r><w:t>Focus</w:t></w:r>{}</w:p>",
            control("Type here"),
            control("Type here"),
            control("")
        ));
        let among: Vec<&str> = filled.unknown.iter().map(|(_, among)| among.as_str()).collect();
        let shows = "the content control that shows Type here";
        assert_eq!(among, [shows, shows, "Focus"]);
    }

    #[test]
    fn what_is_no_word_document_is_refused_in_a_sentence() {
        let refused = |bytes: &[u8]| fill("la.docx", bytes, &places(), &Outline::default()).unwrap_err().to_string();
        assert!(refused(b"hello").contains("la.docx is no Word document: it is no zip archive"));
        assert!(refused(&docx("<w:p><w:r>")).contains("word/document.xml in it is damaged"));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.txt", SimpleFileOptions::default()).unwrap();
        assert!(refused(&zip.finish().unwrap().into_inner()).contains("holds no word/document.xml"));
        let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
        assert!(refused(&docx(&deep)).contains("stand inside one another"));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(MAIN, SimpleFileOptions::default()).unwrap();
        for _ in 0..70 {
            zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
        assert!(refused(&zip.finish().unwrap().into_inner()).contains("more than 64 MB"));
    }
}
