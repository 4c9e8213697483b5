//! Where joint certificates usually are (domain.md §5.1).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A system's habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Windows,
    MacOs,
    Linux,
}

/// The folders to search on this computer, sticks included. Those that are not there are left out.
#[must_use]
pub fn usual_places() -> Vec<PathBuf> {
    let system = if cfg!(windows) {
        System::Windows
    } else if cfg!(target_os = "macos") {
        System::MacOs
    } else {
        System::Linux
    };
    let mut places = env::home_dir().map(|home| at_home(system, &home)).unwrap_or_default();
    places.extend(elsewhere(system));
    places.retain(|place| place.is_dir());
    places
}

/// The folders of a person.
pub(crate) fn at_home(system: System, home: &Path) -> Vec<PathBuf> {
    let below: &[&str] = match system {
        System::Windows => &["AppData/LocalLow/NPKI"],
        System::MacOs => &["Library/Preferences/NPKI", "Documents/NPKI", "NPKI"],
        System::Linux => &["NPKI"],
    };
    below.iter().map(|path| home.join(path)).collect()
}

/// The folders of the computer, and of the sticks that are plugged in.
fn elsewhere(system: System) -> Vec<PathBuf> {
    match system {
        System::Windows => {
            let programs = ["ProgramFiles", "ProgramFiles(x86)"].into_iter().filter_map(env::var_os);
            let drives = ('C'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\NPKI")));
            programs.map(|folder| Path::new(&folder).join("NPKI")).chain(drives).collect()
        }
        System::MacOs => on_sticks(Path::new("/Volumes")),
        System::Linux => {
            ["/media", "/run/media"].into_iter().flat_map(|mounts| of_each(mounts.as_ref())).collect()
        }
    }
}

/// Sticks are mounted below a folder per person.
fn of_each(mounts: &Path) -> Vec<PathBuf> {
    folders_in(mounts).iter().flat_map(|person| on_sticks(person)).collect()
}

fn on_sticks(mounts: &Path) -> Vec<PathBuf> {
    folders_in(mounts).iter().map(|stick| stick.join("NPKI")).collect()
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_its_places_below_a_persons_folder() {
        let of = |system| at_home(system, Path::new("home"));
        assert_eq!(of(System::Windows), [Path::new("home/AppData/LocalLow/NPKI")]);
        assert_eq!(of(System::Linux), [Path::new("home/NPKI")]);
        let mac = ["home/Library/Preferences/NPKI", "home/Documents/NPKI", "home/NPKI"].map(PathBuf::from);
        assert_eq!(of(System::MacOs), mac);
    }
}
