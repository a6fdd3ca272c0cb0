use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_OPUS};
use symphonia::core::codecs::audio::{AudioCodecId, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as Fault;
use symphonia::core::formats::well_known::{
    FORMAT_ID_FLAC, FORMAT_ID_ISOMP4, FORMAT_ID_MP3, FORMAT_ID_OGG, FORMAT_ID_WAVE,
};
use symphonia::core::formats::{FormatId, FormatOptions, FormatReader, Track, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, ReadOnlySource};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, TimeBase};

use super::{contained, mime_of, refused};
use crate::{Error, Result, Task, Unusable};

/// The largest audio file that comes in, in bytes.
pub(crate) const MAX_AUDIO_BYTES: u64 = 500 * 1_000_000;
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
pub(crate) fn probe_audio(mut file: File, path: &Path) -> Result<AudioFacts> {
    let reading = |source| Error::file(Task::ReadAudio, path, source);
    let bytes = file.metadata().map_err(reading)?.len();
    if bytes > MAX_AUDIO_BYTES {
        return Err(refused(path, Unusable::TooLarge { most_mb: 500 }));
    }
    file.rewind().map_err(reading)?;
    let mut start = Vec::new();
    Read::by_ref(&mut file)
        .take(12)
        .read_to_end(&mut start)
        .map_err(reading)?;
    file.rewind().map_err(reading)?;
    let source = source_for(&start, file).ok_or_else(|| not_audio(path))?;
    contained(path, || Take::open(source, path)?.facts(bytes))
}

/// Looks only at the very start: symphonia looks for any known marker in the first megabyte, and an MP3's is two bytes.
fn source_for(start: &[u8], file: File) -> Option<Box<dyn MediaSource>> {
    match start {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'O', b'g', b'g', b'S', ..]
        | [b'f', b'L', b'a', b'C', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Box::new(file)),
        // Not seekable: then the duration of an MP3 without a header is counted, not guessed from its first frame.
        [b'I', b'D', b'3', ..] | [0xff, 0xe2..=0xff, ..] => Some(Box::new(ReadOnlySource::new(file))),
        _ => None,
    }
}

/// An audio file being probed.
struct Take<'a> {
    format: Box<dyn FormatReader>,
    path: &'a Path,
}

impl<'a> Take<'a> {
    fn open(source: Box<dyn MediaSource>, path: &'a Path) -> Result<Self> {
        let stream = MediaSourceStream::new(source, Default::default());
        let (format_options, metadata_options) = (FormatOptions::default(), MetadataOptions::default());
        let format = symphonia::default::get_probe()
            .probe(&Default::default(), stream, format_options, metadata_options)
            .map_err(|fault| match fault {
                // The index of an M4A may stand at its end: what is missing then isn't told from what is unknown.
                Fault::Unsupported(_) => refused(path, Unusable::CutShortOrUnknown),
                fault => told_plainly(fault, path),
            })?;
        Ok(Self { format, path })
    }

