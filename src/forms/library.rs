//! All forms, scales, prompt lists and roles there are: those shipped, and the user's own over them.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check::check;
use super::error::{Fault, FormError};
use super::field::Kind;
use super::lists::{Band, PromptList, Role, Scale, bands_fit, entries_fit};
use super::model::Form;
use super::near::hint;
use crate::ronfile;

/// Version of the form file layout.
pub const FORM_SCHEMA: u32 = 1;

/// Shipped forms, in the order they are listed.
const FORMS: &[(&str, &str)] = &[
    ("rtm", include_str!("data/rtm.ron")),
    ("autumn", include_str!("data/autumn.ron")),
    ("spring", include_str!("data/spring.ron")),
    ("summer", include_str!("data/summer.ron")),
    ("familiarisation", include_str!("data/familiarisation.ron")),
    ("ht-performance", include_str!("data/ht-performance.ron")),
    ("jem", include_str!("data/jem.ron")),
    ("pib", include_str!("data/pib.ron")),
    ("ofsted-s5", include_str!("data/ofsted-s5.ron")),
    ("hmi-satisfactory", include_str!("data/hmi-satisfactory.ron")),
    ("hmi-s8", include_str!("data/hmi-s8.ron")),
    ("ofsted-survey", include_str!("data/ofsted-survey.ron")),
    ("support-day", include_str!("data/support-day.ron")),
    ("reference", include_str!("data/reference.ron")),
    ("meeting", include_str!("data/meeting.ron")),
    ("school-file", include_str!("data/school-file.ron")),
    ("cpd-record", include_str!("data/cpd-record.ron")),
    ("nca-record", include_str!("data/nca-record.ron")),
    ("sip-pm-notes", include_str!("data/sip-pm-notes.ron")),
];
const PROMPTS: &str = include_str!("data/prompts.ron");
const CARDS: &str = include_str!("data/cards.ron");
const SCALES: &str = include_str!("data/scales.ron");
const ROLES: &str = include_str!("data/roles.ron");
const PROPORTIONS: &str = include_str!("data/proportions.ron");

/// The library. Forms are kept as text and read when they are asked for.
#[derive(Debug, Clone)]
pub struct Library {
    forms: Vec<Shelved>,
    // Most starts ask for none of these three: read when first asked for.
    prompts: OnceLock<Vec<PromptList>>,
    scales: OnceLock<Vec<Scale>>,
    bands: OnceLock<Vec<Band>>,
    roles: Vec<Role>,
}

#[derive(Debug, Clone)]
struct Shelved {
    id: String,
    owner: Owner,
    path: String,
    text: Cow<'static, str>,
}

/// Whose a form is: one of the user's own stands in for a shipped one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Shipped,
    User,
}

/// The first line of a form of any layout.
#[derive(Deserialize)]
struct Layout {
    schema: u32,
}

/// The proportion words that come with nov, highest first.
pub fn shipped_bands() -> Vec<Band> {
    // That the shipped file reads is tested.
    ronfile::read(PROPORTIONS).unwrap_or_default()
}

/// The scales that come with nov.
fn shipped_scales() -> Vec<Scale> {
    ronfile::read(SCALES).unwrap_or_default()
}

/// The prompt lists and cards that come with nov.
fn shipped_prompts() -> Vec<PromptList> {
    let lists = [PROMPTS, CARDS].map(|text| ronfile::read::<Vec<PromptList>>(text).unwrap_or_default());
    lists.into_iter().flatten().collect()
}

impl Library {
    /// Everything that comes with nov. That the shipped files read and fit is tested.
    pub fn shipped() -> Self {
        let shelved = |(id, text): &(&str, &'static str)| Shelved {
            id: (*id).to_owned(),
            owner: Owner::Shipped,
            path: format!("shipped form {id}"),
            text: Cow::Borrowed(*text),
        };
        Self {
            forms: FORMS.iter().map(shelved).collect(),
            prompts: OnceLock::new(),
            scales: OnceLock::new(),
            bands: OnceLock::new(),
            roles: ronfile::read(ROLES).unwrap_or_default(),
        }
    }

