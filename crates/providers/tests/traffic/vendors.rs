//! Every vendor: that it has a lane, that outages close it, and what counts as a limit there.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::prelude::{BASE64_STANDARD, Engine};
use secrecy::SecretString;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::dns::cloudflare::{Cloudflare, CloudflareSettings};
use simpleinboxes_providers::dns::{DnsHost, DnsHostError};
use simpleinboxes_providers::mailbox::google::{Google, GoogleSettings};
use simpleinboxes_providers::mailbox::microsoft::{Microsoft, MicrosoftSettings};
use simpleinboxes_providers::mailbox::{MailboxError, MailboxHost};
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::payments::stripe::{Stripe, StripeSettings};
use simpleinboxes_providers::payments::{PaymentError, PaymentProvider};
use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::registrar::marketplace::Marketplace;
use simpleinboxes_providers::registrar::marketplace::dynadot::{Dynadot, DynadotSettings};
use simpleinboxes_providers::registrar::own::{OwnRegistrarSettings, OwnRegistrars};
use simpleinboxes_providers::sending::{SendingSettings, SendingTools};
use simpleinboxes_providers::vault::onepassword::{Connect, OnePassword};
use simpleinboxes_providers::vault::{Vault, VaultError};
use simpleinboxes_providers::{BreakerState, HttpSettings, Traffic};

use crate::stub::{Answer, Play, Stub};
use crate::world::{HTTP, status, told, traffic};

/// All vendors that are called for our own accounts, with customers' registrars and vaults.
const VENDORS: [&str; 10] = [
    "1password",
    "cloudflare",
    "dynadot",
    "google",
    "microsoft",
    "namecheap",
    "namecom",
    "porkbun",
    "spaceship",
    "stripe",
];

/// A vendor's adapter, at a stub.
enum Adapter {
    Vault(Connect),
    Dns(Cloudflare),
    Market(Dynadot),
    Mail(Box<dyn MailboxHost>),
    Payments(Stripe),
    Registrar(OwnRegistrars, &'static str),
}

/// What came of a call: how long the vendor is left alone, where it was not asked.
#[derive(Debug, PartialEq)]
enum Came {
    Well,
    Wrong,
    LeftAlone(Duration),
}

fn came<T, E>(outcome: Result<T, E>, left_alone: impl Fn(&E) -> Option<Duration>) -> Came {
    match outcome {
        Ok(_) => Came::Well,
        Err(error) => left_alone(&error).map_or(Came::Wrong, Came::LeftAlone),
    }
}

impl Adapter {
    fn open(
        vendor: &'static str,
        url: &str,
        http: HttpSettings,
        clock: &Arc<MovableClock>,
        traffic: &Traffic,
    ) -> Self {
        let clock = clock.clone();
        match vendor {
            "1password" => {
                let policy = OutboundPolicy {
                    allow_private: true,
                };
                let way = OnePassword::new(http, GuardedResolver::new(policy), traffic);
                let way = way.expect("TLS");
                let access = way.access(url, &"the-token-of-the-server".into());
                let vault = way.vault(&access.expect("usable"), "abcdefghijklmnopqrstuvwxyz");
                Self::Vault(vault.expect("an id"))
            }
            "cloudflare" => {
                let settings = CloudflareSettings {
                    base_url: url.to_owned(),
                    api_token: "a-token-of-twenty-and-more".into(),
                    account_id: "0123456789abcdef0123456789abcdef".into(),
                    http,
                    ..CloudflareSettings::default()
                };
                Self::Dns(Cloudflare::new(&settings, clock, traffic).expect("usable"))
            }
            "dynadot" => {
                let settings = DynadotSettings {
                    base_url: url.to_owned(),
                    api_key: "TheKeyOfTheAccount".into(),
                    http,
                    ..DynadotSettings::default()
                };
                Self::Market(Dynadot::new(&settings, traffic).expect("usable"))
            }
            "google" => {
                let settings = google(url, http);
                let host = Google::new(&settings, clock, traffic);
                Self::Mail(Box::new(host.expect("usable")))
            }
            "microsoft" => {
                let settings = MicrosoftSettings {
                    login_url: url.to_owned(),
                    graph_url: url.to_owned(),
                    exchange_url: url.to_owned(),
                    tenant_id: "5b2b1f0c-3c07-4a34-9c4b-0d5f2a1f6f11".into(),
                    client_id: "535fb089-9ff3-47b6-9bfb-4f1264799865".into(),
                    client_secret: "the-secret-of-the-app".into(),
                    sku_id: "4b9405b0-7788-4568-add1-99614e613b69".into(),
                    http,
                    ..MicrosoftSettings::default()
                };
                let host = Microsoft::new(&settings, clock, traffic);
                Self::Mail(Box::new(host.expect("usable")))
            }
            "stripe" => {
                let settings = StripeSettings {
                    base_url: url.to_owned(),
                    secret_key: "sk_test_0123456789".into(),
                    publishable_key: "pk_test_0123456789".into(),
                    webhook_secrets: vec!["whsec_0123456789".into()],
                    retries: 0,
                    http,
                    ..StripeSettings::default()
                };
                let stripe = Stripe::new(&settings, Entropy::seeded(1), traffic);
                Self::Payments(stripe.expect("usable"))
            }
            registrar => {
                let mut settings = OwnRegistrarSettings {
                    http,
                    outbound_ipv4: Some([203, 0, 113, 24].into()),
                    ..OwnRegistrarSettings::default()
                };
                settings
                    .base_urls
                    .insert(registrar.to_owned(), url.to_owned());
                let registrars = OwnRegistrars::new(&settings, traffic);
                Self::Registrar(registrars.expect("usable"), registrar)
            }
        }
    }

