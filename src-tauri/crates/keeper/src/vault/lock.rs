//! What a vault is behind: a passphrase, which Argon2id makes slow to guess, or a key file, which nobody can guess.

use std::fmt::Write;
use std::path::Path;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, Zeroizing};

use crate::secret::{Key, fill};
use crate::{KeeperError, private_file};

const SALT: usize = 16;
/// Hexadecimal digits and the end of the line.
const MOST_KEY_FILE_BYTES: u64 = 256;

/// What guessing one passphrase costs; stands in the vault's header, so that a later program may ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    rounds: u32,
}

impl Cost {
    /// Of new vaults: 64 MiB, three rounds. A fifth of a second here, and more than three times what OWASP asks for at least.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, rounds: 3 };
    /// The least that is accepted: 19 MiB, two rounds (OWASP password storage cheat sheet, Argon2id).
    pub const LEAST: Self = Self { memory_kib: 19_456, rounds: 2 };
    /// A header must not be able to ask for all memory there is.
    const MOST: Self = Self { memory_kib: 1024 * 1024, rounds: 16 };

    fn of(memory_kib: u32, rounds: u32) -> Option<Self> {
        let memory = Self::LEAST.memory_kib..=Self::MOST.memory_kib;
        let turns = Self::LEAST.rounds..=Self::MOST.rounds;
        (memory.contains(&memory_kib) && turns.contains(&rounds)).then_some(Self { memory_kib, rounds })
    }
}

/// What a vault is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    Passphrase { cost: Cost, salt: [u8; SALT] },
    KeyFile,
}

impl Lock {
    /// Bytes in the header: kind, memory, rounds, salt.
    pub const LEN: usize = 1 + 4 + 4 + SALT;

    /// A passphrase with a new salt.
    pub fn passphrase(cost: Cost) -> Result<Self, KeeperError> {
        let mut salt = [0; SALT];
        fill(&mut salt)?;
        Ok(Self::Passphrase { cost, salt })
    }

    pub fn bytes(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        let (kind, memory, rounds, salt) = match self {
            Self::Passphrase { cost, salt } => (1, cost.memory_kib, cost.rounds, *salt),
            Self::KeyFile => (2, 0, 0, [0; SALT]),
        };
        let parts = [kind].into_iter().chain(memory.to_be_bytes()).chain(rounds.to_be_bytes()).chain(salt);
        bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
        bytes
    }

    /// `None` for a header that no program of ours wrote.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        let (memory, rest) = rest.split_first_chunk()?;
        let (rounds, salt) = rest.split_first_chunk()?;
        let (memory, rounds) = (u32::from_be_bytes(*memory), u32::from_be_bytes(*rounds));
        let salt = salt.try_into().ok()?;
        match kind {
            1 => Some(Self::Passphrase { cost: Cost::of(memory, rounds)?, salt }),
            2 if (memory, rounds, salt) == (0, 0, [0; SALT]) => Some(Self::KeyFile),
            _ => None,
        }
    }

    /// The key that the passphrase or the key file stands for.
    pub fn key(&self, opener: &[u8]) -> Result<Key, KeeperError> {
        match self {
            Self::Passphrase { cost, salt } => stretch(opener, *cost, salt),
            Self::KeyFile => Key::of(opener).ok_or(KeeperError::NoMemory),
        }
    }
}

fn stretch(passphrase: &[u8], cost: Cost, salt: &[u8; SALT]) -> Result<Key, KeeperError> {
    let params = Params::new(cost.memory_kib, cost.rounds, 1, Some(Key::LEN));
    let params = params.map_err(|_| KeeperError::NoMemory)?;
    let mut blocks: Vec<Block> = Vec::new();
    // Reserved first: a machine without this much memory is told so instead of ending the program.
    blocks.try_reserve_exact(params.block_count()).map_err(|_| KeeperError::NoMemory)?;
    blocks.resize(params.block_count(), Block::default());
    let mut key = Zeroizing::new([0; Key::LEN]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let made = argon2.hash_password_into_with_memory(passphrase, salt, key.as_mut(), &mut blocks);
    blocks.iter_mut().for_each(Zeroize::zeroize);
    made.map_err(|_| KeeperError::NoMemory)?;
    Key::of(key.as_ref()).ok_or(KeeperError::NoMemory)
}

/// A key file: 64 hexadecimal digits on a line.
pub(super) fn read_key_file(path: &Path) -> Result<Key, KeeperError> {
    let bytes = private_file::read(path, MOST_KEY_FILE_BYTES)?.ok_or(KeeperError::KeyFileNeeded)?;
    let digits = std::str::from_utf8(&bytes).ok().map(str::trim);
    digits.and_then(from_hex).ok_or_else(|| KeeperError::damaged(path, "a key file is 64 hexadecimal digits"))
}

/// The key of the file, which is made if it is not there.
pub(super) fn read_or_make_key_file(path: &Path) -> Result<Key, KeeperError> {
    if !path.exists() {
        let key = Key::random()?;
        let mut line = Zeroizing::new(String::with_capacity(2 * Key::LEN + 1));
        for byte in key.expose() {
            // Writing into a string cannot fail.
            let _written = write!(line, "{byte:02x}");
        }
        line.push('\n');
        private_file::create(path, line.as_bytes())?;
    }
    read_key_file(path)
}

fn from_hex(digits: &str) -> Option<Key> {
    let mut bytes = Zeroizing::new([0; Key::LEN]);
    let mut pairs = digits.as_bytes().chunks(2);
    for byte in bytes.iter_mut() {
        let pair = std::str::from_utf8(pairs.next()?).ok().filter(|pair| pair.len() == 2)?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    pairs.next().is_none().then(|| Key::of(bytes.as_ref())).flatten()
}
