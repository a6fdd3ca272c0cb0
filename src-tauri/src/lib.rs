//! The shell: the window, its menu, its dialogs, and one thin door for each thing the core can do.
//!
//! No SQL and no decisions about stories: what a command does is in `segue-core`. The page calls `commands`, gets
//! pictures and takes through `media_protocol`, and hears of menu items by the event `menu`.

mod arguments;
mod byte_range;
mod closing;
mod commands;
mod dropping;
mod error;
mod language;
mod logging;
mod media_protocol;
mod menu;
#[cfg(target_os = "linux")]
mod menu_keys;
mod page;
mod places;
#[cfg(target_os = "linux")]
mod renderer;
mod settings;
mod state;
mod tokens;
mod works;

use std::path::PathBuf;

use segue_core::{Library, Result};
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, RunEvent, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::closing::Closing;
use crate::commands::{
    history, import, library, media, project, recovery, segment, settings as set, trash, window,
};
use crate::settings::SettingsFile;
use crate::state::OpenLibrary;
use crate::tokens::ChosenFiles;
use crate::works::Works;

/// Label of the one window, which the capability names too.
const MAIN_WINDOW: &str = "main";

/// Runs Segue until its window is closed.
///
/// # Errors
/// When the window can't be made.
pub fn run() -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    renderer::avoid_blank_window();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(remembered_of_the_window())
                .build(),
        )
        .manage(OpenLibrary::default())
        .manage(ChosenFiles::default())
        .manage(Works::default())
        .manage(Closing::default())
        .register_asynchronous_uri_scheme_protocol(media_protocol::SCHEME, media_protocol::answer)
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .invoke_handler(tauri::generate_handler![
            library::library_info,
            library::library_status,
            library::library_check,
            library::choose_library,
            library::open_default_library,
            library::open_recent_library,
            library::recent_libraries,
            library::retry_waiting,
            library::repair_library,
            library::get_retention,
            library::set_retention,
            recovery::list_backups,
            recovery::back_up,
            recovery::restore_backup,
            recovery::rescue_library,
            recovery::open_read_only,
            recovery::open_again,
            recovery::keep_open_library,
            project::list_projects,
            project::get_project,
            project::create_project,
            project::rename_project,
            project::delete_project,
            segment::read_outline,
            segment::read_segments,
            segment::find_segments,
            segment::preview_delete,
            segment::add_segment,
            segment::duplicate_segments,
            segment::paste_segments,
            segment::split_segment,
            segment::merge_with_next,
            segment::edit_segment,
            segment::delete_segments,
            segment::reorder_segments,
            segment::close_gaps,
            segment::move_segments,
            history::project_history,
            history::undo,
            history::redo,
            trash::list_trash,
            trash::restore_segments,
            trash::purge_segments,
            media::choose_media,
            media::attach_media,
            media::attach_files,
            media::paste_image,
            media::choose_files,
            media::add_files,
            media::detach_media,
            import::choose_story,
            import::import_story,
            import::import_sample,
            set::get_settings,
            set::get_language,
            set::set_settings,
            window::saved_for_closing,
            window::label_menu,
            window::cancel_work,
        ])
        .setup(|app| Ok(start(app)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            tauri::async_runtime::block_on(app.state::<OpenLibrary>().close());
        }
    });
    Ok(())
}

fn start(app: &App) -> tauri::Result<()> {
    logging::start(&app.path().app_log_dir()?);
    tracing::info!(version = %app.package_info().version, "Segue starts");
    let settings = SettingsFile::read(app.path().app_config_dir()?.join("settings.json"));
    app.set_menu(menu::build(app.handle(), settings.language_at_start())?)?;
    app.manage(settings);
    app.state::<OpenLibrary>()
        .open_in_background(open_first_library(app.handle().clone()));
    show_window(app)
}

/// Where the window was, but neither hidden nor without its frame: there would be no way back.
fn remembered_of_the_window() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

/// Opens the library that the command line names, or the default one. Returns where it looked, too.
async fn open_first_library(app: AppHandle) -> (Option<PathBuf>, Result<Library>) {
    let folder = match first_folder(&app) {
        Ok(folder) => folder,
        Err(error) => return (None, Err(error)),
    };
    let opened = places::open_or_create(&folder).await;
    if let Ok(library) = &opened {
        app.state::<SettingsFile>()
            .remember(PathBuf::from(&library.info().path))
            .await;
    }
    (Some(folder), opened)
}

fn first_folder(app: &AppHandle) -> Result<PathBuf> {
    let arguments = Arguments::read(std::env::args_os().skip(1), std::env::var_os("SEGUE_LIBRARY"))?;
    arguments.library.map_or_else(|| places::default_library(app), Ok)
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
    menu_keys::show(&window)?;
    Ok(())
}
