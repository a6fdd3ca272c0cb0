//! The machine that is measured on: whether it is at rest, and whether others are at work on it.

use std::fmt;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

/// How long it is looked at for rest.
const LOOK: Duration = Duration::from_millis(100);
/// Looks until what is measured is measured all the same: somebody else is at work, and the report says how much.
const LOOKS: usize = 100;
/// The part of the time that the processors have nothing to do in.
const IDLE: f64 = 0.95;

/// How long it is looked at for others.
const LONG_LOOK: Duration = Duration::from_secs(1);
/// From which part of the processors' time on others at work say that the figures are no good.
const BUSY: f64 = 0.1;
/// Likewise what a virtual machine's host gives to other machines while it has work to do here.
const STOLEN: f64 = 0.02;

/// Waits until the processors have next to nothing to do: what one piece of work leaves behind must not be on the bill of
/// the next.
pub(crate) async fn rest() -> Result<()> {
    let mut before = Spent::now()?;
    for _ in 0..LOOKS {
        tokio::time::sleep(LOOK).await;
        let now = Spent::now()?;
        if now.since(before).busy <= 1.0 - IDLE {
            return Ok(());
        }
        before = now;
    }
    Ok(())
}

/// Who else was at work while something was measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(crate) struct Others {
    processors: usize,
    /// Parts of the processors' time that others had right before it, and right behind.
    busy: [f64; 2],
    /// Part of it that the host gave to other machines meanwhile.
    stolen: f64,
}

/// A machine that something is about to be measured on.
pub(crate) struct Watched {
    busy: f64,
    begun: Spent,
}

impl Watched {
    /// Waits for it to be at rest, and looks what others do on it.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub(crate) async fn begin() -> Result<Self> {
        Ok(Self {
            busy: busy_with_others().await?,
            begun: Spent::now()?,
        })
    }

    /// Looks once more, now that all is measured.
    ///
    /// # Errors
    /// As above.
    pub(crate) async fn end(self) -> Result<Others> {
        let stolen = Spent::now()?.since(self.begun).stolen;
        Ok(Others {
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            busy: [self.busy, busy_with_others().await?],
            stolen,
        })
    }
}

async fn busy_with_others() -> Result<f64> {
    rest().await?;
    let before = Spent::now()?;
    tokio::time::sleep(LONG_LOOK).await;
    Ok(Spent::now()?.since(before).busy)
}

impl Others {
    fn disturb(&self) -> bool {
        self.busy.iter().any(|&part| part > BUSY) || self.stolen > STOLEN
    }
}

impl fmt::Display for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [before, after] = self.busy.map(|part| part * 100.0);
        let Self {
            processors, stolen, ..
        } = self;
        writeln!(
            f,
            "{processors} processors; others had {before:.0} % of their time before, {after:.0} % after, and the host took {:.1} % meanwhile",
            stolen * 100.0
        )?;
        match self.disturb() {
            true => writeln!(
                f,
                "the machine was busy with other work: these figures say little"
            ),
            false => Ok(()),
        }
    }
}

/// What all processors have spent since the system was started, in ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spent {
    idle: u64,
    stolen: u64,
    all: u64,
}

/// Parts of a time.
#[derive(Debug, Clone, Copy)]
struct Parts {
    busy: f64,
    stolen: f64,
}

impl Spent {
    fn now() -> Result<Self> {
        Ok(Self::read(&std::fs::read_to_string("/proc/stat")?))
    }

    /// Reads the first line of what proc(5) says: user, nice, system, idle, iowait, irq, softirq, steal, …
    fn read(stat: &str) -> Self {
        let line = stat.lines().next().unwrap_or_default();
        let ticks = || {
            line.split_whitespace()
                .skip(1)
                .filter_map(|ticks| ticks.parse::<u64>().ok())
        };
        Self {
            idle: ticks().skip(3).take(2).sum(),
            stolen: ticks().skip(7).take(1).sum(),
            all: ticks().take(8).sum(),
        }
    }

    fn since(self, before: Self) -> Parts {
        let all = self.all.saturating_sub(before.all) as f64;
        let part = |now: u64, before: u64| crate::sample::ratio(now.saturating_sub(before) as f64, all);
        let idle = part(self.idle, before.idle);
        Parts {
            busy: if all > 0.0 { 1.0 - idle } else { 0.0 },
            stolen: part(self.stolen, before.stolen),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn what_proc_says_is_read() {
        let before = Spent::read("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 2 3");
        assert_eq!(
            before,
            Spent {
                idle: 850,
                stolen: 0,
                all: 1_000
            }
        );
        let after = Spent::read("cpu  103 0 50 880 65 0 0 2 0 0");
        let Parts { busy, stolen } = after.since(before);
        assert!((busy - 0.05).abs() < 1e-9 && (stolen - 0.02).abs() < 1e-9);
        assert!(before.since(before).busy.abs() < 1e-9, "no time has passed");
        Spent::now().unwrap();
    }

    #[rstest]
    #[case::nobody([0.0, 0.02], 0.001, false)]
    #[case::before([0.5, 0.0], 0.0, true)]
    #[case::after([0.0, 0.5], 0.0, true)]
    #[case::the_host([0.0, 0.0], 0.1, true)]
    fn others_at_work_are_told(#[case] busy: [f64; 2], #[case] stolen: f64, #[case] disturb: bool) {
        let others = Others {
            processors: 2,
            busy,
            stolen,
        };
        assert_eq!(others.to_string().contains("say little"), disturb);
    }
}