    /// A question that changes nothing.
    async fn ask(&self) -> Came {
        match self {
            Self::Vault(vault) => came(vault.test().await, VaultError::circuit_open),
            Self::Dns(host) => came(host.test().await, DnsHostError::circuit_open),
            Self::Market(market) => came(market.test().await, RegistrarError::circuit_open),
            Self::Mail(host) => came(host.test().await, MailboxError::circuit_open),
            Self::Payments(stripe) => came(stripe.test().await, PaymentError::circuit_open),
            Self::Registrar(registrars, registrar) => {
                let spec = registrars.spec(registrar).expect("there");
                let fields = spec.fields.iter();
                let fields = fields.map(|one| (one.name, SecretString::from("a-word-0123456789")));
                let credential = registrars.credential(registrar, fields).expect("complete");
                came(
                    registrars.test(&credential).await,
                    RegistrarError::circuit_open,
                )
            }
        }
    }
}

fn google(url: &str, http: HttpSettings) -> GoogleSettings {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
        let body = BASE64_STANDARD.encode(der.as_ref());
        format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
    });
    GoogleSettings {
        token_url: format!("{url}/token"),
        directory_url: url.to_owned(),
        verification_url: url.to_owned(),
        client_email: "mail@northwind-1.iam.gserviceaccount.com".into(),
        private_key_id: "0c5b6f3f8d7e4a2b9c1d".into(),
        private_key: pem.as_str().into(),
        admin_email: "admin@northwind.example".into(),
        http,
        ..GoogleSettings::default()
    }
}

#[test]
fn every_vendor_has_a_lane_of_its_own() {
    let (clock, traffic) = traffic();
    let guard = GuardedResolver::new(OutboundPolicy::default());
    let tools = SendingTools::new(&SendingSettings::default(), guard, &traffic);
    let tools = tools.expect("usable settings");
    let mut expected: Vec<_> = tools.specs().map(|spec| spec.id).chain(VENDORS).collect();
    expected.sort_unstable();
    let registrars = OwnRegistrars::new(&OwnRegistrarSettings::default(), &Traffic::default());
    let registrars = registrars.expect("usable settings");
    assert!(registrars.specs().all(|spec| VENDORS.contains(&spec.id)));
    for vendor in VENDORS {
        Adapter::open(vendor, "http://127.0.0.1:9", HTTP, &clock, &traffic);
    }
    let told = traffic.vendors();
    let lanes: Vec<_> = told.iter().map(|one| one.vendor).collect();
    assert_eq!(lanes, expected);
}

