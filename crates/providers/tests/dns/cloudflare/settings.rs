//! What the operator can set.

use std::sync::Arc;

use simpleinboxes_core::clock::SystemClock;
use simpleinboxes_providers::Traffic;
use simpleinboxes_providers::dns::cloudflare::{
    Cloudflare, CloudflareSettings, CloudflareSettingsError,
};
use simpleinboxes_providers::dns::{DnsHost, DnsHostName, ForwardingBy};

use super::fake::{ACCOUNT, TOKEN};
use super::world::settings;

fn made(
    change: impl FnOnce(&mut CloudflareSettings),
) -> Result<Cloudflare, CloudflareSettingsError> {
    let mut settings = settings("https://api.cloudflare.example/client/v4".into());
    change(&mut settings);
    Cloudflare::new(&settings, Arc::new(SystemClock), &Traffic::default())
}

#[test]
fn settings_are_checked() {
    use CloudflareSettingsError::{Account, BaseUrl, Batch, Token};
    let host = made(|set| set.batch = 3500).expect("usable");
    assert_eq!(host.name(), DnsHostName::Cloudflare);
    assert_eq!(host.name().as_str(), "cloudflare");
    assert_eq!(host.capabilities().batch, 3500);
    assert_eq!(host.capabilities().forwarding, ForwardingBy::Host);
    for wrong in [
        "",
        "short",
        "with a blank in the token 0123",
        "ümlaut-in-the-token-0123",
    ] {
        assert!(matches!(
            made(|set| set.api_token = wrong.into()),
            Err(Token)
        ));
    }
    for wrong in [
        "",
        "023e",
        "023e105f4ecef8ad9ca31a8372d0c35/",
        "023e105f4ecef8ad9ca31a8372d0c3533",
    ] {
        assert!(matches!(
            made(|set| set.account_id = wrong.into()),
            Err(Account)
        ));
    }
    for wrong in [0, 3501] {
        assert!(matches!(made(|set| set.batch = wrong), Err(Batch)));
    }
    for wrong in [
        "",
        "api.cloudflare.com",
        "ftp://a.example",
        "https://a.example/?x",
    ] {
        assert!(matches!(
            made(|set| set.base_url = wrong.into()),
            Err(BaseUrl)
        ));
    }
}

#[test]
fn settings_come_from_a_file_and_do_not_print_secrets() {
    let given = serde_json::json!({"api_token": TOKEN, "account_id": ACCOUNT});
    let read: CloudflareSettings = serde_json::from_value(given).expect("settings");
    assert_eq!(read.base_url, "https://api.cloudflare.com/client/v4");
    assert_eq!(read.batch, 200);
    let host = Cloudflare::new(&read, Arc::new(SystemClock), &Traffic::default()).expect("usable");
    let shown = format!("{read:?} {host:?}");
    assert!(!shown.contains(TOKEN), "{shown}");
    let unknown = serde_json::json!({"token": "x"});
    assert!(serde_json::from_value::<CloudflareSettings>(unknown).is_err());
}
