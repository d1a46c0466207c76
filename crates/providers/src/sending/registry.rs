//! All sending tools, ready to be called.

use std::collections::BTreeMap;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use super::credential::{Credential, CredentialError};
use super::port::{KeyCheck, SendingTool, ToolSpec};
use super::redact::tidy;
use super::sandbox::SandboxTool;
use super::vendors::{Home, VENDORS, Vendor};
use crate::error::ProviderError;
use crate::http::{Http, HttpSettings};
use crate::outbound::{GuardedResolver, OutboundPolicy};
use crate::state::SandboxState;
use crate::traffic::Traffic;

/// Characters of a vendor's text that are kept. The API has room for 500 with our words around a
/// reason, and for 254 of an account.
pub(super) const LONGEST_REASON: usize = 300;
const LONGEST_ACCOUNT: usize = 254;

/// What the operator can set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SendingSettings {
    /// By tool id: where to call it instead of the vendor's own address. Not for tools whose
    /// customers name the address themselves.
    pub base_urls: BTreeMap<String, String>,
    /// By tool id: where a name leads under which links are tracked (CNAME), for tools of which
    /// that is not known here or is another with each customer.
    pub tracking_hosts: BTreeMap<String, String>,
    /// Limits of every call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A base URL for something that has none to set.
    #[error("base_urls: {0} is not a sending tool with a fixed address")]
    UnknownTool(String),
    /// A tracking host for something that is no tool.
    #[error("tracking_hosts: {0} is not a sending tool")]
    UnknownTracked(String),
    /// A base URL that is none.
    #[error("base_urls.{0}: must be an absolute http or https URL without query or fragment")]
    BadUrl(String),
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

/// All sending tools.
pub struct SendingTools {
    tools: Vec<Tool>,
    policy: OutboundPolicy,
}

struct Tool {
    spec: &'static ToolSpec,
    base_url: Option<Url>,
    tracking_host: Option<String>,
    place: Place,
}

/// What an adapter is made of.
enum Place {
    Vendor {
        http: Http,
        base: Url,
        make: fn(Http, Url) -> Box<dyn SendingTool>,
    },
    Customer {
        http: Http,
        make: fn(Http, OutboundPolicy) -> Box<dyn SendingTool>,
    },
    Sandbox(Arc<dyn SandboxState>),
}

impl SendingTools {
    /// Makes every adapter. `guard` watches over the addresses that users give.
    ///
    /// # Errors
    /// If a setting can't be used.
    pub fn new(
        settings: &SendingSettings,
        guard: GuardedResolver,
        traffic: &Traffic,
    ) -> Result<Self, SettingsError> {
        let mut base_urls = settings.base_urls.clone();
        let mut tracking_hosts = settings.tracking_hosts.clone();
        let policy = guard.policy();
        let http = settings.http;
        let tools = VENDORS
            .iter()
            .map(|Vendor { spec, home }| {
                let (base_url, place) = match home {
                    Home::Vendor { base_url, make } => {
                        let set = base_urls.remove(spec.id);
                        let base = base_url_of(spec, set.as_deref().unwrap_or(base_url))?;
                        let place = Place::Vendor {
                            http: Http::trusted(spec.id, http, traffic)?,
                            base: base.clone(),
                            make: *make,
                        };
                        (Some(base), place)
                    }
                    Home::Customer { make } => {
                        let place = Place::Customer {
                            http: Http::guarded(spec.id, http, traffic, guard.clone())?,
                            make: *make,
                        };
                        (None, place)
                    }
                };
                let set = tracking_hosts.remove(spec.id);
                Ok(Tool {
                    spec,
                    base_url,
                    place,
                    tracking_host: set.or(spec.tracking_host.map(str::to_owned)),
                })
            })
            .collect::<Result<_, SettingsError>>()?;
        if let Some(unused) = tracking_hosts.into_keys().next() {
            return Err(SettingsError::UnknownTracked(unused));
        }
        match base_urls.into_keys().next() {
            Some(unused) => Err(SettingsError::UnknownTool(unused)),
            None => Ok(Self { tools, policy }),
        }
    }

    /// The same tools with the embedded one in the place of each: credentials are read as for the
    /// vendors, accounts are kept in `state`, and nobody is called.
    #[must_use]
    pub fn sandbox(state: Arc<dyn SandboxState>, policy: OutboundPolicy) -> Self {
        let tool = |vendor: &Vendor| Tool {
            spec: vendor.spec,
            base_url: None,
            place: Place::Sandbox(state.clone()),
            tracking_host: vendor.spec.tracking_host.map(str::to_owned),
        };
        Self {
            tools: VENDORS.iter().map(tool).collect(),
            policy,
        }
    }

    /// What each tool declares.
    pub fn specs(&self) -> impl Iterator<Item = &'static ToolSpec> {
        self.tools.iter().map(|tool| tool.spec)
    }

    /// What one tool declares.
    #[must_use]
    pub fn spec(&self, tool: &str) -> Option<&'static ToolSpec> {
        self.specs().find(|spec| spec.id == tool)
    }

    /// Where one tool is called; nothing for tools whose customers name the address themselves.
    #[must_use]
    pub fn base_url(&self, tool: &str) -> Option<&Url> {
        let found = self.tools.iter().find(|found| found.spec.id == tool);
        found?.base_url.as_ref()
    }

    /// Where a name leads under which one tool tracks links; nothing where that is not known.
    #[must_use]
    pub fn tracking_host(&self, tool: &str) -> Option<&str> {
        let found = self.tools.iter().find(|found| found.spec.id == tool);
        found?.tracking_host.as_deref()
    }

    /// Reads a credential from fields by name, new or saved ones, without calling anyone.
    ///
    /// # Errors
    /// With every field that is wrong.
    pub fn credential<N: Into<String>>(
        &self,
        tool: &str,
        fields: impl IntoIterator<Item = (N, SecretString)>,
    ) -> Result<Credential, CredentialError> {
        let spec = self
            .spec(tool)
            .ok_or_else(|| CredentialError::UnknownTool(tool.to_owned()))?;
        Credential::read(spec, fields, self.policy).map_err(CredentialError::Fields)
    }

    /// Asks the vendor whether a credential works, live, without changing anything there.
    ///
    /// # Errors
    /// Tells apart who must act: see [`ProviderError`].
    pub async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let tool = self.adapter(credential);
        match tool.test_key(credential).await {
            Ok(KeyCheck { account }) => Ok(KeyCheck {
                account: account
                    .map(|text| tidy(&text, credential, LONGEST_ACCOUNT))
                    .filter(|text| !text.is_empty()),
            }),
            Err(error) => Err(error.edit_reason(|text| tidy(&text, credential, LONGEST_REASON))),
        }
    }

    /// The adapter, for the turns of the credential's account.
    pub(super) fn adapter(&self, credential: &Credential) -> Box<dyn SendingTool> {
        let tool = self
            .tools
            .iter()
            .find(|tool| tool.spec.id == credential.tool().id)
            .expect("credentials are made of the specs in the list of vendors, as this is");
        let account = credential.values().map(|(_, value)| value.expose_secret());
        match &tool.place {
            Place::Vendor { http, base, make } => make(http.of_account(account), base.clone()),
            Place::Customer { http, make } => make(http.of_account(account), self.policy),
            Place::Sandbox(state) => Box::new(SandboxTool::new(Arc::clone(state))),
        }
    }
}

fn base_url_of(spec: &ToolSpec, text: &str) -> Result<Url, SettingsError> {
    crate::http::base_url(text).ok_or_else(|| SettingsError::BadUrl(spec.id.to_owned()))
}
