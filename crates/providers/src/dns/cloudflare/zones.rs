//! Zones at Cloudflare.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta};
use reqwest::Method;
use serde::de::IgnoredAny;
use simpleinboxes_core::dns::DomainName;

use super::Cloudflare;
use super::failure::ZONE_EXISTS;
use super::settings::is_id;
use super::wire::{self, Id, NewZone};
use crate::dns::{DnsHostError, Zone, ZoneStatus};
use crate::error::Outage;

/// Days after which a Free zone that is still pending is deleted.
const PENDING_DAYS: TimeDelta = TimeDelta::days(28);

impl Cloudflare {
    pub(super) async fn zone_of(&self, domain: &DomainName) -> Result<Option<Zone>, DnsHostError> {
        let query = [
            ("name", domain.as_str()),
            ("account.id", self.account.as_str()),
        ];
        let found = self.client.get::<Vec<wire::Zone>>("/zones", &query).await?;
        let zones = found.result.ok_or(Outage::Garbage)?;
        let zone = zones.into_iter().find(|zone| zone.name == domain.as_str());
        Ok(zone.map(mapped).transpose()?)
    }

    pub(super) async fn made_zone(&self, domain: &DomainName) -> Result<Zone, DnsHostError> {
        if let Some(zone) = self.zone_of(domain).await? {
            return Ok(zone);
        }
        let new = NewZone {
            account: Id {
                id: self.account.clone(),
            },
            name: domain.as_str(),
            kind: "full",
        };
        match self.client.send(Method::POST, "/zones", Some(&new)).await {
            Ok(made) => Ok(mapped(made.result.ok_or(Outage::Garbage)?)?),
            // Somebody else was faster; or it is in an account that is not ours.
            Err(failure) if failure.is(&[ZONE_EXISTS]) => {
                self.zone_of(domain).await?.ok_or(failure.error)
            }
            Err(failure) => Err(failure.error),
        }
    }

    pub(super) async fn read_zone(&self, id: &str) -> Result<Option<Zone>, DnsHostError> {
        let Ok(path) = path(id, "") else {
            return Ok(None);
        };
        match self.client.get::<wire::Zone>(&path, &[]).await {
            Ok(found) => Ok(Some(mapped(found.result.ok_or(Outage::Garbage)?)?)),
            Err(failure) if failure.is_missing => Ok(None),
            Err(failure) => Err(failure.error),
        }
    }

    pub(super) async fn look_again(&self, zone: &Zone) -> Result<(), DnsHostError> {
        let path = path(&zone.id, "/activation_check")?;
        let asked = self.client.act::<IgnoredAny>(Method::PUT, &path).await;
        asked.map(|_| ()).map_err(|failure| match failure {
            missing if missing.is_missing => DnsHostError::NoZone,
            other => other.error,
        })
    }

    pub(super) async fn drop_zone(&self, id: &str) -> Result<(), DnsHostError> {
        let Ok(path) = path(id, "") else {
            return Ok(());
        };
        match self.client.act::<Id>(Method::DELETE, &path).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is_missing => Ok(()),
            Err(failure) => Err(failure.error),
        }
    }
}

/// A path below a zone.
pub(super) fn path(id: &str, below: &str) -> Result<String, DnsHostError> {
    if is_id(id) {
        Ok(format!("/zones/{id}{below}"))
    } else {
        Err(DnsHostError::NoZone)
    }
}

fn mapped(zone: wire::Zone) -> Result<Zone, Outage> {
    let status = match zone.status.as_str() {
        "active" => ZoneStatus::Active,
        "pending" | "initializing" => ZoneStatus::Pending,
        "moved" | "deleted" | "deactivated" => ZoneStatus::Moved,
        _ => return Err(Outage::Garbage),
    };
    let name_servers: BTreeSet<String> = zone
        .name_servers
        .unwrap_or_default()
        .iter()
        .map(|name| name.trim_end_matches('.').to_ascii_lowercase())
        .collect();
    if name_servers.is_empty() || !is_id(&zone.id) {
        return Err(Outage::Garbage);
    }
    let made_at = zone
        .created_on
        .and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
    // Paid zones are kept; a plan that is not named is taken for the Free one.
    let is_free = match zone.plan.and_then(|plan| plan.legacy_id) {
        Some(plan) => plan == "free",
        None => true,
    };
    let expires = status == ZoneStatus::Pending && is_free;
    Ok(Zone {
        id: zone.id,
        domain: zone.name.parse().map_err(|_| Outage::Garbage)?,
        status,
        name_servers: name_servers.into_iter().collect(),
        expires_at: made_at
            .filter(|_| expires)
            .map(|made| made.to_utc() + PENDING_DAYS),
    })
}
