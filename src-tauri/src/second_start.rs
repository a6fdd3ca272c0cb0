//! One window a library: a second start on a library that a window has open sends that window on its errands, and ends.
//!
//! Who has a library is for its lock to say. Whoever has it keeps a door open that is named after the library's folder:
//! a local socket of the person's own, or a named pipe. Where nobody answers, the start goes on as a first one, and the
//! lock tells who is in the way.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use self::door::{Door, Talk};
#[cfg(unix)]
use self::unix as door;
#[cfg(windows)]
use self::windows as door;
use crate::errands::Errand;

/// Far longer than an answer takes, and not so long that a hung window keeps the second start waiting.
const PATIENCE: Duration = Duration::from_secs(3);
/// Far more than the paths that fit on a command line of Windows.
const MAX_BYTES: u64 = 256 * 1024;
/// What a window answers once it has the errands.
const TAKEN: &str = "taken\n";

/// The door of this window, open while its library is.
#[derive(Debug)]
pub(crate) struct SecondStarts {
    folder: PathBuf,
    answering: Mutex<Option<JoinHandle<()>>>,
}

impl SecondStarts {
    /// Takes the folder for the sockets of this person's windows. It is made when it is needed.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            answering: Mutex::new(None),
        }
    }

    /// Answers starts on a library from now on, and no longer those on another. The library must be open: its lock is
    /// what makes this the only one to answer.
    ///
    /// Failing to is no error: a second start is told that the library is in use.
    pub(crate) async fn listen(&self, library: &Path, heard: impl Fn(Vec<Errand>) + Send + Sync + 'static) {
        let mut answering = self.answering.lock().await;
        end(&mut answering).await;
        match Door::open(&self.door_of(library)) {
            Ok(door) => *answering = Some(tokio::spawn(answer_all(door, Arc::new(heard)))),
            Err(error) => tracing::warn!(
                library = %library.display(),
                "a second start will not find this window: {error}"
            ),
        }
    }

    /// Answers no longer.
    pub(crate) async fn stop(&self) {
        end(&mut *self.answering.lock().await).await;
    }

    /// Sends the window that has a library open on errands, and brings it to the front. Returns whether there is one.
    pub(crate) async fn hand_over(&self, library: &Path, errands: &[Errand]) -> bool {
        let handing = async { say(door::knock(&self.door_of(library)).await?, errands).await };
        match tokio::time::timeout(PATIENCE, handing).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::debug!("no window answers for this library: {error}");
                false
            }
            Err(_) => {
                tracing::warn!("the window that has this library does not answer");
                false
            }
        }
    }

    /// The same for a library however its folder is written.
    fn door_of(&self, library: &Path) -> PathBuf {
        let library = library.canonicalize().unwrap_or_else(|_| library.to_owned());
        // Differs between builds at worst, and then a second start is told that the library is in use.
        let mut hasher = DefaultHasher::new();
        library.hash(&mut hasher);
        door::place(&self.folder, &format!("{:016x}", hasher.finish()))
    }
}

/// Returns once the door is closed: it takes its file along, which must not be the next one's.
async fn end(answering: &mut Option<JoinHandle<()>>) {
    if let Some(task) = answering.take() {
        task.abort();
        let _ = task.await;
    }
}

async fn say(mut talk: Talk, errands: &[Errand]) -> io::Result<()> {
    let mut line = serde_json::to_string(errands)?;
    line.push('\n');
    talk.write_all(line.as_bytes()).await?;
    let mut answer = String::new();
    BufReader::new(talk).read_line(&mut answer).await?;
    if answer == TAKEN {
        Ok(())
    } else {
        Err(io::Error::other("it did not take the errands"))
    }
}

async fn answer_all(mut door: Door, heard: Arc<impl Fn(Vec<Errand>) + Send + Sync + 'static>) {
    loop {
        match door.next().await {
            Ok(talk) => {
                let heard = Arc::clone(&heard);
                tokio::spawn(async move {
                    match tokio::time::timeout(PATIENCE, answer(talk, &*heard)).await {
                        Ok(Ok(())) => {}
                        Ok(Err(error)) => tracing::warn!("a second start was not understood: {error}"),
                        Err(_) => tracing::warn!("a second start said nothing"),
                    }
                });
            }
            Err(error) => {
                tracing::warn!("second starts are answered no longer: {error}");
                return;
            }
        }
    }
}

