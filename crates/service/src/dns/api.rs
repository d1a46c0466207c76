//! The operations of the tag.

use simpleinboxes_core::id::DnsRecordId;
use simpleinboxes_server::{
    CreateDnsRecordError, CreateDnsRecordParams, DeleteDnsRecordError, DeleteDnsRecordParams,
    DnsRecords, ListDnsRecordsError, ListDnsRecordsParams, SetDomainForwardingError,
    SetDomainForwardingParams, SyncDnsError, SyncDnsParams, SyncDnsRecordError,
    SyncDnsRecordParams,
    runtime::{Context, Success},
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    Direction, convert, forward,
    refuse::{refuse, unsynced},
    sync,
    sync::tell,
    sync_record,
    wanted::{self, NO_RECORD},
};
use crate::{
    app::App,
    auth::Caller,
    domains, idempotent,
    transact::{self, OrFault as _},
    wire,
};

impl DnsRecords for App {
    type Caller = Caller;

    async fn list_dns_records(
        &self,
        cx: Context<Caller>,
        params: ListDnsRecordsParams,
    ) -> Result<Success<types::DnsRecordListResponse>, ListDnsRecordsError> {
        type Error = ListDnsRecordsError;
        let scoped = self.store.scoped(&cx.caller.tenant);
        let domain = domains::of_name::<Error>(&scoped, &params.domain).await?;
        let page = wire::page_request::<_, Error>(&params.limit, params.cursor.as_ref())?;
        let kind = params.type_.as_ref().and_then(convert::kind_wanted);
        let page = scoped.dns_records(domain.id, kind, page).await;
        let page = page.or_fault::<Error>()?;
        let (data, pagination) = wire::page(page, |one| convert::record(one, &domain.name))?;
        Ok(types::DnsRecordListResponse {
            success: types::SuccessFlag::default(),
            data,
            pagination,
            extra: Extra::default(),
        }
        .into())
    }

    async fn create_dns_record(
        &self,
        cx: Context<Caller>,
        params: CreateDnsRecordParams,
        body: types::CreateDnsRecordRequest,
    ) -> Result<Success<types::DnsRecordResponse>, CreateDnsRecordError> {
        type Error = CreateDnsRecordError;
        let scoped = self.store.scoped(&cx.caller.tenant);
        let domain = domains::of_name::<Error>(&scoped, &params.domain).await?;
        let name = wanted::name_of::<Error>(&domain)?;
        let record = wanted::record::<Error>(&body, &name)?;
        idempotent::run(&self.store, &cx, async |tx| {
            let scoped = tx.scoped(&cx.caller.tenant);
            let added = scoped.add_dns_record(domain.id, &record).await;
            let added = added.map_err(refuse::<Error>)?;
            let data = convert::record(added, &domain.name)?;
            Ok::<_, Error>(types::DnsRecordResponse::from(data))
        })
        .await
    }

    async fn delete_dns_record(
        &self,
        cx: Context<Caller>,
        params: DeleteDnsRecordParams,
    ) -> Result<Success<types::DnsRecordResponse>, DeleteDnsRecordError> {
        type Error = DeleteDnsRecordError;
        let scoped = self.store.scoped(&cx.caller.tenant);
        let domain = domains::of_name::<Error>(&scoped, &params.domain).await?;
        let id: DnsRecordId = wire::path_id::<_, Error>(&params.record_id, "DNS record")?;
        let was = transact::write(&self.store, async |tx| {
            let scoped = tx.scoped(&cx.caller.tenant);
            let was = scoped.delete_dns_record(domain.id, id).await;
            was.map_err(refuse::<Error>)
        });
        let data = convert::record(was.await?, &domain.name)?;
        Ok(types::DnsRecordResponse::from(data).into())
    }

    async fn sync_dns(
        &self,
        cx: Context<Caller>,
        params: SyncDnsParams,
    ) -> Result<Success<types::DnsSyncReportResponse>, SyncDnsError> {
        type Error = SyncDnsError;
        let caller = &cx.caller.tenant;
        let domain = domains::of_name::<Error>(&self.store.scoped(caller), &params.domain).await?;
        let force = params.force.0;
        let report = sync(self, caller, domain.id, Direction::Both { force }).await;
        let report = report.map_err(unsynced::<Error>)?;
        let told = tell(self, caller, domain.id, &report).await;
        told.map_err(unsynced::<Error>)?;
        let data = convert::report(report, &domain.name, self.clock.now())?;
        Ok(types::DnsSyncReportResponse::from(data).into())
    }

    async fn sync_dns_record(
        &self,
        cx: Context<Caller>,
        params: SyncDnsRecordParams,
        body: types::SyncDnsRecordRequest,
    ) -> Result<Success<types::DnsRecordResponse>, SyncDnsRecordError> {
        type Error = SyncDnsRecordError;
        let caller = &cx.caller.tenant;
        let scoped = self.store.scoped(caller);
        let domain = domains::of_name::<Error>(&scoped, &params.domain).await?;
        let id: DnsRecordId = wire::field_id::<_, Error>(&body.record_id, "/recordId")?;
        let synced = sync_record(self, caller, domain.id, id).await;
        synced.map_err(unsynced::<Error>)?;
        let found = scoped.dns_record(domain.id, id).await.or_fault::<Error>()?;
        let data = convert::record(found.ok_or(NO_RECORD)?, &domain.name)?;
        Ok(types::DnsRecordResponse::from(data).into())
    }

    async fn set_domain_forwarding(
        &self,
        cx: Context<Caller>,
        params: SetDomainForwardingParams,
        body: types::SetDomainForwardingRequest,
    ) -> Result<Success<types::DomainForwardingResponse>, SetDomainForwardingError> {
        forward::set(self, &cx.caller, &params.domain, &body).await
    }
}
