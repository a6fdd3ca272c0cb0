mod many;

use std::path::{Path, PathBuf};

use segue_core::Library;
use segue_core::format::{Story, StorySegment};
use segue_core::model::SegmentId;
use segue_core::ops::ImportStory;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Executor};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::driver::built;
use crate::until;

/// Longest side of the thumbnails that the timeline asks for, in pixels.
const CLIP_SIDE: u32 = 320;

/// A library in a folder of its own, looked at from beside the program: through a second connection to its database,
/// and on disk.
pub struct LibraryOnDisk {
    folder: TempDir,
}

/// A segment's row, and where its media files belong while it lives.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// 0-based place.
    pub sequence_index: i64,
    /// The narration.
    pub text: String,
    /// Path of the image, relative to the library.
    pub image: Option<String>,
    /// Path of the take, relative to the library.
    pub audio: Option<String>,
}

impl LibraryOnDisk {
    /// Makes an empty library.
    pub async fn empty() -> Self {
        let made = Self::in_new_folder();
        let library = Library::create(&made.path()).await.expect("a new library");
        library.close().await.expect("the library closes");
        made
    }

    /// Makes a library that holds the sample story.
    pub async fn with_sample() -> Self {
        static SAMPLE: OnceCell<PathBuf> = OnceCell::const_new();
        let sample = SAMPLE.get_or_init(import_sample).await;
        let made = Self::in_new_folder();
        copy(sample, &made.path()).expect("the library's folder is copied");
        made
    }

    /// Makes a library that holds a story of so many segments without media.
    pub async fn with_segments(segments: usize) -> Self {
        let made = Self::in_new_folder();
        let library = Library::create(&made.path()).await.expect("a new library");
        let lines: Vec<String> = (1..=segments)
            .map(|n| format!("Line {n} of a long story."))
            .collect();
        let import = story("A long story", lines);
        library.run(import).await.expect("the story comes in");
        library.close().await.expect("the library closes");
        made
    }

    /// Makes a library with one story of so many segments, each with an image and a take: of its own, unless it is one
    /// of the later of very many.
    pub async fn with_many(segments: usize) -> Self {
        let made = Self::with_sample().await;
        many::fill(&made, segments).await;
        made
    }

    /// The thumbnail of a segment's image as the timeline asks for it: a file's content.
    pub async fn thumbnail_of(&self, row: &Row) -> Vec<u8> {
        let library = Library::open(&self.path()).await.expect("the library opens");
        let segment = library.segment(SegmentId(row.id)).await.expect("the segment");
        let image = segment.image.expect("has an image").id;
        let thumbnail = library.thumbnail(image, CLIP_SIDE).await;
        library.close().await.expect("the library closes");
        thumbnail.expect("a thumbnail")
    }

    /// Adds a story without media, one segment a text.
    pub async fn add_story(&self, title: &str, texts: &[&str]) {
        let library = Library::open(&self.path()).await.expect("the library opens");
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        let added = library.run(story(title, texts)).await;
        added.expect("the story comes in");
        library.close().await.expect("the library closes");
    }

