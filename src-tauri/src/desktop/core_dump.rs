//! A crash must not write the memory to the disk: keys and customers' numbers are in it.

/// From now on the system writes no core file of this process, nor of what it starts. Windows writes none by itself.
pub fn forbid() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core files could not be switched off");
        }
    }
}
