//! Filling the named places of a part: `{{name}}` in paragraphs, rows of tables, content controls.

use std::collections::BTreeSet;

use super::mark::text_of;
use super::only::{Chosen, asked, each, end_of};
use super::words::{all_text, at, marks, named, replace, text_paths, unclosed};
use super::xml::{self, Element, Node};
use crate::export::docx;
use crate::outline::{Cells, Chart, ENTRY_END, NUMBER, Places, TICKED, UNTICKED};

/// How many letters of the words beside a place say where it is.
const MOST_BESIDE: usize = 60;

/// The first place of a picture that is added, beyond those a template has of its own.
const FIRST_PICTURE: usize = 900;

/// The row of a table that is being filled in.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    /// The table's name.
    table: &'r str,
    /// What stands in its columns; nothing in a row nobody filled in.
    cells: &'r Cells,
    /// Which of them it is, from 1.
    number: usize,
}

/// Fills places and remembers which there were.
pub(super) struct Filler<'a> {
    pub(super) places: &'a Places,
    /// Names that were there to be filled.
    pub(super) used: BTreeSet<String>,
    /// Names nobody knows, each once, with the words it stands among first.
    pub(super) unknown: Vec<(String, String)>,
    /// Places that are begun and not closed, with the words they stand among.
    pub(super) unclosed: Vec<(String, String)>,
    /// Pictures that were put in, in order.
    charts: Vec<&'a Chart>,
    /// The words read last: what a content control stands by.
    near: String,
}

