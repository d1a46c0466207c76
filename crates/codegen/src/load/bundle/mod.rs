//! Makes one document of many files: what is referred to becomes a component.
//!
//! A component is named by the last segment of the pointer that refers to it. Two different ones
//! of one name are told apart by a number; the root's own components keep theirs.

mod reference;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use indexmap::IndexMap;

use super::{
    Document,
    grammar::{Kind, Shape},
    node::{Data, Node, child_pointer, pointer_segments},
    source::{SourceFile, Sources, Target, at},
};
use crate::diagnostic::Diagnostic;

/// Bundles the document whose root is the first source.
pub fn bundle(sources: Sources) -> Result<Document, Vec<Diagnostic>> {
    let root = sources.file(0);
    if root.root.as_object().is_none() {
        return Err(vec![Diagnostic::new(
            "not-openapi",
            &root.root.place,
            format!("the document is {}, not an object", root.root.type_name()),
            "give the root file of an OpenAPI 3.0 document",
        )]);
    }
    let mut bundler = Bundler {
        sources,
        names: HashMap::new(),
        taken: HashSet::new(),
        pending: Vec::new(),
        found: BTreeMap::new(),
        used: BTreeSet::new(),
        path_items: Vec::new(),
        renamed: Vec::new(),
        notes: Vec::new(),
        errors: Vec::new(),
    };
    bundler.reserve_root_components(&root);
    let mut bundled = bundler.copy(&root.root, Kind::Root, 0);
    bundler.finish_pending();
    if !bundler.errors.is_empty() {
        return Err(bundler.errors);
    }
    bundler.attach(&mut bundled);
    Ok(Document {
        root: bundled,
        files: bundler.sources.into_files(),
        used: bundler.used,
        renamed: bundler.renamed,
        notes: bundler.notes,
    })
}

type Section = &'static str;

struct Bundler {
    sources: Sources,
    /// The component name of every target met.
    names: HashMap<(Section, Target), String>,
    taken: HashSet<(Section, String)>,
    /// Targets with a name whose contents are still to be copied.
    pending: Vec<(Section, Kind, Target, String)>,
    /// Copied components, in the order of their files.
    found: BTreeMap<Section, BTreeMap<(usize, usize, String), Node>>,
    used: BTreeSet<Target>,
    /// Path items being copied, to stop one that refers to itself.
    path_items: Vec<Target>,
    renamed: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
    errors: Vec<Diagnostic>,
}

impl Bundler {
    /// Names of the root's components are taken before anything else is named. A root component
    /// that only refers to another file lends its name to what it refers to.
    fn reserve_root_components(&mut self, root: &Arc<SourceFile>) {
        let mut aliases = Vec::new();
        for (kind, section) in sections() {
            let Some(components) = root.root.get("components").and_then(|c| c.get(section)) else {
                continue;
            };
            for (name, node) in components.members() {
                let pointer = child_pointer(&format!("/components/{section}"), name);
                self.names
                    .insert((section, Target { file: 0, pointer }), name.to_owned());
                self.taken.insert((section, name.to_owned()));
                if let Some(reference) = node.str("$ref") {
                    aliases.push((
                        kind,
                        section,
                        name.to_owned(),
                        reference.to_owned(),
                        node.place.clone(),
                    ));
                }
            }
        }
        for (kind, section, name, reference, place) in aliases {
            match self.follow(0, &reference, &place, kind) {
                Ok(target) => {
                    self.names.entry((section, target)).or_insert(name);
                }
                Err(error) => self.errors.push(error),
            }
        }
    }

    /// Copies a node, references rewritten. Errors are collected; what they stand for is left
    /// out, since the result is thrown away then.
    fn copy(&mut self, node: &Node, kind: Kind, file: usize) -> Node {
        let referable = kind.section().is_some() || kind == Kind::PathItem;
        if referable && let Some(reference) = node.str("$ref") {
            return self.reference(node, reference, kind, file);
        }
        let Data::Object(members) = &node.data else {
            return node.clone();
        };
        let copied = members.iter().map(|(key, child)| {
            let shape = kind.member(key).unwrap_or(Shape::Any);
            (key.clone(), self.copy_shape(child, shape, kind, file))
        });
        Node::new(Data::Object(copied.collect()), node.place.clone())
    }

    fn copy_shape(&mut self, node: &Node, shape: Shape, parent: Kind, file: usize) -> Node {
        match (shape, &node.data) {
            (Shape::One(kind) | Shape::BoolOr(kind), _) => self.copy(node, kind, file),
            (Shape::Many(kind), Data::Array(items)) => {
                let items = items
                    .iter()
                    .map(|item| self.copy(item, kind, file))
                    .collect();
                Node::new(Data::Array(items), node.place.clone())
            }
            (Shape::Map(kind), Data::Object(members)) => {
                let root_section = parent == Kind::Components && file == 0;
                let members = members.iter().map(|(key, child)| {
                    let extension =
                        key.starts_with("x-") && matches!(kind, Kind::PathItem | Kind::Response);
                    let child = match extension {
                        true => child.clone(),
                        false if root_section => self.copy_root_component(child, kind),
                        false => self.copy(child, kind, file),
                    };
                    (key.clone(), child)
                });
                Node::new(Data::Object(members.collect()), node.place.clone())
            }
            (Shape::TextMap, Data::Object(members)) if parent == Kind::Discriminator => {
                let members = members.iter();
                let members = members.map(|(key, child)| (key.clone(), self.mapping(child, file)));
                Node::new(Data::Object(members.collect()), node.place.clone())
            }
            _ => node.clone(),
        }
    }

