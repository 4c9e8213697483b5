//! What is in a vault: names and secrets. The wire form is written by hand, so that no copy of a secret is left behind
//! in a buffer of somebody else's: each entry is the length of its name (2 bytes), the name, the length of its secret
//! (4 bytes), the secret.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::Secret;

/// The secrets by name.
#[derive(Default)]
pub(super) struct Content(BTreeMap<String, Secret>);

impl Content {
    pub fn put(&mut self, name: &str, secret: Secret) {
        self.0.insert(name.to_owned(), secret);
    }

    pub fn take(&mut self, name: &str) -> Option<Secret> {
        self.0.remove(name)
    }

    /// With `spare` bytes of room at the end, so that nothing is moved when a tag is added.
    pub fn bytes(&self, spare: usize) -> Zeroizing<Vec<u8>> {
        let entry = |(name, secret): (&String, &Secret)| 6 + name.len() + secret.expose().len();
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.0.iter().map(entry).sum::<usize>() + spare));
        for (name, secret) in &self.0 {
            // Names are ours and short, secrets are bounded by the file.
            bytes.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend(name.as_bytes());
            bytes.extend(u32::try_from(secret.expose().len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend(secret.expose());
        }
        bytes
    }

    /// `None` for bytes that no program of ours wrote.
    pub fn parse(mut bytes: &[u8]) -> Option<Self> {
        let mut content = Self::default();
        while !bytes.is_empty() {
            let (len, rest) = bytes.split_first_chunk()?;
            let (name, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*len)))?;
            let (len, rest) = rest.split_first_chunk()?;
            let (secret, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*len)).ok()?)?;
            content.put(std::str::from_utf8(name).ok()?, Secret::new(secret.to_vec()));
            bytes = rest;
        }
        Some(content)
    }
}
