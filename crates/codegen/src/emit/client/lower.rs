//! Lowers the model to what progenitor can take, and runs it.
//!
//! Every named schema becomes a stub that is replaced by the types crate's own type, so that
//! progenitor makes none. Constraints go: the server enforces them. Errors are left as bytes,
//! since progenitor knows one error type an operation and drops what it cannot parse.

use std::{
    collections::HashSet,
    panic::{self, AssertUnwindSafe},
};

use proc_macro2::TokenStream;
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use crate::{
    diagnostic::Diagnostic,
    model::{
        AdditionalProperties, Api, Content, MediaKind, Operation, Param, ParamLocation, Schema,
        SchemaKind, StatusSpec,
    },
};

use super::{super::Target, names};

/// How an operation's client comes about.
pub(super) struct Plan<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The method of the extension trait.
    pub method: String,
    /// The builder's name.
    pub builder: String,
    /// Its parameters, with the name that progenitor knows each by.
    pub params: Vec<PlannedParam<'a>>,
    /// Which of the body's media types is sent.
    pub body: Option<&'a Content>,
    /// Who writes the code that sends the body.
    pub body_by: BodyBy,
    /// What success looks like.
    pub success: Success<'a>,
}

/// A parameter.
pub(super) struct PlannedParam<'a> {
    /// The parameter.
    pub param: &'a Param,
    /// The name that progenitor knows it by: its field and its setter.
    pub name: String,
}

/// Who writes the code that sends a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyBy {
    /// progenitor.
    Progenitor,
    /// progenitor, with the media type put right afterwards.
    ProgenitorRetyped,
    /// `bodies`: multipart.
    Multipart,
    /// `bodies`: an optional body.
    Optional,
}

/// What success looks like.
pub(super) enum Success<'a> {
    /// One type, or bytes, or nothing, whatever the status.
    One(Payload<'a>),
    /// Different ones by status.
    Many(Vec<(StatusSpec, Payload<'a>)>),
}

/// What a response carries.
#[derive(Clone, Copy)]
pub(super) enum Payload<'a> {
    /// JSON of a schema.
    Json(&'a Schema),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Nothing.
    Empty,
}

impl<'a> Payload<'a> {
    /// What a response with these contents carries: JSON, if it can be.
    pub(super) fn of(contents: &'a [Content]) -> Self {
        let Some(first) = contents.first() else {
            return Self::Empty;
        };
        match contents
            .iter()
            .find(|content| content.kind == MediaKind::Json)
        {
            Some(content) => Self::Json(&content.schema),
            None if first.kind == MediaKind::Text => Self::Text,
            None => Self::Bytes,
        }
    }

    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Json(a), Self::Json(b)) => {
                matches!((&a.kind, &b.kind), (SchemaKind::Ref(a), SchemaKind::Ref(b)) if a == b)
                    && a.nullable == b.nullable
            }
            (Self::Empty, Self::Empty) => true,
            (Self::Text | Self::Bytes, Self::Text | Self::Bytes) => true,
            _ => false,
        }
    }
}

/// Plans every operation.
pub(super) fn plan(api: &Api) -> Result<Vec<Plan<'_>>, Vec<Diagnostic>> {
    let mut refused = Vec::new();
    let mut plans = Vec::new();
    for operation in &api.operations {
        for param in &operation.params {
            if param.location == ParamLocation::Cookie {
                refused.push(Diagnostic::new(
                    "client-cookie-parameter",
                    &param.place,
                    format!(
                        "the client cannot send the cookie parameter `{}`",
                        param.name
                    ),
                    "send it as a header, or declare it as an apiKey security scheme in a cookie",
                ));
            }
        }
        plans.push(plan_operation(operation));
    }
    if refused.is_empty() {
        Ok(plans)
    } else {
        Err(refused)
    }
}

