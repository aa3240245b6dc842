//! Keys in a session: which pane has them, and the panes beside the minutes.

use super::super::overlay::Overlay;
use super::super::{App, overlay};
use super::walk::Along;
use super::{Focus, Sitting};
use crate::command::{Code, Key};
use crate::grammar::Kind;
use crate::session::{Attended, Change, Entry, Grouping, PromptMark, Status, StopState, Telling};

/// Panes in the order of Tab.
const ORDER: [Focus; 7] =
    [Focus::Line, Focus::Sheet, Focus::Actions, Focus::Prompts, Focus::Figures, Focus::People, Focus::Agenda];

impl App {
    /// A key that is no command.
    pub(in super::super) fn press_in_sitting(&mut self, sitting: &mut Sitting, key: Key) {
        match sitting.focus {
            Focus::Line => self.press_in_line(sitting, key),
            Focus::Entry(id) => self.press_in_entry(sitting, id, key),
            Focus::Sheet => self.press_in_sheet(sitting, key),
            Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => {
                self.press_in_side(sitting, key);
            }
        }
    }

    fn press_in_line(&mut self, sitting: &mut Sitting, key: Key) {
        let empty = sitting.line.text().is_empty();
        match key.code {
            Code::Enter => {
                self.notice = None;
                self.commit(sitting);
            }
            Code::Char(' ') if empty && sitting.row_tag.is_some() && sitting.back == super::Back::Sheet => {
                sitting.digits = super::figure_first::Digits::default();
                sitting.open_line(None);
            }
            Code::Up if !sitting.line.on_first_line() || !self.turn_row(sitting, Along::Previous) => {
                if empty {
                    self.edit_last(sitting);
                } else {
                    self.press_in_text(sitting, key);
                }
            }
            Code::Down if !sitting.line.on_last_line() || !self.turn_row(sitting, Along::Next) => {
                self.press_in_text(sitting, key);
            }
            Code::Up | Code::Down => {}
            Code::PageUp => sitting.page_back(),
            Code::PageDown => sitting.page_on(),
            Code::Esc if sitting.back == super::Back::Sheet => {
                sitting.back = super::Back::Line;
                // Words that were begun about a judgement stay about it.
                if empty {
                    sitting.row_tag = None;
                }
                sitting.focus = Focus::Sheet;
                self.arrive_at_spot(sitting);
            }
            Code::Esc => {
                sitting.foot = None;
                sitting.prompt_tag = None;
                self.keep_topic(sitting);
                sitting.line.deselect();
            }
            _ => self.press_in_text(sitting, key),
        }
    }

    /// Tab and Shift+Tab between panes.
    pub(in super::super) fn turn_focus(&mut self, sitting: &mut Sitting, way: Along) {
        self.leave_spot(sitting);
        // Esc and Tab go round the panes as Tab alone does, without every cell of a form between.
        let from = if sitting.focus == Focus::Line { sitting.left } else { sitting.focus };
        sitting.left = Focus::Line;
        let here = ORDER.iter().position(|f| *f == from).unwrap_or_default();
        let order: Vec<usize> = match way {
            Along::Next => (here + 1..here + ORDER.len()).collect(),
            Along::Previous => (here + 1..here + ORDER.len()).rev().collect(),
        };
        let wanted = order.into_iter().map(|n| ORDER[n % ORDER.len()]).find(|f| self.has_something(sitting, *f));
        self.focus_on(sitting, wanted.unwrap_or(Focus::Line));
    }

