//! A library and a reference put into the same words, a line a fact, so that they can be compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use segue_core::model::{MediaId, OpState, ProjectId};
use segue_core::{Library, Result};

use crate::content::Content;
use crate::reference::{Reference, Segment};

/// What an open library tells of itself, with the files as they lie on the disk.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) lines: BTreeSet<String>,
    /// Paths of the files that live segments have, relative to the library.
    pub(super) live_paths: BTreeSet<String>,
}

/// The files of a library, by path relative to it; `None` for bytes that no plan made.
#[derive(Debug, Default)]
pub(super) struct Disk(BTreeMap<String, Option<Content>>);

impl Disk {
    /// Reads the media and the trash folder.
    pub(super) fn read(folder: &Path, contents: &HashMap<Vec<u8>, Content>) -> Self {
        let mut files = BTreeMap::new();
        for place in ["media", "trash"] {
            let entries = std::fs::read_dir(folder.join(place))
                .into_iter()
                .flatten()
                .flatten();
            for entry in entries {
                let content = std::fs::read(entry.path()).ok();
                let content = content.and_then(|bytes| contents.get(&bytes).copied());
                files.insert(
                    format!("{place}/{}", entry.file_name().to_string_lossy()),
                    content,
                );
            }
        }
        Self(files)
    }

    /// Returns the content of a file, if there is one and it is whole.
    pub(super) fn content_at(&self, path: &str) -> Option<Content> {
        self.0.get(path).copied().flatten()
    }

    /// Returns the file of a media row in the trash folder.
    fn in_trash(&self, id: MediaId) -> String {
        let stem = format!("trash/{id}.");
        let found = self.0.keys().find(|path| path.starts_with(&stem));
        found.cloned().unwrap_or_else(|| format!("{stem}*"))
    }

    fn told(&self, path: &str) -> String {
        match self.0.get(path) {
            Some(Some(content)) => content.to_string(),
            Some(None) => format!("spoilt bytes at {path}"),
            None => format!("no file at {path}"),
        }
    }

    /// Returns what lies about that no row should have, and what the history needs and is not there.
    pub(super) fn unaccounted(
        &self,
        reference: &Reference,
        live_paths: &BTreeSet<String>,
        strays: &BTreeSet<Content>,
    ) -> Vec<String> {
        let files = reference.files();
        let mut findings = Vec::new();
        let mut kept = BTreeSet::new();
        for (path, content) in self.0.iter().filter(|(path, _)| !live_paths.contains(*path)) {
            let in_trash = path.starts_with("trash/");
            match content {
                Some(content) if in_trash && files.kept.contains(content) => {
                    kept.insert(*content);
                }
                Some(content) if in_trash && files.loose.contains(content) => {}
                Some(content) if !in_trash && strays.contains(content) => {}
                _ => {
                    let told =
                        content.map_or_else(|| "spoilt bytes".to_owned(), |content| content.to_string());
                    findings.push(format!("has    {told} at {path}, which belongs nowhere"));
                }
            }
        }
        let lost = files.kept.difference(&kept);
        findings.extend(lost.map(|content| format!("lacks  {content} in the trash folder")));
        findings
    }
}

