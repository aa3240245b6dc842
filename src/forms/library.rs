//! All forms, scales, prompt lists and roles there are: those shipped, and the user's own over them.

use super::check::check;
use super::error::FormError;
use super::lists::{Band, PromptList, Role, Scale};
use super::model::Form;
use crate::ronfile;

/// Version of the form file layout.
pub const FORM_SCHEMA: u32 = 1;

/// Shipped forms, in the order they are listed.
const FORMS: &[(&str, &str)] = &[
    ("rtm", include_str!("data/rtm.ron")),
    ("autumn", include_str!("data/autumn.ron")),
    ("spring", include_str!("data/spring.ron")),
    ("summer", include_str!("data/summer.ron")),
];
const PROMPTS: &str = include_str!("data/prompts.ron");
const SCALES: &str = include_str!("data/scales.ron");
const ROLES: &str = include_str!("data/roles.ron");
const PROPORTIONS: &str = include_str!("data/proportions.ron");

/// The library. Forms are kept as text and read when they are asked for.
#[derive(Debug, Clone)]
pub struct Library {
    forms: Vec<Shelved>,
    prompts: Vec<PromptList>,
    scales: Vec<Scale>,
    roles: Vec<Role>,
    bands: Vec<Band>,
}

#[derive(Debug, Clone)]
struct Shelved {
    id: String,
    path: String,
    text: String,
}

impl Library {
    /// Everything that comes with nov. That the shipped files read is tested.
    pub fn shipped() -> Self {
        let shelved = |(id, text): &(&str, &str)| Shelved {
            id: (*id).to_owned(),
            path: format!("shipped form {id}"),
            text: (*text).to_owned(),
        };
        Self {
            forms: FORMS.iter().map(shelved).collect(),
            prompts: ronfile::read(PROMPTS).unwrap_or_default(),
            scales: ronfile::read(SCALES).unwrap_or_default(),
            roles: ronfile::read(ROLES).unwrap_or_default(),
            bands: ronfile::read(PROPORTIONS).unwrap_or_default(),
        }
    }

    /// Adds a form of the user's own, in place of one with the same id.
    ///
    /// # Errors
    /// It cannot be used; the library is as it was.
    pub fn add_form(&mut self, path: &str, text: String) -> Result<(), FormError> {
        let id = self.parse_form(path, &text)?.id;
        let shelved = Shelved { id, path: path.to_owned(), text };
        match self.forms.iter_mut().find(|known| known.id == shelved.id) {
            Some(known) => *known = shelved,
            None => self.forms.push(shelved),
        }
        Ok(())
    }

    /// Ids of all forms, shipped ones first.
    pub fn form_ids(&self) -> Vec<&str> {
        self.forms.iter().map(|form| form.id.as_str()).collect()
    }

    /// A form.
    ///
    /// # Errors
    /// There is none of that id, or it cannot be used.
    pub fn form(&self, id: &str) -> Result<Form, FormError> {
        let found = self.forms.iter().find(|form| form.id == id);
        let shelved =
            found.ok_or_else(|| FormError::Unknown { id: id.to_owned(), known: self.form_ids().join(", ") })?;
        self.parse_form(&shelved.path, &shelved.text)
    }

    /// Reads and checks the text of a form.
    ///
    /// # Errors
    /// It cannot be used; says where and why.
    pub fn parse_form(&self, path: &str, text: &str) -> Result<Form, FormError> {
        let form: Form = ronfile::read(text).map_err(|fault| FormError::Unreadable { path: path.to_owned(), fault })?;
        if form.schema > FORM_SCHEMA {
            return Err(FormError::Newer { path: path.to_owned(), found: form.schema, known: FORM_SCHEMA });
        }
        check(&form, self).map_err(|what| FormError::Unfit { path: path.to_owned(), what })?;
        Ok(form)
    }

    /// A prompt list.
    pub fn prompts(&self, id: &str) -> Option<PromptList> {
        self.prompts.iter().find(|list| list.id == id).cloned()
    }

    /// A scale.
    pub fn scale(&self, id: &str) -> Option<Scale> {
        self.scales.iter().find(|scale| scale.id == id).cloned()
    }

