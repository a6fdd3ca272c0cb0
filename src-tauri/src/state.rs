//! The library that the window works on. One at a time; commands meet it through [`OpenLibrary`].

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use segue_core::model::{LibraryInfo, Outcome};
use segue_core::ops::Op;
use segue_core::{Error, Library, Refusal, Result, WireError, Work};
use tokio::sync::RwLock;

use crate::error::{Answer, refused};

/// The open library, or why there is none.
#[derive(Default)]
pub(crate) struct OpenLibrary {
    // Held for writing while a library is being opened: whoever asks meanwhile waits for the result.
    standing: Arc<RwLock<Standing>>,
}

#[derive(Default)]
struct Standing {
    open: Option<Arc<Library>>,
    /// The last that did not open, unless another has been opened since.
    failed: Option<Failed>,
}

struct Failed {
    /// Where it is, as far as that is known.
    folder: Option<PathBuf>,
    error: WireError,
}

impl Standing {
    fn of(library: Library) -> Self {
        Self {
            open: Some(Arc::new(library)),
            failed: None,
        }
    }

    /// Returns the folder that the window is about: of the library that did not open, or else of the one that is.
    fn folder(&self) -> Result<PathBuf> {
        let of_failed = self.failed.as_ref().and_then(|failed| failed.folder.clone());
        let of_open = || {
            self.open
                .as_ref()
                .map(|library| PathBuf::from(&library.info().path))
        };
        of_failed.or_else(of_open).ok_or_else(none_open)
    }
}

fn none_open() -> Error {
    Error::invalid(Refusal::NoLibraryOpen)
}

impl OpenLibrary {
    /// Opens the first library beside the start of the window. Every command waits until that is done.
    pub(crate) fn open_in_background(
        &self,
        opening: impl Future<Output = (Option<PathBuf>, Result<Library>)> + Send + 'static,
    ) {
        let standing = Arc::clone(&self.standing);
        // Taken here rather than in the task, or the page's first question could come before it.
        let already_held = Arc::clone(&self.standing).try_write_owned();
        tauri::async_runtime::spawn(async move {
            let mut standing = match already_held {
                Ok(held) => held,
                Err(_) => standing.write_owned().await,
            };
            *standing = match opening.await {
                (_, Ok(library)) => Standing::of(library),
                (folder, Err(error)) => Standing {
                    open: None,
                    failed: Some(Failed {
                        folder,
                        error: refused("open at start")(error),
                    }),
                },
            };
        });
    }

    /// Returns what the open library is; `None` when none is open.
    ///
    /// # Errors
    /// Why the library could not be opened at the start.
    pub(crate) async fn info(&self) -> Answer<Option<LibraryInfo>> {
        let standing = self.standing.read().await;
        match (&standing.open, &standing.failed) {
            (Some(library), _) => Ok(Some(library.info().clone())),
            (None, Some(failed)) => Err(failed.error.clone()),
            (None, None) => Ok(None),
        }
    }

    /// Opens another library in place of the open one, which stays when that fails.
    ///
    /// `folder` is where `opening` looks: a library that is open already is not opened twice.
    pub(crate) async fn switch_to(
        &self,
        folder: &Path,
        opening: impl Future<Output = Result<Library>>,
    ) -> Result<LibraryInfo> {
        let mut standing = self.standing.write().await;
        if let Some(library) = &standing.open
            && same_folder(Path::new(&library.info().path), folder)
        {
            return Ok(library.info().clone());
        }
        let opened = opening.await;
        replace(&mut standing, folder, opened).await
    }

    /// Opens the library that the window is about anew, by `opening`. If that fails, one that was open is opened again
    /// as it was; it is tried once.
    pub(crate) async fn open_anew<F: Future<Output = Result<Library>>>(
        &self,
        opening: impl FnOnce(PathBuf) -> F,
    ) -> Result<LibraryInfo> {
        let mut standing = self.standing.write().await;
        let folder = standing.folder()?;
        let was_open = standing
            .open
            .take_if(|library| same_folder(Path::new(&library.info().path), &folder));
        if let Some(library) = &was_open {
            close(library).await;
        }
        let opened = opening(folder.clone()).await;
        if opened.is_err()
            && was_open.is_some()
            && let Ok(library) = Library::open(&folder).await
        {
            standing.open = Some(Arc::new(library));
        }
        replace(&mut standing, &folder, opened).await
    }

