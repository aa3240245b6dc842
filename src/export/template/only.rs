//! What stands only where something does: a row, a paragraph, or all from `{{if name}}` on a line of its own to `{{end}}`;
//! and where a stretch ends that is repeated, from `{{each table}}` on a line of its own.

use super::fill::Filler;
use super::words::{all_text, clear, marks};
use super::xml::{Element, Node};

/// What became of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// It stands.
    Kept,
    /// It does not, or was only there to be asked.
    Removed,
}

/// The names a place asks for, where it is one that asks.
pub(super) fn asked(name: &str) -> Option<Vec<&str>> {
    let names = name.strip_prefix("if ")?;
    Some(names.split_whitespace().collect())
}

/// What a paragraph asks for, as it is written.
struct Asking {
    names: Vec<String>,
    mark: String,
    among: String,
    /// Nothing else is in the paragraph.
    alone: bool,
}

fn asking(paragraph: &Element) -> Option<Asking> {
    let all = all_text(paragraph);
    let (open, close, names) = marks(&all).into_iter().find_map(|(open, close, name)| {
        let names = asked(&name)?.into_iter().map(str::to_owned).collect();
        Some((open, close, names))
    })?;
    let mark = all[open..close].to_owned();
    Some(Asking { names, alone: all.trim() == mark, mark, among: all.chars().take(60).collect() })
}

/// What a row asks for beside its other words.
fn row_asking(element: &Element) -> Option<Asking> {
    let own = (element.name == "w:p").then(|| asking(element)).flatten().filter(|asking| !asking.alone);
    own.or_else(|| element.children.iter().filter_map(Node::element).find_map(row_asking))
}

impl Filler<'_> {
    /// Takes a node out if what it asks for is not there; takes out what was only there to be asked.
    pub(super) fn choose(&mut self, nodes: &mut Vec<Node>, at: usize) -> Chosen {
        let Some(element) = nodes.get(at).and_then(Node::element) else { return Chosen::Kept };
        let asking = match element.name.as_str() {
            "w:p" => asking(element),
            "w:tr" => row_asking(element),
            _ => None,
        };
        let Some(asking) = asking else { return Chosen::Kept };
        let stands = self.stands(&asking.names, &asking.among);
        if asking.alone {
            let Some(end) = end_of(nodes, at) else {
                self.tell_unclosed(&asking.mark, &asking.among);
                return Chosen::Kept;
            };
            if stands {
                nodes.remove(end);
                nodes.remove(at);
            } else {
                nodes.drain(at..=end);
            }
            return Chosen::Removed;
        }
        if stands {
            return Chosen::Kept;
        }
        let is_paragraph = |node: &Node| node.element().is_some_and(|element| element.name == "w:p");
        // A cell, and what else holds paragraphs, holds one at least.
        let is_last = is_paragraph(&nodes[at]) && nodes.iter().filter(|node| is_paragraph(node)).count() == 1;
        if let Some(paragraph) = nodes[at].element_mut().filter(|_| is_last) {
            clear(paragraph);
            Chosen::Kept
        } else {
            nodes.remove(at);
            Chosen::Removed
        }
    }

    /// Whether anything stands at one of some names. What nobody knows is told, and stands.
    fn stands(&mut self, names: &[String], among: &str) -> bool {
        let mut stands = false;
        for name in names {
            if self.knows(name) {
                stands |= self.places.shown.contains(name);
            } else {
                self.tell_unknown(&format!("if {name}"), among);
                stands = true;
            }
        }
        stands
    }
}

/// The table for each row of which what follows a paragraph is repeated, where it asks for that and nothing else; and how it
/// is written.
pub(super) fn each(paragraph: &Element) -> Option<(String, String)> {
    let all = if paragraph.name == "w:p" { all_text(paragraph) } else { return None };
    let (_, _, name) = marks(&all).into_iter().next()?;
    let table = name.strip_prefix("each ")?.trim().to_owned();
    let is_alone = marks(&all).len() == 1 && all.trim().starts_with("{{") && all.trim().ends_with("}}");
    is_alone.then(|| (table, all.trim().to_owned()))
}

/// Where the stretch ends that begins at a node; others may stand inside it.
pub(super) fn end_of(nodes: &[Node], at: usize) -> Option<usize> {
    let mut open = 0_usize;
    for (n, node) in nodes.iter().enumerate().skip(at) {
        let Some(paragraph) = node.element().filter(|element| element.name == "w:p") else { continue };
        if all_text(paragraph).trim() == "{{end}}" {
            open = open.saturating_sub(1);
            if open == 0 {
                return Some(n);
            }
        } else if asking(paragraph).is_some_and(|asking| asking.alone) || each(paragraph).is_some() {
            open += 1;
        }
    }
    None
}
