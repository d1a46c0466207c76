//! The port to registrars where we buy domains, with our own account.
//!
//! Two exist: [`dynadot`], and [`sandbox`], the embedded one, where no money moves.
//!
//! Four things to know as a caller:
//! - **Prices are the offer's.** A [`Purchase`] names the most that may be paid; a registrar that
//!   wants more by then answers [`PriceChanged`](super::RegistrarError::PriceChanged).
//! - **Buying looks first.** A domain that is in our account already is not bought again, and
//!   [`Registration::newly`] says so. Whose order it was bought for is the caller's to know.
//! - **An error may hide a purchase**
//!   ([`may_have_happened`](super::RegistrarError::may_have_happened)). Then ask again with
//!   [`Purchase::after_unknown`]: a registrar can take minutes until a new domain shows in the
//!   account, and until then says [`Undecided`](super::RegistrarError::Undecided) instead of
//!   letting our own domain look like somebody else's.
//! - **Renewals name the expiry that they start from**, so that a repeat adds nothing.

mod contact;
pub mod dynadot;
mod offer;
mod port;
mod purchase;
pub mod sandbox;
mod suggest;

pub use contact::{Contact, ContactId};
pub use offer::{Availability, Offer, Price, TldPrice};
pub use port::{Marketplace, MarketplaceCapabilities, MarketplaceName};
pub use purchase::{OwnedDomain, Purchase, Registration, Renewal, Renewed};
pub use suggest::candidates;

/// Most names that are looked up at once: what the API takes.
pub const MOST_NAMES: usize = 100;