    /// Returns the folder that the window is about.
    ///
    /// # Errors
    /// `Invalid` when no library is open and none failed to.
    pub(crate) async fn folder(&self) -> Result<PathBuf> {
        self.standing.read().await.folder()
    }

    /// Returns the open library, if it is the one in a folder.
    pub(crate) async fn open_in(&self, folder: &Path) -> Option<Arc<Library>> {
        let standing = self.standing.read().await;
        let is_there = |library: &&Arc<Library>| same_folder(Path::new(&library.info().path), folder);
        standing.open.as_ref().filter(is_there).cloned()
    }

    /// Lets the library that did not open be: the window is about the open one again.
    pub(crate) async fn forget_failed(&self) {
        let mut standing = self.standing.write().await;
        if standing.open.is_some() {
            standing.failed = None;
        }
    }

    /// Closes the library. Does nothing when none is open.
    pub(crate) async fn close(&self) {
        if let Some(library) = std::mem::take(&mut *self.standing.write().await).open {
            close(&library).await;
        }
    }

    /// Returns the open library, waiting for one that is being opened.
    ///
    /// # Errors
    /// `Invalid` when none is open.
    pub(crate) async fn library(&self) -> Result<Arc<Library>> {
        self.standing.read().await.open.clone().ok_or_else(none_open)
    }

    /// Runs a change on the open library.
    pub(crate) async fn run<O: Op>(&self, command: &'static str, op: O) -> Answer<Outcome<O::Value>> {
        self.with(command, async |library| library.run(op).await).await
    }

    /// Runs a change that may take long on the open library.
    pub(crate) async fn run_watched<O: Op>(
        &self,
        command: &'static str,
        op: O,
        work: &Work,
    ) -> Answer<Outcome<O::Value>> {
        self.with(command, async |library| library.watched(work).run(op).await)
            .await
    }

    /// Asks the open library something.
    pub(crate) async fn with<T>(
        &self,
        command: &'static str,
        ask: impl AsyncFnOnce(Arc<Library>) -> Result<T>,
    ) -> Answer<T> {
        let asked = async { ask(self.library().await?).await };
        asked.await.map_err(refused(command))
    }
}

/// Puts a library that was opened in place of the one before, or remembers what did not open.
async fn replace(standing: &mut Standing, folder: &Path, opened: Result<Library>) -> Result<LibraryInfo> {
    match opened {
        Ok(library) => {
            let info = library.info().clone();
            if let Some(previous) = std::mem::replace(standing, Standing::of(library)).open {
                close(&previous).await;
            }
            Ok(info)
        }
        Err(error) => {
            standing.failed = Some(Failed {
                folder: Some(folder.to_owned()),
                error: error.to_wire(),
            });
            Err(error)
        }
    }
}

async fn close(library: &Library) {
    if let Err(error) = library.close().await {
        tracing::error!(
            path = library.info().path,
            "the library did not close cleanly: {error}"
        );
    }
}

fn same_folder(one: &Path, other: &Path) -> bool {
    let resolved = |folder: &Path| folder.canonicalize().unwrap_or_else(|_| PathBuf::from(folder));
    resolved(one) == resolved(other)
}

#[cfg(test)]
mod tests {
    use segue_core::ErrorCode;
    use segue_core::model::ProjectId;
    use segue_core::ops::{CreateProject, RenameProject};
    use tokio::sync::oneshot;

    use super::*;

    async fn opened(folder: &Path) -> OpenLibrary {
        let open = OpenLibrary::default();
        open.switch_to(folder, Library::create(folder)).await.unwrap();
        open
    }