impl<'a> Filler<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        let (unknown, unclosed) = (Vec::new(), Vec::new());
        Self { places, used: BTreeSet::new(), unknown, unclosed, charts: Vec::new(), near: String::new() }
    }

    /// Fills everything in some nodes; in a row of a table, by the row's cells first.
    pub(super) fn nodes(&mut self, nodes: &mut Vec<Node>, row: Option<Row<'_>>) {
        let mut at = 0;
        while at < nodes.len() {
            if self.choose(nodes, at) == Chosen::Removed {
                continue;
            }
            // Within a row nothing is repeated again: some levels of it would go on for ever.
            if let Some(count) = row.is_none().then(|| self.repeat(nodes, at)).flatten() {
                at += count;
                continue;
            }
            let Some(element) = nodes[at].element_mut() else {
                at += 1;
                continue;
            };
            match element.name.as_str() {
                "w:tr" if row.is_none() => {
                    if let Some(rows) = self.rows(element) {
                        let count = rows.len();
                        nodes.splice(at..=at, rows);
                        at += count;
                        continue;
                    }
                    self.nodes(&mut element.children, row);
                }
                "w:p" => {
                    let words: String = all_text(element).chars().take(MOST_BESIDE).collect();
                    if !words.trim().is_empty() {
                        words.trim().clone_into(&mut self.near);
                    }
                    // What is inside first: a text box holds paragraphs of its own, a control its value.
                    self.nodes(&mut element.children, row);
                    if let Some(instead) = self.drawn(element).or_else(|| self.entries(element)) {
                        let count = instead.len();
                        nodes.splice(at..=at, instead);
                        at += count;
                        continue;
                    }
                    self.paragraph(element, row, None);
                }
                "w:tbl" => {
                    self.nodes(&mut element.children, row);
                    // All its rows were left out.
                    if element.named("w:tr").next().is_none() && element.named("w:tblGrid").next().is_some() {
                        nodes.remove(at);
                        continue;
                    }
                }
                "w:sdt" => {
                    self.nodes(&mut element.children, row);
                    self.control(element, row);
                }
                _ => self.nodes(&mut element.children, row),
            }
            at += 1;
        }
    }

    /// The rows a table row becomes, if it asks for the cells of a table.
    fn rows(&mut self, row_of: &Element) -> Option<Vec<Node>> {
        let names = named(row_of);
        let table = names.iter().find_map(|name| {
            let (table, _) = name.split_once('.')?;
            let is_text = self.places.texts.contains_key(name);
            (!is_text).then(|| self.places.tables.get_key_value(table)).flatten()
        })?;
        let (table, data) = table;
        let filled = self.for_each(table, data, |filler, row| {
            let mut filled = row_of.clone();
            filler.nodes(&mut filled.children, Some(row));
            vec![Node::Element(filled)]
        });
        Some(filled)
    }

    /// What becomes of something for each row of a table; of a table without rows once, with its places blank.
    fn for_each(&mut self, table: &str, data: &[Cells], fill: impl Fn(&mut Self, Row<'_>) -> Vec<Node>) -> Vec<Node> {
        let blank = [Cells::new()];
        let data = if data.is_empty() { &blank[..] } else { data };
        let rows = data.iter().enumerate().map(|(n, cells)| Row { table, cells, number: n + 1 });
        rows.flat_map(|row| fill(self, row)).collect()
    }

    /// Repeats what stands from a line of `{{each table}}` to one of `{{end}}` for each row of the table; how many nodes
    /// stand there now.
    fn repeat(&mut self, nodes: &mut Vec<Node>, at: usize) -> Option<usize> {
        let paragraph = nodes.get(at).and_then(Node::element)?;
        let (table, among) = each(paragraph)?;
        let Some((table, data)) = self.places.tables.get_key_value(&table) else {
            self.tell_unknown(&format!("each {table}"), &among);
            return None;
        };
        let Some(end) = end_of(nodes, at) else {
            self.tell_unclosed(&among, &among);
            return None;
        };
        let inside: Vec<Node> = nodes[at + 1..end].to_vec();
        let filled = self.for_each(table, data, |filler, row| {
            let mut filled = inside.clone();
            filler.nodes(&mut filled, Some(row));
            filled
        });
        let count = filled.len();
        nodes.splice(at..=end, filled);
        Some(count)
    }

    /// Tables and pictures in the place of a paragraph that asks for them and for nothing else.
    fn drawn(&mut self, paragraph: &Element) -> Option<Vec<Node>> {
        let name = alone_in(paragraph)?;
        let blocks = self.places.blocks.get(&name)?;
        let (text, charts) = docx::fragment(blocks, FIRST_PICTURE + self.charts.len()).ok()?;
        self.charts.extend(charts);
        self.used.insert(name);
        xml::read(&text).ok()
    }

    /// The pictures that were put in, each with its number.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (usize, &'a Chart)> {
        self.charts.iter().enumerate().map(|(n, chart)| (FIRST_PICTURE + n, *chart))
    }

    /// A paragraph that is the place of entries and nothing else, as one paragraph for each of them.
    fn entries(&mut self, paragraph: &Element) -> Option<Vec<Node>> {
        let name = alone_in(paragraph)?;
        let text = self.places.texts.get(&name).filter(|text| text.contains(ENTRY_END))?;
        self.used.insert(name);
        let of = |entry: &str| {
            let mut copy = paragraph.clone();
            self.paragraph(&mut copy, None, Some(entry));
            Node::Element(copy)
        };
        Some(text.split(ENTRY_END).map(of).collect())
    }

    /// What stands at a name; none if nobody knows it.
    fn value(&mut self, name: &str, row: Option<Row<'_>>, among: &str) -> Option<String> {
        if asked(name).is_some() {
            return Some(String::new());
        }
        if let Some(Row { table, cells, number }) = row
            && let Some(column) = name.strip_prefix(table).and_then(|rest| rest.strip_prefix('.'))
            // A row nobody filled in has no cells at all: its places stay blank.
            && (cells.is_empty() || cells.contains_key(column) || column == NUMBER)
        {
            if column == NUMBER && !cells.contains_key(column) {
                return Some(number.to_string());
            }
            self.used.insert(name.to_owned());
            return Some(cells.get(column).cloned().unwrap_or_default());
        }
        if let Some(text) = self.places.texts.get(name) {
            self.used.insert(name.to_owned());
            return Some(text.clone());
        }
        self.tell_unknown(name, among);
        None
    }

    /// Whether a name is that of a text or a table.
    pub(super) fn knows(&self, name: &str) -> bool {
        let Places { texts, tables, blocks, .. } = self.places;
        texts.contains_key(name) || tables.contains_key(name) || blocks.contains_key(name)
    }

    pub(super) fn tell_unclosed(&mut self, begun: &str, among: &str) {
        self.unclosed.push((begun.to_owned(), among.to_owned()));
    }

    pub(super) fn tell_unknown(&mut self, name: &str, among: &str) {
        let told = (name.to_owned(), among.to_owned());
        if !self.unknown.contains(&told) {
            self.unknown.push(told);
        }
    }

    /// Fills `{{name}}` in the texts of a paragraph, wherever runs part it; with one entry where it is given.
    fn paragraph(&mut self, paragraph: &mut Element, row: Option<Row<'_>>, entry: Option<&str>) {
        let mut paths = Vec::new();
        text_paths(paragraph, &mut Vec::new(), &mut paths);
        let texts: Vec<String> =
            paths.iter().map(|path| at(paragraph, path).map(Element::text).unwrap_or_default()).collect();
        let all = texts.concat();
        let found = marks(&all);
        let among: String = all.chars().take(MOST_BESIDE).collect();
        if let Some(begun) = unclosed(&all) {
            self.tell_unclosed(&begun, &among);
        }
        if found.is_empty() {
            return;
        }
        // New text of each piece: what lies outside of marks stays where it was, a value goes where its mark begins.
        let mut starts = Vec::with_capacity(texts.len());
        let mut from = 0;
        for text in &texts {
            starts.push(from);
            from += text.len();
        }
        let mut filled: Vec<String> = Vec::new();
        for (text, start) in texts.iter().zip(&starts) {
            let mut piece = String::new();
            let mut at = *start;
            let end = start + text.len();
            for (open, close, name) in &found {
                if *close <= at || *open >= end {
                    continue;
                }
                if *open >= at {
                    piece.push_str(&all[at..*open]);
                    let value = match entry.filter(|_| asked(name).is_none()) {
                        Some(entry) => Some(entry.to_owned()),
                        None => self.value(name, row, &among),
                    };
                    piece.push_str(&value.unwrap_or_else(|| all[*open..*close].to_owned()));
                }
                at = (*close).min(end);
            }
            piece.push_str(&all[at..end]);
            filled.push(piece);
        }
        // From the last, so that paths before stay right.
        for ((path, old), new) in paths.iter().zip(&texts).zip(&filled).rev() {
            if old != new {
                replace(paragraph, path, new);
            }
        }
    }

    /// Fills a content control by its tag, else its title.
    fn control(&mut self, control: &mut Element, row: Option<Row<'_>>) {
        let said =
            |kind: &str| properties_of(control).and_then(|p| p.named(kind).next()).and_then(|e| e.attribute("w:val"));
        let names: Vec<String> = ["w:tag", "w:alias"].into_iter().filter_map(said).filter(|n| !n.is_empty()).collect();
        let known = |name: &String| {
            self.places.texts.contains_key(name) || row.is_some_and(|row| name.starts_with(&format!("{}.", row.table)))
        };
        let Some(name) = names.iter().find(|name| known(name)).cloned() else {
            // Controls of the template's own, such as a date picker, have names nobody knows and stay as they are.
            let picks =
                |p: &Element| p.children.iter().filter_map(Node::element).any(|e| PICKERS.contains(&e.name.as_str()));
            // A box to tick is one of the template's own unless it has a tag.
            let is_place =
                if is_box(control) { said("w:tag").is_some() } else { !properties_of(control).is_some_and(picks) };
            if let Some(name) = names.first().filter(|_| is_place) {
                self.tell_unknown_control(name, control, row);
            }
            return;
        };
        let Some(value) = self.value(&name, row, "") else { return };
        let ticks = is_box(control).then(|| !value.is_empty() && value != UNTICKED.to_string());
        for child in control.children.iter_mut().filter_map(Node::element_mut) {
            match (child.name.as_str(), ticks) {
                ("w:sdtPr", ticked) => set_properties(child, ticked),
                ("w:sdtContent", None) => put_in(child, &value),
                ("w:sdtContent", Some(ticked)) => put_in(child, &(if ticked { TICKED } else { UNTICKED }).to_string()),
                _ => {}
            }
        }
    }

    /// Where a content control is, by the words it stands among or below.
    fn beside(&self) -> String {
        if self.near.is_empty() { "a content control".to_owned() } else { self.near.clone() }
    }
}

