//! The program `segue`: starts the shell.

// A console window would open beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match segue_shell::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Segue could not start: {error}");
            ExitCode::FAILURE
        }
    }
}
