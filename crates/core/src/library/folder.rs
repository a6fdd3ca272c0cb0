//! Where a library lies: folders that a service copies elsewhere, or that are on another machine.

use std::path::{Component, Path};

use crate::model::FolderWarning;

/// Folder names by which services that keep files in step are known, and what the services are called.
const SERVICES: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud drive", "pCloud"),
    ("proton drive", "Proton Drive"),
];
/// What services leave in the top folder that they keep in step.
const MARKS: [(&str, &str); 3] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".sync", "Resilio Sync"),
];

/// Returns what speaks against keeping a library in a folder, as far as that can be seen. The path is canonical.
pub(super) fn warning(folder: &Path) -> Option<FolderWarning> {
    let cloud = service_by_name(folder).or_else(|| service_by_mark(folder));
    match cloud {
        Some(service) => Some(FolderWarning::Cloud {
            service: service.to_owned(),
        }),
        None => system::network(folder).map(|file_system| FolderWarning::Network { file_system }),
    }
}

fn service_by_name(folder: &Path) -> Option<&'static str> {
    folder.components().find_map(|part| {
        let Component::Normal(name) = part else {
            return None;
        };
        let name = name.to_string_lossy().to_lowercase();
        SERVICES
            .iter()
            .find(|(known, _)| is_named_after(&name, known))
            .map(|(_, service)| *service)
    })
}

/// "OneDrive - Studio" and "Dropbox (Personal)" are theirs; "dropbox-export" is not.
fn is_named_after(name: &str, service: &str) -> bool {
    name.strip_prefix(service)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" ("))
}

fn service_by_mark(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|above| {
        MARKS
            .iter()
            .find(|(mark, _)| above.join(mark).exists())
            .map(|(_, service)| *service)
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod system {
    use std::path::Path;

    /// File systems on other machines, <https://man7.org/linux/man-pages/man2/statfs.2.html>.
    const NETWORK: [(u32, &str); 8] = [
        (0x6969, "NFS"),
        (0x517B, "SMB"),
        (0xFE53_4D42, "SMB"),
        (0xFF53_4D42, "CIFS"),
        (0x0102_1997, "9P"),
        (0x5346_414F, "AFS"),
        (0x7375_7245, "Coda"),
        (0x00C3_6400, "Ceph"),
    ];

    pub(super) fn network(folder: &Path) -> Option<String> {
        let kind = rustix::fs::statfs(folder).ok()?.f_type as u32;
        let (_, name) = NETWORK.iter().find(|(known, _)| *known == kind)?;
        Some((*name).to_owned())
    }
}

// Not run here: no macOS machine at hand.
#[cfg(target_vendor = "apple")]
mod system {
    use std::path::Path;

    const NETWORK: [&str; 5] = ["smbfs", "nfs", "afpfs", "webdav", "ftp"];

    pub(super) fn network(folder: &Path) -> Option<String> {
        let kind = rustix::fs::statfs(folder).ok()?.f_fstypename;
        let name: String = kind
            .iter()
            .take_while(|byte| **byte != 0)
            .map(|byte| char::from(byte.unsigned_abs()))
            .collect();
        NETWORK.contains(&name.as_str()).then_some(name)
    }
}

#[cfg(windows)]
mod system {
    use std::path::{Component, Path, Prefix};

    // A drive letter that stands for a share is one after canonicalizing as well.
    pub(super) fn network(folder: &Path) -> Option<String> {
        match folder.components().next()? {
            Component::Prefix(prefix) => match prefix.kind() {
                Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Some("SMB".to_owned()),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple", windows)))]
mod system {
    pub(super) fn network(_folder: &std::path::Path) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/home/ana/Dropbox/stories", Some("Dropbox"))]
    #[case("/home/ana/Dropbox (Personal)/stories", Some("Dropbox"))]
    #[case("/Users/ana/Library/Mobile Documents/stories", Some("iCloud Drive"))]
    #[case("/home/ana/OneDrive - Studio/a", Some("OneDrive"))]
    #[case("/home/ana/dropbox-export/a", None)]
    #[case("/home/ana/stories", None)]
    fn services_are_known_by_their_folders(#[case] folder: &str, #[case] service: Option<&str>) {
        assert_eq!(service_by_name(Path::new(folder)), service);
    }

    #[test]
    fn services_are_known_by_what_they_leave() {
        let top = tempfile::TempDir::new().unwrap();
        let inside = top.path().join("stories");
        std::fs::create_dir_all(&inside).unwrap();
        assert_eq!(warning(&inside), None);
        std::fs::create_dir(top.path().join(".stfolder")).unwrap();
        let service = "Syncthing".to_owned();
        assert_eq!(warning(&inside), Some(FolderWarning::Cloud { service }));
    }
}
