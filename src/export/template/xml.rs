//! A part of a Word document as a tree that keeps every byte it is not asked to change.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// How many elements may stand inside one another: real documents have some thirty.
const DEEPEST: usize = 256;

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Anything else, as it stands in the file.
    Raw(String),
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name with prefix (`w:p`).
    pub(super) name: String,
    /// Its start tag as it stands in the file.
    start: String,
    /// Its end tag; empty where the start tag closes itself.
    end: String,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

impl Element {
    /// A new element without attributes.
    pub(super) fn new(name: &str, children: Vec<Node>) -> Self {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        Self { name: name.to_owned(), start, end, children }
    }

    /// An attribute of the start tag.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let at = self.start.find(&format!(" {name}=\""))? + name.len() + 3;
        let rest = &self.start[at..];
        let value = &rest[..rest.find('"')?];
        unescape(value).ok().map(std::borrow::Cow::into_owned)
    }

    /// Takes an attribute out of the start tag.
    pub(super) fn drop_attribute(&mut self, name: &str) {
        let Some(at) = self.start.find(&format!(" {name}=\"")) else { return };
        let value = at + name.len() + 3;
        if let Some(end) = self.start[value..].find('"') {
            self.start.replace_range(at..=value + end, "");
        }
    }

    /// Gives an attribute that is there another value; one that is not is added.
    pub(super) fn set_attribute(&mut self, name: &str, value: &str) {
        self.drop_attribute(name);
        let at = self.name.len() + 1;
        self.start.insert_str(at, &format!(" {name}=\"{}\"", quick_xml::escape::escape(value)));
    }

    /// The text in it, where it holds text.
    pub(super) fn text(&self) -> String {
        let raw: String = self
            .children
            .iter()
            .map(|child| match child {
                Node::Raw(raw) => raw.as_str(),
                Node::Element(_) => "",
            })
            .collect();
        unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned)
    }

    /// Adds a child at the end.
    pub(super) fn add(&mut self, child: Node) {
        self.open_up();
        self.children.push(child);
    }

    /// Adds a child before all others.
    pub(super) fn add_first(&mut self, child: Node) {
        self.insert(0, child);
    }

    /// Adds a child before the one at a place.
    pub(super) fn insert(&mut self, at: usize, child: Node) {
        self.open_up();
        self.children.insert(at, child);
    }

    /// Gives an element that closes itself an end of its own.
    fn open_up(&mut self) {
        if let Some(start) = self.start.strip_suffix("/>").filter(|_| self.end.is_empty()) {
            self.start = format!("{}>", start.trim_end());
            self.end = format!("</{}>", self.name);
        }
    }

    /// The first child element of a name.
    pub(super) fn child_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.children.iter_mut().filter_map(Node::element_mut).find(|element| element.name == name)
    }

    /// Child elements of a name.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter_map(|child| child.element()).filter(move |element| element.name == name)
    }
}

impl Node {
    /// The element it is.
    pub(super) const fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Raw(_) => None,
        }
    }

    /// The element it is.
    pub(super) const fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Raw(_) => None,
        }
    }

    /// A `w:t` that keeps its spaces.
    pub(super) fn run_text(text: &str) -> Self {
        let raw = quick_xml::escape::escape(text).into_owned();
        Self::Element(Element {
            name: "w:t".to_owned(),
            start: "<w:t xml:space=\"preserve\">".to_owned(),
            end: "</w:t>".to_owned(),
            children: vec![Self::Raw(raw)],
        })
    }
}

/// Reads a part.
pub(super) fn read(text: &str) -> Result<Vec<Node>, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut top = Vec::new();
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|error| format!("byte {from}: {error}"))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let raw = text.get(from..to).unwrap_or_default().to_owned();
        from = to;
        let node = match event {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return Err(format!("more than {DEEPEST} elements stand inside one another"));
                }
                let name = tag.name().as_ref().to_owned();
                open.push(Element { name, start: raw, end: String::new(), children: Vec::new() });
                continue;
            }
            Event::End(_) => {
                let mut element = open.pop().ok_or_else(|| format!("byte {from}: an end without its beginning"))?;
                element.end = raw;
                Node::Element(element)
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                Node::Element(Element { name, start: raw, end: String::new(), children: Vec::new() })
            }
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => Node::Raw(raw),
            Event::DocType(_) => return Err("a DOCTYPE stands in it, as in no part of a Word document".to_owned()),
        };
        open.last_mut().map_or(&mut top, |element| &mut element.children).push(node);
    }
    if open.is_empty() { Ok(top) } else { Err("the end is missing".to_owned()) }
}

/// Writes a part.
pub(super) fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Raw(raw) => out.push_str(raw),
            Node::Element(element) => {
                out.push_str(&element.start);
                write(&element.children, out);
                out.push_str(&element.end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_byte_for_byte() {
        let text = "<?xml version=\"1.0\"?>\n<w:a x='1'><!-- c --><w:b/> a &amp; b <w:c  y=\"2\" ></w:c></w:a>\n";
        let nodes = read(text).unwrap();
        let mut out = String::new();
        write(&nodes, &mut out);
        assert_eq!(out, text);
        assert!(read("<a><b></a>").is_err() && read("<a>").is_err());
    }
}
