//! What a typed line says, each table a way of typing it.

mod actions;
mod any_line;
mod deadlines;
mod lines;
mod others;

use std::fmt::Write;

use super::*;

/// What a line needs around it.
struct Room {
    calendar: Calendar,
    roles: Vec<RoleName>,
    sef: Vec<String>,
    people: Known,
    names: Vec<KnownName>,
}

/// Who is known of some initials: Jo Bell, who is the head; of AB there are two.
#[derive(Debug)]
struct Known;

impl People for Known {
    fn of_initials(&self, initials: &str) -> Option<String> {
        (initials == "JB").then(|| "HT JB".to_owned())
    }

    fn has_role(&self, role: &str) -> bool {
        role == "HT"
    }
}

impl Room {
    fn new() -> Self {
        let role = |id: &str, aliases: &[&str]| RoleName {
            label: id.to_owned(),
            id: id.to_owned(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            ..RoleName::default()
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
            people: Known,
            names: [("Paul", "Greaves", "DHT PG"), ("Nia", "Quill", "LC NQ"), ("Nia", "Marsh", "GOV NM")]
                .map(|(first, last, owner)| KnownName {
                    names: [first, last].map(str::to_owned).to_vec(),
                    owner: owner.to_owned(),
                })
                .to_vec(),
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            today: NaiveDate::from_ymd_opt(2010, 1, 12).unwrap(),
            calendar: &self.calendar,
            roles: &self.roles,
            sef: &self.sef,
            items: 7,
            next_meeting: None,
            people: &self.people,
            names: &self.names,
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
    let reason = |a: &Attendance| if a.reason.is_empty() { String::new() } else { format!(" because {}", a.reason) };
    let report = |a: &Attendance| if a.report.is_empty() { String::new() } else { format!(" report {}", a.report) };
    add("attendance", {
        let said = |a: &Attendance| format!("{} {:?}{}{}", a.who.join("+"), a.what, reason(a), report(a));
        let all: Vec<String> = p.attendance.iter().map(said).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    });
    add("unknown", p.unknown);
    add("unowned", p.unowned.map(|u| format!("{}:{}", u.words, u.tag.unwrap_or_default())));
    add("undated", p.undated);
    add("unread", p.unread.map(|why| format!("{why:?}")));
    out
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = (table.iter())
        .filter(|(typed, expected)| said(typed) != *expected)
        .map(|(typed, expected)| format!("{typed}\n  reads   {}\n  should  {expected}", said(typed)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
