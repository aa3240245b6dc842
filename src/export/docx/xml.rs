//! A small XML writer: elements in, escaped bytes out, in one pass.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element's attribute: name and value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// Writes XML to a part of the package.
pub(super) struct Xml<'a> {
    out: Writer<&'a mut dyn Write>,
}

impl<'a> Xml<'a> {
    /// Begins a part with the XML declaration.
    pub(super) fn begin(out: &'a mut dyn Write) -> io::Result<Self> {
        let mut xml = Self { out: Writer::new(out) };
        xml.out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(xml)
    }

    /// Goes on in a part that another began.
    pub(super) fn within(out: &'a mut dyn Write) -> Self {
        Self { out: Writer::new(out) }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        self.out.write_event(Event::Start(start(name, attributes)))
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        self.out.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element of only a `w:val`.
    pub(super) fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// Text, which must hold nothing that XML forbids.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_event(Event::Text(BytesText::new(text)))
    }

    /// An element of only text.
    pub(super) fn text_element(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close(name)
    }
}

fn start<'n>(name: &'n str, attributes: &[Attribute<'_>]) -> BytesStart<'n> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut bytes = Vec::new();
        let mut xml = Xml::begin(&mut bytes).unwrap();
        xml.text_element("w:t", &[("w:val", "a\"<&'")], "5 < 6 & ]]> 'so'").unwrap();
        let element = r#"<w:t w:val="a&quot;&lt;&amp;&apos;">5 &lt; 6 &amp; ]]&gt; &apos;so&apos;</w:t>"#;
        let declaration = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("{declaration}{element}"));
    }
}
