//! `format`: the ones that say what a string looks like.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{At, Issues};

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $test:expr, $words:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(text: &str, at: &At<'_>, issues: &mut Issues) {
            let test: fn(&str) -> bool = $test;
            if !test(text) {
                issues.add(at, concat!("must be ", $words));
            }
        }
    )*};
}

formats! {
    /// `date-time` (RFC 3339).
    date_time = is_date_time, "a date and time such as 2026-11-04T09:30:00Z";
    /// `date` (RFC 3339).
    date = is_date, "a date such as 2026-11-04";
    /// `time` (RFC 3339).
    time = |text| time_of_day(text).is_some(), "a time such as 09:30:00Z";
    /// `uuid` (RFC 9562).
    uuid = is_uuid, "a UUID";
    /// `ipv4`.
    ipv4 = |text| text.parse::<Ipv4Addr>().is_ok(), "an IPv4 address";
    /// `ipv6`.
    ipv6 = |text| text.parse::<Ipv6Addr>().is_ok(), "an IPv6 address";
    /// `ip`: either.
    ip = |text| text.parse::<std::net::IpAddr>().is_ok(), "an IP address";
    /// `uri` (RFC 3986).
    uri = is_uri, "an absolute URI";
    /// `email` (RFC 5321, without quoted names and address literals).
    email = is_email, "an email address";
    /// `hostname` (RFC 1123).
    hostname = is_hostname, "a host name";
    /// `byte` (RFC 4648, padded).
    base64 = is_base64, "base64";
}

fn is_date_time(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(['T', 't']) else {
        return false;
    };
    is_date(day) && time_of_day(rest).is_some()
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) =
        (digits(&text[..4]), digits(&text[5..7]), digits(&text[8..]))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// A time with its offset. A leap second is only possible in the last minute of a UTC day.
fn time_of_day(text: &str) -> Option<()> {
    let (clock, mut rest) = text.split_at_checked(8)?;
    if !text.is_ascii() || clock.as_bytes()[2] != b':' || clock.as_bytes()[5] != b':' {
        return None;
    }
    let (hour, minute, second) = (
        digits(&clock[..2])?,
        digits(&clock[3..5])?,
        digits(&clock[6..])?,
    );
    if let Some(fraction) = rest.strip_prefix('.') {
        let end = fraction
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(fraction.len());
        if end == 0 {
            return None;
        }
        rest = &fraction[end..];
    }
    let offset = offset_minutes(rest)?;
    let utc = (i64::from(hour * 60 + minute) - offset).rem_euclid(24 * 60);
    let is_leap_second = second == 60 && utc == 24 * 60 - 1;
    (hour < 24 && minute < 60 && (second < 60 || is_leap_second)).then_some(())
}

fn offset_minutes(text: &str) -> Option<i64> {
    if text == "Z" || text == "z" {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text[1..].split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * i64::from(hours * 60 + minutes))
}

/// A number of nothing but digits; `parse` alone would take a sign.
fn digits(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let needs_host = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let has_host = rest
        .strip_prefix("//")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':']));
    is_scheme && (has_host || !needs_host) && has_uri_characters(rest)
}

fn has_uri_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
    let mut index = 0;
    while index < bytes.len() {
        let escaped = bytes[index] == b'%'
            && bytes
                .get(index + 1..index + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        match (escaped, allowed(bytes[index])) {
            (true, _) => index += 3,
            (_, true) => index += 1,
            _ => return false,
        }
    }
    bytes.iter().filter(|byte| **byte == b'#').count() <= 1
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= 64
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(atom))
        && is_hostname(domain)
}

fn is_hostname(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let is_data = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && text.len() - data.len() <= 2 && data.bytes().all(is_data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(test: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(test(text), "{text} should pass");
        }
        for text in bad {
            assert!(!test(text), "{text} should fail");
        }
    }

    #[test]
    fn dates_and_times() {
        each(
            is_date,
            &["2024-02-29", "2026-11-04"],
            &[
                "2026-02-29",
                "2026-13-01",
                "2026-00-01",
                "26-11-04",
                "2026-1-04",
                "+026-11-04",
                "2026-11-04 ",
            ],
        );
        each(
            is_date_time,
            &[
                "2026-11-04T09:30:00Z",
                "2026-11-04t09:30:00.123456789z",
                "2026-11-04T23:59:60Z",
                "2026-11-05T01:29:60+01:30",
                "2026-11-04T09:30:00-08:00",
            ],
            &[
                "2026-11-04",
                "2026-11-04 09:30:00Z",
                "2026-11-04T09:30:00",
                "2026-11-04T24:00:00Z",
                "2026-11-04T09:30:60Z",
                "2026-11-04T09:30:00.Z",
                "2026-11-04T09:30:00+1:00",
                "2026-11-04T09:30Z",
                "é026-11-04T09:30:00Z",
            ],
        );
    }

    #[test]
    fn names_and_addresses() {
        each(
            is_hostname,
            &["a", "try-northwind.com", "xn--bcher-kva.example"],
            &["", "-a.com", "a-.com", "a..b", "a_b.com", "büro.com", "a."],
        );
        each(
            is_email,
            &["jane.doe@try-northwind.com", "a+b@c"],
            &["jane", "@c", ".a@c", "a..b@c", "a b@c", "a@", "a@-c"],
        );
        each(
            is_uuid,
            &["8e03978e-40d5-43dd-bc93-6894a57f9324"],
            &[
                "8e03978e40d543ddbc936894a57f9324",
                "8e03978e-40d5-43dd-bc93-6894a57f932g",
            ],
        );
        each(
            is_uri,
            &[
                "https://northwind.com/a?b=c#d",
                "mailto:a@b.c",
                "urn:x:y",
                "http://[::1]:80/%20",
            ],
            &[
                "northwind.com",
                "/a",
                "https://",
                "https:///x",
                "https://a b",
                "https://a/%2",
                "https://a/é",
                "1http://a",
                "https://a#b#c",
            ],
        );
    }

    #[test]
    fn base64_is_padded() {
        each(
            is_base64,
            &["", "QQ==", "QUI=", "QUJD", "+/+/"],
            &["QQ", "QQ=", "Q===", "QU-_", "=QQQ"],
        );
    }
}
