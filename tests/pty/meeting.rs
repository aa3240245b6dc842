//! A Round Table Meeting from the first line to the documents: every word typed as keys on a real terminal, with the
//! slips, second thoughts and the flat battery of a real afternoon; the words are those of a real meeting.

use crate::support::docx::Document;
use crate::support::meeting::{Turn, exclusions};
use crate::support::pty::Terminal;
use crate::support::store::Store;

/// The seven items, as the form has them.
const ITEMS: [&str; 7] = [
    "Minutes of last RTM and matters arising",
    "School report on progress against the raising attainment plan",
    "Evaluation of all ASK support",
    "LCSP and other support",
    "Agreed actions and future brokering",
    "AOB",
    "Date of next meeting",
];

/// A minute as it has to stand in the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Minute {
    kind: String,
    who: String,
    words: String,
    /// Owner and date of an action.
    bound: String,
}

impl Minute {
    fn new(kind: &str, who: &str, words: &str) -> Self {
        let [kind, who, words] = [kind, who, words].map(str::to_owned);
        Self { kind, who, words, bound: String::new() }
    }

    fn action(number: usize, words: &str, bound: &str) -> Self {
        Self { bound: format!(" ({bound})"), ..Self::new(&format!("Action {number}"), "", words) }
    }

    /// As Word and plain text print it.
    fn plain(&self) -> String {
        let lead = [&self.kind, &self.who].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
        let lead = if lead.is_empty() { String::new() } else { format!("{}: ", lead.join(", ")) };
        format!("{lead}{}{}", self.words, self.bound)
    }

    /// As Markdown prints it, marks of emphasis taken off.
    fn marked(&self) -> String {
        let kind = if self.kind.is_empty() { String::new() } else { format!("{} ", self.kind) };
        let who = if self.who.is_empty() { String::new() } else { format!("{}: ", self.who) };
        format!("{kind}{who}{}{}", self.words, self.bound)
    }
}

/// The SIP, who types the minutes and remembers what was said under which item.
struct Sip {
    terminal: Terminal,
    minutes: [Vec<Minute>; 7],
    item: usize,
    said: usize,
}

impl Sip {
    fn at(terminal: Terminal) -> Self {
        Self { terminal, minutes: std::array::from_fn(|_| Vec::new()), item: 0, said: 0 }
    }

    /// Types a line, which becomes this minute.
    fn notes(&mut self, line: &str, minute: Minute) {
        self.terminal.types(line).press("enter");
        self.minutes[self.item].push(minute);
    }

    /// Takes a turn down as a SIP would: own questions with `?`, reports with `~`, what was seen with `+`.
    fn takes_down(&mut self, turn: Turn) {
        let Turn { role, words } = turn;
        let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
        match (role, words.ends_with('?')) {
            ("CHAIR", true) => self.notes(&format!("? {words}"), Minute::new("Question", "", words)),
            ("CHAIR", false) => self.notes(words, Minute::new("", "", words)),
            ("HT", _) => self.notes(&format!("~ @HT {words}"), Minute::new("Reported", "HT", words)),
            ("LC", _) => self.notes(&format!("+@{role} {words}"), Minute::new("Observed", role, words)),
            (_, true) => self.notes(&format!("question: @{role} {words}"), Minute::new("Question", role, words)),
            (_, false) => self.notes(&format!("@{role} {words}"), Minute::new("", role, words)),
        }
        self.said += 1;
    }

    fn takes_down_all(&mut self, turns: &[Turn]) {
        for turn in turns {
            self.takes_down(*turn);
        }
    }

    fn presses(&mut self, keys: &[&str]) {
        for key in keys {
            self.terminal.press(key);
        }
    }

    /// Ctrl+N, and the item is there.
    fn next(&mut self) {
        self.item += 1;
        self.terminal.press("ctrl+n");
        self.sees_item();
    }

    fn jumps_to(&mut self, item: usize) {
        self.item = item;
        self.terminal.press("ctrl+g").sees("Go to").types(ITEMS[item]).press("enter");
        self.sees_item();
    }

