//! Words that no file may contain, and names that say nothing.

use crate::{
    assert_none,
    tree::{self, File},
};
use std::path::Path;

#[test]
fn names_say_what_a_file_is_about() {
    let vague = ["mod", "manager", "service", "helper", "helpers", "util", "utils", "misc"];
    let is_vague =
        |file: &&File| file.stem().split(['_', '-']).next_back().is_some_and(|word| vague.contains(&word));
    let files =
        tree::under(&["src-tauri/", "tests/", "benches/", "ui/src/", "ui/tests/"], &["rs", "ts", "svelte"]);
    let offences: Vec<String> = files.iter().filter(is_vague).map(|file| file.at(1, file.stem())).collect();
    assert_none(
        &offences,
        "Name it after the noun or the act inside (`foo.rs` + `foo/` instead of `foo/mod.rs`):",
    );
}

#[test]
fn nothing_is_left_for_later_in_the_text() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let offences = offending_lines(|line| marks.iter().any(|mark| line.contains(mark)));
    assert_none(&offences, "Do it now or file it; a mark in the text is read by nobody:");
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let folders =
        [concat!("/tm", "p/"), concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];
    let offences = offending_lines(|line| {
        let starts = folders.iter().flat_map(|folder| line.match_indices(folder)).map(|(at, _)| at);
        starts
            .into_iter()
            .any(|at| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "/.}_-$~*)".contains(c)))
    });
    assert_none(
        &offences,
        "Use a path inside the repository, a temporary folder from `tempfile`, or a parameter:",
    );
}

fn offending_lines(is_offence: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offences = Vec::new();
    for file in tree::text_files().iter().filter(|file| !is_lock_file(&file.path)) {
        let lines = file.text.lines().enumerate().filter(|(_, line)| is_offence(line));
        offences.extend(lines.map(|(number, line)| file.at(number + 1, line.trim())));
    }
    offences
}

fn is_lock_file(path: &str) -> bool {
    let name = Path::new(path).file_name().and_then(|name| name.to_str());
    matches!(name, Some("Cargo.lock" | "package-lock.json"))
}
