//! A bakery that tells what it was given.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body};
use fixture_server::{
    AddNoteBody, AddNoteError, AddPictureError, AddPictureForm, Authenticator, BakeLoafError,
    BakeLoafParams, BakeLoafSuccess, Counter, EatLoafError, EatLoafParams, GetHoursError,
    GetLabelError, GetLabelParams, GetLoafError, GetLoafParams, GetNewestLoafError,
    ListLoavesError, ListLoavesParams, ListStaffError, ListTillsError, Loaves, PlaceOrderError,
    counter_router, loaves_router,
    runtime::{
        Admission, Context, Credential, Gate, Head, Limits, OperationError, Quota, Rejection,
        Runtime, StatusIn, Subject, Success,
        errors::{Forbidden, InvalidApiKey, NotFound, RateLimitExceeded, ServiceUnavailable},
    },
};
use fixture_types::{Echo, LoafRequest, OrderForm, Problem};
use http::{HeaderName, HeaderValue, StatusCode};

/// Who calls: the words that they said who they are with.
pub type Caller = String;

/// The service, and how often a method of it was called.
#[derive(Default)]
pub struct Bakery {
    pub calls: AtomicUsize,
}

impl Bakery {
    fn echo<E>(&self, seen: impl std::fmt::Debug) -> Result<Success<Echo>, E> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        Ok(echo(format!("{seen:?}")).into())
    }
}

fn echo(seen: String) -> Echo {
    Echo::builder().seen(seen).build().expect("an echo")
}

fn problem(reason: &str) -> Problem {
    Problem::builder()
        .reason(reason)
        .build()
        .expect("a problem")
}

impl Loaves for Bakery {
    type Caller = Caller;

    async fn list_loaves(
        &self,
        _: Context<()>,
        params: ListLoavesParams,
    ) -> Result<Success<Echo>, ListLoavesError> {
        self.echo(params)
    }

    async fn bake_loaf(
        &self,
        cx: Context<Caller>,
        _: BakeLoafParams,
        body: LoafRequest,
    ) -> Result<Success<BakeLoafSuccess>, BakeLoafError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        match body.name.as_str() {
            "taken" => Err(BakeLoafError::conflict("The oven is taken.")),
            "teapot" => Err(BakeLoafError::teapot("Short and stout.", Vec::new())),
            "fallen" => Err(BakeLoafError::server_error("the cause of the fall")),
            "slow" => Ok(BakeLoafSuccess::Status202.into()),
            "again" => Ok(Success::replay(br#"{"seen":  "before"}"#.to_vec())),
            "key" => {
                let idempotency = cx.idempotency.map(|found| (found.key, found.fingerprint));
                Ok(BakeLoafSuccess::Status201(echo(format!("{idempotency:?}"))).into())
            }
            _ => {
                let body = echo(format!("{} {body:?}", cx.caller));
                let oven = (
                    HeaderName::from_static("x-oven"),
                    HeaderValue::from_static("2"),
                );
                Ok(Success::from(BakeLoafSuccess::Status201(body)).with_header(oven.0, oven.1))
            }
        }
    }

    async fn get_newest_loaf(&self, _: Context<()>) -> Result<Success<Echo>, GetNewestLoafError> {
        self.echo("newest")
    }

    async fn get_loaf(
        &self,
        _: Context<()>,
        params: GetLoafParams,
    ) -> Result<Success<Echo>, GetLoafError> {
        match params.loaf_id.as_str() {
            "panic" => panic!("the secret of the oven"),
            "never" => std::future::pending().await,
            "none" => Err(NotFound::new("There is no such loaf.").into()),
            id => self.echo(id),
        }
    }

    async fn eat_loaf(
        &self,
        _: Context<()>,
        params: EatLoafParams,
    ) -> Result<Success<()>, EatLoafError> {
        match params.loaf_id {
            404 => Err(EatLoafError::status404()),
            403 => {
                let status = StatusIn::new(StatusCode::FORBIDDEN).expect("a 4XX");
                Err(EatLoafError::status4xx(status, &problem("not yours")))
            }
            507 => Err(EatLoafError::other(
                StatusCode::INSUFFICIENT_STORAGE,
                "full".to_owned(),
            )),
            _ => Ok(().into()),
        }
    }

    async fn get_label(
        &self,
        _: Context<()>,
        params: GetLabelParams,
    ) -> Result<Success<String>, GetLabelError> {
        Ok(format!("loaf {}", params.loaf_id).into())
    }
}

impl Counter for Bakery {
    type Caller = Caller;

    async fn place_order(
        &self,
        _: Context<()>,
        body: OrderForm,
    ) -> Result<Success<Echo>, PlaceOrderError> {
        self.echo(body)
    }

