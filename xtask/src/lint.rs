//! `cargo xtask lint`: what a reviewer should not have to look for.

use anyhow::Result;

use crate::{licences, setup, step};

/// Checks formatting, lints and documentation of Rust and UI, and the licences of what they are built from.
pub(crate) fn lint() -> Result<()> {
    setup::all(&[setup::BUILD])?;
    step::run(
        "checking the format of Rust",
        step::cargo().args(["fmt", "--all", "--check"]),
    )?;
    step::run(
        "linting Rust",
        step::cargo().args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    step::run(
        "checking the documentation of Rust",
        step::cargo()
            .args(["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    step::run(
        "checking the format of the UI",
        step::npm().args(["run", "--silent", "format:check"]),
    )?;
    step::run("linting the UI", step::npm().args(["run", "--silent", "lint"]))?;
    step::run(
        "checking the workflows",
        step::command("node").arg(".github/lint.mjs"),
    )?;
    licences::check()?;
    permitted()
}

/// Needs no network: known vulnerabilities are looked up where there is one, in the CI workflow.
fn permitted() -> Result<()> {
    if !step::succeeds(step::cargo().args(["deny", "--version"])) {
        step::say("leaving the licences unchecked: cargo-deny is not installed");
        return Ok(());
    }
    step::run(
        "checking licences, bans and sources",
        step::cargo().args([
            "deny",
            "--log-level",
            "error",
            "check",
            "licenses",
            "bans",
            "sources",
        ]),
    )
}
