//! Taking secrets and excess out of what vendors say.

use base64::prelude::{BASE64_STANDARD, Engine};
use url::form_urlencoded::byte_serialize;

const MARK: &str = "[redacted]";

/// The text without a secret: as it is, as URLs hold it, and as HTTP Basic does without a user.
pub(crate) fn without(text: &str, secret: &str) -> String {
    let in_url: String = byte_serialize(secret.as_bytes()).collect();
    let in_basic = BASE64_STANDARD.encode(format!(":{secret}"));
    [secret, &in_url, &in_basic]
        .into_iter()
        .fold(text.to_owned(), |text, form| text.replace(form, MARK))
}

/// The text as one line of at most `most` characters.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(most).collect()
}
