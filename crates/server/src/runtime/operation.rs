//! What is known of an operation before a request for it arrives.

use http::Method;

/// One operation, as the specification describes it.
#[derive(Debug)]
#[non_exhaustive]
pub struct OperationMeta {
    /// The `operationId`.
    pub id: &'static str,
    /// The tag, as written in the specification.
    pub tag: &'static str,
    /// The method.
    pub method: Method,
    /// The path template below the base path, for example `/orders/{orderId}`.
    pub path: &'static str,
    /// `x-required-scope`.
    pub required_scope: Option<&'static str>,
    /// Whether the operation takes an `Idempotency-Key`.
    pub idempotent: bool,
    /// The documented success statuses; a range or `default` is not listed.
    pub successes: &'static [u16],
    /// The documented failures: status and code.
    pub failures: &'static [(u16, &'static str)],
    /// The media types that the body may have; empty where no body is read.
    pub media_types: &'static [&'static str],
    /// The most bytes that the body may have, where that is not the server's usual limit.
    pub body_limit: Option<usize>,
    /// Response headers whose value the specification fixes.
    pub fixed_headers: &'static [FixedHeader],
}

/// A response header with but one documented value.
#[derive(Clone, Copy, Debug)]
pub struct FixedHeader {
    /// The status that it belongs to.
    pub status: u16,
    /// The header's name, in lower case.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

impl OperationMeta {
    /// An operation of which nothing but its identity is said; the generated tables fill in the
    /// rest with the methods below.
    #[must_use]
    pub const fn new(
        id: &'static str,
        tag: &'static str,
        method: Method,
        path: &'static str,
    ) -> Self {
        Self {
            id,
            tag,
            method,
            path,
            required_scope: None,
            idempotent: false,
            successes: &[],
            failures: &[],
            media_types: &[],
            body_limit: None,
            fixed_headers: &[],
        }
    }

    /// With a scope that the caller needs.
    #[must_use]
    pub const fn with_scope(mut self, scope: &'static str) -> Self {
        self.required_scope = Some(scope);
        self
    }

    /// With an `Idempotency-Key`.
    #[must_use]
    pub const fn with_idempotency(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// With the documented answers.
    #[must_use]
    pub const fn with_answers(
        mut self,
        successes: &'static [u16],
        failures: &'static [(u16, &'static str)],
    ) -> Self {
        self.successes = successes;
        self.failures = failures;
        self
    }

    /// With a body in one of these media types.
    #[must_use]
    pub const fn with_body(
        mut self,
        media_types: &'static [&'static str],
        limit: Option<usize>,
    ) -> Self {
        self.media_types = media_types;
        self.body_limit = limit;
        self
    }

    /// With headers whose value is fixed.
    #[must_use]
    pub const fn with_fixed_headers(mut self, headers: &'static [FixedHeader]) -> Self {
        self.fixed_headers = headers;
        self
    }
}
