//! Find: matches are stepped through, and all of them go in one step and come back in one.

use segue_e2e::{Key, LibraryOnDisk, Window};

use crate::without;

/// What is looked for: in the sample story it stands in narrations and in prompts, and is part of no other word.
const WORD: &str = "tortoise";

#[tokio::test]
async fn what_is_found_is_stepped_through_and_goes_and_comes_back_in_one_step() {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT id FROM segment WHERE text LIKE '%tortoise%' OR image_prompt LIKE '%tortoise%'",
    )
    .fetch_all(&mut library.interfere().await)
    .await
    .unwrap();
    let found: Vec<usize> = (0..rows.len())
        .filter(|&place| ids.contains(&rows[place].id))
        .collect();
    assert!(
        found.len() > 2 && found.len() < rows.len(),
        "{WORD:?} is in {} lines",
        found.len()
    );
    let window = Window::open_story(&library).await;
    window.select(&rows[found[0]], None).await;

    window.press(&[Key::Control], 'f').await;
    for letter in WORD.chars() {
        window.press(&[], letter).await;
    }
    window.says(&format!("1 of {}", found.len())).await;
    window.press(&[], Key::Enter).await;
    window.shows_selected(&rows[found[1]]).await;
    window.press(&[], Key::F3).await;
    window.shows_selected(&rows[found[2]]).await;
    window.press(&[Key::Shift], Key::F3).await;
    window.says(&format!("2 of {}", found.len())).await;
    assert_eq!(library.rows().await, rows, "looking changes nothing");

    window.press(&[Key::Control, Key::Shift], 'F').await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &found)).await;
    window.says("0 matches").await;
    assert!(found.iter().all(|&place| !library.has_media_of(&rows[place])));

    window.press(&[Key::Control], 'z').await;
    library.holds(&rows).await;
    for row in &rows {
        library.has_again_media_of(row).await;
    }
}
