//! The contract survives the round trip: what the generated code says of itself is what the spec
//! says.

use serde_json::Value;
use simpleinboxes_tests::{
    contract::{differences, named, normal},
    judge::Document,
};

use crate::support::nothing_wrong;

fn published() -> Value {
    Document::published()
        .expect("the published document")
        .root()
        .clone()
}

#[test]
fn the_document_that_the_handlers_describe_is_the_spec() {
    let described = serde_json::to_value(simpleinboxes_server::openapi()).expect("JSON");
    nothing_wrong(&differences(&normal(&published()), &normal(&described)));
}

#[test]
fn the_schemas_of_the_types_are_the_spec_s() {
    let published = published();
    let spec = published["components"]["schemas"]
        .as_object()
        .expect("schemas");
    let spec = named(spec.iter().map(|(name, written)| (name.as_str(), written)));
    let types = simpleinboxes_types::json_schemas();
    let types = named(
        types
            .iter()
            .map(|(name, of_type)| (*name, of_type.as_value())),
    );
    nothing_wrong(&differences(&Value::Object(spec), &Value::Object(types)));
}