    fn sees_item(&mut self) {
        let title: String = ITEMS[self.item].chars().take(40).collect();
        self.terminal.sees(&format!("▌{}  {title}", self.item + 1));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a meeting has a beginning, a middle and an end")]
fn a_round_table_meeting_typed_on_a_terminal_stands_whole_in_its_documents() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let turns = exclusions();
    let turns = &turns[1..65];
    let mut sip = Sip::at(store.terminal(&["open", &id]));
    sip.sees_item();

    // 1: who is there; slips of the fingers.
    for who in ["@HT present", "@DHT/AB present", "@LC is here", "@SIA present", "@ACSO apologies"] {
        sip.terminal.types(who).press("enter");
    }
    sip.terminal.sees("ACSO sent apologies");
    sip.terminal.types("The minutes were agred");
    sip.presses(&["backspace", "backspace"]);
    sip.notes("eed", Minute::new("", "", "The minutes were agreed"));
    sip.terminal.types("Matters araising: none");
    sip.presses(&["left"; 12]);
    sip.notes_delete("delete", Minute::new("", "", "Matters arising: none"));
    sip.takes_down_all(&turns[..8]);

    // 2: a word taken back while typing, an entry taken back after Enter, a note that was an action.
    sip.next();
    sip.takes_down_all(&turns[8..16]);
    sip.terminal.types("= go on with the consultant").sees("Decision").press("ctrl+z").sees_not("consultant");
    sip.notes("tutor to Easter", Minute::new("Decision", "", "go on with the tutor to Easter"));
    sip.terminal.types("@DHT the tracking sheet is done\n").press("ctrl+z").sees("▌ @DHT the tracking sheet is done");
    sip.notes(" for Y5 only", Minute::new("", "DHT", "the tracking sheet is done for Y5 only"));
    sip.terminal.types("@HT moderate Y5 writing by 29/1/2010\n").press("ctrl+k").sees("into ━");
    sip.terminal.types("action\n").sees("Now Action");
    sip.minutes[1].push(Minute::action(1, "moderate Y5 writing", "HT; by Friday 29 January 2010"));
    sip.takes_down_all(&turns[16..20]);

    // 3: somebody comes late; a line under the wrong item, moved where it belongs.
    sip.next();
    sip.takes_down_all(&turns[20..26]);
    // Whom it was said by is mended in the words, and another name for a role is the same role.
    sip.terminal.types("@HT the consultant is in Y5 on Tuesdays\n");
    sip.presses(&["up", "home", "right", "delete", "delete"]);
    sip.terminal.types("LC\n");
    sip.minutes[2].push(Minute::new("", "LC", "the consultant is in Y5 on Tuesdays"));
    sip.notes("@head: and on Fridays", Minute::new("", "HT", "and on Fridays"));
    sip.terminal.types("@GOV late\n").sees("GOV has come");
    sip.terminal.types("@LC the family centre opens at Easter\n").press("ctrl+o").sees("Move “");
    sip.terminal.types("LCSP\n").sees("Moved to “LCSP and other support”");
    sip.minutes[3].push(Minute::new("", "LC", "the family centre opens at Easter"));
    sip.takes_down_all(&turns[26..32]);
    sip.terminal.types(">5 = broker a second consultant\n").sees("Entered under item 5");
    sip.minutes[4].push(Minute::new("Decision", "", "broker a second consultant"));

    // 4: the battery dies in the middle of a word.
    sip.next();
    sip.takes_down_all(&turns[32..40]);
    sip.terminal.types("~ @HT attendance of the six pupils is up to 94 per ce").sees("94 per ce");
    sip.terminal.kill_9();
    sip.terminal = store.terminal(&["open", &id]);
    sip.terminal.sees("▌ ~ @HT attendance of the six pupils is up to 94 per ce");
    sip.sees_item();
    sip.notes("nt", Minute::new("Reported", "HT", "attendance of the six pupils is up to 94 per cent"));
    sip.takes_down_all(&turns[40..42]);

    // 5: actions with owner and date; one thought better of.
    sip.next();
    sip.takes_down_all(&turns[42..50]);
    let action = |n, words, bound| Minute::action(n, words, bound);
    sip.notes(
        "! @HT call the partner school by fri",
        action(2, "call the partner school", "HT; by Friday 15 January 2010"),
    );
    sip.notes(
        "! @LC/AB visit Y5 by 26/1/2010 measure: six of eight books agree",
        action(3, "visit Y5", "LC AB; by Tuesday 26 January 2010; measure: six of eight books agree"),
    );
    sip.terminal.types("! @GOV send the wrong letter by fri\n").sees("send the wrong letter").press("ctrl+d");
    sip.terminal.sees_not("send the wrong letter");
    sip.terminal.types("% ask about the deputy by phone\n");

    // 6, then back to 2 for something forgotten, and on.
    sip.next();
    sip.takes_down_all(&turns[50..56]);
    sip.jumps_to(1);
    sip.notes("+ six of eight books show targets", Minute::new("Observed", "", "six of eight books show targets"));
    sip.terminal.press("up").sees("Enter done");
    sip.presses(&["end"]);
    sip.terminal.types(" in use").press("esc");
    sip.minutes[1].last_mut().unwrap().words.push_str(" in use");
    sip.jumps_to(5);

    // 7: the date, and out.
    sip.next();
    sip.takes_down_all(&turns[56..64]);
    sip.notes("= meet on 27 April 2010", Minute::new("Decision", "", "meet on 27 April 2010"));
    sip.terminal.sees("decision  meet on 27 April");
    sip.terminal.press("ctrl+q");
    assert_eq!(sip.terminal.exit_code(), 0);
    assert!(sip.terminal.is_as_found());
    assert!(sip.said >= 60, "{} turns are no meeting", sip.said);

    // The documents, once the minutes are agreed: until then they are a draft, as parts of them are missing.
    let written = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(written.starts_with("DRAFT"), "{written}");
    store.nov(&["set", &id, "state=agreed"]).well();
    let word = store.nov(&["export", &id, "--format", "docx", "--with", "times"]).well();
    let word = Document::read(&std::fs::read(store.desk().join(word.trim_end())).unwrap());
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    let markdown = store.nov(&["export", &id, "--format", "md", "--output", "-"]).well();
    for (n, item) in ITEMS.into_iter().enumerate() {
        let plain: Vec<String> = sip.minutes[n].iter().map(Minute::plain).map(|line| squeezed(&line)).collect();
        let marked: Vec<String> = sip.minutes[n].iter().map(Minute::marked).map(|line| squeezed(&line)).collect();
        // On a page each begins with a capital; no other letter differs.
        assert_eq!(small(&in_word(&word, item)), small(&plain), "{item} in Word");
        assert_eq!(in_text(&text, n + 1), plain, "{item} in plain text");
        assert_eq!(in_markdown(&markdown, n + 1), marked, "{item} in Markdown");
    }
    let actions = [
        ["1 · moderate Y5 writing", "HT", "29 January 2010", ""],
        ["2 · call the partner school", "HT", "15 January 2010", ""],
        ["3 · visit Y5", "LC AB", "26 January 2010", "six of eight books agree"],
    ];
    let by_when: Vec<Vec<String>> = word.table("By when")[1..].iter().map(|row| small(row)).collect();
    assert_eq!(by_when, actions.map(|row| small(&row.map(str::to_owned))));
    for row in actions {
        assert!(markdown.contains(&format!("| {} |", row.join(" | "))), "{row:?} in Markdown:\n{markdown}");
    }
    let table = squeezed(text.rsplit_once("Agreed actions").unwrap().1);
    assert!(table.contains("2 · call the HT 15 January 2010 partner school"), "{table}");
    assert!(table.contains("3 · visit Y5 LC AB 26 January 2010 six of eight books agree"), "{table}");

    let present = word.table("Initials");
    for (role, initials) in [("HT", ""), ("DHT", "AB"), ("LC", "AB"), ("SIA", ""), ("GOV", "")] {
        assert!(present.contains(&vec![role.to_owned(), initials.to_owned()]), "{role} was there: {present:?}");
        assert!(markdown.contains(&format!("| {role} | {initials} |")), "{role}: {markdown}");
    }
    for document in [&word.lines().join("\n"), &text, &markdown] {
        // The meeting is written up on another day than its own.
        assert!(document.contains("GOV arrived late."), "the latecomer, without a time:\n{document}");
    }
    assert!(!present.iter().any(|row| row[0] == "ACSO"), "who sent apologies was not there: {present:?}");
    assert_eq!(word.table("Report on impact")[1][0], "ACSO");
    for document in [word.lines().join("\n"), text, markdown] {
        for gone in ["wrong letter", "ask about the deputy", "GOV late", "DRAFT"] {
            assert!(!document.contains(gone), "“{gone}” has no business here:\n{document}");
        }
    }
    assert!(store.files().iter().all(|file| !file.ends_with(".journal")), "{:?}", store.files());
}

#[test]
fn dictation_faster_than_any_hand_arrives_to_the_last_letter() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let said = exclusions()[5].words.repeat(8);
    assert!(said.len() > 4096, "more than the system keeps of what is typed");
    let mut user = store.terminal(&["open", &id]);
    user.sees("No entries yet").types(&said).types(" That is all").sees("That is all").press("enter").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-", "--with", "times"]).well();
    assert_eq!(in_text(&text, 1), [squeezed(&format!("{said} That is all"))]);
}

