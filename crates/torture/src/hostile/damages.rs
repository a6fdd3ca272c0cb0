//! Databases that are damaged: cut off, with bits turned over, or something else altogether.

use std::path::Path;

use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};

use super::paths::open;
use crate::table::Set;

/// Which file is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// The database of a closed library.
    Database,
    /// The WAL of one that was left open.
    Wal,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Damage {
    /// Only so many thousandths of it are there, and so many bytes more.
    Cut(File, u64, u64),
    /// So many bits are turned over, drawn from a seed.
    Flips(File, u32, u64),
    /// A page, drawn from a seed, holds noise.
    Page(File, u64),
    /// Zeroes all through.
    Zeroes(File),
    /// Noise all through.
    Noise(File, u64),
    /// The database of another program.
    AnotherProgram,
    /// A WAL that belongs to another database.
    AnotherWal,
}

impl Damage {
    /// Returns a sample, or thousands.
    pub(super) fn all(set: Set) -> Vec<Self> {
        let (cuts, flips) = set.pick((3, 8), (500, 1_500));
        let mut all = vec![
            Self::Zeroes(File::Database),
            Self::Zeroes(File::Wal),
            Self::Noise(File::Database, 1),
            Self::Noise(File::Wal, 2),
            Self::AnotherProgram,
            Self::AnotherWal,
        ];
        for bytes in [0, 1, 99, 100, 512, 4_095, 4_096, 8_192] {
            all.push(Self::Cut(File::Database, 0, bytes));
        }
        for nth in 0..cuts {
            let thousandths = (nth * 1_000 / cuts).min(999);
            all.push(Self::Cut(File::Database, thousandths, nth % 3));
            all.push(Self::Cut(File::Wal, thousandths, nth % 3));
        }
        for seed in 0..flips {
            let bits = [1, 1, 2, 20][(seed % 4) as usize];
            all.push(Self::Flips(File::Database, bits, seed));
            all.push(Self::Flips(File::Wal, bits, seed));
            if seed % 4 == 0 {
                all.push(Self::Page(File::Database, seed));
            }
        }
        all
    }

    /// Whether the library has to be one that was left open.
    pub(super) fn needs_a_wal(&self) -> bool {
        match self {
            Self::Cut(file, ..) | Self::Flips(file, ..) | Self::Page(file, _) => *file == File::Wal,
            Self::Zeroes(file) | Self::Noise(file, _) => *file == File::Wal,
            Self::AnotherProgram => false,
            Self::AnotherWal => true,
        }
    }

    /// Damages a library.
    pub(super) async fn apply(&self, folder: &Path) -> anyhow::Result<()> {
        let name = if self.needs_a_wal() {
            "library.db-wal"
        } else {
            "library.db"
        };
        let file = folder.join(name);
        let mut bytes = std::fs::read(&file)?;
        match self {
            Self::Cut(_, thousandths, more) => {
                let keep = bytes.len() as u64 * thousandths / 1_000 + more;
                bytes.truncate(usize::try_from(keep)?);
            }
            Self::Flips(_, bits, seed) => flip(&mut bytes, *bits, *seed),
            Self::Page(_, seed) => {
                let mut rng = StdRng::seed_from_u64(*seed);
                let page = rng.random_range(0..(bytes.len() / 4_096).max(1));
                if let Some(page) = bytes.chunks_mut(4_096).nth(page) {
                    rng.fill_bytes(page);
                }
            }
            Self::Zeroes(_) => bytes.fill(0),
            Self::Noise(_, seed) => StdRng::seed_from_u64(*seed).fill_bytes(&mut bytes),
            Self::AnotherProgram => return another_program(&file).await,
            Self::AnotherWal => {
                // Another salt: SQLite has to pass it over, and then what was in it is lost, as the file would be.
                bytes.iter_mut().skip(16).take(8).for_each(|byte| *byte ^= 0x5a);
            }
        }
        Ok(std::fs::write(file, bytes)?)
    }
}

/// Turns bits over: half of them near the beginning, where a file says what it is.
fn flip(bytes: &mut [u8], bits: u32, seed: u64) {
    let mut rng = StdRng::seed_from_u64(seed);
    for _ in 0..bits {
        let reach = if rng.random_bool(0.3) { 200 } else { bytes.len() };
        let at = rng.random_range(0..reach.clamp(1, bytes.len().max(1)));
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << rng.random_range(0..8);
        }
    }
}

async fn another_program(file: &Path) -> anyhow::Result<()> {
    use sqlx::Connection as _;
    std::fs::remove_file(file)?;
    std::fs::write(file, [])?;
    let mut database = open(file).await?;
    sqlx::raw_sql(
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT); INSERT INTO moz_places VALUES (1, 'x')",
    )
    .execute(&mut database)
    .await?;
    Ok(database.close().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_of_a_seed_is_one_bit_and_the_same_again() {
        let whole = vec![0; 5_000];
        let flipped = |seed| {
            let mut bytes = whole.clone();
            flip(&mut bytes, 1, seed);
            bytes
        };
        let ones: u32 = flipped(3).iter().map(|byte| byte.count_ones()).sum();
        assert_eq!(ones, 1);
        assert_eq!(flipped(3), flipped(3));
        assert_ne!(flipped(3), flipped(4));
        flip(&mut [], 3, 1);
    }
}
