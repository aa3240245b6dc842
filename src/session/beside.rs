//! What the documents of a session read beside it: facts of the school and of the user, the school's figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::filled::Filled;
use super::model::Session;
use super::record::Record;
use crate::forms::Source;
use crate::measures::{Definition, FigureBook, Figures};

/// Facts of the user that documents of every form print.
const OF_THE_USER: [&str; 2] = ["name", "role"];

/// A session as it stands, with what its documents read beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    pub(super) session: Session,
    pub(super) beside: Option<Beside>,
}

impl Stand {
    /// A session of which nobody knows what stands beside it.
    pub fn alone(session: &Session) -> Self {
        Self { session: session.clone(), beside: None }
    }

    /// A session with all that is beside it; its figures where a document reads them.
    pub fn of(filled: &Filled<'_>, figures: Option<&Figures>) -> Self {
        Self { session: filled.session.clone(), beside: Some(Beside::of(filled, figures)) }
    }

    /// The session.
    pub const fn session(&self) -> &Session {
        &self.session
    }
}

/// What stood beside a session. A fact that was not known is kept as such.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beside {
    /// Facts of the school's record that the form reads.
    #[serde(default)]
    school: BTreeMap<String, String>,
    /// Facts of the user's own record.
    #[serde(default)]
    me: BTreeMap<String, String>,
    /// The school's figures; none where no document that was sent reads any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figures: Option<Figures>,
    /// What measures of the user's own were, where figures are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    measures: Vec<Definition>,
}

impl Beside {
    fn of(filled: &Filled<'_>, figures: Option<&Figures>) -> Self {
        let (mut school, mut me) = (Vec::new(), OF_THE_USER.to_vec());
        for source in filled.form.all_fields().filter_map(|field| field.from.as_ref()) {
            facts_read(source, &mut school, &mut me);
        }
        school.extend(filled.form.after_data.as_deref());
        let of = |names: Vec<&str>, record: &Record| {
            names.into_iter().map(|name| (name.to_owned(), record.fact(name).to_owned())).collect()
        };
        let measures = if figures.is_some() { filled.figures.definitions.own() } else { Vec::new() };
        Self { school: of(school, filled.school), me: of(me, filled.me), figures: figures.map(sent_out), measures }
    }

    /// Whether all that was kept is as it is now.
    pub(super) fn is_of(&self, now: &Filled<'_>) -> bool {
        let same = |facts: &BTreeMap<String, String>, record: &Record| {
            facts.iter().all(|(name, value)| record.fact(name) == value)
        };
        same(&self.school, now.school)
            && same(&self.me, now.me)
            && self.figures.as_ref().is_none_or(|figures| *figures == sent_out(&now.figures.figures))
            && self.measures.iter().all(|kept| now.figures.definitions.measure(&kept.id) == Some(kept))
    }

    /// Whether it holds all that another does.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let same_figures = self.figures == other.figures && self.measures == other.measures;
        self.school == other.school && self.me == other.me && (other.figures.is_none() || same_figures)
    }

    /// The records and figures as they were; what was not kept is as it is now.
    pub(super) fn then(&self, now: &Filled<'_>) -> (Record, Record, FigureBook) {
        // Measures of one's own are named and counted as they were then.
        let mut definitions = now.figures.definitions.clone();
        definitions.add(self.measures.clone());
        let book = self.figures.as_ref().map(|figures| FigureBook {
            // Hypotheses are in no document that is sent.
            figures: Figures { hypotheses: now.figures.figures.hypotheses.clone(), ..figures.clone() },
            definitions,
        });
        let figures = book.unwrap_or_else(|| now.figures.clone());
        (now.school.with(&self.school), now.me.with(&self.me), figures)
    }
}

/// Figures without what is in no document for others.
fn sent_out(figures: &Figures) -> Figures {
    Figures { hypotheses: Vec::new(), ..figures.clone() }
}

/// Which facts of the school and of the user a source reads. The school's name is kept in the session.
fn facts_read<'a>(source: &'a Source, school: &mut Vec<&'a str>, me: &mut Vec<&'a str>) {
    match source {
        Source::School(fact) if fact != "name" => school.push(fact),
        Source::Me(fact) => me.push(fact),
        Source::First(sources) => sources.iter().for_each(|source| facts_read(source, school, me)),
        Source::School(_)
        | Source::Session(_)
        | Source::People(_)
        | Source::Actions(_)
        | Source::State(_)
        | Source::Distribution
        | Source::NextDate
        | Source::Entries
        | Source::Targets(_)
        | Source::Field(_)
        | Source::There(..) => {}
    }
}
