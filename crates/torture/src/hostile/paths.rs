//! Stored paths that lead elsewhere, in rows of every state.

use std::path::Path;

use anyhow::Context;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::specimen::{Held, Specimen};

/// Whose path is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A picture in the timeline.
    Live,
    /// One in the trash.
    Trashed,
    /// One that waits to be moved there.
    Waiting,
}

/// A row with a path of its own choice.
#[derive(Debug, Clone)]
pub(crate) struct HostilePath {
    pub(crate) whose: Whose,
    pub(crate) path: Vec<u8>,
}

impl HostilePath {
    /// Returns every hostile path in every state. The canary lies two folders up, in `outside`.
    pub(super) fn all(outside: &Path) -> Vec<Self> {
        let absolute = format!("{}/canary", outside.display());
        let (over_long, deep) = (
            format!("media/{}.png", "a".repeat(300)),
            format!("media/{}x.png", "a/".repeat(2_000)),
        );
        let mut paths: Vec<Vec<u8>> = [
            "../outside/canary",
            "../../outside/canary",
            "media/../../outside/canary",
            "media/../library.db",
            "media/./../../outside/media",
            "library.db",
            "library.lock",
            "library.db-wal",
            "backups",
            "backups/../library.db",
            "trash/1.png",
            "cache/ballast",
            "media",
            "media/",
            "media//1.png",
            "media/.",
            "media/..",
            ".",
            "..",
            "",
            "/",
            "/etc/passwd",
            "//server/share/x.png",
            "\\\\server\\share\\x.png",
            "\\\\?\\C:\\x.png",
            "C:\\x.png",
            "C:x.png",
            "media/C:x.png",
            "media\\..\\..\\outside\\canary",
            "media/a\\..\\..\\b",
            "media/a.png:stream",
            "media/con",
            "media/NUL.png",
            "media/com1.png",
            "media/a.",
            "media/a ",
            "media/\u{1}",
            "media/a\u{0}.png",
            "\u{0}",
            "~/canary",
            "$HOME/canary",
            "file:///etc/passwd",
            "media/%2e%2e/%2e%2e/outside/canary",
            "media/\u{202e}gnp.a",
            "media/\u{2024}\u{2024}/\u{2024}\u{2024}/outside/canary",
            "media/link/canary",
        ]
        .into_iter()
        .chain([absolute.as_str(), over_long.as_str(), deep.as_str()])
        .map(|path| path.as_bytes().to_vec())
        .collect();
        // Not UTF-8, which SQLite keeps as it gets it.
        paths.extend([
            b"media/\xff\xfe.png".to_vec(),
            b"media/\xc0\xae\xc0\xae/x".to_vec(),
        ]);
        let states = [Whose::Live, Whose::Trashed, Whose::Waiting];
        let each = |path: Vec<u8>| {
            states.map(|whose| Self {
                whose,
                path: path.clone(),
            })
        };
        paths.into_iter().flat_map(each).collect()
    }

    /// Returns what it is, for people.
    pub(super) fn name(&self) -> String {
        let path: String = String::from_utf8_lossy(&self.path).chars().take(60).collect();
        format!("path {path:?} of the {:?} picture", self.whose).to_lowercase()
    }

    /// Spoils a library: the row says so, and a folder in `media` is a link to the outside.
    pub(crate) async fn apply(
        &self,
        folder: &Path,
        specimen: &Specimen,
        outside: &Path,
    ) -> anyhow::Result<()> {
        std::os::unix::fs::symlink(outside, folder.join("media").join("link"))?;
        let mut database = open(&folder.join("library.db")).await?;
        sqlx::query("UPDATE media SET path = CAST(?1 AS TEXT) WHERE id = ?2")
            .bind(&self.path)
            .bind(self.held(specimen).media)
            .execute(&mut database)
            .await
            .context("spoiling a path")?;
        Ok(database.close().await?)
    }

    fn held<'a>(&self, specimen: &'a Specimen) -> &'a Held {
        match self.whose {
            Whose::Live => &specimen.live,
            Whose::Trashed => &specimen.trashed,
            Whose::Waiting => &specimen.waiting,
        }
    }
}

/// Opens a database for spoiling.
pub(crate) async fn open(database: &Path) -> anyhow::Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(database).foreign_keys(false);
    Ok(SqliteConnection::connect_with(&options).await?)
}