    /// Adds the user's own files, as paths and texts, and says which cannot be used.
    ///
    /// Files named `prompts.ron`, `scales.ron`, `roles.ron` and `proportions.ron` hold lists and are taken first, whatever
    /// the order, because forms name them; every other file is a form.
    pub fn add_own(&mut self, files: Vec<(String, String)>) -> Vec<FormError> {
        let is_form = |path: &str| ListFile::at(path).is_none();
        let (forms, lists): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_form(path));
        let added = lists.into_iter().chain(forms).map(|(path, text)| match ListFile::at(&path) {
            Some(file) => self.add_list(file, &path, &text),
            None => self.add_form(&path, text),
        });
        added.filter_map(Result::err).collect()
    }

    /// Adds entries to a list, in place of those with the same id. Proportion words replace the whole table.
    fn add_list(&mut self, file: ListFile, path: &str, text: &str) -> Result<(), FormError> {
        match file {
            ListFile::Prompts => {
                let own = entries(path, text)?;
                let mut lists = self.prompts.take().unwrap_or_else(shipped_prompts);
                merge(&mut lists, own, |list: &PromptList| &list.id);
                self.prompts = lists.into();
            }
            ListFile::Scales => {
                let own = entries(path, text)?;
                let mut scales = self.scales.take().unwrap_or_else(shipped_scales);
                merge(&mut scales, own, |scale: &Scale| &scale.id);
                self.scales = scales.into();
            }
            ListFile::Roles => merge(&mut self.roles, entries(path, text)?, |role| &role.id),
            ListFile::Proportions => {
                let bands: Vec<Band> = read(path, text)?;
                bands_fit(&bands).map_err(|fault| unfit(path, fault))?;
                self.bands = bands.into();
            }
        }
        Ok(())
    }

    /// Adds a form of the user's own, in place of a shipped one with the same id.
    ///
    /// # Errors
    /// It cannot be used, or another of the user's files holds its id; the library is as it was.
    pub fn add_form(&mut self, path: &str, text: String) -> Result<(), FormError> {
        let id = self.parse_form(path, &text).map_err(|error| error.with_line(&text))?.id;
        let shelved = Shelved { id, owner: Owner::User, path: path.to_owned(), text: Cow::Owned(text) };
        match self.forms.iter_mut().find(|known| known.id == shelved.id) {
            Some(known) if known.owner == Owner::User && known.path != shelved.path => {
                Err(FormError::Twice { path: shelved.path, other: known.path.clone(), id: shelved.id })
            }
            Some(known) => {
                *known = shelved;
                Ok(())
            }
            None => {
                self.forms.push(shelved);
                Ok(())
            }
        }
    }

    /// Ids of all forms: the shipped ones in their order, then the user's own.
    pub fn form_ids(&self) -> Vec<&str> {
        self.forms.iter().map(|form| form.id.as_str()).collect()
    }

    /// A form as it reads in its own year; a session of another year has it as it is written, in the year of its day.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn form(&self, id: &str) -> Result<Form, FormError> {
        self.form_as_written(id).map(Form::in_own_year)
    }

    /// A form with the places of years in its words.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn form_as_written(&self, id: &str) -> Result<Form, FormError> {
        let ids = self.forms.iter().map(|form| form.id.as_str());
        let shelved = self.shelved(id).ok_or_else(|| FormError::Unknown { id: id.to_owned(), near: hint(id, ids) })?;
        // It was checked when it was added, and those shipped are checked by tests.
        read_form(&shelved.path, &shelved.text).map(|form| self.completed(form))
    }

    /// The form with the items of the lists that its checklists name.
    #[must_use]
    pub fn completed(&self, mut form: Form) -> Form {
        for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
            if let Kind::Checklist { list, items, .. } = &mut field.kind
                && items.is_empty()
                && let Some(known) = self.prompt_lists().iter().find(|known| known.id == *list)
            {
                items.clone_from(&known.items);
            }
        }
        form
    }

    /// The text of a form, byte for byte.
    pub fn form_text(&self, id: &str) -> Option<&str> {
        self.shelved(id).map(|form| &*form.text)
    }

    fn shelved(&self, id: &str) -> Option<&Shelved> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// Reads and checks the text of a form.
    ///
    /// # Errors
    /// It cannot be used; says where and why.
    pub fn parse_form(&self, path: &str, text: &str) -> Result<Form, FormError> {
        let form = read_form(path, text)?;
        check(&form, self).map_err(|fault| unfit(path, fault))?;
        Ok(self.completed(form))
    }

    /// All prompt and check lists.
    pub fn prompt_lists(&self) -> &[PromptList] {
        self.prompts.get_or_init(shipped_prompts)
    }

    /// A prompt list.
    pub fn prompts(&self, id: &str) -> Option<PromptList> {
        self.prompt_lists().iter().find(|list| list.id == id).cloned()
    }

    /// All scales.
    pub fn scales(&self) -> &[Scale] {
        self.scales.get_or_init(shipped_scales)
    }

    /// A scale.
    pub fn scale(&self, id: &str) -> Option<Scale> {
        self.scales().iter().find(|scale| scale.id == id).cloned()
    }

    /// All roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// A role by its id or another way to type it, in any case.
    pub fn role(&self, typed: &str) -> Option<&Role> {
        let same = |name: &String| name.eq_ignore_ascii_case(typed);
        let by_id = self.roles.iter().find(|role| same(&role.id));
        by_id.or_else(|| self.roles.iter().find(|role| role.aliases.iter().any(same)))
    }

    /// The bands of proportion words, highest first.
    pub fn bands(&self) -> &[Band] {
        self.bands.get_or_init(shipped_bands)
    }

    /// The words for a percentage, the preferred one first; it is rounded half up to a whole percent.
    pub fn words_for(&self, percent: f64) -> &[String] {
        super::lists::words_for(self.bands(), percent)
    }
}

