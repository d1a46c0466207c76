//! Rules about the shape of successes.

use std::collections::BTreeSet;

use super::{
    Findings,
    spec::{Operation, Response, Spec},
};
use crate::load::Node;

/// Successes of every operation.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for operation in &spec.operations {
        let mut paged = false;
        for response in operation
            .responses
            .iter()
            .filter(|response| response.is_success())
        {
            bodiless(response, found);
            paged |= envelope(spec, operation, response, found);
        }
        paging(operation, paged, found);
    }
}

fn bodiless(response: &Response<'_>, found: &mut Findings) {
    let has_body = response
        .node
        .get("content")
        .is_some_and(|content| content.members().next().is_some());
    if !has_body || response.status == "204" {
        let message = format!("the {} answer has no body", response.status);
        let help = "answer with the envelope: `{success, data}`";
        found.add("delete-no-content", response.node, message, help);
    }
}

/// Checks the envelope of a JSON success; whether it is paged.
fn envelope<'d>(
    spec: &Spec<'d>,
    operation: &Operation<'d>,
    response: &Response<'d>,
    found: &mut Findings,
) -> bool {
    let json = response
        .node
        .get("content")
        .and_then(|content| content.get("application/json"));
    let Some(schema) = json.and_then(|media| media.get("schema")) else {
        return false;
    };
    let schema = spec.resolve(schema);
    let properties = schema.get("properties");
    let names: BTreeSet<&str> = properties
        .into_iter()
        .flat_map(Node::members)
        .map(|(name, _)| name)
        .collect();
    let paged = names.contains("pagination");
    let mut rest = names.clone();
    rest.remove("pagination");
    if rest != BTreeSet::from(["data", "success"]) {
        let found_names: Vec<_> = names.into_iter().collect();
        let message = format!("the success is {{{}}}", found_names.join(", "));
        found.add(
            "envelope-shape",
            schema,
            message,
            "make it {success, data}, lists with pagination",
        );
        return paged;
    }
    let data = properties.and_then(|properties| properties.get("data"));
    // What a GET lists can grow; a POST answers with a result for each thing it was given.
    let lists = paged || operation.method == "get";
    if let Some(data) = data.map(|data| spec.meaning(data))
        && data.str("type") == Some("array")
        && lists
    {
        list(schema, data, paged, found);
    }
    paged
}

fn list(schema: &Node, data: &Node, paged: bool, found: &mut Findings) {
    let most = data
        .get("maxItems")
        .and_then(Node::as_number)
        .and_then(serde_json::Number::as_u64);
    if !paged {
        let help = "add `pagination`, and the parameters limit and cursor";
        found.add("envelope-shape", schema, "the list has no pagination", help);
    }
    if most.is_none_or(|most| most > 100) {
        let help = "set maxItems to 100 or less";
        found.add(
            "envelope-shape",
            data,
            "a page can have more than 100 entries",
            help,
        );
    }
}

fn paging(operation: &Operation<'_>, paged: bool, found: &mut Findings) {
    let limit = operation.takes("query", "limit");
    let cursor = operation.takes("query", "cursor");
    let name = operation.name();
    if paged && !(limit && cursor) {
        let message = format!("`{name}` answers in pages and does not take limit and cursor");
        let help = "add PageLimit and PageCursor of shared/parameters.yaml";
        found.add("list-parameters", operation.node, message, help);
    } else if cursor && !limit {
        let message = format!("`{name}` takes cursor and not limit");
        found.add("list-parameters", operation.node, message, "add PageLimit");
    } else if limit && !cursor {
        let message = format!("`{name}` takes limit and not cursor");
        found.add(
            "list-parameters",
            operation.node,
            message,
            "add PageCursor, or leave limit out",
        );
    }
}
