//! Copies of the database in `backups/`: one a day at open, one before each migration, one when asked.

use std::collections::HashSet;
use std::io::ErrorKind;

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use ts_rs::TS;

use crate::media::store::Store;
use crate::storage::connect::SCHEMA_VERSION;
use crate::{Error, Result, Task, clock};

/// Of how many days and of how many weeks the last copy is kept; and how many of the newest in any case, so that
/// copies made by hand do not push each other out.
const KEPT: usize = 10;
/// How many states that a restore put aside are kept.
const REPLACED_KEPT: usize = 3;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const UNFINISHED: &str = "unfinished.db";
const COPY: &str = "library-";
const REPLACED: &str = "replaced-";

/// A copy of the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Backup {
    /// Its name in the backups folder, by which to ask for it.
    pub name: String,
    /// When it was made, in milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub made_at: i64,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: i64,
    /// It is the state that a restore put aside.
    pub replaced: bool,
}

/// Keeps a copy if the last is older than a day, or if the schema is about to change.
///
/// Only the copy before a migration is a condition for opening.
pub(super) async fn keep(connection: &mut SqliteConnection, store: &Store, version: i64) -> Result<()> {
    let is_new = version == 0;
    let migrates = version < SCHEMA_VERSION;
    if is_new || !(migrates || is_due(store)) {
        return Ok(());
    }
    match copy(connection, store).await {
        Err(error) if migrates => Err(error),
        Err(error) => {
            tracing::warn!(%error, "no backup this time");
            Ok(())
        }
        Ok(_) => Ok(()),
    }
}

fn is_due(store: &Store) -> bool {
    let last = list(store)
        .unwrap_or_default()
        .into_iter()
        .find(|backup| !backup.replaced);
    last.is_none_or(|last| clock::now_ms() - last.made_at > DAY_MS)
}

/// Makes a copy now, and takes away those that are not to be kept any longer.
pub(super) async fn copy(connection: &mut SqliteConnection, store: &Store) -> Result<Backup> {
    let failed = |source| Error::file(Task::BackUp, store.backups_path(), source);
    store.clear_backup(UNFINISHED).map_err(failed)?;
    sqlx::query("VACUUM INTO $1")
        .bind(store.backups_path().join(UNFINISHED).display().to_string())
        .execute(connection)
        .await
        .map_err(Error::database(Task::BackUp))?;
    let made = under_a_free_name(COPY, |name| store.finish_backup(UNFINISHED, name)).map_err(failed)?;
    prune(store);
    list(store)?
        .into_iter()
        .find(|backup| backup.name == made)
        .ok_or_else(|| failed(ErrorKind::NotFound.into()))
}

/// Puts the present database aside as a backup of its own.
pub(super) fn set_aside(store: &Store) -> Result<()> {
    under_a_free_name(REPLACED, |name| store.copy_database_aside(name))
        .map(|_| prune(store))
        .map_err(|source| Error::file(Task::PutAside, store.backups_path(), source))
}

/// Names a file by the present second, or by the next that is free. Returns the name.
fn under_a_free_name(
    prefix: &str,
    mut make: impl FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<String> {
    let mut time = clock::now_ms();
    loop {
        let name = format!("{prefix}{}.db", stamp(time));
        match make(&name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => time += 1000,
            Err(error) => return Err(error),
            Ok(()) => return Ok(name),
        }
    }
}

/// Returns the backups, the newest first.
pub(super) fn list(store: &Store) -> Result<Vec<Backup>> {
    let files = store
        .backup_files()
        .map_err(|source| Error::file(Task::ReadBackups, store.backups_path(), source))?;
    let mut backups: Vec<Backup> = files
        .into_iter()
        .filter_map(|(name, bytes)| {
            let replaced = name.starts_with(REPLACED);
            let time = name.strip_prefix(if replaced { REPLACED } else { COPY })?;
            Some(Backup {
                made_at: time_of(time.strip_suffix(".db")?)?,
                name,
                bytes,
                replaced,
            })
        })
        .collect();
    backups.sort_unstable_by(|a, b| (b.made_at, &b.name).cmp(&(a.made_at, &a.name)));
    Ok(backups)
}

/// Takes away what is not to be kept. One that stays behind is taken the next time.
fn prune(store: &Store) {
    let backups = list(store).unwrap_or_default();
    let (replaced, copies): (Vec<&Backup>, Vec<&Backup>) = backups.iter().partition(|backup| backup.replaced);
    let times: Vec<i64> = copies.iter().map(|backup| backup.made_at).collect();
    let kept = kept(&times);
    let stale = copies.iter().filter(|backup| !kept.contains(&backup.made_at));
    for backup in stale.chain(replaced.iter().skip(REPLACED_KEPT)) {
        if let Err(error) = store.clear_backup(&backup.name) {
            tracing::debug!(%error, backup.name, "an old backup stays");
        }
    }
}

/// Returns which of some times, newest first, are kept: the newest, the last of each of the last days that have one,
/// and the last of each of the last weeks.
fn kept(times: &[i64]) -> HashSet<i64> {
    let newest = times.iter().copied().take(KEPT);
    newest
        .chain(last_of_each(times, DAY_MS))
        .chain(last_of_each(times, 7 * DAY_MS))
        .collect()
}

fn last_of_each(times: &[i64], span: i64) -> Vec<i64> {
    let mut last: Vec<i64> = times.to_vec();
    last.dedup_by_key(|time| time.div_euclid(span));
    last.truncate(KEPT);
    last
}

/// Returns a time as it sorts in file names: `20261122-215930` (UTC).
fn stamp(ms: i64) -> String {
    let time =
        time::OffsetDateTime::from_unix_timestamp(ms / 1000).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let (date, clock) = (time.date(), time.time());
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

/// Returns the time that a stamp tells, in milliseconds since 1970.
fn time_of(stamp: &str) -> Option<i64> {
    let (date, clock) = stamp.split_once('-')?;
    let number = |text: &str, from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok();
    let month = time::Month::try_from(number(date, 4, 6)?).ok()?;
    let date =
        time::Date::from_calendar_date(date.get(..4)?.parse().ok()?, month, number(date, 6, 8)?).ok()?;
    let clock =
        time::Time::from_hms(number(clock, 0, 2)?, number(clock, 2, 4)?, number(clock, 4, 6)?).ok()?;
    Some(date.with_time(clock).assume_utc().unix_timestamp() * 1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stamps_sort_like_time() {
        assert_eq!(stamp(1_795_384_770_000), "20261122-215930");
        assert!(stamp(0) < stamp(1_000));
    }

    #[test]
    fn a_copy_a_day_for_a_year_leaves_ten_days_and_ten_weeks() {
        let times: Vec<i64> = (0..365).rev().map(|day| day * DAY_MS).collect();
        let mut kept: Vec<i64> = kept(&times).into_iter().map(|time| 364 - time / DAY_MS).collect();
        kept.sort_unstable();
        assert_eq!(kept[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(kept.len() <= 20 && *kept.last().unwrap() >= 9 * 7 - 7, "{kept:?}");
    }

    proptest! {
        #[test]
        fn a_stamp_tells_its_time(seconds in 0..4_000_000_000i64) {
            prop_assert_eq!(time_of(&stamp(seconds * 1000)), Some(seconds * 1000));
        }

        #[test]
        fn no_name_is_taken_for_a_time_that_it_is_not(name in ".{0,20}") {
            if let Some(ms) = time_of(&name) {
                prop_assert_eq!(stamp(ms), name);
            }
        }
    }
}
