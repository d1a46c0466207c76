//! DKIM, which only Exchange knows of.

use serde_json::json;

use super::wire::{CommandOutput, DkimConfig};
use super::{Microsoft, client, mapping};
use crate::error::Outage;
use crate::http::Reply;
use crate::mailbox::{Dkim, DomainName, MailboxError};

impl Microsoft {
    /// How signing stands; nothing before the keys were made.
    pub(super) async fn signing(&self, domain: &DomainName) -> Result<Option<Dkim>, MailboxError> {
        let parameters = json!({"Identity": domain.as_str()});
        let reply = self
            .client
            .command("Get-DkimSigningConfig", parameters)
            .await?;
        if mapping::is_missing(&reply) {
            return Ok(None);
        }
        let output: CommandOutput = client::success(reply)?.json()?;
        config(domain, output)
    }

    /// Makes the keys, switched off: Exchange refuses to sign before it sees the records.
    pub(super) async fn make_keys(&self, domain: &DomainName) -> Result<Dkim, MailboxError> {
        let parameters = json!({"DomainName": domain.as_str(), "KeySize": 2048, "Enabled": false});
        let reply = self
            .client
            .command("New-DkimSigningConfig", parameters)
            .await?;
        let output: CommandOutput = client::success(reply)?.json()?;
        let made = config(domain, output)?;
        made.ok_or_else(|| Outage::Garbage.into())
    }

    /// Switches signing on. Answers whether Exchange did.
    pub(super) async fn sign(&self, domain: &DomainName) -> Result<bool, MailboxError> {
        let parameters = json!({"Identity": domain.as_str(), "Enabled": true});
        let reply = self
            .client
            .command("Set-DkimSigningConfig", parameters)
            .await?;
        match switched(reply) {
            Ok(()) => Ok(true),
            // The records are not seen yet.
            Err(MailboxError::Refused { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn switched(reply: Reply) -> Result<(), MailboxError> {
    client::success(reply).map(drop)
}

fn config(domain: &DomainName, output: CommandOutput) -> Result<Option<Dkim>, MailboxError> {
    for value in output.value {
        let config: DkimConfig = serde_json::from_value(value).map_err(|_| Outage::Garbage)?;
        if config.domain.eq_ignore_ascii_case(domain.as_str()) {
            return Ok(Some(mapping::dkim(domain, &config)));
        }
    }
    Ok(None)
}