    /// All roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The words for a percentage, the preferred one first; it is rounded half up to a whole percent.
    pub fn words_for(&self, percent: f64) -> &[String] {
        let whole = (percent + 0.5).floor().clamp(0.0, 100.0) as u8;
        self.bands.iter().find(|band| (band.from..=band.to).contains(&whole)).map_or(&[], |band| &band.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Kind, Place};

    #[test]
    fn every_shipped_form_reads_and_fits() {
        let library = Library::shipped();
        for id in library.form_ids() {
            let form = library.form(id).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(form.id, id);
        }
        assert_eq!(library.prompts.len(), 33);
        assert_eq!(library.prompts.iter().map(|l| l.items.len()).sum::<usize>(), 170);
        assert!(!library.scales.is_empty() && !library.roles.is_empty());
    }

    #[test]
    fn sections_fields_and_judgements_are_those_of_the_catalogue() {
        let library = Library::shipped();
        for (id, sections, fields, judgements) in
            [("rtm", 5, 25, 0), ("autumn", 10, 31, 11), ("spring", 8, 28, 4), ("summer", 9, 30, 12)]
        {
            let form = library.form(id).unwrap();
            let rows = |f: &crate::forms::Field| match &f.kind {
                Kind::Grades { rows, .. } => rows.len(),
                _ => 0,
            };
            assert_eq!(form.sections.len(), sections, "{id}");
            assert_eq!(form.all_fields().count(), fields, "{id}");
            assert_eq!(form.all_fields().map(rows).sum::<usize>(), judgements, "{id}");
        }
    }

    #[test]
    fn the_rtm_has_the_official_agenda() {
        let form = Library::shipped().form("rtm").unwrap();
        let titles: Vec<&str> =
            form.agenda.iter().filter(|i| i.place == Place::Numbered).map(|i| i.title.as_str()).collect();
        let official = Library::shipped().prompts("RA").unwrap().items;
        assert_eq!(titles, official);
        assert_eq!(form.number_of("agreed-actions"), Some(5));
        assert_eq!(form.item_by_number(7).map(|i| i.id.as_str()), Some("next-meeting"));
    }

    #[test]
    fn proportion_words_follow_the_bands() {
        let library = Library::shipped();
        for (percent, word) in [
            (100.0, "vast/overwhelming majority"),
            (96.4, "very large majority"),
            (96.5, "vast/overwhelming majority"),
            (66.0, "large majority"),
            (50.0, "half"),
            (49.4, "minority"),
            (3.0, "almost none"),
        ] {
            assert_eq!(library.words_for(percent).first().map(String::as_str), Some(word), "{percent}");
        }
        for whole in 0..=100_u8 {
            assert!(!library.words_for(f64::from(whole)).is_empty(), "{whole}");
        }
    }

    #[test]
    fn faults_say_where_and_what() {
        let mut library = Library::shipped();
        let rtm = FORMS[0].1;
        let said = |text: String, library: &mut Library| library.add_form("own/rtm.ron", text).unwrap_err().to_string();
        let unknown_kind = said(rtm.replacen("kind: LongText", "kind: Wish", 1), &mut library);
        assert!(unknown_kind.starts_with("own/rtm.ron, line ") && unknown_kind.contains("Wish"), "{unknown_kind}");
        let newer = said(rtm.replacen("schema: 1", "schema: 9", 1), &mut library);
        assert_eq!(newer, "own/rtm.ron has layout version 9, this nov knows 1; use a newer nov");
        let clash = said(rtm.replacen("id: \"season\"", "id: \"school\"", 1), &mut library);
        assert!(clash.contains("two fields have the id \"school\""), "{clash}");
        let no_list = said(rtm.replacen("\"RQ\"", "\"XX\"", 1), &mut library);
        assert!(no_list.contains("no prompt list \"XX\""), "{no_list}");
        assert!(library.form("visit").unwrap_err().to_string().contains("there are rtm, autumn"));
        assert!(library.form("rtm").is_ok());
    }

    #[test]
    fn paths_lead_to_cells() {
        let form = Library::shipped().form("autumn").unwrap();
        assert_eq!(form.cell("attainment.school").unwrap().scale.as_deref(), Some("attainment-2009"));
        assert_eq!(form.cell("safe.la").unwrap().scale.as_deref(), Some("ofsted-2009"));
        assert_eq!(form.cell("recommendations.2.owner").unwrap().row, Some((1, "owner".to_owned())));
        assert!(form.cell("recommendations.0.owner").is_err());
        assert!(form.cell("recommendations").is_err());
        let near = form.cell("attainmen.school").unwrap_err().to_string();
        assert!(near.contains("did you mean attainment.school"), "{near}");
    }
}
