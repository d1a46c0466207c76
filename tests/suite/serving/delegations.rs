//! Delegations as the service sees them: at the registry of a sandbox, and at roots of others.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, UdpSocket},
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use simpleinboxes::serving::RegistryServe;
use simpleinboxes_core::{
    id::DomainId,
    status::{
        DomainActionStatus, DomainActionType, DomainSource, MailboxProvider, NameserverStatus,
    },
};
use simpleinboxes_providers::dns::{
    embedded::{ServingLimits, SourceError},
    registry::{Registered, Registrations, RegistryServer, RegistrySettings},
};
use simpleinboxes_store::{
    ActionFilter, DomainAction, DomainDelegation, NewOrder, NewOrderDomain, NewOrderInbox,
    OrderRefused, PageRequest, Tx, Wallet,
};
use simpleinboxes_tests::{
    service::{Ground, Running},
    until::until,
};

use super::{ASSIGNED, zoned};
use crate::lookup::resolved;

pub(super) async fn delegation(
    running: &Running,
    ground: &Ground,
    id: DomainId,
) -> DomainDelegation {
    let caller = ground.acme.caller();
    let found = running.store().scoped(&caller).delegation(id).await;
    found.expect("an answer").expect("a domain")
}

/// Waits until the service has come to a verdict.
async fn verdict(
    running: &Running,
    ground: &Ground,
    id: DomainId,
    status: NameserverStatus,
) -> DomainDelegation {
    until("the verdict", async || {
        let found = delegation(running, ground, id).await;
        (found.status == status).then_some(found)
    })
    .await
}

pub(super) async fn step(running: &Running, ground: &Ground, id: DomainId) -> DomainAction {
    let caller = ground.acme.caller();
    let scoped = running.store().scoped(&caller);
    let page = PageRequest::first(100);
    let steps = scoped.domain_actions(id, ActionFilter::All, page).await;
    let steps = steps.expect("a page").items.into_iter();
    let mut steps = steps.filter(|step| step.kind == DomainActionType::VerifyNameservers);
    steps.next().expect("a step")
}

/// An order of domains that their owners have elsewhere.
pub(super) async fn order(running: &Running, ground: &Ground, names: &[&str]) -> Vec<DomainId> {
    running
        .pay_in(&ground.acme, Wallet::Master, 1_000_000)
        .await;
    let domains = names.iter().map(|name| NewOrderDomain {
        name: (*name).to_owned(),
        source: DomainSource::Owned,
        offer: None,
        forwarding_url: None,
        inboxes: vec![NewOrderInbox {
            first_name: "Jane".to_owned(),
            last_name: "Doe".to_owned(),
            username: "jane".to_owned(),
            password: "Made-up-Passw0rd-1".into(),
        }],
    });
    let new = NewOrder {
        workspace: ground.acme.first,
        provider: MailboxProvider::Smtp,
        domains: domains.collect(),
        sending_tool: None,
        auto_renew: true,
        promo_code: None,
        registrant: None,
        expected_total: None,
    };
    let caller = ground.acme.caller();
    let book = simpleinboxes_core::pricing::PriceBook::embedded().expect("a book");
    let placed = running
        .store()
        .write::<_, OrderRefused, _>(async |tx: &Tx| {
            tx.scoped(&caller).place_order(&new, &book).await
        })
        .await
        .expect("placed");
    let found = running.store().scoped(&caller).order(placed).await;
    let found = found.expect("an answer").expect("an order");
    let id = |name: &&str| {
        let mut domains = found.domains.iter();
        domains.find(|one| one.name == **name).expect("a domain").id
    };
    names.iter().map(id).collect()
}

