//! The index of a pack: what is in it, what was left out and why, what has still to be handed over beside it.

use chrono::NaiveDate;

use super::{Contents, For};
use crate::calendar::SchoolYear;
use crate::forms::Confidentiality;
use crate::outline::{Block, Column, Content, Outline, Run, Value};

/// Said of what nobody got.
pub(super) const NOT_SENT: &str = "not sent yet";

/// What the index tells.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The notes in the pack, oldest first.
    pub notes: Vec<Listed>,
    /// What was left out: its day, its title, why.
    pub left_out: Vec<(NaiveDate, String, &'static str)>,
    /// Papers that are said to be held, a line each.
    pub held: Vec<String>,
    /// Notices of concern that were given, a line each.
    pub concerns: Vec<String>,
    /// How confidential the most confidential note in it is.
    pub level: Confidentiality,
}

/// A note in the pack.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its day.
    pub date: NaiveDate,
    /// What it is.
    pub title: String,
    /// How far it has come.
    pub stands: String,
    /// Who wrote it.
    pub writer: String,
    /// To whom it was sent and when, and what became of it since.
    pub sent: String,
    /// Its documents in the pack: as it was sent, and as it stands now if that is something else.
    pub files: Vec<String>,
    /// Said where there is none.
    pub instead: String,
}

impl Listed {
    /// How far it has come and to whom it was sent.
    fn how_far(&self) -> String {
        if self.sent == NOT_SENT { self.stands.clone() } else { format!("{}; {}", self.stands, self.sent) }
    }

    /// Its documents in words.
    fn file(&self) -> String {
        match self.files.as_slice() {
            [] => self.instead.clone(),
            [sent, now] => format!("{sent}; as it stands now: {now}"),
            files => files.join("; "),
        }
    }
}

impl Index {
    /// The index as a document.
    pub(super) fn outline(&self, contents: &Contents, from: SchoolYear) -> Outline {
        let mut blocks =
            vec![Block::paragraph(made(contents, from, "notes and reports")), Block::heading(1, "Notes and reports")];
        let rows = self.notes.iter().map(|n| [day(n.date), n.title.clone(), n.writer.clone(), n.how_far(), n.file()]);
        blocks.push(table(&["Day", "What", "Written by", "How far it is", "File"], &[13, 22, 14, 25, 26], rows));
        blocks.push(Block::paragraph("What was sent stands here as it was sent."));
        if !self.concerns.is_empty() {
            blocks.push(Block::heading(1, "Notices of concern"));
            blocks.extend(self.concerns.iter().map(|said| line(said.clone())));
            blocks.push(Block::paragraph(
                "The notices themselves are not in this archive; ask for them where you may see them.",
            ));
        }
        if !(contents.papers.is_empty() && self.held.is_empty()) {
            blocks.push(Block::heading(1, "SEF sections and external reviews"));
            blocks.extend(contents.papers.iter().map(|name| line(format!("In this archive: papers/{name}"))));
            blocks.extend(self.held.iter().map(|held| line(format!("Noted as held: {held}"))));
        }
        blocks.push(Block::heading(1, "Left out"));
        if self.left_out.is_empty() {
            blocks.push(Block::paragraph("Nothing of these years was left out. Private lines are never handed over."));
        } else {
            let many = self.left_out.len();
            blocks.push(Block::paragraph(format!(
                "Confidential papers left out: {many}. Ask for them where you may see them."
            )));
            blocks.push(self.table_of_left_out());
        }
        blocks.push(Block::heading(1, "Still to do"));
        for step in [
            "A briefing by telephone or face to face; a joint first visit if necessary.",
            "Sections of the SEF and external reviews that are not in this archive, where they exist.",
            "The notes in hard copy.",
        ] {
            blocks.push(line(step.to_owned()));
        }
        blocks.push(Block::paragraph(
            "The documents open in any word processor. “nov takeover” with this archive brings the notes themselves into nov, \
             with their writers and dates; their recommendations and open actions stand in the next note.",
        ));
        self.whole(contents, "Handover", blocks)
    }