async fn answer(talk: Talk, heard: &impl Fn(Vec<Errand>)) -> io::Result<()> {
    let mut talk = BufReader::new(talk);
    let mut line = String::new();
    (&mut talk).take(MAX_BYTES).read_line(&mut line).await?;
    heard(serde_json::from_str(&line)?);
    talk.write_all(TAKEN.as_bytes()).await?;
    talk.flush().await
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    struct Fixture {
        home: tempfile::TempDir,
        heard: mpsc::UnboundedReceiver<Vec<Errand>>,
        tell: mpsc::UnboundedSender<Vec<Errand>>,
    }

    impl Fixture {
        fn new() -> Self {
            let (tell, heard) = mpsc::unbounded_channel();
            Self {
                home: tempfile::tempdir().unwrap(),
                heard,
                tell,
            }
        }

        fn start(&self) -> SecondStarts {
            SecondStarts::new(self.home.path().join("sockets"))
        }

        fn library(&self, name: &str) -> PathBuf {
            let folder = self.home.path().join(name);
            std::fs::create_dir_all(&folder).unwrap();
            folder
        }

        async fn listen(&self, start: &SecondStarts, library: &Path) {
            let tell = self.tell.clone();
            start
                .listen(library, move |errands| tell.send(errands).unwrap())
                .await;
        }
    }

    #[tokio::test]
    async fn a_second_start_hands_its_errands_to_the_first() {
        let mut fixture = Fixture::new();
        let (first, second) = (fixture.start(), fixture.start());
        let library = fixture.library("fables");
        fixture.listen(&first, &library).await;
        let errands = vec![Errand::ImportStory("/stories/fox.txt".into()), Errand::NewProject];
        assert!(second.hand_over(&library.join("."), &errands).await);
        assert_eq!(fixture.heard.recv().await, Some(errands));
        assert!(
            second.hand_over(&library, &[]).await,
            "it goes on listening, and nothing to do is a call to the front"
        );
        assert_eq!(fixture.heard.recv().await, Some(vec![]));
    }

    #[tokio::test]
    async fn nobody_answers_for_another_library_or_a_window_that_left() {
        let fixture = Fixture::new();
        let (first, second) = (fixture.start(), fixture.start());
        let (fables, tales) = (fixture.library("fables"), fixture.library("tales"));
        assert!(!second.hand_over(&fables, &[]).await, "nobody has listened yet");
        fixture.listen(&first, &fables).await;
        assert!(!second.hand_over(&tales, &[]).await);
        fixture.listen(&first, &tales).await;
        assert!(!second.hand_over(&fables, &[]).await);
        fixture.listen(&first, &tales).await;
        assert!(second.hand_over(&tales, &[]).await, "listening anew is listening");
        first.stop().await;
        assert!(!second.hand_over(&tales, &[]).await);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_a_crash_left_behind_is_in_nobodys_way() {
        let fixture = Fixture::new();
        let (start, library) = (fixture.start(), fixture.library("fables"));
        let place = start.door_of(&library);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        // Bound and dropped: the file stays, as after a kill.
        drop(std::os::unix::net::UnixListener::bind(&place).unwrap());
        assert!(place.symlink_metadata().is_ok());
        assert!(!start.hand_over(&library, &[]).await);
        fixture.listen(&start, &library).await;
        assert!(fixture.start().hand_over(&library, &[]).await);
    }

    #[tokio::test]
    async fn words_that_are_no_errands_reach_nobody() {
        let mut fixture = Fixture::new();
        let (first, library) = (fixture.start(), fixture.library("fables"));
        fixture.listen(&first, &library).await;
        for words in ["\n", "[\"format_disk\"]\n", "[{\"open_library\":7}]\n"] {
            let mut talk = door::knock(&first.door_of(&library)).await.unwrap();
            talk.write_all(words.as_bytes()).await.unwrap();
            let mut answer = String::new();
            talk.read_to_string(&mut answer).await.unwrap();
            assert_eq!(answer, "", "{words}");
        }
        assert!(fixture.heard.try_recv().is_err());
        assert!(fixture.start().hand_over(&library, &[]).await);
    }
}
