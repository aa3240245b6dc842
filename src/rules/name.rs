//! `name`: no individual is named in a note; roles and initials stand in their place (NV-06; handbook 9).

use super::texts::{texts, words};
use super::{Place, Rule};
use crate::forms::{RuleUse, Section, own_card, school_card};
use crate::session::{Filled, Record};

/// The rule.
pub(super) const RULE: Rule = Rule { id: "name", label: "People named in the note", handbook: "9", find };

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

/// A known person: the words of the name, and what to write in its place.
struct Known {
    names: Vec<String>,
    instead: String,
}

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let known = known(filled);
    let mut found = Vec::new();
    for text in texts(filled, usage) {
        for (named, instead) in named(text.words, &known) {
            found.push((text.place.clone(), format!("{} names “{named}”; write {instead}", text.label)));
        }
    }
    found
}

/// Everybody the school's record and the user's own name.
fn known(filled: &Filled<'_>) -> Vec<Known> {
    let of = |card: Vec<Section>, record: &Record| -> Vec<Known> {
        let fields = card.into_iter().flat_map(|section| section.fields).filter(|field| field.names_allowed);
        let people = fields.flat_map(|field| {
            let label = field.label.split(['(', ':']).next().unwrap_or_default().trim().to_lowercase();
            let names: Vec<String> = record.fact(&field.id).split([',', ';']).map(str::to_owned).collect();
            let role = if field.id == "others" { "their role".to_owned() } else { format!("the {label}") };
            names.into_iter().map(move |name| (name, role.clone()))
        });
        people.filter_map(|(name, role)| one(&name, &role)).collect()
    };
    let mut all = of(school_card(), filled.school);
    all.extend(of(own_card(), filled.me));
    all
}

fn one(name: &str, role: &str) -> Option<Known> {
    let parts = name.split_whitespace().filter(|part| !TITLES.contains(&part.trim_end_matches('.')));
    let names: Vec<String> = parts.filter(|part| part.chars().count() >= 3).map(str::to_owned).collect();
    let initials: String = name.split_whitespace().filter_map(|part| part.chars().next()).collect();
    (!names.is_empty()).then(|| Known { names, instead: format!("{role} ({initials})") })
}

/// The people a text names, with what to write instead.
fn named(text: &str, known: &[Known]) -> Vec<(String, String)> {
    let words = words(text);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut found = Vec::new();
    let mut skip = 0;
    for (n, &(at, word)) in words.iter().enumerate() {
        if n < skip {
            continue;
        }
        let is_place = |after: usize| words.get(after).is_some_and(|(_, word)| PLACES.contains(word));
        // An initial or two may stand between the title and the name.
        let initials = words[n + 1..].iter().take_while(|(_, w)| capital(w) && w.chars().count() == 1).count();
        let at_name = n + 1 + initials;
        let is_title = |title: &&str| word.trim_end_matches('.').eq_ignore_ascii_case(title);
        if TITLES.iter().any(is_title)
            && let Some((_, surname)) = words.get(at_name)
            && !is_place(at_name + 1)
        {
            let surname = bare(surname);
            let role = known.iter().find(|k| k.names.iter().any(|name| name.eq_ignore_ascii_case(surname)));
            // In small letters only the name of somebody known is taken for one.
            if (capital(word) && capital(surname) && !APPS.contains(&surname)) || role.is_some() {
                let instead = role.map_or_else(|| "the role and initials".to_owned(), |k| k.instead.clone());
                found.push((format!("{word} {surname}"), instead));
                skip = at_name + 1;
                continue;
            }
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
        let both = if follows_name(n + 1) { format!("{name} {}", bare(words[n + 1].1)) } else { name.to_owned() };
        skip = if follows_name(n + 1) { n + 2 } else { n + 1 };
        found.push((both, person.instead.clone()));
    }
    found
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
        let said =
            |text: &str| named(text, &people()).into_iter().map(|(n, i)| format!("{n}: {i}")).collect::<Vec<_>>();
        assert_eq!(said("Margaret Holloway's plan is clear."), ["Margaret Holloway: the headteacher (MH)"]);
        assert_eq!(said("As Mrs Holloway said"), ["Mrs Holloway: the headteacher (MH)"]);
        assert_eq!(said("The deputy (TP) and St Margaret's School"), Vec::<String>::new());
        assert_eq!(said("Price rises at Holloway Road Primary"), Vec::<String>::new());
        assert_eq!(said("Miss Okafor teaches Year 2"), ["Miss Okafor: the role and initials"]);
    }

    #[test]
    fn of_the_labelled_sentences_at_least_ninety_five_in_a_hundred_are_told_right() {
        let (mut found, mut wanted, mut false_alarms, mut clean) = (0, 0, 0, 0);
        for line in include_str!("../../tests/rules/name-found.tsv").lines() {
            let mut parts = line.split('\t');
            let (label, sentence) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let hit = !named(sentence, &people()).is_empty();
            if label == "+" {
                wanted += 1;
                found += usize::from(hit);
            } else {
                clean += 1;
                false_alarms += usize::from(hit);
            }
        }
        assert!(wanted >= 60 && clean >= 60);
        assert!(found * 100 >= wanted * 95, "{found} of {wanted} found");
        assert!(false_alarms * 100 <= clean * 5, "{false_alarms} false alarms in {clean}");
    }
}
