//! `cargo xtask licences`: writes the licences of everything that is inside the program, for the window to show. The file
//! is committed, and `cargo xtask lint` compares. Nothing is fetched: crates and packages carry their licences along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{setup, step};

const BEGINNING: &str = "Segue is made with the work of others. Here are the licences, first of what the program is built from, then of what
its page is built from.

";
/// What installers are made for, as in `deny.toml`.
const TARGETS: [&str; 5] = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
];

/// A crate or package and what it says of its licence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    /// An SPDX expression, or empty.
    licence: String,
}

/// Texts of licences, each with the parts that come with exactly that text.
type Texts = BTreeMap<String, BTreeSet<Part>>;

/// Where the window takes them from.
fn place() -> PathBuf {
    step::root().join("ui/src/lib/about/licences.txt")
}

/// Writes the file anew.
pub(crate) fn write() -> Result<()> {
    setup::all(&[])?;
    fs::write(place(), gathered()?)?;
    println!("{}", place().display());
    Ok(())
}

/// Fails when the committed file is not what would be written.
pub(crate) fn check() -> Result<()> {
    let committed = fs::read_to_string(place()).unwrap_or_default();
    ensure!(
        committed == gathered()?,
        "the licences that the window shows are out of date: cargo xtask licences"
    );
    Ok(())
}

fn gathered() -> Result<String> {
    step::say("gathering the licences of what is inside");
    Ok([
        BEGINNING.to_owned(),
        listed(&of_crates()?),
        listed(&of_the_page()?),
    ]
    .concat())
}

fn listed(texts: &Texts) -> String {
    let mut sections: Vec<(&BTreeSet<Part>, &str)> =
        texts.iter().map(|(text, parts)| (parts, &**text)).collect();
    sections.sort();
    let section = |(parts, text): (&BTreeSet<Part>, &str)| {
        let lines: Vec<String> = parts
            .iter()
            .map(|part| {
                format!("{} {}  {}", part.name, part.version, part.licence)
                    .trim_end()
                    .to_owned()
            })
            .collect();
        format!("{}\n{}\n\n{text}\n\n", "-".repeat(80), lines.join("\n"))
    };
    sections.into_iter().map(section).collect()
}

/// Every crate that ends up in the program, on any system.
fn of_crates() -> Result<Texts> {
    let mut texts = Texts::new();
    for target in TARGETS {
        let metadata = step::output(step::cargo().args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            target,
        ]))
        .context("cargo could not be started")?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo's metadata is not JSON")?;
        for package in built_in(&metadata)? {
            let part = part(package, "license");
            let manifest = package
                .get("manifest_path")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let folder = Path::new(manifest)
                .parent()
                .context("a manifest lies in a folder")?;
            for text in texts_in(folder, &part.licence)? {
                texts.entry(text).or_default().insert(part.clone());
            }
        }
    }
    Ok(texts)
}

