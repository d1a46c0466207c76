//! Forms as Stripe takes them: `a[b][0]=c`.

use url::form_urlencoded::Serializer;

use crate::payments::Metadata;

/// The fields of a request, in order.
#[derive(Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    pub(super) fn with_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn with_metadata(self, name: &str, metadata: &Metadata) -> Self {
        metadata.iter().fold(self, |form, (key, value)| {
            form.with(&format!("{name}[{key}]"), value)
        })
    }

    /// As a body or a query.
    pub(super) fn encoded(&self) -> String {
        Serializer::new(String::new())
            .extend_pairs(self.0.iter().map(|(name, value)| (name, value)))
            .finish()
    }
}
