//! A locked book: it says what it wants, opens with it, and until then every command says why not.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jangbu_lib::commands::key::Opening;
use jangbu_lib::keys::KeyFiles;

use super::*;

const PASSPHRASE: &str = "여덟 글자 넘는 암호";

fn data(folder: &Path) -> DataDir {
    DataDir::choose(Some(folder.into())).unwrap()
}

fn passphrase(text: &str) -> Brought {
    Brought::Passphrase(keeper::Secret::from_text(text.into()))
}

/// A shop behind a passphrase, closed again.
fn closed_shop() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::open(data(folder.path()), World::Practice, &passphrase(PASSPHRASE)).unwrap();
    shell.office.save_shop(&domain::ShopForm::practice()).unwrap();
    folder
}

/// The window as it starts when nobody brings anything.
fn window_on(folder: &Path) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = mock_builder()
        .invoke_handler(window::bindings::<MockRuntime>().invoke_handler())
        .build(tauri::generate_context!(test = true))
        .unwrap();
    let shell = window::open_shell(&data(folder), None, &Brought::Nothing);
    let opening = Opening {
        data: data(folder),
        nts: None,
        keys: KeyFiles::default(),
        at_work: Box::new(|shell: Arc<Shell>| assert!(shell.office.shop().unwrap().is_some())),
    };
    window::wire_to_open(app.handle(), shell, Some(opening), Instant::now(), false);
    let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().unwrap();
    (app, window)
}

fn refused(window: &WebviewWindow<MockRuntime>, command: &str, args: Value) -> (String, Option<String>) {
    let error = call(window, command, args).unwrap_err();
    (error["code"].as_str().unwrap().to_owned(), error["detail"].as_str().map(ToOwned::to_owned))
}

fn groups(window: &WebviewWindow<MockRuntime>) -> Vec<String> {
    serde_json::from_value(call(window, "show_recovery_phrase", json!({})).unwrap()).unwrap()
}

#[test]
fn a_book_behind_a_passphrase_opens_with_it_and_with_no_other() {
    let folder = closed_shop();
    let before = std::fs::read(data(folder.path()).book(World::Practice)).unwrap();
    let (_app, window) = window_on(folder.path());
    assert_eq!(refused(&window, "startup", json!({})).0, "passphrase_needed");
    assert_eq!(refused(&window, "load_mail", json!({})).0, "passphrase_needed");
    assert_eq!(
        refused(&window, "unlock", json!({ "passphrase": "다른 암호예요 정말" })).0,
        "wrong_passphrase"
    );
    assert_eq!(refused(&window, "startup", json!({})).0, "passphrase_needed");
    assert_eq!(std::fs::read(data(folder.path()).book(World::Practice)).unwrap(), before);
    let opened = call(&window, "unlock", json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(opened["shop"]["number"], call(&window, "startup", json!({})).unwrap()["shop"]["number"]);
    let again = call(&window, "unlock", json!({ "passphrase": "whatever" })).unwrap();
    assert_eq!(again["shop"], opened["shop"], "it is open");
}

#[test]
fn the_recovery_phrase_is_shown_until_it_is_noted_and_opens_the_book_when_the_vault_is_gone() {
    let folder = closed_shop();
    let (app, window) = window_on(folder.path());
    call(&window, "unlock", json!({ "passphrase": PASSPHRASE })).unwrap();
    let status = call(&window, "load_key", json!({})).unwrap();
    assert_eq!(status, json!({ "place": "passphrase", "encrypted": true, "phrase_due": true }));
    let phrase = groups(&window);
    assert_eq!((phrase.len(), &phrase), (11, &groups(&window)));
    call(&window, "note_recovery_phrase", json!({})).unwrap();
    assert!(groups(&window).is_empty());
    assert_eq!(call(&window, "load_key", json!({})).unwrap()["phrase_due"], json!(false));
    drop((window, app));

    std::fs::remove_file(folder.path().join("vault.jbv")).unwrap();
    let (_app, window) = window_on(folder.path());
    assert_eq!(refused(&window, "startup", json!({})).0, "key_missing");
    let mut mistyped = phrase.clone();
    mistyped[4] = mistyped[4].chars().rev().collect();
    let restore =
        |phrase: &[String], passphrase: &str| json!({ "phrase": phrase.join(" "), "passphrase": passphrase });
    let wrong = refused(&window, "restore_book", restore(&mistyped, "새로운 암호를 정해요"));
    assert_eq!(wrong, ("phrase_wrong".into(), Some("group:5".into())));
    let other = keeper::RecoveryPhrase::of(&keeper::Key::of(&[3; 32]).unwrap()).to_string();
    let other = json!({ "phrase": other, "passphrase": "새로운 암호를 정해요" });
    assert_eq!(refused(&window, "restore_book", other).0, "wrong_key");
    assert_eq!(refused(&window, "restore_book", restore(&phrase, "짧아")).0, "short_passphrase");
    assert!(!folder.path().join("vault.jbv").exists(), "nothing was begun");
    let opened = call(&window, "restore_book", restore(&phrase, "새로운 암호를 정해요")).unwrap();
    assert_eq!(opened["shop"]["number"], json!(domain::ShopForm::practice().number));
    drop(_app);
    let (_app, window) = window_on(folder.path());
    call(&window, "unlock", json!({ "passphrase": "새로운 암호를 정해요" })).unwrap();
}

#[test]
fn what_an_older_program_kept_in_plain_files_is_moved_and_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let place = data(folder.path());
    let plain = store::Shelf::new(folder.path());
    drop(plain.open(World::Practice, office::Clock::now(&office::SystemClock)).unwrap());
    let old = place.secrets(World::Practice);
    std::fs::write(&old, r#"{"mail.password":"plain-Passw0rd"}"#).unwrap();
    let shell = Shell::open(place.clone(), World::Practice, &passphrase(PASSPHRASE)).unwrap();
    assert!(shell.office.mail_settings().unwrap().has_password);
    assert!(!old.exists());
    assert_eq!(plain.look(World::Practice).unwrap(), store::BookFile::Sealed);
    let vault = std::fs::read(folder.path().join("vault.jbv")).unwrap();
    assert!(!vault.windows(14).any(|window| window == b"plain-Passw0rd"));
}
