//! `providers check`: what an operator is told of the vendors, which stub servers play.

mod others;

use std::fs;

use simpleinboxes_tests::process::Ended;
use tempfile::TempDir;

use super::program;
use crate::stub::{Answer, Play, Stub};

const STRIPE_KEY: &str = "sk_test_51TheSecretKey";
const CLOUDFLARE_TOKEN: &str = "a-token-of-twenty-and-more";
const DYNADOT_KEY: &str = "TheKeyOfTheAccount";
const MICROSOFT_SECRET: &str = "the-secret-of-the-app";
const CONNECT_TOKEN: &str = "the-token-of-the-connect-server";
const SKU: &str = "00000000-0000-0000-0000-0000000000aa";
const VAULT: &str = "abcdefghijklmnopqrstuvwxyz";

/// Stubs of the vendors that have keys.
struct Vendors {
    stripe: Stub,
    cloudflare: Stub,
    dynadot: Stub,
    microsoft: Stub,
    connect: Stub,
}

fn json(status: u16, body: &str) -> Play {
    Play::Answer(Answer::json(status, body))
}

fn no_customer() -> Play {
    json(
        404,
        r#"{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such customer: 'cus_0'"}}"#,
    )
}

fn token() -> Play {
    json(
        200,
        r#"{"token_type":"Bearer","expires_in":3599,"access_token":"a-token"}"#,
    )
}

fn no_domain() -> Play {
    json(
        404,
        r#"{"error":{"code":"Request_ResourceNotFound","message":"not there"}}"#,
    )
}

impl Vendors {
    /// All of them, answering as for accounts that work.
    async fn well() -> Self {
        let skus = format!(
            r#"{{"value":[{{"skuId":"{SKU}","consumedUnits":3,"prepaidUnits":{{"enabled":5}}}}]}}"#
        );
        Self {
            stripe: Stub::playing([no_customer()]).await,
            cloudflare: Stub::playing([json(
                200,
                r#"{"success":true,"errors":[],"result":[],"result_info":{"page":1,"total_pages":1}}"#,
            )])
            .await,
            dynadot: Stub::playing([json(
                200,
                r#"{"AccountInfoResponse":{"ResponseCode":0,"Status":"success"}}"#,
            )])
            .await,
            microsoft: Stub::playing([token(), no_domain(), json(200, &skus)]).await,
            connect: Stub::playing([json(
                200,
                &format!(r#"{{"id":"{VAULT}","name":"Agency"}}"#),
            )])
            .await,
        }
    }

    fn settings(&self) -> String {
        let Self {
            stripe,
            cloudflare,
            dynadot,
            microsoft,
            connect,
        } = self;
        let [stripe, cloudflare, dynadot, microsoft, connect] =
            [stripe, cloudflare, dynadot, microsoft, connect].map(Stub::url);
        format!(
            r#"
            [payments]
            stripe_secret_key = "{STRIPE_KEY}"
            stripe_publishable_key = "pk_test_51ThePublishableKey"
            stripe_webhook_secrets = ["whsec_TheSecret"]
            stripe_base_url = "{stripe}"
            [dns.cloudflare]
            api_token = "{CLOUDFLARE_TOKEN}"
            account_id = "0123456789abcdef0123456789abcdef"
            base_url = "{cloudflare}"
            [marketplace]
            dynadot_api_key = "{DYNADOT_KEY}"
            dynadot_base_url = "{dynadot}"
            [mailboxes.microsoft]
            tenant_id = "agency.onmicrosoft.com"
            client_id = "the-app"
            client_secret = "{MICROSOFT_SECRET}"
            sku_id = "{SKU}"
            login_url = "{microsoft}"
            graph_url = "{microsoft}"
            exchange_url = "{microsoft}"
            [vaults]
            connect_url = "{connect}"
            connect_token = "{CONNECT_TOKEN}"
            vault_id = "{VAULT}"
            [propagation]
            private_servers = true
            timeout_ms = 2000
            roots = [{{ name = "root.example", address = "127.0.0.1", port = 9 }}]
            "#
        )
    }
}

async fn check(settings: &str) -> Ended {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("simpleinboxes.toml"), settings).expect("a file");
    let ended = program(folder.path())
        .args(["providers", "check"])
        .run()
        .await;
    for secret in [
        STRIPE_KEY,
        CLOUDFLARE_TOKEN,
        DYNADOT_KEY,
        MICROSOFT_SECRET,
        CONNECT_TOKEN,
    ] {
        assert!(!ended.output.contains(secret) && !ended.log.contains(secret));
    }
    ended
}

/// The line of the table that begins with a vendor.
fn line<'a>(ended: &'a Ended, vendor: &str) -> &'a str {
    let line = ended.output.lines().find(|line| line.starts_with(vendor));
    line.unwrap_or_else(|| panic!("no {vendor} in {}{}", ended.output, ended.log))
}

