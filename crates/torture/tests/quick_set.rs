//! The rig's quick set, a test for each method: what `cargo xtask torture` does, so that no change comes in that loses
//! something.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use std::io::Write as _;
use std::process::Command;

use rstest::rstest;

#[rstest]
#[case::kills("kill")]
#[case::injected_errors("errors")]
#[case::full_disks("full")]
#[case::power_cuts("cut")]
#[case::model_cases("model")]
#[case::hostile_libraries("hostile")]
#[case::fuzzing("fuzz")]
#[case::two_processes("two")]
#[case::controls_that_have_to_lose("controls")]
fn it_loses_nothing(#[case] method: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_torture"))
        .args(["run", "--only", method])
        .output()
        .unwrap();
    // Past the harness, which would keep what a test that passes prints: the figures, and a method that was skipped,
    // are to be seen.
    std::io::stderr().write_all(&output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
