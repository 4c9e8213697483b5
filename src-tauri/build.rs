//! Where Tauri finds its parts in this layout: the working folder of a build script is the package root, so
//! `tauri.conf.json` needs no setting; capabilities and permissions live in `src-tauri`.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let dist = Path::new("ui/dist/index.html");
    if !dist.exists() {
        // `generate_context!` needs the folder: lets `cargo check` work before the UI was ever built.
        fs::create_dir_all("ui/dist")?;
        fs::write(dist, "<!doctype html><title>장부: make run builds the UI</title>")?;
        println!(
            "cargo:warning=ui/dist was missing; wrote a placeholder (build it with: npm --prefix ui run build)"
        );
    }
    // Only paths that exist: naming a missing one makes the crate dirty for ever.
    for path in ["ui/dist", "src-tauri/capabilities", "src-tauri/permissions", "tauri.conf.json"] {
        println!("cargo:rerun-if-changed={path}");
    }
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/**/*")
            .app_manifest(
                tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
            ),
    )?;
    Ok(())
}
