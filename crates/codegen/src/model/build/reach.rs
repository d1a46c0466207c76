//! What can be reached from where: nullability, usage and modules of named schemas.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Api, Schema, SchemaKind};

/// Moves nullability from named schemas to the references to them, so that a Rust type is never
/// itself an option.
pub(super) fn move_nullability(api: &mut Api) {
    let nullable: BTreeSet<String> = api
        .schemas
        .keys()
        .filter(|name| is_nullable(api, name))
        .cloned()
        .collect();
    let mark = |schema: &mut Schema| {
        walk_mut(schema, &mut |schema| {
            if let SchemaKind::Ref(name) = &schema.kind {
                schema.nullable |= nullable.contains(name);
            }
        })
    };
    for named in api.schemas.values_mut() {
        mark(&mut named.schema);
        named.schema.nullable = false;
    }
    for operation in &mut api.operations {
        operation
            .params
            .iter_mut()
            .for_each(|param| mark(&mut param.schema));
        if let Some(body) = &mut operation.body {
            body.contents
                .iter_mut()
                .for_each(|content| mark(&mut content.schema));
        }
        for response in &mut operation.responses {
            response
                .contents
                .iter_mut()
                .for_each(|content| mark(&mut content.schema));
            response
                .headers
                .iter_mut()
                .for_each(|header| mark(&mut header.schema));
        }
    }
}

fn is_nullable(api: &Api, name: &str) -> bool {
    let mut name = name;
    // Aliases lead on; the bound only guards against a circle of them.
    for _ in 0..64 {
        let Some(named) = api.schemas.get(name) else {
            return false;
        };
        if named.schema.nullable {
            return true;
        }
        match &named.schema.kind {
            SchemaKind::Ref(next) => name = next,
            _ => return false,
        }
    }
    false
}

fn walk_mut(schema: &mut Schema, visit: &mut impl FnMut(&mut Schema)) {
    visit(schema);
    for child in schema.children_mut() {
        walk_mut(child, visit);
    }
}

/// Says of every named schema which side uses it and which tag's module it belongs to.
pub(super) fn assign(api: &mut Api) {
    let edges: HashMap<String, Vec<String>> = api
        .schemas
        .iter()
        .map(|(name, named)| (name.clone(), references(&named.schema)))
        .collect();
    let mut reached: HashMap<String, Reach> = HashMap::new();
    for operation in &api.operations {
        let mut requests = Vec::new();
        let mut responses = Vec::new();
        operation
            .params
            .iter()
            .for_each(|param| requests.extend(references(&param.schema)));
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            requests.extend(references(&content.schema));
        }
        for response in &operation.responses {
            response
                .contents
                .iter()
                .for_each(|c| responses.extend(references(&c.schema)));
            response
                .headers
                .iter()
                .for_each(|h| responses.extend(references(&h.schema)));
        }
        spread(&edges, requests, &mut reached, |reach| {
            let news = reach.tags.insert(operation.tag) | !reach.request;
            reach.request = true;
            news
        });
        spread(&edges, responses, &mut reached, |reach| {
            let news = reach.tags.insert(operation.tag) | !reach.response;
            reach.response = true;
            news
        });
    }
    for (name, named) in &mut api.schemas {
        let Some(reach) = reached.get(name) else {
            continue;
        };
        named.usage.request = reach.request;
        named.usage.response = reach.response;
        if let (Some(tag), 1) = (reach.tags.first(), reach.tags.len()) {
            named.module.clone_from(&api.tags[*tag].module);
        }
    }
}

#[derive(Default)]
struct Reach {
    request: bool,
    response: bool,
    tags: BTreeSet<usize>,
}

/// Marks everything reachable from `start`, stopping where a mark brings nothing new.
fn spread(
    edges: &HashMap<String, Vec<String>>,
    start: Vec<String>,
    reached: &mut HashMap<String, Reach>,
    mark: impl Fn(&mut Reach) -> bool,
) {
    let mut pending = start;
    while let Some(name) = pending.pop() {
        if mark(reached.entry(name.clone()).or_default()) {
            pending.extend(edges.get(&name).into_iter().flatten().cloned());
        }
    }
}

fn references(schema: &Schema) -> Vec<String> {
    let mut names = Vec::new();
    collect(schema, &mut names);
    names
}

fn collect(schema: &Schema, names: &mut Vec<String>) {
    if let SchemaKind::Ref(name) = &schema.kind {
        names.push(name.clone());
    }
    if let SchemaKind::OneOf(_, Some(found)) | SchemaKind::AnyOf(_, Some(found)) = &schema.kind {
        names.extend(found.mapping.keys().cloned());
    }
    for child in schema.children() {
        collect(child, names);
    }
}