#[tokio::test]
async fn outages_keep_us_away_from_every_vendor() {
    for vendor in VENDORS {
        let stub = Stub::playing([status(503), Play::CutBefore, status(500)]).await;
        let (clock, traffic) = traffic();
        let adapter = Adapter::open(vendor, &stub.url(), HTTP, &clock, &traffic);
        for _ in 0..3 {
            assert_eq!(adapter.ask().await, Came::Wrong, "{vendor}");
        }
        let told = told(&traffic, vendor);
        assert_eq!(told.breaker, BreakerState::Open, "{vendor}");
        assert_eq!((told.not_closed, told.durations.calls), (1, 3), "{vendor}");
        let came = adapter.ask().await;
        assert!(matches!(came, Came::LeftAlone(_)), "{vendor}: {came:?}");
        assert_eq!(stub.seen().len(), 3, "{vendor} was asked");
    }
}

fn answer(status: u16, body: &str) -> Play {
    Play::Answer(Answer::json(status, body))
}

/// Whatever it looks like on the wire, it is counted as the wish for fewer requests.
#[tokio::test]
async fn limits_are_counted_as_every_vendor_tells_them() {
    let namecheap = |code: &str| {
        let body = format!(
            r#"<ApiResponse Status="ERROR" xmlns="http://api.namecheap.com/xml.response">
               <Errors><Error Number="{code}">words</Error></Errors></ApiResponse>"#
        );
        Play::Answer(Answer::new(200, body))
    };
    let busy = r#"{"AccountInfoResponse":{"ResponseCode":"5","Status":"system_busy"}}"#;
    let porkbun = r#"{"status":"ERROR","code":"RATE_LIMIT_EXCEEDED","message":"Slow down"}"#;
    let quota = r#"{"error":{"code":403,"errors":[{"reason":"quotaExceeded"}],"message":"x"}}"#;
    let mut cases: Vec<_> = VENDORS.map(|vendor| (vendor, status(429))).into();
    cases.extend([
        ("namecheap", status(405)),
        ("namecheap", namecheap("1017410")),
        ("dynadot", answer(200, busy)),
        ("porkbun", answer(200, porkbun)),
        ("google", answer(403, quota)),
    ]);
    for (vendor, limit) in cases {
        assert_eq!(counted(vendor, limit).await, ["rate_limited"], "{vendor}");
    }
    // Refusals that look alike are none.
    let refused = r#"{"AccountInfoResponse":{"ResponseCode":"-1","Error":"no"}}"#;
    for (vendor, other, ended) in [
        ("namecom", status(405), "refused"),
        ("namecheap", namecheap("1011102"), "answered"),
        ("dynadot", answer(200, refused), "answered"),
        ("google", answer(403, "{}"), "refused"),
    ] {
        assert_eq!(counted(vendor, other).await, [ended], "{vendor}");
    }
}

/// How the calls of one question ended that a vendor answers so.
async fn counted(vendor: &'static str, play: Play) -> Vec<&'static str> {
    let stub = Stub::playing([play]).await;
    let (clock, traffic) = traffic();
    let adapter = Adapter::open(vendor, &stub.url(), HTTP, &clock, &traffic);
    assert_eq!(adapter.ask().await, Came::Wrong, "{vendor}");
    assert_eq!(stub.seen().len(), 1, "{vendor}");
    let calls = told(&traffic, vendor).calls.into_iter();
    let calls = calls.filter(|(_, count)| *count > 0);
    calls.map(|(ended, _)| ended).collect()
}
