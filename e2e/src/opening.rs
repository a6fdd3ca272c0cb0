use crate::{LibraryOnDisk, Row, Window};

/// Opens the window on a library of its own that holds the sample story. Returns what is in the library, too.
pub async fn open_sample() -> (LibraryOnDisk, Vec<Row>, Window) {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    (library, rows, window)
}
