//! What the payment provider says of a top-up, and what comes of it.

use simpleinboxes_core::status::{DeclineReason, TopupKind};
use simpleinboxes_providers::payments::{
    CheckoutSession, CheckoutStatus, Decline, Payment, PaymentError, PaymentStatus,
};
use simpleinboxes_store::{
    Caller, LedgerError, PaidReport, RechargeFailure, Settled, Topup, TopupEnd, Tx,
};

use crate::app::App;

/// What the provider says of a top-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// The money is there.
    Paid(PaidReport),
    /// The customer is done, or nobody need be there; the money is under way.
    Waiting,
    /// The customer can still pay.
    Open,
    /// The money will not come.
    Refused(Decline),
    /// The customer can no longer pay.
    Expired,
    /// The provider knows nothing of it: it was not asked, or its answer was lost.
    Unknown,
}

/// What came of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Came {
    /// Nothing.
    Nothing,
    /// The top-up stands so now, or as before.
    Settled(Box<Settled>),
    /// An attempt failed and was counted.
    Counted(RechargeFailure),
}

/// Asks the provider.
pub(super) async fn ask(app: &App, topup: &Topup) -> Result<Word, PaymentError> {
    let provider = &app.cashier.provider;
    if topup.provider != app.cashier.name() {
        // Begun with another provider than this deployment has now, who can't be asked.
        return Ok(Word::Waiting);
    }
    match (topup.kind, &topup.checkout, &topup.payment) {
        (TopupKind::Manual, Some(session), _) => {
            Ok(of_checkout(app, &provider.checkout(session).await?))
        }
        (TopupKind::Auto, _, Some(payment)) => {
            Ok(of_payment(app, &provider.payment(payment).await?))
        }
        (TopupKind::Manual, None, _) | (TopupKind::Auto, _, None) => Ok(Word::Unknown),
    }
}

/// What a checkout session says.
pub(super) fn of_checkout(app: &App, session: &CheckoutSession) -> Word {
    match session.status {
        _ if session.is_paid() => Word::Paid(PaidReport {
            provider: app.cashier.name().to_owned(),
            amount: session.amount,
            customer: session.customer.clone(),
            payment: session.payment.clone(),
        }),
        CheckoutStatus::Complete => match &session.failure {
            Some(decline) => Word::Refused(decline.clone()),
            None => Word::Waiting,
        },
        CheckoutStatus::Open => Word::Open,
        CheckoutStatus::Expired => Word::Expired,
    }
}

/// What a payment without the customer says.
pub(super) fn of_payment(app: &App, payment: &Payment) -> Word {
    match payment.status {
        PaymentStatus::Succeeded => Word::Paid(PaidReport {
            provider: app.cashier.name().to_owned(),
            amount: payment.amount,
            customer: payment.customer.clone(),
            payment: Some(payment.id.clone()),
        }),
        PaymentStatus::Processing => Word::Waiting,
        PaymentStatus::RequiresPaymentMethod
        | PaymentStatus::RequiresAction
        | PaymentStatus::Canceled => {
            let unsaid = || Decline {
                reason: simpleinboxes_providers::payments::DeclineReason::CardDeclined,
                message: "The payment was refused.".to_owned(),
                code: None,
                payment: Some(payment.id.clone()),
            };
            Word::Refused(payment.failure.clone().unwrap_or_else(unsaid))
        }
    }
}

/// Acts on a word: the one way by which money comes in or a top-up ends, whoever brings the news.
///
/// # Errors
/// The database fails.
pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    topup: &Topup,
    word: &Word,
) -> Result<Came, LedgerError> {
    let system = Caller::system(topup.account);
    let scoped = tx.scoped(&system);
    let settled = match word {
        Word::Paid(report) => {
            let settled = scoped.pay_topup(topup.id, report, &app.seller).await?;
            if let Some(settled) = &settled {
                complain(settled, report);
            }
            settled
        }
        Word::Refused(decline) if topup.kind == TopupKind::Auto => {
            let reason = reason(decline);
            let failed = scoped
                .fail_recharge(topup.id, reason, &decline.message)
                .await?;
            return Ok(failed.map_or(Came::Nothing, Came::Counted));
        }
        Word::Refused(decline) => {
            let reason = decline.message.clone();
            let end = TopupEnd::Failed { reason };
            scoped.end_topup(topup.id, &end).await?
        }
        Word::Expired => scoped.end_topup(topup.id, &TopupEnd::Expired).await?,
        Word::Waiting | Word::Open | Word::Unknown => None,
    };
    Ok(settled.map_or(Came::Nothing, |settled| Came::Settled(Box::new(settled))))
}

/// Says so to the operator when money was paid that no wallet got.
fn complain(settled: &Settled, report: &PaidReport) {
    let payment = report.payment.as_deref().unwrap_or("-");
    match settled {
        Settled::Now(topup) => {
            tracing::info!(topup = %topup.id, wallet = %topup.wallet, "a top-up was paid");
        }
        Settled::Mismatch { topup, what } => {
            tracing::error!(topup = %topup.id, payment, what, "a payment does not fit its top-up and was not credited");
        }
        Settled::Before(topup) if topup.transaction.is_none() => {
            tracing::error!(topup = %topup.id, payment, status = %topup.status, "a payment came for a top-up that is over and was not credited");
        }
        Settled::Before(topup) if topup.payment != report.payment => {
            tracing::error!(topup = %topup.id, payment, "a top-up was paid a second time, which was not credited");
        }
        Settled::Before(_) => {}
    }
}

impl Came {
    /// In a few words, for the report that brought the news.
    pub(super) fn words(&self, word: &Word) -> String {
        match self {
            Self::Nothing => "nothing to do".to_owned(),
            Self::Counted(failure) => {
                format!("automatic top-up of {}: {}", failure.wallet, failure.reason)
            }
            Self::Settled(settled) => {
                let id = settled.topup().id;
                format!("top-up {id}: {}", said(settled, word))
            }
        }
    }
}

fn said(settled: &Settled, word: &Word) -> String {
    let topup = settled.topup();
    match (settled, word) {
        (Settled::Now(_), _) => topup.status.to_string(),
        (Settled::Mismatch { what, .. }, _) => format!("not credited, another {what}"),
        (Settled::Before(_), Word::Paid(_)) if topup.transaction.is_none() => {
            format!("not credited, it is {}", topup.status)
        }
        (Settled::Before(_), Word::Paid(report)) if topup.payment != report.payment => {
            "not credited, it was paid before".to_owned()
        }
        (Settled::Before(_), _) => format!("{} before", topup.status),
    }
}

/// The reason in our words.
pub(super) fn reason(decline: &Decline) -> DeclineReason {
    let known = decline.reason.as_str().parse();
    known.unwrap_or(DeclineReason::ProviderError)
}
