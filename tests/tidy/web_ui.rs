//! The web UI keeps its rooms apart as well, read from the import lines.

use crate::{
    assert_none, too_long,
    tree::{self, File},
};

const SVELTE_FILE_LINES: usize = 200;

#[test]
fn svelte_files_are_small() {
    let offences = too_long(&tree::under(&["ui/src/"], &["svelte"]), SVELTE_FILE_LINES);
    assert_none(
        &offences,
        "Move state into the screen's controller (`*.svelte.ts`) or a piece into its own view:",
    );
}

#[test]
fn only_the_backend_folder_knows_tauri() {
    let offences = offending_imports(|file, import| {
        import.starts_with("@tauri-apps") && !file.path.starts_with("ui/src/backend/")
    });
    assert_none(&offences, "Go through the `Backend` interface (ui/src/backend/backend.ts):");
}

#[test]
fn a_screen_does_not_import_another_screen() {
    let offences = offending_imports(|file, import| match (screen_of(&file.path), screen_of(import)) {
        (Some(own), Some(other)) => own != other,
        (None, _) | (_, None) => false,
    });
    assert_none(&offences, "Move what both screens need into ui/src/parts, or let App switch the screen:");
}

#[test]
fn parts_know_nothing_of_the_trade() {
    let offences = offending_imports(|file, import| {
        let outside = ["ui/src/screens/", "ui/src/backend/"];
        file.path.starts_with("ui/src/parts/") && outside.iter().any(|folder| import.starts_with(folder))
    });
    assert_none(&offences, "Hand the part plain values and callbacks:");
}

fn offending_imports(is_offence: impl Fn(&File, &str) -> bool) -> Vec<String> {
    let mut offences = Vec::new();
    for file in tree::under(&["ui/src/"], &["ts", "svelte"]) {
        for (number, line) in file.text.lines().enumerate() {
            let Some(import) = imported(line).map(|import| resolved(&file.path, import)) else { continue };
            if is_offence(&file, &import) {
                offences.push(file.at(number + 1, format!("imports {import}")));
            }
        }
    }
    offences
}

/// What stands in `from '…'`, `import '…'` or `import('…')`.
fn imported(line: &str) -> Option<&str> {
    let after = ["from ", "import ", "import("].iter().find_map(|word| Some(line.split_once(word)?.1))?;
    let after = after.rsplit_once("from ").map_or(after, |(_, module)| module);
    let (quote, rest) = after.split_at_checked(1)?;
    ["'", "\""].contains(&quote).then(|| rest.split(quote).next())?
}

/// A relative import as a path from the repository's root; a package name stays as it is.
fn resolved(from: &str, import: &str) -> String {
    if !import.starts_with('.') {
        return import.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for step in import.split('/') {
        match step {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// `counter` for anything inside `ui/src/screens/counter/`.
fn screen_of(path: &str) -> Option<&str> {
    path.strip_prefix("ui/src/screens/")?.split('/').next()
}

#[test]
fn imports_are_resolved_from_the_importing_file() {
    assert_eq!(imported("import { a } from '../history/b';"), Some("../history/b"));
    assert_eq!(imported("const view = await import('./View.svelte');"), Some("./View.svelte"));
    assert_eq!(imported("import './base.css';"), Some("./base.css"));
    assert_eq!(imported("const from = 3;"), None);
    let path = resolved("ui/src/screens/counter/Counter.svelte", "../history/b");
    assert_eq!(screen_of(&path), Some("history"));
}
