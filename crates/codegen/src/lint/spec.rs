//! The document as the rules look at it: operations with what they send and receive, and every
//! schema with where it stands.

use std::collections::BTreeSet;

use crate::load::{Document, Node, at, grammar::METHODS};

/// The document with its operations and schemas laid out.
pub struct Spec<'d> {
    /// The bundled document and its files.
    pub document: &'d Document,
    /// Operations in order.
    pub operations: Vec<Operation<'d>>,
    /// Every schema, inner ones included.
    pub schemas: Vec<Visit<'d>>,
    /// Names of the schemas that requests reach.
    pub requested: BTreeSet<&'d str>,
    /// Names of the schemas that responses reach.
    pub answered: BTreeSet<&'d str>,
}

/// An operation.
pub struct Operation<'d> {
    pub path: &'d str,
    pub method: &'d str,
    pub node: &'d Node,
    /// Its own parameters and its path's, resolved.
    pub params: Vec<&'d Node>,
    /// Its body, resolved.
    pub body: Option<&'d Node>,
    pub responses: Vec<Response<'d>>,
}

/// A response of an operation.
pub struct Response<'d> {
    pub status: &'d str,
    /// As it stands in the operation, perhaps a reference.
    pub written: &'d Node,
    /// What it refers to.
    pub node: &'d Node,
}

/// A schema and where it stands.
pub struct Visit<'d> {
    pub node: &'d Node,
    /// The component it belongs to; none for a schema in a parameter, header or body.
    pub component: Option<&'d str>,
    pub position: Position<'d>,
}

/// Where a schema stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Position<'d> {
    /// As a component, or directly in a parameter, header or body.
    Root,
    /// As this property of `parent`.
    Property(&'d str),
    /// As `items` or `additionalProperties`.
    Element,
    /// In a composition.
    Branch,
}

impl<'d> Spec<'d> {
    pub fn new(document: &'d Document) -> Self {
        let mut spec = Self {
            document,
            operations: Vec::new(),
            schemas: Vec::new(),
            requested: BTreeSet::new(),
            answered: BTreeSet::new(),
        };
        spec.find_operations();
        spec.find_schemas();
        spec.find_sides();
        spec
    }

    pub fn root(&self) -> &'d Node {
        &self.document.root
    }

    /// The node itself, or what its references lead to.
    pub fn resolve(&self, node: &'d Node) -> &'d Node {
        let mut node = node;
        for _ in 0..64 {
            let pointer = node.str("$ref").and_then(|text| text.strip_prefix('#'));
            match pointer.and_then(|pointer| at(self.root(), pointer)) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// What a schema means: through references, and through the way to write a nullable one.
    pub fn meaning(&self, node: &'d Node) -> &'d Node {
        let mut node = self.resolve(node);
        while let Some(target) = nullable_reference(node) {
            let next = self.resolve(target);
            if std::ptr::eq(next, node) {
                break;
            }
            node = next;
        }
        node
    }

    /// The components of a section.
    pub fn components(&self, section: &str) -> impl Iterator<Item = (&'d str, &'d Node)> + use<'d> {
        let found = self.root().get("components").and_then(|c| c.get(section));
        found.into_iter().flat_map(Node::members)
    }

    fn find_operations(&mut self) {
        let paths = self.root().get("paths").into_iter().flat_map(Node::members);
        for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
            for (method, node) in item.members().filter(|(key, _)| METHODS.contains(key)) {
                let operation = self.operation(path, item, method, node);
                self.operations.push(operation);
            }
        }
    }

    fn operation(
        &self,
        path: &'d str,
        item: &'d Node,
        method: &'d str,
        node: &'d Node,
    ) -> Operation<'d> {
        let params = [item.get("parameters"), node.get("parameters")]
            .into_iter()
            .flatten();
        let responses = node.get("responses").into_iter().flat_map(Node::members);
        Operation {
            path,
            method,
            node,
            params: params
                .flat_map(Node::items)
                .map(|param| self.resolve(param))
                .collect(),
            body: node.get("requestBody").map(|body| self.resolve(body)),
            responses: responses
                .filter(|(status, _)| !status.starts_with("x-"))
                .map(|(status, written)| Response {
                    status,
                    written,
                    node: self.resolve(written),
                })
                .collect(),
        }
    }

    fn find_schemas(&mut self) {
        let mut found = Vec::new();
        for (name, node) in self.components("schemas") {
            visit(node, Some(name), Position::Root, &mut found);
        }
        for section in ["parameters", "headers"] {
            for (_, node) in self.components(section) {
                found.extend_from(node.get("schema"));
            }
        }
        let bodies = self
            .components("requestBodies")
            .chain(self.components("responses"));
        for (_, node) in bodies {
            found.extend_from_content(node);
        }
        for operation in &self.operations {
            let params = operation
                .node
                .get("parameters")
                .into_iter()
                .flat_map(Node::items);
            params.for_each(|param| found.extend_from(param.get("schema")));
            let body = operation.node.get("requestBody").into_iter();
            for node in body.chain(operation.responses.iter().map(|response| response.written)) {
                found.extend_from_content(node);
            }
        }
        self.schemas = found;
    }

    fn find_sides(&mut self) {
        for operation in &self.operations {
            let params = operation
                .params
                .iter()
                .filter_map(|param| param.get("schema"));
            for schema in params.chain(operation.body.into_iter().flat_map(content_schemas)) {
                reach(self.root(), schema, &mut self.requested);
            }
            for response in &operation.responses {
                let headers = response
                    .node
                    .get("headers")
                    .into_iter()
                    .flat_map(Node::members);
                let headers = headers.filter_map(|(_, header)| self.resolve(header).get("schema"));
                let headers: Vec<_> = headers.collect();
                for schema in headers.into_iter().chain(content_schemas(response.node)) {
                    reach(self.root(), schema, &mut self.answered);
                }
            }
        }
    }
}

