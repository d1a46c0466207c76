//! A judge that shares nothing with the generator: it reads the published document as raw JSON,
//! turns its schemas into JSON Schema by itself, and holds recorded bytes against them with the
//! `jsonschema` crate.

mod body;
mod convert;
mod defaults;
mod document;
mod params;
mod request;
mod response;
mod route;
mod rules;
mod schemas;

use std::fmt;

pub use document::Document;
pub use route::Operation;
pub use rules::{Rule, rules};

use crate::wire::{Exchange, Request, Response};
use schemas::Schemas;

/// The judge.
pub struct Judge {
    document: Document,
    schemas: Schemas,
}

/// One thing in a message that the document does not allow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// A JSON pointer into the body, `query.NAME`, `path.NAME`, `header.NAME`, or what else of
    /// the message it is.
    pub field: String,
    /// The keyword or rule that is broken.
    pub rule: String,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    fn new(field: impl Into<String>, rule: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            rule: rule.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} breaks {}: {}", self.field, self.rule, self.message)
    }
}

/// What the judge says of an exchange.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The operation, if the request is for one.
    pub operation: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// The error code of the answer.
    pub code: Option<String>,
    /// What is wrong with the request.
    pub request: Vec<Problem>,
    /// What is wrong with the answer.
    pub response: Vec<Problem>,
}

impl Judge {
    /// Reads the published document.
    ///
    /// # Errors
    /// There is none, or it is no OpenAPI 3.0 document.
    pub fn published() -> anyhow::Result<Self> {
        Ok(Self::of(Document::published()?))
    }

    /// A judge by `document`.
    #[must_use]
    pub fn of(document: Document) -> Self {
        Self {
            schemas: Schemas::new(&document),
            document,
        }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Judges both sides of an exchange.
    #[must_use]
    pub fn exchange(&self, exchange: &Exchange) -> Verdict {
        let (operation, request) = self.request(&exchange.request);
        let answer = &exchange.response;
        let response = match &operation {
            Some(operation) => self.response(operation, &exchange.request.method, answer),
            None => Vec::new(),
        };
        Verdict {
            operation: operation.map(|operation| operation.id.to_owned()),
            status: answer.status,
            code: response::code(answer),
            request,
            response,
        }
    }

    /// Finds the operation that a request is for, and all that is wrong with it.
    #[must_use]
    pub fn request(&self, request: &Request) -> (Option<Operation<'_>>, Vec<Problem>) {
        let path = request.target.split('?').next().unwrap_or_default();
        match route::find(&self.document, &request.method, path) {
            Some((operation, segments)) => {
                let problems = request::judge(self, &operation, &segments, request);
                (Some(operation), problems)
            }
            None => {
                let message = format!("there is no {} {path}", request.method);
                (None, vec![Problem::new("target", "route", message)])
            }
        }
    }

    /// All that is wrong with an answer to `operation`.
    #[must_use]
    pub fn response(
        &self,
        operation: &Operation<'_>,
        method: &str,
        answer: &Response,
    ) -> Vec<Problem> {
        response::judge(self, operation, method, answer)
    }
}
