//! What a schema says by itself: its type and the rules of that type.

use indexmap::IndexMap;
use serde_json::Number;

use super::Builder;
use crate::{
    load::{Data, Node},
    model::{
        AdditionalProperties, ArrayRules, Bounds, NumberRules, ObjectRules, Property, Schema,
        SchemaKind, StringRules, names::camel,
    },
};

impl<'d> Builder<'d> {
    /// The kind that a schema's own keywords make; `None` when it has none.
    pub(super) fn own_kind(
        &mut self,
        node: &'d Node,
        hint: &str,
        nullable: &mut bool,
    ) -> Option<SchemaKind> {
        if is_null_only(node) {
            return Some(SchemaKind::Null);
        }
        let values = self.values(node, nullable);
        match node.str("type").or_else(|| implied_type(node)) {
            Some("string") => Some(SchemaKind::String(self.string(node, &values))),
            Some("integer") => Some(SchemaKind::Integer(self.integer(node, &values))),
            Some("number") => Some(SchemaKind::Number(self.number(node, &values))),
            Some("boolean") => {
                let values = self.typed(&values, "a boolean", Node::as_bool);
                Some(SchemaKind::Boolean(values))
            }
            Some("array") => Some(SchemaKind::Array(Box::new(self.array(node, hint)))),
            Some("object") => Some(SchemaKind::Object(Box::new(self.object(node, hint)))),
            Some(other) => {
                let message = format!("there is no type `{other}` in OpenAPI 3.0");
                let help = "use string, number, integer, boolean, array or object; `nullable: true` for null";
                self.refuse("schema-type", node, message, help);
                None
            }
            None => {
                self.refuse_typeless_rules(node);
                None
            }
        }
    }

    /// The members of `enum`, `null` taken out.
    fn values(&mut self, node: &'d Node, nullable: &mut bool) -> Vec<&'d Node> {
        let Some(list) = node.get("enum") else {
            return Vec::new();
        };
        let (nulls, values): (Vec<_>, Vec<_>) = list
            .items()
            .partition(|value| matches!(value.data, Data::Null));
        *nullable |= !nulls.is_empty();
        if values.is_empty() && nulls.is_empty() {
            self.refuse(
                "enum",
                list,
                "the enum is empty",
                "name the values, or leave `enum` out",
            );
        }
        if matches!(node.str("type"), Some("object" | "array")) && !values.is_empty() {
            let message = "values of an enum can only be scalars";
            self.refuse(
                "enum",
                list,
                message,
                "describe the shape with properties or items",
            );
        }
        values
    }

    fn typed<T>(
        &mut self,
        values: &[&'d Node],
        wanted: &str,
        read: impl Fn(&'d Node) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for value in values {
            match read(value) {
                Some(value) => found.push(value),
                None => {
                    let message =
                        format!("the enum's value is {}, not {wanted}", value.type_name());
                    self.refuse(
                        "enum",
                        value,
                        message,
                        "give values of the schema's type; quote texts",
                    );
                }
            }
        }
        found
    }

    fn string(&mut self, node: &'d Node, values: &[&'d Node]) -> StringRules {
        StringRules {
            min_length: self.count(node, "minLength"),
            max_length: self.count(node, "maxLength"),
            pattern: node.str("pattern").map(str::to_owned),
            format: node.str("format").map(str::to_owned),
            values: self.typed(values, "a string", |value| {
                value.as_str().map(str::to_owned)
            }),
        }
    }

    fn integer(&mut self, node: &'d Node, values: &[&'d Node]) -> NumberRules<i128> {
        let multiple_of = node.get("multipleOf").and_then(|multiple| {
            let number = multiple
                .as_number()
                .and_then(whole)
                .filter(|number| *number > 0);
            if number.is_none() {
                let message = "`multipleOf` of an integer is a whole number above 0";
                self.refuse(
                    "number",
                    multiple,
                    message,
                    "mend it, or use `type: number`",
                );
            }
            number
        });
        NumberRules {
            min: bound(node, "minimum", "exclusiveMinimum", |n| {
                whole(n).or_else(|| ceil(n))
            }),
            max: bound(node, "maximum", "exclusiveMaximum", |n| {
                whole(n).or_else(|| floor(n))
            }),
            multiple_of,
            format: node.str("format").map(str::to_owned),
            values: self.typed(values, "a whole number", |value| {
                value.as_number().and_then(whole)
            }),
        }
    }

