//! Give files that nothing shows a place: as segments, or in the trash.

use super::Op;
use crate::media::MediaSource;
use crate::model::{MediaId, MediaKind, OpKind, ProjectId, SegmentId};
use crate::storage::media;
use crate::storage::segment::{self, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

/// Makes a segment at a project's end of each file that no row knows and of each row that nothing refers to. The
/// segment's text is the file's name. Asked for by a repair only: it names what check found.
#[derive(Debug, Clone)]
pub(crate) struct AdoptFiles {
    /// The project that gets them.
    pub(crate) project_id: ProjectId,
    /// Files that no row knows, as check names them, and what they are.
    pub(crate) orphans: Vec<(MediaKind, String)>,
    /// Rows that nothing refers to.
    pub(crate) unreferenced: Vec<MediaId>,
    /// The segments go to the trash at once, from where they can be restored like any other.
    pub(crate) to_trash: bool,
}

/// A file that gets a segment.
struct Found {
    id: MediaId,
    kind: MediaKind,
    name: String,
}

impl Op for AdoptFiles {
    type Value = i64;

    fn kind(&self) -> OpKind {
        if self.to_trash {
            OpKind::TrashFiles
        } else {
            OpKind::AdoptFiles
        }
    }

    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        self.orphans
            .iter()
            .map(|(kind, path)| (*kind, MediaSource::Orphan(path.clone())))
            .collect()
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let found = self.found(txn).await?;
        if found.is_empty() {
            return Err(Error::invalid(Refusal::NoFileNamed));
        }
        let first_id = segment::next_id(&mut *txn.db).await?;
        let last = segment::last_index(&mut *txn.db, self.project_id).await?;
        let first_index = last.map_or(0, |last| last.max(-1) + 1);
        let media: Vec<MediaId> = found.iter().map(|file| file.id).collect();
        let rows: Vec<NewSegment> = found
            .into_iter()
            .zip(0..)
            .map(|(file, nth)| NewSegment {
                id: SegmentId(first_id.0 + nth),
                sequence_index: first_index + nth,
                text: file.name,
                image_prompt: String::new(),
                image_id: (file.kind == MediaKind::Image).then_some(file.id),
                audio_id: (file.kind == MediaKind::Audio).then_some(file.id),
                is_audio_stale: false,
            })
            .collect();
        let ids: Vec<SegmentId> = rows.iter().map(|row| row.id).collect();
        txn.add_segments(self.project_id, &rows).await?;
        txn.touch(media);
        if self.to_trash {
            txn.trash_segments(&ids, &[]).await?;
        }
        Ok(ids.len() as i64)
    }
}

impl AdoptFiles {
    async fn found(&self, txn: &mut Txn<'_>) -> Result<Vec<Found>> {
        let mut ids = txn.adopt_media().await?;
        ids.extend(&self.unreferenced);
        let rows = media::files_by_ids(&mut *txn.db, &ids).await?;
        Ok(rows
            .into_iter()
            .map(|row| Found {
                id: row.id,
                kind: row.kind,
                name: row.name,
            })
            .collect())
    }
}
