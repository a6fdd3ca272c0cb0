//! How a start goes: to a window that has the library already, or to a window of its own.

use std::path::{Path, PathBuf};

use segue_core::model::LibraryInfo;
use segue_core::{ErrorCode, Library, Result};
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, WebviewWindowBuilder};

use crate::arguments::{Arguments, Given};
use crate::errands::{self, Errand, Errands};
use crate::last_end::{self, RunningMark};
use crate::logging::LogFolder;
#[cfg(target_os = "linux")]
use crate::renderer;
use crate::second_start::SecondStarts;
use crate::settings::SettingsFile;
use crate::state::OpenLibrary;
use crate::{MAIN_WINDOW, closing, dropping, logging, menu, page, places};

/// What a start is about.
struct Start {
    /// The library's folder.
    folder: PathBuf,
    /// Somebody pointed at the library, so there is one, or nothing is opened.
    is_there: bool,
    errands: Vec<Errand>,
}

/// Sets the program going. Where a window has the library already, it is sent on the errands and this program ends.
pub(crate) fn start(app: &App) -> tauri::Result<()> {
    let (handle, paths) = (app.handle().clone(), app.path());
    let logs = paths.app_log_dir()?;
    logging::start(&logs);
    tracing::info!(version = %app.package_info().version, "Segue starts");
    let settings = SettingsFile::read(paths.app_config_dir()?.join("settings.json"));
    app.set_menu(menu::build(&handle, settings.language_at_start())?)?;
    app.manage(settings);
    app.manage(SecondStarts::new(places::sockets(&handle)?));

    let asked = read(&handle);
    if let Ok(start) = &asked
        && tauri::async_runtime::block_on(hand_over(&handle, start))
    {
        handle.exit(0);
        return Ok(());
    }
    mark_the_run(app, &logs);
    app.manage(LogFolder(logs));
    if let Ok(start) = &asked {
        app.state::<Errands>().add(start.errands.clone());
    }
    app.state::<OpenLibrary>()
        .open_in_background(open_first_library(handle, asked));
    show_window(app)
}

/// Notes that a library is open in this window: among the recent ones, and for second starts on it.
pub(crate) async fn opened(app: &AppHandle, library: &LibraryInfo) {
    let folder = PathBuf::from(&library.path);
    let window = app.clone();
    app.state::<SecondStarts>()
        .listen(&folder, move |errands| errands::send(&window, errands))
        .await;
    app.state::<SettingsFile>().remember(folder).await;
}

fn read(app: &AppHandle) -> Result<Start> {
    let Arguments { library, errands } =
        Arguments::read(std::env::args_os().skip(1), std::env::var_os("SEGUE_LIBRARY"))?;
    let (folder, is_there) = match library {
        Some(Given::Pointed(folder)) => (folder, true),
        Some(Given::Named(folder)) => (folder, false),
        None => (places::default_library(app)?, false),
    };
    Ok(Start {
        folder,
        is_there,
        errands,
    })
}

async fn hand_over(app: &AppHandle, start: &Start) -> bool {
    let others = app.state::<SecondStarts>();
    let taken = others.hand_over(&start.folder, &start.errands).await;
    if taken {
        tracing::info!("a window has this library already: it takes over");
    }
    taken
}

/// Opens the library that the start is about. Returns where it looked, too.
async fn open_first_library(app: AppHandle, asked: Result<Start>) -> (Option<PathBuf>, Result<Library>) {
    let start = match asked {
        Ok(start) => start,
        Err(error) => return (None, Err(error)),
    };
    let opening = match start.is_there {
        true => Library::open(&start.folder).await,
        false => places::open_or_create(&start.folder).await,
    };
    match &opening {
        Ok(library) => opened(&app, library.info()).await,
        // Another start on it was quicker by a moment.
        Err(error) if error.code() == ErrorCode::LibraryInUse && hand_over(&app, &start).await => app.exit(0),
        Err(_) => {}
    }
    (Some(start.folder), opening)
}

/// Looks how the last run ended, and leaves word that this one has begun. Neither is a condition for starting.
fn mark_the_run(app: &App, logs: &Path) {
    if last_end::was_bad(logs) {
        tracing::warn!("Segue did not end properly the last time");
        app.state::<Errands>().add([Errand::TellOfBadEnd]);
    }
    app.manage(RunningMark::lay(logs).unwrap_or_else(|error| {
        tracing::warn!("how this run ends will not be known: {error}");
        RunningMark::default()
    }));
}

/// Makes the window, which shows our page, never another and never a second one.
fn show_window(app: &App) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let Some(config) = windows.iter().find(|window| window.label == MAIN_WINDOW) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(page::is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    closing::wait_for_page(&window);
    dropping::tell_page(&window);
    #[cfg(target_os = "linux")]
    {
        renderer::suit_the_machine(&window)?;
        closing::close_on_signals(&window);
        crate::menu_keys::show(&window)?;
    }
    Ok(())
}