/// Whether a content control is a box to tick.
fn is_box(control: &Element) -> bool {
    properties_of(control).is_some_and(|properties| properties.named("w14:checkbox").next().is_some())
}

/// The properties of a control that was filled: no prompt to fill it, no value kept elsewhere that would come back in its
/// place, the day and the tick those of what stands in it now.
fn set_properties(properties: &mut Element, ticked: Option<bool>) {
    const GONE: [&str; 3] = ["w:showingPlcHdr", "w:dataBinding", "w15:dataBinding"];
    properties.children.retain(|child| child.element().is_none_or(|e| !GONE.contains(&e.name.as_str())));
    if let Some(date) = properties.child_mut("w:date") {
        date.drop_attribute("w:fullDate");
    }
    let Some((boxed, ticked)) = properties.child_mut("w14:checkbox").zip(ticked) else { return };
    let said = if ticked { "1" } else { "0" };
    if boxed.child_mut("w14:checked").is_none() {
        boxed.add_first(Node::Element(Element::new("w14:checked", Vec::new())));
    }
    if let Some(checked) = boxed.child_mut("w14:checked") {
        checked.set_attribute("w14:val", said);
    }
}

impl Filler<'_> {
    /// Each control of an unknown name is told, by what it shows, else by the words beside it; of a row that is repeated
    /// once.
    fn tell_unknown_control(&mut self, name: &str, control: &Element, row: Option<Row<'_>>) {
        let shown: String = control.named("w:sdtContent").map(|content| text_of(&content.children)).collect();
        let among = match shown.trim() {
            "" => self.beside(),
            _ if is_box(control) => self.beside(),
            shown => format!("the content control that shows {shown}"),
        };
        if row.is_some() {
            self.tell_unknown(name, &among);
        } else {
            self.unknown.push((name.to_owned(), among));
        }
    }
}

