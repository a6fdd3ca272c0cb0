//! Cases that may crash or hang: they are tried in a process of their own, which says what it is about before it does
//! it. When it dies or falls silent, the case is known, and another process goes on behind it.

use std::ffi::OsString;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// No case takes as long; one that does hangs.
const PATIENCE: Duration = Duration::from_secs(10);
/// Of what a dying process says, the end tells why.
const LAST_WORDS: usize = 600;

/// What a process says of its cases, a line each.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Word {
    /// A case begins.
    Begins {
        /// Its number among all.
        number: usize,
        /// What it is, for people.
        name: String,
    },
    /// The case is over.
    Ends(Report),
    /// A last remark.
    Note(String),
}

/// What a case came to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report {
    /// How many answers and files were looked at.
    pub(crate) checked: u64,
    /// What went wrong.
    pub(crate) findings: Vec<String>,
    /// What was touched outside the library.
    pub(crate) outside: Vec<String>,
}

/// How a process ended.
#[derive(Debug)]
pub(crate) enum End {
    /// It was through with all its cases.
    Through,
    /// It died or hung at a case.
    At {
        /// The case's number.
        number: usize,
        /// The case's name, and how the process ended.
        fault: String,
    },
}

/// Lets this very program try cases, and hands over what it says.
pub(crate) async fn watch(arguments: &[OsString], mut heard: impl FnMut(Word)) -> anyhow::Result<End> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let lines = child.stdout.take().context("a process without a voice")?;
    let errors = child.stderr.take().context("a process without a voice")?;
    let errors = tokio::spawn(last_words(errors));
    let mut lines = BufReader::new(lines).lines();
    let mut under_way: Option<(usize, String)> = None;
    loop {
        let Ok(line) = tokio::time::timeout(PATIENCE, lines.next_line()).await else {
            child.kill().await?;
            return Ok(ended_at(under_way, &format!("it hangs, for {PATIENCE:?}")));
        };
        let Some(line) = line? else { break };
        let word: Word = serde_json::from_str(&line).with_context(|| format!("it says {line:?}"))?;
        match &word {
            Word::Begins { number, name } => under_way = Some((*number, name.clone())),
            Word::Ends(_) => under_way = None,
            Word::Note(_) => {}
        }
        heard(word);
    }
    let how = how_it_ended(&mut child).await?;
    match how {
        None => Ok(End::Through),
        Some(how) => {
            let last_words = errors.await?;
            Ok(ended_at(under_way, &format!("{how}: {last_words}")))
        }
    }
}

fn ended_at(under_way: Option<(usize, String)>, how: &str) -> End {
    let (number, name) = under_way.unwrap_or_else(|| (usize::MAX, "between two cases".to_owned()));
    End::At {
        number,
        fault: format!("{name}: {how}"),
    }
}

async fn how_it_ended(child: &mut Child) -> anyhow::Result<Option<String>> {
    match tokio::time::timeout(PATIENCE, child.wait()).await {
        Ok(status) => {
            let status = status?;
            Ok((!status.success()).then(|| format!("it died with {status}")))
        }
        Err(_) => {
            child.kill().await?;
            Ok(Some("it is through and does not end".to_owned()))
        }
    }
}

async fn last_words(errors: tokio::process::ChildStderr) -> String {
    let mut lines = BufReader::new(errors).lines();
    let mut said = String::new();
    while let Ok(Some(line)) = lines.next_line().await {
        said += &line;
        said.push('\n');
        if said.len() > 2 * LAST_WORDS {
            said = tail(&said);
        }
    }
    tail(&said)
}

fn tail(text: &str) -> String {
    let from = text.len().saturating_sub(LAST_WORDS);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    text.get(from.unwrap_or_default()..)
        .unwrap_or_default()
        .to_owned()
}

/// Says a word to the process that watches.
pub(crate) fn say(word: &Word) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, word)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// From now on panics are noted, also those that a task or a thread of its own swallows.
pub(crate) fn note_panics() {
    std::panic::set_hook(Box::new(|panic| {
        // One that ends the process is told by its last words.
        crate::progress(&panic.to_string());
        PANICS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(panic.to_string());
    }));
}

/// Returns the panics since the last time that this was asked.
pub(crate) fn panics() -> Vec<String> {
    std::mem::take(&mut *PANICS.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_last_words_the_end_is_kept() {
        let said = "ä".repeat(LAST_WORDS) + "the end";
        let kept = tail(&said);
        assert!(kept.ends_with("äthe end") && kept.len() <= LAST_WORDS, "{kept}");
        assert_eq!(tail("short"), "short");
    }

    #[test]
    fn a_death_between_cases_is_told_as_one() {
        let End::At { number, fault } = ended_at(None, "it died") else {
            panic!("not through");
        };
        assert_eq!(
            (number, fault.as_str()),
            (usize::MAX, "between two cases: it died")
        );
    }
}
