//! What fuzzing begins with: an input of each kind that makes sense, written to the corpus by a test that is asked for.

use std::io::Cursor;
use std::path::Path;

use image::{ImageFormat, RgbImage};
use segue_core::Library;
use sqlx::Connection;

use super::corpus;
use super::seeds::{library, make_small};
use super::target::{Input, Kind};
use crate::hostile::open_database;
use crate::step::Step;

/// Makes the inputs that a target begins with.
async fn inputs(kind: Kind, scratch: &Path) -> anyhow::Result<Vec<(String, Input)>> {
    Ok(match kind {
        Kind::Paths => texts(&[
            ("plain", "txt", "media/a.png"),
            ("below", "txt", "media/2026/11/a b.png"),
            ("link", "txt", "media/link/canary"),
            ("climbs", "txt", "media/../../outside/canary"),
            ("absolute", "txt", "/media/a.png"),
            ("drive", "txt", "C:\\media\\a.png"),
            ("share", "txt", "\\\\server\\share\\a.png"),
            ("device", "txt", "media/NUL.png"),
            ("trash", "txt", "trash/4.png"),
            ("database", "txt", "library.db"),
        ]),
        Kind::Database => databases(scratch).await?,
        Kind::Imports => imports()?,
        Kind::Arguments => ARGUMENTS
            .iter()
            .map(|(name, json)| ((*name).to_owned(), Input::new("json", json.as_bytes())))
            .collect(),
    })
}

fn texts(seeds: &[(&str, &str, &str)]) -> Vec<(String, Input)> {
    let seed = |(name, extension, text): &(&str, &str, &str)| {
        ((*name).to_owned(), Input::new(extension, text.as_bytes()))
    };
    seeds.iter().map(seed).collect()
}

/// The library's database as it is, and after some work that left a history.
async fn databases(scratch: &Path) -> anyhow::Result<Vec<(String, Input)>> {
    let folder = scratch.join("seed-library");
    library(&folder).await?;
    let file = folder.join("library.db");
    let plain = std::fs::read(&file)?;
    let library = Library::open(&folder).await?;
    for step in [
        Step::EditText {
            segment: 1,
            text: "Once".to_owned(),
            typing: false,
        },
        Step::Delete {
            segments: vec![1],
            ripple: true,
        },
        Step::Undo { project: 1 },
        Step::Move {
            segments: vec![2],
            to: 0,
        },
    ] {
        step.run(&library).await?;
    }
    library.close().await?;
    let mut database = open_database(&file).await?;
    make_small(&mut database).await?;
    database.close().await?;
    Ok(vec![
        ("plain".to_owned(), Input::new("db", &plain)),
        ("history".to_owned(), Input::new("db", &std::fs::read(file)?)),
    ])
}

fn imports() -> anyhow::Result<Vec<(String, Input)>> {
    let mut seeds = texts(&[
        (
            "paragraphs",
            "txt",
            "Once upon a time.\n\nThere was a\nfox.\r\n\r\nThe end.\n",
        ),
        (
            "paragraphs",
            "md",
            "# Title\n\n- one\n- two\n\n\u{feff}three\u{a0}\n",
        ),
        (
            "story",
            "json",
            r#"{"title":"Fox","segments":[{"text_content":"One.","image_prompt":"a fox"},{"text_content":"Two.","image_prompt":null,"id":7,"more":[{}]}]}"#,
        ),
        (
            "escapes",
            "json",
            r#"{"segments":[{"text_content":"\u0000\ud83e\udd8a\n\\\""}],"title":null}"#,
        ),
    ]);
    let picture = RgbImage::from_fn(9, 7, |x, y| image::Rgb([x as u8 * 20, y as u8 * 30, 128]));
    for (extension, format) in [
        ("png", ImageFormat::Png),
        ("jpg", ImageFormat::Jpeg),
        ("gif", ImageFormat::Gif),
        ("webp", ImageFormat::WebP),
    ] {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format)?;
        seeds.push(("picture".to_owned(), Input::new(extension, file.get_ref())));
    }
    seeds.extend(takes()?);
    Ok(seeds)
}

/// Returns the takes that the core's own tests are made with: one of each format and codec.
fn takes() -> anyhow::Result<Vec<(String, Input)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/media");
    let mut takes = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let (stem, extension) = (path.file_stem(), path.extension());
        if let (Some(stem), Some(extension)) = (stem, extension)
            && extension != "sh"
        {
            let input = Input::new(&extension.to_string_lossy(), &std::fs::read(&path)?);
            takes.push((stem.to_string_lossy().into_owned(), input));
        }
    }
    Ok(takes)
}

/// Every verb that a window or a script can ask for, as they ask.
const ARGUMENTS: [(&str, &str); 18] = [
    ("create", r#"{"verb":"create_project","with":{"title":"New"}}"#),
    (
        "rename",
        r#"{"verb":"rename_project","with":{"id":1,"title":"Other"}}"#,
    ),
    ("delete-project", r#"{"verb":"delete_project","with":{"id":2}}"#),
    (
        "add",
        r#"{"verb":"add_segment","with":{"project_id":1,"text":"a","image_prompt":"b","at":1}}"#,
    ),
    (
        "edit",
        r#"{"verb":"edit_segment","with":{"id":1,"text":"x","image_prompt":"y","locked":true,"typing":false}}"#,
    ),
    (
        "detach",
        r#"{"verb":"detach_media","with":{"segment_id":1,"image":true,"audio":true}}"#,
    ),
    (
        "delete",
        r#"{"verb":"delete_segments","with":{"ids":[1,2],"mode":"lift","erase":false}}"#,
    ),
    (
        "ripple",
        r#"{"verb":"delete_segments","with":{"ids":[1],"mode":"ripple"}}"#,
    ),
    ("restore", r#"{"verb":"restore_segments","with":{"ids":[3]}}"#),
    ("purge", r#"{"verb":"purge_segments","with":{"ids":[3]}}"#),
    (
        "reorder",
        r#"{"verb":"reorder_segments","with":{"project_id":1,"order":[2,1]}}"#,
    ),
    (
        "close-gaps",
        r#"{"verb":"close_gaps","with":{"project_id":1,"gap":1}}"#,
    ),
    ("move", r#"{"verb":"move_segments","with":{"ids":[2,1],"to":0}}"#),
    ("undo", r#"{"verb":"undo","with":{"project_id":1}}"#),
    ("redo", r#"{"verb":"redo","with":{"project_id":1}}"#),
    (
        "repair",
        r#"{"verb":"repair","with":{"adopt_found":{"project_id":1}}}"#,
    ),
    (
        "retention",
        r#"{"verb":"retention","with":{"days":30,"max_bytes":5000000000,"recycles":false}}"#,
    ),
    ("thumbnail", r#"{"verb":"thumbnail","with":[1,64]}"#),
];

/// Run it after a change to the seeds: `cargo test --workspace --lib writes_the_corpus -- --ignored`.
#[tokio::test]
#[ignore = "writes to the source tree"]
async fn writes_the_corpus() {
    for kind in Kind::ALL {
        let home = tempfile::TempDir::new().unwrap();
        for (name, input) in inputs(kind, home.path()).await.unwrap() {
            corpus::keep(kind, &name, &input).unwrap();
        }
    }
}

#[tokio::test]
async fn the_database_is_the_same_on_every_run() {
    let mut made = Vec::new();
    for _ in 0..2 {
        let home = tempfile::TempDir::new().unwrap();
        made.push(databases(home.path()).await.unwrap());
    }
    assert!(made[0] == made[1]);
    assert!(made[0].iter().all(|(_, input)| input.bytes.len() < 60_000));
}
