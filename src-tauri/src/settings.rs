//! What a person set on this machine, for all libraries, and which libraries they had open.
//!
//! Settings belong to no library, so the core has no place for them and the shell reads and writes this one file itself.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use segue_core::{Error, Refusal, Result, Task};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;
use ts_rs::TS;

use crate::language::{Language, LanguageChoice};

/// How many libraries are remembered.
const REMEMBERED: usize = 10;

/// What the person set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export)]
pub(crate) struct Settings {
    /// What Segue speaks.
    pub(crate) language: LanguageChoice,
    /// Light, dark, or as the system has it.
    pub(crate) theme: Theme,
    /// How large text is, and with it everything.
    pub(crate) text_size: TextSize,
    /// How long segments without a take last.
    pub(crate) silence: Silence,
    /// A delete unlinks the files at once instead of moving them to the trash.
    pub(crate) erase_instead_of_trash: bool,
    /// Ask before every delete, also one that can be taken back.
    pub(crate) confirm_before_delete: bool,
    /// Whose keys actions have where the person chose none of their own.
    pub(crate) key_preset: KeyPreset,
    /// Keys that the person chose, by action. The page ignores actions and keys that it doesn't know.
    pub(crate) key_bindings: BTreeMap<String, Vec<String>>,
}

/// Whose keys actions have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum KeyPreset {
    /// Segue's own.
    #[default]
    Segue,
    /// Adobe Premiere Pro.
    Premiere,
    /// DaVinci Resolve.
    Resolve,
    /// Apple Final Cut Pro.
    FinalCut,
    /// LosslessCut.
    LosslessCut,
}

/// Size of text in percent of the usual one, from 90 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "u16", into = "u16")]
#[ts(export)]
pub(crate) struct TextSize(u16);

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

impl TryFrom<u16> for TextSize {
    type Error = &'static str;

    fn try_from(percent: u16) -> std::result::Result<Self, Self::Error> {
        let is_usable = (90..=200).contains(&percent);
        is_usable
            .then_some(Self(percent))
            .ok_or("text has from 90 to 200 percent")
    }
}

impl From<TextSize> for u16 {
    fn from(TextSize(percent): TextSize) -> Self {
        percent
    }
}

/// How long a segment without a take lasts, from 500 to 60,000 milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "u32", into = "u32")]
#[ts(export)]
pub(crate) struct Silence(u32);

impl Default for Silence {
    fn default() -> Self {
        Self(3000)
    }
}

impl TryFrom<u32> for Silence {
    type Error = &'static str;

    fn try_from(ms: u32) -> std::result::Result<Self, Self::Error> {
        let is_usable = (500..=60_000).contains(&ms);
        is_usable
            .then_some(Self(ms))
            .ok_or("a segment lasts from 0.5 to 60 seconds")
    }
}

impl From<Silence> for u32 {
    fn from(Silence(ms): Silence) -> Self {
        ms
    }
}

/// The window's colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The file's content. What is absent has its default, so that an older file can be read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Stored {
    #[serde(default, deserialize_with = "known_parts")]
    settings: Settings,
    /// The latest first.
    #[serde(default)]
    recent_libraries: Vec<PathBuf>,
}

/// Takes what this version knows, part by part: one that only a later version has, or that makes no sense, costs no other.
fn known_parts<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Settings, D::Error> {
    let stored = Map::<String, Value>::deserialize(from)?;
    let (mut known, mut parts) = (Settings::default(), Map::new());
    for (name, value) in stored {
        parts.insert(name.clone(), value);
        match serde_json::from_value(Value::Object(parts.clone())) {
            Ok(with_it) => known = with_it,
            Err(error) => {
                tracing::warn!(name, "a setting is passed over: {error}");
                parts.remove(&name);
            }
        }
    }
    Ok(known)
}

/// The settings file and what it holds.
pub(crate) struct SettingsFile {
    path: PathBuf,
    stored: Mutex<Stored>,
}