    fn facts(mut self, file_bytes: u64) -> Result<AudioFacts> {
        let path = self.path;
        let extension = extension_of(self.format.format_info().format).ok_or_else(|| not_audio(path))?;
        let track = self.audio_track()?;
        let stated_ms = self.stated_ms();
        let held_ms = self.held_ms(&track, file_bytes)?;
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
            extension,
            mime: mime_of(extension),
            duration_ms,
        })
    }

    fn audio_track(&self) -> Result<Track> {
        let track = self
            .format
            .default_track(TrackType::Audio)
            .or_else(|| self.format.first_track(TrackType::Audio));
        track
            .cloned()
            .ok_or_else(|| refused(self.path, Unusable::NoAudioTrack))
    }

    /// What the container says that it plays; `None` where it was written as a stream and doesn't say. The container's
    /// word, not the track's: in M4A the first has the encoder's lead-in taken off.
    fn stated_ms(&self) -> Option<i64> {
        let stated = self.format.media_info();
        let ms = milliseconds(stated.duration?, stated.time_base?);
        (ms > 0).then_some(ms)
    }

    /// Reads to the end, and returns how long what is there plays.
    fn held_ms(&mut self, track: &Track, file_bytes: u64) -> Result<i64> {
        let is_wave = self.format.format_info().format == FORMAT_ID_WAVE;
        let mut listener = Listener::new(track, self.path)?;
        let mut held = Duration::ZERO;
        let mut packet_bytes = 0;
        while let Some(packet) = self.next_packet(is_wave)? {
            // Every packet was cut from the file once, so a table that claims more than the file holds is a lie.
            packet_bytes += packet.data.len().max(1) as u64;
            if packet_bytes > file_bytes {
                return Err(damaged(self.path));
            }
            if packet.track_id == track.id {
                let lasts = if is_wave {
                    listener.decode(&packet)?
                } else {
                    listener.sample(&packet)?
                };
                held = held.saturating_add(lasts);
            }
        }
        listener.heard_anything()?;
        let time_base = track.time_base.ok_or_else(|| damaged(self.path))?;
        Ok(milliseconds(held, time_base))
    }

    /// A WAV simply ends where the file does, and its header says whether that is too early. The others say where
    /// their last packet is, so a file that ends before it is cut short.
    fn next_packet(&mut self, is_wave: bool) -> Result<Option<Packet>> {
        match self.format.next_packet() {
            Ok(packet) => Ok(packet),
            Err(Fault::IoError(source)) if is_wave && source.kind() == io::ErrorKind::UnexpectedEof => {
                Ok(None)
            }
            Err(fault) => Err(told_plainly(fault, self.path)),
        }
    }
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
    fn new(track: &Track, path: &'a Path) -> Result<Self> {
        let codec = track.codec_params.as_ref().and_then(|params| params.audio());
        let codec = codec.ok_or_else(|| unknown_codec(path))?;
        let decoder =
            symphonia::default::get_codecs().make_audio_decoder(codec, &AudioDecoderOptions::default());
        let decoder = match decoder {
            Ok(decoder) => Some(decoder),
            Err(Fault::Unsupported(_)) if plays_in_web_views(codec.codec) => None,
            Err(fault) => return Err(told_plainly(fault, path)),
        };
        Ok(Self {
            decoder,
            heard: false,
            failed: 0,
            path,
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

fn extension_of(format: FormatId) -> Option<&'static str> {
    match format {
        FORMAT_ID_WAVE => Some("wav"),
        FORMAT_ID_MP3 => Some("mp3"),
        FORMAT_ID_OGG => Some("ogg"),
        FORMAT_ID_FLAC => Some("flac"),
        FORMAT_ID_ISOMP4 => Some("m4a"),
        _ => None,
    }
}

fn plays_in_web_views(codec: AudioCodecId) -> bool {
    [CODEC_ID_OPUS, CODEC_ID_AAC].contains(&codec)
}

/// Rounds to the nearest. A duration past what fits, some 292 million years, stays at that.
fn milliseconds(duration: Duration, time_base: TimeBase) -> i64 {
    let denom = u128::from(time_base.denom.get());
    let scaled = u128::from(duration.get()) * u128::from(time_base.numer.get()) * 1000;
    i64::try_from((scaled + denom / 2) / denom).unwrap_or(i64::MAX)
}

fn told_plainly(fault: Fault, path: &Path) -> Error {
    match fault {
        Fault::IoError(source) if source.kind() == io::ErrorKind::UnexpectedEof => {
            refused(path, Unusable::CutShort)
        }
        Fault::IoError(source) if source.raw_os_error().is_some() => {
            Error::file(Task::ReadAudio, path, source)
        }
        Fault::Unsupported(_) => unknown_codec(path),
        Fault::ResetRequired => refused(path, Unusable::SeveralRecordings),
        _ => damaged(path),
    }
}

fn not_audio(path: &Path) -> Error {
    refused(path, Unusable::NotAudio)
}

fn unknown_codec(path: &Path) -> Error {
    refused(path, Unusable::UnknownCodec)
}

fn damaged(path: &Path) -> Error {
    refused(path, Unusable::Damaged)
}

fn too_short(path: &Path, held_ms: i64, stated_ms: i64) -> Error {
    refused(path, Unusable::CutAt { held_ms, stated_ms })
}

#[cfg(test)]
mod tests;
