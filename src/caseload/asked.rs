//! What is asked of a SIP in a year, as one file: of the handbook, or of an authority in its place.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::duties::Duty;
use super::own::OwnDuty;
use crate::forms::{Condition, Library, own_card, school_card};
use crate::ronfile::{self, RonError};

/// What is asked of a SIP.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// What schools are owed, by their records (TM-02, RT-01, JE-01, CA-02).
    pub schools: Vec<Duty>,
    /// What is asked of the SIP beside the schools (QA-01 to QA-08).
    pub own: Vec<OwnDuty>,
    /// What is said of schools whose record does not fit together (JE-04).
    pub remarks: Vec<Remark>,
    /// Extra days of a level of support, where a school's record notes none (AM-18).
    pub extra_days: Vec<(String, f64)>,
}

/// Something to be said of a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The sentence.
    pub label: String,
    /// Of which schools, by the facts of their record.
    pub applies_if: Condition,
    /// Handbook section.
    pub handbook: String,
}

/// Why a file cannot take the place of what the handbook asks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskedError {
    /// The text is no such file.
    #[error("{path} cannot be read: {source}; what the handbook asks stands")]
    Unreadable {
        /// The file as the user knows it.
        path: String,
        /// Where and what.
        #[source]
        source: RonError,
    },
    /// Something in it means nothing here.
    #[error("{path} cannot be used: {what}; what the handbook asks stands")]
    Unfit {
        /// The file as the user knows it.
        path: String,
        /// What, and in which duty.
        what: String,
    },
}

/// As written: a part that is not in the file stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    #[serde(default)]
    schools: Option<Vec<Duty>>,
    #[serde(default)]
    own: Option<Vec<OwnDuty>>,
    #[serde(default)]
    remarks: Option<Vec<Remark>>,
    #[serde(default)]
    extra_days: Option<Vec<(String, f64)>>,
}

impl Asked {
    /// What the handbook asks.
    pub fn shipped() -> &'static Self {
        // That the file reads is tested.
        static SHIPPED: LazyLock<Asked> = LazyLock::new(|| match ronfile::read::<File>(include_str!("duties.ron")) {
            Ok(file) => file.instead_of(&Asked::default()),
            Err(_) => Asked::default(),
        });
        &SHIPPED
    }

    /// What an authority's own file asks; the parts it leaves out are those of the handbook.
    ///
    /// # Errors
    /// It cannot be read, or names a form, a fact of a record or a word for it that is not known.
    pub fn read(path: &str, text: &str, library: &Library) -> Result<Self, AskedError> {
        let unfit = |what: String| AskedError::Unfit { path: path.to_owned(), what };
        let unreadable = |source| AskedError::Unreadable { path: path.to_owned(), source };
        let file: File = ronfile::read(text).map_err(unreadable)?;
        if file.schema != 1 {
            return Err(unfit(format!("it has schema {}, but this nov reads schema 1", file.schema)));
        }
        let asked = file.instead_of(Self::shipped());
        asked.misnamed(library).map_or(Ok(asked), |what| Err(unfit(what)))
    }

    /// The first thing named that is not known.
    fn misnamed(&self, library: &Library) -> Option<String> {
        let of_schools = self.schools.iter().map(|d| (&d.label, &d.form, &d.kind, &d.applies_if));
        let of_own = self.own.iter().map(|d| (&d.label, &d.form, &d.kind, &d.applies_if));
        let (school, own) = (school_card(), own_card());
        let cards = std::iter::repeat_n(&school, self.schools.len()).chain(std::iter::repeat(&own));
        let named = of_schools.chain(of_own).zip(cards).find_map(|((label, form, kind, condition), card)| {
            let fault = unknown_form(library, form, kind).or_else(|| unknown_fact(card, condition))?;
            Some(format!("“{label}” {fault}"))
        });
        let misnamed =
            |remark: &Remark| Some(format!("“{}” {}", remark.label, unknown_fact(&school, &remark.applies_if)?));
        let named = named.or_else(|| self.remarks.iter().find_map(misnamed));
        let too_long = self.extra_days.iter().find(|(_, days)| !(0.0..=366.0).contains(days));
        named.or_else(|| too_long.map(|(level, days)| format!("{days} are no extra days for {level}")))
    }
}

