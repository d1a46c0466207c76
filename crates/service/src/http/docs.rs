//! The published spec and its page, all from the program itself: nothing is fetched.

use axum::{
    Router,
    http::{HeaderValue, header},
    response::IntoResponse,
    routing::get,
};
use bytes::Bytes;
use serde_json::{Value, json};
use simpleinboxes_server::BASE_PATH;
use utoipa_swagger_ui::{Config, SwaggerUi};

const JSON: &str = include_str!("../../../../spec/published/openapi.json");
const YAML: &str = include_str!("../../../../spec/published/openapi.yaml");

/// What the page reads: the published spec with this very server as the first, so that trying an
/// operation out calls it and nobody else.
const FOR_PAGE: &str = "/docs/openapi.json";

/// `/openapi.json`, `/openapi.yaml` and `/docs`.
///
/// # Errors
/// The published spec is not JSON.
pub fn routes() -> anyhow::Result<Router> {
    let for_page: Bytes = for_page()?.into();
    let page = SwaggerUi::new("/docs").config(
        Config::new([FOR_PAGE])
            .try_it_out_enabled(true)
            .display_request_duration(true)
            .filter(true)
            .doc_expansion("none"),
    );
    let json = "application/json";
    Ok(Router::new()
        .route("/openapi.json", get(async move || document(json, JSON)))
        .route(
            "/openapi.yaml",
            get(async || document("application/yaml", YAML)),
        )
        .route(FOR_PAGE, get(async move || document(json, for_page)))
        .merge(page))
}

fn for_page() -> anyhow::Result<String> {
    let mut spec: Value = serde_json::from_str(JSON)?;
    let others = spec["servers"].take();
    let this = json!({"url": BASE_PATH, "description": "This server"});
    let others = others.as_array().into_iter().flatten().cloned();
    spec["servers"] = std::iter::once(this).chain(others).collect();
    Ok(serde_json::to_string(&spec)?)
}

fn document(media_type: &'static str, text: impl IntoResponse) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))],
        text,
    )
}
