//! Rust source as tokens: comments and literals gone, paths resolved, tests told from production code.

use std::fs;
use std::path::Path;

/// A source file: its path from the crate's root, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: String,
    pub text: String,
}

/// A word or a mark of the source, with its line from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A path such as `crate::store::Folder`, from the crate's root or an external crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub segments: Vec<String>,
    pub line: usize,
}

/// A `mod name;` or `mod name { … }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submodule {
    pub name: String,
    /// Within which inline modules it stands.
    pub within: Vec<String>,
    pub test_only: bool,
    pub inline: bool,
}

/// Every file with one of these endings below some folders of the crate, in order of path.
pub fn read_tree(folders: &[&str], ending: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<_> = folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let from_root = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(Source { path: from_root, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Splits a source into tokens. Comments vanish; a literal becomes `""`, a lifetime `'`.
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let start = at;
        let c = chars[at];
        let rest = &chars[at..];
        let token = if c.is_whitespace() {
            at += 1;
            None
        } else if rest.starts_with(&['/', '/']) {
            at += rest.iter().position(|&c| c == '\n').unwrap_or(rest.len());
            None
        } else if rest.starts_with(&['/', '*']) {
            at += block_comment(rest);
            None
        } else if let Some(length) = string(rest) {
            at += length;
            Some("\"\"".to_owned())
        } else if c == '\'' {
            let length = character(rest);
            at += length.unwrap_or(1);
            Some(if length.is_some() { "\"\"" } else { "'" }.to_owned())
        } else if c.is_alphanumeric() || c == '_' {
            let raw = if rest.starts_with(&['r', '#']) { 2 } else { 0 };
            let length = rest[raw..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            at += raw + length;
            Some(rest[raw..raw + length].iter().collect())
        } else if rest.starts_with(&[':', ':']) {
            at += 2;
            Some("::".to_owned())
        } else {
            at += 1;
            Some(c.to_string())
        };
        if let Some(text) = token {
            out.push(Token { text, line });
        }
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    out
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Length of the string literal that begins here, with its prefix.
fn string(rest: &[char]) -> Option<usize> {
    let prefix = rest.iter().take(2).take_while(|c| matches!(c, 'b' | 'c' | 'r')).count();
    let raw = rest[..prefix].contains(&'r');
    let hashes = if raw { rest[prefix..].iter().take_while(|c| **c == '#').count() } else { 0 };
    let open = prefix + hashes;
    if rest.get(open) != Some(&'"') {
        return None;
    }
    let mut at = open + 1;
    while at < rest.len() {
        if rest[at] == '\\' && !raw {
            at += 2;
        } else if rest[at] == '"' && rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return Some(at + 1 + hashes);
        } else {
            at += 1;
        }
    }
    Some(rest.len())
}

/// Length of the character literal that begins here; none for a lifetime.
fn character(rest: &[char]) -> Option<usize> {
    if rest.get(1) == Some(&'\\') {
        return rest.iter().skip(3).position(|c| *c == '\'').map(|at| at + 4);
    }
    (rest.get(2) == Some(&'\'')).then_some(3)
}

/// Whether the token at an index opens `#[cfg(test)]` (or `cfg(all(test, …))`); gives the index after the attribute.
fn test_attribute(tokens: &[Token], at: usize) -> Option<usize> {
    if !(is(tokens, at, "#") && is(tokens, at + 1, "[") && is(tokens, at + 2, "cfg")) {
        return None;
    }
    let end = closing(tokens, at + 1);
    let inner = &tokens[at + 3..end.min(tokens.len())];
    let test = inner.iter().any(|t| t.text == "test") && !inner.iter().any(|t| t.text == "not");
    test.then_some(end + 1)
}

/// The tokens that stand in production code: without what is marked `#[cfg(test)]`.
pub fn production(tokens: &[Token]) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(after) = test_attribute(tokens, at) {
            at = item_end(tokens, after);
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

/// Index after the item that begins here: past its `;` or its closing brace.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" | "," => return at + 1,
            "{" => {
                let end = closing(tokens, at) + 1;
                return if is(tokens, end, ";") || is(tokens, end, ",") { end + 1 } else { end };
            }
            "(" | "[" => at = closing(tokens, at) + 1,
            "}" => return at,
            _ => at += 1,
        }
    }
    at
}

/// Index of the bracket that closes the one at an index; the end if none does.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

fn is(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|t| t.text == text)
}

fn is_word(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.text.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

/// The module path of a file: `src/app/mod.rs` and `src/app.rs` are `app`; roots are empty.
pub fn module_of(path: &str) -> Vec<String> {
    let inside = path.split_once('/').map_or(path, |(_, inside)| inside).trim_end_matches(".rs");
    let mut parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") || ["lib", "main"].contains(&inside) {
        parts.pop();
    }
    parts
}

