//! What a call is given.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;
use simpleinboxes_client::FilePart;

/// Parameters by field (`query.limit`), and the body.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Parameters.
    pub params: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Value>,
}

impl Given {
    /// A parameter, typed; none if it is not given.
    ///
    /// # Panics
    /// An example of the document is not of its type.
    #[must_use]
    pub fn param<T: DeserializeOwned>(&self, field: &str) -> Option<T> {
        self.params.get(field).map(|value| typed(value, field))
    }

    /// The body, typed; none if it is not given.
    ///
    /// # Panics
    /// An example of the document is not of its type.
    #[must_use]
    pub fn body<T: DeserializeOwned>(&self) -> Option<T> {
        self.body.as_ref().map(|value| typed(value, "the body"))
    }

    /// A part of a form, typed; none if it is not given.
    ///
    /// # Panics
    /// An example of the document is not of its type.
    #[must_use]
    pub fn part<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.body
            .as_ref()?
            .get(name)
            .map(|value| typed(value, name))
    }

    /// A file of a form; none if it is not given.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<FilePart> {
        let text = self.body.as_ref()?.get(name)?.as_str()?;
        let part = FilePart::new(text.to_owned().into_bytes());
        Some(
            part.file_name(format!("{name}.png"))
                .content_type("image/png"),
        )
    }
}

fn typed<T: DeserializeOwned>(value: &Value, what: &str) -> T {
    serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("{what}: the example {value} is not of its type: {error}"))
}
