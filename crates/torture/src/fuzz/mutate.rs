//! New inputs from old ones: bytes turned over, cut, doubled, spliced, and words put in that a format knows.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom};
use serde_json::{Value, json};

/// Inputs stay small: what a long one shows, a short one does too.
const MAX_BYTES: usize = 200_000;
/// Numbers at which programs go wrong.
const EDGES: [u64; 12] = [
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    i64::MAX as u64,
    u64::MAX,
];

/// Makes an input of another by some changes. `other` lends pieces.
pub(super) fn mutate(input: &[u8], other: &[u8], words: &[&[u8]], rng: &mut StdRng) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..1 << rng.random_range(0..4) {
        change(&mut bytes, other, words, rng);
    }
    bytes.truncate(MAX_BYTES);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], words: &[&[u8]], rng: &mut StdRng) {
    let (from, to) = span(bytes.len(), rng);
    match rng.random_range(0..9) {
        0 | 1 => turn_bit(bytes, rng),
        2 => put_edge(bytes, from, rng),
        3 => drop(bytes.drain(from..to)),
        4 => {
            let again: Vec<u8> = bytes.get(from..to).unwrap_or_default().to_vec();
            bytes.splice(to..to, again);
        }
        5 => bytes.truncate(from),
        6 => {
            let (first, last) = span(other.len(), rng);
            bytes.splice(
                from..to,
                other.get(first..last).unwrap_or_default().iter().copied(),
            );
        }
        7 => {
            let noise: Vec<u8> = (0..rng.random_range(1..8)).map(|_| rng.random()).collect();
            bytes.splice(from..from, noise);
        }
        _ => {
            let word = words.choose(rng).copied().unwrap_or(b"\0");
            let end = if rng.random_bool(0.5) { from } else { to };
            bytes.splice(from..end, word.iter().copied());
        }
    }
}

fn turn_bit(bytes: &mut [u8], rng: &mut StdRng) {
    // Where a file says what it is, a bit means more.
    let reach = if rng.random_bool(0.3) { 128 } else { usize::MAX };
    let reach = bytes.len().min(reach);
    if reach > 0
        && let Some(byte) = bytes.get_mut(rng.random_range(0..reach))
    {
        *byte ^= 1 << rng.random_range(0..8);
    }
}

fn put_edge(bytes: &mut [u8], at: usize, rng: &mut StdRng) {
    let edge = EDGES.choose(rng).copied().unwrap_or_default().to_be_bytes();
    let width = 1 << rng.random_range(0..4);
    let mut edge: Vec<u8> = edge.into_iter().skip(8 - width).collect();
    if rng.random_bool(0.3) {
        edge.reverse();
    }
    for (byte, edge) in bytes.iter_mut().skip(at).zip(edge) {
        *byte = edge;
    }
}

/// Makes a document of another by changes that leave it one. `None` where it is none.
pub(super) fn mutate_json(input: &[u8], other: &[u8], rng: &mut StdRng) -> Option<Vec<u8>> {
    let mut document: Value = serde_json::from_slice(input).ok()?;
    let other: Value = serde_json::from_slice(other).unwrap_or_default();
    for _ in 0..rng.random_range(1..4) {
        change_value(&mut document, &other, rng);
    }
    serde_json::to_vec(&document).ok()
}

/// Walks down to a value and changes it.
fn change_value(value: &mut Value, other: &Value, rng: &mut StdRng) {
    match value {
        Value::Object(fields) if rng.random_bool(0.9) => match fields.iter_mut().choose(rng) {
            Some((name, field)) => change_value(field, other.get(name).unwrap_or(other), rng),
            None => *value = edge_value(rng),
        },
        Value::Array(items) if !items.is_empty() && rng.random_bool(0.8) => {
            let at = rng.random_range(0..items.len());
            match rng.random_range(0..4) {
                0 => drop(items.remove(at)),
                1 => items.push(items.get(at).cloned().unwrap_or_default()),
                2 => items.insert(at, json!(rng.random_range(0..8))),
                _ => items
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|item| change_value(item, other, rng)),
            }
        }
        Value::Number(_) if rng.random_bool(0.6) => *value = json!(rng.random_range(-1..10)),
        _ if rng.random_bool(0.2) => *value = other.clone(),
        _ => *value = edge_value(rng),
    }
}

/// Draws a value that a request seldom has.
fn edge_value(rng: &mut StdRng) -> Value {
    let number = EDGES.choose(rng).copied().unwrap_or_default();
    match rng.random_range(0..8) {
        0 => Value::Null,
        1 => json!(rng.random_bool(0.5)),
        2 => json!(number),
        3 => json!(i64::MIN.wrapping_add_unsigned(number)),
        4 => json!(""),
        5 => json!("\u{202e}\0\u{feff} \n"),
        6 => json!("long ".repeat(rng.random_range(0..5_000))),
        _ => json!((0..rng.random_range(0..200)).collect::<Vec<i64>>()),
    }
}

/// Draws a piece of so many bytes, mostly a short one.
fn span(len: usize, rng: &mut StdRng) -> (usize, usize) {
    let from = rng.random_range(0..=len);
    let most = if rng.random_bool(0.8) { 16 } else { len };
    let to = (from + rng.random_range(0..=most)).min(len);
    (from, to)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;

    use super::*;

    #[test]
    fn changes_are_many_and_the_same_again() {
        let draw = |seed| {
            let mut rng = StdRng::seed_from_u64(seed);
            mutate(b"media/a.png", b"trash/7", &[b".."], &mut rng)
        };
        let drawn: BTreeSet<Vec<u8>> = (0..200).map(draw).collect();
        assert!(drawn.len() > 150, "{}", drawn.len());
        assert_eq!(draw(7), draw(7));
        assert!(
            drawn
                .iter()
                .any(|bytes| bytes.windows(2).any(|pair| pair == b".."))
        );
    }

    #[test]
    fn a_changed_document_is_one_still() {
        let (input, other) = (br#"{"ids":[1,2],"mode":"lift"}"#, br#"{"ids":[3],"text":"x"}"#);
        let mut rng = StdRng::seed_from_u64(1);
        let drawn: BTreeSet<Vec<u8>> = (0..200)
            .filter_map(|_| mutate_json(input, other, &mut rng))
            .collect();
        assert!(drawn.len() > 100, "{}", drawn.len());
        assert!(
            drawn
                .iter()
                .all(|bytes| serde_json::from_slice::<Value>(bytes).is_ok())
        );
        assert_eq!(mutate_json(b"{", other, &mut rng), None);
    }

    #[test]
    fn nothing_can_be_changed_too() {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..500 {
            mutate(b"", b"", &[], &mut rng);
        }
    }
}
