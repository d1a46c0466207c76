//! What the inboxes of new orders inherit.

use simpleinboxes_client::{prelude::*, workspaces::PutSendingToolDefaultsErrorCode};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_types::{PutSendingToolDefaultsRequest, SendingToolDefaults};

use super::Journey;

impl Journey {
    async fn defaults(&self) -> SendingToolDefaults {
        let id = self.acme().first.to_string();
        let defaults = self.client.get_sending_tool_defaults().id(id).send().await;
        defaults.expect("defaults").into_inner().data
    }
}

#[tokio::test]
async fn defaults_are_set_as_a_whole_and_go_with_their_credential() {
    for journey in Journey::each().await {
        let id = journey.acme().first.to_string();
        let begin = journey.defaults().await;
        assert_eq!(
            (
                begin.credential,
                begin.tags.len(),
                begin.warmup,
                begin.updated_at
            ),
            (None, 0, true, None)
        );

        let saved = journey
            .make_credential("First", "Northwind Instantly")
            .await;
        let tags = vec![
            "northwind".parse().expect("a tag"),
            "q4".parse().expect("a tag"),
        ];
        let body = PutSendingToolDefaultsRequest::builder()
            .credential_id(saved.id.clone())
            .tags(tags.clone())
            .warmup(false);
        let put = journey.client.put_sending_tool_defaults().id(&*id);
        let set = put
            .clone()
            .body(body)
            .send()
            .await
            .expect("set")
            .into_inner()
            .data;
        let credential = set.credential.as_ref().expect("a credential");
        assert_eq!(
            (&credential.id, &*credential.label),
            (&saved.id, "Northwind Instantly")
        );
        assert_eq!((&set.tags, set.warmup), (&tags, false));
        assert_eq!(
            set.updated_at.map(|at| at.0),
            Some(journey.ground.clock.now())
        );
        assert_eq!(journey.defaults().await, set);

        // What is left out is reset.
        let body = PutSendingToolDefaultsRequest::builder().credential_id(saved.id.clone());
        let reset = put.body(body).send().await.expect("set").into_inner().data;
        assert_eq!((reset.tags.len(), reset.warmup), (0, true));

        let call = journey
            .client
            .delete_client_credential()
            .client_name("First");
        let deleted = call
            .credential_id(saved.id.as_str())
            .send()
            .await
            .expect("deleted");
        assert!(deleted.into_inner().data.was_default);
        assert_eq!(journey.defaults().await.credential, None);
    }
}

#[tokio::test]
async fn a_credential_of_another_workspace_is_no_default() {
    for journey in Journey::each().await {
        journey.make_client("Other").await;
        let saved = journey.make_credential("Other", "Of another").await;
        let put = journey
            .client
            .put_sending_tool_defaults()
            .id(journey.acme().first.to_string());
        let body = PutSendingToolDefaultsRequest::builder().credential_id(saved.id);
        let refused = put
            .body(body)
            .send()
            .await
            .expect_err("not of this workspace");
        assert_eq!(
            refused.code(),
            Some(&PutSendingToolDefaultsErrorCode::NotFound)
        );
        assert_eq!(journey.defaults().await.updated_at, None);
    }
}
