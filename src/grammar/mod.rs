//! The one-line grammar: what a typed line says of its kind, owner, deadline, speaker and place, with spans for the eye.
//!
//! Pure and total: any text reads as something, and nothing typed is lost. Outside actions no word is taken out of the
//! text but the mark of the kind and `>5 `. Whatever is recognised can be turned off range by range, or for the whole
//! line by a leading `\`.

mod action;
mod attendance;
mod deadline;
mod kind;
mod line;
mod opening;
mod printed;
mod recognition;
mod tags;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

pub use attendance::{Attendance, Presence, time_of_day};
pub use kind::Kind;
pub use line::{Line, Parts, line};
pub use printed::as_printed;
pub use recognition::{Part, Recognition, Span};
use tags::HashTag;

/// A role as it may be typed after `@`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleName {
    /// Its id, as kept: `HT`.
    pub id: String,
    /// What it stands for: `Headteacher`.
    pub label: String,
    /// Other words for it; capitals do not matter.
    pub aliases: Vec<String>,
    /// The audience whose papers are for it; empty: none of its own.
    pub of: String,
}

/// What the reading of a line rests on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Terms and holidays, for deadlines.
    pub calendar: &'a Calendar,
    /// The roles there are.
    pub roles: &'a [RoleName],
    /// SEF sections that `#` tags may name; empty: any such as `A2`.
    pub sef: &'a [String],
    /// How many numbered agenda items there are, for `>5 `.
    pub items: usize,
}

/// Whose view an entry gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The school's own.
    School,
    /// The local authority's, as the School Improvement Partner gives it.
    La,
    /// The inspectors'.
    Inspector,
}

impl View {
    /// All views.
    pub const ALL: [View; 3] = [View::School, View::La, View::Inspector];

    /// Its tag, as typed after `#`.
    pub const fn tag(self) -> &'static str {
        match self {
            View::School => "school",
            View::La => "la",
            View::Inspector => "inspector",
        }
    }

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            View::School => "School view",
            View::La => "LA view",
            View::Inspector => "Inspector’s view",
        }
    }
}

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The kind.
    pub kind: Kind,
    /// The text to keep.
    pub text: String,
    /// Owners of an action, in order, by role and initials: `HT`, `HT AB`, `AB`.
    pub owners: Vec<String>,
    /// A word after `@` in an action that is nobody nov knows.
    pub unknown: Option<String>,
    /// When an action is due.
    pub due: Option<NaiveDate>,
    /// The words that said so.
    pub due_words: Option<String>,
    /// Words of an action that look meant as a date but say none nov knows.
    pub undated: Option<String>,
    /// Measure of success of an action; after `so that` it stands in the text too.
    pub measure: Option<String>,
    /// Who said it, outside actions.
    pub speaker: Option<String>,
    /// Whose view it is.
    pub view: Option<View>,
    /// SEF section.
    pub sef: Option<String>,
    /// Key stage.
    pub key_stage: Option<String>,
    /// Place in the agenda it is to be filed under, from 1.
    pub item: Option<usize>,
    /// Attendance the line sets, being nothing else.
    pub attendance: Option<Attendance>,
    /// The recognised parts of the typed line, in order, none over another.
    pub spans: Vec<Span>,
}

impl Parsed {
    /// The range of bytes that a Backspace at a caret turns off: the recognised part that ends just there.
    pub fn recognised_before(&self, caret: usize) -> Option<(usize, usize)> {
        self.spans.iter().map(Span::key).find(|(_, end)| *end == caret)
    }
}

/// Reads a line. `off` holds the ranges of it in which nothing is to be recognised.
pub fn parse(text: &str, context: &Context<'_>, off: &Recognition) -> Parsed {
    let mut parsed = Parsed::default();
    let opening = opening::read(text, context, off, &mut parsed.spans);
    let body = opening.body;
    parsed.kind = opening.kind;
    parsed.item = opening.item;
    if opening.escaped {
        text[body..].clone_into(&mut parsed.text);
        return parsed;
    }
    if parsed.kind == Kind::Note {
        attendance(text, body, context, off, &mut parsed);
    }
    words(text, body, context, off, &mut parsed);
    parsed
}

/// A text kept word for word. Only a line of it that begins with the mark of a private one is heeded: then it is private.
pub fn word_for_word(text: &str, context: &Context<'_>) -> Parsed {
    let is_private = |line: &str| parse(line, context, &Recognition::default()).kind == Kind::Private;
    let kind = if text.lines().any(is_private) { Kind::Private } else { Kind::Note };
    Parsed { kind, text: text.to_owned(), ..Parsed::default() }
}

/// Reads the words of an entry that is of a kind already, as when it is corrected: they have no mark before them.
pub fn parse_words(kind: Kind, text: &str, context: &Context<'_>, off: &Recognition) -> Parsed {
    let mut parsed = Parsed { kind, ..Parsed::default() };
    words(text, 0, context, off, &mut parsed);
    parsed
}