fn plan_operation(operation: &Operation) -> Plan<'_> {
    let (method, builder) = names::operation(operation);
    let mut taken = HashSet::new();
    let params = operation
        .params
        .iter()
        .map(|param| PlannedParam {
            param,
            name: names::param(&param.field, &mut taken),
        })
        .collect();
    let body = operation.body.as_ref().and_then(|body| {
        [
            MediaKind::Json,
            MediaKind::Form,
            MediaKind::Multipart,
            MediaKind::Text,
            MediaKind::Octets,
        ]
        .into_iter()
        .find_map(|kind| body.contents.iter().find(|content| content.kind == kind))
    });
    let required = operation.body.as_ref().is_some_and(|body| body.required);
    let body_by = match body {
        Some(content) if content.kind == MediaKind::Multipart => BodyBy::Multipart,
        Some(_) if !required => BodyBy::Optional,
        Some(content) if sent_as(content) != content.media_type => BodyBy::ProgenitorRetyped,
        _ => BodyBy::Progenitor,
    };
    let payloads: Vec<_> = operation
        .successes()
        .map(|response| (response.status, Payload::of(&response.contents)))
        .collect();
    let plain = payloads.iter().all(|(status, _)| {
        matches!(
            status,
            StatusSpec::Code(200..=299) | StatusSpec::Range(2) | StatusSpec::Default
        )
    });
    let success = match payloads.first() {
        None => Success::One(Payload::Bytes),
        Some((_, first)) if plain && payloads.iter().all(|(_, other)| first.same(*other)) => {
            Success::One(*first)
        }
        Some(_) => Success::Many(payloads),
    };
    Plan {
        operation,
        method,
        builder,
        params,
        body,
        body_by,
        success,
    }
}

/// The media type that progenitor sends for a kind of body.
fn sent_as(content: &Content) -> &str {
    match content.kind {
        MediaKind::Json => "application/json",
        MediaKind::Form => "application/x-www-form-urlencoded",
        MediaKind::Text => "text/plain",
        MediaKind::Multipart | MediaKind::Octets => "application/octet-stream",
    }
}

/// Runs progenitor over the lowered document.
pub(super) fn run(
    api: &Api,
    target: &Target,
    plans: &[Plan<'_>],
) -> Result<TokenStream, Vec<Diagnostic>> {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Separate);
    let types = format_ident!("{}", target.types_crate);
    let lowering = Lowering {
        api,
        types: quote!(::#types),
    };
    for (index, schema) in api.schemas.values().enumerate() {
        let path = format!("::{}::{}", target.types_crate, schema.type_name);
        settings.with_replacement(stub_name(index), path, std::iter::empty());
    }
    let mut joined = Joined::new();
    let paths = lowering.paths(plans, &mut joined);
    for (name, separator) in &joined {
        settings.with_replacement(name, separator, std::iter::empty());
    }
    let document = lowering.document(paths, &joined);
    let spec: openapiv3::OpenAPI = serde_json::from_value(document)
        .map_err(|error| vec![refusal(api, &format!("the lowered document: {error}"))])?;
    // progenitor asserts where it meets what it does not know. The lowering keeps it from that;
    // should one be left, it is a refusal with a reason and not a crash.
    panic::catch_unwind(AssertUnwindSafe(|| {
        Generator::new(&settings).generate_tokens(&spec)
    }))
    .map_err(|_| {
        vec![refusal(
            api,
            "it stopped at something that it does not support",
        )]
    })?
    .map_err(|error| vec![refusal(api, &error.to_string())])
}

fn refusal(api: &Api, reason: &str) -> Diagnostic {
    let place = api.operations.first().map_or_else(
        || crate::model::Place {
            file: "".into(),
            line: 1,
            pointer: String::new(),
        },
        |operation| operation.place.clone(),
    );
    Diagnostic::new(
        "client-progenitor",
        &place,
        format!("progenitor refuses this API: {reason}"),
        "simplify the operation that it names; if it names none, please report this",
    )
}

fn stub_name(index: usize) -> String {
    format!("Stub{index}")
}

/// Stubs for parameters that travel as one string, each with the runtime's type for it.
pub(super) type Joined = Vec<(String, String)>;

pub(super) struct Lowering<'a> {
    pub api: &'a Api,
    /// The path of the types crate.
    pub types: TokenStream,
}

