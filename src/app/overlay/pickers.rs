//! What can be chosen where: one function a picker.

use chrono::NaiveDate;

use super::super::message::Handed;
use super::super::sitting::{called, called_below};
use super::super::{App, Desk, Sheet, Sitting};
use super::ask::PersonFact;
use super::picker::{Copied, Fresh};
use super::{Choice, Nearness, Picked, Picker};
use crate::caseload::Summary;
use crate::command::{COMMANDS, Keymap, Scope};
use crate::forms::{Confidentiality, Document, Field, Kind as FieldKind};
use crate::grammar::Kind;
use crate::outline::documents;
use crate::session::{Attended, EntryId, ROW_ORIGIN, Row, Session, Stop, sent_for, stands_at};

/// All commands of a screen.
pub(crate) fn command_picker(keymap: &Keymap, scope: Scope) -> Picker {
    let rows = COMMANDS.iter().filter(|row| row.scope == scope || row.scope == Scope::Everywhere);
    let choice = |row: &crate::command::Entry| {
        let key = keymap.keys_of(row.command).first().map(ToString::to_string).unwrap_or_default();
        let hint = if key.is_empty() { row.help.to_owned() } else { format!("{key} · {}", row.help) };
        let choice = Choice::new(row.label, hint, Picked::Command(row.command)).also(row.id.replace('-', " "));
        crate::command::also(row.command).fold(choice, Choice::also)
    };
    Picker::new("Commands", rows.map(choice).collect())
}

/// Agenda items, fields, judgements and columns of tables of a session.
pub(crate) fn jump_picker(sitting: &Sitting, desk: &Desk) -> Picker {
    let session = sitting.session();
    let items = session.agenda().iter();
    let items = items.map(|stop| item_choice(session, stop, "agenda", Picked::Item(stop.id.clone())));
    let mut choices: Vec<Choice> = Vec::new();
    if sitting.in_grid() {
        let filled = sitting.filled(desk);
        let first = sitting.first_ungraded(&Sheet::of(&filled, sitting));
        let named = first.map(|path| (path.split_once('.').map(|(row, _)| sitting.row_name(row).to_owned()), path));
        choices.push(match named {
            Some((Some(name), path)) => Choice::new(format!("First without a grade: {name}"), "", Picked::Field(path)),
            Some((None, path)) => {
                let asked = sitting.form.field(&path).map_or("", |field| field.label.as_str());
                Choice::new(format!("Without an answer: {asked}"), "", Picked::Field(path))
            }
            None => Choice::new("Stay here: every judgement has its grade", "", Picked::Nothing),
        });
    }
    choices.extend(items);
    let mut columns = Vec::new();
    let rows_lie = if sitting.in_grid() { Nearness::Near } else { Nearness::Plain };
    for section in &sitting.form.sections {
        for field in &section.fields {
            // Of what is called as its item is, the item comes first.
            let title = sitting.form.item_of(&field.id).map(|item| item.title.as_str());
            let label = match called_below(field, title.unwrap_or_default()) {
                below if below != field.label => format!("{below} · {}", field.label),
                _ if title != Some(&field.label) => field.label.clone(),
                _ if field.kind.is_day() => format!("Day · {}", field.label),
                _ => format!("Field · {}", field.label),
            };
            // Of a grid of grades the first one is where the caret can stand.
            let place = match &field.kind {
                FieldKind::Grades { rows, columns, .. } => {
                    rows.first().zip(columns.first()).map(|(row, column)| format!("{}.{}", row.id, column.id))
                }
                _ => None,
            };
            let place = place.unwrap_or_else(|| field.id.clone());
            choices.push(Choice::new(label, &section.title, Picked::Field(place)).in_full());
            match &field.kind {
                FieldKind::Grades { rows, columns, .. } => {
                    let first = columns.first().map(|c| c.id.as_str()).unwrap_or_default();
                    let rows = rows.iter().map(|row| {
                        let picked = Picked::Field(format!("{}.{first}", row.id));
                        let choice = Choice::new(&row.label, &section.title, picked).lying(rows_lie);
                        if sitting.in_grid() { choice.seen_as(&row.short) } else { choice.also(&row.short) }
                    });
                    choices.extend(rows);
                }
                FieldKind::Table { columns: its } => columns.extend(its.iter().map(|column| {
                    let row = first_open_row(session, &field.id, &column.id) + 1;
                    let picked = Picked::Field(format!("{}.{row}.{}", field.id, column.id));
                    Choice::new(&column.label, &field.label, picked).lying(Nearness::Far)
                })),
                FieldKind::Text
                | FieldKind::LongText
                | FieldKind::Number { .. }
                | FieldKind::Date
                | FieldKind::Since
                | FieldKind::Due
                | FieldKind::Past
                | FieldKind::Dates
                | FieldKind::Choice(_)
                | FieldKind::Choices(_)
                | FieldKind::Grade { .. }
                | FieldKind::Checklist { .. }
                | FieldKind::Role
                | FieldKind::Sentence { .. } => {}
            }
        }
    }
    choices.extend(columns.into_iter().filter(|column| !column.label.is_empty()));
    Picker::new("Go to", choices)
}

