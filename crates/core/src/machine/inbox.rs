//! What may happen to an inbox.

use super::{Edge, edge, events};
use crate::status::InboxStatus;
use crate::status::InboxStatus::{Active, Canceled, Failed, Pending, Provisioning, Suspended};

events! {
    /// Something that happens to an inbox.
    InboxEvent {
        /// It is being made.
        Begin = "be begun",
        /// It is made.
        Activate = "be activated",
        /// It may not send for a while.
        Suspend = "be suspended",
        /// It may send again.
        Resume = "be resumed",
        /// It can't be made.
        Fail = "fail",
        /// It is deleted with its order.
        Cancel = "be canceled",
    }
}

/// All that may happen to an inbox.
pub const INBOX: &[Edge<InboxStatus, InboxEvent>] = &[
    edge(Pending, InboxEvent::Begin, Provisioning),
    edge(Pending, InboxEvent::Fail, Failed),
    edge(Pending, InboxEvent::Cancel, Canceled),
    edge(Provisioning, InboxEvent::Activate, Active),
    edge(Provisioning, InboxEvent::Fail, Failed),
    edge(Provisioning, InboxEvent::Cancel, Canceled),
    edge(Active, InboxEvent::Suspend, Suspended),
    edge(Active, InboxEvent::Cancel, Canceled),
    edge(Suspended, InboxEvent::Resume, Active),
    edge(Suspended, InboxEvent::Cancel, Canceled),
];
