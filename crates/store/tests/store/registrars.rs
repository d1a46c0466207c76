//! Customers' own registrars: credentials, and updates beside the setting up of domains.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use serde_json::json;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::dns::{Record, RecordInput, RecordType};
use simpleinboxes_core::id::{DomainActionId, WorkspaceId};
use simpleinboxes_core::secrecy;
use simpleinboxes_core::status::{
    DomainActionType, DomainSource, DomainStatus, NameserverStatus, OrderStatus,
};
use simpleinboxes_store::{
    ActionError, DomainZone, RecordEdit, RegistrarFields, SavedRegistrar, SeenDelegation,
    UpdatePayload, UpdateRejected, Wallet, testing,
};

use crate::orders::{book, domain};
use crate::support::{World, assert_not_found, worlds};

const KEY: &str = "pk1_0a1b2c3d4e";

fn fields(key: &str) -> RegistrarFields {
    [("api_key", key), ("api_secret", "sk1_5f6a7b8c9d")]
        .map(|(name, value)| (name.to_owned(), value.into()))
        .into()
}

async fn save(world: &World, workspace: WorkspaceId, key: &str) -> SavedRegistrar {
    let now = world.clock.now();
    let saved = world.run(&world.acme.caller, async |scoped| {
        scoped
            .save_registrar_credential(workspace, "porkbun", &fields(key), now)
            .await
    });
    saved.await.expect("saved")
}

#[tokio::test]
async fn fields_are_sealed_and_open_for_their_workspace_alone() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let saved = save(&world, first, KEY).await;
        let scoped = world.store.scoped(&world.acme.caller);
        let opened = async |workspace, registrar| {
            let found = scoped.registrar_fields(workspace, registrar).await;
            found.expect("an answer")
        };
        let found = opened(first, "porkbun").await.expect("there");
        assert_eq!(found["api_key"].expose_secret(), KEY);
        assert_eq!(found["api_secret"].expose_secret(), "sk1_5f6a7b8c9d");
        assert!(opened(first, "spaceship").await.is_none());
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        assert!(opened(other, "porkbun").await.is_none());
        let all = format!("{:?}", testing::snapshot(&world.store).await).to_lowercase();
        let hex: String = KEY.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!all.contains(KEY) && !all.contains(&hex));

        // Another one takes its place.
        world.clock.set(world.clock.now() + TimeDelta::minutes(1));
        let again = save(&world, first, "pk1_another").await;
        assert_eq!(again.id, saved.id);
        assert!(again.tested_at > saved.tested_at);
        let found = opened(first, "porkbun").await.expect("there");
        assert_eq!(found["api_key"].expose_secret(), "pk1_another");
        let rows = testing::snapshot(&world.store).await;
        assert_eq!(rows["registrar_credentials"].len(), 1);
    }
}

#[tokio::test]
async fn others_neither_see_nor_replace_a_credential() {
    for world in worlds().await {
        let first = world.acme.first.id;
        save(&world, first, KEY).await;
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        for caller in [world.rival.caller, world.acme.bound_to(other)] {
            let scoped = world.store.scoped(&caller);
            let found = scoped.registrar_fields(first, "porkbun").await;
            assert!(found.expect("an answer").is_none());
            let found = scoped.registrar_credential(first, "porkbun").await;
            assert_eq!(found.expect("an answer"), None);
            let now = world.clock.now();
            let saved = world.run(&caller, async |scoped| {
                let fields = fields("pk1_of_a_stranger");
                scoped
                    .save_registrar_credential(first, "porkbun", &fields, now)
                    .await
            });
            assert_not_found(saved.await);
        }
    }
}

fn zone() -> DomainZone {
    DomainZone {
        host: "embedded".to_owned(),
        id: "z".to_owned(),
        nameservers: vec!["a.example".to_owned(), "b.example".to_owned()],
    }
}

