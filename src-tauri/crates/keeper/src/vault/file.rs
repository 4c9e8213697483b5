//! The bytes of a vault.
//!
//! ```text
//! magic 8 | lock 25 | nonce 24 | the content's key, encrypted 48 | nonce 24 | content, encrypted | SHA-256 of all before 32
//! ```
//!
//! Both encryptions (XChaCha20-Poly1305) vouch for everything that stands before them. The hash at the end is no
//! protection against anybody: it only tells a damaged file from a wrong passphrase.

use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ring::digest::{SHA256, digest};
use zeroize::Zeroizing;

use super::content::Content;
use super::lock::Lock;
use crate::KeeperError;
use crate::secret::{Key, fill};

const MAGIC: &[u8; 8] = b"JBVAULT1";
const FAMILY: &[u8; 7] = b"JBVAULT";
const NONCE: usize = 24;
const TAG: usize = 16;
const WRAPPED: usize = Key::LEN + TAG;
const HASH: usize = 32;

/// A vault as it stands on the disk.
pub(super) struct VaultFile {
    lock: Lock,
    /// The content's key: nonce and ciphertext.
    wrapped: [u8; NONCE + WRAPPED],
    /// The content: nonce and ciphertext.
    content: Vec<u8>,
}

impl VaultFile {
    /// A whole file; says what is wrong with one that is not.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, KeeperError> {
        let damaged = |what| KeeperError::damaged(path, what);
        if !bytes.starts_with(FAMILY) {
            return Err(damaged("it is no vault"));
        }
        if !bytes.starts_with(MAGIC) {
            return Err(KeeperError::Newer { path: path.to_owned() });
        }
        let (body, hash) = bytes.split_last_chunk::<HASH>().ok_or_else(|| damaged("it is cut off"))?;
        if digest(&SHA256, body).as_ref() != hash {
            return Err(damaged("it is cut off, or bytes of it have changed"));
        }
        let parts = || {
            let (lock, rest) = body.get(MAGIC.len()..)?.split_at_checked(Lock::LEN)?;
            let (wrapped, content) = rest.split_first_chunk()?;
            Some((Lock::parse(lock)?, *wrapped, content.to_vec()))
        };
        let (lock, wrapped, content) = parts().ok_or_else(|| damaged("its header is not ours"))?;
        Ok(Self { lock, wrapped, content })
    }

    /// A file whose content only `key` opens, and whose key only the opener of `lock` does.
    pub fn seal(lock: &Lock, opener: &[u8], key: &Key, content: &Content) -> Result<Self, KeeperError> {
        let head = head(lock);
        let sealed = encrypt(&lock.key(opener)?, key.expose(), &head)?;
        let mut wrapped = [0; NONCE + WRAPPED];
        wrapped.iter_mut().zip(sealed).for_each(|(byte, part)| *byte = part);
        Self { lock: *lock, wrapped, content: Vec::new() }.with_content(key, content)
    }

    /// The same file with another content.
    pub fn with_content(&self, key: &Key, content: &Content) -> Result<Self, KeeperError> {
        let content = encrypt(key, &content.bytes(TAG), &self.front())?;
        Ok(Self { lock: self.lock, wrapped: self.wrapped, content })
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.front();
        bytes.extend(&self.content);
        let hash = digest(&SHA256, &bytes);
        bytes.extend(hash.as_ref());
        bytes
    }

    pub const fn lock(&self) -> Lock {
        self.lock
    }

    /// The content's key; `None` for the wrong passphrase or key file.
    pub fn unlock(&self, opener: &[u8]) -> Result<Option<Key>, KeeperError> {
        let key = decrypt(&self.lock.key(opener)?, &self.wrapped, &head(&self.lock));
        Ok(key.and_then(|key| Key::of(&key)))
    }

    /// What is in it.
    pub fn content(&self, key: &Key, path: &Path) -> Result<Content, KeeperError> {
        let bytes = decrypt(key, &self.content, &self.front());
        bytes
            .and_then(|bytes| Content::parse(&bytes))
            .ok_or_else(|| KeeperError::damaged(path, "its content is not what this vault held"))
    }

    /// Everything before the content.
    fn front(&self) -> Vec<u8> {
        let mut front = head(&self.lock);
        front.extend(&self.wrapped);
        front
    }
}

/// Everything before the content's key.
fn head(lock: &Lock) -> Vec<u8> {
    MAGIC.iter().copied().chain(lock.bytes()).collect()
}

/// A new nonce and the ciphertext.
fn encrypt(key: &Key, message: &[u8], aad: &[u8]) -> Result<Vec<u8>, KeeperError> {
    let mut nonce = [0; NONCE];
    fill(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: message, aad });
    // It only fails for messages of 256 GiB.
    let sealed = sealed.map_err(|_| KeeperError::NoMemory)?;
    Ok(nonce.into_iter().chain(sealed).collect())
}

/// `None` when key, ciphertext or what it vouches for do not belong together.
fn decrypt(key: &Key, sealed: &[u8], aad: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad }).ok().map(Zeroizing::new)
}
