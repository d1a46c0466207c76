//! Who takes the money, and where customers find this deployment.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use secrecy::SecretString;
use simpleinboxes_providers::{
    Traffic,
    payments::{
        PaymentProvider,
        sandbox::Sandbox,
        stripe::{Stripe, StripeSettings},
    },
};
use simpleinboxes_store::Store;
use url::Url;

use crate::{
    config::{Config, PaymentChoice, PaymentSettings, Secret},
    serve::Outside,
    vendors::StoredState,
};

/// The sandbox's key in the store.
const SANDBOX_KEY: &str = "payments.sandbox";

/// The path of the page to come back to.
const DONE: &str = "/payments/done";

/// How long Stripe may take for one try, in milliseconds: less than a request may take.
const STRIPE_TIMEOUT: u64 = 12_000;

/// Who takes the money, and where customers find this deployment.
#[derive(Debug)]
pub struct Cashier {
    /// The payment provider.
    pub provider: Arc<dyn PaymentProvider>,
    /// The same, when it is the sandbox, whose pages are ours to serve.
    pub sandbox: Option<Arc<Sandbox>>,
    public: Url,
    billing_page: String,
}

impl Cashier {
    /// The one that the settings name. `address` is where the service listens.
    ///
    /// # Errors
    /// A setting that can't be used, or the database fails.
    pub async fn open(
        config: &Config,
        outside: &Outside,
        store: &Arc<Store>,
        address: SocketAddr,
        traffic: &Traffic,
    ) -> anyhow::Result<Self> {
        let settings = &config.payments;
        let public = public_url(settings, address)?;
        let billing_page = match &settings.billing_page {
            Some(page) => web_url(page).context("payments.billing_page")?.into(),
            None => below(&public, DONE),
        };
        let (provider, sandbox): (Arc<dyn PaymentProvider>, _) = match settings.stripe()? {
            Some(stripe) => {
                let stripe = Stripe::new(&stripe, outside.entropy.clone(), traffic);
                (Arc::new(stripe.context("payments")?), None)
            }
            None => {
                let sandbox = sandbox(outside, store, &public).await?;
                (Arc::clone(&sandbox) as _, Some(sandbox))
            }
        };
        Ok(Self {
            provider,
            sandbox,
            public,
            billing_page,
        })
    }

    /// The provider's name in the API and in the database.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.provider.name().as_str()
    }

    /// Where the way back from the customer portal leads.
    pub(super) fn billing_page(&self) -> &str {
        &self.billing_page
    }

    /// The page of ours that customers come back to who gave no other.
    pub(super) fn done_page(&self) -> String {
        below(&self.public, DONE)
    }

    /// Where something of ours is found by everybody.
    #[must_use]
    pub fn address_of(&self, path: &str) -> String {
        below(&self.public, path)
    }

    /// The path of one of our pages, as the browser asks for it.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.public.path().trim_end_matches('/'))
    }
}

impl PaymentSettings {
    /// What Stripe is called with, if it is the one.
    fn stripe(&self) -> anyhow::Result<Option<StripeSettings>> {
        let key = match (self.provider, &self.stripe_secret_key) {
            (PaymentChoice::Sandbox, _) | (PaymentChoice::Auto, None) => return Ok(None),
            (PaymentChoice::Stripe, None) => {
                anyhow::bail!("payments.stripe_secret_key is missing")
            }
            (PaymentChoice::Stripe | PaymentChoice::Auto, Some(key)) => key,
        };
        let secret = |secret: &Secret| SecretString::from(secret.expose());
        let mut settings = StripeSettings {
            secret_key: secret(key),
            publishable_key: self.stripe_publishable_key.clone().unwrap_or_default(),
            webhook_secrets: self.stripe_webhook_secrets.iter().map(secret).collect(),
            ..StripeSettings::default()
        };
        settings.http.timeout_ms = STRIPE_TIMEOUT;
        if let Some(url) = &self.stripe_base_url {
            settings.base_url.clone_from(url);
        }
        Ok(Some(settings))
    }
}

async fn sandbox(
    outside: &Outside,
    store: &Arc<Store>,
    public: &Url,
) -> anyhow::Result<Arc<Sandbox>> {
    let key = store
        .kept_secret(SANDBOX_KEY, || outside.entropy.bytes::<32>())
        .await
        .context("the key of the payments sandbox")?;
    let pages = below(public, "/sandbox").parse()?;
    Ok(Arc::new(Sandbox::new(
        Arc::new(StoredState::new(Arc::clone(store))),
        Arc::clone(&outside.clock),
        outside.entropy.clone(),
        pages,
        &key,
    )))
}

fn public_url(settings: &PaymentSettings, address: SocketAddr) -> anyhow::Result<Url> {
    match &settings.public_url {
        Some(url) => web_url(url).context("payments.public_url"),
        None if address.ip().is_unspecified() => {
            Ok(format!("http://localhost:{}", address.port()).parse()?)
        }
        None => Ok(format!("http://{address}").parse()?),
    }
}

fn web_url(text: &str) -> anyhow::Result<Url> {
    let url: Url = text.parse()?;
    anyhow::ensure!(
        matches!(url.scheme(), "http" | "https") && url.query().is_none(),
        "must be an http or https URL without a query"
    );
    Ok(url)
}

fn below(public: &Url, path: &str) -> String {
    format!("{}{path}", public.as_str().trim_end_matches('/'))
}
