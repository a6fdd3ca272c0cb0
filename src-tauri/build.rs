//! Gives every command of ours a permission of its own, so that a command the capability does not name can't be called.

#[path = "src/commands/names.rs"]
mod names;

fn main() {
    #[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    {
        println!("cargo:rerun-if-changed=src/commands/names.rs");
    }
    let ours = tauri_build::AppManifest::new().commands(names::COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(ours)) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
