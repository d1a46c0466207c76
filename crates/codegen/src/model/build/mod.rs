//! Lowers a loaded document to the model.

mod content;
mod operation;
mod params;
mod reach;
mod rules;
mod schema;
mod security;

use indexmap::IndexMap;

use super::{
    Api, NamedSchema, Operation, Tag,
    names::{MODULE_RESERVED, Scope, camel, snake},
};
use crate::{
    check,
    diagnostic::Diagnostic,
    load::{Document, Node, at, grammar::METHODS},
};

/// Lowers `document`, which is checked first.
///
/// # Errors
///
/// Everything in the document that cannot be generated, not only the first.
pub fn build(document: &Document) -> Result<Api, Vec<Diagnostic>> {
    let found = check::check(document);
    if !found.errors.is_empty() {
        return Err(found.errors);
    }
    let mut builder = Builder::new(document);
    builder.notes = found.notes;
    builder.components();
    let mut tags = builder.tags();
    let mut operations = builder.operations(&mut tags);
    operations.sort_by_key(|operation| operation.tag);
    let root = builder.root;
    let info = root.get("info");
    let text = |key| info.and_then(|info| info.str(key)).map(str::to_owned);
    let mut api = Api {
        title: text("title").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        description: text("description"),
        base_path: check::base_path(root),
        servers: builder.servers(),
        tags: tags.list,
        security_schemes: builder.security_schemes(),
        null_is_absent: root.flag("x-null-is-absent"),
        document: root.to_value(),
        schemas: std::mem::take(&mut builder.schemas),
        operations,
        notes: std::mem::take(&mut builder.notes),
    };
    if !builder.errors.is_empty() {
        builder.errors.sort();
        builder.errors.dedup();
        return Err(builder.errors);
    }
    reach::move_nullability(&mut api);
    reach::assign(&mut api);
    Ok(api)
}

struct Builder<'d> {
    root: &'d Node,
    schemas: IndexMap<String, NamedSchema>,
    /// Rust type names, of schemas and of what they will be put beside.
    type_names: Scope,
    errors: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
}

/// The tags, and which of them a name means.
struct Tags {
    list: Vec<Tag>,
    modules: Scope,
    types: Scope,
}

impl Tags {
    fn index(&mut self, name: &str, description: Option<&str>) -> usize {
        if let Some(index) = self.list.iter().position(|tag| tag.name == name) {
            return index;
        }
        let module = snake(name);
        let module = match MODULE_RESERVED.contains(&module.as_str()) {
            true => format!("{module}_"),
            false => module,
        };
        self.list.push(Tag {
            name: name.to_owned(),
            module: self.modules.claim(&module, "_"),
            type_name: self.types.claim(&camel(name), ""),
            description: description.map(str::to_owned),
        });
        self.list.len() - 1
    }
}

impl<'d> Builder<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            root: &document.root,
            schemas: IndexMap::new(),
            type_names: Scope::default(),
            errors: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn refuse(
        &mut self,
        rule: &'static str,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.errors
            .push(Diagnostic::new(rule, &node.place, message, help));
    }

    fn note(&mut self, rule: &'static str, node: &Node, message: impl Into<String>) {
        self.notes
            .push(Diagnostic::new(rule, &node.place, message, ""));
    }

    /// The node itself, or what its references lead to.
    fn resolve(&self, node: &'d Node) -> &'d Node {
        let mut node = node;
        // Bundling has refused circles; the bound only keeps this total.
        for _ in 0..64 {
            let target = node.str("$ref").and_then(|text| text.strip_prefix('#'));
            match target.and_then(|pointer| at(self.root, pointer)) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// Names every component first, so that inline schemas never take a component's name.
    fn components(&mut self) {
        let components = self.root.get("components").and_then(|c| c.get("schemas"));
        let Some(components) = components else { return };
        let named: Vec<_> = components
            .members()
            .map(|(name, node)| (name, node, self.type_names.claim(&camel(name), "")))
            .collect();
        for (name, node, type_name) in &named {
            let placeholder = NamedSchema::new(name, type_name, schema::any(node));
            self.schemas.insert((*name).to_owned(), placeholder);
        }
        for (name, node, type_name) in named {
            let schema = self.named_schema(node, &type_name);
            if let Some(entry) = self.schemas.get_mut(name) {
                entry.schema = schema;
            }
        }
    }

    fn tags(&mut self) -> Tags {
        let mut tags = Tags {
            list: Vec::new(),
            modules: Scope::default(),
            types: Scope::default(),
        };
        if let Some(declared) = self.root.get("tags") {
            for tag in declared.items() {
                if let Some(name) = tag.str("name") {
                    tags.index(name, tag.str("description"));
                }
            }
        }
        tags
    }

    fn operations(&mut self, tags: &mut Tags) -> Vec<Operation> {
        let mut operations = Vec::new();
        let mut methods = Scope::default();
        let mut types = Scope::default();
        let Some(paths) = self.root.get("paths") else {
            return operations;
        };
        for (path, item) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
            for (method, node) in item.members().filter(|(key, _)| METHODS.contains(key)) {
                let mut operation = self.operation(path, item, method, node, tags);
                operation.method_name = methods.claim(&operation.method_name, "_");
                operation.type_prefix = types.claim(&operation.type_prefix, "");
                operations.push(operation);
            }
        }
        operations
    }

    fn servers(&self) -> Vec<String> {
        let Some(servers) = self.root.get("servers") else {
            return Vec::new();
        };
        servers.items().filter_map(check::server_url).collect()
    }
}
