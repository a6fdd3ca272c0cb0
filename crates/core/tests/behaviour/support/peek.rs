//! The database, read and spoilt past the library.

use std::fmt::Write as _;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

async fn connect(library: &Path, read_only: bool) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(library.join("library.db"))
        .read_only(read_only);
    options.connect().await.unwrap()
}

/// Returns the first value of the first row, as text; empty for NULL or no row.
pub(crate) async fn value(library: &Path, sql: &str) -> String {
    let mut connection = connect(library, true).await;
    let text = format!("SELECT CAST(({sql}) AS TEXT)");
    let value: Option<String> = sqlx::query_scalar(AssertSqlSafe(text))
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    value.unwrap_or_default()
}

/// Writes a database as a crash leaves it that came before the schema: its first page.
pub(crate) async fn begin_database(library: &Path) {
    let options = SqliteConnectOptions::new()
        .filename(library.join("library.db"))
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
    options.connect().await.unwrap().close().await.unwrap();
}

/// Runs statements with nothing held back: no checks, no references, a writable schema.
pub(crate) async fn execute(library: &Path, sql: &str) {
    let mut connection = connect(library, false).await;
    let text = format!(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON; {sql}"
    );
    sqlx::raw_sql(AssertSqlSafe(text))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// Takes the database for writing, as another program may, until it is unlocked.
pub(crate) async fn write_lock(library: &Path) -> SqliteConnection {
    let mut connection = connect(library, false).await;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

/// Lets it go.
pub(crate) async fn unlock(connection: &mut SqliteConnection) {
    sqlx::raw_sql("ROLLBACK").execute(connection).await.unwrap();
}

/// Returns every row of every table as text.
pub(crate) async fn dump(library: &Path) -> String {
    let mut connection = connect(library, true).await;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    let mut dump = String::new();
    for table in tables {
        let quoted: String = sqlx::query_scalar(
            "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info(?)",
        )
        .bind(&table)
        .fetch_one(&mut connection)
        .await
        .unwrap();
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT {quoted} FROM \"{table}\" ORDER BY 1"
        )))
        .fetch_all(&mut connection)
        .await
        .unwrap();
        writeln!(dump, "{table}: {}", rows.join("\n  ")).unwrap();
    }
    connection.close().await.unwrap();
    dump
}
