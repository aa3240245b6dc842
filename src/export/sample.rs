//! Documents as sessions give them, for the tests of every format.

use chrono::NaiveDate;

use crate::outline::{Block, Chart, Column, Content, Outline, Run, Series, Source, Value};

/// Every sample with a name for its file.
pub(super) fn all() -> Vec<(&'static str, Outline)> {
    vec![
        ("minutes", minutes()),
        ("short", short()),
        ("empty-form", empty_form()),
        ("judgements", judgements()),
        ("scripts", scripts()),
        ("figures", figures()),
    ]
}

fn outline(title: &str, form: &str, blocks: Vec<Block>) -> Outline {
    Outline {
        title: title.to_owned(),
        subtitle: "Hillside Primary · Tuesday 12 January 2010".to_owned(),
        language: "en-GB".to_owned(),
        author: "AB, School Improvement Partner".to_owned(),
        subject: "Hillside Primary".to_owned(),
        date: NaiveDate::from_ymd_opt(2010, 1, 12),
        reference: "2010-01-12-hillside-primary-rtm".to_owned(),
        form: form.to_owned(),
        derived: String::new(),
        confidentiality: "For the school and the local authority".to_owned(),
        draft: false,
        letter: false,
        for_checking: false,
        running_head: format!("Hillside Primary · {title}"),
        recipients: vec![("Headteacher".to_owned(), String::new())],
        sender: String::new(),
        document: "minutes".to_owned(),
        audience: "school".to_owned(),
        gathered: Vec::new(),
        sheet: None,
        left_out: 0,
        blocks,
    }
}

/// A document with a picture and the table it stands beside.
pub(super) fn figures() -> Outline {
    let chart = chart();
    let table = Block::table("Measures", chart.columns(), chart.rows());
    let blocks = vec![Block::heading(1, "Measures"), Block::new(Content::Chart(chart)), table];
    outline("Measures", "autumn@2009-1", blocks)
}

/// Two series over two years, one figure withheld.
pub(super) fn chart() -> Chart {
    let series = |place: usize, name: &str, values: [&str; 2]| Series {
        name: name.to_owned(),
        place,
        values: values.map(str::to_owned).to_vec(),
    };
    Chart {
        caption: "L4+ En&Ma, in percent".to_owned(),
        alternative: "School 62% in 2007/08, withheld in 2008/09; England 71%, 72%".to_owned(),
        sign: "%".to_owned(),
        least: 0,
        most: 100,
        years: vec!["2007/08".to_owned(), "2008/09".to_owned()],
        series: vec![series(0, "School", ["62", "SUPP"]), series(1, "England", ["71", "72"])],
    }
}

fn field(label: &str, text: &str) -> Block {
    Block::field(label, Value::text(text))
}

fn texts(cells: &[&str]) -> Vec<Value> {
    cells.iter().map(|&cell| Value::text(cell)).collect()
}

/// One of every kind of block, few of each.
pub(super) fn short() -> Outline {
    let actions =
        vec![Column::new("No.", 6), Column::new("Action", 50), Column::new("Owner", 14), Column::new("By", 20)];
    let unfinished = Content::Entry {
        time: String::new(),
        kind: String::new(),
        who: String::new(),
        runs: vec![Run::plain("Governors to be told of the")],
        unfinished: true,
    };
    let blocks = vec![
        Block::heading(1, "Details").from(Source::Section("details".to_owned())),
        field("School", "Hillside Primary | infants").from(Source::Field("school".to_owned())),
        Block::field("Category", Value::choice(&["No", "Nti", "SM"], Some(1)))
            .from(Source::Field("category".to_owned())),
        Block::field("Date of next meeting", Value::blank("(date)")),
        Block::field("Signed", Value::blank("")),
        field("Focus of the visit", "Writing in Key Stage 2.\nBoys above all.\n\nAttendance of *one* group."),
        Block::numbered(2, "3", "Evaluation of all support").from(Source::Item("support".to_owned())),
        Block::entry("14:01", "reported", "HT", "Y5 writing group now weekly.").from(Source::Entry(7)),
        Block::entry("14:03", "decision", "", "Continue consultant to Easter.\n# not a heading").from(Source::Entry(8)),
        Block::entry("14:05", "", "", "66% at Level 4+ < target of 74% & below 2009.").from(Source::Entry(9)),
        Block::new(unfinished),
        Block::new(Content::Paragraph(vec![
            Run::plain("The overall judgement was that "),
            Run::strong("good"),
            Run::plain(" progress has been made ("),
            Run::emphasis("school view"),
            Run::plain("). "),
            Run::faint("Nothing else was noted."),
        ])),
        Block::new(Content::List {
            items: vec![vec![Run::plain("Is the plan working?")], vec![Run::plain("What is the evidence?\nIn books?")]],
        }),
        Block::new(Content::Checkbox { done: true, text: "Minutes of the last meeting agreed".to_owned() }),
        Block::new(Content::Checkbox { done: false, text: "Impact on progress asked for".to_owned() }),
        Block::new(Content::Rule),
        Block::table(
            "Actions agreed",
            actions,
            vec![
                texts(&["1", "Moderate Y5 writing | with Y6", "LC", "Fri 29 Jan 2010"]),
                texts(&["2", "Tracking to governors", "HT"]),
            ],
        ),
        Block::new(Content::PageBreak),
        Block::note("Recorded with nov."),
    ];
    Outline { draft: true, ..outline("Round Table Meeting", "rtm@2009", blocks) }
}

