//! The registry, what it declares, and the credentials that it reads.

use std::collections::BTreeSet;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_providers::Traffic;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::sending::{
    Credential, CredentialError, FieldFormat, SendingSettings, SendingTools, SettingsError,
};

use crate::all;

fn tools() -> SendingTools {
    made(&SendingSettings::default()).expect("the defaults are usable")
}

fn made(settings: &SendingSettings) -> Result<SendingTools, SettingsError> {
    SendingTools::new(
        settings,
        GuardedResolver::new(OutboundPolicy::default()),
        &Traffic::default(),
    )
}

fn read(tool: &str, fields: &[(&str, &str)]) -> Result<Credential, CredentialError> {
    let fields = fields.iter().copied();
    tools().credential(
        tool,
        fields.map(|(name, value)| (name, SecretString::from(value))),
    )
}

/// The fields that are wrong, each with its issue.
fn issues(tool: &str, fields: &[(&str, &str)]) -> Vec<String> {
    match read(tool, fields) {
        Err(CredentialError::Fields(errors)) => errors
            .into_iter()
            .map(|error| format!("{} {}", error.field, error.issue))
            .collect(),
        other => panic!("expected field errors, got {other:?}"),
    }
}

#[test]
fn every_tool_runs_the_suite_at_its_documented_address() {
    let tools = tools();
    let fixtures = all();
    let declared: BTreeSet<_> = tools.specs().map(|spec| spec.id).collect();
    let tested: BTreeSet<_> = fixtures.iter().map(|fixture| fixture.tool).collect();
    assert_eq!(declared, tested);
    assert_eq!(declared.len(), tools.specs().count(), "an id twice");
    for fixture in fixtures {
        let base_url = tools.base_url(fixture.tool).map(|url| url.as_str());
        let base_url = base_url.map(|url| url.trim_end_matches('/'));
        assert_eq!(base_url, fixture.base_url, "{}", fixture.tool);
    }
}

#[test]
fn declarations_are_fit_for_a_form() {
    for spec in tools().specs() {
        assert!(!spec.name.is_empty() && !spec.fields.is_empty());
        assert!(spec.fields.iter().any(|field| field.secret), "{}", spec.id);
        let names: BTreeSet<_> = spec.fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), spec.fields.len(), "{}: a name twice", spec.id);
        for field in spec.fields {
            assert!(!field.label.is_empty() && !field.help.is_empty());
            assert!(
                !(field.secret && field.format == FieldFormat::BaseUrl),
                "addresses are shown"
            );
        }
    }
}

#[test]
fn credentials_are_trimmed_and_print_no_values() {
    let credential = read(
        "snov",
        &[("oauthClientId", " id-1 "), ("apiKey", "s3cret-key\n")],
    );
    let credential = credential.expect("complete");
    let values: Vec<_> = credential
        .values()
        .map(|(name, value)| (name, value.expose_secret()))
        .collect();
    assert_eq!(
        values,
        [("apiKey", "s3cret-key"), ("oauthClientId", "id-1")]
    );
    assert_eq!(credential.tool().id, "snov");
    let printed = format!("{credential:?}");
    assert!(printed.contains("apiKey"), "{printed}");
    assert!(
        !printed.contains("s3cret") && !printed.contains("id-1"),
        "{printed}"
    );
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let long = "k".repeat(FieldFormat::Key.length().end() + 1);
    assert_eq!(
        issues(
            "plusvibe",
            &[("toolWorkspaceId", "  "), ("baseUrl", "https://x.example")]
        ),
        [
            "apiKey is required",
            "toolWorkspaceId is required",
            "baseUrl is not a field of PlusVibe credentials"
        ]
    );
    for bad in ["two words", "new\nlines", "schl\u{fc}ssel", "nul\0nul\0nul"] {
        assert_eq!(
            issues("instantly", &[("apiKey", bad)]),
            ["apiKey must be one word of visible ASCII characters"]
        );
    }
    for bad in ["seven77", &long] {
        assert_eq!(
            issues("instantly", &[("apiKey", bad)]),
            ["apiKey must have 8 to 512 characters"]
        );
    }
    assert!(matches!(
        read("masterinbox", &[]),
        Err(CredentialError::UnknownTool(tool)) if tool == "masterinbox"
    ));
}

#[test]
fn settings_that_mean_nothing_are_errors() {
    for (tool, url, named) in [
        ("masterinbox", "https://x.example", "masterinbox"),
        ("emailbison", "https://x.example", "emailbison"),
        ("instantly", "x.example", "base_urls.instantly"),
        ("instantly", "ftp://x.example", "base_urls.instantly"),
        ("instantly", "https://x.example/?a=1", "base_urls.instantly"),
    ] {
        let mut settings = SendingSettings::default();
        settings.base_urls.insert(tool.to_owned(), url.to_owned());
        let error = made(&settings).err().expect("refused").to_string();
        assert!(error.contains(named), "{error}");
    }
    let unknown = serde_json::from_str::<SendingSettings>(r#"{"base_url":{}}"#);
    assert!(unknown.is_err());
}

/// The README's walk names files; they exist, and every vendor has the files that it prescribes.
#[test]
fn the_readme_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("a README");
    let named: Vec<_> = readme
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|text| text.contains('/') && !text.contains([' ', '<', ':']))
        .collect();
    assert!(named.len() > 5, "{named:?}");
    for path in named {
        assert!(root.join(path).exists(), "README names {path}");
    }
    for spec in tools().specs() {
        for file in ["mod.rs", "wire.rs", "mapping.rs"] {
            let path = root.join("src/sending").join(spec.id).join(file);
            assert!(path.exists(), "{}", path.display());
        }
    }
}
