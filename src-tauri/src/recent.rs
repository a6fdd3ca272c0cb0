//! The libraries that were open before, as the page and the menu offer them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use segue_core::Library;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};
use ts_rs::TS;

use crate::places::in_words;

/// How long the looking may take. A server that is away lets nobody look for minutes, and the page waits for the answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// A library that was open before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct RecentLibrary {
    /// The library's folder, as people write it.
    pub(crate) path: String,
    /// The folder's own name.
    pub(crate) name: String,
    /// There is no library any more, or its disk is not there. It stays in the list: disks come back.
    pub(crate) gone: bool,
}

/// Looks which libraries of somebody with this home are still there. One that can't be looked at in time counts as there: opening
/// it will tell.
pub(crate) async fn look(folders: Vec<PathBuf>, home: Option<&Path>) -> Vec<RecentLibrary> {
    let deadline = Instant::now() + PATIENCE;
    let looks: Vec<_> = folders
        .into_iter()
        .map(|folder| {
            let place = folder.clone();
            let look = tauri::async_runtime::spawn_blocking(move || Library::is_in(&place));
            (folder, look)
        })
        .collect();
    let mut libraries = Vec::with_capacity(looks.len());
    for (folder, look) in looks {
        let is_there = timeout_at(deadline, look).await;
        libraries.push(RecentLibrary {
            path: in_words(&folder, home),
            name: name_of(&folder),
            gone: matches!(is_there, Ok(Ok(false))),
        });
    }
    libraries
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_gone_is_told_and_stays_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let (fables, gone) = (folder.path().join("Fables"), folder.path().join("Gone"));
        Library::create(&fables).await.unwrap().close().await.unwrap();
        let looked = look(vec![gone.clone(), fables.clone()], None).await;
        let expected = [(&gone, "Gone", true), (&fables, "Fables", false)];
        assert_eq!(
            looked,
            expected.map(|(path, name, gone)| RecentLibrary {
                path: path.display().to_string(),
                name: name.to_owned(),
                gone,
            })
        );
    }
}
