//! The shape of an OpenAPI 3.0.3 document: which object has which members.
//!
//! One table serves the bundler, which must know where a `$ref` is a reference and where it is
//! data, and the check, which refuses members that do not exist.

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// OpenAPI Object.
    Root,
    /// Info Object.
    Info,
    /// Contact Object.
    Contact,
    /// License Object.
    License,
    /// Server Object.
    Server,
    /// Server Variable Object.
    ServerVariable,
    /// Tag Object.
    Tag,
    /// External Documentation Object.
    ExternalDocs,
    /// Components Object.
    Components,
    /// Path Item Object.
    PathItem,
    /// Operation Object.
    Operation,
    /// Parameter Object.
    Parameter,
    /// Request Body Object.
    RequestBody,
    /// Media Type Object.
    MediaType,
    /// Encoding Object.
    Encoding,
    /// Response Object.
    Response,
    /// Header Object.
    Header,
    /// Example Object.
    Example,
    /// Link Object.
    Link,
    /// Callback Object.
    Callback,
    /// Schema Object.
    Schema,
    /// Discriminator Object.
    Discriminator,
    /// XML Object.
    Xml,
    /// Security Scheme Object.
    SecurityScheme,
    /// OAuth Flows Object.
    OAuthFlows,
    /// OAuth Flow Object.
    OAuthFlow,
}

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A list of texts.
    Texts,
    /// A list of anything.
    List,
    /// Data: a `$ref` in it means nothing.
    Any,
    /// An object of the specification.
    One(Kind),
    /// A list of them.
    Many(Kind),
    /// A map of them.
    Map(Kind),
    /// A map of texts.
    TextMap,
    /// A list of maps of lists of texts.
    Security,
    /// `true`, `false` or an object of the specification.
    BoolOr(Kind),
}

use Kind::*;
use Shape::{
    Any, Bool, BoolOr, Count, List, Many, Map, Number, One, Security, Text, TextMap, Texts,
};

impl Kind {
    /// The members that the object may have, besides `x-…`.
    #[must_use]
    pub fn members(self) -> &'static [(&'static str, Shape)] {
        match self {
            Root => &[
                ("openapi", Text),
                ("info", One(Info)),
                ("servers", Many(Server)),
                ("paths", Map(PathItem)),
                ("components", One(Components)),
                ("security", Security),
                ("tags", Many(Tag)),
                ("externalDocs", One(ExternalDocs)),
            ],
            Info => &[
                ("title", Text),
                ("description", Text),
                ("termsOfService", Text),
                ("contact", One(Contact)),
                ("license", One(License)),
                ("version", Text),
            ],
            Contact => &[("name", Text), ("url", Text), ("email", Text)],
            License => &[("name", Text), ("url", Text)],
            Server => &[
                ("url", Text),
                ("description", Text),
                ("variables", Map(ServerVariable)),
            ],
            ServerVariable => &[("enum", Texts), ("default", Text), ("description", Text)],
            Tag => &[
                ("name", Text),
                ("description", Text),
                ("externalDocs", One(ExternalDocs)),
            ],
            ExternalDocs => &[("description", Text), ("url", Text)],
            Components => COMPONENTS,
            PathItem => PATH_ITEM,
            Operation => OPERATION,
            Parameter => PARAMETER,
            Header => PARAMETER.split_at(2).1,
            RequestBody => &[
                ("description", Text),
                ("content", Map(MediaType)),
                ("required", Bool),
            ],
            MediaType => &[
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("encoding", Map(Encoding)),
            ],
            Encoding => &[
                ("contentType", Text),
                ("headers", Map(Header)),
                ("style", Text),
                ("explode", Bool),
                ("allowReserved", Bool),
            ],
            Response => &[
                ("description", Text),
                ("headers", Map(Header)),
                ("content", Map(MediaType)),
                ("links", Map(Link)),
            ],
            Example => &[
                ("summary", Text),
                ("description", Text),
                ("value", Any),
                ("externalValue", Text),
            ],
            Link => &[
                ("operationRef", Text),
                ("operationId", Text),
                ("parameters", Any),
                ("requestBody", Any),
                ("description", Text),
                ("server", One(Server)),
            ],
            Callback => &[],
            Schema => SCHEMA,
            Discriminator => &[("propertyName", Text), ("mapping", TextMap)],
            Xml => &[
                ("name", Text),
                ("namespace", Text),
                ("prefix", Text),
                ("attribute", Bool),
                ("wrapped", Bool),
            ],
            SecurityScheme => &[
                ("type", Text),
                ("description", Text),
                ("name", Text),
                ("in", Text),
                ("scheme", Text),
                ("bearerFormat", Text),
                ("flows", One(OAuthFlows)),
                ("openIdConnectUrl", Text),
            ],
            OAuthFlows => &[
                ("implicit", One(OAuthFlow)),
                ("password", One(OAuthFlow)),
                ("clientCredentials", One(OAuthFlow)),
                ("authorizationCode", One(OAuthFlow)),
            ],
            OAuthFlow => &[
                ("authorizationUrl", Text),
                ("tokenUrl", Text),
                ("refreshUrl", Text),
                ("scopes", TextMap),
            ],
        }
    }

    /// What `key` holds; `None` when there is no such member.
    #[must_use]
    pub fn member(self, key: &str) -> Option<Shape> {
        if key.starts_with("x-") {
            return Some(Any);
        }
        if self == Callback {
            return Some(One(PathItem));
        }
        let found = self.members().iter().find(|(name, _)| *name == key);
        found.map(|(_, shape)| *shape)
    }

    /// The section of `components` that such objects live in; `None` when they cannot be
    /// referred to, or, like path items, have no section.
    #[must_use]
    pub fn section(self) -> Option<&'static str> {
        let sections = COMPONENTS.iter();
        sections
            .filter(|(_, shape)| *shape == Map(self))
            .map(|(name, _)| *name)
            .next()
    }

    /// Members that must be there.
    #[must_use]
    pub fn required(self) -> &'static [&'static str] {
        match self {
            Root => &["openapi", "info", "paths"],
            Info => &["title", "version"],
            License => &["name"],
            Server => &["url"],
            ServerVariable => &["default"],
            Tag => &["name"],
            ExternalDocs => &["url"],
            Operation => &["responses"],
            Parameter => &["name", "in"],
            RequestBody => &["content"],
            Response => &["description"],
            Discriminator => &["propertyName"],
            SecurityScheme => &["type"],
            OAuthFlow => &["scopes"],
            _ => &[],
        }
    }
}

