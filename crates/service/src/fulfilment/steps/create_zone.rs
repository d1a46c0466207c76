//! Makes a domain's zone at the DNS host, which assigns its nameservers.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::Started;

use super::at_dns_host::Zoned;
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// Makes the zone, unless it is there.
pub(super) struct CreateZone;

#[async_trait]
impl Step for CreateZone {
    fn kind(&self) -> DomainActionType {
        DomainActionType::CreateZone
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let domain = Zoned::of(started, app)?;
        domain.note_before().await?;
        let zone = domain.ensure().await?;
        Ok(json!({ "zone": zone.id, "nameservers": zone.name_servers }))
    }
}
