//! DNS Records.
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
use crate::runtime as rt;
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
            rt::Success<::simpleinboxes_types::DnsRecordListResponse>,
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
        body: ::simpleinboxes_types::CreateDnsRecordRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<::simpleinboxes_types::DnsRecordResponse>,
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
            rt::Success<::simpleinboxes_types::DnsRecordResponse>,
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
            rt::Success<::simpleinboxes_types::DnsSyncReportResponse>,
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
        body: ::simpleinboxes_types::SyncDnsRecordRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<::simpleinboxes_types::DnsRecordResponse>,
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
        body: ::simpleinboxes_types::SetDomainForwardingRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<::simpleinboxes_types::DomainForwardingResponse>,
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
    A: crate::generated::security::Authenticator,
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
    pub domain: ::simpleinboxes_types::DomainRef,
    /// Only the records of this type. All types by default.
    pub type_: ::std::option::Option<::simpleinboxes_types::DnsRecordType>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: ::simpleinboxes_types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<::simpleinboxes_types::PageCursorValue>,
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
async fn handle_list_dns_records<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
            let raw = query.get(&PARAM_TYPE_, &mut issues);
            let param_type_: ::std::option::Option<
                ::simpleinboxes_types::DnsRecordType,
            > = PARAM_TYPE_
                .typed(
                    raw,
                    crate::generated::checks::shared::dns_record_type,
                    &mut issues,
                );
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<
                ::simpleinboxes_types::PageLimitValue,
            > = PARAM_LIMIT
                .typed(
                    raw,
                    crate::generated::checks::shared::page_limit_value,
                    &mut issues,
                );
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<
                ::simpleinboxes_types::PageCursorValue,
            > = PARAM_CURSOR
                .typed(
                    raw,
                    crate::generated::checks::shared::page_cursor_value,
                    &mut issues,
                );
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
    pub domain: ::simpleinboxes_types::DomainRef,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<
        ::simpleinboxes_types::IdempotencyKeyValue,
    >,
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
async fn handle_create_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
                                crate::generated::checks::dns_records::normalize_create_dns_record_request,
                            ),
                        )
                        .await?;
                    crate::generated::checks::dns_records::create_dns_record_request(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
            let raw = rt::params::header(
                &exchange.head,
                &PARAM_IDEMPOTENCY_KEY,
                &mut issues,
            );
            let param_idempotency_key: ::std::option::Option<
                ::simpleinboxes_types::IdempotencyKeyValue,
            > = PARAM_IDEMPOTENCY_KEY
                .typed(
                    raw,
                    crate::generated::checks::shared::idempotency_key_value,
                    &mut issues,
                );
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
    pub domain: ::simpleinboxes_types::DomainRef,
    /// The id of the DNS record (`dns_…`). What is no record of this domain answers 404.
    pub record_id: ::simpleinboxes_types::ResourceRef,
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
async fn handle_delete_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
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
            let param_record_id: ::std::option::Option<
                ::simpleinboxes_types::ResourceRef,
            > = PARAM_RECORD_ID
                .typed(raw, crate::generated::checks::shared::resource_ref, &mut issues);
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
    pub domain: ::simpleinboxes_types::DomainRef,
    /// Whether to go ahead even when more than 30% of the records of a side are deleted. False by default.
    pub force: ::simpleinboxes_types::DnsSyncForce,
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
async fn handle_sync_dns<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
            let raw = query.get(&PARAM_FORCE, &mut issues);
            let param_force: ::std::option::Option<
                ::simpleinboxes_types::DnsSyncForce,
            > = PARAM_FORCE
                .typed(
                    raw,
                    crate::generated::checks::dns_records::dns_sync_force,
                    &mut issues,
                );
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
    pub domain: ::simpleinboxes_types::DomainRef,
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
async fn handle_sync_dns_record<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
                    crate::generated::checks::dns_records::sync_dns_record_request(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
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
    pub domain: ::simpleinboxes_types::DomainRef,
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
async fn handle_set_domain_forwarding<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::DnsRecords<Caller = A::Caller>,
    A: crate::generated::security::Authenticator,
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
            let caller = crate::generated::security::by_api_key_auth(
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
                                crate::generated::checks::dns_records::normalize_set_domain_forwarding_request,
                            ),
                        )
                        .await?;
                    crate::generated::checks::dns_records::set_domain_forwarding_request(
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
            let param_domain: ::std::option::Option<::simpleinboxes_types::DomainRef> = PARAM_DOMAIN
                .typed(raw, crate::generated::checks::shared::domain_ref, &mut issues);
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