/// A file of the user's own that holds no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListFile {
    Prompts,
    Scales,
    Roles,
    Proportions,
}

impl ListFile {
    fn at(path: &str) -> Option<Self> {
        match path.rsplit(['/', '\\']).next()? {
            "prompts.ron" => Some(Self::Prompts),
            "scales.ron" => Some(Self::Scales),
            "roles.ron" => Some(Self::Roles),
            "proportions.ron" => Some(Self::Proportions),
            _ => None,
        }
    }
}

fn unfit(path: &str, fault: Fault) -> FormError {
    FormError::Unfit { path: path.to_owned(), fault }
}

fn read<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, FormError> {
    ronfile::read(text).map_err(|fault| FormError::Unreadable { path: path.to_owned(), fault })
}

fn read_form(path: &str, text: &str) -> Result<Form, FormError> {
    let newer = |found: u32| FormError::Newer { path: path.to_owned(), found, known: FORM_SCHEMA };
    match read::<Form>(path, text) {
        Ok(form) if form.schema > FORM_SCHEMA => Err(newer(form.schema)),
        Ok(form) => Ok(form),
        // A later layout may hold what this one does not know; that it is later says more than what is unknown.
        Err(fault) => Err(match ronfile::read::<Layout>(text) {
            Ok(layout) if layout.schema > FORM_SCHEMA => newer(layout.schema),
            Ok(_) | Err(_) => fault,
        }),
    }
}

fn entries<T: DeserializeOwned + super::lists::Entry>(path: &str, text: &str) -> Result<Vec<T>, FormError> {
    let entries: Vec<T> = read(path, text)?;
    entries_fit(&entries).map_err(|fault| unfit(path, fault))?;
    Ok(entries)
}