    fn in_new_folder() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("home")).expect("a home for the program");
        Self { folder }
    }

    /// The library's folder: where the program makes one by itself.
    pub fn path(&self) -> PathBuf {
        self.home().join("Documents/Segue/Stories")
    }

    /// Where the program keeps what is the user's: settings, window size, logs. Stays from one start to the next.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Sets the theme that the program will start with: `light` or `dark`.
    pub fn set_theme(&self, theme: &str) {
        self.keep_settings(&serde_json::json!({ "settings": { "theme": theme } }));
    }

    /// Has the program know another library as one that was open before.
    pub fn remember(&self, other: &Self) {
        self.keep_settings(&serde_json::json!({ "recent_libraries": [other.path()] }));
    }

    fn keep_settings(&self, settings: &serde_json::Value) {
        let folder = self.home().join("config/org.segue.editor");
        std::fs::create_dir_all(&folder).expect("a folder for the settings");
        std::fs::write(folder.join("settings.json"), settings.to_string()).expect("the settings are kept");
    }

    /// Every segment, by sequence index, straight from the database.
    pub async fn rows(&self) -> Vec<Row> {
        const ROWS: &str = "SELECT segment.id, sequence_index, text, image.path AS image, audio.path AS audio
             FROM segment
             LEFT JOIN media AS image ON image.id = image_id
             LEFT JOIN media AS audio ON audio.id = audio_id
             ORDER BY project_id, sequence_index";
        let mut database = self.connect(true).await;
        let rows = sqlx::query_as(ROWS)
            .fetch_all(&mut database)
            .await
            .expect("the segments' rows");
        database.close().await.expect("the connection closes");
        rows
    }

    /// The titles of all projects.
    pub async fn projects(&self) -> Vec<String> {
        let mut database = self.connect(true).await;
        let titles = sqlx::query_scalar("SELECT title FROM project ORDER BY id")
            .fetch_all(&mut database)
            .await
            .expect("the projects' titles");
        database.close().await.expect("the connection closes");
        titles
    }

    /// The sequence indexes in use, in order.
    pub async fn indexes(&self) -> Vec<i64> {
        self.rows().await.iter().map(|row| row.sequence_index).collect()
    }

    /// Waits until the library has exactly the segments whose rows these are, in their places.
    pub async fn holds(&self, rows: &[Row]) {
        until("the database holds the expected rows", async || {
            (self.rows().await == rows).then_some(())
        })
        .await;
    }

    /// Waits until the segments say exactly this, story by story, by sequence index, and returns their rows.
    pub async fn reads(&self, texts: &[&str]) -> Vec<Row> {
        until(&format!("the database holds the texts {texts:?}"), async || {
            let rows = self.rows().await;
            rows.iter().map(|row| &row.text).eq(texts).then_some(rows)
        })
        .await
    }

    /// How many bytes of images and of takes the database knows in the trash.
    pub async fn sizes_in_trash(&self) -> [i64; 2] {
        const SIZES: &str = "SELECT coalesce(sum(bytes) FILTER (WHERE kind = 'image'), 0),
                 coalesce(sum(bytes) FILTER (WHERE kind = 'audio'), 0)
             FROM media WHERE wanted = 'trash'";
        let mut database = self.connect(true).await;
        let (images, takes) = sqlx::query_as(SIZES)
            .fetch_one(&mut database)
            .await
            .expect("the sizes of what is in the trash");
        database.close().await.expect("the connection closes");
        [images, takes]
    }

    /// A connection of our own that may write, to get in the program's way.
    pub async fn interfere(&self) -> SqliteConnection {
        self.connect(false).await
    }

    /// Deletes a segment's row behind the program's back.
    pub async fn snatch(&self, row: &Row) {
        let mut database = self.interfere().await;
        let delete = sqlx::query("DELETE FROM segment WHERE id = ?").bind(row.id);
        database.execute(delete).await.expect("the row goes");
        database.close().await.expect("the connection closes");
    }

    async fn connect(&self, read_only: bool) -> SqliteConnection {
        SqliteConnectOptions::new()
            .filename(self.path().join("library.db"))
            .read_only(read_only)
            .connect()
            .await
            .expect("a second connection to the database")
    }

    /// Whether the image and the take of a segment are in the media folder.
    ///
    /// # Panics
    /// When only one of them is, or when the segment lacks one.
    pub fn has_media_of(&self, row: &Row) -> bool {
        let [image, take] = self.files_of(row);
        assert_eq!(image, take, "one file went without the other: {row:?}");
        image
    }

    /// Waits until the image and the take of a segment are in the media folder: files follow the commit that a reader of the
    /// database sees at once.
    pub async fn has_again_media_of(&self, row: &Row) {
        until("image and take come back", async || {
            self.files_of(row).into_iter().all(|there| there).then_some(())
        })
        .await;
    }

    /// Waits until neither the image nor the take of a segment is in the media folder.
    pub async fn has_lost_media_of(&self, row: &Row) {
        until("image and take leave", async || {
            self.files_of(row).into_iter().all(|there| !there).then_some(())
        })
        .await;
    }

    /// Whether the image of a segment is in the media folder, and whether its take is.
    fn files_of(&self, row: &Row) -> [bool; 2] {
        let is_there = |path: &Option<String>| self.path().join(path.as_ref().expect("has media")).is_file();
        [is_there(&row.image), is_there(&row.audio)]
    }

    /// The content of a segment's image and take.
    ///
    /// # Panics
    /// When one is not in the media folder.
    pub fn media_of(&self, row: &Row) -> [Vec<u8>; 2] {
        [&row.image, &row.audio].map(|path| {
            let path = self.path().join(path.as_ref().expect("has media"));
            std::fs::read(path).expect("the file is there")
        })
    }

    /// Writes over the beginning of the database, as a failing disk may. Nobody has the library open.
    pub fn damage(&self) {
        let database = self.path().join("library.db");
        let mut bytes = std::fs::read(&database).expect("the database");
        bytes.iter_mut().take(20_000).for_each(|byte| *byte ^= 0x5a);
        std::fs::write(&database, bytes).expect("the database is spoilt");
    }

    /// How many files lie in one of the library's folders, those in folders below it included.
    pub fn files_in(&self, folder: &str) -> usize {
        count(&self.path().join(folder))
    }
}

fn count(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .map(|path| if path.is_dir() { count(&path) } else { 1 })
        .sum()
}

/// A story without media, one segment a text, to be brought in.
fn story(title: &str, texts: Vec<String>) -> ImportStory {
    let segments = texts.into_iter().map(|text| StorySegment {
        text,
        image_prompt: String::new(),
        ..StorySegment::default()
    });
    ImportStory {
        story: Story {
            title: Some(title.to_owned()),
            segments: segments.collect(),
        },
        title: None,
        media: Vec::new(),
    }
}

/// Makes the library that this run's tests copy. Importing the story and making its thumbnails takes seconds, so it is done once.
async fn import_sample() -> PathBuf {
    let samples = built("tmp/e2e-samples");
    std::fs::create_dir_all(&samples).expect("a folder for the libraries");
    remove_those_of_ended_runs(&samples);
    let folder = samples.join(std::process::id().to_string());
    let library = Library::create(&folder).await.expect("a new library");
    let story = segue_core::sample::story().expect("a story ships");
    let project = library.run(story).await.expect("the sample story comes in").value;
    for segment in library.segments(project).await.expect("its segments") {
        let image = segment.image.expect("an image for each").id;
        library.thumbnail(image, CLIP_SIDE).await.expect("a thumbnail");
    }
    library.close().await.expect("the library closes");
    folder
}

/// A run can't remove its own, for nothing ends after the last test; and others may be under way.
fn remove_those_of_ended_runs(samples: &Path) {
    let entries = std::fs::read_dir(samples).expect("the folder can be read");
    for run in entries.flatten() {
        if !Path::new("/proc").join(run.file_name()).exists() {
            // Another run that begins now may have been quicker.
            let _ = std::fs::remove_dir_all(run.path());
        }
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
