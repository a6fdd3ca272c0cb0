//! A library of thousands, made in a second: rows by one statement, files as further names of two.
//!
//! A file system gives a file so many names and no more. Where that is too few, the later segments share the media of
//! earlier ones, as duplicates do; the first thousand share theirs with nobody.

use sqlx::{Connection, Executor};

use super::LibraryOnDisk;

/// How many images there are at most, and as many takes.
const FILES: usize = 10_000;

/// Two media rows and a segment for each, in place of what the library held.
const FILL: &str = "
    DELETE FROM op;
    DELETE FROM segment;
    DELETE FROM media;
    CREATE TEMP TABLE nth AS
        WITH RECURSIVE nth (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n + 1 < {segments}) SELECT n FROM nth;
    CREATE TEMP TABLE media_of AS
        SELECT n, iif(n < {files}, n, 1000 + n % ({files} - 1000)) AS m FROM nth;
    INSERT INTO media (id, kind, path, name, bytes, width, height, duration_ms, created_at, location, wanted)
        SELECT 100000 + n, 'image', 'media/' || n || '.webp', 'picture ' || n, {image}, 1280, 720, NULL, 0, 'media', 'media'
        FROM nth WHERE n < {files}
        UNION ALL
        SELECT 200000 + n, 'audio', 'media/' || n || '.ogg', 'take ' || n, {take}, NULL, NULL, 2000, 0, 'media', 'media'
        FROM nth WHERE n < {files};
    INSERT INTO segment (id, project_id, sequence_index, text, image_prompt, image_id, audio_id, created_at, updated_at)
        SELECT 1000 + n, (SELECT min(id) FROM project), n, 'Line ' || (n + 1), '', 100000 + m, 200000 + m, 0, 0
        FROM media_of;";

/// Puts so many segments in place of those of the sample story.
pub(super) async fn fill(library: &LibraryOnDisk, segments: usize) {
    let rows = library.rows().await;
    let sample = rows.first().expect("the sample story has segments");
    let [image, take] = library.media_of(sample);
    let files = segments.min(FILES);
    let media = library.path().join("media");
    let put = |content: &[u8], ending: &str| {
        let first = media.join(format!("0.{ending}"));
        std::fs::write(&first, content).expect("a media file");
        for nth in 1..files {
            std::fs::hard_link(&first, media.join(format!("{nth}.{ending}"))).expect("a further name");
        }
    };
    std::fs::remove_dir_all(&media).expect("the sample's files go");
    std::fs::create_dir(&media).expect("the media folder");
    put(&image, "webp");
    put(&take, "ogg");
    let fill = FILL
        .replace("{segments}", &segments.to_string())
        .replace("{files}", &files.to_string())
        .replace("{image}", &image.len().to_string())
        .replace("{take}", &take.len().to_string());
    let mut database = library.interfere().await;
    let filled = database.execute(sqlx::AssertSqlSafe(fill)).await;
    filled.expect("the rows come in");
    database.close().await.expect("the connection closes");
}
