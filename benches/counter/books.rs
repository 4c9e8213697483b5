//! Practice books of any size, filled once a run in the build's own folder and removed at its end.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use domain::ShopForm;
use jangbu_lib::data_dir::DataDir;
use jangbu_lib::shell::Shell;
use keeper::Brought;
use office::FillOrder;
use store::World;
use tempfile::TempDir;

use crate::window_rig::key_file;

const SEED: u64 = 1;

pub struct Books {
    folder: TempDir,
    filled: HashMap<u64, PathBuf>,
}

impl Books {
    pub fn none() -> Self {
        Self { folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap(), filled: HashMap::new() }
    }

    /// The data folder of a book with so many documents.
    pub fn with(&mut self, documents: u64) -> PathBuf {
        if let Some(folder) = self.filled.get(&documents) {
            return folder.clone();
        }
        let folder = self.folder.path().join(documents.to_string());
        let shell = open(folder.clone());
        shell.office.save_shop(&ShopForm::practice()).unwrap();
        let began = Instant::now();
        shell.office.fill(&FillOrder { documents, seed: SEED }, |_| {}).unwrap();
        let took = began.elapsed().as_secs_f64();
        println!(
            "{:<28} {documents} documents in {took:.1} s, {:.0} a second",
            "dev fill",
            documents as f64 / took
        );
        drop(shell);
        self.filled.insert(documents, folder.clone());
        folder
    }
}

pub fn open(folder: PathBuf) -> Shell {
    let key_file = Brought::KeyFile(key_file(&folder));
    Shell::open(DataDir::choose(Some(folder)).unwrap(), World::Practice, &key_file).unwrap()
}
