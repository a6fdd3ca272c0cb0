//! Whether a JPEG goes on to its end. The decoder fills what is missing with grey, as browsers do, and says nothing:
//! good for showing, wrong for taking a half-copied file into a library.

use std::io::{BufRead, Read, Result};

const END_OF_IMAGE: u8 = 0xd9;

/// Returns whether the image that starts here reaches its end marker. Thumbnails inside of it and bytes behind it don't
/// count. Markers as in ITU-T T.81, annex B.
///
/// # Errors
///
/// What reading said, other than that the file ended.
pub(super) fn is_complete(mut jpeg: impl BufRead) -> Result<bool> {
    loop {
        match next_marker(&mut jpeg)? {
            None => return Ok(false),
            Some(END_OF_IMAGE) => return Ok(true),
            Some(marker) if stands_alone(marker) => {}
            Some(_) => skip_segment(&mut jpeg)?,
        }
    }
}

/// Skips to behind the next marker: entropy-coded data too, in which 0xff is always followed by zero.
fn next_marker(jpeg: &mut impl BufRead) -> Result<Option<u8>> {
    loop {
        if jpeg.skip_until(0xff)? == 0 {
            return Ok(None);
        }
        let mut code = 0xff;
        while code == 0xff {
            let Some(byte) = next_byte(jpeg)? else {
                return Ok(None);
            };
            code = byte;
        }
        if code != 0 {
            return Ok(Some(code));
        }
    }
}

/// Restart markers, start of image and TEM have no length behind them. A scan has one, for its header.
fn stands_alone(marker: u8) -> bool {
    matches!(marker, 0x01 | 0xd0..=0xd8)
}

fn skip_segment(jpeg: &mut impl BufRead) -> Result<()> {
    let (Some(high), Some(low)) = (next_byte(jpeg)?, next_byte(jpeg)?) else {
        return Ok(());
    };
    let rest = u16::from_be_bytes([high, low]).saturating_sub(2);
    std::io::copy(&mut jpeg.take(u64::from(rest)), &mut std::io::sink())?;
    Ok(())
}

fn next_byte(jpeg: &mut impl BufRead) -> Result<Option<u8>> {
    let mut byte = [0];
    Ok((jpeg.read(&mut byte)? == 1).then_some(byte[0]))
}
