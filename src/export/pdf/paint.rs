//! Pages as a PDF file: letters, lines, tags, the list of headings, and what is printed at the head and foot.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline as Contents, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag as KrillaTag,
    TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};

use super::super::flow;
use super::band::{Kind, Put, Tag, Tags};
use super::face::{Face, Faces};
use super::page::{EDGE, GREY, Leaf, Oblong, RED, RULE, SIDE_MARGIN};
use super::sheet::{PLAIN, bold};
use super::text::{Colour, Look, set};
use crate::outline::Outline;

/// Letters at the head and foot.
const SMALL: Look = Look { size: 9.0, colour: GREY, ..PLAIN };

/// Writes all pages.
///
/// # Errors
/// The pages break a rule of accessible documents; says which.
pub(super) fn paint(
    faces: &Faces,
    outline: &Outline,
    leaves: &[Leaf],
    tags: &Tags,
    headings: &[(u16, String, usize)],
) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut ids: Vec<Vec<Identifier>> = vec![Vec::new(); tags.kinds.len()];
    for (n, leaf) in leaves.iter().enumerate() {
        let (width, height) = leaf.side.size();
        let settings = PageSettings::from_wh(width, height).ok_or("a page has no size")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        if !leaf.oblongs.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            for oblong in &leaf.oblongs {
                fill(&mut surface, oblong);
            }
            surface.end_tagged();
        }
        furniture(&mut surface, faces, outline, leaf, (n + 1, leaves.len()));
        for put in &leaf.puts {
            let tag = match put.tag {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let id = surface.start_tagged(tag);
            letters(&mut surface, faces, put);
            surface.end_tagged();
            if let Some(tag) = put.tag {
                ids[tag].push(id);
            }
        }
        surface.finish();
        page.finish();
    }
    let language = if outline.language.is_empty() { "en-GB" } else { &outline.language };
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for &tag in &tags.top {
        tree.push(group(tags, &ids, tag));
    }
    document.set_tag_tree(tree);
    document.set_outline(contents(leaves, headings));
    document.set_metadata(metadata(outline, language));
    document.finish().map_err(|error| format!("{error:?}"))
}

fn metadata(outline: &Outline, language: &str) -> Metadata {
    use chrono::Datelike;
    let title = flow::one_line(&outline.title);
    let told = [flow::one_line(&outline.subtitle), flow::one_line(&outline.confidentiality)];
    let told = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut metadata = Metadata::new()
        .title(if title.is_empty() { "Note".to_owned() } else { title })
        .description(told)
        .language(language.to_owned())
        .creator("nov".to_owned())
        .document_id(flow::foot(outline));
    let author = flow::one_line(&outline.author);
    if !author.is_empty() {
        metadata = metadata.authors(vec![author]);
    }
    // The day is the session's: no clock is read.
    if let Some((date, year)) = outline.date.and_then(|date| Some((date, u16::try_from(date.year()).ok()?))) {
        let (month, day) = (date.month() as u8, date.day() as u8);
        metadata = metadata.creation_date(DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0));
    }
    metadata
}

/// The headings, for the list beside the pages.
fn contents(leaves: &[Leaf], headings: &[(u16, String, usize)]) -> Contents {
    let place = |band: usize| {
        leaves.iter().enumerate().find_map(|(page, leaf)| {
            let (_, down) = leaf.begun.iter().find(|(known, _)| *known == band)?;
            Some(XyzDestination::new(page, Point::from_xy(SIDE_MARGIN, *down)))
        })
    };
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut contents = Contents::new();
    let mut shut = |open: &mut Vec<(u16, OutlineNode)>, level: u16| {
        while open.last().is_some_and(|(known, _)| *known >= level) {
            let Some((_, node)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, outer)) => outer.push_child(node),
                None => contents.push_child(node),
            }
        }
    };
    for (level, words, band) in headings {
        shut(&mut open, *level);
        if let Some(at) = place(*band) {
            open.push((*level, OutlineNode::new(words.clone(), at)));
        }
    }
    shut(&mut open, 0);
    contents
}

