//! `name`: no individual is named in a note; roles and initials stand in their place (NV-06; handbook 9).

use super::named::{Known, Named, named};
use super::names::Words;
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Place, Rule};
use crate::forms::{Kind, Section, Severity, own_card, school_card};
use crate::grammar::{KnownName, RoleName};
use crate::session::{Filled, Record};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "name",
    label: "People named in the note",
    handbook: "9, 17",
    example: "“Mrs Holloway leads English well”: write “the headteacher (MH)”",
    find,
};

/// The rule for minutes, in which others may well be named: nobody whose role and initials are known is.
pub(super) const KNOWN: Rule = Rule {
    id: "known",
    label: "People of the school named in the minutes",
    handbook: "9, 15",
    example: "“Margaret will share the tracking”: write “the headteacher (MH)”",
    find: find_known,
};

/// The column of people that holds their initials.
const INITIALS: &str = "initials";

/// Who may be meant by a name nobody has noted.
const OTHERS: [&str; 5] = ["the teacher", "the teaching assistant", "the governor", "the parent", "the colleague"];

fn find(context: &Context<'_>) -> Vec<Found> {
    found(context, |_| true)
}

fn find_known(context: &Context<'_>) -> Vec<Found> {
    found(context, |one| one.instead.is_some())
}

/// People named, of those that are wanted.
fn found(context: &Context<'_>, wanted: impl Fn(&Named) -> bool) -> Vec<Found> {
    let list = Words::shipped();
    let known = known(&context.filled, list);
    let school = context.filled.session.school();
    let mut found = Vec::new();
    for text in texts(context) {
        let mut named = named(text.words, &known, list, school);
        named.retain(&wanted);
        for (n, one) in named.iter().enumerate() {
            // Who is named several times in a text is told once, and mended everywhere.
            if named[..n].iter().any(|before| before.name == one.name) {
                continue;
            }
            let places: Vec<&Named> = named.iter().filter(|other| other.name == one.name).collect();
            let choices = as_written(context, &text, one);
            let mend = |instead: &String| {
                let then = put(text.words, &places, instead);
                Mend::rewrite(format!("write “{instead}”"), &text.target(), text.words, then)
            };
            let advice = match (&one.instead, choices.as_slice()) {
                (Some(_), [instead]) => format!("write “{instead}” instead"),
                _ => "write the role and initials instead".to_owned(),
            };
            let message = format!("{} names “{}”; {advice}", text.label(), one.name);
            let said = Found::new(text.place(), message).about(&one.name).with(choices.iter().map(mend));
            // What is only taken for a name is worth a look and stops nobody.
            found.push(if one.is_guess { said.weighing(Severity::Warning) } else { said });
        }
    }
    found.extend(owners(context, &known, list, wanted));
    found
}

/// Owners of actions are roles and initials, no names (RE-07, RT-12).
fn owners(context: &Context<'_>, known: &[Known], list: &Words, wanted: impl Fn(&Named) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let session = context.filled.session;
    for (entry, action) in session.actions() {
        for (at, owner) in action.owners.iter().enumerate() {
            let Some(one) = named(owner, known, list, session.school()).into_iter().find(&wanted) else { continue };
            let message = format!("Action {} is owned by “{}”; write role and initials", action.number, one.name);
            let mend = one.instead.and_then(|instead| {
                let instead = in_letters(context.filled.roles, &instead);
                let words = (owner.as_str(), instead.clone());
                Mend::mark(format!("write “{instead}”"), session, entry, words, |entry| {
                    if let Some(owner) = entry.action.as_mut().and_then(|action| action.owners.get_mut(at)) {
                        *owner = instead;
                    }
                })
            });
            found.push(Found::new(Place::Entry(entry.id), message).about(&format!("owner {}", one.name)).with(mend));
        }
    }
    found
}

