//! `jangbu practice-nts`: the NTS one can practise on, as its own process.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use practice_nts::{Dials, PracticeConfig, PracticeError};

use super::answer::whole_story;
use crate::practice::korean_clock;

/// Where and how the practice NTS runs.
#[derive(Args)]
pub struct PracticeArgs {
    /// HTTPS port; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Plain HTTP on loopback for programs that cannot be given a CA; 0 takes any free one.
    #[arg(long)]
    http_port: Option<u16>,
    /// A JSON file of fault dials to start with.
    #[arg(long, value_name = "FILE")]
    dials: Option<PathBuf>,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// A sentence for the terminal.
pub async fn serve(args: PracticeArgs, dir: PathBuf) -> Result<(), String> {
    let dials = match &args.dials {
        Some(file) => Dials::load(file).map_err(|error| not_started(&error))?,
        None => Dials::default(),
    };
    let config = PracticeConfig {
        port: args.port,
        http_port: args.http_port,
        dials,
        // Whole paths in the ready line: it is read from other folders (`--nts`).
        ..PracticeConfig::new(std::path::absolute(&dir).unwrap_or(dir), Arc::new(korean_clock))
    };
    let nts = practice_nts::start(config).await.map_err(|error| not_started(&error))?;
    let ready = serde_json::to_string(nts.ready()).map_err(|error| error.to_string())?;
    println!("{ready}");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    tokio::signal::ctrl_c().await.map_err(|error| error.to_string())?;
    nts.stop().await;
    Ok(())
}

fn not_started(error: &PracticeError) -> String {
    format!("연습용 국세청을 시작하지 않았어요. ({})", whole_story(error))
}
