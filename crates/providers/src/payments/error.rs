//! What can go wrong with payments, sorted by who can do something about it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::error::{Outage, ProviderError};

/// Why a payment provider did not do what was asked.
///
/// Messages are the provider's own words, shortened and with our secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PaymentError {
    /// The bank or the provider refused the payment method. Nothing was paid.
    #[error("the payment was declined: {0}")]
    Declined(Decline),
    /// The request is wrong, which is our mistake or the operator's settings. Nothing was done.
    #[error("the payment provider refused the request: {message}")]
    Invalid {
        /// The provider's words.
        message: String,
        /// The field that it blames.
        param: Option<String>,
        /// Its code for the mistake.
        code: Option<String>,
    },
    /// The object does not exist there.
    #[error("the payment provider has no such object: {message}")]
    NotFound {
        /// The provider's words.
        message: String,
    },
    /// The idempotency key came before with another request. Nothing was done.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The same key is at work in another call at this moment.
    #[error("a request with the same idempotency key is under way")]
    InProgress,
    /// The provider does not accept our key, or the key may not do this.
    #[error("the payment provider rejected our credentials: {message}")]
    Authentication {
        /// The provider's words.
        message: String,
    },
    /// The provider wants fewer requests.
    #[error("too many requests to the payment provider")]
    RateLimited {
        /// How long it asked us to wait, if it said so.
        retry_after: Option<Duration>,
    },
    /// The provider gave no usable answer. What was asked may have been done.
    #[error("{0}")]
    Unavailable(#[from] Outage),
    /// The sandbox could not keep its state. What was asked may have been done.
    #[error("the sandbox's state could not be kept: {0}")]
    State(String),
}

impl PaymentError {
    /// A mistake in one field.
    pub(super) fn invalid(param: &str, message: &str) -> Self {
        Self::Invalid {
            message: message.to_owned(),
            param: Some(param.to_owned()),
            code: None,
        }
    }

    /// Whether what was asked may have been done all the same. Ask again with the same key before
    /// anything else is tried, or two charges may come of it.
    #[must_use]
    pub const fn may_have_happened(&self) -> bool {
        match self {
            Self::Unavailable(Outage::CircuitOpen { .. }) => false,
            Self::Unavailable(_) | Self::InProgress | Self::State(_) => true,
            Self::Declined(_)
            | Self::Invalid { .. }
            | Self::NotFound { .. }
            | Self::KeyReused
            | Self::Authentication { .. }
            | Self::RateLimited { .. } => false,
        }
    }

    /// How long the provider is left alone, if that is why it was not asked.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Unavailable(Outage::CircuitOpen { retry_after }) => Some(*retry_after),
            _ => None,
        }
    }

    /// Why an automatic top-up failed, in the words of the API.
    #[must_use]
    pub const fn decline_reason(&self) -> DeclineReason {
        match self {
            Self::Declined(decline) => decline.reason,
            Self::Invalid { .. }
            | Self::NotFound { .. }
            | Self::KeyReused
            | Self::InProgress
            | Self::Authentication { .. }
            | Self::RateLimited { .. }
            | Self::Unavailable(_)
            | Self::State(_) => DeclineReason::ProviderError,
        }
    }
}

impl From<ProviderError> for PaymentError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Rejected { reason } | ProviderError::NotAllowed { reason, .. } => {
                Self::Authentication { message: reason }
            }
            ProviderError::RateLimited { retry_after } => Self::RateLimited { retry_after },
            ProviderError::Unavailable(outage) => Self::Unavailable(outage),
            ProviderError::RefusedUrl(_) | ProviderError::MissingField { .. } => Self::Invalid {
                message: error.to_string(),
                param: None,
                code: None,
            },
        }
    }
}

/// A refused payment method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("{message}")]
pub struct Decline {
    /// Why, as far as the API tells.
    pub reason: DeclineReason,
    /// Why, for people, 1 to 300 characters.
    pub message: String,
    /// The provider's own code, for the operator's log: `insufficient_funds`.
    pub code: Option<String>,
    /// The payment that was refused, where one was begun.
    pub payment: Option<String>,
}

/// Why an automatic top-up failed: the values of `WalletDeclineReason` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// No payment method is saved any more.
    PaymentMethodMissing,
    /// The bank refused.
    CardDeclined,
    /// The card's time is over.
    CardExpired,
    /// The bank wants the holder to confirm.
    AuthenticationRequired,
    /// The provider failed.
    ProviderError,
}

impl DeclineReason {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PaymentMethodMissing => "payment_method_missing",
            Self::CardDeclined => "card_declined",
            Self::CardExpired => "card_expired",
            Self::AuthenticationRequired => "authentication_required",
            Self::ProviderError => "provider_error",
        }
    }
}

/// Why a webhook's request was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WebhookError {
    /// It has no signature.
    #[error("the request has no signature")]
    NoHeader,
    /// The signature's header can't be read.
    #[error("the signature's header is malformed")]
    BadHeader,
    /// No signature in it is by one of our secrets.
    #[error("no signature is valid")]
    NoMatch,
    /// It was signed too long ago, or too far ahead of our clock.
    #[error("the signature's time is too far from ours")]
    OutsideTolerance,
    /// It is signed well, but is no event as documented.
    #[error("the body is not an event")]
    NotAnEvent,
    /// This provider sends no webhooks.
    #[error("this payment provider sends no webhooks")]
    Unsupported,
}