/// The first row of a table, from 0, that says nothing yet in a column; where all do, the first.
fn first_open_row(session: &Session, table: &str, column: &str) -> usize {
    let is_blank = |row: &Row| row.get(column).is_none_or(|cell| cell.trim().is_empty());
    session.table(table).iter().position(is_blank).unwrap_or_default()
}

/// An item of the agenda with its number; “any other business” finds AOB too.
fn item_choice(session: &Session, stop: &Stop, hint: &str, picked: Picked) -> Choice {
    let number = session.number_of(&stop.id).map(|n| format!("{n}  ")).unwrap_or_default();
    Choice::new(format!("{number}{}", stop.title), hint, picked).in_full()
}

/// What an entry can become: an item of the agenda, where it tells of one that was put off; a row of a table of its item,
/// where there is one to be typed; another kind.
pub(crate) fn kind_picker(sitting: &Sitting, desk: &Desk, id: EntryId) -> Picker {
    let row = |field: &&Field| {
        Choice::new(format!("a row of {}", called(field)), "the table of this item", Picked::Row(id, field.id.clone()))
    };
    let session = sitting.session();
    let put_off = session.entry(id).and_then(|(_, entry)| entry.put_off.as_deref());
    let items = put_off.into_iter().flat_map(|title| {
        let moved = sitting.again(title).map(|(number, to)| {
            let label = format!("a line under item {number}, where it stands again");
            Choice::new(label, title, Picked::Move(id, to.to_owned()))
        });
        moved.into_iter().chain([Choice::new("an agenda item of its own", title, Picked::TakeUp(id))])
    });
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.label(), mark_of(*kind), Picked::Kind(id, *kind)));
    let of = session.entry(id).map_or_else(|| "the entry".to_owned(), |(_, entry)| format!("“{}”", entry.in_brief()));
    Picker::new(
        format!("Turn {of} into"),
        items.chain(sitting.tables_for(desk, id).iter().map(row)).chain(kinds).collect(),
    )
}

/// The mark that begins a line of a kind, as text.
fn mark_of(kind: Kind) -> String {
    kind.prefix().map(String::from).unwrap_or_default()
}

/// The judgements an entry can be about.
pub(crate) fn about_picker(sitting: &Sitting, id: EntryId) -> Picker {
    let mut choices = judgements(sitting, id);
    choices.push(Choice::new("no judgement", "", Picked::About(id, None)));
    Picker::new("What is it about?", choices)
}

fn judgements(sitting: &Sitting, id: EntryId) -> Vec<Choice> {
    let about = |id: EntryId, row: &crate::forms::Row| Picked::About(id, Some(row.id.clone()));
    let rows = sitting.form.judgement_rows();
    rows.map(|(_, row)| Choice::new(&row.label, row.spoken(), about(id, row)).also(&row.short)).collect()
}

/// The items an entry can be moved to; where judgements stand in one grid, they too: it goes where its judgement stands.
pub(crate) fn move_picker(sitting: &Sitting, id: EntryId) -> Picker {
    let session = sitting.session();
    let choices = session.agenda().iter();
    let choices = choices.map(|stop| item_choice(session, stop, "", Picked::Move(id, stop.id.clone())));
    let of = session.entry(id).map_or_else(|| "the entry".to_owned(), |(_, entry)| format!("“{}”", entry.in_brief()));
    let rows = if sitting.form.grid.is_some() { judgements(sitting, id) } else { Vec::new() };
    Picker::new(format!("Move {of} to"), choices.chain(rows).collect())
}

