//! Parameters.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::{Builder, content};
use crate::{
    load::Node,
    model::{
        Param, ParamLocation, ParamStyle, Schema, SchemaKind,
        names::{PARAM_RESERVED, Scope, camel, snake},
    },
};

impl<'d> Builder<'d> {
    /// Path-level parameters with the operation's own laid over them.
    pub(super) fn params(&mut self, item: &'d Node, node: &'d Node, prefix: &str) -> Vec<Param> {
        let mut merged: IndexMap<(ParamLocation, String), &'d Node> = IndexMap::new();
        for level in [item, node] {
            let mut seen = HashSet::new();
            for param in level.get("parameters").into_iter().flat_map(Node::items) {
                let param = self.resolve(param);
                let Some(key) = self.param_key(param) else {
                    continue;
                };
                if !seen.insert(key.clone()) {
                    let message = format!("the parameter `{}` is there twice", key.1);
                    self.refuse("parameter-duplicate", param, message, "keep one of the two");
                }
                merged.insert(key, param);
            }
        }
        let mut fields = Scope::default();
        let found = merged.into_iter();
        found
            .filter_map(|((location, name), node)| {
                self.param(location, name, node, prefix, &mut fields)
            })
            .collect()
    }

    /// Location and name. Headers have one spelling, whatever their case.
    fn param_key(&mut self, param: &'d Node) -> Option<(ParamLocation, String)> {
        let name = param.str("name").unwrap_or_default();
        let location = match param.str("in") {
            Some("path") => ParamLocation::Path,
            Some("query") => ParamLocation::Query,
            Some("header") => ParamLocation::Header,
            Some("cookie") => ParamLocation::Cookie,
            _ => {
                let message =
                    format!("the parameter `{name}` is in none of path, query, header and cookie");
                self.refuse("parameter", param, message, "mend `in`");
                return None;
            }
        };
        let ignored = ["accept", "content-type", "authorization"];
        if location == ParamLocation::Header
            && ignored.contains(&name.to_ascii_lowercase().as_str())
        {
            let message = format!("OpenAPI ignores a header parameter called `{name}`");
            self.note("ignored-parameter", param, message);
            return None;
        }
        Some((location, name.to_owned()))
    }

    fn param(
        &mut self,
        location: ParamLocation,
        name: String,
        node: &'d Node,
        prefix: &str,
        fields: &mut Scope,
    ) -> Option<Param> {
        let field = field_name(&name, location, fields);
        let required = node.flag("required");
        if location == ParamLocation::Path && !required {
            let message = format!("the path parameter `{name}` is not `required: true`");
            self.refuse("parameter", node, message, "add `required: true`");
        }
        let Some(schema) = node.get("schema") else {
            let message = format!("the parameter `{name}` has no schema");
            let help = "describe it with `schema`; parameters with `content` are not supported";
            self.refuse("parameter", node, message, help);
            return None;
        };
        let schema = self.schema(schema, &format!("{prefix}{}", camel(&name)));
        let (style, explode) = self.style(location, &name, &schema, node)?;
        Some(Param {
            field,
            location,
            required,
            style,
            explode,
            description: node.str("description").map(str::to_owned),
            example: self.param_example(node),
            place: node.place.clone(),
            schema,
            name,
        })
    }

    fn param_example(&self, node: &'d Node) -> Option<Value> {
        if let Some(example) = node.get("example") {
            return Some(example.to_value());
        }
        content::examples(self, node).into_values().next()
    }

