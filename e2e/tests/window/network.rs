//! Segue talks to nobody.

use segue_e2e::{Key, LibraryOnDisk, Window};

/// Addresses that stay on this machine: local sockets, the kernel's own news, and the driver of these tests, which the
/// web view answers there.
const ON_THIS_MACHINE: [&str; 3] = ["AF_UNIX", "AF_NETLINK", "inet_addr(\"127.0.0.1\")"];

/// The calls that name somebody else to talk to.
fn outward(calls: &str) -> Vec<&str> {
    let names_somebody = |call: &&str| {
        ["connect(", "sendto(", "sendmsg("]
            .iter()
            .any(|name| call.contains(name))
            && call.contains("sa_family=")
    };
    calls
        .lines()
        .filter(names_somebody)
        .filter(|call| !ON_THIS_MACHINE.iter().any(|kind| call.contains(kind)))
        .collect()
}

#[tokio::test]
async fn the_main_job_makes_no_connection() {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let (window, calls) = Window::open_story_watched(&library).await;

    window.shows_image(&rows[0]).await;
    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    window.lost_clip(&rows[1]).await;
    window.press(&[Key::Control], 'z').await;
    window.shows_clip(&rows[1]).await;
    window.close().await;

    let calls = std::fs::read_to_string(calls).unwrap();
    assert!(calls.contains("AF_UNIX"), "the watcher sees calls: {calls}");
    assert_eq!(outward(&calls), Vec::<&str>::new());
}

#[test]
fn a_call_to_somebody_else_would_be_seen() {
    let calls = "12 connect(5, {sa_family=AF_UNIX, sun_path=\"/tmp/.X11-unix/X9\"}, 20) = 0\n\
                 13 connect(7, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"192.0.2.1\")}, 16) = 0\n\
                 13 sendto(9, \"dns\", 3, 0, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = 3\n";
    assert_eq!(outward(calls).len(), 2);
}
