//! Whether records that claim to be SPF, DKIM or DMARC are.

use aws_lc_rs::signature::{
    ED25519, ParsedPublicKey, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, VerificationAlgorithm,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use mail_auth::Error;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dkim::DkimError;
use simpleinboxes_core::dns::{Field, FieldError, Issue, MailText, Record, RecordData};

use super::{dmarc, spf};

/// The sizes of RSA keys that receivers take.
pub const DKIM_KEY_BITS: std::ops::RangeInclusive<usize> = 1024..=8192;

/// Checks a record of a kind that has rules of its own: SPF by its beginning, DKIM and DMARC by
/// where it stands. Others pass.
///
/// # Errors
/// What is wrong with its content.
pub fn check_record(record: &Record) -> Result<(), FieldError> {
    let (Some(kind), RecordData::Txt(text)) = (record.mail_text(), &record.data) else {
        return Ok(());
    };
    let text = text.as_str();
    let checked = match kind {
        MailText::Spf => spf::check(text).map_err(|error| error.to_string()),
        MailText::Dmarc => dmarc::check(text).map_err(|error| error.to_string()),
        MailText::Dkim => dkim(text).map_err(str::to_owned),
    };
    checked.map_err(|words| FieldError {
        field: Field::Content,
        issue: Issue::Other(words),
    })
}

/// A key record (RFC 6376, 3.6.1). One with an empty key is good: the key was revoked.
fn dkim(text: &str) -> Result<(), &'static str> {
    let malformed = "must be a valid DKIM record, such as v=DKIM1; k=rsa; p=…";
    match DomainKey::parse(text.as_bytes()) {
        Err(Error::Dkim(DkimError::RevokedPublicKey)) => return Ok(()),
        Err(_) => return Err(malformed),
        Ok(_) => {}
    }
    // mail-auth reads the record; whether the key in it is one shows only when it is used.
    let tag = |wanted: &str| {
        let mut tags = text.split(';').filter_map(|tag| tag.split_once('='));
        tags.find(|(name, _)| name.trim() == wanted)
            .map(|(_, value)| value.split_whitespace().collect::<String>())
    };
    if let Some((first, _)) = text.split_once('=')
        && first.trim() != "v"
        && tag("v").is_some()
    {
        return Err("must begin with v=DKIM1 if it has a version");
    }
    let algorithm: &'static dyn VerificationAlgorithm = match tag("k").as_deref() {
        None | Some("rsa") => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        _ => &ED25519,
    };
    let key = tag("p").and_then(|key| BASE64_STANDARD.decode(key).ok());
    let key = key.ok_or(malformed)?;
    match ParsedPublicKey::new(algorithm, key) {
        Ok(_) => Ok(()),
        Err(_) => Err("must have a public key in p: RSA of 1,024 to 8,192 bits, or Ed25519"),
    }
}

#[cfg(test)]
mod tests {
    use simpleinboxes_core::dns::{RecordInput, RecordType};

    use super::*;
    use crate::mail_auth::DkimKey;

    fn checked(name: &str, content: &str) -> Result<(), FieldError> {
        let input = RecordInput {
            kind: RecordType::Txt,
            name,
            content,
            ttl: 1,
            priority: None,
            weight: None,
            port: None,
            flags: None,
            tag: None,
        };
        let domain = "try-northwind.com".parse().expect("a domain");
        check_record(&input.check(&domain).expect("a record"))
    }

    const RSA_1024: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDVBGJD6FB42UDZC3jQVgERE1bR1gMo6E\
        7oToTd0+EZ2zB9M4MjKHmydTNHQV/77jLbJ/iW64pBrUtft2sAI/a2lBtxvRDgqeV9cY9uqGDttVxS/qZg7jTGZm\
        ZlUqMVAAlt7QklqmmUwKjUXNRSwPNS2wXk4Ykhq9e0v1SEO6JSOQIDAQAB";

    #[test]
    fn records_are_checked_by_kind() {
        let key = DkimKey::generate().expect("a key").record();
        let small = format!("v=DKIM1; k=rsa; p={RSA_1024}");
        let split = format!("k=rsa; p={} {}", &RSA_1024[..80], &RSA_1024[80..]);
        for (name, content) in [
            ("@", "v=spf1 include:_spf.google.com ~all"),
            ("@", "anything else"),
            ("_dmarc", "v=DMARC1; p=none"),
            ("google._domainkey", key.as_str()),
            ("s._domainkey", small.as_str()),
            ("s._domainkey", split.as_str()),
            ("s._domainkey", "v=DKIM1; p="),
            (
                "s._domainkey",
                "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            ),
            ("_domainkey", "t=y; o=~"),
        ] {
            assert_eq!(checked(name, content), Ok(()), "{content}");
        }
        let late = format!("k=rsa; v=DKIM1; p={RSA_1024}");
        for (name, content) in [
            ("@", "v=spf1 include"),
            ("_dmarc", "v=spf2"),
            ("_dmarc", "p=none"),
            ("s._domainkey", "anything"),
            ("s._domainkey", "v=DKIM2; p=AAAA"),
            ("s._domainkey", "v=DKIM1; k=rsa"),
            ("s._domainkey", "v=DKIM1; k=rsa; p=AAAA"),
            ("s._domainkey", "v=DKIM1; k=dsa; p=AAAA"),
            ("s._domainkey", late.as_str()),
        ] {
            let error = checked(name, content).expect_err(content);
            assert_eq!(error.field, Field::Content);
        }
    }
}
