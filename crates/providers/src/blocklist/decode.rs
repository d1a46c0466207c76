//! What the addresses mean that the lists answer with.

use std::net::Ipv4Addr;

use super::{Blocklist, Listing, Severity, Unchecked, Verdict};

/// What one address means.
enum Code {
    Listed(Vec<(Severity, &'static str)>),
    Unknown(Unchecked),
}

/// What an answer means, and the address that says so. Of several addresses, those that list the
/// domain count together; without one, the first does.
pub(super) fn decode(list: Blocklist, addresses: &[Ipv4Addr]) -> (Verdict, Option<Ipv4Addr>) {
    let mut found = Vec::new();
    let mut listed_by = None;
    let mut unknown = None;
    for &address in addresses {
        match one(list, address) {
            Code::Listed(reasons) => {
                listed_by.get_or_insert(address);
                found.extend(reasons);
            }
            Code::Unknown(why) => {
                unknown.get_or_insert((Verdict::Unknown(why), Some(address)));
            }
        }
    }
    let Some(severity) = found.iter().map(|(severity, _)| *severity).max() else {
        return unknown.unwrap_or((Verdict::Unknown(Unchecked::Failed), None));
    };
    let mut reasons: Vec<&'static str> = Vec::new();
    for (_, reason) in found {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    (Verdict::Listed(Listing { severity, reasons }), listed_by)
}

fn one(list: Blocklist, address: Ipv4Addr) -> Code {
    match list {
        Blocklist::SpamhausDbl => spamhaus(address),
        Blocklist::Uribl => bits(
            match address.octets() {
                [127, 0, 0, mask] => Some(mask),
                _ => None,
            },
            &[
                (2, Severity::Blocked, "on the black list"),
                (
                    4,
                    Severity::Warned,
                    "on the grey list: bulk mail that some want",
                ),
                (
                    8,
                    Severity::Warned,
                    "on the red list: new, or being watched",
                ),
            ],
        ),
        // Octets between the first and the last are kept for later: SURBL wants them ignored.
        Blocklist::Surbl => bits(
            match address.octets() {
                [127, _, _, mask] => Some(mask),
                _ => None,
            },
            &[
                (8, Severity::Blocked, "phishing"),
                (16, Severity::Blocked, "malware"),
                (64, Severity::Blocked, "spam or abuse"),
                (128, Severity::Warned, "a cracked site"),
            ],
        ),
    }
}

fn spamhaus(address: Ipv4Addr) -> Code {
    let (severity, reason) = match address.octets() {
        [127, 0, 1, 2] => (Severity::Blocked, "spam: a domain of low reputation"),
        [127, 0, 1, 4] => (Severity::Blocked, "phishing"),
        [127, 0, 1, 5] => (Severity::Blocked, "malware"),
        [127, 0, 1, 6] => (Severity::Blocked, "a botnet's command and control"),
        [127, 0, 1, 102] => (Severity::Warned, "an honest domain, abused for spam"),
        [127, 0, 1, 103] => (Severity::Warned, "an honest domain, abused as a redirector"),
        [127, 0, 1, 104] => (Severity::Warned, "an honest domain, abused for phishing"),
        [127, 0, 1, 105] => (Severity::Warned, "an honest domain, abused for malware"),
        [127, 0, 1, 106] => (Severity::Warned, "an honest domain, abused by a botnet"),
        // Asked for an IP address, which is no question for a list of domains.
        [127, 0, 1, 255] => return Code::Unknown(Unchecked::Failed),
        [127, 255, 255, 252] => return Code::Unknown(Unchecked::Failed),
        [127, 255, 255, 254] => return Code::Unknown(Unchecked::Refused),
        [127, 255, 255, 255] => return Code::Unknown(Unchecked::OverQuota),
        _ => return Code::Unknown(Unchecked::UnknownCode),
    };
    Code::Listed(vec![(severity, reason)])
}

/// Lists whose last octet is a set of bits; nothing for an address that is no code. The lowest bit
/// means that the question was refused.
fn bits(mask: Option<u8>, known: &[(u8, Severity, &'static str)]) -> Code {
    let Some(mask) = mask else {
        return Code::Unknown(Unchecked::UnknownCode);
    };
    if mask & 1 != 0 {
        return Code::Unknown(Unchecked::Refused);
    }
    let set = known.iter().filter(|(bit, _, _)| mask & bit != 0);
    let reasons: Vec<_> = set
        .map(|(_, severity, reason)| (*severity, *reason))
        .collect();
    if reasons.is_empty() {
        return Code::Unknown(Unchecked::UnknownCode);
    }
    Code::Listed(reasons)
}
