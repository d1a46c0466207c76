//! Orders as commands and reads tell them.

use secrecy::SecretString;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{
    CredentialId, DomainId, InboxId, OrderId, TransactionId, WorkspaceId,
};
use simpleinboxes_core::pricing::{DomainPrice, Pricing};
use simpleinboxes_core::status::{
    DomainSource, DomainStatus, InboxStatus, MailboxProvider, NameserverStatus, OrderStatus,
};

use super::Registrant;

/// An order to price or to place. Names are in their one form: domains in lower-case A-labels,
/// usernames in lower case.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Where the mailboxes shall live.
    pub provider: MailboxProvider,
    /// The domains, 1 to 100.
    pub domains: Vec<NewOrderDomain>,
    /// Where to hand the inboxes over to; as the workspace's defaults say when nothing is said.
    pub sending_tool: Option<OrderSendingTool>,
    /// Whether it renews itself.
    pub auto_renew: bool,
    /// The promotion to use.
    pub promo_code: Option<String>,
    /// Whom bought domains are registered for; the one saved before when nothing is said.
    pub registrant: Option<Registrant>,
    /// What it may cost; anything when nothing is said.
    pub expected_total: Option<Cents>,
}

/// A domain of it.
#[derive(Debug, Clone)]
pub struct NewOrderDomain {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: DomainSource,
    /// What it is offered for, where it is to be bought; by the book when nothing is said.
    pub offer: Option<DomainOffer>,
    /// Where visitors are sent.
    pub forwarding_url: Option<String>,
    /// The inboxes, 1 to 100.
    pub inboxes: Vec<NewOrderInbox>,
}

impl NewOrderDomain {
    /// Whether it has to be bought.
    #[must_use]
    pub fn is_bought(&self) -> bool {
        self.source == DomainSource::Purchase
    }
}

/// What a domain is offered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainOffer {
    /// What the customer pays.
    pub price: DomainPrice,
    /// The most that the registrar may be paid for it.
    pub most: Cents,
    /// Whether the registry sells the name at a price of its own.
    pub premium: bool,
}

/// An inbox of it.
#[derive(Debug, Clone)]
pub struct NewOrderInbox {
    /// The person that it writes as.
    pub first_name: String,
    /// The same.
    pub last_name: String,
    /// The part of its address before the `@`.
    pub username: String,
    /// Its password.
    pub password: SecretString,
}

/// The sending tool that inboxes are handed over to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSendingTool {
    /// The credential.
    pub credential: CredentialId,
    /// The tags that they get there.
    pub tags: Vec<String>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Where its mailboxes live.
    pub provider: MailboxProvider,
    /// Where it stands.
    pub status: OrderStatus,
    /// From 1 on: how often it was taken up.
    pub round: u32,
    /// What it cost when it was placed or last taken up.
    pub pricing: Pricing,
    /// What still has to be paid.
    pub outstanding: Cents,
    /// What was paid back.
    pub refunded: Cents,
    /// What the next renewal costs, when one is due.
    pub next_renewal: Option<Cents>,
    /// The promotion that it was placed with.
    pub promo_code: Option<String>,
    /// Where its inboxes are handed over to.
    pub sending_tool: Option<OrderSendingTool>,
    /// The name of its first domain.
    pub first_domain: String,
    /// How many domains it has.
    pub domain_count: u32,
    /// How many inboxes.
    pub inbox_count: u32,
    /// Whether it renews itself.
    pub auto_renew: bool,
    /// The transaction that paid for it.
    pub charge: Option<TransactionId>,
    /// How often the renewal that is past due was tried.
    pub renewal_attempts: u32,
    /// Why it failed or is past due.
    pub failure_reason: Option<String>,
    /// When it was placed.
    pub created_at: Timestamp,
    /// When it was last paid for.
    pub paid_at: Option<Timestamp>,
    /// When it was last activated.
    pub activated_at: Option<Timestamp>,
    /// When the month ends that is paid for.
    pub period_end: Option<Timestamp>,
    /// When a queued cancellation is carried out.
    pub cancel_at: Option<Timestamp>,
    /// When it was canceled.
    pub canceled_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An order with the domains and inboxes of its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDetail {
    /// The order.
    pub order: Order,
    /// Its domains in the order in which they were asked for.
    pub domains: Vec<OrderDomain>,
}

/// A domain of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDomain {
    /// Its id.
    pub id: DomainId,
    /// Its name.
    pub name: String,
    /// Where it came from.
    pub source: DomainSource,
    /// Where it stands.
    pub status: DomainStatus,
    /// Whether it is delegated as it should be.
    pub nameserver_status: NameserverStatus,
    /// Where visitors are sent.
    pub forwarding_url: Option<String>,
    /// Its inboxes in the order in which they were asked for.
    pub inboxes: Vec<OrderInbox>,
}

/// An inbox of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderInbox {
    /// Its id.
    pub id: InboxId,
    /// Its address.
    pub email: String,
    /// The person that it writes as.
    pub first_name: String,
    /// The same.
    pub last_name: String,
    /// Where it stands.
    pub status: InboxStatus,
}
