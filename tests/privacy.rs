//! Nothing leaves that may not: random sessions with a word of its own in every place, every document of every form in
//! every format, the handover and what is copied.

use std::collections::BTreeSet;
use std::io::Read;

use base64::Engine as _;
use nov::calendar::{Calendar, Count};
use nov::export::FORMATS;
use nov::forms::{Document, Field, Form, Kind as FieldKind, Library, Numbering, Part};
use nov::grammar::Kind;
use nov::measures::FigureBook;
use nov::outline::{build_with, documents, places};
use nov::session::{Change, Contents, Entry, Filled, Goes, Piece, Record, Row, Session, Target};
use proptest::prelude::*;

use crate::support::sitter::Sitter;
use crate::support::store::Store;

/// Who may see a word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum For {
    /// Whoever gets the document.
    All,
    /// Documents of these audiences.
    Some(Vec<String>),
    /// Nobody: private, taken out, or half typed and private.
    None,
}

/// A session with a word of its own in every place, and who may see each.
struct Marked {
    session: Session,
    words: Vec<(String, For)>,
}

impl Marked {
    fn word(&mut self, may_see: For) -> String {
        let word = format!("zq{}wv", self.words.len());
        self.words.push((word.clone(), may_see));
        word
    }

    fn apply(&mut self, change: &Change) {
        self.session.apply(change).unwrap();
    }

    fn field(&mut self, form: &Form, field: &Field) {
        let section = form.section_of(&field.id).map(|section| section.audience.clone()).unwrap_or_default();
        let may_see = || of_all(&[&field.audience, &section]);
        let typed = |marked: &mut Self, target: Target| {
            let insert = marked.word(may_see());
            marked.apply(&Change::Edit { target, at: 0, remove: String::new(), insert });
        };
        match &field.kind {
            FieldKind::Text | FieldKind::LongText => typed(self, Target::Field(field.id.clone())),
            FieldKind::Table { columns } => {
                let table = field.id.clone();
                let at = self.session.table(&table).len();
                self.apply(&Change::Row { table: table.clone(), at, from: None, to: Some(Row::new()) });
                for column in columns.iter().filter(|c| matches!(c.kind, FieldKind::Text | FieldKind::LongText)) {
                    typed(self, Target::Cell { table: table.clone(), row: at, column: column.id.clone() });
                }
            }
            FieldKind::Grades { rows, columns, .. } => {
                for row in rows {
                    for column in columns.iter().filter(|c| matches!(c.kind, FieldKind::Text | FieldKind::LongText)) {
                        typed(self, Target::Field(format!("{}.{}", row.id, column.id)));
                    }
                }
            }
            FieldKind::Sentence { blanks, .. } => {
                for blank in blanks.iter().filter(|c| c.kind == FieldKind::Text) {
                    typed(self, Target::Field(format!("{}.{}", field.id, blank.id)));
                }
            }
            FieldKind::Number { .. }
            | FieldKind::Date
            | FieldKind::Since
            | FieldKind::Due
            | FieldKind::Past
            | FieldKind::Dates
            | FieldKind::Choice(_)
            | FieldKind::Choices(_)
            | FieldKind::Grade { .. }
            | FieldKind::Checklist { .. }
            | FieldKind::Role => {}
        }
    }

    fn entry(&mut self, form: &Form, item: &str, kind: Kind, removed: bool) {
        let may_see = match kind {
            Kind::Private => For::None,
            _ if removed => For::None,
            _ => audience_of(form, item),
        };
        let text = format!("{} is said", self.word(may_see.clone()));
        let at = self.session.date().and_hms_opt(14, 5, 0).unwrap();
        let mut entry = Entry::new(self.session.next_entry(), at, kind, text);
        entry.removed = removed;
        entry.who = Some("HT".to_owned());
        if kind == Kind::Action {
            let measure = self.word(may_see);
            let number = self.session.next_action();
            entry.action = Some(nov::session::Action { number, measure, ..nov::session::Action::default() });
        }
        let at = self.session.entries(item).len();
        self.apply(&Change::Entry { item: item.to_owned(), at, from: None, to: Some(Box::new(entry)) });
    }

    /// Half typed, and private by its mark.
    fn draft(&mut self, item: &str, mark: &str) {
        let insert = format!("{mark} {} half", self.word(For::None));
        let target = Target::Draft(item.to_owned());
        self.apply(&Change::Edit { target, at: 0, remove: String::new(), insert });
    }
}

