//! Requests are counted per key, exactly.

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_tests::{api::Answer, service::Ground};

/// What the answer says of the window: its size, what is left, and for how many seconds.
#[track_caller]
fn window(answer: &Answer) -> (u64, u64, u64) {
    let number = |name| answer.number(name);
    (
        number("ratelimit-limit"),
        number("ratelimit-remaining"),
        number("ratelimit-reset"),
    )
}

#[track_caller]
fn assert_limited(answer: &Answer) {
    answer.refused(429, "RATE_LIMIT_EXCEEDED");
    let (_, remaining, reset) = window(answer);
    assert_eq!((remaining, answer.number("retry-after")), (0, reset));
}

#[tokio::test]
async fn a_window_admits_so_many_and_no_more() {
    for mut ground in Ground::each().await {
        ground.config.rate_limit.requests = 5;
        let running = ground.start().await;
        let acme = running.with(&ground.acme.key);
        // Half past eight to the second, and the window is a minute.
        for left in (0..5).rev() {
            let answer = acme.get("/workspaces").await;
            assert_eq!((answer.status, window(&answer)), (200, (5, left, 60)));
        }
        assert_limited(&acme.get("/workspaces").await);
        // It does not matter what is asked for, nor whether it would be refused anyway.
        assert_limited(&acme.delete("/clients/nobody").await);
        assert_limited(
            &acme
                .post("/clients", &serde_json::json!({"wrong": 1}))
                .await,
        );
        // Others are others.
        assert_eq!(
            window(&running.with(&ground.rival.key).get("/workspaces").await).1,
            4
        );

        ground.pass(Duration::from_secs(59));
        let last = acme.get("/workspaces").await;
        assert_limited(&last);
        assert_eq!(window(&last).2, 1);
        ground.pass(Duration::from_secs(1));
        assert_eq!(window(&acme.get("/workspaces").await), (5, 4, 60));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_window_is_exact_under_load() {
    for mut ground in Ground::each().await {
        ground.config.rate_limit.requests = 50;
        let running = ground.start().await;
        let acme = running.with(&ground.acme.key);
        let answers = join_all((0..120).map(|_| async { acme.get("/workspaces").await })).await;
        let admitted = answers.iter().filter(|answer| answer.status == 200).count();
        let refused = answers.iter().filter(|answer| answer.status == 429).count();
        assert_eq!((admitted, refused), (50, 70));
        let mut left: Vec<u64> = answers.iter().map(|answer| window(answer).1).collect();
        left.sort_unstable();
        // Every number is given out once: nobody was told the same as another.
        let expected: Vec<u64> = std::iter::repeat_n(0, 70).chain(0..50).collect();
        assert_eq!(left, expected);
    }
}

#[tokio::test]
async fn keys_of_one_account_have_a_window_each() {
    for mut ground in Ground::each().await {
        ground.config.rate_limit.requests = 3;
        let running = ground.start().await;
        let acme = running.with(&ground.acme.key);
        let other = running.with(&acme.make_key(&["read"], None).await.key);
        assert_eq!(window(&other.get("/workspaces").await).1, 2);
        assert_eq!(window(&acme.get("/workspaces").await).1, 1);
    }
}

#[tokio::test]
async fn every_answer_tells_of_the_window() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let (nobody, acme) = (running.api().clone(), running.with(&ground.acme.key));
    let wrong = running.with("si_live_0000000000000000000000000000000000000000000");
    let answers = [
        (401, nobody.get("/workspaces").await),
        (401, wrong.get("/workspaces").await),
        (404, acme.get("/no-such-thing").await),
        (404, nobody.plain(Method::GET, "/api/v2/workspaces").await),
        (405, acme.delete("/workspaces").await),
        (204, acme.request(Method::OPTIONS, "/workspaces").await),
        (200, acme.request(Method::HEAD, "/workspaces").await),
        (400, acme.get("/workspaces?limit=0").await),
        (
            415,
            acme.request(Method::POST, "/clients")
                .header("content-type", "text/plain")
                .bytes("x")
                .await,
        ),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.text());
        let (limit, remaining, reset) = window(&answer);
        assert!(limit > remaining && (1..=60).contains(&reset), "{status}");
        assert!(
            answer
                .header("x-request-id")
                .is_some_and(|id| id.starts_with("req_"))
        );
    }
}

#[tokio::test]
async fn whoever_has_no_key_is_limited_by_address() {
    let mut ground = Ground::one().await;
    ground.config.rate_limit.anonymous_requests = 3;
    let running = ground.start().await;
    let guess = running.with("si_live_0000000000000000000000000000000000000000000");
    running
        .api()
        .get("/workspaces")
        .await
        .refused(401, "MISSING_API_KEY");
    guess
        .get("/workspaces")
        .await
        .refused(401, "INVALID_API_KEY");
    running
        .api()
        .get("/nowhere")
        .await
        .refused(404, "NOT_FOUND");
    assert_limited(&guess.get("/workspaces").await);
    // Whoever has a key is not held up by those who guess from the same address.
    running
        .with(&ground.acme.key)
        .get("/workspaces")
        .await
        .data(200);
    let next = 60 - ground.clock.now().timestamp().unsigned_abs() % 60;
    ground.pass(Duration::from_secs(next));
    guess
        .get("/workspaces")
        .await
        .refused(401, "INVALID_API_KEY");
}
