//! The embedded sending tool: it stands in for every vendor and calls nobody.
//!
//! Keys that begin with `invalid` are rejected. What an account does is told by how its address
//! begins: `unreachable` can't be signed in to, `refused` is not taken, `slow` is pending until it is
//! checked. All others are connected. No password is kept. Warm-up and tags are kept as by the tool
//! that it stands in for: not at all by one that does not take them.

use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::digest;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::account::{AccountPage, AccountState, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::API_KEY;
use super::port::{KeyCheck, SendingTool};
use crate::error::ProviderError;
use crate::hex::hex;
use crate::state::{SandboxState, Write};

const KIND: &str = "sending_account";
/// How often a change is tried anew when others changed the same account meanwhile.
const TRIES: u32 = 64;
const PAGE: usize = 100;

pub(super) struct SandboxTool {
    state: Arc<dyn SandboxState>,
}

#[derive(Serialize, Deserialize, PartialEq)]
struct Record {
    email: String,
    daily_limit: u32,
    warmup: bool,
    #[serde(default)]
    tags: Vec<String>,
    checked: bool,
    /// Changes with the password, and does not tell it.
    fingerprint: String,
}

impl SandboxTool {
    pub(super) fn new(state: Arc<dyn SandboxState>) -> Self {
        Self { state }
    }

    async fn read(
        &self,
        credential: &Credential,
        id: &str,
    ) -> Result<Option<(i64, Record)>, SendingError> {
        let found = self
            .state
            .get(KIND, &format!("{}{id}", shelf(credential)))
            .await?;
        let Some(document) = found else {
            return Ok(None);
        };
        let record = serde_json::from_value(document.value);
        let record = record.map_err(|error| SendingError::State(error.to_string()))?;
        Ok(Some((document.version, record)))
    }

    async fn put(
        &self,
        credential: &Credential,
        id: &str,
        expected: Option<i64>,
        record: Option<&Record>,
    ) -> Result<bool, SendingError> {
        let value = record.map(serde_json::to_value).transpose();
        let write = Write {
            kind: KIND,
            id: format!("{}{id}", shelf(credential)),
            expected,
            value: value.map_err(|error| SendingError::State(error.to_string()))?,
        };
        Ok(self.state.commit(vec![write]).await?)
    }

    /// Puts the account as `mailbox` says.
    async fn write(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
        needed: bool,
    ) -> Result<ToolAccount, SendingError> {
        check_key(credential)?;
        let email = mailbox.email.to_ascii_lowercase();
        if email.starts_with("refused") {
            return Err(SendingError::Refused {
                reason: "the sandbox refuses this address".to_owned(),
            });
        }
        for _ in 0..TRIES {
            let before = self.read(credential, &email).await?;
            if needed && before.is_none() {
                return Err(missing());
            }
            let can = credential.tool().capabilities;
            let tags = mailbox.tags.iter().filter(|_| can.tags);
            let record = Record {
                email: email.clone(),
                daily_limit: mailbox.daily_limit,
                warmup: can.warmup && mailbox.warmup,
                tags: tags.cloned().collect(),
                checked: before.as_ref().is_some_and(|(_, record)| record.checked),
                fingerprint: hash(mailbox.smtp.password.expose_secret()),
            };
            let version = before.map(|(version, _)| version);
            if self.put(credential, &email, version, Some(&record)).await? {
                return Ok(account(credential, &record));
            }
        }
        Err(crowded())
    }
}

#[async_trait]
impl SendingTool for SandboxTool {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        check_key(credential)?;
        Ok(KeyCheck {
            account: Some("Sandbox".to_owned()),
        })
    }

    async fn add(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        self.write(credential, mailbox, false).await
    }

    async fn check(&self, credential: &Credential, id: &str) -> Result<ToolAccount, SendingError> {
        check_key(credential)?;
        for _ in 0..TRIES {
            let (version, mut record) = self.read(credential, id).await?.ok_or_else(missing)?;
            if record.checked {
                return Ok(account(credential, &record));
            }
            record.checked = true;
            if self
                .put(credential, id, Some(version), Some(&record))
                .await?
            {
                return Ok(account(credential, &record));
            }
        }
        Err(crowded())
    }

    async fn find(
        &self,
        credential: &Credential,
        email: &str,
    ) -> Result<Option<ToolAccount>, SendingError> {
        check_key(credential)?;
        let found = self.read(credential, &email.to_ascii_lowercase()).await?;
        Ok(found.map(|(_, record)| account(credential, &record)))
    }

    async fn update(
        &self,
        credential: &Credential,
        _id: &str,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        self.write(credential, mailbox, true).await
    }

    async fn remove(&self, credential: &Credential, id: &str) -> Result<(), SendingError> {
        check_key(credential)?;
        for _ in 0..TRIES {
            let (version, _) = self.read(credential, id).await?.ok_or_else(missing)?;
            if self.put(credential, id, Some(version), None).await? {
                return Ok(());
            }
        }
        Err(crowded())
    }

    async fn list(
        &self,
        credential: &Credential,
        page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        check_key(credential)?;
        let shelf = shelf(credential);
        let after = page.map(|page| format!("{shelf}{page}"));
        let found = self
            .state
            .list(KIND, &shelf, after.as_deref(), PAGE + 1)
            .await?;
        let is_full = found.len() > PAGE;
        let records = found.into_iter().take(PAGE).map(|(_, document)| {
            let record = serde_json::from_value::<Record>(document.value);
            record.map_err(|error| SendingError::State(error.to_string()))
        });
        let records: Vec<Record> = records.collect::<Result<_, _>>()?;
        let last = records.last().map(|record| record.email.clone());
        Ok(AccountPage {
            accounts: records
                .iter()
                .map(|record| account(credential, record))
                .collect(),
            next: last.filter(|_| is_full),
        })
    }
}

fn account(credential: &Credential, record: &Record) -> ToolAccount {
    let state = if record.email.starts_with("unreachable") {
        AccountState::Failed("the sandbox can't sign in to this address".to_owned())
    } else if record.email.starts_with("slow") && !record.checked {
        AccountState::Pending
    } else {
        AccountState::Connected
    };
    let warms = credential.tool().capabilities.warmup;
    ToolAccount {
        daily_limit: Some(record.daily_limit),
        warmup: warms.then_some(record.warmup),
        ..ToolAccount::new(&*record.email, state).of(&*record.email)
    }
}

fn check_key(credential: &Credential) -> Result<(), ProviderError> {
    if credential.get(API_KEY)?.starts_with("invalid") {
        return Err(ProviderError::Rejected {
            reason: "the sandbox does not know this key".to_owned(),
        });
    }
    Ok(())
}

/// Where the accounts of a credential are kept: each has a tool of its own.
fn shelf(credential: &Credential) -> String {
    let key = credential.get(API_KEY).unwrap_or_default();
    format!("{}/{}/", credential.tool().id, &hash(key)[..16])
}

fn hash(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

fn missing() -> SendingError {
    SendingError::NoSuchAccount {
        reason: "the sandbox has no such account".to_owned(),
    }
}

fn crowded() -> SendingError {
    SendingError::State("too many changes at once".to_owned())
}