/// The packages that `segue` is linked with: reached without what only building or testing takes, and not ours.
fn built_in(metadata: &Value) -> Result<Vec<&Value>> {
    let list = |value: &Value, name: &str| {
        value
            .get(name)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let id = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo lists no packages")?;
    let nodes = list(
        metadata.get("resolve").context("cargo resolved nothing")?,
        "nodes",
    );
    let links: BTreeMap<String, Vec<String>> = nodes
        .iter()
        .filter_map(|node| {
            let linked = list(node, "deps").into_iter().filter(|dependency| {
                list(dependency, "dep_kinds")
                    .iter()
                    .any(|kind| kind.get("kind").is_none_or(Value::is_null))
            });
            Some((
                id(node, "id")?,
                linked.filter_map(|dependency| id(&dependency, "pkg")).collect(),
            ))
        })
        .collect();
    let segue = packages
        .iter()
        .find(|package| id(package, "name").as_deref() == Some("segue"));
    let mut ahead = vec![
        segue
            .and_then(|package| id(package, "id"))
            .context("cargo knows no segue")?,
    ];
    let mut reached = BTreeSet::new();
    while let Some(next) = ahead.pop() {
        ahead.extend(
            links
                .get(&next)
                .into_iter()
                .flatten()
                .filter(|id| !reached.contains(*id))
                .cloned(),
        );
        reached.insert(next);
    }
    let is_foreign = |package: &&Value| package.get("source").is_some_and(Value::is_string);
    let is_reached = |package: &&Value| id(package, "id").is_some_and(|id| reached.contains(&id));
    Ok(packages.iter().filter(is_foreign).filter(is_reached).collect())
}

fn part(package: &Value, licence: &str) -> Part {
    let field = |name: &str| {
        package
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Part {
        name: field("name"),
        version: field("version"),
        licence: field(licence),
    }
}

/// The licences that lie in a crate's folder. Of a choice, MIT's is enough.
fn texts_in(folder: &Path, licence: &str) -> Result<Vec<String>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
        if path.is_file() && is_licence.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let is_mit = |path: &PathBuf| path.to_string_lossy().to_uppercase().ends_with("MIT");
    if (licence.contains("OR") || licence.contains('/'))
        && let Some(mit) = files.iter().position(is_mit)
    {
        files = vec![files.swap_remove(mit)];
    }
    if files.is_empty() {
        return Ok(vec![
            "(It comes without the text, and is licensed as named above.)".to_owned(),
        ]);
    }
    files
        .iter()
        .map(|file| Ok(tidy(&String::from_utf8_lossy(&fs::read(file)?))))
        .collect()
}

/// One text however its lines end.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// What Vite puts into the page, by its own list.
fn of_the_page() -> Result<Texts> {
    let out = step::target().join("licences-of-the-page");
    step::run_quietly(
        "asking Vite what the page is built from",
        step::npm()
            .args([
                "run",
                "--silent",
                "build",
                "--",
                "--mode",
                "licences",
                "--emptyOutDir",
                "--outDir",
            ])
            .arg(&out),
    )?;
    of_packages(&fs::read_to_string(out.join("licences.json"))?)
}

fn of_packages(listed: &str) -> Result<Texts> {
    let listed: Value = serde_json::from_str(listed).context("Vite's list of licences is not JSON")?;
    let mut texts = Texts::new();
    for package in listed.as_array().context("Vite's list of licences is no list")? {
        let part = part(package, "identifier");
        let text = package.get("text").and_then(Value::as_str).unwrap_or_default();
        ensure!(!text.is_empty(), "{} comes without a licence", part.name);
        texts.entry(tidy(text)).or_default().insert(part);
    }
    ensure!(!texts.is_empty(), "the page is built from something");
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_with_the_same_text_stand_together() {
        let page = r#"[
            {"name": "zebra", "version": "2.0.0", "identifier": "MIT", "text": "Do as you like.\r\n"},
            {"name": "bee", "version": "1.1.0", "identifier": "ISC", "text": "Do no harm."},
            {"name": "ant", "version": "1.0.0", "text": "Do as you like.\n"}
        ]"#;
        let line = "-".repeat(80);
        assert_eq!(
            listed(&of_packages(page).unwrap()),
            format!(
                "{line}\nant 1.0.0\nzebra 2.0.0  MIT\n\nDo as you like.\n\n\
                 {line}\nbee 1.1.0  ISC\n\nDo no harm.\n\n"
            )
        );
    }

    #[test]
    fn a_package_without_a_licence_is_no_part_of_segue() {
        assert!(
            of_packages(r#"[{"name": "x", "version": "1.0.0", "identifier": "MIT", "text": ""}]"#).is_err()
        );
        assert!(of_packages("[]").is_err());
    }

    #[test]
    fn what_only_building_and_testing_take_is_not_inside() {
        let metadata = serde_json::json!({
            "packages": [
                {"id": "segue 0", "name": "segue", "source": null},
                {"id": "core 0", "name": "segue-core", "source": null},
                {"id": "inside 1", "name": "inside", "source": "registry"},
                {"id": "build 1", "name": "build", "source": "registry"},
                {"id": "other 1", "name": "other", "source": "registry"}
            ],
            "resolve": {"nodes": [
                {"id": "segue 0", "deps": [
                    {"pkg": "core 0", "dep_kinds": [{"kind": null}]},
                    {"pkg": "build 1", "dep_kinds": [{"kind": "build"}, {"kind": "dev"}]}
                ]},
                {"id": "core 0", "deps": [{"pkg": "inside 1", "dep_kinds": [{"kind": "dev"}, {"kind": null}]}]}
            ]}
        });
        let inside = built_in(&metadata).unwrap();
        let names: Vec<_> = inside
            .iter()
            .filter_map(|package| package["name"].as_str())
            .collect();
        assert_eq!(names, ["inside"]);
    }
}
