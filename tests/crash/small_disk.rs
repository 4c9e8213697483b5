//! A disk of a few megabytes that can be filled to the last byte and locked: a tmpfs, where this user may mount one.

use std::fs::{File, remove_file};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub struct SmallDisk {
    root: PathBuf,
    /// The mount point; unmounted before it is removed.
    _folder: TempDir,
}

impl SmallDisk {
    /// `None`, with the reason printed, where no disk can be mounted.
    pub fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        match mount(&["-t", "tmpfs", "-o", "size=4m", "tmpfs"], &root) {
            Ok(output) if output.status.success() => Some(Self { root, _folder: folder }),
            refused => {
                println!("without the variant on a small disk, which cannot be mounted here: {refused:?}");
                None
            }
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes every byte that is left.
    pub fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.filler()).unwrap();
        for piece in [64 * 1024, 512, 1] {
            let bytes = vec![0_u8; piece];
            let full = loop {
                if let Err(error) = filler.write_all(&bytes) {
                    break error;
                }
            };
            assert_eq!(full.kind(), ErrorKind::StorageFull);
        }
    }

    /// Gives the bytes back.
    pub fn make_room(&self) {
        remove_file(self.filler()).unwrap();
    }

    /// Nothing on it can be written any more, by nobody.
    pub fn lock(&self) {
        self.remount("remount,ro");
    }

    pub fn unlock(&self) {
        self.remount("remount,rw");
    }

    fn remount(&self, how: &str) {
        let done = mount(&["-o", how], &self.root).unwrap();
        assert!(done.status.success(), "{done:?}");
    }

    fn filler(&self) -> PathBuf {
        self.root.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.root).status();
    }
}

fn mount(options: &[&str], root: &Path) -> std::io::Result<Output> {
    Command::new("mount").args(options).arg(root).output()
}
