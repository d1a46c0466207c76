//! The states and kinds that rows are in, with the names that the API and the database use.

use std::fmt;
use std::str::FromStr;

/// Text that no value of an enumeration has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown {0}")]
pub struct UnknownName(pub(crate) &'static str);

macro_rules! named {
    ($(#[$doc:meta])* $name:ident, $words:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in the API and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownName($words)),
                }
            }
        }
    };
}

pub(crate) use named;

mod fulfilment;
mod recovery;

pub use fulfilment::{
    DomainActionStatus, DomainActionType, DomainEventType, DomainSource, ForwardingStatus,
    InboxMutationErrorCode, InboxMutationItemStatus, InboxMutationStatus, InboxMutationType,
    InboxPasswordStatus, MailDnsStatus, NameserverStatus, PriceInterval, PriceLineKind,
    PromotionKind, PromotionRefusal, PromotionTarget,
};
pub use recovery::{
    BlocklistName, BlocklistVerdict, HealthLight, RecoveryNotificationType, RecoveryReason,
    RecoveryRejection, RecoveryStatus, RemovalState,
};

named! {
    /// Which wallet pays for a workspace.
    BillingMode, "billing mode" {
        /// The account's.
        Master = "master",
        /// The workspace's own.
        Dedicated = "dedicated",
    }
}

named! {
    /// What an invoice is for.
    InvoiceType, "invoice kind" {
        /// A subscription kept at the payment provider.
        Subscription = "subscription",
        /// A single purchase, paid through the payment provider.
        OneOff = "one_off",
        /// Money paid into a wallet, through the payment provider.
        Topup = "topup",
        /// Made by the operator, or paid outside of the payment provider.
        Custom = "custom",
    }
}

named! {
    /// Where an invoice stands.
    InvoiceStatus, "invoice status" {
        /// Not final.
        Draft = "draft",
        /// To be paid.
        Open = "open",
        /// Paid.
        Paid = "paid",
        /// Given up.
        Uncollectible = "uncollectible",
        /// Taken back.
        Void = "void",
    }
}

impl InvoiceStatus {
    /// How far along an invoice is: of two reports of one moment, the one that is further holds.
    #[must_use]
    pub const fn stage(self) -> u8 {
        match self {
            Self::Draft => 0,
            Self::Open => 1,
            Self::Uncollectible => 2,
            Self::Paid | Self::Void => 3,
        }
    }
}

named! {
    /// Where an order stands.
    OrderStatus, "order status" {
        /// Kept until the wallet can pay for it.
        Unpaid = "unpaid",
        /// Paid, not begun.
        Queued = "queued",
        /// Being carried out.
        Provisioning = "provisioning",
        /// Done and renewing.
        Active = "active",
        /// The last renewal could not be paid and is being tried again.
        PastDue = "past_due",
        /// Active until the period ends.
        CancellationQueued = "cancellation_queued",
        /// Over.
        Canceled = "canceled",
        /// Could not be carried out and was refunded.
        Failed = "failed",
    }
}

impl OrderStatus {
    /// Whether the order is over, for good or until it is ordered anew.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Canceled | Self::Failed)
    }
}

named! {
    /// Where a domain stands.
    DomainStatus, "domain status" {
        /// Ordered, not begun.
        Pending = "pending",
        /// Being set up.
        Provisioning = "provisioning",
        /// In use.
        Active = "active",
        /// Parked in the Recovery Pool.
        InRecovery = "in_recovery",
        /// Could not be set up.
        Failed = "failed",
        /// Given up.
        Released = "released",
    }
}

named! {
    /// Where an inbox stands.
    InboxStatus, "inbox status" {
        /// Ordered, not begun.
        Pending = "pending",
        /// Being made.
        Provisioning = "provisioning",
        /// In use.
        Active = "active",
        /// Kept, but can't send.
        Suspended = "suspended",
        /// Deleted with its order.
        Canceled = "canceled",
        /// Could not be made.
        Failed = "failed",
    }
}

named! {
    /// Where mailboxes live.
    MailboxProvider, "mailbox provider" {
        /// Google Workspace.
        Google = "google",
        /// Microsoft 365.
        Microsoft = "microsoft",
        /// Our own mail servers.
        Smtp = "smtp",
    }
}

named! {
    /// A sending tool (sequencer) that inboxes are handed over to.
    SendingTool, "sending tool" {
        /// Instantly
        Instantly = "instantly",
        /// Smartlead
        Smartlead = "smartlead",
        /// EmailBison
        Emailbison = "emailbison",
        /// PlusVibe
        Plusvibe = "plusvibe",
        /// Lemlist
        Lemlist = "lemlist",
        /// Reply.io
        Reply = "reply",
        /// Saleshandy
        Saleshandy = "saleshandy",
        /// Snov.io
        Snov = "snov",
    }
}

