//! Starting Segue: on a file, a second time, after a crash.

use segue_e2e::{LibraryOnDisk, Window, start_again};

#[tokio::test]
async fn a_second_start_hands_what_it_was_given_to_the_window_that_has_the_library() {
    let library = LibraryOnDisk::with_sample().await;
    let window = Window::open_story(&library).await;
    let story = library.home().join("The Fox.txt");
    std::fs::write(&story, "The fox came by.\n\nNobody was at home.\n").unwrap();

    let marker = library.path().join("library.segue");
    start_again(&library, &[marker.as_os_str(), story.as_os_str()]).await;

    window.timeline_counts(2).await;
    assert!(
        library
            .rows()
            .await
            .iter()
            .any(|row| row.text == "Nobody was at home.")
    );
    assert_eq!(
        library.projects().await.len(),
        2,
        "one library, one window, one more story"
    );
}

#[tokio::test]
async fn the_launcher_s_new_project_asks_for_a_title_in_the_window() {
    let library = LibraryOnDisk::with_sample().await;
    let window = Window::open_story(&library).await;
    let folder = library.path();
    start_again(
        &library,
        &["--library".as_ref(), folder.as_ref(), "--new-project".as_ref()],
    )
    .await;
    window.says("New project").await;
    assert_eq!(
        library.projects().await.len(),
        1,
        "nothing is made before a title is given"
    );
}

#[tokio::test]
async fn the_window_comes_back_where_it_was_and_as_large() {
    const PLACE: [u32; 4] = [60, 40, 1130, 710];
    let library = LibraryOnDisk::with_sample().await;
    let window = Window::open_story(&library).await;
    window.set_place(PLACE).await;
    window.quit().await;

    // Twice: a window that forgets its menu bar would shrink or grow a little each time.
    for _ in 0..2 {
        let window = Window::open_story(&library).await;
        window.has_place(PLACE).await;
        window.quit().await;
    }
}

#[tokio::test]
async fn the_start_after_a_crash_says_so_and_offers_the_log() {
    let library = LibraryOnDisk::with_sample().await;
    Window::open_story(&library).await.kill().await;

    let window = Window::open_story(&library).await;
    window.says("did not end properly").await;
    window.says("Show the log").await;
}
