use std::cell::Cell;
use std::f32::consts::TAU;
use std::io::Write;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{Error, ErrorCode, RowKind};

const MP3: &[u8] = include_bytes!("../../../tests/media/tone.mp3");
const VORBIS: &[u8] = include_bytes!("../../../tests/media/tone-vorbis.ogg");
const OPUS: &[u8] = include_bytes!("../../../tests/media/tone-opus.ogg");
const FLAC: &[u8] = include_bytes!("../../../tests/media/tone.flac");
const AAC: &[u8] = include_bytes!("../../../tests/media/tone.m4a");
const ALAC: &[u8] = include_bytes!("../../../tests/media/tone-alac.m4a");

fn draw(bytes: &[u8]) -> Result<Waveform> {
    draw_while(bytes, &|| Ok(()))
}

fn draw_while(bytes: &[u8], go_on: &dyn Fn() -> Result<()>) -> Result<Waveform> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    draw_waveform(file, Path::new("take.xyz"), go_on)
}

/// A 16-bit WAV. `sound` gives the amplitude at a time in seconds, for each channel.
fn wav(rate: u32, channels: u16, seconds: f32, sound: impl Fn(f32, u16) -> f32) -> Vec<u8> {
    let frames = (rate as f32 * seconds) as u32;
    let sound: Vec<u8> = (0..frames)
        .flat_map(|frame| (0..channels).map(move |channel| (frame as f32 / rate as f32, channel)))
        .flat_map(|(time, channel)| ((sound(time, channel) * 32_767.0) as i16).to_le_bytes())
        .collect();
    let bytes = sound.len() as u32;
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + bytes).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    wav.extend(channels.to_le_bytes());
    wav.extend(rate.to_le_bytes());
    wav.extend((rate * 2 * u32::from(channels)).to_le_bytes());
    wav.extend((2 * channels).to_le_bytes());
    wav.extend(b"\x10\0data");
    wav.extend(bytes.to_le_bytes());
    wav.extend(sound);
    wav
}

fn tone(time: f32) -> f32 {
    (time * 1000.0 * TAU).sin()
}

#[test]
fn a_tone_that_swells_is_drawn_as_it_swells() {
    let swelling = wav(44_100, 1, 2.0, |time, _| time / 2.0 * tone(time));
    let waveform = draw(&swelling).unwrap();
    assert_eq!(waveform.moment_ms, 10);
    assert_eq!(waveform.peaks.len(), 200);
    for (place, &peak) in waveform.peaks.iter().enumerate() {
        let expected = (place as f32 + 1.0) / 200.0 * 255.0;
        assert!((f32::from(peak) - expected).abs() < 2.5, "{peak} at {place}");
    }
}

#[test]
fn silence_is_flat_and_the_loudest_channel_counts_whatever_its_sign() {
    let halves = wav(8000, 2, 1.0, |time, channel| match channel {
        0 => 0.0,
        _ if time < 0.5 => 0.0,
        _ => -0.5,
    });
    let waveform = draw(&halves).unwrap();
    assert!(waveform.peaks[..50].iter().all(|&peak| peak == 0));
    assert!(
        waveform.peaks[50..]
            .iter()
            .all(|&peak| (127..=128).contains(&peak))
    );
}

#[rstest]
#[case::a_rate_that_moments_divide(8000)]
#[case::one_that_they_do_not(11_025)]
#[case::less_than_a_frame_a_moment(50)]
fn moments_keep_to_the_clock_whatever_the_rate(#[case] rate: u32) {
    let waveform = draw(&wav(rate, 1, 3.0, |time, _| if time < 2.0 { 0.0 } else { 1.0 })).unwrap();
    let length = waveform.peaks.len() as f32 * waveform.moment_ms as f32;
    let onset = waveform.peaks.iter().position(|&peak| peak > 0).unwrap();
    let onset = onset as f32 * waveform.moment_ms as f32;
    let frame = 1000.0 / rate as f32;
    assert!((length - 3000.0).abs() <= 10.0 + frame, "{length}");
    assert!((onset - 2000.0).abs() <= 10.0 + frame, "{onset}");
}

#[rstest]
#[case::mp3(MP3, 1200, 30)]
#[case::vorbis(VORBIS, 1200, 30)]
#[case::aac(AAC, 1200, 30)]
#[case::alac(ALAC, 600, 30)]
#[case::flac_and_faint(FLAC, 800, 0)]
fn every_format_that_can_be_decoded_is_drawn_from_end_to_end(
    #[case] bytes: &[u8],
    #[case] duration_ms: i64,
    #[case] at_least: u8,
) {
    let waveform = draw(bytes).unwrap();
    let lasts = waveform.peaks.len() as i64 * i64::from(waveform.moment_ms);
    assert!((lasts - duration_ms).abs() < 100, "{lasts} of {duration_ms} ms");
    let middle = &waveform.peaks[waveform.peaks.len() / 4..waveform.peaks.len() / 4 * 3];
    assert!(
        middle.iter().all(|&peak| peak >= at_least),
        "a tone has no holes: {middle:?}"
    );
}