impl<'d> Operation<'d> {
    /// `operationId`, or method and path.
    pub fn name(&self) -> String {
        match self.node.str("operationId") {
            Some(id) => id.to_owned(),
            None => format!("{} {}", self.method.to_uppercase(), self.path),
        }
    }

    pub fn response(&self, status: &str) -> Option<&Response<'d>> {
        self.responses
            .iter()
            .find(|response| response.status == status)
    }

    /// Whether it takes a parameter of that name there; headers in any case.
    pub fn takes(&self, location: &str, name: &str) -> bool {
        self.params.iter().any(|param| {
            param.str("in") == Some(location)
                && param
                    .str("name")
                    .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
    }
}

impl Response<'_> {
    pub fn is_success(&self) -> bool {
        self.status.starts_with(['1', '2', '3'])
    }

    pub fn is_failure(&self) -> bool {
        self.status.starts_with(['4', '5'])
    }
}

trait Extend<'d> {
    fn extend_from(&mut self, schema: Option<&'d Node>);
    fn extend_from_content(&mut self, node: &'d Node);
}

impl<'d> Extend<'d> for Vec<Visit<'d>> {
    fn extend_from(&mut self, schema: Option<&'d Node>) {
        if let Some(schema) = schema {
            visit(schema, None, Position::Root, self);
        }
    }

    fn extend_from_content(&mut self, node: &'d Node) {
        for schema in content_schemas(node) {
            self.extend_from(Some(schema));
        }
        for (_, header) in node.get("headers").into_iter().flat_map(Node::members) {
            self.extend_from(header.get("schema"));
        }
    }
}

/// The schemas of a body or response, one for each media type.
pub fn content_schemas<'d>(node: &'d Node) -> impl Iterator<Item = &'d Node> + use<'d> {
    let content = node.get("content").into_iter().flat_map(Node::members);
    content.filter_map(|(_, media)| media.get("schema"))
}

fn visit<'d>(
    node: &'d Node,
    component: Option<&'d str>,
    position: Position<'d>,
    found: &mut Vec<Visit<'d>>,
) {
    found.push(Visit {
        node,
        component,
        position,
    });
    if node.get("$ref").is_some() {
        return;
    }
    for (name, property) in node.get("properties").into_iter().flat_map(Node::members) {
        visit(property, component, Position::Property(name), found);
    }
    let additional = node
        .get("additionalProperties")
        .filter(|node| node.as_object().is_some());
    for element in node.get("items").into_iter().chain(additional) {
        visit(element, component, Position::Element, found);
    }
    for branch in branches(node) {
        visit(branch, component, Position::Branch, found);
    }
}

/// The parts of all compositions of a schema.
pub fn branches<'d>(node: &'d Node) -> impl Iterator<Item = &'d Node> + use<'d> {
    let lists = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .filter_map(|key| node.get(key));
    lists.flat_map(Node::items).chain(node.get("not"))
}

/// The schemas directly inside this one.
pub fn children(node: &Node) -> Vec<&Node> {
    let properties = node.get("properties").into_iter().flat_map(Node::members);
    let additional = node
        .get("additionalProperties")
        .filter(|node| node.as_object().is_some());
    properties
        .map(|(_, property)| property)
        .chain(node.get("items"))
        .chain(additional)
        .chain(branches(node))
        .collect()
}

/// The reference in `oneOf: [{$ref}, {nullable, enum: [null]}]`, which is how a reference that
/// can be null is written.
pub fn nullable_reference(node: &Node) -> Option<&Node> {
    let branches: Vec<_> = node.get("oneOf")?.items().collect();
    match branches.as_slice() {
        [target, null] if target.get("$ref").is_some() && is_null(null) => Some(target),
        _ => None,
    }
}

/// Whether `null` is all that the schema allows.
pub fn is_null(node: &Node) -> bool {
    let Some(values) = node.get("enum") else {
        return false;
    };
    let values: Vec<_> = values.items().collect();
    node.flag("nullable") && values.len() == 1 && values[0].type_name() == "null"
}

/// Adds the names of all components that a schema leads to.
fn reach<'d>(root: &'d Node, schema: &'d Node, found: &mut BTreeSet<&'d str>) {
    let mut pending = vec![schema];
    while let Some(node) = pending.pop() {
        let Some(reference) = node.str("$ref") else {
            pending.extend(children(node));
            continue;
        };
        let name = reference.rsplit('/').next().unwrap_or_default();
        if found.insert(name)
            && let Some(target) = reference.strip_prefix('#').and_then(|p| at(root, p))
        {
            pending.push(target);
        }
    }
}