    /// Gives a pane the keys.
    pub(in super::super) fn focus_on(&mut self, sitting: &mut Sitting, focus: Focus) {
        if focus == Focus::Agenda {
            sitting.stop = sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at);
        }
        sitting.focus = focus;
        if focus == Focus::Sheet {
            sitting.through_fields = super::Through::Passing;
            self.arrive_at_spot(sitting);
        }
    }

    fn has_something(&self, sitting: &Sitting, focus: Focus) -> bool {
        match focus {
            Focus::Line | Focus::Agenda | Focus::People => true,
            Focus::Entry(_) => false,
            Focus::Sheet => self.has_spots(sitting),
            Focus::Actions => sitting.session().action_count() > 0,
            Focus::Prompts => !sitting.prompts_here().is_empty(),
            Focus::Figures => !sitting.board.is_empty(),
        }
    }

    /// Goes to a pane, or says that nothing stands in it.
    pub(in super::super) fn go_to_pane(&mut self, sitting: &mut Sitting, pane: Focus, nothing: &str) {
        if self.has_something(sitting, pane) {
            self.leave_spot(sitting);
            self.focus_on(sitting, pane);
        } else {
            self.tell(nothing);
        }
    }

    /// The actions and back to the minutes.
    pub(in super::super) fn toggle_actions(&mut self, sitting: &mut Sitting) {
        if sitting.focus == Focus::Actions {
            sitting.focus = Focus::Line;
        } else if self.has_something(sitting, Focus::Actions) {
            self.leave_spot(sitting);
            sitting.focus = Focus::Actions;
        } else {
            self.tell("No actions yet; begin a line with ! to make one");
        }
    }

    /// A pane beside the minutes: arrows choose and mark, Enter opens, a letter goes to the entry line.
    fn press_in_side(&mut self, sitting: &mut Sitting, key: Key) {
        match key.code {
            Code::Esc => {
                sitting.card = None;
                sitting.left = sitting.focus;
                sitting.focus = Focus::Line;
            }
            Code::Up => sitting.choose(|at, _| at.saturating_sub(1)),
            Code::Down => sitting.choose(|at, last| (at + 1).min(last)),
            Code::Home | Code::PageUp => sitting.choose(|_, _| 0),
            Code::End | Code::PageDown => sitting.choose(|_, last| last),
            Code::Left => self.mark_chosen(sitting, Mark::Less),
            Code::Right => self.mark_chosen(sitting, Mark::More),
            Code::Enter => self.open_chosen(sitting),
            Code::Char(' ') if sitting.focus == Focus::Prompts => self.mark_prompt(sitting, PromptMark::Done),
            _ if key.typed().is_some() => {
                sitting.focus = Focus::Line;
                self.press_in_text(sitting, key);
            }
            _ => {}
        }
    }

    fn mark_chosen(&mut self, sitting: &mut Sitting, mark: Mark) {
        match sitting.focus {
            Focus::Agenda => {
                let state = if mark == Mark::More { StopState::Done } else { StopState::Skipped };
                self.mark_stop(sitting, sitting.stop, state);
            }
            Focus::Actions => {
                let Some(id) = sitting.chosen_action() else { return };
                let now = sitting.session().entry(id).and_then(|(_, e)| e.as_action()).map(|a| a.status);
                let at = Status::ALL.iter().position(|s| Some(*s) == now).unwrap_or_default();
                let next = if mark == Mark::More { (at + 1).min(Status::ALL.len() - 1) } else { at.saturating_sub(1) };
                self.set_status(sitting, id, Status::ALL[next]);
            }
            Focus::Prompts => {
                let mark = if mark == Mark::More { PromptMark::Done } else { PromptMark::Skipped };
                self.mark_prompt(sitting, mark);
            }
            Focus::People => match mark {
                Mark::More => {
                    let started = sitting.session().current().is_some();
                    let what = if started && !sitting.session().clock().is_empty() && self.is_under_way(sitting) {
                        Attended::Arrived
                    } else {
                        Attended::Present
                    };
                    self.note_person(sitting, sitting.person, what);
                }
                Mark::Less => {
                    let here =
                        sitting.session().people().get(sitting.person).is_some_and(crate::session::Person::is_present);
                    let what = if here { Attended::Left } else { Attended::Apologies };
                    self.note_person(sitting, sitting.person, what);
                }
            },
            Focus::Line | Focus::Entry(_) | Focus::Sheet | Focus::Figures => {}
        }
    }

    /// Ten minutes after the clock began, whoever comes is late.
    fn is_under_way(&self, sitting: &Sitting) -> bool {
        sitting.session().clock().first().is_some_and(|tick| (self.now - tick.at).num_minutes() >= 10)
    }

    fn mark_prompt(&mut self, sitting: &mut Sitting, mark: PromptMark) {
        let Some((id, _)) = sitting.prompts_here().into_iter().nth(sitting.prompt) else { return };
        let from = sitting.session().prompt(&id);
        if let Some(field) = sitting.answered_at(&id).filter(|_| from.is_none() && mark == PromptMark::Done) {
            let said = format!("Answered at “{}”", field.label);
            return self.tell(said);
        }
        let to = (from != Some(mark)).then_some(mark);
        let mut changes = vec![Change::Prompt { id: id.clone(), from, to }];
        let telling = match to {
            Some(PromptMark::Done) => trigger(sitting, &id, self.now),
            Some(PromptMark::Skipped) | None => {
                changes.extend(untold(sitting, &id));
                None
            }
        };
        let said = telling.map(|(change, said)| {
            changes.push(change);
            said
        });
        // As in the other panes the caret stays: what comes next is said of the line it is on.
        if self.record(sitting, changes, Grouping::New, super::Urgency::Now)
            && let Some(said) = said
        {
            self.warn(said);
        }
    }

    /// Shows a card in place of the item's prompts.
    pub(in super::super) fn show_card(&mut self, sitting: &mut Sitting, card: Option<String>) {
        self.leave_spot(sitting);
        sitting.card = card;
        sitting.prompt = 0;
        sitting.focus = Focus::Prompts;
    }

    fn open_chosen(&mut self, sitting: &mut Sitting) {
        match sitting.focus {
            Focus::Agenda => {
                if let Some(id) = sitting.session().agenda().get(sitting.stop).map(|s| s.id.clone()) {
                    self.enter(sitting, &id);
                }
            }
            Focus::Actions => {
                if let Some(id) = sitting.chosen_action() {
                    self.overlays.push(Overlay::Action(overlay::ActionForm::new(sitting.session(), id)));
                }
            }
            Focus::Prompts => {
                let prompt = sitting.prompts_here().into_iter().nth(sitting.prompt).map(|(id, _)| id);
                // A trigger is ticked at once: whom to tell is said before the evidence is written.
                let is_trigger = prompt.as_deref().is_some_and(|id| trigger(sitting, id, self.now).is_some());
                let is_ticked = prompt.as_deref().and_then(|id| sitting.session().prompt(id)) == Some(PromptMark::Done);
                if is_trigger && !is_ticked {
                    self.mark_prompt(sitting, PromptMark::Done);
                } else {
                    self.tell("What you enter next answers this prompt");
                }
                sitting.prompt_tag = prompt;
                self.keep_topic(sitting);
                sitting.focus = Focus::Line;
            }
            Focus::Figures => self.put_chosen_figure(sitting),
            Focus::People => self.overlays.push(Overlay::Picker(overlay::person_picker(sitting, sitting.person))),
            Focus::Line | Focus::Entry(_) | Focus::Sheet => {}
        }
    }

    /// What Ctrl+D means where the caret is.
    pub(in super::super) fn take_out_chosen(&mut self, sitting: &mut Sitting) {
        match sitting.focus {
            Focus::Sheet => self.drop_row(sitting),
            Focus::People => self.drop_person(sitting, sitting.person),
            Focus::Line if !sitting.line.text().is_empty() => {
                self.tell("This line is not entered yet; Ctrl+U empties it");
            }
            Focus::Line | Focus::Entry(_) | Focus::Actions | Focus::Agenda | Focus::Prompts | Focus::Figures => {
                if let Some(id) = sitting.chosen_entry() {
                    self.take_out(sitting, id);
                }
            }
        }
    }
}

