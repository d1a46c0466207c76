//! Bodies, responses and their headers.

use indexmap::IndexMap;
use serde_json::Value;

use super::Builder;
use crate::{
    load::Node,
    model::{
        Body, Content, MediaKind, Response, ResponseHeader, SchemaKind, StatusSpec,
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
            let content = Content {
                media_type: media_type.to_owned(),
                kind: media_kind(media_type),
                schema: match media.get("schema") {
                    Some(schema) => self.schema(schema, hint),
                    None => super::schema::any(media),
                },
                examples: examples(self, media),
                part_types: part_types(media),
            };
            self.check_content(&content, media);
            contents.push(content);
        }
        contents
    }

    /// A form needs named members; text and bytes have no members.
    fn check_content(&mut self, content: &Content, media: &'d Node) {
        let kind = &self.target(&content.schema).kind;
        let object = matches!(kind, SchemaKind::Object(_) | SchemaKind::AllOf(_));
        let structured = object || matches!(kind, SchemaKind::Array(_));
        let media_type = &content.media_type;
        match content.kind {
            MediaKind::Form | MediaKind::Multipart if !object => {
                let message = format!("a body of type {media_type} is not an object");
                self.refuse("media-type", media, message, "name each field as a property");
            }
            MediaKind::Text | MediaKind::Octets if structured => {
                let message = format!("{media_type} cannot be written from an object or a list");
                let help = "use a JSON media type, or `type: string` (with `format: binary` for bytes)";
                self.refuse("media-type", media, message, help);
            }
            _ => {}
        }
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
            Some((part.to_owned(), types.map(|text| text.trim().to_owned()).collect()))
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
    (100..=599).contains(&code).then_some(StatusSpec::Code(code))
}

fn media_kind(media_type: &str) -> MediaKind {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => MediaKind::Json,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "multipart/form-data" => MediaKind::Multipart,
        other if other.ends_with("+json") => MediaKind::Json,
        other if other.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Octets,
    }
}
