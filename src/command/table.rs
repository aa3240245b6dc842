//! The one table of commands.

use super::key::{Code, Key};

/// Where a command works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Anywhere.
    Everywhere,
    /// On the home screen.
    Home,
    /// In a session.
    Session,
}

impl Scope {
    /// As a heading of the help.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "Anywhere",
            Self::Home => "Home screen",
            Self::Session => "In a session",
        }
    }
}

macro_rules! commands {
    ($( $(#[doc = $doc:literal])* $name:ident $id:literal $scope:ident [$($key:expr),*] $label:literal $help:literal; )*) => {
        /// Something the user can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command { $( #[doc = $help] $name, )* }

        /// All commands, in the order of the help.
        pub const COMMANDS: &[Entry] = &[ $( Entry {
            command: Command::$name, id: $id, scope: Scope::$scope, keys: &[$($key),*], label: $label, help: $help,
        }, )* ];
    };
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in the key file.
    pub id: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// Its keys; the first is shown.
    pub keys: &'static [Key],
    /// A few words, as in the palette and the hint bar.
    pub label: &'static str,
    /// One line, as in the help.
    pub help: &'static str,
}

/// The row of a command.
pub fn entry(command: Command) -> &'static Entry {
    // The table is built from the same list as the enum, in the same order.
    &COMMANDS[command as usize]
}

commands! {
    Commands "commands" Everywhere [Key::ctrl('p')] "commands" "Finds any command by part of its name";
    Help "help" Everywhere [Key::plain(Code::F(1))] "help" "Shows all keys and how to write an entry";
    Note "note" Everywhere [Key::ctrl('t')] "note elsewhere" "Notes one line to any session or to the inbox, without leaving this one";
    Blank "blank" Everywhere [Key::ctrl('l')] "blank screen" "Blanks the screen from the eyes beside you; any key brings it back";
    Leave "leave" Everywhere [Key::ctrl('q')] "leave" "Leaves nov from anywhere; everything typed is saved already";
    Suspend "suspend" Everywhere [] "suspend" "Puts nov to sleep and returns to the shell; fg brings it back";
    OwnRecord "own-record" Everywhere [] "you and the authority" "Opens what is kept of you, and whom in the authority to turn to";
    Calendar "calendar" Everywhere [] "calendar" "Shows the school years known: terms, holidays, briefings, boards";
    Terms "terms" Everywhere [] "terms of a year" "Takes the first and last days of a school year's terms, so that “half term” has a date";
    Figures "figures" Everywhere [Key::plain(Code::F(4))] "figures" "Shows all figures of the school: a table, groups, bars over the years";
    ImportFigures "import-figures" Everywhere [] "import figures" "Reads published tables or a school's own spreadsheet (CSV) into its figures";
    NextView "next-view" Home [Key::plain(Code::Tab)] "next page" "Goes on: today, schools, actions";
    PreviousView "previous-view" Home [Key::plain(Code::BackTab)] "page before" "Goes back: actions, schools, today";
    New "new" Home [Key::ctrl('n')] "new session" "Begins a visit or a meeting";
    Search "search" Home [Key::ctrl('f')] "search" "Finds words in all sessions";
    PutAway "put-away" Home [Key::plain(Code::Delete)] "put away" "Puts the chosen session or school away, into the folder “removed”; “bring back” returns it";
    BringBack "bring-back" Home [] "bring back" "Puts back a session or a school that was put away: lists what is in the folder “removed”";
    RenameSchool "rename-school" Home [] "rename a school" "Gives a school another name: the one shown or chosen, else the one you choose";
    CopyAction "copy-action" Home [Key::ctrl('c')] "copy" "Copies the chosen action or recommendation as a line";
    WritePage "write-page" Home [Key::ctrl('x')] "write page" "Writes this page, what is due, the schools or the actions, as a document or a spreadsheet";
    HandOver "hand-over" Home [] "hand over a school" "Writes a school's last two years of notes into one archive for the next SIP";
    TakeOver "take-over" Home [] "take over a school" "Brings in the archive that another wrote: a school, a session to cover, one that was covered for you";
    Backup "backup" Home [] "backup" "Writes the whole store into one archive, which is confidential and not encrypted";
    NextItem "next-item" Session [Key::ctrl('n')] "next item" "Goes to the next agenda item and starts its clock";
    PreviousItem "previous-item" Session [Key::ctrl('b')] "previous item" "Goes back to the agenda item before";
    Jump "jump" Session [Key::ctrl('g')] "go to" "Goes to an agenda item, a field or a judgement by part of its name";
    Actions "actions" Session [Key::ctrl('a')] "actions" "Goes from the minutes to the actions and back";
    Grid "grid" Session [Key::plain(Code::F(2))] "grade grid" "Shows all judgements as one grid with the findings beside, or each item again";
    NextPane "next-pane" Session [Key::plain(Code::Tab)] "next pane" "Goes to the next pane, or the next cell of a form";
    PreviousPane "previous-pane" Session [Key::plain(Code::BackTab)] "previous pane" "Goes to the pane before, or the cell before";
    EditLast "edit" Session [Key::ctrl('e')] "edit" "Edits the last entry; with the arrows, any other";
    ChangeKind "change-kind" Session [Key::ctrl('k')] "change kind" "Turns an entry into another kind: action, decision, question, evidence";
    About "about" Session [] "about a judgement" "Says which judgement an entry is about, or that it is about none";
    MoveEntry "move-entry" Session [Key::ctrl('o')] "move entry" "Moves the entry to another agenda item";
    Delete "delete" Session [Key::ctrl('d')] "take out" "Takes out (deletes) the entry or table row; Ctrl+Z or “put back” returns it";
    Undo "undo" Session [Key::ctrl('z')] "undo" "Takes back the last change to the words";
    Redo "redo" Session [Key::ctrl('y')] "redo" "Does again what was taken back";
    Review "review" Session [Key::ctrl('r')] "findings" "Shows what is still missing before it can go out";
    Preview "preview" Session [Key::ctrl('v'), Key::plain(Code::F(5))] "view" "Shows the document as its reader will see it";
    Export "export" Session [Key::ctrl('x')] "export" "Writes a document: which, in which format, what goes in, where to, to whom it goes";
    Sent "sent" Session [] "note as sent" "Notes to whom a document was sent and when; takes such a note back";
    Versions "versions" Session [] "versions" "Lists the versions kept when something was sent; compares them, brings their words back";
    HandOn "hand-on" Session [] "hand to a cover, or back" "Writes this session as one file: for whoever attends in your place, or back from you who did";
    Copy "copy" Session [Key::ctrl('c')] "copy" "Copies the selection, or the entry, item or whole document";
    Save "save" Session [Key::ctrl('s')] "save" "Nothing to do: every key is saved as you type; this says so and syncs";
    Find "find" Session [Key::ctrl('f')] "find" "Finds words in this session";
    Switch "switch" Session [Key::ctrl('w'), Key::plain(Code::F(6))] "other session" "Goes to the other open session and back";
    SkipItem "skip-item" Session [] "leave out item" "Marks the agenda item as left out, or takes the mark off";
    PutOffItem "put-off-item" Session [] "put off item" "Puts the agenda item off to the next meeting, or takes it back";
    Restore "restore" Session [] "put back" "Puts back an entry that was taken out";
    DoneItem "done-item" Session [] "item done" "Marks the agenda item as dealt with, or opens it again";
    AddItem "add-item" Session [] "add item" "Adds an agenda item after this one";
    RenameItem "rename-item" Session [] "rename item" "Changes the title of an agenda item you added";
    ItemUp "item-up" Session [Key::alt(Code::Up)] "item up" "Moves the agenda item one place up";
    ItemDown "item-down" Session [Key::alt(Code::Down)] "item down" "Moves the agenda item one place down";
    When "when" Session [] "when and where" "Says the day, time and place of this meeting or visit";
    Length "length" Session [] "how long it lasts" "Says how many minutes the meeting or half-day visit lasts, or this agenda item";
    Pause "pause" Session [] "pause the clock" "Stops the clock until you go to an item again";
    MendAttendance "mend-attendance" Session [] "mend attendance" "Changes or takes back what was noted last of who is here, came, left or sent apologies";
    PutFigure "put-figure" Session [Key::plain(Code::F(3))] "put a figure" "Puts a figure of the school where the caret is, with its word and source";
    TypeFigures "type-figures" Session [Key::plain(Code::F(7))] "type figures" "Opens a small grid for targets, estimates and results: digits and Tab";
    Hypothesis "hypothesis" Session [Key::plain(Code::F(9))] "hypothesis" "Notes what you think lies behind a figure, and what it turned out to be; for you alone";
    Attendance "attendance" Session [] "who is here" "Notes who is present, sent apologies, came late, left or has an interest";
    EditAction "edit-action" Session [] "action details" "Opens an action: owner, date, measure of success, status, progress and impact";
    Confidential "confidentiality" Session [] "confidentiality" "Says who may read it: it stands on every page and keeps it out of handovers";
    Prompts "prompts" Session [] "prompts" "Goes to the prompts of this item, to tick, leave out or answer them";
    Data "data" Session [] "data" "Goes to the school's figures that belong to this item";
    Cards "cards" Session [] "cards" "Shows a card at hand: principles, the single conversation, triggers for concern";
    SchoolRecord "school" Session [] "school record" "Opens what is kept of the school: support, standing, contacts";
    SchoolFile "school-file" Session [] "school file" "Opens the school's checklists and papers beside this session";
    SchoolPage "school-page" Session [] "school page" "Goes back to the school's page: its visits, its days used and left, what is open";
    SetState "state" Session [] "set state" "Notes that it is confirmed, held, with the head, agreed or circulated; mends its day";
    Due "due" Session [] "what is due" "Shows its states with their days and what is due, in working and in calendar days";
    Home "home" Session [] "home" "Goes back to the home screen";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_at_its_commands_place() {
        for row in COMMANDS {
            assert_eq!(entry(row.command).id, row.id);
        }
    }

    #[test]
    fn ids_and_labels_are_unique() {
        for (n, row) in COMMANDS.iter().enumerate() {
            for other in &COMMANDS[n + 1..] {
                assert_ne!(row.id, other.id);
                assert!(row.label != other.label || row.scope != other.scope, "{}", row.label);
            }
        }
    }

    #[test]
    fn no_default_key_clashes_in_its_scope_or_is_sent_as_another() {
        for (n, row) in COMMANDS.iter().enumerate() {
            for key in row.keys {
                assert_eq!(key.does_elsewhere(), None, "{key}");
                for other in &COMMANDS[n + 1..] {
                    let meet =
                        row.scope == other.scope || row.scope == Scope::Everywhere || other.scope == Scope::Everywhere;
                    assert!(!(meet && other.keys.contains(key)), "{key} is {} and {}", row.id, other.id);
                }
            }
        }
    }

    #[test]
    fn function_keys_and_alt_stand_second_or_where_nothing_else_is_free() {
        let alone: Vec<_> = COMMANDS
            .iter()
            .filter(|row| row.keys.first().is_some_and(|k| matches!(k.code, Code::F(_)) || k.mods.alt))
            .map(|row| row.id)
            .collect();
        assert_eq!(
            alone,
            ["help", "figures", "grid", "item-up", "item-down", "put-figure", "type-figures", "hypothesis"]
        );
    }
}
