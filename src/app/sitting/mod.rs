//! The session on the screen: what is open, where the caret is, and recording what is typed.

mod answers;
mod begun;
mod blank_rows;
mod commit;
mod correcting;
mod entries;
mod explaining;
mod feed;
mod fields;
mod figure_first;
mod figures;
mod filling;
mod grid;
mod hypotheses;
mod panes;
mod people;
mod put_off;
mod rows;
mod sheet;
mod spot;
mod telling;
mod typing;
mod walk;

pub(super) use commit::PRIVATE_WITHIN;
pub use correcting::Correction;
pub use fields::Beyond;
use fields::Through;
use grid::Back;
pub use grid::Grid;
pub use hypotheses::Thought;
pub use rows::AsRow;
pub(super) use rows::{called, called_below};
pub use sheet::{Known, Line, Sheet, Spot};
pub use spot::SpotIs;
pub(super) use typing::Direction;
use typing::Typed;
pub(super) use walk::Along;

use chrono::NaiveDateTime;

use super::editor::Editor;
use super::message::{Effect, Opening, ReadOnly, Urgency};
use super::{App, Desk};
use crate::forms::{Field, Form, PromptList, Scale};
use crate::grammar::{Context, KnownName, Parsed, Recognition};
use crate::measures::{BoardRow, Claims, FigureBook, Guide, TypedPast};
use crate::outline::{Choice, Outdated, is_past, next_out, next_to_send};
use crate::session::{
    Change, EntryId, Filled, Grouping, Live, PromptMark, Record, Session, Version, next_noted, outcome,
};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The entry line.
    Line,
    /// An entry being edited.
    Entry(EntryId),
    /// The fields of the item.
    Sheet,
    /// The agenda.
    Agenda,
    /// The actions.
    Actions,
    /// The prompts.
    Prompts,
    /// The school's figures.
    Figures,
    /// The people.
    People,
}

/// How safe what was typed is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Last step written to the journal.
    pub kept: u64,
    /// Last step safe even if the power fails.
    pub saved: u64,
    /// Why the journal cannot be written, if it cannot.
    pub fault: Option<String>,
}

/// A session on the screen.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The session and its way back.
    pub live: Live,
    /// The form it began with.
    pub form: Form,
    /// Prompt lists the form names.
    pub prompts: Vec<PromptList>,
    /// Scales.
    pub scales: Vec<Scale>,
    /// The school's record.
    pub school: Record,
    /// What was chosen last for the documents of its form.
    pub choice: Choice,
    /// The state in which another document was chosen than the one due next.
    pub(super) chosen_in: Option<String>,
    /// Its versions, as far as they were read.
    pub versions: Vec<Version>,
    /// Documents that were sent and say something else now.
    pub outdated: Vec<Outdated>,
    /// Up to which step that was looked for.
    pub(super) looked_at: Option<u64>,
    /// The school's figures.
    pub figures: FigureBook,
    /// What was typed into them, and the way back.
    pub(super) typed: TypedPast,
    /// The words by which they are shown.
    pub guide: Guide,
    /// Those that belong to the item shown.
    pub board: Vec<BoardRow>,
    /// The item they were looked up for.
    board_of: Option<String>,
    /// The selected one, from 0.
    pub figure: usize,
    /// What can be said of them.
    claims: Claims,
    /// Who holds it, if it is open elsewhere and so not to be written here.
    pub held_by: Option<ReadOnly>,
    /// The item shown.
    pub item: String,
    /// The pane that has the keys.
    pub focus: Focus,
    /// The pane last left with Esc: Tab goes on from there.
    left: Focus,
    /// The entry line.
    pub line: Editor,
    /// Who is known by name here; none: not read yet.
    pub(super) names: Option<Vec<KnownName>>,
    /// What the grammar reads in the entry line.
    pub parsed: Parsed,
    /// What is read in the entry line as a row of a table of its item, where it is one.
    pub as_row: Option<Box<AsRow>>,
    /// What the user turned off in it.
    pub recognition: Recognition,
    /// The text of the entry or field being edited.
    pub editor: Editor,
    /// The selected spot of the sheet.
    pub spot: usize,
    /// Whether all judgements are shown as one grid.
    pub grid: Grid,
    /// The judgement graded last, until the caret is moved on purpose: a letter begins a finding about it.
    graded: Option<String>,
    /// The item of the choice made last in the grid, until the caret is moved on purpose.
    said_in: Option<String>,
    /// Digits typed at judgements since another key was pressed.
    digits: figure_first::Digits,
    /// Where Enter in the entry line leads.
    back: Back,
    /// Path of the grade from which the reason being typed was asked for.
    explained_from: Option<String>,
    /// Whether it is known to have begun.
    begun: bool,
    /// The selected stop of the agenda.
    pub stop: usize,
    /// The selected action, from 0.
    pub action: usize,
    /// The selected prompt, from 0.
    pub prompt: usize,
    /// The card at hand, a list of prompts shown in place of the item's.
    pub card: Option<String>,
    /// The selected person, from 0.
    pub person: usize,
    /// Of whom something was noted last, by name.
    attended: Option<String>,
    /// The entry the minutes were turned back to; none: they follow what is entered.
    foot: Option<EntryId>,
    /// The judgement row the entry line is tagged with; its commit returns to the sheet.
    pub row_tag: Option<String>,
    /// The prompt the entry line answers.
    pub prompt_tag: Option<String>,
    /// How safe what was typed is.
    pub keeping: Keeping,
    /// The state that was asked for and has to wait for findings.
    pub wanted: Option<String>,
    /// The finding that was gone to last, and its place in the list.
    pub gone_to: Option<(String, usize)>,
    /// The correction of the entry being edited.
    pub correction: Correction,
    /// Letters typed in a choice so far.
    spelled: answers::Spelled,
    /// The words in a field of which it was said that they are no answer there, with its path.
    told_misfit: Option<(String, String)>,
    /// Whether the fields are being filled, or only passed by on the way round the panes.
    through_fields: Through,
    /// Where the last typing was, for what undo takes back together.
    last_typed: Option<Typed>,
    /// The item whose clock goes on when this session comes back on the screen.
    resting: Option<String>,
    /// Until when marks of elapsed time were told.
    told_until: NaiveDateTime,
}

