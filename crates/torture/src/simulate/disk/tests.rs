//! What a disk forgets, and what it keeps.

use tempfile::TempDir;

use super::*;

/// A library's folders with one durable file, and all that crashes leave of it.
struct Fixture {
    home: TempDir,
    disk: Arc<Disk>,
}

impl Fixture {
    fn of(names: Names, wrong: Option<Wrong>) -> Self {
        let home = TempDir::new().unwrap();
        std::fs::create_dir_all(home.path().join("media")).unwrap();
        std::fs::write(home.path().join("media/a.png"), b"whole").unwrap();
        let disk = Disk::observe(home.path(), names, wrong).unwrap();
        Self { home, disk }
    }

    fn number(&self, path: &str) -> u64 {
        self.home.path().join(path).metadata().unwrap().ino()
    }

    /// Moves the file as the store does: the witness first, then the system.
    fn move_to_trash(&self, name: &str) -> io::Result<()> {
        let (from, to) = (self.number("media"), self.number("trash"));
        self.disk.before(Deed::Rename {
            from,
            old: "a.png",
            to,
            new: name,
        })?;
        std::fs::rename(
            self.home.path().join("media/a.png"),
            self.home.path().join("trash").join(name),
        )
    }

    fn sync(&self, folder: &str) {
        self.disk
            .before(Deed::SyncFolder {
                folder: self.number(folder),
            })
            .unwrap();
    }

    fn all_that_crashes_leave(&self) -> BTreeSet<Vec<(String, Vec<u8>)>> {
        (0..60)
            .map(|seed| self.disk.crash(seed).0.into_iter().collect())
            .collect()
    }
}

fn at(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    vec![(path.to_owned(), bytes.to_owned())]
}

#[test]
fn a_move_that_was_not_synced_may_have_come_true_or_not() {
    let fixture = Fixture::of(Names::Cased, None);
    fixture.move_to_trash("1.png").unwrap();
    let either = BTreeSet::from([at("media/a.png", b"whole"), at("trash/1.png", b"whole")]);
    assert_eq!(fixture.all_that_crashes_leave(), either);
}

#[test]
fn a_move_that_was_synced_has_come_true_unless_the_sync_was_skipped() {
    let moved = BTreeSet::from([at("trash/1.png", b"whole")]);
    for (wrong, is_durable) in [(None, true), (Some(Wrong::RecordsFirst), false)] {
        let fixture = Fixture::of(Names::Cased, wrong);
        fixture.move_to_trash("1.png").unwrap();
        fixture.sync("trash");
        assert_eq!(fixture.all_that_crashes_leave() == moved, is_durable);
    }
}

#[test]
fn content_that_was_not_synced_may_be_anything() {
    for (syncs, kinds) in [(true, 1), (false, 4)] {
        let fixture = Fixture::of(Names::Cased, None);
        let folder = fixture.number("cache/incoming");
        fixture.disk.before(Deed::Create { folder, name: "new" }).unwrap();
        std::fs::write(fixture.home.path().join("cache/incoming/new"), b"content").unwrap();
        if syncs {
            let file = fixture.number("cache/incoming/new");
            fixture.disk.before(Deed::SyncFile { file }).unwrap();
        }
        fixture.sync("cache/incoming");
        assert_eq!(fixture.all_that_crashes_leave().len(), kinds);
    }
}

#[test]
fn a_held_file_stays_until_it_is_let_go() {
    let fixture = Fixture::of(Names::Cased, None);
    fixture.disk.hold_all(1);
    let refused = fixture.move_to_trash("1.png").unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ResourceBusy);
    fixture.move_to_trash("1.png").unwrap();
}

#[test]
fn names_that_differ_in_case_are_one_where_the_system_says_so() {
    for (names, is_free) in [(Names::Cased, true), (Names::Caseless, false)] {
        let fixture = Fixture::of(names, None);
        let folder = fixture.number("trash");
        fixture
            .disk
            .before(Deed::Create {
                folder,
                name: "1.PNG",
            })
            .unwrap();
        assert_eq!(fixture.move_to_trash("1.png").is_ok(), is_free);
    }
}

#[test]
fn what_befalls_another_library_is_no_moment_of_this_one() {
    let (fixture, other) = (Fixture::of(Names::Cased, None), Fixture::of(Names::Cased, None));
    fixture.disk.crash_after(0, 1);
    for deed in [
        Deed::SyncFile {
            file: other.number("media/a.png"),
        },
        Deed::SyncFolder {
            folder: other.number("media"),
        },
    ] {
        fixture.disk.before(deed).unwrap();
        assert!(
            sound(&fixture.disk.state).wreck.is_none(),
            "crashed by {deed:?} elsewhere"
        );
    }
    let file = fixture.number("media/a.png");
    fixture.disk.before(Deed::SyncFile { file }).unwrap();
    assert!(fixture.disk.take_wreck().is_some());
}
