//! Settings of Dynadot.

use simpleinboxes_providers::Traffic;
use simpleinboxes_providers::registrar::marketplace::Marketplace;
use simpleinboxes_providers::registrar::marketplace::dynadot::{Dynadot, DynadotSettings};

use super::world::settings;

fn refused(change: impl FnOnce(&mut DynadotSettings)) -> String {
    let mut settings = settings("https://api.dynadot.com".into());
    change(&mut settings);
    Dynadot::new(&settings, &Traffic::default())
        .expect_err("refused")
        .to_string()
}

#[test]
fn settings_that_mean_nothing_are_errors() {
    assert!(refused(|settings| settings.api_key = "short".into()).contains("api_key"));
    assert!(refused(|settings| settings.api_key = "with a blank".into()).contains("api_key"));
    assert!(refused(|settings| settings.base_url = "api.dynadot.com".into()).contains("base_url"));
    assert!(
        refused(|settings| settings.base_url = "https://a.example/?x=1".into())
            .contains("base_url")
    );
    for names in [0, 101] {
        let error = refused(|settings| settings.names_per_search = names);
        assert!(error.contains("names_per_search"), "{error}");
    }
    for threads in [0, 26] {
        assert!(refused(|settings| settings.threads = threads).contains("threads"));
    }
    assert!(serde_json::from_str::<DynadotSettings>(r#"{"key":"x"}"#).is_err());
}

#[test]
fn the_defaults_call_dynadot() {
    let defaults = DynadotSettings::default();
    assert_eq!(defaults.base_url, "https://api.dynadot.com");
    assert_eq!((defaults.names_per_search, defaults.threads), (100, 1));
}

#[tokio::test]
async fn the_sandbox_is_not_live() {
    let settings = settings("https://api-sandbox.dynadot.com".into());
    let dynadot = Dynadot::new(&settings, &Traffic::default()).expect("usable");
    assert!(!dynadot.capabilities().live);
}

#[test]
fn the_key_is_not_printed() {
    let settings = settings("https://api.dynadot.com".into());
    assert!(!format!("{settings:?}").contains("7F7ThE"));
}