/// Entries that were taken out.
pub(crate) fn restore_picker(sitting: &Sitting) -> Picker {
    let session = sitting.session();
    let removed: Vec<_> = session.all_entries().filter(|(_, e)| e.removed).collect();
    let choice = |(item, e): &(&str, &crate::session::Entry)| {
        let title = session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
        Choice::new(e.glimpse(), format!("{} {title}", e.at.format("%H:%M")), Picked::Restore(e.id))
    };
    // The newest first: it is the one that was taken out by mistake just now.
    let mut choices: Vec<Choice> = removed.iter().map(choice).collect();
    choices.reverse();
    Picker::new("Put back", choices)
}

/// The byte where the first of some words in small letters stands in a text.
fn place_of(text: &str, wanted: &[String]) -> usize {
    let begins = |at: usize| wanted.first().is_some_and(|word| text[at..].to_lowercase().starts_with(word));
    text.char_indices().map(|(at, _)| at).find(|at| begins(*at)).unwrap_or_default()
}

/// Entries of this session that hold some words.
pub(crate) fn found_picker(sitting: &Sitting, words: &str) -> Picker {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().all(|word| text.contains(word))
    };
    let session = sitting.session();
    let entries = session.all_entries().filter(|(_, e)| !e.removed && holds(&e.text)).map(|(item, e)| {
        let number = session.number_of(item).map(|n| format!("item {n}, ")).unwrap_or_default();
        Choice::new(
            e.glimpse(),
            format!("{number}{}", e.at.format("%H:%M")),
            Picked::Found(e.id, place_of(&e.text, &wanted)),
        )
    });
    let mut choices: Vec<Choice> = entries.collect();
    let in_words = |path: &str| sitting.form.in_words(path).unwrap_or_else(|| path.to_owned());
    let fields = session.fields().map(|(path, text)| (path.to_owned(), text));
    let cells = session.tables().flat_map(|(table, rows)| {
        rows.iter().enumerate().flat_map(move |(at, row)| {
            let cells = row.iter().filter(|(column, _)| !column.starts_with(ROW_ORIGIN));
            cells.map(move |(column, text)| (format!("{table}.{}.{column}", at + 1), text.as_str()))
        })
    });
    let all = fields.chain(cells).filter(|(_, text)| holds(text));
    choices.extend(all.map(|(path, text)| Choice::new(text, in_words(&path), Picked::Field(path))));
    Picker::new(format!("Found: {words}"), choices)
}

/// What can be copied: what is at hand, and each document of the form.
pub(crate) fn copy_picker(sitting: &Sitting) -> Picker {
    let form = &sitting.form;
    let field = Some(Choice::new("The field", "where the caret is", Picked::Copy(Copied::Field)));
    let at_hand = [
        Choice::new("The entry", "", Picked::Copy(Copied::Entry)),
        Choice::new("The item with its entries", "", Picked::Copy(Copied::Item)),
    ];
    let whole = |document: &Document| {
        let title = if document.title.is_empty() { &form.title } else { &document.title };
        Choice::new(title, "as plain text", Picked::Copy(Copied::Document(document.id.clone())))
            .also("the whole document")
    };
    let field = field.filter(|_| sitting.focus == crate::app::Focus::Sheet && !sitting.editor.text().is_empty());
    Picker::new("Copy", field.into_iter().chain(at_hand).chain(documents(form).iter().map(whole)).collect())
}

/// States of the form: which were come to and when, and the one it stands at.
pub(crate) fn state_picker(sitting: &Sitting, desk: &Desk) -> Picker {
    let filled = sitting.filled(desk);
    let now = stands_at(&filled);
    let choices = sitting.form.states.iter().map(|state| {
        let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
        let noted = filled.session.reached(&state.id).map(|on| format!("✓ noted {}", day(on)));
        let come_to = noted.or_else(|| sent_for(&filled, &state.id).map(|on| format!("✓ sent to all by {}", day(on))));
        let here = Some("it stands here".to_owned()).filter(|_| now.as_ref() == Some(&state.id));
        let hint = come_to.into_iter().chain(here).collect::<Vec<_>>().join(" · ");
        Choice::new(&state.label, hint, Picked::State(state.id.clone()))
    });
    Picker::new("Set state", choices.collect())
}

