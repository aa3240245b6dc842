//! What a session gives the school (OF-12): the category that its form says, as long as the form stands as returned, however
//! that is known. Once it stands so no longer, the record says again what it said before.

use super::deadlines::stands_at;
use super::filled::Filled;
use super::record::Record;
use super::states::CANCELLED;

/// Facts of the school and what they become.
type Facts = Vec<(String, String)>;

/// What a session says of its school as it stands now.
pub fn outcome(filled: &Filled<'_>) -> Facts {
    let mut given = Facts::new();
    let mut fields = filled.form.all_fields().filter_map(|field| Some((field, field.sets.as_ref()?))).peekable();
    if fields.peek().is_none() {
        return given;
    }
    let place = |id: &str| filled.form.states.iter().position(|known| known.id == id);
    let stands = stands_at(filled).filter(|state| state != CANCELLED).as_deref().and_then(place);
    for (field, sets) in fields.filter(|(_, sets)| stands.is_some() && stands >= place(&sets.on)) {
        let held = filled.value(&field.id);
        let to = sets.values.iter().find(|(from, _)| *from == held);
        given.extend(to.map(|(_, to)| (sets.fact.clone(), to.clone())));
    }
    given
}

/// What the school's record is to say since a session gave it something else before than it does now.
pub fn following(filled: &Filled<'_>, before: &[(String, String)]) -> Facts {
    let now = outcome(filled);
    let of = |given: &[(String, String)], fact: &str| {
        given.iter().find(|(known, _)| known == fact).map(|(_, value)| value.clone())
    };
    let mut facts: Vec<&String> = before.iter().chain(&now).map(|(fact, _)| fact).collect();
    facts.dedup();
    let mut follows = Facts::new();
    for fact in facts {
        let (was, is) = (of(before, fact), of(&now, fact));
        if was != is {
            follow(filled, fact, was.as_deref(), is.as_deref(), &mut follows);
        }
    }
    follows
}

fn follow(filled: &Filled<'_>, fact: &str, was: Option<&str>, is: Option<&str>, follows: &mut Facts) {
    let (record, session) = (filled.school, filled.session);
    let (since, by) = (Record::since(fact), Record::by(fact));
    let (stood, stood_since) = (Record::before(fact), Record::before(&since));
    let is_its_own = record.fact(&by) == session.id();
    let mut set = |name: &str, to: &str| follows.push((name.to_owned(), to.to_owned()));
    match is {
        Some(to) => {
            let date = session.date().to_string();
            // What the school has come to on a later day is not undone by an earlier form.
            if !is_its_own && record.fact(&since) > date.as_str() {
                return;
            }
            if !is_its_own {
                set(&stood, record.fact(fact));
                set(&stood_since, record.fact(&since));
                set(&by, session.id());
            }
            if record.fact(fact) != to {
                set(&since, &date);
                set(fact, to);
            }
        }
        // What somebody has noted otherwise since stays.
        None if is_its_own && was == Some(record.fact(fact)) => {
            set(&since, record.fact(&stood_since));
            set(fact, record.fact(&stood));
            for name in [&by, &stood, &stood_since] {
                set(name, "");
            }
        }
        None => {}
    }
}
