//! The first start: an account, a user and a key, so that the API can be called at once; and what
//! the person at the terminal is told.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
};

use simpleinboxes_core::{
    api_key::{ApiKeySecret, KeyMode, SessionToken},
    password,
    secrecy::SecretString,
};
use simpleinboxes_store::{NewAccount, Store};
use tokio::task::spawn_blocking;

use crate::{
    config::{Config, Environment},
    serve::Outside,
};

/// The email address of the first user.
pub const ADMIN: &str = "admin@localhost";

/// What the first start made.
#[derive(Debug)]
pub struct FirstStart {
    /// The first key, of the whole account and with every scope. It is kept nowhere else.
    pub key: ApiKeySecret,
}

/// Makes the first account, if there is none yet.
///
/// # Errors
/// The database fails.
pub async fn prepare(
    store: &Store,
    config: &Config,
    outside: &Outside,
) -> anyhow::Result<Option<FirstStart>> {
    if store.has_accounts().await? {
        return Ok(None);
    }
    let key = ApiKeySecret::generate(mode(config), &outside.entropy);
    let account = NewAccount {
        name: "First account".to_owned(),
        email: ADMIN.to_owned(),
        password_hash: unguessable_password(outside).await?,
        workspace: "Default".parse()?,
        key_name: "First key".to_owned(),
    };
    // Another replica may have been first; then this key was never stored and is not shown.
    let created = store.bootstrap(&account, &key).await?;
    Ok(created.map(|_| FirstStart { key }))
}

/// Which kind of keys a deployment makes.
#[must_use]
pub fn mode(config: &Config) -> KeyMode {
    match config.environment {
        Environment::Live => KeyMode::Live,
        Environment::Sandbox => KeyMode::Test,
    }
}

/// The hash of a password that nobody knows: until one is set, only the operator's command signs
/// the first user in.
async fn unguessable_password(outside: &Outside) -> anyhow::Result<SecretString> {
    let entropy = outside.entropy.clone();
    let hashed = spawn_blocking(move || {
        let random = SessionToken::generate(&entropy);
        password::hash(&SecretString::from(random.expose()), &entropy)
    });
    Ok(hashed.await??.into())
}

/// Where the service is.
#[derive(Debug)]
pub struct Places {
    /// The API.
    pub base_url: String,
    /// Its address.
    pub address: SocketAddr,
    /// DNS, where it is served.
    pub dns: Option<SocketAddr>,
    /// The redirect server, where there is one.
    pub redirects: Option<SocketAddr>,
}

/// Tells where the service is and how to use it.
///
/// # Errors
/// Standard output is closed.
pub fn greet(places: &Places, first: Option<&FirstStart>) -> anyhow::Result<()> {
    let Places {
        base_url, address, ..
    } = places;
    // Written at once, so that whoever waits for the address has the key with it.
    let mut out = Vec::new();
    writeln!(
        out,
        "SimpleInboxes {} listens on http://{address}",
        env!("CARGO_PKG_VERSION")
    )?;
    writeln!(out, "  API    {base_url}")?;
    writeln!(out, "  Docs   http://{address}/docs")?;
    if let Some(dns) = places.dns {
        let (ip, port) = (dns.ip(), dns.port());
        writeln!(out, "  DNS    dig @{ip} -p {port} NAME")?;
    }
    if let Some(redirects) = places.redirects {
        writeln!(out, "  Web    curl -I http://{redirects} -H 'Host: DOMAIN'")?;
    }
    match first {
        Some(FirstStart { key }) => {
            let key = key.expose();
            writeln!(
                out,
                "\nThis is the first start. Your API key, shown this once:\n\n  {key}\n"
            )?;
            writeln!(
                out,
                "Try it:\n\n  curl {base_url}/workspaces -H 'X-API-Key: {key}'\n"
            )?;
        }
        None => writeln!(
            out,
            "\nNo key at hand? Sign in with `simpleinboxes sign-in` and make one with POST {base_url}/api-keys."
        )?,
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()?;
    Ok(())
}