impl Lowering<'_> {
    fn document(&self, paths: Map<String, Value>, joined: &Joined) -> Value {
        let mut schemas: Map<String, Value> = (0..self.api.schemas.len())
            .map(|index| (stub_name(index), json!({"type": "object"})))
            .collect();
        schemas.extend(
            joined
                .iter()
                .map(|(name, _)| (name.clone(), json!({"type": "object"}))),
        );
        let tags: Vec<_> = self
            .api
            .tags
            .iter()
            .map(|tag| json!({"name": tag.type_name, "description": tag.description}))
            .collect();
        json!({
            "openapi": "3.0.3",
            "info": {
                "title": self.api.title,
                "version": self.api.version,
                "description": self.api.description,
            },
            "tags": tags,
            "paths": paths,
            "components": {"schemas": schemas},
        })
    }

    fn paths(&self, plans: &[Plan<'_>], joined: &mut Joined) -> Map<String, Value> {
        let mut paths = Map::new();
        for plan in plans {
            let mut path = plan.operation.path.clone();
            for planned in &plan.params {
                if planned.param.location == ParamLocation::Path {
                    let written = format!("{{{}}}", planned.param.name);
                    path = path.replace(&written, &format!("{{{}}}", planned.name));
                }
            }
            let item = paths.entry(path).or_insert_with(|| json!({}));
            item[plan.operation.method.to_lowercase()] = self.operation(plan, joined);
        }
        paths
    }

    fn operation(&self, plan: &Plan<'_>, joined: &mut Joined) -> Value {
        let operation = plan.operation;
        let mut lowered = json!({
            "operationId": plan.method,
            "tags": [self.api.tags[operation.tag].type_name],
            "summary": operation.summary,
            "description": operation.description,
            "parameters": plan.params.iter()
                .map(|planned| self.param(planned, joined)).collect::<Vec<_>>(),
            "responses": self.responses(plan),
        });
        if let (Some(content), BodyBy::Progenitor | BodyBy::ProgenitorRetyped) =
            (plan.body, plan.body_by)
        {
            let schema = match content.kind {
                MediaKind::Text => json!({"type": "string"}),
                MediaKind::Octets => json!({"type": "string", "format": "binary"}),
                _ => self.schema(&content.schema),
            };
            lowered["requestBody"] =
                json!({"required": true, "content": {sent_as(content): {"schema": schema}}});
        }
        lowered
    }

    fn responses(&self, plan: &Plan<'_>) -> Value {
        let raw = json!({"description": "", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}});
        let mut responses = Map::new();
        match &plan.success {
            Success::Many(_) => {
                responses.insert("default".to_owned(), raw);
                return Value::Object(responses);
            }
            Success::One(payload) => {
                let response = match payload {
                    Payload::Json(schema) => json!({
                        "description": "",
                        "content": {"application/json": {"schema": self.schema(schema)}},
                    }),
                    Payload::Text | Payload::Bytes => raw.clone(),
                    Payload::Empty => json!({"description": ""}),
                };
                responses.insert("2XX".to_owned(), response);
            }
        }
        responses.insert("4XX".to_owned(), raw.clone());
        responses.insert("5XX".to_owned(), raw);
        Value::Object(responses)
    }

    pub(super) fn schema(&self, schema: &Schema) -> Value {
        let mut lowered = match &schema.kind {
            SchemaKind::Ref(name) => {
                let index = self.api.schemas.get_index_of(name).unwrap_or_default();
                let reference =
                    json!({"$ref": format!("#/components/schemas/{}", stub_name(index))});
                return if schema.nullable {
                    json!({"nullable": true, "allOf": [reference]})
                } else {
                    reference
                };
            }
            SchemaKind::String(_) => json!({"type": "string"}),
            SchemaKind::Integer(rules) => match rules.format.as_deref() {
                Some("int32") => json!({"type": "integer", "format": "int32"}),
                _ => json!({"type": "integer", "format": "int64"}),
            },
            SchemaKind::Number(_) => json!({"type": "number", "format": "double"}),
            SchemaKind::Boolean(_) => json!({"type": "boolean"}),
            SchemaKind::Array(rules) => {
                json!({"type": "array", "items": self.schema(&rules.items)})
            }
            SchemaKind::Object(rules) => match &rules.additional {
                AdditionalProperties::Schema(values) => {
                    json!({"type": "object", "additionalProperties": self.schema(values)})
                }
                _ => json!({"type": "object", "additionalProperties": {}}),
            },
            _ => json!({}),
        };
        if schema.nullable {
            lowered["nullable"] = json!(true);
        }
        lowered
    }
}
