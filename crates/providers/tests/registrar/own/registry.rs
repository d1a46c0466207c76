//! The registry, what it declares, and the credentials that it reads.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_providers::registrar::own::{
    CredentialError, FieldName, OwnRegistrarSettings, OwnRegistrars, RegistrarCredential,
};
use simpleinboxes_providers::registrar::{NameServers, RegistrarError};
use simpleinboxes_providers::{ProviderError, Traffic};

use super::all;
use super::bench::{Bench, Call, PATIENT, Told, credential, domain, registrars, servers};
use super::fixtures::{namecheap, porkbun, spaceship};
use crate::stub::{Answer, Play};

fn own() -> OwnRegistrars {
    OwnRegistrars::new(&OwnRegistrarSettings::default(), &Traffic::default())
        .expect("the defaults are usable")
}

fn read(
    registrar: &str,
    fields: &[(FieldName, &str)],
) -> Result<RegistrarCredential, CredentialError> {
    let fields = fields
        .iter()
        .map(|(name, value)| (*name, SecretString::from(*value)));
    own().credential(registrar, fields)
}

fn issues(registrar: &str, fields: &[(FieldName, &str)]) -> Vec<String> {
    match read(registrar, fields) {
        Err(CredentialError::Fields(errors)) => errors
            .into_iter()
            .map(|error| format!("{} {}", error.field.property(), error.issue))
            .collect(),
        other => panic!("expected field errors, got {other:?}"),
    }
}

#[test]
fn every_registrar_runs_the_suite_at_its_documented_address() {
    let own = own();
    let declared: Vec<_> = own.specs().map(|spec| spec.id).collect();
    assert!(declared.is_sorted(), "{declared:?}");
    let fixtures = all();
    let tested: BTreeSet<_> = fixtures.iter().map(|fixture| fixture.registrar).collect();
    assert_eq!(declared.iter().copied().collect::<BTreeSet<_>>(), tested);
    for fixture in fixtures {
        let base_url = own.base_url(fixture.registrar).map(|url| url.as_str());
        let base_url = base_url.map(|url| url.trim_end_matches('/'));
        assert_eq!(base_url, Some(fixture.base_url));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/registrar/own");
        for file in ["mod.rs", "wire.rs", "mapping.rs"] {
            assert!(folder.join(fixture.registrar).join(file).exists());
        }
    }
}

/// Names and limits are those of the API.
#[test]
fn declarations_are_fit_for_a_form() {
    for spec in own().specs() {
        assert!((1..=64).contains(&spec.name.len()));
        assert!((1..=3).contains(&spec.fields.len()));
        assert!(spec.fields.iter().any(|field| field.secret), "{}", spec.id);
        assert!(spec.documentation_url.starts_with("https://"));
        assert_eq!(spec.needs_ip_allowlist, spec.id == "namecheap");
        let names: BTreeSet<_> = spec.fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), spec.fields.len(), "{}: a name twice", spec.id);
        for field in spec.fields {
            assert!((1..=64).contains(&field.label.len()));
            assert!((1..=500).contains(&field.help.len()));
            assert_eq!(field.secret, field.name != FieldName::Username);
        }
    }
    let names: Vec<_> = FieldName::ALL.iter().map(|name| name.as_str()).collect();
    assert_eq!(names, ["username", "api_key", "api_secret"]);
}

#[test]
fn credentials_are_trimmed_and_print_no_values() {
    let credential = read(
        "namecom",
        &[
            (FieldName::Username, " acme "),
            (FieldName::ApiKey, "s3cret-key\n"),
        ],
    );
    let credential = credential.expect("complete");
    let values: Vec<_> = credential
        .values()
        .map(|(name, value)| (name.property(), value.expose_secret()))
        .collect();
    assert_eq!(values, [("username", "acme"), ("apiKey", "s3cret-key")]);
    assert_eq!(credential.registrar().id, "namecom");
    let printed = format!("{credential:?}");
    assert!(printed.contains("namecom"), "{printed}");
    assert!(
        !printed.contains("s3cret") && !printed.contains("acme"),
        "{printed}"
    );
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let long = "k".repeat(513);
    assert_eq!(
        issues(
            "porkbun",
            &[(FieldName::Username, "acme"), (FieldName::ApiKey, "  ")]
        ),
        [
            "apiKey is required",
            "apiSecret is required",
            "username is not a field of Porkbun credentials"
        ]
    );
    assert_eq!(
        issues(
            "namecheap",
            &[
                (FieldName::Username, "two words"),
                (FieldName::ApiKey, &long)
            ]
        ),
        [
            "username must be one word of visible ASCII characters",
            "apiKey must have at most 512 characters"
        ]
    );
    let unknown = read("godaddy", &[]);
    assert!(matches!(unknown, Err(CredentialError::UnknownRegistrar(name)) if name == "godaddy"));
}