fn merge<T>(known: &mut Vec<T>, own: Vec<T>, id: impl Fn(&T) -> &String) {
    for entry in own {
        match known.iter_mut().find(|one| id(one) == id(&entry)) {
            Some(one) => *one = entry,
            None => known.push(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Carried, Carry, Place, Source};

    /// A form as small as can be, with one change.
    fn small(from: &str, to: &str) -> String {
        let text = r#"(schema: 1, id: "own", version: "1", name: "Own", title: "Own", origin: Own,
            sections: [(id: "notes", title: "Notes", fields: [(id: "view", label: "View", kind: Grade(scale: "own-scale"))])],
            agenda: [(id: "notes", title: "Notes", sections: ["notes"], prompts: ["OWN"])],
            documents: [(id: "form", audience: "all", contents: [Sections([])])])"#;
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }

    #[test]
    fn every_shipped_file_reads_and_fits() {
        let library = Library::shipped();
        for (id, text) in FORMS {
            let form = library.parse_form(id, text).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(form.id, *id);
            assert_eq!(library.form_text(id), Some(*text));
        }
        let (prompts, cards): (Vec<PromptList>, Vec<PromptList>) =
            (ronfile::read(PROMPTS).unwrap(), ronfile::read(CARDS).unwrap());
        assert_eq!((prompts.len(), prompts.iter().map(|list| list.items.len()).sum::<usize>()), (33, 170));
        assert_eq!(entries_fit(library.prompt_lists()), Ok(()));
        assert_eq!(library.prompt_lists().len(), prompts.len() + cards.len());
        assert_eq!(entries_fit(library.scales()), Ok(()));
        assert_eq!(entries_fit(library.roles()), Ok(()));
        assert_eq!(bands_fit(library.bands()), Ok(()));
    }

    #[test]
    fn there_are_two_rates_and_no_amounts() {
        let library = Library::shipped();
        for form in library.form_ids().into_iter().map(|id| library.form(id).unwrap()) {
            let rates =
                form.ledger.iter().map(|ledger| &ledger.rate).chain(form.tallies.iter().map(|tally| &tally.rate));
            assert!(rates.into_iter().all(|rate| ["SIP", "NCA", ""].contains(&rate.as_str())), "{}", form.id);
        }
        let starred = |id: &&str| library.form(id).unwrap().ledger.is_some_and(|ledger| ledger.agreed_in_advance);
        let starred: Vec<&str> = library.form_ids().into_iter().filter(starred).collect();
        assert_eq!(
            starred,
            ["rtm", "jem", "ofsted-s5", "support-day"],
            "the NCA's other events note it in their record"
        );
    }

    #[test]
    fn sections_fields_and_judgements_are_those_of_the_catalogue() {
        let library = Library::shipped();
        for (id, fields, judgements) in [
            ("rtm", &[9, 3, 7, 5, 1][..], 0),
            ("autumn", &[11, 2, 1, 3, 3, 2, 1, 1, 3, 4], 11),
            ("spring", &[11, 2, 1, 3, 3, 1, 3, 4], 4),
            ("summer", &[11, 2, 1, 2, 3, 3, 1, 3, 4], 9 + 3),
        ] {
            let form = library.form(id).unwrap();
            // What only the SIP sees beside the form is no part of it.
            let printed = form.sections.iter().filter(|section| section.audience.is_empty());
            assert_eq!(printed.map(|section| section.fields.len()).collect::<Vec<_>>(), fields, "{id}");
            assert_eq!(form.judgement_rows().count(), judgements, "{id}");
        }
    }

    #[test]
    fn visits_are_planned_within_a_half_day_and_meetings_within_two_hours() {
        let library = Library::shipped();
        for id in ["rtm", "autumn", "spring", "summer"] {
            let form = library.form(id).unwrap();
            let planned: u32 = form.agenda.iter().map(|item| item.minutes).sum();
            let fits = if id == "rtm" { 120..=120 } else { 210..=240 };
            assert!(fits.contains(&planned), "{id}: {planned}");
            let first = form.documents.first().map(|document| document.id.as_str());
            assert_eq!(first, Some(if id == "rtm" { "minutes" } else { "nov" }));
        }
    }

    #[test]
    fn the_rtm_has_the_official_agenda() {
        let form = Library::shipped().form("rtm").unwrap();
        let numbered = form.agenda.iter().filter(|item| item.place == Place::Numbered);
        let titles: Vec<&str> = numbered.map(|item| item.title.as_str()).collect();
        assert_eq!(titles, Library::shipped().prompts("RA").unwrap().items);
        assert_eq!(form.number_of("agreed-actions"), Some(5));
        assert_eq!(form.number_of("details"), None);
        assert_eq!(form.item_by_number(7).map(|item| item.id.as_str()), Some("next-meeting"));
        assert_eq!(form.item_by_number(0), None);
    }

    #[test]
    fn each_visit_takes_up_what_the_one_before_recommended() {
        let library = Library::shipped();
        for (id, before) in [("autumn", "summer"), ("spring", "autumn"), ("summer", "spring"), ("rtm", "rtm")] {
            let form = library.form(id).unwrap();
            assert!(!form.carry_from.is_empty());
            // The one before comes first; the others hold the chain where it was left out. Targets are agreed in Autumn alone.
            let of_autumn = |carry: &&Carry| matches!(&carry.what, Carried::Rows { table, .. } if table == "targets");
            let (targets, others): (Vec<_>, Vec<_>) = form.carry_from.iter().partition(of_autumn);
            assert!(others.iter().all(|carry| carry.forms.first().is_some_and(|f| f == before)), "{id}");
            assert!(targets.iter().all(|carry| carry.forms == ["autumn"]), "{id}");
        }
    }

    #[test]
    fn only_the_author_is_named_in_a_note_of_visit() {
        let library = Library::shipped();
        for id in ["rtm", "autumn", "spring", "summer"] {
            let form = library.form(id).unwrap();
            let named: Vec<_> = form.all_fields().filter(|field| field.names_allowed).collect();
            assert!(named.iter().all(|field| matches!(field.from, Some(Source::Me(_)))), "{id}");
        }
    }

    #[test]
    fn proportion_words_follow_the_bands() {
        let library = Library::shipped();
        for (percent, word) in [
            (100.0, "vast majority"),
            (96.4, "very large majority"),
            (96.5, "vast majority"),
            (66.0, "large majority"),
            (50.0, "half"),
            (49.4, "minority"),
            (19.5, "small minority"),
            (19.4, "very small minority"),
            (3.0, "almost none"),
        ] {
            assert_eq!(library.words_for(percent).first().map(String::as_str), Some(word), "{percent}");
        }
    }

    #[test]
    fn roles_are_found_however_they_are_typed() {
        let library = Library::shipped();
        for (typed, id) in [("ht", "HT"), ("Deputy", "DHT"), ("SC", "LC"), ("chair", "CG")] {
            assert_eq!(library.role(typed).map(|role| role.id.as_str()), Some(id), "{typed}");
        }
        assert_eq!(library.role("XX"), None);
        let all: Vec<String> = library
            .roles()
            .iter()
            .flat_map(|role| {
                let names: std::collections::BTreeSet<String> =
                    role.aliases.iter().map(|alias| alias.to_lowercase()).collect();
                names.into_iter().filter(|alias| *alias != role.id.to_lowercase()).chain([role.id.to_lowercase()])
            })
            .collect();
        let apart: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(apart.len(), all.len(), "one name for two roles");
    }

    #[test]
    fn own_lists_are_taken_before_the_forms_that_name_them() {
        let mut library = Library::shipped();
        let scales = r#"[(id: "own-scale", grades: [(key: "met", label: "met"), (key: "not met", label: "not met")])]"#;
        let prompts = r#"[(id: "OWN", section: "", title: "Own", items: ["What changed?"]), (id: "RW", section: "15", title: "Why", items: ["Our own reason"])]"#;
        let faults = library.add_own(vec![
            ("forms/own.ron".to_owned(), small("Own", "Own")),
            ("forms/scales.ron".to_owned(), scales.to_owned()),
            ("forms/prompts.ron".to_owned(), prompts.to_owned()),
        ]);
        assert_eq!(faults, []);
        assert_eq!(library.form_ids().last(), Some(&"own"));
        assert_eq!(library.prompts("RW").map(|list| list.items), Some(vec!["Our own reason".to_owned()]));
        assert_eq!(library.form("own").map(|form| form.title).as_deref(), Ok("Own"));
    }

    #[test]
    fn own_lists_that_do_not_fit_are_left_out() {
        let mut library = Library::shipped();
        let said = |library: &mut Library, path: &str, text: &str| {
            let faults = library.add_own(vec![(path.to_owned(), text.to_owned())]);
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(
            said(
                &mut library,
                "scales.ron",
                r#"[(id: "s", grades: [(key: "1", label: "a"), (key: "1", label: "b")])]"#
            ),
            "scales.ron: scale \"s\": each of its grades needs a key of its own, such as 1"
        );
        assert_eq!(
            said(&mut library, "roles.ron", r#"[(id: "A", label: "a"), (id: "A", label: "b")]"#),
            "roles.ron: role \"A\": two roles have the id \"A\"; give one of them another"
        );
        assert_eq!(
            said(
                &mut library,
                "proportions.ron",
                r#"[(from: 0, to: 49, words: ["few"]), (from: 51, to: 100, words: ["most"])]"#
            ),
            "proportions.ron: 50 percent: no band has a word for it; let the bands cover 0 to 100 once"
        );
        assert!(said(&mut library, "prompts.ron", "[(id: 5)]").starts_with("prompts.ron, line 1, column "));
        assert_eq!(library.words_for(50.0), ["half"]);
    }

    #[test]
    fn an_own_form_stands_in_for_the_shipped_one_in_its_place() {
        let mut library = Library::shipped();
        let own = FORMS[1].1.replacen("Note of Visit - Autumn", "Our note", 1);
        assert_eq!(library.add_form("forms/autumn.ron", own.clone()), Ok(()));
        assert_eq!(library.form_ids(), Library::shipped().form_ids());
        assert_eq!(library.form("autumn").map(|form| form.title).as_deref(), Ok("Our note"));
        assert_eq!(library.form_text("autumn"), Some(own.as_str()));
        // Read again from the same file it replaces itself; from another it is one too many.
        assert_eq!(library.add_form("forms/autumn.ron", own.clone()), Ok(()));
        assert_eq!(
            library.add_form("forms/copy.ron", own).unwrap_err().to_string(),
            "forms/copy.ron and forms/autumn.ron both hold the form \"autumn\"; give one of them another id"
        );
    }

    #[test]
    fn files_that_do_not_read_say_where() {
        let mut library = Library::shipped();
        let unknown_kind = FORMS[0].1.replacen("kind: LongText", "kind: Wish", 1);
        let place = unknown_kind.lines().position(|line| line.contains("Wish")).unwrap() + 1;
        let said = library.add_form("own/rtm.ron", unknown_kind).unwrap_err().to_string();
        assert!(said.starts_with(&format!("own/rtm.ron, line {place}, column ")) && said.contains("Wish"), "{said}");
        assert_eq!(library.form("rtm").map(|form| form.title).as_deref(), Ok("Round Table Meeting agenda and minutes"));
    }

    #[test]
    fn a_later_layout_is_named_even_where_it_cannot_be_read() {
        let mut library = Library::shipped();
        for text in [FORMS[0].1.replacen("schema: 1", "schema: 9", 1), r"(schema: 9, parts: [Novel(1)])".to_owned()] {
            let said = library.add_form("own/rtm.ron", text).unwrap_err().to_string();
            assert_eq!(said, "own/rtm.ron has layout version 9, this nov knows 1; use a newer nov");
        }
    }

    #[test]
    fn an_unknown_form_brings_the_near_ones_or_all() {
        let library = Library::shipped();
        let said = |id: &str| library.form(id).unwrap_err().to_string();
        assert_eq!(said("rmt"), "there is no form \"rmt\"; did you mean rtm?");
        let all = library.form_ids().join(", ");
        assert_eq!(said("visit"), format!("there is no form \"visit\"; there are {all}"));
    }
}
