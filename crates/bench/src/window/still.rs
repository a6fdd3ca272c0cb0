//! Segue's first page as a still: what the engine alone takes for such a page, with its elements, styles and pictures, and
//! no script but the mark. The empty window shows it in place of its own page.

use std::path::{Path, PathBuf};

use anyhow::Result;
use segue_e2e::{Window, write_program};
use serde::Deserialize;
use tempfile::TempDir;

/// A program whose window shows the still.
pub(super) struct Still {
    pub(super) program: PathBuf,
    // Where the page is.
    _folder: TempDir,
}

/// What `still.js` answers.
#[derive(Deserialize)]
struct Taken {
    document: String,
    styles: String,
    /// Each with its name in the document.
    pictures: Vec<(String, Vec<u8>)>,
}

/// What the still has beside what was taken: its styles, and the rule by which all pages are usable.
const STYLES: &str = r#"<link rel="stylesheet" href="styles.css" />"#;
const MARK: &str = "<script>
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('segue:usable')))
</script>";

impl Still {
    /// Takes one of what a window shows now.
    pub(super) async fn of(segue: &Window, empty: &Path) -> Result<Self> {
        let taken: Taken = segue.ask_later(include_str!("still.js"), Vec::new()).await;
        let folder = TempDir::new()?;
        let write = |name: &str, content: &[u8]| std::fs::write(folder.path().join(name), content);
        let page = taken
            .document
            .replacen("</head>", &format!("{STYLES}</head>"), 1)
            .replacen("</body>", &format!("{MARK}</body>"), 1);
        write("index.html", format!("<!doctype html>{page}").as_bytes())?;
        write("styles.css", taken.styles.as_bytes())?;
        for (name, bytes) in &taken.pictures {
            write(name, bytes)?;
        }
        let program = folder.path().join("still");
        let script = format!(
            "#!/bin/sh\nexec '{}' '{}'\n",
            empty.display(),
            folder.path().display()
        );
        write_program(&program, &script);
        Ok(Self {
            program,
            _folder: folder,
        })
    }
}