    async fn add_picture(
        &self,
        _: Context<()>,
        body: AddPictureForm,
    ) -> Result<Success<Echo>, AddPictureError> {
        self.echo(body)
    }

    async fn add_note(
        &self,
        _: Context<()>,
        body: Option<AddNoteBody>,
    ) -> Result<Success<Echo>, AddNoteError> {
        self.echo(body)
    }

    async fn list_staff(&self, cx: Context<Caller>) -> Result<Success<Echo>, ListStaffError> {
        self.echo(cx.caller)
    }

    async fn get_hours(&self, cx: Context<Option<Caller>>) -> Result<Success<Echo>, GetHoursError> {
        self.echo(cx.caller)
    }

    async fn list_tills(&self, cx: Context<Caller>) -> Result<Success<Echo>, ListTillsError> {
        self.echo(cx.caller)
    }
}

/// Takes every credential that begins with `good`.
pub struct Doorman;

impl Doorman {
    fn judge(way: &str, said: &[Credential<'_>]) -> Result<Caller, Rejection> {
        let words: Vec<&str> = said.iter().map(|credential| credential.expose()).collect();
        match words.join("+") {
            words if words.starts_with("good") => Ok(format!("{way}:{words}")),
            words if words.starts_with("weak") => Err(Forbidden::new("This key may not.").into()),
            words if words.starts_with("hasty") => Err(RateLimitExceeded {
                retry_after: Duration::from_millis(1500),
            }
            .into()),
            words if words.starts_with("down") => {
                Err(ServiceUnavailable::new("no database").into())
            }
            _ => Err(InvalidApiKey::default().into()),
        }
    }
}

impl Authenticator for Doorman {
    type Caller = Caller;

    async fn key(&self, key: Credential<'_>, _: &Head) -> Result<Caller, Rejection> {
        Self::judge("key", &[key])
    }

    async fn key_and_token(
        &self,
        key: Credential<'_>,
        token: Credential<'_>,
        _: &Head,
    ) -> Result<Caller, Rejection> {
        Self::judge("both", &[key, token])
    }

    async fn password(&self, password: Credential<'_>, _: &Head) -> Result<Caller, Rejection> {
        Self::judge("password", &[password])
    }

    async fn query_key(&self, key: Credential<'_>, _: &Head) -> Result<Caller, Rejection> {
        Self::judge("query", &[key])
    }

    async fn cookie_key(&self, key: Credential<'_>, _: &Head) -> Result<Caller, Rejection> {
        Self::judge("cookie", &[key])
    }
}

/// Counts down, and refuses whoever asks by the header `X-Refuse`.
pub struct Turnstile;

impl Gate for Turnstile {
    type Caller = Caller;

    async fn admit(&self, subject: Subject<'_, Caller>, head: &Head) -> Admission {
        let remaining = match subject {
            Subject::Caller(_) => 4,
            Subject::Anonymous => 3,
            Subject::Rejected => 2,
            Subject::Unrouted => 1,
        };
        let refuses = head.parts.headers.contains_key("x-refuse");
        let refusal = RateLimitExceeded {
            retry_after: Duration::from_secs(7),
        };
        Admission {
            quota: Some(Quota {
                limit: 5,
                remaining,
                reset_seconds: 60,
            }),
            refusal: refuses.then(|| fixture_server::runtime::Refusal::RateLimitExceeded(refusal)),
        }
    }
}

/// A running bakery.
pub struct Running {
    pub address: SocketAddr,
    pub bakery: Arc<Bakery>,
}

impl Running {
    /// How often a method was called.
    pub fn calls(&self) -> usize {
        self.bakery.calls.load(Ordering::SeqCst)
    }
}

/// The whole bakery, with the usual limits.
pub async fn start() -> Running {
    start_with(Limits {
        timeout: Duration::from_millis(400),
        ..Limits::default()
    })
    .await
}

/// The whole bakery.
pub async fn start_with(limits: Limits) -> Running {
    let bakery = Arc::new(Bakery::default());
    let runtime = Arc::new(Runtime::new(Doorman, Turnstile, limits));
    let router = loaves_router(bakery.clone(), runtime.clone());
    let router = router.merge(counter_router(bakery.clone(), runtime.clone()));
    serve(bakery, runtime.app(router)).await
}

/// A bakery without a counter.
pub async fn start_loaves_only() -> Running {
    let bakery = Arc::new(Bakery::default());
    let runtime = Arc::new(Runtime::open(Doorman));
    let router = loaves_router(bakery.clone(), runtime.clone());
    serve(bakery, runtime.app(router)).await
}

async fn serve(bakery: Arc<Bakery>, app: Router) -> Running {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    Running { address, bakery }
}

/// The body of an answer can be a stream; it is not used here but must stay possible.
#[allow(dead_code)]
fn streams(body: Body) -> Success<Body> {
    body.into()
}
