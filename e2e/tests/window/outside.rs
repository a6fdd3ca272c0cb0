//! What comes in from other programs and goes out to them: native drops, pastes and dialogs, as they end up on disk.

use std::path::{Path, PathBuf};

use segue_e2e::{Key, open_sample};

/// Copies of a file of the library in a folder outside, by these names.
fn copies(folder: &Path, of: &Path, names: &[&str]) -> Vec<PathBuf> {
    let copy = |name: &&str| {
        let file = folder.join(name);
        std::fs::copy(of, &file).expect("a copy outside");
        file
    };
    names.iter().map(copy).collect()
}

#[tokio::test]
async fn files_dropped_beside_the_segments_become_segments_of_their_own() {
    let (library, rows, window) = open_sample().await;
    let outside = tempfile::tempdir().expect("a folder outside");
    let image = library.path().join(rows[0].image.as_ref().expect("an image"));
    let files = copies(outside.path(), &image, &["10 late.webp", "9 early.webp"]);
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let arrived = async || {
        let now = library.rows().await;
        (now.len() == rows.len() + 2).then_some(now)
    };
    let now = window.drop_beside_segments(&files, arrived).await;
    assert_eq!(now[..rows.len()], rows, "what was there stays as it was");
    for row in &now[rows.len()..] {
        let stored = library.path().join(row.image.as_ref().expect("an image"));
        assert_eq!(
            std::fs::read(stored).expect("its file"),
            std::fs::read(&image).expect("the image")
        );
        assert!(row.audio.is_none() && row.text.is_empty());
        window.shows_clip(row).await;
    }
    assert_eq!(library.files_in("media"), 2 * rows.len() + 2);
    assert!(
        files.iter().all(|file| file.is_file()),
        "the originals stay where they are"
    );
}

#[tokio::test]
async fn an_image_is_pasted_from_another_program() {
    let (library, rows, window) = open_sample().await;
    let outside = tempfile::tempdir().expect("a folder outside");
    let picture = outside.path().join("picture.png");
    std::fs::write(&picture, include_bytes!("../../../icons/128x128.png")).expect("a picture outside");
    window.select(&rows[1], None).await;
    window.tab_to_button("Replace image").await;
    let arrived = async || {
        let now = library.rows().await;
        (now[1].image != rows[1].image).then_some(now)
    };
    let now = window.paste_image(&picture, arrived).await;

    let stored = library.path().join(now[1].image.as_ref().expect("an image"));
    let stored = std::fs::read(stored).expect("its file");
    assert!(stored.starts_with(b"\x89PNG"), "it came as an image of its own");
    assert_eq!(now[1].audio, rows[1].audio, "the take stays");
    assert_eq!(
        (library.files_in("media"), library.files_in("trash")),
        (2 * rows.len(), 1)
    );
}

#[tokio::test]
async fn a_story_is_exported_to_the_folder_that_a_dialog_names() {
    let (library, rows, window) = open_sample().await;
    let outside = tempfile::tempdir().expect("a folder outside");
    window.press(&[Key::Control], 'e').await;
    window.click_button("Choose folder…").await;
    window.choose_folder("Export the story to", outside.path()).await;
    window.says("Exported “The Hare and the Tortoise”").await;

    let folder = outside.path().join("The Hare and the Tortoise");
    let entries = std::fs::read_dir(&folder).expect("the new folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a plain name")
        })
        .collect();
    names.sort();
    assert_eq!(names.len(), 2 * rows.len() + 1, "{names:?}");
    for (row, files) in rows.iter().zip(names.chunks(2)) {
        assert!(
            files
                .iter()
                .all(|name| name.starts_with(&format!("{:03} ", row.sequence_index + 1)))
        );
        // By name the take, `.ogg`, comes before the image, `.webp`.
        let [image, take] = library.media_of(row);
        assert_eq!(std::fs::read(folder.join(&files[0])).expect("a take"), take);
        assert_eq!(std::fs::read(folder.join(&files[1])).expect("an image"), image);
    }
    assert_eq!(
        std::fs::read_dir(outside.path()).expect("the folder").count(),
        1,
        "and nothing beside it"
    );
    library.holds(&rows).await;
}