/// Forms that are for some readers only, beside the user: the panel's advice, a reference, what is confidential.
const FOR_SOME: [(&str, &[&str]); 11] = [
    ("ht-performance", &["panel"]),
    ("reference", &["asker"]),
    ("school-file", &[]),
    ("cpd-record", &["reviewer"]),
    ("nca-record", &["nca manager"]),
    ("sip-pm-notes", &["reviewer"]),
    ("pib", &["school", "invited", "la"]),
    ("ofsted-s5", &["la", "cover"]),
    ("hmi-satisfactory", &["la"]),
    ("hmi-s8", &["la"]),
    ("ofsted-survey", &["la"]),
];

/// Whether readers of an audience may have anything of a form.
fn is_for(form: &str, audience: &str) -> bool {
    let some = FOR_SOME.iter().find(|(id, _)| *id == form);
    ["sip", "me"].contains(&audience) || some.is_none_or(|(_, readers)| readers.contains(&audience))
}

/// Only those whom every list that is not empty names.
fn of_all(audiences: &[&Vec<String>]) -> For {
    let mut named: Option<Vec<String>> = None;
    for audience in audiences.iter().filter(|audience| !audience.is_empty()) {
        named = Some(match named {
            None => (*audience).clone(),
            Some(so_far) => so_far.into_iter().filter(|a| audience.contains(a)).collect(),
        });
    }
    named.map_or(For::All, For::Some)
}

/// An item is for those it names; where all its fields are for others, for them.
fn audience_of(form: &Form, item: &str) -> For {
    let Some(item) = form.item(item) else { return For::All };
    if !item.audience.is_empty() {
        return For::Some(item.audience.clone());
    }
    let fields = form.fields_of(item);
    let of = |field: &&Field| {
        let section = form.section_of(&field.id).map(|section| section.audience.clone()).unwrap_or_default();
        of_all(&[&field.audience, &section])
    };
    let audiences: Vec<For> = fields.iter().map(of).collect();
    if audiences.is_empty() || audiences.contains(&For::All) {
        return For::All;
    }
    let named = audiences.into_iter().flat_map(|audience| match audience {
        For::Some(named) => named,
        For::All | For::None => Vec::new(),
    });
    For::Some(named.collect())
}

fn marked(form: &Form, fields: &[bool], entries: &[(usize, usize, bool)], mark: &str) -> Marked {
    let day = "2010-01-12".parse().unwrap();
    let session = Session::new(form, "2010-01-12-seaview-test", "Seaview Primary", "seaview", day);
    let mut marked = Marked { session, words: Vec::new() };
    for (n, field) in form.all_fields().enumerate() {
        if fields.is_empty() || fields[n % fields.len()] {
            marked.field(form, field);
        }
    }
    let items: Vec<String> = marked.session.agenda().iter().map(|stop| stop.id.clone()).collect();
    for (item, kind, removed) in entries {
        marked.entry(form, &items[item % items.len()], Kind::ALL[kind % Kind::ALL.len()], *removed);
    }
    marked.draft(&items[entries.len() % items.len()], mark);
    marked
}

fn filled<'a>(form: &'a Form, session: &'a Session, rest: &'a Rest) -> Filled<'a> {
    Filled {
        form,
        session,
        school: &rest.school,
        me: &rest.me,
        calendar: &rest.calendar,
        scales: &[],
        prompts: &[],
        roles: &[],
        count: Count::Working,
        figures: &rest.figures,
    }
}

struct Rest {
    school: Record,
    me: Record,
    calendar: Calendar,
    figures: FigureBook,
}

