//! A message ready to be opened in a mail program: addressed, with a subject, the document attached in Word. A letter is the
//! text of its message, and attached as well. It has no date: it is not sent yet, and the mail program dates it.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{ExportError, Format, docx, flow, text};
use crate::forms::Confidentiality;
use crate::outline::{Outline, addresses_in};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "eml", extension: "eml", label: "Mail with the Word document", document: None, write };

/// Longest line of encoded text.
const LINE: usize = 76;
/// Between the parts; base64 never holds it.
const BOUNDARY: &str = "=_nov_=";

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut attached = Vec::new();
    (docx::FORMAT.write)(outline, &mut attached)?;
    out.write_all(message(outline, &attached).as_bytes())?;
    Ok(out.flush()?)
}

/// The message with a Word document attached.
pub(super) fn message(outline: &Outline, attached: &[u8]) -> String {
    let subject = [&outline.title, &outline.subtitle].map(|text| flow::one_line(text));
    let subject = subject.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    let subject = if outline.draft { format!("DRAFT - {subject}") } else { subject };
    let mut mail = String::new();
    let mut line = |text: &str| {
        mail.push_str(text);
        mail.push_str("\r\n");
    };
    let to: Vec<String> = outline.recipients.iter().map(|(role, address)| mailbox(role, address)).collect();
    // A mail program opens it as a message not sent yet.
    line("X-Unsent: 1");
    if outline.sender.contains('@') {
        let name = outline.author.split(',').next().unwrap_or_default();
        line(&format!("From: {}", mailbox(name, &outline.sender)));
    }
    line(&format!("To: {}", if to.is_empty() { "undisclosed-recipients:;".to_owned() } else { to.join(",\r\n ") }));
    line(&format!("Subject: {}", encoded(&subject)));
    if !outline.confidentiality.is_empty() {
        if outline.confidentiality != Confidentiality::Open.label() {
            line("Sensitivity: Company-Confidential");
        }
        line(&format!("X-Confidentiality: {}", encoded(&flow::one_line(&outline.confidentiality))));
    }
    line("MIME-Version: 1.0");
    line(&format!("Content-Type: multipart/mixed; boundary=\"{BOUNDARY}\""));
    line("");
    line(&format!("--{BOUNDARY}"));
    line("Content-Type: text/plain; charset=utf-8");
    line("Content-Transfer-Encoding: base64");
    line("");
    line(&folded(words(outline, &subject).as_bytes()));
    line(&format!("--{BOUNDARY}"));
    let name = file_name(&outline.reference, &outline.document);
    line("Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    line("Content-Transfer-Encoding: base64");
    line(&format!("Content-Disposition: attachment; filename=\"{name}\""));
    line("");
    line(&folded(attached));
    line(&format!("--{BOUNDARY}--"));
    mail
}

/// What the message says.
fn words(outline: &Outline, subject: &str) -> String {
    let draft = if outline.draft { "This is a draft.\r\n\r\n" } else { "" };
    let confidentiality = flow::one_line(&outline.confidentiality);
    let confidentiality =
        if confidentiality.is_empty() { confidentiality } else { format!("{confidentiality}.\r\n\r\n") };
    if outline.letter {
        return format!("{draft}{confidentiality}{}", text::body(outline).replace('\n', "\r\n"));
    }
    format!(
        "{subject}\r\n\r\nThe document is attached.\r\n\r\n{draft}{confidentiality}{}\r\n",
        flow::one_line(&outline.author)
    )
}

/// A role with its address; without one, a group of nobody that the sender fills in.
fn mailbox(role: &str, address: &str) -> String {
    let role = encoded(&flow::one_line(role));
    let role = if role.starts_with("=?") { role } else { format!("\"{}\"", role.replace(['"', '\\'], "")) };
    let address = addresses_in(address).into_iter().next();
    address.map_or_else(|| format!("{role}:;"), |address| format!("{role} <{address}>"))
}

/// A header's text: as it is, or encoded where it holds other letters than ASCII's.
fn encoded(text: &str) -> String {
    if text.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) && text.len() < LINE {
        return text.to_owned();
    }
    // At most 75 characters a word: 45 bytes of text, cut between letters.
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > 42 {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let words: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word))).collect();
    words.join("\r\n ")
}

fn folded(bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let lines: Vec<&str> = text.as_bytes().chunks(LINE).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    lines.join("\r\n")
}

fn file_name(reference: &str, document: &str) -> String {
    let name = [reference, document].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let safe: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    if safe.is_empty() { "note.docx".to_owned() } else { format!("{safe}.docx") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(outline: &Outline) -> String {
        let mut bytes = Vec::new();
        write(outline, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_message_is_addressed_and_carries_the_document() {
        let outline = Outline {
            title: "Note of Visit".to_owned(),
            subtitle: "Ysgol Tŷ Ffynnon".to_owned(),
            reference: "2010-01-12-ty-ffynnon-autumn".to_owned(),
            document: "nov".to_owned(),
            author: "Jo Kestrel, School Improvement Partner".to_owned(),
            sender: "jo@shire.example".to_owned(),
            recipients: vec![
                ("Headteacher".to_owned(), "head@hillside.example".to_owned()),
                ("LA".to_owned(), String::new()),
                ("Chair\" <x>".to_owned(), "a@b.example>\r\nBcc: spy@c.example".to_owned()),
            ],
            ..Outline::default()
        };
        let mail = written(&outline);
        assert!(mail.contains("To: \"Headteacher\" <head@hillside.example>,\r\n \"LA\":;,\r\n"), "{mail}");
        assert!(!mail.contains("\r\nBcc"), "no header slips in");
        assert!(mail.contains("Subject: =?utf-8?B?"), "{mail}");
        assert!(mail.contains("filename=\"2010-01-12-ty-ffynnon-autumn-nov.docx\""));
        assert!(mail.contains("\r\nFrom: \"Jo Kestrel\" <jo@shire.example>\r\n"), "{mail}");
        assert!(!mail.contains("\r\nDate: "), "it is not sent yet");
        assert!(mail.lines().all(|line| line.len() <= 100));
    }

    #[test]
    fn a_letter_is_the_text_of_its_message() {
        let blocks = vec![crate::outline::Block::note("Dear headteacher, we meet on Tuesday.")];
        let letter = Outline { letter: true, title: "Confirmation".to_owned(), blocks, ..Outline::default() };
        let mail = written(&letter);
        assert!(mail.contains(&STANDARD.encode("Dear headteacher, we meet on Tuesday.\r\n")), "{mail}");
    }
}
