//! The library that the window works on. One at a time; commands meet it through [`OpenLibrary`].

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use segue_core::model::{LibraryInfo, Outcome};
use segue_core::ops::Op;
use segue_core::{Error, Library, Result, WireError};
use tokio::sync::RwLock;

use crate::error::{Answer, refused};

/// The open library, or why there is none.
#[derive(Default)]
pub(crate) struct OpenLibrary {
    // Held for writing while a library is being opened: whoever asks meanwhile waits for the result.
    standing: Arc<RwLock<Standing>>,
}

#[derive(Default)]
enum Standing {
    #[default]
    Closed,
    Failed(WireError),
    Open(Arc<Library>),
}

impl OpenLibrary {
    /// Opens the first library beside the start of the window. Every command waits until that is done.
    pub(crate) fn open_in_background(&self, opening: impl Future<Output = Result<Library>> + Send + 'static) {
        let standing = Arc::clone(&self.standing);
        // Taken here rather than in the task, or the page's first question could come before it.
        let already_held = Arc::clone(&self.standing).try_write_owned();
        tauri::async_runtime::spawn(async move {
            let mut standing = match already_held {
                Ok(held) => held,
                Err(_) => standing.write_owned().await,
            };
            *standing = match opening.await {
                Ok(library) => Standing::Open(Arc::new(library)),
                Err(error) => Standing::Failed(refused("open at start")(error)),
            };
        });
    }

    /// Returns what the open library is; `None` when none is open.
    ///
    /// # Errors
    /// Why the library could not be opened at the start.
    pub(crate) async fn info(&self) -> Answer<Option<LibraryInfo>> {
        match &*self.standing.read().await {
            Standing::Closed => Ok(None),
            Standing::Failed(error) => Err(error.clone()),
            Standing::Open(library) => Ok(Some(library.info().clone())),
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
        if let Standing::Open(library) = &*standing
            && same_folder(Path::new(&library.info().path), folder)
        {
            return Ok(library.info().clone());
        }
        let next = opening.await?;
        let info = next.info().clone();
        if let Standing::Open(previous) = std::mem::replace(&mut *standing, Standing::Open(Arc::new(next))) {
            close(&previous).await;
        }
        Ok(info)
    }

    /// Closes the library. Does nothing when none is open.
    pub(crate) async fn close(&self) {
        if let Standing::Open(library) = std::mem::take(&mut *self.standing.write().await) {
            close(&library).await;
        }
    }

    /// Returns the open library, waiting for one that is being opened.
    ///
    /// # Errors
    /// `Invalid` when none is open.
    pub(crate) async fn library(&self) -> Result<Arc<Library>> {
        match &*self.standing.read().await {
            Standing::Open(library) => Ok(Arc::clone(library)),
            Standing::Closed | Standing::Failed(_) => {
                Err(Error::invalid("No library is open.").with_hint("Open a library first."))
            }
        }
    }

    /// Runs a change on the open library.
    pub(crate) async fn run<O: Op>(&self, command: &'static str, op: O) -> Answer<Outcome<O::Value>> {
        self.with(command, async |library| library.run(op).await).await
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
            Library::create(&path).await
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
        open.open_in_background(async move { Library::open(&path).await });
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