/// Cards at hand, and the prompts of the item.
pub(crate) fn card_picker(sitting: &Sitting) -> Picker {
    let cards = sitting.form.cards.iter().filter_map(|id| sitting.prompts.iter().find(|list| list.id == *id));
    let mut choices: Vec<Choice> = cards
        .map(|list| {
            let hint = list.items.iter().map(String::as_str).collect::<Vec<_>>().join(" · ");
            Choice::new(&list.title, hint, Picked::Card(Some(list.id.clone())))
        })
        .collect();
    if sitting.card.is_some() {
        choices.insert(0, Choice::new("the prompts of this item", "", Picked::Card(None)));
    }
    Picker::new("Cards", choices)
}

/// Who may read the session.
pub(crate) fn confidential_picker(sitting: &Sitting) -> Picker {
    let stands = sitting.session().confidentiality();
    let choices = Confidentiality::ALL.map(|level| {
        Choice::new(level.label(), if level == stands { "as it is" } else { "" }, Picked::Confidential(level))
    });
    Picker::new("Who may read it?", choices.to_vec())
}

/// What can be noted of a person.
pub(crate) fn person_picker(sitting: &Sitting, at: usize) -> Picker {
    let people = sitting.session().people();
    let name = people.get(at).map_or_else(|| "Somebody new".to_owned(), crate::session::Person::name);
    let mut choices = Vec::new();
    if at < people.len() {
        choices = vec![
            Choice::new("is present", "from the start", Picked::Person(at, Attended::Present)),
            Choice::new("has come late", "just now", Picked::Person(at, Attended::Arrived)),
            Choice::new("came at another time…", "", Picked::AskPerson(at, PersonFact::Came)),
            Choice::new("has left", "just now", Picked::Person(at, Attended::Left)),
            Choice::new("left at another time…", "", Picked::AskPerson(at, PersonFact::Left)),
            Choice::new("sent apologies", "", Picked::Person(at, Attended::Apologies)),
            Choice::new("is absent", "nothing was heard", Picked::Person(at, Attended::Absent)),
            Choice::new("declared an interest…", "", Picked::AskPerson(at, PersonFact::Interest)),
            Choice::new("initials…", "", Picked::AskPerson(at, PersonFact::Initials)),
            Choice::new("role…", "", Picked::AskPerson(at, PersonFact::Role)),
            Choice::new("brief written report…", "sent with apologies", Picked::AskPerson(at, PersonFact::Report)),
            Choice::new("reason…", "why they are not there", Picked::AskPerson(at, PersonFact::Reason)),
            Choice::new("take back the last note", "", Picked::PersonBack(at)),
        ];
    }
    choices.push(Choice::new("somebody else…", "adds a person", Picked::AskPerson(people.len(), PersonFact::Role)));
    Picker::new(name, choices)
}

/// Sessions to open, forms to begin, examples; in a session, what can be opened beside it.
pub(crate) fn session_picker(app: &App) -> Picker {
    let here = app.sitting.as_ref().map(|s| s.session().id());
    let session = |s: &Summary| {
        let label = format!("{} · {}", s.school, s.form_name);
        Choice::new(label, s.date.format("%-d %b %Y").to_string(), Picked::Session(s.id.clone()))
    };
    let example = |(id, what): &(String, String)| Choice::new(what, "example", Picked::Example(id.clone()));
    let form = |(id, title): &(String, String)| Choice::new(format!("New: {title}"), "", Picked::Form(id.clone()));
    let listing = &app.home.listing;
    let sessions = listing.sessions.iter().filter(|s| Some(s.id.as_str()) != here);
    let mut choices: Vec<Choice> = sessions.map(session).collect();
    choices.extend(listing.forms.iter().map(form));
    choices.extend(listing.examples.iter().map(example));
    Picker::new(if here.is_some() { "Open beside this one" } else { "Open" }, choices)
}

