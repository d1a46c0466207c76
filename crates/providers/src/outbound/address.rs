//! Sorting IP addresses by whether the open internet is behind them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The open internet.
    Public,
    /// This host or the network around it: what a developer may want to call.
    Private,
    /// Nothing that a base URL could mean: metadata services, multicast, reserved ranges.
    Never,
}

pub(super) fn reach(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(v4) => reach_v4(v4),
        IpAddr::V6(v6) => reach_v6(v6),
    }
}

fn reach_v4(v4: Ipv4Addr) -> Reach {
    match v4.octets() {
        [127, ..] | [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Reach::Private,
        // "This network", carrier-grade NAT (where one cloud keeps its metadata service too).
        [0, ..] | [100, 64..=127, ..] => Reach::Never,
        // Link-local, where most clouds keep theirs; and the one that is outside every range.
        [169, 254, ..] | [168, 63, 129, 16] => Reach::Never,
        // IETF protocol assignments, 6to4 relays, documentation, benchmarks.
        [192, 0, 0, _] | [192, 0, 2, _] | [192, 88, 99, _] => Reach::Never,
        [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => Reach::Never,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => Reach::Never,
        _ => Reach::Public,
    }
}

fn reach_v6(v6: Ipv6Addr) -> Reach {
    if v6.is_loopback() || v6.is_unique_local() {
        return metadata_aside(v6);
    }
    match v6.segments() {
        // IPv4 in other clothes is judged as the IPv4 address that the packets end at.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            reach_v4(embedded(high, low))
        }
        // Protocol assignments with Teredo and ORCHID, documentation, 6to4.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] => Reach::Never,
        [0x3fff, 0..=0x0fff, ..] => Reach::Never,
        // Global unicast is the only space that is handed out.
        [0x2000..=0x3fff, ..] => Reach::Public,
        _ => Reach::Never,
    }
}

/// One cloud serves its metadata from a unique local address.
fn metadata_aside(v6: Ipv6Addr) -> Reach {
    match v6.segments() {
        [0xfd00, 0x0ec2, ..] => Reach::Never,
        _ => Reach::Private,
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(texts: &[&str], expected: Reach) {
        for text in texts {
            let address: IpAddr = text.parse().expect("a literal address");
            assert_eq!(reach(address), expected, "{text}");
        }
    }

    #[test]
    fn the_open_internet_is_public() {
        sorted(
            &[
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:200::1",
                "2003::1",
                "3ffe::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
            ],
            Reach::Public,
        );
    }

    #[test]
    fn this_host_and_its_network_are_private() {
        sorted(
            &[
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "64:ff9b::192.168.1.1",
            ],
            Reach::Private,
        );
    }

    #[test]
    fn what_no_base_url_means_is_never_called() {
        sorted(
            &[
                "0.0.0.0",
                "0.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "169.254.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::8.8.8.8",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::10.0.0.1",
                "100::1",
                "2001::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            ],
            Reach::Never,
        );
    }
}
