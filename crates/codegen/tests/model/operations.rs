//! What becomes of operations.

use simpleinboxes_codegen::model::{
    MediaKind, ParamLocation, ParamStyle, SchemaKind, SecurityScheme, StatusSpec,
};

use super::{OK, api, operation, referred};

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
