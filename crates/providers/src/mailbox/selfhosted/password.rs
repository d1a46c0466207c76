//! Password hashes that Dovecot reads.

use secrecy::SecretString;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::password;
use tokio::task::spawn_blocking;

use crate::mailbox::MailboxError;

/// Hashes a password, on a thread that may block.
pub(super) async fn hash(
    password: SecretString,
    entropy: Entropy,
) -> Result<SecretString, MailboxError> {
    let hashed = spawn_blocking(move || password::hash(&password, &entropy)).await;
    match hashed {
        Ok(Ok(hash)) => Ok(format!("{{ARGON2ID}}{hash}").into()),
        Ok(Err(_)) => Err(MailboxError::refused("the password is too long")),
        Err(_) => Err(MailboxError::State("hashing ended early".to_owned())),
    }
}
