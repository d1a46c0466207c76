//! What the model makes of documents, hostile ones included.

mod names;
mod operations;
mod schemas;

use simpleinboxes_codegen::{
    Diagnostic, load_text,
    model::{self, Api, Operation, Schema, SchemaKind},
};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

fn api(text: &str) -> Api {
    let document =
        load_text("t.yaml", &format!("{HEAD}{text}")).unwrap_or_else(|found| fail(&found));
    model::build(&document).unwrap_or_else(|found| fail(&found))
}

fn fail<T>(found: &[Diagnostic]) -> T {
    panic!(
        "{}",
        found
            .iter()
            .map(|diagnostic| format!("{diagnostic}\n"))
            .collect::<String>()
    )
}

/// One operation, `GET /a`, with these members (indented by six).
fn operation(members: &str) -> (Api, Operation) {
    let api = api(&format!("paths:\n  /a:\n    get:\n{members}"));
    let operation = api.operations[0].clone();
    (api, operation)
}

/// The schema of `components.schemas.A`.
fn schema(text: &str) -> (Api, Schema) {
    let api = api(&format!(
        "paths: {{}}\ncomponents:\n  schemas:\n    A: {text}\n    B: {{type: string, nullable: true}}\n    C: {{type: object, properties: {{x: {{type: integer}}}}}}\n"
    ));
    let schema = api.schemas["A"].schema.clone();
    (api, schema)
}

fn property<'s>(schema: &'s Schema, name: &str) -> &'s Schema {
    match &schema.kind {
        SchemaKind::Object(object) => &object.properties[name].schema,
        other => panic!("no object: {other:?}"),
    }
}

fn referred(schema: &Schema) -> &str {
    match &schema.kind {
        SchemaKind::Ref(name) => name,
        other => panic!("no reference: {other:?}"),
    }
}

const OK: &str = "      responses: {'200': {description: d}}\n";
