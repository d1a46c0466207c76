//! The one description of an API that emitters read.
//!
//! `load` resolves a document, `check` refuses what cannot be generated, and what is left is
//! lowered to this model. An emitter looks at nothing else, and knows nothing of the other
//! emitters. Collections keep the order of the document, so that output is deterministic.

mod build;
mod names;
mod schema;

use std::{fmt, sync::Arc};

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::Diagnostic;

pub use build::build;
pub use schema::{
    AdditionalProperties, ArrayRules, Bounds, Discriminator, NamedSchema, NumberRules, ObjectRules,
    Property, Schema, SchemaKind, StringRules, Usage,
};

/// Where a node of the document was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was named on the command line or in the `$ref`.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The JSON pointer (RFC 6901) inside that file.
    pub pointer: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} (#{})", self.file, self.line, self.pointer)
    }
}

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The path part of the first server URL without a trailing slash, for example `/api/v1`.
    pub base_path: String,
    /// Server URLs in order.
    pub servers: Vec<String>,
    /// Tags in the order of the document, then tags that only operations name. Every operation
    /// belongs to exactly one: its first, or `default`.
    pub tags: Vec<Tag>,
    /// Security schemes by their component name.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// Named schemas: the components, plus the inline ones that had to be given a name.
    pub schemas: IndexMap<String, NamedSchema>,
    /// Operations, grouped by tag in the order of `tags`, then in the order of the document.
    pub operations: Vec<Operation>,
    /// `x-null-is-absent` at the root: `null` for an optional request property that is not
    /// nullable counts as absent.
    pub null_is_absent: bool,
    /// The bundled document: one file, every reference of the form `#/components/…`.
    pub document: Value,
    /// What the document says and no emitter writes, though nothing on the wire differs for it.
    pub notes: Vec<Diagnostic>,
}

/// A tag: one module of types, one client extension trait, one server trait.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As in the document, for example `DNS Records`.
    pub name: String,
    /// Rust module name, for example `dns_records`.
    pub module: String,
    /// Rust trait name, for example `DnsRecords`.
    pub type_name: String,
    /// The tag's description.
    pub description: Option<String>,
}

/// How a caller proves who they are.
#[derive(Clone, Debug)]
pub enum SecurityScheme {
    /// An API key in a header, the query or a cookie.
    ApiKey {
        /// Where the key travels.
        location: ParamLocation,
        /// The header, query or cookie name.
        name: String,
    },
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// OAuth 2 or OpenID Connect: a bearer token on the wire.
    OAuth2,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId` as written, or one made of method and path.
    pub id: String,
    /// Rust method name, for example `create_order`.
    pub method_name: String,
    /// Rust type prefix, for example `CreateOrder`.
    pub type_prefix: String,
    /// Index into [`Api::tags`].
    pub tag: usize,
    /// HTTP method in upper case.
    pub method: String,
    /// The path template as written, for example `/orders/{orderId}`.
    pub path: String,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Path- and operation-level parameters, merged; unique by location and name.
    pub params: Vec<Param>,
    /// The request body.
    pub body: Option<Body>,
    /// Responses in the order of the document.
    pub responses: Vec<Response>,
    /// Alternatives, any one of which is enough; each names schemes that all are needed. Empty:
    /// no authentication.
    pub security: Vec<Vec<String>>,
    /// `x-required-scope`.
    pub required_scope: Option<String>,
    /// `x-idempotent`: the operation takes an `Idempotency-Key`.
    pub idempotent: bool,
    /// `x-max-body-bytes`: the largest body that is taken, where the document sets it.
    pub max_body_bytes: Option<u64>,
    /// Where it was written.
    pub place: Place,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParamLocation {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How an array or object parameter is written (OpenAPI 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamStyle {
    /// `a=1&a=2` exploded, `a=1,2` not.
    Form,
    /// Comma-separated.
    Simple,
    /// Separated by `%20`.
    SpaceDelimited,
    /// Separated by `|`.
    PipeDelimited,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name on the wire.
    pub name: String,
    /// Rust field name, unique among the operation's parameters.
    pub field: String,
    /// Where it travels.
    pub location: ParamLocation,
    /// Whether it must be there.
    pub required: bool,
    /// `style`.
    pub style: ParamStyle,
    /// `explode`.
    pub explode: bool,
    /// The value's schema.
    pub schema: Schema,
    /// `description`.
    pub description: Option<String>,
    /// An example of the value.
    pub example: Option<Value>,
    /// Where it was written.
    pub place: Place,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be there.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// By media type, in order.
    pub contents: Vec<Content>,
    /// Where it was written.
    pub place: Place,
}

/// What a media type means to the emitters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// `application/json` and `…+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*`.
    Text,
    /// Anything else: bytes.
    Octets,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// As written, for example `application/json`.
    pub media_type: String,
    /// What it means.
    pub kind: MediaKind,
    /// The schema; absent in the document is [`SchemaKind::Any`].
    pub schema: Schema,
    /// Examples by name; a lone `example` is called `default`.
    pub examples: IndexMap<String, Value>,
    /// The media types that a part of a multipart body may have, by property
    /// (`encoding.<property>.contentType`).
    pub part_types: IndexMap<String, Vec<String>>,
}

/// Which statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusSpec {
    /// One status.
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    /// `default`.
    Default,
}

impl StatusSpec {
    /// Whether this stands for success: 1xx–3xx codes and ranges. `default` is failure, unless
    /// an operation has no other success (`Operation::successes` decides).
    #[must_use]
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => code < 400,
            Self::Range(class) => class < 4,
            Self::Default => false,
        }
    }
}

/// One documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status.
    pub status: StatusSpec,
    /// `x-error-codes`; empty where the document has none.
    pub error_codes: Vec<String>,
    /// `description`.
    pub description: String,
    /// Headers in order.
    pub headers: Vec<ResponseHeader>,
    /// By media type; empty: no body.
    pub contents: Vec<Content>,
    /// Where it was written (the target, where it is a reference).
    pub place: Place,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct ResponseHeader {
    /// Name.
    pub name: String,
    /// Whether it is always sent.
    pub required: bool,
    /// The value's schema.
    pub schema: Schema,
    /// `description`.
    pub description: Option<String>,
}

impl Operation {
    /// The responses that mean success.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let only_default = !self.responses.iter().any(|r| r.status.is_success());
        self.responses.iter().filter(move |r| {
            r.status.is_success() || (only_default && r.status == StatusSpec::Default)
        })
    }

    /// The responses that mean failure.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        let only_default = !self.responses.iter().any(|r| r.status.is_success());
        self.responses.iter().filter(move |r| match r.status {
            StatusSpec::Default => !only_default,
            status => !status.is_success(),
        })
    }

    /// Every documented (status, code) pair, in order.
    pub fn error_pairs(&self) -> impl Iterator<Item = (u16, &str)> {
        self.responses.iter().flat_map(|response| {
            let status = match response.status {
                StatusSpec::Code(status) => Some(status),
                _ => None,
            };
            status.into_iter().flat_map(|status| {
                response
                    .error_codes
                    .iter()
                    .map(move |code| (status, code.as_str()))
            })
        })
    }
}
