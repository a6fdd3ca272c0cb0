//! SQL, and only SQL: one module a table, its statements in `.sql` files beside it. No decisions.

pub(crate) mod connect;
pub(crate) mod find;
pub(crate) mod interrupt;
pub(crate) mod media;
mod older;
pub(crate) mod op;
pub(crate) mod project;
pub(crate) mod retention;
pub(crate) mod segment;
pub(crate) mod trash;

use std::collections::BTreeSet;

use futures_util::StreamExt;
use sqlx::{SqliteExecutor, SqlitePool};

use crate::{Error, Result, Task};

/// Returns the id that a table's next row gets.
async fn next_id(db: impl SqliteExecutor<'_>, table: &'static str) -> Result<i64> {
    sqlx::query_scalar(include_str!("next_id.sql"))
        .bind(table)
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::SaveChange))
}

/// Returns the ids that two statements give, the one from the first row on, the other from the last: past a damaged
/// page neither comes.
async fn readable_ids(readers: &SqlitePool, ways: [&'static str; 2]) -> BTreeSet<i64> {
    let mut ids = BTreeSet::new();
    for way in ways {
        let mut rows = sqlx::query_scalar::<_, i64>(way).fetch(readers);
        while let Some(Ok(id)) = rows.next().await {
            ids.insert(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr, SqliteConnection};

    fn statements(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(statements(&path));
            } else if path.extension().is_some_and(|extension| extension == "sql") {
                found.push(path);
            }
        }
        found
    }

    #[tokio::test]
    async fn every_statement_fits_the_schema() {
        let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
        super::connect::MIGRATIONS.run(&mut connection).await.unwrap();
        let statements = statements(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/storage")));
        assert!(statements.len() > 20, "the statements were not found");
        for path in statements {
            let sql = std::fs::read_to_string(&path).unwrap();
            let prepared = connection.prepare(AssertSqlSafe(sql).into_sql_str()).await;
            assert!(
                prepared.is_ok(),
                "{}: {}",
                path.display(),
                prepared.err().unwrap()
            );
        }
    }

    #[tokio::test]
    async fn the_sqlite_inside_is_free_of_the_wal_reset_corruption() {
        let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
        assert!(
            parts >= vec![3, 51, 3],
            "SQLite {version} can corrupt a database when its WAL is reset"
        );
    }
}
