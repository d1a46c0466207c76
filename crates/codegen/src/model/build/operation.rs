//! Operations.

use super::{Builder, Tags};
use crate::{
    load::Node,
    model::{
        Operation,
        names::{camel, snake},
    },
};

impl<'d> Builder<'d> {
    pub(super) fn operation(
        &mut self,
        path: &str,
        item: &'d Node,
        method: &str,
        node: &'d Node,
        tags: &mut Tags,
    ) -> Operation {
        let id = match node.str("operationId") {
            Some(id) => id.to_owned(),
            None => made_up_id(method, path),
        };
        let prefix = camel(&id);
        let tag = node
            .get("tags")
            .and_then(|tags| tags.items().next())
            .and_then(Node::as_str);
        self.mention_what_is_left_out(node);
        Operation {
            method_name: snake(&id),
            tag: tags.index(tag.unwrap_or("default"), None),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            summary: self.text(node, item, "summary"),
            description: self.text(node, item, "description"),
            deprecated: node.flag("deprecated"),
            params: self.params(item, node, &prefix),
            body: node
                .get("requestBody")
                .map(|body| self.body(self.resolve(body), &prefix)),
            responses: self.responses(node, &prefix),
            security: self.security(node),
            required_scope: node.str("x-required-scope").map(str::to_owned),
            idempotent: node.flag("x-idempotent"),
            max_body_bytes: node
                .get("x-max-body-bytes")
                .and_then(Node::as_number)
                .and_then(serde_json::Number::as_u64),
            place: node.place.clone(),
            id,
            type_prefix: prefix,
        }
    }

    /// The operation's own text, or the one that its path has for all.
    fn text(&self, node: &Node, item: &Node, key: &str) -> Option<String> {
        node.str(key).or_else(|| item.str(key)).map(str::to_owned)
    }

    fn mention_what_is_left_out(&mut self, node: &'d Node) {
        if let Some(callbacks) = node.get("callbacks") {
            let message = "callbacks are requests that the server sends: not generated";
            self.note("callbacks", callbacks, message);
        }
    }
}

/// `get_orders_by_order_id` for `GET /orders/{orderId}`.
fn made_up_id(method: &str, path: &str) -> String {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let words = segments.map(|segment| match segment.strip_prefix('{') {
        Some(name) => format!("by {}", name.trim_end_matches('}')),
        None => segment.to_owned(),
    });
    let words: Vec<String> = words.collect();
    snake(&format!("{method} {}", words.join(" ")))
}