#[test]
fn a_line_cut_off_in_the_middle_is_in_the_document_unless_it_was_private() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let exported = || store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    for line in ["% ask about the deputy", ">2 private: ask about the deputy", ">2 %ask about the deputy"] {
        let mut user = store.terminal(&["open", &id]);
        user.sees("●").types(line).sees("the deputy").kill_9();
        assert!(!exported().contains("deputy"), "“{line}” was printed:\n{}", exported());
        let mut user = store.terminal(&["open", &id]);
        user.sees("the deputy").press("enter").press("ctrl+q");
        assert_eq!(user.exit_code(), 0);
    }
    let mut user = store.terminal(&["open", &id]);
    user.sees("●").types("the boiler is mend").sees("the boiler is mend").kill_9();
    assert!(exported().contains("Unfinished: the boiler is mend"), "{}", exported());
    assert!(!exported().contains("deputy"), "{}", exported());
}

impl Sip {
    /// Presses a key and Enter, and the line becomes this minute.
    fn notes_delete(&mut self, key: &str, minute: Minute) {
        self.terminal.press(key);
        self.notes("", minute);
    }
}

/// White space as one space, wherever lines were broken.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words after a time of day, if a line begins with one.
fn after_time(line: &str) -> Option<&str> {
    let (time, words) = line.split_at_checked(5)?;
    let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    (shape == "00:00").then_some(words)
}

