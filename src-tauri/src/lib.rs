//! The desktop shell of 장부: the only code that knows Tauri. It opens the book, starts the practice NTS, and puts the
//! office behind a reception desk of commands ([`commands`]) whose shapes are in [`contract`].

pub mod cli;
pub mod commands;
pub mod contract;
pub mod data_dir;
pub mod desktop;
pub mod doorway;
pub mod fonts;
pub mod keys;
pub mod live;
pub mod one_window;
pub mod practice;
pub mod shell;
pub mod ui_error;
mod view;
pub mod window;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

/// The program: the window without words, the command line with them.
#[must_use]
pub fn main() -> ExitCode {
    let began = Instant::now();
    let cli = cli::Cli::parse();
    write_log_to_stderr();
    desktop::core_dump::forbid();
    let keys = keys::KeyFiles { passphrase: cli.passphrase_file, key: cli.key_file };
    match cli.command {
        None => window::run(window::Start {
            data: cli.data,
            nts: cli.nts,
            keys,
            began,
            report_ready: cli.report_ready,
            background: cli.background,
        }),
        Some(command) => {
            cli::run(command, cli::Asked { data: cli.data, nts: cli.nts, world: cli.world, keys })
        }
    }
}

/// Warnings and worse; identifiers never reach a log, so the level is all there is to choose.
fn write_log_to_stderr() {
    let _already_set = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .with_target(false)
        .try_init();
}
