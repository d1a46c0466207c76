//! Sending-tool credentials and the defaults that name them.

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::secrecy;
use simpleinboxes_core::status::{CredentialStatus, SendingTool};
use simpleinboxes_store::{
    Credential, CredentialChanges, MAX_CREDENTIALS, NewCredential, NewDefaults, PageRequest,
    StoreError, ToolFields, testing,
};

use crate::support::{World, assert_not_found, worlds};

const SECRET: &str = "ik_live_5f0c9d8e7b6a";

fn new(tool: SendingTool, label: &str) -> NewCredential {
    NewCredential {
        tool,
        label: label.to_owned(),
        secret: SECRET.into(),
        fields: ToolFields {
            base_url: Some("https://dedi.example.com".to_owned()),
            ..ToolFields::default()
        },
    }
}

async fn save(world: &World, workspace: WorkspaceId, new: &NewCredential) -> Credential {
    world
        .run(&world.acme.caller, async |scoped| {
            scoped.create_credential(workspace, new).await
        })
        .await
        .expect("a credential")
}

#[tokio::test]
async fn a_secret_is_sealed_in_the_row_and_opens_for_its_owner() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let saved = save(&world, first, &new(SendingTool::Emailbison, "main")).await;
        assert_eq!(saved.hint, "7b6a");
        assert_eq!(saved.status, CredentialStatus::Untested);
        let scoped = world.store.scoped(&world.acme.caller);
        let opened = scoped.credential_with_secret(first, saved.id).await;
        let (credential, secret) = opened.expect("opens").expect("seen");
        assert_eq!(credential, saved);
        assert_eq!(secret.expose_secret(), SECRET);
        let everything = format!("{:?}", testing::snapshot(&world.store).await);
        let hex: String = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(everything.contains("dedi.example.com"));
        assert!(!everything.contains(SECRET) && !everything.to_lowercase().contains(&hex));
    }
}

#[tokio::test]
async fn lists_are_newest_first_and_by_tool() {
    for world in worlds().await {
        let first = world.acme.first.id;
        save(&world, first, &new(SendingTool::Instantly, "one")).await;
        save(&world, first, &new(SendingTool::Smartlead, "two")).await;
        save(&world, first, &new(SendingTool::Instantly, "three")).await;
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        save(&world, other, &new(SendingTool::Instantly, "elsewhere")).await;
        let labels = async |tool| {
            let scoped = world.store.scoped(&world.acme.caller);
            let page = scoped
                .credentials(first, tool, PageRequest::first(10))
                .await;
            let items = page.expect("a page").items.into_iter();
            items.map(|credential| credential.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(None).await, ["three", "two", "one"]);
        assert_eq!(labels(Some(SendingTool::Instantly)).await, ["three", "one"]);
    }
}

#[tokio::test]
async fn a_change_of_anything_but_the_label_asks_for_a_new_test() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let saved = save(&world, first, &new(SendingTool::Emailbison, "main")).await;
        let tested_at = world.clock.now() + TimeDelta::minutes(1);
        world.clock.set(tested_at);
        let note = async |tested: &Credential, refusal| {
            let noted = world.run(&world.acme.caller, async |scoped| {
                scoped
                    .note_credential_test(tested, tested_at, refusal)
                    .await
            });
            noted.await.expect("noted")
        };
        let update = async |changes: CredentialChanges| {
            let updated = world.run(&world.acme.caller, async |scoped| {
                scoped.update_credential(first, saved.id, &changes).await
            });
            updated.await.expect("an answer").expect("seen")
        };
        assert!(note(&saved, None).await);
        let tested = update(CredentialChanges::default()).await;
        assert_eq!(tested.status, CredentialStatus::Valid);
        assert_eq!(
            (tested.last_tested_at, tested.updated_at),
            (Some(tested_at), saved.updated_at)
        );

        let same = CredentialChanges {
            label: Some("main".to_owned()),
            base_url: Some("https://dedi.example.com".to_owned()),
            ..CredentialChanges::default()
        };
        assert_eq!(update(same).await, tested);
        let renamed = CredentialChanges {
            label: Some("other".to_owned()),
            ..CredentialChanges::default()
        };
        let renamed = update(renamed).await;
        assert_eq!(
            (renamed.label.as_str(), renamed.status),
            ("other", CredentialStatus::Valid)
        );
        assert_eq!(renamed.updated_at, tested_at);

        let secret = CredentialChanges {
            secret: Some("another-secret-zyxw".into()),
            ..CredentialChanges::default()
        };
        let changed = update(secret).await;
        assert_eq!(
            (changed.hint.as_str(), changed.status),
            ("zyxw", CredentialStatus::Untested)
        );
        assert_eq!(changed.last_tested_at, None);
        let scoped = world.store.scoped(&world.acme.caller);
        let opened = scoped.credential_with_secret(first, saved.id).await;
        let (_, secret) = opened.expect("opens").expect("seen");
        assert_eq!(secret.expose_secret(), "another-secret-zyxw");
    }
}

