//! Every operation asks for its scope.

use simpleinboxes_tests::{
    mounted::{fill, mounted},
    service::Ground,
};

const ALL: [&str; 4] = ["read", "write", "billing", "keys"];

#[tokio::test]
async fn no_operation_does_without_its_scope() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let owner = running.with(&ground.acme.key);
    for scope in ALL {
        let others: Vec<&str> = ALL.into_iter().filter(|other| *other != scope).collect();
        let without = running.with(&owner.make_key(&others, None).await.key);
        let alone = running.with(&owner.make_key(&[scope], None).await.key);
        for operation in mounted(running.api()).await {
            let needed = operation
                .required_scope
                .unwrap_or_else(|| panic!("{}", operation.id));
            if needed != scope {
                continue;
            }
            let path = fill(operation.path, |_| "nothing".to_owned());
            let call = |api: &simpleinboxes_tests::api::Api| {
                api.request(operation.method.clone(), &path).bytes("{")
            };
            let error = call(&without).await.refused(403, "FORBIDDEN");
            assert!(
                error["message"].as_str().is_some_and(|m| m.contains(scope)),
                "{error}"
            );
            // With it the request comes as far as its own faults; a form has no JSON in it.
            let status = call(&alone).await.status;
            assert!(
                [200, 201, 400, 404, 415].contains(&status),
                "{}: {status}",
                operation.id
            );
        }
    }
}
