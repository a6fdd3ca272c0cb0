//! `seguectl project …`

use segue_core::model::{FileReport, ProjectId, ProjectSummary};
use segue_core::ops::{CreateProject, DeleteProject, ImportStory, RenameProject};
use segue_core::{Error, ExportReceipt, ExportStory, Library, Result, RowKind, Work, sample};
use serde::Serialize;

use crate::args::ProjectVerb;
use crate::print::{self, Form};

pub(crate) async fn answer(library: &Library, work: &Work, verb: ProjectVerb, form: Form) -> Result<String> {
    match verb {
        ProjectVerb::List => form.say(&library.projects().await?, |projects| list(projects)),
        ProjectVerb::Create { title } => {
            let id = library.run(CreateProject { title }).await?.value;
            form.say(&summary(library, id).await?, |project| one("Made", project))
        }
        ProjectVerb::Import { file, title } => {
            let story = ImportStory {
                title,
                ..ImportStory::of(&file)?
            };
            import(library, work, story, form).await
        }
        ProjectVerb::Export {
            id,
            target,
            format,
            silence,
        } => {
            let request = ExportStory {
                project_id: id,
                format: format.into(),
                silence_ms: silence,
            };
            let written = library.watched(work).export(request, &target).await?;
            form.say(&written, exported)
        }
        ProjectVerb::Sample => import(library, work, sample::story()?, form).await,
        ProjectVerb::Rename { id, title } => {
            library.run(RenameProject { id, title }).await?;
            form.say(&summary(library, id).await?, |project| one("Renamed", project))
        }
        ProjectVerb::Delete { id } => delete(library, work, id, form).await,
    }
}

async fn import(library: &Library, work: &Work, story: ImportStory, form: Form) -> Result<String> {
    let id = library.watched(work).run(story).await?.value;
    form.say(&summary(library, id).await?, |project| one("Imported", project))
}

fn exported(written: &ExportReceipt) -> String {
    let ExportReceipt {
        path,
        segments,
        files,
        ..
    } = written;
    let what = match files {
        0 => print::count(segments, "segment"),
        files => format!(
            "{} and {}",
            print::count(segments, "segment"),
            print::count(files, "file")
        ),
    };
    let mut clauses = vec![format!(
        "Exported {what}, {}, to {path}",
        print::size(written.bytes)
    )];
    clauses.extend(print::named(&written.missing, "not in the library, so not there"));
    format!("{}.", clauses.join("; "))
}

/// What went with a project.
#[derive(Serialize)]
struct Deleted {
    title: String,
    segments: i64,
    #[serde(flatten)]
    files: FileReport,
    revision: i64,
}

async fn delete(library: &Library, work: &Work, id: ProjectId, form: Form) -> Result<String> {
    let outcome = library.watched(work).run(DeleteProject { id }).await?;
    let deleted = Deleted {
        title: outcome.value.title,
        segments: outcome.value.segments,
        files: outcome.files,
        revision: outcome.revision,
    };
    form.say(&deleted, |deleted| {
        let title = print::one_line(&deleted.title);
        let what = format!(
            "Deleted “{title}” with {}",
            print::count(deleted.segments, "segment")
        );
        let mut clauses = vec![what];
        clauses.extend(print::files(&deleted.files, print::Fate::Trashed));
        format!("{}.", clauses.join("; "))
    })
}

async fn summary(library: &Library, id: ProjectId) -> Result<ProjectSummary> {
    let projects = library.projects().await?;
    let found = projects.into_iter().find(|project| project.id == id);
    found.ok_or_else(|| Error::NotFound {
        what: RowKind::Project,
        ids: vec![id.0],
    })
}

fn one(done: &str, project: &ProjectSummary) -> String {
    let (id, title) = (project.id, print::one_line(&project.title));
    format!(
        "{done} project {id}: “{title}”, {}.",
        print::count(project.segments, "segment")
    )
}

fn list(projects: &[ProjectSummary]) -> String {
    let row = |project: &ProjectSummary| {
        [
            project.id.to_string(),
            project.segments.to_string(),
            project.gaps.to_string(),
            print::duration(Some(project.duration_ms)),
            print::size(project.bytes),
            print::one_line(&project.title),
        ]
    };
    let titles = ["ID", "SEGMENTS", "GAPS", "AUDIO", "SIZE", "TITLE"];
    print::table(titles, projects.iter().map(row).collect())
}
