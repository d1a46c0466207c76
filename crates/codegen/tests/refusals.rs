//! What cannot be generated is refused: where it stands, why, and with a way out.

use simpleinboxes_codegen::{Diagnostic, load_text, model};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

/// All refusals of a document.
fn refusals(text: &str) -> Vec<Diagnostic> {
    match load_text("t.yaml", text) {
        Ok(document) => model::build(&document).err().unwrap_or_default(),
        Err(found) => found,
    }
}

/// A document with one operation, whose members are at line 6.
fn operation(members: &str) -> String {
    format!("{HEAD}paths:\n  /a:\n    get:\n      {members}\n")
}

/// A document with a schema `A` at line 6.
fn schema(text: &str) -> String {
    format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {text}\n    B: {{type: object, properties: {{k: {{type: string}}}}}}\n"
    )
}

const DONE: &str = "responses: {'200': {description: d}}";

fn param(text: &str) -> String {
    operation(&format!("{{parameters: [{{{text}}}], {DONE}}}").replace('\n', " "))
}

/// Rule, document, line and end of the pointer of the one refusal.
fn cases() -> Vec<(&'static str, String, usize, &'static str)> {
    let string = "schema: {type: string}";
    vec![
        (
            "openapi-version",
            "swagger: '2.0'\n".to_owned(),
            1,
            "/swagger",
        ),
        (
            "openapi-version",
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n".to_owned(),
            1,
            "/openapi",
        ),
        (
            "openapi-version",
            "openapi: 3.0\n".to_owned(),
            1,
            "/openapi",
        ),
        ("openapi-version", "title: x\n".to_owned(), 1, ""),
        (
            "ref-misplaced",
            operation("$ref: '#/paths/~1b/get'"),
            6,
            "/get/$ref",
        ),
        (
            "missing-member",
            "openapi: 3.0.3\ninfo: {title: t}\npaths: {}\n".to_owned(),
            2,
            "/info",
        ),
        ("wrong-type", format!("{HEAD}paths: []\n"), 3, "/paths"),
        (
            "wrong-type",
            schema("{type: string, maxLength: -1}"),
            6,
            "/A/maxLength",
        ),
        (
            "wrong-type",
            schema("{type: string, maxLength: 1.5}"),
            6,
            "/A/maxLength",
        ),
        (
            "wrong-type",
            schema("{type: [string, 'null']}"),
            6,
            "/A/type",
        ),
        (
            "wrong-type",
            schema("{type: integer, exclusiveMinimum: 3}"),
            6,
            "/A/exclusiveMinimum",
        ),
        ("unknown-member", schema("{const: 3}"), 6, "/A/const"),
        (
            "unknown-member",
            schema("{type: string, maxlength: 3}"),
            6,
            "/A/maxlength",
        ),
        ("schema-type", schema("{type: file}"), 6, "/schemas/A"),
        ("schema-type", schema("{type: 'null'}"), 6, "/schemas/A"),
        ("schema-type", schema("{pattern: '^a$'}"), 6, "/A/pattern"),
        ("schema-type", schema("{enum: [1, a]}"), 6, "/A/enum"),
        ("enum", schema("{type: string, enum: [1]}"), 6, "/A/enum/0"),
        (
            "enum",
            schema("{type: integer, enum: [1.5]}"),
            6,
            "/A/enum/0",
        ),
        ("enum", schema("{type: string, enum: []}"), 6, "/A/enum"),
        (
            "enum",
            schema("{type: object, enum: [{a: 1}]}"),
            6,
            "/A/enum",
        ),
        (
            "number",
            schema("{type: integer, multipleOf: 0.5}"),
            6,
            "/A/multipleOf",
        ),
        (
            "number",
            schema("{type: number, multipleOf: 0}"),
            6,
            "/A/multipleOf",
        ),
        ("schema", schema("{oneOf: []}"), 6, "/A/oneOf"),
        (
            "discriminator",
            schema(
                "{oneOf: [{type: object, properties: {k: {type: string}}}, {type: string}], discriminator: {propertyName: k}}",
            ),
            6,
            "/A/discriminator",
        ),
        (
            "discriminator",
            schema(
                "{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: k, mapping: {x: Nobody}}}",
            ),
            6,
            "/mapping/x",
        ),
        (
            "duplicate-key",
            schema("{type: string, type: string}"),
            6,
            "/A/type",
        ),
        (
            "parameter-style",
            param(
                "name: f, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}",
            ),
            6,
            "/parameters/0",
        ),
        (
            "parameter-style",
            param("name: f, in: query, style: matrix, schema: {type: string}"),
            6,
            "/parameters/0",
        ),
        (
            "parameter-style",
            param(
                "name: f, in: query, style: pipeDelimited, explode: true, schema: {type: array, items: {type: string}}",
            ),
            6,
            "/parameters/0",
        ),
        (
            "parameter-style",
            param("name: f, in: cookie, schema: {type: array, items: {type: string}}"),
            6,
            "/parameters/0",
        ),
        (
            "parameter-object",
            param(
                "name: f, in: query, schema: {oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}",
            ),
            6,
            "/parameters/0",
        ),
        (
            "parameter-object",
            param("name: f, in: query, schema: {type: object, properties: {a: {type: string}}}"),
            6,
            "/parameters/0",
        ),
        (
            "parameter-object",
            param(
                "name: f, in: query, schema: {type: array, items: {type: array, items: {type: string}}}",
            ),
            6,
            "/parameters/0",
        ),
        (
            "parameter",
            param("name: f, in: query, content: {application/json: {}}"),
            6,
            "/parameters/0",
        ),
        (
            "parameter",
            param(&format!("name: f, in: body, {string}")),
            6,
            "/parameters/0",
        ),
        (
            "parameter-duplicate",
            operation(&format!(
                "{{parameters: [{{name: f, in: query, {string}}}, {{name: f, in: query, {string}}}], {DONE}}}"
            )),
            6,
            "/parameters/1",
        ),
        (
            "path-parameter-mismatch",
            param(&format!("name: f, in: path, required: true, {string}")),
            6,
            "/parameters/0",
        ),
        (
            "path-parameter-mismatch",
            format!("{HEAD}paths:\n  /a/{{id}}:\n    get: {{{DONE}}}\n"),
            5,
            "/get",
        ),
        (
            "parameter",
            format!(
                "{HEAD}paths:\n  /a/{{id}}:\n    get: {{parameters: [{{name: id, in: path, {string}}}], {DONE}}}\n"
            ),
            5,
            "/parameters/0",
        ),
        (
            "path",
            format!("{HEAD}paths:\n  a: {{get: {{{DONE}}}}}\n"),
            4,
            "/paths/a",
        ),
        (
            "path",
            format!("{HEAD}paths:\n  '/a/{{b': {{get: {{{DONE}}}}}\n"),
            4,
            "/paths/~1a~1{b",
        ),
        (
            "path",
            format!("{HEAD}paths:\n  '/a/{{}}': {{get: {{{DONE}}}}}\n"),
            4,
            "/paths/~1a~1{}",
        ),
        (
            "path-ambiguous",
            format!("{HEAD}paths:\n  '/a/{{b}}': {{}}\n  '/a/{{c}}': {{}}\n"),
            5,
            "/paths/~1a~1{c}",
        ),
        (
            "operation-id-duplicate",
            format!(
                "{HEAD}paths:\n  /a: {{get: {{operationId: x, {DONE}}}}}\n  /b: {{get: {{operationId: x, {DONE}}}}}\n"
            ),
            5,
            "/operationId",
        ),
        (
            "servers",
            format!(
                "{HEAD}servers: [{{url: 'https://x.example/v1'}}]\npaths:\n  /a: {{get: {{servers: [{{url: 'https://x.example/v2'}}], {DONE}}}}}\n"
            ),
            5,
            "/servers/0",
        ),
        (
            "status",
            operation("{responses: {'600': {description: d}}}"),
            6,
            "/responses/600",
        ),
        (
            "status",
            operation("{responses: {6XX: {description: d}}}"),
            6,
            "/responses/6XX",
        ),
        (
            "status",
            operation("{responses: {ok: {description: d}}}"),
            6,
            "/responses/ok",
        ),
        (
            "header",
            operation(
                "{responses: {'200': {description: d, headers: {X-A: {content: {text/plain: {}}}}}}}",
            ),
            6,
            "/headers/X-A",
        ),
        (
            "media-type",
            operation(&format!(
                "{{requestBody: {{content: {{multipart/form-data: {{schema: {{type: string}}}}}}}}, {DONE}}}"
            )),
            6,
            "/content/multipart~1form-data",
        ),
        (
            "body",
            operation(&format!("{{requestBody: {{content: {{}}}}, {DONE}}}")),
            6,
            "/requestBody",
        ),
        (
            "security-scheme",
            operation(&format!("{{security: [{{none: []}}], {DONE}}}")),
            6,
            "/security/0/none",
        ),
        (
            "security-scheme",
            format!(
                "{HEAD}paths: {{}}\ncomponents:\n  securitySchemes:\n    d: {{type: http, scheme: digest}}\n"
            ),
            6,
            "/securitySchemes/d",
        ),
        (
            "ref-siblings",
            schema("{type: array, items: {$ref: '#/components/schemas/B', x-sensitive: true}}"),
            6,
            "/A/items/x-sensitive",
        ),
        (
            "ref-siblings",
            schema("{type: array, items: {$ref: '#/components/schemas/B', nullable: true}}"),
            6,
            "/A/items/nullable",
        ),
    ]
}

