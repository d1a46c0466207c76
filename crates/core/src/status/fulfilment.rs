//! The states and kinds of what is made for an order.

use std::fmt;
use std::str::FromStr;

use super::UnknownName;

named! {
    /// Where a domain of an order comes from.
    DomainSource, "source of a domain" {
        /// It is registered for the customer.
        Purchase = "purchase",
        /// The workspace had it in an order that has ended.
        Existing = "existing",
        /// It is at a registrar of the customer's own.
        Owned = "owned",
    }
}

named! {
    /// Whether a domain is delegated as it should be.
    NameserverStatus, "nameserver status" {
        /// Not looked up yet, or no answer came.
        Unknown = "unknown",
        /// The old delegation still stands.
        Pending = "pending",
        /// Exactly the assigned nameservers are in place.
        Propagated = "propagated",
        /// Others are.
        Mismatch = "mismatch",
    }
}

named! {
    /// Whether a domain's mail records can be seen.
    MailDnsStatus, "status of mail records" {
        /// Not looked up yet, or no answer came.
        Unknown = "unknown",
        /// Something is missing or wrong, and was written not long ago.
        Pending = "pending",
        /// All were seen as they should be.
        Ready = "ready",
        /// Something is missing or wrong, and should not be.
        Failing = "failing",
    }
}

named! {
    /// Whether web visitors of a domain are sent on.
    ForwardingStatus, "forwarding status" {
        /// They are not.
        Off = "off",
        /// The last change is on its way.
        Pending = "pending",
        /// They are.
        Active = "active",
        /// The last change could not be carried out.
        Failed = "failed",
    }
}

named! {
    /// A step of work on a domain.
    DomainActionType, "type of domain action" {
        /// Buys the domain.
        PurchaseDomain = "purchase_domain",
        /// Makes its zone at the DNS host.
        CreateZone = "create_zone",
        /// Sets the nameservers at the registrar.
        SetNameservers = "set_nameservers",
        /// Waits until the delegation has propagated.
        VerifyNameservers = "verify_nameservers",
        /// Writes records into the zone.
        WriteDns = "write_dns",
        /// Makes the inboxes at the provider.
        CreateMailboxes = "create_mailboxes",
        /// Makes the DKIM key and switches signing on.
        EnableDkim = "enable_dkim",
        /// Hands the inboxes over to the sending tool.
        UploadToSendingTool = "upload_to_sending_tool",
        /// Takes them out of it again.
        RemoveFromSendingTool = "remove_from_sending_tool",
        /// Has mail to unknown addresses go to an inbox, or be refused.
        SetCatchAll = "set_catch_all",
        /// Sets the web forwarding up, or takes it down.
        SetForwarding = "set_forwarding",
        /// Deletes the inboxes at the provider.
        DeleteMailboxes = "delete_mailboxes",
        /// Takes the zone down and lets the domain go.
        ReleaseDomain = "release_domain",
    }
}

named! {
    /// How far a step of work is.
    DomainActionStatus, "status of a domain action" {
        /// It waits for its turn.
        Queued = "queued",
        /// It is being carried out.
        Running = "running",
        /// It is done.
        Succeeded = "succeeded",
        /// It was given up.
        Failed = "failed",
    }
}

named! {
    /// What happened to a domain.
    DomainEventType, "type of domain event" {
        /// It came into the account.
        DomainCreated = "domain_created",
        /// It moved to another status.
        StatusChanged = "status_changed",
        /// A check of its delegation came to another verdict.
        NameserverStatusChanged = "nameserver_status_changed",
        /// A check of its mail records did.
        MailDnsStatusChanged = "mail_dns_status_changed",
        /// A step of work was queued.
        ActionQueued = "action_queued",
        /// It was done.
        ActionSucceeded = "action_succeeded",
        /// It was given up.
        ActionFailed = "action_failed",
        /// It was queued again by hand.
        ActionRetried = "action_retried",
        /// A record was added.
        DnsRecordCreated = "dns_record_created",
        /// A record was changed.
        DnsRecordUpdated = "dns_record_updated",
        /// A record was deleted.
        DnsRecordDeleted = "dns_record_deleted",
        /// The zone was reconciled with the DNS host.
        DnsSynced = "dns_synced",
        /// Its forwarding was changed.
        ForwardingChanged = "forwarding_changed",
        /// Its fulfilment settings were changed.
        FulfillmentSettingsChanged = "fulfillment_settings_changed",
        /// A sending tool was attached.
        SendingToolAttached = "sending_tool_attached",
        /// An inbox was added.
        InboxAdded = "inbox_added",
        /// An inbox moved to another status.
        InboxStatusChanged = "inbox_status_changed",
        /// It went into the Recovery Pool.
        RecoveryEntered = "recovery_entered",
        /// It came out of it.
        RecoveryLeft = "recovery_left",
    }
}

