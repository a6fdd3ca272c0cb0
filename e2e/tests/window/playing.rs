//! The story plays: its takes are heard one behind the other, and deleting the one that plays does not stop it.

use segue_e2e::{Key, open_sample};

use crate::without;

#[tokio::test]
async fn the_story_plays_from_take_to_take_and_past_what_is_deleted() {
    let (library, rows, window) = open_sample().await;
    window.shows_waveform(&rows[0]).await;
    window.select(&rows[0], None).await;

    // Four times as fast: the current segment follows the takes, with nobody touching it.
    for _ in 0..3 {
        window.press(&[], 'l').await;
    }
    window.shows_selected(&rows[1]).await;
    window.press(&[], 'k').await;

    // The segment that plays is deleted: its take leaves the media folder, and the next one plays.
    window.select(&rows[2], None).await;
    window.press(&[], ' ').await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[2])).await;
    library.has_lost_media_of(&rows[2]).await;
    for _ in 0..2 {
        window.press(&[], 'l').await;
    }
    window.shows_selected(&rows[4]).await;
    window.click_button("Pause").await;
}
