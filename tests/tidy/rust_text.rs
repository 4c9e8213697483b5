//! Just enough reading of Rust to judge its shape without a parser: comments and literals are blanked (line breaks
//! stay, so that line numbers hold), after which braces and words mean what they seem to mean.

use std::ops::Range;

/// A function with a body, as lines of its file.
pub struct Function {
    pub name: String,
    /// 1-based line of `fn`.
    pub line: usize,
    /// From `fn` to its closing brace, both counted.
    pub lines: usize,
}

/// The source with comments, strings and character literals turned into spaces.
pub fn code_only(source: &str) -> String {
    let mut out: Vec<u8> = source.as_bytes().to_vec();
    let mut at = 0;
    while at < out.len() {
        let end = literal_or_comment_end(source.as_bytes(), at);
        for byte in out.iter_mut().take(end).skip(at) {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end.max(at + 1);
    }
    String::from_utf8(out).expect("whole literals were blanked")
}

/// The code without `#[cfg(test)] mod … { … }` blocks (blanked, lines kept).
pub fn without_test_modules(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let end = out[start..].find(['{', ';']).map_or(out.len(), |brace| block_end(&out, start + brace));
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// Every function that has a body, nested ones too.
pub fn functions(code: &str) -> Vec<Function> {
    words(code)
        .filter(|word| &code[word.clone()] == "fn")
        .filter_map(|word| {
            let name = words(&code[word.end..]).next()?;
            let name = code[word.end + name.start..word.end + name.end].to_owned();
            let body = word.end + signature_end(&code[word.end..])?;
            let end = block_end(code, body);
            Some(Function {
                name,
                line: line_of(code, word.start),
                lines: code[word.start..end].lines().count(),
            })
        })
        .collect()
}

/// 1-based line of a byte position.
pub fn line_of(text: &str, position: usize) -> usize {
    text[..position].matches('\n').count() + 1
}

fn words(code: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + code[rest..].find(is_word)?;
        let end = code[start..].find(|c| !is_word(c)).map_or(code.len(), |length| start + length);
        rest = end;
        Some(start..end)
    })
}

/// Where the body's `{` is; `None` for a declaration that ends in `;` and for a function-pointer type.
fn signature_end(after_fn: &str) -> Option<usize> {
    if after_fn.trim_start().starts_with('(') {
        return None;
    }
    let mut depth = 0_i32;
    for (position, byte) in after_fn.bytes().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(position),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Just behind the brace that closes the one at `open` (or behind a `;` at `open`).
fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (offset, byte) in code[open..].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + offset + 1;
        }
    }
    code.len()
}

/// End of the comment or literal that starts at `at`, or `at` when ordinary code stands there.
fn literal_or_comment_end(source: &[u8], at: usize) -> usize {
    let rest = &source[at..];
    let inside_word = at > 0 && (source[at - 1].is_ascii_alphanumeric() || source[at - 1] == b'_');
    if rest.starts_with(b"//") {
        at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    } else if rest.starts_with(b"/*") {
        at + nested_comment_length(rest)
    } else if let Some(hashes) = raw_string_hashes(rest).filter(|_| !inside_word) {
        at + raw_string_length(rest, hashes)
    } else if rest.starts_with(b"\"") {
        at + quoted_length(rest, b'"')
    } else if rest.starts_with(b"'") && is_character(rest) {
        at + quoted_length(rest, b'\'')
    } else {
        at
    }
}

fn nested_comment_length(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// For `r"`, `r#"`, `br"` …: how many `#`.
fn raw_string_hashes(rest: &[u8]) -> Option<usize> {
    let body = rest.strip_prefix(b"b").unwrap_or(rest).strip_prefix(b"r")?;
    let hashes = body.iter().take_while(|byte| **byte == b'#').count();
    (body.get(hashes) == Some(&b'"')).then_some(hashes)
}

fn raw_string_length(rest: &[u8], hashes: usize) -> usize {
    let mut close = vec![b'"'];
    close.resize(hashes + 1, b'#');
    let open = rest.iter().position(|byte| *byte == b'"').map_or(rest.len(), |quote| quote + 1);
    let body = &rest[open..];
    body.windows(close.len())
        .position(|window| window == close)
        .map_or(rest.len(), |end| open + end + close.len())
}

/// Tells `'a'` and `'\n'` from the lifetime `'a`.
fn is_character(rest: &[u8]) -> bool {
    match rest.get(1) {
        Some(b'\\') => true,
        Some(first) => {
            let width = match first {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            };
            rest.get(1 + width) == Some(&b'\'')
        }
        None => false,
    }
}

fn quoted_length(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

#[test]
fn literals_and_comments_are_not_read_as_code() {
    let source = "fn a() { let c = '}'; let s = \"} .unwrap()\"; let r = r#\"}\"#; } // }\n/* } /* } */ */ fn b<'a>(x: &'a str) {}\n";
    let code = code_only(source);
    assert!(!code.contains("unwrap"), "{code}");
    let found: Vec<_> = functions(&code).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    assert_eq!(found, [("a".to_owned(), 1, 1), ("b".to_owned(), 2, 1)]);
}

#[test]
fn a_test_module_is_not_shipped_code() {
    let code = without_test_modules(
        "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { x.unwrap() }\n}\nfn c() { y.unwrap() }\n",
    );
    assert_eq!(code.matches(".unwrap()").count(), 1);
    assert_eq!(line_of(&code, code.find(".unwrap()").unwrap()), 6);
}
