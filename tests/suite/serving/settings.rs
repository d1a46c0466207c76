//! What is told when something can't be served.

use std::net::{SocketAddr, TcpListener, UdpSocket};

use simpleinboxes::serve::{Outside, Service};
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_tests::{process::Launch, service::Ground};
use tempfile::TempDir;

async fn refused(ground: &Ground) -> String {
    let outside = Outside {
        clock: ground.clock.clone(),
        entropy: Entropy::seeded(1),
    };
    match Service::start(ground.config.clone(), outside).await {
        Ok(_) => panic!("it starts"),
        Err(error) => format!("{error:#}"),
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_told_with_its_setting() {
    let mut ground = Ground::one().await;
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = taken.local_addr().expect("an address");
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    ground.config.redirects.listen = at;
    let told = refused(&ground).await;
    assert!(
        told.contains("redirects.listen") && told.contains(&at.to_string()),
        "{told}"
    );
    ground.config.redirects.listen = free;
    let udp = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let at = udp.local_addr().expect("an address");
    ground.config.sandbox_registry.listen = at;
    let told = refused(&ground).await;
    assert!(told.contains("sandbox_registry.listen"), "{told}");
    ground.config.sandbox_registry.listen = free;
    ground.config.dns.embedded.listen = vec![at];
    let told = refused(&ground).await;
    assert!(
        told.contains("dns.embedded.listen") && told.contains(&at.to_string()),
        "{told}"
    );
    ground.config.dns.embedded.listen = vec![free];
    ground.start().await.stop().await;
}

#[tokio::test]
async fn the_program_says_where_it_answers() {
    let folder = TempDir::new().expect("a folder");
    let (program, _) = Launch::new("program::child", folder.path())
        .args(["--listen", "127.0.0.1:0"])
        .serve()
        .await;
    let output = program.output();
    let dns = output
        .lines()
        .find(|line| line.contains("dig @127.0.0.1 -p "));
    assert!(dns.is_some(), "{output}");
    assert!(
        output.contains("  Web    curl -I http://127.0.0.1:"),
        "{output}"
    );
    program.terminate().await;
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
}
