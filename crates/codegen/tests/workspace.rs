//! The workspace for a foreign document: complete, of one mind about names, deterministic.

use std::path::Path;

use simpleinboxes_codegen::{Diagnostic, generate, load_text, model, output::Tree};

/// Much of what is hard, in one document.
const HOSTILE: &str = r##"
openapi: 3.0.3
info: {title: "A \"quoted\" title\nin two lines */", version: '1', description: "*/ \\ \" # ``` fn main() {}"}
servers: [{url: 'https://x.example/{v}/', variables: {v: {default: v9}}}]
tags: [{name: type, description: "\"tag\"\n */"}, {name: Error}, {name: shared}]
paths:
  /a/{type}/{self}:
    parameters:
      - {name: type, in: path, required: true, schema: {type: string}}
      - {name: self, in: path, required: true, schema: {type: integer, format: int64}}
      - {name: client, in: query, schema: {type: string}}
    get:
      tags: [type]
      operationId: fn
      summary: "a \" summary \n with */ ends"
      parameters:
        - {name: client, in: header, schema: {type: string}}
        - {name: body, in: query, schema: {type: array, items: {type: string, enum: [fn, Self, '', "a\nb", "\""]}}}
        - {name: request, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: response, in: query, schema: {type: boolean}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
        '204': {description: none}
        4XX: {description: range, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
        default: {description: rest}
    post:
      tags: [Error]
      operationId: FN
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, additionalProperties: false, properties: {fn: {type: string, nullable: true}, Fn: {type: integer}, "a b": {type: number}, "\"": {type: boolean}}}}}
      responses: {'201': {description: made, headers: {X-Self: {schema: {type: string}}}}}
  /text: {put: {tags: [shared], requestBody: {content: {text/plain: {schema: {type: string}}}}, responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}}}
  /bytes: {put: {tags: [shared], requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}, responses: {'200': {description: d, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}}}
  /form: {put: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, required: [a], properties: {a: {type: string}, b: {type: array, items: {type: integer}}}}}}}, responses: {default: {description: d, content: {application/json: {schema: {type: string}}}}}}}
  /parts: {post: {requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, properties: {photo: {type: string, format: binary}, note: {type: string, maxLength: 3}}}, encoding: {photo: {contentType: image/png}}}}}, responses: {'202': {description: d}}}}
components:
  securitySchemes: {type: {type: apiKey, in: header, name: X-Self}}
  schemas:
    Tree: {type: object, required: [self], properties: {self: {type: string}, children: {type: array, items: {$ref: '#/components/schemas/Tree'}}, parent: {nullable: true, allOf: [{$ref: '#/components/schemas/Tree'}]}}}
    Error: {type: object, properties: {Error: {type: string}}}
    string: {type: string, minLength: 1, maxLength: 3, pattern: '^[a-z"]+$', description: "a ``` fence"}
    String: {type: string, enum: [a, A, á, '1', '-1', '+1']}
    Alias: {$ref: '#/components/schemas/string'}
    Choice: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, choice: {$ref: '#/components/schemas/Choice'}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
    Both: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {extra: {type: integer, minimum: 1}}}]}
    Loose: {type: object, additionalProperties: {type: array, items: {nullable: true, type: integer}}}
    Nothing: {enum: [null]}
    Anything: {}
    Numbers: {type: object, properties: {a: {type: integer, enum: [1, 2]}, b: {type: number, multipleOf: 0.5}, c: {type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807}}}
"##;

fn tree() -> Tree {
    tree_of(HOSTILE)
}

fn tree_of(document: &str) -> Tree {
    let told = |found: Vec<Diagnostic>| -> String {
        found
            .iter()
            .map(|diagnostic| format!("{diagnostic}\n"))
            .collect()
    };
    let document =
        load_text("document.yaml", document).unwrap_or_else(|found| panic!("{}", told(found)));
    let api = model::build(&document).unwrap_or_else(|found| panic!("{}", told(found)));
    generate::foreign(&api).unwrap_or_else(|found| panic!("{}", told(found)))
}

#[test]
fn a_hostile_document_gives_three_complete_crates() {
    let tree = tree();
    let has = |path: &str| tree.text(Path::new(path)).is_some();
    for name in ["types", "client", "server"] {
        assert!(has(&format!("{name}/Cargo.toml")));
        assert!(has(&format!("{name}/src/lib.rs")));
        assert!(has(&format!("{name}/src/runtime/mod.rs")));
        assert!(has(&format!("{name}/src/generated/mod.rs")));
        assert!(
            has(&format!("{name}/src/generated/type_.rs")),
            "a module of the tag `type`"
        );
    }
    assert!(has("Cargo.toml") && has("spec/openapi.json"));
}

