//! Credentials of sending tools.

use std::time::Duration;

use futures::TryStreamExt as _;
use simpleinboxes_client::{
    clients::{
        CreateClientCredentialErrorCode, DeleteClientCredentialErrorCode,
        UpdateClientCredentialErrorCode,
    },
    prelude::*,
};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::MAX_CREDENTIALS;
use simpleinboxes_types::{
    CreateClientCredentialRequest, CredentialStatus, SendingTool, UpdateClientCredentialRequest,
};

use super::Journey;

#[tokio::test]
async fn a_credential_is_saved_changed_and_deleted() {
    for journey in Journey::each().await {
        let client = &journey.client;
        let now = journey.ground.clock.now();
        let body = CreateClientCredentialRequest::builder()
            .tool(SendingTool::Emailbison)
            .api_key("token-of-bison-4Hs2")
            .base_url("https://northwind.emailbison.example");
        let saved = client
            .create_client_credential()
            .client_name("first")
            .body(body)
            .send()
            .await;
        let saved = saved.expect("saved").into_inner().data;
        // Without a label it has the tool's name.
        assert_eq!(
            (saved.label.as_str(), &*saved.api_key_hint),
            ("EmailBison", "4Hs2")
        );
        assert_eq!(
            (&saved.status, saved.last_tested_at),
            (&CredentialStatus::Untested, None)
        );
        assert_eq!(
            saved.base_url.as_ref().map(|url| url.as_str()),
            Some("https://northwind.emailbison.example")
        );
        assert_eq!((saved.created_at.0, saved.updated_at.0), (now, now));

        journey.ground.pass(Duration::from_secs(7));
        let update = async |body| {
            let call = client
                .update_client_credential()
                .client_name("FIRST")
                .credential_id(saved.id.as_str());
            call.body(body).send().await
        };
        // Nothing said, nothing changed, not even the time.
        let same = update(UpdateClientCredentialRequest::builder())
            .await
            .expect("the same");
        assert_eq!(same.into_inner().data, saved);
        let body = UpdateClientCredentialRequest::builder()
            .label("Bison (EU)")
            .api_key("another-token-8mVd");
        let changed = update(body).await.expect("changed").into_inner().data;
        assert_eq!(
            (changed.label.as_str(), &*changed.api_key_hint),
            ("Bison (EU)", "8mVd")
        );
        assert_eq!(
            (changed.base_url, changed.updated_at.0),
            (saved.base_url.clone(), now + Duration::from_secs(7))
        );
        let useless = update(UpdateClientCredentialRequest::builder().oauth_client_id("id")).await;
        let useless = useless.expect_err("of no use to this tool");
        assert_eq!(
            useless.code(),
            Some(&UpdateClientCredentialErrorCode::InvalidRequest)
        );
        assert_eq!(useless.details()[0].field, "/oauthClientId");

        let delete = async || {
            let call = client.delete_client_credential().client_name("First");
            call.credential_id(saved.id.as_str()).send().await
        };
        let deleted = delete().await.expect("deleted").into_inner().data;
        assert_eq!(
            (&deleted.id, &deleted.tool, deleted.was_default),
            (&saved.id, &SendingTool::Emailbison, false)
        );
        assert_eq!(
            delete().await.expect_err("gone").code(),
            Some(&DeleteClientCredentialErrorCode::NotFound)
        );
    }
}

#[tokio::test]
async fn each_tool_says_which_fields_it_needs() {
    for journey in Journey::each().await {
        let with = |tool| {
            CreateClientCredentialRequest::builder()
                .tool(tool)
                .api_key("secret-of-a-tool")
        };
        let wrong = [
            (with(SendingTool::Emailbison), "/baseUrl"),
            (with(SendingTool::Plusvibe), "/toolWorkspaceId"),
            (with(SendingTool::Snov), "/oauthClientId"),
            (
                with(SendingTool::Instantly).base_url("https://instantly.example"),
                "/baseUrl",
            ),
            (
                with(SendingTool::Emailbison).base_url("http://bison.example"),
                "/baseUrl",
            ),
            (
                with(SendingTool::Emailbison).base_url("https://127.0.0.1/x"),
                "/baseUrl",
            ),
            (
                with(SendingTool::Emailbison).base_url("https://10.1.2.3"),
                "/baseUrl",
            ),
        ];
        for (body, field) in wrong {
            let call = journey
                .client
                .create_client_credential()
                .client_name("First")
                .body(body);
            let refused = call.send().await.expect_err(field);
            assert_eq!(
                refused.code(),
                Some(&CreateClientCredentialErrorCode::InvalidRequest)
            );
            assert_eq!(refused.details()[0].field, field);
        }
        let right = [
            with(SendingTool::Plusvibe).tool_workspace_id("w-1"),
            with(SendingTool::Snov).oauth_client_id("c-1"),
            with(SendingTool::Smartlead),
        ];
        for body in right {
            let call = journey
                .client
                .create_client_credential()
                .client_name("First")
                .body(body);
            call.send().await.expect("saved");
        }
        let listed = journey
            .client
            .list_client_credentials()
            .client_name("First");
        let tools: Vec<_> = listed
            .clone()
            .stream()
            .map_ok(|saved| saved.tool)
            .try_collect()
            .await
            .expect("a list");
        assert_eq!(
            tools,
            [
                SendingTool::Smartlead,
                SendingTool::Snov,
                SendingTool::Plusvibe
            ]
        );
        let snov: Vec<_> = listed
            .tool(SendingTool::Snov)
            .stream()
            .try_collect()
            .await
            .expect("a list");
        assert_eq!((snov.len(), &snov[0].tool), (1, &SendingTool::Snov));
    }
}

#[tokio::test]
async fn a_credential_belongs_to_its_client() {
    for journey in Journey::each().await {
        journey.make_client("Northwind").await;
        let saved = journey.make_credential("Northwind", "Theirs").await;
        let call = journey
            .client
            .update_client_credential()
            .client_name("First");
        let body = UpdateClientCredentialRequest::builder().label("Mine");
        let refused = call
            .credential_id(saved.id.as_str())
            .body(body)
            .send()
            .await
            .expect_err("not its own");
        assert_eq!(
            refused.code(),
            Some(&UpdateClientCredentialErrorCode::NotFound)
        );
        let detail = journey
            .client
            .get_client()
            .client_name("Northwind")
            .send()
            .await
            .expect("found");
        assert_eq!(detail.into_inner().data.credential_count, 1);
    }
}

#[tokio::test]
async fn a_client_has_a_hundred_credentials_and_no_more() {
    for journey in Journey::each().await {
        for number in 0..MAX_CREDENTIALS {
            journey
                .make_credential("First", &format!("Number {number}"))
                .await;
        }
        let body = CreateClientCredentialRequest::builder()
            .tool(SendingTool::Instantly)
            .api_key("secret-of-a-tool");
        let call = journey
            .client
            .create_client_credential()
            .client_name("First")
            .body(body);
        let refused = call.send().await.expect_err("one too many");
        assert_eq!(
            refused.code(),
            Some(&CreateClientCredentialErrorCode::Conflict)
        );
        // Another client has room of its own.
        journey.make_client("Northwind").await;
        journey.make_credential("Northwind", "Fits").await;
    }
}
