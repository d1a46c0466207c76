//! A customer's credential for a registrar, checked as far as that goes without calling it.

use std::collections::BTreeMap;
use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::fields::FieldName;
use super::port::RegistrarSpec;
use crate::error::ProviderError;
use crate::redact::{one_line, without};

/// A credential whose fields are those that its registrar declares. Prints no values.
#[derive(Clone)]
pub struct RegistrarCredential {
    spec: &'static RegistrarSpec,
    values: BTreeMap<FieldName, SecretString>,
}

/// Why fields do not make a credential.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CredentialError {
    /// No adapter has this id.
    #[error("no registrar is called {0}")]
    UnknownRegistrar(String),
    /// Every field that is wrong, in the order of the declaration, undeclared ones last.
    #[error("{} field(s) of the credential are wrong", .0.len())]
    Fields(Vec<FieldError>),
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Which one.
    pub field: FieldName,
    /// What is wrong, without its value.
    pub issue: String,
}

impl RegistrarCredential {
    /// Reads fields for the registrar of `spec`. An empty text counts as absent.
    pub(super) fn read(
        spec: &'static RegistrarSpec,
        given: impl IntoIterator<Item = (FieldName, SecretString)>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut given: BTreeMap<FieldName, SecretString> = given.into_iter().collect();
        given.retain(|_, value| !value.expose_secret().trim().is_empty());
        let mut values = BTreeMap::new();
        let mut errors = Vec::new();
        for field in spec.fields {
            match check(field.name, given.remove(&field.name)) {
                Ok(value) => {
                    values.insert(field.name, value);
                }
                Err(issue) => errors.push(FieldError {
                    field: field.name,
                    issue,
                }),
            }
        }
        errors.extend(given.into_keys().map(|field| FieldError {
            field,
            issue: format!("is not a field of {} credentials", spec.name),
        }));
        if errors.is_empty() {
            Ok(Self { spec, values })
        } else {
            Err(errors)
        }
    }

    /// The registrar that it is for.
    #[must_use]
    pub fn registrar(&self) -> &'static RegistrarSpec {
        self.spec
    }

    /// All values, trimmed, for keeping. Handle as secrets, whatever the field.
    pub fn values(&self) -> impl Iterator<Item = (FieldName, &SecretString)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    /// One value.
    pub(super) fn get(&self, field: FieldName) -> Result<&str, ProviderError> {
        let value = self.values.get(&field).map(SecretString::expose_secret);
        value.ok_or(ProviderError::MissingField {
            field: field.property(),
        })
    }

    /// One line of at most `most` characters without any secret of the credential. Vendors do
    /// quote the key that they reject.
    pub(super) fn tidy(&self, text: &str, most: usize) -> String {
        let secrets = self.spec.fields.iter().filter(|field| field.secret);
        let secrets = secrets.filter_map(|field| self.values.get(&field.name));
        let mut text = text.to_owned();
        for secret in secrets.map(ExposeSecret::expose_secret) {
            text = without(&text, secret);
            if let Some(user) = self.values.get(&FieldName::Username) {
                let basic = format!("{}:{secret}", user.expose_secret());
                text = without(&text, &BASE64_STANDARD.encode(basic));
            }
        }
        one_line(&text, most)
    }
}

impl fmt::Debug for RegistrarCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegistrarCredential")
            .field("registrar", &self.spec.id)
            .field("fields", &self.values.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

fn check(field: FieldName, given: Option<SecretString>) -> Result<SecretString, String> {
    let Some(value) = given else {
        return Err("is required".to_owned());
    };
    let text = value.expose_secret().trim();
    if text.chars().count() > field.most() {
        return Err(format!("must have at most {} characters", field.most()));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("must be one word of visible ASCII characters".to_owned());
    }
    Ok(text.into())
}
