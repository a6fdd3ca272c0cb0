//! `cargo xtask …`: sets up what a machine lacks, then builds, runs, tests and packages Segue.
//!
//! | command | file |
//! |---|---|
//! | `run` | [`mod@run`]: the window on the sample story, or a picture of it |
//! | `test` | [`mod@test`]: every test there is, counted in one closing line ([`tally`]); or those for [`windows`] |
//! | `torture` | [`mod@torture`]: the rig that proves that nothing is lost |
//! | `bench` | [`mod@bench`]: what Segue costs, beside the least that it could |
//! | `lint` | [`lint`]: formatting, lints, docs, licences |
//! | `bundle` | [`mod@bundle`]: the installers, and on Debian the [`installed`] program's test; [`debian`] has what its policy asks for |
//! | `licences` | [`licences`]: what the window says of what is inside the program |
//! | `screenshots` | [`mod@screenshots`]: the user guide's pictures |
//! | `smoke` | [`mod@smoke`]: whether the program starts at all, on any system |
//! | `release` | [`mod@release`]: the steps of the release workflow |
//!
//! They share [`setup`] (packages, Node, the UI's dependencies), [`program`] (building Segue), [`display`] (a screen
//! where there is none) and [`step`] (running a command).
#![allow(
    clippy::print_stdout,
    reason = "talking to the terminal is what this program is for"
)]
#![allow(clippy::disallowed_methods, reason = "works on target/, never on a library")]

mod bench;
mod bundle;
mod debian;
mod display;
mod installed;
mod licences;
mod lint;
mod program;
mod release;
mod run;
mod screenshots;
mod setup;
mod smoke;
mod step;
mod tally;
mod test;
mod torture;
mod windows;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Sets up, runs, tests and packages Segue")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build Segue and open its window on a library with the sample story
    Run {
        /// Open this library instead
        #[arg(long, value_name = "DIR")]
        library: Option<PathBuf>,
        /// Write a picture of the window to this file and end; needs no display
        #[arg(long, value_name = "FILE.png")]
        screenshot: Option<PathBuf>,
        /// Build with optimisations, as it is shipped
        #[arg(long)]
        release: bool,
    },
    /// Run every test: Rust, the UI, the real window
    Test {
        /// Leave out the tests that drive the real window
        #[arg(long)]
        no_window: bool,
        /// Run the tests of the core and seguectl as Windows programs, under wine, and none else
        #[arg(long, conflicts_with = "no_window")]
        windows: bool,
    },
    /// Kill, refuse, fill and cut off a working Segue, and tell in a table whether anything was lost
    Torture {
        /// Reach every method's target, which takes hours
        #[arg(long)]
        long: bool,
        /// Try this method alone; an unknown one names those there are
        #[arg(long, value_name = "METHOD")]
        only: Option<String>,
        /// Write the figures to this file too
        #[arg(long, value_name = "FILE.json")]
        json: Option<PathBuf>,
    },
    /// Measure what Segue costs, each piece of work beside its floor or a peer, and tell in a table
    Bench {
        /// Fewer rounds and shorter stories, the core alone unless told: within three minutes
        #[arg(long, conflicts_with = "long")]
        quick: bool,
        /// Stories of a million segments too
        #[arg(long)]
        long: bool,
        /// Measure this alone; an unknown one names those there are
        #[arg(long, value_name = "WORK")]
        only: Option<String>,
        /// Write the figures to this file too
        #[arg(long, value_name = "FILE.json")]
        json: Option<PathBuf>,
        /// Draw the growth in this file too
        #[arg(long, value_name = "FILE.svg")]
        plot: Option<PathBuf>,
        /// Count the instructions of the core's verbs instead, and fail when they are not those that were accepted
        #[arg(long, conflicts_with_all = ["quick", "long", "only", "json", "plot"])]
        count: bool,
        /// Accept what is counted
        #[arg(long, requires = "count")]
        accept: bool,
    },
    /// Check formatting, lints, documentation and licences
    Lint,
    /// Build the installers; on Debian install the .deb in a clean root, do the main job in it, and remove it
    Bundle {
        /// Kinds of installers, by commas; those that this system builds without fetching anything when left out
        #[arg(long, default_value = "")]
        kinds: String,
        /// Build for this target
        #[arg(long)]
        target: Option<String>,
        /// Leave the installed program untested
        #[arg(long)]
        no_test: bool,
    },
    /// Write the licences of all that is inside Segue, which its window shows
    Licences,
    /// Take the user guide's pictures anew
    Screenshots,
    /// Start the program on a new library and wait until its page is up
    Smoke {
        /// Start this program; left out, a debug build
        program: Option<PathBuf>,
    },
    /// Take a step of a release
    #[command(subcommand)]
    Release(release::Step),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Run {
            library,
            screenshot,
            release,
        } => run::run(&run::Options {
            library,
            screenshot,
            release,
        }),
        Verb::Test { windows: true, .. } => test::windows(),
        Verb::Test { no_window, .. } => test::test(!no_window),
        Verb::Torture { long, only, json } => torture::torture(&torture::Options {
            long,
            only: only.as_deref(),
            json: json.as_deref(),
        }),
        Verb::Bench {
            count: true, accept, ..
        } => bench::count(accept),
        Verb::Bench {
            quick,
            long,
            only,
            json,
            plot,
            ..
        } => bench::bench(&bench::Options {
            quick,
            long,
            only: only.as_deref(),
            json: json.as_deref(),
            plot: plot.as_deref(),
        }),
        Verb::Lint => lint::lint(),
        Verb::Bundle {
            kinds,
            target,
            no_test,
        } => bundle::bundle(&bundle::Options {
            kinds,
            target,
            no_test,
        }),
        Verb::Licences => licences::write(),
        Verb::Screenshots => screenshots::screenshots(),
        Verb::Smoke { program } => smoke::smoke(program.as_deref()),
        Verb::Release(step) => release::release(step),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
