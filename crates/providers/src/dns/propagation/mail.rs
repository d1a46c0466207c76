//! Whether a domain's mail records are in the public DNS.

use futures::future::join_all;
use hickory_proto::rr::{RData, Record as WireRecord, RecordType as WireType};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::verdict::{MailCheckStatus, mail_check};
use simpleinboxes_core::dns::{RecordName, RecordType};

use super::Propagation;
use super::ask::Budget;
use super::walk::{host, text};

/// Contents of one kind that are told, at most.
const MOST: usize = 10;

/// What should be at one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The name.
    pub name: RecordName,
    /// `MX`, `TXT` or, for DKIM, `CNAME`.
    pub kind: RecordType,
    /// The contents; of an `MX` `PRIORITY HOST`. Empty as long as they are not known.
    pub contents: Vec<String>,
}

/// What should be there of each kind. A kind can stand at several names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailRecords {
    /// Mail servers.
    pub mx: Vec<Expected>,
    /// Who may send. Of the texts of the name only those that begin with `v=spf1` count.
    pub spf: Vec<Expected>,
    /// Keys.
    pub dkim: Vec<Expected>,
    /// The policy. Of the texts of the name only those that begin with `v=DMARC1` count.
    pub dmarc: Vec<Expected>,
}

/// One kind of mail record as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLook {
    /// Whether it is as it should be.
    pub status: MailCheckStatus,
    /// What should be there, at most 10.
    pub expected: Vec<String>,
    /// What is there, at most 10.
    pub found: Vec<String>,
    /// When it was looked up.
    pub checked_at: Timestamp,
}

impl Propagation {
    /// Looks up mail records where the public DNS leads: MX, SPF, DKIM and DMARC, in this order.
    pub async fn mail(&self, expected: &MailRecords, now: Timestamp) -> [MailLook; 4] {
        let budget = Budget::of(&self.settings);
        let (mx, spf, dkim, dmarc) = tokio::join!(
            self.kind(&budget, &expected.mx, "", now),
            self.kind(&budget, &expected.spf, "v=spf1", now),
            self.kind(&budget, &expected.dkim, "", now),
            self.kind(&budget, &expected.dmarc, "v=DMARC1", now),
        );
        [mx, spf, dkim, dmarc]
    }

    async fn kind(
        &self,
        budget: &Budget,
        expected: &[Expected],
        beginning: &str,
        now: Timestamp,
    ) -> MailLook {
        let looks = expected
            .iter()
            .map(|one| self.contents(budget, one, beginning));
        let found: Option<Vec<Vec<String>>> = join_all(looks).await.into_iter().collect();
        let statuses = expected.iter().enumerate().map(|(index, one)| {
            let found = found.as_ref().and_then(|all| all.get(index));
            mail_check(&one.contents, found.map(Vec::as_slice))
        });
        let status = worst(statuses);
        let told = |all: Vec<String>| {
            let mut all = all;
            all.truncate(MOST);
            all
        };
        let contents = expected.iter().flat_map(|one| one.contents.clone());
        MailLook {
            status,
            expected: told(contents.collect()),
            found: told(found.unwrap_or_default().into_iter().flatten().collect()),
            checked_at: now,
        }
    }

    /// The contents of a name and type; nothing when no answer came.
    async fn contents(
        &self,
        budget: &Budget,
        expected: &Expected,
        beginning: &str,
    ) -> Option<Vec<String>> {
        let name = host(expected.name.as_str())?;
        let kind: WireType = expected.kind.as_str().parse().ok()?;
        let records = self.records(budget, &name, kind).await?;
        let mut contents: Vec<String> = records.iter().filter_map(content).collect();
        contents.retain(|text| {
            let start = text.get(..beginning.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(beginning)
        });
        contents.sort();
        Some(contents)
    }
}

/// Several names of one kind are as good as the worst of them. None at all is not known.
fn worst(statuses: impl Iterator<Item = MailCheckStatus>) -> MailCheckStatus {
    let rank = |status: &MailCheckStatus| match status {
        MailCheckStatus::Ok => 0,
        MailCheckStatus::Unknown => 1,
        MailCheckStatus::Missing => 2,
        MailCheckStatus::Wrong => 3,
    };
    statuses
        .max_by_key(rank)
        .unwrap_or(MailCheckStatus::Unknown)
}

fn content(record: &WireRecord) -> Option<String> {
    match &record.data {
        RData::MX(mx) if mx.exchange.is_root() => Some(format!("{} .", mx.preference)),
        RData::MX(mx) => Some(format!("{} {}", mx.preference, text(&mx.exchange))),
        RData::CNAME(target) => Some(text(&target.0)),
        RData::TXT(txt) => {
            let bytes = txt.txt_data.concat();
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
        _ => None,
    }
}
