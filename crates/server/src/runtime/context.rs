//! What a method is told beside its arguments.

use super::{OperationMeta, RequestId};

/// The circumstances of a call.
///
/// `C` is the authenticator's caller; `Option` of it where the operation can do without one, and
/// `()` where it asks for none.
#[derive(Clone, Debug)]
pub struct Context<C> {
    /// Who calls.
    pub caller: C,
    /// The id of the request.
    pub request_id: RequestId,
    /// What is called.
    pub operation: &'static OperationMeta,
    /// What makes a repeat safe; none if the request carries no `Idempotency-Key`.
    pub idempotency: Option<Idempotency>,
}

/// An idempotency key and what it was sent with.
#[derive(Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The key, as the caller chose it.
    pub key: String,
    /// SHA-256 over the operation, its parameters and its body. Two bodies with the same meaning
    /// (other order of members, other white space) have the same.
    pub fingerprint: [u8; 32],
}

impl std::fmt::Debug for Idempotency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The fingerprint of a short body could be guessed back.
        f.debug_struct("Idempotency")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
