//! `jangbu key`: where the key of the book is, its recovery phrase, and getting in again with it.

use std::io::{self, Read};

use clap::Subcommand;
use keeper::{Brought, Place, PlaceKind};
use serde_json::json;
use store::World;
use zeroize::Zeroizing;

use super::answer::Answer;
use crate::data_dir::DataDir;
use crate::keys::{KeyFiles, Keys, StartError};

const MOST_PHRASE_BYTES: u64 = 4096;

/// What can be done with the key of the book.
#[derive(Subcommand)]
pub enum KeyCommand {
    /// Say where the key of the book is kept.
    Status,
    /// Show the recovery phrase, once. Write it down: with it the book opens when this computer or its key store is gone.
    Phrase,
    /// Get in again with the recovery phrase, which is read from standard input, never from the command line.
    Restore,
}

impl KeyCommand {
    /// Carries it out.
    #[must_use]
    pub fn run(self, data: &DataDir, world: World, files: &KeyFiles) -> Answer {
        let done = files.bring().and_then(|brought| match self {
            Self::Status => status(data),
            Self::Phrase => phrase(data, world, &brought),
            Self::Restore => restore(data, world, &brought),
        });
        done.unwrap_or_else(|error| Answer::not_opened(error, &data.book(world)))
    }
}

fn status(data: &DataDir) -> Result<Answer, StartError> {
    let (name, text) = match Place::of(data.root()).kind()? {
        Some(PlaceKind::OsKeyStore) => ("os_key_store", "운영체제의 암호 보관소에 있어요"),
        Some(PlaceKind::Passphrase) => ("passphrase", "잠금 암호로 잠근 파일(vault.jbv)에 있어요"),
        Some(PlaceKind::KeyFile) => ("key_file", "열쇠 파일로 잠근 파일(vault.jbv)에 있어요"),
        None => ("none", "아직 없어요. 연습 장부는 암호화되어 있지 않아요"),
    };
    Ok(Answer { text: format!("장부의 열쇠는 {text}."), json: json!({ "place": name }), ok: true })
}

fn phrase(data: &DataDir, world: World, brought: &Brought) -> Result<Answer, StartError> {
    let keys = Keys::open(data, world, brought)?;
    let Some(phrase) = keys.recovery_phrase()? else {
        let text = "복구 문구는 한 번만 보여 드려요. 이미 적어 두었거나, 장부에 아직 열쇠가 없어요.".into();
        return Ok(Answer { text, json: json!({ "phrase": null }), ok: false });
    };
    keys.note_phrase()?;
    let text = format!("{phrase}\n종이에 적어 장부와 다른 곳에 두세요. 다시 보여 드리지 않아요.");
    Ok(Answer { text, json: json!({ "phrase": phrase.to_string() }), ok: true })
}

fn restore(data: &DataDir, world: World, brought: &Brought) -> Result<Answer, StartError> {
    let mut typed = Zeroizing::new(String::with_capacity(256));
    let read = io::stdin().take(MOST_PHRASE_BYTES).read_to_string(&mut typed);
    read.map_err(|source| StartError::PassphraseFile { path: "/dev/stdin".into(), source })?;
    Keys::restore(data, world, &typed, brought)?;
    Ok(Answer {
        text: "복구했어요. 이제 장부가 열려요.".into(), json: json!({ "restored": true }), ok: true
    })
}