/// Content controls that hold no text of their own: pickers, lists, pictures, boxes, building blocks.
const PICKERS: [&str; 9] = [
    "w:date",
    "w:dropDownList",
    "w:comboBox",
    "w:picture",
    "w:docPartObj",
    "w:docPartList",
    "w14:checkbox",
    "w:equation",
    "w:citation",
];

fn properties_of(control: &Element) -> Option<&Element> {
    control.named("w:sdtPr").next()
}

/// Puts a text into the content of a control: into its first text, or a new run.
fn put_in(content: &mut Element, value: &str) {
    let mut paths = Vec::new();
    text_paths(content, &mut Vec::new(), &mut paths);
    if paths.is_empty() {
        let run = Node::Element(Element::new("w:r", vec![Node::run_text("")]));
        let paragraph = content.children.iter().position(|node| node.element().is_some_and(|e| e.name == "w:p"));
        match paragraph.and_then(|at| content.children[at].element_mut()) {
            Some(paragraph) => paragraph.children.push(run),
            None => content.children.push(run),
        }
        text_paths(content, &mut Vec::new(), &mut paths);
    }
    for path in paths.iter().skip(1).rev() {
        replace(content, path, "");
    }
    if let Some(first) = paths.first() {
        replace(content, first, value);
    }
}

/// The name of the place that is all there is in a paragraph, beside what it asks for first.
fn alone_in(paragraph: &Element) -> Option<String> {
    let all = all_text(paragraph);
    let (asking, found): (Vec<_>, Vec<_>) = marks(&all).into_iter().partition(|(_, _, name)| asked(name).is_some());
    let [(open, close, name)] = found.as_slice() else { return None };
    let rest = asking.iter().fold(all.clone(), |rest, (open, close, _)| rest.replace(&all[*open..*close], ""));
    (rest.trim() == &all[*open..*close]).then(|| name.clone())
}
