//! The operations of the tag.

use simpleinboxes_server::{
    AddDomainSendingToolError, AddDomainSendingToolParams, BulkUpdateDnsError, BulkUpdateDnsParams,
    Domains, GetDomainError, GetDomainHistoryError, GetDomainHistoryParams,
    GetDomainNameserversError, GetDomainNameserversParams, GetDomainParams, ListDomainActionsError,
    ListDomainActionsParams, ListDomainInboxesError, ListDomainInboxesParams, ListDomainsError,
    ListDomainsParams, RetryDomainActionError, RetryDomainActionParams, ReuploadDomainError,
    ReuploadDomainParams, SearchDomainsBatchError, SearchDomainsError, SearchDomainsParams,
    UpdateDomainFulfillmentSettingsError, UpdateDomainFulfillmentSettingsParams,
    runtime::{Context, Success},
};
use simpleinboxes_types as types;

use super::{actions, history, named, read, search, settings, tool};
use crate::{app::App, auth::Caller, dns, inboxes, nameservers};

impl Domains for App {
    type Caller = Caller;

    async fn list_domains(
        &self,
        cx: Context<Caller>,
        params: ListDomainsParams,
    ) -> Result<Success<types::DomainListResponse>, ListDomainsError> {
        read::list(self, &cx.caller, params).await
    }

    async fn search_domains(
        &self,
        _cx: Context<Caller>,
        params: SearchDomainsParams,
    ) -> Result<Success<types::DomainAvailabilityListResponse>, SearchDomainsError> {
        search::search(self, params).await
    }

    async fn search_domains_batch(
        &self,
        _cx: Context<Caller>,
        body: types::SearchDomainsBatchRequest,
    ) -> Result<Success<types::DomainAvailabilityBatchResponse>, SearchDomainsBatchError> {
        search::batch(self, body).await
    }

    async fn bulk_update_dns(
        &self,
        cx: Context<Caller>,
        _params: BulkUpdateDnsParams,
        body: types::BulkUpdateDnsRequest,
    ) -> Result<Success<types::BulkDnsUpdateResponse>, BulkUpdateDnsError> {
        dns::bulk_update_dns(self, &cx, &body).await
    }

    async fn get_domain(
        &self,
        cx: Context<Caller>,
        params: GetDomainParams,
    ) -> Result<Success<types::DomainDetailResponse>, GetDomainError> {
        read::one(self, &cx.caller, params).await
    }

    async fn list_domain_inboxes(
        &self,
        cx: Context<Caller>,
        params: ListDomainInboxesParams,
    ) -> Result<Success<types::InboxListResponse>, ListDomainInboxesError> {
        let scoped = self.store.scoped(&cx.caller.tenant);
        let (domain, _) = named::<ListDomainInboxesError>(&scoped, &params.domain).await?;
        inboxes::of_domain(self, &cx.caller, domain.id, &params).await
    }

    async fn get_domain_nameservers(
        &self,
        cx: Context<Caller>,
        params: GetDomainNameserversParams,
    ) -> Result<Success<types::DomainNameserversResponse>, GetDomainNameserversError> {
        nameservers::get(self, &cx.caller, params).await
    }

    async fn get_domain_history(
        &self,
        cx: Context<Caller>,
        params: GetDomainHistoryParams,
    ) -> Result<Success<types::DomainEventListResponse>, GetDomainHistoryError> {
        history::list(self, &cx.caller, params).await
    }

    async fn list_domain_actions(
        &self,
        cx: Context<Caller>,
        params: ListDomainActionsParams,
    ) -> Result<Success<types::DomainActionListResponse>, ListDomainActionsError> {
        actions::list(self, &cx.caller, params).await
    }

    async fn retry_domain_action(
        &self,
        cx: Context<Caller>,
        params: RetryDomainActionParams,
    ) -> Result<Success<types::DomainActionResponse>, RetryDomainActionError> {
        actions::retry(self, &cx.caller, params).await
    }

    async fn reupload_domain(
        &self,
        cx: Context<Caller>,
        params: ReuploadDomainParams,
    ) -> Result<Success<types::DomainActionResponse>, ReuploadDomainError> {
        tool::reupload(self, &cx, params).await
    }

    async fn add_domain_sending_tool(
        &self,
        cx: Context<Caller>,
        params: AddDomainSendingToolParams,
        body: types::AddDomainSendingToolRequest,
    ) -> Result<Success<types::DomainSendingToolChangeResponse>, AddDomainSendingToolError> {
        tool::attach(self, &cx, params, body).await
    }

    async fn update_domain_fulfillment_settings(
        &self,
        cx: Context<Caller>,
        params: UpdateDomainFulfillmentSettingsParams,
        body: types::UpdateDomainFulfillmentSettingsRequest,
    ) -> Result<Success<types::DomainFulfillmentUpdateResponse>, UpdateDomainFulfillmentSettingsError>
    {
        settings::update(self, &cx.caller, params, body).await
    }
}