/// Reads all that a library tells, of every project that the reference knows of and one more.
pub(super) async fn read_library(library: &Library, reference: &Reference, disk: &Disk) -> Result<Read> {
    let mut read = Read::default();
    let mut live_files = HashMap::new();
    let mut projects: BTreeSet<i64> = reference.shelves().map(|(id, _)| id).collect();
    for project in library.projects().await? {
        projects.insert(project.id.0);
        read.lines.insert(project_line(project.id.0, &project.title));
        for segment in library.segments(project.id).await? {
            for file in segment.image.iter().chain(&segment.audio) {
                live_files.insert(file.id, file.path.clone());
            }
            let (image, audio) = (
                segment.image.map(|file| file.path),
                segment.audio.map(|file| file.path),
            );
            let place = format!("project {} at {}", project.id, segment.sequence_index);
            let told = told_segment(
                segment.id.0,
                &segment.text,
                image.as_ref().map(|path| disk.told(path)),
                audio.as_ref().map(|path| disk.told(path)),
                segment.locked,
            );
            let rest = told_rest(&segment.image_prompt, segment.audio_stale);
            read.lines.insert(format!("{place}: {told}, {rest}"));
            read.live_paths.extend(image.into_iter().chain(audio));
        }
    }
    for project in projects {
        for old in library.trash(ProjectId(project)).await? {
            // A copy in some timeline keeps the file in the media folder.
            let path = |id: MediaId| live_files.get(&id).cloned().unwrap_or_else(|| disk.in_trash(id));
            let file = |id: Option<MediaId>| id.map(|id| disk.told(&path(id)));
            let told = told_segment(
                old.id.0,
                &old.text,
                file(old.image_id),
                file(old.audio_id),
                old.locked,
            );
            read.lines.insert(trash_line(project, old.sequence_index, &told));
        }
        let history = library.history(ProjectId(project)).await?;
        let labels = |state: OpState| {
            let steps = history.steps.iter().filter(move |step| step.state == state);
            steps.map(|step| step.label.as_str())
        };
        read.lines
            .extend(history_lines(project, "undo", labels(OpState::Done)));
        read.lines
            .extend(history_lines(project, "redo", labels(OpState::Undone).rev()));
    }
    let trashed = library.status().await?.trashed_segments;
    read.lines.insert(format!("{trashed} segments in the trash"));
    Ok(read)
}

/// Says of a reference what [`read_library`] would have to say.
pub(super) fn read_reference(reference: &Reference) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let mut trashed = 0;
    for (project, shelf) in reference.shelves() {
        if let Some(story) = shelf.story() {
            lines.insert(project_line(project, &story.title));
            for (index, segment) in story.segments() {
                let told = told_of_reference(segment);
                let rest = told_rest(&segment.prompt, segment.stale);
                lines.insert(format!("project {project} at {index}: {told}, {rest}"));
            }
        }
        for old in shelf.trash().values() {
            trashed += 1;
            lines.insert(trash_line(
                project,
                old.index as i64,
                &told_of_reference(&old.segment),
            ));
        }
        lines.extend(history_lines(project, "undo", shelf.to_undo()));
        lines.extend(history_lines(project, "redo", shelf.to_redo()));
    }
    lines.insert(format!("{trashed} segments in the trash"));
    lines
}

fn told_of_reference(segment: &Segment) -> String {
    let told = |content: Option<Content>| content.map(|content| content.to_string());
    told_segment(
        segment.id,
        &segment.text,
        told(segment.image),
        told(segment.take),
        segment.locked,
    )
}

fn told_segment(id: i64, text: &str, image: Option<String>, take: Option<String>, locked: bool) -> String {
    let image = image.unwrap_or_else(|| "no image".to_owned());
    let take = take.unwrap_or_else(|| "no take".to_owned());
    let lock = if locked { ", locked" } else { "" };
    format!("segment {id} “{text}”, {image}, {take}{lock}")
}

/// Says what is told of live segments only.
fn told_rest(prompt: &str, is_stale: bool) -> String {
    let mark = if is_stale { ", its take is stale" } else { "" };
    format!("prompt “{prompt}”{mark}")
}

fn project_line(project: i64, title: &str) -> String {
    format!("project {project} “{title}”")
}

fn trash_line(project: i64, index: i64, told: &str) -> String {
    format!("project {project} trash, from {index}: {told}")
}

/// Says what one way through history does, the next step first.
fn history_lines<'a>(
    project: i64,
    way: &'a str,
    labels: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = String> {
    let steps = (1..).zip(labels);
    steps.map(move |(number, label)| format!("project {project} {way} {number}: {label}"))
}
