//! Schemas: composition, names for inline ones, annotations.

use indexmap::IndexMap;

use super::{Builder, rules::is_null_only};
use crate::{
    load::Node,
    model::{AdditionalProperties, Discriminator, NamedSchema, Schema, SchemaKind, names::camel},
};

/// The schema that allows anything, written at `node`.
pub(super) fn any(node: &Node) -> Schema {
    Schema {
        kind: SchemaKind::Any,
        ..Schema::reference("", &node.place)
    }
}

impl<'d> Builder<'d> {
    /// A schema in a place where a Rust type will stand: one that needs a type of its own gets a
    /// name, made from `hint`.
    pub(super) fn schema(&mut self, node: &'d Node, hint: &str) -> Schema {
        let wish = camel(hint);
        let lifts = self.needs_name(node);
        // The name is claimed before what is inside is read: the outer one comes first.
        let name = lifts.then(|| self.claim_type(&wish));
        let schema = self.named_schema(node, name.as_deref().unwrap_or(&wish));
        match name {
            Some(name) => self.lift(name, schema),
            None => schema,
        }
    }

    fn claim_type(&mut self, wish: &str) -> String {
        let mut name = self.type_names.claim(wish, "");
        while self.schemas.contains_key(&name) {
            name = self.type_names.claim(wish, "");
        }
        self.schemas
            .insert(name.clone(), NamedSchema::new(&name, &name, any(self.root)));
        name
    }

    /// Puts `schema` under `name` and leaves a reference that keeps what belongs to the place.
    fn lift(&mut self, name: String, mut schema: Schema) -> Schema {
        let reference = Schema {
            kind: SchemaKind::Ref(name.clone()),
            nullable: schema.nullable,
            default: schema.default.take(),
            ..schema.clone()
        };
        schema.nullable = false;
        if let Some(entry) = self.schemas.get_mut(&name) {
            entry.schema = schema;
        }
        reference
    }

    /// Whether a Rust type of its own is needed: for members, for a choice, for a combination.
    fn needs_name(&self, node: &'d Node) -> bool {
        if node.get("$ref").is_some() {
            return false;
        }
        if let Some(only) = sole_part(node) {
            return self.needs_name(only);
        }
        let composed = ["allOf", "oneOf", "anyOf", "not"]
            .iter()
            .any(|key| node.get(key).is_some());
        let has_members = node
            .get("properties")
            .is_some_and(|p| p.members().next().is_some())
            || node
                .get("required")
                .is_some_and(|r| r.items().next().is_some());
        let closed = node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
        let is_text = node.str("type").is_none_or(|name| name == "string");
        let choice = node
            .get("enum")
            .is_some_and(|values| values.items().any(|v| v.as_str().is_some()));
        composed || has_members || closed || (choice && is_text)
    }

    /// A schema that has a name already (`hint`), or needs none.
    pub(super) fn named_schema(&mut self, node: &'d Node, hint: &str) -> Schema {
        if let Some(reference) = node.str("$ref") {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let name = name.replace("~1", "/").replace("~0", "~");
            return Schema::reference(&name, &node.place);
        }
        if node.as_object().is_none() {
            let message = format!("a schema is an object, not {}", node.type_name());
            self.refuse("schema", node, message, "write a schema");
            return any(node);
        }
        let mut nullable = node.flag("nullable");
        let kind = self.kind(node, hint, &mut nullable);
        let mut schema = Schema {
            kind,
            nullable,
            ..any(node)
        };
        annotate(&mut schema, node);
        schema
    }