    /// A root component that refers to another file becomes what it refers to.
    fn copy_root_component(&mut self, node: &Node, kind: Kind) -> Node {
        let Some(reference) = node.str("$ref") else {
            return self.copy(node, kind, 0);
        };
        let Ok(target) = self.follow(0, reference, &node.place, kind) else {
            return node.clone(); // told when names were reserved
        };
        if target.file == 0 && target.pointer.starts_with("/components/") {
            return self.reference(node, reference, kind, 0);
        }
        self.used.insert(target.clone());
        let source = self.sources.file(target.file);
        match at(&source.root, &target.pointer) {
            Some(found) => self.copy(found, kind, target.file),
            None => node.clone(),
        }
    }

    fn reference(&mut self, node: &Node, reference: &str, kind: Kind, file: usize) -> Node {
        self.refuse_siblings(node, kind);
        let place = node.get("$ref").map_or(&node.place, |text| &text.place);
        let target = match self.follow(file, reference, place, kind) {
            Ok(target) => target,
            Err(error) => {
                self.errors.push(error);
                return node.clone();
            }
        };
        self.used.insert(target.clone());
        match kind.section() {
            Some(section) => {
                let name = self.name_of(section, kind, target);
                let pointer = child_pointer(&format!("#/components/{section}"), &name);
                let text = Node::new(Data::String(pointer), place.clone());
                let members = IndexMap::from([("$ref".to_owned(), text)]);
                Node::new(Data::Object(members), node.place.clone())
            }
            None => self.path_item(node, target),
        }
    }

    fn path_item(&mut self, node: &Node, target: Target) -> Node {
        if self.path_items.contains(&target) {
            self.errors.push(Diagnostic::new(
                "reference-cycle",
                &node.place,
                "the path item contains itself",
                "break the circle",
            ));
            return node.clone();
        }
        let source = self.sources.file(target.file);
        let Some(found) = at(&source.root, &target.pointer) else {
            return node.clone();
        };
        let file = target.file;
        self.path_items.push(target);
        let copied = self.copy(found, Kind::PathItem, file);
        self.path_items.pop();
        copied
    }

    fn name_of(&mut self, section: Section, kind: Kind, target: Target) -> String {
        if let Some(name) = self.names.get(&(section, target.clone())) {
            return name.clone();
        }
        let wanted = component_name(&target, &self.sources.file(target.file).name);
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert((section, name.clone())) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        if name != wanted {
            let source = self.sources.file(target.file);
            let place = at(&source.root, &target.pointer).map_or(&source.root.place, |n| &n.place);
            self.renamed.push(Diagnostic::new(
                "component-name-duplicate",
                place,
                format!("`{wanted}` names two different {section}; this one is called `{name}`"),
                "give each its own name",
            ));
        }
        self.names.insert((section, target.clone()), name.clone());
        self.pending.push((section, kind, target, name.clone()));
        name
    }

    fn finish_pending(&mut self) {
        while let Some((section, kind, target, name)) = self.pending.pop() {
            let source = self.sources.file(target.file);
            let Some(found) = at(&source.root, &target.pointer) else {
                continue;
            };
            let copied = self.copy(found, kind, target.file);
            let order = (target.file, found.place.line, name);
            self.found.entry(section).or_default().insert(order, copied);
        }
    }

    /// Puts the components found beside those of the root.
    fn attach(&mut self, root: &mut Node) {
        let place = root.place.clone();
        let Data::Object(members) = &mut root.data else {
            return;
        };
        let empty = || Node::new(Data::Object(IndexMap::new()), place.clone());
        for (section, found) in std::mem::take(&mut self.found) {
            let components = members.entry("components".to_owned()).or_insert_with(empty);
            let Data::Object(sections) = &mut components.data else {
                continue;
            };
            let components = sections.entry(section.to_owned()).or_insert_with(empty);
            let Data::Object(components) = &mut components.data else {
                continue;
            };
            components.extend(found.into_iter().map(|((_, _, name), node)| (name, node)));
        }
    }

    /// A mapping's value is a component's name or a reference.
    fn mapping(&mut self, node: &Node, file: usize) -> Node {
        let Some(text) = node.as_str() else {
            return node.clone();
        };
        if !text.contains(['#', '/']) && !text.ends_with(".yaml") && !text.ends_with(".json") {
            return node.clone();
        }
        match self.follow(file, text, &node.place, Kind::Schema) {
            Ok(target) => {
                self.used.insert(target.clone());
                let name = self.name_of("schemas", Kind::Schema, target);
                let pointer = child_pointer("#/components/schemas", &name);
                Node::new(Data::String(pointer), node.place.clone())
            }
            Err(error) => {
                self.errors.push(error);
                node.clone()
            }
        }
    }
}

/// The kinds that have a section, with its name.
fn sections() -> impl Iterator<Item = (Kind, Section)> {
    Kind::Components
        .members()
        .iter()
        .filter_map(|(name, shape)| match shape {
            Shape::Map(kind) => Some((*kind, *name)),
            _ => None,
        })
}

/// The last segment of the pointer, or the file's name where the whole file is meant; in the
/// characters that a component's name may have.
fn component_name(target: &Target, file: &str) -> String {
    let segments = pointer_segments(&target.pointer).unwrap_or_default();
    let stem = || {
        let name = file.rsplit('/').next().unwrap_or(file);
        name.split('.').next().unwrap_or(name).to_owned()
    };
    let name = segments.last().cloned().unwrap_or_else(stem);
    let clean = |c: char| {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(clean).collect();
    if name.is_empty() {
        "Unnamed".to_owned()
    } else {
        name
    }
}
