//! What the model makes of documents, hostile ones included.

use simpleinboxes_codegen::{
    Diagnostic, load_text,
    model::{
        self, AdditionalProperties, Api, MediaKind, Operation, ParamLocation, ParamStyle, Schema,
        SchemaKind, SecurityScheme, StatusSpec,
    },
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
fn parameters_of_path_and_operation_are_merged() {
    let api = api("paths:
  /a/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: limit, in: query, schema: {type: integer}}
    get:
      parameters:
        - {name: limit, in: query, required: true, schema: {type: boolean}}
        - {name: limit, in: header, schema: {type: string}}
        - {name: Accept, in: header, schema: {type: string}}
      responses: {'200': {description: d}}
");
    let params = &api.operations[0].params;
    let seen: Vec<_> = params
        .iter()
        .map(|param| (param.location, param.field.as_str(), param.required))
        .collect();
    assert_eq!(
        seen,
        [
            (ParamLocation::Path, "id", true),
            (ParamLocation::Query, "limit", true),
            (ParamLocation::Header, "limit_header", false),
        ]
    );
    assert!(matches!(params[1].schema.kind, SchemaKind::Boolean(_)));
    assert_eq!(api.notes.len(), 1, "OpenAPI ignores Accept");
}

#[test]
fn lists_in_parameters_keep_their_style() {
    let styles = [
        ("", ParamStyle::Form, true),
        ("explode: false, ", ParamStyle::Form, false),
        (
            "style: spaceDelimited, explode: false, ",
            ParamStyle::SpaceDelimited,
            false,
        ),
        (
            "style: pipeDelimited, explode: false, ",
            ParamStyle::PipeDelimited,
            false,
        ),
    ];
    for (written, style, explode) in styles {
        let (_, operation) = operation(&format!(
            "      parameters: [{{name: a, in: query, {written}schema: {{type: array, items: {{type: string}}}}}}]\n{OK}"
        ));
        assert_eq!(
            (operation.params[0].style, operation.params[0].explode),
            (style, explode)
        );
    }
}

#[test]
fn inline_objects_and_enums_become_types_and_others_stay() {
    let (api, schema) = schema(
        "{type: object, properties: {state: {type: string, enum: [a, b], nullable: true, default: a}, inner: {type: object, required: [x], properties: {x: {type: string, enum: [q]}}}, map: {type: object, additionalProperties: {type: object, properties: {v: {type: integer}}}}, list: {type: array, items: {type: string, enum: [z]}}, free: {type: object}, closed: {type: object, additionalProperties: false}, n: {type: integer, enum: [1, 2]}}}",
    );
    assert_eq!(referred(property(&schema, "state")), "AState");
    assert!(property(&schema, "state").nullable && !api.schemas["AState"].schema.nullable);
    assert_eq!(property(&schema, "state").default, Some("a".into()));
    assert_eq!(referred(property(&schema, "inner")), "AInner");
    assert_eq!(
        referred(property(&api.schemas["AInner"].schema, "x")),
        "AInnerX"
    );
    match &property(&schema, "map").kind {
        SchemaKind::Object(map) => match &map.additional {
            AdditionalProperties::Schema(value) => assert_eq!(referred(value), "AMapValue"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    match &property(&schema, "list").kind {
        SchemaKind::Array(list) => assert_eq!(referred(&list.items), "AListItem"),
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        property(&schema, "free").kind,
        SchemaKind::Object(_)
    ));
    assert_eq!(referred(property(&schema, "closed")), "AClosed");
    assert!(matches!(
        property(&schema, "n").kind,
        SchemaKind::Integer(_)
    ));
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
fn nullability_is_moved_to_references() {
    let (api, schema) = schema(
        "{type: object, properties: {plain: {$ref: '#/components/schemas/B'}, wrapped: {nullable: true, description: w, allOf: [{$ref: '#/components/schemas/C'}]}, branch: {oneOf: [{$ref: '#/components/schemas/C'}, {type: object, nullable: true, enum: [null]}]}, null: {enum: [null]}}}",
    );
    assert!(!api.schemas["B"].schema.nullable);
    for (name, target) in [("plain", "B"), ("wrapped", "C"), ("branch", "C")] {
        let property = property(&schema, name);
        assert_eq!(
            (referred(property), property.nullable),
            (target, true),
            "{name}"
        );
    }
    assert_eq!(
        property(&schema, "wrapped").description.as_deref(),
        Some("w")
    );
    assert!(matches!(property(&schema, "null").kind, SchemaKind::Null));
    assert_eq!(api.schemas.len(), 3, "nothing had to be lifted");
}

#[test]
fn compositions_keep_all_their_parts() {
    let (_, all) = schema(
        "{allOf: [{$ref: '#/components/schemas/C'}], properties: {y: {type: string}}, required: [y, z]}",
    );
    match &all.kind {
        SchemaKind::AllOf(parts) => match (&parts[0].kind, &parts[1].kind) {
            (SchemaKind::Ref(name), SchemaKind::Object(own)) => {
                assert_eq!(name, "C");
                assert!(own.properties["y"].required && own.properties["z"].required);
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    // A type that the parts have anyway says nothing new.
    let (_, plain) =
        schema("{type: object, description: d, allOf: [{$ref: '#/components/schemas/C'}]}");
    assert_eq!(referred(&plain), "C");
    let (_, typed) = schema(
        "{type: object, allOf: [{type: object, maxProperties: 3}, {$ref: '#/components/schemas/C'}]}",
    );
    assert!(matches!(&typed.kind, SchemaKind::AllOf(parts) if parts.len() == 2));
    let (api, any) = schema(
        "{anyOf: [{type: string}, {type: object, properties: {v: {type: string}}}], nullable: true}",
    );
    assert!(
        matches!(&any.kind, SchemaKind::AnyOf(parts, None) if referred(&parts[1]) == "AVariant1")
    );
    assert!(api.schemas.contains_key("AVariant1"));
    let (_, not) = schema("{not: {type: string}}");
    assert!(matches!(not.kind, SchemaKind::Not(_)));
}

#[test]
fn discriminators_name_every_branch() {
    let api = api(
        "paths: {}
components:
  schemas:
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/Cat'}}}
    Cat: {type: object, properties: {kind: {type: string}}}
    Dog: {type: object, properties: {kind: {type: string}}}
",
    );
    match &api.schemas["Pet"].schema.kind {
        SchemaKind::OneOf(parts, Some(discriminator)) => {
            assert_eq!(parts.len(), 2);
            assert_eq!(discriminator.property, "kind");
            let mapping: Vec<_> = discriminator
                .mapping
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            assert_eq!(mapping, [("Cat", "c"), ("Dog", "Dog")]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_keep_their_bounds_exactly() {
    let (_, schema) = schema(
        "{type: object, properties: {i: {type: integer, minimum: 0.5, maximum: 18446744073709551615, exclusiveMaximum: true, multipleOf: 2}, n: {type: number, minimum: 0.5, exclusiveMinimum: true}}}",
    );
    match (&property(&schema, "i").kind, &property(&schema, "n").kind) {
        (SchemaKind::Integer(int), SchemaKind::Number(number)) => {
            let (min, max) = (int.min.unwrap(), int.max.unwrap());
            assert_eq!((min.value, min.exclusive), (1, false));
            assert_eq!(
                (max.value, max.exclusive),
                (18_446_744_073_709_551_615, true)
            );
            assert_eq!(int.multiple_of, Some(2));
            assert!(number.min.unwrap().exclusive);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn responses_of_every_kind_are_kept() {
    let (_, operation) = operation(
        "      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}, headers: {X-A: {required: true, schema: {type: integer}}, Content-Type: {schema: {type: string}}}}
        '204': {description: none}
        '404': {description: no, x-error-codes: [A, B], content: {application/problem+json: {schema: {type: string}}}}
        4XX: {description: range}
        default: {description: rest, content: {text/plain: {schema: {type: string}}}}
        x-extra: 1
",
    );
    let statuses: Vec<_> = operation
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    assert_eq!(
        statuses,
        [
            StatusSpec::Code(200),
            StatusSpec::Code(204),
            StatusSpec::Code(404),
            StatusSpec::Range(4),
            StatusSpec::Default
        ]
    );
    assert_eq!(operation.successes().count(), 2);
    assert_eq!(operation.failures().count(), 3);
    assert_eq!(
        operation.error_pairs().collect::<Vec<_>>(),
        [(404, "A"), (404, "B")]
    );
    assert_eq!(
        operation.responses[0].headers.len(),
        1,
        "OpenAPI ignores Content-Type here"
    );
    assert_eq!(operation.responses[2].contents[0].kind, MediaKind::Json);
    assert_eq!(operation.responses[4].contents[0].kind, MediaKind::Text);
}

#[test]
fn bodies_of_every_kind_are_kept() {
    let api = api(
        "paths:
  /a:
    post:
      operationId: up
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, properties: {a: {type: string}}}}
          application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}
          multipart/form-data:
            schema: {type: object, properties: {photo: {type: string, format: binary}}}
            encoding: {photo: {contentType: 'image/png, image/jpeg'}}
          text/plain: {schema: {type: string}}
          application/octet-stream: {}
          application/xml: {schema: {type: object, properties: {a: {type: string}}}}
      responses: {'200': {description: d}}
",
    );
    let body = api.operations[0].body.as_ref().unwrap();
    let kinds: Vec<_> = body.contents.iter().map(|content| content.kind).collect();
    use MediaKind::{Form, Json, Multipart, Octets, Text};
    assert_eq!(kinds, [Json, Form, Multipart, Text, Octets, Octets]);
    assert_eq!(
        body.contents[2].part_types["photo"],
        ["image/png", "image/jpeg"]
    );
    assert_eq!(referred(&body.contents[0].schema), "UpBody");
    assert_eq!(referred(&body.contents[1].schema), "UpBody2");
    assert!(matches!(body.contents[5].schema.kind, SchemaKind::Any));
    assert_eq!(
        api.notes.len(),
        1,
        "the schema of XML is not read, and that is told"
    );
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
fn security_is_inherited_overridden_and_taken_away() {
    let api = api("security: [{key: []}]
paths:
  /a: {get: {responses: {'200': {description: d}}}}
  /b: {get: {security: [{key: [], token: [x]}, {}], responses: {'200': {description: d}}}}
  /c: {get: {security: [], responses: {'200': {description: d}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: cookie, name: k}
    token: {type: http, scheme: Bearer}
    open: {type: openIdConnect, openIdConnectUrl: 'https://x.example'}
");
    let security: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.security.clone())
        .collect();
    assert_eq!(security[0], [["key"]]);
    assert_eq!(
        security[1],
        [vec!["key".to_owned(), "token".to_owned()], vec![]]
    );
    assert!(security[2].is_empty());
    assert!(
        matches!(&api.security_schemes["key"], SecurityScheme::ApiKey { location: ParamLocation::Cookie, name } if name == "k")
    );
    assert!(matches!(
        api.security_schemes["token"],
        SecurityScheme::Bearer
    ));
    assert!(matches!(
        api.security_schemes["open"],
        SecurityScheme::OAuth2
    ));
}

#[test]
fn the_base_path_is_the_first_servers() {
    let cases = [
        (
            "servers: [{url: 'https://x.example/api/v1/'}, {url: 'http://other'}]\n",
            "/api/v1",
        ),
        ("servers: [{url: 'https://x.example'}]\n", ""),
        ("servers: [{url: '/v2'}]\n", "/v2"),
        ("servers: [{url: 'v3/'}]\n", "/v3"),
        (
            "servers: [{url: 'https://{host}/{base}?x=1', variables: {host: {default: h}, base: {default: api}}}]\n",
            "/api",
        ),
        ("", ""),
    ];
    for (servers, base) in cases {
        assert_eq!(
            api(&format!("{servers}paths: {{}}\n")).base_path,
            base,
            "{servers}"
        );
    }
}

#[test]
fn the_same_document_gives_the_same_model() {
    let text = "paths:\n  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [x]}, b: {oneOf: [{type: string}, {type: object, properties: {c: {type: integer}}}]}}}}}}, responses: {'200': {description: d}}}}\n";
    let (first, second) = (api(text), api(text));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
}
