//! What inputs are put into, and what has to hold whatever they are.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::arguments::Arguments;
use super::imports::Imports;
use super::seeds;
use crate::hostile::{HostilePath, Opens, Ordeal, Outside, Specimen, Whose};
use crate::scenario::copy;
use crate::trial::{self, Report};

/// What the place of a panic in the project's own code begins with.
const OURS: &str = "panicked at crates/";

/// Where input comes from that Segue has to mistrust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Stored paths.
    Paths,
    /// The database's bytes.
    Database,
    /// Stories and media on their way in.
    Imports,
    /// What a window or a script asks for.
    Arguments,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Paths, Self::Database, Self::Imports, Self::Arguments];

    /// Returns its name, also of its folder in the corpus.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Paths => "paths",
            Self::Database => "database",
            Self::Imports => "imports",
            Self::Arguments => "arguments",
        }
    }

    /// Returns what its inputs are often made of.
    pub(super) fn words(self) -> &'static [&'static [u8]] {
        match self {
            Self::Paths => &[
                b"..",
                b"/",
                b"../",
                b"media/",
                b"trash/",
                b"\\",
                b"\0",
                b":",
                b"media/link/",
                b"con",
                b"aux.",
                b" ",
                b".",
                b"library.db",
                b"\xff",
                b"%2e%2e/",
                b"\xe2\x80\xae",
                b"\\\\?\\",
                b"C:",
            ],
            Self::Database => &[
                b"media/",
                b"../outside/canary",
                b"trash",
                b"purged",
                b"segment",
                b"CREATE ",
                b"TRIGGER ",
                b"VIEW ",
                b"STRICT",
                b"\0\0\0\0",
                b"\x0d",
                b"\x05",
                b"\x0a",
                b"\xff\xff\xff\xff\xff\xff\xff\xff\xff",
            ],
            Self::Imports => &[
                b"{",
                b"}",
                b"[",
                b"]",
                b"[[[[[[[[[[[[[[[[",
                b"\"",
                b"null",
                b"\"text_content\"",
                b"\"segments\"",
                b"\\ud800",
                b"\n\n",
                b"\xef\xbb\xbf",
                b"RIFF",
                b"data",
                b"IDAT",
                b"IHDR",
                b"moov",
                b"stsz",
                b"OggS",
                b"fLaC",
                b"ID3",
                b"\xff\xfb",
                b"GIF89a",
                b"VP8X",
            ],
            Self::Arguments => &[
                b"9223372036854775807",
                b"-9223372036854775808",
                b"-1",
                b"0",
                b"18446744073709551616",
                b"1e400",
                b"[]",
                b"{}",
                b"null",
                b"true",
                b",1,1",
                b"\"\"",
                b"\"\\u0000\"",
                b"\" \"",
                b"\"ids\":",
                b"\"erase\":true",
                b"\"more\":1,",
                b"restore_segments",
                b"delete_segments",
                b"undo",
                b"redo",
                b"repair",
            ],
        }
    }
}

/// An input, with the extension that says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    pub(super) extension: String,
    pub(super) bytes: Vec<u8>,
}

impl Input {
    pub(super) fn new(extension: &str, bytes: &[u8]) -> Self {
        Self {
            extension: extension.to_owned(),
            bytes: bytes.to_vec(),
        }
    }
}

/// What an input came to.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) report: Report,
    /// The answers in words: an input is new that brings others.
    pub(super) answers: Vec<String>,
}

/// A library, what lies outside it, and what inputs are put into.
pub(super) struct Target {
    kind: Kind,
    home: PathBuf,
    specimen: Specimen,
    outside: Outside,
    imports: Imports,
    arguments: Arguments,
    tried: u64,
}

impl Target {
    /// Makes the library in an empty folder.
    pub(super) async fn make(kind: Kind, home: &Path) -> anyhow::Result<Self> {
        let specimen = seeds::library(&home.join("template")).await?;
        Ok(Self {
            kind,
            specimen,
            outside: Outside::plant(&home.join("template"), &home.join("outside"))?,
            imports: Imports::default(),
            arguments: Arguments::default(),
            home: home.to_owned(),
            tried: 0,
        })
    }

    /// Puts an input in and looks at what comes of it.
    pub(super) async fn attempt(&mut self, input: &Input) -> anyhow::Result<Tried> {
        self.tried += 1;
        let mut tried = match self.kind {
            Kind::Paths => self.path(input).await?,
            Kind::Database => self.database(input).await?,
            Kind::Imports => {
                let fresh = self.fresh_now_and_then().await?;
                self.imports.attempt(input, fresh, &self.home).await?
            }
            Kind::Arguments => {
                let fresh = self.fresh_now_and_then().await?;
                self.arguments.attempt(input, fresh).await?
            }
        };
        let mut panics = trial::panics();
        if self.kind == Kind::Imports {
            // The core contains its decoders: theirs come out as a refusal, which is looked at as an answer.
            panics.retain(|panic| panic.contains(OURS));
        }
        tried.report.findings.extend(panics);
        tried.report.outside.extend(self.outside.findings());
        Ok(tried)
    }

    /// The row says so, and then all is done with the library.
    async fn path(&self, input: &Input) -> anyhow::Result<Tried> {
        let whose = [Whose::Live, Whose::Trashed, Whose::Waiting];
        let path = HostilePath {
            whose: whose.get(input.bytes.len() % 3).copied().unwrap_or(Whose::Live),
            path: input.bytes.clone(),
        };
        let library = self.fresh()?;
        if path
            .apply(&library, &self.specimen, self.outside.folder())
            .await
            .is_err()
        {
            // Another row has that path, and a library has none twice.
            return Ok(Tried::default());
        }
        let is_text = std::str::from_utf8(&input.bytes).is_ok();
        let opens = if is_text { Opens::Soundly } else { Opens::Somehow };
        let mut ordeal = Ordeal::of(&library, &self.specimen, opens)?;
        ordeal.work().await?;
        Ok(Self::ended(ordeal))
    }

    async fn database(&self, input: &Input) -> anyhow::Result<Tried> {
        let library = self.fresh()?;
        std::fs::write(library.join("library.db"), &input.bytes)?;
        let mut ordeal = Ordeal::of(&library, &self.specimen, Opens::Somehow)?;
        // One or the other: half of the inputs to each.
        if self.tried.is_multiple_of(2) {
            ordeal.work().await?;
        } else {
            ordeal.ways_out(&self.home.join("rescued"), true).await?;
            std::fs::remove_dir_all(self.home.join("rescued"))?;
        }
        Ok(Self::ended(ordeal))
    }

    fn ended(ordeal: Ordeal<'_>) -> Tried {
        let (report, answers) = ordeal.end();
        Tried {
            report,
            answers: answers.into_iter().collect(),
        }
    }

    /// Returns a copy of the library that nothing was done with, in place of the last.
    fn fresh(&self) -> std::io::Result<PathBuf> {
        let library = self.home.join("library");
        if library.exists() {
            std::fs::remove_dir_all(&library)?;
        }
        copy(&self.home.join("template"), &library)?;
        Ok(library)
    }

    /// Returns such a copy every so many inputs: one that grows is slow.
    async fn fresh_now_and_then(&mut self) -> anyhow::Result<Option<PathBuf>> {
        if self.tried % 100 != 1 {
            return Ok(None);
        }
        self.imports.close().await?;
        self.arguments.close().await?;
        Ok(Some(self.fresh()?))
    }
}
