//! The operator's commands.

use std::io::{self, Write as _};

use anyhow::{Context as _, bail};
use chrono::TimeDelta;
use simpleinboxes_core::{api_key::SessionToken, id::AccountId};
use simpleinboxes_store::{Caller, Store, auth::NewSession};

use crate::{config::Config, key_watch, keyring, serve, serve::Outside};

/// Prints the settings in force.
///
/// # Errors
/// Standard output is closed.
pub fn print_config(config: &Config) -> anyhow::Result<()> {
    let text = toml::to_string_pretty(config)?;
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Makes a new key where the keys are in a file, and encrypts everything with the newest one.
///
/// The file is written first, with old and new keys, and what runs is given the time to read it:
/// whenever this is cut short, every secret can still be read, and running it again goes on.
///
/// # Errors
/// The database or the file fails, or a secret does not open.
pub async fn rotate_key(config: &Config, outside: &Outside) -> anyhow::Result<()> {
    let serve::Opened {
        store, mut keys, ..
    } = serve::open(config, outside).await?;
    let in_file = config.encryption_key.is_none();
    if in_file {
        keys = keys.with_new(&outside.entropy);
        keyring::write(&keyring::path(config), &keys, true)?;
        store.replace_keyring(keys.keyring()?);
        tokio::time::sleep(key_watch::NOTICED).await;
    }
    let count = store.reseal_secrets().await?;
    let needed = store.secret_key_versions().await?;
    store.close().await?;
    if let Some(old) = needed.iter().find(|version| **version != keys.current()) {
        bail!("secrets under key version {old} are left; run the command again");
    }
    if in_file {
        keyring::write(&keyring::path(config), &keys.newest_two(), true)?;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{count} secrets are encrypted with a new key now.")?;
    if !in_file {
        writeln!(
            out,
            "Older keys can be taken out of the setting encryption_key."
        )?;
    }
    Ok(())
}

/// Begins a session of the dashboard and prints its token.
///
/// # Errors
/// There is no such user, or the database fails.
pub async fn sign_in(
    config: &Config,
    outside: &Outside,
    email: &str,
    hours: u32,
) -> anyhow::Result<()> {
    let serve::Opened { store, outside, .. } = serve::open(config, outside).await?;
    let user = store.auth().user_by_email(email).await?;
    let user = user.with_context(|| format!("there is no user with the email address {email}"))?;
    let token = SessionToken::generate(&outside.entropy);
    let session = NewSession {
        user: user.user,
        account: user.account,
        token_hash: token.hash(),
        expires_at: outside.clock.now() + TimeDelta::hours(i64::from(hours)),
    };
    store
        .write(async |tx| tx.auth().begin_session(&session).await)
        .await?;
    store.close().await?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", token.expose())?;
    Ok(())
}

/// The operator in an account that is named by its id or the email address of one of its users.
///
/// # Errors
/// There is no such user, or the database fails.
pub async fn caller(store: &Store, account: &str) -> anyhow::Result<Caller> {
    let account: AccountId = match account.parse() {
        Ok(id) => id,
        Err(_) => {
            let user = store.auth().user_by_email(account).await?;
            let user = user.with_context(|| format!("there is no account {account}"))?;
            user.account
        }
    };
    Ok(Caller::system(account))
}