impl SettingsFile {
    /// Reads the file. A missing or broken one means the defaults: the settings never keep anyone from starting.
    pub(crate) fn read(path: PathBuf) -> Self {
        let stored = read(&path).unwrap_or_else(|error| {
            tracing::warn!(path = %path.display(), "the settings could not be read, so the defaults apply: {error}");
            Stored::default()
        });
        Self {
            path,
            stored: Mutex::new(stored),
        }
    }

    /// Returns the language to start in, before anybody else asks.
    pub(crate) fn language_at_start(&self) -> Language {
        let choice = self.stored.try_lock().map(|stored| stored.settings.language);
        choice.unwrap_or_default().spoken().language
    }

    /// Returns what the person set.
    pub(crate) async fn settings(&self) -> Settings {
        self.stored.lock().await.settings.clone()
    }

    /// Stores what the person set.
    pub(crate) async fn set(&self, settings: Settings) -> Result<()> {
        let mut stored = self.stored.lock().await;
        let next = Stored {
            settings,
            ..stored.clone()
        };
        *stored = replace(self.path.clone(), next).await?;
        Ok(())
    }

    /// Returns the folders of the libraries that were open before, the latest first.
    pub(crate) async fn recent(&self) -> Vec<PathBuf> {
        self.stored.lock().await.recent_libraries.clone()
    }

    /// Returns the folder of one of [`Self::recent`].
    ///
    /// # Errors
    /// `Invalid` when the list is shorter.
    pub(crate) async fn recent_folder(&self, index: usize) -> Result<PathBuf> {
        let stored = self.stored.lock().await;
        stored
            .recent_libraries
            .get(index)
            .cloned()
            .ok_or_else(|| Error::invalid(Refusal::RecentForgotten))
    }

    /// Puts a library first among the recent ones.
    pub(crate) async fn remember(&self, folder: PathBuf) {
        let mut stored = self.stored.lock().await;
        let mut next = stored.clone();
        next.recent_libraries.retain(|known| *known != folder);
        next.recent_libraries.insert(0, folder);
        next.recent_libraries.truncate(REMEMBERED);
        // The library is open all the same, so this is no reason to fail.
        match replace(self.path.clone(), next).await {
            Ok(next) => *stored = next,
            Err(error) => tracing::warn!("the list of recent libraries could not be stored: {error}"),
        }
    }

    /// Forgets which libraries were open before, but for the one at `kept`.
    pub(crate) async fn forget_recent(&self, kept: Option<&Path>) -> Result<()> {
        let mut stored = self.stored.lock().await;
        let mut next = stored.clone();
        next.recent_libraries
            .retain(|folder| Some(folder.as_path()) == kept);
        *stored = replace(self.path.clone(), next).await?;
        Ok(())
    }
}

/// Stores first and returns what is stored, so that what is in force is what the next start will find.
async fn replace(path: PathBuf, next: Stored) -> Result<Stored> {
    let to = path.clone();
    let writing = tauri::async_runtime::spawn_blocking(move || write(&to, &next).map(|()| next)).await;
    writing
        .unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
        .map_err(|source| Error::File {
            task: Task::StoreSettings,
            path,
            source,
        })
}

fn read(path: &Path) -> io::Result<Stored> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stored::default()),
        Err(error) => Err(error),
    }
}

