//! What utoipa is told of types: the schemas that their Rust shape gives.

use std::marker::PhantomData;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ComponentsBuilder, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder, Paths, RefOr, Schema,
        path::Operation, security::SecurityScheme, server::Server, tag::TagBuilder,
    },
};

/// Stands in utoipa's attributes for a type of the types crate.
pub struct Of<T>(PhantomData<T>);

impl<T: JsonSchema> PartialSchema for Of<T> {
    fn schema() -> RefOr<Schema> {
        let mut generator = SchemaSettings::openapi3().into_generator();
        to_utoipa(generator.subschema_for::<T>().to_value())
    }
}

impl<T: JsonSchema> ToSchema for Of<T> {}

/// Stands in utoipa's attributes for bytes.
pub struct Binary;

impl PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        to_utoipa(json!({"type": "string", "format": "binary"}))
    }
}

impl ToSchema for Binary {}

/// Where an operation stands, and what utoipa makes of its handler.
pub struct Described {
    /// The path template.
    pub path: String,
    /// The method.
    pub method: HttpMethod,
    /// The operation.
    pub operation: Operation,
    /// Whether its body can be left out, which an attribute cannot say.
    pub optional_body: bool,
}

impl Described {
    /// What utoipa makes of the handler that `P` stands for. The tag of an attribute only shows
    /// in what utoipa's own derive of a document makes of it, so it is said again.
    #[must_use]
    pub fn of<P: utoipa::Path>(tag: &str, optional_body: bool) -> Self {
        let mut methods = P::methods();
        let method = if methods.is_empty() {
            HttpMethod::Get
        } else {
            methods.remove(0)
        };
        let mut operation = P::operation();
        operation.tags = Some(vec![tag.to_owned()]);
        Self {
            path: P::path(),
            method,
            operation,
            optional_body,
        }
    }
}

/// What a document has beside its operations.
pub struct Frame<'a> {
    /// `info.title`.
    pub title: &'a str,
    /// `info.version`.
    pub version: &'a str,
    /// Server URLs.
    pub servers: &'a [&'a str],
    /// Tags with their descriptions.
    pub tags: &'a [(&'a str, Option<&'a str>)],
    /// Security schemes.
    pub security: Vec<(&'a str, SecurityScheme)>,
    /// Component schemas.
    pub schemas: Vec<(&'static str, schemars::Schema)>,
}

/// Puts the document together.
#[must_use]
pub fn document(frame: Frame<'_>, operations: Vec<Described>) -> OpenApi {
    let mut paths = Paths::new();
    for mut described in operations {
        if let (true, Some(RefOr::T(body))) = (
            described.optional_body,
            described.operation.request_body.as_mut(),
        ) {
            body.required = None;
        }
        paths.add_path_operation(described.path, vec![described.method], described.operation);
    }
    let mut components = ComponentsBuilder::new();
    for (name, schema) in frame.schemas {
        components = components.schema(name, to_utoipa(schema.to_value()));
    }
    for (name, scheme) in frame.security {
        components = components.security_scheme(name, scheme);
    }
    let tags = frame.tags.iter().map(|(name, description)| {
        TagBuilder::new()
            .name(*name)
            .description(*description)
            .build()
    });
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title(frame.title)
                .version(frame.version)
                .build(),
        )
        .servers(Some(frame.servers.iter().map(|url| Server::new(*url))))
        .tags(Some(tags))
        .paths(paths)
        .components(Some(components.build()))
        .build()
}

/// A schema of OpenAPI 3.0 as utoipa has it, in the notation of 3.1.
fn to_utoipa(mut schema: Value) -> RefOr<Schema> {
    modernize(&mut schema);
    serde_json::from_value(schema).unwrap_or_default()
}

/// From the notation of OpenAPI 3.0 to that of 3.1: `nullable` becomes a type, exclusive bounds
/// become numbers.
fn modernize(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(modernize),
        Value::Object(members) => {
            // Names of properties are no keywords.
            for (name, member) in members.iter_mut() {
                match (name.as_str(), member) {
                    ("properties", Value::Object(properties)) => {
                        properties.values_mut().for_each(modernize);
                    }
                    ("enum" | "default" | "example" | "const", _) => {}
                    (_, member) => modernize(member),
                }
            }
            exclusive(members, "exclusiveMinimum", "minimum");
            exclusive(members, "exclusiveMaximum", "maximum");
            if members.remove("nullable") == Some(Value::Bool(true)) {
                *schema = nullable(std::mem::take(members));
            }
        }
        _ => {}
    }
}

fn exclusive(members: &mut Map<String, Value>, flag: &str, bound: &str) {
    match members.get(flag) {
        Some(Value::Bool(true)) => {
            let value = members.remove(bound).unwrap_or_default();
            members.insert(flag.to_owned(), value);
        }
        Some(Value::Bool(false)) => drop(members.remove(flag)),
        _ => {}
    }
}

fn nullable(mut members: Map<String, Value>) -> Value {
    if let Some(Value::String(kind)) = members.get("type") {
        let kinds = json!([kind, "null"]);
        members.insert("type".to_owned(), kinds);
        return Value::Object(members);
    }
    json!({"oneOf": [Value::Object(members), {"type": "null"}]})
}
