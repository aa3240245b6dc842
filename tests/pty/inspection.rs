//! A whole Section 5 feedback taken down as it is given, on a real terminal in both sizes: every grade in its column, every
//! finding under its judgement, misheard and out of order ones put right.

use nov::forms::{Form, Library};

use crate::support::docx::{Document, Piece};
use crate::support::pty::Terminal;
use crate::support::store::Store;

const SCRIPT: &str = include_str!("../data/feedback.txt");
const FORM: &str = "ofsted-s5";

/// The SIP at the grid, who knows what has to stand in the form at the end.
struct Sip {
    terminal: Terminal,
    form: Form,
    /// Grades by row, Ofsted's and the school's.
    grades: Vec<[String; 2]>,
    /// The row under the caret, and the one graded last.
    at: usize,
    graded: Option<usize>,
    column: usize,
    /// Findings by the section they have to stand in.
    said: Vec<(String, String)>,
    /// Reasons in the order in which they are asked for, by row.
    reasons: Vec<(usize, String)>,
}

impl Sip {
    fn rows(&self) -> Vec<(String, String, String)> {
        let rows = self.form.judgement_rows();
        let section = |field: &str| self.form.section_of(field).unwrap().title.clone();
        rows.map(|(field, row)| (row.label.clone(), row.short.clone(), section(&field.id))).collect()
    }

    fn presses(&mut self, keys: &[&str]) {
        for key in keys {
            self.terminal.press(key);
        }
    }

    fn grades(&mut self, digit: &str) {
        self.terminal.types(digit);
        let words = ["n/a", "1", "2", "3", "4"];
        words[digit.parse::<usize>().unwrap()].clone_into(&mut self.grades[self.at][self.column]);
        self.graded = Some(self.at);
        self.at = (self.at + 1).min(self.grades.len() - 1);
    }

    fn jumps(&mut self, part: &str) {
        self.terminal.press("ctrl+g").types(part).press("enter");
    }

    fn says(&mut self, text: &str, row: Option<usize>) {
        self.terminal.types(text).press("enter");
        let section = self.rows()[row.unwrap_or(self.at)].2.clone();
        // One that begins with the name of its judgement is not led by it again.
        let about = row.map(|row| self.about(row)).unwrap_or_default();
        let is_named = text.to_lowercase().starts_with(&about.trim_end_matches(": ").to_lowercase());
        let about = if is_named { String::new() } else { about };
        self.said.push((section, format!("{about}{text}")));
    }

    /// How a finding says which judgement it is about.
    fn about(&self, row: usize) -> String {
        let row = self.form.judgement_rows().nth(row).unwrap().1;
        format!("{}: ", row.spoken())
    }

    fn takes_down(&mut self, line: &str) {
        let (mark, rest) = line.split_at(1);
        let rest = rest.trim_start();
        match mark {
            ">" => self.says(rest, Some(self.graded.unwrap_or(self.at))),
            "_" => {
                self.terminal.types("  ");
                self.says(rest, None);
            }
            "." => {
                self.terminal.types(".");
                let row = self.graded.unwrap_or(self.at);
                let section = self.rows()[row].2.clone();
                let last = self.said.iter().rposition(|(_, text)| text.contains("a model of what marking")).unwrap();
                let (_, text) = self.said.remove(last);
                self.said.push((section, format!("{}{text}", self.about(row))));
            }
            "^" => {
                self.presses(&["up"]);
                self.at -= 1;
                self.grades(rest);
            }
            "@" if rest == "@" => {
                self.presses(&["ctrl+g", "enter"]);
                self.at = self.grades.iter().position(|grades| grades[self.column].is_empty()).unwrap();
                self.graded = None;
            }
            "@" => {
                let (part, digit) = rest.rsplit_once(' ').unwrap();
                self.jumps(part);
                let names = |row: &(String, String, String)| row.1.to_lowercase().starts_with(part);
                self.at = self.rows().iter().position(names).unwrap();
                self.grades(digit);
            }
            "#" => {
                let (part, digit) = rest.rsplit_once(' ').unwrap();
                self.jumps(part);
                self.terminal.types(digit);
            }
            "/" => {
                self.terminal.types("/").types(rest).press("enter");
                let differs = |n: &usize| {
                    let [ofsted, sef] = &self.grades[*n];
                    ofsted != sef && !self.reasons.iter().any(|(row, _)| row == n)
                };
                let row = (0..self.grades.len()).find(differs).unwrap();
                self.reasons.push((row, rest.to_owned()));
            }
            "=" => {
                if !self.said.iter().any(|(section, _)| section == "improve") {
                    self.jumps("what does the school need");
                }
                self.terminal.types(rest).press("enter");
                self.said.push(("improve".to_owned(), rest.to_owned()));
            }
            _ => self.grades(line),
        }
    }
}

