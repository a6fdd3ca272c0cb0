//! What `seguectl` is asked: a noun, a verb, and how to answer.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use segue_core::ExportFormat;
use segue_core::model::{ProjectId, SegmentId};

pub(crate) use self::segment::{AddArgs, AttachArgs, DetachArgs, EditArgs, SegmentVerb};

mod segment;

const AFTER_HELP: &str = "\
Places are sequence indexes, counted from 0 as in the JSON (the window shows them plus one).

With --json, one JSON document goes to standard output:
  library create, info   the library; info adds its sizes and the files still waiting
  library check          the report; with --fix {repairs, report}, the report as it is afterwards
  library retry          the library's sizes, with the files still waiting
  library backup, backups                  the copy, an array of copies
  library restore-backup the library
  library rescue         {folder, projects, segments, files, unreadable}
  library retention      {days, max_bytes, recycles}
  project list           an array of projects
  project create, import, sample, rename   the project
  project export         {path, segments, files, bytes, missing}
  segment list           an array of segments, by sequence index
  segment find           {ids, words, not_understood, revision}
  segment show, add, edit, attach, detach  the segment
  segment delete         the receipt; project delete: the same without the places
  segment delete --dry-run                 {segments, first_index, locked, stale, moved, duration_ms, silent, files}
  segment duplicate, paste                 {ids, first_index, revision}
  segment split          {second, sequence_index, revision}; merge: {id, trashed, revision}
  segment move, reorder, close-gaps        {revision, segments}
  trash list             an array; restore, purge, empty: what came back or went
  history list           {steps, undo, redo}; undo, redo: {steps, revision}

Exit: 0 done, 1 refused, 2 wrong usage, 130 cancelled by Ctrl+C. When refused or cancelled, standard error carries one
line of JSON: {code, message, hint?, path?}. Nothing has been changed then.

Ctrl+C cancels until something is changed for good; after that the command goes to its end. A second one stops it at
once, and what it left is finished when the library is opened next.";

/// Looks into a Segue library and changes it, through the same core as the window.
#[derive(Debug, Parser)]
#[command(name = "seguectl", version, after_help = AFTER_HELP, propagate_version = true)]
pub(crate) struct Request {
    /// The library's folder, or the `*.segue` file in it.
    #[arg(
        short = 'L',
        long = "library",
        value_name = "FOLDER",
        env = "SEGUE_LIBRARY",
        global = true
    )]
    pub(crate) folder: Option<PathBuf>,
    /// Answer with one JSON document.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) noun: Noun,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Noun {
    /// The library as a whole.
    #[command(subcommand)]
    Library(LibraryVerb),
    /// The stories in it.
    #[command(subcommand)]
    Project(ProjectVerb),
    /// The segments of a story.
    #[command(subcommand)]
    Segment(SegmentVerb),
    /// What was deleted and can come back.
    #[command(subcommand)]
    Trash(TrashVerb),
    /// What was done, and how to take it back.
    #[command(subcommand)]
    History(HistoryVerb),
}

