//! The sandbox's cards: what happens is told by the number.

use serde::{Deserialize, Serialize};

use crate::payments::{Decline, DeclineReason};

/// A card that the sandbox knows, for a page that lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCard {
    /// The number.
    pub number: &'static str,
    /// What happens, for people.
    pub label: &'static str,
    pub(super) behaviour: Behaviour,
}

/// What a card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Behaviour {
    Succeeds,
    Declines,
    LacksFunds,
    Expired,
    NeedsChallenge,
    /// Succeeds when it is asked for the second time.
    Slow,
    /// Fails when it is asked for the second time.
    SlowThenDeclines,
    /// Can be saved; every charge is then declined.
    DeclinesLater,
}

const fn card(number: &'static str, label: &'static str, behaviour: Behaviour) -> TestCard {
    TestCard {
        number,
        label,
        behaviour,
    }
}

/// Every card that the sandbox takes. No other number is accepted, so that nobody types in a real
/// one. Where Stripe has a test card of that kind, it is Stripe's.
pub const TEST_CARDS: &[TestCard] = &[
    card("4242424242424242", "Succeeds", Behaviour::Succeeds),
    card(
        "5555555555554444",
        "Succeeds (Mastercard)",
        Behaviour::Succeeds,
    ),
    card(
        "378282246310005",
        "Succeeds (American Express)",
        Behaviour::Succeeds,
    ),
    card("4000000000000002", "Declined", Behaviour::Declines),
    card(
        "4000000000009995",
        "Insufficient funds",
        Behaviour::LacksFunds,
    ),
    card("4000000000000069", "Expired", Behaviour::Expired),
    card(
        "4000002500003155",
        "Needs 3-D Secure",
        Behaviour::NeedsChallenge,
    ),
    card("4000000000006009", "Slow, then succeeds", Behaviour::Slow),
    card(
        "4000000000007007",
        "Slow, then declined",
        Behaviour::SlowThenDeclines,
    ),
    card(
        "4000000000000341",
        "Can be saved, later charges are declined",
        Behaviour::DeclinesLater,
    ),
];

/// What the card with this number does, if the sandbox takes it.
pub(super) fn behaviour(number: &str) -> Option<Behaviour> {
    TEST_CARDS
        .iter()
        .find(|card| card.number == number)
        .map(|card| card.behaviour)
}

pub(super) fn declined() -> Decline {
    decline(
        DeclineReason::CardDeclined,
        "Your card was declined.",
        "generic_decline",
    )
}

pub(super) fn lacks_funds() -> Decline {
    decline(
        DeclineReason::CardDeclined,
        "Your card has insufficient funds.",
        "insufficient_funds",
    )
}

pub(super) fn expired() -> Decline {
    decline(
        DeclineReason::CardExpired,
        "Your card has expired.",
        "expired_card",
    )
}

pub(super) fn needs_authentication() -> Decline {
    decline(
        DeclineReason::AuthenticationRequired,
        "Your card was declined. This transaction requires authentication.",
        "authentication_required",
    )
}

pub(super) fn challenge_failed() -> Decline {
    decline(
        DeclineReason::AuthenticationRequired,
        "The confirmation at your bank failed. Try again, or with another card.",
        "payment_intent_authentication_failure",
    )
}

pub(super) fn missing() -> Decline {
    decline(
        DeclineReason::PaymentMethodMissing,
        "The payment method is not saved any more.",
        "resource_missing",
    )
}

pub(super) fn not_a_test_card() -> Decline {
    decline(
        DeclineReason::CardDeclined,
        "No money moves here: only the test cards work, never type in a real one.",
        "test_mode_live_card",
    )
}

fn decline(reason: DeclineReason, message: &str, code: &str) -> Decline {
    Decline {
        reason,
        message: message.to_owned(),
        code: Some(code.to_owned()),
        payment: None,
    }
}
