//! Every house rule fires where it should, and only there.

// What a test's own preparation cannot do fails the test.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::Path};

use simpleinboxes_codegen::{Diagnostic, lint::lint};
use tempfile::TempDir;

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

/// One edit for each rule, which breaks it.
const BREAKS: &[(&str, &str, &str, &str)] = &[
    (
        "ref-unresolved",
        SCHEMAS,
        "'#/Pagination'",
        "'#/Paginations'",
    ),
    (
        "ref-unresolved",
        SCHEMAS,
        "'#/Pagination'",
        "'other.yaml#/Pagination'",
    ),
    (
        "ref-siblings",
        SCHEMAS,
        "data: {$ref: '#/Thing'}",
        "data: {$ref: '#/Thing', nullable: true}",
    ),
    (
        "ref-siblings",
        SCHEMAS,
        "data: {$ref: '#/Thing'}",
        "data: {$ref: '#/Thing', description: The thing.}",
    ),
    (
        "operation-id-missing",
        PATHS,
        "    operationId: listThings\n",
        "",
    ),
    (
        "operation-id-duplicate",
        PATHS,
        "createThing\n",
        "listThings\n",
    ),
    ("operation-id-case", PATHS, "listThings", "list_things"),
    (
        "operation-tag",
        PATHS,
        "[Big Things]",
        "[Big Things, Small Things]",
    ),
    ("operation-tag", PATHS, "[Big Things]", "[Small Things]"),
    ("operation-summary", PATHS, "    summary: List things\n", ""),
    (
        "operation-summary",
        PATHS,
        "summary: List things",
        "summary: List things.",
    ),
    (
        "operation-description",
        PATHS,
        "Lists things, newest first.",
        "List.",
    ),
    ("path-case", ROOT, "/big-things:", "/bigThings:"),
    ("path-parameter-mismatch", ROOT, "{thingId}", "{id}"),
    (
        "parameter-case",
        PARAMETERS,
        "name: limit",
        "name: page-limit",
    ),
    (
        "parameter-duplicate",
        PATHS,
        "#/PageCursor'",
        "#/PageLimit'",
    ),
    (
        "parameter-description",
        PATHS,
        "        description: The thing's id.\n",
        "",
    ),
    ("parameter-example", PATHS, "        example: thg_7\n", ""),
    (
        "header-description",
        HEADERS,
        "  description: How many.\n",
        "",
    ),
    (
        "body-unnamed",
        PATHS,
        "schema: {$ref: '../schemas/big-things.yaml#/CreateThingRequest'}",
        "schema: {type: string, maxLength: 3}",
    ),
    (
        "body-description",
        PATHS,
        "      description: The thing to make.\n",
        "",
    ),
    (
        "schema-unnamed",
        SCHEMAS,
        "colour: {$ref: '#/Colour'}",
        "colour: {type: string, description: Its colour., enum: [red]}",
    ),
    (
        "component-name-duplicate",
        HEADERS,
        "Limit:\n",
        "Thing: {schema: {type: string}}\nLimit:\n",
    ),
    (
        "component-unused",
        SCHEMAS,
        "Colour:\n",
        "Other: {type: boolean, description: Not used.}\nColour:\n",
    ),
    (
        "field-undescribed",
        SCHEMAS,
        "  description: A colour.\n",
        "",
    ),
    (
        "field-undescribed",
        SCHEMAS,
        "      description: When it was made.\n",
        "",
    ),
    ("property-case", SCHEMAS, "motto:", "the_motto:"),
    ("enum-case", SCHEMAS, "dark_blue", "darkBlue"),
    ("string-unbounded", SCHEMAS, "      maxLength: 20\n", ""),
    ("string-unbounded", SCHEMAS, "^thg_[0-9]$", "^thg_[0-9]+$"),
    ("array-unbounded", SCHEMAS, "      maxItems: 100\n", ""),
    ("number-unbounded", SCHEMAS, "  maximum: 100\n", ""),
    ("number-unbounded", SCHEMAS, "  format: int32\n", ""),
    (
        "constraint-unenforceable",
        SCHEMAS,
        "format: date-time",
        "format: moment\n      maxLength: 30",
    ),
    (
        "constraint-unenforceable",
        SCHEMAS,
        "'^thg_[0-9]$'",
        "'thg_[0-9]'",
    ),
    (
        "constraint-unenforceable",
        SCHEMAS,
        "'^thg_[0-9]$'",
        "'^thg_\\d$'",
    ),
    (
        "constraint-unenforceable",
        SCHEMAS,
        "      maxItems: 100\n",
        "      maxItems: 100\n      maxLength: 3\n",
    ),
    (
        "constraint-contradiction",
        SCHEMAS,
        "  minLength: 1\n",
        "  minLength: 65\n",
    ),
    (
        "constraint-contradiction",
        SCHEMAS,
        "required: [name]",
        "required: [name, size]",
    ),
    (
        "constraint-contradiction",
        SCHEMAS,
        "  default: 25",
        "  default: 101",
    ),
    (
        "constraint-contradiction",
        SCHEMAS,
        "enum: [red,",
        "maxLength: 8\n  enum: [red,",
    ),
    (
        "nullable-without-type",
        SCHEMAS,
        "      oneOf:\n",
        "      nullable: true\n      oneOf:\n",
    ),
    ("composition", SCHEMAS, "      oneOf:\n", "      anyOf:\n"),
    (
        "composition",
        SCHEMAS,
        "{type: string, nullable: true, enum: [null]}",
        "$ref: '#/Name'",
    ),
    (
        "request-object-open",
        SCHEMAS,
        "  additionalProperties: false\n",
        "",
    ),
    (
        "request-nullable-meaning",
        SCHEMAS,
        "What it says; null for nothing at all.",
        "What it says.",
    ),
    (
        "response-object-closed",
        SCHEMAS,
        "  description: A thing.\n",
        "  description: A thing.\n  additionalProperties: false\n",
    ),
    (
        "response-property-optional",
        SCHEMAS,
        "parent, apiKey]",
        "parent]",
    ),
    (
        "object-both-sides",
        PATHS,
        "#/CreateThingRequest",
        "#/Thing",
    ),
    (
        "envelope-shape",
        SCHEMAS,
        "data: {$ref: '#/Thing'}",
        "thing: {$ref: '#/Thing'}",
    ),
    (
        "envelope-shape",
        SCHEMAS,
        "      maxItems: 100\n",
        "      maxItems: 101\n",
    ),
    (
        "list-parameters",
        PATHS,
        "      - $ref: '../shared/parameters.yaml#/PageCursor'\n",
        "",
    ),
    (
        "delete-no-content",
        PATHS,
        "      '201':\n",
        "      '204': {description: Nothing.}\n      '201':\n",
    ),
    (
        "error-pairs-missing",
        PATHS,
        "      '401': {$ref: '../shared/responses.yaml#/Unauthorized'}\n",
        "",
    ),
    (
        "error-pairs-missing",
        PATHS,
        "      '404': {$ref: '../shared/responses.yaml#/NotFound'}\n",
        "",
    ),
    (
        "error-pairs-unjustified",
        PATHS,
        "      '403': {$ref: '../shared/responses.yaml#/Forbidden'}\n",
        "      '403': {$ref: '../shared/responses.yaml#/Forbidden'}\n      '413': {$ref: '../shared/responses.yaml#/PayloadTooLarge'}\n",
    ),
    (
        "error-codes-missing",
        RESPONSES,
        "  x-error-codes: [FORBIDDEN]\n",
        "",
    ),
    (
        "error-codes-missing",
        RESPONSES,
        "[FORBIDDEN]",
        "[FORBIDEN]",
    ),
    (
        "error-inline",
        PATHS,
        "'403': {$ref: '../shared/responses.yaml#/Forbidden'}",
        "'403': {description: No.}",
    ),
    (
        "headers-missing",
        PATHS,
        "          X-Request-Id: {$ref: '../shared/headers.yaml#/RequestId'}\n",
        "",
    ),
    (
        "headers-missing",
        RESPONSES,
        "    Retry-After: {$ref: './headers.yaml#/Limit'}\n",
        "",
    ),
    (
        "headers-missing",
        PATHS,
        "          Idempotent-Replayed: {$ref: '../shared/headers.yaml#/Replayed'}\n",
        "",
    ),
    (
        "headers-missing",
        PATHS,
        "          Cache-Control: {$ref: '../shared/headers.yaml#/NoStore'}\n",
        "",
    ),
    ("scope-missing", PATHS, "    x-required-scope: read\n", ""),
    (
        "scope-missing",
        PATHS,
        "x-required-scope: read",
        "x-required-scope: look",
    ),
    (
        "body-limit",
        PATHS,
        "    x-required-scope: read\n",
        "    x-required-scope: read\n    x-max-body-bytes: 2048\n",
    ),
    (
        "body-limit",
        PATHS,
        "    x-idempotent: true\n",
        "    x-idempotent: true\n    x-max-body-bytes: 10\n",
    ),
    (
        "idempotency-mismatch",
        PATHS,
        "    x-idempotent: true\n",
        "",
    ),
    (
        "idempotency-mismatch",
        PATHS,
        "#/IdempotencyKey'",
        "#/PageLimit'",
    ),
    ("security-missing", ROOT, "  - ApiKeyAuth: []\n", "  - {}\n"),
    (
        "sensitive-unmarked",
        SCHEMAS,
        "      x-sensitive: true\n",
        "",
    ),
    (
        "money-type",
        SCHEMAS,
        "  format: int64\n",
        "  format: int32\n",
    ),
    (
        "time-type",
        SCHEMAS,
        "      format: date-time\n",
        "      format: date\n",
    ),
    (
        "example-missing",
        PATHS,
        "          example: {name: Lamp, colour: red}\n",
        "",
    ),
    (
        "example-missing",
        RESPONSES,
        "code: INVALID_API_KEY",
        "code: MISSING_API_KEY",
    ),
    (
        "example-invalid",
        PATHS,
        "{name: Lamp, colour: red}",
        "{name: Lamp, colour: pink}",
    ),
    (
        "example-invalid",
        PATHS,
        "priceCents: 350,",
        "priceCents: 350, prise: 1,",
    ),
    ("example-invalid", PATHS, "example: thg_7", "example: thing"),
    (
        "line-too-long",
        SCHEMAS,
        "Colour:\n",
        "# This comment is longer than a hundred and twenty characters, which is more than anybody wants to read in a single line of YAML.\nColour:\n",
    ),
];

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
