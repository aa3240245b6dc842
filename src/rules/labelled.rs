//! How well the rules about prose find what they look for: counted over labelled sentences and two real meetings.
//!
//! A labelled file (`tests/rules/RULE.tsv`) holds a sentence a line: `+` (to be found) or `-` (to be left alone), the
//! sentence, where it is from. What stands below `# held out` is counted by itself: it is by one who had not seen the
//! rules, and nobody who works on them reads it.

use std::fmt::Write;

use super::{Context, Day, Rule, evidence, impact, name, proportion, tagged, view};
use crate::calendar::{Calendar, Count};
use crate::forms::{Library, RuleUse};
use crate::session::{Change, Filled, Record, Session, Target};

/// A rule about prose, its sentences, and how meetings are read to it.
struct Prose {
    rule: Rule,
    sentences: &'static str,
    /// What is met over the sentences held out: at least so many in a hundred found, at most so many false alarms.
    held: (usize, usize),
}

/// The field of a Note of Visit that the sentences are put in.
const FIELD: &str = "self-evaluation";

/// What every rule is to reach over sentences held out: so many in a hundred found, so many false alarms.
const AIM: (usize, usize) = (95, 5);

impl Prose {
    /// Whether it speaks of a commentary as a whole, once at most, so that alarms on a page say nothing.
    fn by_whole(&self) -> bool {
        matches!(self.rule.id, "evidence" | "impact")
    }
}

const PROSE: [Prose; 6] = [
    Prose { rule: name::RULE, sentences: include_str!("../../tests/rules/name.tsv"), held: (88, 3) },
    Prose { rule: view::RULE, sentences: include_str!("../../tests/rules/view.tsv"), held: (96, 4) },
    Prose { rule: evidence::RULE, sentences: include_str!("../../tests/rules/evidence.tsv"), held: (84, 21) },
    Prose { rule: impact::RULE, sentences: include_str!("../../tests/rules/impact.tsv"), held: (96, 7) },
    Prose { rule: tagged::RULE, sentences: include_str!("../../tests/rules/tagged.tsv"), held: (93, 6) },
    Prose { rule: proportion::RULE, sentences: include_str!("../../tests/rules/proportion.tsv"), held: (96, 0) },
];

const MEETINGS: [&str; 2] =
    [include_str!("../../tests/data/meeting-curriculum.tsv"), include_str!("../../tests/data/meeting-exclusions.tsv")];

/// An Autumn note at a school whose people are known, to put sentences in.
struct Note {
    form: crate::forms::Form,
    session: Session,
    school: Record,
    me: Record,
    calendar: Calendar,
}

impl Note {
    fn new() -> Self {
        let form = Library::shipped().form("autumn").unwrap();
        let date = "2009-11-17".parse().unwrap();
        let session = Session::new(&form, "2009-11-17-hillside-autumn", "Hillside Primary", "hillside", date);
        let mut school = Record::new();
        for (fact, to) in [
            ("head", "Margaret Holloway"),
            ("pa", "Tom Pickering"),
            ("chair", "Geoff Lund"),
            ("others", "Aisha Rahman, Bethan Price"),
        ] {
            school.apply(&school.setting(fact, to)).unwrap();
        }
        Self { form, session, school, me: Record::new(), calendar: Calendar::shipped() }
    }

    /// How often a rule speaks of a text in a field.
    fn alarms(&mut self, prose: &Prose, text: &str) -> usize {
        let target = Target::Field(FIELD.to_owned());
        let change = Change::Edit { target, at: 0, remove: String::new(), insert: text.to_owned() };
        let back = self.session.apply(&change).unwrap();
        let usage = RuleUse { rule: prose.rule.id.to_owned(), ..RuleUse::default() };
        let filled = Filled {
            figures: &crate::measures::FigureBook::default(),
            form: &self.form,
            session: &self.session,
            school: &self.school,
            me: &self.me,
            calendar: &self.calendar,
            scales: &[],
            prompts: &[],
            roles: &[],
            count: Count::Working,
        };
        let found = (prose.rule.find)(&Context { filled, usage: &usage, day: Day::Any }).len();
        self.session.apply(&back).unwrap();
        found
    }
}

/// Counts over labelled sentences.
#[derive(Debug, Default, Clone, Copy)]
struct Counted {
    wanted: usize,
    found: usize,
    clean: usize,
    alarms: usize,
    others: usize,
}

impl Counted {
    fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.clean += other.clean;
        self.alarms += other.alarms;
        self.others += other.others;
    }
}

