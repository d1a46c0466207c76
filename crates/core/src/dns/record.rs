//! A record that was checked.

use std::fmt;

use super::{MailText, RecordData, RecordName, RecordType, Ttl};

/// A record that was checked by itself. Whether it goes together with others is a question of
/// [`super::check_addition`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Record {
    /// Its full name.
    pub name: RecordName,
    /// For how long it may be kept.
    pub ttl: Ttl,
    /// What it says.
    pub data: RecordData,
}

impl Record {
    /// Its type.
    #[must_use]
    pub const fn kind(&self) -> RecordType {
        self.data.kind()
    }

    /// The kind of text that it is, of which its name can have one only.
    #[must_use]
    pub fn mail_text(&self) -> Option<MailText> {
        let RecordData::Txt(text) = &self.data else {
            return None;
        };
        if is_spf(text.as_str()) {
            Some(MailText::Spf)
        } else if self.name.is_of_dmarc() {
            Some(MailText::Dmarc)
        } else if self.name.is_of_dkim() {
            Some(MailText::Dkim)
        } else {
            None
        }
    }

    /// Whether the two are one record by the API's rules: the same type, name and content. An `SRV`
    /// has its port and a `CAA` its tag besides, without which `issue` and `issuewild` of one
    /// authority would be one record.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.name == other.name
            && self.kind() == other.kind()
            && self.data.content() == other.data.content()
            && self.data.port() == other.data.port()
            && self.data.tag() == other.data.tag()
    }
}

impl fmt::Display for Record {
    /// `MX try-northwind.com: smtp.google.com`, at most 300 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = self.data.content();
        let mut shown: String = content.chars().take(100).collect();
        if shown.len() < content.len() {
            shown.push('…');
        }
        let name: String = self.name.as_str().chars().take(180).collect();
        write!(f, "{} {name}: {shown}", self.kind())
    }
}

/// Whether a text says of itself that it is an SPF record.
fn is_spf(text: &str) -> bool {
    text.get(..6)
        .is_some_and(|start| start.eq_ignore_ascii_case("v=spf1"))
        && matches!(text.as_bytes().get(6), None | Some(b' '))
}
