//! `name`: no individual is named in a note; roles and initials stand in their place (NV-06; handbook 9).

use super::prose::words;
use super::texts::texts;
use super::{Context, Found, Mend, Place, Rule};
use crate::forms::{Section, own_card, school_card};
use crate::session::{Filled, Record};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "name",
    label: "People named in the note",
    handbook: "9, 17",
    example: "“Mrs Holloway leads English well”: write “the headteacher (MH)”",
    find,
};

const TITLES: [&str; 16] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Sir",
    "Dame",
    "Rev",
    "Revd",
    "Reverend",
    "Cllr",
    "Councillor",
    "Prof",
    "Professor",
    "Sister",
];
/// Names that are everyday words too: at the head of a sentence they are taken for the word.
const WORDS_TOO: [&str; 32] = [
    "Price", "Young", "King", "Brown", "White", "Green", "Black", "Hill", "Wood", "Grant", "Page", "Field", "Rose",
    "May", "Will", "Mark", "Grace", "Hope", "Faith", "Joy", "Bell", "Cook", "Hall", "Marsh", "Fox", "Day", "Long",
    "Bright", "Church", "Park", "Sharp", "Summer",
];
/// What follows a name that is a place's.
const PLACES: [&str; 21] = [
    "School", "Primary", "Infant", "Infants", "Junior", "Juniors", "Academy", "College", "Road", "Street", "Lane",
    "House", "Hall", "Avenue", "Close", "Park", "Centre", "Nursery", "Cluster", "Drive", "Trust",
];

/// What “MS” stands before when it is no title.
const APPS: [&str; 4] = ["Teams", "Word", "Excel", "Office"];

/// Who may be meant by a name nobody has noted.
const OTHERS: [&str; 5] = ["the teacher", "the teaching assistant", "the governor", "the parent", "the colleague"];

/// A known person: the words of the name, and what to write in its place.
#[derive(Debug, Clone)]
struct Known {
    names: Vec<String>,
    instead: String,
}

/// Somebody named: where, by which words, and what to write, if that is known.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    from: usize,
    to: usize,
    name: String,
    instead: Option<String>,
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let known = known(&context.filled);
    let mut found = Vec::new();
    for text in texts(context) {
        let named = named(text.words, &known);
        for (n, one) in named.iter().enumerate() {
            // Who is named several times in a text is told once, and mended everywhere.
            if named[..n].iter().any(|before| before.name == one.name) {
                continue;
            }
            let places: Vec<&Named> = named.iter().filter(|other| other.name == one.name).collect();
            let choices = one.instead.clone().map_or_else(|| others(&one.name), |instead| vec![instead]);
            let mend = |instead: &String| {
                let then = put(text.words, &places, instead);
                Mend::rewrite(format!("write “{instead}”"), &text.target(), text.words, then)
            };
            let advice = one.instead.as_ref().map_or_else(
                || "write the role and initials instead".to_owned(),
                |instead| format!("write “{instead}” instead"),
            );
            let message = format!("{} names “{}”; {advice}", text.label(), one.name);
            let said = Found::new(text.place(), message).about(&one.name);
            found.push(said.with(choices.iter().map(mend)));
        }
    }
    found.extend(owners(context, &known));
    found
}

