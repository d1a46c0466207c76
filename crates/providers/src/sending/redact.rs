//! Taking secrets and excess out of what vendors say.

use base64::prelude::{BASE64_STANDARD, Engine};
use secrecy::ExposeSecret;
use url::form_urlencoded::byte_serialize;

use super::credential::Credential;

const MARK: &str = "[redacted]";

/// One line of at most `most` characters without any value of the credential's secret fields. Vendors
/// do quote the key that they reject.
pub(super) fn tidy(text: &str, credential: &Credential, most: usize) -> String {
    let secret = |name: &str| {
        let fields = credential.tool().fields;
        fields
            .iter()
            .any(|field| field.name == name && field.secret)
    };
    let mut text = text.to_owned();
    for (_, value) in credential.values().filter(|(name, _)| secret(name)) {
        text = without(&text, value.expose_secret());
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(most).collect()
}

/// The text without a secret: as it is, as URLs hold it, and as HTTP Basic does without a user.
pub(super) fn without(text: &str, secret: &str) -> String {
    let in_url: String = byte_serialize(secret.as_bytes()).collect();
    let in_basic = BASE64_STANDARD.encode(format!(":{secret}"));
    [secret, &in_url, &in_basic]
        .into_iter()
        .fold(text.to_owned(), |text, form| text.replace(form, MARK))
}