#[test]
fn each_refusal_names_rule_file_line_pointer_and_way_out() {
    let mut wrong = Vec::new();
    for (rule, document, line, pointer) in cases() {
        let found = refusals(&document);
        let fits = |diagnostic: &Diagnostic| {
            diagnostic.rule == rule
                && diagnostic.place.line == line
                && diagnostic.place.pointer.ends_with(pointer)
                && &*diagnostic.place.file == "t.yaml"
                && !diagnostic.help.is_empty()
        };
        if found.len() != 1 || !fits(&found[0]) {
            let told: String = found
                .iter()
                .map(|diagnostic| format!("  {diagnostic}\n"))
                .collect();
            wrong.push(format!(
                "{rule} at {line} (…{pointer}) expected of\n{document}got\n{told}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_refusals_are_told_at_once_and_in_order() {
    let document = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{type: string, enum: [1]}}\n    B: {{type: file}}\n    C: {{pattern: x}}\n"
    );
    let lines: Vec<_> = refusals(&document)
        .iter()
        .map(|found| found.place.line)
        .collect();
    assert_eq!(lines, [6, 7, 8]);
}

/// Whatever one byte of a document becomes, it is taken or refused, never a panic.
#[test]
fn no_small_change_makes_the_generator_panic() {
    let document = format!(
        "{HEAD}paths:\n  /a/{{id}}:\n    get:\n      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}\ncomponents:\n  schemas:\n    A: {{type: object, required: [x], properties: {{x: {{oneOf: [{{type: integer, minimum: 1}}, {{type: string, enum: [a]}}]}}}}}}\n"
    );
    for at in 0..document.len() {
        for change in ["", "x", "{", "'", "\n", "1", "[", "&a ", "*a "] {
            let mut changed = document.clone();
            changed.replace_range(at..at + 1, change);
            let _ = refusals(&changed);
        }
    }
}
