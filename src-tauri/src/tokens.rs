//! Files that a person chose in a dialog of ours or dropped on the window. The page gets a token for the paths and never
//! names a path itself.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use segue_core::{Error, Refusal, Result};
use serde::Serialize;
use ts_rs::TS;

/// How many choices wait to be used. The oldest goes first: nobody comes back to the 65th dialog before.
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

/// Several files that a person chose or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ManyFiles {
    /// Stands for their paths. Works once.
    pub(crate) token: String,
    /// How many there are.
    pub(crate) count: u32,
}

/// The chosen files that have not been used yet.
#[derive(Debug, Default)]
pub(crate) struct ChosenFiles {
    waiting: Mutex<VecDeque<(String, Vec<PathBuf>)>>,
}

impl ChosenFiles {
    /// Keeps the path and returns what stands for it.
    pub(crate) fn keep(&self, path: PathBuf) -> ChosenFile {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let token = self.keep_all(vec![path]).token;
        ChosenFile { token, name }
    }

    /// Keeps the paths and returns what stands for all of them.
    pub(crate) fn keep_all(&self, paths: Vec<PathBuf>) -> ManyFiles {
        let count = u32::try_from(paths.len()).unwrap_or(u32::MAX);
        // Random, so that a token can't be made up for a file chosen for something else.
        let token = format!("{:032x}", rand::random::<u128>());
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == KEPT {
            waiting.pop_front();
        }
        waiting.push_back((token.clone(), paths));
        ManyFiles { token, count }
    }

    /// Returns the path that a token stands for, and forgets both.
    ///
    /// # Errors
    /// `Invalid` when there is no such token: made up, used before, too old, or for several files.
    pub(crate) fn take(&self, token: &str) -> Result<PathBuf> {
        let [path] = <[PathBuf; 1]>::try_from(self.take_all(token)?)
            .map_err(|_| Error::invalid(Refusal::ChoiceForgotten))?;
        Ok(path)
    }

    /// Returns the paths that a token stands for, and forgets them.
    ///
    /// # Errors
    /// `Invalid` when there is no such token: made up, used before, or too old.
    pub(crate) fn take_all(&self, token: &str) -> Result<Vec<PathBuf>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let place = waiting.iter().position(|(kept, _)| kept == token);
        place
            .and_then(|place| waiting.remove(place))
            .map(|(_, paths)| paths)
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
    fn a_token_for_several_files_is_for_those_who_take_several() {
        let files = ChosenFiles::default();
        let paths = vec![
            PathBuf::from("/pictures/fox.png"),
            PathBuf::from("/takes/fox.wav"),
        ];
        let ManyFiles { token, count } = files.keep_all(paths.clone());
        assert_eq!(count, 2);
        assert_eq!(files.take_all(&token).unwrap(), paths);
        assert!(files.take_all(&token).is_err(), "it works once");
        let token = files.keep_all(paths).token;
        assert!(files.take(&token).is_err());
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
