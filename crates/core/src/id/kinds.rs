//! Every kind of id that there is.

use super::{Id, Kind};

macro_rules! kinds {
    ($($marker:ident, $alias:ident, $prefix:literal, $name:literal;)+) => {
        $(
            #[doc = concat!("Marks the id of a ", $name, ".")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $marker {}

            impl Kind for $marker {
                const PREFIX: &'static str = $prefix;
                const NAME: &'static str = $name;
            }

            #[doc = concat!("The id of a ", $name, ": `", $prefix, "_…`.")]
            pub type $alias = Id<$marker>;
        )+

        #[cfg(test)]
        const PREFIXES: &[&str] = &[$($prefix),+];
    };
}

kinds! {
    AccountKind, AccountId, "acc", "account";
    RequestKind, RequestId, "req", "request";
    UserKind, UserId, "usr", "user";
    SessionKind, SessionId, "ses", "session";
    WorkspaceKind, WorkspaceId, "ws", "workspace";
    ApiKeyKind, ApiKeyId, "key", "API key";
    CredentialKind, CredentialId, "cred", "credential";
    OrderKind, OrderId, "ord", "order";
    DomainKind, DomainId, "dom", "domain";
    InboxKind, InboxId, "inb", "inbox";
    DnsRecordKind, DnsRecordId, "dns", "DNS record";
    DomainActionKind, DomainActionId, "act", "domain action";
    InboxMutationKind, InboxMutationId, "mut", "inbox mutation";
    RecoveryEntryKind, RecoveryEntryId, "rec", "recovery entry";
    NotificationKind, NotificationId, "ntf", "notification";
    EventKind, EventId, "evt", "event";
    TransactionKind, TransactionId, "txn", "transaction";
    PostingKind, PostingId, "pst", "posting";
    InvoiceKind, InvoiceId, "inv", "invoice";
    TopupKind, TopupId, "top", "top-up";
    JobKind, JobId, "job", "job";
}

#[cfg(test)]
mod tests {
    use super::PREFIXES;

    #[test]
    fn prefixes_are_unique() {
        let mut prefixes = PREFIXES.to_vec();
        prefixes.sort_unstable();
        prefixes.dedup();
        assert_eq!(prefixes.len(), PREFIXES.len());
    }
}
