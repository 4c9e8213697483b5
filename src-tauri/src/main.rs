//! `jangbu`: the window without words, the command line with them.

use std::process::ExitCode;

fn main() -> ExitCode {
    jangbu_lib::main()
}
