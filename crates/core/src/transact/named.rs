//! What a request names: all of it has to be there, and in one project.

use std::collections::HashSet;

use crate::model::{ProjectId, SegmentId};
use crate::{Error, Refusal, Result, RowKind};

/// Returns the project of what was found, given as the id and the project of each. An id that was not found refuses
/// the operation by name (`what`), and so do two projects, and nothing at all.
pub(crate) fn require_all_of_one_project(
    what: RowKind,
    ids: &[SegmentId],
    found: impl IntoIterator<Item = (SegmentId, ProjectId)>,
) -> Result<ProjectId> {
    let (known, projects): (HashSet<SegmentId>, HashSet<ProjectId>) = found.into_iter().unzip();
    let unknown: Vec<i64> = ids
        .iter()
        .filter(|id| !known.contains(id))
        .map(|id| id.0)
        .collect();
    if !unknown.is_empty() {
        return Err(Error::not_found(what, unknown));
    }
    let mut projects = projects.into_iter();
    match (projects.next(), projects.next()) {
        (Some(project), None) => Ok(project),
        (None, _) => Err(Error::invalid(Refusal::NoSegmentNamed)),
        (Some(_), Some(_)) => Err(Error::invalid(Refusal::DifferentProjects)),
    }
}
