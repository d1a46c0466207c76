//! The fingerprint of a request: what makes two requests the same.

use sha2::{Digest, Sha256};

use super::{body::Part, check::Node, exchange::Head};

/// What the fingerprint covers of a body.
pub(crate) enum Content<'a> {
    None,
    Json(&'a Node<'a>),
    Bytes(&'a [u8]),
    /// Files and fields of a form, by name.
    Parts(&'a [(String, Part)]),
}

/// SHA-256 over operation, path, query and body; the order of parameters and of an object's
/// members does not matter, nor does white space between them.
pub(crate) fn fingerprint(head: &Head, content: &Content<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    field(
        &mut hash,
        head.operation
            .map_or("", |operation| operation.id)
            .as_bytes(),
    );
    field(&mut hash, head.parts.uri.path().as_bytes());
    let mut pairs: Vec<&str> = head
        .parts
        .uri
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    pairs.sort_unstable();
    field(&mut hash, pairs.join("&").as_bytes());
    match content {
        Content::None => hash.update(b"-"),
        Content::Json(value) => json(&mut hash, value),
        Content::Bytes(bytes) => field(&mut hash, bytes),
        Content::Parts(parts) => {
            for (name, part) in *parts {
                field(&mut hash, name.as_bytes());
                field(
                    &mut hash,
                    part.file_name.as_deref().unwrap_or_default().as_bytes(),
                );
                field(
                    &mut hash,
                    part.content_type.as_deref().unwrap_or_default().as_bytes(),
                );
                field(&mut hash, &part.bytes);
            }
        }
    }
    hash.finalize().into()
}

/// A field with its length, so that no two lists of fields run together to the same bytes.
fn field(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn json(hash: &mut Sha256, value: &Node<'_>) {
    match value {
        Node::Null => hash.update(b"n"),
        Node::Bool(true) => hash.update(b"t"),
        Node::Bool(false) => hash.update(b"f"),
        Node::Number(number) => {
            hash.update(b"#");
            field(hash, number.to_string().as_bytes());
        }
        Node::Text(text) => {
            hash.update(b"\"");
            field(hash, text.as_bytes());
        }
        Node::Array(items) => {
            hash.update(b"[");
            hash.update((items.len() as u64).to_be_bytes());
            items.iter().for_each(|item| json(hash, item));
        }
        Node::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name);
            hash.update(b"{");
            hash.update((members.len() as u64).to_be_bytes());
            for (name, value) in members {
                field(hash, name.as_bytes());
                json(hash, value);
            }
        }
    }
}
