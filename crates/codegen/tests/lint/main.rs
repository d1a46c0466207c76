//! Every house rule fires where it should, and only there.

// What a test's own preparation cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod breaks;

use std::{collections::BTreeSet, fs, path::Path};

use simpleinboxes_codegen::{Diagnostic, lint::lint};
use tempfile::TempDir;

use self::breaks::BREAKS;

const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/house");

const ROOT: &str = "openapi.yaml";
const PATHS: &str = "paths/big-things.yaml";
const SCHEMAS: &str = "schemas/big-things.yaml";
const RESPONSES: &str = "shared/responses.yaml";
const PARAMETERS: &str = "shared/parameters.yaml";
const HEADERS: &str = "shared/headers.yaml";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn spec() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(HOUSE), folder.path());
    folder
}

fn findings(folder: &TempDir) -> Vec<Diagnostic> {
    lint(&folder.path().join(ROOT))
}

/// Replaces the first `from` in `file`.
fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} does not have {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

/// Lints the house's spec after an edit.
fn lint_with(file: &str, from: &str, to: &str) -> Vec<Diagnostic> {
    let folder = spec();
    edit(&folder, file, from, to);
    findings(&folder)
}

fn told(found: &[Diagnostic]) -> String {
    found
        .iter()
        .map(|diagnostic| format!("{diagnostic}\n"))
        .collect()
}

#[test]
fn a_spec_that_keeps_the_rules_has_no_findings() {
    let found = findings(&spec());
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn each_rule_fires_on_an_edit_that_breaks_it() {
    let mut silent = Vec::new();
    for (rule, file, from, to) in BREAKS {
        let found = lint_with(file, from, to);
        if !found.iter().any(|diagnostic| diagnostic.rule == *rule) {
            silent.push(format!("{rule}: {from:?} → {to:?} gave:\n{}", told(&found)));
        }
        for diagnostic in &found {
            let Diagnostic {
                place,
                message,
                help,
                ..
            } = diagnostic;
            assert!(
                place.line > 0 && !message.is_empty() && !help.is_empty(),
                "{diagnostic}"
            );
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn a_finding_names_file_line_and_pointer() {
    let found = lint_with(SCHEMAS, "dark_blue", "darkBlue");
    let finding = found
        .iter()
        .find(|diagnostic| diagnostic.rule == "enum-case")
        .unwrap();
    assert!(finding.place.file.ends_with(SCHEMAS), "{finding}");
    assert_eq!(finding.place.line, 24, "{finding}");
    assert_eq!(finding.place.pointer, "/Colour/enum/1");
}

#[test]
fn two_paths_for_one_request_are_ambiguous() {
    let twin = "  /big-things/{thingId}:\n    $ref: 'paths/big-things.yaml#/thing'\n";
    let found = lint_with(
        ROOT,
        twin,
        &format!(
            "{twin}  /big-things/{{name}}:\n    delete: {{operationId: x, responses: {{'200': {{description: d}}}}}}\n"
        ),
    );
    assert!(
        found
            .iter()
            .any(|diagnostic| diagnostic.rule == "path-ambiguous"),
        "{}",
        told(&found)
    );
}

#[test]
fn an_operation_stands_in_its_tags_file() {
    let folder = spec();
    edit(&folder, ROOT, "name: Big Things", "name: Small Things");
    for _ in 0..3 {
        edit(&folder, PATHS, "[Big Things]", "[Small Things]");
    }
    let found = findings(&folder);
    assert_eq!(found.len(), 3, "{}", told(&found));
    assert!(
        found
            .iter()
            .all(|diagnostic| diagnostic.rule == "operation-tag"),
        "{}",
        told(&found)
    );
}

#[test]
fn a_request_object_and_every_schema_are_named_by_the_rules() {
    for (name, rule) in [
        ("CreateThing", "request-object-name"),
        ("createThingRequest", "schema-name-case"),
    ] {
        let folder = spec();
        edit(&folder, PATHS, "#/CreateThingRequest", &format!("#/{name}"));
        edit(&folder, SCHEMAS, "CreateThingRequest:", &format!("{name}:"));
        let found = findings(&folder);
        assert_eq!(found.len(), 1, "{}", told(&found));
        assert_eq!(found[0].rule, rule);
    }
}

#[test]
fn a_file_that_nothing_refers_to_is_found() {
    let folder = spec();
    fs::write(
        folder.path().join("schemas/small-things.yaml"),
        "Small: {type: boolean}\n",
    )
    .unwrap();
    let found = findings(&folder);
    assert_eq!(found.len(), 1, "{}", told(&found));
    assert_eq!(found[0].rule, "component-unused");
}

/// The list in the spec's README is what is implemented, no more and no less.
#[test]
fn the_rules_are_those_that_the_readme_lists() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/README.md");
    let text = fs::read_to_string(readme).unwrap();
    let (_, table) = text
        .split_once("## The rules that")
        .expect("the README lists the rules");
    let listed: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let elsewhere = ["path-ambiguous", "request-object-name", "schema-name-case"];
    let broken: BTreeSet<&str> = BREAKS
        .iter()
        .map(|(rule, ..)| *rule)
        .chain(elsewhere)
        .collect();
    assert_eq!(listed, broken);
}
