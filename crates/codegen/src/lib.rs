//! Generates types, client, server and conformance tables from an OpenAPI 3.0 document.
