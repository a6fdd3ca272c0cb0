//! Durations as people type them: `5s`, `2.5`, `2,5s`, `800ms`, `1.5m`, `1:30`.

/// Returns a duration in milliseconds, or nothing where it is none. Without a unit it is in seconds.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    if let Some((minutes, seconds)) = text.split_once(':') {
        let minutes: i64 = digits(minutes)?.checked_mul(60_000)?;
        return minutes.checked_add(scaled(seconds, 1000)?);
    }
    if let Some(number) = text.strip_suffix("ms") {
        return digits(number);
    }
    if let Some(number) = text.strip_suffix("min").or_else(|| text.strip_suffix('m')) {
        return scaled(number, 60_000);
    }
    scaled(text.strip_suffix('s').unwrap_or(text), 1000)
}

/// Returns a decimal number times `unit`, cut off below a millisecond.
fn scaled(number: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let thousandths = digits(format!("{fraction:0<3}").get(..3)?)?;
    digits(fraction)?;
    digits(whole)?
        .checked_mul(unit)?
        .checked_add(thousandths * unit / 1000)
}

/// Digits and nothing else: no sign, no space.
fn digits(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("5s", Some(5000))]
    #[case("5", Some(5000))]
    #[case("2.5s", Some(2500))]
    #[case("2,5", Some(2500))]
    #[case("0.0419s", Some(41))]
    #[case("800ms", Some(800))]
    #[case("1.5m", Some(90_000))]
    #[case("2min", Some(120_000))]
    #[case("1:30", Some(90_000))]
    #[case("1:02.5", Some(62_500))]
    #[case("", None)]
    #[case("s", None)]
    #[case("-5s", None)]
    #[case("+5s", None)]
    #[case("5 s", None)]
    #[case("5.s", None)]
    #[case(".5", None)]
    #[case("1e3", None)]
    #[case("5.5ms", None)]
    #[case("99999999999999999999s", None)]
    #[case("9223372036854775807", None)]
    #[case("２s", None)]
    fn as_people_type_them(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(milliseconds(text), expected);
    }

    proptest! {
        #[test]
        fn whole_milliseconds_come_through(ms in 0..i64::MAX / 1000) {
            prop_assert_eq!(milliseconds(&format!("{ms}ms")), Some(ms));
            prop_assert_eq!(milliseconds(&format!("{}.{:03}s", ms / 1000, ms % 1000)), Some(ms));
        }

        #[test]
        fn any_text_is_a_duration_or_none(text in any::<String>()) {
            prop_assert!(milliseconds(&text).is_none_or(|ms| ms >= 0));
        }
    }
}