    /// The index of the notes of the last year for Ofsted, who read them and go on with nothing (NV-01, AM-40).
    pub(super) fn last_year(&self, contents: &Contents, from: SchoolYear) -> Outline {
        let mut blocks = vec![
            Block::paragraph(made(contents, from, "notes of visit")),
            Block::paragraph(
                "The notes are the authority's view of the school. The documents open in any word processor.",
            ),
            Block::heading(1, "Notes of visit"),
        ];
        let rows = self.notes.iter().map(|n| [day(n.date), n.title.clone(), n.how_far(), n.writer.clone(), n.file()]);
        blocks.push(table(&["Day", "What it is", "How far it is", "Written by", "File"], &[14, 24, 24, 14, 24], rows));
        if !self.left_out.is_empty() {
            blocks.push(Block::heading(1, "Left out"));
            blocks.push(self.table_of_left_out());
        }
        self.whole(contents, "Notes of the last year", blocks)
    }

    fn whole(&self, contents: &Contents, title: &str, blocks: Vec<Block>) -> Outline {
        Outline {
            title: format!("{title}: {}", contents.school),
            subtitle: day(contents.made),
            language: "en-GB".to_owned(),
            author: contents.by.clone(),
            subject: contents.school.clone(),
            date: Some(contents.made),
            running_head: format!("{title} · {}", contents.school),
            confidentiality: self.level.label().to_owned(),
            blocks,
            ..Outline::default()
        }
    }

    fn table_of_left_out(&self) -> Block {
        let rows = self.left_out.iter().map(|(on, title, why)| [day(*on), title.clone(), (*why).to_owned()]);
        table(&["Day", "What", "Why"], &[18, 44, 38], rows)
    }

    /// The index of a pack of one session, for whoever attends in the SIP's place, or back from them to the SIP.
    pub(super) fn cover(&self, contents: &Contents, sip: &str) -> Outline {
        let named = |name: &str| if name.is_empty() { "the school's SIP".to_owned() } else { name.to_owned() };
        let (on, by) = (day(contents.made), named(&contents.by));
        let (title, made, then) = match contents.made_for {
            For::Successor | For::Cover => (
                "For whoever covers",
                format!(
                    "Made on {on} by {by}, who cannot attend. It holds what is filled in so far: check the school's grades \
                     against its SEF, and go on from there."
                ),
                "The document opens in any word processor. “nov takeover” with this archive brings it into nov as a \
                 session of yours to go on with; when you have filled it in, hand it back the same way.",
            ),
            For::Covered => (
                "Back from whoever covered",
                format!("Filled in by {by}, who attended in the place of {}; made on {on}.", named(sip)),
                "The document opens in any word processor. “nov takeover” with this archive puts it together with what \
                 you have written in nov since; no word of either is lost.",
            ),
        };
        let rows = self.notes.iter().map(|n| [day(n.date), n.title.clone(), n.writer.clone(), n.file()]);
        let listed = table(&["Day", "What", "Begun by", "File"], &[18, 34, 20, 28], rows);
        self.whole(contents, title, vec![Block::paragraph(made), listed, Block::paragraph(then)])
    }
}

fn made(contents: &Contents, from: SchoolYear, what: &str) -> String {
    let by = if contents.by.is_empty() { String::new() } else { format!(" by {}", contents.by) };
    format!("Made on {}{by}. It holds the {what} since the school year {from}.", day(contents.made))
}

pub(super) fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn line(text: String) -> Block {
    Block::new(Content::List { items: vec![vec![Run::plain(text)]] })
}

fn table<const N: usize>(titles: &[&str; N], widths: &[u16; N], rows: impl Iterator<Item = [String; N]>) -> Block {
    let columns = titles.iter().zip(widths).map(|(title, width)| Column::new(*title, *width));
    let cell = |text: String| Value::Text(vec![Run::plain(text)]);
    Block::table("", columns.collect(), rows.map(|row| row.map(cell).to_vec()).collect())
}
