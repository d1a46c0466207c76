//! The Rust type of a schema, as it stands in a field, a parameter or a body.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::{AdditionalProperties, Api, NumberRules, Schema, SchemaKind, StringRules};

/// Rust types as seen from some crate.
pub struct RustTypes<'a> {
    api: &'a Api,
    root: TokenStream,
}

impl<'a> RustTypes<'a> {
    /// `root` is the path of the types crate's root: `crate` inside of it, `::its_name` elsewhere.
    #[must_use]
    pub fn new(api: &'a Api, root: TokenStream) -> Self {
        Self { api, root }
    }

    /// The type of `schema`: an `Option` where it is nullable.
    #[must_use]
    pub fn of(&self, schema: &Schema) -> TokenStream {
        let value = self.value(schema);
        match schema.nullable && !self.takes_null(schema) {
            true => quote!(::std::option::Option<#value>),
            false => value,
        }
    }

    /// The type of `schema` when it is not null.
    #[must_use]
    pub fn value(&self, schema: &Schema) -> TokenStream {
        let value = self.plain(&schema.kind);
        match is_secret(schema) && !self.is_secret_type(&schema.kind) {
            true => {
                let root = &self.root;
                quote!(#root::runtime::Sensitive<#value>)
            }
            false => value,
        }
    }

    /// Whether the type itself takes `null`: it holds anything.
    #[must_use]
    pub fn takes_null(&self, schema: &Schema) -> bool {
        matches!(
            self.resolve(&schema.kind),
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Not(_)
        )
    }

    /// The default of `schema`: its own, or that of what it refers to.
    #[must_use]
    pub fn default_of<'s>(&'s self, schema: &'s Schema) -> Option<&'s serde_json::Value> {
        let target = match &schema.kind {
            SchemaKind::Ref(name) => self.api.schemas.get(name).map(|named| &named.schema),
            _ => None,
        };
        schema.default.as_ref().or_else(|| target?.default.as_ref())
    }

    /// The kind behind references.
    #[must_use]
    pub fn resolve<'s>(&'s self, kind: &'s SchemaKind) -> &'s SchemaKind {
        let mut kind = kind;
        // A chain of aliases ends before it has passed every schema, unless it is a ring.
        for _ in 0..=self.api.schemas.len() {
            let SchemaKind::Ref(name) = kind else {
                return kind;
            };
            let Some(named) = self.api.schemas.get(name) else {
                return &SchemaKind::Any;
            };
            kind = &named.schema.kind;
        }
        &SchemaKind::Any
    }

    fn is_secret_type(&self, kind: &SchemaKind) -> bool {
        match kind {
            SchemaKind::Ref(name) => self
                .api
                .schemas
                .get(name)
                .is_some_and(|named| is_secret(&named.schema)),
            _ => false,
        }
    }

    /// The type of a kind, secret or not.
    #[must_use]
    pub fn plain(&self, kind: &SchemaKind) -> TokenStream {
        let root = &self.root;
        match kind {
            SchemaKind::Ref(name) => match self.api.schemas.get(name) {
                Some(named) => {
                    let name = format_ident!("{}", named.type_name);
                    quote!(#root::#name)
                }
                None => quote!(#root::runtime::Value),
            },
            SchemaKind::String(rules) => self.string(rules),
            SchemaKind::Integer(rules) => integer(rules),
            SchemaKind::Number(rules) => number(rules),
            SchemaKind::Boolean(_) => quote!(bool),
            SchemaKind::Array(rules) => {
                let items = self.of(&rules.items);
                quote!(::std::vec::Vec<#items>)
            }
            SchemaKind::Object(rules) => match &rules.additional {
                AdditionalProperties::Schema(values) => {
                    let values = self.of(values);
                    quote!(::std::collections::BTreeMap<::std::string::String, #values>)
                }
                _ => quote!(#root::runtime::Object),
            },
            SchemaKind::Null => quote!(()),
            SchemaKind::Any
            | SchemaKind::AllOf(_)
            | SchemaKind::OneOf(..)
            | SchemaKind::AnyOf(..)
            | SchemaKind::Not(_) => quote!(#root::runtime::Value),
        }
    }

    fn string(&self, rules: &StringRules) -> TokenStream {
        let root = &self.root;
        match string_format(rules) {
            Some(Format::DateTime) => quote!(#root::runtime::Timestamp),
            Some(Format::Date) => quote!(#root::runtime::Date),
            Some(Format::Uuid) => quote!(#root::runtime::Uuid),
            Some(Format::Ipv4) => quote!(::std::net::Ipv4Addr),
            Some(Format::Ipv6) => quote!(::std::net::Ipv6Addr),
            Some(Format::Ip) => quote!(::std::net::IpAddr),
            None => quote!(::std::string::String),
        }
    }
}

/// Formats that have a Rust type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    DateTime,
    Date,
    Uuid,
    Ipv4,
    Ipv6,
    Ip,
}

impl Format {
    /// Whether the format's Rust type reads this text; good enough for what an author writes.
    pub(super) fn reads(self, text: &str) -> bool {
        let hex = || {
            text.chars()
                .filter(|c| *c != '-')
                .all(|c| c.is_ascii_hexdigit())
        };
        let date = |text: &str| {
            let parts: Vec<_> = text.split('-').map(str::parse::<u32>).collect();
            matches!(parts.as_slice(), [Ok(0..=9999), Ok(1..=12), Ok(1..=31)]) && text.len() == 10
        };
        match self {
            Self::DateTime => {
                let (day, time) = text.split_once(['T', 't']).unwrap_or_default();
                date(day)
                    && time.len() >= 9
                    && time.as_bytes()[2] == b':'
                    && time.as_bytes()[5] == b':'
            }
            Self::Date => date(text),
            Self::Uuid => text.len() == 36 && hex(),
            Self::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
            Self::Ip => text.parse::<std::net::IpAddr>().is_ok(),
        }
    }
}

/// The format of a string that is no plain text. A pattern or a list of values asks for the
/// text itself.
pub(super) fn string_format(rules: &StringRules) -> Option<Format> {
    if rules.pattern.is_some() || !rules.values.is_empty() {
        return None;
    }
    match rules.format.as_deref()? {
        "date-time" => Some(Format::DateTime),
        "date" => Some(Format::Date),
        "uuid" => Some(Format::Uuid),
        "ipv4" => Some(Format::Ipv4),
        "ipv6" => Some(Format::Ipv6),
        "ip" => Some(Format::Ip),
        _ => None,
    }
}

/// The format says the type. Without one it is `i64`, or `u64` where there is nothing below 0.
fn integer(rules: &NumberRules<i128>) -> TokenStream {
    match rules.format.as_deref() {
        Some("int8") => quote!(i8),
        Some("int16") => quote!(i16),
        Some("int32") => quote!(i32),
        Some("int64") => quote!(i64),
        Some("uint8") => quote!(u8),
        Some("uint16") => quote!(u16),
        Some("uint32" | "uint") => quote!(u32),
        Some("uint64") => quote!(u64),
        _ if rules.min.is_some_and(|min| min.value >= 0) => quote!(u64),
        _ => quote!(i64),
    }
}

fn number(rules: &NumberRules<f64>) -> TokenStream {
    match rules.format.as_deref() {
        Some("float") => quote!(f32),
        _ => quote!(f64),
    }
}

/// Whether a schema's value must not be printed.
pub(super) fn is_secret(schema: &Schema) -> bool {
    let password = matches!(&schema.kind, SchemaKind::String(rules) if rules.format.as_deref() == Some("password"));
    schema.sensitive || password
}
