//! The page of one school: what it is, whom to turn to, what it is owed, its days, what is open.

use super::App;
use super::home::{Home, HomeRow};
use super::overlay::{Choice, Overlay, Picked, Picker};
use crate::calendar::{british, long};
use crate::caseload::{Caseload, SchoolYear, Split, Visits, agreement_in, contacts};
use crate::command::Code;
use crate::forms::{Field, Kind, Section, school_card};
use crate::session::Record;

/// Facts shown in one line of what a school is, and in one of where it stands.
const IS: [&str; 6] = ["phase", "key-stages", "location", "lcsp", "specialism", "urn"];
const STANDS: [&str; 5] = ["support-level", "category", "programme", "nc-risk", AGREED];
/// With whom extra days were agreed, and when.
const AGREED: &str = "extra-days-agreed";

impl Home {
    /// The rows of a school's page.
    pub(super) fn school_rows<'a>(&'a self, school: &'a SchoolYear, caseload: &'a Caseload) -> Vec<HomeRow<'a>> {
        let own = || self.listing.sessions.iter().filter(|s| s.school_slug == school.slug);
        let card = school_card();
        let mut rows: Vec<HomeRow<'_>> =
            facts(school, &card).into_iter().map(|line| HomeRow::Said(&school.name, line)).collect();
        rows.push(HomeRow::Record(school));
        rows.extend(school.to_tell.iter().map(|(session, tell)| HomeRow::Tell(session, &school.name, tell)));
        rows.extend(self.due(own()).into_iter().map(|(s, d)| HomeRow::Due(s, d)));
        rows.push(HomeRow::Said(&caseload.year, visits(school.visits)));
        rows.extend(school.owed.iter().map(HomeRow::Owed));
        rows.extend(school.days.events.iter().map(HomeRow::Event));
        rows.extend(totals(school).into_iter().map(|line| HomeRow::Said("Days", line)));
        rows.extend(caseload.register.iter().filter(|r| r.school_slug == school.slug).map(HomeRow::Action));
        rows.extend(self.listing.standing_forms.iter().map(|(form, title)| {
            let kept = own().filter(|s| s.form == *form).max_by_key(|s| (s.date, &s.id));
            let session = kept.map_or("", |s| s.id.as_str());
            HomeRow::File(form, title, session, counted(school, session))
        }));
        rows.extend(contacts(&school.record, &card).into_iter().map(|line| HomeRow::Said("Contacts", line)));
        rows.extend(own().map(HomeRow::Session));
        rows
    }
}

impl App {
    /// Shows the schools, or the own year, in the school year before the one shown, or the one after.
    pub(super) fn turn_year(&mut self, way: Code) {
        let this = self.desk.calendar.school_year_of(self.now.date());
        let shown = self.home.year.unwrap_or(this);
        let year = if way == Code::Left { shown.previous() } else { shown.next() };
        self.home.year = Some(year).filter(|year| *year != this);
        self.survey();
    }

    /// Opens what is kept up beside the visits of the school on the screen, beside its session.
    pub(super) fn open_school_file(&mut self) {
        let Some(sitting) = &self.sitting else { return };
        let (slug, school) = (sitting.session().school_slug().to_owned(), sitting.session().school().to_owned());
        let listing = &self.home.listing;
        let files = listing.standing_forms.iter().map(|(form, title)| {
            let of_school = listing.sessions.iter().filter(|s| s.school_slug == slug && s.form == *form);
            let kept = of_school.max_by_key(|s| (s.date, &s.id));
            let picked = match kept {
                Some(kept) => Picked::Session(kept.id.clone()),
                None => Picked::Keep { form: form.clone(), school: school.clone() },
            };
            Choice::new(title, if kept.is_some() { "" } else { "begins it" }, picked)
        });
        let mut files: Vec<Choice> = files.collect();
        match (files.len(), files.pop()) {
            (1, Some(only)) => self.pick(only.picked),
            (_, last) => {
                files.extend(last);
                self.overlays.push(Overlay::Picker(Picker::new("Kept up beside the visits", files)));
            }
        }
    }
}

