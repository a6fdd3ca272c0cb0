//! The real window, as it is shipped, beside an empty one of Tauri's in the same engine.
//!
//! - `shown`: a program's window that is up, Segue's or the empty one; `stories`: libraries to show;
//! - `start`: from the start of the program to its first page, and to a `still` of it; `keys`: from a key press to the clip that is gone;
//! - `frames`: how long the frames of scrolling and zooming last, beside a `bare` page that paints the same boxes;
//! - `room`: memory, elements, the program's size.
//!
//! The page measures itself by its own clock, which ticks in milliseconds ([`measuring.ts`](../../../ui/src/lib/measuring.ts)).

pub(crate) mod bare;
pub(crate) mod frames;
pub(crate) mod keys;
mod room;
pub(crate) mod shown;
mod start;
mod still;
mod stories;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use self::stories::Stories;
use crate::table::Findings;
use crate::work::Effort;

/// The programs whose windows are measured.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    /// Segue, with its page inside.
    pub(crate) segue: PathBuf,
    /// The empty window.
    pub(crate) empty: PathBuf,
}

/// Measures all there is to the window.
pub(crate) async fn measure(effort: Effort, programs: &Programs) -> Result<Findings> {
    let stories = Stories::make(effort).await;
    let mut found = room::program(programs)?;
    crate::progress("  start");
    found += start::measure(effort, programs, &stories).await?;
    crate::progress("  memory");
    found += room::measure(programs, &stories).await?;
    crate::progress("  keys");
    found += keys::measure(effort, programs, &stories).await?;
    crate::progress("  frames");
    found += frames::measure(effort, programs, stories.longest()).await?;
    Ok(found)
}

/// A time that a page tells, in milliseconds.
pub(crate) fn time_of(milliseconds: f64) -> Duration {
    Duration::try_from_secs_f64(milliseconds / 1_000.0).unwrap_or_default()
}

/// A script's arguments: one object.
pub(crate) fn arguments(values: impl serde::Serialize) -> Result<Vec<Value>> {
    Ok(vec![
        serde_json::to_value(values).context("a script's arguments")?,
    ])
}
