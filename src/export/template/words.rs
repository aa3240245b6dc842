//! The words of a part: where they stand, the places named in them, and other words put there.

use super::xml::{Element, Node};
use crate::outline::STRONG;

/// The places of all `w:t` in an element, not those of paragraphs inside it.
pub(super) fn text_paths(element: &Element, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (n, child) in element.children.iter().enumerate() {
        let Some(child) = child.element() else { continue };
        path.push(n);
        match child.name.as_str() {
            "w:t" => found.push(path.clone()),
            "w:txbxContent" => {}
            _ => text_paths(child, path, found),
        }
        path.pop();
    }
}

fn at_mut<'e>(element: &'e mut Element, path: &[usize]) -> Option<&'e mut Element> {
    path.iter().try_fold(element, |element, n| element.children.get_mut(*n)?.element_mut())
}

pub(super) fn at<'e>(element: &'e Element, path: &[usize]) -> Option<&'e Element> {
    path.iter().try_fold(element, |element, n| element.children.get(*n)?.element())
}

/// All the text of a paragraph.
pub(super) fn all_text(paragraph: &Element) -> String {
    let mut paths = Vec::new();
    text_paths(paragraph, &mut Vec::new(), &mut paths);
    paths.iter().filter_map(|path| at(paragraph, path)).map(Element::text).collect()
}

/// Takes all text out of a paragraph.
pub(super) fn clear(paragraph: &mut Element) {
    let mut paths = Vec::new();
    text_paths(paragraph, &mut Vec::new(), &mut paths);
    for path in paths.iter().rev() {
        replace(paragraph, path, "");
    }
}

/// Puts another text in the place of a `w:t`: line ends become breaks, strong words runs of their own like the one it is in.
pub(super) fn replace(element: &mut Element, path: &[usize], text: &str) {
    let text = crate::export::flow::clean(text);
    let pieces: Vec<&str> = text.split(STRONG).collect();
    let (Some((last, parents)), [first, ..]) = (path.split_last(), pieces.as_slice()) else { return };
    let Some(parent) = at_mut(element, parents) else { return };
    let run_at = parents.split_last().filter(|_| pieces.len() > 1 && parent.name == "w:r");
    let Some((run_at, above)) = run_at else {
        parent.children.splice(*last..=*last, pieces.iter().flat_map(|piece| lines(piece)));
        return;
    };
    let run = parent.clone();
    let (before, after) = (&run.children[..*last], &run.children[*last + 1..]);
    let is_properties = |node: &&Node| node.element().is_some_and(|element| element.name == "w:rPr");
    let properties: Vec<Node> = before.iter().filter(is_properties).cloned().collect();
    let of = |children: Vec<Node>| {
        let mut run = run.clone();
        run.children = children;
        Node::Element(run)
    };
    // Places of other texts before it lead into its first run.
    let mut runs = vec![of(before.iter().cloned().chain(lines(first)).collect())];
    for (n, piece) in pieces.iter().enumerate().skip(1).filter(|(_, piece)| !piece.is_empty()) {
        let properties = if n % 2 == 1 { vec![strong(&properties)] } else { properties.clone() };
        runs.push(of(properties.into_iter().chain(lines(piece)).collect()));
    }
    if !after.is_empty() {
        runs.push(of(properties.iter().chain(after).cloned().collect()));
    }
    if let Some(parent) = at_mut(element, above) {
        parent.children.splice(*run_at..=*run_at, runs);
    }
}

/// A text without strong words as nodes of a run.
fn lines(text: &str) -> Vec<Node> {
    let line = |(n, line): (usize, &str)| {
        let broken = (n > 0).then(|| Node::Element(Element::new("w:br", Vec::new())));
        broken.into_iter().chain([Node::run_text(line)])
    };
    text.split('\n').enumerate().flat_map(line).collect()
}

/// The properties of a run of strong letters.
fn strong(properties: &[Node]) -> Node {
    let own = properties.first().and_then(Node::element).cloned();
    let mut own = own.unwrap_or_else(|| Element::new("w:rPr", Vec::new()));
    own.children.retain(|child| child.element().is_none_or(|element| element.name != "w:b"));
    let is_before = |node: &&Node| node.element().is_none_or(|e| ["w:rStyle", "w:rFonts"].contains(&e.name.as_str()));
    let place = own.children.iter().take_while(is_before).count();
    own.insert(place, Node::Element(Element::new("w:b", Vec::new())));
    Node::Element(own)
}

/// The marks of a text: where they begin and end, and the name in them.
pub(super) fn marks(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|n| from + n) {
        let Some(close) = text[open..].find("}}").map(|n| open + n + 2) else { break };
        let name = text[open + 2..close - 2].trim();
        if !name.is_empty() {
            found.push((open, close, name.to_owned()));
        }
        from = close;
    }
    found
}

/// The beginning of a place that is not closed.
pub(super) fn unclosed(text: &str) -> Option<String> {
    let open = text.rfind("{{")?;
    let rest = &text[open..];
    let begun = rest.split_whitespace().next().unwrap_or(rest);
    (!rest.contains("}}") && begun.len() > 2).then(|| begun.to_owned())
}

/// Names asked for anywhere in an element, by mark or content control.
pub(super) fn named(element: &Element) -> Vec<String> {
    let mut names = Vec::new();
    if element.name == "w:p" {
        let mut paths = Vec::new();
        text_paths(element, &mut Vec::new(), &mut paths);
        let all: String = paths.iter().filter_map(|path| at(element, path)).map(Element::text).collect();
        names.extend(marks(&all).into_iter().map(|(_, _, name)| name));
    }
    if element.name == "w:tag" {
        names.extend(element.attribute("w:val"));
    }
    for child in element.children.iter().filter_map(Node::element) {
        names.extend(named(child));
    }
    names
}