impl Sitting {
    /// Puts an opened session on the screen: at the item whose clock ran, the caret in the entry line, the draft in it.
    pub(super) fn new(opening: Opening, desk: &Desk, now: NaiveDateTime) -> Self {
        let session = opening.live.session();
        let draft = session.draft().clone();
        let last = session.current().or_else(|| session.clock().iter().rev().find_map(|tick| tick.item.as_deref()));
        let first = session.agenda().iter().find(|s| s.place == crate::forms::Place::Numbered);
        let start = if draft.text.is_empty() { last.unwrap_or_default() } else { &draft.item };
        let known = session.stop(start).map(|(_, stop)| stop).or(first).or_else(|| session.agenda().first());
        let item = known.map(|stop| stop.id.clone()).unwrap_or_default();
        let applied = session.applied();
        let first = |tick: &crate::session::Tick| tick.item.is_some() && tick.at.date() >= session.date();
        let begun = session.reached(crate::session::HELD).is_some()
            || (session.entry_count() > 0 && session.clock().iter().any(first));
        let grid = if opening.form.grid.is_some() { Grid::Shown } else { Grid::Hidden };
        let mut sitting = Self {
            form: opening.form,
            prompts: opening.prompts,
            scales: opening.scales,
            school: opening.school,
            choice: opening.choice,
            chosen_in: None,
            versions: Vec::new(),
            outdated: Vec::new(),
            looked_at: None,
            figures: opening.figures,
            typed: TypedPast::default(),
            guide: Guide::shipped(),
            board: Vec::new(),
            board_of: None,
            figure: 0,
            claims: Claims::default(),
            held_by: opening.held_by,
            item,
            focus: Focus::Line,
            left: Focus::Line,
            line: Editor::new(&draft.text),
            names: None,
            parsed: Parsed::default(),
            as_row: None,
            recognition: Recognition::default(),
            editor: Editor::default(),
            spot: 0,
            grid,
            graded: None,
            said_in: None,
            digits: figure_first::Digits::default(),
            back: Back::Line,
            explained_from: None,
            begun,
            stop: 0,
            action: 0,
            prompt: 0,
            card: None,
            person: 0,
            attended: None,
            foot: None,
            row_tag: None,
            prompt_tag: None,
            keeping: Keeping { kept: applied, saved: applied, fault: None },
            wanted: None,
            gone_to: None,
            correction: Correction::default(),
            spelled: answers::Spelled::default(),
            told_misfit: None,
            through_fields: Through::Passing,
            last_typed: None,
            resting: None,
            told_until: now,
            live: opening.live,
        };
        sitting.stop = sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at);
        sitting.place_in_grid(desk);
        sitting.resume_finding(desk);
        sitting.reread(desk);
        sitting.read_board();
        sitting
    }

    /// The session.
    pub const fn session(&self) -> &Session {
        self.live.session()
    }

    /// The form as filled in so far.
    pub fn filled<'a>(&'a self, desk: &'a Desk) -> Filled<'a> {
        Filled {
            form: &self.form,
            session: self.session(),
            school: &self.school,
            me: &desk.me,
            calendar: &desk.calendar,
            scales: &self.scales,
            prompts: &self.prompts,
            roles: &desk.roles,
            count: desk.count,
            figures: &self.figures,
        }
    }

    /// The prompts offered: those of the card at hand, else those under the item shown; id (`RP.1`) and words.
    pub fn prompts_here(&self) -> Vec<(String, &str)> {
        let card = self.card.as_slice();
        let of_item = || self.form.item(&self.item).map_or(&[][..], |item| item.prompts.as_slice());
        let lists = if card.is_empty() { of_item() } else { card };
        let numbered = |list: &'_ PromptList, n: usize| format!("{}.{}", list.id, n + 1);
        let lists = lists.iter().filter_map(|id| self.prompts.iter().find(|list| list.id == *id));
        lists
            .flat_map(|list| list.items.iter().enumerate().map(move |(n, text)| (numbered(list, n), text.as_str())))
            .collect()
    }

    /// The document to begin with and the roles that wait for it: before the day what invites, as long as it has not gone;
    /// then what is due next by the form's list, unless another was chosen in the state the session is in; else the one
    /// chosen last. None where there is none, or it has served by now.
    pub(super) fn document_wanted(&self, filled: &Filled<'_>, today: chrono::NaiveDate) -> (String, Vec<String>) {
        let is_chosen = self.chosen_in.is_some() && self.chosen_in.as_deref() == self.session().state();
        let invites = next_out(filled, today).map(|plan| (plan, Vec::new()));
        let next = invites.or_else(|| next_to_send(filled).filter(|_| !is_chosen));
        next.unwrap_or_else(|| {
            let chosen = Some(&self.choice.document).filter(|chosen| !is_past(filled, chosen));
            (chosen.cloned().unwrap_or_default(), Vec::new())
        })
    }

    /// How far a prompt is: as it was marked, else answered once the field that asks the same has words.
    pub fn prompt_mark(&self, id: &str) -> Option<PromptMark> {
        self.session().prompt(id).or_else(|| self.answered_at(id).map(|_| PromptMark::Done))
    }

    /// The filled field that asks what a prompt asks.
    pub(super) fn answered_at(&self, id: &str) -> Option<&Field> {
        let asks = |field: &&Field| field.prompt.as_deref() == Some(id);
        let mut asking = self.form.all_fields().filter(asks);
        asking.find(|field| !self.session().field(&field.id).trim().is_empty())
    }

    /// Whether what stands under the item shown is in none of its document for others.
    pub fn is_for_you_alone(&self) -> bool {
        self.form.item(&self.item).is_some_and(|item| crate::outline::is_for_you_alone(&item.audience))
    }

    /// Whether the item shown is the one where every action raised so far is read back.
    pub fn reads_back(&self) -> bool {
        self.form.item(&self.item).is_some_and(|item| item.reads_back_actions)
    }

    /// After changes from elsewhere, such as words that came back: the editors show them, the caret is in the entry line.
    pub(super) fn settle_after_change(&mut self, desk: &Desk) {
        let known = self.session().stop(&self.item).is_some();
        if let Some(first) = self.session().agenda().first().map(|stop| stop.id.clone()).filter(|_| !known) {
            self.show(&first, 0);
        }
        self.focus = Focus::Line;
        self.last_typed = None;
        self.after_turn();
        self.refresh_editors(desk);
    }

    /// What the reading of a line rests on; so many items can be named in it.
    fn reading<'a>(&'a self, desk: &'a Desk, items: usize) -> Context<'a> {
        let next_meeting = next_noted(&self.form, self.session());
        Context {
            next_meeting,
            people: self.session(),
            names: self.names(),
            ..desk.grammar(self.session().date(), items)
        }
    }

    /// Who is known by name here, by the records as they stood when the line was begun.
    fn names(&self) -> &[KnownName] {
        self.names.as_deref().unwrap_or_default()
    }

    /// Reads the entry line anew by the grammar.
    pub(super) fn reread(&mut self, desk: &Desk) {
        if self.names.is_none() || self.line.text().is_empty() {
            self.names = Some(crate::rules::known_names(&self.filled(desk)));
        }
        let context = self.reading(desk, self.session().numbered_items());
        self.parsed = crate::grammar::parse(self.line.text(), &context, &self.recognition);
        self.as_row = self.read_as_row(desk).map(Box::new);
    }
}

