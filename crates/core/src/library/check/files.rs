//! The names in the media and trash folders against the rows of the media table.

use std::collections::HashSet;
use std::sync::Arc;

use crate::media::path::StoredPath;
use crate::media::store::Store;
use crate::model::Location;
use crate::storage::media::FileRow;
use crate::work::{Stage, Work};
use crate::{Error, Result, Task};

/// What systems and file managers leave in folders by themselves.
const NOT_OURS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The names in the two folders.
pub(in crate::library) struct Disk {
    media: HashSet<String>,
    trash: HashSet<String>,
}

/// What a comparison of rows and names found.
#[derive(Default)]
pub(in crate::library) struct FileFindings {
    /// Paths that no row knows.
    pub(in crate::library) orphans: Vec<String>,
    /// Rows whose file is in neither place.
    pub(in crate::library) missing: Vec<FileRow>,
    /// Rows whose file is there, but not where it belongs or is said to be; with the place that it was found in.
    pub(in crate::library) misplaced: Vec<(FileRow, Location)>,
    /// Rows whose path is none that may be followed.
    pub(in crate::library) refused: Vec<FileRow>,
}

impl Disk {
    /// Reads the two folders.
    pub(in crate::library) async fn list(store: &Arc<Store>) -> Result<Self> {
        let store = Arc::clone(store);
        let root = store.root_path().to_owned();
        let read = tokio::task::spawn_blocking(move || -> std::io::Result<Self> {
            let names = |place| Ok::<_, std::io::Error>(store.list(place)?.into_iter().collect());
            Ok(Self {
                media: names(Location::Media)?,
                trash: names(Location::Trash)?,
            })
        });
        read.await
            .unwrap_or_else(|error| Err(std::io::Error::other(error)))
            .map_err(|source| Error::file(Task::ReadLibraryFolders, root, source))
    }

    /// Compares them with the rows, both ways.
    pub(in crate::library) fn compare(&self, rows: &[FileRow], work: &Work) -> Result<FileFindings> {
        let mut found = FileFindings::default();
        let mut known: HashSet<String> = HashSet::new();
        for (nth, row) in rows.iter().enumerate() {
            work.tell(Stage::ComparingFiles, nth, rows.len());
            work.require_wanted()?;
            let is_lost = matches!(row.location, Location::Missing | Location::Refused);
            // Told when its segment went, and no live segment lacks it: that is over.
            let told = is_lost && row.wanted != Location::Media;
            let Some(path) = StoredPath::parse(&row.path) else {
                found.refused.extend((!told).then(|| row.clone()));
                continue;
            };
            let (in_media, in_trash) = (row.path.clone(), format!("trash/{}", path.trash_name(row.id)));
            match (self.place(&in_media, &in_trash, row.wanted), row.wanted) {
                (None, Location::Purged) => {}
                (None, _) => found.missing.extend((!told).then(|| row.clone())),
                // It came back after it was given up.
                (Some(place), _) if is_lost => found.misplaced.push((row.clone(), place)),
                (Some(place), wanted) if place == wanted || row.problem.is_some() => {}
                (Some(place), _) => found.misplaced.push((row.clone(), place)),
            }
            known.extend([in_media, in_trash]);
        }
        found.orphans = self.paths().filter(|path| !known.contains(path)).collect();
        found.orphans.sort_unstable();
        Ok(found)
    }

    /// Returns where a file is; of two, the one where it does not belong, since that is the one to look at.
    fn place(&self, in_media: &str, in_trash: &str, wanted: Location) -> Option<Location> {
        match (self.holds(in_media), self.holds(in_trash)) {
            (false, false) => None,
            (true, false) => Some(Location::Media),
            (false, true) => Some(Location::Trash),
            (true, true) if wanted == Location::Media => Some(Location::Trash),
            (true, true) => Some(Location::Media),
        }
    }

    fn holds(&self, path: &str) -> bool {
        match path.split_once('/') {
            Some(("media", name)) => self.media.contains(name),
            Some(("trash", name)) => self.trash.contains(name),
            _ => false,
        }
    }

    fn paths(&self) -> impl Iterator<Item = String> {
        let ours = |name: &&String| !NOT_OURS.contains(&name.as_str());
        let media = self.media.iter().filter(ours).map(|name| format!("media/{name}"));
        let trash = self.trash.iter().filter(ours).map(|name| format!("trash/{name}"));
        media.chain(trash)
    }
}