    fn kind(&mut self, node: &'d Node, hint: &str, nullable: &mut bool) -> SchemaKind {
        let mut parts = Vec::new();
        if let Some(all) = node.get("allOf") {
            parts.extend(self.parts(all, hint, false));
        }
        for (key, any_of) in [("oneOf", false), ("anyOf", true)] {
            let Some(branches) = node.get(key) else {
                continue;
            };
            let part = self.choice(node, branches, hint, any_of, nullable);
            parts.push(Schema {
                kind: part,
                ..any(branches)
            });
        }
        if let Some(not) = node.get("not") {
            let inner = self.named_schema(not, hint);
            parts.push(Schema {
                kind: SchemaKind::Not(Box::new(inner)),
                ..any(not)
            });
        }
        let own = self.own_kind(node, hint, nullable);
        if parts.is_empty() {
            return own.unwrap_or(SchemaKind::Any);
        }
        if let Some(own) = own.filter(|own| !self.says_nothing_new(own, &parts)) {
            parts.push(Schema {
                kind: own,
                ..any(node)
            });
        }
        match parts.len() {
            1 => {
                let only = parts.swap_remove(0);
                *nullable |= only.nullable;
                only.kind
            }
            _ => SchemaKind::AllOf(parts),
        }
    }

    /// The members of `allOf`, or the branches of a choice, which become types of their own.
    fn parts(&mut self, list: &'d Node, hint: &str, branches: bool) -> Vec<Schema> {
        if list.items().next().is_none() {
            self.refuse(
                "schema",
                list,
                "the list is empty",
                "name at least one schema",
            );
        }
        let mut parts = Vec::new();
        for (index, item) in list.items().enumerate() {
            parts.push(match branches {
                true => {
                    let title = item.str("title").map(str::to_owned);
                    let title = title.unwrap_or_else(|| format!("Variant{index}"));
                    self.schema(item, &format!("{hint}{}", camel(&title)))
                }
                false => self.named_schema(item, hint),
            });
        }
        parts
    }

    fn choice(
        &mut self,
        node: &'d Node,
        branches: &'d Node,
        hint: &str,
        any_of: bool,
        nullable: &mut bool,
    ) -> SchemaKind {
        let mut parts = Vec::new();
        for (part, item) in self
            .parts(branches, hint, true)
            .into_iter()
            .zip(branches.items())
        {
            // A branch that is only `null` says that the whole may be null.
            match is_null_only(item) {
                true => *nullable = true,
                false => parts.push(part),
            }
        }
        for part in &mut parts {
            *nullable |= std::mem::take(&mut part.nullable);
        }
        if parts.len() == 1 && node.get("discriminator").is_none() {
            return parts.swap_remove(0).kind;
        }
        let discriminator = self.discriminator(node, &parts);
        match any_of {
            true => SchemaKind::AnyOf(parts, discriminator),
            false => SchemaKind::OneOf(parts, discriminator),
        }
    }

    fn discriminator(&mut self, node: &'d Node, parts: &[Schema]) -> Option<Discriminator> {
        let written = node.get("discriminator")?;
        let property = written.str("propertyName")?.to_owned();
        let mut mapping: IndexMap<String, String> = IndexMap::new();
        for (value, target) in written.get("mapping").into_iter().flat_map(Node::members) {
            let text = target.as_str().unwrap_or_default();
            let name = text.rsplit('/').next().unwrap_or(text).to_owned();
            let is_branch = |part: &Schema| matches!(&part.kind, SchemaKind::Ref(n) if *n == name);
            if !parts.iter().any(is_branch) {
                let message = format!("`{text}` is none of the branches");
                let help = "name a branch, or add it to them";
                self.refuse("discriminator", target, message, help);
            }
            if let Some(other) = mapping.insert(name, value.to_owned()) {
                let message = format!("`{text}` has two values, `{other}` and `{value}`");
                let help = "give each value a schema of its own";
                self.refuse("discriminator", target, message, help);
            }
        }
        for part in parts {
            match &part.kind {
                SchemaKind::Ref(name) => {
                    mapping.entry(name.clone()).or_insert_with(|| name.clone());
                }
                _ => self.refuse(
                    "discriminator",
                    written,
                    "a branch beside the discriminator has no name",
                    "put the branch into components.schemas and refer to it",
                ),
            }
        }
        Some(Discriminator { property, mapping })
    }

