//! A window as large as Segue's with an empty page, and no plugin, menu, library or log: the least that any program made
//! with Tauri costs to start and to keep. The bench also has it show the bare pages that Segue's is measured beside, and,
//! given a folder, the page in there; so WebKitGTK paints it as it paints Segue's (`src-tauri/src/renderer.rs`).

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tauri::http::header::CONTENT_TYPE;
use tauri::http::{HeaderValue, Request, Response};
use tauri::{App, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The scheme of a page in a folder.
const SCHEME: &str = "still";

fn main() -> ExitCode {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let given = folder.clone();
    let window = tauri::Builder::default()
        .register_uri_scheme_protocol(SCHEME, move |_, request| match &folder {
            Some(folder) => read(folder, &request),
            None => Response::default(),
        })
        .setup(move |app| Ok(show(app, given.is_some())?));
    match window.run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the empty window could not be shown: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show(app: &App, is_still: bool) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let mut config = config.clone();
        if is_still && let Ok(page) = Url::parse(&format!("{SCHEME}://localhost/index.html")) {
            config.url = WebviewUrl::CustomProtocol(page);
        }
        suit_the_machine(&WebviewWindowBuilder::from_config(app, &config)?.build()?)?;
    }
    Ok(())
}

fn read(folder: &Path, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let name = request.uri().path().trim_start_matches('/');
    let kind = match name.rsplit_once('.') {
        Some((_, "html")) => "text/html",
        Some((_, "css")) => "text/css",
        // The engine looks what kind of picture it is.
        _ => "image/*",
    };
    let found = std::fs::read(folder.join(name)).unwrap_or_default();
    let mut response = Response::new(found);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

#[cfg(target_os = "linux")]
fn suit_the_machine(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    let cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    if cards
        .into_iter()
        .any(|card| card.file_name().to_string_lossy().starts_with("renderD"))
    {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn suit_the_machine(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
