//! How far a command is, on a terminal; and Ctrl+C, which cancels it.

use std::convert::Infallible;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use segue_core::{Progress, Stage, Work};
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use tokio::sync::watch;

use crate::print::Form;

/// What most commands take less than: they show nothing.
const QUICK: Duration = Duration::from_millis(400);
/// What shells say of a program that Ctrl+C ended: 128 and the signal's number.
pub(crate) const INTERRUPTED: u8 = 130;
const TOO_LATE: &str = "Too late to cancel: it goes to its end. Ctrl+C once more stops it where it stands.";
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// The command's work, what it tells of itself, and whether it is to stop.
pub(crate) struct Watch {
    pub(crate) work: Work,
    told: watch::Receiver<Option<Progress>>,
    interrupted: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to heed Ctrl+C. The second time the program stops where it stands, and the next open finishes what is
    /// left.
    pub(crate) fn new() -> Self {
        let (tell, told) = watch::channel(None);
        let work = Work::watched(move |progress| {
            tell.send_replace(Some(progress));
        });
        let interrupted = Arc::new(AtomicBool::new(false));
        // In this order: the first time, the flag is not yet set when it is looked at.
        let heeded =
            flag::register_conditional_shutdown(SIGINT, INTERRUPTED.into(), Arc::clone(&interrupted))
                .and_then(|_| flag::register(SIGINT, Arc::clone(&interrupted)));
        if let Err(error) = heeded {
            tracing::debug!(%error, "Ctrl+C ends the program at once");
        }
        Self {
            work,
            told,
            interrupted,
        }
    }

    /// Cancels the work at Ctrl+C, and shows on standard error how far it is, where that is a terminal and nobody asked
    /// for JSON. Never ends.
    pub(crate) async fn attend(&self, form: Form) -> Infallible {
        let (begun, mut bar, mut is_heard) = (Instant::now(), None, false);
        loop {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            if !is_heard && self.interrupted.load(Ordering::Relaxed) {
                is_heard = true;
                self.cancel();
            }
            let progress = *self.told.borrow();
            if let (Some(progress), Form::Text, true) = (progress, form, begun.elapsed() > QUICK) {
                bar.get_or_insert_with(Bar::new).draw(progress);
            }
        }
    }

    fn cancel(&self) {
        if !self.work.cancel() {
            // When standard error is gone, there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{TOO_LATE}");
        }
    }
}

/// A line on the terminal, gone when dropped.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()))
    }

    fn draw(&self, progress: Progress) {
        self.0.set_style(if progress.total > 0 {
            counted()
        } else {
            ProgressStyle::default_spinner()
        });
        self.0.set_message(words(progress.stage));
        self.0.set_length(progress.total.unsigned_abs());
        self.0.set_position(progress.done.unsigned_abs());
        self.0.tick();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn counted() -> ProgressStyle {
    // The template is a constant; the plain style would do.
    ProgressStyle::with_template("{msg}: {human_pos} of {human_len} {wide_bar}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "Waiting for other work",
        Stage::CopyingFiles => "Copying files",
        Stage::Saving => "Saving",
        Stage::MovingFiles => "Moving files",
        Stage::ErasingFiles => "Unlinking files",
        Stage::ComparingFiles => "Comparing files",
        Stage::CheckingDatabase => "Checking the database",
        Stage::LookingAtFiles => "Looking at files",
        Stage::SavingSegments => "Saving segments",
        Stage::RestoringDatabase => "Restoring the database",
    }
}
