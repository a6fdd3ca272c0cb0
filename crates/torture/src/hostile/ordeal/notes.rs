//! What is noted of an ordeal: which answers are clear, and which files are there still.

use std::collections::BTreeSet;
use std::path::Path;

use segue_core::{Error, ErrorCode, Result};

use super::super::outside::{Found, tree};
use super::{Opens, Ordeal};
use crate::actor::code_name;

impl Ordeal<'_> {
    /// Takes an answer that has to be clear, and one that says "done" where the database is whole.
    pub(super) fn hear<T>(&mut self, verb: &str, answer: Result<T>) -> Option<T> {
        if let (Opens::Soundly, Err(error)) = (self.opens, &answer) {
            self.find(format!("{verb} answers {:?}: {error}", error.code()));
        }
        self.hear_refusal(verb, answer)
    }

    /// Takes an answer that may be a refusal, if it is a clear one.
    pub(super) fn hear_refusal<T>(&mut self, verb: &str, answer: Result<T>) -> Option<T> {
        self.report.checked += 1;
        match answer {
            Ok(value) => Some(value),
            Err(error) => {
                self.look_at_error(verb, &error);
                None
            }
        }
    }

    /// An error is unclear if it has no words, or none but the database's own, or hides a panic.
    pub(super) fn look_at_error(&mut self, verb: &str, error: &Error) {
        let code = error.code();
        self.answers.insert(format!(
            "{verb}: {} {}",
            code_name(code),
            shape(&error.to_string())
        ));
        let unclear = match error {
            Error::Database { .. } => code == ErrorCode::Io,
            _ => false,
        };
        let told = error.to_string();
        if unclear || told.trim().is_empty() || told.contains("half way") {
            self.find(format!("{verb} answers {code:?}, which is unclear: {told}"));
        }
    }

    /// Every file that was there is there still.
    pub(super) fn keeps(&mut self, after: &str) -> anyhow::Result<()> {
        let now = contents(self.folder)?;
        self.report.checked += self.files.len() as u64;
        let gone = self.files.difference(&now).count();
        if gone > 0 {
            self.find(format!("after {after}, {gone} files are gone that nobody purged"));
            // Told once.
            self.files = now;
        }
        Ok(())
    }

    pub(super) fn find(&mut self, finding: impl Into<String>) {
        let finding = finding.into();
        if !self.report.findings.contains(&finding) {
            self.report.findings.push(finding);
        }
    }
}

/// Returns the contents of the files in the media and the trash folder, and in folders below.
pub(super) fn contents(folder: &Path) -> std::io::Result<BTreeSet<u64>> {
    let mut contents = BTreeSet::new();
    for place in ["media", "trash"] {
        let place = folder.join(place);
        if !place.is_symlink() {
            contents.extend(tree(&place)?.into_values().filter_map(|found| match found {
                Found::File(_, hash) => Some(hash),
                _ => None,
            }));
        }
    }
    Ok(contents)
}

/// Returns a message without what differs from one run to the next: numbers, names and paths.
pub(crate) fn shape(message: &str) -> String {
    let words = message.split_whitespace().filter(|word| {
        word.chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | ',' | ':' | '\'' | '’'))
    });
    words.take(12).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_has_no_numbers_and_no_paths() {
        assert_eq!(
            shape("There is no place 12 to add a segment at, in /tmp/x7."),
            "There is no place to add a segment at, in"
        );
    }
}
