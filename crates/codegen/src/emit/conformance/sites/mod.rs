//! Goes through the schema of a body or parameter and writes, for every rule that it meets, a
//! request that breaks just that rule, and those at the rule's edge that must pass.

mod arrays;
mod numbers;
mod objects;
mod strings;

use serde_json::Value;

use super::{
    row::{Row, set},
    sample::Samples,
};
use crate::model::{Schema, SchemaKind};

/// How deep a schema is followed; a recursive one comes back to rules that were broken already.
const DEEPEST: usize = 12;

/// Where a value travels, as far as it decides what can be written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In JSON, which has types.
    Json,
    /// In a part of a form.
    Form,
    /// In the query.
    Query,
    /// In a segment of the path.
    Path,
    /// In a header.
    Header,
}

impl Place {
    /// Whether a value has a type of its own, or is text like every other.
    fn is_typed(self) -> bool {
        self == Self::Json
    }
}

/// A value in a request and what the document says of it.
#[derive(Clone)]
pub(super) struct Site<'a> {
    /// Its schema.
    pub schema: &'a Schema,
    /// The nearest named schema.
    pub named: Option<&'a str>,
    /// Where edits change it.
    pub address: String,
    /// What `details` calls it.
    pub field: String,
    /// Where it travels.
    pub place: Place,
    /// Which request it is a part of.
    pub request: usize,
    /// The value itself, a good one.
    pub value: Value,
    /// How many steps it is from the top.
    pub depth: usize,
}

/// The rows of an operation.
pub(super) struct Rows<'s, 'a> {
    pub samples: &'s Samples<'a>,
    /// Whether `null` counts as absent where the schema does not take it.
    pub null_is_absent: bool,
    /// What must be refused.
    pub broken: Vec<Row>,
    /// What must pass.
    pub passes: Vec<Row>,
}

impl<'a> Rows<'_, 'a> {
    /// Writes the rows of a value and all that is in it.
    pub(super) fn visit(&mut self, mut site: Site<'a>) {
        if site.depth > DEEPEST {
            return;
        }
        if let SchemaKind::Ref(name) = &site.schema.kind {
            site.named = Some(name);
        }
        let nullable = site.schema.nullable;
        site.schema = self.samples.target(site.schema);
        if nullable && site.place.is_typed() {
            self.pass(&site, "nullable", set(&site.address, Value::Null));
        }
        match &site.schema.kind {
            SchemaKind::String(rules) => self.string(&site, rules),
            SchemaKind::Integer(rules) => self.integer(&site, rules),
            SchemaKind::Number(rules) => self.number(&site, rules),
            SchemaKind::Boolean(values) => self.boolean(&site, values),
            SchemaKind::Array(rules) => self.array(&site, rules),
            SchemaKind::Object(rules) => self.object(&site, rules),
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Ref(_) => {}
            SchemaKind::AllOf(_) => self.gap(&site, "allOf", "combinations are not taken apart"),
            SchemaKind::OneOf(..) => self.gap(&site, "oneOf", "the branches are not taken apart"),
            SchemaKind::AnyOf(..) => self.gap(&site, "anyOf", "the branches are not taken apart"),
            SchemaKind::Not(_) => self.gap(&site, "not", "what a schema refuses is not made up"),
        }
    }

    /// A request that breaks one rule, at the site's own field.
    fn breaks(&mut self, site: &Site<'_>, rule: &'static str, edit: Value) {
        self.breaks_at(site, rule, site.field.clone(), edit);
    }

    /// A request that breaks one rule, at another field.
    fn breaks_at(&mut self, site: &Site<'_>, rule: &'static str, field: String, edit: Value) {
        self.broken.push(row(site, rule, field, Some(edit), None));
    }

    /// A request that breaks one rule and cannot but break another of the same field.
    fn breaks_with(&mut self, site: &Site<'_>, rule: &'static str, edit: Value, reason: &str) {
        self.broken.push(row(
            site,
            rule,
            site.field.clone(),
            Some(edit),
            Some(reason),
        ));
    }

    /// A rule that no request can break.
    fn gap(&mut self, site: &Site<'_>, rule: &'static str, reason: &str) {
        self.broken
            .push(row(site, rule, site.field.clone(), None, Some(reason)));
    }

    /// A request at the edge of a rule.
    fn pass(&mut self, site: &Site<'_>, rule: &'static str, edit: Value) {
        self.passes
            .push(row(site, rule, site.field.clone(), Some(edit), None));
    }

    /// An edge that no request can reach.
    fn pass_gap(&mut self, site: &Site<'_>, rule: &'static str, reason: &str) {
        self.passes
            .push(row(site, rule, site.field.clone(), None, Some(reason)));
    }
}

fn row(
    site: &Site<'_>,
    rule: &'static str,
    field: String,
    edit: Option<Value>,
    reason: Option<&str>,
) -> Row {
    Row {
        rule,
        field,
        request: site.request,
        edit,
        schema: site.named.map(str::to_owned),
        reason: reason.map(str::to_owned),
    }
}
