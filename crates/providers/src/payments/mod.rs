//! The port to payment providers: who takes the customers' money.
//!
//! A caller holds a [`PaymentProvider`]. Two exist: [`stripe`], and [`sandbox`], the embedded one,
//! where no money moves and nobody outside is asked. All answer with the types of this module.
//!
//! Three things to know as a caller:
//! - Every call that changes something takes an [`IdempotencyKey`]. After an error of which
//!   [`PaymentError::may_have_happened`] is true, repeat the call with the *same* key: it does what
//!   the first one did, once.
//! - Money counts only as what the provider says it is: read the session or handle the event.
//! - Events may come twice, late and in any order. Keep them by id, then act on the object's state.

mod card;
mod checkout;
mod customer;
mod error;
mod event;
mod invoice;
mod key;
mod method;
mod payment;
mod port;
pub mod sandbox;
pub mod stripe;

pub use card::{Card, CardBrand, CardProblem};
pub use checkout::{CheckoutSession, CheckoutStatus, NewCheckout, PaymentState};
pub use customer::{Customer, NewCustomer, NewPortalSession, PortalSession};
pub use error::{Decline, DeclineReason, PaymentError, WebhookError};
pub use event::{EventKind, PaymentEvent, Refund};
pub use invoice::{
    Address, Invoice, InvoiceLine, InvoiceOrigin, InvoicePage, InvoiceQuery, InvoiceStatus, Party,
};
pub use key::IdempotencyKey;
pub use method::{PaymentMethod, PaymentMethodKind, SetupIntent, SetupOutcome, SetupStatus};
pub use payment::{NewCharge, Payment, PaymentStatus};
pub use port::{Capabilities, PaymentProvider, ProviderName};

/// What a caller wrote on an object at the provider, to find its own things again.
pub type Metadata = std::collections::BTreeMap<String, String>;

/// The metadata key under which the id of a top-up stands, on sessions, payments and invoices.
pub const TOPUP_ID: &str = "topup_id";

/// Metadata with the id of the top-up in it.
fn with_topup(metadata: &Metadata, reference: &str) -> Metadata {
    let mut metadata = metadata.clone();
    metadata.insert(TOPUP_ID.to_owned(), reference.to_owned());
    metadata
}
