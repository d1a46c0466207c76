//! What is read before there is a caller: the only queries that cross accounts.

mod keys;
mod sessions;

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction};

pub use keys::KeyIdentity;
pub use sessions::{NewSession, SessionIdentity, UserLogin};

use crate::store::Shared;

/// Finds who calls, by a secret that only they have.
#[derive(Debug)]
pub struct Auth<'a> {
    shared: &'a Shared,
    db: DatabaseExecutor<'a>,
}

/// Makes and ends sessions.
#[derive(Debug)]
pub struct AuthTx<'a>(Auth<'a>);

impl<'a> Auth<'a> {
    pub(crate) fn reading(shared: &'a Shared, reader: &'a DatabaseConnection) -> Self {
        Self {
            shared,
            db: reader.into(),
        }
    }
}

impl<'a> AuthTx<'a> {
    pub(crate) fn writing(shared: &'a Shared, tx: &'a DatabaseTransaction) -> Self {
        Self(Auth {
            shared,
            db: tx.into(),
        })
    }
}
