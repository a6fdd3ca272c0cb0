//! `seguectl`, the second thin door on a library: for scripts, tests and the fault rig.
//!
//! It parses, asks the core, prints the answer once the library is closed again, and decides nothing itself.

mod args;
mod ask;
mod history;
mod library;
mod print;
mod progress;
mod project;
mod segment;
mod trash;

use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use segue_core::{ErrorCode, Library, Result, Work};
use tracing_subscriber::EnvFilter;

use crate::args::{Noun, Request};
use crate::print::Form;
use crate::progress::{INTERRUPTED, Watch};

#[tokio::main]
async fn main() -> ExitCode {
    let request = Request::parse();
    log_to_stderr(request.json);
    let (form, watch) = (Form::of(request.json), Watch::new());
    let answered = tokio::select! {
        never = watch.attend(form) => match never {},
        answered = answer(request, form, &watch.work) => answered,
    };
    match answered.and_then(|text| print::to_stdout(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::refusal(&error);
            match error.code() {
                ErrorCode::Cancelled => ExitCode::from(INTERRUPTED),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

async fn answer(request: Request, form: Form, work: &Work) -> Result<String> {
    let given = request.folder.unwrap_or_else(|| no_library_named());
    let folder = &Library::folder_of(&given).unwrap_or(given);
    match request.noun {
        Noun::Library(verb) => library::answer(folder, work, verb, form).await,
        Noun::Project(verb) => {
            with_library(folder, async |library| {
                project::answer(library, work, verb, form).await
            })
            .await
        }
        Noun::Segment(verb) => {
            with_library(folder, async |library| {
                segment::answer(library, work, verb, form).await
            })
            .await
        }
        Noun::Trash(verb) => {
            with_library(folder, async |library| {
                trash::answer(library, work, verb, form).await
            })
            .await
        }
        Noun::History(verb) => {
            with_library(folder, async |library| {
                history::answer(library, work, verb, form).await
            })
            .await
        }
    }
}

/// Opens the library, asks, and closes it again.
async fn with_library(folder: &Path, ask: impl AsyncFnOnce(&Library) -> Result<String>) -> Result<String> {
    let library = Library::open(folder).await?;
    let answer = ask(&library).await;
    // What was acknowledged is done whatever closing says: the next open finishes what is left.
    if let Err(error) = library.close().await {
        tracing::warn!(%error, "closing the library failed");
    }
    answer
}

fn no_library_named() -> ! {
    Request::command()
        .error(
            ErrorKind::MissingRequiredArgument,
            "name the library: -L FOLDER, or SEGUE_LIBRARY in the environment",
        )
        .exit()
}

/// With `--json` standard error is for the refusal alone, unless `RUST_LOG` asks for more.
fn log_to_stderr(json: bool) {
    let unasked = if json { "off" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(unasked));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
