//! Records in Cloudflare's terms and back.

use simpleinboxes_core::dns::sync::{Found, Raw};
use simpleinboxes_core::dns::{CaaTag, DomainName, Record, RecordData, RecordInput, RecordType};

use super::wire::{self, Data, WrittenRecord};
use crate::dns::HostRecord;

/// A record as Cloudflare takes it. `id` names the one that it is written over.
pub(super) fn written(record: &Record, id: Option<&str>, forwarded: bool) -> WrittenRecord {
    let (content, data) = match &record.data {
        RecordData::Txt(text) => (Some(quoted(text.as_str())), None),
        RecordData::Srv {
            priority,
            weight,
            port,
            target,
        } => {
            let data = Data {
                priority: Some(*priority),
                weight: Some(*weight),
                port: Some(*port),
                target: Some(target.to_string()),
                ..Data::default()
            };
            (None, Some(data))
        }
        RecordData::Caa { flags, tag, value } => {
            let data = Data {
                flags: Some(*flags),
                tag: Some(tag.to_string()),
                value: Some(value.clone()),
                ..Data::default()
            };
            (None, Some(data))
        }
        other => (Some(other.content().into_owned()), None),
    };
    let can_be_proxied = matches!(
        record.kind(),
        RecordType::A | RecordType::Aaaa | RecordType::Cname
    );
    // Whether a record is proxied is left to its owner, once it is there.
    let says = can_be_proxied && (forwarded || id.is_none());
    WrittenRecord {
        id: id.map(str::to_owned),
        kind: record.kind().as_str(),
        name: record.name.to_string(),
        content,
        ttl: record.ttl.get(),
        priority: match record.kind() {
            RecordType::Mx => record.data.priority(),
            _ => None,
        },
        data,
        proxied: says.then_some(forwarded),
    }
}

/// A record that Cloudflare has; nothing for the SOA and NS of the domain itself.
pub(super) fn found(record: wire::Record, domain: &DomainName) -> Option<HostRecord> {
    let is_hosts_own =
        record.name == domain.as_str() && matches!(record.kind.as_str(), "NS" | "SOA");
    if is_hosts_own {
        return None;
    }
    let found = match record.kind.parse::<RecordType>() {
        Err(_) => Found::Foreign(raw(&record)),
        Ok(kind) => match read(&record, kind, domain) {
            Some(valid) => Found::Valid(valid),
            None => Found::Invalid(raw(&record)),
        },
    };
    Some(HostRecord {
        found,
        forwarded: record.proxied.unwrap_or(false),
        id: record.id,
    })
}

fn raw(record: &wire::Record) -> Raw {
    Raw {
        kind: record.kind.clone(),
        name: record.name.to_ascii_lowercase(),
        content: record.content.clone(),
    }
}

fn read(record: &wire::Record, kind: RecordType, domain: &DomainName) -> Option<Record> {
    let none = Data::default();
    let data = record.data.as_ref().unwrap_or(&none);
    let content = match kind {
        RecordType::Txt => unquoted(&record.content)?,
        RecordType::Srv => data.target.clone()?,
        RecordType::Caa => data.value.clone()?,
        _ => record.content.clone(),
    };
    let of = |wanted: RecordType| kind == wanted;
    let tag = match &data.tag {
        Some(tag) if of(RecordType::Caa) => Some(tag.parse::<CaaTag>().ok()?),
        _ => None,
    };
    let input = RecordInput {
        kind,
        name: &record.name,
        content: &content,
        ttl: record.ttl,
        priority: match kind {
            RecordType::Mx => record.priority,
            RecordType::Srv => data.priority,
            _ => None,
        },
        weight: data.weight.filter(|_| of(RecordType::Srv)),
        port: data.port.filter(|_| of(RecordType::Srv)),
        flags: data.flags.filter(|_| of(RecordType::Caa)),
        tag,
    };
    // A name that is not in the domain would be taken for a relative one.
    let valid = input.check(domain).ok()?;
    (valid.name.as_str() == record.name.to_ascii_lowercase()).then_some(valid)
}

/// A text as one quoted string.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// The text that quoted strings stand for (RFC 1035, 5.1); one without quotes stands for itself.
fn unquoted(content: &str) -> Option<String> {
    if !content.starts_with('"') {
        return Some(content.to_owned());
    }
    let mut bytes = Vec::with_capacity(content.len());
    let mut rest = content.bytes();
    let mut inside = false;
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => inside = !inside,
            b'\\' if inside => {
                let next = rest.next()?;
                if next.is_ascii_digit() {
                    let digits = [next, rest.next()?, rest.next()?];
                    bytes.push(str::from_utf8(&digits).ok()?.parse().ok()?);
                } else {
                    bytes.push(next);
                }
            }
            _ if inside => bytes.push(byte),
            b' ' => {}
            _ => return None,
        }
    }
    if inside {
        return None;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive_their_quotes() {
        for text in ["v=spf1 -all", "a \"b\" c", "back\\slash", "ä;\\\"", "\""] {
            assert_eq!(unquoted(&quoted(text)).as_deref(), Some(text));
        }
        for (content, text) in [
            ("plain; text", Some("plain; text")),
            (r#""a" "b""#, Some("ab")),
            (r#""a""b""#, Some("ab")),
            (r#""\195\164""#, Some("ä")),
            (r#""\195""#, None),
            (r#""\999""#, None),
            (r#""open"#, None),
            (r#""a" b"#, None),
            (r#""a\"#, None),
        ] {
            assert_eq!(unquoted(content).as_deref(), text, "{content}");
        }
    }
}
