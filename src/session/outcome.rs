//! What a session gives the school (OF-12, SE-02, TM-05): the category, the level of support or whoever is new that its form
//! says, as long as the form stands as returned or held, however that is known. Once it stands so no longer, the record says
//! again what it said before.

use super::deadlines::stands_at;
use super::filled::Filled;
use super::record::{Record, Stood};
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
    for (field, sets) in fields {
        let held = filled.value(&field.id);
        for sets in sets.all().filter(|sets| stands.is_some() && stands >= place(&sets.on)) {
            let to = sets.values.iter().find(|(from, _)| *from == held);
            given.extend(to.map(|(_, to)| (sets.fact.clone(), to.clone())));
        }
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
    let mut course = record.course(fact);
    let own = course.iter().position(|stood| stood.by == session.id());
    let date = session.date().to_string();
    match (own, is) {
        (Some(own), Some(to)) => {
            if let Some(stood) = course.get_mut(own).filter(|stood| stood.value != to) {
                *stood = Stood::new(to, &date, session.id());
            }
        }
        // What somebody has noted otherwise since stays.
        (Some(own), None) if course.get(own).is_some_and(|stood| was == Some(stood.value.as_str())) => {
            course.remove(own);
        }
        // What the school has come to on a later day stays: it was so until then.
        (None, Some(to)) => {
            let at = course.iter().position(|stood| stood.since > date).unwrap_or(course.len());
            let before = at.checked_sub(1).and_then(|before| course.get(before));
            let since =
                before.filter(|b| b.value == to && !b.since.is_empty()).map_or(date, |before| before.since.clone());
            course.insert(at, Stood::new(to, &since, session.id()));
        }
        (_, None) => {}
    }
    let differs = |(name, to): &(String, String)| record.fact(name) != to;
    follows.extend(Record::as_course(fact, course).into_iter().filter(differs));
}
