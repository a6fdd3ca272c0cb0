//! Read a long story: its outline, which is what the window asks for when it opens one, and its segments whole.

use std::path::Path;
use std::time::{Duration, Instant};

use segue_core::Library;

use super::Effort;
use crate::bare::Bare;
use crate::sample::{Pair, side_by_side};
use crate::stage::{PROJECT, Stage};
use crate::table::{Budget, Findings, Line};

/// The floors read the columns that the core reads, texts and numbers.
const OUTLINE: Select<0, 4> = Select {
    sql: include_str!("outline.sql"),
    texts: [],
    numbers: [0, 1, 2, 3],
};
const WHOLE: Select<6, 14> = Select {
    sql: include_str!("../../../core/src/storage/segment/list.sql"),
    texts: [3, 4, 8, 9, 15, 16],
    numbers: [0, 1, 2, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19],
};

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    const STORY: u32 = 100_000;
    let rounds = effort.rounds(7, 21);
    let stage = Stage::make(scratch, STORY, 0).await?;
    let library = Library::open(&stage.library()).await?;
    let database = Bare::open(&stage.database())?;
    let outline = outline_beside_floor(&library, &database, STORY, rounds).await?;
    let whole = side_by_side(
        rounds,
        async |_| {
            let begun = Instant::now();
            let read = library.segments(PROJECT).await?;
            let took = begun.elapsed();
            require_all(read.len(), STORY)?;
            Ok(took)
        },
        |_| WHOLE.read(&database, STORY),
    )
    .await?;
    library.close().await?;
    Ok(Findings {
        lines: vec![
            Line::of("open 100,000 segments: the outline, as bytes", &outline).within(Budget::Times(2.0)),
            Line::of("read 100,000 segments whole", &whole),
        ],
        details: Vec::new(),
    })
}

/// Opens a story of so many segments again and again.
pub(super) async fn beside_floor(scratch: &Path, story: u32, rounds: usize) -> anyhow::Result<Pair> {
    let stage = Stage::make(scratch, story, 0).await?;
    let library = Library::open(&stage.library()).await?;
    let database = Bare::open(&stage.database())?;
    let pair = outline_beside_floor(&library, &database, story, rounds).await?;
    library.close().await?;
    Ok(pair)
}

async fn outline_beside_floor(
    library: &Library,
    database: &Bare,
    story: u32,
    rounds: usize,
) -> anyhow::Result<Pair> {
    side_by_side(
        rounds,
        async |_| {
            let begun = Instant::now();
            let read = library.outline(PROJECT).await?;
            let bytes = read.to_bytes();
            let took = begun.elapsed();
            require_all(read.ids.len(), story)?;
            drop(bytes);
            Ok(took)
        },
        |_| OUTLINE.read(database, story),
    )
    .await
}

fn require_all(read: usize, story: u32) -> anyhow::Result<()> {
    anyhow::ensure!(read == story as usize, "only {read} of {story} were read");
    Ok(())
}

/// A statement about a project's segments, with its columns.
struct Select<const TEXTS: usize, const NUMBERS: usize> {
    sql: &'static str,
    texts: [i32; TEXTS],
    numbers: [i32; NUMBERS],
}

impl<const TEXTS: usize, const NUMBERS: usize> Select<TEXTS, NUMBERS> {
    /// Reads all columns of all rows, to have and to hold. Returns how long that took.
    fn read(&self, database: &Bare, story: u32) -> anyhow::Result<Duration> {
        let mut statement = database.prepare(self.sql)?;
        statement.bind(1, PROJECT.0);
        let begun = Instant::now();
        let mut rows = Vec::new();
        while statement.step()? {
            rows.push((
                self.texts.map(|column| statement.text(column)),
                self.numbers.map(|column| statement.number(column)),
            ));
        }
        let took = begun.elapsed();
        require_all(rows.len(), story)?;
        Ok(took)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn require_its_columns<const T: usize, const N: usize>(select: &Select<T, N>) {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 2, 0).await.unwrap();
        let database = Bare::open(&stage.database()).unwrap();
        let mut statement = database.prepare(select.sql).unwrap();
        statement.bind(1, PROJECT.0);
        assert!(statement.step().unwrap());
        for column in 0..statement.columns() {
            let is_text = statement.is_text(column);
            assert_eq!(is_text, select.texts.contains(&column), "column {column}");
            assert_ne!(is_text, select.numbers.contains(&column), "column {column}");
        }
        select.read(&database, 2).unwrap();
    }

    #[tokio::test]
    async fn the_floors_read_all_that_the_core_reads() {
        require_its_columns(&OUTLINE).await;
        require_its_columns(&WHOLE).await;
    }
}
