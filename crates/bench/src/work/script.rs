//! Bring a long script in: 31,000 lines of narration, as many as the Bible has verses, without files.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use segue_core::Library;
use segue_core::format::{Story, StorySegment};
use segue_core::ops::ImportStory;

use super::Effort;
use crate::answer;
use crate::bare::Bare;
use crate::sample::side_by_side;
use crate::stage::Stage;
use crate::table::{Findings, Line};

const LINES: usize = 31_000;

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let stage = Stage::make(scratch, 1, 1).await?;
    let floor_stage = Stage::make(scratch, 1, 1).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let database = Bare::open(&floor_stage.database())?;
    let pair = side_by_side(
        effort.rounds(3, 9),
        async |_| answer::time(&library, script()).await,
        |_| add_rows(&database),
    )
    .await?;
    library.close().await?;
    Ok(Line::of("import 31,000 lines", &pair).into())
}

fn script() -> ImportStory {
    let lines = (1..=LINES).map(|line| StorySegment {
        text: format!("Line {line}: once a hare laughed at a tortoise for his slow pace."),
        ..StorySegment::default()
    });
    ImportStory {
        story: Story {
            title: None,
            segments: lines.collect(),
        },
        title: Some("Imported".to_owned()),
        media: Vec::new(),
    }
}

/// The least: the rows of a project in one synced commit.
fn add_rows(database: &Bare) -> anyhow::Result<Duration> {
    let mut project =
        database.prepare("INSERT INTO project (title, created_at, updated_at) VALUES ('Imported', 0, 0)")?;
    let mut lines = database.prepare(
        "WITH RECURSIVE numbered (line) AS (SELECT 1 UNION ALL SELECT line + 1 FROM numbered WHERE line < ?1)
         INSERT INTO segment (project_id, sequence_index, text, image_prompt, created_at, updated_at)
         SELECT (SELECT max(id) FROM project), line - 1,
            'Line ' || line || ': once a hare laughed at a tortoise for his slow pace.', '', 0, 0
         FROM numbered",
    )?;
    let begun = Instant::now();
    database.run("BEGIN IMMEDIATE")?;
    project.run(&[])?;
    lines.run(&[LINES as i64])?;
    database.run("COMMIT")?;
    Ok(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use segue_core::model::ProjectId;

    #[tokio::test]
    async fn the_core_and_the_floor_bring_the_same_lines_in() {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 1, 1).await.unwrap();
        let database = Bare::open(&stage.database()).unwrap();
        add_rows(&database).unwrap();
        drop(database);
        let library = Library::open(&stage.library()).await.unwrap();
        let by_core = library.run(script()).await.unwrap().value;
        let texts = async |project| {
            let segments = library.segments(project).await.unwrap();
            segments
                .into_iter()
                .map(|segment| segment.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(by_core).await, texts(ProjectId(2)).await);
        library.close().await.unwrap();
    }
}
