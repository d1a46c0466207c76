//! Payments: who pays at the provider, what is paid in, what the provider reports, and what is
//! paid in by itself.
//!
//! - A top-up is announced in the ledger when it is begun, and carried out or given up there when
//!   the provider has decided: [`ScopedTx::pay_topup`](crate::ScopedTx::pay_topup) is the only way
//!   to its money, and goes through once.
//! - Locks are taken in this order: the account, the top-up, the workspace, the ledger, the
//!   setting of the automatic top-up, jobs.

mod attempt;
mod begin;
mod customers;
mod due;
mod events;
mod recharge;
mod sandbox;
mod settle;
mod topups;

pub use attempt::{AUTO_RECHARGE_JOB, LostRecharge, RechargeFailure, RechargeStep};
pub use begin::NewTopup;
pub use customers::SavedMethod;
pub use events::{NewPaymentEvent, PaymentEvent};
pub use recharge::{AutoRecharge, NewAutoRecharge};
pub use sandbox::{SandboxDocument, SandboxWrite};
pub use settle::{PaidReport, Settled, TopupEnd};
pub use topups::Topup;

pub(crate) use events::BODY;
