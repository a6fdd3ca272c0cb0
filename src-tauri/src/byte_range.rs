//! The `Range` header of HTTP, as far as players use it: one range of bytes (RFC 9110, section 14).

/// What of a file is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Portion {
    /// All of it: no range was asked for, or one in a form that a server may pass over.
    Whole,
    /// `len` bytes from `start`. `len` is at least 1.
    Part {
        /// The first byte.
        start: u64,
        /// How many.
        len: u64,
    },
    /// The range lies behind the end.
    OutOfReach,
}

impl Portion {
    /// Reads a `Range` header for a file of `size` bytes. A part longer than `most` is cut there: the client asks again.
    pub(crate) fn read(header: Option<&str>, size: u64, most: u64) -> Self {
        let Some((from, to)) = header.and_then(bounds) else {
            return Self::Whole;
        };
        let (start, end) = match (from, to) {
            (Some(from), Some(to)) if from > to => return Self::Whole,
            (Some(from), to) => (from, to.map_or(size, |to| to.saturating_add(1)).min(size)),
            (None, Some(last)) => (size.saturating_sub(last), size),
            (None, None) => return Self::Whole,
        };
        if start >= end {
            return Self::OutOfReach;
        }
        Self::Part {
            start,
            len: (end - start).min(most),
        }
    }
}

fn bounds(header: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (from, to) = header.trim().strip_prefix("bytes=")?.split_once('-')?;
    Some((bound(from)?, bound(to)?))
}

/// Digits only: `u64::from_str` would take a sign.
fn bound(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
        .map(Some)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Portion::{self, OutOfReach, Part, Whole};

    #[rstest]
    #[case("bytes=0-9", Part { start: 0, len: 10 })]
    #[case("bytes=5-5", Part { start: 5, len: 1 })]
    #[case("bytes=90-", Part { start: 90, len: 10 })]
    #[case("bytes=90-1000", Part { start: 90, len: 10 })]
    #[case("bytes=-10", Part { start: 90, len: 10 })]
    #[case("bytes=-1000", Part { start: 0, len: 50 })]
    #[case("bytes=0-", Part { start: 0, len: 50 })]
    #[case("bytes=0-18446744073709551615", Part { start: 0, len: 50 })]
    #[case("bytes=100-", OutOfReach)]
    #[case("bytes=100-200", OutOfReach)]
    #[case("bytes=-0", OutOfReach)]
    #[case("bytes=9-5", Whole)]
    #[case("bytes=-", Whole)]
    #[case("bytes=0-1,3-4", Whole)]
    #[case("bytes=+1-2", Whole)]
    #[case("bytes=0-99999999999999999999", Whole)]
    #[case("items=0-9", Whole)]
    #[case("", Whole)]
    fn a_range_of_a_hundred_bytes(#[case] header: &str, #[case] expected: Portion) {
        assert_eq!(Portion::read(Some(header), 100, 50), expected);
    }

    #[test]
    fn nothing_of_an_empty_file_is_in_reach() {
        assert_eq!(Portion::read(None, 0, 50), Whole);
        assert_eq!(Portion::read(Some("bytes=0-"), 0, 50), OutOfReach);
        assert_eq!(Portion::read(Some("bytes=-5"), 0, 50), OutOfReach);
    }
}
