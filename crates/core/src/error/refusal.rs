use serde::{Deserialize, Serialize};
use ts_rs::TS;

const FORMATS: &str = "Stories are plain text (.txt, .md) or StoryFlow JSON (.json).";

const SHAPE: &str = r#"Expected: {"title": "…", "segments": [{"text_content": "…", "image_prompt": "…"}]}"#;

/// Why a request makes no sense, whatever the library holds or as it stands. One list for the core and its doors, so that
/// one catalogue of texts can say each in the person's language; the words here are for the command line and the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
#[ts(export)]
pub enum Refusal {
    /// A verb on segments was given none.
    #[error("No segment was named.")]
    NoSegmentNamed,
    /// A verb on files was given none.
    #[error("No file was named.")]
    NoFileNamed,
    /// Files for one segment, which has one image and one take.
    #[error("A segment has one image and one take.")]
    SeveralForOneSegment,
    /// More files than an operation makes segments of.
    #[error("At most {most} files can be added in one step.")]
    TooManyFiles {
        /// Files.
        most: u32,
    },
    /// Segments of one project were asked for.
    #[error("These segments are of different projects.")]
    DifferentProjects,
    /// The project of deleted segments is gone.
    #[error("The project of these segments was deleted.")]
    ProjectDeleted,
    /// A project without a title.
    #[error("A project needs a title.")]
    TitleMissing,
    /// Too long a title.
    #[error("A title has at most {most} characters.")]
    TitleTooLong {
        /// Characters.
        most: u32,
    },

    /// A place to add at that is none.
    #[error("There is no place {place} to add a segment at.")]
    NoPlaceToAdd {
        /// Sequence index that was asked for.
        #[ts(type = "number")]
        place: i64,
        /// The last one that there is.
        #[ts(type = "number")]
        last: i64,
    },
    /// A place to move to that is none.
    #[error("There is no place {place} to move to.")]
    NoPlaceToMove {
        /// Sequence index that was asked for.
        #[ts(type = "number")]
        place: i64,
        /// The last one that there is.
        #[ts(type = "number")]
        last: i64,
    },
    /// The numbers of the places end here.
    #[error("There are no places left behind these segments.")]
    NoPlacesLeft,
    /// A gap that is none.
    #[error("No gap starts at {index}.")]
    NoGap {
        /// Sequence index that was asked for.
        #[ts(type = "number")]
        index: i64,
    },
    /// An order that doesn't fit the segments.
    #[error("The order has to name every segment once ({faults}).")]
    WrongOrder {
        /// What is wrong with it, with ids: for whoever wrote the request.
        faults: String,
    },
    /// There is no order to repair.
    #[error("No segment stands before the first place.")]
    OrderIsSound,
    /// Places so far apart that arithmetic ends.
    #[error("The segments of this project stand too far apart to be put in order.")]
    TooFarApart,
    /// More copies at once than one step makes.
    #[error("One step copies at most {most} segments.")]
    TooManyCopies {
        /// Segments.
        most: u32,
    },
    /// More segments at once than are read.
    #[error("At most {most} segments are read at once.")]
    TooManyToRead {
        /// Segments.
        most: u32,
    },
    /// A place in the narration that is none, or amid a character.
    #[error("The text has no place {at} to split it at.")]
    NoPlaceToSplit {
        /// UTF-16 code units before it.
        at: u32,
    },
    /// A split that would leave nothing on one side.
    #[error("There is no text on both sides of this place.")]
    NothingToSplit,
    /// A merge of the last segment.
    #[error("No segment stands behind this one to merge it with.")]
    NothingToMergeWith,

    /// A story file of no known kind.
    #[error("{} isn't a story that Segue can read.", kind_of_file(extension.as_deref()))]
    NotAStory {
        /// What its name ends with, in lower case.
        extension: Option<String>,
    },
    /// A folder or a device where a file was to be.
    #[error("This isn't a file.")]
    NotAFile,
    /// Too large a story.
    #[error("The story is larger than {most_mb} MB.")]
    StoryTooLarge {
        /// Megabytes, of a million bytes.
        most_mb: u32,
    },
    /// A text that isn't UTF-8.
    #[error("Line {line} isn't UTF-8 text.")]
    StoryNotUtf8 {
        /// 1-based.
        line: u32,
    },
    /// JSON of another form.
    #[error("Line {line}: {fault} (column {column}).")]
    StoryBroken {
        /// 1-based.
        line: u32,
        /// 1-based.
        column: u32,
        /// What the parser said.
        fault: String,
    },
    /// A story that was handed over without a segment.
    #[error("The story has no segments.")]
    EmptyStory,
    /// A text without a paragraph.
    #[error("The story has no segments.")]
    EmptyText,
    /// JSON without a segment.
    #[error("The story has no segments.")]
    EmptyJson,
    /// A story file that names a file which is not plainly one beside it.
    #[error("“{name}” is not the name of a file beside the story.")]
    NotBesideStory {
        /// What it names, or its beginning.
        name: String,
    },
    /// Words were to be written of a story without any.
    #[error("The story has no narration.")]
    NoNarration,

