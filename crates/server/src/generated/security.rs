//! Who calls.
use crate::runtime as rt;
/// Tells who calls: one method for each way in which the specification lets callers
/// say so.
pub trait Authenticator: Send + Sync + 'static {
    /// Who calls, as the methods of the services want to know it.
    type Caller: Send + Sync + 'static;
    /// `ApiKeyAuth`: an API key in the header X-API-Key.
    fn api_key_auth(
        &self,
        key_api_key_auth: rt::Credential<'_>,
        head: &rt::Head,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<Self::Caller, rt::Rejection>,
    > + Send;
    /// `DashboardSession`: a bearer token in the header Authorization.
    fn dashboard_session(
        &self,
        key_dashboard_session: rt::Credential<'_>,
        head: &rt::Head,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<Self::Caller, rt::Rejection>,
    > + Send;
}
/// Send an API key in the header X-API-Key.
pub(super) async fn by_api_key_auth<A: Authenticator>(
    authenticator: &A,
    head: &rt::Head,
) -> ::std::result::Result<A::Caller, rt::Rejection> {
    let mut alternatives = rt::auth::Alternatives::default();
    if let (Some(key_api_key_auth),) = (rt::auth::header(head, "X-API-Key"),) {
        match authenticator.api_key_auth(key_api_key_auth, head).await {
            Ok(caller) => return Ok(caller),
            Err(rejection) => alternatives.rejected(rejection),
        }
    }
    Err(alternatives.refuse("Send an API key in the header X-API-Key."))
}
/// Send an API key in the header X-API-Key, or a bearer token in the header Authorization.
pub(super) async fn by_api_key_auth_or_dashboard_session<A: Authenticator>(
    authenticator: &A,
    head: &rt::Head,
) -> ::std::result::Result<A::Caller, rt::Rejection> {
    let mut alternatives = rt::auth::Alternatives::default();
    if let (Some(key_api_key_auth),) = (rt::auth::header(head, "X-API-Key"),) {
        match authenticator.api_key_auth(key_api_key_auth, head).await {
            Ok(caller) => return Ok(caller),
            Err(rejection) => alternatives.rejected(rejection),
        }
    }
    if let (Some(key_dashboard_session),) = (rt::auth::bearer(head),) {
        match authenticator.dashboard_session(key_dashboard_session, head).await {
            Ok(caller) => return Ok(caller),
            Err(rejection) => alternatives.rejected(rejection),
        }
    }
    Err(
        alternatives
            .refuse(
                "Send an API key in the header X-API-Key, or a bearer token in the header Authorization.",
            ),
    )
}
