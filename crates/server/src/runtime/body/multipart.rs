//! `multipart/form-data` bodies.

use std::{convert::Infallible, fmt};

use bytes::Bytes;
use http::{StatusCode, header};
use multer::SizeLimit;

use super::{invalid, matches, read};
use crate::runtime::{
    check::{At, Issues, Node, missing, unknown},
    errors::{InvalidRequest, Marker},
    exchange::Exchange,
    failure::Failure,
    params::{Param, Raw, Shape, Style},
};

/// A file that was sent as a part of a form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The name that the sender gave to the file. It is the sender's word: no path to write to.
    pub file_name: Option<String>,
    /// The media type that the sender claims.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Bytes,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// What the specification says of a part.
#[derive(Debug)]
pub(crate) struct PartRule {
    /// Its name.
    pub(crate) name: &'static str,
    /// The most bytes in it.
    pub(crate) limit: Option<usize>,
    /// The least bytes in it.
    pub(crate) least: usize,
    /// The media types that it may claim; empty: any.
    pub(crate) media_types: &'static [&'static str],
}

/// The parts of a form.
#[derive(Debug)]
pub(crate) struct Multipart {
    parts: Vec<(String, Part)>,
}

/// Reads a form. Only a body that is too large as a whole is 413.
pub(crate) async fn multipart(
    exchange: &mut Exchange,
    limit: usize,
    rules: &[&PartRule],
) -> Result<Multipart, Failure> {
    let content_type = exchange.head.parts.headers.get(header::CONTENT_TYPE);
    let content_type = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let boundary =
        multer::parse_boundary(content_type).map_err(|_| malformed("has no boundary"))?;
    let bytes = read(exchange, limit).await?;
    let sizes = rules
        .iter()
        .filter_map(|rule| Some((rule.name, rule.limit?)));
    let sizes = sizes.fold(SizeLimit::new(), |sizes, (name, limit)| {
        sizes.for_field(name, limit as u64)
    });
    let constraints = multer::Constraints::new().size_limit(sizes);
    let stream = futures::stream::once(std::future::ready(Ok::<_, Infallible>(bytes)));
    let mut form = multer::Multipart::with_constraints(stream, boundary, constraints);
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| refuse(&error))? {
        let Some(name) = field.name().map(str::to_owned) else {
            return Err(malformed("has a part without a name"));
        };
        let part = Part {
            file_name: field.file_name().map(str::to_owned),
            content_type: field.content_type().map(ToString::to_string),
            bytes: field.bytes().await.map_err(|error| refuse(&error))?,
        };
        parts.push((name, part));
    }
    Ok(Multipart { parts })
}

impl Multipart {
    /// The one file of a part.
    pub(crate) fn file(
        &mut self,
        rule: &PartRule,
        required: bool,
        issues: &mut Issues,
    ) -> Option<Part> {
        let mut files = self.files(rule, issues);
        let at = At::BODY.member(rule.name);
        match files.len() {
            0 if required => missing(&at, issues),
            0 | 1 => {}
            _ => issues.add(&at, "must not be given more than once"),
        }
        files.pop()
    }

    /// All files of a part.
    pub(crate) fn files(&mut self, rule: &PartRule, issues: &mut Issues) -> Vec<Part> {
        let at = At::BODY.member(rule.name);
        let mut files = Vec::new();
        for (_, part) in self.parts.extract_if(.., |(name, _)| name == rule.name) {
            if part.bytes.len() < rule.least {
                issues.add(&at, format!("must have at least {} bytes", rule.least));
            }
            if !claims_one_of(&part, rule.media_types) {
                issues.add(&at, format!("must be {}", rule.media_types.join(" or ")));
            }
            files.push(part);
        }
        files
    }

    /// What a part that is not a file holds.
    pub(crate) fn field(&mut self, param: &Param, issues: &mut Issues) -> Raw<'static> {
        let texts: Vec<Part> = self
            .parts
            .extract_if(.., |(name, _)| name == param.name)
            .map(|(_, part)| part)
            .collect();
        let shape = match param.style {
            Style::One(shape) | Style::Repeated(shape) | Style::Joined(shape, _) => shape,
        };
        let mut values: Vec<Node<'static>> = Vec::new();
        for part in &texts {
            match std::str::from_utf8(&part.bytes) {
                Ok(text) => values.push(shape.read(text.to_owned().into())),
                Err(_) => {
                    issues.add(&param.at(), "is not UTF-8");
                    return Raw::Broken;
                }
            }
        }
        match (param.style, values.len()) {
            (_, 0) => Raw::Absent,
            // An array that is JSON comes in one part.
            (Style::One(_), 1) | (Style::Joined(Shape::Json, _), 1) => Raw::Value(values.remove(0)),
            (Style::One(_), _) => {
                issues.add(&param.at(), "must not be given more than once");
                Raw::Broken
            }
            _ => Raw::Value(Node::Array(values)),
        }
    }

    /// Everything in it, for the fingerprint.
    pub(crate) fn parts(&self) -> &[(String, Part)] {
        &self.parts
    }

    /// Refuses what is left: a closed form has no other parts.
    pub(crate) fn close(&self, issues: &mut Issues) {
        for (name, _) in &self.parts {
            unknown(&At::BODY.member(name), issues);
        }
    }
}

/// Whether a part claims a type that it may have. One that claims nothing in particular is
/// judged by its content, which is up to the method.
fn claims_one_of(part: &Part, media_types: &[&str]) -> bool {
    match part.content_type.as_deref() {
        None | Some("application/octet-stream") => true,
        Some(claimed) => {
            media_types.is_empty()
                || media_types
                    .iter()
                    .any(|accepted| matches(claimed, accepted))
        }
    }
}

fn refuse(error: &multer::Error) -> Failure {
    match error {
        multer::Error::FieldSizeExceeded { limit, field_name } => {
            // The body as a whole may be as large as it is: a rule of the field is broken.
            let name = At::escape(field_name.as_deref().unwrap_or_default()).into_owned();
            InvalidRequest::field(format!("/{name}"), format!("is larger than {limit} bytes"))
                .into_failure(StatusCode::BAD_REQUEST)
        }
        _ => malformed("is not valid multipart/form-data"),
    }
}

fn malformed(issue: &'static str) -> Failure {
    invalid("The body is not a valid form.", issue)
}
