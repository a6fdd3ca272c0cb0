//! Which addresses are the page that ships with Segue. The window shows no other.

use tauri::Url;

/// Returns whether the address is our page's.
pub(crate) fn is_ours(address: &Url) -> bool {
    match (address.scheme(), address.host_str(), address.port()) {
        ("tauri", Some("localhost"), None) => true,
        // WebView2 maps custom schemes to http.
        ("http" | "https", Some("tauri.localhost"), None) => cfg!(windows),
        ("http", Some("localhost"), Some(5173)) => tauri::is_dev(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_that_ships_with_segue() {
        let ours = |address: &str| is_ours(&Url::parse(address).unwrap());
        assert!(ours("tauri://localhost/index.html"));
        assert_eq!(ours("http://tauri.localhost/"), cfg!(windows));
        assert!(!ours("https://example.org/"));
        assert!(!ours("file:///etc/passwd"));
        assert!(!ours("media://localhost/file/1"));
        assert!(!ours("tauri://localhost.example.org/"));
        assert!(!ours("http://localhost:8080/"));
        assert!(!ours("data:text/html,<p>"));
    }
}