    #[tokio::test]
    async fn whoever_asks_while_the_library_opens_waits_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library");
        let (open, (go, gone)) = (OpenLibrary::default(), oneshot::channel());
        open.open_in_background(async move {
            gone.await.unwrap();
            (None, Library::create(&path).await)
        });
        let (info, ()) = tokio::join!(open.info(), async { go.send(()).unwrap() });
        assert_eq!(info.unwrap().unwrap().name, "library");
        open.close().await;
        assert_eq!(open.info().await, Ok(None));
    }

    #[tokio::test]
    async fn a_library_that_did_not_open_at_the_start_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nothing here");
        let open = OpenLibrary::default();
        open.open_in_background(async move { (Some(path.clone()), Library::open(&path).await) });
        assert!(open.info().await.unwrap_err().message.len() > 10);
        let refused = open
            .run(
                "rename_project",
                RenameProject {
                    id: ProjectId(1),
                    title: "Fox".into(),
                },
            )
            .await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::Invalid);
    }

    #[tokio::test]
    async fn another_library_takes_the_place_of_the_open_one() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        let open = opened(&first).await;
        open.run("create_project", CreateProject { title: "Fox".into() })
            .await
            .unwrap();
        open.switch_to(&second, Library::create(&second)).await.unwrap();
        let projects = open
            .with("list_projects", async |library| library.projects().await)
            .await;
        assert!(projects.unwrap().is_empty());
        // The first is closed, or its lock would refuse this.
        open.switch_to(&first, Library::open(&first)).await.unwrap();
        let projects = open
            .with("list_projects", async |library| library.projects().await)
            .await;
        assert_eq!(projects.unwrap()[0].title, "Fox");
    }

    #[tokio::test]
    async fn a_library_that_does_not_open_leaves_the_open_one() {
        let folder = tempfile::tempdir().unwrap();
        let (first, nothing) = (folder.path().join("first"), folder.path().join("nothing here"));
        let open = opened(&first).await;
        assert!(open.switch_to(&nothing, Library::open(&nothing)).await.is_err());
        assert_eq!(open.info().await.unwrap().unwrap().name, "first");
        open.run("create_project", CreateProject { title: "Fox".into() })
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn the_open_library_is_not_opened_twice() {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        let open = opened(&first).await;
        let again = first.join(".");
        assert_eq!(
            open.switch_to(&again, Library::open(&again)).await.unwrap().name,
            "first"
        );
    }

    /// Takes away all of a file's content.
    fn spoil(file: &Path) {
        let file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
        file.set_len(0).unwrap();
    }

    #[tokio::test]
    async fn what_did_not_open_can_be_restored_while_another_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        let open = opened(&second).await;
        let backup = open
            .with("back_up", async |library| library.back_up().await)
            .await
            .unwrap();
        open.switch_to(&first, Library::create(&first)).await.unwrap();
        spoil(&second.join("library.db"));
        assert!(open.switch_to(&second, Library::open(&second)).await.is_err());
        assert_eq!(open.info().await.unwrap().unwrap().name, "first");
        let restoring =
            async |folder: PathBuf| Library::restore_backup(&folder, &backup.name, &Work::unwatched()).await;
        let info = open.open_anew(restoring).await.unwrap();
        assert_eq!(info.name, "second");
        // The first is closed, or its lock would refuse this.
        Library::open(&first).await.unwrap();
    }

    #[tokio::test]
    async fn a_restore_that_fails_leaves_the_library_open_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let open = opened(&folder.path().join("first")).await;
        let restoring = async |folder: PathBuf| {
            Library::restore_backup(&folder, "none by that name", &Work::unwatched()).await
        };
        assert!(open.open_anew(restoring).await.is_err());
        open.run("create_project", CreateProject { title: "Fox".into() })
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_refused_change_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let open = opened(&folder.path().join("first")).await;
        let refused = open
            .run("create_project", CreateProject { title: "  ".into() })
            .await
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::Invalid);
    }
}
