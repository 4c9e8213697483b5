//! What the `Cargo.toml` files say about who may use whom.

use crate::tree;

/// One line of a dependency table.
pub struct Dependency {
    pub name: String,
    /// A `[dev-dependencies]` table: used by tests only.
    pub dev: bool,
    /// The version comes from the workspace's one list.
    pub from_workspace: bool,
    pub line: usize,
}

/// One package of the workspace.
pub struct Manifest {
    pub file: tree::File,
    pub package: String,
    pub dependencies: Vec<Dependency>,
}

/// All packages, the root one included.
pub fn manifests() -> Vec<Manifest> {
    tree::text_files().into_iter().filter(|file| is_manifest(&file.path)).map(read).collect()
}

fn is_manifest(path: &str) -> bool {
    path == "Cargo.toml" || (path.starts_with("src-tauri/crates/") && path.ends_with("/Cargo.toml"))
}

fn read(file: tree::File) -> Manifest {
    let mut table = String::new();
    let mut package = String::new();
    let mut dependencies = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            table = header.trim_end_matches(']').to_owned();
        } else if let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            let key = key.trim();
            if table == "package" && key == "name" {
                package = value.trim().trim_matches('"').to_owned();
            } else if is_dependency_table(&table) {
                dependencies.push(dependency(&table, key, value, number + 1));
            }
        }
    }
    Manifest { file, package, dependencies }
}

fn is_dependency_table(table: &str) -> bool {
    table.ends_with("dependencies") && !table.starts_with("workspace")
}

fn dependency(table: &str, key: &str, value: &str, line: usize) -> Dependency {
    let name = key.split('.').next().unwrap_or(key).to_owned();
    let from_workspace = key.ends_with(".workspace") || value.contains("workspace = true");
    Dependency { name, dev: table.ends_with("dev-dependencies"), from_workspace, line }
}