/// What may be written in place of a name: in a cell for initials those, in one for an owner the role's letters and them,
/// elsewhere the role in words.
fn as_written(context: &Context<'_>, text: &Text<'_>, one: &Named) -> Vec<String> {
    let in_words = || one.instead.clone().map_or_else(|| others(&one.name), |instead| vec![instead]);
    let Place::Field(path) = text.place() else { return in_words() };
    let is_role = context.filled.form.cell(&path).is_ok_and(|cell| *cell.kind == Kind::Role);
    match one.instead.as_deref() {
        _ if !is_role && !text.is_in_column(INITIALS) => in_words(),
        Some(instead) if is_role => vec![in_letters(context.filled.roles, instead)],
        Some(instead) => vec![parted(instead).1.to_owned()],
        None => vec![one.name.split_whitespace().filter_map(|part| part.chars().next()).collect()],
    }
}

/// Role and initials as owners are written: `HT MS` for “the headteacher (MS)”.
fn in_letters(roles: &[RoleName], instead: &str) -> String {
    let (role, initials) = parted(instead);
    let is_it = |known: &&RoleName| {
        std::iter::once(&known.label).chain(&known.aliases).any(|label| label.eq_ignore_ascii_case(role))
    };
    let known = roles.iter().find(is_it);
    known.map_or_else(|| initials.to_owned(), |known| format!("{} {initials}", known.id))
}

/// The role and the initials of “the headteacher (MS)”.
fn parted(instead: &str) -> (&str, &str) {
    let (role, initials) = instead.rsplit_once('(').unwrap_or(("", instead));
    let role = role.trim();
    (role.strip_prefix("the ").unwrap_or(role), initials.trim_end_matches(')'))
}

/// What may be written for somebody nobody has noted.
fn others(name: &str) -> Vec<String> {
    let initial: String = name.split_whitespace().skip(1).filter_map(|part| part.chars().next()).collect();
    OTHERS.iter().map(|role| format!("{role} ({initial})")).collect()
}

/// A text with something in place of names; at the head of a sentence with a capital.
fn put(text: &str, places: &[&Named], instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        out.push_str(&text[from..place.from]);
        let mut letters = instead.chars();
        match letters.next().filter(|_| begins_sentence(text, place.from)) {
            Some(first) => out.extend(first.to_uppercase().chain(letters)),
            None => out.push_str(instead),
        }
        from = place.to;
    }
    out.push_str(&text[from..]);
    out
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '“', '"', '‘']);
    before.is_empty() || before.ends_with(['.', '?', '!', ':', '\n'])
}

/// Everybody the school's record, the user's own and the headers of the form itself name.
fn known(filled: &Filled<'_>, list: &Words) -> Vec<Known> {
    let of = |card: Vec<Section>, record: &Record| -> Vec<Known> {
        let fields = card.into_iter().flat_map(|section| section.fields).filter(|field| field.names_allowed);
        fields.flat_map(|field| people(&field.id, &field.label, record.fact(&field.id), list)).collect()
    };
    let mut all = of(school_card(), filled.school);
    all.extend(of(own_card(), filled.me));
    let headers = filled.form.all_fields().filter(|field| field.names_allowed && !field.kind.has_cells());
    all.extend(headers.flat_map(|field| people(&field.id, &field.label, &filled.value(&field.id), list)));
    all
}

/// Everybody known by name, with role and initials as owners are written (RE-07).
pub fn known_names(filled: &Filled<'_>) -> Vec<KnownName> {
    let owner = |known: Known| KnownName { owner: in_letters(filled.roles, &known.instead), names: known.names };
    known(filled, Words::shipped()).into_iter().map(owner).filter(|known| known.owner.len() > 1).collect()
}

/// The people a fact names, each with what to write.
fn people(id: &str, label: &str, names: &str, list: &Words) -> Vec<Known> {
    let label = label.split(['(', ':']).next().unwrap_or_default().trim();
    // A form asks for the “Name of lead inspector”.
    let label = label.strip_prefix("Name of ").unwrap_or(label);
    // Titles of the authority keep their capitals: “the Senior Phase Adviser”.
    let capitals = label.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let role = if capitals > 1 || label.to_uppercase() == label { label.to_owned() } else { label.to_lowercase() };
    let role = match id {
        "others" => "the colleague".to_owned(),
        "name" => "the SIP".to_owned(),
        _ => format!("the {role}"),
    };
    let mut inside = false;
    let parted = names.split(|c: char| {
        inside = (inside || c == '(') && c != ')';
        !inside && matches!(c, ',' | ';')
    });
    parted.filter_map(|name| one(name, &role, list)).collect()
}