/// What a school is and where it stands, a line each; flags by what their record calls them.
fn facts(school: &SchoolYear, card: &[Section]) -> Vec<String> {
    let record = &school.record;
    let said = |fact: &&&str| !matches!(school.fact(fact), "" | "none" | "no");
    let words = |fact: &&str| match *fact {
        AGREED => agreement_in(school.fact(AGREED)),
        fact => school.fact(fact).to_owned(),
    };
    let joined = |facts: &[&str]| facts.iter().filter(said).map(words).collect::<Vec<_>>().join(" · ");
    let is_flag = |field: &&Field| matches!(&field.kind, Kind::Choice(options) if options.len() == 2 && options.iter().all(|o| o == "yes" || o == "no"));
    let fields = card.iter().flat_map(|section| &section.fields);
    let flags = fields.filter(is_flag).filter(|field| record.fact(&field.id) == "yes").map(|field| {
        let since = record.fact(&Record::since(&field.id)).parse().ok();
        since.map_or_else(|| field.label.clone(), |since| format!("{}, since {}", field.label, british(since)))
    });
    let mut lines = vec![joined(&IS), joined(&STANDS)];
    lines.extend(flags);
    lines.retain(|line| !line.is_empty());
    lines.extend(school.remarks.iter().cloned());
    lines.extend(differing(school, card));
    if school.fact("key-stages").is_empty() {
        lines.push("No key stages are noted yet: a note of visit asks for them".to_owned());
    }
    lines
}

/// What the newest note says otherwise than the record, of what is shown above.
fn differing<'a>(school: &'a SchoolYear, card: &'a [Section]) -> impl Iterator<Item = String> + 'a {
    let shown = |fact: &str| IS.contains(&fact) && !school.record.fact(fact).is_empty();
    school.noted.iter().filter(move |(fact, ..)| shown(fact)).map(|(fact, value, on)| {
        let label = card.iter().flat_map(|section| &section.fields).find(|field| field.id == *fact);
        let label = label.map_or(fact.as_str(), |field| field.label.as_str());
        format!("{label}: the note of {} says {value}; mend the record if it is right", long(*on))
    })
}

fn visits(visits: Visits) -> String {
    let Visits { held, planned, least, .. } = visits;
    let short = least.saturating_sub(held + planned);
    let rest = if short == 0 { String::new() } else { format!(", {short} still to arrange") };
    format!("Half-day visits: {held} held, {planned} arranged, {}{rest}", visits.asked())
}

/// The days added up.
fn totals(school: &SchoolYear) -> Vec<String> {
    let days = &school.days;
    let whole = if days.national_challenge {
        format!("{} National Challenge days, writing and preparation included", days.allowed)
    } else {
        let extra = if days.extra > 0.0 { format!(" and {} extra", days.extra) } else { String::new() };
        let basic = days.basic;
        format!("{} days ({} in school, {} out){extra}", basic.total(), basic.in_school, basic.out_of_school)
    };
    let used = days.used();
    let (inside, out, planned, left) = (days.in_school, days.out_of_school, days.planned, days.left());
    let mut lines = vec![
        format!("Of {whole}:"),
        format!("{used} used ({inside} in school, {out} out), {planned} planned, {left} left"),
    ];
    lines.extend(days.beyond());
    if days.events.iter().any(|event| event.date.is_some()) {
        lines.push("An event counts the days allotted to it, in school and out, whatever its hours".to_owned());
    }
    if days.extra_not_agreed {
        lines.push(format!("{} extra days: no agreement noted beforehand", days.extra));
    }
    let apart = days.for_themselves;
    let ahead = days.planned_for_themselves;
    if apart.total() > 0.0 || ahead > 0.0 {
        let Split { in_school, out_of_school } = apart;
        let whole = apart.total();
        lines.push(format!(
            "Meetings and inspections, charged for themselves beside these: {whole} used ({in_school} in school, {out_of_school} out), {ahead} planned"
        ));
    }
    lines
}

/// What is done of the lists in a file.
fn counted(school: &SchoolYear, session: &str) -> String {
    let begun = school.checklists.iter().filter(|(of, tally)| of == session && tally.count > 0);
    let said = begun.map(|(_, tally)| format!("{} {} of {}", tally.label, tally.count, tally.of));
    said.collect::<Vec<_>>().join(" · ")
}
