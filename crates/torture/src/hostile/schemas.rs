//! Databases that are whole but not as Segue made them.

use std::path::Path;

use segue_core::ErrorCode;
use sqlx::{AssertSqlSafe, Connection};

use super::ordeal::Opens;
use super::paths::open;

const CORRUPT: Opens = Opens::Refused(&[ErrorCode::LibraryCorrupt]);
const NOT_OURS: Opens = Opens::Refused(&[ErrorCode::Invalid]);
const NEWER: Opens = Opens::Refused(&[ErrorCode::LibraryTooNew]);

/// A change to the schema, or to what the rows say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema {
    pub(super) name: &'static str,
    sql: &'static str,
    pub(super) opens: Opens,
}

/// Rows that never end.
const ENDLESS: &str = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)";

impl Schema {
    /// Returns all of them.
    pub(super) fn all() -> Vec<Self> {
        let case = |name, sql, opens| Self { name, sql, opens };
        vec![
            case(
                "a trigger that sends files outside",
                "CREATE TRIGGER t AFTER UPDATE ON media BEGIN
                     UPDATE media SET path = '../outside/canary', wanted = 'purged' WHERE id = new.id; END",
                CORRUPT,
            ),
            case(
                "a trigger that purges what is deleted",
                "CREATE TRIGGER t AFTER INSERT ON trash BEGIN UPDATE media SET wanted = 'purged'; END",
                CORRUPT,
            ),
            case(
                "a trigger named like a table of migrations",
                "CREATE TRIGGER _sqlx_t AFTER UPDATE ON media BEGIN DELETE FROM segment; END",
                CORRUPT,
            ),
            case("a view", "CREATE VIEW v AS SELECT * FROM media", CORRUPT),
            case(
                "a view in the place of a table",
                "ALTER TABLE project RENAME TO real_project; CREATE VIEW project AS SELECT * FROM real_project",
                CORRUPT,
            ),
            case("a view without an end in the place of a table", "", CORRUPT),
            case("a virtual table", "CREATE VIRTUAL TABLE v USING fts5(x)", CORRUPT),
            case(
                "a virtual table with another spelling",
                "PRAGMA writable_schema = ON; CREATE VIRTUAL TABLE v USING fts5(x);
                 UPDATE sqlite_schema SET sql = replace(sql, 'CREATE VIRTUAL', 'create  virtual') WHERE name = 'v';
                 PRAGMA writable_schema = OFF",
                CORRUPT,
            ),
            case("a table more", "CREATE TABLE more (x); INSERT INTO more VALUES (1)", Opens::Soundly),
            case(
                "an index on a function",
                "CREATE INDEX i ON media (upper(path))",
                Opens::Soundly,
            ),
            case(
                "a table that is not strict",
                "PRAGMA writable_schema = ON;
                 UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'media';
                 PRAGMA writable_schema = OFF",
                Opens::Somehow,
            ),
            case(
                "a column of another name",
                "ALTER TABLE media RENAME COLUMN wanted TO unwanted",
                Opens::Somehow,
            ),
            case("a column more", "ALTER TABLE media ADD COLUMN more TEXT", Opens::Soundly),
            case("a table less", "PRAGMA foreign_keys = OFF; DROP TABLE op_shift", Opens::Somehow),
            case(
                "a column that makes itself",
                "ALTER TABLE media ADD COLUMN x TEXT GENERATED ALWAYS AS (printf('%.*c', 9000000, 'x'))",
                Opens::Somehow,
            ),
            case(
                "migrations that never were",
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     VALUES (99, 'later', 1, x'00', 0)",
                Opens::Somehow,
            ),
            case(
                "migrations that were others",
                "UPDATE _sqlx_migrations SET checksum = x'00'",
                Opens::Somehow,
            ),
            case("another program's mark", "PRAGMA application_id = 7", NOT_OURS),
            case("no mark", "PRAGMA application_id = 0", NOT_OURS),
            case("a newer version", "PRAGMA user_version = 99", NEWER),
            case("a version below zero", "PRAGMA user_version = -1", Opens::Somehow),
            case("version 1 of what is 4", "PRAGMA user_version = 1", Opens::Somehow),
            case(
                "rows that refer to none",
                "UPDATE segment SET image_id = 999999 WHERE image_id IS NOT NULL",
                Opens::Somehow,
            ),
            case(
                "places at both ends of all numbers",
                "UPDATE segment SET sequence_index = 9223372036854775807 - id;
                 UPDATE segment SET sequence_index = -9223372036854775808 WHERE id = (SELECT max(id) FROM segment)",
                Opens::Somehow,
            ),
            case(
                "sizes beyond all numbers",
                "UPDATE media SET bytes = 9223372036854775807, duration_ms = 9223372036854775807",
                Opens::Somehow,
            ),
            case(
                "ids at the end of all numbers",
                "UPDATE sqlite_sequence SET seq = 9223372036854775807",
                Opens::Somehow,
            ),
            case(
                "times beyond all numbers",
                "UPDATE trash SET deleted_at = 9223372036854775807; UPDATE op SET created_at = -9223372036854775808",
                Opens::Somehow,
            ),
            case(
                "history that is no JSON",
                "UPDATE op_row SET before = '{', after = '[1e999]'",
                Opens::Somehow,
            ),
            case(
                "history of other rows",
                "UPDATE op_row SET row_id = -row_id",
                Opens::Somehow,
            ),
            case("operations of unknown kinds", "UPDATE op SET kind = 'format_disk'", Opens::Somehow),
            case(
                "titles that are paths",
                "UPDATE project SET title = '../../outside/' || id; UPDATE media SET name = '../outside/canary'",
                Opens::Soundly,
            ),
        ]
    }

    /// Changes a library.
    pub(super) async fn apply(&self, folder: &Path) -> anyhow::Result<()> {
        let sql = if self.sql.is_empty() {
            format!(
                "ALTER TABLE project RENAME TO real_project;
                 CREATE VIEW project AS {ENDLESS} SELECT x AS id, 'x' AS title, 0 AS created_at, 0 AS updated_at FROM n"
            )
        } else {
            self.sql.to_owned()
        };
        let mut database = open(&folder.join("library.db")).await?;
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut database).await?;
        Ok(database.close().await?)
    }
}
