//! The types and kinds of records, with the names that the API and the database use.

use std::fmt;
use std::str::FromStr;

use crate::status::{UnknownName, named};

named! {
    /// The type of a record.
    RecordType, "record type" {
        /// An IPv4 address.
        A = "A",
        /// An IPv6 address.
        Aaaa = "AAAA",
        /// Another name for a host.
        Cname = "CNAME",
        /// A mail server.
        Mx = "MX",
        /// A text.
        Txt = "TXT",
        /// A server of a service.
        Srv = "SRV",
        /// Who may issue certificates.
        Caa = "CAA",
        /// A name server, of a name below the domain.
        Ns = "NS",
    }
}

named! {
    /// What a `CAA` record is about.
    CaaTag, "CAA tag" {
        /// Who may issue certificates.
        Issue = "issue",
        /// Who may issue wildcard certificates.
        Issuewild = "issuewild",
        /// Who may issue certificates for mail addresses.
        Issuemail = "issuemail",
        /// Where violations are reported.
        Iodef = "iodef",
    }
}

named! {
    /// What a record is there for.
    RecordPurpose, "record purpose" {
        /// Mail servers.
        Mx = "mx",
        /// Who may send mail.
        Spf = "spf",
        /// The key that mail is signed with.
        Dkim = "dkim",
        /// What becomes of mail that fails.
        Dmarc = "dmarc",
        /// Proof of ownership for the mailbox provider.
        Verification = "verification",
        /// Settings for mail programs.
        Autodiscover = "autodiscover",
        /// Links of the sending tool.
        Tracking = "tracking",
        /// Web forwarding.
        Forwarding = "forwarding",
        /// The customer's own.
        Custom = "custom",
    }
}

named! {
    /// Whether the DNS host has a record as it stands here.
    SyncStatus, "sync status" {
        /// The edit is queued or being carried out.
        Pending = "pending",
        /// The host has it.
        Synced = "synced",
        /// It was changed both here and at the host.
        Conflict = "conflict",
        /// The host refused it.
        Failed = "failed",
    }
}

named! {
    /// The kinds of text of which a name can have one only.
    MailText, "mail record" {
        /// Begins with `v=spf1`.
        Spf = "SPF",
        /// Below `_domainkey`.
        Dkim = "DKIM",
        /// At `_dmarc`.
        Dmarc = "DMARC",
    }
}