/// Walks tokens with the stack of inline modules they stand in.
fn with_modules(tokens: &[Token], mut visit: impl FnMut(usize, &[String])) {
    let mut stack: Vec<(String, usize)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for at in 0..tokens.len() {
        while stack.last().is_some_and(|(_, end)| at > *end) {
            stack.pop();
            names.pop();
        }
        visit(at, &names);
        if is(tokens, at, "mod") && is_word(tokens, at + 1) && is(tokens, at + 2, "{") {
            stack.push((tokens[at + 1].text.clone(), closing(tokens, at + 2)));
            names.push(tokens[at + 1].text.clone());
        }
    }
}

/// Every path named in a file of a module, groups spread out: `use crate::{a, b::c}` gives `crate::a` and
/// `crate::b::c`; `super` and `self` are resolved to `crate`.
pub fn paths(tokens: &[Token], module: &[String]) -> Vec<Named> {
    let mut out = Vec::new();
    let mut skip_to = 0;
    with_modules(tokens, |at, inline| {
        if at < skip_to {
            return;
        }
        let mut found = Vec::new();
        if is(tokens, at, "use") && !is(tokens, at + 1, "<") {
            skip_to = tree(tokens, at + 1, &[], &mut found);
        } else if is_word(tokens, at)
            && is(tokens, at + 1, "::")
            && (at == 0 || !["::", "."].contains(&tokens[at - 1].text.as_str()))
        {
            skip_to = tree(tokens, at, &[], &mut found);
        }
        for named in found {
            let here = module.iter().chain(inline).cloned().collect();
            out.push(Named { segments: resolved(named.segments, here), line: named.line });
        }
    });
    out
}

/// Reads a path or a tree of paths; gives the index after it.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], out: &mut Vec<Named>) -> usize {
    let mut segments = prefix.to_vec();
    let line = tokens.get(at).map_or(0, |t| t.line);
    if is(tokens, at, "::") {
        at += 1;
    }
    loop {
        if is(tokens, at, "{") {
            let end = closing(tokens, at);
            at += 1;
            while at < end {
                at = tree(tokens, at, &segments, out).max(at + 1);
                while at < end && !is(tokens, at - 1, ",") {
                    at += 1;
                }
            }
            return end + 1;
        }
        if is(tokens, at, "*") {
            segments.push("*".to_owned());
            at += 1;
        } else if is_word(tokens, at) {
            if tokens[at].text != "self" || segments.is_empty() {
                segments.push(tokens[at].text.clone());
            }
            at += 1;
            if is(tokens, at, "::") {
                at += 1;
                continue;
            }
        }
        if !segments.is_empty() {
            out.push(Named { segments, line });
        }
        return at;
    }
}

fn resolved(segments: Vec<String>, mut here: Vec<String>) -> Vec<String> {
    let mut rest = segments.as_slice();
    let mut relative = false;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "self" if !relative => {}
            "super" => {
                here.pop();
            }
            _ => break,
        }
        relative = true;
        rest = others;
    }
    if !relative {
        return segments;
    }
    std::iter::once("crate".to_owned()).chain(here).chain(rest.iter().cloned()).collect()
}

/// The modules a file declares.
pub fn submodules(tokens: &[Token]) -> Vec<Submodule> {
    let mut out = Vec::new();
    let mut test_until = 0;
    with_modules(tokens, |at, inline| {
        if let Some(after) = test_attribute(tokens, at) {
            test_until = test_until.max(item_end(tokens, after));
        }
        if is(tokens, at, "mod") && is_word(tokens, at + 1) && (is(tokens, at + 2, ";") || is(tokens, at + 2, "{")) {
            out.push(Submodule {
                name: tokens[at + 1].text.clone(),
                within: inline.to_vec(),
                test_only: at < test_until,
                inline: is(tokens, at + 2, "{"),
            });
        }
    });
    out
}

/// The tests of a file as `cargo test` names them: `rules::name::tests::finds_a_name`.
pub fn tests_of(source: &Source) -> Vec<String> {
    let tokens = tokens(&source.text);
    let module = module_of(&source.path);
    let mut out = Vec::new();
    let mut marked = false;
    with_modules(&tokens, |at, inline| {
        if is(&tokens, at, "#") && is(&tokens, at + 1, "[") && is(&tokens, at + 2, "test") && is(&tokens, at + 3, "]") {
            marked = true;
        } else if is(&tokens, at, "fn") && is_word(&tokens, at + 1) {
            if marked {
                let name = tokens[at + 1].text.clone();
                out.push(module.iter().chain(inline).cloned().chain([name]).collect::<Vec<_>>().join("::"));
            }
            marked = false;
        }
    });
    out
}

