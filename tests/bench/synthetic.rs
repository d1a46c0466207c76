//! A document of any size, in the shape of ours.

use serde_json::{Map, Value, json};

/// How many operations a tag has.
const TAG: usize = 25;

/// A document with `operations` operations over half as many schemas, in tags of 25.
pub(crate) fn document(operations: usize) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert(
        "Id".to_owned(),
        json!({"type": "string", "pattern": "^[a-z]{2,4}_[0-9a-z]{26}$"}),
    );
    schemas.insert(
        "Error".to_owned(),
        json!({
            "type": "object",
            "required": ["success", "error"],
            "properties": {
                "success": {"type": "boolean"},
                "error": {"$ref": "#/components/schemas/ErrorBody"},
            },
        }),
    );
    schemas.insert(
        "ErrorBody".to_owned(),
        json!({
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }),
    );
    for number in 0..operations.div_ceil(2) {
        let tag = format!("tag {}", number * 2 / TAG);
        schemas.insert(format!("Thing{number}"), thing(false));
        schemas.insert(format!("Thing{number}Request"), thing(true));
        paths.insert(
            format!("/things{number}/{{id}}"),
            json!({
                "get": operation(&format!("getThing{number}"), &tag, number, None),
                "post": operation(&format!("setThing{number}"), &tag, number, Some(number)),
            }),
        );
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Synthetic", "version": "1.0.0"},
        "servers": [{"url": "http://127.0.0.1/api"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}},
        },
        "security": [{"key": []}],
    })
}

fn thing(closed: bool) -> Value {
    let mut schema = json!({
        "type": "object",
        "description": "A thing with the usual kinds of fields.",
        "required": ["id", "name", "size"],
        "properties": {
            "id": {"$ref": "#/components/schemas/Id"},
            "name": {"type": "string", "minLength": 1, "maxLength": 64},
            "size": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000},
            "note": {"type": "string", "maxLength": 500, "nullable": true},
            "at": {"type": "string", "format": "date-time"},
            "labels": {"type": "array", "maxItems": 20, "items": {"type": "string", "maxLength": 32}},
        },
    });
    if closed {
        schema["additionalProperties"] = json!(false);
    }
    schema
}

fn operation(id: &str, tag: &str, answer: usize, body: Option<usize>) -> Value {
    let reference = |name: String| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    let mut operation = json!({
        "operationId": id,
        "tags": [tag],
        "description": "Does something with a thing.",
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": reference("Id".into())},
            {"name": "limit", "in": "query",
             "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 100}},
        ],
        "responses": {
            "200": {"description": "The thing.", "content": content(reference(format!("Thing{answer}")))},
            "404": {
                "description": "No such thing.",
                "x-error-codes": ["NOT_FOUND"],
                "content": content(reference("Error".into())),
            },
        },
    });
    if let Some(number) = body {
        operation["requestBody"] = json!({"required": true, "content": content(reference(format!("Thing{number}Request")))});
    }
    operation
}
