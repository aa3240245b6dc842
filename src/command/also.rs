//! Other words by which a command is looked for.

use super::Command;

/// Commands with words that are none of their name.
const ALSO: &[(Command, &[&str])] = &[
    (Command::SetState, &["close the meeting", "finish", "end the meeting"]),
    (Command::Attendance, &["people", "present", "apologies"]),
    (Command::Prompts, &["questions to ask"]),
    (Command::SchoolPage, &["days used", "days left"]),
    (Command::SkipItem, &["skip item", "pass over item"]),
];

/// What else a command may be called.
pub fn also(command: Command) -> impl Iterator<Item = &'static str> {
    ALSO.iter().filter(move |(of, _)| *of == command).flat_map(|(_, words)| words.iter().copied())
}