/// Files no chain of `mod` lines reaches from the roots.
pub fn forgotten(sources: &[Source], roots: &[&str]) -> Vec<String> {
    let mut reached: Vec<String> = Vec::new();
    let mut open: Vec<String> = roots.iter().map(|root| (*root).to_owned()).collect();
    while let Some(path) = open.pop() {
        let Some(source) = sources.iter().find(|source| source.path == path) else { continue };
        let folder = path.split('/').next().unwrap_or_default();
        for child in submodules(&tokens(&source.text)).into_iter().filter(|child| !child.inline) {
            let at: Vec<String> = module_of(&path).into_iter().chain(child.within).chain([child.name]).collect();
            let stem = format!("{folder}/{}", at.join("/"));
            open.extend([format!("{stem}.rs"), format!("{stem}/mod.rs")]);
        }
        reached.push(path);
    }
    sources.iter().map(|source| source.path.clone()).filter(|path| !reached.contains(path)).collect()
}

/// Files that are tests as a whole, because a `#[cfg(test)] mod name;` declares them.
pub fn test_files(sources: &[Source]) -> Vec<String> {
    let mut out = Vec::new();
    for source in sources {
        let folder = source.path.split('/').next().unwrap_or_default();
        for child in submodules(&tokens(&source.text)) {
            if child.test_only && !child.inline {
                let at: Vec<String> =
                    module_of(&source.path).into_iter().chain(child.within).chain([child.name]).collect();
                let stem = format!("{folder}/{}", at.join("/"));
                out.extend(
                    sources
                        .iter()
                        .map(|other| other.path.clone())
                        .filter(|path| *path == format!("{stem}.rs") || path.starts_with(&format!("{stem}/"))),
                );
            }
        }
    }
    out
}

mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let module = ["app".to_owned(), "pane".to_owned()];
        paths(&tokens(text), &module).into_iter().map(|named| named.segments.join("::")).collect()
    }

    #[test]
    fn comments_and_literals_hide_nothing_and_show_nothing() {
        let text = "// crate::a::b\n/* crate::c /* crate::d */ */ fn f<'a>(x: &'a str) {\n  let q = '\"'; let s = \"crate::e\\\"\"; \
                    let r = r#\"crate::g \" \"#; crate::shown::now(b'\\'', '\\u{1F}'); }";
        assert_eq!(named(text), ["crate::shown::now"]);
        assert_eq!(paths(&tokens(text), &[])[0].line, 3);
    }

    #[test]
    fn groups_are_spread_and_relative_paths_resolved() {
        assert_eq!(
            named("use crate::{a, b::{c, self, d as e}, f::*}; pub use super::{g, super::h::I};"),
            ["crate::a", "crate::b::c", "crate::b", "crate::b::d", "crate::f::*", "crate::app::g", "crate::h::I"]
        );
        assert_eq!(
            named("mod inner { fn f() { super::x::y(); self::z::w(); } }"),
            ["crate::app::pane::x::y", "crate::app::pane::inner::z::w"]
        );
        assert_eq!(
            named("fn f() -> impl Iterator + use<'_> { Vec::<u8>::new(); std::fs::read(p) }"),
            ["Vec", "std::fs::read"]
        );
        assert_eq!(named("use {std::fs, ::chrono::Local};"), ["std::fs", "chrono::Local"]);
    }

    #[test]
    fn test_code_is_told_from_production() {
        let text = "fn a() {} #[cfg(test)] #[allow(x)] mod tests { fn b() { std::fs::read(1); } } fn c() {} \
                    #[cfg(all(test, unix))] use std::env; #[cfg(not(test))] fn d() {}";
        let left: Vec<String> = production(&tokens(text)).into_iter().map(|t| t.text).collect();
        let left = left.join(" ");
        assert!(left.contains("fn a") && left.contains("fn c") && left.contains("fn d"), "{left}");
        assert!(!left.contains("fs") && !left.contains("env"), "{left}");
    }

    #[test]
    fn tests_have_the_names_cargo_gives_them() {
        let text = "#[test] fn top() {} mod tests { fn not_one() {} proptest! { #[test] fn always(x in 0..1) {} } }";
        let source = Source { path: "src/rules/name.rs".to_owned(), text: text.to_owned() };
        assert_eq!(tests_of(&source), ["rules::name::top", "rules::name::tests::always"]);
        assert_eq!(module_of("tests/main.rs"), Vec::<String>::new());
        assert_eq!(module_of("src/app/mod.rs"), ["app"]);
    }

    #[test]
    fn a_file_no_mod_line_names_is_forgotten() {
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let tree = [
            source("tests/main.rs", "mod flows; mod support { mod deep; }"),
            source("tests/flows/mod.rs", "// mod gone;\nmod first;"),
            source("tests/flows/first.rs", ""),
            source("tests/flows/gone.rs", ""),
            source("tests/support/deep.rs", ""),
        ];
        assert_eq!(forgotten(&tree, &["tests/main.rs"]), ["tests/flows/gone.rs"]);
    }
}
