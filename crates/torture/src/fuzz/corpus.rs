//! The inputs that are kept in the source tree: what fuzzing begins with, and what ever found something.

use std::io;
use std::path::{Path, PathBuf};

use super::target::{Input, Kind};
use crate::hostile::hash;

fn folder(kind: Kind) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(kind.name())
}

/// Reads a target's inputs, by name.
pub(super) fn read(kind: Kind) -> io::Result<Vec<(String, Input)>> {
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(folder(kind))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let extension = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        inputs.push((
            name,
            Input {
                extension,
                bytes: std::fs::read(&path)?,
            },
        ));
    }
    inputs.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(inputs)
}

/// Keeps an input under a name.
pub(super) fn keep(kind: Kind, name: &str, input: &Input) -> io::Result<String> {
    let folder = folder(kind);
    std::fs::create_dir_all(&folder)?;
    let name = format!("{name}.{}", input.extension);
    std::fs::write(folder.join(&name), &input.bytes)?;
    Ok(format!("corpus/{}/{name}", kind.name()))
}

/// Keeps an input that found something. Returns where.
pub(super) fn keep_found(kind: Kind, input: &Input) -> io::Result<String> {
    keep(kind, &format!("found-{:016x}", hash(&input.bytes)), input)
}
