//! HTML: one file that needs nothing beside it, with real headings and table heads, set for reading and for A4 paper.

use std::fmt::Write as _;
use std::io::Write;

use super::align::{align, is_of_figures};
use super::chart::svg;
use super::flow::{self, Line, Paragraph, Spread};
use super::{ExportError, Format};
use crate::outline::{Block, Column, Content, Outline, Run, Style, Value};

/// The format.
pub(super) const FORMAT: Format = Format { id: "html", extension: "html", label: "Web page", document: None, write };

const STYLE: &str = include_str!("page.css");
/// Width of a table on paper, in twentieths of a point, by which its columns are measured.
const PAPER_WIDTH: u32 = 9_638;

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(page(&outline.boxed()).as_bytes())?;
    Ok(out.flush()?)
}

fn page(outline: &Outline) -> String {
    let language = if outline.language.is_empty() { "en-GB" } else { &outline.language };
    let title = flow::one_line(&outline.title);
    let shown = if title.is_empty() { "Note".to_owned() } else { title.clone() };
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n",
        escape(language),
        escape(&shown)
    );
    let properties = [
        ("author", &outline.author),
        ("subject", &outline.subject),
        ("dcterms.accessRights", &outline.confidentiality),
        ("generator", &"nov".to_owned()),
    ];
    for (name, content) in properties {
        if !content.is_empty() {
            let _ = writeln!(html, "<meta name=\"{name}\" content=\"{}\">", escape(&flow::one_line(content)));
        }
    }
    let marks = [if outline.draft { "DRAFT" } else { "" }, &flow::one_line(&outline.confidentiality)];
    let marks = marks.into_iter().filter(|mark| !mark.is_empty()).collect::<Vec<_>>().join(" · ");
    let _ = write!(html, "<style>\n{STYLE}{}</style>\n</head>\n<body>\n", printed_head(outline));
    if !marks.is_empty() {
        // The head of a table is all that every browser prints on each page it goes over, with room of its own.
        let marks = escape(&marks);
        let _ =
            writeln!(html, "<div class=\"sheet\">\n<div class=\"each-page\" aria-hidden=\"true\"><p>{marks}</p></div>");
        html.push_str("<div class=\"body\">\n");
    }
    html.push_str("<header>\n");
    if !marks.is_empty() {
        let _ = writeln!(html, "<p class=\"mark\">{}</p>", escape(&marks));
    }
    let _ = writeln!(html, "<h1>{}</h1>", escape(&shown));
    if !outline.subtitle.is_empty() {
        let _ = writeln!(html, "<p class=\"subtitle\">{}</p>", escape(&flow::one_line(&outline.subtitle)));
    }
    html.push_str("</header>\n<main>\n");
    let mut open = Group::None;
    let mut level = 1;
    for block in &outline.blocks {
        let group = group_of(&block.content);
        if group != open {
            html.push_str(open.end());
            html.push_str(group.start());
            open = group;
        }
        if let Content::Heading { level: wished, .. } = &block.content {
            // No level is left out, so that a reader can step through them.
            level = ((*wished).clamp(1, 4) + 1).min(level + 1);
        }
        html.push_str(&content(&block.content, &outline.blocks, level));
    }
    html.push_str(open.end());
    html.push_str("</main>\n");
    let foot = flow::foot(outline);
    if !foot.is_empty() || !marks.is_empty() {
        let parts = [foot.as_str(), marks.as_str()];
        let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let _ = writeln!(html, "<footer><p>{}</p></footer>", escape(&told));
    }
    if !marks.is_empty() {
        html.push_str("</div>\n</div>\n");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// The head of each printed page: what it is of.
fn printed_head(outline: &Outline) -> String {
    format!("@page {{ @top-left {{ content: \"{}\" }} }}\n", in_css(&flow::one_line(&outline.running_head)))
}

/// A text as it stands between quotes in a style sheet; nothing in it ends the sheet.
fn in_css(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\22 "),
            '\\' => escaped.push_str("\\5C "),
            '<' => escaped.push_str("\\3C "),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Blocks that stand together in one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    None,
    Fields,
    Entries,
    Checks,
}

impl Group {
    const fn start(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Fields => "<table class=\"fields\">\n<tbody>\n",
            Self::Entries => "<ul class=\"entries\">\n",
            Self::Checks => "<ul class=\"checks\">\n",
        }
    }

    const fn end(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Fields => "</tbody>\n</table>\n",
            Self::Entries | Self::Checks => "</ul>\n",
        }
    }
}