named! {
    /// Whether the password that is kept is the one that works.
    InboxPasswordStatus, "password status" {
        /// There is none yet.
        None = "none",
        /// It is.
        Current = "current",
        /// A new one is on its way.
        Changing = "changing",
        /// The last change was refused; the old one works.
        Failed = "failed",
    }
}

named! {
    /// What a change of inboxes changes.
    InboxMutationType, "type of inbox mutation" {
        /// The part of the address before the `@`.
        Rename = "rename",
        /// The password.
        Password = "password",
        /// The profile photo.
        Photo = "photo",
    }
}

named! {
    /// Where a change of inboxes stands.
    InboxMutationStatus, "status of an inbox mutation" {
        /// Not begun.
        Queued = "queued",
        /// Begun.
        Running = "running",
        /// Every item succeeded.
        Succeeded = "succeeded",
        /// Some items did and some failed.
        PartiallyFailed = "partially_failed",
        /// Every item failed.
        Failed = "failed",
    }
}

impl InboxMutationStatus {
    /// Where a change stands of which so many items succeeded and so many failed.
    #[must_use]
    pub const fn of(total: u32, succeeded: u32, failed: u32) -> Self {
        match (succeeded, failed) {
            _ if succeeded + failed < total => Self::Running,
            (_, 0) => Self::Succeeded,
            (0, _) => Self::Failed,
            _ => Self::PartiallyFailed,
        }
    }
}

named! {
    /// Where one inbox of a change stands.
    InboxMutationItemStatus, "status of an inbox mutation's item" {
        /// Not begun.
        Queued = "queued",
        /// Begun, and perhaps to be tried again.
        Running = "running",
        /// Changed.
        Succeeded = "succeeded",
        /// Not changed.
        Failed = "failed",
    }
}

named! {
    /// Why an inbox was not changed.
    InboxMutationErrorCode, "error code of an inbox mutation" {
        /// It is not in use.
        InboxNotActive = "inbox_not_active",
        /// Another one on the domain has the address.
        AddressTaken = "address_taken",
        /// The photo could not be loaded.
        PhotoUnreachable = "photo_unreachable",
        /// What was loaded is no photo.
        PhotoInvalid = "photo_invalid",
        /// The provider said no.
        ProviderRefused = "provider_refused",
        /// The provider did not answer.
        ProviderUnavailable = "provider_unavailable",
    }
}

named! {
    /// What a line of a price is for.
    PriceLineKind, "kind of price line" {
        /// The first month of inboxes.
        Inbox = "inbox",
        /// The first year of a domain.
        Domain = "domain",
        /// What a promotion takes off.
        Discount = "discount",
    }
}

named! {
    /// How often a line falls due.
    PriceInterval, "interval of a price line" {
        /// From activation on.
        Monthly = "monthly",
        /// From registration on.
        Yearly = "yearly",
        /// Once.
        Once = "once",
    }
}

named! {
    /// How a promotion lowers a price.
    PromotionKind, "kind of promotion" {
        /// By so many percent.
        Percent = "percent",
        /// By an amount.
        Amount = "amount",
    }
}

named! {
    /// What a promotion lowers.
    PromotionTarget, "target of a promotion" {
        /// The first month of the inboxes.
        Inboxes = "inboxes",
        /// The domains bought.
        Domains = "domains",
        /// Both.
        Order = "order",
    }
}

named! {
    /// Why a workspace can't use a promotion.
    PromotionRefusal, "reason against a promotion" {
        /// It has used it as often as is allowed.
        AlreadyUsed = "already_used",
        /// It is for accounts that never had an active order.
        NewCustomersOnly = "new_customers_only",
        /// All that there was has been given away.
        FullyRedeemed = "fully_redeemed",
        /// It was made for other accounts.
        NotForThisAccount = "not_for_this_account",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_finished_when_every_item_is() {
        use InboxMutationStatus::{Failed, PartiallyFailed, Running, Succeeded};
        for (succeeded, failed, expected) in [
            (0, 0, Running),
            (1, 1, Running),
            (3, 0, Succeeded),
            (0, 3, Failed),
            (1, 2, PartiallyFailed),
        ] {
            assert_eq!(InboxMutationStatus::of(3, succeeded, failed), expected);
        }
    }
}
