//! Times, and what is to be said of them.

use std::time::Duration;

/// How long the same work took, time after time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sample(Vec<Duration>);

impl FromIterator<Duration> for Sample {
    fn from_iter<T: IntoIterator<Item = Duration>>(times: T) -> Self {
        Self(times.into_iter().collect())
    }
}

impl Sample {
    /// Notes one more time.
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Notes those of another sample.
    pub(crate) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Returns how many times there are.
    pub(crate) fn rounds(&self) -> usize {
        self.0.len()
    }

    /// Returns the middle one; none took no time.
    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// Returns the time that so many of a hundred do not exceed; 100 is the longest.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        // The nearest of the times, that part of the way from the shortest to the longest.
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        let nearest = (last * percent + 50) / 100;
        sorted.get(nearest).copied().unwrap_or_default()
    }

    /// Returns how far the middle half of the times reaches, as a part of the median: a difference that is smaller
    /// says nothing.
    pub(crate) fn noise(&self) -> f64 {
        let (low, high) = (self.percentile(25), self.percentile(75));
        ratio(
            high.saturating_sub(low).as_secs_f64(),
            self.median().as_secs_f64(),
        )
    }
}

/// Returns how often one amount goes into another; none goes into nothing.
pub(crate) fn ratio(of: f64, to: f64) -> f64 {
    if to > 0.0 { of / to } else { 0.0 }
}

/// The times of two ways to do a work, taken in turns, so that whatever else the machine does befalls both.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pair {
    pub(crate) segue: Sample,
    pub(crate) floor: Sample,
}

/// Does a work both ways so many times. Each way says how long it took, which leaves out what it does before and after.
pub(crate) async fn side_by_side(
    rounds: usize,
    mut segue: impl AsyncFnMut(usize) -> anyhow::Result<Duration>,
    mut floor: impl FnMut(usize) -> anyhow::Result<Duration>,
) -> anyhow::Result<Pair> {
    let mut pair = Pair::default();
    for round in 0..rounds {
        // Who goes first may find the caches colder.
        if round % 2 == 0 {
            pair.segue.add(segue(round).await?);
            pair.floor.add(floor(round)?);
        } else {
            pair.floor.add(floor(round)?);
            pair.segue.add(segue(round).await?);
        }
    }
    Ok(pair)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn sample(times: &[u64]) -> Sample {
        times.iter().copied().map(Duration::from_millis).collect()
    }

    #[rstest]
    #[case(&[], 0, 0.0)]
    #[case(&[4], 4, 0.0)]
    #[case(&[9, 1, 5], 5, 0.8)]
    #[case(&[1, 2, 3, 4, 100], 3, 2.0 / 3.0)]
    #[case(&[10, 10, 10, 10, 10, 10, 10, 900], 10, 0.0)]
    fn one_time_that_is_far_off_moves_neither_the_median_nor_the_noise(
        #[case] times: &[u64],
        #[case] median: u64,
        #[case] noise: f64,
    ) {
        let sample = sample(times);
        assert_eq!(sample.median(), Duration::from_millis(median));
        assert!((sample.noise() - noise).abs() < 1e-9, "{}", sample.noise());
    }

    #[rstest]
    #[case(0, 1)]
    #[case(50, 51)]
    #[case(95, 95)]
    #[case(99, 99)]
    #[case(100, 100)]
    fn so_many_of_a_hundred_times_do_not_exceed_it(#[case] percent: usize, #[case] expected: u64) {
        let times: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(
            sample(&times).percentile(percent),
            Duration::from_millis(expected)
        );
    }

    #[test]
    fn a_ratio_to_nothing_is_none() {
        assert!(ratio(1.0, 0.0).abs() < f64::EPSILON);
        assert!((ratio(3.0, 2.0) - 1.5).abs() < f64::EPSILON);
    }

    #[tokio::test]
    async fn both_ways_take_turns_in_going_first() {
        let order = std::cell::RefCell::new(Vec::new());
        let note = |way: &'static str, round: usize| {
            order.borrow_mut().push((way, round));
            Ok(Duration::from_millis(1))
        };
        let pair = side_by_side(
            2,
            async |round| note("segue", round),
            |round| note("floor", round),
        )
        .await
        .unwrap();
        assert_eq!((pair.segue.rounds(), pair.floor.rounds()), (2, 2));
        let expected = [("segue", 0), ("floor", 0), ("floor", 1), ("segue", 1)];
        assert_eq!(*order.borrow(), expected);
    }
}
