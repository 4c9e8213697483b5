//! The office's secrets in the operating system's key store or in the vault.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use keeper::{KeeperError, Secret, SecretKeeper};
use office::Secrets;
use store::World;
use zeroize::Zeroizing;

/// The place of the keys, once there is one.
#[derive(Clone, Default)]
pub struct KeeperSlot(Arc<RwLock<Option<Arc<dyn SecretKeeper>>>>);

impl KeeperSlot {
    /// A place that is there.
    #[must_use]
    pub fn of(keeper: Arc<dyn SecretKeeper>) -> Self {
        Self(Arc::new(RwLock::new(Some(keeper))))
    }

    /// The place.
    #[must_use]
    pub fn get(&self) -> Option<Arc<dyn SecretKeeper>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on this is the place.
    pub fn fill(&self, keeper: Arc<dyn SecretKeeper>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(keeper);
    }
}

/// Keeps what the office gives it under the world's own names. Without a place nothing is kept, and whoever wants to keep
/// something is told so: a secret is never put down in plain text instead.
pub struct KeptSecrets {
    keeper: KeeperSlot,
    world: World,
}

impl KeptSecrets {
    /// Over this place, once there is one.
    #[must_use]
    pub const fn new(keeper: KeeperSlot, world: World) -> Self {
        Self { keeper, world }
    }
}

impl Secrets for KeptSecrets {
    fn keep(&self, name: &str, secret: &str) -> io::Result<()> {
        let keeper = self.keeper.get().ok_or_else(|| io::Error::other(KeeperError::NoPlace))?;
        keeper.set(&named(self.world, name), &Secret::from_text(secret.to_owned())).map_err(io::Error::other)
    }

    fn read(&self, name: &str) -> io::Result<Option<Zeroizing<String>>> {
        let Some(keeper) = self.keeper.get() else { return Ok(None) };
        let name = named(self.world, name);
        let Some(secret) = keeper.get(&name).map_err(io::Error::other)? else { return Ok(None) };
        let text = secret.text().map(|text| Zeroizing::new(text.to_owned()));
        text.map(Some).ok_or_else(|| io::Error::other(KeeperError::NotText { name }))
    }

    fn forget(&self, name: &str) -> io::Result<()> {
        let Some(keeper) = self.keeper.get() else { return Ok(()) };
        keeper.remove(&named(self.world, name)).map_err(io::Error::other)
    }
}

fn named(world: World, name: &str) -> String {
    format!("{}.{name}", world.as_str())
}

/// Moves what an older program kept in a plain file into the place and overwrites the file. Whatever fails on the way leaves
/// the file, so that the next start does it again; what is in the place already stands and is newer.
///
/// # Errors
/// [`KeeperError`] when the place does not take it or the file cannot be cleared away.
pub fn move_old_file(path: &Path, keeper: &dyn SecretKeeper, world: World) -> Result<(), KeeperError> {
    let failed = |doing| move |source| KeeperError::File { doing, path: path.to_owned(), source };
    let bytes = match fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("reading the secrets of before")(error)),
    };
    let old: BTreeMap<String, Zeroizing<String>> = serde_json::from_slice::<BTreeMap<String, String>>(&bytes)
        .map_err(|_words_hold_secrets| KeeperError::Damaged {
            path: path.to_owned(),
            what: "the secrets of before do not read back",
        })?
        .into_iter()
        .map(|(name, secret)| (name, Zeroizing::new(secret)))
        .collect();
    for (name, secret) in &old {
        let name = named(world, name);
        if keeper.get(&name)?.is_none() {
            keeper.set(&name, &Secret::from_text((**secret).clone()))?;
        }
    }
    overwrite(path, bytes.len()).map_err(failed("overwriting the secrets of before"))
}

fn overwrite(path: &Path, len: usize) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(&vec![b' '; len])?;
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}