/// Replaces the file in one step, on disk before it takes the place of the old one.
fn write(path: &Path, stored: &Stored) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidFilename)?;
    std::fs::create_dir_all(folder)?;
    let mut next = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut next, stored)?;
    next.flush()?;
    next.as_file().sync_all()?;
    next.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &tempfile::TempDir) -> PathBuf {
        folder.path().join("not yet there").join("settings.json")
    }

    #[tokio::test]
    async fn settings_come_back_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let changed = Settings {
            language: LanguageChoice::De,
            theme: Theme::Dark,
            text_size: TextSize(150),
            silence: Silence(4500),
            erase_instead_of_trash: true,
            confirm_before_delete: true,
            key_preset: KeyPreset::FinalCut,
            key_bindings: BTreeMap::from([("edit.undo".to_owned(), vec!["F9".to_owned()])]),
        };
        let before = SettingsFile::read(file(&folder));
        assert_eq!(before.settings().await, Settings::default());
        before.set(changed.clone()).await.unwrap();
        assert_eq!(SettingsFile::read(file(&folder)).settings().await, changed);
    }

    #[tokio::test]
    async fn recent_libraries_are_few_unique_and_latest_first() {
        let folder = tempfile::tempdir().unwrap();
        let before = SettingsFile::read(file(&folder));
        for number in (0..20).chain([15]) {
            before.remember(format!("/stories/{number}").into()).await;
        }
        let latest = [15, 19, 18, 17, 16, 14, 13, 12, 11, 10];
        let expected = latest.map(|number| PathBuf::from(format!("/stories/{number}")));
        assert_eq!(before.recent().await, expected);
        let after = SettingsFile::read(file(&folder));
        assert_eq!(after.recent_folder(0).await.unwrap(), expected[0]);
        assert!(after.recent_folder(10).await.is_err());
    }

    #[tokio::test]
    async fn recent_libraries_are_forgotten_but_for_the_open_one() {
        let folder = tempfile::tempdir().unwrap();
        let before = SettingsFile::read(file(&folder));
        for name in ["foxes", "hares", "winds"] {
            before.remember(PathBuf::from("/stories").join(name)).await;
        }
        let hares = Path::new("/stories/hares");
        before.forget_recent(Some(hares)).await.unwrap();
        assert_eq!(SettingsFile::read(file(&folder)).recent().await, [hares]);
        before.forget_recent(None).await.unwrap();
        assert!(SettingsFile::read(file(&folder)).recent().await.is_empty());
    }

    fn read_settings(json: &str) -> Settings {
        let stored: Stored = serde_json::from_str(&format!(r#"{{"settings": {json}}}"#)).unwrap();
        stored.settings
    }

    #[test]
    fn settings_of_before_can_be_read() {
        let before = read_settings(
            r#"{"theme": "dark", "erase_instead_of_trash": false, "confirm_before_delete": true}"#,
        );
        let expected = Settings {
            theme: Theme::Dark,
            confirm_before_delete: true,
            ..Settings::default()
        };
        assert_eq!(before, expected);
    }

    #[test]
    fn what_only_a_later_version_knows_costs_no_other_setting() {
        let later = read_settings(
            r#"{"theme": "mauve", "language": "tlh", "key_preset": "avid", "text_size": 900, "silence": -1,
                "erase_instead_of_trash": "perhaps", "wings": true, "confirm_before_delete": true,
                "key_bindings": {"segment.fold": ["Hyper+1"]}}"#,
        );
        let expected = Settings {
            confirm_before_delete: true,
            key_bindings: BTreeMap::from([("segment.fold".to_owned(), vec!["Hyper+1".to_owned()])]),
            ..Settings::default()
        };
        assert_eq!(later, expected);
    }

    #[test]
    fn the_page_can_set_nothing_out_of_range_or_unknown() {
        for refused in [
            r#"{"text_size": 89}"#,
            r#"{"silence": 60001}"#,
            r#"{"wings": true}"#,
        ] {
            assert!(serde_json::from_str::<Settings>(refused).is_err(), "{refused}");
        }
    }

    #[tokio::test]
    async fn a_broken_file_means_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for broken in ["", "{", r#"{"settings": {"theme": "mauve"}}"#] {
            tempfile::NamedTempFile::new_in(folder.path())
                .unwrap()
                .persist(&path)
                .unwrap();
            let mut opened = std::fs::File::options().write(true).open(&path).unwrap();
            opened.write_all(broken.as_bytes()).unwrap();
            assert_eq!(
                SettingsFile::read(path.clone()).settings().await,
                Settings::default()
            );
        }
    }

    #[tokio::test]
    async fn settings_that_could_not_be_stored_are_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
        let file = SettingsFile::read(in_the_way.path().join("settings.json"));
        let changed = Settings {
            theme: Theme::Light,
            ..Settings::default()
        };
        assert!(file.set(changed).await.is_err());
        assert_eq!(file.settings().await, Settings::default());
    }
}