impl File {
    fn instead_of(self, before: &Asked) -> Asked {
        Asked {
            schools: self.schools.unwrap_or_else(|| before.schools.clone()),
            own: self.own.unwrap_or_else(|| before.own.clone()),
            remarks: self.remarks.unwrap_or_else(|| before.remarks.clone()),
            extra_days: self.extra_days.unwrap_or_else(|| before.extra_days.clone()),
        }
    }
}

/// What is said of a form, or a kind of event in it, that is not known. No form: a day of the record alone counts.
fn unknown_form(library: &Library, form: &str, kind: &str) -> Option<String> {
    if form.is_empty() {
        return None;
    }
    let Ok(known) = library.form(form) else {
        return Some(format!("asks for the form “{form}”, which is not here"));
    };
    let kinds = known.kinds();
    (!kind.is_empty() && !kinds.iter().any(|known| known == kind))
        .then(|| format!("asks for the kind “{kind}”; “{}” has {}", known.name, kinds.join(", ")))
}

/// What is said of a fact that no record has, or of a word that cannot be chosen for it.
fn unknown_fact(card: &[crate::forms::Section], condition: &Condition) -> Option<String> {
    condition.named().into_iter().find_map(|(fact, words)| {
        let field = card.iter().flat_map(|section| &section.fields).find(|field| field.id == fact);
        let Some(field) = field else { return Some(format!("asks for “{fact}”, which is in no record")) };
        let options = field.kind.options();
        let word = words.iter().find(|word| !options.is_empty() && !options.contains(word))?;
        Some(format!("asks whether “{fact}” is “{word}”; there are {}", options.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_handbook_asks_reads_and_everything_it_names_is_known() {
        let asked = Asked::shipped();
        assert_eq!((asked.schools.len(), asked.own.len(), asked.extra_days.len()), (11, 9, 2));
        assert_eq!(asked.misnamed(&Library::shipped()), None);
        let sections = asked.schools.iter().map(|d| &d.handbook).chain(asked.own.iter().map(|d| &d.handbook));
        assert!(sections.into_iter().all(|section| !section.is_empty()));
        let facts: Vec<_> = own_card().into_iter().flat_map(|section| section.fields).map(|field| field.id).collect();
        assert!(asked.own.iter().all(|duty| facts.contains(&duty.fact)));
    }

    #[test]
    fn a_file_takes_the_place_of_the_parts_it_has_and_what_it_misnames_is_told() {
        let read = |text: &str| Asked::read("duties.ron", text, &Library::shipped());
        let own = read(r#"(schema: 1, extra_days: [("Substantial", 3)])"#).unwrap();
        assert_eq!(own, Asked { extra_days: vec![("Substantial".to_owned(), 3.0)], ..Asked::shipped().clone() });
        let duty = |rest: &str| {
            let text = format!("(schema: 1, schools: [(label: \"Review\", each: Year, handbook: \"1\", {rest})])");
            read(&text).unwrap_err().to_string()
        };
        for (rest, said) in [
            ("form: \"review\"", "“Review” asks for the form “review”, which is not here"),
            ("form: \"meeting\", kind: \"chat\"", "asks for the kind “chat”; “Meeting” has "),
            ("form: \"rtm\", applies_if: In(\"size\", [\"big\"])", "asks for “size”, which is in no record"),
            (
                "form: \"rtm\", applies_if: In(\"category\", [\"poor\"])",
                "asks whether “category” is “poor”; there are ",
            ),
            ("form: \"rtm\", by: Some(\"13-1\")", "line 1, column"),
        ] {
            let told = duty(rest);
            assert!(told.contains(said) && told.ends_with("what the handbook asks stands"), "{told}");
        }
        let later = read("(schema: 2)").unwrap_err().to_string();
        assert_eq!(
            later,
            "duties.ron cannot be used: it has schema 2, but this nov reads schema 1; what the handbook asks stands"
        );
        assert!(read(r#"(schema: 1, extra_days: [("All", 900)])"#).unwrap_err().to_string().contains("900 are no"));
    }
}
