//! What a body means where it says nothing: the document's defaults.

use serde_json::Value;

use super::{Document, Judge, Operation};

impl Judge {
    /// Whether an operation takes credentials of this scheme.
    #[must_use]
    pub fn takes(&self, operation: &str, scheme: &str) -> bool {
        let found = Operation::all(&self.document).find(|found| found.id == operation);
        let security = found.and_then(|found| found.node.get("security"));
        let security = security.unwrap_or(&self.document.root()["security"]);
        security
            .as_array()
            .into_iter()
            .flatten()
            .any(|alternative| alternative.get(scheme).is_some())
    }

    /// A body of an operation, with the defaults of what it does not say.
    #[must_use]
    pub fn with_defaults(&self, operation: &str, body: &Value) -> Value {
        let mut body = body.clone();
        let found = Operation::all(&self.document).find(|found| found.id == operation);
        let declared = found.map(|found| self.document.resolve(&found.node["requestBody"]));
        let contents = declared.and_then(|declared| declared["content"].as_object());
        if let Some(media) = contents.and_then(|contents| contents.values().next()) {
            fill(&self.document, &media["schema"], &mut body);
        }
        body
    }
}

fn fill(document: &Document, schema: &Value, value: &mut Value) {
    let schema = document.resolve(schema);
    if let Some(items) = value.as_array_mut() {
        items
            .iter_mut()
            .for_each(|item| fill(document, &schema["items"], item));
    }
    let Some(members) = value.as_object_mut() else {
        return;
    };
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let default = property
            .get("default")
            .or_else(|| document.resolve(property).get("default"));
        match (members.get_mut(name), default) {
            (Some(value), _) => fill(document, property, value),
            (None, Some(default)) => {
                members.insert(name.clone(), default.clone());
            }
            (None, None) => {}
        }
    }
}
