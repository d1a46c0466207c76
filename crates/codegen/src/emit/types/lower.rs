//! Lowers the shapes to what typify can take, and runs it.
//!
//! typify writes the declarations: the structs and enums, their fields, documentation and types,
//! and the boxes that break cycles. It is given names that it keeps as they are (no two fields
//! alike, none a keyword), every field as required, and no constraints; what a field's presence
//! and constraints mean is put in afterwards, by `declare` and the runtime's macros. So nothing
//! that makes typify panic reaches it.

use std::{
    collections::HashMap,
    panic::{self, AssertUnwindSafe},
};

use proc_macro2::TokenStream;
use quote::quote;
use schemars08::schema::Schema as JsonSchema;
use serde_json::{Value, json};
use typify_impl::{TypeSpace, TypeSpaceSettings, UnknownPolicy};

use super::{
    rust::{self, RustTypes},
    shape::{Shape, Shaped},
};
use crate::{
    diagnostic::Diagnostic,
    model::{AdditionalProperties, Api, Place, Schema, SchemaKind},
};

/// The crate name under which typify knows the types that it does not write.
const LEAF: &str = "leaf";

/// The field name of the value that a wrapper wraps, before it is one.
pub(super) const WRAPPED: &str = "wrapped";

/// Declarations as typify wrote them.
pub(super) struct Declarations {
    /// By type name.
    pub items: HashMap<String, syn::Item>,
    /// The types behind `leaf::L0`, `leaf::L1`, …
    pub leaves: Vec<TokenStream>,
}

/// Runs typify on the shapes that have members.
pub(super) fn declarations(
    api: &Api,
    types: &RustTypes<'_>,
    shaped: &[Shaped<'_>],
) -> Result<Declarations, Vec<Diagnostic>> {
    let mut lowering = Lowering {
        api,
        types,
        written: HashMap::new(),
        leaves: Vec::new(),
    };
    for shaped in shaped {
        let written = matches!(
            shaped.shape,
            Shape::Object(_) | Shape::Wrapper(_) | Shape::Union(_)
        );
        lowering.written.insert(&shaped.named.name, written);
    }
    let mut definitions = Vec::new();
    for Shaped { named, shape } in shaped {
        let Some(mut lowered) = lowering.shape(shape) else {
            continue;
        };
        if let (Some(text), Some(lowered)) = (&named.schema.description, lowered.as_object_mut()) {
            lowered.insert("description".to_owned(), json!(text));
        }
        match serde_json::from_value::<JsonSchema>(lowered) {
            Ok(schema) => definitions.push((named.type_name.clone(), schema)),
            Err(error) => return Err(vec![failure(&named.schema.place, &error.to_string())]),
        }
    }
    let leaves = std::mem::take(&mut lowering.leaves);
    let place = &root_place(api);
    let stream = run(definitions).map_err(|reason| vec![failure(place, &reason)])?;
    let file: syn::File =
        syn::parse2(stream).map_err(|error| vec![failure(place, &error.to_string())])?;
    let named_item = |item: syn::Item| match &item {
        syn::Item::Struct(of) => Some((of.ident.to_string(), item)),
        syn::Item::Enum(of) => Some((of.ident.to_string(), item)),
        _ => None,
    };
    Ok(Declarations {
        items: file.items.into_iter().filter_map(named_item).collect(),
        leaves,
    })
}

/// typify panics on what it did not expect. Nothing known is left that it does not expect; should
/// something be, it becomes a diagnostic.
fn run(definitions: Vec<(String, JsonSchema)>) -> Result<TokenStream, String> {
    let attempt = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut settings = TypeSpaceSettings::default();
        settings
            .with_unknown_crates(UnknownPolicy::Allow)
            .with_map_type("::std::collections::BTreeMap".to_owned());
        let mut space = TypeSpace::new(&settings);
        space
            .add_ref_types(definitions)
            .map_err(|error| error.to_string())?;
        Ok(space.to_stream())
    }));
    attempt.unwrap_or_else(|cause| {
        let text = cause.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| cause.downcast_ref::<&str>().copied());
        Err(text.unwrap_or("it panicked").to_owned())
    })
}

struct Lowering<'a> {
    api: &'a Api,
    types: &'a RustTypes<'a>,
    /// Whether typify writes the type, by schema name.
    written: HashMap<&'a str, bool>,
    leaves: Vec<TokenStream>,
}