/// Owners of actions are roles and initials, no names (RE-07, RT-12).
fn owners(context: &Context<'_>, known: &[Known]) -> Vec<Found> {
    let mut found = Vec::new();
    let session = context.filled.session;
    for (entry, action) in session.actions() {
        for (at, owner) in action.owners.iter().enumerate() {
            let Some(one) = named(owner, known).into_iter().next() else { continue };
            let message = format!("Action {} is owned by “{}”; write role and initials", action.number, one.name);
            let mend = one.instead.and_then(|instead| {
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
fn known(filled: &Filled<'_>) -> Vec<Known> {
    let of = |card: Vec<Section>, record: &Record| -> Vec<Known> {
        let fields = card.into_iter().flat_map(|section| section.fields).filter(|field| field.names_allowed);
        fields.flat_map(|field| people(&field.id, &field.label, record.fact(&field.id))).collect()
    };
    let mut all = of(school_card(), filled.school);
    all.extend(of(own_card(), filled.me));
    let headers = filled.form.all_fields().filter(|field| field.names_allowed && !field.kind.has_cells());
    all.extend(headers.flat_map(|field| people(&field.id, &field.label, &filled.value(&field.id))));
    all
}

/// The people a fact names, each with what to write.
fn people(id: &str, label: &str, names: &str) -> Vec<Known> {
    let label = label.split(['(', ':']).next().unwrap_or_default().trim();
    // Titles of the authority keep their capitals: “the Senior Phase Adviser”.
    let capitals = label.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let role = if capitals > 1 || label.to_uppercase() == label { label.to_owned() } else { label.to_lowercase() };
    let role = match id {
        "others" => "the colleague".to_owned(),
        "name" => "the SIP".to_owned(),
        _ => format!("the {role}"),
    };
    names.split([',', ';']).filter_map(|name| one(name, &role)).collect()
}

fn one(name: &str, role: &str) -> Option<Known> {
    let is_title = |part: &&str| TITLES.contains(&part.trim_end_matches('.'));
    let parts: Vec<&str> = name.split_whitespace().filter(|part| !is_title(part)).collect();
    let names: Vec<String> =
        parts.iter().filter(|part| part.chars().count() >= 3).map(|part| (*part).to_owned()).collect();
    let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
    (!names.is_empty()).then(|| Known { names, instead: format!("{role} ({initials})") })
}

/// The people a text names, in order.
fn named(text: &str, known: &[Known]) -> Vec<Named> {
    let words = words(text);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut found: Vec<Named> = Vec::new();
    let mut skip = 0;
    for (n, &(at, word)) in words.iter().enumerate() {
        if n < skip {
            continue;
        }
        let end = |n: usize| words[n].0 + bare(words[n].1).len();
        let is_place = |after: usize| words.get(after).is_some_and(|(_, word)| PLACES.contains(word));
        // An initial or two may stand between the title and the name.
        let initials = || words[n + 1..].iter().take_while(|(_, w)| capital(w) && w.chars().count() == 1).count();
        if is_title(word)
            && let at_name = n + 1 + initials()
            && let Some((_, surname)) = words.get(at_name)
            && !is_place(at_name + 1)
        {
            let surname = bare(surname);
            let role = known.iter().find(|k| k.names.iter().any(|name| name.eq_ignore_ascii_case(surname)));
            // In small letters only the name of somebody known is taken for one.
            if (capital(word) && capital(surname) && !APPS.contains(&surname)) || role.is_some() {
                let (name, instead) = (format!("{word} {surname}"), role.map(|k| k.instead.clone()));
                found.push(Named { from: at, to: end(at_name), name, instead });
                skip = at_name + 1;
                continue;
            }
        }
        if !capital(word) {
            continue;
        }
        let name = bare(word);
        let Some(person) = known.iter().find(|k| k.names.iter().any(|known| known == name)) else { continue };
        let follows_name =
            |m: usize| words.get(m).is_some_and(|(_, w)| person.names.iter().any(|known| known == bare(w)));
        let begins = n == 0 || text[..at].trim_end().ends_with(['.', '?', '!', ':', '\n']);
        let saint = n > 0 && matches!(words[n - 1].1, "St" | "Saint");
        let everyday = WORDS_TOO.contains(&name) && begins && !follows_name(n + 1) && name == word;
        let long_place = is_place(n + 2) && words.get(n + 1).is_some_and(|(_, next)| capital(next));
        if saint || everyday || is_place(n + 1) || long_place || (is_place(n + 2) && follows_name(n + 1)) {
            continue;
        }
        let last = if follows_name(n + 1) { n + 1 } else { n };
        let name = if last > n { format!("{name} {}", bare(words[last].1)) } else { name.to_owned() };
        skip = last + 1;
        found.push(Named { from: at, to: end(last), name, instead: Some(person.instead.clone()) });
    }
    found
}

/// Whether a word is a title, whatever its letters.
fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    TITLES.iter().any(|title| word.eq_ignore_ascii_case(title))
}

/// A word without the ending of possession.
fn bare(word: &str) -> &str {
    word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches('.')
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
        ];
        all.iter().filter_map(|(name, role)| one(name, role)).collect()
    }

    #[test]
    fn roles_and_initials_are_offered() {
        let said = |text: &str| {
            named(text, &people()).into_iter().map(|n| (n.name, n.instead.unwrap_or_default())).collect::<Vec<_>>()
        };
        let known = |name: &str, instead: &str| vec![(name.to_owned(), instead.to_owned())];
        assert_eq!(said("Margaret Holloway's plan is clear."), known("Margaret Holloway", "the headteacher (MH)"));
        assert_eq!(said("As Mrs Holloway said"), known("Mrs Holloway", "the headteacher (MH)"));
        assert_eq!(said("The deputy (TP) and St Margaret's School"), Vec::new());
        assert_eq!(said("Price rises at Holloway Road Primary"), Vec::new());
        assert_eq!(said("Miss Okafor teaches Year 2"), known("Miss Okafor", ""));
    }

    #[test]
    fn a_text_reads_well_with_roles_in_place_of_names() {
        let mended = |text: &str| {
            let named = named(text, &people());
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
