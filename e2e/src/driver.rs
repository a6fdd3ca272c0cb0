//! WebKitWebDriver and the program that it starts, as one group of processes.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;

use crate::until::PATIENCE;
use crate::{LibraryOnDisk, until};

/// A running driver. Dropping it ends it, the program, and the program's web processes.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver whose program will open this library on a system of that language, and waits until it answers.
    pub(crate) async fn start(library: &LibraryOnDisk, language: &str) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "there is no display: run these tests with `cargo xtask test`, or this command under xvfb-run"
        );
        let port = free_port();
        let process = as_its_user(&mut Command::new("WebKitWebDriver"), library)
            .args([
                format!("--port={port}"),
                format!("--host={}", Ipv4Addr::LOCALHOST),
            ])
            .env("SEGUE_LIBRARY", library.path())
            .env("LANGUAGE", language)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(trace_of_test("log")).expect("the build's folder can be written"))
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed");
        let mut driver = Self { process, port };
        until("the driver answers", async || driver.answers().then_some(())).await;
        driver
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    fn answers(&mut self) -> bool {
        let ended = self.process.try_wait().expect("the driver can be looked at");
        assert!(ended.is_none(), "WebKitWebDriver ended: {ended:?}");
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok()
    }

    /// Starts the program and returns its page.
    pub(crate) async fn start_program(&self, program: &Path) -> Client {
        let options = json!({ "webkitgtk:browserOptions": { "binary": program, "args": [] } });
        let capabilities: Capabilities = serde_json::from_value(options).expect("capabilities are an object");
        let url = format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port);
        let mut session = ClientBuilder::new(HttpConnector::new());
        session.capabilities(capabilities);
        // The driver would wait for ever for a program that dies at once.
        let started = tokio::time::timeout(PATIENCE, session.connect(&url)).await;
        started
            .expect("the program starts in time")
            .expect("the program starts")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The group, for the program would outlive its driver. Gone already is as good.
        if let Some(group) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.process.wait();
    }
}

/// Has a command keep what is the user's where the library's user keeps it.
pub(crate) fn as_its_user<'a>(command: &'a mut Command, library: &LibraryOnDisk) -> &'a mut Command {
    let home = library.home();
    command
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env_remove("WAYLAND_DISPLAY")
}

/// The program under test: what `SEGUE_PROGRAM` names, or the debug build.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("SEGUE_PROGRAM").map_or_else(|| built("debug/segue"), PathBuf::from)
}

/// A file beside everything built that tells what happened in the running test: the program's log, or a picture.
pub(crate) fn trace_of_test(extension: &str) -> PathBuf {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("window").replace("::", "-");
    built(&format!("e2e-{test}.{extension}"))
}

/// A place in the folder of everything built.
pub(crate) fn built(place: &str) -> PathBuf {
    let e2e = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = e2e.parent().unwrap_or(e2e);
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root.join(target).join(place)
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