#[tokio::test]
async fn what_the_tool_said_about_old_values_is_not_noted_for_new_ones() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let saved = save(&world, first, &new(SendingTool::Instantly, "main")).await;
        world.clock.advance(TimeDelta::seconds(1));
        let changes = CredentialChanges {
            secret: Some("another-secret-zyxw".into()),
            ..CredentialChanges::default()
        };
        let noted = world.run(&world.acme.caller, async |scoped| {
            scoped.update_credential(first, saved.id, &changes).await?;
            scoped
                .note_credential_test(&saved, saved.updated_at, Some("401"))
                .await
        });
        assert!(!noted.await.expect("an answer"));
        let scoped = world.store.scoped(&world.acme.caller);
        let now = scoped
            .credential(first, saved.id)
            .await
            .expect("an answer")
            .expect("seen");
        assert_eq!(now.status, CredentialStatus::Untested);
    }
}

#[tokio::test]
async fn a_workspace_has_at_most_so_many() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let new = new(SendingTool::Instantly, "one of many");
        for _ in 0..MAX_CREDENTIALS {
            save(&world, first, &new).await;
        }
        let more = world.run(&world.acme.caller, async |scoped| {
            scoped.create_credential(first, &new).await
        });
        assert!(matches!(
            more.await,
            Err(StoreError::Limit {
                max: MAX_CREDENTIALS,
                ..
            })
        ));
    }
}

#[tokio::test]
async fn defaults_start_empty_are_replaced_whole_and_lose_a_deleted_credential() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let first = world.acme.first.id;
        let scoped = world.store.scoped(acme);
        let start = scoped
            .sending_defaults(first)
            .await
            .expect("an answer")
            .expect("seen");
        assert!(start.warmup_enabled && start.credential.is_none() && start.updated_at.is_none());

        let saved = save(&world, first, &new(SendingTool::Lemlist, "main")).await;
        let put = async |new: &NewDefaults| {
            world
                .run(acme, async |scoped| {
                    scoped.put_sending_defaults(first, new).await
                })
                .await
        };
        let full = NewDefaults {
            credential: Some(saved.id),
            tags: vec!["zeta".to_owned(), "alpha".to_owned()],
            warmup_enabled: false,
        };
        let set = put(&full).await.expect("set");
        assert_eq!(set.tags, full.tags);
        let credential = set.credential.clone().expect("a credential");
        assert_eq!(
            (credential.id, credential.label.as_str()),
            (saved.id, "main")
        );
        assert_eq!(
            scoped.sending_defaults(first).await.expect("an answer"),
            Some(set)
        );

        let deleted = world.run(acme, async |scoped| {
            scoped.delete_credential(first, saved.id).await
        });
        let deleted = deleted.await.expect("an answer").expect("seen");
        assert!(deleted.was_default);
        let left = scoped
            .sending_defaults(first)
            .await
            .expect("an answer")
            .expect("seen");
        assert_eq!((left.credential, left.tags), (None, full.tags.clone()));
        assert_not_found(put(&full).await);
        let empty = NewDefaults {
            credential: None,
            tags: vec![],
            warmup_enabled: true,
        };
        let set = put(&empty).await.expect("set");
        assert!(set.tags.is_empty() && set.warmup_enabled && set.updated_at.is_some());
    }
}