named! {
    /// What is known of a saved credential.
    CredentialStatus, "credential status" {
        /// Saved and never tried.
        Untested = "untested",
        /// The tool took it when it was last tried.
        Valid = "valid",
        /// The tool refused it when it was last tried.
        Invalid = "invalid",
    }
}

named! {
    /// What moved the money.
    TransactionReason, "reason of a transaction" {
        /// Paid in by hand.
        Topup = "topup",
        /// Paid in by itself.
        AutoRecharge = "auto_recharge",
        /// Charged for an order.
        Order = "order",
        /// Charged for an order's next month.
        Renewal = "renewal",
        /// Charged for taking an order up again.
        Reactivation = "reactivation",
        /// Charged for another year of a domain.
        DomainRenewal = "domain_renewal",
        /// Paid back what was not delivered.
        Refund = "refund",
        /// Moved between two wallets by their owner.
        Transfer = "transfer",
        /// Paid by the master wallet for what a workspace's own lacked.
        Fallback = "fallback",
        /// The rest of a workspace's wallet, moved when it was no longer used.
        ModeSwitch = "mode_switch",
        /// Given as a credit.
        Promotion = "promotion",
        /// Paid in outside of the payment provider.
        CustomInvoice = "custom_invoice",
        /// A correction by the operator.
        Adjustment = "adjustment",
    }
}

named! {
    /// What was charged or paid back.
    BillingCategory, "billing category" {
        /// The first month of inboxes.
        Inboxes = "inboxes",
        /// Their further months.
        InboxRenewals = "inbox_renewals",
        /// The first year of domains.
        Domains = "domains",
        /// Their further years.
        DomainRenewals = "domain_renewals",
        /// What promotions took off; negative.
        Discounts = "discounts",
        /// What was paid back; negative.
        Refunds = "refunds",
        /// Corrections by the operator, either way.
        Adjustments = "adjustments",
    }
}

named! {
    /// How final a transaction of the ledger is.
    Phase, "phase" {
        /// Done at once.
        Single = "single",
        /// Waits for the outside; what it takes is held.
        Pending = "pending",
        /// Carries a pending one out.
        Post = "post",
        /// Gives a pending one up.
        Void = "void",
    }
}

named! {
    /// What an account of the ledger is.
    LedgerKind, "kind of ledger account" {
        /// The wallet of the account.
        MasterWallet = "master_wallet",
        /// The wallet of a workspace.
        DedicatedWallet = "dedicated_wallet",
        /// What a workspace was charged.
        Revenue = "revenue",
        /// Payments from outside; falls below zero.
        External = "external",
        /// What was given away; falls below zero.
        Promotions = "promotions",
    }
}

named! {
    /// How far a job is.
    JobState, "job state" {
        /// It waits for its time and its turn.
        Queued = "queued",
        /// Someone works on it.
        Running = "running",
        /// It is done.
        Done = "done",
        /// It was given up.
        Dead = "dead",
    }
}

named! {
    /// How a top-up was begun.
    TopupKind, "kind of top-up" {
        /// By hand, on the payment provider's page.
        Manual = "manual",
        /// By itself, from the saved payment method.
        Auto = "auto",
    }
}

named! {
    /// Where a top-up stands.
    TopupStatus, "top-up status" {
        /// Not paid, or being processed.
        Pending = "pending",
        /// The wallet has the money.
        Paid = "paid",
        /// Refused for good.
        Failed = "failed",
        /// Not paid in time.
        Expired = "expired",
    }
}

named! {
    /// Why an automatic top-up failed.
    DeclineReason, "decline reason" {
        /// No payment method is saved any more.
        PaymentMethodMissing = "payment_method_missing",
        /// The bank refused.
        CardDeclined = "card_declined",
        /// The card's time is over.
        CardExpired = "card_expired",
        /// The bank wants the holder to confirm.
        AuthenticationRequired = "authentication_required",
        /// The payment provider failed.
        ProviderError = "provider_error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_others_do_not() {
        for status in OrderStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        let error = "Active".parse::<InboxStatus>().expect_err("another case");
        assert_eq!(error.to_string(), "unknown inbox status");
    }

    #[test]
    fn an_order_that_may_cost_again_is_not_over() {
        let over: Vec<_> = OrderStatus::ALL.iter().filter(|s| s.is_over()).collect();
        assert_eq!(over, [&OrderStatus::Canceled, &OrderStatus::Failed]);
    }
}