    fn number(&mut self, node: &'d Node, values: &[&'d Node]) -> NumberRules<f64> {
        let multiple_of = node.get("multipleOf").and_then(|multiple| {
            let number = multiple
                .as_number()
                .and_then(Number::as_f64)
                .filter(|n| *n > 0.0);
            if number.is_none() {
                self.refuse(
                    "number",
                    multiple,
                    "`multipleOf` is a number above 0",
                    "mend it",
                );
            }
            number
        });
        NumberRules {
            min: bound(node, "minimum", "exclusiveMinimum", Number::as_f64),
            max: bound(node, "maximum", "exclusiveMaximum", Number::as_f64),
            multiple_of,
            format: node.str("format").map(str::to_owned),
            values: self.typed(values, "a number", |value| value.as_number()?.as_f64()),
        }
    }

    fn array(&mut self, node: &'d Node, hint: &str) -> ArrayRules {
        let items = match node.get("items") {
            Some(items) => self.schema(items, &format!("{hint}Item")),
            None => {
                // OpenAPI wants `items`; without it JSON Schema lets anything in.
                self.note(
                    "items",
                    node,
                    "the array has no `items`: anything may be in it",
                );
                super::schema::any(node)
            }
        };
        ArrayRules {
            items,
            min_items: self.count(node, "minItems"),
            max_items: self.count(node, "maxItems"),
            unique: node.flag("uniqueItems"),
        }
    }

    fn object(&mut self, node: &'d Node, hint: &str) -> ObjectRules {
        let required: Vec<&str> = node
            .get("required")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::as_str)
            .collect();
        let mut properties = IndexMap::new();
        for (name, property) in node.get("properties").into_iter().flat_map(Node::members) {
            let schema = self.schema(property, &format!("{hint}{}", camel(name)));
            let required = required.contains(&name);
            properties.insert(name.to_owned(), Property { required, schema });
        }
        // A name that is only in `required` must still be there, whatever it holds.
        for name in required {
            properties
                .entry(name.to_owned())
                .or_insert_with(|| Property {
                    required: true,
                    schema: super::schema::any(node),
                });
        }
        let additional = match node.get("additionalProperties") {
            None => AdditionalProperties::Any,
            Some(written) => match written.as_bool() {
                Some(true) => AdditionalProperties::Any,
                Some(false) => AdditionalProperties::Closed,
                None => self.additional(written, hint),
            },
        };
        ObjectRules {
            properties,
            additional,
            min_properties: self.count(node, "minProperties"),
            max_properties: self.count(node, "maxProperties"),
        }
    }

    fn additional(&mut self, node: &'d Node, hint: &str) -> AdditionalProperties {
        let schema: Schema = self.schema(node, &format!("{hint}Value"));
        match schema.kind {
            SchemaKind::Any => AdditionalProperties::Any,
            _ => AdditionalProperties::Schema(Box::new(schema)),
        }
    }

    fn count(&mut self, node: &'d Node, key: &str) -> Option<usize> {
        let written = node.get(key)?;
        let count = written
            .as_number()
            .and_then(whole)
            .and_then(|n| usize::try_from(n).ok());
        if count.is_none() {
            let message = format!("`{key}` is not a whole number from 0");
            self.refuse("number", written, message, "mend it");
        }
        count
    }

    /// Without a type, a rule holds for values of one type only and lets the others through: no
    /// Rust type says that.
    fn refuse_typeless_rules(&mut self, node: &'d Node) {
        let rules = [
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "enum",
        ];
        for key in rules {
            if let Some(rule) = node.get(key) {
                let message = format!("`{key}` stands in a schema without a type");
                self.refuse("schema-type", rule, message, "say the type with `type`");
            }
        }
    }
}

/// Whether `null` is the only value that `enum` leaves.
pub(super) fn is_null_only(node: &Node) -> bool {
    let Some(values) = node.get("enum") else {
        return false;
    };
    let mut values = values.items().peekable();
    values.peek().is_some() && values.all(|value| matches!(value.data, Data::Null))
}

/// The type that a schema without `type` means.
fn implied_type(node: &Node) -> Option<&'static str> {
    let has = |key| node.get(key).is_some();
    if [
        "properties",
        "additionalProperties",
        "required",
        "minProperties",
        "maxProperties",
    ]
    .into_iter()
    .any(has)
    {
        return Some("object");
    }
    if has("items") {
        return Some("array");
    }
    let composed = ["allOf", "oneOf", "anyOf"].into_iter().any(has);
    let values: Vec<&Node> = node.get("enum")?.items().collect();
    let scalars = values
        .iter()
        .filter(|value| !matches!(value.data, Data::Null));
    let mut kinds: Vec<_> = scalars
        .map(|value| match &value.data {
            Data::String(_) => "string",
            Data::Bool(_) => "boolean",
            Data::Number(number) if number.is_f64() => "number",
            Data::Number(_) => "integer",
            _ => "none",
        })
        .collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] if *kind != "none" => Some(kind),
        [] if !composed => None,
        _ => None,
    }
}

fn bound<T>(
    node: &Node,
    key: &str,
    exclusive: &str,
    read: impl Fn(&Number) -> Option<T>,
) -> Option<Bounds<T>> {
    let value = read(node.get(key)?.as_number()?)?;
    Some(Bounds {
        value,
        exclusive: node.flag(exclusive),
    })
}

/// The number, if it is whole; `100.0` is.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: &Number) -> Option<i128> {
    if let Some(number) = number.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = number.as_u64() {
        return Some(number.into());
    }
    let float = number.as_f64()?;
    (float.fract() == 0.0 && float.abs() < 1e38).then_some(float as i128)
}

#[allow(clippy::cast_possible_truncation)]
fn ceil(number: &Number) -> Option<i128> {
    number.as_f64().map(|float| float.ceil() as i128)
}

#[allow(clippy::cast_possible_truncation)]
fn floor(number: &Number) -> Option<i128> {
    number.as_f64().map(|float| float.floor() as i128)
}
