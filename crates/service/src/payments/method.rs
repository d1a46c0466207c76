//! The saved payment method.

use simpleinboxes_server::{GetPaymentMethodError, runtime::Success};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{app::App, auth::Caller, transact::OrFault as _};

pub(super) async fn get(
    app: &App,
    caller: &Caller,
) -> Result<Success<types::PaymentMethodOnFileResponse>, GetPaymentMethodError> {
    convert::whole_account(caller)?;
    let provider = app.cashier.name();
    let saved = app
        .store
        .scoped(&caller.tenant)
        .payment_method(provider)
        .await
        .or_fault::<GetPaymentMethodError>()?;
    let saved = saved.map(|saved| convert::method(&saved, provider));
    let data = types::PaymentMethodOnFile {
        payment_method: saved.transpose()?,
        extra: Extra::default(),
    };
    Ok(types::PaymentMethodOnFileResponse::from(data).into())
}
