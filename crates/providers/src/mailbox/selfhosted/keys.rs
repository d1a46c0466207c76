//! The files that OpenDKIM reads the private keys from.

use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use tokio::fs;
use tokio::io::AsyncWriteExt;

use crate::mailbox::{DomainName, MailboxError};

/// Puts the key of a domain in place, whole or not at all. Group and others that may read it are
/// those of the folder: it should have the group of OpenDKIM and the set-group-id bit.
pub(super) async fn write(
    folder: &Path,
    domain: &DomainName,
    key: &SecretString,
) -> Result<(), MailboxError> {
    let file = path(folder, domain);
    if fs::read(&file)
        .await
        .is_ok_and(|old| old == key.expose_secret().as_bytes())
    {
        return Ok(());
    }
    let beside = folder.join(format!(".{domain}.{}.new", std::process::id()));
    let written = async {
        let mut new = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o640)
            .open(&beside)
            .await?;
        new.write_all(key.expose_secret().as_bytes()).await?;
        new.sync_all().await?;
        fs::rename(&beside, &file).await
    };
    written.await.map_err(unwritable)
}

/// Takes the key of a domain away, if there is one.
pub(super) async fn remove(folder: &Path, domain: &DomainName) -> Result<(), MailboxError> {
    match fs::remove_file(path(folder, domain)).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A domain's name has no slash and does not begin with a dot.
fn path(folder: &Path, domain: &DomainName) -> PathBuf {
    folder.join(format!("{domain}.pem"))
}

fn unwritable(error: io::Error) -> MailboxError {
    MailboxError::State(format!("a DKIM key could not be written: {error}"))
}