const ITEMS: [&str; 7] = [
    "Minutes of the last meeting and matters arising",
    "Report of the school on progress against its improvement plan, attendance and the single central record",
    "Evaluation of all support given by the authority",
    "Local collaborative partnership and other support",
    "Agreed actions",
    "Any other business",
    "Date of next meeting",
];

const WORDS: [(&str, &str, &str); 12] = [
    ("", "", "Minutes of 1 December agreed as a true record."),
    (
        "reported",
        "HT",
        "The Y5 writing group now meets weekly; 14 of 19 pupils are on track for two sub-levels by July.",
    ),
    (
        "observed",
        "",
        "Books of six pupils in Y4 show feedback acted on in five. Marking in the sixth stops in November.",
    ),
    ("question", "GOV", "How will governors know that the tracking is right before the spring data drop?"),
    ("decision", "", "Continue the literacy consultant to Easter, two half days a week, on Y3 and Y4 only."),
    (
        "action 1",
        "LC",
        "Moderate Y5 writing with the partner school and bring ten samples to the next meeting (by Friday 29 January 2010).",
    ),
    (
        "",
        "",
        "66% reached Level 4 or above in English and mathematics, against 62% the year before and a target of 74%. The gap \
        between boys and girls in writing is 19 points and has not closed for three years, which the plan does not yet \
        name; the headteacher agreed that it should, and that the success measure ought to be pupils' progress \
        rather than the number of lessons seen.",
    ),
    ("reported", "DHT", "Attendance 94.1%; persistent absence down from nine pupils to five."),
    ("action 2", "HT", "Share the Y6 tracking with all governors before half term."),
    (
        "decision",
        "",
        "Special educational needs funding is to be shown apart from the rest in the next report.\nThe \
        school business manager drafts it; the chair signs it off.\n\nNo further meeting is needed for that.",
    ),
    (
        "observed",
        "",
        "Two lessons seen jointly with the deputy: one good, one satisfactory (LA view). Pace fell in the plenary.",
    ),
    ("", "CO", "Phonics screening shows 41 of 58 secure at phase 5."),
];

/// Minutes of a long meeting: details, 42 entries under seven items, actions.
pub(super) fn minutes() -> Outline {
    let mut blocks = vec![
        Block::heading(1, "Details"),
        field("School", "Hillside Primary"),
        field("Date and time", "Tuesday 12 January 2010, 14:00 to 16:00"),
        field("Chair", "Senior Phase Adviser"),
        field("Present", "HT, DHT, LC, CO, chair of governors, School Improvement Partner"),
        field("Apologies", "Governor for special educational needs"),
        Block::field("Category", Value::choice(&["None", "Notice to Improve", "Special Measures"], Some(1))),
        Block::field("Date of next meeting", Value::blank("(date)")),
        Block::heading(1, "Minutes"),
    ];
    for (item, title) in ITEMS.iter().enumerate() {
        blocks.push(Block::numbered(2, (item + 1).to_string(), *title));
        for n in 0..6 {
            let (kind, who, words) = WORDS[(item * 6 + n) % WORDS.len()];
            let minute = item * 17 + n * 2;
            blocks.push(Block::entry(format!("{}:{:02}", 14 + minute / 60, minute % 60), kind, who, words));
        }
    }
    blocks.push(Block::heading(1, "Actions"));
    let columns =
        [("No.", 7), ("Action", 44), ("Owner", 11), ("By when", 16), ("Measure of success", 26), ("Status", 13)];
    let columns = columns.map(|(title, width)| Column::new(title, width)).to_vec();
    let row = |n: usize| {
        let number = n.to_string();
        texts(&[
            &number,
            if n.is_multiple_of(3) { WORDS[6].2 } else { WORDS[5].2 },
            ["LC", "HT", "DHT, CO"][n % 3],
            "Fri 29 January 2010",
            "Two sub-levels for 14 of 19 pupils in the group",
            if n < 4 { "done" } else { "open" },
        ])
    };
    blocks.push(Block::table("", columns, (1..=14).map(row).collect()));
    Outline { draft: true, ..outline("Round Table Meeting", "rtm@2009", blocks) }
}

