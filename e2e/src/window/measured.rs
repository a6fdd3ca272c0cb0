//! What a bench does with a window and a person does not: other programs in Segue's place, scripts in their pages.

use std::path::Path;
use std::time::{Duration, SystemTime};

use fantoccini::error::CmdError;
use fantoccini::wd::TimeoutConfiguration;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Window, picture};
use crate::LibraryOnDisk;
use crate::again::Timed;

/// How long a script may take. Some have a page draw hundreds of frames.
const SCRIPT_PATIENCE: Duration = Duration::from_secs(120);

impl Window {
    /// Starts a program, Segue or another, as the user of a library would. Returns when it was started, too.
    pub async fn open_program(program: &Path, library: &LibraryOnDisk) -> (Self, SystemTime) {
        let Timed { starter, begun } = Timed::new(program, library);
        let window = Self::open_by(&starter, "en_US", library).await;
        let timeouts = TimeoutConfiguration::new(Some(SCRIPT_PATIENCE), None, None);
        let patient = window.page.update_timeouts(timeouts).await;
        patient.expect("the driver takes a timeout");
        let begun = std::fs::read_to_string(begun).expect("the starter notes the time");
        let nanoseconds = begun.trim().parse().expect("nanoseconds of an epoch");
        (window, SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds))
    }

    /// Runs a script in the page, and returns what it returns.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.page.execute(script, arguments).await;
        told(script, answer)
    }

    /// Runs a script in the page, and returns what it calls its last argument with.
    pub async fn ask_later<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.page.execute_async(script, arguments).await;
        told(script, answer)
    }

    /// The driver's process: the program and its web processes are below it.
    pub fn driver(&self) -> u32 {
        self.driver.process()
    }
}

fn told<T: DeserializeOwned>(script: &str, answer: Result<Value, CmdError>) -> T {
    let told = answer.map(serde_json::from_value);
    if let Ok(Ok(told)) = told {
        return told;
    }
    let (start, _) = script.split_at(script.floor_char_boundary(200));
    panic!(
        "a page answers {:?}; the display: {}; the script: {start}",
        told.map(|parsed| parsed.err()),
        picture::of_display()
    );
}