/// What stands in the words of a line from byte `body` on.
fn words(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    if parsed.kind == Kind::Action {
        action::read(text, body, context, off, parsed);
    } else {
        text[body..].clone_into(&mut parsed.text);
    }
    if parsed.attendance.is_none() {
        if parsed.kind != Kind::Action {
            speaker(text, body, context, off, parsed);
        }
        hashes(text, body, context, off, parsed);
    }
    parsed.spans.sort_unstable_by_key(|span| span.start);
}

/// A line of its own that says who came or went.
fn attendance(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let tags = tags::roles(text, body, text.len(), context);
    if let Some(start) = tags.first().map(|tag| tag.start)
        && let Some((attendance, end)) = attendance::read(text, body, &tags)
        && off.allows(start, end)
    {
        parsed.attendance = Some(attendance);
        parsed.spans.push(Span { start, end, what: Part::Attendance });
    }
}

/// The first role outside actions: who speaks.
fn speaker(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let roles = tags::roles(text, body, text.len(), context);
    let Some(tag) = roles.into_iter().find(|tag| off.allows(tag.start, tag.end)) else {
        return;
    };
    parsed.speaker = Some(tag.name());
    parsed.spans.push(Span { start: tag.start, end: tag.end, what: Part::Speaker });
}

/// The words after the tag a text begins with, if that tag names this speaker and nobody else.
pub fn after_speaker<'a>(text: &'a str, who: &str, context: &Context<'a>) -> Option<&'a str> {
    let tag = tags::roles(text, 0, text.len(), context).into_iter().next()?;
    let named = tag.start == 0 && tag.name() == who;
    let rest = text.get(tag.end..).filter(|_| named)?;
    let words = rest.strip_prefix(':').unwrap_or(rest);
    words.strip_prefix(char::is_whitespace).map(str::trim_start).filter(|words| !words.is_empty())
}