/// What a file says: its bytes, those of a package unpacked.
fn said(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        for at in 0..zip.len() {
            let mut part = Vec::new();
            zip.by_index(at).unwrap().read_to_end(&mut part).unwrap();
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    // A mail carries its document encoded.
    let bare: String = text.split("base64\r\n\r\n").skip(1).map(|part| part.split("\r\n--").next().unwrap_or("")).fold(
        String::new(),
        |mut all, part| {
            let packed: String = part.split_whitespace().collect();
            if let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(packed) {
                all.push_str(&said(&bytes));
            }
            all
        },
    );
    text + &bare
}

#[track_caller]
fn holds_only_what_it_may(form: &str, words: &[(String, For)], document: &Document, what: &str, shown: &str) {
    for (word, may_see) in words {
        let may = match may_see {
            For::All => true,
            For::Some(audiences) => audiences.contains(&document.audience),
            For::None => false,
        };
        let may = may && is_for(form, &document.audience);
        let (id, audience) = (&document.id, &document.audience);
        assert!(
            may || !shown.contains(word.as_str()),
            "{form}: {word} ({may_see:?}) is in {id} for {audience} as {what}"
        );
    }
}

fn rest() -> Rest {
    Rest { school: Record::new(), me: Record::new(), calendar: Calendar::shipped(), figures: FigureBook::default() }
}

#[test]
fn with_a_word_in_every_place_of_every_form_each_document_holds_only_what_its_readers_may_see() {
    let (library, rest) = (Library::shipped(), rest());
    let mut contents = Contents::default();
    contents.set(Piece::Waived, Goes::In);
    for id in library.form_ids() {
        let form = library.form(id).unwrap();
        let items = form.agenda.len();
        let entries: Vec<(usize, usize, bool)> =
            (0..items).flat_map(|item| (0..Kind::ALL.len()).map(move |kind| (item, kind, kind == 4))).collect();
        let marked = marked(&form, &[], &entries, "%");
        let filled = filled(&form, &marked.session, &rest);
        let mut seen = 0;
        for document in documents(&form) {
            let outline = build_with(&filled, &document.id, &contents).unwrap();
            for format in FORMATS {
                let mut bytes = Vec::new();
                (format.write)(&outline, &mut bytes).unwrap();
                let shown = said(&bytes);
                holds_only_what_it_may(&form.id, &marked.words, &document, format.id, &shown);
                seen += marked.words.iter().filter(|(word, _)| shown.contains(word.as_str())).count();
            }
            let template = format!("{:?}", places(&filled, &document.id, &contents).unwrap());
            holds_only_what_it_may(&form.id, &marked.words, &document, "a template", &template);
        }
        assert!(seen > 50, "{id}: the words are there to be seen");
        let handed = nov::ronfile::write(&marked.session.for_others("Ash Rowan")).unwrap();
        for (word, may_see) in &marked.words {
            assert!(*may_see != For::None || !handed.contains(word.as_str()), "{word} is handed over");
        }
    }
}

#[test]
fn whoever_a_document_is_for_it_holds_nothing_of_a_part_that_is_closed_to_them() {
    let (library, rest) = (Library::shipped(), rest());
    let forms: Vec<Form> = library.form_ids().into_iter().map(|id| library.form(id).unwrap()).collect();
    let mut audiences: BTreeSet<String> = forms.iter().flat_map(documents).map(|document| document.audience).collect();
    audiences.insert("stranger".to_owned());
    for mut form in forms {
        let items = form.agenda.len();
        let entries: Vec<(usize, usize, bool)> =
            (0..items).flat_map(|item| (0..Kind::ALL.len()).map(move |kind| (item, kind, kind == 4))).collect();
        let marked = marked(&form, &[], &entries, "%");
        // All that any document of any form is made of, in one.
        let mut contents: Vec<Part> = documents(&form).into_iter().flat_map(|document| document.contents).collect();
        contents.push(Part::Letter(form.all_fields().map(|field| format!("{{{}}}", field.id)).collect()));
        form.audience = FOR_SOME
            .iter()
            .filter(|(id, _)| *id == form.id)
            .flat_map(|(_, readers)| readers.iter().copied().chain(["sip"]))
            .map(str::to_owned)
            .collect();
        let id = form.id.clone();
        for audience in &audiences {
            let everything = Document {
                id: "everything".to_owned(),
                title: String::new(),
                audience: audience.clone(),
                to: Vec::new(),
                in_state: None,
                brings: None,
                ahead: false,
                when_empty: None,
                numbering: Numbering::Plain,
                contents: contents.clone(),
            };
            form.documents = vec![everything.clone()];
            let filled = filled(&form, &marked.session, &rest);
            let outline = format!("{:?}", build_with(&filled, "everything", &Contents::default()).unwrap());
            holds_only_what_it_may(&id, &marked.words, &everything, "an outline", &outline);
            let template = format!("{:?}", places(&filled, "everything", &Contents::default()).unwrap());
            holds_only_what_it_may(&id, &marked.words, &everything, "a template", &template);
            let seen = marked.words.iter().any(|(word, _)| outline.contains(word.as_str()));
            assert_eq!(seen, is_for(&id, audience), "{id} for {audience}: the words are there to be seen");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_in_a_session_no_document_holds_what_its_readers_may_not_see(
        form in 0usize..100,
        fields in prop::collection::vec(any::<bool>(), 1..20),
        entries in prop::collection::vec((0usize..40, 0usize..10, any::<bool>()), 0..25),
        mark in prop::sample::select(vec!["%", "private:", "Private:", ">2 %", " %", "% @HT", "%!"]),
        out in prop::collection::vec(0usize..Piece::ALL.len(), 0..4),
    ) {
        let (library, rest) = (Library::shipped(), rest());
        let ids = library.form_ids();
        let form = library.form(ids[form % ids.len()]).unwrap();
        let marked = marked(&form, &fields, &entries, mark);
        let filled = filled(&form, &marked.session, &rest);
        let mut contents = Contents::default();
        for piece in out {
            contents.turn(Piece::ALL[piece]);
        }
        for document in documents(&form) {
            let outline = build_with(&filled, &document.id, &contents).unwrap();
            // Every format writes the outline and nothing else.
            holds_only_what_it_may(&form.id, &marked.words, &document, "an outline", &format!("{outline:?}"));
            for format in FORMATS.iter().filter(|format| ["txt", "md", "csv", "ics"].contains(&format.id)) {
                let mut bytes = Vec::new();
                (format.write)(&outline, &mut bytes).unwrap();
                holds_only_what_it_may(&form.id, &marked.words, &document, format.id, &said(&bytes));
            }
        }
    }
}

#[test]
fn a_private_line_is_not_copied_mailed_or_handed_on_from_the_screen() {
    let mut me = Sitter::open("rtm");
    me.enters("= go on to Easter").enters("said aloud").enters("% zq1wv on the phone");
    me.keys("ctrl+c").picks("the entry");
    assert!(me.copied.is_none(), "{:?}", me.copied);
    me.is_told("private");
    for what in ["the item", "the whole document"] {
        me.keys("ctrl+c").picks(what);
        assert!(!me.copied.as_ref().unwrap().0.contains("zq1wv"));
    }
    me.types("% zq2wv half typed").keys("ctrl+c").picks("the whole document");
    assert!(!me.copied.as_ref().unwrap().0.contains("zq2wv"));
    for (document, format) in [("minutes", "docx"), ("minutes", "eml"), ("entries", "csv"), ("headlines", "html")] {
        let shown = said(&me.writes(document, format));
        assert!(shown.len() > 20 && !shown.contains("zq1wv") && !shown.contains("zq2wv"), "{document} as {format}");
    }
}

#[test]
fn a_line_made_private_after_it_was_sent_goes_to_nobody_else() {
    let mut me = Sitter::open("rtm");
    me.enters("zq3wv looks tired").enters("writing is up").runs("note as sent").keys("down space enter");
    assert_eq!(me.session().sent().len(), 1, "{}", me.screen());
    let at = me.session().all_entries().find(|(_, entry)| entry.text.contains("zq3wv")).unwrap().1.id;
    me.keys("up up ctrl+k").picks("private");
    assert_eq!(me.session().entry(at).unwrap().1.kind, Kind::Private);
    me.runs("home");
    let wish = nov::pack::Wish::handover("2010-02-01".parse().unwrap());
    let made = nov::pack::make(&me.desk, "Seaview Primary", &wish).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.bytes)).unwrap();
    let mut seen = String::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        seen.push_str(&said(&bytes).to_lowercase());
    }
    assert!(seen.contains("writing is up") && !seen.contains("zq3wv"), "{seen}");
}

#[test]
fn a_session_whose_file_does_not_say_how_confidential_it_is_is_for_those_named_only() {
    let store = Store::new();
    let visit = store.new_session("spring", "Hillside Primary", "2010-03-10");
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let mut closed = 0;
    for file in std::fs::read_dir(examples).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let id = text.split("  id: \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let unsaid: Vec<&str> = text.lines().filter(|line| !line.starts_with("  confidentiality:")).collect();
        assert_eq!(unsaid.len() + 1, text.lines().count(), "{id}");
        std::fs::write(store.path().join(format!("{id}.ron")), unsaid.join("\n")).unwrap();
        let shown = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
        let says = |line: &str| line.contains("Confidential") || line.contains("For you alone");
        assert!(shown.lines().take(4).any(says), "{id}: {shown}");
        closed += usize::from(text.contains("school: \"Hillside Primary\"") && !id.starts_with("2011"));
    }
    let year = store.nov(&["export", &visit, "--document", "year", "--format", "txt", "--output", "-"]).well();
    let year = year.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(closed > 0 && year.contains("1 visit or meeting, told up to"), "{closed}: {year}");
}
