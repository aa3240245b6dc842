//! Which school is meant where something is begun or written for it: nothing may land at another one unseen.

use super::{Desk, Store, StoreError, slug};
use crate::session::Record;

/// Words for a kind of school: a name that ends in one is a whole name, and no short form of a longer one.
const KINDS: [&str; 16] = [
    "academy",
    "centre",
    "college",
    "grammar",
    "high",
    "infant",
    "infants",
    "junior",
    "juniors",
    "middle",
    "nursery",
    "primary",
    "pru",
    "school",
    "secondary",
    "special",
];

/// The school meant by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// Its slug.
    pub slug: String,
    /// Its record; of a new school only its name.
    pub record: Record,
    /// How surely it is that one.
    pub how: How,
}

/// How a name led to a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is its name, number or slug.
    Exactly,
    /// It is a short form of its name.
    Short,
    /// There is none of that name yet; these are the names most like it.
    New(Vec<String>),
}

impl Desk {
    /// The school meant by a name where something is begun or written: by URN, name or slug, by a short form that fits one
    /// school alone, else a new one.
    ///
    /// # Errors
    /// A short form fits several schools, or the records cannot be read.
    pub fn school_meant(&self, name: &str) -> Result<Meant, StoreError> {
        let wanted = slug(name);
        let found = self.school(name);
        if let Ok((slug, record)) = &found {
            let is_new = !self.store.schools()?.contains(slug);
            let exactly =
                *slug == wanted || record.fact("urn") == name || record.fact("name").eq_ignore_ascii_case(name);
            if exactly && !is_new {
                return Ok(Meant { slug: slug.clone(), record: record.clone(), how: How::Exactly });
            }
            if !is_new && is_short_for(&wanted, slug) {
                return Ok(Meant { slug: slug.clone(), record: record.clone(), how: How::Short });
            }
        }
        let fitting = self.store.schools()?.into_iter().filter(|known| is_short_for(&wanted, known)).count();
        if fitting > 1 {
            found?;
        }
        let mut record = Record::new();
        let fact = record.setting("name", name.trim());
        record.apply(&fact).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        Ok(Meant { slug: wanted, record, how: How::New(self.names_like(name)?) })
    }

    /// The names of schools most like one, the nearest first.
    fn names_like(&self, name: &str) -> Result<Vec<String>, StoreError> {
        let far = |known: String| crate::forms::farness(name, &known).map(|far| (far, known));
        let mut near: Vec<(usize, String)> = self.schools()?.into_iter().filter_map(far).collect();
        near.sort();
        Ok(near.into_iter().map(|(_, name)| name).take(3).collect())
    }

    /// Whether there is any school but one, those to practise on left out.
    pub fn has_others(&self, slug: &str) -> Result<bool, StoreError> {
        let record = |known: &String| self.store.load::<Record>(&Store::school_place(known)).ok().flatten();
        let is_real = |known: &String| record(known).unwrap_or_default().fact(super::desk::PRACTICE) != "yes";
        Ok(self.store.schools()?.iter().any(|known| known != slug && is_real(known)))
    }
}

impl Meant {
    /// What to say of a name that is not just that of the school; nothing where it is.
    pub fn said(&self, name: &str) -> Option<String> {
        let known = match self.record.fact("name") {
            "" => self.slug.as_str(),
            name => name,
        };
        match &self.how {
            How::Exactly => None,
            How::Short => Some(format!("“{name}” is taken for {known}")),
            How::New(near) if near.is_empty() => Some(format!("“{known}” is a new school here")),
            How::New(near) => Some(format!("“{known}” is a new school here; did you mean {}?", near.join(" or "))),
        }
    }
}

/// Whether words are a short form of a school's slug: some of its words, and no whole name by themselves.
fn is_short_for(wanted: &str, slug: &str) -> bool {
    let last = wanted.rsplit('-').next().unwrap_or_default();
    let within = format!("-{slug}-").contains(&format!("-{wanted}-"));
    within && wanted != slug && !KINDS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_is_whole_words_and_no_whole_name() {
        for (wanted, slug, short) in [
            ("hillside", "hillside-primary", true),
            ("mary", "st-mary-primary", true),
            ("b", "sch-pib", false),
            ("st-marys-primary", "st-marys-primary-tonbridge", false),
            ("st-marys", "st-marys-primary-tonbridge", true),
            ("hillside-primary", "hillside-primary", false),
        ] {
            assert_eq!(is_short_for(wanted, slug), short, "{wanted}");
        }
    }
}
