//! What the window can ask for: one function a command, by noun. Each hands its request to the core and the answer back.

pub(crate) mod about;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod library;
pub(crate) mod media;
pub(crate) mod project;
pub(crate) mod recovery;
pub(crate) mod segment;
pub(crate) mod settings;
pub(crate) mod trash;
pub(crate) mod window;

mod dialog;

#[cfg(test)]
mod names;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::names::COMMANDS;

    /// What the page may do on top of our own commands: hear of menu items.
    const OF_TAURI: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

    fn listed() -> BTreeSet<String> {
        COMMANDS.iter().map(|&command| command.to_owned()).collect()
    }

    #[test]
    fn every_command_is_handled_and_nothing_else() {
        let shell = include_str!("../lib.rs");
        let (_, behind) = shell.split_once("generate_handler![").unwrap();
        let (handled, _) = behind.split_once(']').unwrap();
        let handled = handled.split(',').map(str::trim).filter(|path| !path.is_empty());
        let handled: BTreeSet<String> = handled
            .filter_map(|path| path.rsplit("::").next())
            .map(str::to_owned)
            .collect();
        assert_eq!(handled, listed());
    }

    #[test]
    fn the_window_may_call_every_command_and_nothing_else() {
        let capability: Value = serde_json::from_str(include_str!("../../capabilities/main.json")).unwrap();
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        let permissions = capability["permissions"].as_array().unwrap();
        let allowed: BTreeSet<String> = permissions
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        let expected = COMMANDS
            .iter()
            .map(|command| format!("allow-{}", command.replace('_', "-")));
        assert_eq!(allowed, expected.chain(OF_TAURI.map(str::to_owned)).collect());
        assert_eq!(permissions.len(), allowed.len(), "no permission is named twice");
    }

    #[test]
    fn the_checklist_of_the_configuration_holds() {
        let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let app = &config["app"];
        assert_eq!(app["withGlobalTauri"], false);
        assert_eq!(app["security"]["freezePrototype"], true);
        assert!(app["security"].get("assetProtocol").is_none());
        let policy = app["security"]["csp"].as_object().unwrap();
        assert_eq!(policy["default-src"], "'none'");
        assert_eq!(policy["script-src"], "'self'");
        for (directive, sources) in policy {
            let sources = sources.as_str().unwrap();
            assert!(
                !sources.contains("unsafe-eval") && !sources.contains('*'),
                "{directive}: {sources}"
            );
            assert!(!sources.contains("https:"), "{directive}: {sources}");
        }
    }
}