/// The first `#` tag of each sort.
fn hashes(text: &str, body: usize, context: &Context<'_>, off: &Recognition, parsed: &mut Parsed) {
    let mut end = text.len();
    if let Some(measure) = parsed.spans.iter().find(|span| span.what == Part::Measure) {
        end = measure.start;
    }
    for (start, end, tag) in tags::hashes(text, body, end, context) {
        if !off.allows(start, end) {
            continue;
        }
        let what = match tag {
            HashTag::Sef(id) if parsed.sef.is_none() => {
                parsed.sef = Some(id);
                Part::Sef
            }
            HashTag::KeyStage(id) if parsed.key_stage.is_none() => {
                parsed.key_stage = Some(id);
                Part::KeyStage
            }
            HashTag::View(view) if parsed.view.is_none() => {
                parsed.view = Some(view);
                Part::View
            }
            HashTag::Sef(_) | HashTag::KeyStage(_) | HashTag::View(_) => continue,
        };
        parsed.spans.push(Span { start, end, what });
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    /// What a line needs around it.
    struct Room {
        calendar: Calendar,
        roles: Vec<RoleName>,
        sef: Vec<String>,
    }

    impl Room {
        fn new() -> Self {
            let role = |id: &str, aliases: &[&str]| RoleName {
                label: id.to_owned(),
                id: id.to_owned(),
                aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
                of: String::new(),
            };
            Self {
                calendar: Calendar::shipped(),
                roles: vec![
                    role("HT", &["head", "headteacher"]),
                    role("DHT", &["deputy"]),
                    role("LC", &["literacy"]),
                    role("GOV", &["chair", "Chair of Governors"]),
                    role("SIP", &[]),
                    role("LCSPM", &[]),
                ],
                sef: Vec::new(),
            }
        }

        fn context(&self) -> Context<'_> {
            Context {
                today: NaiveDate::from_ymd_opt(2010, 1, 12).unwrap(),
                calendar: &self.calendar,
                roles: &self.roles,
                sef: &self.sef,
                items: 7,
            }
        }
    }

    fn parsed(text: &str) -> Parsed {
        parse(text, &Room::new().context(), &Recognition::new())
    }

    /// What a line says, the kind and the text first, then only what there is.
    fn said(text: &str) -> String {
        let p = parsed(text);
        let mut out = format!("{} [{}]", p.kind.word(), p.text);
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                write!(out, " {name}={value}").unwrap();
            }
        };
        add("item", p.item.map(|n| n.to_string()));
        add("owners", (!p.owners.is_empty()).then(|| p.owners.join("+")));
        add("due", p.due.map(|d| d.format("%-d/%-m").to_string()));
        add("measure", p.measure);
        add("speaker", p.speaker);
        add("view", p.view.map(|v| v.tag().to_owned()));
        add("sef", p.sef);
        add("ks", p.key_stage);
        add("attendance", p.attendance.map(|a| format!("{} {:?}", a.who.join("+"), a.what)));
        add("unknown", p.unknown);
        add("undated", p.undated);
        out
    }

    fn check(table: &[(&str, &str)]) {
        let wrong: Vec<String> = (table.iter())
            .filter(|(typed, expected)| said(typed) != *expected)
            .map(|(typed, expected)| format!("{typed}\n  reads   {}\n  should  {expected}", said(typed)))
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn a_private_line_stays_private_though_there_is_no_such_item() {
        check(&[
            (">5 % ask by phone", "private [ask by phone] item=5"),
            (">9 % ask by phone", "private [>9 % ask by phone]"),
            (">9 private: ask by phone", "private [>9 private: ask by phone]"),
            (">9 ! ask by phone", "note [>9 ! ask by phone]"),
        ]);
    }

    #[test]
    fn marks_and_words_say_the_kind() {
        check(&[
            ("Y5 writing group now weekly", "note [Y5 writing group now weekly]"),
            ("! Moderate Y5 writing", "action [Moderate Y5 writing]"),
            ("!Moderate Y5 writing", "action [Moderate Y5 writing]"),
            ("= Continue consultant to Easter", "decision [Continue consultant to Easter]"),
            ("? Who tracks the Travellers", "question [Who tracks the Travellers]"),
            (
                "+ books marked to the policy in all four classes",
                "observed [books marked to the policy in all four classes]",
            ),
            ("~ staff say behaviour has settled", "reported [staff say behaviour has settled]"),
            ("% head tired, ring on Friday", "private [head tired, ring on Friday]"),
            ("action: moderate Y5 writing", "action [moderate Y5 writing]"),
            ("ACTION: moderate Y5 writing", "action [moderate Y5 writing]"),
            ("Agreed: consultant stays until Easter", "decision [consultant stays until Easter]"),
            ("decision: 62%", "decision [62%]"),
            ("Observed: calm start in Y2", "observed [calm start in Y2]"),
            ("reported: 3 exclusions", "reported [3 exclusions]"),
            ("private: mind the chair", "private [mind the chair]"),
            ("question: why?", "question [why?]"),
            ("  ! ring LA  ", "action [ring LA]"),
            ("!", "action []"),
            ("?", "question []"),
            ("", "note []"),
        ]);
    }

    #[test]
    fn signs_and_amounts_are_not_marks() {
        check(&[
            ("5 > 3", "note [5 > 3]"),
            ("= 62%", "note [= 62%]"),
            ("=62%", "note [=62%]"),
            ("L4+ = 62%, target 74", "note [L4+ = 62%, target 74]"),
            ("+5 points since autumn", "note [+5 points since autumn]"),
            ("+ve ethos throughout", "note [+ve ethos throughout]"),
            ("+/- 3 points", "note [+/- 3 points]"),
            ("~60% of pupils on track", "note [~60% of pupils on track]"),
            ("% of pupils at L4+", "note [% of pupils at L4+]"),
            ("=> so targets were too low", "note [=> so targets were too low]"),
            ("!!! fire drill", "note [!!! fire drill]"),
            ("?? see minutes", "note [?? see minutes]"),
            ("actions: none", "note [actions: none]"),
            ("the decision: to be taken", "note [the decision: to be taken]"),
            ("== Writing ==", "note [== Writing ==]"),
        ]);
    }

    #[test]
    fn a_line_can_be_filed_under_an_item() {
        check(&[
            (">5 data arrives on Thursday", "note [data arrives on Thursday] item=5"),
            (">5 ! send data by fri", "action [send data] item=5 due=15/1"),
            ("!>5 send data by fri", "action [send data] item=5 due=15/1"),
            ("action: >2 send data", "action [send data] item=2"),
            ("=>5 keep the date", "decision [keep the date] item=5"),
            (">9 there is no such item", "note [>9 there is no such item]"),
            (">0 nor this", "note [>0 nor this]"),
            ("> 5 data arrives on Thursday", "note [data arrives on Thursday] item=5"),
            ("! > 2 send data", "action [send data] item=2"),
            (">  5 two blanks", "note [>  5 two blanks]"),
            (">5% absent", "note [>5% absent]"),
            (">5", "note [>5]"),
        ]);
    }

    #[test]
    fn actions_have_owners() {
        check(&[
            ("! @HT to moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
            ("!@HT moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
            ("!@HT: moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
            ("! Moderate Y5 writing @LC", "action [Moderate Y5 writing] owners=LC"),
            ("! Moderate Y5 writing, @LC", "action [Moderate Y5 writing] owners=LC"),
            ("! Moderate Y5 writing (@LC).", "action [Moderate Y5 writing.] owners=LC"),
            ("! moderate @LC writing", "action [moderate writing] owners=LC"),
            ("! @HT @DHT to walk the corridors", "action [walk the corridors] owners=HT+DHT"),
            ("! @HT+DHT to walk the corridors", "action [walk the corridors] owners=HT+DHT"),
            ("! @HT, @DHT and @LC to walk the corridors", "action [walk the corridors] owners=HT+DHT+LC"),
            ("! @HT/AB to ring parents", "action [ring parents] owners=HT AB"),
            ("! LC to moderate Y5 writing", "action [moderate Y5 writing] owners=LC"),
            ("! HT and DHT/KS to walk the corridors", "action [walk the corridors] owners=HT+DHT KS"),
            ("! Ht to ring parents", "action [Ht to ring parents]"),
            ("! HT rang parents", "action [HT rang parents]"),
            ("! LCT to moderate", "action [LCT to moderate]"),
            ("! LC to meet @HT", "action [meet @HT] owners=LC"),
            ("! @HT/DHT to ring parents", "action [ring parents] owners=HT+DHT"),
            ("! @AB to ring parents", "action [ring parents] owners=AB"),
            ("! @ht to ring parents", "action [ring parents] owners=HT"),
            ("! @headteacher to ring parents", "action [ring parents] owners=HT"),
            ("! @Chair of Governors to ring parents", "action [ring parents] owners=GOV"),
            ("! ask @HT for the RAP", "action [ask @HT for the RAP] owners=HT"),
            ("! send minutes to @GOV @SIP", "action [send minutes to @GOV] owners=SIP"),
            ("! @SIP to send minutes to @GOV and @LCSPM", "action [send minutes to @GOV and @LCSPM] owners=SIP"),
            ("! @HT’s plan to governors", "action [@HT’s plan to governors]"),
            ("! mail office@HT.example", "action [mail office@HT.example]"),
            ("! @nobody to ring", "action [@nobody to ring] unknown=@nobody"),
            ("! @HT today’s register", "action [today’s register] owners=HT"),
        ]);
    }

    #[test]
    fn actions_have_deadlines() {
        check(&[
            ("! Moderate Y5 writing @LC by fri", "action [Moderate Y5 writing] owners=LC due=15/1"),
            ("! Moderate Y5 writing by fri @LC", "action [Moderate Y5 writing] owners=LC due=15/1"),
            (
                "! @LC to moderate by Fri 29 Jan so that judgements are secure",
                "action [moderate so that judgements are secure] owners=LC due=29/1 measure=judgements are secure",
            ),
            ("! @HT by fri to moderate", "action [moderate] owners=HT due=15/1"),
            ("! @LC 29/1 moderate", "action [29/1 moderate] owners=LC"),
            ("! Send tracking to governors 29/1", "action [Send tracking to governors] due=29/1"),
            ("! Send tracking to governors 29/1 @HT", "action [Send tracking to governors] owners=HT due=29/1"),
            ("! Send tracking 29 Jan.", "action [Send tracking.] due=29/1"),
            ("! Send tracking (by 29/1)", "action [Send tracking] due=29/1"),
            ("! Send tracking in 2 weeks", "action [Send tracking] due=26/1"),
            ("! Send tracking within 5 working days", "action [Send tracking] due=19/1"),
            ("! Agenda for next friday", "action [Agenda] due=22/1"),
            ("! Agenda ready for Friday", "action [Agenda ready] due=15/1"),
            ("! Ring the LA tomorrow", "action [Ring the LA] due=13/1"),
            ("! Send tracking on 14/1", "action [Send tracking] due=14/1"),
            ("! Send tracking on 14/1 @HT", "action [Send tracking] owners=HT due=14/1"),
            ("! Send tracking on the 29th", "action [Send tracking] due=29/1"),
            ("! Send tracking on the second friday in February", "action [Send tracking] due=12/2"),
            ("! @LC to meet parents the first monday of March", "action [meet parents] owners=LC due=1/3"),
            ("! Send tracking by the second Friday in January", "action [Send tracking] due=14/1"),
            ("! Send tracking end of January", "action [Send tracking] due=29/1"),
            ("! Send tracking at the end of January", "action [Send tracking] due=29/1"),
            ("! Send tracking by end of term", "action [Send tracking] due=12/2"),
            ("! Send tracking mid-February", "action [Send tracking] due=15/2"),
            ("! Send tracking in mid-February", "action [Send tracking] due=15/2"),
            ("! Send tracking by mid February, please", "action [Send tracking, please] due=15/2"),
            ("! Send tracking the week of 18 January", "action [Send tracking] due=22/1"),
            ("! Send tracking in the week beginning Monday 18 January", "action [Send tracking] due=22/1"),
            ("! Send tracking by w/c 18/1", "action [Send tracking] due=22/1"),
            ("! Send tracking by the 29th", "action [Send tracking] due=29/1"),
            ("! Send tracking a week on Tuesday", "action [Send tracking] due=26/1"),
            ("! Celebrate the end of term", "action [Celebrate the end of term]"),
            ("! Data to SIP before half term", "action [Data to SIP] due=12/2"),
            (
                "! Data to SIP before Easter so that targets can be set",
                "action [Data to SIP so that targets can be set] due=1/4 measure=targets can be set",
            ),
            ("! Review the RAP by the end of the summer term", "action [Review the RAP] due=23/7"),
            ("! Review the RAP no later than 12/2", "action [Review the RAP] due=12/2"),
            ("! Review the RAP, due 12/2, with governors", "action [Review the RAP, with governors] due=12/2"),
            ("! Draft by fri and final by 29/1", "action [Draft by fri and final] due=29/1"),
            ("! Prepare by fri the papers for 29/1", "action [Prepare the papers for 29/1] due=15/1"),
            ("! Audit books by 3/4", "action [Audit books] due=3/4"),
            ("! @Dave to book the hall", "action [@Dave to book the hall] unknown=@Dave"),
            ("! @HT: ask @Dave for the hall", "action [ask @Dave for the hall] owners=HT unknown=@Dave"),
            ("! write to office@school.org, 3 @ 2", "action [write to office@school.org, 3 @ 2]"),
            ("@Dave books the hall", "note [@Dave books the hall]"),
            ("! Data to SIP by next RTM", "action [Data to SIP by next RTM] undated=by next RTM"),
            ("! Data to SIP before Whit half term", "action [Data to SIP] due=28/5"),
            ("! Data to SIP by Whitsun @LC", "action [Data to SIP] owners=LC due=28/5"),
            ("! Data to SIP by the last day of term", "action [Data to SIP] due=12/2"),
        ]);
    }

    #[test]
    fn words_that_look_meant_as_a_date_but_say_none_are_named() {
        for (typed, undated) in [
            ("! send it by the 31st of Juneuary", Some("by the 31st of Juneuary")),
            ("! send it by 31/2 @HT", Some("by 31/2")),
            ("! send it before the May fair half term", Some("before the May fair half term")),
            ("! send it by early February, please", Some("by early February")),
            ("! send it early February", Some("early February")),
            ("! send it in the first week of March", Some("in the first week of March")),
            ("! send it on the 31st of Juneuary", Some("on the 31st of Juneuary")),
            ("! send it on Friday @HT", Some("on Friday")),
            ("! send it friday", Some("friday")),
            ("! send it in March.", Some("in March")),
            ("! send it later this term", Some("later this term")),
            ("! send it after half term", Some("after half term")),
            ("! write up the visit made on 8/1", Some("on 8/1")),
            ("! moderate in Year 5", None),
            ("! watch the assembly every Friday", None),
            ("! ask what pupils may", None),
            ("! ask on Monday how far they are", None),
            ("! raise reading in half the classes", None),
            ("! send it by the next meeting", Some("by the next meeting")),
            ("! send it by fri", None),
            ("! raise it by 5 points", None),
            ("! raise it by 62%", None),
            ("! mark books by hand before the lesson", None),
            ("! see how far they are by the end of the lesson", None),
            ("! draft by mid March and send it by 29/1", None),
            ("a note by the 31st of Juneuary", None),
        ] {
            assert_eq!(parsed(typed).undated.as_deref(), undated, "{typed}");
        }
        let typed = "! send it by 31/2";
        let mut off = Recognition::new();
        off.turn_off(10, typed.len());
        assert_eq!(parse(typed, &Room::new().context(), &off).undated, None, "turned off, it is not asked about");
    }

    #[test]
    fn words_that_only_look_like_deadlines_stay() {
        check(&[
            ("the 29/1 cohort did well by fri", "note [the 29/1 cohort did well by fri]"),
            ("= finish by the end of term", "decision [finish by the end of term]"),
            ("! Read the books marked by Friday’s group", "action [Read the books marked by Friday’s group]"),
            (
                "! Read the books marked by Friday's group @LC",
                "action [Read the books marked by Friday's group] owners=LC",
            ),
            ("! Track the 29/1 cohort", "action [Track the 29/1 cohort]"),
            ("! Ask what pupils may do", "action [Ask what pupils may do]"),
            ("! List who sat", "action [List who sat]"),
            ("! Check papers sat on Monday", "action [Check papers sat on Monday] undated=on Monday"),
            ("! See how far they are by the end", "action [See how far they are by the end]"),
            ("! See what is learnt by the end of the lesson", "action [See what is learnt by the end of the lesson]"),
            ("! Raise the share to 3/4", "action [Raise the share to 3/4]"),
            ("! Watch Years 5/6", "action [Watch Years 5/6]"),
            ("! Watch Y5/6", "action [Watch Y5/6]"),
            ("! Offer support 24/7", "action [Offer support 24/7]"),
            ("! Raise standards by 4/5 of a level", "action [Raise standards by 4/5 of a level]"),
            ("! Raise standards by 5 points", "action [Raise standards by 5 points]"),
            ("! Write up the review of 29/1", "action [Write up the review of 29/1]"),
            ("! Prepare the 29 Jan meeting", "action [Prepare the 29 Jan meeting]"),
            ("! Watch the assembly every Friday", "action [Watch the assembly every Friday]"),
            ("! Share what was agreed today", "action [Share what was agreed today]"),
            ("! Book cards for Christmas", "action [Book cards for Christmas]"),
            ("! Ask mon ami", "action [Ask mon ami]"),
            ("! Follow @tomorrow", "action [Follow @tomorrow] unknown=@tomorrow"),
            ("! Read page 4-29/1", "action [Read page 4-29/1]"),
            ("! Keep support until Easter", "action [Keep support until Easter]"),
            ("! Meet parents twice in a month", "action [Meet parents twice in a month]"),
        ]);
    }

    #[test]
    fn actions_have_a_measure_of_success() {
        check(&[
            (
                "! Set up groups measure: 80% on track by Easter",
                "action [Set up groups] measure=80% on track by Easter",
            ),
            (
                "! @HT to set up groups by fri. Measure: 80% on track",
                "action [set up groups.] owners=HT due=15/1 measure=80% on track",
            ),
            (
                "! Set up groups so that 80% are on track.",
                "action [Set up groups so that 80% are on track.] measure=80% are on track",
            ),
            ("! Set up groups measure:", "action [Set up groups measure:]"),
            ("measure: not an action", "note [measure: not an action]"),
            ("! Set up groups so that", "action [Set up groups so that]"),
        ]);
    }

    #[test]
    fn elsewhere_roles_speak_and_no_word_goes() {
        check(&[
            ("@HT Y5 writing group now weekly", "note [@HT Y5 writing group now weekly] speaker=HT"),
            ("~ @HT: Y5 writing group now weekly", "reported [@HT: Y5 writing group now weekly] speaker=HT"),
            ("= @GOV and @HT agree", "decision [@GOV and @HT agree] speaker=GOV"),
            ("? (@LC/AB) how many by fri", "question [(@LC/AB) how many by fri] speaker=LC AB"),
            ("email@school is no role, nor is @school", "note [email@school is no role, nor is @school]"),
            ("a@HT.example", "note [a@HT.example]"),
            ("@home reading scheme", "note [@home reading scheme]"),
            ("@AfL is weak", "note [@AfL is weak]"),
            ("@ABCD", "note [@ABCD]"),
            ("@HT’s report was read", "note [@HT’s report was read]"),
        ]);
    }

    #[test]
    fn tags_say_section_key_stage_and_view() {
        check(&[
            ("+ good pace in Y4 #A3", "observed [good pace in Y4 #A3] sef=A3"),
            ("outcomes #a2 #school #KS2", "note [outcomes #a2 #school #KS2] view=school sef=A2 ks=KS2"),
            ("outcomes good (#A2, #la).", "note [outcomes good (#A2, #la).] view=la sef=A2"),
            ("governance #C", "note [governance #C] sef=C"),
            ("! Moderate by fri #A2", "action [Moderate #A2] due=15/1 sef=A2"),
            ("no #Y5 #1 #hashtag #A #A-level C#2", "note [no #Y5 #1 #hashtag #A #A-level C#2] sef=A"),
        ]);
        let mut room = Room::new();
        room.sef = vec!["A2".to_owned()];
        let only = |text| parse(text, &room.context(), &Recognition::new()).sef;
        assert_eq!(only("#A3"), None);
        assert_eq!(only("#a2"), Some("A2".to_owned()));
    }

    #[test]
    fn a_line_of_its_own_sets_attendance() {
        check(&[
            ("@HT late", "note [@HT late] attendance=HT Late"),
            ("@HT left.", "note [@HT left.] attendance=HT Left"),
            ("  @DHT arrived  ", "note [  @DHT arrived  ] attendance=DHT Arrived"),
            ("@LC/AB apologies", "note [@LC/AB apologies] attendance=LC AB Apologies"),
            ("@GOV apologies, report attached", "note [@GOV apologies, report attached] attendance=GOV Apologies"),
            (
                "@GOV interest: cousin works here",
                "note [@GOV interest: cousin works here] attendance=GOV Interest(\"cousin works here\")",
            ),
            (">1 @LC sent apologies", "note [@LC sent apologies] item=1 attendance=LC Apologies"),
            ("@LC absent", "note [@LC absent] attendance=LC Absent"),
            ("@LC/AB not here", "note [@LC/AB not here] attendance=LC AB Absent"),
            ("@HT and @DHT isn’t here", "note [@HT and @DHT isn’t here] attendance=HT+DHT Absent"),
            ("@LC here", "note [@LC here] attendance=LC Present"),
            ("@LC/AB late 9.40", "note [@LC/AB late 9.40] attendance=LC AB Late"),
            ("@LC/Jo Brown late", "note [@LC/Jo Brown late] attendance=LC JB Late"),
            ("@LC/Jo Brown late 9.40", "note [@LC/Jo Brown late 9.40] attendance=LC JB Late"),
            ("@LC/Jo apologies: writing is up", "note [@LC/Jo apologies: writing is up] attendance=LC J Apologies"),
            ("@HT, @LC/Jo Ann O’Neil here", "note [@HT, @LC/Jo Ann O’Neil here] attendance=HT+LC JAO Present"),
            ("@LC/Jo Brown thinks so", "note [@LC/Jo Brown thinks so] speaker=LC"),
            ("@LC not here for the data", "note [@LC not here for the data] speaker=LC"),
            ("@HT late with the data", "note [@HT late with the data] speaker=HT"),
            ("@HT left school early", "note [@HT left school early] speaker=HT"),
            ("then @HT left", "note [then @HT left] speaker=HT"),
            ("@HT interest:", "note [@HT interest:] speaker=HT"),
            ("@LC/JT, @GOV/AN present", "note [@LC/JT, @GOV/AN present] attendance=LC JT+GOV AN Present"),
            ("@HT and @DHT are late", "note [@HT and @DHT are late] attendance=HT+DHT Late"),
            ("@HT+DHT, @GOV apologies.", "note [@HT+DHT, @GOV apologies.] attendance=HT+DHT+GOV Apologies"),
            ("@HT told @DHT late", "note [@HT told @DHT late] speaker=HT"),
            ("% @HT late", "private [@HT late] speaker=HT"),
            ("! @HT late", "action [late] owners=HT"),
            ("@nobody late", "note [@nobody late]"),
        ]);
    }

    #[test]
    fn a_leading_backslash_switches_all_off() {
        check(&[
            ("\\! not an action by fri", "note [! not an action by fri]"),
            ("\\>5 @HT late", "note [>5 @HT late]"),
            ("\\\\server", "note [\\server]"),
            ("a \\ b", "note [a \\ b]"),
        ]);
    }

    #[test]
    fn what_was_typed_for_the_deadline_is_kept() {
        assert_eq!(parsed("! x by Fri 29 Jan").due_words.as_deref(), Some("by Fri 29 Jan"));
        assert_eq!(parsed("! x before half term").due_words.as_deref(), Some("before half term"));
    }

    #[test]
    fn a_range_turned_off_is_not_recognised() {
        let typed = "! @HT to moderate by fri";
        let room = Room::new();
        let without = |what: Part| {
            let mut off = Recognition::new();
            let span = parsed(typed).spans.into_iter().find(|span| span.what == what).unwrap();
            off.turn_off(span.start, span.end);
            let p = parse(typed, &room.context(), &off);
            (p.kind, p.text, p.owners.len(), p.due.is_some())
        };
        assert_eq!(without(Part::Owner), (Kind::Action, "@HT to moderate".to_owned(), 0, true));
        assert_eq!(without(Part::Link), (Kind::Action, "to moderate".to_owned(), 1, true));
        assert_eq!(without(Part::Due), (Kind::Action, "moderate by fri".to_owned(), 1, false));
        assert_eq!(without(Part::Kind), (Kind::Note, typed.to_owned(), 0, false));
    }

    #[test]
    fn backspace_turns_off_the_part_just_before_it() {
        let typed = "! ring by fri measure: done";
        let p = parsed(typed);
        assert_eq!(p.recognised_before("! ring by fri".len()), Some((7, 13)));
        assert_eq!(p.recognised_before("! ring by fri measure:".len()), Some((14, 22)));
        assert_eq!(p.recognised_before(typed.len()), None);
        assert_eq!(parsed("@HT interest: none").recognised_before(18), None);
        assert_eq!(parsed("@HT late").recognised_before(8), Some((0, 8)));
    }

    #[test]
    fn spans_lie_where_the_words_are() {
        let typed = ">5 ! @HT and @DHT to moderate #A2 by fri measure: books";
        let spans: Vec<(&str, Part)> =
            parsed(typed).spans.iter().map(|span| (&typed[span.start..span.end], span.what)).collect();
        assert_eq!(
            spans,
            [
                (">5", Part::Item),
                ("!", Part::Kind),
                ("@HT", Part::Owner),
                ("and", Part::Link),
                ("@DHT", Part::Owner),
                ("to", Part::Link),
                ("#A2", Part::Sef),
                ("by fri", Part::Due),
                ("measure: books", Part::Measure),
            ]
        );
    }

    #[test]
    fn an_action_is_written_as_people_would_type_it() {
        let room = Room::new();
        let owners = ["HT".to_owned(), "LC AB".to_owned()];
        let parts = Parts {
            kind: Kind::Action,
            text: "moderate Y5 writing",
            owners: &owners,
            due: NaiveDate::from_ymd_opt(2010, 1, 29),
            measure: Some("judgements agree"),
            item: Some(3),
        };
        let line = line(&parts, &room.context());
        assert_eq!(line.text, ">3 ! @HT @LC/AB moderate Y5 writing by Fri 29 Jan measure: judgements agree");
        assert_eq!((line.off, line.unsaid), (Recognition::new(), vec![]));
    }

    #[test]
    fn an_entry_s_own_words_are_left_alone_in_its_line() {
        let room = Room::new();
        let owners = ["the office".to_owned(), "HT".to_owned()];
        let text = "to plan the review due";
        let due = NaiveDate::from_ymd_opt(2009, 12, 15);
        let parts = Parts { kind: Kind::Action, text, owners: &owners, due, ..Parts::default() };
        let written = line(&parts, &room.context());
        assert_eq!(written.text, "! @HT to to plan the review due by Tue 15 Dec 2009");
        assert_eq!(written.unsaid, ["the office"]);
        let read = parse(&written.text, &room.context(), &written.off);
        assert_eq!((read.text.as_str(), read.due, read.owners), (text, due, vec!["HT".to_owned()]));
        let decision = Parts { kind: Kind::Decision, text: "62%", ..Parts::default() };
        assert_eq!(line(&decision, &room.context()).text, "decision: 62%");
    }

    #[test]
    fn a_line_is_read_within_the_time_of_a_key() {
        let room = Room::new();
        let typed = format!(
            "! @HT and @DHT to {}by Fri 29 Jan",
            "moderate the writing of Year 5 with other schools by hand, ".repeat(3)
        );
        assert!(typed.len() > 190);
        let best = (0..50)
            .map(|_| {
                let start = std::time::Instant::now();
                assert!(parse(&typed, &room.context(), &Recognition::new()).due.is_some());
                start.elapsed()
            })
            .min()
            .unwrap();
        // Far above the 10 µs of a release build, since tests are built without optimisation.
        assert!(best.as_micros() < 400, "{best:?}");
    }

    /// Texts made of pieces that mean something, in any order.
    fn any_line() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "!",
            "=",
            "?",
            "+",
            "~",
            "%",
            ">5 ",
            ">",
            "\\",
            "action: ",
            "Agreed:",
            "@HT",
            "@LC/AB",
            "+DHT",
            "@",
            "and",
            "to",
            "by",
            "by fri",
            "due",
            "before half term",
            "29/1",
            "in 2 weeks",
            "for",
            "next friday",
            "so that",
            "measure:",
            "#A2",
            "#la",
            "late",
            "interest: x",
            "> 5 ",
            "present",
            "the 31st of",
            "Whit",
            "(",
            ")",
            ",",
            ".",
            ":",
            "’s",
            "é",
            "𝕏",
            "\n",
            "\t",
            "word",
            "Y5",
            "62%",
            "ask",
            "on",
        ]);
        prop_oneof![
            3 => prop::collection::vec((piece, prop::sample::select(vec!["", " ", "  "])), 0..14)
                .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect()),
            1 => "\\PC{0,40}",
        ]
    }

    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost(text in any_line(), from in 0usize..30, length in 0usize..10) {
            let room = Room::new();
            let mut off = Recognition::new();
            off.turn_off(from, from + length);
            let p = parse(&text, &room.context(), &off);
            let mut kept = String::new();
            let mut at = 0;
            for span in &p.spans {
                prop_assert!(at <= span.start && span.start < span.end, "{:?}", p.spans);
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                prop_assert!(off.allows(span.start, span.end) || span.what == Part::Measure);
                kept.push_str(&text[at..span.start]);
                if !span.what.is_taken_out() {
                    kept.push_str(&text[span.start..span.end]);
                }
                at = span.end;
            }
            kept.push_str(&text[at..]);
            prop_assert_eq!(letters(&p.text), letters(&kept));
            if p.kind != Kind::Action {
                prop_assert!(text.ends_with(&p.text));
                prop_assert!(p.owners.is_empty() && p.due.is_none() && p.measure.is_none());
                if !p.spans.iter().any(|span| span.what.is_taken_out()) {
                    prop_assert_eq!(&p.text, &text);
                }
            }
        }

        #[test]
        fn a_line_written_reads_as_its_parts(
            kind in prop::sample::select(Kind::ALL.to_vec()),
            text in any_line(),
            owners in prop::sample::subsequence(vec!["HT", "DHT", "LC AB", "XY", "GOV"], 0..4),
            due in prop::option::of(-400i64..800),
            measure in prop::option::of(any_line()),
            item in prop::option::of(1usize..=7),
        ) {
            let room = Room::new();
            let context = room.context();
            let is_action = kind == Kind::Action;
            // As `parse` leaves it: an action's text is tidy, and white space at its start goes with a mark.
            let text = match kind {
                Kind::Action => action::tidy(&text),
                Kind::Note if item.is_none() => &text,
                _ => text.trim_start(),
            };
            let owners: Vec<String> = owners.iter().filter(|_| is_action).map(|o| (*o).to_owned()).collect();
            let due = due.filter(|_| is_action).map(|days| crate::calendar::add_days(context.today, days));
            let measure = measure.as_deref().map(str::trim).filter(|m| is_action && !m.is_empty());
            let parts = Parts { kind, text, owners: &owners, due, measure, item };
            let written = line(&parts, &context);
            let read = parse(&written.text, &context, &written.off);
            prop_assert_eq!(read.kind, kind, "{:?}", &written);
            prop_assert_eq!(&read.text, text, "{:?}", &written);
            prop_assert_eq!(&read.owners, &owners, "{:?}", &written);
            prop_assert_eq!(read.due, due, "{:?}", &written);
            prop_assert_eq!(read.measure.as_deref(), measure, "{:?}", &written);
            prop_assert_eq!(read.item, item, "{:?}", &written);
            prop_assert!(read.attendance.is_none() && written.unsaid.is_empty());
        }

        #[test]
        fn what_is_read_can_be_written_and_read_again(text in any_line()) {
            let room = Room::new();
            let context = room.context();
            let first = parse(&text, &context, &Recognition::new());
            let parts = Parts {
                kind: first.kind,
                text: &first.text,
                owners: &first.owners,
                due: first.due,
                measure: first.measure.as_deref(),
                item: first.item,
            };
            let written = line(&parts, &context);
            let again = parse(&written.text, &context, &written.off);
            prop_assert_eq!(
                (again.kind, again.text, again.owners, again.due, again.measure, again.item),
                (first.kind, first.text, first.owners, first.due, first.measure, first.item),
                "{:?}", written
            );
        }
    }
}