/// A form that nobody has filled in.
pub(super) fn empty_form() -> Outline {
    let blank = |label: &str| Block::field(label, Value::blank(""));
    let dates = vec![Column::new("Recommendation", 60), Column::new("Lead", 15), Column::new("Review date", 25)];
    let nothing = || vec![Value::blank(""), Value::blank(""), Value::blank("(date)")];
    let blocks = vec![
        Block::note("Confidential until the final report has been published."),
        Block::heading(1, "Inspection feedback"),
        blank("School"),
        Block::field("Date of inspection", Value::blank("(date)")),
        blank("Name of headteacher, and whether acting or absent on the day of the feedback"),
        Block::field("Was the school placed in a category?", Value::choice(&["No", "Nti", "SM"], None)),
        Block::field(
            "Progress since the last inspection",
            Value::choice(
                &["Good progress in removing the causes for concern", "Satisfactory progress", "Inadequate progress"],
                None,
            ),
        ),
        Block::field("Category on leaving", Value::blank("Special Measures/Notice to Improve")),
        Block::heading(2, "Key issues"),
        blank("1"),
        blank("2"),
        Block::heading(2, "Recommendations"),
        Block::table("", dates, vec![nothing(), nothing(), nothing()]),
        Block::heading(2, "Rooms to see"),
        Block::table(
            "",
            ["Room", "Teacher", "Year", "Seen"].map(|title| Column::new(title, 0)).to_vec(),
            vec![vec![Value::blank(""); 4]; 5],
        ),
        Block::new(Content::Checkbox { done: false, text: "Copy sent to the chair of governors".to_owned() }),
        Block::new(Content::Checkbox { done: false, text: "Copy sent to the Principal Adviser".to_owned() }),
    ];
    Outline {
        confidentiality: "Confidential until the report is published".to_owned(),
        ..outline("Section 5 Inspection Feedback", "section-5@2009", blocks)
    }
}

/// Judgements in a table that needs a wide page, between upright ones.
pub(super) fn judgements() -> Outline {
    let columns = [
        ("Aspect", 28),
        ("Ofsted", 8),
        ("SEF", 8),
        ("School view", 10),
        ("LA view", 10),
        ("Evidence", 50),
        ("Focus for next visit", 30),
    ];
    let columns = columns.map(|(title, width)| Column::new(title, width)).to_vec();
    let aspects = [
        "A2 Pupils' attainment",
        "A2 Quality of pupils' learning and their progress, of those with special educational needs too",
        "A3 Behaviour",
        "A4 Spiritual, moral, social and cultural development",
        "A5 Quality of teaching",
        "A6 Care, guidance and support",
        "A7 Leadership and management",
        "A8 Capacity for sustained improvement",
    ];
    let row = |(n, aspect): (usize, &&str)| {
        let (ofsted, sef) = (((n + 2) % 4 + 1).to_string(), (n % 4 + 1).to_string());
        texts(&[aspect, &ofsted, &sef, &sef, &ofsted, WORDS[(n + 1) % 12].2, WORDS[(n + 3) % 12].2])
    };
    let rows = aspects.iter().enumerate().map(row).collect();
    let blocks = vec![
        Block::heading(1, "Context"),
        Block::paragraph(WORDS[6].2),
        Block::heading(1, "Judgements"),
        Block::table("Grades: 1 outstanding, 2 good, 3 satisfactory, 4 inadequate", columns, rows).on_a_wide_page(),
        Block::heading(1, "Summary"),
        Block::paragraph("The school knows itself well."),
        Block::heading(3, "Next steps"),
        Block::new(Content::List {
            items: vec![
                vec![Run::plain("Close the gap in writing between boys and girls.")],
                vec![Run::plain(WORDS[6].2)],
                vec![
                    Run::strong("Governors"),
                    Run::plain(" to see the tracking each half term.\n\nThe chair reports to the authority."),
                ],
            ],
        }),
        Block::heading(4, "For the file"),
        Block::new(Content::Rule),
        Block::note("Grades are the school's own unless marked LA view."),
    ];
    outline("Note of Visit", "nov-spring@2009", blocks)
}

/// Words of other languages and scripts, signs, and very long texts.
pub(super) fn scripts() -> Outline {
    let long = "Pupils in Year 5 write at length each week. ".repeat(460);
    let blocks = vec![
        Block::heading(1, "Ysgol Tŷ Coch: ŵ ŷ â ê î ô û – “dyfyniad”"),
        Block::paragraph("Emoji 👩‍🏫 📈 ✅ and signs ≥ 74% ½ → ☒ £5 €5 and 😀 in the middle."),
        Block::paragraph("שלום לכולם, כיתה Y5 קוראת 12 ספרים."),
        Block::entry("14:01", "reported", "HT", "A parent said مرحبا بالجميع, which the class answered."),
        Block::entry("14:02", "", "", "مرحبا بالجميع في الصف الخامس (Y5)."),
        Block::paragraph(
            "Control\u{0} \u{1B}[31mcharacters\u{7}, ]]> <w:p> &amp; \"quotes\" and a\ttab\nand a new line.",
        ),
        Block::field("中文 日本語", Value::text("学校的情况很好。\n日本語の文章。")),
        Block::field("Long", Value::text(long.clone())),
        Block::paragraph(long.clone()),
        Block::entry("14:09", "observed", "", long),
        Block::paragraph("Averyverylongwordwithoutanyspacestobreakat".repeat(8)),
    ];
    outline("Scripts & <signs>", "rtm@2009", blocks)
}