    /// Whether `own`, beside `parts`, only repeats their type.
    fn says_nothing_new(&self, own: &SchemaKind, parts: &[Schema]) -> bool {
        let bare = match own {
            SchemaKind::Object(rules) => {
                rules.properties.is_empty()
                    && matches!(rules.additional, AdditionalProperties::Any)
                    && rules.min_properties.is_none()
                    && rules.max_properties.is_none()
            }
            SchemaKind::String(rules) => *rules == Default::default(),
            SchemaKind::Integer(rules) => *rules == Default::default(),
            SchemaKind::Number(rules) => *rules == Default::default(),
            SchemaKind::Any => true,
            _ => false,
        };
        bare && parts.iter().all(|part| self.has_type_of(part, own, 0))
    }

    fn has_type_of(&self, schema: &Schema, own: &SchemaKind, depth: usize) -> bool {
        if depth > 32 {
            return false;
        }
        let inner = |part: &Schema| self.has_type_of(part, own, depth + 1);
        match (&schema.kind, own) {
            (SchemaKind::Ref(name), _) => {
                self.schemas
                    .get(name)
                    .is_some_and(|named| inner(&named.schema))
                    || self.component_type_is(name, own)
            }
            (SchemaKind::AllOf(all), _) => all.iter().any(inner),
            (SchemaKind::OneOf(all, _) | SchemaKind::AnyOf(all, _), _) => all.iter().all(inner),
            (SchemaKind::Object(_), SchemaKind::Object(_))
            | (SchemaKind::String(_), SchemaKind::String(_))
            | (SchemaKind::Integer(_), SchemaKind::Integer(_) | SchemaKind::Number(_))
            | (SchemaKind::Number(_), SchemaKind::Number(_))
            | (_, SchemaKind::Any) => true,
            _ => false,
        }
    }

    /// The same, from the document: the component may not have been read yet.
    fn component_type_is(&self, name: &str, own: &SchemaKind) -> bool {
        let components = self.root.get("components").and_then(|c| c.get("schemas"));
        let Some(node) = components.and_then(|schemas| schemas.get(name)) else {
            return false;
        };
        let node = self.resolve(node);
        let object = node.get("properties").is_some() || node.get("additionalProperties").is_some();
        match own {
            SchemaKind::Object(_) => node.str("type") == Some("object") || object,
            SchemaKind::String(_) => node.str("type") == Some("string"),
            SchemaKind::Integer(_) => node.str("type") == Some("integer"),
            SchemaKind::Number(_) => matches!(node.str("type"), Some("integer" | "number")),
            _ => false,
        }
    }
}

/// The one part of a composition, `null` aside, beside which nothing is said that is a rule.
fn sole_part(node: &Node) -> Option<&Node> {
    let list = ["allOf", "oneOf", "anyOf"]
        .iter()
        .find_map(|key| node.get(key))?;
    let mut items = list.items().filter(|item| !is_null_only(item));
    let only = items.next().filter(|_| items.next().is_none())?;
    let annotations = [
        "allOf",
        "oneOf",
        "anyOf",
        "nullable",
        "title",
        "description",
        "default",
        "example",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
    ];
    let quiet = |key: &str| annotations.contains(&key) || key.starts_with("x-");
    let compositions = node
        .members()
        .filter(|(key, _)| key.ends_with("Of"))
        .count();
    (compositions == 1 && node.members().all(|(key, _)| quiet(key))).then_some(only)
}

fn annotate(schema: &mut Schema, node: &Node) {
    let text = |key| node.str(key).map(str::to_owned);
    schema.title = text("title");
    schema.description = text("description");
    schema.default = node.get("default").map(Node::to_value);
    schema.example = node.get("example").map(Node::to_value);
    schema.deprecated = node.flag("deprecated");
    schema.read_only = node.flag("readOnly");
    schema.write_only = node.flag("writeOnly");
    schema.sensitive = node.flag("x-sensitive");
}