/// What ticking a trigger brings: a private line with the time (CO-01, CO-03), and whom to tell how soon. Where the form is
/// of an inspection, that is another than the list names (AM-31).
pub(super) fn trigger(sitting: &Sitting, id: &str, now: chrono::NaiveDateTime) -> Option<(Change, String)> {
    let (list, number) = id.split_once('.')?;
    let list = sitting.prompts.iter().find(|known| known.id == list)?;
    let tell = list.tell.as_ref()?;
    let words = list.items.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
    let to = sitting.form.concern_to.as_ref().unwrap_or(&tell.to);
    let text = format!("{}: {words}. Tell the {to} {}.", list.title, tell.soon);
    let telling = Telling { to: to.clone(), soon: tell.soon.clone(), told: None };
    let entry = Entry {
        prompt: Some(id.to_owned()),
        telling: Some(telling),
        ..Entry::new(sitting.session().next_entry(), now, Kind::Private, text)
    };
    let (item, at) = (sitting.item.clone(), sitting.session().entries(&sitting.item).len());
    let change = Change::Entry { item, at, from: None, to: Some(Box::new(entry)) };
    let said = format!("Tell the {to} {} (logged privately, {}). {}", tell.soon, now.format("%H:%M"), tell.mind);
    Some((change, said))
}

/// A trigger that holds no more takes its line with it, unless somebody was told.
fn untold(sitting: &Sitting, id: &str) -> Option<Change> {
    let session = sitting.session();
    let still = |entry: &Entry| entry.prompt.as_deref() == Some(id) && entry.is_to_be_told();
    let (_, entry) = session.all_entries().find(|(_, entry)| still(entry))?;
    let (item, at) = session.place_of(entry.id)?;
    let gone = Entry { removed: true, ..entry.clone() };
    let (from, to) = (Some(Box::new(entry.clone())), Some(Box::new(gone)));
    Some(Change::Entry { item: item.to_owned(), at, from, to })
}

/// A way to mark the chosen line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Arrow left.
    Less,
    /// Arrow right.
    More,
}

impl Sitting {
    /// The words of a prompt by its id, `LIST.N`.
    pub fn prompt_words<'a>(&'a self, id: &'a str) -> &'a str {
        let place = id.rsplit_once('.').and_then(|(list, n)| Some((list, n.parse::<usize>().ok()?.checked_sub(1)?)));
        let words = place.and_then(|(list, n)| self.prompts.iter().find(|known| known.id == list)?.items.get(n));
        words.map_or(id, String::as_str)
    }

    fn choose(&mut self, to: impl Fn(usize, usize) -> usize) {
        let last = match self.focus {
            Focus::Agenda => self.session().agenda().len(),
            Focus::Actions => self.session().action_count(),
            Focus::Prompts => self.prompts_here().len(),
            Focus::Figures => self.board.len(),
            Focus::People => self.session().people().len(),
            Focus::Line | Focus::Entry(_) | Focus::Sheet => return,
        }
        .saturating_sub(1);
        let at = match self.focus {
            Focus::Agenda => &mut self.stop,
            Focus::Actions => &mut self.action,
            Focus::Prompts => &mut self.prompt,
            Focus::Figures => &mut self.figure,
            Focus::People | Focus::Line | Focus::Entry(_) | Focus::Sheet => &mut self.person,
        };
        *at = to(*at, last).min(last);
    }
}
