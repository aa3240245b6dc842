//! What a template need not say itself: how confidential the document is and that it is a draft, at the head of every page,
//! and in the properties of the file (DI-02).

use quick_xml::escape::escape;

use super::Part;
use super::xml::{self, Element, Node};
use crate::export::docx::{picture, properties};
use crate::export::flow::one_line;
use crate::outline::Outline;

/// The header added where the template has none.
const HEADER: &str = "word/header-nov.xml";
const HEADER_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const HEADER_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header";
const CORE: &str = "docProps/core.xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const TYPES: &str = "[Content_Types].xml";
const NO_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const NO_RELATIONS: &str =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
const DOCUMENT: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const REFERENCES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Id of the relation to the header added.
const ADDED: &str = "rIdNovHeader";

/// Marks every page and the properties of a filled template.
///
/// # Errors
/// A part that has to be changed cannot be read; says why.
pub(super) fn mark(parts: &mut Vec<Part>, outline: &Outline) -> Result<(), String> {
    put_properties(parts, outline)?;
    let level = one_line(&outline.confidentiality);
    let draft = if outline.draft { "DRAFT" } else { "" };
    let words: Vec<&str> = [draft, level.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
    if words.is_empty() {
        return Ok(());
    }
    for header in head_every_page(parts, &words)? {
        change(parts, &header, "", |nodes| {
            let said = text_of(nodes);
            let missing: Vec<&str> = words.iter().copied().filter(|words| !said.contains(words)).collect();
            if let Some(root) = root(nodes).filter(|_| !missing.is_empty()) {
                root.add(paragraph(&missing)?);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Sees to it that every kind of page has a header, and names the headers there were.
fn head_every_page(parts: &mut Vec<Part>, words: &[&str]) -> Result<Vec<String>, String> {
    let settings = parts.iter().find(|part| part.name == "word/settings.xml");
    let even = settings.is_some_and(|part| String::from_utf8_lossy(&part.content).contains("<w:evenAndOddHeaders"));
    let mut known = Vec::new();
    let mut added = false;
    change(parts, DOCUMENT, "", |nodes| {
        if let Some(body) = root(nodes).and_then(|root| root.child_mut("w:body"))
            && body.named("w:sectPr").next().is_none()
        {
            body.add(element("<w:sectPr></w:sectPr>")?);
        }
        // A section without a header of its own has that of the one before.
        let mut headed: Vec<String> = Vec::new();
        each_section(nodes, &mut |section| {
            for reference in section.named("w:headerReference") {
                headed.extend(reference.attribute("w:type"));
                known.extend(reference.attribute("r:id"));
            }
            let first = section.named("w:titlePg").any(|first| !is_off(first));
            let kinds = [("default", true), ("first", first), ("even", even)];
            for (kind, is_needed) in kinds {
                if is_needed && !headed.iter().any(|known| known == kind) {
                    let reference = format!(
                        "<w:headerReference xmlns:r=\"{REFERENCES}\" w:type=\"{kind}\" r:id=\"{ADDED}\"></w:headerReference>"
                    );
                    section.add_first(element(&reference)?);
                    headed.push(kind.to_owned());
                    added = true;
                }
            }
            Ok(())
        })
    })?;
    let mut headers = Vec::new();
    change(parts, RELATIONS, NO_RELATIONS, |nodes| {
        let Some(root) = root(nodes) else { return Ok(()) };
        let related =
            root.named("Relationship").filter(|one| one.attribute("Id").is_some_and(|id| known.contains(&id)));
        headers.extend(related.filter_map(|one| one.attribute("Target")).map(
            |target| match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("word/{target}"),
            },
        ));
        if added {
            root.add(relation(ADDED, HEADER_RELATION, "header-nov.xml")?);
        }
        Ok(())
    })?;
    if added {
        let mut header =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:hdr xmlns:w=\"{WORDS}\">");
        xml::write(&[paragraph(words)?], &mut header);
        header.push_str("</w:hdr>");
        parts.push(Part { name: HEADER.to_owned(), content: header.into_bytes() });
        put_type(parts, HEADER, HEADER_TYPE)?;
    }
    Ok(headers)
}

/// The properties are the document's own, not those of the template.
fn put_properties(parts: &mut Vec<Part>, outline: &Outline) -> Result<(), String> {
    let content = properties::bytes(outline).map_err(|error| error.to_string())?;
    if let Some(part) = parts.iter_mut().find(|part| part.name == CORE) {
        part.content = content;
        return Ok(());
    }
    parts.push(Part { name: CORE.to_owned(), content });
    put_type(parts, CORE, CORE_TYPE)?;
    change(parts, "_rels/.rels", NO_RELATIONS, |nodes| {
        let root = root(nodes).ok_or("it is empty")?;
        root.add(relation("rIdNovProperties", CORE_RELATION, CORE)?);
        Ok(())
    })
}

/// Adds a picture that was put into the body, with its relation and the type of its file.
///
/// # Errors
/// A part that has to be changed cannot be read; says why.
pub(super) fn add_picture(parts: &mut Vec<Part>, n: usize, content: Vec<u8>) -> Result<(), String> {
    parts.push(Part { name: format!("word/{}", picture::place(n)), content });
    change(parts, RELATIONS, NO_RELATIONS, |nodes| {
        let root = root(nodes).ok_or("it is empty")?;
        root.add(element(&picture::relation(n))?);
        Ok(())
    })?;
    change(parts, TYPES, NO_TYPES, |nodes| {
        let root = root(nodes).ok_or("it is empty")?;
        if !root.named("Default").any(|one| one.attribute("Extension").as_deref() == Some("png")) {
            root.add_first(element("<Default Extension=\"png\" ContentType=\"image/png\"></Default>")?);
        }
        Ok(())
    })
}

fn put_type(parts: &mut Vec<Part>, name: &str, kind: &str) -> Result<(), String> {
    change(parts, TYPES, NO_TYPES, |nodes| {
        let root = root(nodes).ok_or("it is empty")?;
        let place = format!("/{name}");
        if !root.named("Override").any(|one| one.attribute("PartName").as_deref() == Some(place.as_str())) {
            root.add(element(&format!("<Override PartName=\"{place}\" ContentType=\"{kind}\"></Override>"))?);
        }
        Ok(())
    })
}

fn relation(id: &str, kind: &str, target: &str) -> Result<Node, String> {
    element(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"></Relationship>"))
}

/// A line at the right, strong as in nov's own layout.
fn paragraph(words: &[&str]) -> Result<Node, String> {
    let words = words.join(" · ");
    let words = escape(&words);
    element(&format!(
        "<w:p><w:pPr><w:jc w:val=\"right\"></w:jc></w:pPr><w:r><w:rPr><w:b></w:b></w:rPr>\
         <w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    ))
}

fn element(text: &str) -> Result<Node, String> {
    xml::read(text)?.pop().ok_or_else(|| "nothing stands there".to_owned())
}

/// Changes a part; one that is not there begins as `empty`, if that says anything.
fn change(
    parts: &mut Vec<Part>,
    name: &str,
    empty: &str,
    act: impl FnOnce(&mut Vec<Node>) -> Result<(), String>,
) -> Result<(), String> {
    let at = match parts.iter().position(|part| part.name == name) {
        Some(at) => at,
        None if empty.is_empty() => return Ok(()),
        None => {
            parts.push(Part { name: name.to_owned(), content: empty.as_bytes().to_vec() });
            parts.len() - 1
        }
    };
    let Some(part) = parts.get_mut(at) else { return Ok(()) };
    let said = |what: String| format!("{name} in it is damaged ({what})");
    let text = String::from_utf8(std::mem::take(&mut part.content)).map_err(|_| said("no UTF-8 text".to_owned()))?;
    let mut nodes = xml::read(&text).map_err(said)?;
    act(&mut nodes).map_err(said)?;
    let mut written = String::with_capacity(text.len() + 512);
    xml::write(&nodes, &mut written);
    part.content = written.into_bytes();
    Ok(())
}

fn root(nodes: &mut [Node]) -> Option<&mut Element> {
    nodes.iter_mut().find_map(Node::element_mut)
}

/// Every section's properties, in order.
fn each_section(nodes: &mut [Node], act: &mut impl FnMut(&mut Element) -> Result<(), String>) -> Result<(), String> {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        if element.name == "w:sectPr" {
            act(element)?;
        } else {
            each_section(&mut element.children, act)?;
        }
    }
    Ok(())
}

fn is_off(element: &Element) -> bool {
    element.attribute("w:val").is_some_and(|value| ["0", "false", "off"].contains(&value.as_str()))
}

/// All words in some nodes.
pub(super) fn text_of(nodes: &[Node]) -> String {
    let text = |element: &Element| match element.name.as_str() {
        "w:t" => element.text(),
        _ => text_of(&element.children),
    };
    nodes.iter().filter_map(Node::element).map(text).collect()
}
