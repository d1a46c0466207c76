//! What may happen to a step of work.

use super::{Edge, edge, events};
use crate::status::DomainActionStatus;
use crate::status::DomainActionStatus::{Failed, Queued, Running, Succeeded};

events! {
    /// Something that happens to a step of work.
    ActionEvent {
        /// It is begun.
        Start = "be begun",
        /// It is done.
        Succeed = "succeed",
        /// The attempt failed or was cut off, and there will be another.
        Defer = "be put off",
        /// It will not be tried any more by itself.
        GiveUp = "be given up",
        /// It has lost its purpose: its domain failed or is let go.
        Drop = "be dropped",
        /// Its owner wants it tried again.
        Retry = "be retried",
    }
}

/// All that may happen to a step of work. A retry by hand has a condition that others know: its
/// domain is neither failed nor released.
pub const ACTION: &[Edge<DomainActionStatus, ActionEvent>] = &[
    edge(Queued, ActionEvent::Start, Running),
    edge(Queued, ActionEvent::Drop, Failed),
    edge(Running, ActionEvent::Succeed, Succeeded),
    edge(Running, ActionEvent::Defer, Queued),
    edge(Running, ActionEvent::GiveUp, Failed),
    edge(Running, ActionEvent::Drop, Failed),
    edge(Failed, ActionEvent::Retry, Queued),
];
