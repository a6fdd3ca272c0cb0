//! The log: standard error and a file a day, a week of them. Panics go there too.

use std::backtrace::Backtrace;
use std::error::Error;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// How many days are kept.
const DAYS: usize = 7;

/// Libraries of others tell every step at `info`: the audio decoder a line for each take.
const USUAL: &str = "warn,segue_shell=info,segue_core=info";

/// Where the log is.
pub(crate) struct LogFolder(pub(crate) PathBuf);

/// Starts the log. `SEGUE_LOG` says how much of it, as `tracing_subscriber::EnvFilter` reads it.
///
/// A folder that can't be written to leaves standard error, and a line there that says so.
pub(crate) fn start(folder: &Path) {
    let filter = || EnvFilter::try_from_env("SEGUE_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let terminal = fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_filter(filter());
    let (file, trouble) = match daily_file(folder) {
        Ok(file) => (
            Some(
                fmt::layer()
                    .with_writer(file)
                    .with_ansi(false)
                    .with_filter(filter()),
            ),
            None,
        ),
        Err(error) => (None, Some(error)),
    };
    if tracing_subscriber::registry()
        .with(terminal)
        .with(file)
        .try_init()
        .is_err()
    {
        return; // Somebody else's log is running already, in a test for one.
    }
    if let Some(error) = trouble {
        tracing::warn!(folder = %folder.display(), "no log file: {error}");
    }
    log_panics();
}

fn daily_file(folder: &Path) -> Result<RollingFileAppender, Box<dyn Error>> {
    // Or the appender, which looks for old files first, complains at the very first start.
    std::fs::create_dir_all(folder)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("segue")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)?;
    Ok(file)
}

fn log_panics() {
    std::panic::set_hook(Box::new(
        |panic| tracing::error!(backtrace = %Backtrace::capture(), "{panic}"),
    ));
}