impl App {
    /// Does something with the session on the screen, if there is one.
    pub(super) fn with_sitting<T>(&mut self, act: impl FnOnce(&mut Self, &mut Sitting) -> T) -> Option<T> {
        let mut sitting = self.sitting.take()?;
        let result = act(self, &mut sitting);
        self.sitting = Some(sitting);
        Some(result)
    }

    /// Applies changes to the session and has them kept. Says so where they cannot be.
    pub(super) fn record(
        &mut self,
        sitting: &mut Sitting,
        changes: Vec<Change>,
        grouping: Grouping,
        urgency: Urgency,
    ) -> bool {
        let gathers = matches!(grouping, Grouping::Correction { .. });
        if changes.is_empty() && !gathers {
            return false;
        }
        let mut changes = changes;
        if let Some(why) = &sitting.held_by {
            self.warn(format!("{why}, so it can only be read here{}", why.advice()));
            return false;
        }
        changes.extend(self.begun_by(sitting, &changes));
        let given = outcome(&sitting.filled(&self.desk));
        match sitting.live.record(changes, grouping, self.now) {
            Ok(step) => {
                let session = sitting.session().id().to_owned();
                self.want(Effect::Keep { session, step: Box::new(step), urgency });
                self.follow(sitting, &given);
                true
            }
            Err(error) => {
                self.warn(format!("That was not done: {error}"));
                false
            }
        }
    }
}
