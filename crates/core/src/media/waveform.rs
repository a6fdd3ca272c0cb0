//! The shape of a take: how loud it gets, moment by moment. Drawn under its clip.

use std::fs::File;
use std::path::Path;

use symphonia::core::audio::GenericAudioBufferRef;

use super::probe::{Take, contained, refused};
use crate::{Result, Unusable};

/// A moment, in milliseconds: at the closest look of the timeline, 400 pixels a second, four pixels.
const MOMENT_MS: u32 = 10;
/// The most moments that are kept. Takes of over two hours and 54 minutes are told in longer ones.
const MOST_MOMENTS: usize = 1 << 20;
/// The most samples that are decoded, all channels counted: 24 hours of stereo at 48 kHz. A small file can claim more.
const MOST_SAMPLES: u64 = 24 * 60 * 60 * 48_000 * 2;

/// What a kept waveform starts with.
const MARK: &[u8; 4] = b"SGWF";
const HEAD_BYTES: usize = 12;

/// How loud a take gets, moment by moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waveform {
    /// How long a moment is, in milliseconds: 10, doubled as often as it takes to keep to 1,048,576 moments.
    pub moment_ms: u32,
    /// The largest amplitude within each moment, whatever its sign and channel, of 255. The last moment may be short.
    pub peaks: Vec<u8>,
}

impl Waveform {
    /// Returns the form in which it is kept and handed to the page: the letters `SGWF`, the length of a moment in
    /// milliseconds and the number of moments (both 32-bit, the least byte first), and a byte for each moment.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.peaks.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(HEAD_BYTES + self.peaks.len());
        bytes.extend(MARK);
        bytes.extend(self.moment_ms.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(&self.peaks);
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, peaks) = bytes.split_at_checked(HEAD_BYTES)?;
        let (mark, numbers) = head.split_first_chunk::<4>()?;
        let (moment_ms, count) = numbers.split_first_chunk::<4>()?;
        let moment_ms = u32::from_le_bytes(*moment_ms);
        let count = u32::from_le_bytes(count.try_into().ok()?);
        let is_ours = mark == MARK && moment_ms > 0 && u32::try_from(peaks.len()) == Ok(count);
        is_ours.then(|| Self {
            moment_ms,
            peaks: peaks.to_vec(),
        })
    }
}

/// Decodes a take from end to end, a packet at a time, and tells how loud it is. Blocks.
///
/// `go_on` is asked before every packet: its error ends the work. What is damaged within a take is drawn as silence, and one
/// that was cut short as far as its container can be read.
///
/// # Errors
///
/// `UnsupportedMedia` where nothing can be decoded, as with Opus, or where there is more than 24 hours of it; `Io` and its
/// kin when it can't be read; and what `go_on` says.
pub(crate) fn draw_waveform(file: File, path: &Path, go_on: &dyn Fn() -> Result<()>) -> Result<Waveform> {
    contained(path, || {
        let mut take = Take::open(file, path)?;
        let Some(mut decoder) = take.decoder()? else {
            return Err(refused(path, Unusable::NotDrawable));
        };
        let mut shape = Shape::default();
        loop {
            go_on()?;
            let packet = match take.next_packet() {
                Ok(Some(packet)) => packet,
                Err(error) if !shape.is_heard => return Err(error),
                Ok(None) | Err(_) => break,
            };
            match decoder.decode(&packet) {
                Ok(sound) => shape.hear(&sound),
                Err(_) => shape.miss(packet.dur.get()),
            }
            if shape.samples > MOST_SAMPLES {
                return Err(refused(path, Unusable::TooLongToDraw));
            }
        }
        shape.finished().ok_or_else(|| refused(path, Unusable::Silent))
    })
}

/// A waveform that is being drawn.
struct Shape {
    moment_ms: u32,
    peaks: Vec<u8>,
    /// Frames a second; 0 until the first sound.
    rate: u32,
    /// How many frames were heard.
    frames: u64,
    /// The frame that the next moment starts with.
    next: u64,
    /// The largest amplitude of the moment so far; `None` before its first frame.
    loudest: Option<f32>,
    /// How many samples were decoded or missed.
    samples: u64,
    is_heard: bool,
    /// Where samples are copied to, so that it is made once.
    buffer: Vec<f32>,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            moment_ms: MOMENT_MS,
            peaks: Vec::new(),
            rate: 0,
            frames: 0,
            next: 0,
            loudest: None,
            samples: 0,
            is_heard: false,
            buffer: Vec::new(),
        }
    }
}

impl Shape {
    fn hear(&mut self, sound: &GenericAudioBufferRef<'_>) {
        let channels = sound.num_planes();
        if channels == 0 || sound.frames() == 0 || sound.spec().rate() == 0 {
            return;
        }
        if self.rate == 0 {
            self.rate = sound.spec().rate();
            self.next = self.end_of_moment();
        }
        let mut samples = std::mem::take(&mut self.buffer);
        sound.copy_to_vec_interleaved(&mut samples);
        for frame in samples.chunks_exact(channels) {
            self.add(
                frame
                    .iter()
                    .fold(0.0, |loudest, sample| sample.abs().max(loudest)),
            );
        }
        self.samples += samples.len() as u64;
        self.is_heard = true;
        self.buffer = samples;
    }

    /// Leaves out what could not be decoded, a second at most: how long it claims to last need not be true.
    fn miss(&mut self, frames: u64) {
        let frames = frames.min(u64::from(self.rate));
        for _ in 0..frames {
            self.add(0.0);
        }
        self.samples += frames.max(1);
    }

    fn add(&mut self, amplitude: f32) {
        let loudest = self.loudest.unwrap_or_default().max(amplitude);
        self.frames += 1;
        // Below a hundred frames a second one frame lasts for several moments.
        let is_over = self.frames >= self.next;
        while self.frames >= self.next {
            self.push(loudest);
            self.next = self.end_of_moment();
        }
        self.loudest = (!is_over).then_some(loudest);
    }

    fn push(&mut self, loudest: f32) {
        // Decoders overshoot. `as` takes what is no number for 0.
        self.peaks.push((loudest.min(1.0) * 255.0).round() as u8);
        if self.peaks.len() >= MOST_MOMENTS {
            self.double_moment();
        }
    }

    fn double_moment(&mut self) {
        self.peaks = self
            .peaks
            .chunks(2)
            .map(|pair| pair.iter().copied().max().unwrap_or_default())
            .collect();
        self.moment_ms *= 2;
    }

    /// The frame behind the moment that comes now. Counted from the start, so that roundings don't add up.
    fn end_of_moment(&self) -> u64 {
        let moments = self.peaks.len() as u64 + 1;
        (moments * u64::from(self.moment_ms) * u64::from(self.rate)).div_ceil(1000)
    }

    fn finished(mut self) -> Option<Waveform> {
        if let Some(loudest) = self.loudest {
            self.push(loudest);
        }
        self.is_heard.then_some(Waveform {
            moment_ms: self.moment_ms,
            peaks: self.peaks,
        })
    }
}

#[cfg(test)]
mod tests;
