//! A good library with files in every state, and where they are: one to spoil, many times over.

use std::path::{Path, PathBuf};

use anyhow::Context;
use segue_core::model::{ProjectId, Segment, SegmentId};
use segue_core::{Error, Library};
use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::plan::Plan;
use crate::scenario::copy;
use crate::step::{Brought, Step};

/// Steps that are done before, so that there is a history and a trash.
const STEPS: usize = 18;
/// Contents that no plan of so few steps reaches.
const FIRST_CONTENT: u32 = 7_000;

/// A media file and who has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Held {
    /// Id of the media row.
    pub(crate) media: i64,
    /// Stored path.
    pub(crate) path: String,
    /// The segment that has it, or had it before it was deleted.
    pub(crate) segment: i64,
}

/// What is known of the library.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Specimen {
    /// A picture of a segment in the timeline.
    pub(crate) live: Held,
    /// A picture of a segment in the trash.
    pub(crate) trashed: Held,
    /// A picture of a segment in the trash that can't be moved there: a file has taken its name.
    pub(crate) waiting: Held,
    /// Name of a backup.
    pub(crate) backup: String,
}

impl Held {
    /// Returns the name that the file has in the trash, or would have.
    pub(crate) fn trash_path(&self) -> String {
        let extension = self.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        format!("trash/{}.{extension}", self.media)
    }
}

impl Specimen {
    /// Makes the library, and beside it `amid`: the same while it is open, with a WAL.
    pub(crate) async fn prepare(folder: &Path, amid: &Path, seed: u64) -> anyhow::Result<Self> {
        let library = Library::create(folder).await?;
        for step in Plan::draw(seed, STEPS).steps {
            // What a plan asks for in vain changes nothing.
            let _ = step.run(&library).await;
        }
        let segments = (0..4)
            .map(|nth| Brought {
                text: format!("Segment {nth}"),
                prompt: "a prompt".to_owned(),
                image: Some(Content::Image(FIRST_CONTENT + nth)),
                take: Some(Content::Take(FIRST_CONTENT + nth)),
            })
            .collect();
        let title = "Hostile".to_owned();
        Step::ImportStory { title, segments }.run(&library).await?;
        let projects = library.projects().await?;
        let project = projects.iter().find(|project| project.title == "Hostile");
        let project = project.context("the imported story is not there")?.id;
        let mut specimen = Self::of(&library.segments(project).await?)?;
        std::fs::write(folder.join(specimen.waiting.trash_path()), "this name is taken")?;
        for segment in [specimen.trashed.segment, specimen.waiting.segment] {
            let segments = vec![segment];
            Step::Delete {
                segments,
                ripple: false,
            }
            .run(&library)
            .await?;
        }
        specimen.backup = library.back_up().await?.name;
        Step::EditText {
            segment: specimen.live.segment,
            text: "Written since the backup".to_owned(),
            typing: false,
        }
        .run(&library)
        .await?;
        copy(folder, amid)?;
        let waiting = library.status().await?.waiting;
        anyhow::ensure!(
            !waiting.is_empty(),
            "no file waits, so that case would go untried"
        );
        library.close().await?;
        Ok(specimen)
    }

    fn of(segments: &[Segment]) -> anyhow::Result<Self> {
        let held = |nth: usize| -> anyhow::Result<Held> {
            let segment = segments.get(nth).context("too few segments")?;
            let image = segment.image.as_ref().context("a segment without its picture")?;
            Ok(Held {
                media: image.id.0,
                path: image.path.clone(),
                segment: segment.id.0,
            })
        };
        Ok(Self {
            live: held(0)?,
            trashed: held(1)?,
            waiting: held(2)?,
            backup: String::new(),
        })
    }

    /// Returns the three files.
    pub(crate) fn held(&self) -> [&Held; 3] {
        [&self.live, &self.trashed, &self.waiting]
    }
}

/// Returns every project with its segments, as far as they can be read.
pub(crate) async fn stories(library: &Library) -> Result<Vec<(ProjectId, Vec<Segment>)>, Error> {
    let mut stories = Vec::new();
    for project in library.projects().await? {
        stories.push((project.id, library.segments(project.id).await?));
    }
    Ok(stories)
}

/// Returns the ids of segments as steps take them.
pub(crate) fn numbers(ids: impl IntoIterator<Item = SegmentId>) -> Vec<i64> {
    ids.into_iter().map(|id| id.0).collect()
}

/// Where a specimen's parts lie in a folder.
#[derive(Debug, Clone)]
pub(crate) struct Shelf(pub(crate) PathBuf);

impl Shelf {
    /// Returns the library, closed.
    pub(crate) fn closed(&self) -> PathBuf {
        self.0.join("closed")
    }

    /// Returns the library as it was while it was open.
    pub(crate) fn amid(&self) -> PathBuf {
        self.0.join("amid")
    }

    /// Makes a specimen and writes down what it is.
    pub(crate) async fn stock(&self, seed: u64) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        let specimen = Specimen::prepare(&self.closed(), &self.amid(), seed).await?;
        let facts = serde_json::to_vec(&specimen)?;
        Ok(std::fs::write(self.0.join("facts.json"), facts)?)
    }

    /// Reads what the specimen is.
    pub(crate) fn specimen(&self) -> anyhow::Result<Specimen> {
        Ok(serde_json::from_slice(&std::fs::read(
            self.0.join("facts.json"),
        )?)?)
    }
}
