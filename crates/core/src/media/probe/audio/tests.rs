use std::io::Write;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::media::probe::MAX_AUDIO_BYTES;

const MP3: &[u8] = include_bytes!("../../../../tests/media/tone.mp3");
const MP3_NO_HEADER: &[u8] = include_bytes!("../../../../tests/media/noise-no-header.mp3");
const VORBIS: &[u8] = include_bytes!("../../../../tests/media/tone-vorbis.ogg");
const OPUS: &[u8] = include_bytes!("../../../../tests/media/tone-opus.ogg");
const FLAC: &[u8] = include_bytes!("../../../../tests/media/tone.flac");
const AAC: &[u8] = include_bytes!("../../../../tests/media/tone.m4a");
const ALAC: &[u8] = include_bytes!("../../../../tests/media/tone-alac.m4a");
const WAV: &[u8] = include_bytes!("../../../../tests/media/tone.wav");
const WAV_STREAMED: &[u8] = include_bytes!("../../../../tests/media/tone-streamed.wav");
const SILENT_FILM: &[u8] = include_bytes!("../../../../tests/media/silent-film.m4a");

fn probe(bytes: &[u8]) -> Result<AudioFacts> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    probe_audio(file, Path::new("take.xyz"))
}

fn reason(bytes: &[u8]) -> String {
    match probe(bytes).unwrap_err() {
        Error::UnsupportedMedia { reason, .. } => reason.to_string(),
        other => panic!("{other:?}"),
    }
}

/// A WAV of 16-bit mono whose header states any number of bytes of sound.
fn wav(rate: u32, stated_bytes: u32, sound: &[u8]) -> Vec<u8> {
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + stated_bytes).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend(rate.to_le_bytes());
    wav.extend((rate * 2).to_le_bytes());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend(stated_bytes.to_le_bytes());
    wav.extend(sound);
    wav
}

#[rstest]
#[case::wav(WAV, "wav", "audio/wav", 300)]
#[case::wav_without_length(WAV_STREAMED, "wav", "audio/wav", 300)]
#[case::flac(FLAC, "flac", "audio/flac", 800)]
#[case::vorbis(VORBIS, "ogg", "audio/ogg", 1200)]
#[case::opus(OPUS, "ogg", "audio/ogg", 1207)]
#[case::aac(AAC, "m4a", "audio/mp4", 1200)]
#[case::alac(ALAC, "m4a", "audio/mp4", 600)]
#[case::mp3(MP3, "mp3", "audio/mpeg", 1200)]
#[case::mp3_counted(MP3_NO_HEADER, "mp3", "audio/mpeg", 1254)]
fn tells_format_and_duration_by_content(
    #[case] bytes: &[u8],
    #[case] extension: &'static str,
    #[case] mime: &'static str,
    #[case] duration_ms: i64,
) {
    assert_eq!(
        probe(bytes).unwrap(),
        AudioFacts {
            extension,
            mime,
            duration_ms
        }
    );
}

#[test]
fn durations_round_to_the_nearest_millisecond() {
    assert_eq!(
        probe(&wav(44_100, 2 * 44_078, &[0; 2 * 44_078]))
            .unwrap()
            .duration_ms,
        1000
    );
    assert_eq!(
        probe(&wav(44_100, 2 * 44_077, &[0; 2 * 44_077]))
            .unwrap()
            .duration_ms,
        999
    );
}

#[rstest]
#[case::wav(&wav(8000, 16_000, &[0; 8000]), "it is cut short: 0.5 of 1.0 seconds are there")]
#[case::flac(&FLAC[..FLAC.len() - 500], "it is cut short")]
#[case::vorbis(&VORBIS[..VORBIS.len() - 500], "it is cut short")]
#[case::opus(&OPUS[..OPUS.len() - 500], "it is cut short")]
#[case::mp3(&MP3[..MP3.len() / 2], "it is cut short: 0.6 of 1.2 seconds are there")]
#[case::aac(&AAC[..AAC.len() / 2], "it is cut short, or of a kind that Segue doesn't know")]
#[case::alac(&ALAC[..ALAC.len() / 2], "it is cut short, or of a kind that Segue doesn't know")]
fn a_file_cut_short_is_refused(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(reason(bytes), expected);
}

#[test]
fn an_mp3_without_a_header_lasts_as_long_as_it_is() {
    let part = probe(&MP3_NO_HEADER[..MP3_NO_HEADER.len() * 3 / 4])
        .unwrap()
        .duration_ms;
    assert_eq!(part, 1045);
}

#[rstest]
#[case::empty(b"", "it isn't a WAV, MP3, OGG, FLAC or M4A recording")]
#[case::text(
    b"Once upon a time there was",
    "it isn't a WAV, MP3, OGG, FLAC or M4A recording"
)]
#[case::marker_further_in(
    b"Once upon a time OggS fLaC RIFF",
    "it isn't a WAV, MP3, OGG, FLAC or M4A recording"
)]
#[case::wav_header_only(&WAV[..20], "it is cut short")]
#[case::vorbis_header_only(&VORBIS[..40], "it is cut short")]
#[case::wav_without_sound(&wav(8000, 0, b""), "there is no sound in it")]
#[case::film_without_sound(SILENT_FILM, "there is no audio track in it")]
fn other_files_are_refused(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(reason(bytes), expected);
}

#[test]
fn a_file_over_500_mb_is_refused() {
    let file = tempfile::tempfile().unwrap();
    file.set_len(MAX_AUDIO_BYTES + 1).unwrap();
    let error = probe_audio(file, Path::new("vast.wav")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "This file can't be used: it is larger than 500 MB."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damage_is_refused_or_played_but_never_panics(
        whole in prop::sample::select(vec![MP3, MP3_NO_HEADER, VORBIS, OPUS, FLAC, AAC, ALAC, WAV]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = whole.to_vec();
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(facts) = probe(&bytes) {
            prop_assert!(facts.duration_ms > 0);
        }
    }

    #[test]
    fn any_bytes_behind_a_marker_are_refused_or_played(
        marker in prop::sample::select(vec![&b"RIFF\0\0\0\0WAVE"[..], b"OggS", b"fLaC", b"ID3", b"\xff\xfb", b"\0\0\0\x10ftyp"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let _ = probe(&[marker, &bytes].concat());
    }
}