/// Texts in small letters.
fn small(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.to_lowercase()).collect()
}

/// The minutes below a heading of a Word document.
fn in_word(document: &Document, item: &str) -> Vec<String> {
    document.under(item).iter().filter_map(|line| after_time(line)).map(squeezed).collect()
}

/// The minutes below a numbered heading of a plain text, put together from their lines.
fn in_text(text: &str, number: usize) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_heading =
        |at: usize| lines.get(at + 1).is_some_and(|below| below.len() > 2 && below.trim_matches(['-', '=']).is_empty());
    let start = (0..lines.len()).find(|at| is_heading(*at) && lines[*at].starts_with(&format!("{number}  "))).unwrap();
    let end = (start + 1..lines.len()).find(|at| is_heading(*at)).unwrap();
    let mut minutes: Vec<String> = Vec::new();
    for line in &lines[start + 2..end] {
        match (after_time(line), minutes.last_mut()) {
            (Some(words), _) => minutes.push(words.to_owned()),
            (None, Some(last)) => last.extend([" ", line]),
            (None, None) => {}
        }
    }
    minutes.iter().map(|minute| squeezed(minute)).collect()
}

/// The minutes below a numbered heading of a Markdown text, without its marks.
fn in_markdown(text: &str, number: usize) -> Vec<String> {
    let below = text.split_once(&format!("\n### {number} ")).unwrap().1;
    let end = below.find("\n#").unwrap();
    let lines = below[..end].lines().filter_map(|line| after_time(line.strip_prefix("- ")?));
    lines.map(|line| squeezed(&unmarked(line))).collect()
}

/// Markdown without stars and with what a backslash hides.
fn unmarked(line: &str) -> String {
    let mut plain = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next()),
            '*' => {}
            c => plain.push(c),
        }
    }
    plain
}
