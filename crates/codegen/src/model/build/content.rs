//! Bodies, responses and their headers.

use indexmap::IndexMap;
use serde_json::Value;

use super::Builder;
use crate::{
    load::Node,
    model::{
        Body, Content, MediaKind, Response, ResponseHeader, Schema, SchemaKind, StatusSpec,
        names::camel,
    },
};

impl<'d> Builder<'d> {
    pub(super) fn body(&mut self, node: &'d Node, prefix: &str) -> Body {
        let contents = self.contents(node, &format!("{prefix}Body"));
        if contents.is_empty() {
            let help = "give it a media type, or leave `requestBody` out";
            self.refuse("body", node, "the request body has no content", help);
        }
        Body {
            required: node.flag("required"),
            description: node.str("description").map(str::to_owned),
            contents,
            place: node.place.clone(),
        }
    }

    pub(super) fn responses(&mut self, operation: &'d Node, prefix: &str) -> Vec<Response> {
        let mut responses = Vec::new();
        let written = operation.get("responses");
        for (key, node) in written.into_iter().flat_map(Node::members) {
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = status(key) else {
                let message = format!("`{key}` is no status");
                let help = "write a code from 100 to 599, a range such as `4XX`, or `default`";
                self.refuse("status", node, message, help);
                continue;
            };
            responses.push(self.response(status, self.resolve(node), prefix));
        }
        responses
    }

    fn response(&mut self, status: StatusSpec, node: &'d Node, prefix: &str) -> Response {
        let suffix = match status {
            StatusSpec::Code(code) => format!("Response{code}"),
            StatusSpec::Range(class) => format!("Response{class}Xx"),
            StatusSpec::Default => "ResponseDefault".to_owned(),
        };
        let hint = format!("{prefix}{suffix}");
        let codes = node.get("x-error-codes").into_iter().flat_map(Node::items);
        Response {
            status,
            error_codes: codes.filter_map(Node::as_str).map(str::to_owned).collect(),
            description: node.str("description").unwrap_or_default().to_owned(),
            headers: self.headers(node, &hint),
            contents: self.contents(node, &hint),
            place: node.place.clone(),
        }
    }

    fn headers(&mut self, response: &'d Node, hint: &str) -> Vec<ResponseHeader> {
        let mut headers = Vec::new();
        for (name, node) in response.get("headers").into_iter().flat_map(Node::members) {
            // The specification says that this one is ignored.
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let node = self.resolve(node);
            let Some(schema) = node.get("schema") else {
                let message = format!("the header `{name}` has no schema");
                let help = "describe it with `schema`; headers with `content` are not supported";
                self.refuse("header", node, message, help);
                continue;
            };
            headers.push(ResponseHeader {
                name: name.to_owned(),
                required: node.flag("required"),
                schema: self.schema(schema, &format!("{hint}{}", camel(name))),
                description: node.str("description").map(str::to_owned),
            });
        }
        headers
    }

    fn contents(&mut self, node: &'d Node, hint: &str) -> Vec<Content> {
        let mut contents = Vec::new();
        for (media_type, media) in node.get("content").into_iter().flat_map(Node::members) {
            let kind = media_kind(media_type);
            contents.push(Content {
                schema: self.content_schema(media_type, kind, media, hint),
                media_type: media_type.to_owned(),
                kind,
                examples: examples(self, media),
                part_types: part_types(media),
            });
        }
        contents
    }

    /// A form needs named members; text and bytes have none.
    fn content_schema(
        &mut self,
        media_type: &str,
        kind: MediaKind,
        media: &'d Node,
        hint: &str,
    ) -> Schema {
        let Some(written) = media.get("schema") else {
            return super::schema::any(media);
        };
        if matches!(kind, MediaKind::Text | MediaKind::Octets) && self.is_structured(written) {
            let message =
                format!("a body of type {media_type} is passed as it is, its schema unread");
            self.note("media-type", media, message);
            return super::schema::any(media);
        }
        let schema = self.schema(written, hint);
        let object = matches!(
            self.target(&schema).kind,
            SchemaKind::Object(_) | SchemaKind::AllOf(_)
        );
        if matches!(kind, MediaKind::Form | MediaKind::Multipart) && !object {
            let message = format!("a body of type {media_type} is not an object");
            self.refuse(
                "media-type",
                media,
                message,
                "name each field as a property",
            );
        }
        schema
    }

    fn is_structured(&self, schema: &'d Node) -> bool {
        let schema = self.resolve(schema);
        let members = [
            "properties",
            "additionalProperties",
            "items",
            "allOf",
            "oneOf",
            "anyOf",
        ];
        matches!(schema.str("type"), Some("object" | "array"))
            || members.iter().any(|key| schema.get(key).is_some())
    }
}

/// Examples by name; a lone `example` is called `default`.
pub(super) fn examples<'d>(builder: &Builder<'d>, node: &'d Node) -> IndexMap<String, Value> {
    if let Some(example) = node.get("example") {
        return IndexMap::from([("default".to_owned(), example.to_value())]);
    }
    let named = node.get("examples").into_iter().flat_map(Node::members);
    named
        .filter_map(|(name, example)| {
            let value = builder.resolve(example).get("value")?;
            Some((name.to_owned(), value.to_value()))
        })
        .collect()
}

fn part_types(media: &Node) -> IndexMap<String, Vec<String>> {
    let encodings = media.get("encoding").into_iter().flat_map(Node::members);
    encodings
        .filter_map(|(part, encoding)| {
            let types = encoding.str("contentType")?.split(',');
            Some((
                part.to_owned(),
                types.map(|text| text.trim().to_owned()).collect(),
            ))
        })
        .collect()
}

fn status(key: &str) -> Option<StatusSpec> {
    if key == "default" {
        return Some(StatusSpec::Default);
    }
    if let Some(class) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        let class: u8 = class.parse().ok()?;
        return (1..=5).contains(&class).then_some(StatusSpec::Range(class));
    }
    let code: u16 = key.parse().ok().filter(|_| key.len() == 3)?;
    (100..=599)
        .contains(&code)
        .then_some(StatusSpec::Code(code))
}

fn media_kind(media_type: &str) -> MediaKind {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or(media_type)
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => MediaKind::Json,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "multipart/form-data" => MediaKind::Multipart,
        other if other.ends_with("+json") => MediaKind::Json,
        other if other.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Octets,
    }
}
