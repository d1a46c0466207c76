//! Taking a credential's secrets, and excess, out of what vendors say.

use secrecy::ExposeSecret;

use super::credential::Credential;
use crate::redact::{one_line, without};

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
    one_line(&text, most)
}
