//! Cases side by side: as many at a time as there are processors.

use std::future::Future;

use tokio::task::JoinSet;

/// Does the work on every item and returns what came of each, in no particular order. A work that panics is an error.
pub(crate) async fn each<T, R, F>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> F,
) -> anyhow::Result<Vec<R>>
where
    R: Send + 'static,
    F: Future<Output = anyhow::Result<R>> + Send + 'static,
{
    let hands = std::thread::available_parallelism()?.get();
    let mut items = items.into_iter();
    let mut under_way = JoinSet::new();
    let mut results = Vec::new();
    loop {
        while under_way.len() < hands
            && let Some(item) = items.next()
        {
            under_way.spawn(work(item));
        }
        match under_way.join_next().await {
            Some(done) => results.push(done??),
            None => return Ok(results),
        }
    }
}
