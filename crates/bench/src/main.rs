//! `bench`, the program: see the library beside it.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    segue_bench::main()
}

#[cfg(not(target_os = "linux"))]
#[allow(clippy::print_stderr, reason = "talking to the terminal is all it does here")]
fn main() -> ExitCode {
    eprintln!("the bench works on Linux only");
    ExitCode::FAILURE
}
