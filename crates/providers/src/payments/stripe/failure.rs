//! Stripe's refusals in the port's terms.

use super::wire::{Failure, Refusal};
use crate::error::Outage;
use crate::http::Reply;
use crate::payments::{Decline, DeclineReason, PaymentError};
use crate::redact::{one_line, without};

/// Characters of Stripe's text that are kept, as the API has room for.
const LONGEST: usize = 300;

/// An answer that is not a success.
pub(super) fn failure(reply: &Reply, secret: &str) -> PaymentError {
    let status = reply.status.as_u16();
    let mut said = reply
        .error::<Refusal>()
        .map(|refusal| refusal.error)
        .unwrap_or_default();
    said.message = said
        .message
        .map(|message| one_line(&without(&message, secret), LONGEST));
    let kind = said.kind.as_str();
    let code = said.code.as_deref();
    match status {
        300..400 => Outage::Redirected.into(),
        401 | 403 => PaymentError::Authentication {
            message: words(&said, "the key was refused"),
        },
        _ if code == Some("idempotency_key_in_use") => PaymentError::InProgress,
        _ if kind == "idempotency_error" => PaymentError::KeyReused,
        409 => PaymentError::InProgress,
        429 => PaymentError::RateLimited {
            retry_after: reply.retry_after(),
        },
        _ if kind == "card_error" => PaymentError::Declined(decline(said)),
        402 => PaymentError::Declined(decline(said)),
        404 => missing(&said),
        400..500 if code == Some("resource_missing") && said.param.is_none() => missing(&said),
        400..500 if kind == "invalid_request_error" => PaymentError::Invalid {
            message: words(&said, "the request was refused"),
            param: said.param,
            code: said.code,
        },
        _ => Outage::Status {
            status,
            reason: said.message.filter(|message| !message.is_empty()),
        }
        .into(),
    }
}

/// A failure that a charge met: a complaint about the payment method means that it is gone.
pub(super) fn of_charge(error: PaymentError) -> PaymentError {
    let (message, param, code) = match error {
        PaymentError::Invalid {
            message,
            param,
            code,
        } => (message, param, code),
        other => return other,
    };
    let blamed = param.as_deref() == Some("payment_method")
        || code
            .as_deref()
            .is_some_and(|code| code.starts_with("payment_method_"));
    if blamed {
        PaymentError::Declined(Decline {
            reason: DeclineReason::PaymentMethodMissing,
            message,
            code,
            payment: None,
        })
    } else {
        PaymentError::Invalid {
            message,
            param,
            code,
        }
    }
}

/// A refused payment method, from an error or from an object that tells the last one.
pub(super) fn decline(said: Failure) -> Decline {
    let code = said.decline_code.as_deref().or(said.code.as_deref());
    Decline {
        reason: reason(said.code.as_deref(), said.decline_code.as_deref()),
        message: words(&said, "The payment method was declined."),
        code: code.map(str::to_owned),
        payment: said.payment_intent.map(super::wire::Link::into_id),
    }
}

fn reason(code: Option<&str>, decline_code: Option<&str>) -> DeclineReason {
    for told in [decline_code, code].into_iter().flatten() {
        match told {
            "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => {
                return DeclineReason::CardExpired;
            }
            "authentication_required"
            | "authentication_not_handled"
            | "payment_intent_authentication_failure"
            | "setup_intent_authentication_failure" => {
                return DeclineReason::AuthenticationRequired;
            }
            "processing_error"
            | "reenter_transaction"
            | "issuer_not_available"
            | "payment_intent_payment_attempt_expired" => return DeclineReason::ProviderError,
            _ => {}
        }
    }
    DeclineReason::CardDeclined
}

fn missing(said: &Failure) -> PaymentError {
    PaymentError::NotFound {
        message: words(said, "no such object"),
    }
}

fn words(said: &Failure, otherwise: &str) -> String {
    let message = one_line(said.message.as_deref().unwrap_or_default(), LONGEST);
    if message.is_empty() {
        otherwise.to_owned()
    } else {
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declines_have_the_reasons_of_the_api() {
        for (code, decline_code, expected) in [
            (
                "card_declined",
                Some("generic_decline"),
                DeclineReason::CardDeclined,
            ),
            (
                "card_declined",
                Some("insufficient_funds"),
                DeclineReason::CardDeclined,
            ),
            (
                "card_declined",
                Some("expired_card"),
                DeclineReason::CardExpired,
            ),
            ("expired_card", None, DeclineReason::CardExpired),
            (
                "authentication_required",
                Some("authentication_required"),
                DeclineReason::AuthenticationRequired,
            ),
            (
                "card_declined",
                Some("authentication_required"),
                DeclineReason::AuthenticationRequired,
            ),
            (
                "payment_intent_authentication_failure",
                None,
                DeclineReason::AuthenticationRequired,
            ),
            ("processing_error", None, DeclineReason::ProviderError),
            ("card_declined", None, DeclineReason::CardDeclined),
            ("something_new", Some("newer"), DeclineReason::CardDeclined),
        ] {
            assert_eq!(reason(Some(code), decline_code), expected, "{code}");
        }
        assert_eq!(reason(None, None), DeclineReason::CardDeclined);
    }
}
