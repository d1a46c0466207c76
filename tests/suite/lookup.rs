//! Asking a DNS server as others' programs do.

use std::{net::SocketAddr, process::Stdio, time::Duration};

use hickory_resolver::{
    Resolver, TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
};
use tokio::process::Command;

/// hickory's own resolver, which asks one server alone and remembers nothing.
pub(crate) fn resolver(server: SocketAddr) -> TokioResolver {
    let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
    for connection in &mut connections {
        connection.port = server.port();
    }
    let servers = vec![NameServerConfig::new(server.ip(), true, connections)];
    let config = ResolverConfig::from_name_servers(servers);
    let mut builder = Resolver::builder_with_config(config, TokioRuntimeProvider::default());
    let options = builder.options_mut();
    options.cache_size = 0;
    options.recursion_desired = false;
    options.use_hosts_file = ResolveHosts::Never;
    builder.build().expect("a resolver")
}

/// What hickory's resolver is told of a name, in order; nothing when there is nothing.
pub(crate) async fn resolved(server: SocketAddr, name: &str, kind: &str) -> Vec<String> {
    let kind = kind.parse().expect("a type");
    match resolver(server).lookup(name, kind).await {
        Ok(found) => {
            let answers = found.answers().iter();
            let mut all: Vec<_> = answers.map(|record| record.data.to_string()).collect();
            all.sort();
            all
        }
        Err(_) => Vec::new(),
    }
}

/// What a program like `dig` prints; nothing where it is not installed and need not be.
pub(crate) async fn printed_by(program: &str, arguments: &[&str]) -> Option<String> {
    let started = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let child = match started {
        Ok(child) => child,
        Err(_) if std::env::var_os("SIMPLEINBOXES_REQUIRE_DNS_TOOLS").is_none() => {
            eprintln!("{program} is not installed: not compared");
            return None;
        }
        Err(error) => panic!("{program}: {error}"),
    };
    let output = tokio::time::timeout(Duration::from_secs(60), child.wait_with_output()).await;
    let output = output.expect("an end").expect("output");
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {output:?}"
    );
    Some(String::from_utf8(output.stdout).expect("text"))
}

/// What `dig` prints of what a server answers; nothing where it is not installed and need not be.
pub(crate) async fn dig(server: SocketAddr, words: &[&str]) -> Option<String> {
    let (at, port) = (format!("@{}", server.ip()), server.port().to_string());
    let asks = [&at, "-p", &port, "+norecurse", "+time=20", "+tries=2"];
    printed_by("dig", &[&asks[..], words].concat()).await
}
