//! Take the last operation back, or do it again: the op log's images, the other way round.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::model::{OpKind, OpState, ProjectId, StepName};
use crate::storage::op::{self, LoggedOp};
use crate::transact::{Side, Txn};
use crate::{Error, Result, Way};

/// Takes the last operation of a project back, media included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Undo {
    /// The project; one that was deleted, too.
    pub project_id: ProjectId,
}

/// Does again what the last undo took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Redo {
    /// The project.
    pub project_id: ProjectId,
}

/// The step that was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Step {
    /// What it did.
    pub name: StepName,
    /// The same in English, such as "delete 3 segments".
    pub label: String,
}

impl Op for Undo {
    type Value = Step;

    fn kind(&self) -> OpKind {
        OpKind::Undo
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let step = op::to_undo(&mut *txn.db, self.project_id).await?;
        let nothing = |is_final| Error::NothingToUndo {
            way: Way::Undo,
            is_final,
        };
        let step = step.ok_or_else(|| nothing(false))?;
        if step.state == OpState::Final {
            return Err(nothing(true));
        }
        replay(txn, self.project_id, &step, Side::Before).await
    }
}

impl Op for Redo {
    type Value = Step;

    fn kind(&self) -> OpKind {
        OpKind::Redo
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let step = op::to_redo(&mut *txn.db, self.project_id).await?;
        let step = step.ok_or(Error::NothingToUndo {
            way: Way::Redo,
            is_final: false,
        })?;
        replay(txn, self.project_id, &step, Side::After).await
    }
}

async fn replay(txn: &mut Txn<'_>, project: ProjectId, step: &LoggedOp, side: Side) -> Result<Step> {
    txn.replay(project, step, side).await?;
    let name = step.name();
    Ok(Step {
        name,
        label: name.to_string(),
    })
}
