//! The shell: the window, its menu, its dialogs, and one thin door for each thing the core can do.
//!
//! No SQL and no decisions about stories: what a command does is in `segue-core`. The page calls `commands`, gets
//! pictures and takes through `media_protocol`, and hears of menu items by the event `menu`.

mod arguments;
mod byte_range;
mod closing;
mod commands;
mod dropping;
mod errands;
mod error;
mod language;
mod last_end;
mod logging;
mod media_protocol;
mod menu;
#[cfg(target_os = "linux")]
mod menu_keys;
mod page;
mod places;
mod recent;
#[cfg(target_os = "linux")]
mod renderer;
mod second_start;
mod settings;
mod starting;
mod state;
mod tokens;
mod works;

use tauri::{AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

use crate::closing::Closing;
use crate::commands::{
    about, export, history, import, library, media, project, recovery, segment, settings as set, trash,
    window,
};
#[cfg(target_os = "macos")]
use crate::errands::Errand;
use crate::errands::Errands;
use crate::last_end::RunningMark;
use crate::second_start::SecondStarts;
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
        .manage(Errands::default())
        .register_asynchronous_uri_scheme_protocol(media_protocol::SCHEME, media_protocol::answer)
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .invoke_handler(tauri::generate_handler![
            library::library_info,
            library::library_status,
            library::library_check,
            library::choose_library,
            library::open_chosen_library,
            library::open_default_library,
            library::open_recent_library,
            library::recent_libraries,
            library::clear_recent_libraries,
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
            project::only_project,
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
            segment::lock_segments,
            segment::delete_segments,
            segment::reorder_segments,
            segment::close_gaps,
            segment::move_segments,
            history::project_history,
            history::next_steps,
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
            export::export_story,
            export::show_exported,
            set::get_settings,
            set::get_language,
            set::set_settings,
            window::saved_for_closing,
            window::label_menu,
            window::cancel_work,
            window::take_errands,
            window::show_log_folder,
            about::about,
        ])
        .setup(|app| Ok(starting::start(app)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        // Finder's way to open a file, also with a program that runs. Not run here: no macOS machine at hand.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let given = urls.iter().filter_map(|url| url.to_file_path().ok());
            errands::send(app, given.map(|path| Errand::open(&path)).collect());
        }
        RunEvent::Exit => end(app),
        _ => {}
    });
    Ok(())
}

/// Closes what is open. A start that another window took over has opened nothing.
fn end(app: &AppHandle) {
    tauri::async_runtime::block_on(async {
        app.state::<SecondStarts>().stop().await;
        app.state::<OpenLibrary>().close().await;
    });
    if let Some(mark) = app.try_state::<RunningMark>() {
        mark.lift();
    }
}

/// Where the window was, but neither hidden nor without its frame: there would be no way back.
fn remembered_of_the_window() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}