#[derive(Debug, Subcommand)]
pub(crate) enum TrashVerb {
    /// List a project's deleted segments, the last deleted first.
    List {
        /// The project.
        project: ProjectId,
    },
    /// Bring deleted segments back, each at its old place.
    Restore {
        /// Deleted segments of one project. One unknown id refuses all.
        #[arg(required = true, value_name = "SEGMENT_ID")]
        ids: Vec<SegmentId>,
    },
    /// Unlink deleted segments' files and forget the segments. Can't be taken back.
    Purge {
        /// Deleted segments of one project. One unknown id refuses all.
        #[arg(required = true, value_name = "SEGMENT_ID")]
        ids: Vec<SegmentId>,
    },
    /// Purge the trash of a project, or of all. Can't be taken back.
    Empty {
        /// The project; all where none is named.
        project: Option<ProjectId>,
        /// Only what was deleted more than so many days ago.
        #[arg(long, value_name = "DAYS")]
        older_than: Option<u32>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum HistoryVerb {
    /// List a project's steps, the newest first; `-` marks those taken back, `!` those done for good.
    List {
        /// The project.
        project: ProjectId,
    },
    /// Take the last step back, media included.
    Undo {
        /// The project; one that was deleted, too.
        project: ProjectId,
        /// How many steps.
        #[arg(long, default_value_t = 1)]
        times: u32,
    },
    /// Do again what was taken back last.
    Redo {
        /// The project.
        project: ProjectId,
        /// How many steps.
        #[arg(long, default_value_t = 1)]
        times: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LibraryVerb {
    /// Make a library in a new or empty folder.
    Create,
    /// List the copies of the database, the newest first. The library need not be one that opens.
    Backups,
    /// Make a copy the library's database again. The present one is put aside as another backup first.
    RestoreBackup {
        /// The copy's name, as `backups` lists it.
        name: String,
    },
    /// Save what can still be read, damaged library or not, to a new folder. Changes nothing in the library.
    Rescue {
        /// Where to make the folder.
        target: PathBuf,
    },
    #[command(flatten)]
    Open(OpenLibraryVerb),
}

/// What is asked of a library that is open.
#[derive(Debug, Subcommand)]
pub(crate) enum OpenLibraryVerb {
    /// Tell what it is and how much it holds.
    Info,
    /// Compare the database with the disk, both ways. Changes nothing without --fix.
    Check {
        /// Put right what can be: strays move home, files that no row knows go to the trash. No file is deleted.
        #[arg(long)]
        fix: bool,
    },
    /// Try again to move the files that wait.
    Retry,
    /// Copy the database to the library's backups folder.
    Backup,
    /// Tell how long the trash keeps what was deleted, or set it; a stricter rule applies at once.
    Retention(RetentionArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RetentionArgs {
    /// Purge what was deleted more than so many days ago; `never` for no such limit.
    #[arg(long, value_name = "DAYS", value_parser = limit::<u32>)]
    pub(crate) days: Option<Limit<u32>>,
    /// While the trash holds more bytes than this, purge the oldest; `never` for no such limit.
    #[arg(long, value_name = "BYTES", value_parser = limit::<i64>)]
    pub(crate) max_bytes: Option<Limit<i64>>,
    /// Hand purged files to the system's recycle bin instead of unlinking them.
    #[arg(long, value_name = "true|false")]
    pub(crate) recycle: Option<bool>,
}

/// A limit, or that there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit<T>(pub(crate) Option<T>);

fn limit<T: FromStr>(text: &str) -> Result<Limit<T>, String> {
    match text {
        "never" => Ok(Limit(None)),
        _ => match text.parse() {
            Ok(number) => Ok(Limit(Some(number))),
            Err(_) => Err("a number, or never".to_owned()),
        },
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProjectVerb {
    /// List the projects.
    List,
    /// Make an empty project.
    Create {
        /// What people call it.
        title: String,
    },
    /// Make a project of a text file (a segment a paragraph) or of StoryFlow JSON, with the images and takes beside it that it was
    /// exported with. All of it or nothing.
    Import {
        /// A .txt, .md or .json file.
        file: PathBuf,
        /// Title to use in place of the file's own.
        #[arg(long)]
        title: Option<String>,
    },
    /// Make a project of the sample story that ships with Segue, with its pictures and takes.
    Sample,
    /// Write a story to a new folder or file, named after its title. Nothing that is there is replaced.
    Export {
        /// The project.
        id: ProjectId,
        /// The folder to make it in.
        #[arg(long = "to", value_name = "DIR")]
        target: PathBuf,
        /// folder: story.json with all images and takes, which can be imported again; text: the narration; subtitles: .srt.
        #[arg(long, value_enum, default_value_t = Format::Folder)]
        format: Format,
        /// How long a segment without a take lasts in subtitles, in milliseconds.
        #[arg(long, value_name = "MS", default_value_t = 3_000)]
        silence: u32,
    },
    /// Give a project another title.
    Rename {
        /// The project.
        id: ProjectId,
        /// The new title.
        title: String,
    },
    /// Delete a project with its segments; their media go to the trash.
    Delete {
        /// The project.
        id: ProjectId,
    },
}

/// What a story is written as.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Folder,
    Text,
    Subtitles,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Folder => Self::Folder,
            Format::Text => Self::Text,
            Format::Subtitles => Self::Subtitles,
        }
    }
}
