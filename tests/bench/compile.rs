//! How long the compiler takes for types and client, against the one crate that stock progenitor
//! writes for the same spec.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use serde_json::{Map, Value, json};

use crate::report::{Goal, Report, in_turns};

const ROUNDS: usize = 3;

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let target = root.join("target/bench");
    let stock = write_stock(&root, &target.join("stock"))?;
    for (verb, what) in [("check", "cargo check"), ("build", "clean debug build")] {
        let ours = Crate {
            folder: root.clone(),
            packages: &["simpleinboxes-types", "simpleinboxes-client"],
        };
        let other = Crate {
            folder: stock.clone(),
            packages: &["stock-client"],
        };
        let times = in_turns(
            ROUNDS,
            || ours.compile(verb, &target),
            || other.compile(verb, &target),
        )?;
        report.row(
            format!("{what} of types and client against stock progenitor's crate"),
            times,
            "s",
            Goal::AtMost(0.7),
        );
    }
    Ok(())
}

struct Crate {
    folder: PathBuf,
    packages: &'static [&'static str],
}

impl Crate {
    /// Compiles the packages anew; what they depend on is compiled already.
    fn compile(&self, verb: &str, target: &Path) -> anyhow::Result<()> {
        self.cargo("clean", target)?;
        self.cargo(verb, target)
    }

    fn cargo(&self, verb: &str, target: &Path) -> anyhow::Result<()> {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(&self.folder)
            .args([verb, "--quiet", "--target-dir"])
            .arg(target);
        for package in self.packages {
            command.args(["--package", package]);
        }
        command.env("CARGO_INCREMENTAL", "0");
        ensure!(
            command.status()?.success(),
            "cargo {verb} failed in {}",
            self.folder.display()
        );
        Ok(())
    }
}

/// Writes the crate that progenitor makes by itself of our published spec.
fn write_stock(root: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    let text = fs::read_to_string(root.join("spec/published/openapi.json"))?;
    let mut document: Value = serde_json::from_str(&text)?;
    make_edible(&mut document)?;
    let spec: openapiv3::OpenAPI = serde_json::from_value(document)?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Separate);
    let tokens = Generator::new(&settings).generate_tokens(&spec)?;
    let file = prettyplease::unparse(&syn::parse2(tokens)?);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), file)?;
    fs::write(folder.join("Cargo.toml"), MANIFEST)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder.to_owned())
}

const MANIFEST: &str = r#"[package]
name = "stock-client"
version = "0.1.0"
edition = "2024"

[workspace]

[profile.dev]
debug = "line-tables-only"

[dependencies]
bytes = "1"
chrono = { version = "0.4", default-features = false, features = ["clock", "serde", "std"] }
futures = "0.3"
progenitor-client = "=0.15.1"
regress = "0.11"
reqwest = { version = "0.13", default-features = false, features = ["json", "multipart", "query", "rustls", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
"#;

/// Takes out what progenitor refuses, and nothing else: multipart bodies, the second of two
/// success types, and null as an alternative of `oneOf`.
fn make_edible(document: &mut Value) -> anyhow::Result<()> {
    inline_components(document, "parameters")?;
    nulls(document);
    let paths = document["paths"].as_object_mut().context("no paths")?;
    for item in paths.values_mut() {
        let item = item.as_object_mut().context("a path item is no object")?;
        for operation in item.values_mut().filter(|value| value.is_object()) {
            let multipart = operation
                .pointer("/requestBody/content/multipart~1form-data")
                .is_some();
            if multipart && let Some(operation) = operation.as_object_mut() {
                operation.remove("requestBody");
            }
            if let Some(responses) = operation
                .get_mut("responses")
                .and_then(Value::as_object_mut)
                && responses
                    .keys()
                    .filter(|status| status.starts_with('2'))
                    .count()
                    > 1
            {
                responses.remove("200");
            }
        }
    }
    Ok(())
}

/// Puts referenced parameters in place of their references.
fn inline_components(document: &mut Value, kind: &str) -> anyhow::Result<()> {
    let components: Map<String, Value> = document["components"][kind]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let prefix = format!("#/components/{kind}/");
    visit(document, &mut |value| {
        let name = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.strip_prefix(&prefix));
        if let Some(target) = name.and_then(|name| components.get(name)) {
            *value = target.clone();
        }
    });
    Ok(())
}

fn nulls(document: &mut Value) {
    visit(document, &mut |value| {
        let Some(choices) = value.get("oneOf").and_then(Value::as_array) else {
            return;
        };
        let is_null = |choice: &Value| choice.get("enum") == Some(&json!([null]));
        if choices.len() == 2 && choices.iter().any(is_null) {
            let rest: Vec<Value> = choices
                .iter()
                .filter(|choice| !is_null(choice))
                .cloned()
                .collect();
            let description = value.get("description").cloned();
            *value = json!({"nullable": true, "allOf": rest});
            if let Some(description) = description {
                value["description"] = description;
            }
        }
    });
}

fn visit(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    change(value);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, change)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| visit(member, change)),
        _ => {}
    }
}
