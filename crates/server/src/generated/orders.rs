//! Orders.
#[allow(unused_imports)]
use super::checks as checks;
use super::security as security;
use crate::runtime as rt;
#[allow(unused_imports)]
use ::simpleinboxes_types as types;
/// Create, list, cancel and reactivate inbox orders, with the inbox-mutation jobs (renames, password rotations, profile photos) and nameserver checks over many domains.
pub trait Orders: Send + Sync + 'static {
    /// Who calls, as the authenticator tells.
    type Caller: Send + Sync + 'static;
    /// List orders
    ///
    /// `GET /orders`
    ///
    /// Lists the orders of a workspace with counts in place of their domains and inboxes, newest first, those that have ended included. `status` narrows the list to one state. Nothing is listed across workspaces: call it once for each. A workspace or client that the key cannot see answers 404. Needs the scope `read`.
    fn list_orders(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListOrdersParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderListResponse>,
            ListOrdersError,
        >,
    > + Send;
    /// Place or price an order
    ///
    /// `POST /orders`
    ///
    /// Places an order for inboxes on one or more domains: checks it, charges for it, and queues the work, all or
    /// nothing. The work itself goes on after the answer; follow it with \`GET /orders/{orderId}\` and \`GET
    /// /domains/{domain}/actions\`.
    ///
    /// **Price.** The first month of each inbox and the first year of each domain bought, from the price list of the
    /// moment, itemised in `pricing`. The price is kept with the order: a later change of the list does not touch it.
    /// With `dryRun=true` the same checks are made and the answer is the price, with 200; nothing is placed, and an
    /// `Idempotency-Key` is ignored. Send the total back as `expectedTotalCents` and the order is placed at that price
    /// or not at all (409, and the message tells the new total).
    ///
    /// **Payment.** The wallet of the workspace pays (the master wallet, or the dedicated one with its fallback if it
    /// has one). When it holds too little, the order is not refused but kept as `unpaid` with `outstandingCents`, also
    /// with 201; nothing is begun. Unpaid orders are paid by themselves, oldest first, as soon as enough money arrives,
    /// and can be canceled until then. From activation the order renews each month for the price of its inboxes then;
    /// the renewal in whose month a bought domain runs out also carries that domain's next year. A renewal that can't
    /// be paid makes the order `past_due`; it is tried 3 times in 7 days and then the order is canceled. What can't be
    /// delivered is refunded: an order of which nothing could be carried out becomes `failed` and is refunded in full.
    ///
    /// **Domains.** Whether a domain to be bought is still free is not asked here, since the registrar is not called
    /// within the request (`GET /domains/search` does that); if it is gone when its turn comes, that domain fails and
    /// is refunded. A TLD that is not for sale, and a name below another one's domain (`mail.example.com`), is 400. A
    /// domain that another order holds, unless that has ended, the same domain twice in the request, and a username
    /// twice on a domain are 409.
    ///
    /// A workspace, client, sending-tool credential or `existing` domain that the key cannot see is 404. The body may
    /// have up to 4 MiB. Needs the scope `write`.
    fn create_order(
        &self,
        cx: rt::Context<Self::Caller>,
        params: CreateOrderParams,
        body: types::CreateOrderRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<rt::Success<CreateOrderSuccess>, CreateOrderError>,
    > + Send;
    /// Get an order
    ///
    /// `GET /orders/{orderId}`
    ///
    /// Returns one order with its price, its domains and all their inboxes (up to 10,000). After a reactivation these are the domains and inboxes made then. An order that the key cannot see answers 404. Needs the scope `read`.
    fn get_order(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetOrderParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<rt::Success<types::OrderResponse>, GetOrderError>,
    > + Send;
    /// Get the promotions that a workspace can use
    ///
    /// `GET /orders/promo-status`
    ///
    /// Lists the promotions that run at present, with what they take off, what an order needs for them, and whether this workspace can still use them; for those that it can't, the reason. A promotion is used by its code in `promoCode` of an order; only one can be used in an order, and it counts as used when the order is paid. A workspace that the key cannot see answers 404. Needs the scope `read`.
    fn get_promo_status(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetPromoStatusParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::PromoStatusResponse>,
            GetPromoStatusError,
        >,
    > + Send;
    /// Count the inboxes of a workspace
    ///
    /// `GET /orders/stats/inbox-count`
    ///
    /// Counts the inboxes of all orders of a workspace by state: `active` (suspended ones included), `pending` (ordered, unpaid, or being made) and `canceled`. `total` is all of them, and more than the three together when some have failed. A workspace that the key cannot see answers 404. Needs the scope `read`.
    fn get_inbox_count(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetInboxCountParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InboxCountResponse>,
            GetInboxCountError,
        >,
    > + Send;
    /// List unpaid orders
    ///
    /// `GET /orders/unpaid`
    ///
    /// Lists the orders of a workspace that still have something to be paid, newest first: `unpaid` ones (their whole price) and `past_due` ones (their last renewal). They are paid the other way round, oldest first, each in full or not at all, as soon as the wallet holds enough. A workspace that the key cannot see answers 404. Needs the scope `read`.
    fn list_unpaid_orders(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListUnpaidOrdersParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderListResponse>,
            ListUnpaidOrdersError,
        >,
    > + Send;
    /// Switch auto-renew of an order
    ///
    /// `PATCH /orders/{orderId}/auto-renew`
    ///
    /// Switches on or off whether the order renews itself each month. With auto-renew off, an active order goes on until `currentPeriodEnd` and is then canceled without another charge; until then it can be switched on again. It costs nothing and refunds nothing, and setting what is set already changes nothing. It does not stop the attempts to collect a `past_due` renewal: cancel the order for that. An order in the states `cancellation_queued`, `canceled` or `failed` answers 409 (revert the cancellation or reactivate the order instead), and one that the key cannot see 404. Needs the scope `write`.
    fn set_order_auto_renew(
        &self,
        cx: rt::Context<Self::Caller>,
        params: SetOrderAutoRenewParams,
        body: types::SetOrderAutoRenewRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderResponse>,
            SetOrderAutoRenewError,
        >,
    > + Send;
    /// Cancel an order
    ///
    /// `POST /orders/{orderId}/cancel`
    ///
    /// Cancels an order. An `active` order becomes `cancellation_queued`: its inboxes go on working until the end of the month that is paid for (`cancelAt`), nothing is refunded, and until then it can be reverted. Then its inboxes are deleted with their mail, its domains are released, and it is `canceled`. An `unpaid` order, of which nothing exists yet, and a `past_due` one are `canceled` at once, and what they owe is dropped. A domain that was bought stays registered to its registrant until its year is over. An order in the states `queued` or `provisioning` (wait until it is active), `cancellation_queued`, `canceled` or `failed` answers 409, and one that the key cannot see 404. Needs the scope `write`.
    fn cancel_order(
        &self,
        cx: rt::Context<Self::Caller>,
        params: CancelOrderParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderResponse>,
            CancelOrderError,
        >,
    > + Send;
    /// Revert a queued cancellation
    ///
    /// `POST /orders/{orderId}/revert-cancellation`
    ///
    /// Takes back a cancellation that has not been carried out yet: the order goes from `cancellation_queued` to `active`, keeps its domains, inboxes and its period, and renews again if `autoRenew` is on. It costs nothing. An order in any other state answers 409 (one that is `canceled` can be reactivated), and one that the key cannot see 404. Needs the scope `write`.
    fn revert_order_cancellation(
        &self,
        cx: rt::Context<Self::Caller>,
        params: RevertOrderCancellationParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderResponse>,
            RevertOrderCancellationError,
        >,
    > + Send;
    /// Reactivate a canceled order
    ///
    /// `POST /orders/{orderId}/reactivate`
    ///
    /// Orders the same again: a `canceled` order becomes `queued`, its price by today's price list is charged, and its domains and inboxes are set up anew under the same names. They get new ids and new passwords, and the mail of the deleted inboxes does not come back. A domain that was bought here and is still registered is not charged again. `pricing` of the answer is what was charged; promotions do not apply. When the wallet (with its fallback, if it has one) holds too little, the answer is 402, the message names the amount, and the order stays `canceled`. An order in any other state, and one of whose domains another order has taken meanwhile, answers 409, and one that the key cannot see 404. Needs the scope `write`.
    fn reactivate_order(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ReactivateOrderParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::OrderResponse>,
            ReactivateOrderError,
        >,
    > + Send;
    /// List inbox-mutation jobs
    ///
    /// `GET /orders/inbox-mutations`
    ///
    /// Lists the inbox-mutation jobs of a workspace without their items, newest first, finished ones included. Jobs that came from `PATCH /inboxes/{inboxId}/password` and `PATCH /inboxes/{inboxId}/profile-photo` are among them. A workspace that the key cannot see answers 404. Needs the scope `read`.
    fn list_inbox_mutations(
        &self,
        cx: rt::Context<Self::Caller>,
        params: ListInboxMutationsParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InboxMutationListResponse>,
            ListInboxMutationsError,
        >,
    > + Send;
    /// Queue an inbox-mutation job
    ///
    /// `POST /orders/inbox-mutations`
    ///
    /// Queues one change of up to 500 inboxes of a workspace: a rename of the address, a new password, or a profile
    /// photo. The answer comes at once; follow the job with `GET /orders/inbox-mutations/{id}`. It costs nothing.
    ///
    /// The request is taken as a whole or not at all: an inbox that stands in it twice, that lacks what the type needs,
    /// or that has a property of another type is 400; an inbox that the key cannot see, or that is not in the same
    /// workspace as the others, is 404 and `details` names each. What goes wrong later concerns one item only: an inbox
    /// that is not `active` or `suspended`, an address that is taken, a photo that can't be loaded, a provider that
    /// refuses. The other items are carried out all the same. Changes of one inbox are carried out in the order in
    /// which they were asked for. New passwords can only be read from the inbox's credentials. A `rename` keeps the
    /// mail; it changes the address in the linked sending tool and vault too.
    ///
    /// The body may have up to 2 MiB. Needs the scope `write`.
    fn create_inbox_mutation(
        &self,
        cx: rt::Context<Self::Caller>,
        params: CreateInboxMutationParams,
        body: types::CreateInboxMutationRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InboxMutationResponse>,
            CreateInboxMutationError,
        >,
    > + Send;
    /// Get an inbox-mutation job
    ///
    /// `GET /orders/inbox-mutations/{id}`
    ///
    /// Returns one inbox-mutation job with its state, its counts and the result of each item. A job of which some items failed and some succeeded ends as `partially_failed`; repeat the failed ones in a new job. Passwords do not stand in it. A job that the key cannot see answers 404. Needs the scope `read`.
    fn get_inbox_mutation(
        &self,
        cx: rt::Context<Self::Caller>,
        params: GetInboxMutationParams,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::InboxMutationResponse>,
            GetInboxMutationError,
        >,
    > + Send;
    /// Check the nameservers of a domain
    ///
    /// `POST /orders/nameservers/check`
    ///
    /// Looks up live whether a domain is delegated to the nameservers assigned to it, past all caches: it asks the zone above (the TLD's servers) and then the assigned nameservers themselves. The answer tells what each of them said, and the verdict is stored with the domain. Servers that do not answer within 5 seconds are no failure of the request: the verdict is `unknown` when they leave it open. Only the delegation is judged; mail records are a matter of their own. A domain that the key cannot see answers 404. Needs the scope `write`.
    fn check_nameservers(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::CheckNameserversRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::NameserverCheckResponse>,
            CheckNameserversError,
        >,
    > + Send;
    /// Recheck the nameservers of all domains
    ///
    /// `POST /orders/nameservers/recheck-all`
    ///
    /// Queues a nameserver check for every domain of the workspace that has nameservers assigned and is `provisioning`, `active` or `in_recovery`, and answers with the counts at once. A domain whose check is waiting or running already gets no second one, so that repeating the call does no harm. The results stand with each domain (`GET /domains/{domain}/nameservers`). Send `{}` to mean the key's workspace, or the account's first one. A workspace that the key cannot see answers 404. Needs the scope `write`.
    fn recheck_all_nameservers(
        &self,
        cx: rt::Context<Self::Caller>,
        body: types::RecheckAllNameserversRequest,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            rt::Success<types::NameserverRecheckResponse>,
            RecheckAllNameserversError,
        >,
    > + Send;
}
/// Routes the operations of Orders to a service.
#[allow(deprecated)]
pub fn orders_router<S, A, G>(
    service: ::std::sync::Arc<S>,
    runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
) -> ::axum::Router
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    ::axum::Router::new()
        .route(
            "/api/v1/orders",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_orders::<S, A, G>)
                .post(handle_create_order::<S, A, G>),
        )
        .route(
            "/api/v1/orders/{p2}",
            ::axum::routing::MethodRouter::new().get(handle_get_order::<S, A, G>),
        )
        .route(
            "/api/v1/orders/promo-status",
            ::axum::routing::MethodRouter::new().get(handle_get_promo_status::<S, A, G>),
        )
        .route(
            "/api/v1/orders/stats/inbox-count",
            ::axum::routing::MethodRouter::new().get(handle_get_inbox_count::<S, A, G>),
        )
        .route(
            "/api/v1/orders/unpaid",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_unpaid_orders::<S, A, G>),
        )
        .route(
            "/api/v1/orders/{p2}/auto-renew",
            ::axum::routing::MethodRouter::new()
                .patch(handle_set_order_auto_renew::<S, A, G>),
        )
        .route(
            "/api/v1/orders/{p2}/cancel",
            ::axum::routing::MethodRouter::new().post(handle_cancel_order::<S, A, G>),
        )
        .route(
            "/api/v1/orders/{p2}/revert-cancellation",
            ::axum::routing::MethodRouter::new()
                .post(handle_revert_order_cancellation::<S, A, G>),
        )
        .route(
            "/api/v1/orders/{p2}/reactivate",
            ::axum::routing::MethodRouter::new().post(handle_reactivate_order::<S, A, G>),
        )
        .route(
            "/api/v1/orders/inbox-mutations",
            ::axum::routing::MethodRouter::new()
                .get(handle_list_inbox_mutations::<S, A, G>)
                .post(handle_create_inbox_mutation::<S, A, G>),
        )
        .route(
            "/api/v1/orders/inbox-mutations/{p3}",
            ::axum::routing::MethodRouter::new()
                .get(handle_get_inbox_mutation::<S, A, G>),
        )
        .route(
            "/api/v1/orders/nameservers/check",
            ::axum::routing::MethodRouter::new()
                .post(handle_check_nameservers::<S, A, G>),
        )
        .route(
            "/api/v1/orders/nameservers/recheck-all",
            ::axum::routing::MethodRouter::new()
                .post(handle_recheck_all_nameservers::<S, A, G>),
        )
        .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
}
/// What the specification says of the operations of Orders.
pub mod operations {
    use crate::runtime as rt;
    /// `listOrders`.
    pub static LIST_ORDERS: rt::OperationMeta = rt::OperationMeta::new(
            "listOrders",
            "Orders",
            ::http::Method::GET,
            "/orders",
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
    /// `createOrder`.
    pub static CREATE_ORDER: rt::OperationMeta = rt::OperationMeta::new(
            "createOrder",
            "Orders",
            ::http::Method::POST,
            "/orders",
        )
        .with_scope("write")
        .with_idempotency()
        .with_answers(
            &[200u16, 201u16],
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
        .with_body(&["application/json"], Some(4194304usize));
    /// `getOrder`.
    pub static GET_ORDER: rt::OperationMeta = rt::OperationMeta::new(
            "getOrder",
            "Orders",
            ::http::Method::GET,
            "/orders/{orderId}",
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
    /// `getPromoStatus`.
    pub static GET_PROMO_STATUS: rt::OperationMeta = rt::OperationMeta::new(
            "getPromoStatus",
            "Orders",
            ::http::Method::GET,
            "/orders/promo-status",
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
    /// `getInboxCount`.
    pub static GET_INBOX_COUNT: rt::OperationMeta = rt::OperationMeta::new(
            "getInboxCount",
            "Orders",
            ::http::Method::GET,
            "/orders/stats/inbox-count",
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
    /// `listUnpaidOrders`.
    pub static LIST_UNPAID_ORDERS: rt::OperationMeta = rt::OperationMeta::new(
            "listUnpaidOrders",
            "Orders",
            ::http::Method::GET,
            "/orders/unpaid",
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
    /// `setOrderAutoRenew`.
    pub static SET_ORDER_AUTO_RENEW: rt::OperationMeta = rt::OperationMeta::new(
            "setOrderAutoRenew",
            "Orders",
            ::http::Method::PATCH,
            "/orders/{orderId}/auto-renew",
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
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `cancelOrder`.
    pub static CANCEL_ORDER: rt::OperationMeta = rt::OperationMeta::new(
            "cancelOrder",
            "Orders",
            ::http::Method::POST,
            "/orders/{orderId}/cancel",
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
    /// `revertOrderCancellation`.
    pub static REVERT_ORDER_CANCELLATION: rt::OperationMeta = rt::OperationMeta::new(
            "revertOrderCancellation",
            "Orders",
            ::http::Method::POST,
            "/orders/{orderId}/revert-cancellation",
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
    /// `reactivateOrder`.
    pub static REACTIVATE_ORDER: rt::OperationMeta = rt::OperationMeta::new(
            "reactivateOrder",
            "Orders",
            ::http::Method::POST,
            "/orders/{orderId}/reactivate",
        )
        .with_scope("write")
        .with_idempotency()
        .with_answers(
            &[200u16],
            &[
                (400u16, "INVALID_REQUEST"),
                (401u16, "MISSING_API_KEY"),
                (401u16, "INVALID_API_KEY"),
                (402u16, "INSUFFICIENT_FUNDS"),
                (403u16, "FORBIDDEN"),
                (404u16, "NOT_FOUND"),
                (409u16, "CONFLICT"),
                (409u16, "IDEMPOTENCY_KEY_REUSED"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        );
    /// `listInboxMutations`.
    pub static LIST_INBOX_MUTATIONS: rt::OperationMeta = rt::OperationMeta::new(
            "listInboxMutations",
            "Orders",
            ::http::Method::GET,
            "/orders/inbox-mutations",
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
    /// `createInboxMutation`.
    pub static CREATE_INBOX_MUTATION: rt::OperationMeta = rt::OperationMeta::new(
            "createInboxMutation",
            "Orders",
            ::http::Method::POST,
            "/orders/inbox-mutations",
        )
        .with_scope("write")
        .with_idempotency()
        .with_answers(
            &[202u16],
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
        .with_body(&["application/json"], Some(2097152usize));
    /// `getInboxMutation`.
    pub static GET_INBOX_MUTATION: rt::OperationMeta = rt::OperationMeta::new(
            "getInboxMutation",
            "Orders",
            ::http::Method::GET,
            "/orders/inbox-mutations/{id}",
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
    /// `checkNameservers`.
    pub static CHECK_NAMESERVERS: rt::OperationMeta = rt::OperationMeta::new(
            "checkNameservers",
            "Orders",
            ::http::Method::POST,
            "/orders/nameservers/check",
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
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
    /// `recheckAllNameservers`.
    pub static RECHECK_ALL_NAMESERVERS: rt::OperationMeta = rt::OperationMeta::new(
            "recheckAllNameservers",
            "Orders",
            ::http::Method::POST,
            "/orders/nameservers/recheck-all",
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
                (413u16, "PAYLOAD_TOO_LARGE"),
                (415u16, "UNSUPPORTED_MEDIA_TYPE"),
                (429u16, "RATE_LIMIT_EXCEEDED"),
                (500u16, "SERVER_ERROR"),
                (503u16, "SERVICE_UNAVAILABLE"),
            ],
        )
        .with_body(&["application/json"], None);
}
/// The parameters of `listOrders`.
#[derive(Clone, Debug)]
pub struct ListOrdersParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// Only what belongs to the client (the workspace) of this name, compared without regard to case. It takes the place of `workspaceId`; sending both is 400 unless they name the same workspace.
    pub client_name: ::std::option::Option<types::ClientName>,
    /// Only the orders in this state. All states by default.
    pub status: ::std::option::Option<types::OrderStatus>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListOrdersParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("clientName")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only what belongs to the client (the workspace) of this name, compared without regard to case. It takes the place of `workspaceId`; sending both is 400 unless they name the same workspace."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::ClientName > as
            ::utoipa::PartialSchema > ::schema())).build(),
            ::utoipa::openapi::path::ParameterBuilder::new().name("status")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("Only the orders in this state. All states by default."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::OrderStatus > as
            ::utoipa::PartialSchema > ::schema())).build(),
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
/// Why `listOrders` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListOrdersError(rt::Failure);
rt::documented!(
    ListOrdersError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders",
        operation_id = "listOrders",
        tag = "Orders",
        summary = "List orders",
        description = "Lists the orders of a workspace with counts in place of their domains and inboxes, newest first, those that have ended included. `status` narrows the list to one state. Nothing is listed across workspaces: call it once for each. A workspace or client that the key cannot see answers 404. Needs the scope `read`.",
        params(ListOrdersParams),
        responses(
            (
                status = 200,
                description = "A page of orders.",
                content(
                    (inline(described::named::OrderListResponse)= "application/json")
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
async fn handle_list_orders<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    static PARAM_CLIENT_NAME: rt::params::Param = rt::params::Param {
        name: "clientName",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    static PARAM_STATUS: rt::params::Param = rt::params::Param {
        name: "status",
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
        Some(&operations::LIST_ORDERS),
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
                &["workspaceId", "clientName", "status", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_CLIENT_NAME, &mut issues);
            let param_client_name: ::std::option::Option<types::ClientName> = PARAM_CLIENT_NAME
                .typed(raw, checks::shared::client_name, &mut issues);
            let raw = query.get(&PARAM_STATUS, &mut issues);
            let param_status: ::std::option::Option<types::OrderStatus> = PARAM_STATUS
                .typed(raw, checks::orders::order_status, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_ORDERS);
            let params = ListOrdersParams {
                workspace_id: param_workspace_id,
                client_name: param_client_name,
                status: param_status,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_orders(cx, params).await {
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
/// The parameters of `createOrder`.
#[derive(Clone, Debug)]
pub struct CreateOrderParams {
    /// True checks and prices the order without placing it. The default is false.
    pub dry_run: types::DryRunFlag,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for CreateOrderParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("dryRun")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("True checks and prices the order without placing it. The default is false."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::DryRunFlag > as
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
/// How `createOrder` succeeds.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum CreateOrderSuccess {
    /// The price; nothing was placed (`dryRun=true`).
    Status200(types::OrderQuoteResponse),
    /// The order was placed: `queued` when it is paid, `unpaid` when the wallet holds too little.
    Status201(types::OrderResponse),
}
/// Why `createOrder` fails; nothing else can be answered.
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
pub struct CreateOrderError(rt::Failure);
rt::documented!(
    CreateOrderError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, Conflict = 409, IdempotencyKeyReused = 409,
    PayloadTooLarge = 413, UnsupportedMediaType = 415, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders",
        operation_id = "createOrder",
        tag = "Orders",
        summary = "Place or price an order",
        description = "Places an order for inboxes on one or more domains: checks it, charges for it, and queues the work, all or\nnothing. The work itself goes on after the answer; follow it with `GET /orders/{orderId}` and `GET\n/domains/{domain}/actions`.\n\n**Price.** The first month of each inbox and the first year of each domain bought, from the price list of the\nmoment, itemised in `pricing`. The price is kept with the order: a later change of the list does not touch it.\nWith `dryRun=true` the same checks are made and the answer is the price, with 200; nothing is placed, and an\n`Idempotency-Key` is ignored. Send the total back as `expectedTotalCents` and the order is placed at that price\nor not at all (409, and the message tells the new total).\n\n**Payment.** The wallet of the workspace pays (the master wallet, or the dedicated one with its fallback if it\nhas one). When it holds too little, the order is not refused but kept as `unpaid` with `outstandingCents`, also\nwith 201; nothing is begun. Unpaid orders are paid by themselves, oldest first, as soon as enough money arrives,\nand can be canceled until then. From activation the order renews each month for the price of its inboxes then;\nthe renewal in whose month a bought domain runs out also carries that domain's next year. A renewal that can't\nbe paid makes the order `past_due`; it is tried 3 times in 7 days and then the order is canceled. What can't be\ndelivered is refunded: an order of which nothing could be carried out becomes `failed` and is refunded in full.\n\n**Domains.** Whether a domain to be bought is still free is not asked here, since the registrar is not called\nwithin the request (`GET /domains/search` does that); if it is gone when its turn comes, that domain fails and\nis refunded. A TLD that is not for sale, and a name below another one's domain (`mail.example.com`), is 400. A\ndomain that another order holds, unless that has ended, the same domain twice in the request, and a username\ntwice on a domain are 409.\n\nA workspace, client, sending-tool credential or `existing` domain that the key cannot see is 404. The body may\nhave up to 4 MiB. Needs the scope `write`.\n",
        params(CreateOrderParams),
        request_body(
            content((inline(described::named::CreateOrderRequest)= "application/json")),
            description = "The order to price or to place."
        ),
        responses(
            (
                status = 200,
                description = "The price; nothing was placed (`dryRun=true`).",
                content(
                    (inline(described::named::OrderQuoteResponse)= "application/json")
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
                status = 201,
                description = "The order was placed: `queued` when it is paid, `unpaid` when the wallet holds too little.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
async fn handle_create_order<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_DRY_RUN: rt::params::Param = rt::params::Param {
        name: "dryRun",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Boolean),
        required: false,
        default: Some("false"),
    };
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CREATE_ORDER),
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
                operations::CREATE_ORDER.media_types,
            )?;
            let limit = operations::CREATE_ORDER
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::orders::normalize_create_order_request),
                        )
                        .await?;
                    checks::orders::create_order_request(
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
            let query = rt::params::Query::parse(
                &exchange.head,
                &["dryRun"],
                &mut issues,
            );
            let raw = query.get(&PARAM_DRY_RUN, &mut issues);
            let param_dry_run: ::std::option::Option<types::DryRunFlag> = PARAM_DRY_RUN
                .typed(raw, checks::orders::dry_run_flag, &mut issues);
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
            let mut cx = exchange.context(caller, &operations::CREATE_ORDER);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = CreateOrderParams {
                dry_run: rt::params::sure(param_dry_run)?,
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.create_order(cx, params, body).await {
                Ok(success) => {
                    success
                        .into_response(
                            rt::status(200u16),
                            "application/json",
                            |answer| match answer {
                                CreateOrderSuccess::Status200(body) => {
                                    rt::success::reply::json(
                                        rt::status(200u16),
                                        "application/json",
                                        &body,
                                    )
                                }
                                CreateOrderSuccess::Status201(body) => {
                                    rt::success::reply::json(
                                        rt::status(201u16),
                                        "application/json",
                                        &body,
                                    )
                                }
                            },
                        )
                }
                Err(error) => Err(error.into()),
            }
        });
    let outcome = outcome.await;
    call.finish(outcome).await
}
/// The parameters of `getOrder`.
#[derive(Clone, Debug)]
pub struct GetOrderParams {
    /// The id of the order (`ord_…`). What is no order of the caller's answers 404.
    pub order_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetOrderParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("orderId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the order (`ord_…`). What is no order of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getOrder` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetOrderError(rt::Failure);
rt::documented!(
    GetOrderError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/{orderId}",
        operation_id = "getOrder",
        tag = "Orders",
        summary = "Get an order",
        description = "Returns one order with its price, its domains and all their inboxes (up to 10,000). After a reactivation these are the domains and inboxes made then. An order that the key cannot see answers 404. Needs the scope `read`.",
        params(GetOrderParams),
        responses(
            (
                status = 200,
                description = "The order.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
async fn handle_get_order<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ORDER_ID: rt::params::Param = rt::params::Param {
        name: "orderId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(Some(&operations::GET_ORDER), request);
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
                    from_end: 0usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_ORDER_ID,
                &mut issues,
            )?;
            let param_order_id: ::std::option::Option<types::ResourceRef> = PARAM_ORDER_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_ORDER);
            let params = GetOrderParams {
                order_id: rt::params::sure(param_order_id)?,
            };
            match mount.service.get_order(cx, params).await {
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
/// The parameters of `getPromoStatus`.
#[derive(Clone, Debug)]
pub struct GetPromoStatusParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetPromoStatusParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getPromoStatus` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetPromoStatusError(rt::Failure);
rt::documented!(
    GetPromoStatusError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/promo-status",
        operation_id = "getPromoStatus",
        tag = "Orders",
        summary = "Get the promotions that a workspace can use",
        description = "Lists the promotions that run at present, with what they take off, what an order needs for them, and whether this workspace can still use them; for those that it can't, the reason. A promotion is used by its code in `promoCode` of an order; only one can be used in an order, and it counts as used when the order is paid. A workspace that the key cannot see answers 404. Needs the scope `read`.",
        params(GetPromoStatusParams),
        responses(
            (
                status = 200,
                description = "The promotions, those that end first at the top.",
                content(
                    (inline(described::named::PromoStatusResponse)= "application/json")
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
async fn handle_get_promo_status<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_PROMO_STATUS),
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
                &["workspaceId"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_PROMO_STATUS);
            let params = GetPromoStatusParams {
                workspace_id: param_workspace_id,
            };
            match mount.service.get_promo_status(cx, params).await {
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
/// The parameters of `getInboxCount`.
#[derive(Clone, Debug)]
pub struct GetInboxCountParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetInboxCountParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getInboxCount` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetInboxCountError(rt::Failure);
rt::documented!(
    GetInboxCountError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/stats/inbox-count",
        operation_id = "getInboxCount",
        tag = "Orders",
        summary = "Count the inboxes of a workspace",
        description = "Counts the inboxes of all orders of a workspace by state: `active` (suspended ones included), `pending` (ordered, unpaid, or being made) and `canceled`. `total` is all of them, and more than the three together when some have failed. A workspace that the key cannot see answers 404. Needs the scope `read`.",
        params(GetInboxCountParams),
        responses(
            (
                status = 200,
                description = "The counts.",
                content(
                    (inline(described::named::InboxCountResponse)= "application/json")
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
async fn handle_get_inbox_count<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
        place: rt::params::Place::Query,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_INBOX_COUNT),
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
                &["workspaceId"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_INBOX_COUNT);
            let params = GetInboxCountParams {
                workspace_id: param_workspace_id,
            };
            match mount.service.get_inbox_count(cx, params).await {
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
/// The parameters of `listUnpaidOrders`.
#[derive(Clone, Debug)]
pub struct ListUnpaidOrdersParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListUnpaidOrdersParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build(),
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
/// Why `listUnpaidOrders` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListUnpaidOrdersError(rt::Failure);
rt::documented!(
    ListUnpaidOrdersError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/unpaid",
        operation_id = "listUnpaidOrders",
        tag = "Orders",
        summary = "List unpaid orders",
        description = "Lists the orders of a workspace that still have something to be paid, newest first: `unpaid` ones (their whole price) and `past_due` ones (their last renewal). They are paid the other way round, oldest first, each in full or not at all, as soon as the wallet holds enough. A workspace that the key cannot see answers 404. Needs the scope `read`.",
        params(ListUnpaidOrdersParams),
        responses(
            (
                status = 200,
                description = "A page of orders with something to be paid.",
                content(
                    (inline(described::named::OrderListResponse)= "application/json")
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
async fn handle_list_unpaid_orders<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
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
        Some(&operations::LIST_UNPAID_ORDERS),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_UNPAID_ORDERS);
            let params = ListUnpaidOrdersParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_unpaid_orders(cx, params).await {
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
/// The parameters of `setOrderAutoRenew`.
#[derive(Clone, Debug)]
pub struct SetOrderAutoRenewParams {
    /// The id of the order (`ord_…`). What is no order of the caller's answers 404.
    pub order_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for SetOrderAutoRenewParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("orderId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the order (`ord_…`). What is no order of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `setOrderAutoRenew` fails; nothing else can be answered.
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
pub struct SetOrderAutoRenewError(rt::Failure);
rt::documented!(
    SetOrderAutoRenewError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, PayloadTooLarge = 413,
    UnsupportedMediaType = 415, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        patch,
        path = "/orders/{orderId}/auto-renew",
        operation_id = "setOrderAutoRenew",
        tag = "Orders",
        summary = "Switch auto-renew of an order",
        description = "Switches on or off whether the order renews itself each month. With auto-renew off, an active order goes on until `currentPeriodEnd` and is then canceled without another charge; until then it can be switched on again. It costs nothing and refunds nothing, and setting what is set already changes nothing. It does not stop the attempts to collect a `past_due` renewal: cancel the order for that. An order in the states `cancellation_queued`, `canceled` or `failed` answers 409 (revert the cancellation or reactivate the order instead), and one that the key cannot see 404. Needs the scope `write`.",
        params(SetOrderAutoRenewParams),
        request_body(
            content(
                (inline(described::named::SetOrderAutoRenewRequest)= "application/json")
            ),
            description = "Whether the order shall renew itself."
        ),
        responses(
            (
                status = 200,
                description = "The order as it is now.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
async fn handle_set_order_auto_renew<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ORDER_ID: rt::params::Param = rt::params::Param {
        name: "orderId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::SET_ORDER_AUTO_RENEW),
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
                operations::SET_ORDER_AUTO_RENEW.media_types,
            )?;
            let limit = operations::SET_ORDER_AUTO_RENEW
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(exchange, limit, None).await?;
                    checks::orders::set_order_auto_renew_request(
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
                &PARAM_ORDER_ID,
                &mut issues,
            )?;
            let param_order_id: ::std::option::Option<types::ResourceRef> = PARAM_ORDER_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::SET_ORDER_AUTO_RENEW);
            let params = SetOrderAutoRenewParams {
                order_id: rt::params::sure(param_order_id)?,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.set_order_auto_renew(cx, params, body).await {
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
/// The parameters of `cancelOrder`.
#[derive(Clone, Debug)]
pub struct CancelOrderParams {
    /// The id of the order (`ord_…`). What is no order of the caller's answers 404.
    pub order_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for CancelOrderParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("orderId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the order (`ord_…`). What is no order of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `cancelOrder` fails; nothing else can be answered.
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
pub struct CancelOrderError(rt::Failure);
rt::documented!(
    CancelOrderError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey = 401,
    Forbidden = 403, NotFound = 404, Conflict = 409, RateLimitExceeded = 429, ServerError
    = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/{orderId}/cancel",
        operation_id = "cancelOrder",
        tag = "Orders",
        summary = "Cancel an order",
        description = "Cancels an order. An `active` order becomes `cancellation_queued`: its inboxes go on working until the end of the month that is paid for (`cancelAt`), nothing is refunded, and until then it can be reverted. Then its inboxes are deleted with their mail, its domains are released, and it is `canceled`. An `unpaid` order, of which nothing exists yet, and a `past_due` one are `canceled` at once, and what they owe is dropped. A domain that was bought stays registered to its registrant until its year is over. An order in the states `queued` or `provisioning` (wait until it is active), `cancellation_queued`, `canceled` or `failed` answers 409, and one that the key cannot see 404. Needs the scope `write`.",
        params(CancelOrderParams),
        responses(
            (
                status = 200,
                description = "The order: `cancellation_queued` with its `cancelAt`, or `canceled`.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
async fn handle_cancel_order<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ORDER_ID: rt::params::Param = rt::params::Param {
        name: "orderId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CANCEL_ORDER),
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
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_ORDER_ID,
                &mut issues,
            )?;
            let param_order_id: ::std::option::Option<types::ResourceRef> = PARAM_ORDER_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::CANCEL_ORDER);
            let params = CancelOrderParams {
                order_id: rt::params::sure(param_order_id)?,
            };
            match mount.service.cancel_order(cx, params).await {
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
/// The parameters of `revertOrderCancellation`.
#[derive(Clone, Debug)]
pub struct RevertOrderCancellationParams {
    /// The id of the order (`ord_…`). What is no order of the caller's answers 404.
    pub order_id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for RevertOrderCancellationParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("orderId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the order (`ord_…`). What is no order of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `revertOrderCancellation` fails; nothing else can be answered.
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
pub struct RevertOrderCancellationError(rt::Failure);
rt::documented!(
    RevertOrderCancellationError : InvalidRequest = 400, MissingApiKey = 401,
    InvalidApiKey = 401, Forbidden = 403, NotFound = 404, Conflict = 409,
    RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/{orderId}/revert-cancellation",
        operation_id = "revertOrderCancellation",
        tag = "Orders",
        summary = "Revert a queued cancellation",
        description = "Takes back a cancellation that has not been carried out yet: the order goes from `cancellation_queued` to `active`, keeps its domains, inboxes and its period, and renews again if `autoRenew` is on. It costs nothing. An order in any other state answers 409 (one that is `canceled` can be reactivated), and one that the key cannot see 404. Needs the scope `write`.",
        params(RevertOrderCancellationParams),
        responses(
            (
                status = 200,
                description = "The order, `active` again.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
async fn handle_revert_order_cancellation<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ORDER_ID: rt::params::Param = rt::params::Param {
        name: "orderId",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::REVERT_ORDER_CANCELLATION),
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
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_ORDER_ID,
                &mut issues,
            )?;
            let param_order_id: ::std::option::Option<types::ResourceRef> = PARAM_ORDER_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::REVERT_ORDER_CANCELLATION);
            let params = RevertOrderCancellationParams {
                order_id: rt::params::sure(param_order_id)?,
            };
            match mount.service.revert_order_cancellation(cx, params).await {
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
/// The parameters of `reactivateOrder`.
#[derive(Clone, Debug)]
pub struct ReactivateOrderParams {
    /// The id of the order (`ord_…`). What is no order of the caller's answers 404.
    pub order_id: types::ResourceRef,
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ReactivateOrderParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("orderId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the order (`ord_…`). What is no order of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
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
/// Why `reactivateOrder` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 402: `INSUFFICIENT_FUNDS`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 409: `CONFLICT`, `IDEMPOTENCY_KEY_REUSED`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ReactivateOrderError(rt::Failure);
rt::documented!(
    ReactivateOrderError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, InsufficientFunds = 402, Forbidden = 403, NotFound = 404, Conflict = 409,
    IdempotencyKeyReused = 409, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/{orderId}/reactivate",
        operation_id = "reactivateOrder",
        tag = "Orders",
        summary = "Reactivate a canceled order",
        description = "Orders the same again: a `canceled` order becomes `queued`, its price by today's price list is charged, and its domains and inboxes are set up anew under the same names. They get new ids and new passwords, and the mail of the deleted inboxes does not come back. A domain that was bought here and is still registered is not charged again. `pricing` of the answer is what was charged; promotions do not apply. When the wallet (with its fallback, if it has one) holds too little, the answer is 402, the message names the amount, and the order stays `canceled`. An order in any other state, and one of whose domains another order has taken meanwhile, answers 409, and one that the key cannot see 404. Needs the scope `write`.",
        params(ReactivateOrderParams),
        responses(
            (
                status = 200,
                description = "The order, `queued` again.",
                content((inline(described::named::OrderResponse)= "application/json")),
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
                status = 402,
                description = "The wallet that pays for this has too little, and no fallback covers the rest. Nothing was changed.",
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
async fn handle_reactivate_order<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ORDER_ID: rt::params::Param = rt::params::Param {
        name: "orderId",
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
        Some(&operations::REACTIVATE_ORDER),
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
                    from_end: 1usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_ORDER_ID,
                &mut issues,
            )?;
            let param_order_id: ::std::option::Option<types::ResourceRef> = PARAM_ORDER_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
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
            let mut cx = exchange.context(caller, &operations::REACTIVATE_ORDER);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = rt::fingerprint::Content::None;
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = ReactivateOrderParams {
                order_id: rt::params::sure(param_order_id)?,
                idempotency_key: param_idempotency_key,
            };
            match mount.service.reactivate_order(cx, params).await {
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
/// The parameters of `listInboxMutations`.
#[derive(Clone, Debug)]
pub struct ListInboxMutationsParams {
    /// The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404.
    pub workspace_id: ::std::option::Option<types::WorkspaceId>,
    /// The most entries to return in this page, 1 to 100. The default is 25.
    pub limit: types::PageLimitValue,
    /// Where the page begins: `pagination.nextCursor` of the page before, unchanged. Leave it out for the first page. A cursor stays right when entries are added meanwhile, and belongs to the operation and the filters that it was made with; elsewhere it is 400.
    pub cursor: ::std::option::Option<types::PageCursorValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for ListInboxMutationsParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("workspaceId")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Query)
            .required(::utoipa::openapi::Required::False)
            .description(Some("The workspace to read from. A key that is bound to a workspace may leave it out or name that workspace; an account-wide key that leaves it out reads the account's first workspace. A workspace that the key cannot see answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Form))
            .explode(Some(true)).schema(Some(< rt::openapi::Of < types::WorkspaceId > as
            ::utoipa::PartialSchema > ::schema())).build(),
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
/// Why `listInboxMutations` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct ListInboxMutationsError(rt::Failure);
rt::documented!(
    ListInboxMutationsError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/inbox-mutations",
        operation_id = "listInboxMutations",
        tag = "Orders",
        summary = "List inbox-mutation jobs",
        description = "Lists the inbox-mutation jobs of a workspace without their items, newest first, finished ones included. Jobs that came from `PATCH /inboxes/{inboxId}/password` and `PATCH /inboxes/{inboxId}/profile-photo` are among them. A workspace that the key cannot see answers 404. Needs the scope `read`.",
        params(ListInboxMutationsParams),
        responses(
            (
                status = 200,
                description = "A page of jobs.",
                content(
                    (
                        inline(
                            described::named::InboxMutationListResponse
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
async fn handle_list_inbox_mutations<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_WORKSPACE_ID: rt::params::Param = rt::params::Param {
        name: "workspaceId",
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
        Some(&operations::LIST_INBOX_MUTATIONS),
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
                &["workspaceId", "limit", "cursor"],
                &mut issues,
            );
            let raw = query.get(&PARAM_WORKSPACE_ID, &mut issues);
            let param_workspace_id: ::std::option::Option<types::WorkspaceId> = PARAM_WORKSPACE_ID
                .typed(raw, checks::shared::workspace_id, &mut issues);
            let raw = query.get(&PARAM_LIMIT, &mut issues);
            let param_limit: ::std::option::Option<types::PageLimitValue> = PARAM_LIMIT
                .typed(raw, checks::shared::page_limit_value, &mut issues);
            let raw = query.get(&PARAM_CURSOR, &mut issues);
            let param_cursor: ::std::option::Option<types::PageCursorValue> = PARAM_CURSOR
                .typed(raw, checks::shared::page_cursor_value, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::LIST_INBOX_MUTATIONS);
            let params = ListInboxMutationsParams {
                workspace_id: param_workspace_id,
                limit: rt::params::sure(param_limit)?,
                cursor: param_cursor,
            };
            match mount.service.list_inbox_mutations(cx, params).await {
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
/// The parameters of `createInboxMutation`.
#[derive(Clone, Debug)]
pub struct CreateInboxMutationParams {
    /// A value of your own, 1 to 255 visible ASCII characters, that makes a repeat of this request safe. The same key with the same body within 24 hours replays the first answer byte for byte, with the header `Idempotent-Replayed: true`. The same key with another body is 409 `IDEMPOTENCY_KEY_REUSED`; while the first request is still running it is 409 `CONFLICT`. Keys are kept per API key and operation. Only answers below 500 are kept: after a 5xx the request is carried out anew.
    pub idempotency_key: ::std::option::Option<types::IdempotencyKeyValue>,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for CreateInboxMutationParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
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
/// Why `createInboxMutation` fails; nothing else can be answered.
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
pub struct CreateInboxMutationError(rt::Failure);
rt::documented!(
    CreateInboxMutationError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, Conflict = 409, IdempotencyKeyReused = 409,
    PayloadTooLarge = 413, UnsupportedMediaType = 415, RateLimitExceeded = 429,
    ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/inbox-mutations",
        operation_id = "createInboxMutation",
        tag = "Orders",
        summary = "Queue an inbox-mutation job",
        description = "Queues one change of up to 500 inboxes of a workspace: a rename of the address, a new password, or a profile\nphoto. The answer comes at once; follow the job with `GET /orders/inbox-mutations/{id}`. It costs nothing.\n\nThe request is taken as a whole or not at all: an inbox that stands in it twice, that lacks what the type needs,\nor that has a property of another type is 400; an inbox that the key cannot see, or that is not in the same\nworkspace as the others, is 404 and `details` names each. What goes wrong later concerns one item only: an inbox\nthat is not `active` or `suspended`, an address that is taken, a photo that can't be loaded, a provider that\nrefuses. The other items are carried out all the same. Changes of one inbox are carried out in the order in\nwhich they were asked for. New passwords can only be read from the inbox's credentials. A `rename` keeps the\nmail; it changes the address in the linked sending tool and vault too.\n\nThe body may have up to 2 MiB. Needs the scope `write`.\n",
        params(CreateInboxMutationParams),
        request_body(
            content(
                (
                    inline(
                        described::named::CreateInboxMutationRequest
                    )= "application/json"
                )
            ),
            description = "The job to queue."
        ),
        responses(
            (
                status = 202,
                description = "The job was queued.",
                content(
                    (inline(described::named::InboxMutationResponse)= "application/json")
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
async fn handle_create_inbox_mutation<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_IDEMPOTENCY_KEY: rt::params::Param = rt::params::Param {
        name: "Idempotency-Key",
        place: rt::params::Place::Header,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: false,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CREATE_INBOX_MUTATION),
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
                operations::CREATE_INBOX_MUTATION.media_types,
            )?;
            let limit = operations::CREATE_INBOX_MUTATION
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(checks::orders::normalize_create_inbox_mutation_request),
                        )
                        .await?;
                    checks::orders::create_inbox_mutation_request(
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
            let mut cx = exchange.context(caller, &operations::CREATE_INBOX_MUTATION);
            cx.idempotency = exchange
                .idempotency(|| {
                    let content = if let Some(content) = &content_0 {
                        rt::fingerprint::Content::Json(&content.value)
                    } else {
                        rt::fingerprint::Content::None
                    };
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            let params = CreateInboxMutationParams {
                idempotency_key: param_idempotency_key,
            };
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.create_inbox_mutation(cx, params, body).await {
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
/// The parameters of `getInboxMutation`.
#[derive(Clone, Debug)]
pub struct GetInboxMutationParams {
    /// The id of the inbox-mutation job (`mut_…`). What is no job of the caller's answers 404.
    pub id: types::ResourceRef,
}
#[cfg(feature = "openapi")]
impl ::utoipa::IntoParams for GetInboxMutationParams {
    fn into_params(
        _: impl ::std::ops::Fn(
        ) -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
    ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
        ::std::vec![
            ::utoipa::openapi::path::ParameterBuilder::new().name("id")
            .parameter_in(::utoipa::openapi::path::ParameterIn::Path)
            .required(::utoipa::openapi::Required::True)
            .description(Some("The id of the inbox-mutation job (`mut_…`). What is no job of the caller's answers 404."))
            .style(Some(::utoipa::openapi::path::ParameterStyle::Simple))
            .explode(Some(false)).schema(Some(< rt::openapi::Of < types::ResourceRef > as
            ::utoipa::PartialSchema > ::schema())).build()
        ]
    }
}
/// Why `getInboxMutation` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct GetInboxMutationError(rt::Failure);
rt::documented!(
    GetInboxMutationError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, RateLimitExceeded = 429, ServerError = 500,
    ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        get,
        path = "/orders/inbox-mutations/{id}",
        operation_id = "getInboxMutation",
        tag = "Orders",
        summary = "Get an inbox-mutation job",
        description = "Returns one inbox-mutation job with its state, its counts and the result of each item. A job of which some items failed and some succeeded ends as `partially_failed`; repeat the failed ones in a new job. Passwords do not stand in it. A job that the key cannot see answers 404. Needs the scope `read`.",
        params(GetInboxMutationParams),
        responses(
            (
                status = 200,
                description = "The job.",
                content(
                    (inline(described::named::InboxMutationResponse)= "application/json")
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
async fn handle_get_inbox_mutation<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    static PARAM_ID: rt::params::Param = rt::params::Param {
        name: "id",
        place: rt::params::Place::Path,
        style: rt::params::Style::One(rt::params::Shape::Text),
        required: true,
        default: None,
    };
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::GET_INBOX_MUTATION),
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
                    from_end: 0usize,
                    prefix: "",
                    suffix: "",
                },
                &PARAM_ID,
                &mut issues,
            )?;
            let param_id: ::std::option::Option<types::ResourceRef> = PARAM_ID
                .typed(raw, checks::shared::resource_ref, &mut issues);
            issues.finish()?;
            let cx = exchange.context(caller, &operations::GET_INBOX_MUTATION);
            let params = GetInboxMutationParams {
                id: rt::params::sure(param_id)?,
            };
            match mount.service.get_inbox_mutation(cx, params).await {
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
/// Why `checkNameservers` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct CheckNameserversError(rt::Failure);
rt::documented!(
    CheckNameserversError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey =
    401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413, UnsupportedMediaType =
    415, RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/nameservers/check",
        operation_id = "checkNameservers",
        tag = "Orders",
        summary = "Check the nameservers of a domain",
        description = "Looks up live whether a domain is delegated to the nameservers assigned to it, past all caches: it asks the zone above (the TLD's servers) and then the assigned nameservers themselves. The answer tells what each of them said, and the verdict is stored with the domain. Servers that do not answer within 5 seconds are no failure of the request: the verdict is `unknown` when they leave it open. Only the delegation is judged; mail records are a matter of their own. A domain that the key cannot see answers 404. Needs the scope `write`.",
        request_body(
            content(
                (inline(described::named::CheckNameserversRequest)= "application/json")
            ),
            description = "The domain to check."
        ),
        responses(
            (
                status = 200,
                description = "What was found.",
                content(
                    (
                        inline(
                            described::named::NameserverCheckResponse
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
async fn handle_check_nameservers<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::CHECK_NAMESERVERS),
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
                operations::CHECK_NAMESERVERS.media_types,
            )?;
            let limit = operations::CHECK_NAMESERVERS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(exchange, limit, None).await?;
                    checks::orders::check_nameservers_request(
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
            issues.finish()?;
            let cx = exchange.context(caller, &operations::CHECK_NAMESERVERS);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.check_nameservers(cx, body).await {
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
/// Why `recheckAllNameservers` fails; nothing else can be answered.
///
/// - 400: `INVALID_REQUEST`
/// - 401: `MISSING_API_KEY`, `INVALID_API_KEY`
/// - 403: `FORBIDDEN`
/// - 404: `NOT_FOUND`
/// - 413: `PAYLOAD_TOO_LARGE`
/// - 415: `UNSUPPORTED_MEDIA_TYPE`
/// - 429: `RATE_LIMIT_EXCEEDED`
/// - 500: `SERVER_ERROR`
/// - 503: `SERVICE_UNAVAILABLE`
#[derive(Debug)]
pub struct RecheckAllNameserversError(rt::Failure);
rt::documented!(
    RecheckAllNameserversError : InvalidRequest = 400, MissingApiKey = 401, InvalidApiKey
    = 401, Forbidden = 403, NotFound = 404, PayloadTooLarge = 413, UnsupportedMediaType =
    415, RateLimitExceeded = 429, ServerError = 500, ServiceUnavailable = 503
);
#[cfg_attr(
    feature = "openapi",
    ::utoipa::path(
        post,
        path = "/orders/nameservers/recheck-all",
        operation_id = "recheckAllNameservers",
        tag = "Orders",
        summary = "Recheck the nameservers of all domains",
        description = "Queues a nameserver check for every domain of the workspace that has nameservers assigned and is `provisioning`, `active` or `in_recovery`, and answers with the counts at once. A domain whose check is waiting or running already gets no second one, so that repeating the call does no harm. The results stand with each domain (`GET /domains/{domain}/nameservers`). Send `{}` to mean the key's workspace, or the account's first one. A workspace that the key cannot see answers 404. Needs the scope `write`.",
        request_body(
            content(
                (
                    inline(
                        described::named::RecheckAllNameserversRequest
                    )= "application/json"
                )
            ),
            description = "Whose domains to check."
        ),
        responses(
            (
                status = 202,
                description = "The checks were queued.",
                content(
                    (
                        inline(
                            described::named::NameserverRecheckResponse
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
async fn handle_recheck_all_nameservers<S, A, G>(
    ::axum::extract::State(
        mount,
    ): ::axum::extract::State<::std::sync::Arc<rt::app::Mount<S, A, G>>>,
    request: ::axum::extract::Request,
) -> ::axum::response::Response
where
    S: self::Orders<Caller = A::Caller>,
    A: security::Authenticator,
    G: rt::Gate<Caller = A::Caller>,
{
    let mut call = rt::exchange::Exchange::begin(
        Some(&operations::RECHECK_ALL_NAMESERVERS),
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
                operations::RECHECK_ALL_NAMESERVERS.media_types,
            )?;
            let limit = operations::RECHECK_ALL_NAMESERVERS
                .body_limit
                .unwrap_or(runtime.limits.body);
            let mut content_0 = None;
            match kind {
                Some(0usize) => {
                    let content = rt::body::json(
                            exchange,
                            limit,
                            Some(
                                checks::orders::normalize_recheck_all_nameservers_request,
                            ),
                        )
                        .await?;
                    checks::orders::recheck_all_nameservers_request(
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
            issues.finish()?;
            let cx = exchange.context(caller, &operations::RECHECK_ALL_NAMESERVERS);
            let body = if let Some(content) = content_0 {
                Some(content.convert()?)
            } else {
                None
            };
            let body = rt::params::sure(body)?;
            match mount.service.recheck_all_nameservers(cx, body).await {
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
        pub(in super::super) type CheckNameserversRequest = rt::openapi::Of<
            types::CheckNameserversRequest,
        >;
        pub(in super::super) type CreateInboxMutationRequest = rt::openapi::Of<
            types::CreateInboxMutationRequest,
        >;
        pub(in super::super) type CreateOrderRequest = rt::openapi::Of<
            types::CreateOrderRequest,
        >;
        pub(in super::super) type DelaySeconds = rt::openapi::Of<types::DelaySeconds>;
        pub(in super::super) type ErrorResponse = rt::openapi::Of<types::ErrorResponse>;
        pub(in super::super) type InboxCountResponse = rt::openapi::Of<
            types::InboxCountResponse,
        >;
        pub(in super::super) type InboxMutationListResponse = rt::openapi::Of<
            types::InboxMutationListResponse,
        >;
        pub(in super::super) type InboxMutationResponse = rt::openapi::Of<
            types::InboxMutationResponse,
        >;
        pub(in super::super) type NameserverCheckResponse = rt::openapi::Of<
            types::NameserverCheckResponse,
        >;
        pub(in super::super) type NameserverRecheckResponse = rt::openapi::Of<
            types::NameserverRecheckResponse,
        >;
        pub(in super::super) type OrderListResponse = rt::openapi::Of<
            types::OrderListResponse,
        >;
        pub(in super::super) type OrderQuoteResponse = rt::openapi::Of<
            types::OrderQuoteResponse,
        >;
        pub(in super::super) type OrderResponse = rt::openapi::Of<types::OrderResponse>;
        pub(in super::super) type PromoStatusResponse = rt::openapi::Of<
            types::PromoStatusResponse,
        >;
        pub(in super::super) type RecheckAllNameserversRequest = rt::openapi::Of<
            types::RecheckAllNameserversRequest,
        >;
        pub(in super::super) type ReplayFlag = rt::openapi::Of<types::ReplayFlag>;
        pub(in super::super) type RequestCount = rt::openapi::Of<types::RequestCount>;
        pub(in super::super) type RequestIdValue = rt::openapi::Of<
            types::RequestIdValue,
        >;
        pub(in super::super) type SetOrderAutoRenewRequest = rt::openapi::Of<
            types::SetOrderAutoRenewRequest,
        >;
    }
}
#[cfg(feature = "openapi")]
pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
    ::std::vec![
        rt::openapi::Described::of:: < __path_handle_list_orders > (false),
        rt::openapi::Described::of:: < __path_handle_create_order > (false),
        rt::openapi::Described::of:: < __path_handle_get_order > (false),
        rt::openapi::Described::of:: < __path_handle_get_promo_status > (false),
        rt::openapi::Described::of:: < __path_handle_get_inbox_count > (false),
        rt::openapi::Described::of:: < __path_handle_list_unpaid_orders > (false),
        rt::openapi::Described::of:: < __path_handle_set_order_auto_renew > (false),
        rt::openapi::Described::of:: < __path_handle_cancel_order > (false),
        rt::openapi::Described::of:: < __path_handle_revert_order_cancellation > (false),
        rt::openapi::Described::of:: < __path_handle_reactivate_order > (false),
        rt::openapi::Described::of:: < __path_handle_list_inbox_mutations > (false),
        rt::openapi::Described::of:: < __path_handle_create_inbox_mutation > (false),
        rt::openapi::Described::of:: < __path_handle_get_inbox_mutation > (false),
        rt::openapi::Described::of:: < __path_handle_check_nameservers > (false),
        rt::openapi::Described::of:: < __path_handle_recheck_all_nameservers > (false)
    ]
}
