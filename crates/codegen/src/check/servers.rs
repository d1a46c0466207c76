//! Servers: one base path for the whole document.

use super::Findings;
use crate::{diagnostic::Diagnostic, load::Node};

/// One base path is generated. Another host is the caller's to name, another path would be wrong.
pub fn check(root: &Node, node: &Node, found: &mut Findings) {
    let Some(servers) = node.get("servers") else {
        return;
    };
    let base = base_path(root);
    for server in servers.items() {
        let path = server_path(server);
        if path == base {
            let message = "the operation is served from elsewhere";
            let help = "make a client of its own for that server";
            found
                .notes
                .push(Diagnostic::new("servers", &server.place, message, help));
            continue;
        }
        found.errors.push(Diagnostic::new(
            "servers",
            &server.place,
            format!("the server's path `{path}` is not the document's `{base}`"),
            "put the difference into the paths, or describe these operations in their own document",
        ));
    }
}

/// The path of the first server: what stands before every path of the document.
pub fn base_path(root: &Node) -> String {
    let first = root
        .get("servers")
        .and_then(|servers| servers.items().next());
    first.map(server_path).unwrap_or_default()
}

/// The path of a server's URL, without a trailing slash.
fn server_path(server: &Node) -> String {
    let url = server_url(server).unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => url.as_str(),
    };
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .trim_end_matches('/');
    match path.is_empty() || path.starts_with('/') {
        true => path.to_owned(),
        false => format!("/{path}"),
    }
}

/// A server's URL, its variables at their defaults.
pub fn server_url(server: &Node) -> Option<String> {
    let mut url = server.str("url")?.to_owned();
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::members) {
        if let Some(default) = variable.str("default") {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    Some(url)
}
