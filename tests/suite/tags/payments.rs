//! Payments as clients of the API see them.

use serde_json::{Value, json};
use simpleinboxes_client::prelude::*;
use simpleinboxes_types as types;

use super::Journey;

#[tokio::test]
async fn a_top_up_is_begun_and_asked_about() {
    for journey in Journey::each().await {
        let body = types::CreateTopupRequest::builder()
            .amount_cents(types::TopupAmountCents(50_000))
            .wallet(types::WalletSelector::Master);
        let made = journey.client.create_topup().body(body).send().await;
        let made = made.expect("a top-up").into_inner().data;
        assert_eq!(made.status, types::TopupStatus::Pending);
        assert_eq!(made.wallet.as_str(), "master");
        assert_eq!(made.provider, types::PaymentProviderName::Sandbox);
        assert!(made.checkout_url.contains("/sandbox/checkout/cs_"));

        let body = types::ConfirmTopupRequest::builder().topup_id(made.topup_id.clone());
        let found = journey.client.confirm_topup().body(body).send().await;
        let found = found.expect("the top-up").into_inner().data;
        assert_eq!(found.id, made.topup_id);
        assert_eq!(found.status, types::TopupStatus::Pending);
        assert_eq!(found.balance_cents.0, 0);
        assert_eq!((found.transaction_id, found.paid_at), (None, None));

        let none = journey.client.get_payment_method().send().await;
        let none = none.expect("an answer").into_inner().data;
        assert_eq!(none.payment_method, None);
        let intent = journey.client.create_setup_intent().send().await;
        let intent = intent.expect("an intent").into_inner().data;
        assert!(intent.id.starts_with("seti_"));
        let portal = journey.client.create_customer_portal_session().send().await;
        let portal = portal.expect("a portal").into_inner().data;
        assert!(portal.url.expose().contains("/sandbox/portal/"));
        journey.running.stop().await;
    }
}

#[tokio::test]
async fn wallets_are_chosen_as_the_caller_may() {
    for journey in Journey::each().await {
        let api = journey.running.with(&journey.acme().key);
        let first = journey.acme().first.to_string();
        let begin = async |api: &simpleinboxes_tests::api::Api, more: Value| {
            let mut body = json!({"amountCents": 500});
            let more = more.as_object().expect("an object").clone();
            body.as_object_mut().expect("an object").extend(more);
            api.post("/payments/topup", &body).await
        };
        // On master billing the master wallet pays, and the own one is not in use.
        assert_eq!(begin(&api, json!({})).await.data(201)["wallet"], "master");
        let own = json!({"wallet": "own", "workspaceId": first});
        begin(&api, own.clone()).await.refused(409, "CONFLICT");
        let bound = api.make_key(&["read", "billing"], Some(&first)).await;
        let bound = journey.running.with(&bound.key);
        begin(&bound, json!({"wallet": "master"}))
            .await
            .refused(403, "FORBIDDEN");
        let theirs = begin(&bound, json!({})).await.data(201);
        assert_eq!(theirs["wallet"], "master");

        let dedicated = json!({"billingMode": "dedicated"});
        api.patch(&format!("/workspaces/{first}"), &dedicated)
            .await
            .data(200);
        for more in [own, json!({"workspaceId": first}), json!({})] {
            assert_eq!(begin(&api, more).await.data(201)["wallet"], first.as_str());
        }
        let ours = begin(&api, json!({"wallet": "master"})).await.data(201);
        assert_eq!(ours["wallet"], "master");

        let unknown = json!({"workspaceId": "ws_01m6b73ge0f26vpxbx32ce758w"});
        begin(&api, unknown).await.refused(404, "NOT_FOUND");
        let rival = journey.running.with(&journey.ground.rival.key);
        let foreign = json!({ "workspaceId": first });
        begin(&rival, foreign.clone())
            .await
            .refused(404, "NOT_FOUND");
        begin(&rival, json!({"workspaceId": first, "wallet": "master"}))
            .await
            .refused(404, "NOT_FOUND");
        begin(&api, json!({"amountCents": 499}))
            .await
            .refused(400, "INVALID_REQUEST");

        // Who does not see a top-up can't confirm it.
        let confirm = async |api: &simpleinboxes_tests::api::Api, topup: &Value| {
            let body = json!({"topupId": topup["topupId"]});
            api.post("/payments/confirm", &body).await
        };
        confirm(&bound, &theirs).await.data(200);
        confirm(&bound, &ours).await.refused(404, "NOT_FOUND");
        confirm(&rival, &ours).await.refused(404, "NOT_FOUND");

        // Payment methods belong to the account.
        bound
            .get("/payments/method")
            .await
            .refused(403, "FORBIDDEN");
        for path in ["/payments/setup-intent", "/payments/customer-portal"] {
            bound
                .post(path, &Value::Null)
                .await
                .refused(403, "FORBIDDEN");
        }
        journey.running.stop().await;
    }
}

#[tokio::test]
async fn repeats_are_answered_alike_and_have_no_effect() {
    for journey in Journey::each().await {
        let api = journey.running.with(&journey.acme().key);
        let body = json!({"amountCents": 500});
        let calls: [(&str, Value, u16); 3] = [
            ("/payments/topup", body.clone(), 201),
            ("/payments/setup-intent", Value::Null, 201),
            ("/payments/customer-portal", Value::Null, 201),
        ];
        for (path, body, status) in calls {
            let call = || api.post(path, &body).once(path);
            let first = call().await;
            first.data(status);
            let again = call().await;
            assert_eq!(again.body, first.body, "{path}");
            assert_eq!(again.header("idempotent-replayed"), Some("true"));
            let other = api.post(path, &body).await;
            assert_ne!(other.body, first.body, "{path}");
        }
        let changed = json!({"amountCents": 501});
        let reused = api
            .post("/payments/topup", &changed)
            .once("/payments/topup");
        reused.await.refused(409, "IDEMPOTENCY_KEY_REUSED");
        journey.running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_with_one_key_are_one() {
    for journey in Journey::each().await {
        let second = journey.ground.start().await;
        let apis = [&journey.running, &second].map(|one| one.with(&journey.acme().key));
        // On SQLite a key is known to be in use within one process.
        let apis = match journey.ground.database.backend() {
            simpleinboxes_store::Backend::Sqlite => &apis[..1],
            simpleinboxes_store::Backend::Postgres => &apis[..],
        };
        let topup = json!({"amountCents": 500});
        let made = apis[0].post("/payments/topup", &topup).await.data(201);
        let confirm = json!({"topupId": made["topupId"]});
        for (path, body) in [
            ("/payments/topup", &topup),
            ("/payments/confirm", &confirm),
            ("/payments/setup-intent", &Value::Null),
            ("/payments/customer-portal", &Value::Null),
        ] {
            let calls = (0..40).map(|number| {
                let call = apis[number % apis.len()].post(path, body).once(path);
                async move { call.await }
            });
            let mut bodies = std::collections::BTreeSet::new();
            for answer in futures::future::join_all(calls).await {
                if answer.status == 409 {
                    answer.refused(409, "CONFLICT");
                } else {
                    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
                    bodies.insert(answer.body);
                }
            }
            assert_eq!(bodies.len(), 1, "{path}");
        }
        second.stop().await;
        journey.running.stop().await;
    }
}