    fn style(
        &mut self,
        location: ParamLocation,
        name: &str,
        schema: &Schema,
        node: &'d Node,
    ) -> Option<(ParamStyle, bool)> {
        let default = match location {
            ParamLocation::Path | ParamLocation::Header => "simple",
            ParamLocation::Query | ParamLocation::Cookie => "form",
        };
        let written = node.str("style").unwrap_or(default).to_owned();
        let style = match (location, written.as_str()) {
            (ParamLocation::Path | ParamLocation::Header, "simple") => ParamStyle::Simple,
            (ParamLocation::Query | ParamLocation::Cookie, "form") => ParamStyle::Form,
            (ParamLocation::Query, "spaceDelimited") => ParamStyle::SpaceDelimited,
            (ParamLocation::Query, "pipeDelimited") => ParamStyle::PipeDelimited,
            _ => {
                let message =
                    format!("the style `{written}` of the parameter `{name}` is not supported");
                let help = "use the default style; lists may be `form`, `spaceDelimited` or `pipeDelimited`";
                self.refuse("parameter-style", node, message, help);
                return None;
            }
        };
        let explode = node.get("explode").and_then(Node::as_bool);
        let explode = explode.unwrap_or(style == ParamStyle::Form);
        self.refuse_structured(name, schema, node);
        self.refuse_lists(location, name, style, explode, schema, node);
        Some((style, explode))
    }

    /// Only scalars and lists of scalars are written into a URL or a header.
    fn refuse_structured(&mut self, name: &str, schema: &Schema, node: &'d Node) {
        let inner = match &self.target(schema).kind {
            SchemaKind::Array(array) => self.target(&array.items).kind.clone(),
            other => other.clone(),
        };
        if self.holds_structure(&inner, 0) {
            let message =
                format!("the parameter `{name}` is an object or a list of more than scalars");
            let help = "make each member a parameter of its own, or take it in the body";
            self.refuse("parameter-object", node, message, help);
        }
    }

    /// Whether it is an object or a list, or may be an object: a branch that is a list is written
    /// as one.
    fn holds_structure(&self, kind: &SchemaKind, depth: usize) -> bool {
        match kind {
            SchemaKind::Object(_) => true,
            SchemaKind::Array(_) => depth == 0,
            SchemaKind::OneOf(parts, _)
            | SchemaKind::AnyOf(parts, _)
            | SchemaKind::AllOf(parts)
                if depth < 3 =>
            {
                parts
                    .iter()
                    .any(|part| self.holds_structure(&self.target(part).kind, depth + 1))
            }
            _ => false,
        }
    }

    fn refuse_lists(
        &mut self,
        location: ParamLocation,
        name: &str,
        style: ParamStyle,
        explode: bool,
        schema: &Schema,
        node: &'d Node,
    ) {
        let is_list = matches!(self.target(schema).kind, SchemaKind::Array(_));
        let delimited = matches!(
            style,
            ParamStyle::SpaceDelimited | ParamStyle::PipeDelimited
        );
        if delimited && explode {
            let message = format!(
                "`{name}`: OpenAPI gives a delimited style no meaning with `explode: true`"
            );
            self.refuse("parameter-style", node, message, "add `explode: false`");
        }
        if delimited && !is_list {
            let message = format!("`{name}`: a delimited style is for lists");
            self.refuse("parameter-style", node, message, "leave `style` out");
        }
        if location == ParamLocation::Cookie && is_list {
            let message = format!("the cookie `{name}` is a list");
            self.refuse(
                "parameter-style",
                node,
                message,
                "take it in the query or a header",
            );
        }
    }

    /// The schema itself, or the named one that its references lead to.
    pub(super) fn target<'s>(&'s self, schema: &'s Schema) -> &'s Schema {
        let mut schema = schema;
        for _ in 0..64 {
            match &schema.kind {
                SchemaKind::Ref(name) => match self.schemas.get(name) {
                    Some(named) => schema = &named.schema,
                    None => break,
                },
                _ => break,
            }
        }
        schema
    }
}

/// A field name that differs from the operation's other ones: the location tells apart a query
/// and a header parameter of one name, a number what is left.
fn field_name(name: &str, location: ParamLocation, fields: &mut Scope) -> String {
    let mut field = snake(name);
    if PARAM_RESERVED.contains(&field.as_str()) {
        field.push('_');
    }
    if fields.has(&field) {
        let place = match location {
            ParamLocation::Path => "path",
            ParamLocation::Query => "query",
            ParamLocation::Header => "header",
            ParamLocation::Cookie => "cookie",
        };
        field = format!("{}_{place}", field.trim_end_matches('_'));
    }
    fields.claim(&field, "_")
}