impl Lowering<'_> {
    fn shape(&mut self, shape: &Shape) -> Option<Value> {
        match shape {
            Shape::Object(object) => {
                let mut fields: Vec<_> = object
                    .fields
                    .iter()
                    .map(|field| (field.name.clone(), self.documented(&field.schema)))
                    .collect();
                if let Some(extra) = &object.extra {
                    let values = match &extra.values {
                        Some(values) => {
                            json!({ "type": "object", "additionalProperties": self.of(values) })
                        }
                        None => self.leaf(quote!(crate::runtime::Extra)),
                    };
                    fields.push((extra.name.clone(), values));
                }
                Some(object_of(fields))
            }
            Shape::Wrapper(schema) => {
                // That it is secret is the wrapper's affair.
                let wrapped = self.value(&Schema {
                    sensitive: false,
                    ..schema.clone()
                });
                Some(object_of(vec![(WRAPPED.to_owned(), wrapped)]))
            }
            Shape::Union(union) => {
                // Only the type of each branch is wanted, and whether it needs a box: a struct
                // gives that whatever the branches are.
                let branches = union.branches.iter().enumerate();
                let branches = branches
                    .map(|(index, branch)| (branch_field(index), self.value(&branch.schema)));
                Some(object_of(branches.collect()))
            }
            Shape::Text(_) | Shape::Moment | Shape::Scalar(_) | Shape::Choice(_) => None,
        }
    }

    fn documented(&mut self, schema: &Schema) -> Value {
        let mut lowered = self.value(schema);
        let target = match &schema.kind {
            SchemaKind::Ref(name) => self.api.schemas.get(name).map(|named| &named.schema),
            _ => None,
        };
        let text = schema
            .description
            .as_ref()
            .or_else(|| target?.description.as_ref());
        if let (Some(text), Some(lowered)) = (text, lowered.as_object_mut()) {
            // Beside a `$ref` typify takes a description for a rule to merge; beside an `allOf`
            // of one it does not.
            if let Some(reference) = lowered.remove("$ref") {
                lowered.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
            }
            lowered.insert("description".to_owned(), json!(text));
        }
        lowered
    }

    /// A value that may be null.
    fn of(&mut self, schema: &Schema) -> Value {
        let value = self.value(schema);
        match schema.nullable && !self.types.takes_null(schema) {
            true => json!({ "oneOf": [value, { "type": "null" }] }),
            false => value,
        }
    }

    /// A value that is not null.
    fn value(&mut self, schema: &Schema) -> Value {
        if rust::is_secret(schema) {
            return self.leaf(self.types.value(schema));
        }
        match &schema.kind {
            SchemaKind::Ref(name) if self.written.get(name.as_str()).copied().unwrap_or(false) => {
                let name = &self.api.schemas[name.as_str()].type_name;
                json!({ "$ref": format!("#/definitions/{name}") })
            }
            SchemaKind::Array(rules) => json!({ "type": "array", "items": self.of(&rules.items) }),
            SchemaKind::Object(rules) => match &rules.additional {
                AdditionalProperties::Schema(values) => {
                    json!({ "type": "object", "additionalProperties": self.of(values) })
                }
                _ => self.leaf(self.types.value(schema)),
            },
            _ => self.leaf(self.types.value(schema)),
        }
    }

    fn leaf(&mut self, of: TokenStream) -> Value {
        let index = self.leaves.len();
        self.leaves.push(of);
        json!({ "x-rust-type": { "crate": LEAF, "version": "*", "path": format!("{LEAF}::L{index}") } })
    }
}

/// The field of a union's branch, before it is one.
pub(super) fn branch_field(index: usize) -> String {
    format!("branch{index}")
}

fn object_of(fields: Vec<(String, Value)>) -> Value {
    let required: Vec<_> = fields.iter().map(|(name, _)| json!(name)).collect();
    let properties: serde_json::Map<_, _> = fields.into_iter().collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The index of a leaf, if `path` is one.
pub(super) fn leaf_index(path: &syn::Path) -> Option<usize> {
    let mut segments = path.segments.iter();
    let (krate, leaf) = (segments.next()?, segments.next()?);
    if krate.ident != LEAF || segments.next().is_some() {
        return None;
    }
    leaf.ident.to_string().strip_prefix('L')?.parse().ok()
}

fn root_place(api: &Api) -> Place {
    match api.schemas.values().next() {
        Some(named) => named.schema.place.clone(),
        None => Place {
            file: "".into(),
            line: 0,
            pointer: String::new(),
        },
    }
}

fn failure(place: &Place, reason: &str) -> Diagnostic {
    Diagnostic::new(
        "types-typify",
        place,
        format!("typify cannot write the types of this document: {reason}"),
        "this is a fault of the generator; please report it with the document",
    )
}
