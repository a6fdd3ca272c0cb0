use std::fs::File;
use std::io::Write;

use tempfile::TempDir;

use super::*;

async fn database(folder: &TempDir) -> PathBuf {
    let database = folder.path().join("library.db");
    let mut connection = writer(&database, true).await.unwrap();
    migrate(&mut connection, &database).await.unwrap();
    connection.close().await.unwrap();
    database
}

async fn execute(database: &Path, sql: &'static str) {
    let mut connection = writer(database, false).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A journal without a page to bring back, of a database of so many pages, that names a file to take away.
fn journal_naming(listing: &Path, pages: u32) -> Vec<u8> {
    const SECTOR: u32 = 512;
    let mut journal = JOURNAL_MAGIC.to_vec();
    for number in [0, 0, pages, SECTOR, 4096] {
        journal.extend(number.to_be_bytes());
    }
    journal.resize(SECTOR as usize, 0);
    let name = listing.to_str().unwrap().as_bytes();
    let sum: u32 = name.iter().map(|byte| u32::from(*byte)).sum();
    journal.extend((0x4000_0000_u32 / 4096 + 1).to_be_bytes());
    journal.extend(name);
    journal.extend(u32::try_from(name.len()).unwrap().to_be_bytes());
    journal.extend(sum.to_be_bytes());
    journal.extend(JOURNAL_MAGIC);
    journal
}

#[tokio::test]
async fn a_journal_that_names_another_file_is_refused_and_the_file_stays() {
    let (library, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let database = database(&library).await;
    let canary = outside.path().join("canary");
    write!(File::create_new(&canary).unwrap(), "not yours").unwrap();
    let pages = database.metadata().unwrap().len() / 4096;
    let journal = journal_naming(&canary, u32::try_from(pages).unwrap());
    File::create_new(beside(&database, JOURNAL))
        .unwrap()
        .write_all(&journal)
        .unwrap();
    let refused = writer(&database, false).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::LibraryCorrupt);
    assert!(read_only(&database).await.is_err());
    assert!(canary.exists());
}

#[tokio::test]
async fn what_the_wal_holds_is_moved_between_changes_once_it_is_much() {
    let library = TempDir::new().unwrap();
    let database = database(&library).await;
    let in_database = || database.metadata().unwrap().len();
    let mut connection = writer(&database, false).await.unwrap();
    let before = in_database();
    for (pages, is_moved) in [(WORTH_MOVING / 4, false), (WORTH_MOVING, true)] {
        sqlx::query(
            "INSERT INTO project (title, created_at, updated_at) VALUES (hex(zeroblob(?1 * 2048)), 0, 0)",
        )
        .bind(pages)
        .execute(&mut connection)
        .await
        .unwrap();
        assert_eq!(in_database(), before, "a commit of {pages} pages moves none");
        checkpoint(&mut connection).await.unwrap();
        assert_eq!(in_database() > before, is_moved, "{pages} pages");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_database_that_is_a_link_is_not_followed() {
    let (library, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let link = library.path().join("library.db");
    std::os::unix::fs::symlink(database(&other).await, &link).unwrap();
    assert_eq!(
        writer(&link, false).await.unwrap_err().code(),
        ErrorCode::LibraryCorrupt
    );
    assert!(read_only(&link).await.is_err());
}

#[tokio::test]
async fn a_virtual_table_is_seen_however_it_is_spelt() {
    let library = TempDir::new().unwrap();
    let database = database(&library).await;
    execute(
        &database,
        "PRAGMA writable_schema = ON; CREATE VIRTUAL TABLE v USING fts5(x);
         UPDATE sqlite_schema SET sql = replace(sql, 'CREATE VIRTUAL', 'create  virtual') WHERE name = 'v'",
    )
    .await;
    let mut connection = writer(&database, false).await.unwrap();
    assert!(require_sound(&mut connection, &database).await.is_err());
}

#[tokio::test]
async fn a_view_without_an_end_is_not_looked_at() {
    let library = TempDir::new().unwrap();
    let database = database(&library).await;
    execute(
        &database,
        "ALTER TABLE project RENAME TO real_project;
         CREATE VIEW project AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n",
    )
    .await;
    assert_eq!(
        read_only(&database).await.unwrap_err().code(),
        ErrorCode::LibraryCorrupt
    );
}

#[tokio::test]
async fn a_library_as_segue_makes_it_is_none_of_these() {
    let library = TempDir::new().unwrap();
    let database = database(&library).await;
    read_only(&database).await.unwrap().close().await;
    let mut connection = writer(&database, false).await.unwrap();
    require_sound(&mut connection, &database).await.unwrap();
}

/// The words that a column is held to.
const WORDS: [(&str, &[&str]); 2] = [
    ("location", &["media", "trash", "purged", "missing", "refused"]),
    ("wanted", &["media", "trash", "purged"]),
];

#[tokio::test]
async fn a_library_from_before_the_plain_checks_keeps_its_rows_and_is_held_to_the_same_words() {
    let library = TempDir::new().unwrap();
    let database = library.path().join("library.db");
    let mut connection = writer(&database, true).await.unwrap();
    let before = Migrator {
        migrations: MIGRATIONS.migrations[..3].to_vec().into(),
        ..Migrator::DEFAULT
    };
    before.run_direct(None, &mut connection, false).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO media (id, kind, path, name, bytes, created_at, location, wanted)
         VALUES (7, 'image', 'media/a.png', 'a.png', 1, 0, 'media', 'media'),
                (9, 'image', 'media/b.png', 'b.png', 1, 0, 'media', 'media');
         DELETE FROM media WHERE id = 9",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    migrate(&mut connection, &database).await.unwrap();
    connection.close().await.unwrap();

    let mut connection = writer(&database, false).await.unwrap();
    require_sound(&mut connection, &database).await.unwrap();
    let checks: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'media' AND sql LIKE '% OR location = ''refused''%' AND sql LIKE '% OR wanted = ''purged''%'",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(checks, 1, "the words are compared");
    for (column, words) in WORDS {
        for word in words.iter().copied().chain(["elsewhere", ""]) {
            let update = format!("UPDATE media SET {column} = '{word}' WHERE id = 7");
            let updated = sqlx::query(sqlx::AssertSqlSafe(update))
                .execute(&mut connection)
                .await;
            assert_eq!(
                updated.is_ok_and(|updated| updated.rows_affected() == 1),
                words.contains(&word),
                "{column} = {word}"
            );
        }
    }
    let next: i64 = sqlx::query_scalar("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'media'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(next, 10, "ids are never reused");
}
