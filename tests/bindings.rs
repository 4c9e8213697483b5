//! `ui/src/backend/bindings.ts` is what the commands really are. `UPDATE_BINDINGS=1 cargo test --test bindings` rewrites
//! it; without that the test fails when it is stale.

use std::path::Path;

use specta_typescript::Typescript;

#[test]
fn the_typescript_bindings_are_current() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/backend/bindings.ts");
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    jangbu_lib::window::bindings::<tauri::Wry>().export(Typescript::default(), &fresh).unwrap();
    let fresh = std::fs::read_to_string(fresh).unwrap();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&committed, &fresh).unwrap();
    }
    let old = std::fs::read_to_string(&committed).unwrap_or_default();
    assert!(
        old == fresh,
        "ui/src/backend/bindings.ts is stale: UPDATE_BINDINGS=1 cargo test --test bindings"
    );
}
