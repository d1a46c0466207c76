//! Asking a tool whether it takes a credential.

use simpleinboxes_client::{clients::TestClientCredentialErrorCode, prelude::*};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_tests::{
    service::Ground,
    tool::{GARBLED, Nobody, TAKEN, Tool},
};
use simpleinboxes_types::{
    CreateClientCredentialRequest, CredentialStatus, CredentialTest, SendingTool,
    SendingToolCredential, TestClientCredentialRequest, UpdateClientCredentialRequest,
    clients::builder::TestClientCredentialRequest as Wanted,
};

use super::Journey;

type Outcome = Result<CredentialTest, simpleinboxes_client::clients::TestClientCredentialError>;

impl Journey {
    /// Journeys whose Instantly is at `base_url`.
    async fn with_tool(base_url: &str) -> Vec<Self> {
        let mut journeys = Vec::new();
        for mut ground in Ground::each().await {
            ground
                .config
                .sending
                .base_urls
                .insert("instantly".to_owned(), base_url.to_owned());
            // A tool that is down stays down.
            ground.config.sending.http.repeats = 0;
            journeys.push(Self::on(ground).await);
        }
        journeys
    }

    async fn test(&self, wanted: Wanted) -> Outcome {
        let call = self
            .client
            .test_client_credential()
            .client_name("First")
            .body(wanted);
        call.send().await.map(|answer| answer.into_inner().data)
    }

    async fn save(&self, key: &str) -> SendingToolCredential {
        let body = CreateClientCredentialRequest::builder()
            .tool(SendingTool::Instantly)
            .api_key(key);
        let call = self
            .client
            .create_client_credential()
            .client_name("First")
            .body(body);
        call.send().await.expect("saved").into_inner().data
    }

    async fn only_saved(&self) -> SendingToolCredential {
        let list = self
            .client
            .list_client_credentials()
            .client_name("First")
            .send()
            .await;
        list.expect("a list").into_inner().data.remove(0)
    }
}

fn new(key: &str) -> Wanted {
    TestClientCredentialRequest::builder()
        .tool(SendingTool::Instantly)
        .api_key(key)
}

#[tokio::test]
async fn the_tool_is_asked_without_saving() {
    let tool = Tool::start().await;
    for journey in Journey::with_tool(&tool.base_url()).await {
        let taken = journey.test(new(TAKEN)).await.expect("an outcome");
        assert!(taken.valid && taken.message.is_none() && taken.tool == SendingTool::Instantly);
        assert_eq!(taken.tested_at.0, journey.ground.clock.now());
        let refused = journey
            .test(new("a-key-that-nobody-knows"))
            .await
            .expect("an outcome");
        assert!(
            !refused.valid
                && refused
                    .message
                    .is_some_and(|why| why.contains("No such key"))
        );
        let list = journey
            .client
            .list_client_credentials()
            .client_name("First")
            .send()
            .await;
        assert!(list.expect("a list").into_inner().data.is_empty());
    }
}

#[tokio::test]
async fn what_the_tool_says_of_a_saved_credential_is_noted() {
    let tool = Tool::start().await;
    for journey in Journey::with_tool(&tool.base_url()).await {
        let saved = journey.save("a-key-that-nobody-knows").await;
        let by_id = || TestClientCredentialRequest::builder().credential_id(saved.id.clone());
        journey.ground.pass(std::time::Duration::from_secs(3));
        assert!(!journey.test(by_id()).await.expect("an outcome").valid);
        let noted = journey.only_saved().await;
        assert_eq!(noted.status, CredentialStatus::Invalid);
        assert!(
            noted
                .status_message
                .is_some_and(|why| why.contains("No such key"))
        );
        assert_eq!(
            noted.last_tested_at.map(|at| at.0),
            Some(journey.ground.clock.now())
        );

        // With another key nothing is known of it any more.
        let body = UpdateClientCredentialRequest::builder().api_key(TAKEN);
        let call = journey
            .client
            .update_client_credential()
            .client_name("First");
        let changed = call
            .credential_id(saved.id.as_str())
            .body(body)
            .send()
            .await
            .expect("changed");
        let changed = changed.into_inner().data;
        assert_eq!(
            (
                changed.status,
                changed.status_message,
                changed.last_tested_at
            ),
            (CredentialStatus::Untested, None, None)
        );
        assert!(journey.test(by_id()).await.expect("an outcome").valid);
        assert_eq!(journey.only_saved().await.status, CredentialStatus::Valid);
    }
}

#[tokio::test]
async fn a_tool_that_cannot_be_asked_is_a_fault_of_the_tool() {
    let (tool, nobody) = (Tool::start().await, Nobody::home());
    for (base_url, key) in [(nobody.base_url(), TAKEN), (tool.base_url(), GARBLED)] {
        for journey in Journey::with_tool(&base_url).await {
            let saved = journey.save(key).await;
            let by_id = TestClientCredentialRequest::builder().credential_id(saved.id.clone());
            for wanted in [new(key), by_id] {
                let down = journey.test(wanted).await.expect_err("not to be asked");
                assert_eq!(
                    down.code(),
                    Some(&TestClientCredentialErrorCode::UpstreamError),
                    "{down}"
                );
                assert_eq!(down.status().map(|status| status.as_u16()), Some(502));
                assert_eq!(down.details()[0].field, "vendor.instantly");
            }
            // That says nothing of the credential.
            assert_eq!(journey.only_saved().await, saved);
        }
    }
}

#[tokio::test]
async fn either_new_values_or_a_saved_credential_is_tried() {
    let tool = Tool::start().await;
    for journey in Journey::with_tool(&tool.base_url()).await {
        let saved = journey.save(TAKEN).await;
        let by_id = TestClientCredentialRequest::builder().credential_id(saved.id.clone());
        let wrong = [
            (TestClientCredentialRequest::builder(), "/tool"),
            (
                TestClientCredentialRequest::builder().tool(SendingTool::Instantly),
                "/apiKey",
            ),
            (
                TestClientCredentialRequest::builder().api_key(TAKEN),
                "/tool",
            ),
            (by_id.clone().tool(SendingTool::Instantly), "/credentialId"),
            (by_id.api_key(TAKEN), "/credentialId"),
            (new(TAKEN).base_url("https://x.example"), "/baseUrl"),
        ];
        for (wanted, field) in wrong {
            let refused = journey.test(wanted).await.expect_err(field);
            assert_eq!(
                refused.code(),
                Some(&TestClientCredentialErrorCode::InvalidRequest)
            );
            assert_eq!(refused.details()[0].field, field);
        }
    }
}

#[tokio::test]
async fn no_address_of_this_network_is_called_for_a_user() {
    for journey in Journey::each().await {
        for url in [
            "https://localhost:1",
            "https://169.254.169.254",
            "https://[::1]:1",
            "https://10.0.0.1",
        ] {
            let wanted = TestClientCredentialRequest::builder()
                .tool(SendingTool::Emailbison)
                .api_key("token-of-bison")
                .base_url(url);
            let refused = journey.test(wanted).await.expect_err(url);
            assert_eq!(
                refused.code(),
                Some(&TestClientCredentialErrorCode::InvalidRequest),
                "{refused}"
            );
            assert_eq!(refused.details()[0].field, "/baseUrl");
        }
    }
}
