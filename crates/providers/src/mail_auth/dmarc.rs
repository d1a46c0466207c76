//! What becomes of mail that fails.

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::dmarc::{Dmarc, Policy};
use thiserror::Error;

/// What receivers are asked to do with mail that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DmarcPolicy {
    /// Nothing; only to report.
    None,
    /// To treat it as suspicious.
    Quarantine,
    /// To refuse it.
    Reject,
}

/// Why a text is no DMARC record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DmarcError {
    /// It can't be read.
    #[error("must be a valid DMARC record, which begins with v=DMARC1")]
    Malformed,
    /// It does not say what to do.
    #[error("must have a policy: p=none, p=quarantine or p=reject")]
    NoPolicy,
    /// Reports can't be sent there.
    #[error("must be a mail address for reports")]
    Reports,
}

impl DmarcPolicy {
    /// As it stands in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }
}

/// Makes a DMARC record of a policy and the mail address that reports go to.
///
/// # Errors
/// When the address is none.
pub fn dmarc_record(policy: DmarcPolicy, reports: Option<&str>) -> Result<String, DmarcError> {
    let mut record = format!("v=DMARC1; p={}", policy.as_str());
    if let Some(address) = reports {
        // A comma begins another address, a semicolon another tag, an exclamation mark a size.
        let usable = |c: char| c.is_ascii_graphic() && !matches!(c, ',' | ';' | '!' | '"' | '\\');
        let parts = address.split_once('@');
        let good = parts.is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@')
        });
        if !good || address.len() > 254 || !address.chars().all(usable) {
            return Err(DmarcError::Reports);
        }
        record.push_str("; rua=mailto:");
        record.push_str(address);
    }
    check(&record)?;
    Ok(record)
}

/// Checks a text that stands at `_dmarc`.
pub(super) fn check(text: &str) -> Result<(), DmarcError> {
    let dmarc = Dmarc::parse(text.as_bytes()).map_err(|_| DmarcError::Malformed)?;
    if dmarc.p == Policy::Unspecified {
        return Err(DmarcError::NoPolicy);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_made_of_policy_and_address() {
        let made = dmarc_record(DmarcPolicy::None, Some("dmarc@northwind.com"));
        let expected = "v=DMARC1; p=none; rua=mailto:dmarc@northwind.com";
        assert_eq!(made.as_deref(), Ok(expected));
        let made = dmarc_record(DmarcPolicy::Reject, None);
        assert_eq!(made.as_deref(), Ok("v=DMARC1; p=reject"));
        for wrong in [
            "",
            "a",
            "@a.com",
            "a@b",
            "a@b.com,c@d.com",
            "a b@c.com",
            "a@b.com!1m",
            "a@b@c.d",
        ] {
            let made = dmarc_record(DmarcPolicy::Quarantine, Some(wrong));
            assert_eq!(made, Err(DmarcError::Reports), "{wrong}");
        }
    }

    #[test]
    fn a_policy_is_needed() {
        for good in [
            "v=DMARC1; p=none",
            "v=DMARC1;p=reject;sp=none;adkim=s;aspf=r;pct=50;fo=1:d;ri=3600;rua=mailto:a@b.com!10m",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (wrong, error) in [
            ("", DmarcError::Malformed),
            ("p=none", DmarcError::Malformed),
            ("v=DMARC2; p=none", DmarcError::Malformed),
            ("v=DMARC1; p=maybe", DmarcError::Malformed),
            ("v=DMARC1; rua=mailto:a@b.com", DmarcError::NoPolicy),
        ] {
            assert_eq!(check(wrong), Err(error), "{wrong}");
        }
    }
}
