//! How long the trash keeps, and what a library lets go by that rule while it is open.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::Connection;

use super::{Inner, Library, Watched};
use crate::media::settle;
use crate::model::{ProjectId, Retention, RetentionReceipt, SegmentId};
use crate::ops::PurgeSegments;
use crate::storage::trash::Aged;
use crate::storage::{media, op, retention, trash};
use crate::transact::transact;
use crate::work::Work;
use crate::{Error, Refusal, Result, Task, clock};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Steps of a project that history keeps; more than anybody takes back, and a bound for its size.
const KEPT_STEPS: i64 = 2_000;

impl Library {
    /// Returns how long the trash keeps what was deleted.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn retention(&self) -> Result<Retention> {
        retention::get(&self.inner.readers).await
    }

    /// Sets how long the trash keeps what was deleted, and applies it at once.
    ///
    /// # Errors
    /// `Invalid` for a cap below zero; `DiskFull`, `PermissionDenied` or `Io` where it can't be saved.
    pub async fn set_retention(&self, rule: Retention) -> Result<RetentionReceipt> {
        self.watched(&Work::unwatched()).set_retention(rule).await
    }
}

impl Watched<'_> {
    /// As [`Library::set_retention`]. What the rule lets go goes once the rule is saved: cancelling comes too late then.
    ///
    /// # Errors
    /// As [`Library::set_retention`]; `Cancelled`.
    pub async fn set_retention(self, rule: Retention) -> Result<RetentionReceipt> {
        if rule.max_bytes.is_some_and(|bytes| bytes < 0) {
            return Err(Error::invalid(Refusal::TrashBelowZero));
        }
        {
            let inner = &self.library.inner;
            let mut writer = self.work.unless_cancelled(inner.writer.lock()).await?;
            let connection = writer.connection(inner).await?;
            self.work.commit()?;
            retention::set(connection, rule).await?;
        }
        apply(&self.library.inner, self.work).await
    }
}

/// Purges what the rule lets go: through the same road as the editor's own purge, a step a project.
pub(super) async fn apply(library: &Arc<Inner>, work: &Work) -> Result<RetentionReceipt> {
    let rule = retention::get(&library.readers).await?;
    library.store.recycle(rule.recycles);
    let in_trash = media::totals(&library.readers).await?.trash_bytes;
    let due = due(
        rule,
        &trash::by_age(&library.readers).await?,
        in_trash,
        clock::now_ms(),
    );
    let mut receipt = RetentionReceipt::default();
    for ids in due.into_values() {
        let outcome = transact(library, PurgeSegments { ids }, work).await?;
        receipt.segments += outcome.value.segments;
        receipt.bytes += outcome.files.image_bytes + outcome.files.audio_bytes;
    }
    if rule.days.is_some() || rule.max_bytes.is_some() {
        cut_history(library, work).await?;
    }
    if receipt.segments > 0 {
        tracing::info!(receipt.segments, receipt.bytes, "purged by the library's rule");
    }
    Ok(receipt)
}

/// Returns what a rule lets go, by project. `trash` comes oldest first, without what is locked.
fn due(rule: Retention, trash: &[Aged], in_trash: i64, now: i64) -> BTreeMap<ProjectId, Vec<SegmentId>> {
    let mut left = in_trash;
    let mut due: BTreeMap<ProjectId, Vec<SegmentId>> = BTreeMap::new();
    for item in trash {
        let is_old = rule
            .days
            .is_some_and(|days| now.saturating_sub(item.deleted_at) > i64::from(days) * DAY_MS);
        let is_too_much = rule.max_bytes.is_some_and(|most| left > most && item.bytes > 0);
        if is_old || is_too_much {
            left = left.saturating_sub(item.bytes);
            due.entry(item.project_id).or_default().push(item.id);
        }
    }
    due
}

/// Drops the steps that nobody takes back any more, and the files that then nothing can bring back.
async fn cut_history(library: &Inner, work: &Work) -> Result<()> {
    const FAILED: Task = Task::CutHistory;
    let mut writer = library.writer.lock().await;
    let connection = writer.connection(library).await?;
    let mut txn = connection
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(Error::database(FAILED))?;
    op::prune(&mut *txn, KEPT_STEPS).await?;
    let leftover = media::leftover(&mut *txn).await?;
    let ids: Vec<_> = leftover.iter().map(|row| row.id).collect();
    media::purge_leftover(&mut *txn, &ids).await?;
    let rows = media::files_by_ids(&mut *txn, &ids).await?;
    txn.commit().await.map_err(Error::database(FAILED))?;
    let files = settle::settle(&library.store, rows, work).await;
    settle::record(connection, &library.store, &files).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEP_ALL: Retention = Retention {
        days: None,
        max_bytes: None,
        recycles: false,
    };

    fn trash() -> Vec<Aged> {
        (0..4)
            .map(|nth| Aged {
                id: SegmentId(nth),
                project_id: ProjectId(1 + nth % 2),
                deleted_at: nth * DAY_MS,
                bytes: 100,
            })
            .collect()
    }

    fn due_ids(rule: Retention, in_trash: i64) -> Vec<i64> {
        let mut ids: Vec<i64> = due(rule, &trash(), in_trash, 10 * DAY_MS)
            .into_values()
            .flatten()
            .map(|id| id.0)
            .collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn without_limits_all_stays() {
        assert_eq!(due_ids(KEEP_ALL, i64::MAX), [0; 0]);
    }

    #[test]
    fn what_is_older_than_the_days_goes() {
        let days = Some(8);
        assert_eq!(due_ids(Retention { days, ..KEEP_ALL }, 400), [0, 1]);
    }

    #[test]
    fn a_time_at_the_end_of_all_numbers_is_only_very_old() {
        let mut trash = trash();
        trash.iter_mut().for_each(|item| item.deleted_at = i64::MIN);
        let days = Some(8);
        let due = due(Retention { days, ..KEEP_ALL }, &trash, 400, 10 * DAY_MS);
        assert_eq!(due.values().map(Vec::len).sum::<usize>(), 4);
    }

    #[test]
    fn the_oldest_go_until_the_rest_fits() {
        let max_bytes = Some(150);
        assert_eq!(
            due_ids(
                Retention {
                    max_bytes,
                    ..KEEP_ALL
                },
                400
            ),
            [0, 1, 2]
        );
    }

    #[test]
    fn what_age_takes_counts_towards_the_cap() {
        let rule = Retention {
            days: Some(8),
            max_bytes: Some(200),
            ..KEEP_ALL
        };
        assert_eq!(due_ids(rule, 400), [0, 1]);
    }
}
