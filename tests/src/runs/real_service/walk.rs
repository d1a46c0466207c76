//! The way through all documented answers.

use serde_json::{Value, json};
use simpleinboxes_server::{OPERATIONS, runtime::OperationMeta};

use super::{
    all,
    good::{another, forbidden_by_state, further, good, missing, short_of_money, vendor_fails},
    world::{Values, World},
};
use crate::{
    stripe::{
        self,
        fake::{Fake, Fault},
    },
    table::{Encoded, Operation, encoded, filled},
    wire::{Exchange, Response},
};

/// The operations that the service has; of the others it must say that there is nothing.
pub(super) async fn mounted(world: &mut World) -> Vec<&'static Operation> {
    let mut mounted = Vec::new();
    let mut connection = World::connect(&world.running);
    let key = world.key();
    for operation in all() {
        let request = encoded(operation, 0, None).expect("a request");
        let answer = connection.send(&request, &[]).await.expect("an answer");
        if answer.status == 401 {
            mounted.push(operation);
            continue;
        }
        let answer = connection
            .send(&request, &[("x-api-key", &key)])
            .await
            .expect("an answer");
        let fine = matches!(
            (answer.status, code(&answer).as_deref()),
            (404, Some("NOT_FOUND")) | (405, Some("METHOD_NOT_ALLOWED"))
        );
        if !fine {
            world.wrong.push(format!(
                "{} is not mounted and answers {}",
                operation.id, answer.status
            ));
        }
    }
    mounted
}

fn code(answer: &Response) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    Some(body["error"]["code"].as_str()?.to_owned())
}

/// The key of idempotency that an operation succeeds with.
fn once(operation: &Operation) -> String {
    format!("once-{}", operation.id)
}

