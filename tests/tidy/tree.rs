//! The files of the repository: what git would commit, so that build output and downloads are never judged.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Folders that are made, not written; only needed where git is not there to say so.
const MADE: [&str; 7] = [".git", "target", "gen", "node_modules", "dist", "fonts", "coverage"];

/// One text file, with its path from the repository's root in `/` form.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// `path:line: what`, which terminals and editors make clickable.
    pub fn at(&self, line: usize, what: impl AsRef<str>) -> String {
        format!("{}:{line}: {}", self.path, what.as_ref())
    }

    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    pub fn is_under(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The file's name up to its first dot: `counter` for `counter.svelte.ts`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }
}

/// Every text file of the repository, sorted. Binary files are left out.
pub fn text_files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = listed_by_git(root).unwrap_or_else(|| walked(root));
    paths.sort();
    paths.dedup();
    let files: Vec<File> = paths
        .into_iter()
        .filter_map(|path| Some(File { text: fs::read_to_string(root.join(&path)).ok()?, path }))
        .collect();
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "found no files under {}", root.display());
    files
}

/// Files with one of these extensions under one of these folders.
pub fn under(folders: &[&str], extensions: &[&str]) -> Vec<File> {
    text_files().into_iter().filter(|file| file.is_under(folders) && file.has_extension(extensions)).collect()
}

fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()
        .filter(|output| output.status.success() && !output.stdout.is_empty())?;
    let names = String::from_utf8(output.stdout).ok()?;
    Some(names.split_terminator('\0').map(str::to_owned).collect())
}

fn walked(root: &Path) -> Vec<String> {
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && !MADE.contains(&name.as_str()) {
                folders.push(path);
            } else if let Ok(inside) = path.strip_prefix(root) {
                files.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files
}