/// Where a note can go.
pub(crate) fn note_picker(app: &App, text: &str) -> Picker {
    let to = |session: Option<String>| Picked::Note(session, text.to_owned());
    let open = app.sitting.iter().chain(app.other.iter()).map(|s| {
        let session = s.session();
        Choice::new(format!("{} · {}", session.school(), s.form.name), "open", to(Some(session.id().to_owned())))
    });
    let mut choices = vec![Choice::new("Inbox", "on the home screen, to be sorted later", to(None))];
    choices.extend(open);
    let listed = app
        .home
        .listing
        .sessions
        .iter()
        .filter(|s| app.sitting.iter().chain(app.other.iter()).all(|open| open.session().id() != s.id));
    choices.extend(listed.map(|s| {
        let hint = s.date.format("%-d %b %Y").to_string();
        Choice::new(format!("{} · {}", s.school, s.form_name), hint, to(Some(s.id.clone())))
    }));
    let sessions = &app.home.listing.sessions;
    let without = app.home.listing.schools.iter().filter(|name| sessions.iter().all(|s| s.school != **name));
    let of = |school: &str| Picked::NoteOf(school.to_owned(), text.to_owned());
    choices.extend(without.map(|name| Choice::new(name, "no session yet: the inbox, under its name", of(name))));
    choices.push(Choice::new("a school that is not here yet", "type its name", of("")));
    Picker::new("Where does it go?", choices).with_fresh(Fresh::Note)
}

/// Where a note of the inbox can go.
pub(crate) fn file_picker(app: &App, at: usize) -> Option<Picker> {
    let (_, text) = app.home.listing.inbox.get(at)?;
    let words = text.to_lowercase();
    let mut sessions: Vec<&Summary> = app.home.listing.sessions.iter().collect();
    // Those of a school that the line names come first.
    sessions.sort_by_key(|s| s.school.is_empty() || !words.contains(&s.school.to_lowercase()));
    let sessions = sessions.into_iter().map(|s| {
        let hint = s.date.format("%-d %b %Y").to_string();
        Choice::new(format!("{} · {}", s.school, s.form_name), hint, Picked::File(at, s.id.clone()))
    });
    let mut choices: Vec<Choice> = sessions.collect();
    choices.push(Choice::new("throw it away", "it is gone for good", Picked::ThrowAway(at)));
    Some(Picker::new(format!("Where does it belong? {text}"), choices))
}

/// Forms to begin.
pub(crate) fn form_picker(app: &App) -> Picker {
    let forms = app.home.listing.forms.iter();
    Picker::new("Begin", forms.map(|(id, title)| Choice::new(title, "", Picked::Form(id.clone()))).collect())
}

/// Schools to hand over, and how much of each.
pub(crate) fn handed_picker(app: &App) -> Picker {
    let choices = app.home.listing.schools.iter().flat_map(|school| {
        Handed::ALL.map(|what| Choice::new(school, what.label(), Picked::HandOver(school.clone(), what)))
    });
    Picker::new("Hand over", choices.collect())
}

/// Schools whose figures can be looked at.
pub(crate) fn look_up_picker(app: &App) -> Picker {
    let schools = app.home.listing.schools.iter();
    Picker::new(
        "Whose figures?",
        schools.map(|school| Choice::new(school, "", Picked::LookUp(school.clone()))).collect(),
    )
}

/// Schools known, and a new one.
pub(crate) fn school_picker(app: &App, form: &str) -> Picker {
    // The one whose page is shown comes first.
    let shown = app.home.shown_school().map(|school| school.name.as_str());
    let mut schools: Vec<&String> = app.home.listing.schools.iter().collect();
    schools.sort_by_key(|school| Some(school.as_str()) != shown);
    let schools = schools.into_iter();
    let mut choices: Vec<Choice> =
        schools.map(|s| Choice::new(s, "", Picked::School(form.to_owned(), s.clone()))).collect();
    choices.push(Choice::new("a new school", "with the name you type", Picked::NewSchool(form.to_owned())));
    Picker::new("Which school?", choices).with_fresh(Fresh::School)
}