/// Every operation succeeds, and again with the same key.
pub(super) async fn successes(world: &mut World, mounted: &[&'static Operation]) {
    let key = world.key();
    for &operation in mounted {
        let Ok(mut values) = good(world, operation).await else {
            world
                .wrong
                .push(format!("nobody has said what to send for {}", operation.id));
            continue;
        };
        if operation.idempotent {
            values = values.param("header.Idempotency-Key", once(operation));
        }
        let first = world.ask(operation, Some(&key), &values).await;
        if first.status >= 300 {
            let said = String::from_utf8_lossy(&first.body);
            world.wrong.push(format!(
                "{} does not succeed but answers {}: {said}",
                operation.id, first.status
            ));
        }
        for other in further(world, operation).await {
            world.ask(operation, Some(&key), &other).await;
        }
        if operation.idempotent {
            let again = world.ask(operation, Some(&key), &values).await;
            let same = again.body == first.body
                && again.headers.get("idempotent-replayed") == Some("true");
            if !same {
                world
                    .wrong
                    .push(format!("{} is not replayed", operation.id));
            }
        }
    }
}

/// Every documented failure that needs nothing special.
pub(super) async fn failures(world: &mut World, mounted: &[&'static Operation]) {
    for operation in mounted {
        let Ok(values) = good(world, operation).await else {
            continue;
        };
        for (status, code) in &operation.failures {
            let Some((key, request)) = failing(world, operation, &values, code).await else {
                continue;
            };
            let answer = world.send(operation, key.as_deref(), &request).await;
            if (answer.status, self::code(&answer).as_ref()) != (*status, Some(code)) {
                let said = String::from_utf8_lossy(&answer.body);
                world.wrong.push(format!(
                    "{} answers {} and not {status} {code}: {said}",
                    operation.id, answer.status
                ));
            }
        }
    }
}

/// Key and request that bring a failure about; none where it takes more than a request.
async fn failing(
    world: &mut World,
    operation: &Operation,
    values: &Values,
    code: &str,
) -> Option<(Option<String>, Encoded)> {
    let key = world.key();
    let put = |values: &Values| {
        filled(operation, &values.params, values.body.as_ref()).expect("a request")
    };
    let mut request = put(values);
    let key = match code {
        "INVALID_REQUEST" => {
            let sign = if request.target.contains('?') {
                '&'
            } else {
                '?'
            };
            request.target = format!("{}{sign}unknownParameter=1", request.target);
            Some(key)
        }
        "MISSING_API_KEY" => None,
        "INVALID_API_KEY" => Some(format!("si_live_{}", "0".repeat(43))),
        "FORBIDDEN" => Some(lacking(world, operation)),
        "NOT_FOUND" => {
            request = put(&missing(operation, values)?);
            Some(key)
        }
        "CONFLICT" => {
            let (key, values) = forbidden_by_state(world, operation).await?;
            request = put(&values);
            Some(key)
        }
        "IDEMPOTENCY_KEY_REUSED" => {
            // Where there is no body, the key came with another operation.
            let once = match &values.body {
                Some(_) => once(operation),
                None => "once-createTopup".to_owned(),
            };
            let mut values = values.clone().param("header.Idempotency-Key", once);
            if let Some(body) = &mut values.body {
                another(operation, body);
            }
            request = put(&values);
            Some(key)
        }
        "PAYLOAD_TOO_LARGE" => {
            let limit = meta(operation).and_then(|meta| meta.body_limit);
            let limit = limit.unwrap_or(1024 * 1024);
            request.body.as_mut()?.resize(limit + 1, b' ');
            Some(key)
        }
        "UNSUPPORTED_MEDIA_TYPE" => {
            request.headers.retain(|(name, _)| name != "content-type");
            request
                .headers
                .push(("content-type".to_owned(), "text/plain".to_owned()));
            Some(key)
        }
        "INSUFFICIENT_FUNDS" => {
            request = put(&short_of_money(world, operation).await?);
            Some(key)
        }
        "UPSTREAM_ERROR" => {
            request = put(&vendor_fails(world, operation, values).await?);
            Some(key)
        }
        _ => return None,
    };
    Some((key, request))
}

fn meta(operation: &Operation) -> Option<&'static OperationMeta> {
    let mut all = OPERATIONS.iter().copied();
    all.find(|meta| meta.id == operation.id)
}

/// A key that has every scope but the one that the operation needs.
fn lacking(world: &World, operation: &Operation) -> String {
    let needed = meta(operation).and_then(|meta| meta.required_scope);
    let needed = needed.unwrap_or_default();
    let other = world
        .scoped
        .iter()
        .find(|(scope, _)| **scope != needed)
        .map(|(_, key)| key.clone());
    other.expect("there is more than one scope")
}

/// What the operations that ask the payment provider say while it fails: on a service with Stripe.
pub(super) async fn while_stripe_fails(world: &mut World, mounted: &[&'static Operation]) {
    let fake = Fake::open().await;
    stripe::configure(&mut world.ground, &fake);
    let service = world.ground.start().await;
    world.ground.config.payments = Default::default();
    let key = world.key();
    let body = json!({"amountCents": 500, "wallet": "master"});
    let begun = service.with(&key).post("/payments/topup", &body).await;
    let topup = begun.data(201)["topupId"].clone();
    let mut connection = World::connect(&service);
    let headers = [("x-api-key", key.as_str())];
    let fails =
        |operation: &&&Operation| operation.failures.iter().any(|(status, _)| *status == 502);
    for operation in mounted.iter().filter(fails) {
        let Ok(mut values) = good(world, operation).await else {
            continue;
        };
        if vendor_fails(world, operation, &values).await.is_some() {
            continue;
        }
        if operation.id == "confirmTopup" {
            values = values.body(json!({"topupId": topup}));
        }
        let broken = vec![("stripe-should-retry", "false")];
        fake.fail([Fault::Answer(500, broken, String::new())]);
        let request = filled(operation, &values.params, values.body.as_ref()).expect("a request");
        let answer = connection.send(&request, &headers).await;
        let exchange = Exchange {
            request: connection.as_sent(&request, &headers),
            response: answer.expect("an answer"),
        };
        world.note(operation, &exchange);
    }
    service.stop().await;
}

/// What every operation says when its caller asked too often: on a service with a limit of one.
pub(super) async fn over_the_limit(world: &mut World, mounted: &[&'static Operation]) {
    world.ground.config.rate_limit.requests = 1;
    let limited = world.ground.start().await;
    let mut connection = World::connect(&limited);
    let key = world.key();
    let headers = [("x-api-key", key.as_str())];
    for (index, operation) in mounted.iter().enumerate() {
        let request = encoded(operation, 0, None).expect("a request");
        // The first one uses the window up.
        for _ in 0..=usize::from(index == 0) {
            let answer = connection
                .send(&request, &headers)
                .await
                .expect("an answer");
            let exchange = Exchange {
                request: connection.as_sent(&request, &headers),
                response: answer,
            };
            world.note(operation, &exchange);
        }
    }
    limited.stop().await;
}
