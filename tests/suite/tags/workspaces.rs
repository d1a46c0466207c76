//! Workspaces.

use std::time::Duration;

use simpleinboxes_client::{
    prelude::*,
    workspaces::{CreateWorkspaceErrorCode, UpdateWorkspaceErrorCode},
};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_types::{
    BillingMode, CreateWorkspaceRequest, UpdateWorkspaceRequest, Workspace, WorkspaceActivityType,
    WorkspaceFallbackInput, workspaces::builder,
};

use super::Journey;

impl Journey {
    async fn make_workspace(&self, body: builder::CreateWorkspaceRequest) -> Workspace {
        self.client
            .create_workspace()
            .body(body)
            .send()
            .await
            .expect("made")
            .into_inner()
            .data
    }

    async fn change_workspace(
        &self,
        of: &Workspace,
        body: builder::UpdateWorkspaceRequest,
    ) -> Workspace {
        let call = self.client.update_workspace().id(of.id.as_str()).body(body);
        call.send().await.expect("changed").into_inner().data
    }
}

#[tokio::test]
async fn a_workspace_is_made_changed_and_summed_up() {
    for journey in Journey::each().await {
        let made = journey
            .make_workspace(CreateWorkspaceRequest::builder().name("Northwind"))
            .await;
        let now = journey.ground.clock.now();
        assert_eq!((made.name.as_str(), made.is_first), ("Northwind", false));
        assert_eq!(
            (&made.billing_mode, made.fallback.enabled),
            (&BillingMode::Master, false)
        );
        assert_eq!((made.created_at.0, made.updated_at.0), (now, now));

        journey.ground.pass(Duration::from_secs(5));
        let fallback = WorkspaceFallbackInput::builder()
            .enabled(true)
            .monthly_limit_cents(20_000);
        let body = UpdateWorkspaceRequest::builder()
            .name("Northwind Traders")
            .billing_mode(BillingMode::Dedicated)
            .fallback(fallback);
        let changed = journey.change_workspace(&made, body).await;
        assert_eq!(
            (changed.name.as_str(), &changed.billing_mode),
            ("Northwind Traders", &BillingMode::Dedicated)
        );
        assert_eq!(
            changed.fallback.monthly_limit_cents.map(|cents| cents.0),
            Some(20_000)
        );
        assert_eq!(
            (changed.created_at.0, changed.updated_at.0),
            (now, now + Duration::from_secs(5))
        );
        // Nothing said, nothing changed.
        journey.ground.pass(Duration::from_secs(5));
        assert_eq!(
            journey
                .change_workspace(&made, UpdateWorkspaceRequest::builder())
                .await,
            changed
        );

        let summary = journey
            .client
            .get_workspace_summary()
            .id(made.id.as_str())
            .send()
            .await;
        let summary = summary.expect("a summary").into_inner().data;
        assert_eq!(summary.workspace, changed);
        let kinds: Vec<_> = summary
            .recent_activity
            .iter()
            .map(|activity| activity.type_.clone())
            .collect();
        assert_eq!(
            kinds,
            [
                WorkspaceActivityType::WorkspaceUpdated,
                WorkspaceActivityType::WorkspaceCreated
            ]
        );
        let actor = &summary.recent_activity[0].actor;
        assert_eq!(
            actor.id.as_deref(),
            Some(journey.acme().key_id.to_string().as_str())
        );
        assert_eq!(actor.name.as_deref(), Some("Key of acme"));
    }
}

#[tokio::test]
async fn names_are_unique_whatever_their_case() {
    for journey in Journey::each().await {
        let made = journey
            .make_workspace(CreateWorkspaceRequest::builder().name("Straße"))
            .await;
        let other = journey
            .make_workspace(CreateWorkspaceRequest::builder().name("Other"))
            .await;
        for taken in ["Straße", "STRASSE", "strasse", "FIRST"] {
            let body = CreateWorkspaceRequest::builder().name(taken);
            let refused = journey
                .client
                .create_workspace()
                .body(body)
                .send()
                .await
                .expect_err(taken);
            assert_eq!(
                refused.code(),
                Some(&CreateWorkspaceErrorCode::Conflict),
                "{taken}"
            );
            let body = UpdateWorkspaceRequest::builder().name(taken);
            let call = journey
                .client
                .update_workspace()
                .id(other.id.as_str())
                .body(body);
            let refused = call.send().await.expect_err(taken);
            assert_eq!(
                refused.code(),
                Some(&UpdateWorkspaceErrorCode::Conflict),
                "{taken}"
            );
        }
        // Another spelling of its own name is fine.
        let body = UpdateWorkspaceRequest::builder().name("STRASSE");
        assert_eq!(
            journey.change_workspace(&made, body).await.name.as_str(),
            "STRASSE"
        );
    }
}

#[tokio::test]
async fn who_pays_is_not_for_everybody_to_say() {
    for journey in Journey::each().await {
        let owner = journey.running.with(&journey.acme().key);
        let made = journey
            .make_workspace(CreateWorkspaceRequest::builder().name("Northwind"))
            .await;
        let all = ["read", "write", "billing", "keys"];
        let no_billing = owner.make_key(&["read", "write"], None).await;
        let bound = owner.make_key(&all, Some(&made.id)).await;
        for key in [no_billing, bound] {
            let client = journey.running.with(&key.key).typed();
            let name = UpdateWorkspaceRequest::builder().name("Northwind 2");
            let call = client.update_workspace().id(made.id.as_str());
            call.clone()
                .body(name)
                .send()
                .await
                .expect("a name is for all who write");
            let mode = UpdateWorkspaceRequest::builder().billing_mode(BillingMode::Dedicated);
            let fallback = WorkspaceFallbackInput::builder().enabled(true);
            let fallback = UpdateWorkspaceRequest::builder().fallback(fallback);
            for body in [mode, fallback] {
                let refused = call.clone().body(body).send().await.expect_err("who pays");
                assert_eq!(refused.code(), Some(&UpdateWorkspaceErrorCode::Forbidden));
            }
            let body = CreateWorkspaceRequest::builder()
                .name("New")
                .billing_mode(BillingMode::Dedicated);
            let refused = client
                .create_workspace()
                .body(body)
                .send()
                .await
                .expect_err("who pays");
            assert_eq!(refused.code(), Some(&CreateWorkspaceErrorCode::Forbidden));
        }
    }
}

#[tokio::test]
async fn the_first_workspace_is_known_as_such() {
    for journey in Journey::each().await {
        let made = journey
            .make_workspace(CreateWorkspaceRequest::builder().name("Second"))
            .await;
        let list = journey
            .client
            .list_workspaces()
            .send()
            .await
            .expect("workspaces")
            .into_inner()
            .data;
        let first: Vec<_> = list
            .iter()
            .map(|workspace| (workspace.name.as_str(), workspace.is_first))
            .collect();
        assert_eq!(first, [("Second", false), ("First", true)]);
        // When it goes, the oldest that is left takes its place.
        journey
            .client
            .delete_client()
            .client_name("First")
            .send()
            .await
            .expect("deleted");
        let list = journey
            .client
            .list_workspaces()
            .send()
            .await
            .expect("workspaces")
            .into_inner()
            .data;
        assert_eq!(
            (list.len(), &list[0].id, list[0].is_first),
            (1, &made.id, true)
        );
    }
}
