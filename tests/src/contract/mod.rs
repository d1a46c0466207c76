//! Whether two documents say the same: the published one, and the one that the generated code
//! describes itself with. Both are brought into one form by hand, and then compared.

mod compare;
mod operations;
mod schemas;

use serde_json::{Map, Value, json};

pub use compare::differences;
pub use schemas::named;

/// What a document says, as far as it decides what goes over the wire: operations by method and
/// path, schemas by name, security schemes, servers, and the version.
#[must_use]
pub fn normal(document: &Value) -> Value {
    let root = Root(document);
    let schemas = document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten();
    let schemas = named(schemas.map(|(name, written)| (name.as_str(), written)));
    let schemes = document["components"]["securitySchemes"]
        .as_object()
        .into_iter()
        .flatten();
    let schemes: Map<String, Value> = schemes
        .map(|(name, scheme)| (name.clone(), quiet(scheme)))
        .collect();
    let servers = document["servers"].as_array().into_iter().flatten();
    json!({
        "version": document["info"]["version"],
        "servers": servers.map(|server| server["url"].clone()).collect::<Vec<_>>(),
        "operations": operations::operations(root),
        "schemas": schemas,
        "securitySchemes": schemes,
    })
}

/// A document whose references are followed.
#[derive(Clone, Copy)]
struct Root<'d>(&'d Value);

impl<'d> Root<'d> {
    /// The node itself, or what its references lead to.
    fn resolve(self, node: &'d Value) -> &'d Value {
        let mut node = node;
        while let Some(target) = node["$ref"]
            .as_str()
            .and_then(|text| self.0.pointer(text.strip_prefix('#')?))
        {
            node = target;
        }
        node
    }
}

/// Without what is said to people.
fn quiet(node: &Value) -> Value {
    let members = node.as_object().into_iter().flatten();
    let kept = members.filter(|(key, _)| *key != "description" && !key.starts_with("x-"));
    Value::Object(
        kept.map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}
