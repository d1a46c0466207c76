//! Rules of objects.

use serde_json::{Value, json};

use super::{Rows, Site};
use crate::{
    emit::conformance::row::{drop, set},
    model::{AdditionalProperties, ObjectRules, Property, Schema, SchemaKind},
};

/// A member that no object here has.
const UNKNOWN: &str = "unknownField";

impl<'a> Rows<'_, 'a> {
    pub(super) fn object(&mut self, site: &Site<'a>, rules: &'a ObjectRules) {
        if site.place.is_typed() {
            self.breaks(site, "type", set(&site.address, json!([])));
        }
        for (name, property) in &rules.properties {
            self.property(site, name, property);
        }
        match &rules.additional {
            AdditionalProperties::Any => {}
            AdditionalProperties::Closed => {
                let member = inside(&site.address, UNKNOWN);
                let field = inside(&site.field, UNKNOWN);
                self.breaks_at(site, "additionalProperties", field, set(&member, "x"));
            }
            AdditionalProperties::Schema(schema) => self.additional(site, schema),
        }
        self.member_count(site, rules);
    }

    fn property(&mut self, site: &Site<'a>, name: &'a str, property: &'a Property) {
        let value = site.value.get(name).cloned();
        let inner = Site {
            schema: &property.schema,
            named: site.named,
            address: inside(&site.address, name),
            field: inside(&site.field, name),
            value: value.clone().unwrap_or_default(),
            depth: site.depth + 1,
            ..*site
        };
        match property.required {
            true => self.breaks(&inner, "required", drop(&inner.address)),
            false => self.pass(&inner, "absent", drop(&inner.address)),
        }
        if inner.place.is_typed()
            && !property.schema.nullable
            && !self.takes_anything(&property.schema)
        {
            let null = set(&inner.address, Value::Null);
            match !property.required && self.null_is_absent {
                true => self.pass(&inner, "null", null),
                false => self.breaks(&inner, "null", null),
            }
        }
        match value {
            Some(_) => self.visit(inner),
            None => self.gap(&inner, "value", "no value could be made for this property"),
        }
    }

    fn additional(&mut self, site: &Site<'a>, schema: &'a Schema) {
        let Some(value) = self.samples.value(schema) else {
            return self.gap(site, "value", "no value could be made for a further member");
        };
        let member = inside(&site.address, "key");
        self.pass(site, "additionalProperties", set(&member, value.clone()));
        if site.value.get("key").is_some() {
            let inner = Site {
                schema,
                named: site.named,
                address: member,
                field: inside(&site.field, "key"),
                value,
                depth: site.depth + 1,
                ..*site
            };
            self.visit(inner);
        }
    }

    fn member_count(&mut self, site: &Site<'a>, rules: &ObjectRules) {
        if rules.min_properties.is_some_and(|least| least > 0) {
            match rules.properties.values().any(|property| property.required) {
                true => self.gap(
                    site,
                    "minProperties",
                    "fewer members would lack a required one",
                ),
                false => self.breaks(site, "minProperties", set(&site.address, json!({}))),
            }
        }
        if let Some(most) = rules.max_properties {
            let AdditionalProperties::Schema(schema) = &rules.additional else {
                return self.gap(site, "maxProperties", "there are not so many members");
            };
            let value = self.samples.value(schema).unwrap_or_default();
            let members = |count: usize| -> Value {
                let members = (0..count).map(|number| (format!("key{number}"), value.clone()));
                Value::Object(members.collect())
            };
            self.breaks(site, "maxProperties", set(&site.address, members(most + 1)));
            self.pass(site, "maxProperties", set(&site.address, members(most)));
        }
    }

    /// Whether `null` is as good as anything else.
    pub(super) fn takes_anything(&self, schema: &'a Schema) -> bool {
        matches!(
            self.samples.target(schema).kind,
            SchemaKind::Any | SchemaKind::Null
        )
    }
}

/// The pointer of a member.
fn inside(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
