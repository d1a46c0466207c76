//! The registrar that stands in for each of the others.

use std::sync::Arc;

use secrecy::SecretString;
use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::registrar::own::{
    FieldName, OwnRegistrarSettings, OwnRegistrars, RegistrarCredential, sandbox_name_servers,
};
use simpleinboxes_providers::state::{InMemory, SandboxState};
use simpleinboxes_providers::{DomainName, Outage, ProviderError, Traffic};

use super::bench::{OUTBOUND, domain, servers};

fn sandbox() -> (OwnRegistrars, Arc<dyn SandboxState>) {
    let state: Arc<dyn SandboxState> = Arc::new(InMemory::default());
    (OwnRegistrars::sandbox(&state, Some(OUTBOUND)), state)
}

fn credential(registrars: &OwnRegistrars, registrar: &str, key: &str) -> RegistrarCredential {
    let spec = registrars.spec(registrar).expect("a registrar");
    let fields = spec.fields.iter().map(|field| {
        let value = match field.name {
            FieldName::ApiKey => key,
            _ => "anything",
        };
        (field.name, SecretString::from(value))
    });
    registrars.credential(registrar, fields).expect("complete")
}

#[tokio::test]
async fn it_stands_in_for_every_registrar_and_keeps_what_is_set() {
    let (registrars, state) = sandbox();
    let real = OwnRegistrars::new(&OwnRegistrarSettings::default(), &Traffic::default());
    let real = real.expect("usable settings");
    let ids: Vec<_> = registrars.specs().map(|spec| spec.id).collect();
    assert!(real.specs().map(|spec| spec.id).eq(ids.iter().copied()));
    assert_eq!(registrars.outbound_ipv4(), Some(OUTBOUND));
    for id in ids {
        assert_eq!(registrars.base_url(id), None);
        let credential = credential(&registrars, id, "key");
        registrars.test(&credential).await.expect("taken");
        let before = registrars.name_servers(&credential, &domain()).await;
        assert!(!servers().are(&before.expect("parked")), "{id}");
        for _ in 0..2 {
            registrars
                .set_name_servers(&credential, &domain(), &servers())
                .await
                .expect("set");
        }
        let found = registrars.name_servers(&credential, &domain()).await;
        assert!(servers().are(&found.expect("those")));
        let listed = registrars.domains(&credential, None).await.expect("a page");
        let names: Vec<_> = listed.domains.iter().map(|one| &one.domain).collect();
        assert_eq!((names, listed.next), (vec![&domain()], None));
    }
    let kept = sandbox_name_servers(&*state, &domain()).await;
    assert_eq!(kept.expect("read"), Some(servers()));
    let other = DomainName::parse("other.com").expect("a name");
    let none = sandbox_name_servers(&*state, &other).await;
    assert_eq!(none.expect("read"), None);
}

#[tokio::test]
async fn what_does_not_work_is_told_by_names() {
    let (registrars, _) = sandbox();
    let rejected = credential(&registrars, "porkbun", "invalid-key");
    let error = registrars.test(&rejected).await.expect_err("rejected");
    assert!(
        matches!(
            error,
            RegistrarError::Provider(ProviderError::Rejected { .. })
        ) && error.is_about_credentials(),
        "{error:?}"
    );
    let lost = credential(&registrars, "porkbun", "unreachable");
    let error = registrars.test(&lost).await.expect_err("an outage");
    assert_eq!(error, Outage::Unreachable.into());
    let taken = credential(&registrars, "porkbun", "key");
    let foreign = DomainName::parse("foreign-northwind.com").expect("a name");
    let error = registrars
        .set_name_servers(&taken, &foreign, &servers())
        .await
        .expect_err("not there");
    assert!(
        matches!(error, RegistrarError::NoSuchDomain { .. }),
        "{error:?}"
    );
}
