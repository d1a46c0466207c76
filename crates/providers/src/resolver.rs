//! Recursive resolvers that operators name.

use std::net::SocketAddr;

use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::{Resolver, ResolverBuilder};

/// One that asks `servers`, or those of the system when there are none, and never the file of
/// hosts.
pub(crate) fn builder(
    servers: &[SocketAddr],
) -> Result<ResolverBuilder<TokioRuntimeProvider>, NetError> {
    let mut builder = if servers.is_empty() {
        Resolver::builder(TokioRuntimeProvider::default())?
    } else {
        let servers = servers.iter().map(|address| {
            let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
            for connection in &mut connections {
                connection.port = address.port();
            }
            NameServerConfig::new(address.ip(), true, connections)
        });
        let config = ResolverConfig::from_name_servers(servers.collect());
        Resolver::builder_with_config(config, TokioRuntimeProvider::default())
    };
    builder.options_mut().use_hosts_file = ResolveHosts::Never;
    Ok(builder)
}