fn group(tags: &Tags, ids: &[Vec<Identifier>], tag: Tag) -> TagGroup {
    let mut group = TagGroup::new(kind(&tags.kinds[tag]));
    for &id in &ids[tag] {
        group.push(id);
    }
    for &inner in &tags.inside[tag] {
        group.push(self::group(tags, ids, inner));
    }
    group
}

fn kind(kind: &Kind) -> TagKind {
    match kind {
        Kind::Heading(level, words) => {
            KrillaTag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
        }
        Kind::Paragraph => KrillaTag::P.into(),
        Kind::List => KrillaTag::L(ListNumbering::None).into(),
        Kind::Item => KrillaTag::LI.into(),
        Kind::Label => KrillaTag::Lbl.into(),
        Kind::Body => KrillaTag::LBody.into(),
        Kind::Table => KrillaTag::Table.into(),
        Kind::Caption => KrillaTag::Caption.into(),
        Kind::Head => KrillaTag::THead.into(),
        Kind::Rows => KrillaTag::TBody.into(),
        Kind::Row => KrillaTag::TR.into(),
        Kind::ColumnHead => KrillaTag::TH(TableHeaderScope::Column).into(),
        Kind::RowHead => KrillaTag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => KrillaTag::TD.into(),
        Kind::Picture(words) => KrillaTag::Figure(Some(words.clone())).into(),
    }
}

/// What is printed on every page: whose it is, DRAFT, how confidential; the session, the form, which page of how many.
fn furniture(surface: &mut Surface<'_>, faces: &Faces, outline: &Outline, leaf: &Leaf, (page, all): (usize, usize)) {
    let height = leaf.side.size().1;
    let strong = Look { face: Face::Bold, ..SMALL };
    let draft = if outline.draft { "DRAFT" } else { "" };
    let foot = height - EDGE - SMALL.size * 2.7;
    let counted = format!("Page {page} of {all}");
    let head = [
        (flow::one_line(&outline.running_head), SMALL, End::Left, EDGE),
        (draft.to_owned(), bold(SMALL.size, RED), End::Right, EDGE),
        (flow::one_line(&outline.confidentiality), strong, End::Left, EDGE + SMALL.size * 1.4),
    ];
    let [session, form] = flow::foot_parts(outline);
    let foot_of = [
        (session, SMALL, End::Left, foot),
        (counted, SMALL, End::Right, foot),
        (form, SMALL, End::Left, foot + SMALL.size * 1.4),
    ];
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)));
    for (text, look, end, top) in head {
        small(surface, faces, leaf, &text, look, (end, top));
    }
    surface.end_tagged();
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    fill(surface, &(SIDE_MARGIN, foot - 5.0, leaf.side.text_width(), 0.5, RULE));
    for (text, look, end, top) in foot_of {
        small(surface, faces, leaf, &text, look, (end, top));
    }
    surface.end_tagged();
}

/// At which end of the head or foot something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Left,
    Right,
}

/// One line at the head or foot; what is too long for it is cut at a word.
fn small(surface: &mut Surface<'_>, faces: &Faces, leaf: &Leaf, text: &str, look: Look, (end, top): (End, f32)) {
    if text.is_empty() {
        return;
    }
    let room = leaf.side.text_width() * if end == End::Left { 0.8 } else { 1.0 };
    let line = set(faces, &[(text, look)], room).remove(0);
    let x = match end {
        End::Left => SIDE_MARGIN,
        End::Right => leaf.side.size().0 - SIDE_MARGIN - line.width,
    };
    letters(surface, faces, &Put { x, top, line, tag: None });
}

fn fill(surface: &mut Surface<'_>, &(left, top, width, height, colour): &Oblong) {
    let mut path = PathBuilder::new();
    if let Some(oblong) = Rect::from_xywh(left, top, width, height) {
        path.push_rect(oblong);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(paint_of(colour)));
        surface.draw_path(&path);
    }
}

fn letters(surface: &mut Surface<'_>, faces: &Faces, put: &Put) {
    for piece in &put.line.pieces {
        surface.set_fill(Some(paint_of(piece.look.colour)));
        let start = Point::from_xy(put.x + piece.x, put.top + put.line.baseline());
        surface.draw_glyphs(start, &piece.glyphs, faces.font(piece.look.face), &piece.text, piece.look.size, false);
    }
}

fn paint_of((red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}