/// The part to be looked at and the part held out, counted; with the sentences told wrong in the former.
fn count(prose: &Prose) -> (Counted, Counted, Vec<String>) {
    let mut note = Note::new();
    let (seen, held) = prose.sentences.split_once("# held out\n").expect("a part that is held out");
    let mut wrong = Vec::new();
    let mut of = |part: &str, tell: Option<&mut Vec<String>>| {
        let (mut counted, mut told) = (Counted::default(), Vec::new());
        for line in part.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('\t').collect();
            let [label, sentence, source] = parts.as_slice() else { panic!("{}: {line}", prose.rule.id) };
            let alarm = note.alarms(prose, sentence) > 0;
            let wanted = *label == "+";
            assert!(wanted || *label == "-", "{line}");
            counted.others += usize::from(*source != "written");
            counted.wanted += usize::from(wanted);
            counted.clean += usize::from(!wanted);
            counted.found += usize::from(wanted && alarm);
            counted.alarms += usize::from(!wanted && alarm);
            if wanted != alarm {
                told.push(format!("{} {label} {sentence}", prose.rule.id));
            }
        }
        if let Some(tell) = tell {
            tell.extend(told);
        }
        counted
    };
    let looked_at = of(seen, Some(&mut wrong));
    let held_out = of(held, None);
    (looked_at, held_out, wrong)
}

/// How often a rule speaks up over the real meetings, and their pages of 500 words.
fn over_meetings(prose: &Prose) -> (usize, usize, Vec<String>) {
    let (mut note, mut alarms, mut words, mut told) = (Note::new(), 0, 0, Vec::new());
    for turn in MEETINGS.iter().flat_map(|meeting| meeting.lines()).filter(|line| !line.starts_with('#')) {
        let text = turn.split_once('\t').map_or(turn, |(_, text)| text);
        words += text.split_whitespace().count();
        for sentence in super::prose::sentences(text) {
            if !prose.by_whole() {
                let spoken = note.alarms(prose, sentence.text);
                alarms += spoken;
                if spoken > 0 {
                    told.push(format!("{} ! {}", prose.rule.id, sentence.text));
                }
            }
        }
    }
    (alarms, words / 500, told)
}

fn percent(of: usize, all: usize) -> usize {
    (of * 100 + all / 2) / all.max(1)
}

impl Counted {
    fn sentences(&self) -> usize {
        self.wanted + self.clean
    }

    /// Whether at least so many in a hundred were found, with at most so many false alarms.
    fn meets(&self, (found, alarms): (usize, usize)) -> bool {
        self.found * 100 >= self.wanted * found && self.alarms * 100 <= self.clean * alarms
    }
}

#[test]
fn each_rule_finds_over_sentences_held_out_what_it_is_said_to_and_a_page_of_a_real_meeting_raises_one_alarm_at_most() {
    let mut table = String::from(
        "| rule | sentences | by others | found | false alarms | held out: found | held out: false alarms | on a page of a meeting | aim met |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut faults = Vec::new();
    for prose in &PROSE {
        let (seen, held, wrong) = count(prose);
        let (alarms, pages, told) = over_meetings(prose);
        println!("{}: {seen:?}\n{}\n{}", prose.rule.id, wrong.join("\n"), told.join("\n"));
        let mut all = seen;
        all.add(held);
        let on_a_page =
            if prose.by_whole() { "–".to_owned() } else { format!("{:.2}", alarms as f64 / pages as f64) };
        writeln!(
            table,
            "| `{}` | {} | {} % | {} % | {} % | {} of {} | {} of {} | {on_a_page} | {} |",
            prose.rule.id,
            all.sentences(),
            percent(all.others, all.sentences()),
            percent(all.found, all.wanted),
            percent(all.alarms, all.clean),
            held.found,
            held.wanted,
            held.alarms,
            held.clean,
            if held.meets(AIM) { "yes" } else { "no" },
        )
        .unwrap();
        let enough = all.others * 2 >= all.sentences()
            && held.sentences() >= 50
            && [all, held].iter().all(|part| part.wanted * 3 >= part.sentences() && part.clean * 3 >= part.sentences());
        if !(enough && seen.meets(AIM) && held.meets(prose.held) && alarms <= pages) {
            faults.push(format!("{}: seen {seen:?}, held out {held:?}, {alarms} on {pages} pages", prose.rule.id));
        }
    }
    println!("{table}");
    assert!(faults.is_empty(), "{table}\n{}", faults.join("\n"));
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&table), "the README has to say:\n{table}");
}