#[tokio::test]
async fn a_zone_is_made_and_its_delegation_waited_for() {
    let names = [
        "own-northwind.com",
        "undelegated-northwind.com",
        "elsewhere-northwind.com",
        "halfway-northwind.com",
    ];
    for ground in Ground::each().await {
        let running = ground.start().await;
        let all = order(&running, &ground, &names).await;
        let own = verdict(&running, &ground, all[0], NameserverStatus::Propagated).await;
        assert_eq!(own.assigned, ASSIGNED);
        assert_eq!(own.found, ASSIGNED);
        assert!(own.propagated_at.is_some() && own.next_check_at > own.checked_at);
        until("the step is done", async || {
            let step = step(&running, &ground, all[0]).await;
            (step.status == DomainActionStatus::Succeeded).then_some(())
        })
        .await;
        assert_eq!(
            resolved(running.dns(), "own-northwind.com.", "NS")
                .await
                .len(),
            2
        );
        for (place, status, words) in [
            (
                1,
                NameserverStatus::Pending,
                "has no nameservers; it needs ns1",
            ),
            (
                2,
                NameserverStatus::Pending,
                "ns1.elsewhere.example, ns2.elsewhere.example; it needs",
            ),
            (
                3,
                NameserverStatus::Mismatch,
                "ns1.dns.sandbox.example, ns1.elsewhere.example; it needs",
            ),
        ] {
            let seen = verdict(&running, &ground, all[place], status).await;
            assert_eq!(seen.propagated_at, None);
            let waits = until("the step waits", async || {
                let step = step(&running, &ground, all[place]).await;
                let queued = step.status == DomainActionStatus::Queued && step.attempts > 0;
                queued.then_some(step)
            })
            .await;
            let told = waits.error.expect("why").message;
            assert!(told.contains(words), "{told}");
        }
        running.stop().await;
    }
}

/// A registry whose owner the test is.
#[derive(Debug, Default)]
pub(super) struct Owner(Mutex<BTreeMap<String, Vec<String>>>);

impl Owner {
    pub(super) fn delegate(&self, name: &str, to: &[&str]) {
        let to = to.iter().map(ToString::to_string).collect();
        self.0.lock().expect("no panic").insert(name.to_owned(), to);
    }
}

#[async_trait]
impl Registrations for Owner {
    async fn find(&self, names: &[&str]) -> Result<Option<Registered>, SourceError> {
        let all = self.0.lock().expect("no panic");
        Ok(names.iter().find_map(|name| {
            let name_servers = all.get(*name)?.clone();
            let domain = name.parse().expect("a domain");
            Some(Registered {
                domain,
                name_servers,
            })
        }))
    }
}

/// Roots that are not the sandbox's, set as an operator would.
pub(super) async fn roots(ground: &mut Ground) -> (RegistryServer, Arc<Owner>) {
    // The port of all name servers is one setting.
    let port = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = port.local_addr().expect("an address").port();
    let here = SocketAddr::from(([127, 0, 0, 1], port));
    let owner = Arc::new(Owner::default());
    let settings = RegistrySettings {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        limits: ServingLimits::default(),
        hosts: ASSIGNED
            .map(|host| (host.to_owned(), vec![here.ip()]))
            .into(),
    };
    let root = RegistryServer::start(settings, owner.clone()).await;
    let root = root.expect("listening");
    ground.config.dns.embedded.listen = vec![here];
    ground.config.propagation.roots = vec![root.root()];
    ground.config.propagation.port = port;
    ground.config.propagation.private_servers = true;
    ground.config.sandbox_registry.serve = RegistryServe::Auto;
    (root, owner)
}

#[tokio::test]
async fn a_verdict_follows_what_the_roots_say_day_by_day() {
    use NameserverStatus::{Mismatch, Pending, Propagated};
    let name = "try-northwind.com";
    let mut ground = Ground::one().await;
    let (_root, owner) = roots(&mut ground).await;
    let running = ground.start().await;
    let id = zoned(&running, &ground.acme, name).await;
    for (to, status) in [
        (&["ns1.old.example", "ns2.old.example"][..], Pending),
        (&ASSIGNED[..], Propagated),
        (&ASSIGNED[..1], Mismatch),
        (&ASSIGNED[..], Propagated),
        (&[][..], Pending),
    ] {
        owner.delegate(name, to);
        ground.pass(Duration::from_secs(24 * 3600));
        let seen = verdict(&running, &ground, id, status).await;
        assert_eq!(seen.found, to);
        assert_eq!(seen.propagated_since.is_some(), status == Propagated);
        assert!(seen.next_check_at > seen.checked_at);
    }
    running.stop().await;
}
