use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was being done when the disk or the database refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[expect(missing_docs, reason = "each says itself in words")]
pub enum Task {
    #[error("Opening the library failed")]
    OpenLibrary,
    #[error("Reading the library failed")]
    ReadLibrary,
    #[error("Checking the library failed")]
    CheckLibrary,
    #[error("Bringing the library up to date failed")]
    MigrateLibrary,
    #[error("Locking the library failed")]
    LockLibrary,
    #[error("Closing the library failed")]
    CloseLibrary,
    #[error("Making the library's folder failed")]
    MakeLibraryFolder,
    #[error("Finding the library's folder failed")]
    FindLibraryFolder,
    #[error("Opening the library's folders failed")]
    OpenLibraryFolders,
    #[error("Reading the library's folders failed")]
    ReadLibraryFolders,
    #[error("Looking into the folder failed")]
    LookIntoFolder,
    #[error("Backing the library up failed")]
    BackUp,
    #[error("Reading the backups failed")]
    ReadBackups,
    #[error("Restoring the backup failed")]
    RestoreBackup,
    #[error("Putting the present state aside failed")]
    PutAside,
    #[error("Saving what can be read failed")]
    Rescue,
    #[error("Exporting the story failed")]
    Export,
    #[error("Saving the file failed")]
    SaveFile,
    #[error("Reading how long the trash keeps failed")]
    ReadRetention,
    #[error("Saving how long the trash keeps failed")]
    SaveRetention,
    #[error("Reading the projects failed")]
    ReadProjects,
    #[error("Making the project failed")]
    MakeProject,
    #[error("Renaming the project failed")]
    RenameProject,
    #[error("Deleting the project failed")]
    DeleteProject,
    #[error("Bringing the project back failed")]
    RestoreProject,
    #[error("Reading the segments failed")]
    ReadSegments,
    #[error("Adding the segments failed")]
    AddSegments,
    #[error("Changing the segment failed")]
    ChangeSegment,
    #[error("Deleting the segments failed")]
    DeleteSegments,
    #[error("Moving the segments failed")]
    MoveSegments,
    #[error("Moving the segments to the trash failed")]
    TrashSegments,
    #[error("Bringing the segments back failed")]
    RestoreSegments,
    #[error("Reading the trash failed")]
    ReadTrash,
    #[error("Emptying the trash failed")]
    EmptyTrash,
    #[error("Adding the files to the library failed")]
    AddMedia,
    #[error("Noting where the files belong failed")]
    PlaceMedia,
    #[error("Recording where the files are failed")]
    RecordMedia,
    #[error("Reading the media files' places failed")]
    ReadMedia,
    #[error("Making the moved files durable failed")]
    SyncMedia,
    #[error("Writing to the media folder failed")]
    WriteMedia,
    #[error("Reading the history failed")]
    ReadHistory,
    #[error("Writing the history failed")]
    WriteHistory,
    #[error("Cutting the history failed")]
    CutHistory,
    #[error("Starting the change failed")]
    StartChange,
    #[error("Saving the change failed")]
    SaveChange,
    #[error("Opening the file failed")]
    OpenFile,
    #[error("Reading the file failed")]
    ReadFile,
    #[error("Reading the image failed")]
    ReadImage,
    #[error("Reading the audio failed")]
    ReadAudio,
    #[error("Reading the story failed")]
    ReadStory,
    #[error("Copying the file into the library failed")]
    CopyIn,
    #[error("Taking the file in failed")]
    TakeIn,
    #[error("Copying the file failed")]
    CopyFile,
    #[error("Storing the settings failed")]
    StoreSettings,
    #[error("Showing the folder of the logs failed")]
    ShowLogs,
    #[error("Showing what was exported failed")]
    ShowExported,
    #[error("It is done, but telling so failed")]
    Answer,
}
