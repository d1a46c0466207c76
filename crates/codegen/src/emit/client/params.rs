//! Lowers parameters: those that progenitor cannot write get a type of the runtime's.

use quote::quote;
use serde_json::{Value, json};

use crate::{
    emit::types::RustTypes,
    model::{Api, Param, ParamLocation, ParamStyle, Schema, SchemaKind},
};

use super::lower::{Joined, Lowering, PlannedParam};

impl Lowering<'_> {
    pub(super) fn param(&self, planned: &PlannedParam<'_>, joined: &mut Joined) -> Value {
        let param = planned.param;
        let schema = match self.joined(param) {
            Some(path) => {
                let name = format!("Joined{}", joined.len());
                joined.push((name.clone(), path));
                json!({"$ref": format!("#/components/schemas/{name}")})
            }
            // A URL and a header have no way to write null.
            None => self.schema(&Schema {
                nullable: false,
                ..param.schema.clone()
            }),
        };
        let location = match param.location {
            ParamLocation::Path => "path",
            ParamLocation::Query => "query",
            ParamLocation::Header | ParamLocation::Cookie => "header",
        };
        json!({
            "name": planned.name,
            "in": location,
            "required": param.required,
            "description": param.description,
            "schema": schema,
        })
    }

    /// The runtime's type that writes a parameter as one string, if one does: a list with its
    /// items joined, or what has no text of its own and stands where a text is wanted.
    fn joined(&self, param: &Param) -> Option<String> {
        let is_list = is_list(self.api, &param.schema);
        let needs_text = param.location != ParamLocation::Query && !self.has_text(&param.schema);
        (is_list || needs_text).then_some(())?;
        let wrapper = match (param.location, param.style, param.explode) {
            (ParamLocation::Query, ..) if !is_joined_query(self.api, param) => return None,
            (ParamLocation::Query, ParamStyle::SpaceDelimited, _) => quote!(SpaceJoined),
            (ParamLocation::Query, ParamStyle::PipeDelimited, _) => quote!(PipeJoined),
            _ => quote!(CommaJoined),
        };
        let types = RustTypes::new(self.api, self.types.clone());
        let items = types.of(&Schema {
            nullable: false,
            ..param.schema.clone()
        });
        Some(quote!(crate::runtime::#wrapper<#items>).to_string())
    }

    /// Whether the type of `schema` can be told to write itself as text.
    fn has_text(&self, schema: &Schema) -> bool {
        match &schema.kind {
            SchemaKind::Ref(name) => self
                .api
                .schemas
                .get(name)
                .is_some_and(|named| is_scalar(&named.schema.kind) && !named.schema.sensitive),
            kind => is_scalar(kind) && !schema.sensitive,
        }
    }
}

/// Whether a parameter is a list that a query holds as one string.
pub(super) fn is_joined_query(api: &Api, param: &Param) -> bool {
    let exploded = param.style == ParamStyle::Form && param.explode;
    param.location == ParamLocation::Query && !exploded && is_list(api, &param.schema)
}

fn is_list(api: &Api, schema: &Schema) -> bool {
    let types = RustTypes::new(api, quote!(types));
    matches!(types.resolve(&schema.kind), SchemaKind::Array(_))
}

fn is_scalar(kind: &SchemaKind) -> bool {
    matches!(
        kind,
        SchemaKind::String(_)
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::Boolean(_)
    )
}
