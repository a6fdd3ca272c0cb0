//! Tells Tauri of the page, as every program of its kind does.

fn main() {
    tauri_build::build();
}