const fn group_of(content: &Content) -> Group {
    match content {
        Content::Field { .. } => Group::Fields,
        Content::Entry { .. } => Group::Entries,
        Content::Checkbox { .. } => Group::Checks,
        Content::Heading { .. }
        | Content::Paragraph(_)
        | Content::Table { .. }
        | Content::Chart(_)
        | Content::List { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => Group::None,
    }
}

/// A block; `level` is that of the last heading, this one if it is one.
fn content(content: &Content, all: &[Block], level: u8) -> String {
    match content {
        Content::Heading { number, text, .. } => {
            let text = [flow::one_line(number), flow::one_line(text)].join(" ");
            format!("<h{level}>{}</h{level}>\n", escape(text.trim()))
        }
        Content::Paragraph(runs) => paragraphs(runs, ""),
        Content::Field { label, value } => {
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(&flow::one_line(label)), field(value))
        }
        Content::Entry { time, kind, who, runs, unfinished } => {
            let lead = flow::lead(&flow::kind_label(kind, *unfinished), &flow::one_line(who));
            let time = flow::one_line(time);
            let lead = if lead.is_empty() { lead } else { format!("<strong>{}</strong> ", escape(&lead)) };
            let words = within(runs);
            if time.is_empty() {
                format!("<li class=\"untimed\">{lead}{words}</li>\n")
            } else {
                format!("<li><time>{}</time> {lead}{words}</li>\n", escape(&time))
            }
        }
        Content::Table { caption, columns, rows } => table(caption, columns, rows, all),
        Content::Chart(chart) => {
            let caption = escape(&flow::one_line(&chart.caption));
            format!("<figure>\n<figcaption>{caption}</figcaption>\n{}\n</figure>\n", svg(chart, escape))
        }
        Content::List { items } => {
            let items: Vec<String> = items.iter().map(|runs| format!("<li>{}</li>\n", within(runs))).collect();
            if items.is_empty() { String::new() } else { format!("<ul>\n{}</ul>\n", items.concat()) }
        }
        Content::Checkbox { done, text } => {
            let (mark, said) = if *done { ("☒", "done") } else { ("☐", "not done") };
            let text = escape(&flow::one_line(text));
            format!("<li><span role=\"img\" aria-label=\"{said}\">{mark}</span> {text}</li>\n")
        }
        Content::Date { on, meets, text, .. } => paragraphs(&Content::date_line(*on, meets, text), ""),
        Content::Note(text) => paragraphs(&[Run::plain(text.as_str())], " class=\"note\""),
        Content::Rule => "<hr>\n".to_owned(),
        Content::PageBreak => "<div class=\"break\"></div>\n".to_owned(),
    }
}

/// How many columns of figures have room in letters of the usual size.
const CLOSE: usize = 8;

