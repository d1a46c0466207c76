//! Who may send mail for a domain.

use std::net::{Ipv4Addr, Ipv6Addr};

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::spf::{Mechanism, Spf};
use simpleinboxes_core::dns::{Target, TargetError};
use thiserror::Error;

/// The most look-ups that a record's own terms may need (RFC 7208, 4.6.4).
pub const MAX_LOOKUPS: usize = 10;

/// What becomes of mail from anybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpfAll {
    /// It is refused.
    Fail,
    /// It is suspicious.
    SoftFail,
    /// Nothing is said.
    Neutral,
}

impl SpfAll {
    const fn term(self) -> &'static str {
        match self {
            Self::Fail => " -all",
            Self::SoftFail => " ~all",
            Self::Neutral => " ?all",
        }
    }
}

/// Why a text is no SPF record, or none that works.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpfError {
    /// It can't be read.
    #[error("must be a valid SPF record")]
    Malformed,
    /// Receivers give up on it.
    #[error("needs {0} look-ups, more than the 10 that receivers make")]
    TooManyLookups(usize),
    /// What is to be included is no host.
    #[error("{0}: {1}")]
    Include(String, TargetError),
}

/// Makes an SPF record of the records that it includes.
///
/// # Errors
/// When an include is no host, or there are more than receivers look up.
pub fn spf_record<I: AsRef<str>>(
    includes: impl IntoIterator<Item = I>,
    all: SpfAll,
) -> Result<String, SpfError> {
    let mut record = "v=spf1".to_owned();
    for include in includes {
        let include = include.as_ref();
        let host: Target = include
            .parse()
            .map_err(|error| SpfError::Include(include.to_owned(), error))?;
        record.push_str(&format!(" include:{host}"));
    }
    record.push_str(all.term());
    check(&record)?;
    Ok(record)
}

/// Makes an SPF record of terms as mailbox hosts name them, such as `include:spf.example.com`; each
/// once.
///
/// # Errors
/// When a term is none, or there are more look-ups than receivers make.
pub fn spf_of_terms<T: AsRef<str>>(
    terms: impl IntoIterator<Item = T>,
    all: SpfAll,
) -> Result<String, SpfError> {
    let mut seen: Vec<String> = Vec::new();
    for term in terms {
        let term = term.as_ref();
        let is_one = !term.is_empty() && term.chars().all(|c| c.is_ascii_graphic());
        // What comes after it would never be looked at.
        let ends = term.trim_start_matches(['+', '-', '~', '?']);
        if !is_one || ends.eq_ignore_ascii_case("all") {
            return Err(SpfError::Malformed);
        }
        if !seen.iter().any(|one| one == term) {
            seen.push(term.to_owned());
        }
    }
    let mut record = "v=spf1".to_owned();
    for term in &seen {
        record.push(' ');
        record.push_str(term);
    }
    record.push_str(all.term());
    check(&record)?;
    Ok(record)
}

/// Checks a text that begins with `v=spf1`.
pub(super) fn check(text: &str) -> Result<(), SpfError> {
    let spf = Spf::parse(text.as_bytes()).map_err(|_| SpfError::Malformed)?;
    if !text.split_ascii_whitespace().all(has_good_address) {
        return Err(SpfError::Malformed);
    }
    let asks = |mechanism: &Mechanism| {
        matches!(
            mechanism,
            Mechanism::Include { .. }
                | Mechanism::A { .. }
                | Mechanism::Mx { .. }
                | Mechanism::Ptr { .. }
                | Mechanism::Exists { .. }
        )
    };
    let terms = spf.directives.iter().filter(|one| asks(&one.mechanism));
    let lookups = terms.count() + usize::from(spf.redirect.is_some());
    if lookups > MAX_LOOKUPS {
        return Err(SpfError::TooManyLookups(lookups));
    }
    Ok(())
}

/// Whether a term has an address and a prefix that fit, if it has to have them. mail-auth (0.11.2)
/// lets numbers over 255 pass.
fn has_good_address(term: &str) -> bool {
    let term = term.trim_start_matches(['+', '-', '~', '?']);
    let Some((kind, network)) = term.split_once(':') else {
        return true;
    };
    let (address, prefix) = match network.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (network, None),
    };
    let most = match kind.to_ascii_lowercase().as_str() {
        "ip4" if address.parse::<Ipv4Addr>().is_ok() => 32,
        "ip6" if address.parse::<Ipv6Addr>().is_ok() => 128,
        "ip4" | "ip6" => return false,
        _ => return true,
    };
    prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|prefix| prefix <= most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_made_of_includes() {
        let google = spf_record(["_spf.google.com"], SpfAll::SoftFail);
        assert_eq!(google.as_deref(), Ok("v=spf1 include:_spf.google.com ~all"));
        let none = spf_record::<&str>([], SpfAll::Fail);
        assert_eq!(none.as_deref(), Ok("v=spf1 -all"));
        let hosts: Vec<_> = (0..11).map(|n| format!("h{n}.example.com")).collect();
        spf_record(&hosts[..10], SpfAll::Neutral).expect("ten");
        let eleven = spf_record(&hosts, SpfAll::Neutral);
        assert_eq!(eleven, Err(SpfError::TooManyLookups(11)));
        for wrong in ["", "a b.example.com", "example", "-all"] {
            let made = spf_record([wrong], SpfAll::Fail);
            assert!(matches!(made, Err(SpfError::Include(..))), "{wrong}");
        }
    }

    #[test]
    fn records_are_made_of_terms() {
        let terms = [
            "include:a.example.com",
            "a:b.example.com",
            "a:b.example.com",
        ];
        let made = spf_of_terms(terms, SpfAll::SoftFail);
        let expected = "v=spf1 include:a.example.com a:b.example.com ~all";
        assert_eq!(made.as_deref(), Ok(expected));
        for wrong in [
            "",
            "a b",
            "all",
            "-all",
            "include:",
            "ip4:300.0.0.1",
            "\u{fc}",
        ] {
            let made = spf_of_terms([wrong], SpfAll::SoftFail);
            assert_eq!(made, Err(SpfError::Malformed), "{wrong}");
        }
        let many: Vec<_> = (0..11).map(|n| format!("a:h{n}.example.com")).collect();
        let made = spf_of_terms(&many, SpfAll::SoftFail);
        assert_eq!(made, Err(SpfError::TooManyLookups(11)));
    }

    #[test]
    fn only_terms_that_ask_count() {
        let addresses: String = (0..20).map(|n| format!(" ip4:192.0.2.{n}")).collect();
        check(&format!("v=spf1{addresses} ip6:2001:db8::/32 -all")).expect("addresses are free");
        let ten =
            "v=spf1 a mx ptr exists:%{i}.x.com include:a.com a:b.com mx:c.com a:d.com/24 a:e.com";
        check(&format!("{ten} redirect=f.com")).expect("ten");
        assert_eq!(
            check(&format!("{ten} a:g.com redirect=f.com")),
            Err(SpfError::TooManyLookups(11))
        );
        for wrong in [
            "v=spf1 include",
            "v=spf1 ip4:300.0.0.1 -all",
            "v=spf1 ip4:192.0.2.1/x -all",
            "v=spf1 -ip4:192.0.2.0/33 -all",
            "v=spf1 IP6:192.0.2.1 -all",
            "v=spf1 ip6:2001:db8::/129 -all",
            "v=spf1 all:x",
        ] {
            assert_eq!(check(wrong), Err(SpfError::Malformed), "{wrong}");
        }
    }
}