/// The HTTP methods that a path item may have.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

const COMPONENTS: &[(&str, Shape)] = &[
    ("schemas", Map(Schema)),
    ("responses", Map(Response)),
    ("parameters", Map(Parameter)),
    ("examples", Map(Example)),
    ("requestBodies", Map(RequestBody)),
    ("headers", Map(Header)),
    ("securitySchemes", Map(SecurityScheme)),
    ("links", Map(Link)),
    ("callbacks", Map(Callback)),
];

const PATH_ITEM: &[(&str, Shape)] = &[
    ("summary", Text),
    ("description", Text),
    ("get", One(Operation)),
    ("put", One(Operation)),
    ("post", One(Operation)),
    ("delete", One(Operation)),
    ("options", One(Operation)),
    ("head", One(Operation)),
    ("patch", One(Operation)),
    ("trace", One(Operation)),
    ("servers", Many(Server)),
    ("parameters", Many(Parameter)),
];

const OPERATION: &[(&str, Shape)] = &[
    ("tags", Texts),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", One(ExternalDocs)),
    ("operationId", Text),
    ("parameters", Many(Parameter)),
    ("requestBody", One(RequestBody)),
    ("responses", Map(Response)),
    ("callbacks", Map(Callback)),
    ("deprecated", Bool),
    ("security", Security),
    ("servers", Many(Server)),
];

/// A header is a parameter without its first two members.
const PARAMETER: &[(&str, Shape)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Bool),
    ("deprecated", Bool),
    ("allowEmptyValue", Bool),
    ("style", Text),
    ("explode", Bool),
    ("allowReserved", Bool),
    ("schema", One(Schema)),
    ("example", Any),
    ("examples", Map(Example)),
    ("content", Map(MediaType)),
];

const SCHEMA: &[(&str, Shape)] = &[
    ("title", Text),
    ("multipleOf", Number),
    ("maximum", Number),
    ("exclusiveMaximum", Bool),
    ("minimum", Number),
    ("exclusiveMinimum", Bool),
    ("maxLength", Count),
    ("minLength", Count),
    ("pattern", Text),
    ("maxItems", Count),
    ("minItems", Count),
    ("uniqueItems", Bool),
    ("maxProperties", Count),
    ("minProperties", Count),
    ("required", Texts),
    ("enum", List),
    ("type", Text),
    ("allOf", Many(Schema)),
    ("oneOf", Many(Schema)),
    ("anyOf", Many(Schema)),
    ("not", One(Schema)),
    ("items", One(Schema)),
    ("properties", Map(Schema)),
    ("additionalProperties", BoolOr(Schema)),
    ("description", Text),
    ("format", Text),
    ("default", Any),
    ("nullable", Bool),
    ("discriminator", One(Discriminator)),
    ("readOnly", Bool),
    ("writeOnly", Bool),
    ("xml", One(Xml)),
    ("externalDocs", One(ExternalDocs)),
    ("example", Any),
    ("deprecated", Bool),
];