/// Sits through the feedback in a window of this size.
fn sits_through(columns: u16, rows: u16) {
    let store = Store::new();
    let id = store.new_session(FORM, "Hillside Primary", "2010-04-27");
    std::fs::create_dir_all(store.home()).unwrap();
    let terminal = store.start(&["open", &id]).size(columns, rows).start();
    let form = Library::shipped().form(FORM).unwrap();
    let grades = form.judgement_rows().map(|_| [String::new(), String::new()]).collect();
    let mut sip = Sip { terminal, form, grades, at: 0, graded: None, column: 1, said: Vec::new(), reasons: Vec::new() };
    sip.terminal.sees("Grades 0/36 · 0/36");
    let mut lines = SCRIPT.lines().filter(|line| !line.starts_with("# "));
    let beforehand = lines.next().unwrap().strip_prefix("SEF ").unwrap();
    sip.presses(&["tab", "tab"]);
    for digit in beforehand.split("").filter(|digit| !digit.trim().is_empty()) {
        sip.grades(digit);
    }
    sip.terminal.sees("Grades 0/36 · 36/36");
    sip.jumps("overall effectiveness: how good");
    (sip.at, sip.column, sip.graded) = (0, 0, None);
    for line in lines {
        sip.takes_down(line);
    }
    sip.terminal.sees("Grades 36/36 · 36/36").sees("train").press("ctrl+q");
    assert_eq!(sip.terminal.exit_code(), 0);
    stands_in_the_form(&sip, &store, &id);
}

fn stands_in_the_form(sip: &Sip, store: &Store, id: &str) {
    let name = store.nov(&["export", id, "--format", "docx"]).well();
    let pieces = Document::read(&std::fs::read(store.desk().join(name.trim_end())).unwrap()).pieces;
    let tables = pieces.iter().filter_map(|piece| match piece {
        Piece::Table(rows) => Some(rows),
        Piece::Heading(..) | Piece::Paragraph(_) => None,
    });
    let rows: Vec<&Vec<String>> = tables.flatten().collect();
    for ((label, ..), grades) in sip.rows().iter().zip(&sip.grades) {
        let row = rows.iter().find(|row| row.first() == Some(label)).unwrap_or_else(|| panic!("no row “{label}”"));
        for (cell, grade) in row[1..].iter().zip(grades) {
            assert!(cell.starts_with(grade.as_str()), "{label}: {row:?}, not {grades:?}");
        }
    }
    let mut section = String::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Heading(_, text) => section.clone_from(text),
            Piece::Paragraph(text) => {
                let is_of_findings = sip.said.iter().any(|(under, _)| *under == section);
                found.extend((is_of_findings && !text.is_empty()).then(|| (section.clone(), text.clone())));
            }
            // What was found stands in its box.
            Piece::Table(rows) => {
                let holds_findings =
                    |label: &str| label == "Main findings:" || label.starts_with("What does the school need");
                for row in rows.iter().filter(|row| row.len() == 2 && holds_findings(&row[0])) {
                    let improve = row[0].starts_with("What does the school need");
                    let under = if improve { "improve" } else { section.as_str() };
                    let said = row[1].lines();
                    found.extend(said.map(|said| (under.to_owned(), said.to_owned())));
                }
            }
        }
    }
    // On a page each begins with a capital; no other letter differs.
    let small = |all: &[(String, String)]| -> Vec<(String, String)> {
        all.iter().map(|(section, said)| (section.clone(), said.to_lowercase())).collect()
    };
    let (mut wanted, mut found) = (small(&sip.said), small(&found));
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let text = store.nov(&["export", id, "--format", "md", "--output", "-"]).well();
    let (_, comments) = text.split_once("SIP comments on the inspection").unwrap();
    assert_eq!(sip.reasons.len(), 7);
    for (row, reason) in &sip.reasons {
        let label = sip.rows()[*row].0.trim_end_matches(':').to_owned();
        let line = comments.lines().find(|line| line.contains(reason.as_str())).unwrap_or_default();
        assert!(line.contains(&label), "{reason} is not after {label}: {comments}");
    }
}

#[test]
fn a_section_5_feedback_is_taken_down_as_it_is_given() {
    sits_through(120, 40);
}

#[test]
fn and_in_a_small_window() {
    sits_through(80, 24);
}
