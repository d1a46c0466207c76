//! DNS Records.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// SPF, DKIM, DMARC, MX and custom records of every domain. Every edit is synced to the DNS host by itself.
pub trait DnsRecords: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// List the DNS records of a domain
    ///
    /// `GET /domains/{domain}/dns`
    ///
    /// Lists all DNS records of a domain as they stand here, newest first, those that the service manages (MX, SPF, DKIM, DMARC) and your own; `syncStatus` tells whether the DNS host has them too. The SOA and NS records of the domain itself belong to the DNS host and are not listed. A domain has at most 1,000 records. A domain that the key cannot see answers 404. Needs the scope `read`.
    fn list_dns_records(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListDnsRecordsParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DnsRecordListResponse>,
            ListDnsRecordsError,
        >,
    > + Send;
    /// Add a DNS record
    ///
    /// `POST /domains/{domain}/dns`
    ///
    /// Adds a record of your own to a domain and queues its sync with the DNS host. It is checked as DNS, and what is wrong is 400: the content must be what its type asks for; the name must lie in the domain; `NS` only below the domain itself; the fields that a type needs must be there and no others; a text that begins with `v=spf1` must be a valid SPF record whose own terms need at most 10 look-ups; records at `_dmarc` and below `_domainkey` must be valid DMARC and DKIM records. What does not go together with the records that are there is 409, whose message names the other record: the same type, name and content once more; a CNAME beside any other record of its name; a second SPF or DMARC record of a name; anything that a managed record stands for already. 409 is also the answer for the 1,001st record, for a domain that has no zone yet or is not `provisioning` or `active`, and for an `Idempotency-Key` that is in use. A domain that the key cannot see answers 404. Needs the scope `write`.
    fn create_dns_record(
        &self,
        cx: rt::Context<Self::Caller>,
        params: CreateDnsRecordParams,
        body: types::CreateDnsRecordRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DnsRecordResponse>,
            CreateDnsRecordError,
        >,
    > + Send;
    /// Delete a DNS record
    ///
    /// `DELETE /domains/{domain}/dns/{recordId}`
    ///
    /// Deletes a record of your own. It is gone from the lists at once, and its deletion at the DNS host is queued; the answer shows it as it was. A managed record can't be deleted: 409, as is a domain that is not `provisioning` or `active`. A domain that the key cannot see and a record that is not this domain's, or was deleted before, answer 404. Needs the scope `write`.
    fn delete_dns_record(
        &self,
        cx: rt::Context<Self::Caller>,
        params: DeleteDnsRecordParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DnsRecordResponse>,
            DeleteDnsRecordError,
        >,
    > + Send;
    /// Sync all DNS records with the DNS host
    ///
    /// `POST /domains/{domain}/dns/sync`
    ///
    /// Reconciles all records of a domain with the DNS host now, in both directions, and reports what was done. Managed records are always written as they stand here. Of your own records, what changed on one side since the last sync is carried over to the other, so that records which were added, changed or deleted at the host are added, changed or deleted here; what changed on both sides differently is left alone and reported as a conflict, to be settled with `POST /domains/{domain}/dns/sync-record` or by deleting the record here. Records at the host of a type that this API does not have stay as they are. The plan is made first: when it would delete more than 30% of the records of either side, nothing is done and the answer is 409, unless `force` is true. 409 is also the answer while another sync of the domain runs, and for a domain that has no zone. When the DNS host fails, the answer is 502; what was done before the failure stays done, and the next sync goes on from there. A domain that the key cannot see answers 404. Needs the scope `write`.
    fn sync_dns(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SyncDnsParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DnsSyncReportResponse>,
            SyncDnsError,
        >,
    > + Send;
    /// Sync one DNS record with the DNS host
    ///
    /// `POST /domains/{domain}/dns/sync-record`
    ///
    /// Writes one record to the DNS host now, as it stands here, whatever the host has in its place; this also settles a conflict in favour of what stands here. The answer shows the record after that, `synced`. While another sync of the domain runs, and for a domain that has no zone, the answer is 409. When the DNS host fails or refuses the record, it is 502, and the record shows why in `syncError`. A domain that the key cannot see and a record that is not this domain's answer 404. Needs the scope `write`.
    fn sync_dns_record(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SyncDnsRecordParams,
        body: types::SyncDnsRecordRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DnsRecordResponse>,
            SyncDnsRecordError,
        >,
    > + Send;
    /// Configure the forwarding of a domain
    ///
    /// `POST /domains/{domain}/dns/forwarding`
    ///
    /// Sets where web visitors of the domain and of its `www` are sent, and how, or switches forwarding off. The change is queued as a `set_forwarding` action, which also keeps the managed records that forwarding needs. `url` is required when `enabled` is true and is the same setting as `forwardingUrl` in the fulfillment settings; with `enabled` false that override is cleared, and nothing is forwarded whatever the order says, until a URL is set again. A `url` whose host lies in the domain itself is 400. Setting what is set already queues nothing. A domain that has no zone, or is not `provisioning` or `active`, and a `www` that has a record of your own answer 409. A domain that the key cannot see answers 404. Needs the scope `write`.
    fn set_domain_forwarding(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SetDomainForwardingParams,
        body: types::SetDomainForwardingRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::DomainForwardingResponse>,
            SetDomainForwardingError,
        >,
    > + Send;
}
/// Routes the operations of DNS Records to a service.
#[allow(deprecated)]
pub fn dns_records_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/domains/{p2}/dns",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_dns_records::<S, A, G>)
                .post(handle_create_dns_record::<S, A, G>),
        )
        .route(
            "/api/v1/domains/{p2}/dns/{p4}",
            ::axum::routing::MethodRouter::new()
                .delete(handle_delete_dns_record::<S, A, G>),
        )
        .route(
            "/api/v1/domains/{p2}/dns/sync",
            ::axum::routing::MethodRouter::new().post(handle_sync_dns::<S, A, G>),
        )
        .route(
            "/api/v1/domains/{p2}/dns/sync-record",
            ::axum::routing::MethodRouter::new().post(handle_sync_dns_record::<S, A, G>),
        )
        .route(
            "/api/v1/domains/{p2}/dns/forwarding",
            ::axum::routing::MethodRouter::new()
                .post(handle_set_domain_forwarding::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of DNS Records.
pub mod operations {
    use crate::runtime as rt;
    /// `listDnsRecords`.
    pub static LIST_DNS_RECORDS: rt::OperationMeta = rt::OperationMeta::new(
            "listDnsRecords",
            "DNS Records",
            ::http::Method::GET,
            "/domains/{domain}/dns",
        )
        .with_scope("read")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `createDnsRecord`.
    pub static CREATE_DNS_RECORD: rt::OperationMeta = rt::OperationMeta::new(
            "createDnsRecord",
            "DNS Records",
            ::http::Method::POST,
            "/domains/{domain}/dns",
        )
        .with_scope("write")
        .with_idempotency()
        .with_answers(
            &[201u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (409u16, "IDEMPOTENCY_KEY_REUSED"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `deleteDnsRecord`.
    pub static DELETE_DNS_RECORD: rt::OperationMeta = rt::OperationMeta::new(
            "deleteDnsRecord",
            "DNS Records",
            ::http::Method::DELETE,
            "/domains/{domain}/dns/{recordId}",
        )
        .with_scope("write")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `syncDns`.
    pub static SYNC_DNS: rt::OperationMeta = rt::OperationMeta::new(
            "syncDns",
            "DNS Records",
            ::http::Method::POST,
            "/domains/{domain}/dns/sync",
        )
        .with_scope("write")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (502u16, "UPSTREAM_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `syncDnsRecord`.
    pub static SYNC_DNS_RECORD: rt::OperationMeta = rt::OperationMeta::new(
            "syncDnsRecord",
            "DNS Records",
            ::http::Method::POST,
            "/domains/{domain}/dns/sync-record",
        )
        .with_scope("write")
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (502u16, "UPSTREAM_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `setDomainForwarding`.
    pub static SET_DOMAIN_FORWARDING: rt::OperationMeta = rt::OperationMeta::new(
            "setDomainForwarding",
            "DNS Records",
            ::http::Method::POST,
            "/domains/{domain}/dns/forwarding",
        )
        .with_scope("write")
        .with_answers(
            &[202u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
}
/// The parameters of `listDnsRecords`.
#[derive(Clone, Debug)]
pub struct ListDnsRecordsParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
    /// Only the records of this type. All types by default.
    pub type_: ::std::option::Option<types::DnsRecordType>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListDnsRecordsParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("type")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the records of this type. All types by default."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::DnsRecordType >
            as ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("limit")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The most entries to return in this page, 1 to 100. The default is 25."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::PageLimitValue >
            as ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("cursor")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::PageCursorValue >
            as ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `listDnsRecords` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListDnsRecordsError(rt::Failure);
rt::documented!(
    ListDnsRecordsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/domains/{domain}/dns",
        operation_id = "listDnsRecords",
        tag = "DNS Records",
        summary = "List the DNS records of a domain",
        description = "Lists all DNS records of a domain as they stand here, newest first, those that the service manages (MX, SPF, DKIM, DMARC) and your own; `syncStatus` tells whether the DNS host has them too. The SOA and NS records of the domain itself belong to the DNS host and are not listed. A domain has at most 1,000 records. A domain that the key cannot see answers 404. Needs the scope `read`.",
        params(ListDnsRecordsParams),
        responses(
            (
                status = 200,
                description = "A page of records.",
                content(
                    (inline(described::named::DnsRecordListResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_list_dns_records<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_TYPE_: rt::params::Param = rt::params::Param {
        name: "type",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    static PARAM_LIMIT: rt::params::Param = rt::params::Param {
        name: "limit",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Integer),
        required: false,
        default: Some("25"),
    };
    static PARAM_CURSOR: rt::params::Param = rt::params::Param {
        name: "cursor",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::LIST_DNS_RECORDS),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let query = rt::params::Query::parse(
                &exchange.head,
                &["type", "limit", "cursor"],
                &mut issues,
            );
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            let raw = query.get(&PARAM_TYPE_, &mut issues);
            let param_type_: ::std::option::Option<types::DnsRecordType> = PARAM_TYPE_
                .typed(raw, checks::shared::dns_record_type, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_DNS_RECORDS);
            let params = ListDnsRecordsParams {
                domain: rt::params::sure(param_domain)?,
                type_: param_type_,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_dns_records(cx, params).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `createDnsRecord`.
#[derive(Clone, Debug)]
pub struct CreateDnsRecordParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for CreateDnsRecordParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("Idempotency-Key")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Header)
            .required(::utoipa::openapi::Required::False)
            .description(Some("A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of <
            types::IdempotencyKeyValue > as ::utoipa::PartialSchema > ::schema()))
            .build()
        ]
    }
}
/// Why `createDnsRecord` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`, `IDEMPOTENCY_KEY_REUSED`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct CreateDnsRecordError(rt::Failure);
rt::documented!(
    CreateDnsRecordError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, IdempotencyKeyReused = 409,
    PayloadTooLarge = 413, UnsupportedMediaType = 415, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/domains/{domain}/dns",
        operation_id = "createDnsRecord",
        tag = "DNS Records",
        summary = "Add a DNS record",
        description = "Adds a record of your own to a domain and queues its sync with the DNS host. It is checked as DNS, and what is wrong is 400: the content must be what its type asks for; the name must lie in the domain; `NS` only below the domain itself; the fields that a type needs must be there and no others; a text that begins with `v=spf1` must be a valid SPF record whose own terms need at most 10 look-ups; records at `_dmarc` and below `_domainkey` must be valid DMARC and DKIM records. What does not go together with the records that are there is 409, whose message names the other record: the same type, name and content once more; a CNAME beside any other record of its name; a second SPF or DMARC record of a name; anything that a managed record stands for already. 409 is also the answer for the 1,001st record, for a domain that has no zone yet or is not `provisioning` or `active`, and for an `Idempotency-Key` that is in use. A domain that the key cannot see answers 404. Needs the scope `write`.",
        params(CreateDnsRecordParams),
        request_body(
            content(
                (inline(described::named::CreateDnsRecordRequest)= "application/json")
            ),
            description = "The record to add."
        ),
        responses(
            (
                status = 201,
                description = "The record was added, and its sync is queued.",
                content(
                    (inline(described::named::DnsRecordResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Idempotent-Replayed" = inline(described::named::ReplayFlag),
                        description = "`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`; absent when the request was carried out now."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this, or a request with the same `Idempotency-Key` is still running (`CONFLICT`); or the `Idempotency-Key` came before with another body (`IDEMPOTENCY_KEY_REUSED`). Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 413,
                description = "The body is larger than this operation takes: 1 MiB of JSON, unless the operation says otherwise.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 415,
                description = "The body's `Content-Type` is not one that this operation takes, or it is missing.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_create_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CREATE_DNS_RECORD),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let kind = rt::body::media_type(
                exchange,
                operations::CREATE_DNS_RECORD.media_types,
            )?;
            let limit = operations::CREATE_DNS_RECORD
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::dns_records::normalize_create_dns_record_request,
                            ),
                        )
                        .await?;
                    checks::dns_records::create_dns_record_request(
                        &content.value,
                        &rt::check::At::BODY,
                        &mut issues,
                    );
                    content_0 = Some(content);
                }
                _ => {
                    rt::check::missing(&rt::check::At::BODY, &mut issues);
                }
            }
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            let raw = rt::params::header(
                &exchange.head,
                &PARAM_IDEMPOTENCY_KEY,
                &mut issues,
            );
            let param_idempotency_key: ::std::option::Option<
                types::IdempotencyKeyValue,
            > = PARAM_IDEMPOTENCY_KEY
                .typed(raw, checks::shared::idempotency_key_value, &mut issues);
            issues.finish()?;
            let mut cx = exchange.context(caller, &operations::CREATE_DNS_RECORD);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = CreateDnsRecordParams {
                domain: rt::params::sure(param_domain)?,
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.create_dns_record(cx, params, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(201u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(201u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `deleteDnsRecord`.
#[derive(Clone, Debug)]
pub struct DeleteDnsRecordParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
    /// The id of the DNS record (`dns_…`). What is no record of this domain answers 404.
    pub record_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for DeleteDnsRecordParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("recordId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the DNS record (`dns_…`). What is no record of this domain answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `deleteDnsRecord` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct DeleteDnsRecordError(rt::Failure);
rt::documented!(
    DeleteDnsRecordError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        delete,
        path = "/domains/{domain}/dns/{recordId}",
        operation_id = "deleteDnsRecord",
        tag = "DNS Records",
        summary = "Delete a DNS record",
        description = "Deletes a record of your own. It is gone from the lists at once, and its deletion at the DNS host is queued; the answer shows it as it was. A managed record can't be deleted: 409, as is a domain that is not `provisioning` or `active`. A domain that the key cannot see and a record that is not this domain's, or was deleted before, answer 404. Needs the scope `write`.",
        params(DeleteDnsRecordParams),
        responses(
            (
                status = 200,
                description = "The record that was deleted.",
                content(
                    (inline(described::named::DnsRecordResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this. The message names the state and what is allowed in it. Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_delete_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_RECORD_ID: rt::params::Param = rt::params::Param {
        name: "recordId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::DELETE_DNS_RECORD),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 2usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 0usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_RECORD_ID,
                &mut issues,
            )?;
            let param_record_id: ::std::option::Option<types::ResourceRef> = PARAM_RECORD_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::DELETE_DNS_RECORD);
            let params = DeleteDnsRecordParams {
                domain: rt::params::sure(param_domain)?,
                record_id: rt::params::sure(param_record_id)?,
            };
            match mount.service.delete_dns_record(cx, params).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `syncDns`.
#[derive(Clone, Debug)]
pub struct SyncDnsParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
    /// Whether to go ahead even when more than 30% of the records of a side are deleted. False by default.
    pub force: types::DnsSyncForce,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SyncDnsParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("force")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Whether to go ahead even when more than 30% of the records of a side are deleted. False by default."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::DnsSyncForce > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `syncDns` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 502: `UPSTREAM_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct SyncDnsError(rt::Failure);
rt::documented!(
    SyncDnsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, Conflict = 409, RateLimitExceeded = 429, ServerError
    = 500, UpstreamError = 502, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/domains/{domain}/dns/sync",
        operation_id = "syncDns",
        tag = "DNS Records",
        summary = "Sync all DNS records with the DNS host",
        description = "Reconciles all records of a domain with the DNS host now, in both directions, and reports what was done. Managed records are always written as they stand here. Of your own records, what changed on one side since the last sync is carried over to the other, so that records which were added, changed or deleted at the host are added, changed or deleted here; what changed on both sides differently is left alone and reported as a conflict, to be settled with `POST /domains/{domain}/dns/sync-record` or by deleting the record here. Records at the host of a type that this API does not have stay as they are. The plan is made first: when it would delete more than 30% of the records of either side, nothing is done and the answer is 409, unless `force` is true. 409 is also the answer while another sync of the domain runs, and for a domain that has no zone. When the DNS host fails, the answer is 502; what was done before the failure stays done, and the next sync goes on from there. A domain that the key cannot see answers 404. Needs the scope `write`.",
        params(SyncDnsParams),
        responses(
            (
                status = 200,
                description = "Both sides were reconciled, conflicts excepted.",
                content(
                    (inline(described::named::DnsSyncReportResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this. The message names the state and what is allowed in it. Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 502,
                description = "A vendor that had to be asked within this request failed or did not answer in time. `details` names the vendor and what it said.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_sync_dns<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    static PARAM_FORCE: rt::params::Param = rt::params::Param {
        name: "force",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Boolean),
        required: false,
        default: Some("false"),
    };
    let mut call = rt::exchange::Exchange::begin(Some(&operations::SYNC_DNS), request);
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let query = rt::params::Query::parse(
                &exchange.head,
                &["force"],
                &mut issues,
            );
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 2usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            let raw = query.get(&PARAM_FORCE, &mut issues);
            let param_force: ::std::option::Option<types::DnsSyncForce> = PARAM_FORCE
                .typed(raw, checks::dns_records::dns_sync_force, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::SYNC_DNS);
            let params = SyncDnsParams {
                domain: rt::params::sure(param_domain)?,
                force: rt::params::sure(param_force)?,
            };
            match mount.service.sync_dns(cx, params).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `syncDnsRecord`.
#[derive(Clone, Debug)]
pub struct SyncDnsRecordParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SyncDnsRecordParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `syncDnsRecord` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 502: `UPSTREAM_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct SyncDnsRecordError(rt::Failure);
rt::documented!(
    SyncDnsRecordError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, Conflict = 409, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500, UpstreamError
    = 502, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/domains/{domain}/dns/sync-record",
        operation_id = "syncDnsRecord",
        tag = "DNS Records",
        summary = "Sync one DNS record with the DNS host",
        description = "Writes one record to the DNS host now, as it stands here, whatever the host has in its place; this also settles a conflict in favour of what stands here. The answer shows the record after that, `synced`. While another sync of the domain runs, and for a domain that has no zone, the answer is 409. When the DNS host fails or refuses the record, it is 502, and the record shows why in `syncError`. A domain that the key cannot see and a record that is not this domain's answer 404. Needs the scope `write`.",
        params(SyncDnsRecordParams),
        request_body(
            content(
                (inline(described::named::SyncDnsRecordRequest)= "application/json")
            ),
            description = "The record to sync."
        ),
        responses(
            (
                status = 200,
                description = "The DNS host has the record as it stands here.",
                content(
                    (inline(described::named::DnsRecordResponse)= "application/json")
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this. The message names the state and what is allowed in it. Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 413,
                description = "The body is larger than this operation takes: 1 MiB of JSON, unless the operation says otherwise.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 415,
                description = "The body's `Content-Type` is not one that this operation takes, or it is missing.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 502,
                description = "A vendor that had to be asked within this request failed or did not answer in time. `details` names the vendor and what it said.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_sync_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SYNC_DNS_RECORD),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let kind = rt::body::media_type(
                exchange,
                operations::SYNC_DNS_RECORD.media_types,
            )?;
            let limit = operations::SYNC_DNS_RECORD
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(exchange, limit, None).await?;
                    checks::dns_records::sync_dns_record_request(
                        &content.value,
                        &rt::check::At::BODY,
                        &mut issues,
                    );
                    content_0 = Some(content);
                }
                _ => {
                    rt::check::missing(&rt::check::At::BODY, &mut issues);
                }
            }
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 2usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::SYNC_DNS_RECORD);
            let params = SyncDnsRecordParams {
                domain: rt::params::sure(param_domain)?,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.sync_dns_record(cx, params, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(200u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `setDomainForwarding`.
#[derive(Clone, Debug)]
pub struct SetDomainForwardingParams {
    /// The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404.
    pub domain: types::DomainRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SetDomainForwardingParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("domain")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The domain's name, in any case, as Unicode or as its A-label (`xn--…`); it is normalised by IDNA before it is looked up. A name that is no domain of the caller's, or no domain name at all, answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::DomainRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `setDomainForwarding` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct SetDomainForwardingError(rt::Failure);
rt::documented!(
    SetDomainForwardingError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/domains/{domain}/dns/forwarding",
        operation_id = "setDomainForwarding",
        tag = "DNS Records",
        summary = "Configure the forwarding of a domain",
        description = "Sets where web visitors of the domain and of its `www` are sent, and how, or switches forwarding off. The change is queued as a `set_forwarding` action, which also keeps the managed records that forwarding needs. `url` is required when `enabled` is true and is the same setting as `forwardingUrl` in the fulfillment settings; with `enabled` false that override is cleared, and nothing is forwarded whatever the order says, until a URL is set again. A `url` whose host lies in the domain itself is 400. Setting what is set already queues nothing. A domain that has no zone, or is not `provisioning` or `active`, and a `www` that has a record of your own answer 409. A domain that the key cannot see answers 404. Needs the scope `write`.",
        params(SetDomainForwardingParams),
        request_body(
            content(
                (
                    inline(
                        described::named::SetDomainForwardingRequest
                    )= "application/json"
                )
            ),
            description = "The forwarding to set up."
        ),
        responses(
            (
                status = 202,
                description = "The change is queued.",
                content(
                    (
                        inline(
                            described::named::DomainForwardingResponse
                        )= "application/json"
                    )
                ),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 400,
                description = "The request is not as this page says. `details` names every field that is wrong. A query parameter that the operation does not know is also 400 (`query.NAME`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 401,
                description = "No API key came with the request (`MISSING_API_KEY`), or one that is unknown, expired or revoked (`INVALID_API_KEY`).",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 403,
                description = "The key is valid but may not do this: it lacks the scope that the operation needs, or asks for more power than it has itself.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 404,
                description = "There is no such thing, or none that this key can see. The two are not told apart, and a malformed id in the path is one that does not exist.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 409,
                description = "The present state forbids this. The message names the state and what is allowed in it. Nothing was changed.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 413,
                description = "The body is larger than this operation takes: 1 MiB of JSON, unless the operation says otherwise.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 415,
                description = "The body's `Content-Type` is not one that this operation takes, or it is missing.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 429,
                description = "Too many requests in the current window. Nothing was done; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            ),
            (
                status = 500,
                description = "A fault on our side. It is logged under the request id. A request with an `Idempotency-Key` may be repeated safely.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    )
                )
            ),
            (
                status = 503,
                description = "Not able to answer right now, for example while the database cannot be reached. Nothing was changed; wait as `Retry-After` says.",
                content((inline(described::named::ErrorResponse)= "application/json")),
                headers(
                    (
                        "X-Request-Id" = inline(described::named::RequestIdValue),
                        description = "The id under which this request stands in the logs; the same as `error.requestId` in a failure. Quote it when you ask for help."
                    ),
                    (
                        "RateLimit-Limit" = inline(described::named::RequestCount),
                        description = "How many requests the caller may make in the current window. The caller is the API key; a request without a valid key is counted by the address that it came from."
                    ),
                    (
                        "RateLimit-Remaining" = inline(described::named::RequestCount),
                        description = "How many requests are left in the current window, 0 when the next one is answered 429."
                    ),
                    (
                        "RateLimit-Reset" = inline(described::named::DelaySeconds),
                        description = "In how many seconds the current window ends and the full number is available again, rounded up."
                    ),
                    (
                        "Retry-After" = inline(described::named::DelaySeconds),
                        description = "How many seconds to wait before the request is worth repeating."
                    )
                )
            )
        ),
        security(("ApiKeyAuth" = []))
    )
)]
async fn handle_set_domain_forwarding<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DOMAIN: rt::params::Param = rt::params::Param {
        name: "domain",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SET_DOMAIN_FORWARDING),
        request,
    );
    let outcome = mount
        .runtime
        .guard(async {
            let (exchange, runtime) = (&mut call, &*mount.runtime);
            let caller = security::by_api_key_auth(
                    &runtime.authenticator,
                    &exchange.head,
                )
                .await;
            let caller = exchange.admit(&runtime.gate, &runtime.limits, caller).await?;
            let mut issues = rt::check::Issues::new();
            let kind = rt::body::media_type(
                exchange,
                operations::SET_DOMAIN_FORWARDING.media_types,
            )?;
            let limit = operations::SET_DOMAIN_FORWARDING
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::dns_records::normalize_set_domain_forwarding_request,
                            ),
                        )
                        .await?;
                    checks::dns_records::set_domain_forwarding_request(
                        &content.value,
                        &rt::check::At::BODY,
                        &mut issues,
                    );
                    content_0 = Some(content);
                }
                _ => {
                    rt::check::missing(&rt::check::At::BODY, &mut issues);
                }
            }
            let _ = rt::params::Query::parse(&exchange.head, &[], &mut issues);
            let raw = rt::params::path(
                &exchange.head,
                rt::params::PathPart {
                    from_end: 2usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_DOMAIN,
                &mut issues,
            )?;
            let param_domain: ::std::option::Option<types::DomainRef> = PARAM_DOMAIN
                .typed(raw, checks::shared::domain_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::SET_DOMAIN_FORWARDING);
            let params = SetDomainForwardingParams {
                domain: rt::params::sure(param_domain)?,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.set_domain_forwarding(cx, params, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(202u16),
                            "application/json",
                            |body| rt::success::reply::json(
                                rt::status(202u16),
                                "application/json",
                                &body,
                            ),
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// Names for what the attributes of the handlers speak of.
#[cfg(feature = "openapi")]
#[allow(unused_imports)]
mod described {
    pub(in super::super) mod named {
        use super::super::{rt, types};
        pub(in super::super) type CreateDnsRecordRequest = rt::openapi::Of<
            types::CreateDnsRecordRequest,
        >;
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type DnsRecordListResponse = rt::openapi::Of<
            types::DnsRecordListResponse,
        >;
        pub(in super::super) type DnsRecordResponse = rt::openapi::Of<
            types::DnsRecordResponse,
        >;
        pub(in super::super) type DnsSyncReportResponse = rt::openapi::Of<
            types::DnsSyncReportResponse,
        >;
        pub(in super::super) type DomainForwardingResponse = rt::openapi::Of<
            types::DomainForwardingResponse,
        >;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type ReplayFlag = rt::openapi::Of<types::ReplayFlag>;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
        pub(in super::super) type SetDomainForwardingRequest = rt::openapi::Of<
            types::SetDomainForwardingRequest,
        >;
        pub(in super::super) type SyncDnsRecordRequest = rt::openapi::Of<
            types::SyncDnsRecordRequest,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_list_dns_records > (false),
        rt::openapi::Described::of:: < __path_handle_create_dns_record > (false),
        rt::openapi::Described::of:: < __path_handle_delete_dns_record > (false),
        rt::openapi::Described::of:: < __path_handle_sync_dns > (false),
        rt::openapi::Described::of:: < __path_handle_sync_dns_record > (false),
        rt::openapi::Described::of:: < __path_handle_set_domain_forwarding > (false)
    ]
}
