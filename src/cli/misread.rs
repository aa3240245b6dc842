//! Arguments that cannot be understood, as one sentence in plain English.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Usage;

/// Says what is wrong with the arguments.
pub(super) fn misread(error: &clap::Error) -> Usage {
    let said = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().filter_map(|kind| error.get(kind)).map(nearest).find(|near| !near.is_empty());
    let remedy = near.map_or_else(|| format!("{} says more", help(error)), |near| format!("did you mean {near}?"));
    let wrong = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("there is no command \"{}\"", said(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("\"{argument}\" is not known here"),
        ErrorKind::MissingRequiredArgument => format!("{argument} must be given"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} needs a value"),
        ErrorKind::InvalidValue => {
            let known = said(ContextKind::ValidValue);
            format!("\"{value}\" cannot be {argument}: it is one of {known}")
        }
        ErrorKind::ValueValidation => format!("\"{value}\" cannot be {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} is given twice, or with what it does not go with"),
        // What is rarer is said in the words of the library, on one line.
        _ => {
            let all = error.to_string();
            let first = all.lines().next().unwrap_or_default();
            first.trim_start_matches("error: ").to_owned()
        }
    };
    Usage(format!("{wrong}; {remedy}"))
}

/// The command that explains the one misread: `nov new --help`.
fn help(error: &clap::Error) -> String {
    let usage = error.get(ContextKind::Usage).map(words).unwrap_or_default();
    let command = usage.split_whitespace().skip_while(|word| *word != "nov").skip(1);
    let command = command.take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    let words: Vec<&str> = ["nov"].into_iter().chain(command).chain(["--help"]).collect();
    words.join(" ")
}

/// The most alike of several suggestions, which the library puts last.
fn nearest(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.last().cloned().unwrap_or_default(),
        other => words(other),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::StyledStrs(several) => several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
