//! The program `gestand`: a thin door to the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    gestand::cli::main()
}
