use std::time::Duration;

/// How long a condition may take to come true. Far beyond what any should need: reaching it is a failure.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Looks again and again until there is something to see, and returns it.
///
/// # Panics
/// When it never comes; `what` says in the message what was waited for.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    in_time(look)
        .await
        .unwrap_or_else(|| panic!("waited in vain until {what}"))
}

/// Looks again and again until there is something to see; `None` when it never comes. A look that hangs, since the
/// program has died, is given up too.
pub(crate) async fn in_time<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let looking = async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking).await.ok()
}
