//! A user's credential for a tool, checked as far as that goes without calling the vendor.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::fields::{CredentialField, FieldFormat};
use super::port::ToolSpec;
use crate::error::ProviderError;
use crate::outbound::OutboundPolicy;

/// A credential whose fields are those that its tool declares. Prints no values.
#[derive(Clone)]
pub struct Credential {
    spec: &'static ToolSpec,
    values: BTreeMap<&'static str, SecretString>,
}

/// Why fields do not make a credential.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CredentialError {
    /// No adapter has this id.
    #[error("no sending tool is called {0}")]
    UnknownTool(String),
    /// Every field that is wrong, in the order of the declaration, undeclared ones last.
    #[error("{} field(s) of the credential are wrong", .0.len())]
    Fields(Vec<FieldError>),
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Its name in the API.
    pub field: String,
    /// What is wrong, without its value.
    pub issue: String,
}

impl Credential {
    /// Reads fields for the tool of `spec`. An empty text counts as absent.
    pub(super) fn read<N: Into<String>>(
        spec: &'static ToolSpec,
        given: impl IntoIterator<Item = (N, SecretString)>,
        policy: OutboundPolicy,
    ) -> Result<Self, Vec<FieldError>> {
        let mut given: BTreeMap<String, SecretString> = given
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect();
        let mut values = BTreeMap::new();
        let mut errors = Vec::new();
        for field in spec.fields {
            match check(field, given.remove(field.name), policy) {
                Ok(Some(value)) => {
                    values.insert(field.name, value);
                }
                Ok(None) => {}
                Err(issue) => errors.push(FieldError {
                    field: field.name.to_owned(),
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

    /// The tool that it is for.
    #[must_use]
    pub fn tool(&self) -> &'static ToolSpec {
        self.spec
    }

    /// All values by field name, trimmed, for keeping. Handle as secrets, whatever the field.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &SecretString)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    /// One value.
    pub(crate) fn get(&self, field: &'static str) -> Result<&str, ProviderError> {
        self.values
            .get(field)
            .map(SecretString::expose_secret)
            .ok_or(ProviderError::MissingField { field })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("tool", &self.spec.id)
            .field("fields", &self.values.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

fn check(
    field: &CredentialField,
    given: Option<SecretString>,
    policy: OutboundPolicy,
) -> Result<Option<SecretString>, String> {
    let text = given.as_ref().map(ExposeSecret::expose_secret);
    let text = text.map_or("", str::trim);
    if text.is_empty() {
        return if field.required {
            Err("is required".to_owned())
        } else {
            Ok(None)
        };
    }
    let length = field.format.length();
    if !length.contains(&text.chars().count()) {
        let (least, most) = length.into_inner();
        return Err(format!("must have {least} to {most} characters"));
    }
    match field.format {
        FieldFormat::Key | FieldFormat::Reference => {
            if text.bytes().all(|byte| byte.is_ascii_graphic()) {
                Ok(Some(text.into()))
            } else {
                Err("must be one word of visible ASCII characters".to_owned())
            }
        }
        FieldFormat::BaseUrl => match policy.check_url(text) {
            Ok(_) => Ok(Some(text.into())),
            Err(refused) => Err(refused.to_string()),
        },
    }
}
