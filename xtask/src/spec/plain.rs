//! The spec as a comparison reads it best: a reference to a scalar that can be null, which has to be
//! written as a choice with a branch for null, is written out as its target that can be null. Otherwise
//! making a field nullable, or naming its type, would look like another type.

use serde_json::{Map, Value};
use simpleinboxes_codegen::Document;

/// The bundled document in that form.
pub fn document(document: &Document) -> Value {
    let source = document.root.to_value();
    let mut plain = source.clone();
    write_out(&mut plain, &source);
    plain
}

fn write_out(value: &mut Value, document: &Value) {
    match value {
        Value::Array(items) => {
            for item in items {
                write_out(item, document);
            }
        }
        Value::Object(members) => {
            if let Some(target) = members.get("oneOf").and_then(nullable_reference)
                && let Some(Value::Object(target)) = document.pointer(target)
                && is_scalar(target)
            {
                members.shift_remove("oneOf");
                for (key, value) in target {
                    members.entry(key.clone()).or_insert_with(|| value.clone());
                }
                members.insert("nullable".to_owned(), true.into());
            }
            for (_, value) in members.iter_mut() {
                write_out(value, document);
            }
        }
        _ => {}
    }
}

/// Objects and lists stay references: a tree could be written out without end.
fn is_scalar(schema: &Map<String, Value>) -> bool {
    let scalars = ["boolean", "integer", "number", "string"];
    schema
        .get("type")
        .and_then(Value::as_str)
        .is_some_and(|kind| scalars.contains(&kind))
}

/// The pointer in `[{$ref}, {nullable: true, enum: [null]}]`.
fn nullable_reference(branches: &Value) -> Option<&str> {
    let [target, null] = branches.as_array()?.as_slice() else {
        return None;
    };
    if null["nullable"] != true || null["enum"] != serde_json::json!([null]) {
        return None;
    }
    target["$ref"].as_str()?.strip_prefix('#')
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use simpleinboxes_codegen::load_text;

    use super::document;

    #[test]
    fn a_reference_that_can_be_null_is_its_target_that_can() {
        let text = "
components:
  schemas:
    Id: {type: string, maxLength: 3, description: An id.}
    A: {properties: {id: {description: Its own., oneOf: [{$ref: '#/components/schemas/Id'}, {type: string, nullable: true, enum: [null]}]}}}
";
        let plain = document(&load_text("t.yaml", text).unwrap());
        assert_eq!(
            plain["components"]["schemas"]["A"]["properties"]["id"],
            json!({"description": "Its own.", "type": "string", "maxLength": 3, "nullable": true})
        );
    }
}