#[test]
fn opus_is_said_to_play_but_not_to_be_drawn() {
    let error = draw(OPUS).unwrap_err();
    assert_eq!(error.code(), ErrorCode::UnsupportedMedia);
    assert!(
        error.to_string().contains("can be played but not drawn"),
        "{error}"
    );
}

#[rstest]
#[case::mp3(MP3.to_vec())]
#[case::wav(wav(8000, 1, 1.0, |time, _| tone(time)))]
fn a_take_cut_short_since_it_came_in_is_drawn_as_far_as_it_goes(#[case] bytes: Vec<u8>) {
    let whole = draw(&bytes).unwrap();
    let cut = draw(&bytes[..bytes.len() * 3 / 4]).unwrap();
    let part = cut.peaks.len() as f32 / whole.peaks.len() as f32;
    assert!((0.6..0.9).contains(&part), "{part}");
}

#[rstest]
#[case::empty(b"")]
#[case::text(b"Once upon a time there was")]
#[case::header_only(&VORBIS[..40])]
fn what_is_no_take_is_refused(#[case] bytes: &[u8]) {
    assert_eq!(draw(bytes).unwrap_err().code(), ErrorCode::UnsupportedMedia);
}

#[test]
fn drawing_ends_as_soon_as_it_is_called_off() {
    let asked = Cell::new(0);
    let long = wav(8000, 1, 60.0, |time, _| tone(time));
    let error = draw_while(&long, &|| {
        asked.set(asked.get() + 1);
        if asked.get() == 3 {
            return Err(Error::not_found(RowKind::Media, [7]));
        }
        Ok(())
    });
    assert_eq!(error.unwrap_err().code(), ErrorCode::NotFound);
    assert_eq!(asked.get(), 3, "no packet more was read");
}

/// A FLAC that holds digital silence: `frames` of 65,535 samples, 14 bytes each.
fn silent_flac(frames: u32) -> Vec<u8> {
    let mut flac = b"fLaC\x80\0\0\x22\xff\xff\xff\xff\0\0\0\0\0\0".to_vec();
    // 1 kHz, one channel, 16 bit, length unknown.
    flac.extend([0x00, 0x3e, 0x80, 0xf0, 0, 0, 0, 0]);
    flac.extend([0; 16]);
    for number in 0..frames {
        let mut frame = vec![0xff, 0xf8, 0x70, 0x08];
        frame.extend(char::from_u32(number).unwrap().to_string().bytes());
        frame.extend(65_534_u16.to_be_bytes());
        frame.push(crc8(&frame));
        frame.extend([0, 0, 0]);
        frame.extend(crc16(&frame).to_be_bytes());
        flac.extend(frame);
    }
    flac
}

fn crc8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc: u8, _| (crc << 1) ^ (0x07 * (crc >> 7)))
    })
}

fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc: u16, _| {
            (crc << 1) ^ (0x8005 * (crc >> 15))
        })
    })
}

#[test]
fn a_small_file_that_plays_for_hours_takes_no_more_room_than_any_other() {
    let flac = silent_flac(200);
    assert!(flac.len() < 4000, "over three hours in 4 KB");
    let waveform = draw(&flac).unwrap();
    let lasts = waveform.peaks.len() as u64 * u64::from(waveform.moment_ms);
    assert_eq!(waveform.moment_ms, 20, "longer moments, not more of them");
    assert_eq!(lasts / 1000, 200 * 65_535 / 1000);
    assert!(waveform.peaks.len() < MOST_MOMENTS);
}

#[test]
fn what_is_kept_is_read_back_and_nothing_else_is() {
    let waveform = Waveform {
        moment_ms: 20,
        peaks: vec![0, 7, 255],
    };
    let bytes = waveform.to_bytes();
    assert_eq!(bytes, b"SGWF\x14\0\0\0\x03\0\0\0\0\x07\xff");
    assert_eq!(Waveform::from_bytes(&bytes), Some(waveform));
    for hostile in [
        &bytes[..bytes.len() - 1],
        &[&bytes[..], b"x"].concat(),
        b"SGWF\x14\0\0\0\xff\xff\xff\xff\0\x07\xff",
        b"SGWF\0\0\0\0\x01\0\0\0\0",
        b"RIFF\x14\0\0\0\x01\0\0\0\0",
        b"SGWF",
        b"",
    ] {
        assert_eq!(Waveform::from_bytes(hostile), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damage_is_refused_or_drawn_but_never_panics(
        whole in prop::sample::select(vec![MP3, VORBIS, OPUS, FLAC, AAC, ALAC]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = whole.to_vec();
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(waveform) = draw(&bytes) {
            prop_assert!(!waveform.peaks.is_empty());
            prop_assert!(waveform.peaks.len() <= MOST_MOMENTS);
        }
    }
}
