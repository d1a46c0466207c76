//! Domains as commands and reads tell them.

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{CredentialId, DomainActionId, DomainId, OrderId, WorkspaceId};
use simpleinboxes_core::status::{
    DomainSource, DomainStatus, ForwardingStatus, MailDnsStatus, MailboxProvider, NameserverStatus,
};

use crate::work::DomainZone;

/// A domain with everything that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// Its id.
    pub id: DomainId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The order that holds it.
    pub order: Option<OrderId>,
    /// Its name: lower case, A-labels.
    pub name: String,
    /// Where it came from.
    pub source: DomainSource,
    /// Where its mailboxes live.
    pub provider: Option<MailboxProvider>,
    /// Where it stands.
    pub status: DomainStatus,
    /// Why it failed.
    pub failure_reason: Option<String>,
    /// Its registration, for one that was bought here.
    pub registration: Option<DomainRegistration>,
    /// Its zone at the DNS host.
    pub zone: Option<DomainZone>,
    /// When that was made.
    pub zone_created_at: Option<Timestamp>,
    /// What was last seen of its delegation.
    pub nameservers: DomainNameservers,
    /// What was last seen of its mail records.
    pub mail_dns: DomainMailDns,
    /// Where web visitors go.
    pub forwarding: DomainForwarding,
    /// Where its inboxes are handed over to.
    pub sending_tool: Option<DomainSendingTool>,
    /// What was set for this domain alone.
    pub overrides: DomainOverrides,
    /// When such a setting last changed.
    pub overrides_updated_at: Option<Timestamp>,
    /// When it came into the account.
    pub created_at: Timestamp,
    /// When it was first in use.
    pub activated_at: Option<Timestamp>,
    /// When it was let go.
    pub released_at: Option<Timestamp>,
}

/// What there is of a domain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DomainCounts {
    /// Its inboxes, without canceled and failed ones.
    pub inboxes: u64,
    /// Its steps that wait or run.
    pub open_actions: u64,
    /// Its steps that failed.
    pub failed_actions: u64,
}

/// The registration of a domain that was bought here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainRegistration {
    /// The registrar that holds it.
    pub registrar: String,
    /// How it calls the purchase.
    pub reference: Option<String>,
    /// Since when.
    pub registered_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// Whether it is renewed.
    pub auto_renew: bool,
    /// What the next year costs at present.
    pub renewal: Option<Cents>,
}

/// What was last seen of a domain's delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainNameservers {
    /// The verdict.
    pub status: NameserverStatus,
    /// The nameservers that it should have, in alphabetical order.
    pub assigned: Vec<String>,
    /// Those that it has, in alphabetical order.
    pub found: Vec<String>,
    /// When it was last looked up.
    pub checked_at: Option<Timestamp>,
    /// When it is looked up next.
    pub next_check_at: Option<Timestamp>,
    /// When it was first seen to be delegated as assigned.
    pub propagated_at: Option<Timestamp>,
    /// Since when it is without a break.
    pub propagated_since: Option<Timestamp>,
}

/// What was last seen of a domain's mail records.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainMailDns {
    /// The verdict.
    pub status: MailDnsStatus,
    /// What was seen of each kind.
    pub seen: serde_json::Value,
    /// When the records were last written.
    pub written_at: Option<Timestamp>,
    /// When all of them were first seen as they should be.
    pub ready_at: Option<Timestamp>,
    /// When they were last looked up.
    pub checked_at: Option<Timestamp>,
    /// When they are looked up next.
    pub next_check_at: Option<Timestamp>,
}

/// Where the web visitors of a domain go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainForwarding {
    /// Whether they are sent on.
    pub status: ForwardingStatus,
    /// Where to.
    pub url: Option<String>,
    /// Where the order said.
    pub ordered_url: Option<String>,
    /// Whether for good (301) or for now (302).
    pub permanent: bool,
    /// Whether the path goes with them.
    pub keep_path: bool,
    /// The step that carries out the last change.
    pub action: Option<DomainActionId>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
}

/// The sending tool of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainSendingTool {
    /// The credential.
    pub credential: CredentialId,
    /// The tags that inboxes get there.
    pub tags: Vec<String>,
    /// Since when.
    pub attached_at: Timestamp,
}

/// What was set for one domain alone; what is nothing is inherited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainOverrides {
    /// Where web visitors are sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarding_url: Option<String>,
    /// The inbox that gets mail to unknown addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catch_all: Option<String>,
    /// The policy in the DMARC record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dmarc_policy: Option<String>,
    /// Where DMARC's reports go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dmarc_rua: Option<String>,
    /// The label for tracked links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_subdomain: Option<String>,
    /// The credential that inboxes are uploaded with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending_tool_credential_id: Option<CredentialId>,
    /// Whether warm-up is switched on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warmup: Option<bool>,
}