fn table(caption: &str, columns: &[Column], rows: &[Vec<Value>], all: &[Block]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
    if count == 0 {
        return String::new();
    }
    let aligns: Vec<_> = (0..count).map(|n| align(rows, n)).collect();
    let kind = match is_of_figures(rows, &aligns) {
        true if count > CLOSE => " class=\"figures close\"",
        true => " class=\"figures\"",
        false => "",
    };
    let mut html = format!("<table{kind}>\n");
    let caption = flow::one_line(caption);
    if !caption.is_empty() {
        let _ = writeln!(html, "<caption>{}</caption>", escape(&caption));
    }
    html.push_str("<colgroup>");
    for width in super::grid::set(columns, rows, PAPER_WIDTH, all).1 {
        let _ = write!(html, "<col style=\"width:{}%\">", width * 100 / PAPER_WIDTH);
    }
    html.push_str("</colgroup>\n");
    if columns.iter().any(|column| !column.title.is_empty()) {
        html.push_str("<thead><tr>");
        for n in 0..count {
            let title = columns.get(n).map_or("", |column| column.title.as_str());
            if title.is_empty() {
                html.push_str("<td></td>");
                continue;
            }
            let _ = write!(html, "<th scope=\"col\">{}</th>", escape(&flow::unbroken(&flow::one_line(title))));
        }
        html.push_str("</tr></thead>\n");
    }
    html.push_str("<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        let is_blank = flow::is_blank(row);
        let shown = |value: &Value| if is_blank { field(value) } else { cell(value) };
        for n in 0..count {
            let class = if columns.get(n).is_some_and(|column| column.prefilled) { " class=\"prefilled\"" } else { "" };
            let _ = write!(html, "<td{class}>{}</td>", row.get(n).map_or_else(String::new, shown));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// A value of its own: a blank shows as on paper.
fn field(value: &Value) -> String {
    match value {
        Value::Blank(shown) => {
            let more = "<br>".repeat(flow::room(shown) - 1);
            format!("<span class=\"blank\">{}{more}</span>", escape(&flow::blank(shown)))
        }
        Value::Text(_) | Value::Choice { .. } => cell(value),
    }
}

/// A value among others.
fn cell(value: &Value) -> String {
    match value {
        Value::Text(runs) => within(runs),
        Value::Blank(shown) => escape(&flow::one_line(shown)),
        Value::Choice { options, chosen } => {
            let between = match flow::spread(options) {
                Spread::Beside => " &nbsp; ",
                Spread::Below => "<br>",
            };
            let word = |(n, option): (usize, &String)| {
                let option = escape(&flow::one_line(option));
                if *chosen == Some(n) { format!("☒ <strong>{option}</strong>") } else { format!("☐ {option}") }
            };
            options.iter().enumerate().map(word).collect::<Vec<_>>().join(between)
        }
    }
}

/// Paragraphs of their own.
fn paragraphs(runs: &[Run], attribute: &str) -> String {
    let paragraph = |p: &Paragraph<'_>| format!("<p{attribute}>{}</p>\n", lines(p));
    flow::paragraphs(runs).iter().map(paragraph).collect::<Vec<_>>().concat()
}

/// Paragraphs inside an element that is one already.
fn within(runs: &[Run]) -> String {
    flow::paragraphs(runs).iter().map(lines).collect::<Vec<_>>().join("<br><br>")
}

fn lines(paragraph: &Paragraph<'_>) -> String {
    paragraph.iter().map(inline).collect::<Vec<_>>().join("<br>")
}

fn inline(line: &Line<'_>) -> String {
    let piece = |span: &flow::Span<'_>| {
        let text = escape(&span.text);
        match span.style {
            Style::Plain => text,
            Style::Strong => format!("<strong>{text}</strong>"),
            Style::Emphasis => format!("<em>{text}</em>"),
            Style::Faint => format!("<span class=\"faint\">{text}</span>"),
        }
    };
    line.iter().map(piece).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in flow::clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(outline: &Outline) -> String {
        let mut bytes = Vec::new();
        write(outline, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Opens and closes in order; every tag but the empty ones is closed.
    fn is_balanced(html: &str) -> Result<(), String> {
        const EMPTY: [&str; 5] = ["meta", "col", "br", "hr", "!DOCTYPE"];
        let body = html.split("<style>").next().unwrap().to_owned() + html.split("</style>").nth(1).unwrap_or_default();
        let mut open = Vec::new();
        for piece in body.split('<').skip(1) {
            let tag = piece.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split(' ').next().unwrap().to_owned();
            if EMPTY.contains(&name.as_str()) {
                continue;
            }
            if !tag.starts_with('/') {
                open.push(name);
            } else if open.pop().as_ref() != Some(&name) {
                return Err(format!("</{name}> closes nothing"));
            }
        }
        if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
    }

    #[test]
    fn every_sample_is_well_formed_and_says_what_it_is() {
        for (name, outline) in sample::all() {
            let html = written(&outline);
            is_balanced(&html).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"), "{name}");
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            assert!(html.contains(&escape(&outline.confidentiality)), "{name}");
        }
    }

    #[test]
    fn a_document_reads_well_as_it_stands() {
        let shown = written(&sample::short());
        let body = shown.split("</style>").nth(1).unwrap();
        assert_eq!(body, include_str!("../../../tests/golden/short.html"));
    }

    #[test]
    fn a_reader_finds_its_way_by_headings_landmarks_and_table_heads() {
        for (name, outline) in sample::all() {
            let html = written(&outline);
            for landmark in ["<header>", "<main>", "</main>"] {
                assert_eq!(html.matches(landmark).count(), 1, "{name}: {landmark}");
            }
            let body = html.split("</style>").nth(1).unwrap();
            let levels: Vec<u32> = body.split("<h").skip(1).filter_map(|rest| rest.get(..1)?.parse().ok()).collect();
            assert_eq!(levels[0], 1, "{name}");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: a level is left out: {levels:?}");
            assert_eq!(
                body.matches("<th").count(),
                body.matches("<th scope=").count() + body.matches("<thead>").count()
            );
            assert_eq!(body.matches("<table").count(), body.matches("<tbody>").count(), "{name}");
        }
    }

    /// Lightness of a colour as the accessibility guidelines reckon it.
    fn lightness(colour: &str) -> f64 {
        let full: String =
            if colour.len() == 3 { colour.chars().flat_map(|c| [c, c]).collect() } else { colour.to_owned() };
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&full[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    #[test]
    fn every_colour_of_text_stands_out_from_the_darkest_ground() {
        let grounds = STYLE.match_indices("background: #").map(|(at, mark)| colour(&STYLE[at + mark.len()..]));
        let ground = grounds.map(lightness).fold(1.0, f64::min);
        let texts: Vec<&str> =
            STYLE.match_indices(" color: #").map(|(at, mark)| colour(&STYLE[at + mark.len()..])).collect();
        assert!(texts.len() > 4, "{texts:?}");
        for text in texts {
            let contrast = (ground + 0.05) / (lightness(text) + 0.05);
            assert!(contrast >= 4.5, "#{text} has a contrast of only {contrast:.1}");
        }
    }

    fn colour(rest: &str) -> &str {
        &rest[..rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap()]
    }

    #[test]
    fn the_head_of_printed_pages_keeps_every_letter_of_a_name() {
        let outline = Outline { running_head: "St <Mary> \"Low\\er\"".to_owned(), ..Outline::default() };
        assert_eq!(printed_head(&outline), "@page { @top-left { content: \"St \\3C Mary> \\22 Low\\5C er\\22 \" } }\n");
    }

    #[test]
    fn text_stays_text() {
        let text = "<script>alert(1)</script> & \"so\" ]]> ŵŷ שלום 👩‍🏫 \u{7}";
        let html = written(&Outline { blocks: vec![Block::paragraph(text)], ..Outline::default() });
        assert!(
            html.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot; ]]&gt; ŵŷ שלום 👩‍🏫 </p>"),
            "{html}"
        );
    }
}
