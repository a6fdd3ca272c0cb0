//! Files that a person chose in a dialog of ours. The window gets a token for the path and never names a path itself.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use segue_core::{Error, Refusal, Result};
use serde::Serialize;
use ts_rs::TS;

/// How many chosen files wait to be used. The oldest goes first: nobody comes back to the 65th dialog before.
const KEPT: usize = 64;

/// A file that a native dialog answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ChosenFile {
    /// Stands for the path. Works once.
    pub(crate) token: String,
    /// The file's own name.
    pub(crate) name: String,
}

/// The chosen files that have not been used yet.
#[derive(Debug, Default)]
pub(crate) struct ChosenFiles {
    waiting: Mutex<VecDeque<(String, PathBuf)>>,
}

impl ChosenFiles {
    /// Keeps the path and returns what stands for it.
    pub(crate) fn keep(&self, path: PathBuf) -> ChosenFile {
        // Random, so that a token can't be made up for a file chosen for something else.
        let token = format!("{:032x}", rand::random::<u128>());
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == KEPT {
            waiting.pop_front();
        }
        waiting.push_back((token.clone(), path));
        ChosenFile { token, name }
    }

    /// Returns the path that a token stands for, and forgets both.
    ///
    /// # Errors
    /// `Invalid` when there is no such token: made up, used before, or too old.
    pub(crate) fn take(&self, token: &str) -> Result<PathBuf> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let place = waiting.iter().position(|(kept, _)| kept == token);
        place
            .and_then(|place| waiting.remove(place))
            .map(|(_, path)| path)
            .ok_or_else(|| Error::invalid(Refusal::ChoiceForgotten))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_works_once() {
        let files = ChosenFiles::default();
        let chosen = files.keep(PathBuf::from("/pictures/fox.png"));
        assert_eq!(chosen.name, "fox.png");
        assert_eq!(
            files.take(&chosen.token).unwrap(),
            PathBuf::from("/pictures/fox.png")
        );
        assert!(files.take(&chosen.token).is_err());
    }

    #[test]
    fn a_made_up_token_is_refused() {
        let files = ChosenFiles::default();
        files.keep(PathBuf::from("/pictures/fox.png"));
        assert!(files.take("").is_err());
        assert!(files.take("../../etc/passwd").is_err());
    }

    #[test]
    fn the_oldest_goes_when_too_many_wait() {
        let files = ChosenFiles::default();
        let first = files.keep(PathBuf::from("/first"));
        let second = files.keep(PathBuf::from("/second"));
        for number in 2..=KEPT {
            files.keep(PathBuf::from(format!("/{number}")));
        }
        assert!(files.take(&first.token).is_err());
        assert!(files.take(&second.token).is_ok());
    }
}
