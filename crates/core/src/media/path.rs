//! Stored paths are data, maybe hostile: what is not plainly a file in our media folder is not a path at all.

use crate::model::MediaId;

/// Longest name a file system of ours takes, in bytes.
const MAX_COMPONENT_BYTES: usize = 255;
/// More folders than anyone needs; keeps a walk short.
const MAX_COMPONENTS: usize = 16;

/// A path beneath the media folder whose every part is a plain name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredPath<'a> {
    /// Folders below `media/`, outermost first.
    pub(crate) parents: Vec<&'a str>,
    /// The file's own name.
    pub(crate) leaf: &'a str,
}

impl<'a> StoredPath<'a> {
    /// Parses a path such as `media/3f0c.png`, or returns `None` for one that must not be followed.
    pub(crate) fn parse(path: &'a str) -> Option<Self> {
        let within = path.strip_prefix("media/")?;
        let mut parents: Vec<&str> = Vec::new();
        let mut rest = within;
        while let Some((parent, below)) = rest.split_once('/') {
            parents.push(parent);
            rest = below;
        }
        let plain = parents.len() + 2 <= MAX_COMPONENTS
            && parents.iter().all(|parent| is_plain_name(parent))
            && is_plain_name(rest);
        plain.then_some(Self { parents, leaf: rest })
    }

    /// Returns the name that a file has in the trash: unique, since ids are never reused.
    pub(crate) fn trash_name(&self, id: MediaId) -> String {
        match self.leaf.rsplit_once('.') {
            Some((_, extension)) if is_extension(extension) => format!("{id}.{extension}"),
            _ => id.to_string(),
        }
    }
}

fn is_extension(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether a name means itself and nothing else on Linux, macOS and Windows alike.
pub(crate) fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && name.len() <= MAX_COMPONENT_BYTES
        && !name.ends_with(['.', ' '])
        && !name.contains(|c: char| {
            c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        })
        && !is_reserved_on_windows(name)
}

/// Returns whether a name is a device's on Windows, with any extension:
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions>.
pub(crate) fn is_reserved_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let is = |device: &str| stem.eq_ignore_ascii_case(device);
    let is_port_of = |device: &str| {
        let (named, port) = stem.split_at_checked(device.len()).unwrap_or_default();
        let mut digits = port.chars();
        named.eq_ignore_ascii_case(device)
            && matches!(
                (digits.next(), digits.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
        .into_iter()
        .any(is)
        || ["COM", "LPT"].into_iter().any(is_port_of)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("media/a.png", &[], "a.png")]
    #[case("media/2026/a b.png", &["2026"], "a b.png")]
    #[case("media/märchen.ogg", &[], "märchen.ogg")]
    fn plain_paths_are_taken(#[case] path: &str, #[case] parents: &[&str], #[case] leaf: &str) {
        assert_eq!(
            StoredPath::parse(path),
            Some(StoredPath {
                parents: parents.to_vec(),
                leaf
            })
        );
    }

    #[rstest]
    #[case("")]
    #[case("media")]
    #[case("media/")]
    #[case("a.png")]
    #[case("trash/a.png")]
    #[case("library.db")]
    #[case("/etc/passwd")]
    #[case("/media/a.png")]
    #[case("../../x")]
    #[case("media/../library.db")]
    #[case("media/./a.png")]
    #[case("media//a.png")]
    #[case("media/..")]
    #[case("media/a\0.png")]
    #[case("media\\a.png")]
    #[case("media/a\\..\\b")]
    #[case("C:\\x.png")]
    #[case("media/C:x.png")]
    #[case("\\\\server\\share\\x")]
    #[case("//server/share/x")]
    #[case("media/a.png:stream")]
    #[case("media/con")]
    #[case("media/NUL.png")]
    #[case("media/com1.png")]
    #[case("media/LPT³")]
    #[case("media/a.")]
    #[case("media/a ")]
    fn hostile_paths_are_no_paths(#[case] path: &str) {
        assert_eq!(StoredPath::parse(path), None);
    }

    #[test]
    fn over_long_names_are_refused() {
        assert!(StoredPath::parse(&format!("media/{}", "a".repeat(255))).is_some());
        assert!(StoredPath::parse(&format!("media/{}", "a".repeat(256))).is_none());
    }

    #[rstest]
    #[case("media/a.png", "7.png")]
    #[case("media/a.tar.gz", "7.gz")]
    #[case("media/a", "7")]
    #[case("media/a.no_extension", "7")]
    fn the_trash_name_is_the_id_with_the_extension(#[case] path: &str, #[case] name: &str) {
        assert_eq!(StoredPath::parse(path).unwrap().trash_name(MediaId(7)), name);
    }

    proptest! {
        #[test]
        fn a_parsed_path_never_leaves_the_media_folder(path in ".{0,40}") {
            let hostile = format!("media/{path}");
            if let Some(parsed) = StoredPath::parse(&hostile) {
                for part in parsed.parents.iter().chain([&parsed.leaf]) {
                    prop_assert!(!part.is_empty() && *part != ".." && *part != "." && !part.contains(['/', '\\', ':']));
                }
                let joined = std::path::Path::new("media")
                    .join(parsed.parents.join("/"))
                    .join(parsed.leaf);
                prop_assert!(joined.starts_with("media"));
            }
        }
    }
}
