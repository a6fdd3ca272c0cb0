//! What a library does that may take long, with somebody watching.

use std::sync::Arc;

use super::{CheckReport, Library, check};
use crate::model::Outcome;
use crate::ops::Op;
use crate::transact::transact;
use crate::work::Work;
use crate::{Error, Result};

/// A library for one piece of work, which tells how far it is and can be cancelled until it has changed something.
/// What is here has the same name on [`Library`], for when nobody watches.
///
/// # Errors
/// Everything answers `Cancelled` once its work is cancelled in time. Nothing was changed then.
#[derive(Debug, Clone, Copy)]
pub struct Watched<'a> {
    pub(super) library: &'a Library,
    pub(super) work: &'a Work,
}

impl Library {
    /// Returns this library for a piece of work that is watched.
    #[must_use]
    pub fn watched<'a>(&'a self, work: &'a Work) -> Watched<'a> {
        Watched { library: self, work }
    }
}

impl Watched<'_> {
    /// As [`Library::run`].
    ///
    /// # Errors
    /// As [`Library::run`]; `Cancelled`.
    pub async fn run<O: Op>(self, verb: O) -> Result<Outcome<O::Value>> {
        let (inner, work) = (Arc::clone(&self.library.inner), self.work.clone());
        tokio::spawn(async move { transact(&inner, verb, &work).await })
            .await
            .unwrap_or_else(|error| Err(Error::stopped(error)))
    }

    /// As [`Library::check`].
    ///
    /// # Errors
    /// As [`Library::check`]; `Cancelled`.
    pub async fn check(self) -> Result<CheckReport> {
        let inner = &self.library.inner;
        let mut writer = self.work.unless_cancelled(inner.writer.lock()).await?;
        writer.record(&inner.store).await;
        drop(writer);
        check::check(&inner.readers, &inner.store, self.work).await
    }
}

#[cfg(test)]
mod tests;