#[test]
fn settings_that_mean_nothing_are_errors() {
    for (registrar, url, named) in [
        ("godaddy", "https://x.example", "godaddy"),
        ("porkbun", "x.example", "base_urls.porkbun"),
        ("porkbun", "ftp://x.example", "base_urls.porkbun"),
        ("porkbun", "https://x.example/?a=1", "base_urls.porkbun"),
    ] {
        let mut settings = OwnRegistrarSettings::default();
        settings
            .base_urls
            .insert(registrar.to_owned(), url.to_owned());
        let error = OwnRegistrars::new(&settings, &Traffic::default())
            .err()
            .expect("refused")
            .to_string();
        assert!(error.contains(named), "{error}");
    }
    let unknown = serde_json::from_str::<OwnRegistrarSettings>(r#"{"base_url":{}}"#);
    assert!(unknown.is_err());
}

/// Namecheap wants to be told our address; without one it is not called.
#[tokio::test]
async fn namecheap_is_not_called_without_our_address() {
    let fixture = namecheap::fixture();
    let mut bench = Bench::new(&fixture).await;
    bench.registrars = registrars(&fixture, &bench.stub.url(), PATIENT, None);
    bench.credential = credential(&bench.registrars, &fixture);
    let refused = bench.call(Call::Test, None).await;
    assert_eq!(refused, Err(RegistrarError::AddressUnknown));
    assert!(bench.stub.seen().is_empty());
    assert_eq!(bench.registrars.outbound_ipv4(), None);
}

#[tokio::test]
async fn names_that_nobody_registers_are_not_asked_for() {
    let fixture = namecheap::fixture();
    let bench = Bench::new(&fixture).await;
    for text in ["www.northwind.co.uk", "co.uk"] {
        let name = simpleinboxes_providers::DomainName::parse(text).expect("a name");
        let refused = bench
            .registrars
            .name_servers(&bench.credential, &name)
            .await;
        assert!(
            matches!(refused, Err(RegistrarError::NoSuchDomain { .. })),
            "{refused:?}"
        );
    }
    assert!(bench.stub.seen().is_empty());
}

#[tokio::test]
async fn long_names_of_servers_are_refused_where_they_do_not_fit() {
    let long = format!("{}.", "a".repeat(50)).repeat(2);
    let hosts: Vec<String> = (0..13)
        .map(|n| format!("{n:02}{long}example.net"))
        .collect();
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let servers = NameServers::parse(&hosts).expect("13");
    for (fixture, fits) in [(namecheap::fixture(), false), (porkbun::fixture(), true)] {
        let bench = Bench::new(&fixture).await;
        bench
            .stub
            .restart([Play::Answer(fixture.set.success.clone())]);
        let set = bench
            .registrars
            .set_name_servers(&bench.credential, &domain(), &servers)
            .await;
        assert_eq!(set.is_ok(), fits, "{set:?}");
        assert_eq!(bench.stub.seen().len(), usize::from(fits));
    }
}

/// Spaceship limits single domains, and lists much less.
#[tokio::test]
async fn spaceship_reads_its_list_where_a_domain_was_asked_for_too_often() {
    let fixture = spaceship::fixture();
    let bench = Bench::new(&fixture).await;
    let limited = || Play::Answer(fixture.refusals.limit.clone());
    let list = || Play::Answer(fixture.list.success.clone());
    let full = Play::Answer((fixture.full_page)());
    for (plays, pages) in [
        (vec![limited(), list()], 1),
        (vec![limited(), full, list()], 2),
    ] {
        let (outcome, seen) = bench.ask(Call::Read, plays).await;
        let Ok(Told::Servers(found)) = outcome else {
            panic!("{outcome:?}");
        };
        assert!(servers().are(&found), "{found:?}");
        assert_eq!(seen.len(), 1 + pages);
        assert_eq!(seen[1].target, fixture.list.target);
    }
    // What a list does not tell leaves the limit as it is.
    let error = RegistrarError::from(ProviderError::RateLimited {
        retry_after: Some(Duration::from_secs(298)),
    });
    let empty = r#"{"items":[],"total":0}"#;
    let silent = r#"{"items":[{"name":"northwind.co.uk"}],"total":1}"#;
    for other in [
        Answer::json(200, empty),
        Answer::json(200, silent),
        Answer::new(500, ""),
    ] {
        let plays = [limited(), Play::Answer(other)];
        let (outcome, _) = bench.ask(Call::Read, plays).await;
        assert_eq!(outcome, Err(error.clone()));
    }
    // So is a change looked at whose answer was lost.
    let lost = Play::Answer(Answer::new(503, ""));
    let (outcome, seen) = bench.ask(Call::Set, [lost, limited(), list()]).await;
    assert_eq!(outcome, Ok(Told::Nothing));
    assert_eq!(seen.len(), 3);
}
