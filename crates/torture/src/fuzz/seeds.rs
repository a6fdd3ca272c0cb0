//! The small library that inputs are put into, made of statements: the same on every run.

use std::path::Path;

use segue_core::Library;
use sqlx::{Connection, SqliteConnection};

use crate::content::Content;
use crate::hostile::{Held, Specimen, open_database};

/// Files in every state: two segments in the timeline, one in the trash, one on its way there whose name is taken.
const ROWS: &str = include_str!("rows.sql");
/// What has taken the name that a file waits for. No row's, once that file is purged.
pub(super) const FOREIGN_FILE: &str = "trash/5.png";
/// Nothing of the time at which it was made.
const TIMELESS: &str = include_str!("timeless.sql");

/// Makes the library that inputs are put into. Returns what is in it.
pub(super) async fn library(folder: &Path) -> anyhow::Result<Specimen> {
    Library::create(folder).await?.close().await?;
    let mut database = open_database(&folder.join("library.db")).await?;
    sqlx::raw_sql(ROWS).execute(&mut database).await?;
    make_small(&mut database).await?;
    database.close().await?;
    for (path, content) in [
        ("media/a.png", Content::Image(1)),
        ("media/b.wav", Content::Take(2)),
        ("media/c.png", Content::Image(3)),
        ("trash/4.png", Content::Image(4)),
        ("media/e.png", Content::Image(5)),
    ] {
        std::fs::write(folder.join(path), content.bytes())?;
    }
    std::fs::write(folder.join(FOREIGN_FILE), "this name is taken")?;
    let backup = "library-20260101-000000.db".to_owned();
    std::fs::copy(folder.join("library.db"), folder.join("backups").join(&backup))?;
    let held = |media, path: &str, segment| Held {
        media,
        path: path.to_owned(),
        segment,
    };
    Ok(Specimen {
        live: held(1, "media/a.png", 1),
        trashed: held(4, "media/d.png", 3),
        waiting: held(5, "media/e.png", 4),
        backup,
    })
}

/// Small pages, so that a change of a byte hits something, and none of SQLite's notes beside the file.
pub(super) async fn make_small(database: &mut SqliteConnection) -> anyhow::Result<()> {
    sqlx::raw_sql(TIMELESS).execute(&mut *database).await?;
    for pragma in ["PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM"] {
        sqlx::raw_sql(pragma).execute(&mut *database).await?;
    }
    Ok(())
}
