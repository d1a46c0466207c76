//! What things are called, and where they go.

use simpleinboxes_codegen::model::SchemaKind;

use super::{OK, api, operation, property, referred};

#[test]
fn keywords_and_colliding_names_get_names_of_their_own() {
    let params = [
        "type",
        "self",
        "client",
        "body",
        "request",
        "orderId",
        "order_id",
        "ORDER-ID",
        "9",
        "",
        "\\\"q\\\"\\n",
    ];
    let list: String = params
        .iter()
        .map(|name| {
            format!("        - {{name: \"{name}\", in: query, schema: {{type: string}}}}\n")
        })
        .collect();
    let (_, operation) = operation(&format!("      parameters:\n{list}{OK}"));
    let fields: Vec<_> = operation
        .params
        .iter()
        .map(|param| param.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "type_",
            "self_",
            "client_",
            "body_",
            "request_",
            "order_id",
            "order_id_query",
            "order_id_query_2",
            "n9",
            "nameless",
            "q"
        ]
    );
    assert_eq!(operation.params[10].name, "\"q\"\n");
}

#[test]
fn types_methods_and_modules_do_not_collide() {
    let api = api(
        "tags: [{name: DNS Records}, {name: dns-records}, {name: shared}, {name: Type}]
paths:
  /a: {get: {tags: [Type], operationId: getA, responses: {'200': {description: d}}}}
  /b: {get: {tags: [DNS Records], operationId: get_a, responses: {'200': {description: d}}}}
  /c/{x-y}: {get: {tags: [new], parameters: [{name: x-y, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /d: {get: {operationId: match, responses: {'200': {description: d}}}}
components:
  schemas:
    order_status: {type: string}
    OrderStatus: {type: string}
    String: {type: integer}
    Option: {type: integer}
    self: {type: integer}
",
    );
    let types: Vec<_> = api
        .schemas
        .values()
        .map(|named| named.type_name.as_str())
        .collect();
    assert_eq!(
        types,
        [
            "OrderStatus",
            "OrderStatus2",
            "StringType",
            "OptionType",
            "SelfType"
        ]
    );
    let modules: Vec<_> = api.tags.iter().map(|tag| tag.module.as_str()).collect();
    assert_eq!(
        modules,
        [
            "dns_records",
            "dns_records_2",
            "shared_",
            "type_",
            "new",
            "default"
        ]
    );
    let traits: Vec<_> = api.tags.iter().map(|tag| tag.type_name.as_str()).collect();
    assert_eq!(
        traits,
        [
            "DnsRecords",
            "DnsRecords2",
            "Shared",
            "Type",
            "New",
            "DefaultType"
        ]
    );
    // Grouped by tag, in the order of the tags.
    let methods: Vec<_> = api
        .operations
        .iter()
        .map(|op| op.method_name.as_str())
        .collect();
    assert_eq!(methods, ["get_a_2", "get_a", "get_c_by_x_y", "match_"]);
}

#[test]
fn a_lifted_name_never_takes_a_components() {
    let api = api(
        "paths: {}\ncomponents:\n  schemas:\n    A: {type: object, properties: {state: {type: string, enum: [x]}}}\n    AState: {type: integer}\n",
    );
    assert_eq!(
        referred(property(&api.schemas["A"].schema, "state")),
        "AState2"
    );
    assert!(matches!(
        api.schemas["AState"].schema.kind,
        SchemaKind::Integer(_)
    ));
}

#[test]
fn usage_and_modules_follow_references() {
    let api = api(
        "tags: [{name: A}, {name: B}]
paths:
  /a: {post: {tags: [A], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/In'}}}}, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/OutA'}}}}}}}
  /b: {get: {tags: [B], responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/OutB'}}}}}}}
components:
  schemas:
    In: {type: object, properties: {c: {$ref: '#/components/schemas/Both'}}}
    OutA: {type: object, properties: {c: {$ref: '#/components/schemas/Both'}, r: {$ref: '#/components/schemas/OutA'}}}
    OutB: {type: object, properties: {s: {$ref: '#/components/schemas/Common'}, a: {$ref: '#/components/schemas/Common'}}}
    Both: {type: string, enum: [x]}
    Common: {type: object, properties: {both: {$ref: '#/components/schemas/Both'}}}
    Unused: {type: integer}
",
    );
    let seen: Vec<_> = api
        .schemas
        .values()
        .map(|named| {
            (
                named.name.as_str(),
                named.module.as_str(),
                named.usage.request,
                named.usage.response,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("In", "a", true, false),
            ("OutA", "a", false, true),
            ("OutB", "b", false, true),
            ("Both", "shared", true, true),
            ("Common", "b", false, true),
            ("Unused", "shared", false, false),
        ]
    );
}

#[test]
fn the_same_document_gives_the_same_model() {
    let text = "paths:\n  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [x]}, b: {oneOf: [{type: string}, {type: object, properties: {c: {type: integer}}}]}}}}}}, responses: {'200': {description: d}}}}\n";
    let (first, second) = (api(text), api(text));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
}
