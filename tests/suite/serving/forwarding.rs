//! Web forwarding, asked over real HTTP with what no browser would send as well.

use simpleinboxes_core::id::DomainId;
use simpleinboxes_tests::{
    raw,
    service::{Ground, Running},
    wire::Response,
};
use tempfile::TempDir;

use super::with_zone;

async fn forwarding(
    name: &str,
    url: &str,
    permanent: bool,
    keep: bool,
) -> (Ground, Running, DomainId) {
    let (ground, running, id) = with_zone(name).await;
    let seed = running.seed(&ground.acme, ground.acme.first);
    seed.domain_forwards(id, url, permanent, keep).await;
    (ground, running, id)
}

async fn asked(running: &Running, line: &str, headers: &[&str]) -> Response {
    let mut request = format!("{line} HTTP/1.1\r\n");
    for header in headers.iter().chain(&["Connection: close"]) {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    let bytes = raw::exchange(running.redirects(), request.as_bytes()).await;
    raw::answer(&bytes)
}

fn location(response: &Response) -> Option<String> {
    response.headers.get("location").map(str::to_owned)
}

async fn sent(running: &Running, path: &str, host: &str) -> (u16, Option<String>) {
    let response = asked(running, &format!("GET {path}"), &[&format!("Host: {host}")]).await;
    (response.status, location(&response))
}

#[tokio::test]
async fn visitors_are_sent_where_the_domain_says() {
    let name = "try-northwind.com";
    let (ground, running, id) = forwarding(name, "https://northwind.com/hello", true, false).await;
    let to = |status, url: &str| (status, Some(url.to_owned()));
    let plain = to(301, "https://northwind.com/hello");
    for host in [
        name,
        "www.try-northwind.com",
        "TRY-Northwind.COM",
        "try-northwind.com.",
        "try-northwind.com:8080",
        "Www.Try-Northwind.com.:80",
    ] {
        assert_eq!(sent(&running, "/x?y=1", host).await, plain, "{host}");
    }
    for host in [
        "northwind.com",
        "a.try-northwind.com",
        "www.www.try-northwind.com",
        "try-northwind.com.evil.com",
        "xtry-northwind.com",
        "127.0.0.1",
        "[::1]",
        "user@try-northwind.com",
    ] {
        assert_eq!(sent(&running, "/", host).await, (404, None), "{host}");
    }
    // A change counts for the next request.
    let seed = running.seed(&ground.acme, ground.acme.first);
    seed.domain_forwards(id, "https://northwind.com/a", false, true)
        .await;
    assert_eq!(
        sent(&running, "/b/c?d=e&f", name).await,
        to(302, "https://northwind.com/a/b/c?d=e&f")
    );
    assert_eq!(
        sent(&running, "/", name).await,
        to(302, "https://northwind.com/a/")
    );
    running.stop().await;
}

#[tokio::test]
async fn nobody_else_chooses_where_visitors_go() {
    let name = "try-northwind.com";
    let (_ground, running, _) = forwarding(name, "https://northwind.com/a", false, true).await;
    for (path, expected) in [
        ("//evil.com", Some("https://northwind.com/a//evil.com")),
        ("/\\evil.com", Some("https://northwind.com/a//evil.com")),
        (
            "/\\/evil.com/%2e%2e",
            Some("https://northwind.com/a//evil.com/.."),
        ),
        ("/@evil.com", Some("https://northwind.com/a/@evil.com")),
        (
            "/%0d%0aLocation:%20https://evil.com",
            Some("https://northwind.com/a/%0d%0aLocation:%20https://evil.com"),
        ),
        (
            "/?next=https://evil.com",
            Some("https://northwind.com/a/?next=https://evil.com"),
        ),
        ("/../b", None),
        ("/%2e%2e/b", None),
        ("/..%5c..%5cb", Some("https://northwind.com/a/..%5c..%5cb")),
        (
            "http://try-northwind.com/x",
            Some("https://northwind.com/a/x"),
        ),
    ] {
        let (status, to) = sent(&running, path, name).await;
        match (expected, to) {
            (Some(_), Some(to)) => {
                let url = url::Url::parse(&to).expect("a URL");
                assert_eq!(url.host_str(), Some("northwind.com"), "{path}: {to}");
                assert!(
                    url.path().starts_with("/a/") || url.path() == "/a",
                    "{path}: {to}"
                );
                assert_eq!(status, 302);
            }
            (None, to) => assert_eq!((status, to), (400, None), "{path}"),
            (Some(_), None) => panic!("{path}: {status}"),
        }
    }
    // An absolute target counts, and not the header beside it.
    let line = "GET http://evil.com/x";
    let response = asked(&running, line, &["Host: try-northwind.com"]).await;
    assert_eq!((response.status, location(&response)), (404, None));
    let line = "GET http://try-northwind.com/x";
    let response = asked(&running, line, &["Host: evil.com"]).await;
    assert_eq!(
        location(&response).as_deref(),
        Some("https://northwind.com/a/x")
    );
    for headers in [
        &[][..],
        &["Host: try-northwind.com", "Host: evil.com"],
        &["Host: try-northwind.com", "Host: try-northwind.com"],
    ] {
        let response = asked(&running, "GET /", headers).await;
        assert_eq!(location(&response), None, "{headers:?}");
    }
    // What forwards nothing else can't be made to: a header that proxies set is none of ours.
    let headers = ["Host: evil.com", "X-Forwarded-Host: try-northwind.com"];
    assert_eq!(asked(&running, "GET /", &headers).await.status, 404);
    for (line, status) in [("POST /x", 405), ("OPTIONS *", 405), ("HEAD /x", 302)] {
        let headers = ["Host: try-northwind.com", "Content-Length: 0"];
        let bytes = raw::exchange(
            running.redirects(),
            format!(
                "{line} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n",
                headers.join("\r\n")
            )
            .as_bytes(),
        )
        .await;
        let first = String::from_utf8_lossy(&bytes);
        assert!(
            first.starts_with(&format!("HTTP/1.1 {status} ")),
            "{line}: {first}"
        );
    }
    running.stop().await;
}

#[tokio::test]
async fn challenges_are_answered_from_the_folder_and_nothing_else_is() {
    let name = "try-northwind.com";
    let folder = TempDir::new().expect("a folder");
    let inside = folder.path().join(".well-known/acme-challenge");
    std::fs::create_dir_all(&inside).expect("a folder");
    std::fs::write(inside.join("a_token-1"), "a_token-1.thumbprint").expect("a file");
    std::fs::write(folder.path().join("secret"), "secret").expect("a file");
    let mut ground = Ground::one().await;
    for given in [true, false] {
        ground.config.redirects.acme_folder = given.then(|| folder.path().to_owned());
        let running = ground.start().await;
        let domain = if given { name } else { "other-northwind.com" };
        let id = super::zoned(&running, &ground.acme, domain).await;
        let seed = running.seed(&ground.acme, ground.acme.first);
        seed.domain_forwards(id, "https://northwind.com", true, true)
            .await;
        let host = format!("Host: {domain}");
        let ask = async |token: &str| {
            let line = format!("GET /.well-known/acme-challenge/{token}");
            asked(&running, &line, &[&host]).await
        };
        let answer = ask("a_token-1").await;
        if given {
            assert_eq!(answer.status, 200);
            assert_eq!(
                String::from_utf8_lossy(&answer.body),
                "a_token-1.thumbprint"
            );
        } else {
            assert_eq!(answer.status, 404);
        }
        for token in [
            "",
            "b",
            "..%2f..%2fsecret",
            "../../secret",
            "a_token-1/",
            ".",
            "a.b",
        ] {
            let answer = ask(token).await;
            assert_eq!((answer.status, location(&answer)), (404, None), "{token}");
        }
        let line = "GET /.well-known/acme-challenge/a_token-1";
        let unknown = asked(&running, line, &["Host: evil.com"]).await;
        assert_eq!(unknown.status, 404);
        running.stop().await;
    }
}

#[tokio::test]
async fn heads_have_limits() {
    let name = "try-northwind.com";
    let (_ground, running, _) = forwarding(name, "https://northwind.com", true, true).await;
    let long = format!("/{}", "x".repeat(5_000));
    assert_eq!(sent(&running, &long, name).await, (414, None));
    let head = format!("X: {}", "x".repeat(40_000));
    let host = format!("Host: {name}");
    let answer = asked(&running, "GET /", &[&host, &head]).await;
    assert_eq!(answer.status, 431);
    let many: Vec<String> = (0..100).map(|number| format!("X{number}: y")).collect();
    let mut headers = vec![host.as_str()];
    headers.extend(many.iter().map(String::as_str));
    assert_eq!(asked(&running, "GET /", &headers).await.status, 431);
    running.stop().await;
}