fn text() -> Record {
    let input = RecordInput {
        kind: RecordType::Txt,
        name: "@",
        content: "text",
        ttl: 1,
        priority: None,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    let name = "own-northwind.com".parse().expect("a name");
    input.check(&name).expect("a record")
}

#[tokio::test]
async fn updates_and_bulk_edits_do_not_keep_a_domain_from_being_set_up() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "for it", 100_000).await;
        let name = "own-northwind.com";
        let owned = domain(name, DomainSource::Owned, &["jane"]);
        let order = world.place(&world.order_of(vec![owned])).await;
        let order = order.expect("placed");
        let of = world.order(order).await.domains[0].id;
        let first = world.acme.first.id;
        let update = UpdatePayload {
            registrar: "porkbun".to_owned(),
            nameservers: Some(vec!["a.example".to_owned(), "b.example".to_owned()]),
        };
        let queue = async || {
            let parsed = name.parse().expect("a name");
            let queued = world.run(&world.acme.caller, async |scoped| {
                scoped
                    .queue_nameserver_update(first, &parsed, &update)
                    .await
            });
            queued.await.expect("an answer")
        };
        let (action, servers): (DomainActionId, _) = queue().await.expect("queued");
        assert_eq!(Some(servers), update.nameservers);
        assert_eq!(queue().await, Err(UpdateRejected::AlreadyQueued));
        let error = ActionError {
            vendor: Some("porkbun".to_owned()),
            message: "No.".to_owned(),
        };
        let ended = world.run(&world.acme.caller, async |scoped| {
            let started = scoped.start_action(action).await?.expect("begun");
            assert_eq!(started.action.kind, DomainActionType::SetNameservers);
            // It is no step of the setup, and begins none.
            let found = scoped.domain(of).await?.expect("a domain");
            assert_eq!(found.status, DomainStatus::Pending);
            scoped.give_up_action(action, &error).await
        });
        ended.await.expect("given up");
        let edited = AtomicBool::new(false);
        world
            .work(order, async |tx, kind| {
                let once = kind == DomainActionType::VerifyNameservers;
                if once && !edited.swap(true, Ordering::SeqCst) {
                    tx.set_domain_zone(of, &zone()).await.expect("a zone");
                    let edits = [RecordEdit::Upsert {
                        record: text(),
                        keep_ttl: false,
                    }];
                    let bulk = tx.edit_dns_records(of, &edits).await.expect("edited");
                    tx.start_action(bulk).await.expect("begun").expect("begun");
                    tx.give_up_action(bulk, &error).await.expect("given up");
                }
                true
            })
            .await;
        assert!(edited.load(Ordering::SeqCst));
        let found = world.order(order).await;
        assert_eq!(found.domains[0].status, DomainStatus::Active);
        assert_eq!(found.order.status, OrderStatus::Active);
    }
}

#[tokio::test]
async fn a_delegation_is_looked_at_soon_after_an_update() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let of = world.order(id).await.domains[0].id;
        let first = world.acme.first.id;
        let zone = zone();
        let update = UpdatePayload {
            registrar: "porkbun".to_owned(),
            nameservers: None,
        };
        let now = world.clock.now();
        let action = world.run(&world.acme.caller, async |scoped| {
            scoped.set_domain_zone(of, &zone).await?;
            let seen = SeenDelegation {
                status: NameserverStatus::Pending,
                found: Vec::new(),
                assigned: zone.nameservers.clone(),
                checked_at: now,
                next_check_at: now + TimeDelta::hours(6),
            };
            scoped.keep_delegation(of, &seen).await?.expect("kept");
            let name = "try-northwind.com".parse().expect("a name");
            let queued = scoped
                .queue_nameserver_update(first, &name, &update)
                .await?;
            let (action, servers) = queued.expect("queued");
            assert_eq!(servers, zone.nameservers);
            scoped.start_action(action).await?.expect("begun");
            Ok(action)
        });
        let action = action.await.expect("begun");
        let done = world.run(&world.acme.caller, async |scoped| {
            scoped.succeed_action(action, &json!({}), &book()).await
        });
        assert!(done.await.expect("done"));
        let scoped = world.store.scoped(&world.acme.caller);
        let found = scoped.delegation(of).await.expect("an answer");
        let due = found.expect("a domain").next_check_at;
        assert_eq!(due, Some(now + TimeDelta::minutes(1)));
    }
}
