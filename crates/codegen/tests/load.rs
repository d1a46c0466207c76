//! Reading documents: places, references, bundling, and what a hostile file cannot do.

// What a test's own preparation cannot do fails the test.
#![allow(clippy::unwrap_used)]

use std::fs;

use simpleinboxes_codegen::{Diagnostic, Document, load, load_text, node_at};

fn refused(name: &str, text: &str) -> Diagnostic {
    match load_text(name, text) {
        Ok(_) => panic!("{name} was taken"),
        Err(found) => found.into_iter().next().expect("a refusal says something"),
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn load_files(files: &[(&str, &str)]) -> Result<Document, Vec<Diagnostic>> {
    load(&folder(files).path().join(files[0].0))
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

#[test]
fn json_and_yaml_give_the_same_values() {
    let yaml =
        "a: [1, -2.5, 1e3, true, null, 'x\ty', \"\\u00e9\"]\nb:\n  c: |\n    two\n    lines\n";
    let json = r#"{"a": [1, -2.5, 1e3, true, null, "x\ty", "é"], "b": {"c": "two\nlines\n"}}"#;
    let from_yaml = load_text("t.yaml", yaml).unwrap().root.to_value();
    let from_json = load_text("t.json", json).unwrap().root.to_value();
    assert_eq!(from_yaml, from_json);
}

#[test]
fn every_node_knows_its_line_and_pointer() {
    let yaml = "a:\n  b/c:\n    - x\n    - ~d:\n        e: 1\n";
    let json = "{\n \"a\": {\n  \"b/c\": [\n   \"x\",\n   {\"~d\": {\n \"e\": 1}}]}}";
    for (name, text, lines) in [("t.yaml", yaml, [3, 4, 5]), ("t.json", json, [4, 5, 6])] {
        let document = load_text(name, text).unwrap();
        let pointers = ["/a/b~1c/0", "/a/b~1c/1/~0d", "/a/b~1c/1/~0d/e"];
        for (pointer, line) in pointers.into_iter().zip(lines) {
            let node = node_at(&document.root, pointer).unwrap();
            assert_eq!(
                (node.place.line, node.place.pointer.as_str()),
                (line, pointer),
                "{name}"
            );
        }
    }
}

#[test]
fn syntax_errors_name_the_line() {
    let cases = [
        ("t.yaml", "a: 1\nb: [1, 2\nc: 3\n", "syntax"),
        ("t.yaml", "a: 1\n---\nb: 2\n", "syntax"),
        ("t.yaml", "", "syntax"),
        ("t.yaml", "a: 1\na: 2\n", "duplicate-key"),
        ("t.yaml", "a: &x {b: 1}\nc:\n  <<: *x\n", "yaml-merge-key"),
        ("t.yaml", "a: !thing 1\n", "yaml-tag"),
        ("t.yaml", "a: .nan\n", "number"),
        ("t.yaml", "[a, b]: 1\n", "yaml-key"),
        ("t.json", "{\"a\": 1,}", "syntax"),
        ("t.json", "{\"a\": 1 // no\n}", "syntax"),
        ("t.json", "{\"a\": 1, \"a\": 2}", "duplicate-key"),
        ("t.json", "", "syntax"),
        ("t.json", "[1]", "not-openapi"),
    ];
    for (name, text, rule) in cases {
        let found = refused(name, text);
        assert_eq!(found.rule, rule, "{text:?}: {found}");
        assert!(found.place.line >= 1, "{found}");
    }
    assert_eq!(refused("t.yaml", "a: 1\nb: 2\na: 3\n").place.line, 3);
    assert_eq!(refused("t.json", "{\n\"a\": 1,\n\"b\": x}").place.line, 3);
}

#[test]
fn aliases_cannot_fill_the_memory() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = level - 1;
        let list = vec![format!("*a{below}"); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    assert_eq!(refused("bomb.yaml", &text).rule, "too-large");
    assert_eq!(refused("self.yaml", "a: &a [*a]\n").rule, "yaml-alias");
}

#[test]
fn depth_is_limited() {
    let json = format!("{{\"a\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    assert!(["too-deep", "syntax"].contains(&refused("deep.json", &json).rule));
    let json = format!("{{\"a\": {}{}}}", "[".repeat(200), "]".repeat(200));
    assert_eq!(refused("deep.json", &json).rule, "too-deep");
    let mut yaml = String::new();
    for level in 0..300 {
        yaml.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    assert_eq!(refused("deep.yaml", &yaml).rule, "too-deep");
}

#[test]
fn a_file_that_is_too_large_or_no_text_is_refused() {
    let big = folder(&[("big.yaml", "")]);
    let path = big.path().join("big.yaml");
    fs::File::create(&path)
        .unwrap()
        .set_len(64 * 1024 * 1024)
        .unwrap();
    assert_eq!(load(&path).unwrap_err()[0].rule, "too-large");
    fs::write(&path, b"a: 1\nb: \xff\n").unwrap();
    let found = load(&path).unwrap_err().remove(0);
    assert_eq!((found.rule, found.place.line), ("syntax", 2));
    assert_eq!(load(big.path()).unwrap_err()[0].rule, "unreadable");
    assert_eq!(
        load(&big.path().join("none.yaml")).unwrap_err()[0].rule,
        "unreadable"
    );
}

#[test]
fn files_are_bundled_into_one_with_named_components() {
    let root = format!("{HEAD}paths:\n  /a: {{$ref: 'paths/a.yaml#/a'}}\n");
    let paths = "a:\n  get:\n    parameters: [{$ref: '../shared.yaml#/Limit'}]\n    responses:\n      '200':\n        description: d\n        content: {application/json: {schema: {$ref: '../schemas/a.yaml#/A'}}}\n";
    let document = load_files(&[
        ("openapi.yaml", &root),
        ("paths/a.yaml", paths),
        ("schemas/a.yaml", "A:\n  properties:\n    b: {$ref: '#/B'}\n    more: {type: array, items: {$ref: '#/A'}}\nB: {$ref: 'b.yaml'}\n"),
        ("schemas/b.yaml", "type: string\n"),
        ("shared.yaml", "Limit: {name: limit, in: query, schema: {type: integer}}\n"),
    ])
    .unwrap();
    let value = document.root.to_value();
    let schemas = &value["components"]["schemas"];
    assert_eq!(
        schemas["A"]["properties"]["b"]["$ref"],
        "#/components/schemas/b"
    );
    assert_eq!(
        schemas["A"]["properties"]["more"]["items"]["$ref"],
        "#/components/schemas/A"
    );
    assert_eq!(schemas["b"]["type"], "string");
    assert_eq!(
        value["paths"]["/a"]["get"]["parameters"][0]["$ref"],
        "#/components/parameters/Limit"
    );
    let place = &node_at(&document.root, "/components/schemas/A/properties/more")
        .unwrap()
        .place;
    assert!(place.file.ends_with("schemas/a.yaml"));
    assert_eq!(
        (place.line, place.pointer.as_str()),
        (4, "/A/properties/more")
    );
}

#[test]
fn components_of_one_name_are_told_apart_and_named() {
    let root = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Name: {{type: string}}\n    A: {{properties: {{x: {{$ref: 'a.yaml#/Name'}}, y: {{$ref: 'b.yaml#/Name'}}, z: {{$ref: '#/components/schemas/Name'}}}}}}\n"
    );
    let document = load_files(&[
        ("openapi.yaml", &root),
        ("a.yaml", "Name: {type: integer}\n"),
        ("b.yaml", "Name: {type: boolean}\n"),
    ])
    .unwrap();
    let schemas = &document.root.to_value()["components"]["schemas"];
    let referred = |key: &str| {
        let name = schemas["A"]["properties"][key]["$ref"].as_str().unwrap();
        schemas[name.rsplit('/').next().unwrap()]["type"].clone()
    };
    assert_eq!(
        (referred("x"), referred("y"), referred("z")),
        ("integer".into(), "boolean".into(), "string".into())
    );
    assert_eq!(document.renamed.len(), 2);
}

#[test]
fn a_reference_in_data_is_data() {
    let root = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties: {{$ref: {{type: string}}}}\n      example: {{$ref: 'nowhere.yaml'}}\n      x-note: {{$ref: 'nowhere.yaml'}}\n"
    );
    let document = load_files(&[("openapi.yaml", &root)]).unwrap();
    assert_eq!(
        document.root.to_value()["components"]["schemas"]["A"]["example"]["$ref"],
        "nowhere.yaml"
    );
}

#[test]
fn references_that_cannot_be_followed_are_refused_where_they_stand() {
    let cases = [
        ("ref-unresolved", "'#/components/schemas/None'"),
        ("ref-unresolved", "'none.yaml#/A'"),
        ("remote-reference", "'https://example.com/a.yaml#/A'"),
        ("remote-reference", "'//example.com/a.yaml'"),
        ("remote-reference", "'/etc/passwd'"),
        ("remote-reference", "'file:///etc/passwd'"),
        ("ref-unresolved", "'#components'"),
    ];
    for (rule, reference) in cases {
        let root = format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{type: array, items: {{$ref: {reference}}}}}\n"
        );
        let found = load_files(&[("openapi.yaml", &root)])
            .unwrap_err()
            .remove(0);
        assert_eq!(found.rule, rule, "{found}");
        assert_eq!(found.place.line, 6, "{found}");
        assert!(
            found
                .place
                .pointer
                .starts_with("/components/schemas/A/items"),
            "{found}"
        );
    }
}

#[test]
fn circles_of_references_are_refused_and_recursive_schemas_are_not() {
    let circle = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: '#/components/schemas/B'}}\n    B: {{$ref: '#/components/schemas/A'}}\n"
    );
    assert_eq!(
        load_text("t.yaml", &circle).unwrap_err()[0].rule,
        "reference-cycle"
    );
    let other = [
        (
            "openapi.yaml",
            format!("{HEAD}paths:\n  /a: {{$ref: 'p.yaml#/a'}}\n"),
        ),
        ("p.yaml", "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\n".to_owned()),
    ];
    let other: Vec<_> = other
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    assert_eq!(load_files(&other).unwrap_err()[0].rule, "reference-cycle");
    let tree = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Tree: {{type: array, items: {{$ref: '#/components/schemas/Tree'}}}}\n"
    );
    assert!(load_text("t.yaml", &tree).is_ok());
}

#[test]
fn a_path_item_that_contains_itself_is_refused() {
    let root = format!(
        "{HEAD}paths:\n  /a: &a\n    post:\n      responses: {{'200': {{description: d}}}}\n      callbacks: {{c: {{'x': {{$ref: '#/paths/~1a'}}}}}}\n"
    );
    assert_eq!(
        load_text("t.yaml", &root).unwrap_err()[0].rule,
        "reference-cycle"
    );
}
