//! What may happen to an order.

use chrono::TimeDelta;

use super::{Edge, Guard, edge, events, guarded};
use crate::Timestamp;
use crate::status::OrderStatus;
use crate::status::OrderStatus::{
    Active, Canceled, CancellationQueued, Failed, PastDue, Provisioning, Queued, Unpaid,
};

/// How often a renewal is tried before the order is given up.
pub const ATTEMPTS: u32 = 3;

/// When it is tried, counted from the first time, which is the end of the period.
pub const ATTEMPTS_AFTER: [TimeDelta; ATTEMPTS as usize] =
    [TimeDelta::zero(), TimeDelta::days(3), TimeDelta::days(7)];

events! {
    /// Something that happens to an order.
    OrderEvent {
        /// What it owes was paid.
        Pay = "be paid",
        /// The first step of its work was begun.
        Begin = "be begun",
        /// All that can be delivered is.
        Activate = "be activated",
        /// Nothing of it can be delivered.
        Fail = "fail",
        /// The next month was paid.
        Renew = "be renewed",
        /// The next month could not be paid.
        MissRenewal = "become past due",
        /// The next month could not be paid for so long that the order ends.
        GiveUp = "be given up",
        /// Its owner wants it to end.
        Cancel = "be canceled",
        /// Its owner wants it to go on after all.
        Revert = "be taken back",
        /// The time of a queued cancellation has come.
        End = "end",
        /// Its owner orders the same again.
        Reactivate = "be reactivated",
    }
}

/// What the conditions look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFacts {
    /// The moment.
    pub now: Timestamp,
    /// Whether it renews itself.
    pub auto_renew: bool,
    /// When the month ends that is paid for.
    pub renews_at: Option<Timestamp>,
    /// When a queued cancellation is carried out.
    pub cancel_at: Option<Timestamp>,
    /// How often the renewal that is past due was tried.
    pub renewal_attempts: u32,
}

impl OrderFacts {
    fn is_over(&self) -> bool {
        self.renews_at.is_some_and(|end| end <= self.now)
    }

    fn may_revert(&self) -> bool {
        self.cancel_at.is_none_or(|end| self.now < end)
    }

    fn may_end(&self) -> bool {
        self.cancel_at.is_none_or(|end| end <= self.now)
    }

    const fn is_tried_out(&self) -> bool {
        self.renewal_attempts >= ATTEMPTS
    }
}

const PERIOD_IS_OVER: Guard<OrderFacts> = Guard {
    refusal: "the month that is paid for has not ended",
    holds: OrderFacts::is_over,
};

const RENEWS: Guard<OrderFacts> = Guard {
    refusal: "the month that is paid for has not ended, or auto-renew is off",
    holds: |facts| facts.auto_renew && facts.is_over(),
};

const IN_TIME: Guard<OrderFacts> = Guard {
    refusal: "its time has come and the cancellation is being carried out",
    holds: OrderFacts::may_revert,
};

const TIME_HAS_COME: Guard<OrderFacts> = Guard {
    refusal: "the month that is paid for has not ended",
    holds: OrderFacts::may_end,
};

const TRIED_OUT: Guard<OrderFacts> = Guard {
    refusal: "its renewal is still being tried",
    holds: OrderFacts::is_tried_out,
};

/// All that may happen to an order. An order without auto-renew goes through a queued
/// cancellation at the end of its month, at once.
pub const ORDER: &[Edge<OrderStatus, OrderEvent, OrderFacts>] = &[
    edge(Unpaid, OrderEvent::Pay, Queued),
    edge(Unpaid, OrderEvent::Cancel, Canceled),
    edge(Queued, OrderEvent::Begin, Provisioning),
    edge(Provisioning, OrderEvent::Activate, Active),
    edge(Provisioning, OrderEvent::Fail, Failed),
    edge(Active, OrderEvent::Cancel, CancellationQueued),
    guarded(Active, OrderEvent::Renew, Active, RENEWS),
    guarded(Active, OrderEvent::MissRenewal, PastDue, PERIOD_IS_OVER),
    edge(PastDue, OrderEvent::Pay, Active),
    edge(PastDue, OrderEvent::Cancel, Canceled),
    guarded(PastDue, OrderEvent::GiveUp, Canceled, TRIED_OUT),
    guarded(CancellationQueued, OrderEvent::Revert, Active, IN_TIME),
    guarded(CancellationQueued, OrderEvent::End, Canceled, TIME_HAS_COME),
    edge(Canceled, OrderEvent::Reactivate, Queued),
];