fn says(ended: &Ended, vendor: &str, words: &[&str]) {
    let line = line(ended, vendor);
    for word in words {
        assert!(line.contains(word), "{word:?} is not in {line}");
    }
}

#[tokio::test]
async fn without_keys_nobody_is_asked_and_nothing_fails() {
    let ended = check("").await;
    assert!(ended.status.success(), "{}", ended.log);
    says(&ended, "VENDOR", &["FOR", "SET BY", "STATE", "WHAT TO DO"]);
    for (vendor, state, setting) in [
        ("Stripe", "sandbox", "payments.stripe_secret_key"),
        ("Dynadot", "sandbox", "marketplace.dynadot_api_key"),
        ("own server", "built in", "dns.cloudflare.api_token"),
        ("root servers", "sandbox", "propagation"),
        ("Google Workspace", "sandbox", "mailboxes.google"),
        ("Microsoft 365", "sandbox", "mailboxes.microsoft"),
        ("own mail servers", "sandbox", "mailboxes.smtp"),
        ("1Password Connect", "sandbox", "vaults.connect_token"),
        ("own registrars", "customers'", "registrars.outbound_ipv4"),
        ("blocklists", "sandbox", "blocklists.dns.resolvers"),
    ] {
        says(&ended, vendor, &[state, setting]);
    }
}

#[tokio::test]
async fn vendors_that_take_our_keys_are_ok_and_only_read() {
    let vendors = Vendors::well().await;
    let ended = check(&vendors.settings()).await;
    says(
        &ended,
        "Stripe",
        &["ok", "payments.stripe_secret_key", "for tests"],
    );
    says(&ended, "Cloudflare", &["ok", "dns.cloudflare.api_token"]);
    says(&ended, "Dynadot", &["ok", "marketplace.dynadot_api_key"]);
    says(&ended, "Microsoft 365", &["ok", "mailboxes.microsoft"]);
    says(&ended, "1Password Connect", &["ok", "\"Agency\""]);
    // The only thing that is not there: a root server.
    says(&ended, "root servers", &["FAILING", "0 of 1", "port 53"]);
    assert!(!ended.status.success());
    assert!(
        ended.log.contains("one vendor can't be used"),
        "{}",
        ended.log
    );
    let asked = |stub: &Stub| -> Vec<(String, String)> {
        let seen = stub.seen().into_iter();
        seen.map(|seen| (seen.method, seen.target)).collect()
    };
    for stub in [
        &vendors.stripe,
        &vendors.cloudflare,
        &vendors.dynadot,
        &vendors.connect,
    ] {
        let asked = asked(stub);
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert_eq!(asked[0].0, "GET");
    }
    let microsoft = asked(&vendors.microsoft);
    assert!(microsoft[0].1.ends_with("/oauth2/v2.0/token"));
    assert!(microsoft[1..].iter().all(|(method, _)| method == "GET"));
}

#[tokio::test]
async fn what_fails_is_told_with_what_to_do() {
    let vendors = Vendors::well().await;
    // A bad key.
    vendors.stripe.restart([json(
        401,
        &format!(r#"{{"error":{{"type":"invalid_request_error","message":"Invalid API Key provided: {STRIPE_KEY}"}}}}"#),
    )]);
    // A key without the right.
    vendors.cloudflare.restart([json(
        403,
        r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"result":null}"#,
    )]);
    // An outage; reading is tried twice.
    vendors.dynadot.restart([json(503, "{}"), json(503, "{}")]);
    // Nothing left to give to mailboxes.
    let skus = format!(
        r#"{{"value":[{{"skuId":"{SKU}","consumedUnits":5,"prepaidUnits":{{"enabled":5}}}}]}}"#
    );
    vendors
        .microsoft
        .restart([token(), no_domain(), json(200, &skus)]);
    vendors
        .connect
        .restart([json(404, r#"{"status":404,"message":"vault not found"}"#)]);
    let ended = check(&vendors.settings()).await;
    assert!(!ended.status.success());
    let failing = "FAILING";
    says(
        &ended,
        "Stripe",
        &[failing, "Set another payments.stripe_secret_key"],
    );
    says(
        &ended,
        "Cloudflare",
        &[failing, "Set another dns.cloudflare.api_token"],
    );
    says(&ended, "Dynadot", &[failing, "status page", "503"]);
    says(&ended, "Microsoft 365", &[failing, "licence"]);
    says(&ended, "1Password Connect", &[failing, "vaults.vault_id"]);
    assert!(
        ended.log.contains("6 vendors can't be used"),
        "{}",
        ended.log
    );
}

#[tokio::test]
async fn a_setting_that_can_not_be_used_hides_none_of_the_others() {
    let ended = check("[marketplace]\nprovider = \"dynadot\"\n").await;
    assert!(!ended.status.success());
    says(
        &ended,
        "Dynadot",
        &["FAILING", "dynadot_api_key is missing"],
    );
    says(&ended, "Stripe", &["sandbox"]);
}
