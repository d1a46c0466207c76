//! Challenges of an ACME client, from the folder where it puts them (RFC 8555, 8.3).

use std::path::Path;

use tokio::io::AsyncReadExt as _;

/// Below this the web server of a domain answers for its certificate.
const PREFIX: &str = "/.well-known/acme-challenge/";

/// The longest answer that is given.
const LONGEST: u64 = 4096;

/// The token that a path asks for; nothing for a path that has nothing to do with it.
pub(super) fn token(path: &str) -> Option<&str> {
    path.strip_prefix(PREFIX)
}

/// The answer to a challenge. A token is base64url: it can name nothing outside of the folder.
pub(super) async fn answer(folder: Option<&Path>, token: &str) -> Option<Vec<u8>> {
    let folder = folder?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !(1..=128).contains(&token.len()) || !token.chars().all(allowed) {
        return None;
    }
    let path = folder.join(PREFIX.trim_matches('/')).join(token);
    let file = tokio::fs::File::open(path).await.ok()?;
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).await.ok()?;
    Some(bytes)
}
