//! SQL, and only SQL: one module a table, its statements in `.sql` files beside it. No decisions.
//!
//! Statements of the write path that always follow each other are sent as one: SQLite has a thread of its own, and each
//! turn to it costs a delete more than most statements do. So does each row and each statement's end, which come as
//! messages of their own: what can be one row is one. For the same reason a list that may be long is answered as
//! one value, a JSON array, and not row by row.
//!
//! Parameters are named `$1` and on. Of statements that are sent as one, each then takes of the values what it needs; of
//! `?1` and on it may leave none out, since sqlx would count those, and bind nothing to the last ones.

pub(crate) mod connect;
pub(crate) mod delete;
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
use serde::{Deserialize, Deserializer, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{Decode, Row, Sqlite, SqliteExecutor, SqlitePool, Type};

use crate::{Error, Result, Task};

/// Reads what SQLite has for true and false in a JSON array: a number.
fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    i64::deserialize(deserializer).map(|number| number != 0)
}

/// Returns ids as a statement's parameter, from the least on and each once, so that `json_each` can lead a join and each row
/// comes once. `IN (SELECT value FROM json_each(…))` sees to both by a table that SQLite makes anew for each statement:
/// of a delete of one segment that was a good part of its instructions.
fn named<Id: Copy + Ord + Serialize>(ids: &[Id]) -> Json<Vec<Id>> {
    let mut named = ids.to_vec();
    named.sort_unstable();
    named.dedup();
    Json(named)
}

/// Reads one of the values that statements answered which were sent as one, in a row each or several in one: the first is 0.
fn answer<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(answers: &'r [SqliteRow], nth: usize) -> sqlx::Result<T> {
    let mut values = answers
        .iter()
        .flat_map(|row| (0..row.len()).map(move |column| (row, column)));
    let (row, column) = values.nth(nth).ok_or(sqlx::Error::RowNotFound)?;
    row.try_get(column)
}

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
    async fn what_statements_answer_is_counted_over_their_rows_and_columns() {
        let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
        let asked = sqlx::query("SELECT 10; SELECT 11, 12").fetch_all(&mut connection);
        let answers = asked.await.unwrap();
        for nth in 0..3 {
            assert_eq!(super::answer::<i64>(&answers, nth).unwrap(), 10 + nth as i64);
        }
        assert!(super::answer::<i64>(&answers, 3).is_err());
    }

    /// Returns the steps by which SQLite would obey a statement.
    async fn plan(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
        let explained = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let steps: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(explained).fetch_all(connection).await.unwrap();
        steps.into_iter().map(|(_, _, _, step)| step).collect()
    }

    #[tokio::test]
    async fn rows_that_are_named_are_found_by_their_key_and_without_a_table_of_the_names() {
        let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
        super::connect::MIGRATIONS.run(&mut connection).await.unwrap();
        let mut led = 0;
        for path in statements(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/storage"))) {
            let sql = std::fs::read_to_string(&path).unwrap();
            if !sql.contains("FROM json_each($1) AS named\nCROSS JOIN") {
                continue;
            }
            led += 1;
            let plan = plan(&mut connection, &sql).await;
            let by_key = |step: &String| step.contains("USING INTEGER PRIMARY KEY");
            let of_names = |step: &String| step.contains("SUBQUERY") && step.contains("LIST");
            assert!(
                plan[0].starts_with("SCAN named") && by_key(&plan[1]),
                "{}: {plan:?}",
                path.display()
            );
            assert!(!plan.iter().any(of_names), "{}: {plan:?}", path.display());
        }
        assert_eq!(
            led, 7,
            "places, images of before and after, media of both, trash, files"
        );
    }

    #[tokio::test]
    async fn a_shift_finds_the_segments_of_each_run_by_the_index() {
        let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
        super::connect::MIGRATIONS.run(&mut connection).await.unwrap();
        let scanned: Vec<String> = plan(&mut connection, include_str!("segment/shift_out.sql"))
            .await
            .into_iter()
            .filter(|step| step.starts_with("SCAN"))
            .collect();
        assert_eq!(
            scanned.len(),
            2,
            "the runs and what they move, each once: {scanned:?}"
        );
        assert!(
            scanned.iter().all(|step| !step.contains("segment")),
            "{scanned:?}"
        );
    }

    #[test]
    fn every_parameter_has_a_name_that_others_need_not_stand_before() {
        for path in statements(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/storage"))) {
            let sql = std::fs::read_to_string(&path).unwrap();
            assert!(!sql.contains('?'), "{}", path.display());
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
