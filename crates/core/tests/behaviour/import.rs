//! Import: a whole story or nothing.

use segue_core::ErrorCode;
use segue_core::format::{Story, StorySegment, read_story};
use segue_core::media::MediaSource;
use segue_core::ops::{ImportStory, StoryMedia};
use segue_core::sample;

use crate::support::{Fixture, png, refusal, refused, source, tree};

fn story_of(texts: &[&str]) -> Story {
    let segments = texts.iter().map(|text| StorySegment {
        text: (*text).to_owned(),
        image_prompt: String::new(),
        ..StorySegment::default()
    });
    Story {
        title: Some("Fable".to_owned()),
        segments: segments.collect(),
    }
}

#[tokio::test]
async fn a_text_file_becomes_a_project_a_segment_a_paragraph() {
    let fixture = Fixture::empty().await;
    let file = fixture.original("fox.txt");
    std::fs::write(&file, "A fox\nsaw grapes.\n\n\nThey were sour.\n").unwrap();
    let request = ImportStory {
        story: read_story(&file).unwrap(),
        title: None,
        media: Vec::new(),
    };
    let outcome = fixture.library.run(request).await.unwrap();
    let segments = fixture.library.segments(outcome.value).await.unwrap();
    assert_eq!(
        segments
            .iter()
            .map(|segment| segment.sequence_index)
            .collect::<Vec<_>>(),
        [0, 1]
    );
    assert!(segments[0].text.starts_with("A fox") && segments[1].text == "They were sour.");
    assert!(outcome.change.projects_changed);
}

#[tokio::test]
async fn storyflow_json_brings_title_and_prompts() {
    let fixture = Fixture::empty().await;
    let file = fixture.original("fox.json");
    let json = r#"{"title": "Fox", "segments": [{"text_content": "One", "image_prompt": "a fox", "id": 7}, {"text_content": "Two"}]}"#;
    std::fs::write(&file, json).unwrap();
    let request = ImportStory {
        story: read_story(&file).unwrap(),
        title: None,
        media: Vec::new(),
    };
    let project = fixture.library.run(request).await.unwrap().value;
    assert_eq!(fixture.library.project(project).await.unwrap().title, "Fox");
    assert_eq!(fixture.timeline_of(project).await, "One0 Two1");
    assert_eq!(
        fixture.library.segments(project).await.unwrap()[0].image_prompt,
        "a fox"
    );
}

#[tokio::test]
async fn a_stated_title_wins() {
    let fixture = Fixture::empty().await;
    let request = ImportStory {
        story: story_of(&["a"]),
        title: Some("Mine".to_owned()),
        media: Vec::new(),
    };
    let project = fixture.library.run(request).await.unwrap().value;
    assert_eq!(fixture.library.project(project).await.unwrap().title, "Mine");
}

#[tokio::test]
async fn errors_tell_file_and_line() {
    let fixture = Fixture::empty().await;
    let file = fixture.original("bad.json");
    std::fs::write(
        &file,
        "{\"segments\": [\n{\"text_content\": \"One\"},\n{\"text_content\": 2}\n]}",
    )
    .unwrap();
    let error = refusal(read_story(&file));
    assert_eq!(error.code(), ErrorCode::Invalid);
    assert!(error.to_string().contains("Line 3"), "{error}");
    assert_eq!(error.to_wire().path.unwrap(), file.display().to_string());
    let file = fixture.original("bad.txt");
    std::fs::write(&file, b"One\n\nTwo\n\n\xff\xfe").unwrap();
    assert!(refusal(read_story(&file)).to_string().contains("ine 5"));
}

#[tokio::test]
async fn one_bad_picture_creates_nothing() {
    let fixture = Fixture::empty().await;
    let good = StoryMedia {
        image: source(&png(&fixture.original("good.png"), 5)),
        audio: None,
    };
    let bad = MediaSource::Bytes {
        name: "bad.png".to_owned(),
        bytes: (&b"no picture"[..]).into(),
    };
    let bad = StoryMedia {
        image: Some(bad),
        audio: None,
    };
    let before = (fixture.everything().await, tree(&fixture.path("cache")));
    let request = ImportStory {
        story: story_of(&["a", "b"]),
        title: None,
        media: vec![good, bad],
    };
    assert_eq!(
        refused(fixture.library.run(request).await),
        ErrorCode::UnsupportedMedia
    );
    assert_eq!((fixture.everything().await, tree(&fixture.path("cache"))), before);
}

#[tokio::test]
async fn a_story_without_segments_creates_nothing() {
    let fixture = Fixture::empty().await;
    let before = fixture.everything().await;
    let request = ImportStory {
        story: story_of(&[]),
        title: None,
        media: Vec::new(),
    };
    assert_eq!(refused(fixture.library.run(request).await), ErrorCode::Invalid);
    assert_eq!(fixture.everything().await, before);
}

#[tokio::test]
async fn a_blank_title_creates_nothing() {
    let fixture = Fixture::empty().await;
    let before = fixture.everything().await;
    let request = ImportStory {
        story: story_of(&["a"]),
        title: Some(" ".to_owned()),
        media: Vec::new(),
    };
    assert_eq!(refused(fixture.library.run(request).await), ErrorCode::Invalid);
    assert_eq!(fixture.everything().await, before);
}

#[tokio::test]
async fn the_sample_story_is_whole() {
    let fixture = Fixture::empty().await;
    let project = fixture.library.run(sample::story().unwrap()).await.unwrap().value;
    let segments = fixture.library.segments(project).await.unwrap();
    assert!(segments.len() >= 12);
    for segment in &segments {
        let (image, audio) = (segment.image.as_ref().unwrap(), segment.audio.as_ref().unwrap());
        assert!(
            image.bytes <= 60_000 && audio.bytes <= 40_000,
            "segment {} is large",
            segment.sequence_index
        );
        assert!(segment.duration_ms.unwrap() > 500 && !segment.text.is_empty());
    }
    assert_eq!(fixture.in_media().len(), segments.len() * 2);
}

#[tokio::test]
async fn an_import_is_one_operation() {
    let fixture = Fixture::empty().await;
    let before = fixture.library.status().await.unwrap().revision;
    let request = ImportStory {
        story: story_of(&["a", "b", "c"]),
        title: None,
        media: Vec::new(),
    };
    assert_eq!(fixture.library.run(request).await.unwrap().revision, before + 1);
}
