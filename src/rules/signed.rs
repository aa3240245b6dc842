//! `signed`: who cleared or moderated a note is named by a role that may, with initials and the day (NV-13, NV-14, AM-39;
//! handbook 9).

use super::{Context, Found, Place, Rule, short};
use crate::calendar::british;
use crate::forms::{Kind, who_and_when};
use crate::grammar::RoleName;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "signed",
    label: "Cleared or moderated by nobody who may",
    handbook: "9",
    example: "Moderated by “the mentor”, without a day: a Senior Adviser moderates",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let by = &context.usage.by;
    let may: Vec<&RoleName> = filled.roles.iter().filter(|role| by.contains(&role.id)).collect();
    let Some(first) = may.first() else { return Vec::new() };
    let names = may.iter().flat_map(|role| [&role.id, &role.label].into_iter().chain(&role.aliases));
    let names: Vec<&str> = names.chain(by).map(String::as_str).collect();
    let labels = may.iter().map(|role| role.label.as_str()).collect::<Vec<_>>().join(" or ");
    let such = format!("{}/KD, {}", first.id, british(filled.session.date()));
    let texts = context.fields().filter(|field| field.kind == Kind::Text);
    let unsigned = texts.filter(|field| {
        let typed = filled.value(&field.id);
        let (who, on) = who_and_when(typed.trim());
        !typed.trim().is_empty() && (on.is_none() || !is_one(who, &names))
    });
    let said = unsigned.map(|field| {
        let message =
            format!("“{}” names no {labels} with initials and a day; write it as {such}", short(&field.label));
        Found::new(Place::Field(field.id.clone()), message)
    });
    said.collect()
}

/// Whether words name somebody by a role and initials: `SA MK`, `the Senior Adviser (MK)`.
fn is_one(who: &str, names: &[&str]) -> bool {
    let words: Vec<&str> = who.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut rests = names.iter().filter_map(|name| {
        let name: Vec<&str> = name.split(' ').collect();
        let is_it = |some: &[&str]| some.iter().zip(&name).all(|(a, b)| a.eq_ignore_ascii_case(b));
        let at = words.windows(name.len()).position(is_it)?;
        Some([&words[..at], &words[at + name.len()..]].concat())
    });
    rests.any(|rest| rest.iter().any(|word| is_initials(word)))
}

/// Initials, in capitals.
fn is_initials(word: &str) -> bool {
    word.len() <= 4 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_role_that_may_has_initials_beside_it() {
        let adviser = &["SPA", "Senior Phase Adviser", "SA", "Senior Adviser"];
        for who in ["SA MK", "SPA/MK", "Senior Adviser MK", "the Senior Adviser (MK)", "MK, Senior Phase Adviser"] {
            assert!(is_one(who, adviser), "{who}");
        }
        for who in ["mentor XY", "SA", "Senior Adviser", "MK", "Adviser MK", ""] {
            assert!(!is_one(who, adviser), "{who}");
        }
    }
}
