//! The shape of the Rust code: sizes, no panics, reasons for silenced lints, commands that Tauri will let through.

use crate::{
    assert_none,
    rust_text::{code_only, functions, line_of, without_test_modules},
    too_long,
    tree::{self, File},
};
use std::collections::BTreeSet;

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const FUNCTION_MEDIAN: usize = 12;

#[test]
fn a_till_does_not_panic() {
    let banned = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
        "dbg!(",
        "process::abort(",
    ];
    let mut offences = Vec::new();
    for file in shipped_rust() {
        let code = without_test_modules(&code_only(&file.text));
        for (number, line) in code.lines().enumerate() {
            let found = banned.iter().filter(|word| line.contains(*word));
            offences.extend(found.map(|word| file.at(number + 1, word)));
        }
    }
    assert_none(&offences, "Return a typed error that says what we were doing (`?`, `ok_or`, `let … else`):");
}

#[test]
fn a_silenced_lint_says_why() {
    let mut offences = Vec::new();
    for file in rust_files() {
        let code = code_only(&file.text);
        for start in ["allow(", "expect("].iter().flat_map(|word| code.match_indices(*word)).map(|(at, _)| at)
        {
            let opening = code[..start].trim_end();
            let attribute = opening.ends_with("#[") || opening.ends_with("#![");
            let end = code[start..].find(']').map_or(code.len(), |length| start + length);
            if attribute && !code[start..end].contains("reason") {
                offences.push(file.at(line_of(&code, start), "lint silenced"));
            }
        }
    }
    assert_none(&offences, "Write `#[expect(lint, reason = \"…\")]` with the true reason, or mend the code:");
}

#[test]
fn rust_files_can_be_read_in_one_sitting() {
    let offences = too_long(&rust_files(), FILE_LINES);
    assert_none(&offences, "Split by noun into `foo.rs` + `foo/` (aim at 300 lines, never above 500):");
}

#[test]
fn functions_fit_on_a_screen() {
    let mut offences = Vec::new();
    let mut lengths = Vec::new();
    for file in rust_files() {
        let found = functions(&code_only(&file.text));
        let long = found.iter().filter(|function| function.lines > FUNCTION_LINES);
        offences.extend(long.map(|f| file.at(f.line, format!("fn {} has {} lines", f.name, f.lines))));
        if file.path.starts_with("src-tauri/") && !file.path.contains("/tests/") {
            lengths.extend(found.iter().map(|function| function.lines));
        }
    }
    assert_none(&offences, "Give the steps of these functions names of their own:");
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    println!("{} functions, median {median} lines", lengths.len());
    assert!(
        median <= FUNCTION_MEDIAN,
        "the median function has {median} lines, {FUNCTION_MEDIAN} is the limit"
    );
}

#[test]
fn every_rust_file_opens_with_its_purpose() {
    let silent = rust_files().into_iter().filter(|file| !file.text.starts_with("//! "));
    let offences: Vec<String> = silent.map(|file| file.at(1, "no module doc")).collect();
    assert_none(&offences, "Start the file with `//!`: its purpose, its invariants, why this way:");
}

#[test]
fn no_test_is_skipped() {
    let mut offences = Vec::new();
    for file in tree::under(&["src-tauri/", "tests/", "benches/", "ui/"], &["rs", "ts"]) {
        let code = if file.has_extension(&["rs"]) { code_only(&file.text) } else { file.text.clone() };
        let skips =
            ["#[ignore", "it.skip(", "test.skip(", "describe.skip(", ".only(", "it.todo(", "test.todo("];
        for (number, line) in code.lines().enumerate() {
            offences.extend(skips.iter().filter(|s| line.contains(*s)).map(|s| file.at(number + 1, s)));
        }
    }
    assert_none(&offences, "Mend the test or delete it; a skipped test only looks like one:");
}

#[test]
fn every_command_is_permitted_and_every_permission_has_its_command() {
    let commands: BTreeSet<String> = rust_files().iter().flat_map(|file| commands_in(&file.text)).collect();
    let permitted: BTreeSet<String> = tree::under(&["src-tauri/permissions/"], &["toml"])
        .iter()
        .flat_map(|f| permitted_in(&f.text))
        .collect();
    let refused: Vec<_> = commands.difference(&permitted).collect();
    let empty: Vec<_> = permitted.difference(&commands).collect();
    assert!(!commands.is_empty(), "found no #[tauri::command] under src-tauri");
    assert!(
        refused.is_empty(),
        "Tauri will refuse these commands; add them to src-tauri/permissions: {refused:?}"
    );
    assert!(empty.is_empty(), "No such command; remove from src-tauri/permissions: {empty:?}");
}

fn commands_in(source: &str) -> Vec<String> {
    let code = code_only(source);
    let names = code.match_indices("#[tauri::command").filter_map(|(at, _)| {
        let after = &code[at..];
        let name = &after[after.find("fn ")? + 3..];
        Some(name[..name.find(|c: char| !c.is_alphanumeric() && c != '_')?].to_owned())
    });
    names.collect()
}

fn permitted_in(toml: &str) -> Vec<String> {
    let lists =
        toml.split("commands.allow").skip(1).filter_map(|rest| Some(&rest[rest.find('[')?..rest.find(']')?]));
    lists.flat_map(|list| list.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn rust_files() -> Vec<File> {
    tree::under(&["src-tauri/", "tests/", "benches/"], &["rs"])
}

/// Rust that ships: not tests (`foo_tests.rs` is declared under `#[cfg(test)]`), not benches, not the build script.
fn shipped_rust() -> Vec<File> {
    let ships = |file: &File| {
        file.path.contains("/src/") && file.is_under(&["src-tauri/"]) && !file.stem().ends_with("_tests")
    };
    rust_files().into_iter().filter(ships).collect()
}

#[test]
fn commands_and_permissions_are_found() {
    assert_eq!(
        commands_in("#[tauri::command]\n#[specta::specta]\npub async fn issue_receipt(a: i32) {}"),
        ["issue_receipt"]
    );
    assert_eq!(permitted_in("x = 1\ncommands.allow = [\n  \"a\",\n  \"b\",\n]\n"), ["a", "b"]);
}