#[test]
fn nothing_in_it_speaks_of_this_repository() {
    let tree = tree();
    for path in tree.paths() {
        let text = tree.text(path).unwrap();
        assert!(!text.contains("simpleinboxes"), "{}", path.display());
    }
}

#[test]
fn its_manifests_name_every_dependency_once_with_a_version() {
    let tree = tree();
    let table = |path: &str| {
        tree.text(Path::new(path))
            .unwrap()
            .parse::<toml::Table>()
            .unwrap()
    };
    let workspace = table("Cargo.toml");
    let known = workspace["workspace"]["dependencies"].as_table().unwrap();
    for name in ["types", "client", "server"] {
        let manifest = table(&format!("{name}/Cargo.toml"));
        assert_eq!(
            manifest["package"]["name"].as_str(),
            Some(&*format!("api-{name}"))
        );
        assert!(manifest.get("lints").is_none() && manifest.get("dev-dependencies").is_none());
        for (dependency, entry) in manifest["dependencies"].as_table().unwrap() {
            assert_eq!(
                entry["workspace"].as_bool(),
                Some(true),
                "{name}: {dependency}"
            );
            assert!(known.contains_key(dependency), "{name}: {dependency}");
        }
    }
}

#[test]
fn it_is_the_same_every_time() {
    let (first, second) = (tree(), tree());
    assert!(first.paths().eq(second.paths()));
    for path in first.paths() {
        assert_eq!(first.text(path), second.text(path), "{}", path.display());
    }
}

/// Parameters that have no text of their own, or whose names are those of progenitor's variables.
const PARAMETERS: &str = r##"
openapi: 3.0.3
info: {title: Parameters, version: '1'}
paths:
  /things/{thing}/{alias}/{secret}/{maybe}:
    get:
      operationId: getThing
      parameters:
        - {name: thing, in: path, required: true, schema: {$ref: '#/components/schemas/NameOrId'}}
        - {name: alias, in: path, required: true, schema: {$ref: '#/components/schemas/Alias'}}
        - {name: secret, in: path, required: true, schema: {type: string, x-sensitive: true}}
        - {name: maybe, in: path, required: true, schema: {type: string, nullable: true}}
        - {name: X-Thing, in: header, schema: {$ref: '#/components/schemas/NameOrId'}}
        - {name: request, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: type, in: query, required: true, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: plain, in: query, schema: {$ref: '#/components/schemas/NameOrId'}}
      responses: {'204': {description: done}, '404': {description: none}}
components:
  schemas:
    Name: {type: string, pattern: '^[a-z]+$'}
    Alias: {$ref: '#/components/schemas/Name'}
    NameOrId: {oneOf: [{$ref: '#/components/schemas/Name'}, {type: integer}]}
"##;

fn client_of(document: &str) -> String {
    let tree = tree_of(document);
    let path = Path::new("client/src/generated/default.rs");
    let text = tree
        .text(path)
        .expect("the client of operations without a tag");
    let text: String = text.split_whitespace().collect();
    text.replace(",>", ">").replace(",)", ")")
}

#[test]
fn the_client_writes_parameters_as_text_that_have_none_of_their_own() {
    let client = client_of(PARAMETERS);
    for field in [
        "thing:Result<crate::runtime::CommaJoined<::api_types::NameOrId>,String>",
        "alias:Result<crate::runtime::CommaJoined<::api_types::Alias>,String>",
        "secret:Result<crate::runtime::CommaJoined<",
        "maybe:Result<::std::string::String,String>",
        "plain:Result<Option<::api_types::NameOrId>,String>",
        "x_thing:Result<Option<crate::runtime::CommaJoined<::api_types::NameOrId>>,String>",
    ] {
        assert!(client.contains(field), "{field} in {client}");
    }
}

#[test]
fn the_client_puts_lists_that_are_one_string_into_the_request_it_made() {
    let client = client_of(PARAMETERS);
    let calls = [
        "crate::runtime::join_query(&mut_request,\"request\",request.as_ref())",
        "crate::runtime::join_query(&mut_request,\"type\",Some(&type_))",
    ];
    for call in calls {
        assert!(client.contains(call), "{call} in {client}");
    }
    assert!(!client.contains("QueryParam::new(\"request\""));
    assert!(client.contains("QueryParam::new(\"plain\""));
}

#[test]
fn the_client_has_no_variable_that_it_does_not_use() {
    assert!(client_of(PARAMETERS).contains("#[allow(unused_variables)]body:&[u8]"));
}
