//! Who may use whom, read from the manifests. The two lists are the house's map for the machine.

use crate::{
    assert_none,
    manifest::{Dependency, Manifest, manifests},
};

/// Who may use whom.
const HOUSE: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("nts", &["domain"]),
    ("practice-nts", &[]),
    ("store", &["domain"]),
    ("keeper", &[]),
    ("paper", &["domain"]),
    ("notice", &["domain"]),
    ("report", &["domain"]),
    ("intake", &[]),
    ("hometax-form", &["domain", "intake"]),
    ("hook", &[]),
    ("certificate", &["domain"]),
    (
        "office",
        &[
            "domain",
            "nts",
            "store",
            "paper",
            "notice",
            "report",
            "intake",
            "hometax-form",
            "hook",
            "certificate",
        ],
    ),
    ("door", &["domain", "store", "office"]),
    (
        "jangbu",
        &[
            "domain",
            "nts",
            "practice-nts",
            "store",
            "keeper",
            "paper",
            "notice",
            "report",
            "intake",
            "hometax-form",
            "hook",
            "office",
            "door",
        ],
    ),
];

/// Outside crates that only some rooms may name.
const FENCED: [(&str, &[&str]); 15] = [
    ("reqwest", &["nts", "notice", "hook"]),
    ("rusqlite", &["store", "practice-nts"]),
    ("keyring", &["keeper"]),
    ("argon2", &["keeper", "office"]),
    ("chacha20poly1305", &["keeper"]),
    ("printpdf", &["paper"]),
    ("lettre", &["notice"]),
    ("calamine", &["intake"]),
    ("rust_xlsxwriter", &["report"]),
    ("axum", &["practice-nts", "door"]),
    ("tauri", &["jangbu"]),
    ("specta", &["jangbu"]),
    ("tauri-specta", &["jangbu"]),
    ("specta-typescript", &["jangbu"]),
    ("clap", &["jangbu"]),
];

/// Rooms whose tests may practise.
const PRACTISING: [&str; 3] = ["nts", "notice", "office"];

const DOMAIN_MAY_USE: [&str; 3] = ["serde", "chrono", "thiserror"];

#[test]
fn dependencies_point_from_the_trade_outward() {
    let offences = offending_dependencies(|package, dependency| {
        let inside = HOUSE.iter().any(|(name, _)| *name == dependency.name);
        let allowed = HOUSE.iter().find(|(name, _)| *name == package).map_or(&[][..], |(_, allowed)| allowed);
        let practising = dependency.dev && dependency.name == "practice-nts" && PRACTISING.contains(&package);
        inside && !allowed.contains(&dependency.name.as_str()) && !practising
    });
    assert_none(
        &offences,
        "These rooms must not know each other; pass the value in, or move the code outward:",
    );
}

#[test]
fn every_room_is_on_the_map() {
    let unknown = |manifest: &Manifest| HOUSE.iter().all(|(name, _)| *name != manifest.package);
    let offences: Vec<String> =
        manifests().iter().filter(|m| unknown(m)).map(|m| m.file.at(1, &m.package)).collect();
    assert_none(&offences, "Add the new package to HOUSE in tests/tidy/rooms.rs and to ARCHITECTURE.md:");
}

#[test]
fn the_domain_uses_only_values_time_and_errors() {
    let offences = offending_dependencies(|package, dependency| {
        package == "domain" && !dependency.dev && !DOMAIN_MAY_USE.contains(&dependency.name.as_str())
    });
    assert_none(
        &offences,
        "The domain does no IO and knows no framework; do this in the room that needs it:",
    );
}

#[test]
fn outside_crates_stay_behind_their_fence() {
    let offences = offending_dependencies(|package, dependency| {
        let fence = FENCED.iter().find(|(name, _)| *name == dependency.name);
        !dependency.dev && fence.is_some_and(|(_, rooms)| !rooms.contains(&package))
    });
    assert_none(&offences, "Only the rooms listed in FENCED may name these crates; ask that room instead:");
}

#[test]
fn versions_stand_in_the_workspace_manifest_only() {
    let offences =
        offending_dependencies(|package, dependency| package != "jangbu" && !dependency.from_workspace);
    assert_none(&offences, "Write `name.workspace = true` and give the version in the root Cargo.toml:");
}

fn offending_dependencies(is_offence: impl Fn(&str, &Dependency) -> bool) -> Vec<String> {
    let manifests = manifests();
    assert!(manifests.len() >= HOUSE.len(), "found only {} manifests", manifests.len());
    let mut offences = Vec::new();
    for manifest in &manifests {
        let offending = manifest.dependencies.iter().filter(|d| is_offence(&manifest.package, d));
        offences.extend(
            offending.map(|d| manifest.file.at(d.line, format!("{} → {}", manifest.package, d.name))),
        );
    }
    offences
}
