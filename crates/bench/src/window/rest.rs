//! A machine at rest: what one window still does after a change must not be on the bill of the next.

use std::time::Duration;

use anyhow::Result;

/// How long it is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// Looks until what is measured is measured all the same: somebody else is at work, and the report says how busy it was.
const LOOKS: usize = 100;
/// The part of the time that the processors have nothing to do in.
const IDLE: f64 = 0.95;

/// Waits until the processors have next to nothing to do.
pub(crate) async fn rest() -> Result<()> {
    let mut before = Spent::now()?;
    for _ in 0..LOOKS {
        tokio::time::sleep(LOOK).await;
        let now = Spent::now()?;
        if now.idle_since(&before) >= IDLE {
            return Ok(());
        }
        before = now;
    }
    Ok(())
}

/// What all processors have spent since the system was started, in ticks.
#[derive(Debug, PartialEq, Eq)]
struct Spent {
    idle: u64,
    all: u64,
}

impl Spent {
    fn now() -> Result<Self> {
        Ok(Self::read(&std::fs::read_to_string("/proc/stat")?))
    }

    /// Reads the first line of what proc(5) says: user, nice, system, idle, iowait, …
    fn read(stat: &str) -> Self {
        let line = stat.lines().next().unwrap_or_default();
        let ticks = || {
            line.split_whitespace()
                .skip(1)
                .filter_map(|ticks| ticks.parse::<u64>().ok())
        };
        Self {
            idle: ticks().skip(3).take(2).sum(),
            all: ticks().take(8).sum(),
        }
    }

    fn idle_since(&self, before: &Self) -> f64 {
        let [idle, all] = [self.idle - before.idle, self.all - before.all];
        crate::sample::ratio(idle as f64, all as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proc_says_is_read() {
        let before = Spent::read("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 2 3");
        assert_eq!(
            before,
            Spent {
                idle: 850,
                all: 1_000
            }
        );
        let after = Spent::read("cpu  105 0 50 880 65 0 0 0 0 0");
        assert!((after.idle_since(&before) - 0.95).abs() < 1e-9);
        Spent::now().unwrap();
    }
}
