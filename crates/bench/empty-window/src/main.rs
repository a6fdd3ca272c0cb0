//! A window as large as Segue's with an empty page, and no plugin, menu, library or log: the least that any program made
//! with Tauri costs to start and to keep. The bench also has it show the bare pages that Segue's is measured beside, so
//! WebKitGTK paints it as it paints Segue's (`src-tauri/src/renderer.rs`).

use std::process::ExitCode;

use tauri::{App, Manager};

fn main() -> ExitCode {
    let window = tauri::Builder::default().setup(|app| Ok(suit_the_machine(app)?));
    match window.run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the empty window could not be shown: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn suit_the_machine(app: &App) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    let cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    if cards
        .into_iter()
        .any(|card| card.file_name().to_string_lossy().starts_with("renderD"))
    {
        return Ok(());
    }
    app.get_webview_window("main").map_or(Ok(()), |window| {
        window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        })
    })
}

#[cfg(not(target_os = "linux"))]
fn suit_the_machine(_app: &App) -> tauri::Result<()> {
    Ok(())
}