    /// A folder without a library.
    #[error("This folder is not a Segue library.")]
    NotALibrary,
    /// A new library where there is one.
    #[error("This folder is a Segue library already.")]
    AlreadyALibrary,
    /// A new library in a folder with something else in it.
    #[error("A new library needs an empty folder.")]
    FolderNotEmpty,
    /// A move from one to the other would not be one.
    #[error("The library's media and trash folders are on different disks.")]
    FoldersApart,
    /// A change to a library that is open for reading only.
    #[error("This library is open for reading only.")]
    ReadOnly,
    /// Work on a library that was closed.
    #[error("This library is closed.")]
    Closed,
    /// A backup that is not there.
    #[error("There is no backup by that name.")]
    NoSuchBackup,
    /// A retention below nothing.
    #[error("The trash can't be held below zero bytes.")]
    TrashBelowZero,
    /// A stored path that is not followed.
    #[error("The stored path leads out of the library, so it was not followed.")]
    PathLeavesLibrary,

    /// No library is open.
    #[error("No library is open.")]
    NoLibraryOpen,
    /// A library that another window has, which was brought to the front.
    #[error("This library has a window of its own, which is in front now.")]
    HasItsOwnWindow,
    /// A token of a chosen file that was used or has aged.
    #[error("The chosen file is no longer known.")]
    ChoiceForgotten,
    /// An entry of the recent libraries that is gone.
    #[error("That library is no longer in the list.")]
    RecentForgotten,
    /// Something chosen that has no path.
    #[error("That is not a file on this machine.")]
    NotOnThisMachine,
    /// The command line names no folder.
    #[error("--library needs the name of a folder.")]
    LibraryUnnamed,
    /// The system doesn't tell where the documents are.
    #[error("Segue can't tell where your documents are.")]
    DocumentsUnknown,
    /// Something went wrong in Segue itself.
    #[error("Segue stopped half way ({detail}).")]
    Stopped {
        /// What is known of it.
        detail: String,
    },
}

impl Refusal {
    /// Returns what to do instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::SeveralForOneSegment => {
                "Drop them beside the segments: then each gets a segment of its own."
            }
            Self::TooManyFiles { .. } => "Add them in several steps.",
            Self::DifferentProjects => "Take the segments of one project at a time.",
            Self::ProjectDeleted => "Bring the project back first, by undo.",
            Self::NoPlaceToAdd { last, .. } | Self::NoPlaceToMove { last, .. } => {
                return Some(format!("The places go from 0 to {last}."));
            }
            Self::NoPlacesLeft => "Close the gaps of the project first.",
            Self::NoGap { .. } => "It may have been closed meanwhile.",
            Self::WrongOrder { .. } => "Read the project's segments again and send the whole order.",
            Self::TooManyToRead { .. } => "Read them in several turns.",
            Self::TooManyCopies { .. } => "Copy them in several steps.",
            Self::NothingToSplit => "Put the cursor between two words.",
            Self::NotAStory { .. } | Self::NotAFile => FORMATS,
            Self::StoryTooLarge { .. } => "Split it into several files.",
            Self::StoryNotUtf8 { .. } => "Save the file as UTF-8, then try again.",
            Self::StoryBroken { .. } | Self::EmptyJson => SHAPE,
            Self::NotBesideStory { .. } => {
                "Images and takes have to lie in the folder of the story file, and no other is followed."
            }
            Self::EmptyText => "Write a paragraph for each segment, with a blank line between.",
            Self::NotALibrary => "A library's folder holds a file named library.db.",
            Self::AlreadyALibrary => "Open it instead.",
            Self::FoldersApart => {
                "Put both on one disk again: a move between disks could be cut off half way."
            }
            Self::ReadOnly => "Restore a backup of it, then it can be changed again.",
            Self::NoSuchBackup => "It may have made room for newer ones.",
            Self::NoLibraryOpen => "Open a library first.",
            Self::ChoiceForgotten => "Choose the file again.",
            Self::RecentForgotten => "Open it by its folder.",
            Self::LibraryUnnamed | Self::DocumentsUnknown => "Start Segue with: --library DIR",
            Self::NoSegmentNamed
            | Self::NoFileNamed
            | Self::HasItsOwnWindow
            | Self::TitleMissing
            | Self::TitleTooLong { .. }
            | Self::OrderIsSound
            | Self::TooFarApart
            | Self::NoPlaceToSplit { .. }
            | Self::NothingToMergeWith
            | Self::EmptyStory
            | Self::NoNarration
            | Self::FolderNotEmpty
            | Self::Closed
            | Self::TrashBelowZero
            | Self::PathLeavesLibrary
            | Self::NotOnThisMachine
            | Self::Stopped { .. } => return None,
        };
        Some(hint.to_owned())
    }
}

fn kind_of_file(extension: Option<&str>) -> String {
    extension.map_or_else(
        || "A file without an extension".to_owned(),
        |extension| format!("A .{extension} file"),
    )
}
