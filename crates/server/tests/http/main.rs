//! The generated server over real TCP: a document of the tests' own (`fixture/openapi.yaml`) has
//! one of everything that an OpenAPI document can ask of a server.

mod answers;
mod app;
mod auth;
mod bodies;
mod checks;
mod client;
mod idempotency;
mod json;
mod limits;
mod params;
mod routing;
