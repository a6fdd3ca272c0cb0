//! A window as large as Segue's with an empty page, and no plugin, menu, library or log: the least that any program made
//! with Tauri costs to start and to keep. The bench also has it show the bare pages that Segue's is measured beside.

use std::process::ExitCode;

fn main() -> ExitCode {
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the empty window could not be shown: {error}");
            ExitCode::FAILURE
        }
    }
}