/// A name with the role that stands behind it in brackets, as “Sarah Whitcombe (deputy)”.
fn with_role<'a>(name: &'a str, role: &str) -> (&'a str, String) {
    let Some((name, rest)) = name.split_once('(') else { return (name, role.to_owned()) };
    let own = rest.split(')').next().unwrap_or_default().trim();
    let own = own.strip_prefix("the ").unwrap_or(own);
    (name, if own.is_empty() { role.to_owned() } else { format!("the {own}") })
}

fn one(name: &str, role: &str, list: &Words) -> Option<Known> {
    let (name, role) = with_role(name, role);
    let is_title = |part: &&str| list.is_title(part);
    let mut parts: Vec<&str> = name.split_whitespace().filter(|part| !is_title(part)).collect();
    // What stands in capitals behind a name is no part of it: “Peter Lorne HMI”.
    while parts.len() > 1 && parts.last().is_some_and(|part| is_honour(part)) && !parts.iter().all(|p| is_honour(p)) {
        parts.pop();
    }
    let names: Vec<String> =
        parts.iter().filter(|part| part.chars().count() >= 3).map(|part| (*part).to_owned()).collect();
    let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
    (!names.is_empty()).then(|| Known { names, instead: format!("{role} ({initials})") })
}

/// Whether a word is one of capitals, as `HMI` and `NPQH` are.
fn is_honour(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Known> {
        let all = [
            ("Margaret Holloway", "the headteacher"),
            ("Tom Pickering", "the deputy"),
            ("Aisha Rahman", "the SENCO"),
            ("Geoff Lund", "the chair of governors"),
            ("Bethan Price", "the teacher"),
            ("Nia Quill (the literacy leader, Y4)", "the colleague"),
        ];
        all.iter().filter_map(|(name, role)| one(name, role, Words::shipped())).collect()
    }

    #[test]
    fn roles_and_initials_are_offered() {
        let said = |text: &str| {
            named(text, &people(), Words::shipped(), "")
                .into_iter()
                .map(|n| (n.name, n.instead.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let known = |name: &str, instead: &str| vec![(name.to_owned(), instead.to_owned())];
        assert_eq!(said("Margaret Holloway's plan is clear."), known("Margaret Holloway", "the headteacher (MH)"));
        assert_eq!(said("As Mrs Holloway said"), known("Mrs Holloway", "the headteacher (MH)"));
        assert_eq!(said("Nia Quill led it"), known("Nia Quill", "the literacy leader, Y4 (NQ)"));
        assert_eq!(said("The deputy (TP) and St Margaret's School"), Vec::new());
        assert_eq!(said("Price rises at Holloway Road Primary"), Vec::new());
        assert_eq!(said("Miss Okafor teaches Year 2"), known("Miss Okafor", ""));
    }

    #[test]
    fn the_letters_behind_a_name_are_no_name() {
        let known = super::people("inspector", "Name of lead inspector", "Peter Lorne HMI", Words::shipped());
        let said =
            |text: &str| named(text, &known, Words::shipped(), "").into_iter().map(|n| n.instead).collect::<Vec<_>>();
        assert_eq!(said("boys choose their own topics (observed by HMI)"), []);
        assert_eq!(said("As Peter Lorne said"), [Some("the lead inspector (PL)".to_owned())]);
    }

    #[test]
    fn a_text_reads_well_with_roles_in_place_of_names() {
        let mended = |text: &str| {
            let named = named(text, &people(), Words::shipped(), "");
            let instead = named[0].instead.clone().unwrap();
            put(text, &named.iter().collect::<Vec<_>>(), &instead)
        };
        assert_eq!(mended("Margaret Holloway's plan is clear."), "The headteacher (MH)'s plan is clear.");
        assert_eq!(
            mended("As Mrs Holloway said, Holloway leads."),
            "As the headteacher (MH) said, the headteacher (MH) leads."
        );
    }
}
