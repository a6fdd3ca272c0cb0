//! An audio file, opened: its container, its one track, its packets. Probing and drawing read it alike.

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

use super::refused;
use crate::{Error, Result, Task, Unusable};

/// The largest audio file that comes in, in bytes.
pub(crate) const MAX_AUDIO_BYTES: u64 = 500 * 1_000_000;

/// An audio file being read.
pub(crate) struct Take<'a> {
    pub(super) format: Box<dyn FormatReader>,
    /// The track that is heard.
    pub(crate) track: Track,
    /// Extension to store it under.
    pub(super) extension: &'static str,
    pub(super) path: &'a Path,
    file_bytes: u64,
    packet_bytes: u64,
}

impl<'a> Take<'a> {
    /// Opens a file by its content. Runs over what nobody vouches for: call it [`contained`](super::contained).
    ///
    /// # Errors
    ///
    /// `UnsupportedMedia` with the reason in plain words, unless it is a WAV, MP3, Ogg, FLAC or M4A of at most 500 MB
    /// with an audio track; `Io` and its kin when it can't be read.
    pub(crate) fn open(mut file: File, path: &'a Path) -> Result<Self> {
        let reading = |source| Error::file(Task::ReadAudio, path, source);
        let file_bytes = file.metadata().map_err(reading)?.len();
        if file_bytes > MAX_AUDIO_BYTES {
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
        let format = container(source, path)?;
        Ok(Self {
            extension: extension_of(format.format_info().format).ok_or_else(|| not_audio(path))?,
            track: audio_track(&*format, path)?,
            format,
            path,
            file_bytes,
            packet_bytes: 0,
        })
    }

    /// Returns the track's decoder; `None` for Opus and forms of AAC beyond LC, which play in every web view.
    ///
    /// # Errors
    ///
    /// `UnsupportedMedia` for sound that is coded in another way that isn't known here.
    pub(crate) fn decoder(&self) -> Result<Option<Box<dyn AudioDecoder>>> {
        let codec = self.track.codec_params.as_ref().and_then(|params| params.audio());
        let codec = codec.ok_or_else(|| unknown_codec(self.path))?;
        match symphonia::default::get_codecs().make_audio_decoder(codec, &AudioDecoderOptions::default()) {
            Ok(decoder) => Ok(Some(decoder)),
            Err(Fault::Unsupported(_)) if plays_in_web_views(codec.codec) => Ok(None),
            Err(fault) => Err(told_plainly(fault, self.path)),
        }
    }

    /// Returns the next packet of the track; `None` behind the last.
    ///
    /// # Errors
    ///
    /// `UnsupportedMedia` where the file is damaged or cut short; `Io` and its kin when it can't be read.
    pub(crate) fn next_packet(&mut self) -> Result<Option<Packet>> {
        while let Some(packet) = self.next_of_any_track()? {
            // Every packet was cut from the file once, so a table that claims more than the file holds is a lie.
            self.packet_bytes += packet.data.len().max(1) as u64;
            if self.packet_bytes > self.file_bytes {
                return Err(damaged(self.path));
            }
            if packet.track_id == self.track.id {
                return Ok(Some(packet));
            }
        }
        Ok(None)
    }

    /// A WAV simply ends where the file does, and its header says whether that is too early. The others say where
    /// their last packet is, so a file that ends before it is cut short.
    fn next_of_any_track(&mut self) -> Result<Option<Packet>> {
        match self.format.next_packet() {
            Ok(packet) => Ok(packet),
            Err(Fault::IoError(source))
                if self.is_wave() && source.kind() == io::ErrorKind::UnexpectedEof =>
            {
                Ok(None)
            }
            Err(fault) => Err(told_plainly(fault, self.path)),
        }
    }

    pub(super) fn is_wave(&self) -> bool {
        self.format.format_info().format == FORMAT_ID_WAVE
    }
}

/// How a container is read.
enum Access {
    Seeking,
    /// From the start on only: then the duration of an MP3 without a header is counted, not guessed from its first frame.
    Streaming,
}

/// Looks only at the very start: symphonia looks for any known marker in the first megabyte, and an MP3's is two bytes.
fn access_to(start: &[u8]) -> Option<Access> {
    match start {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'O', b'g', b'g', b'S', ..]
        | [b'f', b'L', b'a', b'C', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Access::Seeking),
        [b'I', b'D', b'3', ..] | [0xff, 0xe2..=0xff, ..] => Some(Access::Streaming),
        _ => None,
    }
}

/// Returns whether a file that starts so may be a recording.
pub(super) fn may_be_audio(start: &[u8]) -> bool {
    access_to(start).is_some()
}

fn source_for(start: &[u8], file: File) -> Option<Box<dyn MediaSource>> {
    Some(match access_to(start)? {
        Access::Seeking => Box::new(file),
        Access::Streaming => Box::new(ReadOnlySource::new(file)),
    })
}

fn container(source: Box<dyn MediaSource>, path: &Path) -> Result<Box<dyn FormatReader>> {
    let stream = MediaSourceStream::new(source, Default::default());
    let (format_options, metadata_options) = (FormatOptions::default(), MetadataOptions::default());
    symphonia::default::get_probe()
        .probe(&Default::default(), stream, format_options, metadata_options)
        .map_err(|fault| match fault {
            // The index of an M4A may stand at its end: what is missing then isn't told from what is unknown.
            Fault::Unsupported(_) => refused(path, Unusable::CutShortOrUnknown),
            fault => told_plainly(fault, path),
        })
}

fn audio_track(format: &dyn FormatReader, path: &Path) -> Result<Track> {
    let track = format
        .default_track(TrackType::Audio)
        .or_else(|| format.first_track(TrackType::Audio));
    track
        .cloned()
        .ok_or_else(|| refused(path, Unusable::NoAudioTrack))
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

pub(super) fn damaged(path: &Path) -> Error {
    refused(path, Unusable::Damaged)
}
