//! The one place that reads the time, so that everything else is told it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the milliseconds since 1970 (UTC).
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |age| age.as_millis().try_into().unwrap_or(i64::MAX))
}
