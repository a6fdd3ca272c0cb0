use std::fs::File;
use std::path::Path;

use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, TimeBase};

use super::take::{Take, damaged};
use super::{contained, mime_of, refused};
use crate::{Error, Result, Unusable};

/// How much less sound than its header states a whole file may hold, in milliseconds: encoders' lead-in and padding are
/// counted differently by different writers, a few frames at most.
const SLACK_MS: i64 = 250;
/// How many packets may fail to decode at the start before the file is refused. An MP3 cut out of a longer one starts
/// with frames that need what was cut away.
const DECODE_ATTEMPTS: usize = 16;

/// What an audio file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AudioFacts {
    /// Extension to store it under.
    pub(crate) extension: &'static str,
    /// Media type.
    pub(crate) mime: &'static str,
    /// How long it plays, in milliseconds; at least one.
    pub(crate) duration_ms: i64,
}

/// Reads an audio file through and tells what it is and how long it plays.
///
/// The whole container is read and the first sound decoded, so a file that was cut short while being copied is told from
/// a whole one. Opus, and forms of AAC beyond LC, can't be decoded here but play in every web view: for those the
/// container has to do.
///
/// # Errors
///
/// `UnsupportedMedia` with the reason in plain words, unless it is a WAV, MP3, Ogg (Vorbis, Opus, FLAC), FLAC or M4A
/// (AAC, ALAC) of at most 500 MB with sound in it; `Io` and its kin when it can't be read.
pub(crate) fn probe_audio(file: File, path: &Path) -> Result<AudioFacts> {
    contained(path, || facts(Take::open(file, path)?))
}

fn facts(mut take: Take<'_>) -> Result<AudioFacts> {
    let path = take.path;
    let stated_ms = stated_ms(&take);
    let held_ms = held_ms(&mut take)?;
    let duration_ms = match stated_ms {
        Some(stated_ms) if held_ms < stated_ms - SLACK_MS => {
            return Err(too_short(path, held_ms, stated_ms));
        }
        Some(stated_ms) => stated_ms,
        None => held_ms,
    };
    if duration_ms == 0 {
        return Err(refused(path, Unusable::Silent));
    }
    Ok(AudioFacts {
        extension: take.extension,
        mime: mime_of(take.extension),
        duration_ms,
    })
}

/// What the container says that it plays; `None` where it was written as a stream and doesn't say. The container's
/// word, not the track's: in M4A the first has the encoder's lead-in taken off.
fn stated_ms(take: &Take<'_>) -> Option<i64> {
    let stated = take.format.media_info();
    let ms = milliseconds(stated.duration?, stated.time_base?);
    (ms > 0).then_some(ms)
}

/// Reads to the end, and returns how long what is there plays.
fn held_ms(take: &mut Take<'_>) -> Result<i64> {
    let mut listener = Listener::new(take)?;
    let mut held = Duration::ZERO;
    while let Some(packet) = take.next_packet()? {
        let lasts = if take.is_wave() {
            listener.decode(&packet)?
        } else {
            listener.sample(&packet)?
        };
        held = held.saturating_add(lasts);
    }
    listener.heard_anything()?;
    let time_base = take.track.time_base.ok_or_else(|| damaged(take.path))?;
    Ok(milliseconds(held, time_base))
}

/// Decodes to see that sound comes out.
struct Listener<'a> {
    /// `None` where there is no decoder.
    decoder: Option<Box<dyn AudioDecoder>>,
    heard: bool,
    failed: usize,
    path: &'a Path,
}

impl<'a> Listener<'a> {
    fn new(take: &Take<'a>) -> Result<Self> {
        Ok(Self {
            decoder: take.decoder()?,
            heard: false,
            failed: 0,
            path: take.path,
        })
    }

    /// Decodes until sound came out once, and takes the packet's word for its duration.
    fn sample(&mut self, packet: &Packet) -> Result<Duration> {
        if !self.heard {
            self.decode(packet)?;
        }
        Ok(packet.dur)
    }

    /// Decodes a packet, and returns for how long it sounds. A WAV's packets state the same duration all, the last too.
    fn decode(&mut self, packet: &Packet) -> Result<Duration> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(packet.dur);
        };
        match decoder.decode(packet) {
            Ok(sound) => {
                self.heard = true;
                Ok(Duration::new(sound.frames() as u64))
            }
            Err(_) if self.failed < DECODE_ATTEMPTS => {
                self.failed += 1;
                Ok(Duration::ZERO)
            }
            Err(_) => Err(damaged(self.path)),
        }
    }

    fn heard_anything(&self) -> Result<()> {
        if self.failed > 0 && !self.heard {
            Err(damaged(self.path))
        } else {
            Ok(())
        }
    }
}

/// Rounds to the nearest. A duration past what fits, some 292 million years, stays at that.
fn milliseconds(duration: Duration, time_base: TimeBase) -> i64 {
    let denom = u128::from(time_base.denom.get());
    let scaled = u128::from(duration.get()) * u128::from(time_base.numer.get()) * 1000;
    i64::try_from((scaled + denom / 2) / denom).unwrap_or(i64::MAX)
}

fn too_short(path: &Path, held_ms: i64, stated_ms: i64) -> Error {
    refused(path, Unusable::CutAt { held_ms, stated_ms })
}

#[cfg(test)]
mod tests;
