//! Subtitles in SubRip's form (`.srt`): a number, from when to when, the words, a blank line.

use super::lines_with_words;

/// Writes the narration as subtitles. Each segment comes as its narration and how long it lasts, in milliseconds; they follow
/// one another without a pause, as they play. One without words shows nothing for its time. Times below zero count as none.
#[must_use]
pub fn write<'a>(segments: impl IntoIterator<Item = (&'a str, i64)>) -> String {
    let (mut file, mut number, mut at) = (String::new(), 1, 0_i64);
    for (text, lasts_ms) in segments {
        let from = at;
        at = at.saturating_add(lasts_ms.max(0));
        let words = words(text);
        if !words.is_empty() && at > from {
            // Line ends as SubRip itself writes them: some players know no others.
            file += &format!("{number}\r\n{} --> {}\r\n{words}\r\n\r\n", time(from), time(at));
            number += 1;
        }
    }
    file
}

/// A blank line would end the subtitle, and an arrow be taken for its times.
fn words(text: &str) -> String {
    let lines: Vec<String> = lines_with_words(text)
        .map(|line| line.replace("-->", "→"))
        .collect();
    lines.join("\r\n")
}

fn time(ms: i64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02},{:03}", ms % 1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[test]
    fn segments_follow_one_another_as_they_last() {
        let file = write([("One.", 1_500), ("Two\nlines.", 61_250), ("Three.", 3_600_000)]);
        assert_eq!(
            file,
            "1\r\n00:00:00,000 --> 00:00:01,500\r\nOne.\r\n\r\n\
             2\r\n00:00:01,500 --> 00:01:02,750\r\nTwo\r\nlines.\r\n\r\n\
             3\r\n00:01:02,750 --> 01:01:02,750\r\nThree.\r\n\r\n"
        );
    }

    #[test]
    fn a_segment_without_words_takes_its_time_and_no_number() {
        let file = write([("One.", 1_000), (" \n ", 2_000), ("Three.", 1_000)]);
        assert!(
            file.ends_with("2\r\n00:00:03,000 --> 00:00:04,000\r\nThree.\r\n\r\n"),
            "{file}"
        );
    }

    #[rstest]
    #[case::blank_line("One.\n\nTwo.", "One.\r\nTwo.")]
    #[case::old_mac("One.\r\rTwo.", "One.\r\nTwo.")]
    #[case::arrow("One --> two.", "One → two.")]
    fn words_never_break_the_form(#[case] text: &str, #[case] shown: &str) {
        assert_eq!(words(text), shown);
    }

    #[test]
    fn what_lasts_no_time_is_not_shown() {
        assert_eq!(write([("One.", 0), ("Two.", -5)]), "");
    }

    /// Reads what is written, as a player does: number, start and end in milliseconds, lines.
    fn read(file: &str) -> Vec<(usize, i64, i64, String)> {
        let ms = |time: &str| {
            let parts: Vec<i64> = time.split([':', ',']).map(|part| part.parse().unwrap()).collect();
            ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3]
        };
        let blocks = file.split("\r\n\r\n").filter(|block| !block.is_empty());
        blocks
            .map(|block| {
                let mut lines = block.split("\r\n");
                let number = lines.next().unwrap().parse().unwrap();
                let (from, to) = lines.next().unwrap().split_once(" --> ").unwrap();
                (number, ms(from), ms(to), lines.collect::<Vec<_>>().join("\n"))
            })
            .collect()
    }

    proptest! {
        #[test]
        fn every_time_adds_up(segments in prop::collection::vec(("[a-z >\\-\\n\\r]{0,12}", 1..9_000_000_i64), 0..20)) {
            let file = write(segments.iter().map(|(text, ms)| (text.as_str(), *ms)));
            let mut at = 0;
            let mut expected = Vec::new();
            for (text, ms) in &segments {
                if !text.trim().is_empty() {
                    expected.push((expected.len() + 1, at, at + ms));
                }
                at += ms;
            }
            let told: Vec<_> = read(&file).iter().map(|(number, from, to, _)| (*number, *from, *to)).collect();
            prop_assert_eq!(told, expected);
        }
    }
}
